//! The line by which a digest names the page a news item comes from: `**Source:** [title](url)`,
//! `来源：<url>`, `via [title](url)`, `[原文链接](url)`.

use super::block::Inline;

/// What such a line begins with, folded to lower case; longer ones before those they begin with.
const LABELS: [&str; 28] = [
    "source link",
    "sources",
    "source",
    "original link",
    "original post",
    "original",
    "permalink",
    "read more",
    "link",
    "via",
    "原文链接",
    "原文鏈接",
    "原文連結",
    "原文地址",
    "英文原文",
    "原文",
    "来源链接",
    "來源連結",
    "信息来源",
    "新闻来源",
    "資料來源",
    "来源",
    "來源",
    "出处",
    "出處",
    "链接",
    "鏈接",
    "連結",
];

/// The address named by the first source line among some running text.
pub(super) fn source_line(inlines: &[Inline]) -> Option<String> {
    inlines
        .split(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak))
        .find_map(|line| address(line).map(str::to_owned))
}

/// The address a line names, if it is a source line.
fn address(line: &[Inline]) -> Option<&str> {
    let mut before = String::new();
    for (index, inline) in line.iter().enumerate() {
        match inline {
            Inline::Text { text, .. } => before.push_str(text),
            Inline::OpenLink(url) => {
                let before = bare(&before);
                let named = if before.is_empty() {
                    // The label is the link itself, and nothing follows it.
                    let (text, rest) = link_text(&line[index + 1..]);
                    is_label(&text) && bare(&rest).is_empty()
                } else {
                    is_labelled(before)
                };
                return named.then_some(url);
            }
            _ => {}
        }
    }
    None
}

/// The text of a link, and what follows it.
fn link_text(rest: &[Inline]) -> (String, String) {
    let end = rest.iter().position(|inline| *inline == Inline::CloseLink).unwrap_or(rest.len());
    let text = |inlines: &[Inline]| {
        let texts = inlines.iter().filter_map(|inline| match inline {
            Inline::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<String>()
    };
    (text(&rest[..end]), text(rest.get(end + 1..).unwrap_or(&[])))
}

/// The text without what is put around a label: blanks, brackets, emoji, dashes.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '：'))
}

fn is_label(text: &str) -> bool {
    let text = bare(text).trim_end_matches([':', '：']).trim().to_lowercase();
    LABELS.contains(&text.as_str())
}

/// True if a text is a label with its colon; `via` needs none.
fn is_labelled(before: &str) -> bool {
    let lower = before.to_lowercase();
    let Some(label) = LABELS.iter().find(|label| lower.starts_with(**label)) else { return false };
    let rest = lower[label.len()..].trim();
    if rest.is_empty() {
        return *label == "via";
    }
    // Between the colon and the link there may be the name of the site, but no sentence.
    rest.strip_prefix([':', '：'])
        .is_some_and(|name| name.chars().count() <= 40 && !name.contains(['。', '.', ';', '；']))
}
