//! The library is the same with the cache and without it, whatever happens to the files and to the cache.

use super::super::cache::ReadingCache;
use super::super::read::ReadContext;
use super::super::whole::load_all_in;
use super::*;
use crate::library::Aliases;
use crate::post::Post;
use crate::stories::StoryForms;
use proptest::prelude::*;
use std::thread;
use std::time::{Duration, SystemTime};

/// Longer than a tick of the clock of a file system that these tests run on.
const TICK: Duration = Duration::from_millis(12);

/// The posts and findings of a load.
#[derive(Debug, PartialEq)]
struct Loaded {
    posts: Vec<Arc<Post>>,
    problems: Vec<Diagnostic>,
}

/// Loads with the cache in a folder, if any; the second value is the number of readings found in it.
fn load_with(roots: &Roots, caches: Option<&Path>) -> (Loaded, usize) {
    let mut context = ReadContext::new(roots, caches).with_tick(TICK);
    let whole = load_all_in(&context, roots, &Aliases::default(), |_, _| {});
    let cache = context.cache.take();
    let found = cache.as_ref().map_or(0, ReadingCache::found);
    if let Some(cache) = cache {
        cache.finish();
    }
    (Loaded { posts: whole.library.posts().to_vec(), problems: whole.problems }, found)
}

/// All packs in a folder for caches.
fn packs(caches: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(caches.join("readings")).into_iter().flatten().flatten();
    let mut packs: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .collect();
    packs.sort();
    packs
}

/// A digest of so many items, with a page that all issues lead to.
fn digest(items: usize, word: &str) -> String {
    let item = |number| {
        format!(
            "## News {number} of {word}\n\nText.\n\n[Source](https://example.org/{word}/{number})\n"
        )
    };
    let items: String = (0..items).map(item).collect();
    format!(
        "---\ntitle: Weekly {word}\ntags: [a, {word}]\n---\n\n{items}\n[Subscribe](https://example.org/subscribe)\n"
    )
}

#[test]
fn a_second_start_reads_no_file_again() {
    let place = Place::new();
    for number in 0..9 {
        place.write(&format!("weekly-{number}.md"), &digest(number % 4, &format!("w{number}")));
    }
    place.write("broken.md", "---\ntitle: [a\ndate: 2026-02-31\n---\n\ntext\n");
    let roots = Roots::from(vec![place.root()]);
    let caches = place.at("caches");
    thread::sleep(TICK * 2);
    let without = load_with(&roots, None).0;
    let (first, found) = load_with(&roots, Some(&caches));
    assert_eq!((&first, found), (&without, 0));
    let (second, found) = load_with(&roots, Some(&caches));
    assert_eq!(second, without);
    // Those in doubt are read twice: alone and among their neighbours.
    assert!(found >= 10, "{found}");
    assert_eq!(packs(&caches).len(), 1, "nothing new was to be written");
    let other = roots.clone().with_forms(&[(place.root(), StoryForms::None)]);
    assert_eq!(load_with(&other, Some(&caches)), (load_with(&other, None).0, 0));
}

#[test]
fn a_text_lost_from_the_cache_after_the_load_is_read_from_its_file() {
    let damages: [fn(&Path); 4] = [
        |_| (),
        |pack| fs::remove_file(pack).unwrap(),
        |pack| fs::write(pack, "").unwrap(),
        |pack| fs::write(pack, fs::read(pack).unwrap().to_ascii_uppercase()).unwrap(),
    ];
    for damage in damages {
        let place = Place::new();
        for number in 0..9 {
            place.write(&format!("weekly-{number}.md"), &digest(3, &format!("w{number}")));
        }
        // In a vault the file name is the title, and so the beginning of the text.
        place.write(".obsidian/app.json", "{}");
        place.write("note.md", "# Heading\n\nText.\n");
        let roots = Roots::from(vec![place.root()]);
        let caches = place.at("caches");
        thread::sleep(TICK * 2);
        let without = load_with(&roots, Some(&caches)).0;
        let (loaded, found) = load_with(&roots, Some(&caches));
        assert!(found >= 10, "{found}");
        for pack in packs(&caches) {
            damage(&pack);
        }
        assert_eq!(loaded, without);
    }
}

#[test]
fn a_text_lost_from_the_cache_and_the_disk_is_empty() {
    let place = Place::new();
    place.write("weekly-1.md", &digest(3, "w"));
    let roots = Roots::from(vec![place.root()]);
    let caches = place.at("caches");
    thread::sleep(TICK * 2);
    let whole = load_with(&roots, Some(&caches)).0;
    for changed in [None, Some("another text")] {
        let lost = load_with(&roots, Some(&caches)).0;
        for pack in packs(&caches) {
            fs::write(pack, "").unwrap();
        }
        match changed {
            Some(text) => place.write("weekly-1.md", text),
            None => fs::remove_file(place.root().join("weekly-1.md")).unwrap(),
        }
        let (post, before) = (&lost.posts[0], &whole.posts[0]);
        assert_eq!((&post.title, &post.stories), (&before.title, &before.stories));
        let search = &post.search;
        assert_eq!((search.whole(), search.title(), search.tags()), ("", "", ""));
        assert_eq!((search.headings(), search.body(), search.story_text(1)), ("", "", ""));
        search.for_each_story_with(1, |text| text.find('t'), |number| panic!("{number}"));
        place.write("weekly-1.md", &digest(3, "w"));
        thread::sleep(TICK * 2);
        load_with(&roots, Some(&caches));
    }
}

#[test]
fn a_file_changed_just_before_it_was_read_is_not_cached() {
    let place = Place::with(&["a.md"]);
    let roots = Roots::from(vec![place.root()]);
    let mut context =
        ReadContext::new(&roots, Some(&place.at("caches"))).with_tick(Duration::from_secs(60));
    load_all_in(&context, &roots, &Aliases::default(), |_, _| {});
    context.cache.take().unwrap().finish();
    assert_eq!(packs(&place.at("caches")), Vec::<PathBuf>::new());
}

#[cfg(unix)]
#[test]
fn the_cache_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with(&["a.md"]);
    let roots = Roots::from(vec![place.root()]);
    let caches = place.at("caches");
    thread::sleep(TICK * 2);
    load_with(&roots, Some(&caches));
    let pack = packs(&caches).pop().unwrap();
    for path in pack.ancestors().take_while(|path| *path != place.0.path()) {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
    }
}

#[test]
fn what_is_gone_or_changed_does_not_pile_up() {
    let place = Place::new();
    let roots = Roots::from(vec![place.root()]);
    let caches = place.at("caches");
    let bytes =
        || -> u64 { packs(&caches).iter().map(|pack| fs::metadata(pack).unwrap().len()).sum() };
    let mut most = 0;
    for round in 0..14 {
        for number in 0..60 {
            place.write(&format!("{number}.md"), &format!("text {round}"));
        }
        thread::sleep(TICK * 2);
        load_with(&roots, Some(&caches));
        most = most.max(bytes());
    }
    let once = {
        fs::remove_dir_all(&caches).unwrap();
        load_with(&roots, Some(&caches));
        bytes()
    };
    assert!(most <= once * 6, "{most} of {once}");
    for number in 0..12 {
        place.write(&format!("more-{number}.md"), "text");
        thread::sleep(TICK * 2);
        load_with(&roots, Some(&caches));
    }
    assert!(packs(&caches).len() <= 9, "{}", packs(&caches).len());
    assert_eq!(load_with(&roots, Some(&caches)).1, 72);
}

#[cfg(unix)]
#[test]
fn a_pack_whose_writer_has_ended_is_removed_and_one_that_is_being_written_stays() {
    let place = Place::with(&["a.md"]);
    let roots = Roots::from(vec![place.root()]);
    let caches = place.at("caches");
    thread::sleep(TICK * 2);
    load_with(&roots, Some(&caches));
    let folder = packs(&caches).pop().unwrap().parent().unwrap().to_owned();
    let abandoned = folder.join(".tmpAbandoned");
    fs::write(&abandoned, "half a pack").unwrap();
    place.write("b.md", "text");
    thread::sleep(TICK * 2);
    let context = ReadContext::new(&roots, Some(&caches)).with_tick(TICK);
    load_all_in(&context, &roots, &Aliases::default(), |_, _| {});
    assert!(!abandoned.exists());
    let unfinished = |path: &PathBuf| path.extension().is_none();
    let written = packs(&caches).into_iter().find(unfinished).unwrap();
    place.write("c.md", "text");
    thread::sleep(TICK * 2);
    load_with(&roots, Some(&caches));
    assert!(written.exists());
    drop(context);
    assert!(!packs(&caches).iter().any(unfinished));
    assert_eq!(load_with(&roots, Some(&caches)).1, 3);
}

/// Something that happens between two starts.
#[derive(Clone, Debug)]
enum Happening {
    Write(usize, usize),
    Append(usize),
    Remove(usize),
    Rename(usize, usize),
    /// Other bytes of the same number, with the time that the file had.
    Forge(usize),
    SetTime(usize, u64),
    /// A byte of a pack, by its place in the pack, becomes another.
    Flip(usize, u8),
    /// Only so many thousandths of a pack are left.
    Cut(usize),
    /// The first pack is in the place of every other.
    Mix,
    Touch(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    let file = || 0..12_usize;
    prop_oneof![
        4 => (file(), 0..9_usize).prop_map(|(file, text)| Happening::Write(file, text)),
        1 => file().prop_map(Happening::Append),
        1 => file().prop_map(Happening::Remove),
        2 => (file(), file()).prop_map(|(from, to)| Happening::Rename(from, to)),
        2 => file().prop_map(Happening::Forge),
        1 => (file(), 0..9_u64).prop_map(|(file, time)| Happening::SetTime(file, time)),
        1 => (0..1000_usize, 1..=255_u8).prop_map(|(at, by)| Happening::Flip(at, by)),
        1 => (0..1000_usize).prop_map(Happening::Cut),
        1 => Just(Happening::Mix),
        1 => file().prop_map(Happening::Touch),
    ]
}

impl Happening {
    fn happen(&self, place: &Place, caches: &Path) {
        let name = |number: usize| match number % 3 {
            0 => format!("weekly-{number}.md"),
            1 => format!("notes/2026-01-{number:02}-x.md"),
            _ => format!("weekly-{number}/index.md"),
        };
        let path = |number| place.root().join(name(number));
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        let set_time = |path: &Path, time| {
            drop(fs::File::options().append(true).open(path).map(|file| file.set_modified(time)));
        };
        match *self {
            Self::Write(file, text) => place.write(
                &name(file),
                &match text {
                    0 => String::new(),
                    1 => "# Heading\n\ntext".into(),
                    2 => "---\ntitle: [\ndate: nonsense\n---\ntext".into(),
                    text => digest(text - 2, &format!("w{text}")),
                },
            ),
            Self::Append(file) => {
                if let Ok(text) = fs::read_to_string(path(file)) {
                    place.write(
                        &name(file),
                        &format!("{text}\n- [More](https://example.org/more)\n"),
                    );
                }
            }
            Self::Remove(file) => drop(fs::remove_file(path(file))),
            Self::Rename(from, to) => {
                fs::create_dir_all(path(to).parent().unwrap()).unwrap();
                drop(fs::rename(path(from), path(to)));
            }
            Self::Forge(file) => {
                if let (Ok(text), Ok(metadata)) =
                    (fs::read_to_string(path(file)), fs::metadata(path(file)))
                {
                    place.write(&name(file), &text.replace("News", "Olds").replace("text", "word"));
                    set_time(&path(file), metadata.modified().unwrap());
                }
            }
            Self::SetTime(file, seconds) => {
                set_time(&path(file), old + Duration::from_secs(seconds));
            }
            Self::Touch(file) => set_time(&path(file), SystemTime::now()),
            Self::Flip(thousandths, by) => {
                for pack in packs(caches) {
                    let mut bytes = fs::read(&pack).unwrap();
                    let at = bytes.len() * thousandths / 1000;
                    // A pack that was cut may be empty.
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= by;
                    }
                    fs::write(&pack, bytes).unwrap();
                }
            }
            Self::Cut(thousandths) => {
                for pack in packs(caches) {
                    let bytes = fs::read(&pack).unwrap();
                    fs::write(&pack, &bytes[..bytes.len() * thousandths / 1000]).unwrap();
                }
            }
            Self::Mix => {
                if let [first, others @ ..] = packs(caches).as_slice() {
                    for other in others {
                        fs::copy(first, other).unwrap();
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_library_is_the_same_with_the_cache_and_without_it(
        rounds in prop::collection::vec(prop::collection::vec(happening(), 0..7), 1..6),
    ) {
        let place = Place::new();
        for number in 0..7 {
            Happening::Write(number, number + 2).happen(&place, &place.at("caches"));
        }
        let caches = place.at("caches");
        let roots = Roots::from(vec![place.root()]);
        for happenings in rounds {
            thread::sleep(TICK * 2);
            prop_assert_eq!(load_with(&roots, Some(&caches)).0, load_with(&roots, None).0);
            for happening in happenings {
                happening.happen(&place, &caches);
            }
            // Also right after the change, when nothing is cached.
            prop_assert_eq!(load_with(&roots, Some(&caches)).0, load_with(&roots, None).0);
        }
        thread::sleep(TICK * 2);
        prop_assert_eq!(load_with(&roots, Some(&caches)).0, load_with(&roots, None).0);
    }
}
