//! The layout of a post: title, facts and tags, followed by its text.

use crate::config::Config;
use crate::markdown::{
    Block, Document, ImageForms, Line, Role, Span, Style, Typography, layout_around, layout_with,
    line_up, wrap,
};
use crate::messages::{Language, Text};
use crate::post::{Annotation, Post};
use crate::text::{Ambiguous, fold};
use crate::web::host_and_port;

/// Reading speed in words per minute: more than the 240 of English (Brysbaert 2019,
/// doi:10.1016/j.jml.2019.104047), since each Chinese character counts as a word.
const WORDS_A_MINUTE: usize = 300;

/// The typographic settings of a config, on a terminal with or without colours.
pub fn typography(config: &Config, colours: bool) -> Typography {
    Typography {
        ambiguous: config.ambiguous_width,
        autospace: config.autospace,
        hides_heading_marks: config.heading_marks.are_hidden(colours && config.theme.has_colours()),
        addition_signs: false,
    }
}

/// The head of a post with this number of words and the user's own tags and note, for a width in cells. It
/// ends with a blank line.
pub fn head(
    post: &Post,
    words: usize,
    own: &Annotation,
    cells: usize,
    typography: Typography,
    language: Language,
) -> Vec<Line> {
    let ambiguous = typography.ambiguous;
    let mut lines = line_up(&post.title, Role::Title, cells, typography);
    let day =
        post.date.map_or(Text::Undated, |date| Text::Day(date.year(), date.month(), date.day()));
    let mut facts = vec![day.say(language)];
    facts.extend(post.authors.iter().map(ToString::to_string));
    facts.extend(post.source.as_deref().and_then(host_and_port));
    if !post.stories.is_empty() {
        facts.push(Text::Stories(post.stories.len()).say(language));
    }
    facts.push(Text::ReadingTime(words.div_ceil(WORDS_A_MINUTE).max(1)).say(language));
    if post.draft {
        facts.push(Text::Draft.say(language));
    }
    lines.extend(flow(&facts, " · ", Role::Facts, (cells, ambiguous)));
    let mut chips: Vec<String> =
        post.categories.iter().map(|category| format!("[{category}]")).collect();
    chips.extend(post.tags.iter().map(|tag| format!("#{tag}")));
    chips.extend(own.tags.iter().map(|tag| format!("+{tag}")));
    lines.extend(flow(&chips, " ", Role::Tag, (cells, ambiguous)));
    let note = note_rows(&own.note, cells, ambiguous, language);
    lines
        .extend(note.into_iter().map(|row| Line { spans: vec![span(row, Role::Note)], offset: 0 }));
    lines.push(Line::default());
    lines
}

/// The rows of a note: its mark, and its lines, wrapped and indented.
pub(crate) fn note_rows(
    note: &str,
    cells: usize,
    ambiguous: Ambiguous,
    language: Language,
) -> Vec<String> {
    if note.is_empty() {
        return Vec::new();
    }
    let mark = note_mark(ambiguous, language);
    let indent = ambiguous.width(&mark) + 1;
    let room = cells.saturating_sub(indent).max(1);
    let rows = note.lines().flat_map(|line| {
        let rows = wrap(&clean_tabs(line), room, ambiguous);
        if rows.is_empty() { vec![String::new()] } else { rows }
    });
    let first = std::iter::once(format!("{mark} ")).chain(std::iter::repeat(" ".repeat(indent)));
    first.zip(rows).map(|(start, row)| format!("{start}{row}").trim_end().to_owned()).collect()
}

/// A line without tabs, which have no width on the screen.
fn clean_tabs(line: &str) -> String {
    line.replace('\t', "    ")
}

/// The sign for a note; a word where the sign would take two cells.
pub(crate) fn note_mark(ambiguous: Ambiguous, language: Language) -> String {
    match ambiguous {
        Ambiguous::One => "♪".to_owned(),
        Ambiguous::Two => Text::HasNote.say(language),
    }
}

/// Lays out a post's text for a width in cells, without a first heading that repeats the title.
pub fn text(post: &Post, blocks: &[Block], cells: usize, typography: Typography) -> Document {
    text_with(post, blocks, cells, (typography, &ImageForms::default()))
}

/// Like [`text`], with pictures in place of some images.
pub fn text_with(
    post: &Post,
    blocks: &[Block],
    cells: usize,
    (typography, images): (Typography, &ImageForms),
) -> Document {
    layout_with(without_title(blocks, &post.title), cells, typography, images)
}

/// Lays out the part of a post's text around a byte offset: some rows before it, and at least `rows` after
/// it.
pub fn text_around(
    post: &Post,
    blocks: &[Block],
    cells: usize,
    forms: (Typography, &ImageForms),
    offset: usize,
    rows: usize,
) -> Document {
    layout_around(without_title(blocks, &post.title), cells, forms, offset, rows)
}

fn without_title<'a>(blocks: &'a [Block], title: &str) -> &'a [Block] {
    match blocks.split_first() {
        Some((first, rest))
            if first.heading_text(1).is_some_and(|text| fold(&text) == fold(title)) =>
        {
            rest
        }
        _ => blocks,
    }
}

fn span(text: String, role: Role) -> Span {
    Span { text, style: Style { role, ..Style::default() } }
}

/// Lays out items in as many lines as they need, with separators between items on the same line.
fn flow(
    items: &[String],
    separator: &str,
    role: Role,
    (cells, ambiguous): (usize, Ambiguous),
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut used = 0;
    for item in items {
        let with_separator = ambiguous.width(separator) + ambiguous.width(item);
        if let Some(line) = lines.last_mut()
            && used + with_separator <= cells
        {
            line.spans.push(span(separator.to_owned(), Role::Facts));
            line.spans.push(span(item.clone(), role));
            used += with_separator;
            continue;
        }
        for text in wrap(item, cells, ambiguous) {
            used = ambiguous.width(&text);
            lines.push(Line { spans: vec![span(text, role)], offset: 0 });
        }
    }
    lines
}
