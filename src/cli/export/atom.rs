//! Posts as an Atom feed (RFC 4287). The only user of `atom_syndication`.

use super::{Feed, content, for_xml, id, moment};
use crate::post::Post;
use atom_syndication as atom;
use std::io::{self, Write};
use std::sync::Arc;

/// Writes the feed; returns the number of posts in it.
///
/// # Errors
///
/// Writing fails.
pub fn write(out: &mut dyn Write, feed: &Feed<'_>) -> io::Result<usize> {
    let newest = feed.posts().find_map(|post| post.date);
    let atom = atom::Feed {
        title: for_xml(&feed.title()).into(),
        id: feed.id(),
        updated: time(&moment(newest)),
        authors: vec![person("yunbao")],
        generator: Some(atom::Generator {
            value: "yunbao".to_owned(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        entries: feed.posts().map(|post| entry(post)).collect(),
        ..atom::Feed::default()
    };
    let count = atom.entries.len();
    let config = atom::WriteConfig { indent_size: Some(2), ..atom::WriteConfig::default() };
    let mut bytes = Vec::new();
    atom.write_with_config(&mut bytes, config).map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    out.write_all(b"\n")?;
    Ok(count)
}

fn entry(post: &Post) -> atom::Entry {
    let link = |url: &str| atom::Link {
        href: for_xml(url),
        rel: "alternate".to_owned(),
        ..atom::Link::default()
    };
    let category = |term: &Arc<str>| atom::Category { term: for_xml(term), ..Default::default() };
    let at = moment(post.date);
    atom::Entry {
        title: for_xml(&post.title).into(),
        id: id(post),
        updated: time(&at),
        published: post.date.map(|_| time(&at)),
        authors: post.authors.iter().map(|name| person(&for_xml(name))).collect(),
        categories: post.categories.iter().chain(&post.tags).map(category).collect(),
        links: post.source.as_deref().into_iter().map(link).collect(),
        content: Some(atom::Content {
            value: Some(for_xml(&content(post))),
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}

fn person(name: &str) -> atom::Person {
    atom::Person { name: name.to_owned(), ..atom::Person::default() }
}

/// A moment in the feed's type; the epoch if it is invalid.
fn time(moment: &str) -> atom::FixedDateTime {
    moment.parse().unwrap_or_default()
}
