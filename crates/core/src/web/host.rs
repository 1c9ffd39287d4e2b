//! Hosts for display: in Unicode, unless they could be mistaken for others.

use idna::AsciiDenyList;
use idna::uts46::{Hyphens, Uts46};
use std::borrow::Cow;
use unicode_script::{Script, UnicodeScript};
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

include!(concat!(env!("OUT_DIR"), "/like_ascii.rs"));

/// The host of an address for display. Each Punycode label is decoded if it is clear (`is_clear`); all
/// other labels stay unchanged.
pub fn for_people(ascii: &str) -> Cow<'_, str> {
    if !has_punycode(ascii) {
        return Cow::Borrowed(ascii);
    }
    let (host, read) = Uts46::new().to_user_interface(
        ascii.as_bytes(),
        AsciiDenyList::URL,
        Hyphens::Allow,
        |label, top, _| is_clear(label, top),
    );
    if read.is_ok() { host } else { Cow::Borrowed(ascii) }
}

/// The host of an address with its Punycode decoded.
pub fn in_letters(ascii: &str) -> Cow<'_, str> {
    if !has_punycode(ascii) {
        return Cow::Borrowed(ascii);
    }
    let (host, read) =
        Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::URL, Hyphens::Allow);
    if read.is_ok() { host } else { Cow::Borrowed(ascii) }
}

fn has_punycode(ascii: &str) -> bool {
    ascii.as_bytes().windows(4).any(|four| four == b"xn--")
}

/// True for a label that is displayed in Unicode, by rules like those of browsers. Its characters are of one
/// script, or of those that Chinese, Japanese and Korean mix (UTS #39, "highly restrictive"). It has no
/// combining mark over a Latin, Greek or Cyrillic letter. It does not look entirely like ASCII (`сосо` in
/// Cyrillic), unless its top-level domain is not ASCII, and no Latin letter in it looks like an ASCII one
/// (`ı`). No stroke of Han or kana is beside ASCII, where it looks like punctuation.
fn is_clear(label: &[char], top: &[char]) -> bool {
    let text: String = label.iter().collect();
    if text.detect_restriction_level() > RestrictionLevel::HighlyRestrictive {
        return false;
    }
    if label.iter().any(|character| matches!(character, '\u{300}'..='\u{36F}')) {
        return false;
    }
    if top.iter().all(char::is_ascii)
        && label.iter().all(|character| character.is_ascii() || like_ascii(*character).is_some())
        && !label.iter().any(|character| character.script() == Script::Latin)
    {
        return false;
    }
    let is_latin_like_ascii = |character: &char| {
        character.script() == Script::Latin && like_ascii(*character) == Some(true)
    };
    if label.iter().any(is_latin_like_ascii) {
        return false;
    }
    label.windows(2).all(|pair| {
        let beside_ascii = pair.iter().any(char::is_ascii_alphanumeric);
        !(beside_ascii && pair.iter().any(|character| STROKES.contains(character)))
    })
}

/// `Some(true)` for a character beyond ASCII that looks like one ASCII character, `Some(false)` for one that looks
/// like several, `None` for all others.
fn like_ascii(character: char) -> Option<bool> {
    let at = LIKE_ASCII.binary_search_by_key(&character, |(known, _)| *known).ok()?;
    Some(LIKE_ASCII[at].1)
}

/// Characters of Han and kana that look like an ASCII slash, dash, dot or letter.
const STROKES: [char; 18] = [
    'ノ', 'ソ', 'ゾ', 'ン', 'ー', '一', '丶', '丿', '丨', '乀', '〇', 'ロ', '口', '工', 'エ', 'へ',
    'ヘ', '・',
];

#[cfg(test)]
mod tests {
    use crate::web::host;

    #[test]
    fn names_of_one_script_are_shown_in_it() {
        for name in [
            "münchen.example",
            "bücher.example",
            "café.fr",
            "straße.de",
            "øresund.dk",
            "æble.dk",
            "新闻.例子",
            "新聞.台灣",
            "b站.example",
            "例え.テスト",
            "日本語カナひらがな.jp",
            "ニュースjp.example",
            "뉴스.한국",
            "中文뉴스.kr",
            "новости.рф",
            "москва.com",
            "ελλάδα.gr",
            "срб.срб",
            "οργ.ελ",
            "ไทย.com",
            "भारत.in",
            "עברית.il",
            "عربي.com",
            "hà-nội.vn",
            "a-b.新闻.com",
        ] {
            assert_eq!(host(&format!("https://{name}/")).as_deref(), Some(name));
        }
    }

    #[test]
    fn names_that_could_pass_for_others_are_not() {
        for name in [
            // Latin with one letter of another script, or all letters of another script.
            "раураl.com",
            "gооgle.com",
            "αpple.com",
            "сосо.com",
            "рауреу.com",
            "ѕсоре.io",
            "օ.com",
            "ꓖ.com",
            // Letters without their dot or with an extra mark.
            "wıkipedia.org",
            "goog\u{28F}e.com",
            "a\u{338}b.com",
            "exampl\u{435}.com",
            "ɡithub.com",
            "g\u{331}oogle.com",
            // Strokes and signs that look like the end of a host.
            "good.exampleノx.evil.example",
            "good.example一x.evil.example",
            "a⁄b.example",
            "good.com∕x.evil.example",
            "a・b.example",
            "i❤.ws",
            // Two scripts that are never mixed.
            "新闻новости.com",
            "カαナ.jp",
            "ไทยa.com",
        ] {
            let url = format!("https://{name}/");
            let shown = host(&url).unwrap_or_else(|| panic!("{name}"));
            assert!(shown.is_ascii(), "{name} is shown as {shown}");
        }
    }
}
