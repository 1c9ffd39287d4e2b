//! Bare addresses in running text: those of GFM §6.9, http and https only. Beside Chinese, Japanese and
//! Korean text they end where a person would see their end.

pub(super) use crate::web::is_web;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// Byte ranges of the web addresses in a text, in order. An address is found whole or not at all.
///
/// An address ends at white space, at a quotation mark, at Chinese or Japanese punctuation, at a bracket
/// that it did not open, and before punctuation that ends a sentence (GFM). Text of a script written
/// without blanks between words also ends it if it follows a letter, as in `见https://a.example/b查看`. If
/// it begins a part, it belongs to the address: always in the host, in the path only if the address stands
/// alone, as in `https://zh.wikipedia.org/wiki/云原生`.
pub fn bare_links(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for colon in memchr::memmem::find_iter(text.as_bytes(), "://") {
        let from = found.last().map_or(0, |last| last.end);
        if colon < from {
            continue;
        }
        let link = scheme_start(&text[..colon])
            .filter(|start| *start >= from)
            .and_then(|start| Some(start..end(text, start, colon + "://".len())?))
            .filter(|link| is_web(&text[link.clone()]));
        found.extend(link);
    }
    found
}

/// Start of the scheme before a colon, if it is http or https and not the end of a longer word.
fn scheme_start(before: &str) -> Option<usize> {
    let length = ["https", "http"].iter().find_map(|scheme| {
        let start = before.len().checked_sub(scheme.len())?;
        before.get(start..)?.eq_ignore_ascii_case(scheme).then_some(scheme.len())
    })?;
    let start = before.len() - length;
    let goes_on = |last: char| match part_of(last) {
        CharClass::Letter => true,
        CharClass::Ascii => last.is_ascii_alphanumeric() || matches!(last, '+' | '-' | '.'),
        CharClass::Glued
        | CharClass::Sign
        | CharClass::Katakana
        | CharClass::Middle
        | CharClass::End => false,
    };
    before[..start].chars().next_back().is_none_or(|last| !goes_on(last)).then_some(start)
}

/// Class of a character within an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharClass {
    /// ASCII, classified further where needed.
    Ascii,
    /// A letter, digit or mark of a script that is written with blanks.
    Letter,
    /// A character of a script that may directly adjoin an address: Han, hiragana, Hangul.
    Glued,
    /// Katakana, which Japanese particles are not written in.
    Katakana,
    /// An emoji.
    Sign,
    /// Punctuation within a word, and invisible characters there.
    Middle,
    /// A character that occurs in no address.
    End,
}

fn part_of(character: char) -> CharClass {
    match character {
        '\0'..='\x7F' => return CharClass::Ascii,
        '·' | '–' | '\u{AD}' | '\u{200C}' | '\u{2060}' => return CharClass::Middle,
        '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}' => {
            return CharClass::Sign;
        }
        // Some of these are a dash or a repetition mark in Japanese and Chinese.
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{FF5E}' => {
            return CharClass::End;
        }
        _ => {}
    }
    if !character.is_alphanumeric() && !is_combining_mark(character) {
        return CharClass::End;
    }
    match character.script() {
        Script::Katakana => CharClass::Katakana,
        Script::Han | Script::Hiragana | Script::Hangul | Script::Bopomofo => CharClass::Glued,
        // The prolonged sound mark belongs to both kana.
        Script::Common if matches!(character, 'ー' | 'ｰ') => CharClass::Katakana,
        _ => CharClass::Letter,
    }
}

/// End of the address that begins at `start`, with its authority at `authority`. `None` if the address
/// would be cut short.
fn end(text: &str, start: usize, authority: usize) -> Option<usize> {
    let rest = &text[authority..];
    let run = rest.find(ends_authority).unwrap_or(rest.len());
    let host = authority + rest[..run].rfind('@').map_or(0, |at| at + 1);
    let behind = text[authority + run..].chars().next();
    let host_end = host + host_length(&text[host..authority + run], behind)?;
    let port = text[host_end..]
        .strip_prefix(':')
        .map_or(0, |behind| behind.bytes().take_while(u8::is_ascii_digit).count());
    let end = if port > 0 { host_end + 1 + port } else { host_end };
    let mut behind = text[end..].chars();
    match behind.next() {
        Some('/' | '?' | '#') => Some(path_end(text, end, closing(&text[..start]))),
        // A browser would read on.
        Some('&' | '=' | '+' | '$' | '*' | '~' | ':')
            if behind.next().is_some_and(|c| c.is_alphanumeric() || ".-/".contains(c)) =>
        {
            None
        }
        Some(next) if port > 0 && next.is_ascii_alphanumeric() => None,
        _ => Some(end),
    }
}

fn ends_authority(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '/' | '?' | '#' | '\\' | '<' | '>' | '"' | '`' | '|' | '(' | ')' | '{' | '}'
        )
        || part_of(character) == CharClass::End
}

/// Top-level domains after which Han text begins a sentence and not a label of mixed scripts.
const COMMON_TOP: [&str; 16] = [
    "com", "org", "net", "io", "dev", "cn", "ai", "app", "me", "edu", "gov", "tw", "hk", "jp",
    "kr", "eu",
];

/// Length in bytes of the host in an authority without user; `behind` is the character after the authority.
/// `None` if it is not a host.
fn host_length(authority: &str, behind: Option<char>) -> Option<usize> {
    if authority.starts_with('[') {
        return authority.find(']').map(|end| end + 1);
    }
    let is_part =
        |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '%');
    let mut host = authority.split(|c| !is_part(c)).next().unwrap_or("");
    if host.starts_with(['.', '-']) {
        return None;
    }
    let next = authority[host.len()..].chars().next().or(behind);
    if !next.is_some_and(|next| "/?#:".contains(next)) {
        let is_end = |c: char| matches!(c, '_' | '-' | '.') || part_of(c) == CharClass::Middle;
        host = host.trim_end_matches(is_end);
    }
    if let Some(cut) = glued_text(host) {
        let whole = &host[..cut];
        // Otherwise it would be the beginning of a label.
        return (whole.contains('.') || whole == "localhost").then_some(cut);
    }
    // GFM: no underscores in the last two labels.
    let mut labels = host.trim_end_matches('.').rsplit('.');
    if labels.by_ref().take(2).any(|label| label.contains('_')) {
        return None;
    }
    Some(host.len())
}

/// Start of text that directly follows a host: no top-level domain mixes scripts.
fn glued_text(host: &str) -> Option<usize> {
    let mut start = 0;
    for label in host.split_inclusive('.') {
        let mut before = ' ';
        for (at, character) in label.char_indices() {
            let is_glued = matches!(
                part_of(character),
                CharClass::Glued | CharClass::Katakana | CharClass::Sign
            );
            if is_glued && before.is_ascii_alphanumeric() {
                let is_last = !label.ends_with('.');
                let is_top = start > 0 && COMMON_TOP.contains(&&label[..at]);
                if is_last || is_top {
                    return Some(start + at);
                }
            }
            before = character;
        }
        start += label.len();
    }
    None
}

/// Delimiter that ends an address because it is directly before it: a run of emphasis delimiters, or a
/// quotation mark.
fn closing(before: &str) -> &str {
    let Some(last) = before.chars().next_back().filter(|last| "*_~'".contains(*last)) else {
        return "";
    };
    &before[before.trim_end_matches(last).len()..]
}

/// End of the path, query and fragment that begin at a byte offset.
fn path_end(text: &str, start: usize, closing: &str) -> usize {
    let mut brackets = Brackets::default();
    let mut before = CharClass::Ascii;
    let mut before_char = '/';
    let mut at = start;
    while let Some(character) = text[at..].chars().next() {
        let is_new = !closing.ends_with(before_char);
        if !closing.is_empty() && is_new && closes(closing, &text[at..]) {
            break;
        }
        let part = match character {
            // It joins letters in Indic scripts, and otherwise emoji.
            '\u{200D}' if before == CharClass::Letter => CharClass::Middle,
            _ => part_of(character),
        };
        let after_letter = before == CharClass::Ascii && before_char.is_ascii_alphanumeric();
        let begins = before == CharClass::Ascii
            && matches!(before_char, '/' | '=' | '-' | '_' | '#' | '&' | '+' | '@');
        let beside_glued =
            matches!(before, CharClass::Glued | CharClass::Katakana | CharClass::Sign);
        let goes_on = match part {
            CharClass::Ascii => is_path(character) && brackets.take(character),
            CharClass::Letter => true,
            CharClass::Katakana => beside_glued || !after_letter,
            CharClass::Sign => beside_glued || begins,
            CharClass::Middle => before == CharClass::Letter || after_letter,
            CharClass::Glued if beside_glued => true,
            CharClass::Glued => begins && stands_alone(&text[start..], at - start),
            CharClass::End => false,
        };
        if !goes_on {
            break;
        }
        (before, before_char) = (part, character);
        at += character.len_utf8();
    }
    let path = &text[start..at];
    let last_of_sentence =
        |c: char| "?!.,:;*_~'\"([{".contains(c) || part_of(c) == CharClass::Middle;
    start + path.trim_end_matches(last_of_sentence).len()
}

/// True for a text that begins with the closing delimiters or quotation mark, as many of them as were
/// opened, and with no more of a path after them.
fn closes(closing: &str, rest: &str) -> bool {
    let Some(behind) = rest.strip_prefix(closing) else { return false };
    let goes_on = |next: char| {
        next.is_ascii_alphanumeric()
            || "/-=&#%".contains(next)
            || closing.ends_with(next)
            || next == '(' && closing.starts_with('_')
            || part_of(next) == CharClass::Letter
    };
    !behind.starts_with(goes_on)
}

fn is_path(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '<' | '>' | '"' | '`' | '|' | '\\')
}

/// True for text that begins a part of a path and ends with the address, so that it is not part of a
/// sentence. Directly after the host, it must also contain a slash.
fn stands_alone(address: &str, at: usize) -> bool {
    let behind = &address[at..];
    let is_part =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || "-_.~%/?=&+#@".contains(c);
    let length = behind.find(|c| !is_part(c)).unwrap_or(behind.len());
    let is_behind_host = &address[..at] == "/";
    (!is_behind_host || behind[..length].trim_end_matches('.').contains('/'))
        && behind[length..].chars().next().is_none_or(|next| {
            next.is_whitespace() || matches!(next, ')' | ']' | '>' | '<' | '*' | '|')
        })
}

/// Number of open brackets of each kind.
#[derive(Default)]
struct Brackets {
    open: [usize; 3],
}

impl Brackets {
    /// Takes a character; returns `false` for a closing bracket that matches no open one.
    fn take(&mut self, character: char) -> bool {
        let (kind, is_opening) = match character {
            '(' => (0, true),
            '[' => (1, true),
            '{' => (2, true),
            ')' => (0, false),
            ']' => (1, false),
            '}' => (2, false),
            _ => return true,
        };
        let open = &mut self.open[kind];
        let left = if is_opening { Some(*open + 1) } else { open.checked_sub(1) };
        *open = left.unwrap_or_default();
        left.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::bare_links;
    use crate::web::is_web;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        bare_links(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn an_address_ends_where_a_person_sees_its_end() {
        assert_eq!(
            found("see https://istio.io/a_b, or (http://k8s.io)."),
            ["https://istio.io/a_b", "http://k8s.io"]
        );
        assert_eq!(found("见https://envoyproxy.io/文档。下"), ["https://envoyproxy.io/"]);
        assert_eq!(found("见https://envoyproxy.io/查看"), ["https://envoyproxy.io/"]);
        assert_eq!(found("见https://istio.io/docs/查看文档。"), ["https://istio.io/docs/"]);
        assert_eq!(
            found("https://x.io/61；二：https://x.io/b"),
            ["https://x.io/61", "https://x.io/b"]
        );
        for (text, address) in [
            ("见https://a.example/b。", "https://a.example/b"),
            ("https://a.example/b中文", "https://a.example/b"),
            ("https://a.example中文", "https://a.example"),
            ("https://a.example。下", "https://a.example"),
            ("https://a.example/bを見る", "https://a.example/b"),
            ("https://a.example/bサイト", "https://a.example/b"),
            ("https://a.example/b를 보다", "https://a.example/b"),
            ("https://a.example/b🎉", "https://a.example/b"),
            ("https://a.example🎉", "https://a.example"),
            ("https://a.io:8080端口", "https://a.io:8080"),
            ("详见https://istio.io和envoy.io", "https://istio.io"),
            ("“https://a.example/b”", "https://a.example/b"),
            ("'https://a.example/b'", "https://a.example/b"),
            ("\"https://a.example/b\"", "https://a.example/b"),
            ("«https://a.example/b»", "https://a.example/b"),
            ("https://a.example/b—c", "https://a.example/b"),
            ("https://a.example/b\u{200B}", "https://a.example/b"),
            ("https://a.example/b…", "https://a.example/b"),
            ("https://a.example/b–", "https://a.example/b"),
            ("https://a.example–", "https://a.example"),
            ("https://a.example\u{AD}", "https://a.example"),
            ("https://a.example/b\u{AD}中文", "https://a.example/b"),
            ("https://a.example/b), c", "https://a.example/b"),
            ("https://a.example/b?!", "https://a.example/b"),
            ("https://a.example?", "https://a.example"),
            ("https://a.example/?", "https://a.example/"),
            ("https://a.example:", "https://a.example"),
            ("https://a.example.", "https://a.example"),
            ("https://a.example, b", "https://a.example"),
            ("**https://a.example/b**(c)", "https://a.example/b"),
            ("_https://a.example/a_b_", "https://a.example/a_b"),
            ("~~https://a.example/b~~", "https://a.example/b"),
            ("__https://a.example__", "https://a.example"),
            ("<b>https://a.example/b</b>", "https://a.example/b"),
            ("|https://a.example/b|", "https://a.example/b"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn an_address_is_whole() {
        for address in [
            "https://münchen.example/a",
            "https://fr.wikipedia.org/wiki/Café",
            "https://fr.wikipedia.org/wiki/Café/é?é=ü#ñ",
            "https://新闻.例子/1",
            "https://新闻.例子",
            "https://sub.例子.example/yy",
            "https://b站.example/x",
            "https://例え.テスト/カフェ/1",
            "https://ja.wikipedia.org/wiki/カフェ",
            "https://ja.example/カフェ",
            "https://ko.wikipedia.org/wiki/쿠버네티스",
            "https://ru.wikipedia.org/wiki/Новости_(газета)",
            "https://hi.wikipedia.org/wiki/हिन्दी",
            "https://si.wikipedia.org/wiki/ශ්\u{200D}රී",
            "https://si.example/ශ්\u{200D}රී.html",
            "https://ca.wikipedia.org/wiki/Paral·lel",
            "https://en.wikipedia.org/wiki/Michelson–Morley_experiment",
            "https://a.example/cafe\u{301}/x",
            "https://a.example/pkg\u{AD}intro.html",
            "https://paral·lel.example/x",
            "https://a.example/新闻/1",
            "https://a.example/docs#安装",
            "https://a.example?q=云原生",
            "https://a.example/?q=云原生&l=中文",
            "https://emojipedia.org/😀",
            "https://a.example/__x__/1",
            "https://a.example/*x*/~y~/1",
            "https://a.example#news",
            "https://a.example?x=1",
            "https://a.example/?x=1&y=2;z=3",
            "https://a.example/a_(b)",
            "https://a.example/a_(b)_(c)/d",
            "https://a.example/%E4%BA%91/x",
            "https://a.example/@b/c!d$e'f,g;h:i=j",
            "http://localhost:1313/x",
            "http://[::1]:8080/x",
            "http://127.0.0.1/",
            "https://a.example./x",
            "HTTPS://A.EXAMPLE/X",
            "https://user:password@a.example/x",
            "https://web.archive.org/web/2020/https://a.example/b",
        ] {
            for text in [
                address.to_owned(),
                format!("见{address} 下"),
                format!("({address})"),
                format!("{address}\n"),
            ] {
                assert_eq!(found(&text), [address], "{text}");
            }
        }
    }

    #[test]
    fn what_would_be_cut_is_no_address() {
        for text in [
            "https://",
            "https:///x",
            "https://b站",
            "https://a_b.example_c/x",
            "https://a.example:80x/",
            "https://good.example&.evil.example/",
            "https://good.example&x=evil",
            "git+https://a.example/b",
            "xhttps://a.example",
            "éhttps://a.example",
            "https://a.example:99999/",
            "https://-_",
            "https://%/x",
            "https://1.2.3.4.5/",
        ] {
            let found = found(text);
            let is_whole = found.iter().all(|one| one.len() == text.len());
            assert!(is_whole, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_path_may_be_chinese_where_the_address_stands_alone() {
        let wiki = "https://zh.wikipedia.org/wiki/云原生";
        assert_eq!(found(&format!("来源：{wiki}")), [wiki]);
        assert_eq!(found(&format!("({wiki}) 与 {wiki}/a. 下")), [wiki, &format!("{wiki}/a")]);
        assert_eq!(found("https://a.io/s?q=服务网格 下"), ["https://a.io/s?q=服务网格"]);
        assert_eq!(found("https://a.io/docs网格"), ["https://a.io/docs"]);
    }

    #[test]
    fn only_the_web_is_linked() {
        assert!(found("ftp://a.b file:///etc/passwd javascript://x a.b").is_empty());
        assert!(found("https://.a.example/ http://-a.example").is_empty());
    }

    proptest! {
        #[test]
        fn every_address_is_one_of_the_web_and_none_overlap(
            text in prop_oneof![
                any::<String>(),
                "(https?://|[a-z.:/?#@&_*~()]{1,4}|[新闻云例ノカéя。，🎉]{1,2}| ){1,12}",
            ]
        ) {
            let mut last = 0;
            for link in bare_links(&text) {
                prop_assert!(link.start >= last && is_web(&text[link.clone()]), "{}", &text[link]);
                last = link.end;
            }
        }

        #[test]
        fn an_address_is_the_same_wherever_it_stands(
            address in "https://[a-z]{1,8}\\.(example|例子)(/[a-zé_~*-]{0,5}[a-z0-9é])?(/[a-z0-9]{1,5}){0,3}",
            before in "[，。 (]?", after in "[，。 )]?",
        ) {
            let text = format!("{before}{address}{after}");
            prop_assert_eq!(found(&text), [address.as_str()]);
        }
    }
}
