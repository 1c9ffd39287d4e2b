//! HTML in running text as shown to a reader: simple emphasis, links, images and line breaks.

use crate::text::html_tokens;
use html5gum::Token;
use html5gum::emitters::default::StartTag;

/// A piece of HTML that is shown to a reader. Comments, scripts and all other tags are left out. Entities in
/// texts are decoded, but the texts are not cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HtmlPiece {
    /// Text between tags.
    Text(String),
    /// Start of an element.
    Open(Element),
    /// End of an element.
    Close(Element),
    /// `<a href>`, with an empty address if it has none.
    OpenLink(String),
    /// `</a>`
    CloseLink,
    /// `<img>`
    Image { alt: String, url: String },
    /// `<br>`
    Break,
    /// Start or end of a block element, which has lines of its own.
    Boundary,
}

/// An element that changes the style of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Strong,
    Emphasis,
    Strike,
    Code,
    /// `<sup>`
    Raised,
    /// `<sub>`
    Lowered,
}

/// The pieces of a fragment of HTML in running text, which consists of one or a few tags.
pub(super) fn pieces(html: &str) -> Vec<HtmlPiece> {
    let mut pieces = Vec::new();
    for token in html_tokens(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => pieces.extend(start(&tag)),
            Token::EndTag(tag) => pieces.extend(end(&tag.name)),
            Token::String(text) => {
                pieces.push(HtmlPiece::Text(String::from_utf8_lossy(&text).into_owned()));
            }
            _ => {}
        }
    }
    pieces
}

/// Text of HTML with each run of white space collapsed to one blank (CSS Text 3, section 4.1.1). Non-breaking
/// blanks are not white space in HTML.
pub(super) fn collapsed(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_ascii_whitespace() {
            words.push(character);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words
}

/// True for an element whose content is not shown.
pub(super) fn is_hidden(name: &str) -> bool {
    ["script", "style", "template", "svg", "head"].contains(&name)
}

/// True for an element of running text that has an effect on its text.
pub(super) fn is_in_text(name: &str) -> bool {
    name == "a" || element(name.as_bytes()).is_some()
}

/// True for a block element, which has lines of its own.
pub(super) fn is_boundary(name: &str) -> bool {
    boundary(name.as_bytes()).is_some()
}

fn start(tag: &StartTag<usize>) -> Option<HtmlPiece> {
    let attribute = |name: &str| {
        tag.attributes
            .get(name.as_bytes())
            .map_or_else(String::new, |value| String::from_utf8_lossy(value).into_owned())
    };
    match &tag.name[..] {
        b"br" => Some(HtmlPiece::Break),
        b"a" => Some(HtmlPiece::OpenLink(attribute("href"))),
        // The component of Docusaurus and others; HTML's own `<link>` is found in heads only.
        b"link" if attribute("rel").is_empty() => {
            let address = attribute("to");
            Some(HtmlPiece::OpenLink(if address.is_empty() { attribute("href") } else { address }))
        }
        b"img" => Some(HtmlPiece::Image { alt: attribute("alt"), url: attribute("src") }),
        b"iframe" | b"video" | b"audio" | b"embed" => {
            Some(HtmlPiece::Image { alt: attribute("title"), url: attribute("src") })
        }
        name => element(name).map(HtmlPiece::Open).or_else(|| boundary(name)),
    }
}

fn end(name: &[u8]) -> Option<HtmlPiece> {
    match name {
        b"a" | b"link" => Some(HtmlPiece::CloseLink),
        b"br" => Some(HtmlPiece::Break),
        name => element(name).map(HtmlPiece::Close).or_else(|| boundary(name)),
    }
}

fn element(name: &[u8]) -> Option<Element> {
    Some(match name {
        b"b" | b"strong" => Element::Strong,
        b"i" | b"em" | b"cite" | b"var" | b"dfn" => Element::Emphasis,
        b"s" | b"del" | b"strike" => Element::Strike,
        b"code" | b"kbd" | b"tt" | b"samp" => Element::Code,
        b"sup" => Element::Raised,
        b"sub" => Element::Lowered,
        _ => return None,
    })
}

fn boundary(name: &[u8]) -> Option<HtmlPiece> {
    let alone: [&[u8]; 44] = [
        b"p",
        b"div",
        b"section",
        b"article",
        b"header",
        b"footer",
        b"main",
        b"aside",
        b"nav",
        b"ul",
        b"ol",
        b"li",
        b"dl",
        b"dt",
        b"dd",
        b"table",
        b"tr",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"details",
        b"figure",
        b"figcaption",
        b"blockquote",
        b"pre",
        b"hr",
        b"center",
        b"form",
        b"fieldset",
        b"legend",
        b"dialog",
        b"address",
        b"hgroup",
        b"option",
        b"body",
        b"html",
        b"caption",
        b"td",
        b"th",
        b"menu",
        b"noscript",
    ];
    alone.contains(&name).then_some(HtmlPiece::Boundary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(html: &str) -> String {
        let mut out = String::new();
        for piece in pieces(html) {
            match piece {
                HtmlPiece::Text(text) => out.push_str(&text),
                HtmlPiece::Boundary | HtmlPiece::Break => out.push('\n'),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn text_stays_and_tags_go() {
        assert_eq!(text("<font color=red>a &amp; b</font><!-- c -->"), "a & b");
        assert_eq!(text("<div>a<br>b</div>"), "\na\nb\n");
    }

    #[test]
    fn simple_elements_links_and_images_are_known() {
        assert_eq!(pieces("<B>"), [HtmlPiece::Open(Element::Strong)]);
        assert_eq!(pieces("</kbd>"), [HtmlPiece::Close(Element::Code)]);
        assert_eq!(
            pieces("<a href='https://envoyproxy.io/'>"),
            [HtmlPiece::OpenLink("https://envoyproxy.io/".to_owned())]
        );
        assert_eq!(
            pieces("<img src=a.png alt='图'>"),
            [HtmlPiece::Image { alt: "图".to_owned(), url: "a.png".to_owned() }]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_pieces(html in "[<>/a-z!= \"&;#-]{0,60}") {
            let _ = pieces(&html);
        }
    }
}
