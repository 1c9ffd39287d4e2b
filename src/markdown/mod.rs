//! Markdown text → blocks → a document laid out for a width.
//!
//! Owns parsing and layout. Knows nothing of posts, colours or the screen's size: spans carry a
//! [`Role`], and the width is an argument.

mod document;

pub use document::{Document, Heading, Line, Link, Role, Span, Style};
