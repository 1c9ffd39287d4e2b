//! Front matter as a few lines: its keys, the findings, and the text below it.

use yunbao::post::{front_matter, front_matter_keys};
use yunbao::text::clean;

/// The keys that are read from the front matter of a text, its findings and the text below it.
pub fn read(text: &str) -> String {
    let text = clean(text);
    let read = front_matter(&text);
    let findings: Vec<String> = read
        .findings
        .iter()
        .map(|finding| format!("{}:{} {:?}", finding.line, finding.column, finding.message))
        .collect();
    described(front_matter_keys(&text), &findings, &text[read.body_start..])
}

/// The same lines for front matter with these keys in which there is nothing to find, above a text.
pub fn expected(keys: Vec<String>, body: &str) -> String {
    described(keys, &[], &clean(body))
}

/// The findings of a text's front matter and the text below it, whatever its keys.
pub fn read_without_keys(text: &str) -> String {
    without_keys(&read(text))
}

/// The same lines for front matter in which there is nothing to find, above a text.
pub fn text_only(body: &str) -> String {
    without_keys(&expected(Vec::new(), body))
}

fn without_keys(described: &str) -> String {
    described.lines().skip(1).flat_map(|line| [line, "\n"]).collect()
}

/// The order of keys says nothing; a key that comes twice is one that a finding is about.
fn described(mut keys: Vec<String>, findings: &[String], body: &str) -> String {
    keys.sort();
    keys.dedup();
    format!("keys: {keys:?}\nfindings: {findings:?}\ntext: {:?}", body.trim())
}
