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
    let is_plain = !url.contains(['(', ')', '<', '>', ' ', '\\', '&']);
    let url = if is_plain { url.to_owned() } else { destination(url) };
    format!("[{}]({url})", escaped(title))
}

#[cfg(test)]
mod tests {
    use super::markdown_link;

    #[test]
    fn a_link_means_what_it_did() {
        assert_eq!(markdown_link("云 [a]", "https://a.b/c"), r"[云 \[a\]](https://a.b/c)");
        assert_eq!(markdown_link("a_b", "https://a.b/(c)"), r"[a\_b](<https://a.b/(c)>)");
        assert_eq!(markdown_link("a", "https://a.b/?c&d"), r"[a](<https://a.b/?c\&d>)");
    }
}
