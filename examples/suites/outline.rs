//! HTML as lines that say which words are in which block, and which words are emphasised or linked.
//!
//! The program's HTML and that of a specification are read the same way. Attributes other than
//! addresses, and white space that no browser shows, are ignored.

use html5gum::{StartTag, Token, Tokenizer};
use percent_encoding::percent_decode_str;
use std::fmt::Write;
use yunbao::markdown::{as_html, parse, references};
use yunbao::web::WebAddress;

/// The outline of the HTML that the program makes of a Markdown text.
pub fn of_markdown(text: &str) -> String {
    let text = yunbao::text::clean(text);
    let mut outline = read(&as_html(&parse(&text)));
    // The program's HTML links web pages only; the reader opens the rest too.
    outline.links = references(&text).into_iter().map(|reference| reference.url).collect();
    outline.described()
}

/// The outline of an HTML text.
pub fn of_html(html: &str) -> String {
    read(html).described()
}

fn read(html: &str) -> Outline {
    let mut outline = Outline::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(text) => outline.text(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) => outline.start(&tag),
            Token::EndTag(tag) => outline.end(&String::from_utf8_lossy(&tag.name)),
            _ => {}
        }
    }
    outline.flush();
    outline
}

#[derive(Default)]
struct Outline {
    lines: String,
    /// Targets of links and images.
    links: Vec<String>,
    /// Element whose words are being read: `h1`, `td`; empty for a paragraph.
    kind: String,
    /// Words being read, with their styles.
    runs: Vec<(String, String)>,
    strong: usize,
    emphasis: usize,
    strike: usize,
    code: usize,
    link: Option<String>,
    /// The text of the code block being read.
    pre: Option<String>,
    hidden: bool,
}

impl Outline {
    fn described(mut self) -> String {
        for link in &mut self.links {
            *link = as_read(link);
        }
        self.links.retain(|link| !link.is_empty());
        self.links.sort();
        self.links.dedup();
        format!("{}links: {:?}", self.lines, self.links)
    }

    fn line(&mut self, line: &str) {
        self.flush();
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    fn look(&self) -> String {
        let mut parts = Vec::new();
        parts.extend((self.strong > 0).then_some("strong"));
        parts.extend((self.emphasis > 0).then_some("em"));
        parts.extend((self.strike > 0).then_some("del"));
        parts.extend((self.code > 0).then_some("code"));
        parts.extend(self.link.as_deref());
        parts.join(",")
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.pre {
            code.push_str(text);
        } else if !self.hidden {
            let look = self.look();
            // Line ends have no style of their own.
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.run(" ", "");
                }
                self.run(line, &look);
            }
        }
    }

    fn run(&mut self, text: &str, look: &str) {
        match self.runs.last_mut() {
            Some((before, last)) if last == look => before.push_str(text),
            _ => self.runs.push((text.to_owned(), look.to_owned())),
        }
    }

    /// Ends the words of a block.
    fn flush(&mut self) {
        let kind = std::mem::take(&mut self.kind);
        let mut line = String::new();
        for (text, look) in std::mem::take(&mut self.runs) {
            if look.is_empty() {
                line.push_str(&text);
            } else if !text.is_empty() {
                let _ = write!(line, "⟨{look}|{text}⟩");
            }
        }
        let words: Vec<&str> =
            line.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect();
        let line = words.join(" ").replace(" ⏎", "⏎").replace("⏎ ", "⏎");
        if !line.is_empty() {
            let kind = if kind.is_empty() { "p" } else { &kind };
            let _ = writeln!(self.lines, "{kind}: {line}");
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let attribute = |name: &str| {
            let value = tag.attributes.get(name.as_bytes());
            value.map(|value| String::from_utf8_lossy(value).into_owned())
        };
        match &*String::from_utf8_lossy(&tag.name) {
            "script" | "style" => self.hidden = true,
            "strong" | "b" => self.strong += 1,
            "em" | "i" => self.emphasis += 1,
            "del" | "s" => self.strike += 1,
            "code" if self.pre.is_none() => self.code += 1,
            "a" => {
                let address = attribute("href").unwrap_or_default();
                self.link = WebAddress::to_open(&address).is_ok().then(|| as_read(&address));
                self.links.push(address);
            }
            "br" => self.run("⏎", ""),
            "img" => {
                let address = attribute("src").unwrap_or_default();
                let alt = attribute("alt").filter(|alt| !alt.is_empty());
                let look = self.look();
                self.run(&format!("[image: {}]", alt.as_ref().unwrap_or(&address)), &look);
                self.links.push(address);
            }
            "input" => self.run(if attribute("checked").is_some() { "[x]" } else { "[ ]" }, ""),
            "hr" => self.line("hr"),
            "pre" => {
                self.flush();
                self.pre = Some(String::new());
            }
            name @ ("ul" | "ol" | "blockquote") => self.line(&format!("{name} {{")),
            "li" => self.line("li"),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "td") => {
                self.flush();
                name.clone_into(&mut self.kind);
            }
            "p" | "div" | "table" | "tr" | "section" => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "script" | "style" => self.hidden = false,
            "strong" | "b" => self.strong = self.strong.saturating_sub(1),
            "em" | "i" => self.emphasis = self.emphasis.saturating_sub(1),
            "del" | "s" => self.strike = self.strike.saturating_sub(1),
            "code" if self.pre.is_none() => self.code = self.code.saturating_sub(1),
            "a" => self.link = None,
            "ul" | "ol" | "blockquote" => self.line("}"),
            "pre" => {
                if let Some(code) = self.pre.take() {
                    self.line(&format!("code: {:?}", code.trim_end_matches('\n')));
                }
            }
            "p" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "td" | "div"
            | "table" | "tr" | "section" => self.flush(),
            _ => {}
        }
    }
}

/// An address as browsers read it, the form in which the program writes it.
fn as_read(address: &str) -> String {
    WebAddress::read(address).map_or_else(|| decoded(address), |page| decoded(page.as_str()))
}

/// Decodes the percent signs of an address: HTML encodes more characters than Markdown.
fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}
