//! Identity of pages: which addresses lead to the same page.

use crate::web::{WebAddress, is_web};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Identity of a page: a 64-bit FNV-1a hash of its canonical address.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct PageId(pub u64);

impl PageId {
    /// The identity of the page at an address.
    pub fn of(url: &str) -> Self {
        Self(super::stable_hash(canonical(url).as_bytes()))
    }
}

/// A map from pages to values.
pub type ByPage<V> = foldhash::HashMap<PageId, V>;

/// Query parameters that identify where a reader came from but not the page: those of analytics, mail
/// and social networks. Parameters that begin with `utm_` are the same.
const TRACKING: [&str; 19] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "ref_src",
    "ref_url",
    "isappinstalled",
];
/// Names of the pages by which sites count and forward clicks; see [`forwarded`].
const FORWARDING: [&str; 9] =
    ["bounce", "click", "go", "jump", "l.php", "link", "out", "redirect", "url"];
/// Index files, which are the same page as their folder.
const INDEX: [&str; 3] = ["/index.html", "/index.htm", "/index.php"];

/// The canonical form of an address, read as browsers read it. Drops what does not change the page:
/// scheme, `www.`, default ports, a trailing slash or index file, fragments and tracking parameters.
/// Normalizes percent escapes (RFC 3986 §6.2.2) and writes the host in Unicode. A fragment that is a
/// route (`#/…`, `#!…`) stays, and parameters keep their order. An address by which a site only forwards
/// to another one (`https://a.io/click?target=https://b.io/`) is the page that it names.
///
/// Two addresses with the same result are considered the same page. Text that is not an http or https
/// address is returned trimmed.
pub fn canonical(url: &str) -> String {
    let target = forwarded(url);
    let url = target.as_deref().unwrap_or(url).trim();
    let Some(address) = WebAddress::read(url) else { return url.to_owned() };
    let (rest, fragment) =
        address.behind_host().split_once('#').unwrap_or((address.behind_host(), ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut out = String::with_capacity(url.len());
    if !address.user().is_empty() {
        out.push_str(address.user());
        out.push('@');
    }
    out.push_str(&address.host_in_letters());
    // The scheme is dropped, so the default port of either one is, too.
    out.push_str(Some(address.port()).filter(|port| ![":80", ":443"].contains(port)).unwrap_or(""));
    let path = escapes(path);
    let path = INDEX.iter().find_map(|index| path.strip_suffix(index)).unwrap_or(&path);
    out.push_str(path.trim_end_matches('/'));
    let mut separator = '?';
    for parameter in query.split('&').filter(|parameter| !is_tracking(parameter)) {
        out.push(separator);
        out.push_str(&escapes(parameter));
        separator = '&';
    }
    if fragment.starts_with(['/', '!']) {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// The address that another one forwards to: the first parameter that is a web address, of a page named for
/// that, or of the root of a host such as `link.example.org`.
fn forwarded(url: &str) -> Option<String> {
    let (page, query) = url.split_once('?').filter(|(_, query)| query.contains("=http"))?;
    let (_, page) = page.split_once("://")?;
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let is_root = || path.is_empty() && (host.starts_with("link.") || host.starts_with("links."));
    if !FORWARDING.contains(&name) && !is_root() {
        return None;
    }
    query.split('&').find_map(|parameter| {
        let (_, value) = parameter.split_once('=')?;
        // Written without escapes, it may have several parameters of its own, and then goes on to the end.
        if is_web(value) && value.contains('?') {
            return query.find(value).map(|at| query[at..].to_owned());
        }
        let decoded = percent_decode_str(value).decode_utf8().ok()?;
        is_web(&decoded).then(|| decoded.into_owned())
    })
}

fn is_tracking(parameter: &str) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    if name.is_empty() {
        return true;
    }
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_")
        || TRACKING.contains(&name.as_str())
        // Medium's feeds add `source=rss-…`.
        || (name == "source" && value.starts_with("rss"))
}

/// The text with its percent escapes in upper case and without unnecessary ones. An escape stays if its
/// character would become part of another escape.
fn escapes(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let hex = rest.get(at + 1..at + 3);
        let hex = hex.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let escape = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let is_needed = |byte: u8| {
            let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            !is_plain || byte.is_ascii_hexdigit() && ends_in_open_escape(&out)
        };
        match escape {
            Some(byte) if !is_needed(byte) => out.push(char::from(byte)),
            Some(_) => out.push_str(&rest[at..at + 3].to_ascii_uppercase()),
            None => out.push('%'),
        }
        rest = &rest[at + if escape.is_some() { 3 } else { 1 }..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// True if a hexadecimal digit after the text would be part of an escape: it ends in `%` or `%4`.
fn ends_in_open_escape(text: &str) -> bool {
    let text = text.strip_suffix(|last: char| last.is_ascii_hexdigit()).unwrap_or(text);
    text.ends_with('%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_page_has_one_address() {
        let page = "https://istio.io/latest/docs?q=1";
        for same in [
            "http://istio.io/latest/docs?q=1",
            "HTTPS://istio.io/latest/docs?q=1",
            "https://www.istio.io/latest/docs?q=1",
            "https://WWW.Istio.IO/latest/docs?q=1",
            "https://istio.io:443/latest/docs?q=1",
            "http://istio.io:80/latest/docs?q=1",
            "https://istio.io./latest/docs?q=1",
            "https://istio.io/latest/docs/?q=1",
            "https://istio.io/latest/docs/index.html?q=1",
            "https://istio.io/latest/docs?q=1#install",
            "https://istio.io/latest/docs?q=1#",
            "https://istio.io/latest/docs?q=1&utm_source=x&utm_medium=y",
            "https://istio.io/latest/docs?utm_campaign=z&q=1",
            "https://istio.io/latest/docs?UTM_source=x&q=1",
            "https://istio.io/latest/docs?q=1&fbclid=abc",
            "https://istio.io/latest/docs?q=1&gclid=abc&mc_cid=1&mc_eid=2",
            "https://istio.io/latest/docs?q=1&source=rss----abc---4",
            "https://istio.io/latest/docs?q=1&",
            "https://istio.io/lat%65st/docs?q=1",
            " https://istio.io/latest/docs?q=1 ",
        ] {
            assert_eq!(canonical(same), canonical(page), "{same}");
            assert_eq!(PageId::of(same), PageId::of(page));
        }
        for (url, out) in [
            ("https://a.io", "a.io"),
            ("https://a.io/", "a.io"),
            ("https://a.io/?p=12", "a.io?p=12"),
            ("https://a.io/%e4%ba%91", "a.io/%E4%BA%91"),
            ("https://a.io/%7Eme/%zz", "a.io/~me/%zz"),
            ("https://a.io/%0%61", "a.io/%0%61"),
            ("https://a.io/%%32e", "a.io/%%32e"),
            ("https://a.io/%%32%65", "a.io/%%32e"),
            ("https://a.io/%+a", "a.io/%+a"),
            ("https://a.io/#/route/1", "a.io#/route/1"),
            ("https://a.io/x#!about", "a.io/x#!about"),
            ("https://www.io/", "www.io"),
            ("https://BÜCHER.example/x", "bücher.example/x"),
            ("https://xn--bcher-kva.example/x", "bücher.example/x"),
            ("https://a.io\\x", "a.io/x"),
            ("https://a.io/x/./y/../z", "a.io/x/z"),
            ("https://a.io/云", "a.io/%E4%BA%91"),
            ("https://a@b.io/x", "a@b.io/x"),
            ("mailto:a@b.c", "mailto:a@b.c"),
            ("not a url", "not a url"),
            ("", ""),
        ] {
            assert_eq!(canonical(url), out, "{url}");
        }
    }

    #[test]
    fn an_address_that_forwards_is_the_page_it_leads_to() {
        for url in [
            "https://b.io/periodical/click?target=https://a.io/x?p=1&q=2",
            "https://b.io/bounce?aid=7&url=https%3A%2F%2Fwww.a.io%2Fx%3Fp%3D1%26q%3D2&nid=3",
            "https://www.google.com/url?sa=t&q=https://a.io/x?p=1&q=2",
            "https://link.b.io/?target=https%3A//a.io/x%3Fp%3D1%26q%3D2%23part",
        ] {
            assert_eq!(canonical(url), "a.io/x?p=1&q=2", "{url}");
        }
        assert_eq!(canonical("https://b.io/url?q=https://a.io/x&sa=D"), "a.io/x");
        for url in [
            "https://b.io/?url=https://a.io/x",
            "https://b.io/check?url=https://a.io/x",
            "https://b.io/url?q=%ff",
            "https://b.io/url?q=a.io",
            "https://b.io/url",
        ] {
            assert!(canonical(url).starts_with("b.io"), "{url}");
        }
    }

    #[test]
    fn different_pages_stay_apart() {
        let pages = [
            "https://a.io/?p=1",
            "https://a.io/?p=2",
            "https://a.io/?id=1",
            "https://a.io/P",
            "https://a.io/p",
            "https://a.io/p/q",
            "https://a.io/p?q",
            "https://b.a.io/p",
            "https://m.a.io/p",
            "https://a.io:8080/p",
            "https://a.io/p#/q",
            "https://a.io/p#!q",
            "https://a.io/p?ref=main",
            "https://a.io/p?source=feed",
            "https://a.io/index",
            "https://a.io/p%2Fq",
        ];
        for (index, one) in pages.iter().enumerate() {
            for other in &pages[index + 1..] {
                assert_ne!(canonical(one), canonical(other), "{one} {other}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_canonical_address_is_canonical(
            url in "(http|https)://(www\\.)?[a-zA-Z]{1,4}(\\.[a-z]{2,3}){1,2}(:80|:443|:1)?(/[a-z%0-9A-F.~]{0,6}){0,3}/?(\\?[a-z_=&%]{0,12})?(#[!/a-z]{0,4})?"
        ) {
            let once = canonical(&url);
            prop_assert_eq!(canonical(&format!("https://{once}")), once);
        }

        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            let _ = canonical(&text);
            let _ = canonical(&format!("https://{text}"));
        }
    }
}
