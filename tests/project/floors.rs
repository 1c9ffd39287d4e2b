//! The floors of `src/lib.rs`: a room imports only from the rooms below it, and some crates may be
//! used in certain places only.

use crate::sources::sources;

/// Each room and the rooms it may import from. `messages` is open to every room above it.
const FLOORS: [(&str, &[&str]); 22] = [
    ("threads", &[]),
    ("text", &[]),
    ("messages", &[]),
    ("file", &[]),
    ("process", &[]),
    ("web", &["text"]),
    ("post", &["messages", "web", "text"]),
    ("markdown", &["web", "text"]),
    ("stories", &["post", "markdown", "web", "text"]),
    ("library", &["post", "web", "text", "threads"]),
    ("query", &["library", "post", "text", "threads"]),
    ("trends", &["query", "library", "post", "text"]),
    ("config", &["query", "stories", "file", "messages", "text"]),
    ("pull", &["process", "config", "file", "messages", "text", "threads"]),
    ("state", &["file", "post", "threads"]),
    ("load", &["stories", "post", "markdown", "library", "file", "web", "text", "threads"]),
    ("export", &["trends", "library", "post", "markdown", "messages", "web", "text"]),
    ("pictures", &["file"]),
    (
        "app",
        &[
            "export", "pictures", "pull", "trends", "query", "library", "post", "markdown",
            "config", "state", "messages", "web", "text",
        ],
    ),
    (
        "ui",
        &[
            "app", "pictures", "trends", "config", "state", "query", "library", "post", "markdown",
            "messages", "web", "text",
        ],
    ),
    (
        "term",
        &[
            "ui", "app", "pictures", "export", "load", "file", "process", "pull", "config",
            "query", "state", "library", "markdown", "messages", "post", "web", "text", "threads",
        ],
    ),
    (
        "cli",
        &[
            "term", "app", "export", "load", "process", "pull", "stories", "trends", "query",
            "library", "markdown", "post", "config", "state", "messages", "file", "web", "text",
            "threads",
        ],
    ),
];

/// Crates and the only places that may name them.
const USERS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["markdown"]),
    ("serde_yaml", &["config"]),
    ("toml", &["post/front_matter"]),
    ("clap", &["cli/args", "cli/mod.rs", "cli/man.rs", "cli/completions/candidates.rs"]),
    ("clap_complete", &["cli/completions/candidates.rs"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("atom_syndication", &["export/atom.rs"]),
    ("quick_xml", &["export/opml.rs"]),
    ("directories", &["config/paths.rs"]),
    ("ratatui", &["ui", "term"]),
    ("crossterm", &["term"]),
    ("terminput", &["term/decoder.rs"]),
    ("terminput_crossterm", &["term/decoder.rs"]),
    ("ignore", &["load"]),
    ("nucleo_matcher", &["app/fuzzy.rs"]),
    ("aho_corasick", &["query/judge/candidates.rs", "stories/words.rs"]),
    ("notify", &["file/watch.rs", "load/watched.rs"]),
    ("saphyr_parser", &["config/yaml.rs", "post/front_matter/yaml.rs"]),
    (
        "tempfile",
        &[
            "file",
            "load/cache/pack.rs",
            "load/checkouts.rs",
            "load/tests/mod.rs",
            "pictures",
            "process/tests.rs",
            "pull/address.rs",
            "pull/tests.rs",
            "state/sync/tests",
            "state/tests.rs",
            "term/browser/tests.rs",
        ],
    ),
    ("html5gum", &["text/html.rs", "markdown", "post/front_matter/markup.rs"]),
    ("similar", &["text/additions.rs"]),
    ("subprocess", &["process"]),
    ("postcard", &["load/cache/record.rs"]),
    ("crc32fast", &["load/cache/pack.rs", "pictures/tests.rs", "state/sync"]),
    ("image", &["pictures"]),
    ("shell_words", &["config/program.rs"]),
    ("strsim", &["text/nearest.rs", "cli/args.rs"]),
    ("annotate_snippets", &["cli/snippet.rs"]),
    (
        "serde_json",
        &[
            "cli/completions/powershell.rs",
            "cli/mark/targets.rs",
            "cli/mcp",
            "cli/output.rs",
            "export",
            "post/front_matter",
            "markdown/tests",
            "query/tests.rs",
            "state/sync/record.rs",
        ],
    ),
    ("percent_encoding", &["post", "pictures"]),
    ("rusqlite", &["state"]),
    ("syntect", &["markdown/highlight"]),
    ("two_face", &["markdown/highlight"]),
    ("pinyin", &["text/pinyin", "text/mod.rs"]),
    ("regex", &["query", "markdown/tests/words.rs"]),
    ("url", &["web/address.rs"]),
    ("idna", &["web"]),
    ("unicode_security", &["web/host.rs"]),
    ("unicode_script", &["web/host.rs", "markdown/bare_link.rs"]),
];

/// The source files: their paths below the folder of their crate, and their code without comments.
fn code() -> impl Iterator<Item = (String, String)> {
    sources().into_iter().map(|source| {
        let code = source.text.lines().map(|line| line.split("//").next().unwrap_or(""));
        (source.path, code.collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn rooms_import_downward_only() {
    let mut wrong = Vec::new();
    for (name, code) in code() {
        let Some((room, _)) = name.split_once('/') else { continue };
        let allowed = FLOORS
            .iter()
            .find(|(known, _)| *known == room)
            .unwrap_or_else(|| panic!("{room} has no floor: add it to src/lib.rs and here"))
            .1;
        // Tests may import from any room to make their input.
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
        for part in code.split("crate::").skip(1) {
            let target: String =
                part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let is_room = FLOORS.iter().any(|(known, _)| *known == target);
            if is_room && target != room && !allowed.contains(&target.as_str()) && !is_test {
                wrong.push(format!("{name}: {room} may not import {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_have_their_users() {
    let mut wrong = Vec::new();
    for (name, code) in code() {
        for &(krate, users) in USERS {
            let named = format!("{krate}::");
            let uses = code.match_indices(&named).any(|(at, _)| {
                !code[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':')
            });
            if uses && !users.iter().any(|user| name.starts_with(user)) {
                wrong.push(format!("{name} uses {krate}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_floor_and_every_floor_a_room() {
    let mut rooms: Vec<String> = sources()
        .iter()
        .filter_map(|source| Some(source.path.split_once('/')?.0.to_owned()))
        .collect();
    let mut floors: Vec<String> = FLOORS.iter().map(|(room, _)| (*room).to_owned()).collect();
    rooms.sort();
    rooms.dedup();
    floors.sort();
    assert_eq!(rooms, floors);
}
