use crate::markdown::{SourcedSection, Typography, layout, parse, references, survey};
use crate::text::{Ambiguous, fold};

fn stories(text: &str) -> Vec<(String, String)> {
    survey(text, true).sections.into_iter().map(|section| (section.title, section.url)).collect()
}

fn one(title: &str, url: &str) -> Vec<(String, String)> {
    vec![(title.to_owned(), url.to_owned())]
}

#[test]
fn a_heading_with_a_source_line_is_a_story() {
    for line in [
        "**Source:** [Docs](https://a.io/c)",
        "**Source**: [Docs](https://a.io/c)",
        "Source: <https://a.io/c>",
        "Source: https://a.io/c",
        "source：https://a.io/c",
        "**来源：** [文档](https://a.io/c)",
        "**来源：**[文档](https://a.io/c)",
        "原文链接：https://a.io/c",
        "原文链接：<https://a.io/c>。",
        "資料來源：[文件](https://a.io/c)",
        "Link: https://a.io/c",
        "via [Docs](https://a.io/c)",
        "(via: [Docs](https://a.io/c))",
        "[原文链接](https://a.io/c)",
        "👉 [Read more](https://a.io/c)",
        "- 来源：[文档](https://a.io/c)",
        "> Source: [Docs](https://a.io/c)",
        "最后一句。\n来源：CNCF，[文档](https://a.io/c)",
        "Last sentence.  \n*Source:* [Docs](https://a.io/c)",
        "<p>Source: <a href=\"https://a.io/c\">Docs</a></p>",
        "Source: [Docs](https://a.io/c), [how we did it in the end and why](https://a.io/d)",
        "Source: [Docs](https://a.io/c) by the people who wrote all of it",
        "via [Docs](https://a.io/c) (thanks to all who sent it)",
        "Last sentence.\nvia [Docs](https://a.io/c)",
        "来源：[文档](https://a.io/c)，作者在文中介绍了更多。",
        "来源：https://a.io/c；来源二：https://a.io/d",
        "Source: ![logo](https://a.io/l.png) [Docs](https://a.io/c)",
        // What leads nowhere on the web gives way to what does.
        "Source: [here](./x.md)\n\nSource: [Docs](https://a.io/c)",
    ] {
        let text =
            format!("# Digest\n\n## 标题 *one*\n\nWhat happened.\n\n{line}\n\n## Other\n\nText.\n");
        assert_eq!(stories(&text), one("标题 one", "https://a.io/c"), "{line}");
    }
}

#[test]
fn a_sentence_with_a_link_is_no_source_line() {
    for line in [
        "The source of this is [here](https://a.io/c).",
        "Links are good: see it all. And [here](https://a.io/c).",
        "Source code: [repo](https://a.io/c)",
        "详细设计文档请参考：[设计](https://a.io/c)",
        "来源不明，见[这里](https://a.io/c)",
        "You install it either from source or\nvia [Helm](https://a.io/c).",
        "via [Helm](https://a.io/c) and then by hand",
        "Link: see the docs at [a.io](https://a.io/c) for how this is done",
        "Original: the first version ([commit](https://a.io/c)) was slow",
        "Source: the [Foo](https://a.io/c) page explains that this is not so",
        "```\nSource: https://a.io/c\n```",
        "`Source:` https://a.io/c is text",
    ] {
        let found = stories(&format!("## A\n\n{line}\n"));
        if line.starts_with('`') && !line.starts_with("```") {
            continue;
        }
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}

#[test]
fn a_story_has_a_summary_a_level_and_the_heading_above() {
    let text = "## 主要新闻\n\n### 一\n\n第一段，\n说了什么。\n\n第二段。\n\n来源：[x](https://a.io/1)\n\n### 二\n\n**Source:** [y](https://a.io/2)\n";
    let found = survey(text, true).sections;
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].summary, "第一段，说了什么。");
    assert_eq!((found[0].level, found[0].section.as_deref()), (3, Some("主要新闻")));
    assert_eq!(found[1].summary, "");
    assert!(text[found[1].offset..].starts_with("### 二"));
}

#[test]
fn a_heading_that_is_a_link_is_a_story() {
    assert_eq!(
        stories("## [Envoy `1.36`](https://a.io/c)\n\nText.\n\n## See [this](https://a.io/d)\n"),
        one("Envoy 1.36", "https://a.io/c")
    );
    assert!(stories("## [Top](#top)\n").is_empty());
    assert!(stories("## [a](https://a.io) and [b](https://b.io)\n").is_empty());
}

const LINKS: &str = "- [One](https://a.io/1) - by me\n- [Two](https://a.io/2)\n- **[Three](https://a.io/3)**\n- 📦 [Four](https://a.io/4)：四\n- [Five](https://a.io/5)\n";

#[test]
fn a_text_that_lists_links_is_a_digest_of_them() {
    let found = survey(&format!("# Week\n\nHello.\n\n## News\n\n{LINKS}"), true).sections;
    assert_eq!(found.len(), 5);
    assert_eq!(found[0].summary, "by me");
    assert_eq!(found[3].summary, "四");
    assert_eq!((found[4].level, found[4].section.as_deref()), (0, Some("News")));
}

#[test]
fn references_of_an_essay_are_no_stories() {
    let essay = "An essay says much before it names what it read. ".repeat(20);
    assert!(stories(&format!("# Essay\n\n{essay}\n\n## 参考资料\n\n{LINKS}")).is_empty());
    assert!(stories(&format!("# Essay\n\n{essay}\n\n## Where from\n\n{LINKS}")).is_empty());
    assert!(stories("- [One](https://a.io/1)\n- [Two](https://a.io/2)\n").is_empty());
    let mixed = format!("## News\n\n{LINKS}{}", "- just a word\n".repeat(6));
    assert!(stories(&mixed).is_empty(), "most items must open with a link");
    for above in [
        "## 1. References",
        "## References\n\n### Papers",
        "References:",
        "**参考文章**",
        "## 六、参考资料",
    ] {
        assert!(stories(&format!("Short.\n\n{above}\n\n{LINKS}")).is_empty(), "{above}");
    }
    assert_eq!(stories(&format!("References:\n\nNo.\n\n{LINKS}")).len(), 5);
    assert!(stories("## 参考\n\n原文链接：[Some page](https://a.io/x)\n").is_empty());
    let within = LINKS.replace("https://a.io/", "#a");
    assert!(stories(&format!("{within}- [One](https://a.io/1)\n")).is_empty());
}

#[test]
fn images_are_no_stories() {
    for text in [
        "# ![Logo](https://a.io/l.png)\n\nText.\n".to_owned(),
        "# [![Build](https://a.io/b.svg)](https://a.io/ci)\n\nText.\n".to_owned(),
        LINKS.replace("- [", "- ![").replace("* [", "* !["),
    ] {
        assert!(stories(&text).is_empty(), "{text}");
    }
    assert_eq!(stories("## ![x](https://a.io/x.png) [T](https://a.io/t)\n").len(), 1);
}

#[test]
fn a_source_line_above_all_headings_is_the_posts_own() {
    let found = survey("原文链接：<https://a.io/c>\n\n# Title\n\nText.\n", true);
    assert_eq!(found.source.as_deref(), Some("https://a.io/c"));
    assert!(found.sections.is_empty());
}

#[test]
fn plain_text() {
    let found =
        survey("# 云报\n\n第一\n行 **v1.36** don't\n\n- a\n\n```\nx = 1\n```\n<!-- no -->\n", true);
    assert_eq!(found.plain.trim(), "第一行 v1.36 don't a x = 1");
    assert!(found.has_code);
    let found = references("![图](a.png) [b](c.md) https://d.io\n");
    let urls: Vec<&str> = found.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["a.png", "c.md", "https://d.io"]);
}

#[test]
fn each_story_knows_how_far_it_reaches() {
    let reach = |text: &str| -> Vec<(String, usize, String)> {
        let survey = survey(text, false);
        let plain =
            |section: &SourcedSection| fold(&survey.plain[section.plain.clone()]).trim().to_owned();
        let sections = survey.sections.iter();
        sections.map(|one| (one.title.clone(), one.headings.len(), plain(one))).collect()
    };
    let story = |title: &str, headings, plain: &str| (title.to_owned(), headings, plain.to_owned());
    assert_eq!(
        reach(
            "Intro.\n\n## A\n\nSource: https://a.io/\n\nOne.\n\n### Below\n\nTwo.\n\n# B\n\nNone.\n\n\
             ### [C](https://c.io/)\n\n## D\n\nvia https://d.io/\n"
        ),
        [
            story("A", 2, "source: https://a.io/ one. two."),
            story("C", 1, ""),
            story("D", 1, "via https://d.io/"),
        ]
    );
    let item = |n| format!("- [T{n}](https://a.io/{n}) – what");
    let list: Vec<String> = (1..6).map(item).collect();
    let items = reach(&format!("# News\n\n{}\n\n# End\n\nText.\n", list.join("\n")));
    let expected: Vec<_> =
        (1..6).map(|n| story(&format!("T{n}"), 0, &format!("t{n} – what"))).collect();
    assert_eq!(items, expected);
}

/// A sign that stands for an escape character is nothing, and parts no line end from what is next.
#[test]
fn the_survey_and_the_reader_agree_about_what_is_cleaned_away() {
    for (text, wanted) in [
        ("=\n&#7;:\n=", "= :"),
        ("{\n&#x202e;-\n-", "{ -"),
        ("~\n&#7;<d>a\n-", "~ a"),
        (";\n&#2;*>***\n-", "; >**"),
        ("=\n{{<>}}&#2;l\n=", "= l"),
    ] {
        let surveyed = survey(text, false).headings;
        let shown = layout(&parse(text), 80, Typography::default()).headings;
        assert_eq!(surveyed[0].text, shown[0].text, "{text:?}");
        assert!(surveyed[0].text.contains(wanted.split(' ').next().unwrap()), "{text:?}");
    }
}

/// What is put beside runs of delimiters is taken out of those that are none as well.
#[test]
fn no_mark_is_left_in_what_the_survey_finds() {
    let text = "# 来源：~~~的 **重要：**请\n\n来源：~~~的。\n";
    let survey = survey(text, false);
    assert_eq!(survey.headings[0].text, "来源：~~~的 重要：请");
    assert_eq!(survey.plain.trim(), "来源：~~~的。");
}

#[test]
fn a_link_stands_between_characters() {
    let text = "<a href=\"x\">``\u{ad}\u{ad}原\n{{< /a >}}``";
    assert!(references(text).iter().all(|link| text.is_char_boundary(link.offset)));
}

#[test]
fn the_marker_of_an_empty_item_is_not_wider_than_the_page() {
    let text = "1. 11. 1. 42421. 1. 421. 1. 42421.";
    for width in [2, 10, 20] {
        for line in layout(&parse(text), width, Typography::default()).lines {
            assert!(Ambiguous::One.width(&line.plain()) <= width, "{width}: {:?}", line.plain());
        }
    }
}

#[test]
fn a_story_has_the_whole_address_of_its_source() {
    for address in [
        "https://bücher.example/neu",
        "https://新闻.例子/a/1",
        "https://a.example/__x__/1",
        "https://a.example/*x*/~y/~z",
        "https://fr.wikipedia.org/wiki/Café",
        "https://a.example#news",
        "https://a.example?x=1",
    ] {
        for source in ["Source: ", "**Source:** ", "来源：", "- *a*\n\nSource: "] {
            let text = format!("# Day\n\n## A\n\n{source}{address}\n\n*b*\n");
            assert_eq!(stories(&text), one("A", address), "{text}");
        }
        assert_eq!(stories(&format!("## {address}\n\nb *c*\n")), one(address, address));
    }
}
