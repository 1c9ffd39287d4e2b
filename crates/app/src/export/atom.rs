//! A document as an Atom feed (RFC 4287). The only user of `atom_syndication`.

use super::html::content;
use super::{Edition, Entry, for_xml, moment};
use atom_syndication as atom;

/// The feed.
pub(super) fn feed(edition: &Edition) -> String {
    let atom = atom::Feed {
        title: for_xml(&edition.title).into(),
        id: edition.id.clone(),
        updated: time(&moment(edition.newest())),
        authors: vec![person("yunbao")],
        generator: Some(atom::Generator {
            value: "yunbao".to_owned(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        entries: edition.entries.iter().map(entry).collect(),
        ..atom::Feed::default()
    };
    let config = atom::WriteConfig { indent_size: Some(2), ..atom::WriteConfig::default() };
    let mut bytes = Vec::new();
    // Writing into memory does not fail, and the text is ours.
    let _ = atom.write_with_config(&mut bytes, config);
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

fn entry(entry: &Entry) -> atom::Entry {
    let link = |url: &str| atom::Link {
        href: for_xml(url),
        rel: "alternate".to_owned(),
        ..atom::Link::default()
    };
    let category = |term: &str| atom::Category { term: for_xml(term), ..Default::default() };
    let at = moment(entry.day);
    atom::Entry {
        title: for_xml(&entry.title).into(),
        id: entry.id.clone(),
        updated: time(&at),
        published: entry.day.map(|_| time(&at)),
        authors: entry.authors.iter().map(|name| person(&for_xml(name))).collect(),
        categories: entry.terms().map(category).collect(),
        links: entry.url.as_deref().into_iter().map(link).collect(),
        content: Some(atom::Content {
            value: Some(for_xml(&content(entry))),
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
