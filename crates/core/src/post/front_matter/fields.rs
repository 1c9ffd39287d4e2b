//! The fields of a post, from the keys and values of its front matter.
//!
//! Owns the mapping from keys to fields and the warnings about them. Knows no format.

use foldhash::{HashMap, HashMapExt};

use jiff::civil::Date;

use super::block_position::{self, BlockPosition};
use super::keys::{self, normal};
use super::markup::plain;
use super::names::{self, labels, people};
use super::source::{address, has_scheme};
use super::value::Value;
use super::{Finding, FrontMatter};
use crate::post::DiagnosticMessage;
use crate::post::date::{date_in_path, date_of, is_year_or_month};
use crate::post::diagnostic::{DiagnosticCode, Severity};
use crate::text::clean_line;

/// Maximum number of findings about the keys of one front matter.
const MAX_FINDINGS: usize = 16;

/// Collects findings about a block.
pub struct FindingCollector<'a> {
    /// The block as in the file.
    pub block: &'a str,
    /// Line number of the block's first line in the file, from 1.
    pub line: usize,
    /// The findings so far.
    pub findings: Vec<Finding>,
}

impl FindingCollector<'_> {
    /// Adds a warning about the value of a key; `key` is spelled as in the block.
    pub fn warn_key(&mut self, key: &str, code: DiagnosticCode, message: DiagnosticMessage) {
        // Each warning searches the block, and a file with this many is hardly a post.
        if self.findings.len() < MAX_FINDINGS {
            let at = block_position::key(self.block, key);
            self.warn(at, code, message);
        }
    }

    /// Adds a warning at a position in the block.
    pub fn warn(&mut self, at: BlockPosition, code: DiagnosticCode, message: DiagnosticMessage) {
        // A parser reports a missing token after the end of the block.
        let at = at.min(BlockPosition::at(self.block, self.block.trim_end().len()));
        self.findings.push(Finding {
            line: self.line + at.line - 1,
            column: at.column,
            severity: Severity::Warning,
            code,
            message,
        });
    }
}

/// A key and its value.
struct Field<'a> {
    /// The key as written.
    key: &'a str,
    /// The normalized key, for lookups.
    name: String,
    value: &'a Value,
}

/// The fields of a front matter map.
pub fn fields(value: &Value, report: &mut FindingCollector<'_>) -> FrontMatter {
    let top = last_ones(value.pairs(), report);
    // The top level, then the groups in it.
    let mut levels = vec![&top];
    let groups: Vec<Vec<Field<'_>>> = keys::GROUPS
        .iter()
        .filter_map(|name| find(&top, name))
        .map(|group| group.value.pairs().iter().map(field).collect())
        .collect();
    levels.extend(&groups);
    let all = |names: &'static [&'static str]| {
        let levels = levels.iter();
        levels.flat_map(move |level| names.iter().filter_map(move |name| find(level, name)))
    };
    let line = |names: &[&str]| {
        names.iter().filter_map(|name| find(&top, name)).find_map(|field| one_line(field.value))
    };
    let mut authors = people(all(keys::AUTHORS).map(|field| field.value));
    if authors.is_empty() {
        authors = people(all(keys::EDITORS).map(|field| field.value));
    }
    let mut tags = names::tags(all(keys::TAGS).map(|field| field.value));
    if tags.is_empty() {
        tags = names::tags(all(keys::KEYWORDS).map(|field| field.value));
    }
    FrontMatter {
        title: line(keys::TITLE),
        date: date(&top, report).or_else(|| date_of_path(&top)),
        authors,
        categories: labels(all(keys::CATEGORIES).map(|field| field.value)),
        tags,
        source: source(&levels, report),
        draft: is_draft(&top),
        description: line(keys::DESCRIPTION),
        body_start: 0,
        findings: Vec::new(),
    }
}

fn field((key, value): &(String, Value)) -> Field<'_> {
    Field { key, name: normal(key), value }
}

/// The fields without repeated keys, of which the last one is kept; adds one warning for each such key.
fn last_ones<'a>(
    pairs: &'a [(String, Value)],
    report: &mut FindingCollector<'_>,
) -> Vec<Field<'a>> {
    let mut times: HashMap<&str, usize> = HashMap::with_capacity(pairs.len());
    let mut kept = Vec::with_capacity(pairs.len());
    for pair in pairs.iter().rev() {
        let seen = times.entry(&pair.0).or_default();
        *seen += 1;
        match *seen {
            1 => kept.push(field(pair)),
            2 => {
                let key = shown(&pair.0);
                let message = DiagnosticMessage::KeyTwice(key);
                report.warn_key(&pair.0, DiagnosticCode::DuplicateKey, message);
            }
            _ => {}
        }
    }
    kept.reverse();
    kept
}

fn find<'f, 'a>(fields: &'f [Field<'a>], name: &str) -> Option<&'f Field<'a>> {
    fields.iter().rev().find(|field| field.name == name)
}

/// A value as one clean line: the text of a scalar, a list as it was bracketed (`title: [News]` is
/// meant as a title), or the first text of a map (which may be one per language).
fn one_line(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Text(text) => clean_line(&plain(text)),
        Value::List(items) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::text).collect();
            if texts.is_empty() {
                return None;
            }
            clean_line(&plain(&format!("[{}]", texts.join(", "))))
        }
        Value::Map(pairs) => clean_line(&plain(pairs.iter().find_map(|(_, value)| value.text())?)),
    };
    (!text.is_empty()).then_some(text)
}

fn date(top: &[Field<'_>], report: &mut FindingCollector<'_>) -> Option<Date> {
    for field in keys::DATE.iter().filter_map(|name| find(top, name)) {
        let Some(text) = dated(field.value) else { continue };
        if let Some(day) = date_of(text) {
            return Some(day);
        }
        if truth(text).is_none() && !is_year_or_month(text) && !is_template(text) {
            let message = DiagnosticMessage::NoDay(shown(text));
            report.warn_key(field.key, DiagnosticCode::InvalidDate, message);
        }
    }
    None
}

/// The day in the path of the post on its site: Zola's `path = "2016/09/29/x"`.
fn date_of_path(top: &[Field<'_>]) -> Option<Date> {
    let texts = keys::PATH.iter().filter_map(|name| find(top, name)?.value.text());
    texts.filter(|text| !text.contains("://")).find_map(date_in_path)
}

/// True for a value with template tags that are not yet filled in.
fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("<%")
}

/// The text of a date: a scalar, the first item of a list, or a date in a map (`date: {created: …}`,
/// `last_update: {date: …}`).
fn dated(value: &Value) -> Option<&str> {
    match value {
        Value::Null => None,
        Value::Text(text) => {
            let text = text.trim().trim_start_matches("[[");
            (!text.is_empty()).then_some(text)
        }
        // `[[2024-01-02]]` is a link to the note of a day.
        Value::List(items) => dated(items.first()?),
        Value::Map(pairs) => keys::DATE
            .iter()
            .find_map(|name| pairs.iter().rev().find(|(key, _)| normal(key) == *name)?.1.text()),
    }
}

fn source(levels: &[&Vec<Field<'_>>], report: &mut FindingCollector<'_>) -> Option<String> {
    for level in levels {
        for name in keys::SOURCE {
            let Some(field) = find(level, name) else { continue };
            if let Some(found) = address(field.value) {
                return Some(found);
            }
            let Some(text) = field.value.text().filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            let is_meant = !keys::LOOSE_SOURCE.contains(name) && truth(text).is_none();
            if is_meant || has_scheme(text) {
                let message = DiagnosticMessage::NoAddress(shown(text));
                report.warn_key(field.key, DiagnosticCode::InvalidSource, message);
            }
        }
    }
    None
}

fn is_draft(top: &[Field<'_>]) -> bool {
    let says = |name: &str| find(top, name).and_then(|field| field.value.text());
    says("draft").and_then(truth) == Some(true)
        || says("published").and_then(truth) == Some(false)
        || says("status").is_some_and(|status| status.trim().eq_ignore_ascii_case("draft"))
}

/// The truth value of a text, in the spellings of YAML 1.1 and those that people use.
fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}

/// A value as quoted in a message: clean, on one line, and cut to 60 characters.
fn shown(text: &str) -> String {
    let line = clean_line(text);
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
