//! A single web address.

use super::host::{for_people, in_letters};
use crate::text::is_invisible;
use std::borrow::Cow;
use std::ops::Range;
use url::Url;

/// An `http:` or `https:` address with a host, in the form that all programs parse alike: the serialisation
/// of the URL Standard, which is all ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress<'a> {
    text: Cow<'a, str>,
    places: Places,
}

/// Reason why an address is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// The address is not a web address.
    NotWeb,
    /// The address has a user name before its host, a trick to make one host look like another.
    NamesUser,
}

impl<'a> WebAddress<'a> {
    /// Parses an address as a browser does. Returns `None` if it is not a web address.
    pub fn read(text: &'a str) -> Option<Self> {
        if let Some((host, _)) = plain_host(text).filter(|(_, path)| is_plain_path(path)) {
            return Some(Self { text: Cow::Borrowed(text), places: Places::without_user(host) });
        }
        if !may_be_web(text) {
            return None;
        }
        let url = Url::parse(text).ok()?;
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        is_web.then(|| {
            let text = String::from(url);
            Self { places: Places::of(&text), text: Cow::Owned(text) }
        })
    }

    /// Parses an address that is about to be opened.
    ///
    /// # Errors
    ///
    /// Fails if the address must not be opened.
    pub fn to_open(text: &'a str) -> Result<Self, AddressError> {
        let address = Self::read(text).ok_or(AddressError::NotWeb)?;
        if address.user().is_empty() { Ok(address) } else { Err(AddressError::NamesUser) }
    }

    /// The address in the form passed to a browser.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The user name and password before the host; usually empty.
    pub fn user(&self) -> &str {
        &self.text[self.places.user.clone()]
    }

    /// The host in the address: ASCII, with Punycode.
    pub fn ascii_host(&self) -> &str {
        &self.text[self.places.host.clone()]
    }

    /// The host for display; see [`host`].
    pub fn host(&self) -> Cow<'_, str> {
        for_people(self.ascii_host())
    }

    /// The host in Unicode, even where it could be mistaken for another, without a leading `www.`.
    pub fn host_in_letters(&self) -> Cow<'_, str> {
        in_letters(without_www(self.ascii_host()))
    }

    /// The port with the colon before it, or empty for the scheme's default port.
    pub fn port(&self) -> &str {
        &self.text[self.places.host.end..self.places.authority_end]
    }

    /// Path, query and fragment.
    pub fn behind_host(&self) -> &str {
        &self.text[self.places.authority_end..]
    }
}

/// Byte offsets of the parts of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Places {
    user: Range<usize>,
    host: Range<usize>,
    authority_end: usize,
}

impl Places {
    /// The parts of an address with a host and nothing else between the scheme and the path. `host` are the
    /// host's bytes in it.
    fn without_user(host: Range<usize>) -> Self {
        Self { user: host.start..host.start, authority_end: host.end, host }
    }

    /// The parts of a serialised address.
    fn of(text: &str) -> Self {
        let start = scheme_end(text);
        let rest = &text[start..];
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let user = authority.rfind('@').unwrap_or(0);
        let host_start = if user > 0 { user + 1 } else { 0 };
        let host = &authority[host_start..];
        // The colons of an IPv6 address are in brackets.
        let host_length = match host.find(']') {
            Some(end) => end + 1,
            None => host.find(':').unwrap_or(host.len()),
        };
        Self {
            user: start..start + user,
            host: start + host_start..start + host_start + host_length,
            authority_end: start + authority.len(),
        }
    }
}

/// End of the scheme of an address and of the slashes behind it.
fn scheme_end(text: &str) -> usize {
    text.find("://").map_or(0, |at| at + 3)
}

/// True for a web address.
pub fn is_web(url: &str) -> bool {
    plain_host(url).is_some() || WebAddress::read(url).is_some()
}

/// The host of a web address for display, without a leading `www.`. Labels that cannot be mistaken for others
/// are in Unicode, the rest in Punycode.
pub fn host(url: &str) -> Option<Cow<'_, str>> {
    if let Some((host, _)) = plain_host(url) {
        return Some(Cow::Borrowed(without_www(&url[host])));
    }
    let address = WebAddress::read(url)?;
    Some(Cow::Owned(without_www(&address.host()).to_owned()))
}

/// Like [`host`], with the port unless it is the scheme's default port.
pub fn host_and_port(url: &str) -> Option<String> {
    let address = WebAddress::read(url)?;
    let host = address.host();
    Some(format!("{}{}", without_www(&host), address.port()))
}

/// The host without `www.` and without a trailing dot.
fn without_www(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    // `www.` alone, or before a top-level domain, is the name itself.
    // A name that would still begin with it is another one: without it, it would stand for a third.
    let is_name = |bare: &&str| bare.contains('.') && !bare.starts_with("www.");
    host.strip_prefix("www.").filter(is_name).unwrap_or(host)
}

/// An address for display: as written if it is parsed as it looks, or else serialised again. Both forms parse
/// to the same address. Text that is not a web address is returned unchanged.
pub fn shown(url: &str) -> Cow<'_, str> {
    let Some(address) = WebAddress::read(url) else { return Cow::Borrowed(url) };
    if matches!(address.text, Cow::Borrowed(_)) {
        return Cow::Borrowed(url);
    }
    let host = address.host();
    if reads_as_written(url, &host, address.port()) {
        return Cow::Borrowed(url);
    }
    let scheme = &address.text[..scheme_end(&address.text)];
    let user = address.user();
    let at = if user.is_empty() { "" } else { "@" };
    format!("{scheme}{user}{at}{host}{}{}", address.port(), address.behind_host()).into()
}

/// True if an address has its host and port in the form for display, and no part after them is parsed
/// differently from how it looks.
fn reads_as_written(url: &str, host: &str, port: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let (authority, behind) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let names_host = authority
        .strip_suffix(port)
        .is_some_and(|written| written == host || written.to_lowercase() == host);
    let is_plain = |c: char| !(c == '\\' || c.is_whitespace() || c.is_control() || is_invisible(c));
    names_host
        && url.get(..4).is_some_and(|http| http.eq_ignore_ascii_case("http"))
        && behind.chars().all(is_plain)
}

/// A quick check, false for nearly all text that is not a web address. Browsers skip blanks and control
/// characters before the scheme, and line ends and tabs within it.
fn may_be_web(text: &str) -> bool {
    let mut letters = text
        .bytes()
        .filter(|byte| !matches!(byte, b'\t' | b'\n' | b'\r'))
        .skip_while(|byte| *byte <= b' ');
    b"http".iter().all(|letter| letters.next().is_some_and(|b| b.eq_ignore_ascii_case(letter)))
}

/// The host of an address, as its byte range, and the path behind it, if the host is in the URL Standard's
/// serialisation, without Punycode, and a path follows, which cannot change the part before it. Most
/// addresses are like this, and a library has hundreds of thousands of them.
fn plain_host(text: &str) -> Option<(Range<usize>, &str)> {
    let bytes = text.as_bytes();
    let secure = b"https://".len();
    let start = if bytes.starts_with(b"https://") {
        secure
    } else if bytes.starts_with(b"http://") {
        secure - 1
    } else {
        return None;
    };
    let is_in_label = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let mut rest = &bytes[start..];
    loop {
        let (label, behind) = rest.split_at(rest.iter().position(|byte| !is_in_label(byte))?);
        let first = label.first().filter(|_| !label.starts_with(b"xn--"))?;
        match behind.split_first()? {
            (b'.', next) => rest = next,
            (b'/', _) => {
                let end = bytes.len() - behind.len();
                // A host that ends in a number is an IPv4 address, in whatever notation.
                return first.is_ascii_lowercase().then(|| (start..end, &text[end..]));
            }
            _ => return None,
        }
    }
}

/// Bytes of a path, query or fragment that are never escaped.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let bytes =
        b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&()*+,;=:@%/?#";
    let mut at = 0;
    while at < bytes.len() {
        plain[bytes[at] as usize] = true;
        at += 1;
    }
    plain
};

/// True for a path, query and fragment without anything to be escaped, and without `.` and `..` segments,
/// plain or escaped (which begin with `%2`).
fn is_plain_path(path: &str) -> bool {
    let mut before = 0;
    path.bytes().all(|byte| {
        let is_step = matches!((before, byte), (b'/', b'.') | (b'%', b'2'));
        before = byte;
        PLAIN[usize::from(byte)] && !is_step
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Addresses with their form in browsers, by the URL Standard.
    const READ: [(&str, &str, &str); 27] = [
        ("https://kubernetes.io/docs/", "https://kubernetes.io/docs/", "kubernetes.io"),
        ("https://www.CNCF.io/x?y#z", "https://www.cncf.io/x?y#z", "cncf.io"),
        ("https://a.example", "https://a.example/", "a.example"),
        ("https://a.example?x=1", "https://a.example/?x=1", "a.example"),
        ("https://a.example#news", "https://a.example/#news", "a.example"),
        (
            "https://evil.example\\@good.example/",
            "https://evil.example/@good.example/",
            "evil.example",
        ),
        ("https:\\\\evil.example\\x", "https://evil.example/x", "evil.example"),
        (
            "https://good.example@evil.example/",
            "https://good.example@evil.example/",
            "evil.example",
        ),
        ("https://a:b@evil.example:81/", "https://a:b@evil.example:81/", "evil.example"),
        (
            "https://good.example%2Fx@evil.example/",
            "https://good.example%2Fx@evil.example/",
            "evil.example",
        ),
        (
            "https://good.example:443@evil.example",
            "https://good.example:443@evil.example/",
            "evil.example",
        ),
        ("https:evil.example", "https://evil.example/", "evil.example"),
        ("https:/evil.example", "https://evil.example/", "evil.example"),
        ("https:///evil.example/x", "https://evil.example/x", "evil.example"),
        ("HTTPS://EVIL%2eexample", "https://evil.example/", "evil.example"),
        ("ht\ntps://ev\til.example/", "https://evil.example/", "evil.example"),
        ("\u{1} https://evil.example/ ", "https://evil.example/", "evil.example"),
        ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://2130706433/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://０x7f.１/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://１２７.0.0.1", "http://127.0.0.1/", "127.0.0.1"),
        ("https://evil。example/", "https://evil.example/", "evil.example"),
        ("https://evil\u{AD}\u{200B}.example/", "https://evil.example/", "evil.example"),
        ("https://a.example./x", "https://a.example./x", "a.example"),
        ("http://[::1]:8080/", "http://[::1]:8080/", "[::1]"),
        ("http://[0:0::1]/", "http://[::1]/", "[::1]"),
        ("https://bücher.example/neu", "https://xn--bcher-kva.example/neu", "bücher.example"),
    ];

    #[test]
    fn an_address_is_read_as_browsers_read_it() {
        for (text, opened, site) in READ {
            let address = WebAddress::read(text).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!(address.as_str(), opened, "{text:?}");
            assert_eq!(host(text).as_deref(), Some(site), "{text:?}");
        }
    }

    #[test]
    fn only_the_web_is_read() {
        for text in [
            "",
            "https",
            "https:",
            "https://",
            "https:///",
            "https://?x",
            "https://#x",
            "https://:80/",
            "https://a b/",
            "https://a\u{1b}b/",
            "https://a<b/",
            "https://a\u{FF0F}b/",
            "https://a:99999/",
            "https://[::1/",
            "https://1.2.3.4.5/",
            "https://xn--a/",
            "https://a@/",
            "//a.b",
            "/docs",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "file:///etc/passwd",
            "httpx://a.b",
            "data:text/html,https://a.b",
            "mailto:a@b.c",
            "blob:https://a.b/x",
            "view-source:https://a.b",
        ] {
            assert!(
                !is_web(text) && host(text).is_none() && host_and_port(text).is_none(),
                "{text:?}"
            );
            assert_eq!(WebAddress::to_open(text), Err(AddressError::NotWeb), "{text:?}");
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn an_address_that_names_a_user_is_not_opened() {
        for text in
            ["https://good.example@evil.example/", "https://:b@evil.example", "http://a:b@c.d/"]
        {
            assert!(is_web(text));
            assert_eq!(WebAddress::to_open(text), Err(AddressError::NamesUser), "{text:?}");
        }
        assert!(WebAddress::to_open("https://medium.com/@someone/x").is_ok());
        // An empty user name does not count, and is dropped.
        assert_eq!(WebAddress::to_open("https://@a.b/").unwrap().as_str(), "https://a.b/");
    }

    #[test]
    fn a_port_is_seen_unless_it_is_the_usual_one() {
        for (text, seen) in [
            ("https://www.a.io:8443/x", "a.io:8443"),
            ("https://a.io:443/", "a.io"),
            ("http://a.io:443/", "a.io:443"),
            ("http://localhost:1313/", "localhost:1313"),
            ("http://[::1]:80/", "[::1]"),
            ("http://[::1]:81/", "[::1]:81"),
            ("https://www.io/", "www.io"),
            ("https://www.www.a.io/", "www.www.a.io"),
        ] {
            assert_eq!(host_and_port(text).as_deref(), Some(seen), "{text}");
        }
    }

    #[test]
    fn an_address_is_shown_as_written_unless_that_would_deceive() {
        for text in [
            "https://a.io",
            "https://A.io/x",
            "HTTPS://a.io/X",
            "https://bücher.example/neu",
            "https://新闻.例子/1",
            "https://zh.wikipedia.org/wiki/云原生",
            "https://a.io:8443/x",
            "https://a.io/x/../y?q=\"z\"",
        ] {
            assert_eq!(shown(text), text);
        }
        for (text, seen) in [
            ("https://evil.example\\@good.example/", "https://evil.example/@good.example/"),
            ("https://xn--bcher-kva.example/", "https://bücher.example/"),
            ("https://раураl.com/x", "https://xn--l-7sba6dbr.com/x"),
            ("https:evil.example", "https://evil.example/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("https://evil。example/a", "https://evil.example/a"),
            ("https://a.io/x\\y", "https://a.io/x/y"),
            ("https://a.io/x\u{200B}y", "https://a.io/x%E2%80%8By"),
            ("https://a.io/x y", "https://a.io/x%20y"),
            ("https://good.example@evil.example", "https://good.example@evil.example/"),
            ("https://a.example:443/x", "https://a.example/x"),
        ] {
            assert_eq!(shown(text), seen, "{text}");
        }
    }

    /// Texts that resemble addresses.
    fn near_addresses() -> impl Strategy<Value = String> {
        let scheme = prop_oneof![8 => Just("https://"), 2 => Just("http://"), 1 => Just("https:"), 1 => Just("HTTP:\\\\")];
        let part = prop_oneof![
            8 => "[a-z0-9.-]{1,6}",
            2 => "[A-Z%:@/?#_~]{1,3}",
            1 => "\\PC{1,3}",
            1 => "xn--[a-z0-9-]{1,8}",
            1 => "[а-яα-ωüéßı新闻云例ーノカ]{1,4}",
            1 => prop::sample::select(vec!["/../", "/./", "/%2e%2E/", "/.x", "%", "\\", "\"", "'", "..", "0x1", "。", "\u{200D}"]).prop_map(str::to_owned),
        ];
        (scheme, prop::collection::vec(part, 1..8))
            .prop_map(|(scheme, parts)| scheme.to_owned() + &parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_taken_as_written_is_how_the_standard_writes_it(
            text in prop_oneof!["https?://[a-z0-9.-]{1,12}/[ -~]{0,12}", near_addresses()]
        ) {
            let standard = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
            if let Some(address) = WebAddress::read(&text)
                && matches!(address.text, Cow::Borrowed(_))
            {
                prop_assert_eq!(standard.as_ref().map(Url::as_str), Some(&*text));
                prop_assert_eq!(standard.as_ref().and_then(Url::host_str), Some(address.ascii_host()));
                prop_assert_eq!(&address.places, &Places::of(&text));
            }
            prop_assert_eq!(WebAddress::read(&text).map(|address| address.as_str().to_owned()), standard.map(String::from));
        }

        #[test]
        fn the_parts_are_those_of_the_standard(text in near_addresses()) {
            let (Some(address), Ok(url)) = (WebAddress::read(&text), Url::parse(&text)) else { return Ok(()) };
            prop_assert_eq!(Some(address.ascii_host()), url.host_str());
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            prop_assert_eq!(address.port(), port);
            let has_user = !url.username().is_empty() || url.password().is_some();
            prop_assert_eq!(!address.user().is_empty(), has_user);
            prop_assert_eq!(address.behind_host(), &url[url::Position::BeforePath..]);
        }

        #[test]
        fn the_address_that_is_shown_is_the_address_that_is_opened(text in near_addresses()) {
            let seen = shown(&text);
            let opened = |text: &str| WebAddress::read(text).map(|address| address.as_str().to_owned());
            prop_assert_eq!(opened(&seen), opened(&text), "{}", seen);
            prop_assert_eq!(shown(&seen), seen.as_ref());
            if let Some(host) = host(&text) {
                prop_assert!(seen.to_lowercase().contains(&*host), "{} {}", seen, host);
            }
        }

        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            let _ = (shown(&text), host(&text), host_and_port(&text));
            let _ = shown(&format!("https://{text}"));
        }
    }
}
