//! The address of a post's source.
//!
//! Owns the forms of such an address. Knows neither formats nor the keys for it.

use super::value::Value;
use crate::text::clean;
use crate::web::{is_web, shown};

/// The first http or https address in a value: a bare one, `<one>`, `[text](one)`, or one in a list
/// or under `url`, `link` or `href` of a map.
pub fn address(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Text(text) => web_address(target(text.trim())),
        Value::List(items) => items.iter().find_map(address),
        Value::Map(pairs) => ["url", "link", "href"].iter().find_map(|name| {
            let (_, value) = pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            value.text().and_then(|text| web_address(target(text.trim())))
        }),
    }
}

/// True for a text that is an address of some kind, such as `ftp://…` or `mailto:…`.
pub fn has_scheme(text: &str) -> bool {
    let Some((scheme, rest)) = text.trim().split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && !rest.is_empty()
        && !rest.starts_with(char::is_whitespace)
}

/// The target of a Markdown link or autolink, or else the text itself.
fn target(text: &str) -> &str {
    let linked = text
        .starts_with('[')
        .then(|| text.find("]("))
        .flatten()
        .and_then(|middle| text[middle + 2..].strip_suffix(')'))
        .map(str::trim);
    let text = linked.unwrap_or(text);
    if let Some(inner) = text.strip_prefix('<') {
        return inner.split('>').next().unwrap_or(inner);
    }
    // A link may have a title, in quotes after the target.
    linked.map_or(text, |linked| linked.split_whitespace().next().unwrap_or(linked))
}

/// The text in its form for display, if it is an http or https address without white space, control
/// characters or bidirectional formatting characters.
fn web_address(text: &str) -> Option<String> {
    let is_clean = !text.contains(char::is_whitespace) && clean(text) == text;
    (is_clean && is_web(text)).then(|| shown(text).into_owned())
}
