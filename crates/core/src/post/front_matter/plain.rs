//! A fast reader for the simplest YAML, as most front matter is only `key: value` lines and flat lists.
//!
//! Owns no rules of its own: it reads a block exactly as the YAML parser does (a property test checks
//! this) or leaves it to the parser. It is several times as fast. Does not know the meaning of keys.

use super::value::Value;

/// The pairs of a block, or `None` if the parser has to read it.
pub fn parse(block: &str) -> Option<Value> {
    let mut pairs: Vec<(String, Value)> = Vec::new();
    // Indent of the list items below the last key: `None` if the key has a value of its own, `Some(None)`
    // before the first item.
    let mut items: Option<Option<usize>> = None;
    for line in block.lines() {
        let line = line.trim_end_matches(' ');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line.contains('\t') {
            return None;
        }
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        if let Some(item) = body.strip_prefix("- ") {
            let level = items.as_mut()?;
            let (_, held) = pairs.last_mut()?;
            if *level.get_or_insert(indent) != indent {
                return None;
            }
            let item = scalar(item.trim_start_matches(' '))?;
            match held {
                Value::List(list) => list.push(item),
                other => *other = Value::List(vec![item]),
            }
            continue;
        }
        let (key, value) = body.split_once(':')?;
        let is_key = indent == 0
            && key.len() <= 64
            && key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            && !is_null(key);
        if !is_key || !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        let value = value.trim_start_matches(' ');
        let held = if value.is_empty() { Value::Null } else { scalar(value)? };
        items = value.is_empty().then_some(None);
        pairs.push((key.to_owned(), held));
    }
    (!pairs.is_empty()).then_some(Value::Map(pairs))
}

/// A value that ends with its line.
fn scalar(text: &str) -> Option<Value> {
    if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']')?;
        if inner.trim_matches(' ').is_empty() {
            return Some(Value::List(Vec::new()));
        }
        let items = inner.split(',').map(|item| {
            let item = item.trim_matches(' ');
            let is_flat = !item.contains(['[', ']', '{', '}', ':', '?']);
            is_flat.then(|| text_or_null(item)).flatten()
        });
        return items.collect::<Option<Vec<_>>>().map(Value::List);
    }
    text_or_null(text)
}

/// A quoted text without quotes or escapes in it, or a bare one without any indicator (YAML 1.2 §7.3.3)
/// that could give it another meaning.
fn text_or_null(text: &str) -> Option<Value> {
    let first = text.chars().next()?;
    if first == '"' || first == '\'' {
        let inner = text[1..].strip_suffix(first)?;
        return (!inner.contains([first, '\\'])).then(|| Value::Text(inner.to_owned()));
    }
    let starts_plain = first.is_alphanumeric()
        || !first.is_ascii()
        || matches!(first, '(' | '/' | '<' | '_' | '.' | '$' | '+');
    let has_sign = text.as_bytes().windows(2).any(|pair| pair == b": " || pair == b" #");
    if !starts_plain || has_sign || text.ends_with(':') {
        return None;
    }
    Some(if is_null(text) { Value::Null } else { Value::Text(text.to_owned()) })
}

fn is_null(text: &str) -> bool {
    matches!(text, "null" | "Null" | "NULL")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::yaml;
    use super::*;

    #[test]
    fn what_is_plain_enough() {
        for (block, is_plain) in [
            ("title: A, b\ntags: [a, 'b c', 1.30]\n\n# c\nauthors:\n  - bo\n  - \"cy\"\n", true),
            ("title: 云原生：第一期\nurl: https://a.example/b#c\nx:\n- y\nz:\n", true),
            ("title: A: b", false),
            ("title: A # b", false),
            ("title: A\n  more", false),
            ("a:\n  b: c", false),
            ("a: {b: c}", false),
            ("a: 'it''s'", false),
            ("a: \"\\n\"", false),
            ("a: |\n  x", false),
            ("a: b\n- c", false),
            ("a:\n- b\n - c", false),
            ("", false),
        ] {
            assert_eq!(parse(block).is_some(), is_plain, "{block}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-c]{1,2}: {0,2}[a-b1.'\"#:,?!&*|>%@`~<(/+$_=;云：-]{0,6} {0,2}[a-b#:'\"]{0,2}",
            "[a-c]: \\[[a-b'\" ,.#云]{0,10}\\]",
            "[a-c]:[ \t]{0,2}",
            " {0,2}- [a-b1:'\"#\\[\\], .-]{0,6}",
            "[a-c]: (null|Null|~|true|1\\.30|0x1F|'a, b'|\"a b\"|2024-01-02|\\.5|\\.inf|<<)",
            "(null|y|[a-c]): [a-b]",
            "#[a-b ]{0,3}",
            " {0,3}",
            "\\PC{0,4}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn it_reads_as_the_parser_does(lines in prop::collection::vec(line(), 0..6)) {
            let block = lines.join("\n");
            let block = crate::text::clean(&block);
            if let Some(value) = parse(&block) {
                prop_assert_eq!(Ok(value), yaml::parse(&block));
            }
        }
    }
}
