//! What a post says about itself above its body.
//!
//! Owns front matter: its dialects, its keys and what is wrong with it. Knows nothing of the body's
//! Markdown, of other posts or of the disk.
//!
//! The way of a text: `split` (lines) → `plain`, or `signs` and `yaml`, `toml`, `json` or, where they
//! fail, `rescue` → `Value` → `fields` → [`FrontMatter`].

mod fields;
mod foreign;
mod json;
mod keys;
mod markup;
mod names;
mod place;
mod plain;
mod refused;
mod rescue;
mod signs;
mod source;
mod split;
mod structure;
mod toml;
mod value;
mod written;
mod yaml;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use self::fields::Report;
use self::place::Place;
pub(super) use self::place::boundary;
use self::refused::Refused;
use self::split::{Cut, Dialect};
use self::value::Value;
pub(super) use self::written::{has_own_path, written_at};
use super::Fault;
use super::diagnostic::{Code, Diagnostic, Severity};

/// Bytes of front matter a parser is given; more is read line by line.
const MAX_PARSED: usize = 64 << 10;
/// Bytes of front matter that are read at all.
const MAX_READ: usize = 256 << 10;

/// What a post's front matter says. Texts are clean and on one line, lists hold no duplicates (by
/// search folding) and no empty texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The title, without the HTML in it.
    pub title: Option<String>,
    /// The day it was written, else changed; as written, no time zone moves it.
    pub date: Option<Date>,
    /// People.
    pub authors: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The http or https address it came from.
    pub source: Option<String>,
    /// `draft: true`, `published: false` or `status: draft`.
    pub draft: bool,
    /// A sentence or two.
    pub description: Option<String>,
    /// Byte offset in the text where the Markdown body starts, at a character boundary.
    pub body_start: usize,
    /// What was wrong, from the top down.
    pub findings: Vec<Finding>,
}

/// Something wrong with a front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// The kind of trouble.
    pub code: Code,
    /// What is wrong, and what was done.
    pub message: Fault,
}

impl Finding {
    /// The finding as one about the file with this path, as shown.
    pub fn of(self, path: &str) -> Diagnostic {
        let Self { line, column, severity, code, message } = self;
        Diagnostic { path: path.to_owned(), line, column, severity, code, message }
    }
}

/// The front matter of a text. Total: any text gives one, and what is not front matter stays in the
/// body. The text has been through [`crate::text::clean`]: line feeds, no byte order mark.
pub fn front_matter(text: &str) -> FrontMatter {
    split::split(text).and_then(|cut| read(text, cut)).map(|(_, found)| found).unwrap_or_default()
}

/// The keys at the top of a text's front matter as they are read, whether known or not, in order.
pub fn front_matter_keys(text: &str) -> Vec<String> {
    let value = split::split(text).and_then(|cut| read(text, cut)).map(|(value, _)| value);
    let pairs = value.iter().flat_map(Value::pairs);
    pairs.map(|(key, _)| key.clone()).collect()
}

/// The front matter of a block, and its keys with what they hold. None when the block turns out to be
/// prose between two rules.
fn read(text: &str, mut cut: Cut) -> Option<(Value, FrontMatter)> {
    let line = text[..cut.start].bytes().filter(|byte| *byte == b'\n').count() + 1;
    let mut report = Report { block: &text[cut.start..cut.end], line, findings: Vec::new() };
    if cut.dialect == Dialect::Yaml && report.block.trim().is_empty() {
        let found = FrontMatter { body_start: cut.body, ..FrontMatter::default() };
        return Some((Value::Null, found));
    }
    let value = match parse(&mut report, cut.dialect) {
        Ok(value) => value,
        Err(refused) => {
            if let Some(head) = split::reopen(text, cut) {
                cut = head;
                report.block = &text[cut.start..cut.end];
                report.findings.clear();
            }
            let again = if cut.closed { Err(refused) } else { parse(&mut report, cut.dialect) };
            match again {
                Ok(value) => value,
                Err(refused) => rescued(&mut report, cut, refused)?,
            }
        }
    };
    if value.pairs().is_empty() && !cut.dialect.may_be_empty() {
        return None;
    }
    if !cut.closed && report.findings.is_empty() {
        report.warn(Place::START, Code::FrontMatter, Fault::FrontMatterOpen);
    }
    let mut found = fields::fields(&value, &mut report);
    found.body_start = cut.body;
    found.findings = report.findings;
    found.findings.sort_by_key(|finding| (finding.line, finding.column));
    if cut.dialect == Dialect::Toml {
        drop_repeated(&mut found.findings);
    }
    Some((value, found))
}

/// A duplicate key is an error in TOML; its own finding says it better.
fn drop_repeated(findings: &mut Vec<Finding>) {
    let duplicates: Vec<usize> =
        findings.iter().filter(|f| f.code == Code::DuplicateKey).map(|f| f.line).collect();
    findings.retain(|f| f.code != Code::FrontMatter || !duplicates.contains(&f.line));
}

fn parse(report: &mut Report<'_>, dialect: Dialect) -> Result<Value, Refused> {
    let block = report.block;
    if block.len() > MAX_PARSED {
        let limit = Some(Fault::FrontMatterLong(MAX_PARSED >> 10));
        return Err(Refused { at: Place::START, limit });
    }
    match dialect {
        Dialect::Yaml => {
            if let Some(value) = plain::parse(block) {
                return Ok(value);
            }
            let quoted = signs::quoted(block);
            // With colons that YAML does not know, all of it is one text.
            let value = yaml::parse(&quoted.block).and_then(|value| {
                value.text().map_or(Ok(()), |_| Err(Refused::at(Place::START))).map(|()| value)
            })?;
            for place in quoted.places {
                report.warn(place, Code::FrontMatter, Fault::FrontMatterSign);
            }
            Ok(value)
        }
        Dialect::Json => json::parse(&json::in_brackets(block)),
        Dialect::Toml => toml::parse(block),
        Dialect::Pelican => Ok(rescue::read(block, dialect)),
        Dialect::Foreign(language) => {
            Err(Refused { at: Place::START, limit: Some(Fault::FrontMatterForeign(language)) })
        }
    }
}

/// The block read line by line, with a warning; None when its first line is no key and none of its
/// keys is known.
fn rescued(report: &mut Report<'_>, cut: Cut, refused: Refused) -> Option<Value> {
    let block = &report.block[..boundary(report.block, MAX_READ)];
    let is_flow = block.trim_start().starts_with('{');
    let value = match cut.dialect {
        Dialect::Json => rescue::read(&json::spread(&json::in_brackets(block)), cut.dialect),
        Dialect::Yaml if is_flow => rescue::read(&json::spread(block), Dialect::Json),
        Dialect::Foreign(_) => foreign::read(block),
        Dialect::Yaml => rescue::read(&signs::quoted(block).block, cut.dialect),
        other => rescue::read(block, other),
    };
    let separator = cut.dialect.separator();
    let first = block.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let starts_with_key = first.is_some_and(|line| {
        keys::key_line(line, separator).is_some_and(|found| !found.key.contains(' '))
    });
    let is_foreign = matches!(cut.dialect, Dialect::Foreign(_));
    let has_known = || value.pairs().iter().any(|(key, _)| keys::is_known(key));
    if !is_foreign && !starts_with_key && !has_known() {
        return None;
    }
    let name = match cut.dialect {
        Dialect::Yaml | Dialect::Pelican => "YAML",
        Dialect::Toml => "TOML",
        Dialect::Json => "JSON",
        Dialect::Foreign(language) => language,
    };
    let message = refused.limit.unwrap_or(Fault::FrontMatterInvalid(name));
    report.warn(refused.at, Code::FrontMatter, message);
    Some(value)
}
