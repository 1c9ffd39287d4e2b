//! Replies for PowerShell, which replaces the whole word with a reply as it is: each is quoted
//! here, whatever the quoting of the word.

use crate::cli::output::ascii_json;
use serde::Serialize;

/// The script that PowerShell loads once.
pub const SCRIPT: &str = include_str!("yunbao.ps1");

#[derive(Serialize)]
struct Reply<'a> {
    text: String,
    shown: &'a str,
    help: &'a str,
}

/// The reply for a value, or `None` if the value cannot be passed to a program as one argument.
pub fn reply(value: &str, help: Option<&str>) -> Option<String> {
    let reply = Reply { text: quoted(value)?, shown: value, help: help.unwrap_or(value) };
    Some(ascii_json(&reply))
}

/// A value quoted as one argument. Older versions do not escape a double quotation mark, or a
/// backslash at the end, in the command line that they pass to a program.
fn quoted(value: &str) -> Option<String> {
    if value.is_empty() || value.contains('"') || value.ends_with('\\') {
        return None;
    }
    // A word that begins with a dash is split at a full stop or colon.
    let marks = if value.starts_with('-') { "-" } else { "-_./\\:=" };
    let is_plain = |c: char| c.is_alphanumeric() || marks.contains(c);
    if value.starts_with(|c: char| c.is_alphanumeric() || "-./".contains(c))
        && value.chars().all(is_plain)
    {
        return Some(value.to_owned());
    }
    let mut text = String::from("'");
    for character in value.chars() {
        text.push(character);
        // Typographic marks end a string as well.
        if matches!(character, '\'' | '\u{2018}'..='\u{201B}') {
            text.push(character);
        }
    }
    text.push('\'');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::super::line::{ShellLine, ShellSyntax};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_one_string_that_expands_nothing() {
        for (value, text) in [
            ("list", "list"),
            ("--json", "--json"),
            ("tag:istio", "tag:istio"),
            ("云报", "云报"),
            ("a b", "'a b'"),
            ("tag:a$(touch x)", "'tag:a$(touch x)'"),
            ("it's", "'it''s'"),
            ("it\u{2019}s; calc", "'it\u{2019}\u{2019}s; calc'"),
            ("`n", "'`n'"),
            ("--query=tag:a", "'--query=tag:a'"),
            ("-x.md", "'-x.md'"),
            ("@a", "'@a'"),
        ] {
            assert_eq!(quoted(value).as_deref(), Some(text));
        }
        for value in ["a\" --config b", "a b\\", ""] {
            assert_eq!(quoted(value), None, "{value}");
        }
    }

    #[test]
    fn a_reply_is_ascii() {
        let text = reply("云 \u{2019}😀", None).unwrap();
        assert!(text.is_ascii(), "{text}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["shown"], "云 \u{2019}😀");
        assert_eq!(value["text"], "'云 \u{2019}\u{2019}😀'");
    }

    proptest! {
        #[test]
        fn any_value_is_read_back_as_one_word(value in "\\PC+") {
            if let Some(text) = quoted(&value) {
                let line = ShellLine::read(&text, ShellSyntax::PowerShell);
                prop_assert_eq!(line.word, value);
                prop_assert!(line.words.is_empty() && line.open.is_none() && !line.is_unknown);
            }
        }
    }
}
