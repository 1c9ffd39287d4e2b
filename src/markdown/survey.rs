//! What the library wants to know of a text without laying it out: how it reads, its headings, its
//! news items, its links.

mod events;
mod parts;
mod references;
mod running;
mod sections;
mod surveyor;
#[cfg(test)]
mod tests;

use self::parts::{Part, Parts};
use self::surveyor::Surveyor;
use super::dialect;
use super::document::Heading;
use std::ops::Range;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The text as it reads, without markup and without the headings of the top level: blanks
    /// between blocks.
    pub plain: String,
    /// Its headings; their `line` means nothing.
    pub headings: Vec<Heading>,
    /// Its news items in the order of the text.
    pub sections: Vec<SourcedSection>,
    /// The address of a source line above the first heading.
    pub source: Option<String>,
    /// It holds a code block.
    pub has_code: bool,
}

/// A part of a text that names the page it tells of: a heading with its section, or an item of a
/// list of links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourcedSection {
    /// The heading's text, or the link's.
    pub title: String,
    /// The first paragraph below the heading, or what follows the link; may be empty, and is where
    /// it was not asked for.
    pub summary: String,
    /// The page, as written.
    pub url: String,
    /// The heading's level, 1 to 6; zero for an item of a list.
    pub level: u8,
    /// The heading above: of an item, the one it stands under.
    pub section: Option<String>,
    /// Byte offset of the heading or item.
    pub offset: usize,
    /// Which of the text's headings are its own: its heading and those below it; none for an item.
    pub headings: Range<usize>,
    /// Its bytes of the plain text, up to the next heading that is not below it; of an item up to
    /// the next item or heading.
    pub plain: Range<usize>,
}

/// Looks through a Markdown text once, with or without the summaries of its news items: they are
/// a third of a digest, and seldom wanted.
///
/// Every file of a library comes this way, so nothing is built that is not kept, and nothing is
/// parsed that can be told without: what `parts` knows goes straight into the survey, of the rest
/// the parser's events are taken as they come.
pub fn survey(text: &str, summaries: bool) -> Survey {
    let text = dialect::edits(text).apply(text);
    let mut surveyor = Surveyor::new(&text, summaries);
    let mut pieces = Vec::new();
    for part in Parts::of(&text.text) {
        match part {
            Part::Paragraph(range) => {
                pieces.clear();
                match running::read(&text.text, range.clone(), &mut pieces) {
                    Some(()) => surveyor.told_paragraph(range.start, &pieces),
                    None => surveyor.parse(range),
                }
            }
            Part::Heading(level, start, range) => {
                pieces.clear();
                match running::read(&text.text, range.clone(), &mut pieces) {
                    Some(()) => surveyor.told_heading(level, start, &pieces),
                    None => surveyor.parse(start..range.end),
                }
            }
            Part::Code(range) => {
                surveyor.begin_code();
                surveyor.code(&text.text[range]);
                surveyor.in_code = false;
            }
            Part::Other(range) => surveyor.parse(range),
        }
    }
    surveyor.finish()
}

/// [`survey`] by the parser alone.
#[cfg(test)]
fn parsed(text: &str, summaries: bool) -> Survey {
    let text = dialect::edits(text).apply(text);
    let mut surveyor = Surveyor::new(&text, summaries);
    surveyor.parse(0..text.text.len());
    surveyor.finish()
}
