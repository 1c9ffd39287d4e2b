//! Reading posts again, on worker threads, for data that is not kept.

use crate::markdown::{Flavor, Reference, references_as};
use crate::post::{Post, front_matter};
use crate::threads;
use std::sync::Arc;

/// Results of `of_post` for each post, in the order of the posts.
pub fn of_each<T: Send>(posts: &[&Arc<Post>], of_post: impl Fn(&Post) -> Vec<T> + Sync) -> Vec<T> {
    let of_post = &of_post;
    let parts = posts.chunks(posts.len().div_ceil(threads::processors()).max(1));
    let parts = parts.map(|part| move || part.iter().flat_map(|post| of_post(post)).collect());
    threads::all(parts).into_iter().flat_map(|found: Vec<T>| found).collect()
}

/// Maximum bytes of a post searched for addresses: those of reference links are far from their
/// texts, and a text can consist of nothing else.
const LOOKED_THROUGH: usize = 256 << 20;

/// The links in a post's whole text, each with the byte offset of its address there, or of its text
/// if the address is not found in time.
pub fn references_of(text: &str, flavor: Flavor) -> Vec<Reference> {
    let start = front_matter(text).body_start;
    let body = &text[start..];
    let mut found = references_as(body, flavor);
    let mut left = LOOKED_THROUGH;
    for link in &mut found {
        let at = address_before(body, link.offset, &link.url).or_else(|| {
            let rest = body.get(link.offset..).filter(|_| left > 0)?;
            // A bare address is its own text.
            if rest.starts_with(&link.url) && !body[..link.offset].ends_with('[') {
                return None;
            }
            let after = address_after(rest, &link.url);
            let (at, scanned) =
                after.map_or((None, rest.len()), |(at, scanned)| (Some(at), scanned));
            left = left.saturating_sub(scanned);
            at.map(|at| link.offset + at)
        });
        link.offset = start + at.unwrap_or(link.offset);
    }
    found
}

/// Maximum distance in bytes between the address of an HTML link and its text.
const MAX_TAG: usize = 2048;

/// Byte offset of the address of an HTML link, before the text of the link: `<a href="x.md">text`.
fn address_before(body: &str, offset: usize, url: &str) -> Option<usize> {
    let before = body.get(..offset)?;
    let from = (offset.saturating_sub(MAX_TAG)..=offset).find(|at| body.is_char_boundary(*at))?;
    let tag = from + before[from..].rfind("<a")?;
    let within = &before[tag..];
    let is_open = !within.contains("</a") && within.contains('>');
    let at = within.find(url).filter(|_| is_open && !url.is_empty())?;
    within[..at].ends_with(['"', '\'', '=']).then_some(tag + at)
}

/// Byte offset in a text of the first occurrence of an address as a link target, else of the first
/// where it is not part of another word; and the number of bytes searched.
fn address_after(text: &str, url: &str) -> Option<(usize, usize)> {
    if url.is_empty() {
        return None;
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '%' | '~');
    let mut alone = None;
    for (at, _) in text.match_indices(url) {
        let (before, behind) = (&text[..at], &text[at + url.len()..]);
        if before.ends_with(is_part) || behind.starts_with(|c| is_part(c) && c != '.') {
            continue;
        }
        if before.trim_end_matches([' ', '<', '\n']).ends_with(['(', '"', '\'', '='])
            || before.ends_with("]: ")
            || before.ends_with('<')
        {
            return Some((at, at));
        }
        alone.get_or_insert(at);
    }
    alone.map(|at| (at, text.len()))
}

#[cfg(test)]
mod tests {
    use super::references_of;
    use crate::markdown::Flavor;

    #[test]
    fn a_link_stands_where_its_address_does() {
        for (text, mark) in [
            ("# A\n\n<a href=\"d.md\">x</a>\n\nsee `nod.md` and `d.md`\n", "d.md\">"),
            ("see nod.md, `d.md`\n\n[x](d.md)\n", "d.md)"),
            ("[d.md](d.md)\n", "d.md)\n"),
            ("[x] nod.md d.md\n\n[x]: d.md\n", "d.md\n"),
            ("---\nx: d.md\n---\n![d.md](<d.md> \"t\")\n", "d.md> "),
        ] {
            let found = references_of(text, Flavor::default());
            let places: Vec<usize> = found.iter().map(|link| link.offset).collect();
            assert_eq!(places, [text.rfind(mark).unwrap()], "{text}");
        }
    }
}
