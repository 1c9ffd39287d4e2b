//! The beginning and the end of front matter.

use super::{FrontMatter, codes, front_matter};

#[test]
fn every_dialect_is_cut_from_its_body() {
    for (text, title, body) in [
        ("---\ntitle: A\n---\nbody\n", Some("A"), "body\n"),
        ("---\ntitle: A\n...\nbody", Some("A"), "body"),
        ("\n \n---  \ntitle: A\n--- \t\nbody", Some("A"), "body"),
        ("---\ntitle: A\n---", Some("A"), ""),
        ("---\n---\nbody", None, "body"),
        ("---\n\n---\nbody", None, "body"),
        ("+++\ntitle = \"A\"\n+++\nbody", Some("A"), "body"),
        ("\n+++ \ntitle = 'A'\n+++ \n\nbody", Some("A"), "\nbody"),
        ("+++\n+++\nbody", None, "body"),
        ("+++\n\n# to be filled in\n+++\nbody", None, "body"),
        ("{\n\t\"title\": \"A}\\\"\",\n\t\"tags\":[\"x\"]\n}\n\nbody", Some("A}\""), "\nbody"),
        ("{\"title\":\"A\"}\nbody", Some("A"), "body"),
        ("Title: A\nDate: 2024-01-02\n\nbody", Some("A"), "body"),
        ("title: A: b\nTags: x\n---\nbody", Some("A: b"), "body"),
        ("Title: A\n# Heading", Some("A"), "# Heading"),
        ("Title: A\n  and more\n\nbody", Some("A and more"), "body"),
        ("<!--\n---\ntitle: old\n---\n-->\n---\ntitle: A\n---\nbody", Some("A"), "body"),
        ("<!-- x -->\n\ntitle: A\n\nbody", Some("A"), "body"),
        ("---yaml\ntitle: A\n---\nbody", Some("A"), "body"),
        ("--- YAML\ntitle: A\n---\nbody", Some("A"), "body"),
        ("---toml\ntitle = \"A\"\n---\nbody", Some("A"), "body"),
        ("---json\n{\"title\": \"A\"}\n---\nbody", Some("A"), "body"),
        (";;;\n\"title\": \"A\",\n\"tags\": [\"x\"]\n;;;\nbody", Some("A"), "body"),
        (";;;json\n{\"title\": \"A\"}\n;;;\nbody", Some("A"), "body"),
        ("\"title\": \"A\",\n\"tags\": [\"x\"]\n;;;\nbody", Some("A"), "body"),
        ("----\ntitle: A\n----\nbody", Some("A"), "body"),
        ("+++++\ntitle = 'A'\n+++++\nbody", Some("A"), "body"),
    ] {
        let found = front_matter(text);
        assert_eq!(found.title.as_deref(), title, "{text}");
        assert_eq!(&text[found.body_start..], body, "{text}");
        assert_eq!(found.findings, [], "{text}");
    }
}

#[test]
fn what_is_no_front_matter_stays_in_the_body() {
    for text in [
        "",
        "---",
        "+++",
        "{",
        "# Heading\n\ntext",
        "---\n\nProse between rules.\n\n---\nmore",
        "---\nProse: with a colon, no key\nand more\n\nmore",
        "---\nProse with a link: see\nthere\n---\nmore",
        "---\n- a list\n- of things\n---\nmore",
        "---\n# A heading\n---\nmore",
        "---\nprose\n",
        "----\nprose\n----\n",
        "-----\nNote: prose\n-----\n",
        "--- js is a language ---\n",
        "%{a: 1}\nprose\n",
        "\"Prose\": said somebody.\n",
        "+++\nprose\n+++\n",
        "{{< figure >}}\ntext",
        "{% raw %}\ntext",
        "{/* MDX */}\ntext",
        "{ \"title\": \"never closed\"\n\ntext",
        "Note: prose with a colon.\n\nmore",
        "Source: https://a.example/\n\nmore",
        "Title: A\nand prose\n\nmore",
        "Title: A\n---\nmore",
        "Summary: this is prose.\n\nmore",
        "<!-- never closed\n---\ntitle: A\n---\n",
        "<!-- x -->\nprose",
    ] {
        assert_eq!(front_matter(text), FrontMatter::default(), "{text}");
    }
}

#[test]
fn code_above_a_body_is_hidden_and_read_as_far_as_it_can_be() {
    let text = "%{\n  title: \"A\",\n  tags: ~w(x y),\n  date: ~D[2024-01-02]\n}\n---\nbody";
    let found = front_matter(text);
    assert_eq!((found.title.as_deref(), found.tags.len()), (Some("A"), 2));
    assert_eq!((found.date.is_some(), &text[found.body_start..]), (true, "body"));
    assert_eq!(codes(&found), [(1, 1, "front-matter")]);
    let text = "---js\n{\n  title: \"A\",\n  now: () => 1\n}\n---\nbody";
    let found = front_matter(text);
    assert_eq!((found.title.as_deref(), &text[found.body_start..]), (Some("A"), "body"));
    assert_eq!(codes(&found), [(2, 1, "front-matter")]);
    let text = "---clojure\n[1 2]\n---\nbody";
    let found = front_matter(text);
    assert_eq!((&text[found.body_start..], found.findings.len()), ("body", 1));
}

#[test]
fn a_missing_end_loses_nothing() {
    let text = "---\ntitle: A\ntags:\n- x\n\n# Body\ntext";
    let found = front_matter(text);
    assert_eq!((found.title.as_deref(), found.tags.len()), (Some("A"), 1));
    assert_eq!(&text[found.body_start..], "\n# Body\ntext");
    assert_eq!(codes(&found), [(2, 1, "front-matter")]);

    let text = "---\ntitle: A\ndate: 2024-01-02\n\n# Body\n\ntext\n\n---\nmore: prose\n";
    let found = front_matter(text);
    assert_eq!(found.title.as_deref(), Some("A"));
    assert_eq!(&text[found.body_start..], "\n# Body\n\ntext\n\n---\nmore: prose\n");
    assert_eq!(codes(&found), [(2, 1, "front-matter")]);

    let text = "---\ntitle: A\n-----\nbody";
    assert_eq!(&text[front_matter(text).body_start..], "body");

    let text = "+++\ntitle = 'A'\n\nbody";
    assert_eq!(front_matter(text).title.as_deref(), Some("A"));
}
