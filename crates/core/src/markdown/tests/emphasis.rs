use super::shared;
use crate::markdown::Flavor;
use crate::markdown::block::{Block, BlockKind, Inline};
use crate::markdown::events::{PreparedText, options};
use crate::markdown::literal::literals;
use crate::markdown::{Role, parse};
use proptest::prelude::*;
use pulldown_cmark::{Parser, TextMergeWithOffset};
use std::fmt::Write;

/// The first paragraph, or that of the first list item, as HTML.
fn html_of(text: &str) -> String {
    let blocks = parse(text);
    let is_list = matches!(blocks.first(), Some(Block { kind: BlockKind::List { .. }, .. }));
    let inlines = match &blocks[0].kind {
        BlockKind::Paragraph(inlines) => inlines,
        BlockKind::List { items, .. } => match &items[0].blocks[0].kind {
            BlockKind::Paragraph(inlines) => inlines,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let inner = inline_html(inlines);
    if is_list { format!("<ul>\n<li>{inner}</li>\n</ul>") } else { format!("<p>{inner}</p>") }
}

fn inline_html(inlines: &[Inline]) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let close_to = |open: &mut Vec<&str>, outer: &[&str], out: &mut String| {
        while let Some(last) = open.last() {
            if outer.contains(last) {
                break;
            }
            let _ = write!(out, "</{}>", open.pop().unwrap());
        }
    };
    for inline in inlines {
        match inline {
            Inline::Text { text, style, .. } => {
                let mut tags = Vec::new();
                for (is, tag) in
                    [(style.strong, "strong"), (style.emphasis, "em"), (style.strike, "s")]
                {
                    if is {
                        tags.push(tag);
                    }
                }
                close_to(&mut open, &[&tags[..], &["a"]].concat(), &mut out);
                for tag in tags {
                    if !open.contains(&tag) {
                        open.push(tag);
                        let _ = write!(out, "<{tag}>");
                    }
                }
                if style.role == Role::Code {
                    let _ = write!(out, "<code>{text}</code>");
                } else {
                    out.push_str(text);
                }
            }
            Inline::OpenLink(url) => {
                // The style of the link's text shows which elements are open around it.
                if let Some(Inline::Text { style, .. }) =
                    inlines.iter().skip_while(|other| *other != inline).nth(1)
                    && style.strong
                    && !open.contains(&"strong")
                {
                    open.push("strong");
                    out.push_str("<strong>");
                }
                open.push("a");
                let _ = write!(out, "<a href=\"{url}\">");
            }
            Inline::CloseLink => {
                open.retain(|tag| *tag != "a");
                out.push_str("</a>");
            }
            Inline::SoftBreak | Inline::HardBreak | Inline::Task(_) => out.push('\n'),
            Inline::InnerImage { .. } => {}
        }
    }
    close_to(&mut open, &[], &mut out);
    out
}

#[test]
fn emphasis_beside_cjk_is_as_the_table_has_it() {
    let Some(table) = shared("vectors/emphasis.json") else { return };
    let table: serde_json::Value = serde_json::from_str(&table).unwrap();
    let rows = table["emphasis"].as_array().unwrap();
    assert!(rows.len() >= 20);
    for row in rows {
        let text = row["md"].as_str().unwrap();
        assert_eq!(html_of(text), row["required"].as_str().unwrap(), "{text}");
    }
}

#[test]
fn a_selector_is_part_of_the_mark_before_it() {
    for (text, html) in [
        ("她说。\u{FE00}_好_", "她说。\u{FE00}<em>好</em>"),
        ("”\u{FE01}__News__", "”\u{FE01}<strong>News</strong>"),
        ("她说。\u{FE00}\\_好_", "她说。\u{FE00}_好_"),
        // A selector after a letter, and one that makes an emoji.
        ("葛\u{E0100}_x_", "葛\u{E0100}_x_"),
        ("山\u{FE00}_x_", "山\u{FE00}_x_"),
        ("❤\u{FE0F}_x_", "❤\u{FE0F}_x_"),
    ] {
        assert_eq!(html_of(text), format!("<p>{html}</p>"), "{text}");
    }
}

#[test]
fn squared_characters_that_are_no_emoji_of_themselves_are_cjk() {
    for mark in ['🈂', '🈷', '🈀', '🈔', '🉐', '🈁'] {
        let is_strong = html_of(&format!("a**{mark}**b")).contains("<strong>");
        assert_eq!(is_strong, !matches!(mark, '🉐' | '🈁'), "{mark}");
    }
}

#[test]
fn offsets_into_the_text_stay_right() {
    for text in ["见**注意：**请看`x`，[文](u)**10％**的", "a**b** 中**（c）**d ~~删。~~e"]
    {
        let blocks = parse(text);
        let BlockKind::Paragraph(inlines) = &blocks[0].kind else { panic!() };
        for inline in inlines {
            if let Inline::Text { text: shown, range, .. } = inline {
                assert_eq!(&text[range.clone()], shown);
            }
        }
    }
}

proptest! {
    /// A text without CJK is read as by the parser alone.
    #[test]
    fn without_cjk_nothing_changes(text in "[a-z*_~ \\\\().\"é—“”`>#\n-]{0,60}") {
        // A heading needs no blank behind its number signs.
        prop_assume!(literals(&text).places.is_empty() && !text.contains("##"));
        let source = PreparedText::new(&text, Flavor::default());
        let ours: Vec<_> = source.events().collect();
        let parser = Parser::new_ext(&text, options()).into_offset_iter();
        let plain: Vec<_> = TextMergeWithOffset::new(parser).collect();
        prop_assert_eq!(ours, plain);
    }

    #[test]
    fn the_mark_never_shows(text in "([a-z*_~]|注|：|“|\\*|`|\\[|\\]|\\(|\\)|[ \n]){0,50}") {
        let shown: String =
            super::render(&text).lines().concat();
        let mark = '\u{A95F}';
        prop_assert!(!shown.contains(mark));
        // All characters shown come from the source.
        for character in "注：“".chars() {
            let count = |text: &str| text.matches(character).count();
            prop_assert!(count(&shown) <= count(&text));
        }
    }
}
