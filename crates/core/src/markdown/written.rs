//! Markdown that reads as a given text: characters that could be markup are escaped.

use crate::text::clean_line;

/// A text on one line as Markdown that reads as the text (CommonMark §2.4). Characters that cannot be markup
/// are left as they are, so that it stays readable.
pub fn escaped(text: &str) -> String {
    let text = clean_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '{' | '}'
            | '^' => true,
            '#' => out.is_empty() || out.ends_with(' '),
            // Between escaped brackets it would be a sign of mathematics.
            '=' => out.contains('['),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Like [`escaped`], and also not taken for the beginning of a list or another block.
pub fn escaped_paragraph(text: &str) -> String {
    let text = escaped(text);
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.as_bytes().get(number) {
        Some(b'.' | b')') if number > 0 => format!("{}\\{}", &text[..number], &text[number..]),
        Some(b'-' | b'+' | b'=' | b':' | b'!') if number == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// A text as Markdown for someone who reads it as it is: only what would be markup where it stands is
/// escaped. `begins_line` is set if it is at the beginning of a line.
pub(super) fn escape_readably(text: &str, begins_line: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    if begins_line {
        let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = text[number..].chars().next();
        let is_mark = match mark {
            Some('.' | ')') => number > 0,
            Some('-' | '+' | '=' | ':' | '#' | '>' | '|' | '~') => number == 0,
            _ => false,
        };
        if let Some(mark) = mark.filter(|_| is_mark) {
            out.push_str(&text[..number]);
            out.extend(['\\', mark]);
            while rest.next_if(|(at, _)| *at <= number).is_some() {}
            before = mark;
        }
    }
    while let Some((_, character)) = rest.next() {
        let after = rest.peek().map_or(' ', |(_, after)| *after);
        let is_markup = match character {
            '\\' | '`' | '*' | '[' | ']' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => after.is_ascii_alphabetic() || after == '#',
            '~' => before == '~' || after == '~',
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
    out
}

/// An address as a link destination, between `<` and `>` only if it needs to be.
pub(super) fn markdown_destination(url: &str) -> String {
    let is_plain = !url.contains(['(', ')', '<', '>', ' ', '\\', '&']);
    if is_plain { url.to_owned() } else { destination(url) }
}

/// An address as a link destination between `<` and `>` (CommonMark §6.3).
pub fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len() + 2);
    out.push('<');
    for character in url.chars() {
        if matches!(character, '<' | '>' | '\\' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('>');
    out
}

/// A link as Markdown.
pub fn markdown_link(title: &str, url: &str) -> String {
    format!("[{}]({})", escaped(title), markdown_destination(url))
}

#[cfg(test)]
mod tests {
    use super::{escaped, markdown_link};
    use crate::markdown::outline;

    #[test]
    fn text_in_brackets_is_no_mathematics() {
        for text in ["a [=] b", "[x^2]", "[a=b] c", "a = b"] {
            assert_eq!(outline(&escaped(text)).plain.trim(), text, "{text}");
        }
        assert_eq!(escaped("a = b"), "a = b");
    }

    #[test]
    fn a_link_means_what_it_did() {
        assert_eq!(markdown_link("云 [a]", "https://a.b/c"), r"[云 \[a\]](https://a.b/c)");
        assert_eq!(markdown_link("a_b", "https://a.b/(c)"), r"[a\_b](<https://a.b/(c)>)");
        assert_eq!(markdown_link("a", "https://a.b/?c&d"), r"[a](<https://a.b/?c\&d>)");
    }
}
