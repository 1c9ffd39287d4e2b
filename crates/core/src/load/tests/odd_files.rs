//! Files that are hostile, broken or not files at all: each yields one post or one diagnostic,
//! without waiting.

use super::*;
use crate::load::scan::{WalkResult, walk_folder};
use crate::load::walk::{LinkTargets, Tree};
use crate::post::Origin;
use std::ffi::OsStr;
use std::io::{self, Read};

#[test]
fn an_empty_file_is_a_post_named_after_it() {
    let place = Place::new();
    place.write("nothing.md", "");
    place.write("2026-01-14-mesh/index.md", "");
    let library = load(&Roots::from(vec![place.root()])).library;
    let titles: Vec<&str> = library.posts().iter().map(|post| &*post.title).collect();
    assert_eq!(titles, ["2026-01-14-mesh", "nothing"]);
}

#[test]
fn of_a_huge_file_the_beginning_is_read() {
    let place = Place::with(&["huge.md"]);
    let file = fs::OpenOptions::new().append(true).open(place.root().join("huge.md")).unwrap();
    file.set_len(1 << 40).unwrap();
    let progress = load(&Roots::from(vec![place.root()]));
    assert_eq!(progress.library.posts().len(), 1);
    assert_eq!(place.short(&progress.problems), [("huge.md".to_owned(), DiagnosticCode::TooLarge)]);
}

#[cfg(unix)]
#[test]
fn odd_names_are_shown_clean_and_told() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    for name in [&b"a\nb.md"[..], b"c\x1b[31md.md", b"e\xFFf.md", b"two  blanks.md"] {
        fs::write(place.root().join(OsStr::from_bytes(name)), "text").unwrap();
    }
    let progress = load(&Roots::from(vec![place.root()]));
    let mut paths: Vec<String> =
        progress.library.posts().iter().map(|post| place.below(&post.path)).collect();
    paths.sort();
    assert_eq!(paths, ["a b.md", "c[31md.md", "e\u{FFFD}f.md", "two  blanks.md"]);
    let problems = place.short(&progress.problems);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.iter().all(|(_, code)| *code == DiagnosticCode::OddName));
    for post in progress.library.posts() {
        assert!(body(&post.origin(), |_| {}).is_ok(), "{}", post.path);
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_are_told_and_not_waited_for() {
    use std::os::unix::net::UnixListener;
    let place = Place::with(&["a.md"]);
    let pipe = place.root().join("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let _socket = UnixListener::bind(place.root().join("socket.md")).unwrap();
    place.link("link.md", "pipe.md");
    assert_eq!(place.found(), ["a.md"]);
    let expected =
        ["link.md", "pipe.md", "socket.md"].map(|name| (name.to_owned(), DiagnosticCode::NotAPost));
    assert_eq!(place.problems(), expected);
    // A pipe that took the place of a file after the walk.
    let file = SourceFile::at(pipe.clone(), &pipe);
    let (post, findings) = read(file);
    assert!(post.is_none());
    assert_eq!(place.short(&findings), [("pipe.md".to_owned(), DiagnosticCode::Unreadable)]);
    assert!(body(&Origin::File(pipe), |_| {}).is_err());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_and_stops_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with(&["a.md", "closed/b.md", "closed.md"]);
    let close = |name: &str, mode| {
        let path = place.root().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    close("closed", 0);
    close("closed.md", 0);
    if fs::read(place.root().join("closed.md")).is_ok() {
        return; // This user may read everything.
    }
    let progress = load(&Roots::from(vec![place.root()]));
    close("closed", 0o755);
    assert_eq!(progress.library.posts().len(), 1);
    let expected =
        ["closed", "closed.md"].map(|name| (name.to_owned(), DiagnosticCode::Unreadable));
    assert_eq!(place.short(&progress.problems), expected);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_never_in_circles() {
    let place = Place::with(&["a.md", "sub/b.md", ".data/c.md"]);
    fs::create_dir_all(place.at("outside/deep")).unwrap();
    fs::write(place.at("outside/d.md"), "").unwrap();
    fs::write(place.at("outside/deep/e.md"), "").unwrap();
    place.link("again.md", "a.md");
    place.link("data", ".data");
    place.link("gone.md", "nowhere.md");
    place.link("lib.so.1", "lib.so");
    place.link("other", "../outside");
    place.link("self", "self");
    place.link("sub/same", "../sub");
    place.link("sub/up", "..");
    place.link("twice", "../outside/deep");
    std::os::unix::fs::symlink("../../root", place.at("outside/deep/back")).unwrap();
    std::os::unix::fs::symlink("..", place.at("outside/deep/up")).unwrap();
    let scan = scan(&Roots::from(vec![place.root()]).following_links(true));
    let mut found: Vec<String> = scan.files.iter().map(|file| place.below(&file.shown)).collect();
    found.sort();
    assert_eq!(found, ["a.md", "data/c.md", "other/d.md", "other/deep/e.md", "sub/b.md"]);
    let expected = [
        ("gone.md", DiagnosticCode::NotAPost),
        ("other/deep/back", DiagnosticCode::NotAPost),
        ("self", DiagnosticCode::Unreadable),
        ("sub/same", DiagnosticCode::NotAPost),
        ("sub/up", DiagnosticCode::NotAPost),
    ];
    assert_eq!(place.short(&scan.problems), expected.map(|(path, code)| (path.to_owned(), code)));
}

#[cfg(unix)]
#[test]
fn folders_full_of_links_to_one_another_are_walked_once_each() {
    let place = Place::new();
    // The number of paths through these without a cycle is in the order of 20!.
    for folder in 0..20 {
        place.write(&format!("{folder}/a.md"), "");
        for other in 0..20 {
            place.link(&format!("{folder}/to{other}"), &format!("../{other}"));
        }
    }
    assert_eq!(place.found().len(), 20);
    assert_eq!(place.problems().len(), 20, "only links to the folder itself are circles");
}

#[test]
fn standard_input_is_one_post_up_to_the_limit() {
    let named = |paths: &[&str], input: &mut dyn Read| {
        Roots::named(paths.iter().map(PathBuf::from).collect(), input).unwrap()
    };
    let roots = named(&["-", "-"], &mut &b"---\ntitle: Piped\n---\n\xFF"[..]);
    for _ in 0..2 {
        let progress = load(&roots);
        let posts = progress.library.posts();
        assert_eq!((posts.len(), &*posts[0].title), (1, "Piped"));
        assert_eq!(progress.problems[0].code, DiagnosticCode::InvalidUtf8);
        assert_eq!(progress.problems[0].path, "-");
        assert!(body(&posts[0].origin(), |_| {}).is_ok());
    }
    let progress = load(&named(&["-"], &mut io::repeat(b'a')));
    assert_eq!(progress.problems[0].code, DiagnosticCode::TooLarge);
    // As in a file, NUL is removed.
    let holed = load(&named(&["-"], &mut &b"# A\0B\n\nC\0\n"[..]));
    assert_eq!(&*holed.library.posts()[0].title, "AB");
    assert_eq!(*holed.problems, []);
    named(&["./-"], &mut Never);
}

/// An input that must not be read.
struct Never;

impl Read for Never {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("standard input was not named")
    }
}

#[test]
fn of_a_text_of_too_many_parts_the_beginning_is_read() {
    let place = Place::new();
    place.write("cells.md", &format!("# Cells\n\n{}", "|a|a|a|a|\n".repeat(150_000)));
    place.write("words.md", &"A line of words that is as long as others are.\n".repeat(100_000));
    let progress = load(&Roots::from(vec![place.root()]));
    assert_eq!(
        place.short(&progress.problems),
        [("cells.md".to_owned(), DiagnosticCode::TooLarge)]
    );
    let cells = progress.library.posts().iter().find(|post| &*post.title == "Cells").unwrap();
    let text = text(&cells.origin()).unwrap();
    assert!(text.len() > 800_000 && text.len() < 850_000 && text.ends_with("|\n"));
}

#[test]
fn a_root_removed_just_before_its_walk_is_missing() {
    let place = Place::with(&["digests/a.md"]);
    let folder = place.root().join("digests");
    let roots = Roots::from(vec![folder.clone()]);
    assert_eq!(check(&roots), []);
    let tree = Tree::new(folder.clone(), fs::canonicalize(&folder).unwrap());
    fs::remove_dir_all(&folder).unwrap();
    let mut walked = WalkResult::default();
    let links = LinkTargets::Within(Vec::new());
    assert!(walk_folder(tree, &links, &mut walked, &mut |file| panic!("{file:?}")));
    assert!(walked.trees.is_empty() && walked.problems.is_empty());
    assert_eq!(walked.unusable, check(&roots));
}
