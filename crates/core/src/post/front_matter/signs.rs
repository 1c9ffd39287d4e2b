//! Texts that YAML would silently cut: `title: Weekly #12` is `Weekly` with a comment, `title: &x is out`
//! is `is out` with an anchor, `title: !important` is empty.
//!
//! Owns the rules for values that are meant as text. Knows no parser: it puts quotes around such values,
//! so that any parser reads them whole.

use std::borrow::Cow;

use super::block_position::BlockPosition;
use super::keys::{KeyLine, is_text, key_line};

/// A block with quotes around the values that are meant as texts, and the positions of the signs in them.
pub struct Quoted<'b> {
    pub block: Cow<'b, str>,
    pub places: Vec<BlockPosition>,
}

/// Quotes the values of a YAML block that a sign would cut. Applies only to keys that hold texts, and to
/// the lists below these.
pub fn quoted(block: &str) -> Quoted<'_> {
    if !block.contains(['#', '&', '!']) {
        return Quoted { block: Cow::Borrowed(block), places: Vec::new() };
    }
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let mut places = Vec::new();
    let mut out: Option<String> = None;
    // Indent of the key whose value continues as a block scalar below it; then whether the last key holds
    // texts and has its list below.
    let mut block_of: Option<usize> = None;
    let mut is_listed = false;
    let mut at = 0;
    for (index, whole) in lines.iter().enumerate() {
        let line = whole.trim_end();
        let indent = line.len() - line.trim_start().len();
        let goes_on = block_of.is_some_and(|key| line.is_empty() || indent > key);
        let mut value = None;
        if !goes_on {
            block_of = None;
            match key_line(line, ':') {
                _ if line.is_empty() => {}
                // `- name: x` is a map in a list.
                Some(KeyLine { key, value: text, .. }) => {
                    is_listed = text.is_empty() && is_text(key);
                    block_of = text.starts_with(['|', '>']).then_some(indent);
                    // A comment above the list that it describes.
                    let has_more = lines[index + 1..]
                        .iter()
                        .find(|line| !line.trim().is_empty())
                        .is_some_and(|line| line.starts_with([' ', '\t', '-']));
                    let is_comment = has_more && text.starts_with('#');
                    is_listed |= is_comment && is_text(key);
                    value = Some(text).filter(|_| is_text(key) && !is_comment);
                }
                None => {
                    let item = line.trim_start().strip_prefix("- ").map(str::trim_start);
                    value = item.filter(|_| is_listed);
                }
            }
        }
        if let Some((text, sign)) = value.and_then(|value| meant(value, block)) {
            let start = line.len() - value.map_or(0, str::len);
            let column = line[..start + sign].chars().count() + 1;
            places.push(BlockPosition { line: index + 1, column });
            let out = out.get_or_insert_with(|| block[..at].to_owned());
            out.push_str(&line[..start]);
            out.push_str(&text);
            out.push_str(&whole[line.len()..]);
        } else if let Some(out) = &mut out {
            out.push_str(whole);
        }
        at += whole.len();
    }
    Quoted { block: out.map_or(Cow::Borrowed(block), Cow::Owned), places }
}

/// Byte offset of a comment as people write it, if a value has one: a `#` between blanks, or at the end
/// after a blank. `#12` is a number and `#news` a tag.
pub fn comment_in(text: &str) -> Option<usize> {
    let behind = |at: &usize| {
        let rest = text[at + 2..].chars().next();
        rest.is_none_or(|next| next.is_whitespace() || next == '#')
    };
    text.match_indices(" #").map(|(at, _)| at).find(behind)
}

/// The value quoted so that YAML reads it as meant, and the byte offset of the sign that would cut it;
/// `None` if YAML reads it as meant already.
fn meant(value: &str, block: &str) -> Option<(String, usize)> {
    if let Some(inner) = value.strip_prefix('[') {
        return list(inner.strip_suffix(']')?, block);
    }
    let sign = sign_in(value, block)?;
    Some((in_quotes(&value[..comment_in(value).unwrap_or(value.len())]), sign))
}

/// Quotes the items of a list on one line; `None` if they have brackets or quotes of their own.
fn list(inner: &str, block: &str) -> Option<(String, usize)> {
    if inner.contains(['[', ']', '{', '}', '"', '\'']) {
        return None;
    }
    let mut first = None;
    let mut at = 1;
    let mut items = Vec::new();
    for item in inner.split(',') {
        let text = item.trim();
        match sign_in(text, block) {
            Some(sign) => {
                first.get_or_insert(at + (item.len() - item.trim_start().len()) + sign);
                items.push(in_quotes(text));
            }
            None => items.push(text.to_owned()),
        }
        at += item.len() + 1;
    }
    Some((format!("[{}]", items.join(", ")), first?))
}

/// Byte offset of the sign that would cut a bare text.
fn sign_in(text: &str, block: &str) -> Option<usize> {
    let mut rest = text.chars();
    let first = rest.next()?;
    let rest = rest.as_str();
    let next = rest.chars().next();
    match first {
        '"' | '\'' | '|' | '>' | '*' | '{' | '[' | '%' | '@' | '`' => return None,
        '#' => return next.is_some_and(|c| !c.is_whitespace() && c != '#').then_some(0),
        '!' if next.is_none_or(|next| matches!(next, '!' | '<' | '"' | '\'')) => return None,
        '!' => return (!has_node(rest)).then_some(0),
        '&' => {
            let name = rest.split_whitespace().next().filter(|_| next != Some(' '))?;
            let is_used = block.match_indices('*').any(|(at, _)| block[at + 1..].starts_with(name));
            return (rest.contains(' ') && !is_used && !has_node(rest)).then_some(0);
        }
        _ => {}
    }
    let cut = text.match_indices(" #").map(|(at, _)| at + 1).next()?;
    (comment_in(text) != Some(cut - 1)).then_some(cut)
}

/// True if the name of a tag or an anchor is followed by something other than bare text.
fn has_node(rest: &str) -> bool {
    rest.split_once(' ').is_some_and(|(_, node)| {
        node.trim_start().starts_with(['[', '{', '|', '>', '"', '\'', '&', '*'])
    })
}

fn in_quotes(text: &str) -> String {
    format!("'{}'", text.trim_end().replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_as_text_is_quoted() {
        for (block, expected, places) in [
            ("title: #127 Mesh\n", "title: '#127 Mesh'\n", &[(1, 8)][..]),
            ("x: 1\ntitle: It's #12 # c\n", "x: 1\ntitle: 'It''s #12'\n", &[(2, 13)]),
            ("title: &x is out", "title: '&x is out'", &[(1, 8)]),
            ("title: !important", "title: '!important'", &[(1, 8)]),
            ("tags: [!x, y, a #b]", "tags: ['!x', y, 'a #b']", &[(1, 8)]),
            ("tags:\n- #a\n- b #2", "tags:\n- '#a'\n- 'b #2'", &[(2, 3), (3, 5)]),
            ("taxonomies:\n  tags: #a", "taxonomies:\n  tags: '#a'", &[(2, 9)]),
        ] {
            let found = quoted(block);
            assert_eq!(found.block, expected, "{block}");
            let found: Vec<_> = found.places.iter().map(|at| (at.line, at.column)).collect();
            assert_eq!(found, places, "{block}");
        }
    }

    #[test]
    fn what_yaml_and_people_read_alike_is_left() {
        for block in [
            "title: A # c",
            "title: # the title\n",
            "title: A ## c",
            "title: C#",
            "title: 'a #1'",
            "title: \"a #1\" # c",
            "tags: #what it is about\n  - a\n",
            "tags: &t [a, b]\nx: *t",
            "title: &t A b\nx: *t",
            "title: !!str 1.30",
            "title: |\n  a #1\n  title: #2\ndate: 2024-01-01 #x",
            "# title: #1\nurl: https://a.io/#b",
            "weight: 10 #first",
            "tags: [a, b] #c",
        ] {
            let found = quoted(block);
            assert!(matches!(found.block, Cow::Borrowed(_)) && found.places.is_empty(), "{block}");
        }
    }
}
