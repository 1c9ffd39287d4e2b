//! The tokens of HTML.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StringReader, Tokenizer};

/// The tokens of a fragment of HTML, with their byte ranges in it. Whoever reads HTML uses this type of
/// tokenizer: each further type adds 170 kB to the program.
pub fn html_tokens(html: &str) -> Tokenizer<StringReader<'_>, DefaultEmitter<usize>> {
    Tokenizer::new_with_emitter(html, DefaultEmitter::new_with_span())
}
