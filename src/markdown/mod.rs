//! stub
mod document;
mod events;
mod html;

pub use document::{Document, Heading, Line, Link, Role, Span, Style};
/// stub
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block(String);
impl Block {
    /// stub
    pub fn heading_text(&self, _level: u8) -> Option<String> {
        None
    }
}
/// stub
pub fn parse(text: &str) -> Vec<Block> {
    text.lines().map(|l| Block(l.to_owned())).collect()
}
/// stub
pub fn layout(blocks: &[Block], width: usize) -> Document {
    Document {
        width,
        lines: blocks
            .iter()
            .map(|b| Line {
                spans: vec![Span {
                    text: crate::text::truncate(&b.0, width),
                    style: Style::default(),
                }],
                offset: 0,
            })
            .collect(),
        ..Document::default()
    }
}
/// stub
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    vec![crate::text::truncate(text, width)]
}
/// stub
#[derive(Default)]
pub struct Survey {
    /** s */
    pub plain: String,
    /** s */
    pub headings: Vec<Heading>,
    /** s */
    pub sections: Vec<SourcedSection>,
    /** s */
    pub words: usize,
    /** s */
    pub has_code: bool,
}
/// stub
pub struct SourcedSection {
    /** s */
    pub title: String,
    /** s */
    pub summary: String,
    /** s */
    pub url: String,
    /** s */
    pub level: u8,
    /** s */
    pub offset: usize,
}
/// stub
pub fn survey(text: &str) -> Survey {
    Survey { plain: text.to_owned(), words: 3, ..Survey::default() }
}
