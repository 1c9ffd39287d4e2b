//! What site generators add to Markdown: Hugo shortcodes, Liquid tags, MDX imports, Docusaurus
//! admonitions, heading attributes. Each becomes plain Markdown that says the same, or vanishes with
//! its text kept. Code is left as it is.

mod module;
#[cfg(test)]
mod tests;

use super::admonition::{Admonition, Admonitions, indented};
use super::fence::Fences;
use super::flavor::Flavor;
use super::rewrite::Edits;
use memchr::{memchr, memchr_iter, memmem};
use std::collections::HashMap;
use std::ops::Range;

/// Bytes a tag has at most; what begins like one and is longer is text.
const MAX_TAG: usize = 4_000;
/// Admonitions inside one another that are told apart. Each line of theirs is marked once for each,
/// so that without a limit a small text could become a very large one.
const MAX_ADMONITIONS: usize = 8;

/// The changes that make a text plain Markdown.
pub(super) fn edits(text: &str, flavor: Flavor) -> Edits {
    let mut edits = Edits::default();
    if !may_need_work(text, flavor) {
        return edits;
    }
    let mut fences = Fences::default();
    let mut known = Admonitions::new(text);
    // Where the indented text of an admonition ends.
    let mut indented_end = 0;
    let mut admonitions = 0_usize;
    // Those inside too many others: their lines belong to the innermost of these.
    let mut deeper = 0_usize;
    let mut start = 0;
    let mut is_block_start = true;
    while start < text.len() {
        let length = memchr(b'\n', &text.as_bytes()[start..]).unwrap_or(text.len() - start);
        let content = &text[start..start + length];
        let is_code = fences.is_code(content);
        let begins_block = std::mem::replace(&mut is_block_start, content.trim().is_empty());
        if flavor == Flavor::Mdx
            && begins_block
            && !is_code
            && let Some(end) = module::statements_end(text, start)
        {
            edits.replace(start..end, "");
            start = end;
            is_block_start = true;
            continue;
        }
        let depth = admonitions;
        if start < indented_end {
            let marks = "> ".repeat(depth + 1);
            let content = content.strip_prefix("    ").unwrap_or("");
            let at = start + length - content.len();
            edits.replace(start..at, &marks);
            if !is_code {
                line_edits(content, at, &mut edits);
            }
        } else if !is_code
            && let Some((kind, title)) = indented(content)
            && let Some(end) = end_of_indented(text, start + length + 1)
        {
            indented_end = end;
            edits.replace(start..start + length, &opening(depth, kind, title));
        } else if !is_code && let Some(name) = known.line(content, start) {
            let mut with = "> ".repeat(depth);
            match name {
                Admonition::Open(_, title) if depth == MAX_ADMONITIONS => {
                    deeper += 1;
                    with.push_str(title);
                }
                Admonition::Open(kind, title) => {
                    with = opening(depth, kind, title);
                    admonitions += 1;
                }
                Admonition::Close if deeper > 0 => deeper -= 1,
                Admonition::Close if depth > 0 => {
                    admonitions -= 1;
                    with = "> ".repeat(admonitions);
                }
                Admonition::Close => {}
            }
            edits.replace(start..start + content.len(), &with);
        } else {
            if admonitions > 0 {
                edits.insert(start, &"> ".repeat(admonitions));
            }
            if !is_code {
                line_edits(content, start, &mut edits);
            }
        }
        start += length + 1;
    }
    edits
}

/// What an admonition begins with, within so many others.
fn opening(depth: usize, kind: &str, title: &str) -> String {
    let marks = "> ".repeat(depth);
    // The blank line parts it from the paragraph before.
    let opening = format!("{marks}\n{marks}> [!{kind}]");
    // A title that says no more than the kind is none.
    let says_more = !title.is_empty() && !title.eq_ignore_ascii_case(kind);
    if says_more { format!("{opening}\n{marks}> **{title}**\n{marks}>") } else { opening }
}

/// Where the indented lines from an offset on end, blank ones among them; `None` if there are none.
fn end_of_indented(text: &str, from: usize) -> Option<usize> {
    let (mut at, mut end) = (from, None);
    for line in text.get(from..)?.split_inclusive('\n') {
        at += line.len();
        if line.starts_with("    ") && !line.trim().is_empty() {
            end = Some(at);
        } else if !line.trim().is_empty() {
            break;
        }
    }
    end
}

/// True where any line may be more than plain Markdown. Every text of a library comes this way.
fn may_need_work(text: &str, flavor: Flavor) -> bool {
    if flavor == Flavor::Mdx {
        return true;
    }
    let bytes = text.as_bytes();
    let braces = memchr_iter(b'{', bytes)
        .any(|at| matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#' | b':' | b'/')));
    let starts = memchr_iter(b'\n', bytes).map(|end| end + 1);
    braces || std::iter::once(0).chain(starts).any(|start| may_be_special(text, start))
}

/// True if the line that begins at a byte may be an admonition.
fn may_be_special(text: &str, start: usize) -> bool {
    let line = &text.as_bytes()[start..];
    match line.first() {
        Some(b'!') => line.starts_with(b"!!!"),
        Some(b'?') => line.starts_with(b"???"),
        Some(b':') => line.starts_with(b":::"),
        // White space of any kind.
        Some(b' ' | b'\t' | 0xC2 | 0xE1..=0xE3) => text[start..].trim_start().starts_with(":::"),
        _ => false,
    }
}

/// Changes within one line outside of code. `offset` is where it begins in the text.
fn line_edits(line: &str, offset: usize, edits: &mut Edits) {
    let bytes = line.as_bytes();
    if memchr(b'{', bytes).is_none() {
        return;
    }
    let mut spans = code_spans(line).into_iter().peekable();
    let mut closers = Closers::default();
    let mut from = 0;
    while let Some(at) = memchr(b'{', &bytes[from..]).map(|at| from + at) {
        from = at + 1;
        while spans.next_if(|span| span.end <= at).is_some() {}
        if spans.peek().is_some_and(|span| span.start <= at) {
            continue;
        }
        let Some((length, with)) = tag(line, at, &mut closers) else { continue };
        edits.replace(offset + at..offset + at + length, &with);
        from = at + length;
    }
}

/// The byte ranges of code spans (CommonMark §6.1) that begin and end on the line.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in memchr_iter(b'`', line.as_bytes()) {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    // Without this, runs that nothing closes would each be looked for to the line's end.
    let lasts: HashMap<usize, usize> =
        runs.iter().enumerate().map(|(index, run)| (run.len(), index)).collect();
    let mut spans = Vec::new();
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        index += 1;
        if lasts[&run.len()] < index {
            continue;
        }
        if let Some(found) = runs[index..].iter().position(|closing| closing.len() == run.len()) {
            spans.push(run.start..runs[index + found].end);
            index += found + 1;
        }
    }
    spans
}

/// Where on a line each closing mark stands next, so that a line full of opening ones is looked
/// through once only.
#[derive(Default)]
struct Closers(HashMap<&'static str, usize>);

impl Closers {
    /// Where the mark stands first from a byte on.
    fn next(&mut self, line: &str, mark: &'static str, from: usize) -> Option<usize> {
        let known = self.0.get(mark).copied().filter(|at| *at >= from);
        let at = known.unwrap_or_else(|| {
            let found = memmem::find(&line.as_bytes()[from..], mark.as_bytes());
            found.map_or(line.len(), |at| from + at)
        });
        self.0.insert(mark, at);
        (at < line.len()).then_some(at)
    }
}

/// The tag at a `{`, as its length in bytes and what stands in its place; `None` if it is text.
fn tag(line: &str, at: usize, closers: &mut Closers) -> Option<(usize, String)> {
    let rest = &line[at..];
    let mut inside = |open: &str, close: &'static str| {
        let inner = rest.strip_prefix(open)?;
        let end = closers.next(line, close, at + open.len())? - at;
        let inner = &inner[..end - open.len()];
        (inner.len() <= MAX_TAG).then(|| (end + close.len(), inner.trim()))
    };
    if let Some((length, inner)) = inside("{{<", ">}}").or_else(|| inside("{{%", "%}}")) {
        return Some((length, shortcode(inner)));
    }
    if let Some((length, inner)) = inside("{%", "%}") {
        return Some((length, liquid(inner.trim_matches('-').trim())));
    }
    if let Some((length, inner)) = inside("{{", "}}") {
        return value(inner).map(|with| (length, with));
    }
    // A comment of MDX.
    if let Some((length, _)) = inside("{/*", "*/}") {
        return Some((length, String::new()));
    }
    // An attribute list of kramdown, or of a heading.
    if let Some((length, inner)) = inside("{:", "}") {
        let is_list = inner.starts_with(['.', '#', ':']) || inner.contains('=') || inner == "toc";
        return is_list.then(|| (length, String::new()));
    }
    if let Some((length, inner)) = inside("{#", "}") {
        let ends_heading = line.starts_with('#') && rest[length..].trim().is_empty();
        return (ends_heading && !inner.contains(' ')).then(|| (length, String::new()));
    }
    None
}

/// A Hugo or Zola shortcode.
fn shortcode(inner: &str) -> String {
    let inner = inner.trim_end_matches('/').trim();
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    match name {
        "highlight" => format!("```{}", first_word(arguments)),
        "/highlight" => "```".to_owned(),
        "figure" | "img" | "image" => {
            let alt = ["alt", "caption", "title"]
                .iter()
                .find_map(|name| argument(arguments, name))
                .unwrap_or("");
            argument(arguments, "src")
                .map_or_else(String::new, |source| format!("![{alt}]({source})"))
        }
        "ref" | "relref" => unquoted(arguments).to_owned(),
        "youtube" => argument(arguments, "id")
            .or_else(|| (!arguments.contains('=')).then(|| unquoted(first_word(arguments))))
            .filter(|id| !id.is_empty())
            .map_or_else(String::new, |id| format!("<https://youtu.be/{id}>")),
        "alert" | "note" | "warning" | "caution" | "notice" | "tip" => {
            argument(arguments, "title").map_or_else(String::new, |title| format!("**{title}** "))
        }
        _ => String::new(),
    }
}

/// A Liquid tag.
fn liquid(inner: &str) -> String {
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    match name {
        "highlight" => format!("```{}", first_word(arguments)),
        "endhighlight" => "```".to_owned(),
        "post_url" | "link" => unquoted(arguments).to_owned(),
        _ => String::new(),
    }
}

/// What a Liquid output `{{ … }}` gives; `None` where it is no Liquid of a site.
fn value(inner: &str) -> Option<String> {
    let of_site = ["site.", "page.", "include.", "layout."];
    if of_site.iter().any(|name| inner.starts_with(name)) {
        return Some(String::new());
    }
    let (text, filter) = inner.split_once('|')?;
    let text = text.trim();
    (text.starts_with(['\'', '"']) && filter.contains("_url")).then(|| unquoted(text).to_owned())
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '`'])
}

/// The value of `name="value"` among a shortcode's arguments.
pub(super) fn argument<'a>(arguments: &'a str, name: &str) -> Option<&'a str> {
    arguments.match_indices(name).find_map(|(at, _)| {
        let starts_word = arguments[..at].chars().next_back().is_none_or(char::is_whitespace);
        let rest = arguments[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => rest[1..].split(quote).next(),
            None => rest.split_whitespace().next(),
        };
        value.filter(|value| starts_word && !value.is_empty())
    })
}
