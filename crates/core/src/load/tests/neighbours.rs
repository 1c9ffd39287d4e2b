//! Posts are read according to their neighbours, in whatever order they are read.

use super::*;
use crate::load::read::{ReadContext, read_all};
use crate::post::PostId;
use proptest::prelude::*;

/// A digest with some items, all with the footer of its folder.
fn digest(number: usize, items: usize) -> String {
    let mut text = format!("# Notes {number}\n\n");
    for item in 0..items {
        let page = format!("https://host{item}.example.org/{number}/{item}");
        let line =
            format!("- [Project {number}.{item} ships its release]({page}): what is new in it.\n");
        text.push_str(&line);
    }
    text + "- [Join the chat of our readers](https://chat.example.org/join)\n"
}

/// An essay that links here and there.
fn essay(number: usize) -> String {
    let words = "We looked at how the scheduler places pods and what that costs. ".repeat(12);
    format!(
        "# On scheduling {number}\n\n{words}\n\nSee [the paper](https://paper.example.org/{number}) for \
         more. {words}\n\n- [A tool](https://tool.example.org/{number})\n\n{words}\n"
    )
}

/// Long and short digests, and essays that include one list of links.
fn mixed() -> Place {
    let place = Place::new();
    for number in 10..30 {
        let items = if number % 5 == 0 { 2 } else { 9 };
        place.write(&format!("notes/2026-03-{number}.md"), &digest(number, items));
        place.write(
            &format!("blog/{}.md", "abcdefghijklmnopqrst".get(..number - 9).unwrap()),
            &essay(number),
        );
    }
    place.write("blog/links.md", &digest(99, 9));
    place
}

/// The titles of the stories of each post.
fn stories_by_post(library: &crate::library::Library) -> Vec<(String, Vec<String>)> {
    let titles = |post: &crate::post::Post| {
        post.stories.iter().map(|story| story.title().to_string()).collect()
    };
    let mut stories: Vec<_> =
        library.posts().iter().map(|post| (post.path.to_string(), titles(post))).collect();
    stories.sort();
    stories
}

fn count(stories: &[(String, Vec<String>)], path: &str) -> usize {
    stories.iter().find(|(shown, _)| shown.ends_with(path)).map_or(0, |(_, titles)| titles.len())
}

/// Reads some files of a place again, as a watch does.
fn take(index: &mut FileIndex, place: &Place, paths: &[String]) -> Option<LibraryChange> {
    let files = paths.iter().map(|path| {
        let path = place.root().join(path);
        let file = SourceFile::at(path.clone(), &fs::canonicalize(&path).unwrap());
        let among = index.neighbours_of(&file.shown);
        (file, among)
    });
    let context = ReadContext::new(&Roots::from(vec![place.root()]), None);
    let readings = read_all(&context, files.collect());
    index.take(&context, readings.into_iter(), &[])
}

#[test]
fn both_ways_to_load_find_the_same_stories() {
    let place = mixed();
    let roots = Roots::from(vec![place.root()]);
    let by_whole = stories_by_post(&whole(&roots, &crate::library::Aliases::default()).library);
    let by_gather = stories_by_post(&load(&roots).library);
    assert_eq!(by_whole, by_gather);
    // The short ones are read like the long ones, the footer is no story, and essays stay essays.
    assert_eq!(count(&by_whole, "notes/2026-03-11.md"), 9);
    assert_eq!(count(&by_whole, "notes/2026-03-15.md"), 2);
    assert_eq!(count(&by_whole, "blog/abc.md"), 0);
    assert_eq!(count(&by_whole, "blog/links.md"), 0);
}

#[test]
fn a_file_named_alone_is_read_like_its_neighbours() {
    let place = mixed();
    for (path, stories) in [("notes/2026-03-15.md", 2), ("blog/links.md", 0)] {
        let roots = Roots::from(vec![place.root().join(path)]);
        let alone = stories_by_post(&whole(&roots, &crate::library::Aliases::default()).library);
        // The footer, recognised only with the help of the others, is no story.
        assert_eq!(count(&alone, path), stories, "{path}: {alone:?}");
        assert_eq!(alone.len(), 1);
        assert_eq!(stories_by_post(&load(&roots).library), alone);
    }
}

#[test]
fn an_index_named_alone_is_read_like_those_of_other_folders() {
    let place = Place::new();
    for number in 1..9 {
        let items = if number == 5 { 2 } else { 9 };
        place.write(&format!("issue{number}/index.md"), &digest(number, items));
    }
    let roots = Roots::from(vec![place.root().join("issue5/index.md")]);
    let alone = stories_by_post(&whole(&roots, &crate::library::Aliases::default()).library);
    assert_eq!(count(&alone, "issue5/index.md"), 2, "{alone:?}");
}

#[test]
fn a_footer_is_no_story_in_folders_named_by_their_day() {
    let place = Place::new();
    for number in 10..17 {
        // Not all issues have the footer.
        let text = digest(number, 9);
        let text = if number < 12 { text.split("- [Join").next().unwrap() } else { &text };
        place.write(&format!("notes/2026-03-{number}/index.md"), text);
    }
    let stories = stories_by_post(&load(&Roots::from(vec![place.root()])).library);
    assert!(stories.iter().all(|(_, titles)| titles.len() == 9), "{stories:?}");
}

#[test]
fn a_footer_of_one_of_several_series_in_a_folder_is_no_story() {
    let place = Place::new();
    for number in 10..16 {
        place.write(&format!("notes/week-{number}.md"), &digest(number, 9));
    }
    for number in 10..24 {
        let text = digest(number, 8)
            .replace("chat.example.org/join", &format!("day.example.org/{number}"));
        place.write(&format!("notes/day-{number}.md"), &text);
    }
    let stories = stories_by_post(&load(&Roots::from(vec![place.root()])).library);
    assert_eq!(count(&stories, "week-12.md"), 9, "{stories:?}");
    assert_eq!(count(&stories, "day-12.md"), 9);
    let roots = Roots::from(vec![place.root().join("notes/week-12.md")]);
    assert_eq!(count(&stories_by_post(&load(&roots).library), "week-12.md"), 9);
}

#[test]
fn a_folder_that_comes_to_be_one_of_digests_is_read_again() {
    let place = Place::new();
    for number in 10..16 {
        place.write(&format!("2026-03-{number}.md"), &digest(number, 2));
    }
    let roots = Roots::from(vec![place.root()]);
    let mut index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
    assert_eq!(count(&stories_by_post(&index.progress(None).library), "2026-03-12.md"), 0);
    let paths: Vec<String> = (20..26).map(|number| format!("2026-03-{number}.md")).collect();
    for (number, path) in (20..).zip(&paths) {
        place.write(path, &digest(number, 9));
    }
    let change = take(&mut index, &place, &paths).unwrap();
    let now = stories_by_post(&change.library);
    assert_eq!(count(&now, "2026-03-12.md"), 2);
    assert_eq!((change.new, change.changed.len()), (6, 6));
    assert_eq!(now, stories_by_post(&load(&roots).library));
    // One of them that becomes an essay does not flip the others.
    place.write("2026-03-20.md", &essay(20));
    let change = take(&mut index, &place, &paths[..1]).unwrap();
    let edited = PostId::of(
        fs::canonicalize(place.root().join("2026-03-20.md"))
            .unwrap()
            .as_os_str()
            .as_encoded_bytes(),
    );
    assert_eq!(change.changed, [edited]);
    assert_eq!(count(&stories_by_post(&change.library), "2026-03-12.md"), 2);
}

#[test]
fn a_post_that_was_only_looked_at_closely_is_no_change() {
    let place = mixed();
    let roots = Roots::from(vec![place.root()]);
    let mut index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
    let path = place.root().join("notes/2026-03-15.md");
    let file = SourceFile::at(path.clone(), &fs::canonicalize(&path).unwrap());
    let among = index.neighbours_of(&file.shown);
    let readings = read_all(&ReadContext::new(&roots, None), vec![(file, among)]);
    assert!(index.confirms(&readings[0]), "its footer is dropped, and its neighbours are the same");
}

#[test]
fn a_heading_that_all_issues_have_is_not_the_title_of_their_news() {
    let issue = |number: usize| {
        let page = format!("https://host.example.org/{number}");
        format!(
            "## Listening\n\nA talk on [pods {number}]({page}/talk) was given. It is long.\n\n\
             ## Pods {number} ships\n\nA release of [pods {number}]({page}/pods) is out.\n"
        )
    };
    let titles = |number: usize| {
        [format!("A talk on pods {number} was given"), format!("Pods {number} ships")]
    };
    let place = Place::new();
    for number in 11..16 {
        place.write(&format!("weekly/2026-03-{number}.md"), &issue(number));
    }
    let roots = Roots::from(vec![place.root()]);
    let mut index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
    let all = stories_by_post(&index.progress(None).library);
    assert!((11..16).zip(&all).all(|(number, (_, found))| *found == titles(number)), "{all:?}");
    // What a story is found by is what is shown of it.
    let library = index.progress(None).library;
    assert_eq!(library.posts()[0].folded_story_title(0), "a talk on pods 15 was given");
    // One that is named alone, and one that comes later.
    let named = Roots::from(vec![place.root().join("weekly/2026-03-12.md")]);
    let alone = stories_by_post(&whole(&named, &crate::library::Aliases::default()).library);
    assert_eq!(alone[0].1, titles(12));
    place.write("weekly/2026-03-16.md", &issue(16));
    let change = take(&mut index, &place, &["weekly/2026-03-16.md".to_owned()]).unwrap();
    assert_eq!((change.new, change.changed.len()), (1, 0));
    assert_eq!(stories_by_post(&change.library)[5].1, titles(16));
    assert_eq!(stories_by_post(&change.library), stories_by_post(&load(&roots).library));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn changes_come_to_what_a_fresh_load_finds(
        edits in prop::collection::vec((10_usize..30, 0_usize..12, any::<bool>()), 1..3),
    ) {
        let place = mixed();
        let roots = Roots::from(vec![place.root()]);
        let mut index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
        for (number, items, is_essay) in edits {
            let path = format!("notes/2026-03-{number}.md");
            let text = if is_essay { essay(number) } else { digest(number, items) };
            place.write(&path, &text);
            take(&mut index, &place, &[path]);
        }
        prop_assert_eq!(stories_by_post(&index.progress(None).library), stories_by_post(&load(&roots).library));
    }
}
