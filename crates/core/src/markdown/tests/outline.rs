use crate::markdown::{
    Outline, OutlineBlock, OutlineBlockKind, Typography, layout, outline, parse, references,
};
use crate::text::{Ambiguous, clean};
use proptest::prelude::*;

fn kinds(outline: &Outline) -> Vec<(OutlineBlockKind, &str)> {
    outline.blocks.iter().map(|block| (block.kind, outline.text(block))).collect()
}

#[test]
fn plain_text() {
    let found =
        outline("# 云报\n\n第一\n行 **v1.36** don't\n\n- a\n\n```\nx = 1\n```\n<!-- no -->\n");
    assert_eq!(found.plain.trim(), "第一行 v1.36 don't a x = 1");
    assert!(found.has_code);
    let found = references("![图](a.png) [b](c.md) https://d.io\n");
    let urls: Vec<&str> = found.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["a.png", "c.md", "https://d.io"]);
}

#[test]
fn headings_without_a_blank_know_their_place() {
    let text = "##标题\n###[乙](b.md) 发布###\n正文";
    let found = outline(text);
    let heading = |level, number| OutlineBlockKind::Heading { level, number };
    assert_eq!(
        kinds(&found),
        [
            (heading(2, 0), "标题"),
            (heading(3, 1), "乙 发布"),
            (OutlineBlockKind::Paragraph, "正文"),
        ]
    );
    let starts: Vec<usize> = found.blocks.iter().map(|block| block.offset).collect();
    assert_eq!(starts, [0, text.find("###").unwrap(), text.find("正文").unwrap()]);
}

#[test]
fn blocks_know_their_place() {
    let text = "Intro\n\n# [T](t.md)\n\n- **a** b\n  - c\n\n  d\n- > e\n\n| f | g |\n|---|---|\n| h | [i](i.md) |\n\n---\n\n<h3>j</h3>\n";
    let found = outline(text);
    assert_eq!(
        kinds(&found),
        [
            (OutlineBlockKind::Paragraph, "Intro"),
            (OutlineBlockKind::Heading { level: 1, number: 0 }, "T"),
            (OutlineBlockKind::Paragraph, "a b"),
            (OutlineBlockKind::Paragraph, "c"),
            (OutlineBlockKind::Paragraph, "d"),
            (OutlineBlockKind::Paragraph, "e"),
            (OutlineBlockKind::Row { is_header: true }, "f | g"),
            (OutlineBlockKind::Row { is_header: false }, "h | i"),
            (OutlineBlockKind::Rule, ""),
            (OutlineBlockKind::Heading { level: 3, number: 1 }, "j"),
        ]
    );
    let items: Vec<Option<u32>> = found.blocks.iter().map(|block| block.item).collect();
    assert_eq!(&items[2..6], [Some(0), Some(1), Some(0), Some(2)]);
    assert_eq!(found.items[1].parent, Some(0));
    assert_eq!((found.items[0].list, found.items[1].list, found.items[2].list), (0, 1, 0));
    assert_eq!(found.blocks[2].strong_lead, 1);
    assert!(found.blocks[5].is_quoted && !found.blocks[4].is_quoted);
    assert!(text[found.blocks[3].offset..].starts_with("- c"));
    let links = |block: &OutlineBlock| found.links_of(block).to_vec();
    assert_eq!(&*links(&found.blocks[1])[0].url, "t.md");
    assert_eq!(links(&found.blocks[7])[0].text, 4..5);
}

#[test]
fn lines_of_a_paragraph_stay_apart() {
    let text = "> 一\n> [二](b.md)  \n> three\n";
    let found = outline(text);
    let block = &found.blocks[0];
    let words = found.text(block);
    let lines: Vec<&str> = found.lines_of(block).map(|line| words[line].trim()).collect();
    assert_eq!(lines, ["一", "二", "three"]);
    let starts: Vec<&str> =
        found.lines_of(block).map(|line| &text[found.offset_in(block, line.start)..]).collect();
    let begins =
        |at: usize, with: &str| starts[at].trim_start_matches(['>', ' ']).starts_with(with);
    assert!(begins(1, "[二]") && begins(2, "three"), "{starts:?}");
    assert_eq!(&words[found.links_of(block)[0].text.clone()], "二");
}

/// The texts of the lines of all blocks, each with the Markdown from its offset to the end of its line.
fn lines(text: &str) -> Vec<(String, &str)> {
    let found = outline(text);
    let lines = found.blocks.iter().flat_map(|block| {
        found.lines_of(block).map(|line| {
            let at = found.offset_in(block, line.start);
            let line = found.text(block)[line].trim().to_owned();
            (line, text[at..].lines().next().unwrap_or(""))
        })
    });
    lines.collect()
}

#[test]
fn an_image_at_the_beginning_of_a_line_begins_there() {
    for image in ["<img alt=b>", "![a\nb](c.png)", "<b>b</b>", "<sup>b</sup>"] {
        let text = format!("first\n{image}\nlast");
        let starts: Vec<&str> = lines(&text).into_iter().map(|(_, start)| start).collect();
        assert_eq!(starts, ["first", image.lines().next().unwrap(), "last"], "{image}");
    }
    assert_eq!(lines("a<br>b"), [("a".to_owned(), "a<br>b"), ("b".to_owned(), "b")]);
}

#[test]
fn an_item_indented_by_a_tab_begins_on_its_own_line() {
    let texts =
        ["- a\n\t- b\n", "1. a\n\t- b\n", "a\n:管\n\t- b\n", "* a\n\n\t1. b\n", "- a\n\t-\tb\n"];
    for text in texts {
        let found = outline(text);
        let item = found.blocks.iter().find(|block| found.text(block) == "b").unwrap();
        let line = text[item.offset..].trim_start_matches(['\t', ' ']);
        assert!(line.starts_with(['-', '1']), "{text:?}: {line:?}");
    }
    let alone = outline("-\n\tb\n");
    assert_eq!(alone.blocks[0].offset, 0);
}

#[test]
fn no_line_of_a_block_begins_behind_the_block() {
    for text in ["a {{<: `l\n👩\n- b>}}\n", "a {{%b \"{\nl\n> a%}\n", "]{{<2 \"}\n&\n> a>}}\n"] {
        let found = outline(text);
        for (number, block) in found.blocks.iter().enumerate() {
            let whole = found.extent(number..number + 1, None);
            assert_eq!(found.text_within(block, &whole), found.text(block), "{text:?}");
        }
    }
}

#[test]
fn a_line_end_beside_an_image_in_a_heading_is_one_between_words() {
    let texts = [
        ("发布\n<img src=a.png>！\n---", "发布！"),
        ("版\n![a](b.png)\n本 1\n---", "版本 1"),
        ("one\n<img alt=b>\n<img alt=c>\ntwo\n---", "one two"),
        ("（<img alt=b><br>新版\n---", "（新版"),
        ("![b](c.png)\none\n---", "one"),
        ("one\n<img alt=b>\n---", "one"),
        ("# one <img alt=b> two", "one two"),
    ];
    for (text, heading) in texts {
        assert_eq!(outline(text).headings[0].text, heading, "{text:?}");
    }
}

#[test]
fn tags_in_the_text_of_an_image_say_nothing() {
    let found = outline("# ![a <img alt=b src=c>d](https://a.io/e.png) f");
    assert_eq!(found.text(&found.blocks[0]), "[image: a d] f");
    assert_eq!(found.headings[0].text, "f");
}

#[test]
fn what_is_raised_or_lowered_is_as_the_reader_shows_it() {
    let found = outline("# 10<sup>9</sup> H<sub>2</sub>O\n\nx<sup>ab\n\nLine 2");
    assert_eq!(found.headings[0].text, "10⁹ H₂O");
    assert_eq!(found.plain.trim(), "x^ab Line 2");
}

/// The placeholder for an escape character is removed, and does not separate a line end from the next text.
#[test]
fn the_outline_and_the_reader_agree_about_what_is_cleaned_away() {
    for (text, expected) in [
        ("=\n&#7;:\n=", "= :"),
        ("{\n&#x202e;-\n-", "{ -"),
        ("~\n&#7;<d>a\n-", "~ a"),
        (";\n&#2;*>***\n-", "; >**"),
        ("=\n{{<>}}&#2;l\n=", "= l"),
    ] {
        let outlined = outline(text).headings;
        let shown = layout(&parse(text), 80, Typography::default()).headings;
        assert_eq!(outlined[0].text, shown[0].text, "{text:?}");
        assert!(outlined[0].text.contains(expected.split(' ').next().unwrap()), "{text:?}");
    }
}

/// Marks beside runs are removed also where the runs are not delimiters.
#[test]
fn no_mark_is_left_in_an_outline() {
    let found = outline("# 来源：~~~的 **重要：**请\n\n来源：~~~的。\n");
    assert_eq!(found.headings[0].text, "来源：~~~的 重要：请");
    assert_eq!(found.plain.trim(), "来源：~~~的。");
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

proptest! {
    #[test]
    fn any_text_has_an_outline_within_it(text in "([-*>#|`~\\[\\]()!<a>b云。 1.:]|\n|\n\n|\\[a\\]\\(b\\)|<h2>|</h2>|<br>|\\*\\*){0,60}") {
        let text = clean(&text);
        let found = outline(&text);
        let mut before = 0;
        for block in &found.blocks {
            prop_assert!(block.offset >= before && block.offset <= text.len());
            before = block.offset;
            let words = found.text(block);
            for link in found.links_of(block) {
                prop_assert!(words.get(link.text.clone()).is_some(), "{words:?} {link:?}");
            }
            for line in found.lines_of(block) {
                prop_assert!(words.get(line.clone()).is_some(), "{words:?} {line:?}");
                let offset = found.offset_in(block, line.start);
                prop_assert!(offset >= block.offset && offset <= text.len());
            }
            prop_assert!(words.is_char_boundary(block.strong_lead as usize));
        }
    }
}
