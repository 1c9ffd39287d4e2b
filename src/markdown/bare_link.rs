//! Addresses that stand in running text without any markup (GFM §6.9, http and https only).

use linkify::{LinkFinder, LinkKind};
use std::ops::Range;

/// Byte ranges of the web addresses in a text, in order. An address ends at the first character
/// outside ASCII, as Chinese follows an address without a blank.
pub(super) fn bare_links(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    if !memchr::memchr_iter(b':', bytes).any(|at| bytes[at..].starts_with(b"://")) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_can_be_iri(false);
    finder
        .links(text)
        .filter(|link| is_http(link.as_str()))
        .map(|link| link.start()..link.end())
        .collect()
}

fn is_http(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
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
    }

    #[test]
    fn only_the_web_is_linked() {
        assert!(found("ftp://a.b file:///etc/passwd javascript://x a.b").is_empty());
    }
}
