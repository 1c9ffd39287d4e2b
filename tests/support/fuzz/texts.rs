//! Invariants of the text of any post, from its bytes to its lines.

use super::made_up::{boundary, of_pieces, spoilt};
use super::real;
use fastrand::Rng;
use yunbao::markdown::{
    Document, ImageForms, Outline, Typography, as_html, code_blocks, layout, layout_around,
    opening, outline, parse, references,
};
use yunbao::post::front_matter;
use yunbao::text::{Ambiguous, clean};

/// Front matter alone: made of pieces, or a damaged real one.
pub fn front(random: &mut Rng) -> String {
    if random.u8(0..4) == 0 {
        let real = real::beginning(random, 600).to_owned();
        return spoilt(random, real);
    }
    let opening = ["---\n", "+++\n", "{", "Title: ", ""][random.usize(0..5)];
    opening.to_owned() + &of_pieces(random)
}

/// Checks the front matter of a text.
pub fn front_holds(text: &str, _: &mut Rng) {
    head_holds(&clean(text));
}

/// Checks a whole post.
pub fn holds(text: &str, random: &mut Rng) {
    let text = clean(text);
    let body = &text[head_holds(&text)..];
    let outline = outline(body);
    outline_holds(&outline, body);
    let blocks = parse(body);
    let ambiguous = [Ambiguous::One, Ambiguous::Two][random.usize(0..2)];
    let typography = Typography {
        ambiguous,
        autospace: random.bool(),
        hides_heading_marks: random.bool(),
        addition_signs: random.bool(),
    };
    let width = [2, 3, 10, 20, 33, 60, 77, 120, 100_000][random.usize(0..9)];
    let document = layout(&blocks, width, typography);
    document_holds(&document, body, width, ambiguous);
    let shown: Vec<_> = document.headings.iter().map(|h| (&h.text, h.offset, h.level)).collect();
    // Text above or below the line is searched as plain text, but displayed as such.
    let is_shifted = ["<sup", "<sub"].iter().any(|tag| body.to_ascii_lowercase().contains(tag));
    // A heading without text is not displayed.
    for heading in outline.headings.iter().filter(|heading| !heading.text.is_empty()) {
        let is_it = |(text, offset, level): &(&String, usize, u8)| {
            (*offset, *level) == (heading.offset, heading.level)
                && (is_shifted || **text == heading.text)
        };
        assert!(shown.iter().any(is_it), "the reader has no {heading:?}: {shown:?}");
    }
    let around = random.usize(0..=body.len() + 10);
    let part = layout_around(&blocks, width, (typography, &ImageForms::default()), around, 20);
    document_holds(&part, body, width, ambiguous);
    let html = as_html(&blocks);
    assert_clean(&html);
    assert_eq!(html.matches("<a ").count(), html.matches("</a>").count());
    for reference in references(body) {
        assert!(body.is_char_boundary(reference.offset), "{reference:?}");
        assert_one_line(&reference.text);
    }
    for code in code_blocks(&blocks) {
        assert_clean(&format!("{code:?}"));
    }
    // Checks the opening of long texts, for any text that is long enough.
    if random.u16(0..1_000) == 0 {
        let long = format!("{body}\n\n# h\n\n").repeat(300_000 / (body.len() + 8));
        if let Some(beginning) = opening(&long) {
            layout(&parse(&beginning), width, typography);
        }
    }
}

/// Checks the outline of a text.
pub fn outline_holds(outline: &Outline, body: &str) {
    let mut before = 0;
    for heading in &outline.headings {
        assert!(heading.offset >= before && heading.offset <= body.len(), "{heading:?}");
        assert!(body.is_char_boundary(heading.offset), "{heading:?}");
        assert_one_line(&heading.text);
        before = heading.offset;
    }
    for (number, block) in outline.blocks.iter().enumerate() {
        let whole = outline.extent(number..number + 1, None);
        assert!(body.get(whole.clone()).is_some(), "{block:?}: {whole:?}");
        let text = outline.text(block);
        assert_eq!(outline.text_within(block, &whole), text, "{block:?}");
        for line in outline.lines_of(block) {
            let extent = outline.extent(number..number + 1, Some(&line));
            assert!(body.get(extent.clone()).is_some(), "{block:?}: {extent:?}");
            let within = outline.text_within(block, &extent);
            assert!(within.contains(&text[line.clone()]), "{block:?}, {line:?}: {within:?}");
        }
    }
    assert_clean(&outline.plain);
}

/// Checks front matter, and returns the offset of the text below it.
pub fn head_holds(text: &str) -> usize {
    let found = front_matter(text);
    assert!(text.is_char_boundary(found.body_start));
    let lines = text.split('\n').count();
    for finding in &found.findings {
        assert!((1..=lines).contains(&finding.line), "{finding:?}");
        assert!(finding.column >= 1, "{finding:?}");
        assert_one_line(&finding.message.to_string());
    }
    for list in [&found.tags, &found.categories, &found.authors] {
        for value in list {
            assert!(!value.is_empty());
            assert_one_line(value);
        }
    }
    for value in [&found.title, &found.description, &found.source].into_iter().flatten() {
        assert_one_line(value);
    }
    found.body_start
}

fn document_holds(document: &Document, body: &str, width: usize, ambiguous: Ambiguous) {
    let mut before = 0;
    for line in &document.lines {
        let plain = line.plain();
        assert_clean(&plain);
        assert!(!plain.contains(['\n', '\t']), "{plain:?}");
        let cells = ambiguous.width(&plain);
        // Frames have a minimum width of their own, and a cluster that is too wide is alone on its
        // line.
        let is_alone = ambiguous.clusters(plain.trim()).nth(1).is_none();
        assert!(cells <= width.max(12) || is_alone, "{cells} of {width}: {plain:?}");
        assert!(line.offset >= before && line.offset <= body.len(), "{}", line.offset);
        before = line.offset;
        for span in &line.spans {
            let link = span.style.link.is_none_or(|link| (link as usize) < document.links.len());
            assert!(link, "a link of no number in {plain:?}");
        }
    }
    for heading in &document.headings {
        assert!(heading.line < document.lines.len(), "{heading:?}");
    }
    for link in &document.links {
        assert!(link.line < document.lines.len().max(1), "{link:?}");
        assert_clean(&link.url);
        assert_one_line(&link.text);
    }
    for offset in [0, body.len() / 2, body.len()] {
        let line = document.line_at(boundary(body, offset));
        assert!(line < document.lines.len().max(1));
    }
}

pub fn assert_clean(text: &str) {
    assert!(clean(text) == text, "not clean: {text:?}");
}

pub fn assert_one_line(text: &str) {
    assert_clean(text);
    assert!(!text.contains(['\n', '\t']), "not on one line: {text:?}");
}
