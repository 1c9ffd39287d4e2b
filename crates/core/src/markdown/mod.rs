//! Parses Markdown into blocks and lays these out as lines of styled spans.
//!
//! Owns the meaning of Markdown and its layout. Knows nothing of posts, of front matter, or of colours:
//! a span has a role, and a theme maps roles to looks.

mod added;
mod admonition;
mod as_html;
mod as_markdown;
mod bare_link;
mod block;
mod cjk_emphasis;
mod code;
mod code_block;
mod dialect;
mod document;
mod elements;
mod events;
mod excerpt;
mod fence;
mod flavor;
mod flow;
mod highlight;
mod html;
mod html_blocks;
mod image;
mod image_forms;
mod inline;
mod layout;
mod line_break;
mod list;
mod literal;
mod marks;
mod nesting;
mod opening;
mod outline;
mod parse;
mod passage;
mod picture_rows;
mod reference;
mod rewrite;
mod table;
#[cfg(test)]
mod tests;
mod typography;
mod wrap;
mod written;

pub use added::{mark_added, plain_text};
pub use as_html::{as_html, escape_html};
pub use as_markdown::as_markdown;
pub use bare_link::bare_links;
pub use block::{Block, text_length};
pub use code_block::{CodeBlock, code_blocks};
pub use document::{CodeToken, Document, Heading, Line, Link, Picture, Role, Span, Style};
pub use excerpt::excerpt;
pub use flavor::Flavor;
pub use highlight::Highlighter;
pub use image_forms::{ImageForm, ImageForms, fitted};
pub use layout::{layout, layout_around, layout_with, line_up};
pub use opening::opening;
pub use outline::{
    Outline, OutlineBlock, OutlineBlockKind, OutlineItem, OutlineLink, outline, outline_as,
};
pub use parse::{parse, parse_as};
pub use passage::passage;
pub use picture_rows::image_addresses;
pub use reference::{Reference, references, references_as};
pub use typography::Typography;
pub use wrap::{wrap, wrapped};
pub use written::{destination, escaped, escaped_paragraph, markdown_link};
