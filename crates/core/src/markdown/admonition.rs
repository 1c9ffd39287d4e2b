//! Notes and warnings in the syntax of site generators: Docusaurus (`:::note`), Hugo (shortcodes on lines
//! of their own), and `MkDocs` (`!!! note` with indented text). Each becomes a GFM alert.

use super::dialect::TagArguments;
use memchr::memmem;

/// A line that begins or ends an admonition.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Admonition<'a> {
    /// The kind of GFM alert, and the title.
    Open(&'static str, &'a str),
    Close,
}

/// Recognises admonitions in a text.
pub(super) struct Admonitions<'t> {
    text: &'t str,
    /// Names of shortcodes seen so far, with the offset of the last end of each.
    closed: Vec<(&'t str, Option<usize>)>,
}

impl<'t> Admonitions<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, closed: Vec::new() }
    }

    /// The admonition that a line opens or closes. `offset` is the offset of the line in the text.
    pub(super) fn line(&mut self, line: &'t str, offset: usize) -> Option<Admonition<'t>> {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix(":::") {
            return container(rest.trim_start_matches(':').trim());
        }
        let inner = line
            .strip_prefix("{{<")
            .and_then(|rest| rest.strip_suffix(">}}"))
            .or_else(|| line.strip_prefix("{{%").and_then(|rest| rest.strip_suffix("%}}")))?
            .trim();
        // A line with another tag on it is not an admonition.
        if inner.contains("{{") {
            return None;
        }
        let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        if let Some(name) = name.strip_prefix('/') {
            return shortcode(name, "").map(|_| Admonition::Close);
        }
        let (kind, title) = shortcode(name, arguments)?;
        self.is_closed(name, offset).then_some(Admonition::Open(kind, title))
    }

    /// True if a shortcode is closed after an offset; otherwise it would extend to the end of the text.
    fn is_closed(&mut self, name: &'t str, offset: usize) -> bool {
        let known = self.closed.iter().find(|(known, _)| *known == name).map(|(_, last)| *last);
        let last = known.unwrap_or_else(|| {
            let last = memmem::rfind(self.text.as_bytes(), format!("/{name}").as_bytes());
            self.closed.push((name, last));
            last
        });
        last.is_some_and(|last| last > offset)
    }
}

/// Reads `note Title`, `warning[Title]` or an empty text after `:::`.
fn container(rest: &str) -> Option<Admonition<'_>> {
    if rest.is_empty() {
        return Some(Admonition::Close);
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let kind = kind(&rest[..end])?;
    let title = rest[end..].trim();
    let title = title.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(title);
    Some(Admonition::Open(kind, title))
}

/// Kind and title of `alert title="Note" color="info"`, `notice tip`, `hint info`, `note`.
fn shortcode<'a>(name: &str, arguments: &'a str) -> Option<(&'static str, &'a str)> {
    let named = TagArguments::of(arguments);
    let title = named.named("title").unwrap_or("");
    let of_arguments = || {
        let named = ["type", "color", "level"].iter().find_map(|name| named.named(name));
        let first = arguments.split_whitespace().next().unwrap_or("").trim_matches(['"', '\'']);
        kind(named.unwrap_or(first)).unwrap_or("NOTE")
    };
    match name {
        "alert" | "notice" | "hint" | "callout" | "admonition" => Some((of_arguments(), title)),
        "note" | "tip" | "important" | "warning" | "caution" => Some((kind(name)?, title)),
        _ => None,
    }
}

/// Kind and title of `!!! note "Title"`, or of `??? tip`, which can be folded. Indented text belongs to it.
pub(super) fn indented(line: &str) -> Option<(&'static str, &str)> {
    let rest = line.strip_prefix("!!!").or_else(|| line.strip_prefix("???"))?;
    let rest = rest.strip_prefix('+').unwrap_or(rest).strip_prefix(' ')?.trim();
    let (names, title) = match rest.split_once('"') {
        Some((names, title)) => (names, title.strip_suffix('"')?),
        None => (rest, ""),
    };
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    let mut names = names.split_whitespace();
    let first = names.next().filter(|first| is_name(first) && names.all(is_name))?;
    Some((kind(first).unwrap_or("NOTE"), title))
}

/// Title of an `MkDocs` tab, `=== "Title"`. Indented text belongs to it.
pub(super) fn tab(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("===")?.trim_start_matches(['!', '+']).trim();
    let title = rest.strip_prefix('"')?.strip_suffix('"')?;
    (!title.is_empty()).then_some(title)
}

/// An Obsidian callout that is not a GFM alert: `> [!faq]- Title`. Returns the length of the markers before
/// it, the kind, and the title, which may be empty.
pub(super) fn callout(line: &str) -> Option<(usize, &'static str, &str)> {
    let length = line.find("[!").filter(|length| *length < 100)?;
    let marks = &line[..length];
    if !marks.trim_end().ends_with('>') || !marks.trim_matches([' ', '\t', '>']).is_empty() {
        return None;
    }
    let (name, rest) = line[length + 2..].split_once(']')?;
    // The part after a bar is about its look.
    let word = name.split('|').next().unwrap_or("").trim();
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if word.is_empty() || !word.chars().all(is_word) || rest.starts_with(['(', '[', ':']) {
        return None;
    }
    let title = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    let is_plain = title.len() == rest.len() && title.trim().is_empty();
    let known = kind(word);
    // The parser recognises this itself.
    if is_plain && known.is_some_and(|known| known.eq_ignore_ascii_case(name)) {
        return None;
    }
    let title = match (title.trim(), known) {
        ("", None) => word,
        (title, Some(kind)) if title.eq_ignore_ascii_case(kind) => "",
        (title, _) => title,
    };
    Some((length, known.unwrap_or("NOTE"), title))
}

/// The kind of GFM alert for a word used by a generator.
fn kind(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "secondary" | "details" | "primary" | "abstract" | "quote"
        | "example" | "summary" | "tldr" | "todo" | "cite" => "NOTE",
        "tip" | "success" | "hint" | "check" | "done" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "attention" => "WARNING",
        "caution" | "danger" | "error" | "failure" | "fail" | "bug" => "CAUTION",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_generator_are_known() {
        let text = "{{< note >}}\n{{< /note >}}\n{{% alert title=\"A b\" color=\"warning\" %}}\n{{% /alert %}}\n{{< tip >}}\n";
        let mut admonitions = Admonitions::new(text);
        let mut offset = 0;
        let mut found = Vec::new();
        for line in text.split_inclusive('\n') {
            found.push(admonitions.line(line, offset));
            offset += line.len();
        }
        let open = |kind, title| Some(Admonition::Open(kind, title));
        let close = || Some(Admonition::Close);
        assert_eq!(found, [open("NOTE", ""), close(), open("WARNING", "A b"), close(), None]);
        assert_eq!(indented("!!! danger \"Do not\""), Some(("CAUTION", "Do not")));
        assert_eq!(indented("???+ tip"), Some(("TIP", "")));
        assert_eq!(indented("!!! inline note end"), Some(("NOTE", "")));
        assert_eq!(indented("!!! What a week, and so on"), None);
        assert_eq!(indented("!!!"), None);
    }
}
