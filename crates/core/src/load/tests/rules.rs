//! Paths that are left out: hidden ones, build output, and those ignored by git.

use super::*;
use crate::load::ignored::{Ignored, Reach};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn hidden_built_and_ignored_folders_are_left_out_unless_named() {
    let place = Place::with(&[
        ".git/x.md",
        ".hidden/a.md",
        ".b.md",
        "node_modules/c/README.md",
        "_site/d.md",
        "out/e.md",
        "sub/out/f.md",
        "g.tmp.md",
        "h.md",
    ]);
    place.write(".gitignore", "out/\n*.tmp.md\n");
    assert_eq!(place.found(), ["h.md"]);
    for (named, file) in [
        (".hidden", ".hidden/a.md"),
        (".b.md", ".b.md"),
        ("node_modules", "node_modules/c/README.md"),
        ("_site", "_site/d.md"),
        ("out", "out/e.md"),
        ("sub/out", "sub/out/f.md"),
        ("g.tmp.md", "g.tmp.md"),
    ] {
        assert_eq!(place.found_from(&[place.root().join(named)]), [file], "{named}");
    }
}

#[test]
fn what_a_named_folder_holds_may_be_ignored_too() {
    for rules in ["drafts/*\n", "drafts/**\n", "/drafts\n", "*.md\n"] {
        let place = Place::with(&[".git/x", "drafts/a.md", "drafts/b/c.md"]);
        place.write(".gitignore", rules);
        assert_eq!(place.found(), [] as [&str; 0], "{rules}");
        assert_eq!(
            place.found_from(&[place.root().join("drafts")]),
            ["drafts/a.md", "drafts/b/c.md"],
            "{rules}"
        );
    }
    // In a root that is not ignored itself, the rules above it still apply.
    let place = Place::with(&[".git/x", "posts/a.md", "posts/made/b.md"]);
    place.write(".gitignore", "made/\n");
    assert_eq!(place.found_from(&[place.root().join("posts")]), ["posts/a.md"]);
}

#[test]
fn rules_count_outside_a_repository_but_not_from_above_the_root() {
    let place = Place::with(&["a.md", "b.md", "sub/c.md", "sub/d.md"]);
    fs::write(place.at(".gitignore"), "*\n").unwrap();
    fs::write(place.at(".ignore"), "*\n").unwrap();
    place.write(".gitignore", "b.md\n");
    place.write("sub/.ignore", "d.md\n");
    assert_eq!(place.found(), ["a.md", "sub/c.md"]);
}

#[test]
fn the_nearest_rule_wins() {
    let place = Place::with(&[".git/x", "a.md", "keep/a.md", "keep/b.md", "e.md"]);
    place.write(".gitignore", "a.md\n");
    place.write("keep/.gitignore", "!a.md\nb.md\n");
    place.write(".git/info/exclude", "e.md\n");
    assert_eq!(place.found(), ["keep/a.md"]);
}

/// Rules of all forms over few names, so that they match often.
fn rules() -> impl Strategy<Value = String> {
    let rule = (
        prop::sample::select(vec!["", "!"]),
        prop::sample::select(vec!["", "/", "**/", "a/", "b/"]),
        prop::sample::select(vec!["a", "b", "a.md", "*.md", "b*", "*", ".h"]),
        prop::sample::select(vec!["", "/", "/*", "/**"]),
    );
    let rule = rule.prop_map(|(not, start, name, end)| format!("{not}{start}{name}{end}\n"));
    prop::collection::vec(rule, 0..4).prop_map(|rules| rules.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Asking for single paths gives the same result as the walk.
    #[test]
    fn one_path_is_judged_as_the_walk_judges_all(
        above in rules(), top in rules(), deep in rules(), other in rules(), exclude in rules(),
        repository in prop::option::of(prop::sample::select(vec!["", "root", "root/a"])),
    ) {
        let names = ["a.md", "b.md", ".h.md"];
        let folders = ["", "a/", "b/", "a/b/", "a/a/", ".h/", "a/.h/"];
        let files: Vec<String> = folders
            .iter()
            .flat_map(|folder| names.map(|name| format!("{folder}{name}")))
            .collect();
        let place = Place::with(&files.iter().map(String::as_str).collect::<Vec<_>>());
        fs::write(place.at(".gitignore"), above).unwrap();
        place.write(".gitignore", &top);
        place.write("a/.gitignore", &deep);
        place.write("a/.ignore", &other);
        if let Some(folder) = repository {
            fs::create_dir_all(place.at(folder).join(".git/info")).unwrap();
            fs::write(place.at(folder).join(".git/info/exclude"), exclude).unwrap();
        }
        let root = fs::canonicalize(place.root()).unwrap();
        let ignored = Ignored::new(&root, Reach::of(&root));
        let mut kept = BTreeSet::new();
        for file in &files {
            let path = root.join(file);
            let mut parts: Vec<&Path> =
                path.ancestors().take_while(|part| *part != root).collect();
            parts.reverse();
            if !parts.iter().any(|part| ignored.leaves_out(part, *part != path)) {
                kept.insert(file.clone());
            }
        }
        prop_assert_eq!(place.found().into_iter().collect::<BTreeSet<_>>(), kept);
    }
}
