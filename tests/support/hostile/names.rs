//! Files with harmful names.

use super::{Case, steering};
use std::ffi::OsString;

pub(super) fn cases() -> Vec<Case> {
    let mut names: Vec<(String, OsString)> = steering::payloads()
        .into_iter()
        .map(|(name, payload)| {
            let name_of_file: String =
                payload.chars().filter(|c| !matches!(c, '/' | '\0')).take(60).collect();
            (name.to_owned(), format!("n{name_of_file}.md").into())
        })
        .collect();
    names.push(("newline".into(), "a\nb\n\n2026-01-02-c.md".into()));
    names.push(("tab".into(), "a\tb.md".into()));
    names.push(("long".into(), format!("{}.md", "n".repeat(252)).into()));
    names.push(("long-wide".into(), format!("{}.md", "云".repeat(84)).into()));
    names.push(("option".into(), "--json.md".into()));
    names.push(("dash".into(), "-.md".into()));
    names.push(("shell".into(), "$(touch owned);`id`&|\"'<>*?.md".into()));
    names.push(("only-ending".into(), "_.markdown".into()));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        let bytes = |bytes: &[u8]| OsString::from_vec(bytes.to_vec());
        names.push(("bytes".into(), bytes(b"a\xff\xfe\x9b31m\xed\xa0\x80.md")));
        names.push(("bytes-escape".into(), bytes(b"2026-01-02-\x1b]52;c;cm0=\x07\xff.md")));
    }
    names
        .into_iter()
        // No heading, no title: the name is displayed.
        .map(|(name, file)| Case { name: format!("name-{name}"), file, bytes: b"Text.\n".to_vec() })
        .collect()
}
