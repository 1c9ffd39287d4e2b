//! Which addresses are web pages, and on which host they are.

use std::borrow::Cow;

/// True for an `http:` or `https:` address with a host and without white space or control
/// characters: the only kind that is ever opened.
pub fn is_web(url: &str) -> bool {
    without_scheme(url)
        .is_some_and(|rest| !rest.starts_with(['/', '?', '#', ':']) && !rest.is_empty())
        && !url.chars().any(|character| character.is_whitespace() || character.is_control())
}

/// The host of a web address in lower case, without user, port and a leading `www.`.
pub fn host(url: &str) -> Option<String> {
    host_in(url).map(Cow::into_owned)
}

/// [`host`], borrowed where it stands in lower case.
pub fn host_in(url: &str) -> Option<Cow<'_, str>> {
    let rest = without_scheme(url)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[').and_then(|six| six.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next()?,
    };
    let is_lower = host.is_ascii() && !host.bytes().any(|byte| byte.is_ascii_uppercase());
    let host = if is_lower { Cow::Borrowed(host) } else { Cow::Owned(host.to_lowercase()) };
    let host = match host {
        Cow::Borrowed(host) => Cow::Borrowed(host.strip_prefix("www.").unwrap_or(host)),
        Cow::Owned(host) => {
            Cow::Owned(host.strip_prefix("www.").map_or(host.clone(), str::to_owned))
        }
    };
    (!host.is_empty()).then_some(host)
}

/// What follows `http://` or `https://`.
pub(super) fn without_scheme(url: &str) -> Option<&str> {
    // As nearly all are written.
    let usual = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    if usual.is_some() {
        return usual;
    }
    let (scheme, rest) = url.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_and_https_are_web() {
        assert!(is_web("https://kubernetes.io/docs/"));
        assert!(is_web("HTTP://a.b"));
        for bad in [
            "",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "https:///etc",
            "https://a b",
            "https://a\u{1b}b",
            "//a.b",
            "/docs",
            "mailto:a@b.c",
        ] {
            assert!(!is_web(bad), "{bad:?}");
        }
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.CNCF.io/projects/?x#y").as_deref(), Some("cncf.io"));
        assert_eq!(host("http://me@localhost:80/").as_deref(), Some("localhost"));
        assert_eq!(host("https://[::1]:8080/").as_deref(), Some("::1"));
        assert_eq!(host("mailto:a@b"), None);
    }
}
