//! Addresses in untrusted posts: the host that is shown is the host that is opened, and tags that
//! look alike are one.

use crate::home::{run, yunbao};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// Addresses as written in Markdown links, each with the address and the host shown for it.
const LINKS: [(&str, &str, &str); 12] = [
    (
        "https://evil.example\\\\@good.example/",
        "https://evil.example/@good.example/",
        "evil.example",
    ),
    ("https://good.example@evil.example/", "https://good.example@evil.example/", "evil.example"),
    ("https:evil.example", "https://evil.example/", "evil.example"),
    ("https:///evil.example", "https://evil.example/", "evil.example"),
    ("HTTPS://EVIL%2eexample/1", "https://evil.example/1", "evil.example"),
    ("https://ev&Tab;il&NewLine;.example/2", "https://evil.example/2", "evil.example"),
    ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1"),
    ("http://１２７.0.0.2", "http://127.0.0.2/", "127.0.0.2"),
    ("https://evil。example/3", "https://evil.example/3", "evil.example"),
    ("https://раураl.com/", "https://xn--l-7sba6dbr.com/", "xn--l-7sba6dbr.com"),
    ("https://xn--bcher-kva.example/", "https://bücher.example/", "bücher.example"),
    ("https://a.example:8443/", "https://a.example:8443/", "a.example"),
];

fn home(text: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.md"), text).unwrap();
    home
}

fn rows(home: &TempDir, arguments: &str) -> Vec<Value> {
    let (code, stdout, stderr) = run(home, arguments);
    assert_eq!((code, stderr.as_str()), (0, ""), "{arguments}");
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_host_that_is_shown_is_the_host_that_is_opened() {
    for (written, url, host) in LINKS {
        let home = home(&format!("# D\n\n## A story\n\nSource: [x](<{written}>)\n"));
        for arguments in ["links --json .", "stories --json ."] {
            let found = rows(&home, arguments);
            let seen = (found[0]["url"].as_str(), found[0]["host"].as_str());
            assert_eq!(seen, (Some(url), Some(host)), "{arguments} {written}");
        }
        let shown = run(&home, "show . --plain").1;
        assert!(shown.contains(&format!("[1] {url}\n")), "{written}: {shown}");
        let sources = run(&home, &format!("list . -q source:{host}")).1;
        assert_eq!(sources.lines().count(), 1, "{written}");
        let opml = run(&home, "export --format opml .").1;
        assert!(opml.contains(&format!("text=\"{host}\"")), "{written}: {opml}");
    }
}

#[test]
fn a_source_in_front_matter_is_read_as_browsers_read_it() {
    let home = home("---\ntitle: A\nsource: 'https://evil.example\\@good.example/'\n---\nb\n");
    assert!(run(&home, "show . --plain").1.contains("evil.example · "));
    assert_eq!(run(&home, "open . --print").1, "https://evil.example/@good.example/\n");
}

#[test]
fn an_address_with_a_user_is_refused_with_the_host_it_leads_to() {
    let home = home("---\ntitle: A\nsource: https://good.example@evil.example/\n---\nb\n");
    for arguments in ["open . --print", "open ."] {
        let (code, stdout, stderr) = run(&home, arguments);
        assert_eq!((code, stdout.as_str()), (1, ""), "{arguments}");
        assert!(stderr.contains("names a user before its host evil.example"), "{stderr}");
    }
    assert!(!run(&home, "export --format atom .").1.contains("href=\\\"https://good.example@"));
}

#[test]
fn a_bare_address_is_whole() {
    let addresses = [
        "https://bücher.example/neu",
        "https://新闻.例子/a/1",
        "https://sub.例子.example/yy",
        "http://öbb.example",
        "https://fr.wikipedia.org/wiki/Café",
        "https://a.example/__x__/1",
        "https://a.example#news",
        "https://a.example?x=1",
        "https://a.example/a_(b)",
    ];
    let sections = addresses.map(|one| format!("## A {one}\n\n来源：{one}\n\n"));
    let text = sections.concat();
    let home = home(&format!("# D\n\n{text}见https://b.example/b。 https://c.example/b中文\n"));
    let urls = |arguments: &str| -> Vec<String> {
        rows(&home, arguments).iter().map(|row| row["url"].as_str().unwrap().to_owned()).collect()
    };
    let mut wanted: Vec<&str> = addresses.to_vec();
    assert_eq!(urls("stories --json ."), wanted);
    wanted.extend(["https://b.example/b", "https://c.example/b"]);
    assert_eq!(urls("links --json ."), wanted);
    let shown = run(&home, "show .").1;
    assert!(shown.contains("https://a.example/__x__/1 [6]"), "{shown}");
}

#[test]
fn tags_that_look_alike_are_one() {
    let home = tempfile::tempdir().unwrap();
    let unseen = [
        "",
        "\u{200B}",
        "\u{E0041}",
        "\u{FE0F}",
        "\u{2060}",
        "\u{AD}",
        "\u{34F}",
        "\u{3164}",
        "\u{FFA0}",
        "\u{FFF0}",
        "\u{1D173}",
        "\u{1BCA0}",
        "\u{202E}",
        "\u{180E}",
        "\u{E0100}",
    ];
    for (number, unseen) in unseen.iter().enumerate() {
        let tag = format!("is{unseen}tio");
        let text =
            format!("---\ntags: [\"{tag}\"]\ncategories: [\"{tag}\"]\nauthor: \"{tag}\"\n---\nb\n");
        fs::write(home.path().join(format!("{number}.md")), text).unwrap();
    }
    for command in ["tags", "categories"] {
        let wanted = format!(
            "{{\"value\":\"istio\",\"count\":{},\"spellings\":[\"istio\"]}}\n",
            unseen.len()
        );
        assert_eq!(run(&home, &format!("{command} --json .")).1, wanted);
    }
    for field in ["tag", "category", "author"] {
        for unseen in unseen {
            let query = format!("{field}:is{unseen}tio");
            let output = yunbao(&home).args(["list", ".", "-q", &query]).output().unwrap();
            let found = String::from_utf8(output.stdout).unwrap().lines().count();
            assert_eq!(found, 15, "{query:?}");
        }
    }
    assert!(!run(&home, "show .").1.contains(['\u{200B}', '\u{E0041}', '\u{1D173}']));
}
