//! The title that a digest gives the page of a story: `**Source:** [Title](https://example.org/)`.

use super::body::{blocks_within, says_something};
use super::label::is_label;
use crate::markdown::Outline;
use crate::post::{PageId, Story};
use crate::text::clean_line;
use crate::web::host;

/// Maximum length, in bytes, of such a title. Longer texts are sentences that are linked.
const MAX_BYTES: usize = 300;

/// The text of the first link to the story's page that is a title of its own: not the headline, a label
/// such as `Read more`, an address or a host. Empty if there is none.
pub(super) fn source_title(outline: &Outline, story: &Story) -> String {
    let host = host(story.url()).unwrap_or_default();
    let is_title = |words: &String| {
        words.len() <= MAX_BYTES
            && words.chars().any(char::is_alphabetic)
            && says_something(words)
            && !is_label(words)
            && !words.eq_ignore_ascii_case(&host)
            && !story.title().contains(words.as_str())
    };
    blocks_within(outline, &story.extent())
        .flat_map(|block| {
            let text = outline.text(block);
            let to_page =
                outline.links_of(block).iter().filter(|link| PageId::of(&link.url) == story.page);
            to_page.map(|link| clean_line(text[link.text.clone()].trim()).trim().to_owned())
        })
        .find(is_title)
        .unwrap_or_default()
}
