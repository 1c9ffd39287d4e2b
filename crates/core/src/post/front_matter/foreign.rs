//! Front matter in a programming language: the pairs of a map, as far as they can be read by lines.
//!
//! Owns the notations that JSON does not have. Does not know the meaning of keys.

use super::json::spread;
use super::rescue;
use super::split::FrontMatterFormat;
use super::value::Value;

/// The entries of a block. Never fails: text that is not a pair of key and value is left out.
pub fn read(block: &str) -> Value {
    let block = without_sigils(block);
    if block.trim_start().starts_with('{') {
        rescue::read(&spread(&block), FrontMatterFormat::Json)
    } else {
        rescue::read(&block, FrontMatterFormat::Yaml)
    }
}

/// The block with Elixir's sigils as texts and lists: `~w(a b)` is `["a", "b"]`, `~D[2024-01-02]` a day.
fn without_sigils(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let mut rest = block;
    while let Some(at) = rest.find('~') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut signs = rest.chars().skip(1);
        let name = signs.next().filter(char::is_ascii_alphabetic);
        let close = signs.next().and_then(|open| match open {
            '(' => Some(')'),
            '[' => Some(']'),
            '{' => Some('}'),
            '|' | '"' => Some(open),
            _ => None,
        });
        let inner =
            close.and_then(|close| rest.get(3..)?.split_once(close)).map(|(inner, _)| inner);
        let (Some(name), Some(inner)) = (name, inner) else {
            out.push('~');
            rest = &rest[1..];
            continue;
        };
        let text = |word: &str| format!("\"{}\"", word.replace(['"', '\\'], ""));
        if name == 'w' {
            let words: Vec<String> = inner.split_whitespace().map(text).collect();
            out.push('[');
            out.push_str(&words.join(", "));
            out.push(']');
        } else {
            out.push_str(&text(inner));
        }
        rest = &rest[3 + inner.len() + 1..];
    }
    out.push_str(rest);
    out
}
