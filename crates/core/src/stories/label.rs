//! Source lines, by which a digest names the page of a news item: `**Source:** [title](url)`,
//! `来源：<url>`, `via [title](url)`, `[原文链接](url)`.

use super::anchors::{Anchor, within};
use super::text::lower_case;
use crate::text::start_of;
use crate::web::is_web;
use memchr::memchr2;
use std::ops::Range;

/// Labels that open a source line, in lower case; a label comes before those that are a prefix of it.
const LABELS: [&str; 75] = [
    "source link",
    "sources",
    "source url",
    "source",
    "original link",
    "original post",
    "original",
    "permalink",
    "read more",
    "full article",
    "full story",
    "links",
    "link",
    "url",
    "via",
    "原文链接",
    "原文鏈接",
    "原文連結",
    "原文地址",
    "英文原文",
    "原文标题",
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
    "地址",
    "鏈接",
    "連結",
    "主要出典",
    "出典",
    "元記事",
    "情報源",
    "ソース",
    "リンク",
    "주요 출처",
    "출처",
    "원문 링크",
    "원문",
    "링크",
    "quellen",
    "quelle",
    "fuentes",
    "fuente",
    "enlaces",
    "enlace",
    "liens",
    "lien",
    "fontes",
    "fonte",
    "fonti",
    "ligação",
    "bron",
    "källa",
    "kilde",
    "źródło",
    "zdroj",
    "forrás",
    "kaynak",
    "источники",
    "источник",
    "ссылки",
    "ссылка",
    "оригинал",
    "джерело",
    "посилання",
    "nguồn",
    "sumber",
    "المصدر",
];

/// Maximum length, in bytes, of these labels.
const MAX_LABEL_BYTES: usize = 24;

/// Number of lower-case words that make a text a sentence.
const SENTENCE: usize = 5;

/// The address named by a source line in a block. `lines` are the ranges of the block's lines in its
/// text. A label at the end of one line goes with the address in the next; each part of a line between
/// vertical bars is read separately.
pub(super) fn labelled<'a>(
    text: &str,
    lines: impl Iterator<Item = Range<usize>>,
    anchors: &[Anchor<'a>],
) -> Option<&'a str> {
    if anchors.is_empty() {
        return None;
    }
    let mut found = None;
    let mut waiting: Option<usize> = None;
    for line in lines {
        let start = waiting.take().unwrap_or(line.start);
        let part = &text[start..line.end];
        let is_label_alone = |part: &str| {
            let part = part.trim();
            part.ends_with([':', '：']) && is_label(part)
        };
        if is_label_alone(part) {
            waiting = Some(start);
            continue;
        }
        // A bar within the text of a link belongs to a title.
        let is_between = |at: &usize| !anchors.iter().any(|anchor| anchor.text.contains(at));
        // Nearly all lines have neither a bar nor the first byte of the full-width one.
        let barred = if memchr2(b'|', 0xEF, part.as_bytes()).is_some() { part } else { "" };
        let bars = barred.match_indices(['|', '｜']).map(|(at, bar)| (start + at, bar.len()));
        let bars = bars.filter(|(at, _)| is_between(at));
        let mut from = start;
        for (end, bar) in bars.chain([(line.end, 0)]) {
            let (range, words) = (from..end, &text[from..end]);
            from = end + bar;
            let within = within(anchors, &range);
            if let Some(first) = within.first() {
                let at =
                    first.text.start - range.start..(first.text.end - range.start).min(words.len());
                let above = if range.start == line.start { &text[..line.start] } else { "" };
                keep(&mut found, address(words, at, first.url, within.len() == 1, above));
            }
        }
    }
    found
}

/// The address in a line, if it is a source line: `url`, with `link` as the range of its text in
/// `words`. `above` is the text of the paragraph above the line.
fn address<'a>(
    words: &str,
    link: Range<usize>,
    url: &'a str,
    is_only_link: bool,
    above: &str,
) -> Option<&'a str> {
    if link.start > link.end {
        return None;
    }
    let before = bare(&words[..link.start]);
    let named = if before.is_empty() {
        // The label is the link itself, and nothing follows it.
        is_label(&words[link.clone()]) && bare(&words[link.end..]).is_empty()
    } else {
        let behind = if is_only_link { &words[link.end..] } else { "" };
        match label_and_name(before) {
            Some(("via", None)) => small_words(behind) == 0 && !goes_on(above),
            Some((_, Some(name))) => small_words(name) + small_words(behind) < SENTENCE,
            _ => false,
        }
    };
    named.then_some(url)
}

/// Keeps the first web address, or until there is one, the last other address.
fn keep<'a>(kept: &mut Option<&'a str>, found: Option<&'a str>) {
    if !kept.is_some_and(is_web) {
        *kept = found.or(*kept);
    }
}

/// True for a line that ends in the middle of a sentence.
fn goes_on(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    last.starts_with(|first: char| first.is_ascii_lowercase())
        && last.ends_with(char::is_alphanumeric)
}

/// Number of words that begin with a lower-case letter, as most words of a sentence do and few words of
/// a name. Words in brackets do not count, nor does a text that begins with `by`.
fn small_words(text: &str) -> usize {
    let mut depth = 0_usize;
    let is_outside = |character: &char| {
        match character {
            '(' | '[' | '（' | '【' => depth += 1,
            ')' | ']' | '）' | '】' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    let outside: String = text.chars().filter(is_outside).collect();
    let mut words = outside
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    if words.peek() == Some(&"by") {
        return 0;
    }
    words.filter(|word| word.starts_with(|first: char| first.is_ascii_lowercase())).count()
}

/// The text without blanks, brackets, emoji and dashes around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '：'))
}

/// True for a text that is a label and nothing else.
pub(super) fn is_label(text: &str) -> bool {
    let text = bare(text).trim_end_matches([':', '：']).trim();
    text.len() <= MAX_LABEL_BYTES && LABELS.contains(&&*lower_case(text))
}

/// Last words of longer labels, as in `LKML 的連結：`, `原文 Link:`.
const ENDINGS: [&str; 17] = [
    " link",
    " links",
    "链接",
    "連結",
    "鏈接",
    "连结",
    "网址",
    "網址",
    "原文",
    "来源",
    "來源",
    "出处",
    "项目地址",
    "仓库地址",
    "开源地址",
    "github地址",
    "github 地址",
];

/// Last words of labels that name the page of a thing: `项目主页：`.
const PAGES: [&str; 7] = ["主页", "主頁", "官网", "官網", "地址", "homepage", "website"];

/// Maximum length, in bytes, of these labels.
const MAX_PAGE_BYTES: usize = 32;

/// First words of labels that name the source of a picture, not of news.
const PICTURES: [&str; 11] =
    ["图", "圖", "题图", "題圖", "封面", "照片", "画像", "photo", "image", "picture", "cover"];

/// Last words of these labels.
const CREDITS: [&str; 9] =
    ["来源", "來源", "出处", "出處", "source", "credit", "credits", "by", "via"];

/// Maximum length, in bytes, of these labels.
const MAX_CREDIT_BYTES: usize = 32;

/// True for a text that begins with the label of a picture's source, as in `图片来源：`, `Photo credit:`.
pub(super) fn is_picture_credit(text: &str) -> bool {
    let text = text.trim_start();
    // Nearly all texts begin otherwise.
    if !PICTURES.iter().any(|picture| starts_with_ignoring_case(text, picture)) {
        return false;
    }
    let Some(colon) = text.find([':', '：']).filter(|colon| *colon <= MAX_CREDIT_BYTES) else {
        return false;
    };
    let label = text[..colon].trim_end().to_lowercase();
    CREDITS.iter().any(|credit| label.ends_with(credit))
}

/// True for a label that says only that it names the page of a thing, not of which: `项目主页`.
pub(super) fn is_page_label(label: &str) -> bool {
    let label = bare(label).trim_end_matches([':', '：']).trim_end();
    label.chars().count() <= 4 && !label.is_ascii() && names_page(label)
        || ["homepage", "website"].iter().any(|word| label.eq_ignore_ascii_case(word))
}

/// True for a label, without its colon, that names the page of a thing: `Alpha 主页`, `Project website`.
pub(super) fn names_page(label: &str) -> bool {
    let label = bare(label);
    label.len() <= MAX_PAGE_BYTES && {
        let label = lower_case(label);
        PAGES.iter().any(|page| label.ends_with(page))
    }
}

/// The label that a text begins with.
fn label_at_start(text: &str) -> Option<&'static str> {
    let start = lower_case(start_of(text, MAX_LABEL_BYTES));
    let first = *start.as_bytes().first()?;
    // Nearly all labels are ruled out by their first byte.
    let begins = |label: &&str| label.as_bytes()[0] == first && start.starts_with(label);
    LABELS.into_iter().find(begins).filter(|label| text.is_char_boundary(label.len()))
}

/// True for a text that begins with a label in lower case, in whatever case.
fn starts_with_ignoring_case(text: &str, label: &str) -> bool {
    let (text, label) = (text.as_bytes(), label.as_bytes());
    // Nearly all labels are ruled out by their first byte.
    text.first().map(u8::to_ascii_lowercase) == label.first().copied()
        && text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
}

/// True for a short text that ends with a label and a colon.
fn ends_in_label(before: &str) -> bool {
    if is_picture_credit(before) {
        return false;
    }
    let Some(name) = before.strip_suffix([':', '：']) else { return false };
    let name = name.trim_end().to_lowercase();
    name.chars().count() <= 24 && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The label that a text begins with, and the text after its colon, if it has one: empty or a name such
/// as that of the site. `None` where a sentence follows.
fn label_and_name(before: &str) -> Option<(&'static str, Option<&str>)> {
    let Some(label) = label_at_start(before) else {
        return ends_in_label(before).then_some(("", Some("")));
    };
    let rest = before[label.len()..].trim();
    if rest.is_empty() {
        return Some((label, None));
    }
    let name = rest.strip_prefix([':', '：'])?;
    let is_name = name.chars().count() <= 40 && !name.contains(['。', '.', ';', '；']);
    is_name.then_some((label, Some(name)))
}
