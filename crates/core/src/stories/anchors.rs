//! The links and bare addresses of a block, and the kind of page each leads to.

use super::label::is_picture_credit;
use super::text::{is_blank, is_link_sign};
use crate::markdown::{Outline, OutlineBlock, bare_links};
use crate::web::{host, is_web};
use memchr::{memchr, memchr_iter, memchr2};
use std::ops::Range;

/// A link or a bare address in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor<'a> {
    /// Byte range of its text in the block's text.
    pub text: Range<usize>,
    /// Address it leads to.
    pub url: &'a str,
    /// Set for an address that is its own text.
    pub is_bare: bool,
    /// Kind of page it leads to.
    pub page: PageKind,
    /// Set if it can be the page of a story: a web page, linked with meaningful text, not that of who is quoted.
    pub is_usable: bool,
    /// Set for a person's page: text such as `@name`, or an account's page on a site that hosts accounts.
    pub is_profile: bool,
}

/// Kind of page that an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    /// Not a web page.
    NotWeb,
    /// A list of the contents of a repository, such as its open issues or contributors, a web form or a
    /// subscription.
    Listing,
    /// Any other page.
    Content,
}

/// All anchors of a block, in the order of its text.
pub(super) fn anchors<'a>(outline: &'a Outline, block: &OutlineBlock) -> Vec<Anchor<'a>> {
    let text = outline.text(block);
    let mut found: Vec<Anchor> = outline
        .links_of(block)
        .iter()
        .map(|link| {
            let words = text[link.text.clone()].trim();
            let is_bare = is_web(words) && !words.contains(' ');
            Anchor::new(text, link.text.clone(), &link.url, is_bare)
        })
        .collect();
    let bytes = text.as_bytes();
    if memchr_iter(b':', bytes).any(|colon| bytes[colon + 1..].starts_with(b"//")) {
        let links = found.clone();
        let is_free = |range: &Range<usize>| {
            let next = links.partition_point(|link| link.text.start < range.end);
            next.checked_sub(1).is_none_or(|last| links[last].text.end <= range.start)
        };
        let bare = bare_links(text).into_iter().filter(is_free);
        found.extend(bare.map(|range| Anchor::new(text, range.clone(), &text[range], true)));
        found.sort_by_key(|anchor| anchor.text.start);
    }
    found
}

/// Makes the anchors of each line that says after a dash who said what is above it unusable. `anchors` are
/// those of each block.
pub(super) fn leave_out_speakers(outline: &Outline, anchors: &mut [Vec<Anchor>]) {
    let dashed = |block: usize| {
        let (found, text) = (&outline.blocks[block], outline.text(&outline.blocks[block]));
        outline.lines_of(found).filter(move |line| begins_with_dash(&text[line.clone()]))
    };
    let has_some: Vec<bool> = (0..anchors.len())
        .map(|block| !anchors[block].is_empty() && dashed(block).next().is_some())
        .collect();
    for block in (0..anchors.len()).filter(|block| has_some[*block]) {
        let mut lines = dashed(block);
        let around = [block.checked_sub(1), Some(block + 1)];
        let is_one_of_several =
            around.into_iter().flatten().any(|next| has_some.get(next) == Some(&true));
        // Several such lines or paragraphs are a list.
        if let (Some(line), None, false) = (lines.next(), lines.next(), is_one_of_several) {
            let named =
                anchors[block].iter_mut().filter(|anchor| line.contains(&anchor.text.start));
            named.for_each(|anchor| anchor.is_usable = false);
        }
    }
}

/// Makes the anchors of each block that credits a picture unusable. `anchors` are those of each block.
pub(super) fn leave_out_pictures(outline: &Outline, anchors: &mut [Vec<Anchor>]) {
    let named = outline.blocks.iter().zip(anchors).filter(|(_, anchors)| !anchors.is_empty());
    let credits = named.filter(|(block, _)| is_picture_credit(outline.text(block)));
    credits.flat_map(|(_, anchors)| anchors).for_each(|anchor| anchor.is_usable = false);
}

fn begins_with_dash(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['—', '–', '―']) || line.starts_with("-- ")
}

/// The anchors that begin within a range of the block's text.
pub(super) fn within<'s, 'a>(anchors: &'s [Anchor<'a>], range: &Range<usize>) -> &'s [Anchor<'a>] {
    let from = anchors.partition_point(|anchor| anchor.text.start < range.start);
    let to = anchors.partition_point(|anchor| anchor.text.start < range.end);
    &anchors[from..to.max(from)]
}

impl<'a> Anchor<'a> {
    /// Classifies the anchor at a range of a block's text.
    fn new(block: &str, text: Range<usize>, url: &'a str, is_bare: bool) -> Self {
        let words = block[text.clone()].trim();
        let host = host(url);
        let path = path_of(url);
        let page = match &host {
            None => PageKind::NotWeb,
            Some(host) if is_own_machine(host) => PageKind::NotWeb,
            Some(host) if lists_content(host, path) => PageKind::Listing,
            Some(_) => PageKind::Content,
        };
        let is_page = page == PageKind::Content;
        let is_account = || is_page && host.as_ref().is_some_and(|host| is_account(host, path));
        Self {
            text,
            url,
            is_bare,
            page,
            is_usable: is_page
                && (!is_blank(words) || is_link_sign(words))
                && !words.starts_with("[image: "),
            is_profile: words.starts_with(['@', '＠']) && !words.contains(' ') || is_account(),
        }
    }
}

/// True for the host of a program on the reader's own machine.
fn is_own_machine(host: &str) -> bool {
    matches!(host, "localhost" | "0.0.0.0" | "[::1]") || host.starts_with("127.")
}

/// Sites on which a path of one segment is the account of a person or an organisation.
const ACCOUNTS: [&str; 8] = [
    "github.com",
    "twitter.com",
    "x.com",
    "weibo.com",
    "gitlab.com",
    "bsky.app",
    "mastodon.social",
    "linkedin.com",
];

/// True for the page of an account, by the host and the path of its address.
fn is_account(host: &str, path: &str) -> bool {
    let path = path.trim_matches('/');
    match path.split_once('/') {
        None => !path.is_empty() && (ACCOUNTS.contains(&host) || path.starts_with('@')),
        Some(("in", _)) => host == "linkedin.com",
        Some(("profile" | "u" | "user" | "users" | "author" | "authors" | "people", name)) => {
            !name.trim_end_matches("/summary").contains('/')
        }
        Some(_) => false,
    }
}

/// Hosts of web forms and subscription services.
const FORMS: [&str; 8] = [
    "forms.gle",
    "eepurl.com",
    "mailchi.mp",
    "list-manage.com",
    "typeform.com",
    "tinyletter.com",
    "patreon.com",
    "buymeacoffee.com",
];

/// True for a page that lists the contents of a repository, such as its open issues or contributors, and
/// for web forms and subscriptions, by the host and the path of its address.
fn lists_content(host: &str, path: &str) -> bool {
    if FORMS.iter().any(|form| host.ends_with(form)) {
        return true;
    }
    if host == "twitter.com" || host == "x.com" {
        return path.starts_with("/hashtag/");
    }
    if host != "github.com" && host != "gitlab.com" {
        return false;
    }
    let mut parts = path.trim_matches('/').as_bytes().split(|byte| *byte == b'/').skip(2);
    match (parts.next(), parts.next()) {
        (
            Some(b"issues" | b"pulls" | b"graphs" | b"labels" | b"contributors" | b"milestones"),
            after,
        ) => !after.and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit),
        (Some(b"commits"), Some(branch)) => branch.len() < 40,
        _ => false,
    }
}

/// Host and path of an address, without query and fragment.
pub(super) fn host_and_path(url: &str) -> &str {
    let colon = memchr(b':', url.as_bytes()).unwrap_or(url.len());
    let rest = url[colon..].strip_prefix("://").unwrap_or(url);
    &rest[..memchr2(b'?', b'#', rest.as_bytes()).unwrap_or(rest.len())]
}

/// The path of an address, without query and fragment.
fn path_of(url: &str) -> &str {
    let rest = host_and_path(url);
    memchr(b'/', rest.as_bytes()).map_or("", |slash| &rest[slash..])
}

/// Kind of a page about a change to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangePage {
    Commit,
    /// A pull request or an issue.
    Report,
}

impl ChangePage {
    /// The kind of page at an address, by the folders in its path.
    pub fn at(url: &str) -> Option<Self> {
        let mut found = None;
        let mut folders = path_of(url).as_bytes().split(|byte| *byte == b'/').skip(1).peekable();
        while let Some(folder) = folders.next()
            && folders.peek().is_some()
        {
            match folder {
                b"commit" | b"commits" | b"+" => return Some(Self::Commit),
                b"pull" | b"pulls" | b"issues" | b"merge_requests" => found = Some(Self::Report),
                _ => {}
            }
        }
        found
    }
}
