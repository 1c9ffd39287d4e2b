//! `export`: feeds that other programs accept, and a digest that this one reads back.

use crate::home::{home, rows, run, yunbao};
use feed_rs::model::{Feed, FeedType};
use feed_rs::parser;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;

fn feed(text: &str) -> Feed {
    parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn atom_and_json_say_what_the_posts_say() {
    let home = home();
    for (format, kind) in [("atom", FeedType::Atom), ("json", FeedType::JSON)] {
        let (code, stdout, stderr) = run(&home, &format!("export --format {format} blog"));
        assert_eq!((code, stderr.as_str()), (0, ""), "{format}");
        let feed = feed(&stdout);
        assert_eq!((feed.feed_type, feed.entries.len()), (kind, 6));
        let first = &feed.entries[0];
        assert_eq!(first.title.as_ref().unwrap().content, "服务网格一周");
        assert_eq!(first.links[0].href, "https://istio.io/");
        assert_eq!(first.authors[0].name.as_deref(), Some("Desk"));
        let terms: Vec<&str> = first.categories.iter().map(|one| one.term.as_str()).collect();
        assert_eq!(terms, ["mesh", "istio", "服务网格"]);
        assert_eq!(first.published.unwrap().to_rfc3339(), "2026-08-14T00:00:00+00:00");
        assert!(first.content.as_ref().unwrap().body.as_ref().unwrap().contains("<p>Text.</p>"));
        let row = rows(&run(&home, "list --json blog").1).remove(0);
        assert_eq!(first.id, format!("urn:yunbao:post:{}", row["id"].as_str().unwrap()));
        assert_eq!(run(&home, &format!("export --format {format} blog")).1, stdout, "stable");
        assert_eq!(feed.entries.iter().filter(|one| one.published.is_none()).count(), 2);
    }
}

#[test]
fn a_json_feed_is_of_version_one_point_one() {
    let home = home();
    let (_, stdout, _) = run(&home, "export --format json blog -q tag:istio");
    let value: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(value["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(value["title"], "yunbao: tag:istio");
    assert_eq!(value["items"].as_array().unwrap().len(), 1);
}

#[test]
fn an_outline_names_each_site_once() {
    let home = tempfile::tempdir().unwrap();
    let story = |title: &str, url: &str| format!("## {title}\n\nText.\n\n**Source:** <{url}>\n\n");
    let text = story("A", "https://www.a.io/1") + &story("B", "http://b.io/?x&y");
    fs::write(home.path().join("2026-01-01.md"), text).unwrap();
    fs::write(home.path().join("2026-01-02.md"), story("A", "https://a.io/2")).unwrap();
    let (code, stdout, _) = run(&home, "export --format opml .");
    assert_eq!(code, 0);
    let document = roxmltree::Document::parse(&stdout).unwrap();
    assert_eq!(document.root_element().attribute("version"), Some("2.0"));
    let outlines: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("outline"))
        .map(|node| (node.attribute("text").unwrap(), node.attribute("url").unwrap()))
        .collect();
    assert_eq!(outlines, [("a.io", "https://a.io/"), ("b.io", "http://b.io/")]);
    assert!(document.descendants().any(|node| node.has_tag_name("title")));
}

#[test]
fn nothing_found_is_a_whole_document_and_a_failure() {
    let home = home();
    for format in ["atom", "json", "opml", "markdown"] {
        let (code, stdout, _) = run(&home, &format!("export --format {format} blog -q nosuchword"));
        assert_eq!(code, 1, "{format}");
        match format {
            "atom" | "json" => assert_eq!(feed(&stdout).entries.len(), 0),
            "opml" => assert!(roxmltree::Document::parse(&stdout).is_ok()),
            _ => assert_eq!(
                stdout,
                "---\ntitle: \"yunbao: nosuchword\"\ncategories: [digest]\n---\n"
            ),
        }
    }
}

#[test]
fn hostile_posts_make_harmless_feeds() {
    let home = tempfile::tempdir().unwrap();
    let text = "---\ntitle: \"<b>&amp; ]]>\\u202e\u{1b}[31m\\ufffe\"\nauthor: \"\\x00<a>\"\ntags: ['\"&<']\n\
                source: \"https://a.io/?a=1&b='<x>\"\n---\n\n<script>alert(1)</script>\u{1b}[2J\u{ffff}\n\n\
                [x](javascript:alert(1))\n";
    fs::write(home.path().join("a.md"), text).unwrap();
    for format in ["atom", "json", "opml", "markdown"] {
        let (_, stdout, _) = run(&home, &format!("export --format {format} a.md"));
        for bad in ['\u{1b}', '\u{202e}', '\0'] {
            assert!(!stdout.contains(bad), "{format}: {stdout:?}");
        }
        if matches!(format, "atom" | "json") {
            let feed = feed(&stdout);
            assert!(feed.entries[0].title.as_ref().unwrap().content.contains("<b>&"), "{stdout}");
            let body = feed.entries[0].content.as_ref().unwrap().body.clone().unwrap();
            assert!(!body.contains("<script") && !body.contains("href=\"javascript"), "{body}");
        }
        if matches!(format, "atom" | "opml") {
            assert!(!stdout.contains(['\u{fffe}', '\u{ffff}']), "{format}");
            assert!(roxmltree::Document::parse(&stdout).is_ok(), "{format}: {stdout}");
        }
    }
}

/// Title and address of each story.
fn told(rows: &[Value]) -> Vec<(String, String)> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(row, "title"), text(row, "url"))).collect()
}

#[test]
fn a_digest_is_read_back_as_its_stories() {
    let home = home();
    for query in ["", "tag:istio", "since:2026-10-01 envoy"] {
        let stories = yunbao(&home).args(["stories", "--json", "-q", query]).output().unwrap();
        let stories = rows(&String::from_utf8(stories.stdout).unwrap());
        let export = ["export", "--format", "markdown", "-q", query];
        let digest = yunbao(&home).args(export).output().unwrap();
        fs::write(home.path().join("week.md"), &digest.stdout).unwrap();
        let (_, again, _) = run(&home, "stories --json week.md");
        assert!(stories.len() > 2, "{query}");
        assert_eq!(told(&rows(&again)), told(&stories), "{query}");
        let posts = rows(&run(&home, "list --json week.md").1);
        assert_eq!(posts.len(), 1);
        assert_eq!((&posts[0]["date"], &posts[0]["warnings"]), (&stories[0]["last"], &0.into()));
        assert_eq!(
            posts[0]["title"].as_str().unwrap().strip_prefix("yunbao"),
            Some(if query.is_empty() { String::new() } else { format!(": {query}") }.as_str())
        );
        let summaries = posts[0]["stories"].as_array().unwrap();
        assert!(summaries.iter().all(|story| story["summary"].is_string()), "{query}");
    }
    let (_, two, _) = run(&home, "export --format markdown -n 2");
    assert_eq!(two.matches("\n## ").count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_stories_are_called_a_digest_is_read_back(
        titles in prop::collection::vec(
            "([a-zA-Z0-9 服务网格：（）.,;:!?*_`#<>&|~$^{}%=+@/\"'\\\\\\[\\]()-]{1,6}|https://b\\.io/?){1,5}",
            1..8
        )
    ) {
        let home = tempfile::tempdir().unwrap();
        // Encoded as HTML, so that any text can be a title.
        let encoded = |title: &str| {
            let codes: Vec<String> = title.chars().map(|c| (c as u32).to_string()).collect();
            format!("&#{};", codes.join(";&#"))
        };
        let story = |(number, title): (usize, &String)| {
            let title = encoded(&format!("{title}{}", if title.trim().is_empty() { "x" } else { "" }));
            format!("## {title}\n\n{title}\n\n**Source:** <https://a.io/{number}?a=1&b=2>\n\n")
        };
        let text: Vec<String> = titles.iter().enumerate().map(story).collect();
        let text = text.concat();
        fs::write(home.path().join("weekly.md"), text).unwrap();
        let stories = rows(&run(&home, "stories --json weekly.md").1);
        prop_assert_eq!(stories.len(), titles.len());
        let (_, digest, _) = run(&home, "export --format markdown weekly.md");
        fs::write(home.path().join("b.md"), &digest).unwrap();
        let again = rows(&run(&home, "stories --json b.md").1);
        prop_assert_eq!(told(&again), told(&stories), "{}", digest);
    }
}
