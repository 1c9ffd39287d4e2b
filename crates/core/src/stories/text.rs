//! Classification of headlines, labels and link texts: numbers, generic words, texts without words.

use memchr::memchr;
use std::borrow::Cow;

/// Length in bytes of the number at the beginning of a text, as in `1. One`, `(2) Two`, `三、三`, `④ four`,
/// `5:37 five`, with the category in brackets before it, as in `【工具】5. 五`.
pub(super) fn numbering(text: &str) -> usize {
    let is_digit = |c: char| {
        matches!(c, '0'..='9' | '０'..='９')
            || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let rest = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '（' | '[' | '【' | '#')
    });
    match rest.chars().next() {
        Some(sign @ ('①'..='⑳' | '⑴'..='⒛' | '❶'..='❿' | '➀'..='➓')) => {
            let behind = &rest[sign.len_utf8()..];
            return text.len() - behind.trim_start_matches([' ', '.', '、', '\u{3000}']).len();
        }
        Some(first) if is_digit(first) => {}
        _ => return numbering_after_category(text),
    }
    let digits = rest.trim_start_matches(is_digit);
    let length = rest.len() - digits.len();
    if let Some(behind) = behind_time(digits) {
        let behind = behind.trim_start_matches([')', '）', ']', '】']);
        return text.len() - behind.trim_start().len();
    }
    let behind = digits.trim_start_matches([
        '.', ')', '、', '．', '）', ':', '：', ']', '】', '\u{20e3}', '\u{fe0f}',
    ]);
    let is_version = digits.starts_with('.') && behind.starts_with(|c: char| c.is_ascii_digit());
    if (1..=9).contains(&length) && behind.len() < digits.len() && !is_version {
        text.len() - behind.trim_start().len()
    } else {
        0
    }
}

/// The text behind the minutes and seconds of a time, as in `1:02:33 One`, given the text from its first colon
/// on.
fn behind_time(text: &str) -> Option<&str> {
    let mut behind = None;
    let mut rest = text;
    while let Some((pair, next)) = rest.strip_prefix(':').and_then(|rest| rest.split_at_checked(2))
        && pair.bytes().all(|byte| byte.is_ascii_digit())
        && !next.starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        behind = Some(next);
        rest = next;
    }
    behind
}

/// Maximum length, in bytes, of a category before a number.
const MAX_CATEGORY: usize = 24;

fn numbering_after_category(text: &str) -> usize {
    let start = text.trim_start();
    let category = start.strip_prefix(['【', '[']).and_then(|open| open.split_once(['】', ']']));
    let numbered = category.filter(|(words, rest)| {
        words.len() <= MAX_CATEGORY && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let Some((_, rest)) = numbered else { return 0 };
    match numbering(rest) {
        0 => 0,
        length => text.len() - rest.len() + length,
    }
}

/// A text in lower case.
pub(super) fn lower_case(text: &str) -> Cow<'_, str> {
    // ASCII, and blocks of Unicode whose letters have no case: most titles have no other characters.
    let is_plain = |c: char| {
        matches!(c, '\u{3000}'..='\u{9FFF}' | '\0'..='\u{BF}' | '\u{FF00}'..='\u{FF20}'
            | '\u{2000}'..='\u{20FF}')
    };
    if !text.is_ascii() && !text.chars().all(is_plain) {
        Cow::Owned(text.to_lowercase())
    } else if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A text without its image placeholders.
pub(super) fn without_images(text: &str) -> Cow<'_, str> {
    // Nearly all texts are without brackets.
    if memchr(b'[', text.as_bytes()).is_none() || !text.contains(IMAGE) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(IMAGE) {
        out.push_str(&rest[..start]);
        rest = rest[start..].find(']').map_or("", |end| &rest[start + end + 1..]);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Beginning of an image placeholder.
const IMAGE: &str = "[image: ";

/// True for a text without letters and digits: blanks, punctuation, emoji, images.
pub(super) fn is_blank(text: &str) -> bool {
    let Some(first) = text.find(char::is_alphanumeric) else { return true };
    // Nearly all texts begin with a word.
    text[..first].contains('[') && !without_images(text).contains(char::is_alphanumeric)
}

/// The text without blanks and punctuation around it; quotation marks and closed brackets stay.
pub(super) fn trim_marks(text: &str) -> &str {
    let is_mark = |c: char| {
        matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '｜' | ',' | '，' | ';' | '；' | '、')
            || matches!(c, '>' | '»' | '→' | '*' | '•' | '·')
            // Editors put blanks without width beside emphasis.
            || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
            || c.is_whitespace()
    };
    let text = text.trim_start_matches(is_mark);
    // The end of `Vec<u8>` belongs to it.
    let has_angle = text.contains('<');
    let text = text.trim_end_matches(|c: char| is_mark(c) && !(c == '>' && has_angle));
    // An unpaired bracket at the end belongs to text that was cut off.
    let text = text.strip_suffix(['(', '（', '[', '【', '<']).unwrap_or(text).trim_end();
    text.trim_end_matches([':', '：', ',', '，', '-', '–', '—'])
}

/// Link texts that name no page, in lower case: `here`, `Link`, `阅读更多`.
const GENERIC: [&str; 66] = [
    "here",
    "this",
    "this link",
    "link",
    "links",
    "url",
    "source",
    "sources",
    "original",
    "read",
    "read it",
    "read more",
    "read on",
    "read the post",
    "read the article",
    "read the full post",
    "full post",
    "more",
    "more info",
    "more information",
    "more details",
    "learn more",
    "see more",
    "details",
    "article",
    "blog",
    "blog post",
    "post",
    "paper",
    "pdf",
    "code",
    "repo",
    "repository",
    "github",
    "gh",
    "website",
    "homepage",
    "docs",
    "announcement",
    "release",
    "release notes",
    "tweet",
    "thread",
    "discussion",
    "comments",
    "hn",
    "reddit",
    "video",
    "youtube",
    "discuss",
    "permalink",
    "链接",
    "鏈接",
    "連結",
    "跳转链接",
    "详情",
    "详情链接",
    "阅读更多",
    "阅读原文",
    "查看原文",
    "原文",
    "原文链接",
    "来源",
    "项目地址",
    "更多",
    "リンク",
];

/// True for a link text that is only an arrow or a sign for a link: `↗`, `🔗`.
pub(super) fn is_link_sign(text: &str) -> bool {
    let is_sign = |c: char| {
        matches!(c, '→' | '➜' | '➡' | '↗' | '⇗' | '➚' | '⤴' | '⧉' | '»' | '🔗' | '📎' | '🌐')
            || c == '\u{fe0f}'
    };
    !text.is_empty() && text.chars().all(is_sign)
}

/// True for a link text that says nothing about the page it leads to.
pub(super) fn is_generic(text: &str) -> bool {
    if is_link_sign(text.trim()) {
        return true;
    }
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= 24 && GENERIC.iter().any(|generic| text.eq_ignore_ascii_case(generic))
        || is_comments(text)
        || is_pointer(text)
}

/// True for two or three words that only point at the page: `Details here`, but not `Alpha is here`.
fn is_pointer(text: &str) -> bool {
    let parts = text.len().checked_sub(" here".len()).and_then(|end| text.split_at_checked(end));
    let Some((before, last)) = parts else { return false };
    let mut before = before.rsplit(' ');
    let is_sentence = |word: &str| {
        ["is", "are", "now", "finally", "almost"].iter().any(|it| word.eq_ignore_ascii_case(it))
    };
    last.eq_ignore_ascii_case(" here")
        && !before.next().is_some_and(is_sentence)
        && before.count() < 2
}

/// True for the text of a link to the discussion of a page: `comments (47)`.
pub(super) fn is_comments(text: &str) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphabetic());
    COMMENTS.iter().any(|comments| words.eq_ignore_ascii_case(comments))
}

/// Link texts for the discussion of a page, perhaps with their number beside them: `42 comments`.
const COMMENTS: [&str; 9] = [
    "comment",
    "comments",
    "discussion",
    "discussions",
    "replies",
    "points",
    "评论",
    "評論",
    "讨论",
];

/// Link texts that announce something: the page they lead to is the news.
const ANNOUNCING: [&str; 18] = [
    "posted",
    "proposed",
    "announced",
    "published",
    "released",
    "shared",
    "wrote",
    "launched",
    "introduced",
    "merged",
    "is out",
    "now available",
    "发布",
    "宣布",
    "推出",
    "提出",
    "公布",
    "開源",
];

/// True for a link text that announces something.
pub(super) fn is_announcing(text: &str) -> bool {
    let text = text.trim();
    ANNOUNCING.iter().any(|announcing| text.eq_ignore_ascii_case(announcing))
}

/// True for a commit hash or the number of a change: `c5f82b8421`, `#1234`, `a/b#12`, `PR 7`.
pub(super) fn is_change_name(text: &str) -> bool {
    let text = text.trim_matches(|c: char| {
        matches!(c, '[' | ']' | '(' | ')' | '`' | '\'' | '"' | '.' | ',' | ':') || c.is_whitespace()
    });
    let is_hash = text.len() >= 7
        && text.len() <= 40
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte.is_ascii_digit());
    let (name, number) = text.rsplit_once(['#', '!', ' ']).unwrap_or(("", text));
    let is_number = !number.is_empty()
        && number.len() <= 7
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && (name.is_empty() && text.len() > number.len()
            || matches!(
                name,
                "PR" | "PR " | "pr" | "MR" | "MR " | "Issue" | "issue" | "pull" | "GH-"
            )
            || name.contains('/') && !name.contains(' ')
            || text.contains('#') && !name.contains(' ') && name.len() < 24);
    is_hash || is_number
}

/// True for the name of a proposal, a standard or a report, which does not say what it is about: `SE-0331`, `PEP 703`,
/// `CVE-2025-1234`.
pub(super) fn is_identifier(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.len() - digits.len();
    let number = digits.strip_prefix(['-', ' ']).unwrap_or(digits);
    // A meeting is told by its year.
    let is_year = number.len() == 4 && number.starts_with(['1', '2']) && !digits.starts_with('-');
    (1..=6).contains(&letters)
        && (3..=10).contains(&number.len())
        && !is_year
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// The first sentence of a text, cut to at most `MAX_SENTENCE` characters.
pub(super) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let mut end = text.len();
    for (at, character) in text.char_indices() {
        let ends = match character {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => {
                text[at + 1..].starts_with(char::is_whitespace)
                    && at > 20
                    && !ends_in_short_word(&text[..at])
            }
            _ => false,
        };
        if ends {
            end = if matches!(character, '.' | '。') { at } else { at + character.len_utf8() };
            break;
        }
    }
    let sentence = &text[..end];
    match sentence.char_indices().nth(MAX_SENTENCE) {
        Some((cut, _)) => {
            let cut_text = &sentence[..cut];
            let at = cut_text.rfind([' ', '，', ',', '；', '、']).filter(|at| *at > cut / 2);
            cut_text[..at.unwrap_or(cut)].trim_end()
        }
        None => sentence,
    }
}

/// Maximum length, in characters, of a headline taken from a sentence.
const MAX_SENTENCE: usize = 160;

/// True if the full stop after the text may be that of an abbreviation: `e.g.`, `v. 2`, `No. 1`.
fn ends_in_short_word(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    word.chars().count() <= 2 || word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, number) in [
            ("1. One", "1. "),
            ("2、二", "2、"),
            ("十二、A", "十二、"),
            ("(3) x", "(3) "),
            ("（４）四", "（４）"),
            ("⑤ five", "⑤ "),
            ("【6】six", "【6】"),
            ("【工具】5.五", "【工具】5."),
            ("[news]6、six", "[news]6、"),
            ("5:37 seven", "5:37 "),
            ("[1:02:33] 八", "[1:02:33] "),
        ] {
            assert_eq!(&text[..numbering(text)], number);
        }
        let long = format!("1{} One", ":00".repeat(1_000_000));
        assert_eq!(&long[numbering(&long)..], "One");
        for text in ["1.27 is out", "2024", "一致性", "三大云", "Go 1. x", "[a]1.2", ""] {
            assert_eq!(numbering(text), 0, "{text}");
        }
    }

    #[test]
    fn images_say_nothing() {
        assert_eq!(without_images("a [image: b] c[image: d"), "a  c");
        assert!(is_blank("🎉 [image: logo 2] →"));
        assert!(!is_blank("🎉 a"));
    }

    #[test]
    fn signs_of_links_name_no_page() {
        assert!(is_link_sign("↗") && is_link_sign("➡️") && is_generic(" 🔗 "));
        assert!(!is_link_sign("") && !is_link_sign("A ↗") && !is_generic("🎉"));
    }

    #[test]
    fn words_that_point_at_a_page_do_not_name_it() {
        for text in ["here", "Details here", "Full Report Here", "read it here."] {
            assert!(is_generic(text), "{text}");
        }
        for text in
            ["Alpha is here", "Beta 2 Is Here", "Gamma is finally here", "Where", "Here it is"]
        {
            assert!(!is_generic(text), "{text}");
        }
    }

    #[test]
    fn marks_around_a_headline_go() {
        assert_eq!(trim_marks("\u{200b}****Alpha ships：\u{200b}"), "Alpha ships");
        assert_eq!(trim_marks("- Vec<u8> ("), "Vec<u8>");
    }

    #[test]
    fn hashes_and_numbers_name_no_page() {
        for text in
            ["c5f82b8421", "`aea4e99`", "#1234", "[#1234]", "iojs/io.js#1534", "PR #12", "!45"]
        {
            assert!(is_change_name(text), "{text}");
        }
        for text in
            ["2024", "Go 1", "Rust 2024", "deadbeef", "C#", "Issue tracker", "Top 10", "k8s"]
        {
            assert!(!is_change_name(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_ends_where_a_reader_sees_its_end() {
        assert_eq!(
            first_sentence("Alpha 1.2 is out, at last. It is fast."),
            "Alpha 1.2 is out, at last"
        );
        assert_eq!(first_sentence("云报发布了新版本。它很快。"), "云报发布了新版本");
        assert_eq!(first_sentence("没有句号"), "没有句号");
        assert!(first_sentence(&"word ".repeat(100)).chars().count() <= MAX_SENTENCE);
    }
}
