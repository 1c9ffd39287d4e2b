//! The beginning of a long text, shown while the rest is being read.

use super::fence::Fences;

/// Approximate length of the beginning, in bytes.
const BYTES: usize = 48 << 10;
/// Maximum length, in bytes, of a text that is read quickly enough as a whole.
const SHORT: usize = 256 << 10;

/// The beginning of a long text, up to a heading, with the link definitions (CommonMark §4.7) from the rest.
/// `None` for a text that is not long or has no heading near.
pub fn opening(text: &str) -> Option<String> {
    if text.len() <= SHORT {
        return None;
    }
    let mut fences = Fences::default();
    let (mut at, mut end) = (0, None);
    for line in text.split_inclusive('\n') {
        if at > BYTES && (end.is_some() || at > 2 * BYTES) {
            break;
        }
        if !fences.is_code(line) && line.starts_with('#') && at > 0 {
            end = Some(at);
        }
        at += line.len();
    }
    let end = end.filter(|end| *end > BYTES / 4)?;
    let mut opening = text[..end].to_owned();
    opening.push_str("\n\n");
    for (at, _) in text[end..].match_indices("\n[") {
        let line = text[end + at + 1..].lines().next().unwrap_or_default();
        if !line.starts_with("[^") && line.contains("]: ") {
            opening.push_str(line);
            opening.push('\n');
        }
    }
    Some(opening)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Typography, layout, parse};

    #[test]
    fn a_long_text_begins_as_it_does_as_a_whole() {
        let story = |number: usize| {
            format!(
                "## Story {number}\n\nText of [it][{number}], 第{number}。\n\n~~~\n# no heading\n~~~\n\n"
            )
        };
        let definition = |number: usize| format!("[{number}]: https://a.b/{number}\n");
        let text: String = (0..6000).map(story).chain((0..6000).map(definition)).collect();
        let whole = layout(&parse(&text), 60, Typography::default());
        let opening = opening(&text).unwrap();
        let beginning = layout(&parse(&opening), 60, Typography::default());
        assert!(beginning.lines.len() > 1000 && beginning.lines.len() < whole.lines.len() / 4);
        assert_eq!(beginning.lines[..], whole.lines[..beginning.lines.len()]);
        assert_eq!(beginning.links[..], whole.links[..beginning.links.len()]);
    }

    #[test]
    fn a_short_text_and_one_without_headings_have_none() {
        assert_eq!(opening("# a\n\ntext\n"), None);
        assert_eq!(opening(&"text\n\n".repeat(100_000)), None);
    }
}
