//! Addresses that stand in running text without any markup (GFM §6.9, http and https only).

use linkify::{LinkFinder, LinkKind};
use std::ops::Range;

/// Byte ranges of the web addresses in a text, in order. An address ends at the first character
/// outside ASCII, as Chinese follows an address without a blank; unless that character begins a part
/// of the path, as in `https://zh.wikipedia.org/wiki/云原生`, and the address stands alone.
pub fn bare_links(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    if !memchr::memchr_iter(b':', bytes).any(|at| bytes[at..].starts_with(b"://")) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_can_be_iri(false);
    let mut found = Vec::new();
    // What stands between full-width punctuation is looked at alone: not all of it ends an address
    // for the finder.
    let mut start = 0;
    for part in text.split_inclusive(is_wide_punctuation) {
        let part_text = part.trim_end_matches(is_wide_punctuation);
        let is_ended = part_text.len() < part.len();
        for link in finder.links(part_text).filter(|link| is_web(link.as_str())) {
            let end = match part_text[link.end()..].chars().next() {
                Some(next) if !next.is_ascii() => {
                    link.end() + part_of_path(link.as_str(), &part_text[link.end()..], is_ended)
                }
                _ => link.end(),
            };
            found.push(start + link.start()..start + end);
        }
        start += part.len();
    }
    found
}

/// Punctuation of Chinese and Japanese, which is in no address.
fn is_wide_punctuation(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// How many bytes behind an address that ended at a character outside ASCII belong to it.
fn part_of_path(url: &str, behind: &str, is_ended: bool) -> usize {
    let path = url.splitn(4, '/').nth(3).unwrap_or("");
    let begins_part = url.ends_with(['/', '=', '-', '_']) && path.len() > 1;
    let is_part = |next: char| next.is_alphanumeric() || "-_.~%/?=&+#".contains(next);
    let length = behind.find(|next| !is_part(next)).unwrap_or(behind.len());
    let stands_alone = match behind[length..].chars().next() {
        None => !is_ended,
        Some(next) => next.is_whitespace() || matches!(next, ')' | ']' | '>'),
    };
    if begins_part && stands_alone {
        behind[..length].trim_end_matches(['.', '?']).len()
    } else {
        0
    }
}

/// True for an address of the web, as far as its beginning tells.
pub(super) fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests {
    use super::bare_links;

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
    }
}
