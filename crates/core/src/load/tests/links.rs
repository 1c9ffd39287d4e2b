//! Links that lead out of the roots are followed only on request.

use super::*;
use crate::post::Severity;
use std::os::unix::fs::symlink;

/// A root that contains links to a file and a folder beside it, and to some within it.
fn place() -> Place {
    let place = Place::with(&["a.md", "sub/b.md"]);
    fs::create_dir_all(place.at("outside/deep")).unwrap();
    fs::write(place.at("outside/secret"), "# Secret\n").unwrap();
    fs::write(place.at("outside/deep/c.md"), "# Deep\n").unwrap();
    place.link("notes.md", "../outside/secret");
    place.link("posts", "../outside");
    place.link("sub/chain.md", "../again.md");
    place.link("again.md", "../outside/secret");
    place.link("picture.png", "../outside/secret");
    place.link("node_modules", "../outside");
    place.link("within.md", "sub/b.md");
    place
}

fn scan_of(roots: Vec<PathBuf>, follow_links: bool) -> Scan {
    scan(&Roots::from(roots).following_links(follow_links))
}

#[test]
fn links_out_of_a_root_are_hints_and_not_followed() {
    let place = place();
    assert_eq!(place.found(), ["a.md", "sub/b.md"]);
    let problems = scan_of(vec![place.root()], false).problems;
    assert!(problems.iter().all(|one| one.severity == Severity::Hint), "{problems:?}");
    let expected = ["again.md", "notes.md", "posts", "sub/chain.md"];
    assert_eq!(
        place.short(&problems),
        expected.map(|path| (path.to_owned(), DiagnosticCode::OutsideLink))
    );
}

#[test]
fn links_out_of_a_root_are_followed_where_that_was_asked_for() {
    let place = place();
    let scan = scan_of(vec![place.root()], true);
    let mut found: Vec<String> = scan.files.iter().map(|file| place.below(&file.shown)).collect();
    found.sort();
    assert_eq!(found, ["a.md", "again.md", "posts/deep/c.md", "sub/b.md"]);
    assert_eq!(place.short(&scan.problems), []);
}

#[test]
fn a_link_that_is_named_is_followed_and_so_is_one_into_another_root() {
    let place = place();
    assert_eq!(place.found_from(&[place.root().join("notes.md")]), ["notes.md"]);
    assert_eq!(place.found_from(&[place.root().join("posts")]), ["posts/deep/c.md"]);
    symlink("root", place.at("to root")).unwrap();
    let through = place.at("to root");
    let expected = ["a.md", "sub/b.md"].map(|path| through.join(path).display().to_string());
    assert_eq!(place.found_from(&[through]), expected);
    let both = [place.root(), place.at("outside/deep")];
    let scan = scan_of(both.to_vec(), false);
    assert!(
        place.short(&scan.problems).contains(&("posts".to_owned(), DiagnosticCode::OutsideLink))
    );
    place.link("deep", "../outside/deep");
    assert_eq!(place.found_from(&both), ["a.md", "deep/c.md", "sub/b.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_link_that_takes_a_files_place_after_the_walk_is_not_followed() {
    let place = place();
    let files = scan_of(vec![place.root()], false).files;
    // Replace one file itself, and the folder that contains another.
    fs::remove_file(place.root().join("a.md")).unwrap();
    place.link("a.md", "../outside/secret");
    fs::rename(place.root().join("sub"), place.at("sub")).unwrap();
    fs::write(place.at("outside/b.md"), "# Secret\n").unwrap();
    place.link("sub", "../outside");
    for file in files {
        let shown = file.shown.clone();
        let (post, findings) = read(file);
        assert!(post.is_none(), "{shown} was read");
        assert_eq!(findings[0].code, DiagnosticCode::Unreadable, "{shown}");
    }
}
