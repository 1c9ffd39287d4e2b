//! What a reader sees of HTML in Markdown: its text, simple emphasis, links, images and line breaks.
//! The only user of the HTML tokenizer.

use html5gum::{StartTag, Token, Tokenizer};

/// A piece of an HTML text that matters to a reader. Comments, scripts and every other tag are
/// left out. Texts have their entities decoded and are not cleaned yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text between tags.
    Text(String),
    /// An element begins.
    Open(Element),
    /// An element ends.
    Close(Element),
    /// `<a href>`; an empty address where it has none.
    OpenLink(String),
    /// `</a>`
    CloseLink,
    /// `<img>`
    Image { alt: String, url: String },
    /// `<br>`
    Break,
    /// The start or the end of an element that stands on lines of its own.
    Boundary,
    /// The text up to the next boundary is a heading of this level; follows its own boundary.
    Heading(u8),
}

/// An element that changes how its text looks.
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

/// Elements whose text is not for readers.
const HIDDEN: [&[u8]; 5] = [b"script", b"style", b"template", b"svg", b"head"];

/// The pieces of some HTML, which may be one tag or any part of a page.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut hidden: Option<Vec<u8>> = None;
    let mut in_pre = false;
    let mut in_row = false;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if hidden.is_none() => {
                if HIDDEN.contains(&&tag.name[..]) && !tag.self_closing {
                    hidden = Some(tag.name.to_vec());
                } else {
                    in_pre |= &tag.name[..] == b"pre";
                    match &tag.name[..] {
                        b"tr" => in_row = false,
                        b"td" | b"th" if std::mem::replace(&mut in_row, true) => {
                            pieces.push(Piece::Text(" | ".to_owned()));
                        }
                        _ => {}
                    }
                    pieces.extend(start(&tag));
                    if let [b'h', level @ b'1'..=b'6'] = &tag.name[..] {
                        pieces.push(Piece::Heading(level - b'0'));
                    }
                }
            }
            Token::EndTag(tag) => {
                if hidden.as_deref() == Some(&tag.name[..]) {
                    hidden = None;
                } else if hidden.is_none() {
                    in_pre &= &tag.name[..] != b"pre";
                    pieces.extend(end(&tag.name));
                }
            }
            Token::String(text) if hidden.is_none() => {
                let text = String::from_utf8_lossy(&text);
                if in_pre {
                    preformatted(&text, &mut pieces);
                } else {
                    pieces.push(Piece::Text(text.into_owned()));
                }
            }
            _ => {}
        }
    }
    pieces
}

/// Text in which line ends are line ends; one right after the tag is none.
fn preformatted(text: &str, pieces: &mut Vec<Piece>) {
    let is_first = pieces.last().is_none_or(|last| *last == Piece::Boundary);
    let text = if is_first { text.strip_prefix('\n').unwrap_or(text) } else { text };
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            pieces.push(Piece::Break);
        }
        pieces.push(Piece::Text(line.to_owned()));
    }
}

fn start(tag: &StartTag<()>) -> Option<Piece> {
    let attribute = |name: &str| {
        tag.attributes
            .get(name.as_bytes())
            .map_or_else(String::new, |value| String::from_utf8_lossy(value).into_owned())
    };
    match &tag.name[..] {
        b"br" => Some(Piece::Break),
        b"a" => Some(Piece::OpenLink(attribute("href"))),
        b"img" => Some(Piece::Image { alt: attribute("alt"), url: attribute("src") }),
        b"iframe" | b"video" | b"audio" | b"embed" => {
            Some(Piece::Image { alt: attribute("title"), url: attribute("src") })
        }
        name => element(name).map(Piece::Open).or_else(|| boundary(name)),
    }
}

fn end(name: &[u8]) -> Option<Piece> {
    match name {
        b"a" => Some(Piece::CloseLink),
        b"br" => Some(Piece::Break),
        name => element(name).map(Piece::Close).or_else(|| boundary(name)),
    }
}

fn element(name: &[u8]) -> Option<Element> {
    Some(match name {
        b"b" | b"strong" | b"th" | b"summary" => Element::Strong,
        b"i" | b"em" | b"cite" | b"var" => Element::Emphasis,
        b"s" | b"del" | b"strike" => Element::Strike,
        b"code" | b"kbd" | b"tt" | b"samp" => Element::Code,
        b"sup" => Element::Raised,
        b"sub" => Element::Lowered,
        _ => return None,
    })
}

fn boundary(name: &[u8]) -> Option<Piece> {
    let alone: [&[u8]; 29] = [
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
    ];
    alone.contains(&name).then_some(Piece::Boundary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(html: &str) -> String {
        let mut out = String::new();
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => out.push_str(&text),
                Piece::Boundary | Piece::Break => out.push('\n'),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn text_stays_and_tags_go() {
        assert_eq!(text("<font color=red>a &amp; b</font><!-- c -->"), "a & b");
        assert_eq!(text("<div>a<br>b</div>"), "\na\nb\n");
        assert_eq!(text("<tr><th>a</th><th>b</th></tr><tr><td>c"), "\na | b\n\nc");
        assert_eq!(text("<pre>\na\nb</pre>c\nd"), "\na\nb\nc\nd");
        assert_eq!(text("a<script>alert('x')</script>b<style>p{}</style>c"), "abc");
    }

    #[test]
    fn simple_elements_links_and_images_are_known() {
        assert_eq!(pieces("<B>"), [Piece::Open(Element::Strong)]);
        assert_eq!(pieces("</kbd>"), [Piece::Close(Element::Code)]);
        assert_eq!(
            pieces("<a href='https://envoyproxy.io/'>"),
            [Piece::OpenLink("https://envoyproxy.io/".to_owned())]
        );
        assert_eq!(
            pieces("<img src=a.png alt='图'>"),
            [Piece::Image { alt: "图".to_owned(), url: "a.png".to_owned() }]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_pieces(html in "[<>/a-z!= \"&;#-]{0,60}") {
            let _ = pieces(&html);
        }
    }
}
