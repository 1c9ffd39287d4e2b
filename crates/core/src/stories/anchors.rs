//! The links and bare addresses of a block, and the kind of page each leads to.

use super::label::is_picture_credit;
use super::text::{is_blank, is_link_sign};
use crate::markdown::{Outline, OutlineBlock, bare_links};
use crate::web::{host, is_web};
use memchr::{memchr, memchr2, memmem};
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
    /// Set if it can be the page of a story: a web page, linked with meaningful text, not that of who is quoted.
    pub is_usable: bool,
    /// Set for a person's page: text such as `@name`, or an account's page on a site that hosts accounts.
    pub is_profile: bool,
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
    if memchr(b':', text.as_bytes()).is_some() && text.contains("://") {
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
        let is_page = host.as_ref().is_some_and(|host| !lists_content(host, url));
        let is_account = || is_page && host.as_ref().is_some_and(|host| is_account(host, url));
        Self {
            text,
            url,
            is_bare,
            is_usable: is_page
                && (!is_blank(words) || is_link_sign(words))
                && !words.starts_with("[image: "),
            is_profile: words.starts_with(['@', '＠']) && !words.contains(' ') || is_account(),
        }
    }
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

/// True for the page of an account.
fn is_account(host: &str, url: &str) -> bool {
    let path = path_of(url).trim_matches('/');
    let is_one_part = !path.is_empty() && !path.contains('/');
    is_one_part && (ACCOUNTS.contains(&host) || path.starts_with('@'))
        || path.starts_with("in/") && host == "linkedin.com"
        || ["profile/", "u/", "user/", "users/", "author/", "authors/", "people/"].iter().any(
            |start| {
                path.strip_prefix(start)
                    .is_some_and(|name| !name.trim_end_matches("/summary").contains('/'))
            },
        )
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
/// for web forms and subscriptions.
pub(super) fn is_listing(url: &str) -> bool {
    host(url).is_some_and(|host| lists_content(&host, url))
}

/// [`is_listing`] for an address whose host is known.
fn lists_content(host: &str, url: &str) -> bool {
    if FORMS.iter().any(|form| host == *form || host.ends_with(form) && host.contains('.')) {
        return true;
    }
    if host == "twitter.com" || host == "x.com" {
        return path_of(url).starts_with("/hashtag/");
    }
    if host != "github.com" && host != "gitlab.com" {
        return false;
    }
    let mut parts = path_of(url).trim_matches('/').split('/').skip(2);
    match (parts.next(), parts.next()) {
        (Some("issues" | "pulls" | "graphs" | "labels" | "contributors" | "milestones"), after) => {
            after.is_none_or(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
        }
        (Some("commits"), Some(branch)) => branch.len() < 40,
        _ => false,
    }
}

/// The path of an address, without query and fragment.
fn path_of(url: &str) -> &str {
    let bytes = url.as_bytes();
    let host = memmem::find(bytes, b"://").map_or(0, |at| at + "://".len());
    let Some(slash) = memchr(b'/', &bytes[host..]) else { return "" };
    let path = &url[host + slash..];
    &path[..memchr2(b'?', b'#', path.as_bytes()).unwrap_or(path.len())]
}

/// True for the page of a commit.
pub(super) fn is_commit(url: &str) -> bool {
    let path = path_of(url);
    path.contains("/commit/") || path.contains("/commits/") || path.contains("/+/")
}

/// True for the page of a change or of a report about one: a commit, a pull request, an issue.
pub(super) fn is_change(url: &str) -> bool {
    let path = path_of(url);
    is_commit(url)
        || ["/pull/", "/pulls/", "/issues/", "/merge_requests/"]
            .iter()
            .any(|part| path.contains(part))
}
