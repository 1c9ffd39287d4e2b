//! Front matter: the block of YAML, TOML or JSON above a post's body.
//!
//! Owns the formats of front matter, its keys and its faults. Knows nothing of the body's Markdown, of
//! other posts or of the disk.
//!
//! Stages: `split` cuts the block by its lines; `plain`, or `signs` and `yaml`, `toml`, `json` or, where
//! they fail, `rescue` parse it into a `Value`; `fields` makes a [`FrontMatter`] of that.

mod block_position;
mod error;
mod fields;
mod foreign;
mod json;
mod keys;
mod markup;
mod names;
mod plain;
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

use self::block_position::BlockPosition;
pub(super) use self::block_position::boundary;
use self::error::FrontMatterError;
use self::fields::FindingCollector;
use self::split::{Cut, FrontMatterFormat};
use self::value::Value;
pub(super) use self::written::{has_own_path, written_at};
use super::DiagnosticMessage;
use super::diagnostic::{Diagnostic, DiagnosticCode, Severity};

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
    pub code: DiagnosticCode,
    /// The fault and its consequence.
    pub message: DiagnosticMessage,
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
    let mut report =
        FindingCollector { block: &text[cut.start..cut.end], line, findings: Vec::new() };
    if cut.format == FrontMatterFormat::Yaml && report.block.trim().is_empty() {
        let found = FrontMatter { body_start: cut.body, ..FrontMatter::default() };
        return Some((Value::Null, found));
    }
    let value = match parse(&mut report, cut.format) {
        Ok(value) => value,
        Err(error) => {
            if let Some(head) = split::reopen(text, cut) {
                cut = head;
                report.block = &text[cut.start..cut.end];
                report.findings.clear();
            }
            let again = if cut.closed { Err(error) } else { parse(&mut report, cut.format) };
            match again {
                Ok(value) => value,
                Err(error) => rescued(&mut report, cut, error)?,
            }
        }
    };
    if value.pairs().is_empty() && !cut.format.may_be_empty() {
        return None;
    }
    if !cut.closed && report.findings.is_empty() {
        report.warn(
            BlockPosition::START,
            DiagnosticCode::FrontMatter,
            DiagnosticMessage::FrontMatterOpen,
        );
    }
    let mut found = fields::fields(&value, &mut report);
    found.body_start = cut.body;
    found.findings = report.findings;
    found.findings.sort_by_key(|finding| (finding.line, finding.column));
    if cut.format == FrontMatterFormat::Toml {
        drop_repeated(&mut found.findings);
    }
    Some((value, found))
}

/// Drops parse errors on the lines of duplicate keys. Such a key is an error in TOML, and its own finding
/// describes it better.
fn drop_repeated(findings: &mut Vec<Finding>) {
    let duplicates: Vec<usize> = findings
        .iter()
        .filter(|f| f.code == DiagnosticCode::DuplicateKey)
        .map(|f| f.line)
        .collect();
    findings.retain(|f| f.code != DiagnosticCode::FrontMatter || !duplicates.contains(&f.line));
}

fn parse(
    report: &mut FindingCollector<'_>,
    format: FrontMatterFormat,
) -> Result<Value, FrontMatterError> {
    let block = report.block;
    if block.len() > MAX_PARSED {
        let limit = Some(DiagnosticMessage::FrontMatterLong(MAX_PARSED >> 10));
        return Err(FrontMatterError { at: BlockPosition::START, limit });
    }
    match format {
        FrontMatterFormat::Yaml => {
            if let Some(value) = plain::parse(block) {
                return Ok(value);
            }
            let quoted = signs::quoted(block);
            // With colons that YAML does not recognise, the whole block is one text.
            let value = yaml::parse(&quoted.block).and_then(|value| {
                value
                    .text()
                    .map_or(Ok(()), |_| Err(FrontMatterError::at(BlockPosition::START)))
                    .map(|()| value)
            })?;
            for place in quoted.places {
                report.warn(place, DiagnosticCode::FrontMatter, DiagnosticMessage::FrontMatterSign);
            }
            Ok(value)
        }
        FrontMatterFormat::Json => json::parse(&json::in_brackets(block)),
        FrontMatterFormat::Toml => toml::parse(block),
        FrontMatterFormat::Pelican => Ok(rescue::read(block, format)),
        FrontMatterFormat::Foreign(language) => Err(FrontMatterError {
            at: BlockPosition::START,
            limit: Some(DiagnosticMessage::FrontMatterForeign(language.to_owned())),
        }),
    }
}

/// Reads the block line by line and adds a warning. `None` if its first line has no key and none of its
/// keys is known.
fn rescued(report: &mut FindingCollector<'_>, cut: Cut, error: FrontMatterError) -> Option<Value> {
    let block = &report.block[..boundary(report.block, MAX_READ)];
    let is_flow = block.trim_start().starts_with('{');
    let value = match cut.format {
        FrontMatterFormat::Json => {
            rescue::read(&json::spread(&json::in_brackets(block)), cut.format)
        }
        FrontMatterFormat::Yaml if is_flow => {
            rescue::read(&json::spread(block), FrontMatterFormat::Json)
        }
        FrontMatterFormat::Foreign(_) => foreign::read(block),
        FrontMatterFormat::Yaml => rescue::read(&signs::quoted(block).block, cut.format),
        other => rescue::read(block, other),
    };
    let separator = cut.format.separator();
    let first = block.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let starts_with_key = first.is_some_and(|line| {
        keys::key_line(line, separator).is_some_and(|found| !found.key.contains(' '))
    });
    let is_foreign = matches!(cut.format, FrontMatterFormat::Foreign(_));
    let has_known = || value.pairs().iter().any(|(key, _)| keys::is_known(key));
    if !is_foreign && !starts_with_key && !has_known() {
        return None;
    }
    let name = match cut.format {
        FrontMatterFormat::Yaml | FrontMatterFormat::Pelican => "YAML",
        FrontMatterFormat::Toml => "TOML",
        FrontMatterFormat::Json => "JSON",
        FrontMatterFormat::Foreign(language) => language,
    };
    let message =
        error.limit.unwrap_or_else(|| DiagnosticMessage::FrontMatterInvalid(name.to_owned()));
    report.warn(error.at, DiagnosticCode::FrontMatter, message);
    Some(value)
}
