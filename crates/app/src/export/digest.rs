//! A document as a Markdown digest, which the program reads back as the same stories.

use super::{Edition, Entry};
use crate::markdown::{destination, escaped, escaped_paragraph};
use crate::messages::{Language, Text};
use crate::post::day_in_heading;
use std::fmt::Write;

/// The digest.
pub(super) fn digest(edition: &Edition) -> String {
    // A string is valid YAML in the form it has in JSON.
    let title = serde_json::Value::from(edition.title.as_str());
    let mut out = format!("---\ntitle: {title}\n");
    if let Some(day) = edition.newest() {
        let _ = writeln!(out, "date: {day}");
    }
    // The category makes it a digest and not an article, however few stories it has.
    out.push_str("categories: [digest]\n---\n");
    for group in edition.groups() {
        let marks = if let Some(heading) = &group.heading {
            // With a sign, a tag such as `jobs` is not taken for the heading of a footer.
            let sign = if day_in_heading(heading).is_some() { "" } else { "#" };
            let _ = write!(out, "\n## {}\n", escaped(&format!("{sign}{heading}")));
            "###"
        } else {
            "##"
        };
        for entry in group.entries {
            write_entry(&mut out, entry, marks, edition.language);
        }
    }
    out
}

fn write_entry(out: &mut String, entry: &Entry, marks: &str, language: Language) {
    let _ = write!(out, "\n{marks} {}\n", escaped(&entry.title));
    if !entry.summary.is_empty() {
        let _ = write!(out, "\n{}\n", escaped_paragraph(&entry.summary));
    }
    if let Some(url) = &entry.url {
        let name = entry.source_name().unwrap_or_default();
        let label = Text::SourceLabel.say(language);
        let _ = writeln!(out, "\n{label} [{}]({})", escaped(&name), destination(url));
    }
    // Below the source, so that it is not taken for the summary.
    for (number, line) in entry.note_lines().enumerate() {
        out.push_str(if number == 0 { "\n> " } else { ">\n> " });
        let _ = writeln!(out, "{}", escaped_paragraph(line));
    }
}
