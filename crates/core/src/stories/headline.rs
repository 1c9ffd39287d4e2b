//! The headline and the page of a piece of text: a list item, a paragraph, a line of one.

use super::anchors::{Anchor, PageKind, within};
use super::days::is_day;
use super::text::{
    first_sentence, is_announcing, is_blank, is_change_name, is_comments, is_generic,
    is_identifier, is_link_sign, numbering, trim_marks, without_images,
};
use std::ops::Range;

/// Position of the page's link in a piece of text, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LinkPosition {
    /// A link at the beginning, perhaps after a number or a short label.
    LinkFirst,
    /// Strong text at the beginning, and a link anywhere.
    StrongFirst,
    /// An address, or a link such as `here`, at the end of the text.
    AddressLast,
    /// A link within the text.
    LinkAmid,
}

/// The headline and the page read from a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeadlineReading<'a> {
    pub headline: String,
    pub url: &'a str,
    pub shape: LinkPosition,
    /// The text of the link as written, for comparison with other links.
    pub words: &'a str,
}

/// Maximum number of words in a subject before a sentence, where each Han character is a word.
const MAX_SUBJECT_WORDS: usize = 5;

/// Maximum number of words in a label before a link, as in `技术博文：[…]`.
pub(super) const MAX_LABEL_WORDS: usize = 8;

/// Maximum number of words in a name before a link that ends in a bracket.
const MAX_NAME_WORDS: usize = 4;

/// Maximum number of words in a headline before an address with more text after it.
const MAX_HEADLINE_WORDS: usize = 40;

/// Reads a piece of text: `range` of a block's text. `anchors` are the anchors of the block;
/// `strong_lead` is the end of the strong text at the beginning of the piece. Returns `None` if the
/// piece names no page of its own.
pub(super) fn read<'a>(
    text: &'a str,
    range: Range<usize>,
    anchors: &[Anchor<'a>],
    strong_lead: usize,
) -> Option<HeadlineReading<'a>> {
    let within: Vec<&Anchor> =
        within(anchors, &range).iter().filter(|anchor| anchor.is_usable).collect();
    let start = range.start + numbering(&text[range.clone()]);
    let words = |anchor: &Anchor| text[anchor.text.clone()].trim();
    // A list of people is no news.
    let not_people = || within.iter().filter(|anchor| !anchor.is_profile);
    let with_words = not_people().find(|anchor| !is_link_sign(words(anchor)));
    let first = *with_words.or_else(|| not_people().next())?;
    let is_word_only = |anchor: &Anchor| anchor.is_bare || is_generic(words(anchor));
    let before = |anchor: &Anchor| text[start.min(anchor.text.start)..anchor.text.start].trim();
    let behind = |anchor: &Anchor| &text[anchor.text.end.min(range.end)..range.end];
    let reading = |headline: &str, anchor: &Anchor<'a>, shape| {
        let headline = trim_marks(&without_images(headline)).to_owned();
        // A line with the name of a site and a link to the comments there has no headline.
        let is_site = is_comments(words(anchor)) && is_site_name(&headline);
        let is_name = !is_blank(&headline) && !is_generic(&headline) && !is_site;
        is_name.then_some(HeadlineReading {
            headline,
            url: anchor.url,
            shape,
            words: &text[anchor.text.clone()],
        })
    };
    let opens = is_blank(before(first)) || is_label(before(first));
    if opens && !is_word_only(first) {
        let is_name_only =
            || is_identifier(words(first)) && behind(first).contains(char::is_alphabetic);
        if is_word_of_sentence(words(first), behind(first)) || is_name_only() {
            let sentence = first_sentence(&text[first.text.start..range.end]);
            return reading(sentence, first, LinkPosition::LinkFirst);
        }
        let is_day_only = || !is_blank(behind(first)) && is_day(words(first));
        if is_change_name(words(first)) || is_day_only() {
            // A change number, a hash or a day is no headline; the rest of the text is.
            let rest =
                first_sentence(behind(first).trim_start_matches(|c: char| !c.is_alphanumeric()));
            return reading(rest, first, LinkPosition::LinkFirst);
        }
        // Two links that touch within emphasis are one headline.
        return reading(words(first), first, LinkPosition::LinkFirst);
    }
    if strong_lead > start && strong_lead <= range.end {
        let strong = &text[start..strong_lead];
        // The link in the strong text, or else one whose text announces the news.
        let is_own = |anchor: &&&Anchor| anchor.text.start < strong_lead;
        let named = within.iter().find(is_own).or_else(|| announcing(&within, text));
        let named = named.unwrap_or(&first);
        let end = if is_word_only(named) { named.text.start.max(strong_lead) } else { range.end };
        let headline = if opens_sentence(strong, &text[strong_lead..end]) {
            first_sentence(&text[start..end])
        } else {
            strong
        };
        return reading(headline, named, LinkPosition::StrongFirst);
    }
    let last = within.last().filter(|last| is_word_only(last) && is_blank(behind(last)));
    // A headline, its address, and a remark after it.
    let amid = || {
        Some(&first).filter(|first| {
            (first.is_bare || is_link_sign(words(first)))
                && crate::text::words(before(first)) <= MAX_HEADLINE_WORDS
        })
    };
    let named = last.or_else(amid)?;
    // `Slides are here` is a sentence, `Slides are` is none. A further sentence only points at the page.
    let ends_sentence = words(named).eq_ignore_ascii_case("here")
        && before(named).ends_with(|last: char| last.is_ascii_lowercase());
    let headline =
        if ends_sentence { first_sentence(&text[start..named.text.end]) } else { before(named) };
    reading(headline, named, LinkPosition::AddressLast)
}

/// True for the name of a site, as in `(example.org)`.
fn is_site_name(text: &str) -> bool {
    let name = text.trim_matches(|c: char| !c.is_alphanumeric());
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    name.contains('.') && name.chars().all(is_part)
}

/// The first link whose text announces something.
fn announcing<'w, 'a>(within: &'w [&'w Anchor<'a>], text: &str) -> Option<&'w &'w Anchor<'a>> {
    within.iter().find(|anchor| is_announcing(&text[anchor.text.clone()]))
}

/// True for a text that opens with a link that does not lead to the web, so that its page is unknown.
pub(super) fn opens_elsewhere(text: &str, anchors: &[Anchor<'_>]) -> bool {
    anchors.first().is_some_and(|first| {
        let words = &text[first.text.clone()];
        first.page == PageKind::NotWeb
            && !first.url.starts_with('#')
            && crate::text::words(words) >= 3
            && !words.trim_start().starts_with("[image: ")
            && is_blank(&text[numbering(text).min(first.text.start)..first.text.start])
    })
}

/// Reads a piece of text that names its page within a sentence.
pub(super) fn read_sentence<'a>(
    text: &'a str,
    range: Range<usize>,
    anchors: &[Anchor<'a>],
) -> Option<HeadlineReading<'a>> {
    let start = range.start + numbering(&text[range.clone()]);
    let is_open = |anchor: &&Anchor| anchor.is_usable && !anchor.is_profile;
    let within: Vec<&Anchor> = within(anchors, &range).iter().filter(is_open).collect();
    let first = *announcing(&within, text).or(within.first())?;
    // Words after an address are a headline, the address is none.
    let behind = &text[first.text.end.min(range.end)..range.end];
    let is_led = first.is_bare && is_blank(&text[start..first.text.start.max(start)]);
    let words = if is_led && has_words(behind) {
        without_brackets(behind.trim())
    } else {
        &text[start..range.end]
    };
    let headline = trim_marks(&without_images(first_sentence(words))).to_owned();
    let is_address_alone = first.is_bare
        && is_blank(&text[start..range.end].replace(text[first.text.clone()].trim(), ""));
    let is_headline = !is_blank(&headline) && !is_generic(&headline) && !is_address_alone;
    is_headline.then_some(HeadlineReading {
        headline,
        url: first.url,
        shape: LinkPosition::LinkAmid,
        words: &text[first.text.clone()],
    })
}

/// The text within the brackets around all of it, or the text itself.
fn without_brackets(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    // In `(a) b (c)` the two are not a pair.
    let is_pair = |inner: &&str| inner.find(')').is_none_or(|end| inner[..end].contains('('));
    inner.filter(is_pair).unwrap_or(text)
}

/// True for a text with a word, which a count of stars or a number is not.
fn has_words(text: &str) -> bool {
    let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    text.split(|c: char| !c.is_alphanumeric()).any(is_word)
}

/// True for a name or a subject that the text behind it goes on from: `Alpha`, ` is out`.
fn opens_sentence(strong: &str, behind: &str) -> bool {
    let most = if strong.is_ascii() { MAX_NAME_WORDS } else { MAX_SUBJECT_WORDS };
    let next = behind.trim_start_matches([' ', ',', '，']).chars().next();
    let is_title = strong.trim_end().ends_with([':', '：', '.', '。', '!', '！', '?', '？']);
    !is_title
        && crate::text::words(strong) <= most
        && next.is_some_and(char::is_alphanumeric)
        && has_words(behind)
}

/// True for a link that is a verb of the sentence it opens, as in `[fixed](…) a bug`: a word in lower case
/// before an article or the like.
fn is_word_of_sentence(words: &str, behind: &str) -> bool {
    let is_verb = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_lowercase());
    let next = behind.strip_prefix(' ').and_then(|behind| behind.split_whitespace().next());
    is_verb && next.is_some_and(|next| ["a", "an", "the", "this", "that", "all"].contains(&next))
}

/// True for a short label before a link: `技术博文：`, `[performance]`, `New:`, `Ann (Alpha)`, `24 March,`.
fn is_label(before: &str) -> bool {
    let before = before.trim();
    let words = || crate::text::words(before);
    if before.ends_with([':', '：', '|', '｜', '—', '–', '-']) {
        return words() <= MAX_LABEL_WORDS;
    }
    if is_day(before) {
        return true;
    }
    // Brackets are a label, or belong to a name.
    let is_bracketed = before.starts_with(['[', '【', '(', '（']) || !before.is_ascii();
    let most = if is_bracketed { MAX_LABEL_WORDS } else { MAX_NAME_WORDS };
    before.ends_with([']', '】', ')', '）']) && words() <= most
}
