//! Writes lines of a document to a terminal that is not taken: colours, emphasis and links as
//! escape sequences, for commands that print and end.

use crate::markdown::{Line, Link};
use crate::text::clean;
use crate::ui::{Theme, terminal_address};
use crossterm::style::{Attribute, SetAttribute, SetForegroundColor};
use ratatui::backend::IntoCrossterm;
use ratatui::style::{Modifier, Style};
use std::io::{self, Write};

/// The terminal attribute for each modifier.
const ATTRIBUTES: [(Modifier, Attribute); 6] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// Writes a line of a document, with a line feed. Web links become terminal hyperlinks (OSC 8);
/// others are plain text. Without colours, styles differ by attributes such as bold and underline.
///
/// # Errors
///
/// Writing fails.
pub fn write_line(
    out: &mut dyn Write,
    line: &Line,
    links: &[Link],
    colours: bool,
) -> io::Result<()> {
    let theme = if colours { Theme::terminal() } else { Theme::mono() };
    let mut open: Option<u32> = None;
    for span in &line.spans {
        let address =
            span.style.link.and_then(|link| terminal_address(&links.get(link as usize)?.url));
        let number = span.style.link.filter(|_| address.is_some());
        if number != open {
            write!(out, "\x1b]8;;{}\x1b\\", address.unwrap_or_default())?;
            open = number;
        }
        write_text(out, &clean(&span.text), theme.span(span.style))?;
    }
    if open.is_some() {
        out.write_all(b"\x1b]8;;\x1b\\")?;
    }
    out.write_all(b"\n")
}

fn write_text(out: &mut dyn Write, text: &str, style: Style) -> io::Result<()> {
    if style.add_modifier.is_empty() && style.fg.is_none() {
        return out.write_all(text.as_bytes());
    }
    for (modifier, attribute) in ATTRIBUTES {
        if style.add_modifier.contains(modifier) {
            write!(out, "{}", SetAttribute(attribute))?;
        }
    }
    if let Some(colour) = style.fg {
        write!(out, "{}", SetForegroundColor(colour.into_crossterm()))?;
    }
    write!(out, "{text}{}", SetAttribute(Attribute::Reset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Typography, layout, parse};

    fn written(text: &str, colours: bool) -> String {
        let document = layout(&parse(text), 60, Typography::default());
        let mut out = Vec::new();
        for line in &document.lines {
            write_line(&mut out, line, &document.links, colours).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn emphasis_and_links_are_those_of_the_terminal() {
        assert_eq!(
            written("a **b** [云](https://a.b/云)\n", false),
            "a \x1b[1mb\x1b[0m \x1b]8;;https://a.b/%E4%BA%91\x1b\\\x1b[4m云\x1b[0m\x1b[2m[1]\x1b[0m\x1b]8;;\x1b\\\n"
        );
        assert!(written("`a`", true).starts_with("\x1b[38;5;3ma"));
    }

    #[test]
    fn only_the_web_is_linked_and_nothing_steers_the_terminal() {
        for text in ["[a](javascript:x)", "[a](file:///etc/passwd)", "[a](b.md)"] {
            assert!(!written(text, false).contains("]8;;"), "{text}");
        }
        let hostile = "[a](https://b/&#27;]8;;c&#7;)";
        let written = written(hostile, false);
        assert_eq!(written.matches('\x1b').count(), 8, "{written:?}");
        assert!(!written.contains('\x07'));
    }

    #[test]
    fn an_address_too_long_for_a_terminal_is_no_link_of_it() {
        let long = format!("[a](https://a.b/{})", "c".repeat(3_000));
        assert!(!written(&long, false).contains("\x1b]8"));
        let fine = format!("[a](https://a.b/{})", "c".repeat(2_000));
        assert!(written(&fine, false).contains("\x1b]8"));
    }
}
