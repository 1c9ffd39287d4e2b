//! Forms in which people write news, and similar forms that are not news.

use super::*;
use crate::markdown::outline;
use crate::text::fold;
use proptest::prelude::*;

const WEEKLY: Name<'_> = Name {
    title: "Alpha Weekly #12",
    path: "issues/012.md",
    categories: &[],
    date: None,
    forms: StoryForms::Auto,
};
const ARTICLE: Name<'_> = Name {
    title: "How alpha works",
    path: "posts/2026-08-14-alpha.md",
    categories: &[],
    date: None,
    forms: StoryForms::Auto,
};

fn titles_and_urls(text: &str, name: Name<'_>) -> Vec<(String, String)> {
    let found = find(&outline(text), name, Neighbours::Unknown);
    found.stories.into_iter().map(|story| (story.title, story.url)).collect()
}

fn weekly(text: &str) -> Vec<(String, String)> {
    titles_and_urls(text, WEEKLY)
}

fn article(text: &str) -> Vec<(String, String)> {
    titles_and_urls(text, ARTICLE)
}

/// Stories with these titles and the addresses `https://a.io/1`, `https://a.io/2` and so on.
fn about(titles: &[&str]) -> Vec<(String, String)> {
    let url = |number: usize| format!("https://a.io/{}", number + 1);
    titles.iter().enumerate().map(|(number, title)| ((*title).to_owned(), url(number))).collect()
}

#[test]
fn a_title_with_a_source_line_is_a_story_in_a_folder_of_digests_unless_it_names_an_issue() {
    let below =
        "\n\n- Site: [7](https://b.io/7)\n- Source: [a.io](https://a.io/1)\n- Score: 2\n\nText.\n";
    let of = |title| {
        let name = Name { title, path: "news-digest/posts/alpha.md", ..ARTICLE };
        titles_and_urls(&format!("# {title}{below}"), name)
    };
    assert_eq!(of("Alpha ships"), about(&["Alpha ships"]));
    assert_eq!(
        of("Alpha keeps the weekly limits of all"),
        about(&["Alpha keeps the weekly limits of all"])
    );
    for title in ["alpha/beta — 2026-04-13", "Alpha Weekly", "Issue 12"] {
        assert!(of(title).iter().all(|(_, url)| url != "https://a.io/1"), "{title}");
    }
}

#[test]
fn a_heading_with_text_has_the_page_below_also_behind_lines_that_could_have_it() {
    let text = "## 1、Alpha\n\nIt edits.\n\n1、Open\n\n![](a.png)\n\n2、Write\n\n![](b.png)\n\n\
        [Alpha](https://a.io/1)\n\n## 2、Beta\n\nIt sings.\n\n**Ask for a key!**\n\n\
        [Beta](https://a.io/2)\n\n## 3、Gamma\n\nIt counts.\n\n[Gamma](https://a.io/3)\n";
    assert_eq!(weekly(text), about(&["Alpha", "Beta", "Gamma"]));
    let text = "## Alpha\nhttps://a.io/1\n\nIt edits.\n\n1、Open\n\n2、[Write](https://b.io) a line\n\n\
        ## Beta\nhttps://a.io/2\n\n**[It](https://c.io)** sings.\n";
    assert_eq!(weekly(text), about(&["Alpha", "Beta"]));
    let text = "## News\n\n1、Alpha is out\n\n[Alpha](https://a.io/1)\n\n## Tools\n\n\
        1、Beta sings\n\n[Beta](https://a.io/2)\n";
    assert_eq!(weekly(text), about(&["Alpha is out", "Beta sings"]));
}

#[test]
fn a_few_paragraphs_that_open_with_their_page_are_a_short_issue() {
    let titles = ["Alpha sings", "Beta edits", "Gamma counts"];
    let item = |(title, page): (&&str, u8)| {
        format!("[{title}](https://a.io/{page})  \nIt can do so from now on.\n\n")
    };
    let text = titles.iter().zip(1..).map(item).collect::<String>();
    assert_eq!(weekly(&format!("Hello, this is Ann.\n\n{text}Until then!\n")), about(&titles));
    assert_eq!(article(&text), []);
}

#[test]
fn a_link_with_a_line_of_its_own_is_news_in_sections_of_any_level() {
    let text = "# Deep\n\n*How it works.*\n\n[Alpha](https://a.io/1)\nAnn, *A Inc.*\n\n\
        [Beta](https://a.io/2)\nBob\n\n# Broad\n\n[Gamma](https://a.io/3)\nAnn\n";
    let name = Name { title: "KubeWeekly #156", ..ARTICLE };
    let news = about(&["Alpha", "Beta", "Gamma"]);
    assert_eq!(titles_and_urls(text, name), news);
    assert_eq!(titles_and_urls(&text.replace("# ", "## "), name), news);
    assert_eq!(article(text), []);
}

#[test]
fn a_section_of_paragraphs_beside_many_lists_has_stories() {
    let list = |from: u8| {
        let item = |page: u8| format!("- [Change {page} of beta](https://b.io/{page})\n");
        (from..from + 9).map(item).collect::<String>()
    };
    let text = format!(
        "## Releases\n\n[Alpha 1.2 is out](https://a.io/1)\n\n+ It sings\n\n[Beta 0.3 is out](https://a.io/2)\n\n+ It edits\n\n\
         ## Changes\n\nThanks to [Ann](https://c.io) for all of this.\n\n{}\n## More\n\n{}",
        list(10),
        list(30)
    );
    let found = weekly(&text);
    assert_eq!(found[..2], about(&["Alpha 1.2 is out", "Beta 0.3 is out"]));
    assert_eq!(found.len(), 20);
    let posts = "## Posts\n\nAnn [tells](https://a.io/1) of alpha.\n\nIn [Beta](https://a.io/2), Bob edits.\n\nCy [counts](https://a.io/3) gammas.\n\n";
    let found = weekly(&format!("{posts}## Changes\n\n{}\n## More\n\n{}", list(10), list(30)));
    let titles = ["Ann tells of alpha.", "In Beta, Bob edits.", "Cy counts gammas."];
    assert_eq!(found[..3], about(&titles));
    let prose = "## Alpha\n\nIt is built on\n[Beta](https://a.io/1),\n[Gamma](https://a.io/2) and\n[Delta](https://a.io/3).\n\nIt sings.\n\n";
    let found = weekly(&format!("{prose}## Changes\n\n{}\n## More\n\n{}", list(10), list(30)));
    assert_eq!(found.len(), 18, "lines of a sentence are no news");
}

#[test]
fn a_heading_over_parts_with_stories_is_a_category() {
    let part =
        |name: &str, page: u8| format!("### {name}\n\n- [Alpha {page}](https://a.io/{page})\n\n");
    let half = |name: &str, page: u8| {
        format!("## {name}\n\n{}{}", part("Parser", page), part("Tools", page + 1))
    };
    let text = format!("{}{}", half("Merged changes", 1), half("Open questions", 3));
    assert_eq!(weekly(&text), about(&["Alpha 1", "Alpha 2", "Alpha 3", "Alpha 4"]));
}

#[test]
fn lists_that_begin_with_a_source_line_are_stories_each() {
    let titles = ["Alpha", "Beta", "Gamma"];
    let list = |(title, page): (&&str, u8)| {
        format!(
            "- 项目地址：[{title}](https://a.io/{page})\n- 说明：可以[唱](https://b.io/{page})。\n\n---\n\n"
        )
    };
    let text = titles.iter().zip(1..).map(list).collect::<String>();
    assert_eq!(weekly(&format!("### 项目\n\n---\n\n{text}")), about(&titles));
    let one = "### Alpha sings\n\n- Source: [Alpha News](https://a.io/1)\n- Score: 2\n\n\
        ### Beta edits\n\n- Source: [Beta News](https://a.io/2)\n- Source: [Gamma](https://c.io/2)\n";
    assert_eq!(weekly(one), about(&["Alpha sings", "Beta edits"]), "one belongs to its section");
}

#[test]
fn an_item_that_begins_with_the_end_of_a_sentence_has_no_headline() {
    let beta = "[贝塔](https://b.io/2)";
    let alpha = "[Alpha](https://a.io/1)";
    let text = format!(
        "- 。1. {beta}<h3>Source: {alpha}# {beta}{beta}https://d.io/4{beta}# \n\
        1、https://d.io/4（2）{beta}{alpha}{beta}https://d.io/4"
    );
    assert!(weekly(&text).iter().all(|(title, _)| !title.is_empty()), "{:?}", weekly(&text));
}

#[test]
fn source_lines_are_known_in_many_languages() {
    for label in [
        "Quelle",
        "Fuente",
        "Lien",
        "Fonte",
        "Источник",
        "Ссылка",
        "출처",
        "원문",
        "出典",
        "元記事",
        "Full article",
    ] {
        let items: Vec<String> = ["Alpha", "Beta", "Gamma"]
            .iter()
            .enumerate()
            .map(|(number, name)| {
                let source = format!("**{label}**: [The Site](https://a.io/{})", number + 1);
                format!("### {name} is out\n\n* **It**: has a new parser.\n* {source}\n")
            })
            .collect();
        let titles = ["Alpha is out", "Beta is out", "Gamma is out"];
        assert_eq!(weekly(&items.join("\n")), about(&titles), "{label}");
    }
}

#[test]
fn the_end_of_a_generic_type_belongs_to_a_title() {
    let text = "- [speed up `Vec<u8>`](https://a.io/1)\n- [implement `Deref<Target = *>`](https://a.io/2)\n\
        - [Gamma](https://a.io/3) > more\n";
    let titles = ["speed up Vec<u8>", "implement Deref<Target = *>", "Gamma"];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn the_name_of_a_proposal_is_no_title_where_more_is_said() {
    let text = "- [SE-0331](https://a.io/1) Remove sendability was accepted\n\
        - [PEP 703](https://a.io/2): no lock\n- [CVE-2025-1234](https://a.io/3)\n\
        - [M2](https://a.io/4) is a chip\n";
    let titles =
        ["SE-0331 Remove sendability was accepted", "PEP 703: no lock", "CVE-2025-1234", "M2"];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn the_link_to_the_comments_is_no_story() {
    let item = |name: &str, number: usize| {
        format!(
            "**[{name}](https://a.io/{number})**\n\
            a.io | [comments (4{number})](https://b.io/{number})\n\nIt is new.\n"
        )
    };
    let text =
        [item("Alpha is out", 1), item("Beta is out", 2), item("Gamma is out", 3)].join("\n");
    assert_eq!(weekly(&text), about(&["Alpha is out", "Beta is out", "Gamma is out"]));
}

#[test]
fn a_paragraph_with_a_word_like_monthly_is_news_unless_it_is_short() {
    let text = "## News\n\n[Alpha raises the monthly price of its most expensive plan for teams](https://a.io/1)\n\n\
        [甲公司宣布加入乙基金会并开放源代码](https://a.io/2)\n\n[Beta ships](https://a.io/3)\n\n\
        [Subscribe to our letter for news of all the teams that we know](https://b.io/1)\n\n\
        [Other Weekly](https://b.io/2)\n";
    let titles = [
        "Alpha raises the monthly price of its most expensive plan for teams",
        "甲公司宣布加入乙基金会并开放源代码",
        "Beta ships",
    ];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn a_page_on_the_readers_own_machine_is_no_news() {
    let text = "- [Alpha](https://a.io/1)\n- Open http://localhost:3000/news\n- [b](http://127.0.0.1/c)\n\
        - [Beta](https://a.io/2)\n";
    assert_eq!(weekly(text), about(&["Alpha", "Beta"]));
}

#[test]
fn reports_below_headings_are_news_beside_any_number_of_short_items() {
    let report = |(number, name): (usize, &str)| {
        format!(
            "### {name} ships\n\nThe team [announced](https://a.io/{}) it today.\n\n",
            number + 1
        )
    };
    let reports = ["Alpha", "Beta", "Gamma"];
    let reports: Vec<String> = reports.into_iter().enumerate().map(report).collect();
    let reports = reports.concat();
    let item = |number| format!("- [Tool {number}.0](https://b.io/{number}) has a new parser\n");
    let items = (1..20).map(item).collect::<Vec<_>>().concat();
    let stories = weekly(&format!("## News\n\n{reports}## Short\n\n{items}"));
    assert_eq!(stories[..3], about(&["Alpha ships", "Beta ships", "Gamma ships"])[..]);
    assert_eq!(stories.len(), 22);
    // Sections of a digest may have a text with a link, too.
    let cover =
        "## Cover\n\nBy [Ann](https://c.io/1).\n\n## Quote\n\nFrom [a talk](https://c.io/2).\n\n";
    let lists: String =
        ["News", "Tools", "Talks"].map(|name| format!("## {name}\n\n{items}")).concat();
    let stories = weekly(&format!("{cover}{lists}"));
    assert!(stories.iter().all(|(_, url)| url.starts_with("https://b.io/")), "{stories:?}");
}

#[test]
fn essays_and_translations_in_a_folder_of_digests_have_no_stories() {
    let of = |text: &str| {
        let name = Name { title: "On alpha", path: "weekly/012-alpha.md", ..ARTICLE };
        titles_and_urls(text, name)
    };
    let parts = "## 1 A look\n\nWe read [a paper](https://a.io/1).\n\n## 2 Details\n\n\
        It cites [another](https://a.io/2).\n\n- [Alpha](https://a.io/3)\n- [Beta](https://a.io/4)\n\n";
    assert!(!of(parts).is_empty());
    for conclusion in ["Conclusion", "3. 总结", "まとめ"] {
        let end = "It works like this. ".repeat(60);
        let text = format!("{parts}## {conclusion}\n\n{end}\n");
        assert_eq!(of(&text), [], "{conclusion}");
    }
    let text = "It works like this. ".repeat(200);
    assert_eq!(of(&format!("> * 原文作者：[Ann](https://c.io/1)\n\n{text}\n\n{parts}")), []);
}

#[test]
fn a_rubric_is_news_beside_any_number_of_items_unless_it_is_a_quotation() {
    let item = |number| format!("- [Tool {number}.0](https://b.io/{number}) is out\n");
    let items = (1..20).map(item).collect::<Vec<_>>().concat();
    let text = format!(
        "## Tools\n\n{items}\n## Crate of the Week\n\nThis week's crate is [alpha](https://a.io/1).\n\n\
        Thanks to [Ann](https://c.io/ann) for the tip.\n\n[Please submit yours](https://c.io/3)!\n\n## Quote of the Week\n\nAs [Bo](https://c.io/2) said.\n"
    );
    let stories = weekly(&text);
    assert_eq!(stories[19..], about(&["This week's crate is alpha."])[..]);
}

#[test]
fn an_item_that_opens_with_an_unresolved_reference_does_not_name_the_page_of_the_heading_above() {
    let of = |opening: &str| {
        weekly(&format!(
            "## News\n\n- [Alpha](https://a.io/1) is out\n- [Beta](https://a.io/2) is out\n\n\
             ## Changes\n\nIn some projects.\n\n- {opening} has code that looks for every known way to \
             change a block, and reads them from [a queue](https://a.io/3) that is new.\n"
        ))
    };
    assert_eq!(of("[Alpha #12][]"), about(&["Alpha", "Beta"]));
    assert_eq!(of("Alpha").len(), 3);
}

#[test]
fn a_long_list_of_what_to_read_is_news_of_a_digest() {
    let item = |number| format!("- [Tool {number}.0](https://a.io/{number}) is out\n");
    let of = |label: &str, count| {
        let items: String = (2..2 + count).map(item).collect();
        weekly(&format!(
            "## Alpha\n\n[Alpha ships](https://a.io/1)\n\nIt sings.\n\n**{label}:**\n\n{items}"
        ))
        .len()
    };
    assert!(of("拓展阅读", 9) >= 9 && of("Further reading", 9) >= 9);
    assert_eq!((of("References", 9), of("Further reading", 4)), (1, 1));
}

#[test]
fn the_sources_listed_below_a_report_are_its_own() {
    let report = |number: usize, label: &str| {
        format!(
            "### Alpha {number}\n\n#### What is new\n\nIt sings.\n\n#### {label}\n\n\
             - [Bug #{number}00](https://a.io/{number})\n- Spec: https://b.io/{number}\n\n"
        )
    };
    let reports =
        |label, count| -> String { (1..=count).map(|number| report(number, label)).collect() };
    for label in ["References", "Sources", "参考资料"] {
        assert_eq!(weekly(&reports(label, 3)), about(&["Alpha 1", "Alpha 2", "Alpha 3"]));
        // Nothing recurs, so the heading of the list alone says what it is.
        assert_eq!(weekly(&reports(label, 1)), about(&["Alpha 1"]));
    }
    let in_folder = Name { title: "alpha-1", path: "news-digest/alpha-1.md", ..ARTICLE };
    assert_eq!(titles_and_urls(&reports("References", 1), in_folder), about(&["Alpha 1"]));
    assert_eq!(article(&reports("References", 3)), []);
    // What else to read is news in a digest, and so is what stands between a topic and its sources.
    let links = "### Links\n\n- [Alpha ships](https://a.io/1)\n- [Beta ships](https://a.io/2)\n\n";
    let topics = format!("## Clouds\n\n{links}## Nets\n\n- [Gamma ships](https://a.io/3)\n");
    assert_eq!(weekly(&topics), about(&["Alpha ships", "Beta ships", "Gamma ships"]));
    let topic = "## Clouds\n\n### [Alpha ships](https://a.io/1)\n\nIt sings.\n\n\
                 ### References\n\n- [Bug](https://b.io/1)\n\n## Nets\n\n- [Beta](https://a.io/2) ships.\n";
    assert_eq!(weekly(topic), about(&["Alpha ships", "Beta"]));
    let detailed =
        reports("References", 1).replace("It sings.", "It sings [better](https://c.io/1).");
    assert_eq!(weekly(&detailed), about(&["Alpha 1"]));
}

#[test]
fn a_heading_that_ends_in_a_colon_introduces_news_and_is_no_title() {
    let text = "### Code:\n\n[Alpha](https://a.io/1) is an engine for pictures.\n\n\
                ### 视频：\n\n[A talk on Beta](https://a.io/2)\n\n### Gamma ships\n\n[Gamma](https://a.io/3)\n";
    assert_eq!(weekly(text), about(&["Alpha", "A talk on Beta", "Gamma ships"]));
}

#[test]
fn a_headline_ends_with_the_link_that_ends_its_sentence() {
    let text = "- The slides of Alpha are [here](https://a.io/1).\n- Beta ships ([here](https://a.io/2))\n\
                - Gamma ships: [here](https://a.io/3)\n\
                - @ann made the whole of Delta faster. Details [here](https://a.io/4).\n";
    let titles = [
        "The slides of Alpha are here",
        "Beta ships",
        "Gamma ships",
        "@ann made the whole of Delta faster",
    ];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn a_link_that_only_points_at_its_page_leaves_the_title_to_the_heading() {
    let text = "### Speed of Alpha\n\nIt was a good week.\n\n[Full report here](https://a.io/1)\n\n\
                ### Beta ships\n\nIt is out.\n\n[Beta 2 is here](https://a.io/2)\n";
    assert_eq!(weekly(text), about(&["Speed of Alpha", "Beta ships"]));
}

#[test]
fn an_item_with_a_label_and_a_link_that_recurs_is_no_headline() {
    let of = |number: usize, name: &str| {
        format!(
            "### {name}\n\n- Day: 5 May\n- Summary: It is faster now.\n- Reference: [Official note](https://a.io/{number})\n\n"
        )
    };
    let names = ["Alpha ships", "Beta grows", "Gamma slows", "Delta rests"];
    let text: String =
        names.iter().enumerate().map(|(number, name)| of(number + 1, name)).collect();
    assert_eq!(weekly(&text), about(&names));
}

#[test]
fn a_section_does_not_have_the_page_of_a_person() {
    let text = "### Alpha ships\n\nIt was made by all of us:\n\n- [ann](https://github.com/ann)\n- [bob](https://github.com/bob)\n\n\
                ### Beta ships\n\n[Beta 2](https://a.io/1)\n";
    assert_eq!(weekly(text), about(&["Beta ships"]));
}

#[test]
fn a_day_beside_a_link_is_no_headline() {
    let text = "- **Mar 24, 2026**, [Alpha Meetup](https://a.io/1), Tokyo\n\
                - [2026-03-25](https://a.io/2): Beta grows by half\n\
                - [Gamma 2026](https://a.io/3): it is out\n\
                - [5 April 2026](https://a.io/4).\n";
    let titles = ["Alpha Meetup", "Beta grows by half", "Gamma 2026", "5 April 2026"];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn an_article_in_a_folder_named_news_is_an_article() {
    let section = |number: usize| {
        let words = "What it means and how it came about is a longer story. ".repeat(8);
        format!(
            "## What we did {number}\n\n{words}\n\n[See the slides](https://a.io/{number})\n\n{words}\n\n"
        )
    };
    let text: String = (1..5).map(section).collect();
    let text = text + "## Thanks to all\n\nIt was a good year.\n\n## What comes next\n\nMuch.\n";
    let of = |path| titles_and_urls(&text, Name { path, ..ARTICLE }).len();
    assert_eq!(of("site/content/news/2026-08-14-alpha.md"), 0);
    assert_eq!(of("site/content/daily/2026-08-14-alpha.md"), 4);
}

#[test]
fn the_name_of_an_issue_does_not_have_the_page_of_a_link_below() {
    let text = "# Alpha Newsletter #1: Beta and Gamma\n\nBeta, by Ann\n\n- https://a.io/1\n\nGamma, by Bob\n\n- https://a.io/2\n";
    assert_eq!(weekly(text), []);
}

#[test]
fn an_event_below_its_day_and_its_host_is_the_story() {
    let text = "- 2026-08-02 | Berlin, DE | [Alpha Berlin](https://b.io/berlin)\n    - [**Alpha Hack Night**](https://a.io/1)\n\
                - 2026-08-09 | Virtual | [Alpha Paris](https://b.io/paris)\n    - [**Alpha Hack Night**](https://a.io/2) | [Mirror](https://b.io/2)\n\
                - 2026-08-11 | Rome | [Alpha Day in Rome](https://a.io/3)\n    - [Comments](https://b.io/rome)\n\
                - [Alpha ships](https://a.io/4)\n    - [What it means to you](https://b.io/ships)\n";
    let titles = ["Alpha Hack Night", "Alpha Hack Night", "Alpha Day in Rome", "Alpha ships"];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn the_source_of_a_translation_is_that_of_the_post() {
    let of = |below: &str| {
        let text =
            format!("# Alpha\n\n> 原文链接：https://a.io/1\n>\n> {below}\n\nIt works like this.\n");
        let found = find(&outline(&text), ARTICLE, Neighbours::Unknown);
        (found.stories.len(), found.source)
    };
    assert_eq!(of("译者：[Ann](https://c.io/ann)"), (0, Some("https://a.io/1".to_owned())));
    assert_eq!(of("Of today."), (1, None), "a report");
}

#[test]
fn references_are_known_in_many_languages() {
    for heading in ["참고자료", "참고 문헌", "Referencias", "Références", "Источники", "参考記事"]
    {
        let links =
            "- [Alpha](https://a.io/1)\n- [Beta](https://b.io/2)\n- [Gamma](https://c.io/3)\n";
        let five = format!("{links}- [D](https://d.io/4)\n- [E](https://e.io/5)\n");
        assert_eq!(
            article(&format!("## How\n\nIt works.\n\n## {heading}\n\n{five}")),
            [],
            "{heading}"
        );
    }
}

#[test]
fn a_thematic_break_ends_a_footer() {
    let text = "### Sponsored\n\nBuy [Gamma](https://c.io/1).\n\n#### Thanks\n\n[Delta](https://c.io/2)\n\n---\n\n\
        #### Alpha is out\n\n[a.io](https://a.io/1)\n\n#### Beta is out\n\n[a.io](https://a.io/2)\n";
    assert_eq!(weekly(text), about(&["Alpha is out", "Beta is out"]));
}

#[test]
fn the_terms_of_a_definition_list_are_stories_if_they_are_links() {
    let text = "[Alpha](https://a.io/1)\n: It edits, like [Gamma](https://c.io/1).\n\n\
        [Beta](https://a.io/2)\n: It sings.\n\nTerm\n: It is [defined](https://c.io/2).\n";
    assert_eq!(weekly(text), about(&["Alpha", "Beta"]));
}

#[test]
fn an_item_that_is_an_address_has_its_headline_below() {
    let text = "- https://a.io/1\n  - Alpha edits\n- [https://a.io/2](https://a.io/2)\n  - Beta sings\n\
        - https://c.io/3\n- [Gamma](https://a.io/3)\n";
    assert_eq!(weekly(text), about(&["Alpha edits", "Beta sings", "Gamma"]));
}

#[test]
fn a_table_of_facts_below_a_heading_names_its_page() {
    let item = |name: &str, number: usize| {
        format!(
            "### {name}\n\n| Fact | Value |\n|---|---|\n| Who | [Ann](https://c.io/{number}) |\n\
            | URL | [a.io](https://a.io/{number}) |\n\nIt is down.\n\n"
        )
    };
    let text = ["Alpha", "Beta", "Gamma"].iter().zip(1..).map(|(name, at)| item(name, at));
    assert_eq!(weekly(&text.collect::<String>()), about(&["Alpha", "Beta", "Gamma"]));
}

#[test]
fn the_source_of_a_picture_is_no_source_of_news() {
    let news = "## 新闻\n\n- [Alpha sings](https://a.io/1)\n- [Beta edits](https://a.io/2)\n";
    for above in [
        "## 封面\n\n![](a.png)\n\n图片来源：https://b.io\n\n",
        "## 封面图\n\n![](a.png)\n\n[图片来源：云](https://b.io)\n\n",
        "## 封面图\n\n![](a.png)\n\n世界上最大的洞穴（[via](https://b.io/a)）。\n\n",
    ] {
        assert_eq!(weekly(&format!("{above}{news}")), about(&["Alpha sings", "Beta edits"]));
    }
}

#[test]
fn a_heading_that_names_a_kind_of_news_is_no_title() {
    let news = |heading: &str, text: &str| {
        weekly(&format!("## {heading}\n\n{text}\n\n## [Beta edits](https://a.io/2)\n\nIt does.\n"))
    };
    let episode = "Ann and Bo discuss [the release](https://a.io/1) of Alpha 2.";
    assert_eq!(
        news("Podcasts", episode),
        about(&["Ann and Bo discuss the release of Alpha 2.", "Beta edits"])
    );
    let alone = "[Alpha 在浏览器里运行](https://a.io/1)";
    assert_eq!(news("开源工具", alone), about(&["Alpha 在浏览器里运行", "Beta edits"]));
    for title in ["Alpha 2 is the best of all tools", "Alpha renews"] {
        assert_eq!(news(title, episode), about(&[title, "Beta edits"]));
    }
}

#[test]
fn an_address_may_name_the_issue_it_was_in() {
    let item = |page: u8| {
        format!("## [Alpha {page}](https://a.io/{page}?utm_campaign=issue-12)\n\nNew.\n\n")
    };
    assert_eq!(weekly(&(1..5).map(item).collect::<String>()).len(), 4);
    let issue = |page: u8| format!("- [Alpha](https://a.io/issue-{page})\n");
    assert_eq!(weekly(&(1..5).map(issue).collect::<String>()), []);
}

#[test]
fn a_word_of_a_sentence_is_no_headline() {
    let text = "- [fixed](https://a.io/1) a bug in the parser\n\
        - rewrote the second half of alpha (beta) [internals](https://a.io/2) for speed\n\
        - [gamma](https://a.io/3): a tool\n- (new) [Delta waits](https://a.io/4)\n";
    assert_eq!(
        weekly(text),
        about(&[
            "fixed a bug in the parser",
            "rewrote the second half of alpha (beta) internals for speed",
            "gamma",
            "Delta waits"
        ])
    );
}

#[test]
fn the_news_below_a_rubric_has_its_own_headline() {
    let below = |text: &str| {
        format!(
            "## Tool of the Week\n\n{text}\n\nIt counts.\n\n## [Beta edits](https://a.io/2)\n\nIt does.\n"
        )
    };
    let titled = below("[Alpha counts words](https://a.io/1)");
    assert_eq!(weekly(&titled), about(&["Alpha counts words", "Beta edits"]));
    assert_eq!(weekly(&below("https://a.io/1")), about(&["Tool of the Week", "Beta edits"]));
}

#[test]
fn links_below_a_paragraph_that_is_a_story_are_related() {
    let item = |title: &str, page: u8| {
        format!(
            "**Ann {page}:** [{title}](https://a.io/{page})\n\n- It sings.\n- See [this](https://b.io/{page}) too\n\n"
        )
    };
    let titles = ["Alpha sings", "Beta edits", "Gamma counts", "Delta waits", "Epsilon goes"];
    let text = titles.iter().zip(1..).map(|(title, page)| item(title, page)).collect::<String>();
    assert_eq!(weekly(&text), about(&titles));
}

#[test]
fn strong_lines_over_text_with_a_link_are_stories_where_a_section_has_several() {
    let text = "## 🚢 New\n\n**Alpha edits faster**\n\nIt [now](https://a.io/1) does.\n\nMore.\n\n\
        **Beta sings**\n\nAs [it](https://a.io/2) said.\n\n## Watching\n\n**Next week: Gamma**\n\n\
        A film on [it](https://a.io/3).\n\n## Questions\n\n**Why?**\n\nSee [a](https://a.io/4).\n\n\
        **Who?**\n\nSee [b](https://a.io/5).\n";
    let found = weekly(text);
    let has = |title: &str| found.iter().any(|(found, _)| found == title);
    assert!(has("Alpha edits faster") && has("Beta sings"), "{found:?}");
    assert!(!has("🚢 New") && !has("Next week: Gamma") && !has("Why"), "{found:?}");
    assert_eq!(article(text), []);
}

#[test]
fn a_strong_line_over_a_list_is_the_title_of_a_section() {
    let text = "## New\n\n**Libraries**\n\n- [Alpha sings](https://a.io/1)\n- [Beta edits](https://a.io/2)\n\n\
        **Tools**\n\n- [Gamma counts](https://a.io/3)\n- [Delta waits](https://a.io/4)\n";
    assert_eq!(weekly(text), about(&["Alpha sings", "Beta edits", "Gamma counts", "Delta waits"]));
    let text = "**Alpha is out**\n\n- https://a.io/1\n\n**Beta is out**\n\n- https://a.io/2\n";
    assert_eq!(weekly(text), about(&["Alpha is out", "Beta is out"]), "its only item");
}

#[test]
fn a_strong_line_that_is_a_link_is_a_story_also_beside_a_list() {
    let text = "## Alpha\n\n**[Alpha sings](https://a.io/1)**\n\nIt has a voice now.\n\n---\n\n\
        - [Beta edits](https://a.io/2)\n- [Gamma counts](https://a.io/3)\n\n\
        ## Delta\n\n**[Delta waits\nfor all](https://a.io/4)**\n\nIt is patient.\n\n- [Why](https://b.io/1)\n";
    assert_eq!(
        weekly(text),
        about(&["Alpha sings", "Beta edits", "Gamma counts", "Delta waits for all"])
    );
    for above in ["**[Our list](https://b.io)**", "**[Subscribe](https://b.io)**\n\nIt is free."] {
        assert_eq!(weekly(&format!("{above}\n\n{LINKS}")).len(), 5, "{above}");
    }
}

#[test]
fn a_headline_of_two_sites_is_no_label() {
    let text = "- First site\n  - [Alpha sings and counts at the same time](https://a.io/1)\n  - [Beta](https://a.io/2)\n\
        - Other site\n  - [Alpha sings and counts at the same time](https://a.io/3)\n  - [Gamma](https://a.io/4)\n";
    assert_eq!(weekly(text).len(), 4);
}

#[test]
fn a_cell_gives_its_first_sentence_without_number() {
    let text = "| paper | link |\n|---|---|\n\
        | 1) **Alpha sings** It has been taught by Ann. It took long. | [Paper](https://a.io/1) |\n\
        | 2) Beta edits | [Paper](https://a.io/2) |\n\
        | 3) Gamma counts | [Paper](https://a.io/3) |\n";
    let first = "Alpha sings It has been taught by Ann";
    assert_eq!(weekly(text), about(&[first, "Beta edits", "Gamma counts"]));
}

#[test]
fn a_label_below_a_heading_names_its_page_if_it_speaks_of_one_or_recurs() {
    let text = "## 资讯\n\n### 1、Alpha 发布\n\n它很快。\n\n> * 资讯主页：https://a.io/1\n\n\
        ## 项目\n\n### 1、Beta\n\n它会唱。\n\n> * 源码：https://a.io/2\n\n\
        ### 2、Gamma\n\n它会数。\n\n> * 源码：https://a.io/3\n\n\
        ## 关注我们\n\n谢谢。\n\nRSS：https://weekly.io/feed\n";
    assert_eq!(weekly(text), about(&["Alpha 发布", "Beta", "Gamma"]));
}

#[test]
fn strong_words_that_a_sentence_goes_on_from_are_no_headline() {
    let text = "## News\n\n- **Alpha**, makers of Beta, raised money - [read more](https://a.io/1)\n\
        - **台海** 局势缓和 — https://a.io/2\n- **New config system:** It reads [more](https://a.io/3).\n\
        - **Gamma 2 is out with a parser of its own** as [said](https://a.io/4).\n";
    let titles: Vec<String> = weekly(text).into_iter().map(|(title, _)| title).collect();
    let right = [
        "Alpha, makers of Beta, raised money",
        "台海 局势缓和",
        "New config system",
        "Gamma 2 is out with a parser of its own",
    ];
    assert_eq!(titles, right);
}

#[test]
fn a_heading_whose_name_opens_its_text_as_a_link_has_its_page_beside_any_number_of_items() {
    let item = |at: usize| format!("- [Item {at}](https://b.io/{at})\n");
    let items = (0..30).map(item).collect::<Vec<_>>().concat();
    let text = format!(
        "## Alpha 2.0\n\n[Alpha](https://a.io/1) 2.0 is out.\n\nSee [its notes](https://a.io/2) and [more](https://a.io/3).\n\n\
        ## Work\n\nIn [Beta](https://a.io/4) all is well.\n\n## List\n\n{items}"
    );
    let found = weekly(&text);
    assert_eq!(found.len(), 31, "{found:?}");
    assert_eq!(found[0], ("Alpha 2.0".to_owned(), "https://a.io/1".to_owned()));
}

#[test]
fn a_conclusion_has_no_page() {
    let text = "## Alpha is out\n\nIt [edits](https://a.io/1).\n\n## Conclusion\n\n\
        It was a good [week](https://a.io/2).\n";
    assert_eq!(weekly(text), about(&["Alpha is out"]));
}

#[test]
fn numbered_lines_with_source_lines_of_their_own_are_below_a_category() {
    let text = "## 工具\n\n1、[Alpha](https://a.io/1)\n\n它很快。\n\n- 工具链接：https://a.io/1\n\n\
        2、[Beta](https://a.io/2)\n\n它会唱。\n\n- 工具链接：https://a.io/2\n";
    assert_eq!(weekly(text), about(&["Alpha", "Beta"]));
}

#[test]
fn the_state_of_a_change_is_no_headline() {
    let pull =
        |number: u32, state: &str| format!("- https://github.com/a/b/pull/{number} ({state})\n");
    let open = [(1, "Open 587 days"), (2, "draft"), (3, "Days open: 4")];
    let list: String = open.into_iter().map(|(number, state)| pull(number, state)).collect();
    assert_eq!(weekly(&format!("## Open\n\n{list}")), []);
    let news = pull(9, "Alpha reads files of more than a line");
    assert_eq!(weekly(&format!("## News\n\n{news}{news}")).len(), 1);
}

#[test]
fn a_list_of_facts_below_a_heading_names_its_page() {
    let text = "## 1. 甲：会唱歌\n\n- 名称：甲\n- GitHub 链接：https://a.io/1\n\
        它会唱歌，也会数数，还会等人，而且等了很久很久，久到大家都忘了它在等谁，也忘了它为什么要等，只记得它一直在等。\n\n\
        ## 2. 乙：会写字\n\n- **项目地址**：[b.io/2](https://a.io/2)\n- **分类**：[工具](https://c.io/tools)\n\n\
        ## 3. 丙：会等人\n\n- **项目地址**：[b.io/3](https://a.io/3)\n- **分类**：[工具](https://c.io/tools)\n";
    let titles = ["甲：会唱歌", "乙：会写字", "丙：会等人"];
    assert_eq!(weekly(text), about(&titles));
}

#[test]
fn who_said_something_is_no_headline() {
    for dash in ["-- ", "—— ", "– ", "—"] {
        let said =
            |who: &str, page: u8| format!("> It sings.\n\n{dash}[{who}](https://b.io/{page})\n\n");
        let text =
            format!("{LINKS}\n## Words\n\n{}{}{}", said("Ann", 1), said("Bob", 2), said("Eve", 3));
        assert_eq!(weekly(&text).len(), 5, "{text}");
    }
}

#[test]
fn a_list_may_be_written_with_dashes() {
    for between in ["\n", "\n\n"] {
        let items = (1..=5).map(|page| format!("– [Alpha {page} ships](https://a.io/{page})"));
        let text = items.collect::<Vec<_>>().join(between);
        assert_eq!(weekly(&text).len(), 5, "{text}");
    }
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
        // A web address takes precedence over one that is not.
        "Source: [here](./x.md)\n\nSource: [Docs](https://a.io/c)",
        "**Source:**\nhttps://a.io/c",
        "来源：\n[文档](https://a.io/c)",
        "- Score: 9 | [HN](https://news.ycombinator.com/item?id=1) | Link: https://a.io/c",
        "具体讨论链接：[a.io](https://a.io/c)",
    ] {
        let text =
            format!("# Digest\n\n## 标题 *one*\n\nWhat happened.\n\n{line}\n\n## Other\n\nText.\n");
        assert_eq!(weekly(&text), [("标题 one".to_owned(), "https://a.io/c".to_owned())], "{line}");
    }
}

#[test]
fn a_heading_with_a_source_line_may_speak_of_a_job() {
    let item = |title: &str| format!("### {title}\n\n**Source:** [a.io](https://a.io/1)\n\n");
    let title = "Alpha has a job that checks";
    assert_eq!(weekly(&format!("## Alpha\n\n{}", item(title))), about(&[title]));
    assert_eq!(weekly(&format!("## Jobs\n\n{}", item("Alpha needs a singer"))), []);
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
    ] {
        assert!(article(&format!("## A\n\n{line}\n")).is_empty(), "{line}");
    }
}

#[test]
fn each_form_is_read() {
    let two = about(&["Alpha is out", "Beta is out"]);
    let three = about(&["Alpha is out", "Beta is out", "Gamma is out"]);
    for text in [
        "## News\n\n1、[Alpha is out](https://a.io/1)\n\nIt is.\n\n2、[Beta is out](https://a.io/2)\n\nToo.\n",
        "## News\n\n（1）[Alpha is out](https://a.io/1)\n\n（2）[Beta is out](https://a.io/2)\n",
        "## News\n\n1、Alpha is out https://a.io/1\n2、Beta is out https://a.io/2\n",
        "**Alpha is out**  \nhttps://a.io/1  \nIt is.\n\n**Beta is out**  \nhttps://a.io/2  \nToo.\n\n- [more](https://b.io/)\n",
        "**Alpha is out**\n\n<https://a.io/1>\n\nIt is.\n\n**Beta is out**\n\n<https://a.io/2>\n",
        "1. Alpha is out https://a.io/1\n2. Beta is out https://a.io/2\n",
        "1. Alpha is out: [链接](https://a.io/1)\n2. Beta is out: [链接](https://a.io/2)\n",
        "- **Alpha is out:** Ann [posted](https://a.io/1) it, see [b](https://b.io/).\n- **Beta is out:** Bob has [it](https://a.io/2).\n",
        "- [Alpha is out][] at last.\n- [Beta is out][b], too.\n\n[Alpha is out]: https://a.io/1\n[b]: https://a.io/2\n",
        "- Alpha is out\n  - https://a.io/1\n- Beta is out\n  - https://a.io/2\n",
        "- Alpha is out [↗](https://a.io/1) `#1`\n- Beta is out [🔗](https://a.io/2)\n",
        "- [↗](https://b.io) [Alpha is out](https://a.io/1)\n- [↗](https://b.io) [Beta is out](https://a.io/2)\n",
        "## New\n\n1、 https://a.io/1\n\nAlpha is out\n\n2、https://a.io/2\n\n![b](b.png)\n\nBeta is out。它很快。\n",
        "- https://a.io/1 (Alpha is out)\n- https://a.io/2\n  Beta is out\n",
        "- Alpha is out\n  - URL: https://a.io/1\n  - Ann wrote it.\n- Beta is out\n  - URL: https://a.io/2\n",
        "## News\n\n[Alpha is out](https://a.io/1) a note\n\n[Beta is out](https://a.io/2) another\n",
        "## News\n\n[Alpha is out](https://a.io/1): a note\n[Beta is out](https://a.io/2): another\n",
        "### [](https://a.io/1)\n\n**原文标题**: [Alpha is out](https://a.io/1)\n\n### [](https://a.io/2)\n\n**原文标题**: [Beta is out](https://a.io/2)\n",
        "### Alpha is out\n\nIt has a b.\n\n[alpha 0.2](https://a.io/1)\n\n### Beta is out\n\n> [beta](https://a.io/2)\n",
        "### Alpha is out\n\nIt is [here](https://a.io/1), said [@ann](https://github.com/ann).\n\n### Beta is out\n\n[@bob](https://github.com/bob) made [it](https://a.io/2).\n",
        "<h3><a href='#a'>Alpha is out</a></h3>\n\nIt is.\n\n- [reddit](https://a.io/1)\n- [gh](https://g.io/1)\n\n<h3>Beta is out</h3>\n\n- [reddit](https://a.io/2)\n- [gh](https://g.io/2)\n",
    ] {
        assert_eq!(weekly(text), two, "{text}");
    }
    let table = "| what | why |\n|---|---|\n| [Alpha is out](https://a.io/1) | a |\n| [Beta is out](https://a.io/2) | b |\n| Gamma is out | [c](https://a.io/3) |\n";
    assert_eq!(weekly(table), three);
    let titled = "| No. | source | Title | URL |\n|---|---|---|---|\n| 1 | a_blog | Alpha is out | [link](https://a.io/1) |\n| 2 | a_blog | Beta is out | [link](https://a.io/2) |\n| 3 | b_blog | Gamma is out | [link](https://a.io/3) |\n";
    assert_eq!(weekly(titled), three);
    let dated_rows = "| when | what |\n|---|---|\n| Aug 14, 2026 | [Alpha is out](https://a.io/1) |\n| Aug 15, 2026 | [Beta is out](https://a.io/2) |\n| Aug 16, 2026 | [Gamma is out](https://a.io/3) |\n";
    assert_eq!(weekly(dated_rows), three);
    let mute = "| what | why |\n|---|---|\n| 。Alpha | [a](https://a.io/1) |\n| 。Beta | [b](https://a.io/2) |\n| 。Gamma | [c](https://a.io/3) |\n";
    assert!(weekly(mute).is_empty(), "no sentence");
    let dated = "# Alpha is out\n\n- Score: 9 | [HN](https://h.io/1) | Link: https://a.io/1\n\n### TL;DR\n\nIt is.\n";
    assert_eq!(article(dated), about(&["Alpha is out"]), "one item a file");
}

#[test]
fn numbers_hashes_and_images_give_way_to_the_items_own_words() {
    let text = "- [#1234](https://github.com/a/b/pull/1234) **Make it fast** by Ann\n- [Beta](https://a.io/2)\n- [Gamma](https://a.io/3)\n";
    assert_eq!(weekly(text)[0].0, "Make it fast by Ann");
    let commits = "- [c5f82b8421](https://github.com/a/b/commit/c5f82b8421) - **deps**: bump\n- [d5f82b8421](https://github.com/a/b/commit/d5f82b8421) - **fix**: it\n";
    assert!(weekly(commits).is_empty());
    let bare = "- **NEW** A parser [12](https://github.com/a/b/pull/12)\n- **NEW** A lexer [13](https://github.com/a/b/pull/13)\n";
    assert!(weekly(bare).is_empty());
    let below = format!(
        "{LINKS}\n## Merged\n\n- [#12](https://github.com/a/b/pull/12) **fix**: it\n\n## Commits\n\n{commits}\nMade by [Alpha](https://a.io).\n"
    );
    assert_eq!(weekly(&below).len(), 5, "the first change is not the page of its section");
    for text in [
        "# ![Logo](https://a.io/l.png)\n\nText.\n",
        "# [![Build](https://a.io/b.svg)](https://a.io/ci)\n\nText.\n",
        "- ![a](https://a.io/1)\n- ![b](https://a.io/2)\n- ![c](https://a.io/3)\n",
    ] {
        assert!(weekly(text).is_empty(), "{text}");
    }
}

const LINKS: &str = "- [One](https://a.io/1) - by me\n- [Two](https://b.io/2)\n- **[Three](https://c.io/3)**\n- 📦 [Four](https://d.io/4)：四\n- [Five](https://e.io/5)\n";

#[test]
fn a_text_that_lists_links_is_a_digest_whatever_its_name_is() {
    let found = find(
        &outline(&format!("# Reading\n\nHello.\n\n## Found\n\n{LINKS}")),
        ARTICLE,
        Neighbours::Unknown,
    );
    assert_eq!(found.evidence, Evidence::Likely);
    assert_eq!(found.stories.len(), 5);
    assert_eq!(found.stories[4].level, 0);
}

#[test]
fn a_page_of_links_without_a_day_is_no_digest_unless_it_is_named_so() {
    let count = |path, text: &str| {
        find(&outline(text), Name { path, ..ARTICLE }, Neighbours::Unknown).stories.len()
    };
    let page = format!("# Reading\n\n## Found\n\n{LINKS}");
    for path in ["README.md", "docs/adopters.md", "docs/integrations/index.md", "issues/README.md"]
    {
        assert_eq!(count(path, &page), 0, "{path}");
    }
    for path in [
        "links/2026-08-14.md",
        "issues/26-08-14-a-quiet-day.md",
        "links/12/index.md",
        "alpha-weekly/links.md",
    ] {
        assert_eq!(count(path, &page), 5, "{path}");
    }
    let dated =
        format!("# Reading\n\n## 14 August\n\n{LINKS}\n## 7 August\n\n- [Six](https://f.io/6)\n");
    assert_eq!(count("README.md", &dated), 6);
}

#[test]
fn neighbours_decide_where_a_text_does_not() {
    let short = "Hello. This week was quiet, and there is little to tell of it.\n\n- [One](https://a.io/1) - by me\n- [Two](https://b.io/2)\n";
    let count = |text: &str, neighbours| find(&outline(text), ARTICLE, neighbours).stories.len();
    assert_eq!(count(short, Neighbours::Unknown), 0);
    assert_eq!(count(short, Neighbours::Digests), 2);
    assert_eq!(count(LINKS, Neighbours::Unknown), 5);
    assert_eq!(count(LINKS, Neighbours::Articles), 0);
    assert_eq!(find(&outline(LINKS), WEEKLY, Neighbours::Articles).stories.len(), 5);
}

#[test]
fn the_name_of_a_folder_makes_no_digests_of_its_articles() {
    let prose = "It does this and that, and more than that as well, for all who ask. ".repeat(30);
    let text = format!(
        "# How alpha works\n\n{prose}\n\n- [One](https://a.io/1)\n- [Two](https://b.io/2)\n- [Three](https://c.io/3)\n"
    );
    let count = |path, neighbours| {
        find(&outline(&text), Name { path, ..ARTICLE }, neighbours).stories.len()
    };
    let among = Neighbours::ALL.map(|neighbours| count("weekly/notes/12-alpha.md", neighbours));
    assert_eq!(among, [3, 3, 0]);
    let among = Neighbours::ALL.map(|neighbours| count("notes/alpha-weekly.md", neighbours));
    assert_eq!(among, [3, 3, 3]);
    let found = find(
        &outline(&text),
        Name { path: "weekly/notes/12-alpha.md", ..ARTICLE },
        Neighbours::Unknown,
    );
    assert_eq!(found.evidence, Evidence::Possible, "not counted for the folder");
}

#[test]
fn a_piece_of_news_with_many_links_is_no_digest() {
    let text = "# Alpha sings\n\nAlpha of [Ann](https://ann.io) sings. Read [how](https://how.io), or [ask](https://ask.io).\n\n\
        ## Words\n\n- [Text](https://b.io/text) of the song\n";
    let name = Name { title: "Alpha sings", path: "news/alpha.md", ..ARTICLE };
    assert_eq!(find(&outline(text), name, Neighbours::Unknown).evidence, Evidence::Weak);
}

#[test]
fn references_of_an_essay_are_no_stories() {
    let essay = "An essay says much before it names what it read. ".repeat(20);
    assert!(article(&format!("# Essay\n\n{essay}\n\n## Where from\n\n{LINKS}")).is_empty());
    for above in [
        "## References",
        "## 1. References",
        "## References\n\n### Papers",
        "References:",
        "**参考文章**",
        "## 六、参考资料",
    ] {
        assert!(article(&format!("Short.\n\n{above}\n\n{LINKS}")).is_empty(), "{above}");
        assert!(weekly(&format!("Short.\n\n{above}\n\n{LINKS}")).is_empty(), "{above}");
    }
    assert_eq!(weekly(&format!("## Resources\n\n{LINKS}")).len(), 5, "what a digest recommends");
    let last =
        "# 译文\n\n一段。\n\n## 一\n\n一段。\n\n## 二\n\n一段。\n\n原文链接：<https://a.io/c>\n";
    let found = find(&outline(last), ARTICLE, Neighbours::Unknown);
    assert_eq!((found.stories.len(), found.source.as_deref()), (0, Some("https://a.io/c")));
}

#[test]
fn what_speaks_of_the_digest_is_no_story() {
    let news = LINKS;
    for text in [
        format!("# [Alpha Weekly #12](https://weekly.io/12)\n\n{news}"),
        format!(
            "## [🦄 Articles](https://weekly.io/subscribe)\n\n{news}\n## [Tools](https://weekly.io/subscribe)\n\nNone.\n"
        ),
        format!(
            "## News\n\n{news}\n## Subscribe\n\n- [Mail](https://m.io/1)\n- [Feed](https://m.io/2)\n"
        ),
        format!(
            "## News\n\n{news}\n## Jobs at Alpha\n\n- [Engineer](https://j.io/1)\n- [Editor](https://j.io/2)\n"
        ),
        format!(
            "## News\n\n{news}\n## Archive\n\n- [Issue 11](https://w.io/11)\n- [Issue 10](https://w.io/10)\n"
        ),
        format!(
            "## News\n\n{news}\n## Thanks\n\n- [@ann](https://github.com/ann)\n- [@bob](https://github.com/bob)\n"
        ),
    ] {
        assert_eq!(weekly(&text).len(), 5, "{text}");
    }
    let overview = format!(
        "## Today\n\n{LINKS}\n## [One](https://a.io/1)\n\nA long story of one.\n\n## [Two](https://b.io/2)\n\nOf two.\n"
    );
    let found = find(&outline(&overview), WEEKLY, Neighbours::Unknown).stories;
    assert_eq!(
        found.len(),
        5,
        "each page once: {:?}",
        explain(&outline(&overview), WEEKLY, Neighbours::Unknown)
    );
    assert_eq!(
        found.iter().filter(|story| story.level == 2).count(),
        2,
        "where most is said of it"
    );
}

#[test]
fn ordinary_articles_have_no_stories() {
    let prose = "It does this and that, and more than that as well, for all who ask. ".repeat(6);
    let component =
        |name: &str| format!("- **{name}**: {prose} See [{name}](https://github.com/a/{name}).\n");
    let section = |name: &str| {
        format!("## {name}\n\n{prose}\n\nSource: <https://github.com/a/b/blob/main/{name}.go>\n\n")
    };
    let reading =
        |name: &str| format!("[{name}](https://a.io/{name}) says that {prose}\n\n{prose}\n\n");
    let names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
    for text in [
        names.map(component).concat(),
        names.map(section).concat(),
        names.map(reading).concat(),
        names.map(|name| format!("1. [Part {name}](https://me.io/series/{name})\n")).concat(),
        names.map(|name| format!("## {name}\n\n{prose}\n\n### Further reading\n\n- [{name}](https://{name}.io/)\n\n")).concat(),
        names.map(|name| format!("- [`{name}()`](https://docs.io/api#{name}): {prose}\n")).concat(),
    ] {
        assert_eq!(article(&text), [], "{text}");
    }
}

#[test]
fn each_story_knows_how_far_it_reaches() {
    let reach = |text: &str| -> Vec<(String, String, String)> {
        let outline = outline(text);
        let stories = find(&outline, WEEKLY, Neighbours::Unknown).stories;
        let plain =
            |story: &FoundStory| fold(&outline.plain[story.plain.clone()]).trim().to_owned();
        let of = |story: FoundStory| {
            let plain = plain(&story);
            (story.title, text[story.extent].trim().to_owned(), plain)
        };
        stories.into_iter().map(of).collect()
    };
    let story = |title: &str, text: &str, plain: &str| {
        (title.to_owned(), text.to_owned(), plain.to_owned())
    };
    assert_eq!(
        reach(
            "Intro.\n\n## A\n\nSource: https://a.io/\n\n### Below\n\nTwo.\n\n# B\n\n## [C](https://c.io/)\n\n## D\n"
        ),
        [
            story(
                "A",
                "## A\n\nSource: https://a.io/\n\n### Below\n\nTwo.",
                "source: https://a.io/ two."
            ),
            story("C", "## [C](https://c.io/)", ""),
        ]
    );
    assert_eq!(
        reach(
            "## N\n\n1、[A](https://a.io/1)\n\nOne.\n\n2、[B](https://a.io/2)\n\nTwo.\n\n---\n\nBye.\n"
        ),
        [
            story("A", "1、[A](https://a.io/1)\n\nOne.", "1、a one."),
            story("B", "2、[B](https://a.io/2)\n\nTwo.", "2、b two."),
        ]
    );
    assert_eq!(
        reach("## N\n\n1、A https://a.io/1\n2、B https://a.io/2\nmore\n\n## M\n"),
        [
            story("A", "1、A https://a.io/1", "1、a https://a.io/1"),
            story("B", "2、B https://a.io/2\nmore", "2、b https://a.io/2 more"),
        ]
    );
    assert_eq!(
        reach("- [A](https://a.io/1)\n\n  One.\n\n  - x\n- [B](https://a.io/2)\n\nOut.\n"),
        [
            story("A", "- [A](https://a.io/1)\n\n  One.\n\n  - x", "a one. x"),
            story("B", "- [B](https://a.io/2)", "b"),
        ]
    );
}

#[test]
fn a_summary_is_what_follows_the_headline() {
    let text = "## [A](https://a.io/1)\n\nFirst,\nsecond.\n\nThird.\n\n## N\n\n- [B](https://a.io/2) – by me\n- [C](https://a.io/3)\n- [Delta](https://a.io/4)  近日，团队宣布并详细解读了其项目： [Delta](https://b.io/4)，简称D。它在唱歌。\n\n### Epsilon\n\nhttps://a.io/5\nIt is fast.\n";
    let outline = outline(text);
    let found = find(&outline, WEEKLY, Neighbours::Unknown).stories;
    let summaries: Vec<String> = found
        .into_iter()
        .map(|story| {
            let (start, end) = (story.extent.start as u32, story.extent.end as u32);
            let story = crate::post::Story::new(&story.title, &story.url);
            excerpt(&outline, &crate::post::Story { start, end, ..story }).summary
        })
        .collect();
    assert_eq!(summaries, ["First, second.", "by me", "", "它在唱歌。", "It is fast."]);
}

#[test]
fn a_source_has_the_title_that_the_digest_gives_it() {
    let text = "## A\n\nOf it.\n\n**Source:** [The A page](https://a.io/1)\n\n\
                ## B\n\n来源：[a.io](https://a.io/2)\n\n\
                ## C\n\nOf it.\n\n[Read more](https://a.io/3)\n\n\
                ## [D ships](https://a.io/4)\n\n[D](https://a.io/4), [all of D](https://a.io/4/)\n\n\
                ## E\n\n**Source:** https://a.io/5\n";
    let outline = outline(text);
    let found = find(&outline, WEEKLY, Neighbours::Unknown).stories;
    let titles: Vec<String> = found
        .into_iter()
        .map(|story| {
            let (start, end) = (story.extent.start as u32, story.extent.end as u32);
            let story = crate::post::Story::new(&story.title, &story.url);
            excerpt(&outline, &crate::post::Story { start, end, ..story }).source_title
        })
        .collect();
    assert_eq!(titles, ["The A page", "", "", "all of D", ""]);
}

#[test]
fn every_part_is_explained() {
    let text = "# Alpha Weekly #12\n\nHello.\n\n## News\n\n- [A](https://a.io/1)\n- [B](https://a.io/2)\n\n## References\n\n- [C](https://a.io/3)\n";
    let explanation = explain(&outline(text), WEEKLY, Neighbours::Unknown);
    assert!(explanation.is_digest);
    let verdicts: Vec<(&str, Option<Verdict>)> =
        explanation.parts.iter().map(|part| (part.text.as_str(), part.verdict)).collect();
    assert!(verdicts.contains(&("Hello.", None)));
    assert!(verdicts.contains(&("A", Some(Verdict::Story))));
    assert!(verdicts.contains(&("C", Some(Verdict::References))));
}

/// Parts of lines that digests are made of.
const PIECES: [&str; 40] = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "# ",
    "## ",
    "### ",
    "- ",
    "1. ",
    "1、",
    "（2）",
    "> ",
    "  - ",
    "**",
    "**",
    "[Alpha](https://a.io/1)",
    "[贝塔](https://b.io/2)",
    "[](https://c.io/3)",
    "https://d.io/4",
    "<https://e.io/5>",
    "[x](#x)",
    "[@ann](https://github.com/ann)",
    "![i](https://a.io/i.png)",
    "Source: ",
    "来源：",
    "Link: ",
    " | ",
    "| a | b |\n|---|---|\n| ",
    "References",
    "Subscribe",
    "word ",
    "。",
    "<h3>",
    "</h3>",
    "<br>",
    "<a href='https://f.io'>f</a>",
    "---\n",
    "[#12](https://github.com/a/b/pull/12)",
    "\u{fe0f}",
];

proptest! {
    #[test]
    fn any_text_has_stories_in_order_and_within_it(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)
    ) {
        let text = crate::text::clean(&pieces.concat()).into_owned();
        let outline = outline(&text);
        for neighbours in [Neighbours::Unknown, Neighbours::Digests, Neighbours::Articles] {
            for name in [WEEKLY, ARTICLE] {
                let found = find(&outline, name, neighbours);
                let mut before = 0;
                let mut pages = std::collections::HashSet::new();
                for story in &found.stories {
                    prop_assert!(story.extent.start >= before && story.extent.end <= text.len());
                    prop_assert!(story.extent.start <= story.extent.end);
                    prop_assert!(text.is_char_boundary(story.extent.start));
                    prop_assert!(outline.plain.get(story.plain.clone()).is_some());
                    prop_assert!(story.headings.end <= outline.headings.len());
                    prop_assert!(!story.title.trim().is_empty());
                    prop_assert!(pages.insert(PageId::of(&story.url)));
                    before = story.extent.start;
                }
                let _ = explain(&outline, name, neighbours);
            }
        }
    }
}
