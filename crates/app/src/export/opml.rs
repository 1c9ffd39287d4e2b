//! Sites as an outline (OPML 2.0). The only user of `quick-xml`.

use super::for_xml;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// A site on the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpmlSite<'a> {
    /// `http` or `https`.
    pub scheme: &'a str,
    /// Its host.
    pub host: &'a str,
}

/// The outline of some sites.
pub fn opml(title: &str, sites: &[OpmlSite<'_>]) -> String {
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = write(&mut bytes, title, sites);
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

fn write(out: &mut Vec<u8>, title: &str, sites: &[OpmlSite<'_>]) -> io::Result<()> {
    let title = for_xml(title);
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let opml = xml.create_element("opml").with_attribute(("version", "2.0"));
    opml.write_inner_content(|xml| {
        xml.create_element("head").write_inner_content(|xml| {
            xml.create_element("title").write_text_content(BytesText::new(&title))?;
            Ok(())
        })?;
        xml.create_element("body").write_inner_content(|xml| {
            for OpmlSite { scheme, host } in sites {
                let url = for_xml(&format!("{scheme}://{host}/"));
                xml.create_element("outline")
                    .with_attribute(("type", "link"))
                    .with_attribute(("text", for_xml(host).as_str()))
                    .with_attribute(("url", url.as_str()))
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}
