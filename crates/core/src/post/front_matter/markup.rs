//! HTML in values: importers from other programs leave entities and tags in them.
//!
//! Owns the rules for the parts of a value that are markup. Knows no formats and no keys.

use crate::text::html_tokens;
use html5gum::Token;
use std::borrow::Cow;

/// Inline elements. Anything else in angle brackets is text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "center", "cite", "code", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "tt", "u", "var",
];
/// Elements without an end tag.
const VOID: &[&str] = &["br", "img", "wbr"];
/// Maximum length of an entity in bytes, with some room.
const MAX_ENTITY: usize = 40;

/// The text without inline elements that are closed, and with its entities decoded.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(entities(&without_tags(text)))
}

/// An HTML tag at the beginning of a text.
struct Tag<'t> {
    name: &'t str,
    closes: bool,
    length: usize,
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let rest = text.strip_prefix('<')?;
    let closes = rest.starts_with('/');
    let inner = &rest[usize::from(closes)..];
    let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = &inner[..name_end];
    let is_ended = inner[name_end..].starts_with([' ', '\t', '\n', '/', '>']);
    let end = inner.find('>')?;
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let length = 1 + usize::from(closes) + end + 1;
    (starts && is_ended).then_some(Tag { name, closes, length })
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Open elements that are closed later.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(found) = tag(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let after = &rest[found.length..];
        let is_markup = if is_one_of(found.name, VOID) {
            true
        } else if found.closes {
            let opened = open.iter().rposition(|name| name.eq_ignore_ascii_case(found.name));
            opened.map(|at| open.remove(at)).is_some()
        } else {
            let is_closed = is_one_of(found.name, INLINE) && closes_later(after, found.name);
            if is_closed {
                open.push(found.name);
            }
            is_closed
        };
        if !is_markup {
            out.push_str(&rest[..found.length]);
        } else if found.name.eq_ignore_ascii_case("br") {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn closes_later(text: &str, name: &str) -> bool {
    let tags = text.match_indices("</").filter_map(|(at, _)| tag(&text[at..]));
    tags.take(64).any(|found| found.name.eq_ignore_ascii_case(name))
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(MAX_ENTITY).position(|byte| byte == b';');
        let entity = end.map(|end| &rest[..=end]).filter(|entity| {
            let name = &entity[1..entity.len() - 1];
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        });
        match entity {
            Some(entity) => {
                for Ok(token) in html_tokens(entity) {
                    if let Token::String(text) = token {
                        out.push_str(&String::from_utf8_lossy(&text));
                    }
                }
                rest = &rest[entity.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;
    use proptest::prelude::*;

    #[test]
    fn markup_is_no_part_of_a_value() {
        for (text, expected) in [
            ("It&#8217;s here &#8211; Tom &amp; Jerry", "It’s here – Tom & Jerry"),
            ("R&amp;D", "R&D"),
            ("&lt;pod-name&gt; &#x4e91;&hellip;", "<pod-name> 云…"),
            ("a <b>b</b> <i class=\"x\">c</i><br/>d", "a b c d"),
            ("Vec<String> and <pod> in Go<T>", "Vec<String> and <pod> in Go<T>"),
            ("the <b> and <i> elements", "the <b> and <i> elements"),
            ("AT&T; a && b &nosuch; &", "AT&T; a && b &nosuch; &"),
            ("1 < 2 > 0 </b>", "1 < 2 > 0 </b>"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_without_markup_stays(text in "[^<&]*") {
            prop_assert_eq!(plain(&text), text.as_str());
        }

        #[test]
        fn any_text_is_taken(text in "([<>/&;#a-z \"]|\\PC){0,30}") {
            let _ = plain(&text);
        }
    }
}
