//! The values that each key may have.

use super::{codes, day, front_matter, yaml};
use crate::post::front_matter_keys;

#[test]
fn keys_in_every_dialect() {
    for (text, keys) in [
        ("---\ntitle: A\nx y: {z: 1}\n'q': 2\n---\n", &["title", "x y", "q"][..]),
        ("---\na: 1\na: 2\n---\n", &["a", "a"]),
        ("+++\nb = 1\na.c = 2\n[d]\ne = 3\n+++\n", &["b", "a", "d"]),
        ("{\"a\": 1, \"b\": {\"c\": 2}}\n", &["a", "b"]),
        ("---\n---\n", &[]),
        ("a: b\n", &[]),
    ] {
        assert_eq!(front_matter_keys(text), keys, "{text}");
    }
}

#[test]
fn titles() {
    for (block, title) in [
        ("title: A", Some("A")),
        ("TITLE: \"A: \\\"b\\\"\"", Some("A: \"b\"")),
        ("title: 'It''s'", Some("It's")),
        ("title: >-\n  two\n  lines", Some("two lines")),
        ("title: \"\\e[31mred\\u202e\"", Some("[31mred")),
        ("title: 2024", Some("2024")),
        ("title: 1.30", Some("1.30")),
        ("title: 0x1F", Some("0x1F")),
        ("title: 1e400", Some("1e400")),
        ("title: True", Some("True")),
        ("title: 2024-01-02", Some("2024-01-02")),
        ("title: a &amp; <b>b</b>", Some("a & b")),
        ("title: [News]", Some("[News]")),
        ("title: {en: News}", Some("News")),
        ("title: It&#8217;s Vec<String>", Some("It’s Vec<String>")),
        ("title: !!str 1.30", Some("1.30")),
        ("标题: 云", Some("云")),
        ("title: ''\nlinkTitle: L", Some("L")),
        ("title: null", None),
        ("title: ~", None),
        ("title:", None),
        ("title: {{ page.title }}", None),
    ] {
        assert_eq!(yaml(block).title.as_deref(), title, "{block}");
    }
}

#[test]
fn lists_in_every_form() {
    for (block, tags) in [
        ("tags: [a, b]", &["a", "b"][..]),
        ("tags:\n- a\n- b", &["a", "b"]),
        ("tags:\n  [\n    \"a\",\n    \"b\",\n  ]", &["a", "b"]),
        ("tags: a, b，c、d", &["a", "b", "c", "d"]),
        ("tags: a b c", &["a b c"]),
        ("Tag: a", &["a"]),
        ("tags: 1.30", &["1.30"]),
        (
            "tags: [1.30, 1.3, 007, 1_000, yes, on, True, null, ~, '']",
            &["1.30", "1.3", "007", "1_000", "yes", "on", "True"],
        ),
        ("tags: [K8s, k8s, Ｋ８ｓ, ' k8s ']", &["K8s"]),
        ("tags: null", &[]),
        ("tags:", &[]),
        ("tags: []", &[]),
        ("tags: [{name: a}, {label: b, permalink: /b}, [c, [d]]]", &["a", "b", "c", "d"]),
        ("tags: {a: , b: {x: y}}", &["a", "b"]),
        ("tag: a\ntags: b", &["b", "a"]),
        ("taxonomies:\n  tags: [a, b]", &["a", "b"]),
        ("params:\n  tags: [a]", &["a"]),
        ("keywords: a, b", &["a", "b"]),
        ("keywords: a, b\ntags: c", &["c"]),
        ("标签: [云, 网格]", &["云", "网格"]),
        ("x: &t [a, b]\ntags: *t", &["a", "b"]),
        ("tags: [\"a, b\"]", &["a, b"]),
        ("tags: [\"#daily\", '#k8s/net', \"#1\"]", &["daily", "k8s/net", "#1"]),
        ("tags: \"#a #b\"", &["a", "b"]),
        ("tags: [R&amp;D, <b>x</b>]", &["R&D", "x"]),
        ("tags: R&amp;D, x", &["R&D", "x"]),
        ("tags: a, b; c", &["a, b", "c"]),
    ] {
        let found = yaml(block);
        assert_eq!(found.tags, tags, "{block}");
        assert_eq!(found.findings, [], "{block}");
    }
    assert_eq!(yaml("category: Cloud Native").categories, ["Cloud Native"]);
    assert_eq!(yaml("categories: [Cloud Native, AI]").categories, ["Cloud Native", "AI"]);
    assert_eq!(yaml("taxonomies: {categories: [x]}\nCategory: y").categories, ["y", "x"]);
}

#[test]
fn authors_in_every_form() {
    for (block, authors) in [
        ("author: Bo Li", &["Bo Li"][..]),
        ("author: Bo Li, Cy", &["Bo Li", "Cy"]),
        ("author: Bo (A, B), Cy", &["Bo (A, B)", "Cy"]),
        ("authors: [bo, cy]", &["bo", "cy"]),
        ("author_name: \"Bo (@bo)\"", &["Bo (@bo)"]),
        ("author: Richard \"RichiH\" Hartmann", &["Richard \"RichiH\" Hartmann"]),
        ("author: {name: Bo, url: https://b.example}", &["Bo"]),
        ("authors: [{name: Bo, url: x}, {key: cy}, di]", &["Bo", "cy", "di"]),
        ("authors:\n  - name: Bo\n    title: Dr\n  - cy", &["Bo", "cy"]),
        ("authors: {bo: {url: x}, cy: }", &["bo", "cy"]),
        ("author: {email: a@b.example}", &[]),
        ("author: \"[Benjamin Wang](https://w.example/a), VMware\"", &["Benjamin Wang"]),
        ("author: \"[A B](https://a.example) X, [C](https://c.example) Y\"", &["A B", "C"]),
        ("authors: [\"[A](https://a.example)\"]", &["A"]),
        ("author: Bo <bo@b.example>", &["Bo"]),
        ("editors: [bo]", &["bo"]),
        ("editors: [bo]\nauthor: cy", &["cy"]),
        ("extra: {authors: [bo]}", &["bo"]),
        ("作者: 张三、李四", &["张三", "李四"]),
        ("authors: Li, Bo; Wang, Cy", &["Li, Bo", "Wang, Cy"]),
        ("author: <a href=\"https://b.example\">Bo &amp; Cy</a>", &["Bo & Cy"]),
    ] {
        assert_eq!(yaml(block).authors, authors, "{block}");
    }
}

#[test]
fn dates_by_trust() {
    for (block, expected, found_codes) in [
        ("date: 2024-04-14", "2024-04-14", &[][..]),
        ("date: 2024-04-14T23:30:00-11:00", "2024-04-14", &[]),
        ("date: \"2024-04-14 24:00\"", "2024-04-14", &[]),
        ("updated: 2024-05-01\ncreated_at: 2024-04-14", "2024-04-14", &[]),
        ("lastmod: 2024-05-01", "2024-05-01", &[]),
        ("pubDate: Apr 14 2024", "2024-04-14", &[]),
        ("Publish-Date: 2024/4/14", "2024-04-14", &[]),
        ("published: 2024-04-14", "2024-04-14", &[]),
        ("published: true\nupdated: 2024-05-01", "2024-05-01", &[]),
        ("date:\nupdated: 2024-05-01", "2024-05-01", &[]),
        ("date: {created: 2024-04-14, updated: 2024-05-01}", "2024-04-14", &[]),
        ("last_update:\n  date: 2024-05-01\n  author: x", "2024-05-01", &[]),
        ("日期: 2024年4月14日", "2024-04-14", &[]),
        ("date: 20240414", "2024-04-14", &[]),
        ("date: 2024-02-30\nlastmod: 2024-05-01", "2024-05-01", &[(2, 7, "invalid-date")]),
        ("x: 1\ndate: 2024", "-", &[]),
        ("date: 2026-03", "-", &[]),
        ("published: \"2023\"\nupdated: 2024-05-01", "2024-05-01", &[]),
        ("date: March 2026", "-", &[]),
        ("date: 2026年3月", "-", &[]),
        ("date: 2024-13", "-", &[(2, 7, "invalid-date")]),
        ("pubDatetime: 2024-04-14T08:00:00Z\nmodDatetime: 2024-05-01", "2024-04-14", &[]),
        ("mod_datetime: 2024-05-01", "2024-05-01", &[]),
        ("publish_date: 2024-04-14", "2024-04-14", &[]),
        ("path: 2016/09/29/x", "2016-09-29", &[]),
        ("permalink: /2016/09/29/x/\ndate: 2017-01-01", "2017-01-01", &[]),
        ("date: \"[[2024-04-14]]\"", "2024-04-14", &[]),
        ("date: [[2024-04-14]]", "2024-04-14", &[]),
        ("date: someday", "-", &[(2, 7, "invalid-date")]),
        ("date: {{ date }}", "-", &[]),
    ] {
        let found = yaml(block);
        assert_eq!(day(&found), expected, "{block}");
        assert_eq!(codes(&found), found_codes, "{block}");
    }
    for value in ["2024-04-14", "2024-04-14T23:30:00-11:00", "2024-04-14 10:00:00", "'2024-4-14'"] {
        let found = front_matter(&format!("+++\ndate = {value}\n+++\n"));
        assert_eq!(day(&found), "2024-04-14", "{value}");
    }
}

#[test]
fn sources_by_trust() {
    for (block, source, found_codes) in [
        ("source: https://a.example/x", Some("https://a.example/x"), &[][..]),
        ("source: HTTP://a.example", Some("HTTP://a.example"), &[]),
        ("link: https://l.example\nsource_url: https://s.example", Some("https://s.example"), &[]),
        ("sourceUrl: <https://a.example/x>", Some("https://a.example/x"), &[]),
        ("source: '[A (b)](https://a.example/x_(y))'", Some("https://a.example/x_(y)"), &[]),
        ("source: '[A](https://a.example \"t\")'", Some("https://a.example"), &[]),
        ("source: {name: A, url: https://a.example}", Some("https://a.example"), &[]),
        ("source: [x, https://a.example]", Some("https://a.example"), &[]),
        ("sources: [{name: A, url: https://a.example}, B]", Some("https://a.example"), &[]),
        ("sources: InfoQ", None, &[]),
        ("originallink: https://a.example", Some("https://a.example"), &[]),
        ("extra: {source: https://a.example}", Some("https://a.example"), &[]),
        ("url: /zh/blog/x\ncanonical_url: https://a.example", Some("https://a.example"), &[]),
        ("url: /zh/blog/x", None, &[]),
        ("source: InfoQ", None, &[(2, 9, "invalid-source")]),
        (
            "source: InfoQ\nurl: https://a.example",
            Some("https://a.example"),
            &[(2, 9, "invalid-source")],
        ),
        ("link: javascript:alert(1)", None, &[(2, 7, "invalid-source")]),
        ("source: https://a.example/ b", None, &[(2, 9, "invalid-source")]),
        ("source: \"https://a.example/\\u202e\"", None, &[(2, 9, "invalid-source")]),
        ("source: https://", None, &[(2, 9, "invalid-source")]),
        ("original: true", None, &[]),
    ] {
        let found = yaml(block);
        assert_eq!(found.source.as_deref(), source, "{block}");
        assert_eq!(codes(&found), found_codes, "{block}");
    }
}

#[test]
fn drafts() {
    for (block, draft) in [
        ("draft: true", true),
        ("Draft: yes", true),
        ("draft: \"true\"", true),
        ("published: false", true),
        ("published: no", true),
        ("status: draft", true),
        ("draft: false", false),
        ("published: 2024-01-02", false),
        ("title: draft", false),
    ] {
        assert_eq!(yaml(block).draft, draft, "{block}");
    }
}

#[test]
fn descriptions_are_one_line() {
    assert_eq!(yaml("description: >\n  a\n  b\n\n  c").description.as_deref(), Some("a b c"));
    assert_eq!(yaml("Summary: x").description.as_deref(), Some("x"));
}

#[test]
fn the_same_in_toml_and_json() {
    let text = "+++\ntitle = \"A\"\nweight = 1_0\ndate = 2024-04-14\ndraft = true\n\n[taxonomies]\n\
                tags = [\"x\", \"y\"]\n[extra]\nauthors = [\n  \"bo\", # the editor\n]\n\
                source = 'https://a.example'\n+++\nbody";
    let found = front_matter(text);
    assert_eq!(found.title.as_deref(), Some("A"));
    assert_eq!((day(&found).as_str(), found.draft), ("2024-04-14", true));
    assert_eq!((found.tags.len(), found.authors.len()), (2, 1));
    assert_eq!(found.source.as_deref(), Some("https://a.example"));
    assert_eq!(found.findings, []);
    assert_eq!(front_matter("+++\ntags = [1.30, 1_0, true]\n+++\n").tags, ["1.30", "1_0", "true"]);

    let text = "{ \"title\": \"A\", \"tags\": [1.30, \"x\"], \"draft\": true,\n  \"date\":\"2024-02-30\" }\nb";
    let found = front_matter(text);
    assert_eq!(found.tags, ["1.30", "x"]);
    assert!(found.draft);
    assert_eq!(codes(&found), [(2, 10, "invalid-date")]);
}
