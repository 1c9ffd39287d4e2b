//! One file → one post. Whatever is in the file, a post comes out.

use super::scan::SourceFile;
use crate::markdown::{self, Block, survey};
use crate::post::{
    Code, Diagnostic, FrontMatter, Origin, Post, SearchText, Severity, Story, date_after_name,
    date_in_path, front_matter, is_web,
};
use crate::text::{clean, clean_line};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a file that are read; what follows is left out and reported.
pub const MAX_BYTES: u64 = 16 << 20;

/// A file's text, clean, and whether bytes had to be replaced or left out.
struct Source<'a> {
    text: Cow<'a, str>,
    invalid: bool,
    cut: bool,
}

fn source(origin: &Origin) -> io::Result<Source<'_>> {
    match origin {
        Origin::Embedded(text) => Ok(Source { text: clean(text), invalid: false, cut: false }),
        Origin::Memory(text) => Ok(Source { text: clean(text), invalid: false, cut: false }),
        Origin::File(path) => {
            let file = File::open(path)?;
            let mut bytes = Vec::with_capacity(
                file.metadata().map_or(0, |data| data.len().min(MAX_BYTES)) as usize + 1,
            );
            file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
            let cut = bytes.len() as u64 > MAX_BYTES;
            if cut {
                bytes.truncate(MAX_BYTES as usize);
                // Half a character at the cut is not the author's fault.
                while bytes.last().is_some_and(|byte| byte & 0xC0 == 0x80) {
                    bytes.pop();
                }
                bytes.pop();
            }
            let (text, invalid) = match String::from_utf8(bytes) {
                Ok(text) => (text, false),
                Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
            };
            let text = match clean(&text) {
                Cow::Borrowed(_) => text,
                Cow::Owned(cleaned) => cleaned,
            };
            Ok(Source { text: Cow::Owned(text), invalid, cut })
        }
    }
}

/// Reads a post again for the reader: its Markdown as blocks.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn body(origin: &Origin) -> io::Result<Vec<Block>> {
    let source = source(origin)?;
    let start = front_matter(&source.text).body_start;
    Ok(markdown::parse(&source.text[start..]))
}

/// A post's whole text, read again and clean: what findings count lines and columns in.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn text(origin: &Origin) -> io::Result<String> {
    source(origin).map(|source| source.text.into_owned())
}

/// Reads a post. `None` only if the file cannot be read at all; the findings say why.
pub fn read(file: &SourceFile) -> (Option<Post>, Vec<Diagnostic>) {
    match source(&file.origin) {
        Ok(source) => {
            let (post, findings) = post(file, &source);
            (Some(post), findings)
        }
        Err(error) => {
            let message = clean_line(&format!("cannot be read: {error}"));
            (None, vec![finding(file, Severity::Error, Code::Unreadable, message)])
        }
    }
}

fn post(file: &SourceFile, source: &Source) -> (Post, Vec<Diagnostic>) {
    let front = front_matter(&source.text);
    let survey = survey(&source.text[front.body_start..]);
    let mut findings: Vec<Diagnostic> = Vec::new();
    if source.cut {
        let message = format!("is larger than {} MB; the rest was left out", MAX_BYTES >> 20);
        findings.push(finding(file, Severity::Warning, Code::TooLarge, message));
    }
    if source.invalid {
        let message = "holds bytes that are not UTF-8; they are shown as \u{FFFD}".to_owned();
        findings.push(finding(file, Severity::Warning, Code::InvalidUtf8, message));
    }
    let late = date_after_name(&file.shown, &source.text, &front);
    let found = front.findings.iter().cloned().chain(late);
    findings.extend(found.map(|finding| finding.of(&file.shown)));
    let title = title(file, &front, survey.headings.first().map(|heading| heading.text.as_str()));
    let stories = survey
        .sections
        .into_iter()
        .filter(|section| is_web(&section.url))
        .map(|section| Story {
            title: section.title,
            summary: section.summary,
            url: section.url,
            level: section.level,
            offset: section.offset,
        })
        .collect();
    let labels = front.tags.iter().chain(&front.categories).chain(&front.authors);
    let search = SearchText::new(&title, labels.map(String::as_str), &survey.plain);
    let in_drafts = Path::new(&file.shown).iter().any(|part| part == "_drafts");
    let post = Post {
        id: file.id,
        path: file.shown.clone(),
        origin: file.origin.clone(),
        title,
        date: front.date.or_else(|| date_in_path(&file.shown)),
        authors: front.authors,
        categories: front.categories,
        tags: front.tags,
        source: front.source,
        stories,
        draft: front.draft || in_drafts,
        words: survey.words,
        has_code: survey.has_code,
        warnings: findings.len(),
        search,
    };
    (post, findings)
}

/// The title of the front matter, else the first heading, else the file's name, or its folder's
/// where the file is only called `index`.
fn title(file: &SourceFile, front: &FrontMatter, heading: Option<&str>) -> String {
    let given = [front.title.as_deref(), heading];
    if let Some(title) = given.into_iter().flatten().find(|title| !title.trim().is_empty()) {
        return title.to_owned();
    }
    let path = Path::new(&file.shown);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).map(std::ffi::OsStr::to_string_lossy);
    match (stem.as_ref(), folder) {
        ("index" | "_index", Some(folder)) => folder.into_owned(),
        ("", _) => file.shown.clone(),
        _ => stem.into_owned(),
    }
}

fn finding(file: &SourceFile, severity: Severity, code: Code, message: String) -> Diagnostic {
    Diagnostic { path: file.shown.clone(), line: 0, column: 0, severity, code, message }
}
