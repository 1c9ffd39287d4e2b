//! A description of front matter in a few lines: its keys, the findings, and the text below it.

use yunbao::post::{front_matter, front_matter_keys};
use yunbao::text::clean;

/// The keys read from the front matter of a text, its findings and the text below it.
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

/// The description of front matter with these keys and no findings, above a text.
pub fn expected(keys: Vec<String>, body: &str) -> String {
    described(keys, &[], &clean(body))
}

/// The findings of a text's front matter and the text below it, whatever its keys.
pub fn read_without_keys(text: &str) -> String {
    without_keys(&read(text))
}

/// The description of front matter without findings, above a text.
pub fn text_only(body: &str) -> String {
    without_keys(&expected(Vec::new(), body))
}

fn without_keys(described: &str) -> String {
    described.lines().skip(1).flat_map(|line| [line, "\n"]).collect()
}

/// The order of keys does not matter; a key that occurs twice is reported by a finding.
fn described(mut keys: Vec<String>, findings: &[String], body: &str) -> String {
    keys.sort();
    keys.dedup();
    format!("keys: {keys:?}\nfindings: {findings:?}\ntext: {:?}", body.trim())
}
