//! Any text is accepted, and the body of a valid one is unchanged.

use proptest::prelude::*;

use super::super::block_position::boundary;
use super::{FrontMatter, front_matter};

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("---\n".to_owned()),
        Just("+++\n".to_owned()),
        Just("...\n".to_owned()),
        Just("<!-- ".to_owned()),
        Just("-->\n".to_owned()),
        "(title|date|tags|source|x|authors|extra|标题)(: |:| = |：)",
        "[\\[\\]{}'\"|>&*!#,:=\\- \n\t云\u{e9}]{1,6}",
        "[a-z0-9./:-]{1,10}\n?",
        "\\PC{0,8}\n?",
    ]
}

fn holds(text: &str) -> FrontMatter {
    let found = front_matter(text);
    assert!(text.is_char_boundary(found.body_start));
    let lines = text.lines().count().max(1);
    for finding in &found.findings {
        assert!((1..=lines).contains(&finding.line), "{text:?} {finding:?}");
        assert!(finding.column >= 1);
        let message = finding.message.to_string();
        assert_eq!(crate::text::clean_line(&message), message);
    }
    let lists = [&found.tags, &found.categories, &found.authors];
    for value in lists.into_iter().flatten().chain(&found.title).chain(&found.description) {
        assert_eq!(&crate::text::clean_line(value), value);
        assert!(!value.is_empty());
    }
    found
}

proptest! {
    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_pieces_are_taken(
        opening in prop_oneof![Just("---\n"), Just("+++\n"), Just("{"), Just("")],
        pieces in prop::collection::vec(piece(), 0..24),
    ) {
        holds(&crate::text::clean(&(opening.to_owned() + &pieces.concat())));
    }

    #[test]
    fn a_damaged_front_matter_is_taken(
        format in 0usize..3, at in 0usize..200, length in 0usize..12, patch in piece(),
    ) {
        let mut text = [
            "---\ntitle: 'A: b'\ndate: 2024-01-02\ntags: [x, 1.30]\nauthors:\n  - name: Bo\n    \
             url: x\nsource: https://a.example\ntaxonomies: {categories: [云原生]}\n---\nbody",
            "+++\ntitle = \"A: b\"\ndate = 2024-01-02\n[taxonomies]\ntags = [\"x\", 1.30]\n[extra]\n\
             authors = [\n  \"云\",\n]\n+++\nbody",
            "{\n  \"title\": \"A: b\",\n  \"date\": \"2024-01-02\",\n  \"tags\": [\"x\", 1.30]\n}\nbody",
        ][format].to_owned();
        let start = boundary(&text, at);
        let end = boundary(&text, start + length);
        text.replace_range(start..end.max(start), &patch);
        holds(&text);
    }

    #[test]
    fn the_body_is_intact(
        title in "\\PC{0,12}", tags in prop::collection::vec("[a-z]{1,5}", 0..4),
        body in "(\\PC|\n){0,40}", format in 0usize..2,
    ) {
        let title = serde_json::to_string(&crate::text::clean(&title)).unwrap();
        let tags = serde_json::to_string(&tags).unwrap();
        let head = match format {
            0 => format!("---\ntitle: {title}\ntags: {tags}\n---\n"),
            _ => format!("{{\"title\": {title}, \"tags\": {tags}}}\n"),
        };
        let text = head + &body;
        let found = holds(&text);
        prop_assert_eq!(&text[found.body_start..], body);
        prop_assert_eq!(found.findings, vec![]);
    }
}
