//! The sites of the posts' sources as an outline (OPML 2.0). The only user of `quick-xml`.

use super::{Feed, for_xml};
use crate::library::Facet;
use crate::post::Post;
use crate::query::facets;
use crate::web::host;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::HashMap;
use std::io::{self, Write};

/// Writes the outline, most frequent sites first; returns their number.
///
/// # Errors
///
/// Writing fails.
pub fn write(out: &mut dyn Write, feed: &Feed<'_>) -> io::Result<usize> {
    let library = &feed.found.library;
    let table = library.table(Facet::Source);
    let schemes = schemes(feed);
    let counts = facets(library, &feed.found.rows);
    let sites: Vec<&str> = counts
        .of(Facet::Source)
        .iter()
        .map(|counted| table.values()[counted.number as usize].value.as_str())
        .take(feed.limit)
        .collect();
    let title = for_xml(&feed.title());
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let opml = xml.create_element("opml").with_attribute(("version", "2.0"));
    opml.write_inner_content(|xml| {
        xml.create_element("head").write_inner_content(|xml| {
            xml.create_element("title").write_text_content(BytesText::new(&title))?;
            Ok(())
        })?;
        xml.create_element("body").write_inner_content(|xml| {
            for site in &sites {
                let scheme = schemes.get(*site).copied().unwrap_or("https");
                let url = for_xml(&format!("{scheme}://{site}/"));
                xml.create_element("outline")
                    .with_attribute(("type", "link"))
                    .with_attribute(("text", for_xml(site).as_str()))
                    .with_attribute(("url", url.as_str()))
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    out.write_all(b"\n")?;
    Ok(sites.len())
}

/// The scheme of each site in the newest post that links to it.
fn schemes(feed: &Feed<'_>) -> HashMap<String, &'static str> {
    let mut schemes = HashMap::new();
    for url in feed.found.posts().flat_map(|post| urls(post)) {
        let is_plain = url.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("http:"));
        if let Some(site) = host(url) {
            schemes.entry(site.into_owned()).or_insert(if is_plain { "http" } else { "https" });
        }
    }
    schemes
}

fn urls(post: &Post) -> impl Iterator<Item = &str> {
    post.source.as_deref().into_iter().chain(post.stories.iter().map(|story| &*story.url))
}
