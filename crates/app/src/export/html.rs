//! A document as an HTML page for mail: its styles are attributes, since mail programs drop style sheets, and
//! nothing in it is loaded from elsewhere.

use super::{Edition, Entry, for_xml};
use crate::markdown::escape_html;
use crate::messages::{Language, Text};
use crate::web::is_web;
use std::borrow::Cow;
use std::fmt::Write;

const BODY: &str = "margin:0 auto;max-width:42em;padding:1em;line-height:1.5;\
                    font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',\
                    'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
const TITLE: &str = "font-size:1.6em;line-height:1.25;margin:0 0 .25em";
const GROUP: &str = "font-size:1.2em;margin:1.75em 0 0;padding-bottom:.2em;\
                     border-bottom:1px solid #8888";
const STORY: &str = "font-size:1.05em;line-height:1.35;margin:1.4em 0 0";
const TEXT: &str = "margin:.3em 0 0";
const NOTE: &str = "margin:.5em 0;padding-left:.75em;border-left:3px solid #8888";
const FACTS: &str = "margin:.2em 0 0;font-size:.85em;opacity:.7";

/// The page.
pub(super) fn page(edition: &Edition) -> String {
    let language = edition.language;
    let title = escaped(&edition.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n</head>\n<body style=\"{BODY}\">\n<h1 style=\"{TITLE}\">{title}</h1>\n",
        language.tag(),
    );
    let count = Text::Stories(edition.entries.len()).say(language);
    let _ = writeln!(out, "<p style=\"{FACTS}\">{}</p>", escaped(&count));
    for group in edition.groups() {
        if let Some(heading) = &group.heading {
            let _ = writeln!(out, "<h2 style=\"{GROUP}\">{}</h2>", escaped(heading));
        }
        let level = if group.heading.is_some() { 3 } else { 2 };
        for entry in group.entries {
            write_entry(&mut out, entry, level, language);
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write_entry(out: &mut String, entry: &Entry, level: u8, language: Language) {
    let title = escaped(&entry.title);
    // Whatever a post says, only pages of the web are linked to.
    let url = entry.url.as_deref().filter(|url| is_web(url));
    let title = match url {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escaped(url)),
        None => title,
    };
    let _ = writeln!(out, "<h{level} style=\"{STORY}\">{title}</h{level}>");
    if !entry.summary.is_empty() {
        let _ = writeln!(out, "<p style=\"{TEXT}\">{}</p>", escaped(&entry.summary));
    }
    let note: String = entry.note_lines().map(paragraph).collect();
    if !note.is_empty() {
        let _ = writeln!(out, "<blockquote style=\"{NOTE}\">\n{note}</blockquote>");
    }
    let source = url.and(entry.source_name()).map(Cow::into_owned);
    let day = entry.day.map(|day| Text::Day(day.year(), day.month(), day.day()).say(language));
    let count = (entry.reports > 1).then(|| format!("×{}", entry.reports));
    let facts: Vec<String> = source.into_iter().chain(day).chain(count).collect();
    if !facts.is_empty() {
        let _ = writeln!(out, "<p style=\"{FACTS}\">{}</p>", escaped(&facts.join(" · ")));
    }
}

/// The summary of an entry, or its text, and the user's note, as HTML.
pub(super) fn content(entry: &Entry) -> String {
    let mut out = entry.html.clone().unwrap_or_else(|| paragraph(&entry.summary));
    let note: String = entry.note_lines().map(paragraph).collect();
    if !note.is_empty() {
        let _ = writeln!(out, "<blockquote>\n{note}</blockquote>");
    }
    out
}

/// A paragraph as HTML.
fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p>{}</p>\n", escaped(text)) }
}

/// A text for HTML, in an element or in an attribute with double quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_html(&for_xml(text), &mut out);
    out
}
