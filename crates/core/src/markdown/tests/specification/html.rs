//! The outline of the HTML in the specification for an example.

use super::{Outline, code_text, look};
use html5gum::{StartTag, Token, Tokenizer};

pub(super) fn of_html(html: &str) -> String {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            _ => {}
        }
    }
    page.outline.flush();
    page.outline.out
}

#[derive(Default)]
struct Page {
    outline: Outline,
    strong: usize,
    emphasis: usize,
    code: usize,
    link: Option<String>,
    /// Language and text of the code block being read.
    pre: Option<(String, String)>,
    hidden: bool,
    /// Open elements that hold blocks, and open paragraphs.
    stack: Vec<&'static str>,
}

impl Page {
    fn look(&self) -> String {
        look(self.strong > 0, self.emphasis > 0, self.code > 0, self.link.as_deref())
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.pre {
            code.push_str(text);
            return;
        }
        if self.hidden {
            return;
        }
        if self.stack.last() == Some(&"li") && !text.trim().is_empty() {
            self.outline.item_text(false);
        }
        let look = self.look();
        // Line ends have no style.
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.outline.text(" ", "");
            }
            self.outline.text(line, &look);
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
            "code" if self.pre.is_some() => {
                let class = attribute("class").unwrap_or_default();
                let class = class.strip_prefix("language-").unwrap_or_default().to_owned();
                self.pre = Some((class, String::new()));
            }
            "code" => self.code += 1,
            "a" => self.link = attribute("href").filter(|url| !url.is_empty()),
            "br" => self.outline.text("⏎", ""),
            "img" => {
                let alt = attribute("alt").filter(|alt| !alt.is_empty());
                let name = alt.or_else(|| attribute("src")).unwrap_or_default();
                let look = look(self.strong > 0, self.emphasis > 0, false, None);
                self.outline.text(&format!("[image: {name}]"), &look);
            }
            "hr" => self.outline.line("hr"),
            "pre" => {
                self.outline.flush();
                self.pre = Some((String::new(), String::new()));
            }
            "ul" => {
                self.stack.push("ul");
                self.outline.open_list("ul {");
            }
            "ol" => {
                let start = attribute("start").unwrap_or("1".to_owned());
                self.stack.push("ol");
                self.outline.open_list(&format!("ol {start} {{"));
            }
            "li" => {
                self.stack.push("li");
                self.outline.line("li");
            }
            "blockquote" => {
                self.stack.push("quote");
                self.outline.line("quote {");
            }
            "p" => {
                if self.stack.last() == Some(&"li") {
                    self.outline.item_text(true);
                }
                self.stack.push("p");
                self.outline.flush();
            }
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.outline.flush();
                name.clone_into(&mut self.outline.kind);
            }
            "div" | "table" | "tr" | "section" | "td" => self.outline.flush(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "script" | "style" => self.hidden = false,
            "strong" | "b" => self.strong -= 1,
            "em" | "i" => self.emphasis = self.emphasis.saturating_sub(1),
            "code" if self.pre.is_some() => {}
            "code" => self.code -= 1,
            "a" => self.link = None,
            "ul" | "ol" => {
                self.stack.pop();
                self.outline.close_list();
            }
            "blockquote" => {
                self.stack.pop();
                self.outline.line("}");
            }
            "p" | "li" => {
                self.stack.pop();
                self.outline.flush();
            }
            "pre" => {
                if let Some((language, code)) = self.pre.take() {
                    self.outline.line(&format!("code {language:?}"));
                    self.outline.line(&code_text(&code));
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "div" | "table" | "tr" | "section" => {
                self.outline.flush();
            }
            _ => {}
        }
    }
}
