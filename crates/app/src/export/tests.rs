//! The formats, for entries of any kind.

use super::*;
use crate::messages::Text;
use crate::post::Annotation;
use std::sync::Arc;

fn entry(title: &str, tags: &[&str], day: i8, reports: u32) -> Entry {
    Entry {
        id: format!("urn:yunbao:story:{title}"),
        title: title.to_owned(),
        url: Some(format!("https://a.io/{title}")),
        day: (day > 0).then(|| Date::constant(2026, 8, day)),
        reports,
        labels: tags.iter().map(|tag| Arc::from(*tag)).collect(),
        summary: format!("About {title}."),
        ..Entry::default()
    }
}

fn edition(grouping: Grouping) -> Edition {
    let entries = vec![
        entry("A", &["istio", "k8s"], 14, 1),
        entry("B", &[], 0, 3),
        entry("C", &["K8s"], 13, 1),
        entry("D", &["envoy"], 14, 2),
    ];
    Edition { title: "Week".to_owned(), grouping, entries, ..Edition::default() }
}

/// The headings, each with the titles below it.
fn outline(grouping: Grouping) -> Vec<(String, String)> {
    let edition = edition(grouping);
    let groups = edition.groups().into_iter();
    let titles = |entries: Vec<&Entry>| -> String {
        entries.iter().map(|entry| entry.title.as_str()).collect()
    };
    groups.map(|group| (group.heading.unwrap_or_default(), titles(group.entries))).collect()
}

#[test]
fn entries_stand_under_their_day_or_their_most_frequent_tag() {
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(heading, titles)| ((*heading).into(), (*titles).into())).collect()
    };
    assert_eq!(outline(Grouping::None), pairs(&[("", "ABCD")]));
    assert_eq!(
        outline(Grouping::Day),
        pairs(&[("Fri 14 August 2026", "AD"), ("Thu 13 August 2026", "C"), ("Undated", "B")])
    );
    assert_eq!(outline(Grouping::Tag), pairs(&[("k8s", "AC"), ("envoy", "D"), ("Other", "B")]));
}

#[test]
fn an_order_keeps_equal_entries_as_they_were() {
    for (order, titles) in [
        (Order::Listed, "ABCD"),
        (Order::Newest, "ADCB"),
        (Order::Oldest, "CADB"),
        (Order::MostReported, "BDAC"),
        (Order::Title, "ABCD"),
    ] {
        let mut entries = edition(Grouping::None).entries;
        order.sort(&mut entries);
        let sorted: String = entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(sorted, titles, "{order:?}");
    }
}

#[test]
fn headings_are_in_the_language_of_the_user() {
    for (language, heading, label) in [
        (Language::SimplifiedChinese, "2026年8月14日", "**来源：**"),
        (Language::TraditionalChinese, "2026年8月14日", "**來源：**"),
    ] {
        let text = Edition { language, ..edition(Grouping::Day) }.written(Format::Markdown);
        assert!(text.contains(heading) && text.contains(label), "{text}");
        let page = Edition { language, ..edition(Grouping::Day) }.written(Format::Html);
        assert!(page.contains(&Text::Stories(4).say(language)), "{page}");
        assert!(page.contains(language.tag()), "{page}");
    }
}

#[test]
fn a_page_contains_nothing_harmful_and_nothing_from_elsewhere() {
    let hostile = "<script>alert(1)</script>\"'&\u{ffff}<img src=x onerror=y>";
    let entries = vec![
        Entry { title: hostile.into(), summary: hostile.into(), ..entry("A", &[hostile], 1, 1) },
        Entry { url: Some("javascript:alert(1)".into()), ..entry("B", &[], 2, 1) },
        Entry { url: Some("https://a.io/\"onclick=\"x&y<b>".into()), ..entry("C", &[], 2, 1) },
    ];
    let title = hostile.to_owned();
    let edition = Edition { title, grouping: Grouping::Tag, entries, ..Edition::default() };
    let page = edition.written(Format::Html);
    for harmful in ["<script", "<img", "javascript:", "\"onclick", "src=", "@import", "url("] {
        let harmless = page.replace("&lt;img src=x", "");
        assert!(!harmless.contains(harmful), "{harmful}: {page}");
    }
    // Apart from its head, it is XML.
    let (_, body) = page.split_once("</head>").unwrap();
    let body = body.replace("</html>", "");
    let parsed = roxmltree::Document::parse(body.trim());
    assert!(parsed.is_ok(), "{parsed:?}: {page}");
}

#[test]
fn notes_and_own_tags_are_in_every_format() {
    let note = "Ask *Anna*\n\n1. <b>today</b>\u{1b}[2J";
    let annotation = Annotation { tags: vec!["todo".into()], note: note.into() };
    let entries = vec![entry("A", &["istio"], 14, 1).annotated(Some(&annotation))];
    let edition = Edition { grouping: Grouping::Tag, entries, ..Edition::default() };
    let digest = edition.written(Format::Markdown);
    assert!(digest.contains("## \\#todo\n\n### A\n"), "{digest}");
    assert!(digest.contains("A>)\n\n> Ask \\*Anna\\*\n>\n> 1\\. \\<b\\>today"), "{digest}");
    for format in [Format::Html, Format::Atom, Format::Json] {
        let text = edition.written(format);
        assert!(text.contains("blockquote") && text.contains("todo"), "{text}");
        assert!(!text.contains("<b>") && !text.contains('\u{1b}'), "{text}");
    }
}

#[test]
fn a_document_of_nothing_is_whole() {
    for grouping in Grouping::ALL {
        let edition = Edition { title: "T".into(), grouping, ..Edition::default() };
        assert_eq!(
            edition.written(Format::Markdown),
            "---\ntitle: \"T\"\ncategories: [digest]\n---\n"
        );
        assert!(edition.written(Format::Html).ends_with("</html>\n"));
    }
}
