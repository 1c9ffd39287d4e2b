//! Front matter: the block of YAML, TOML or JSON above a post's body.
//!
//! Owns the dialects of front matter, its keys and its faults. Knows nothing of the body's Markdown, of
//! other posts or of the disk.
//!
//! Stages: `split` cuts the block by its lines; `plain`, or `signs` and `yaml`, `toml`, `json` or, where
//! they fail, `rescue` parse it into a `Value`; `fields` makes a [`FrontMatter`] of that.

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

/// Maximum length, in bytes, of front matter given to a parser; longer ones are read line by line.
const MAX_PARSED: usize = 64 << 10;
/// Maximum length, in bytes, of front matter that is read at all.
const MAX_READ: usize = 256 << 10;

/// Fields of a post's front matter. Texts are clean and on one line; lists have no duplicates (by search
/// folding) and no empty texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Title, without HTML.
    pub title: Option<String>,
    /// Day of writing or else of the last change, taken as written, without time zone.
    pub date: Option<Date>,
    /// Authors or else editors.
    pub authors: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Source of the post, an http or https address.
    pub source: Option<String>,
    /// `true` for `draft: true`, `published: false` or `status: draft`.
    pub draft: bool,
    /// Description, usually a sentence or two.
    pub description: Option<String>,
    /// Byte offset in the text at which the Markdown body starts, at a character boundary.
    pub body_start: usize,
    /// Findings in the order of the text.
    pub findings: Vec<Finding>,
}

/// A finding in front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Severity of the finding.
    pub severity: Severity,
    /// Kind of the finding.
    pub code: Code,
    /// The fault and its consequence.
    pub message: Fault,
}

impl Finding {
    /// The finding as a diagnostic for the file at a path, as shown.
    pub fn of(self, path: &str) -> Diagnostic {
        let Self { line, column, severity, code, message } = self;
        Diagnostic { path: path.to_owned(), line, column, severity, code, message }
    }
}

/// The front matter of a text. Never fails: without front matter all fields are empty and the body is the
/// whole text. The text must be the result of [`crate::text::clean`]: line feeds, no byte order mark.
pub fn front_matter(text: &str) -> FrontMatter {
    split::split(text).and_then(|cut| read(text, cut)).map(|(_, found)| found).unwrap_or_default()
}

/// The top-level keys of a text's front matter as written, known or not, in order.
pub fn front_matter_keys(text: &str) -> Vec<String> {
    let value = split::split(text).and_then(|cut| read(text, cut)).map(|(value, _)| value);
    let pairs = value.iter().flat_map(Value::pairs);
    pairs.map(|(key, _)| key.clone()).collect()
}

/// The keys and values of a front matter block, and the fields read from them. `None` if the block turns
/// out to be prose between two thematic breaks.
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

/// Drops parse errors on the lines of duplicate keys. Such a key is an error in TOML, and its own finding
/// describes it better.
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
            // With colons that YAML does not recognise, the whole block is one text.
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
        Dialect::Foreign(language) => Err(Refused {
            at: Place::START,
            limit: Some(Fault::FrontMatterForeign(language.to_owned())),
        }),
    }
}

/// Reads the block line by line and adds a warning. `None` if its first line has no key and none of its
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
    let message = refused.limit.unwrap_or_else(|| Fault::FrontMatterInvalid(name.to_owned()));
    report.warn(refused.at, Code::FrontMatter, message);
    Some(value)
}
