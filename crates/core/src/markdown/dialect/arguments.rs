//! Arguments of a site generator's tag: `"quoted"`, `bare`, `name="value"`.

/// One argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Argument<'a> {
    name: Option<&'a str>,
    value: &'a str,
    is_quoted: bool,
}

/// The arguments of one tag, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct TagArguments<'a>(Vec<Argument<'a>>);

impl<'a> TagArguments<'a> {
    /// Parses arguments with blanks or commas between them.
    pub(in crate::markdown) fn of(text: &'a str) -> Self {
        let mut all = Vec::new();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if rest.is_empty() {
                return Self(all);
            }
            let name_length =
                rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | ':'));
            let name = &rest[..name_length.unwrap_or(rest.len())];
            let value = rest[name.len()..].trim_start().strip_prefix('=');
            let name = value.filter(|_| !name.is_empty()).map(|_| name);
            let from = match value {
                Some(value) if name.is_some() => value.trim_start(),
                _ => rest,
            };
            let (value, is_quoted, behind) = value_of(from);
            all.push(Argument { name, value, is_quoted });
            rest = behind;
        }
    }

    /// The value of a named argument, unless it is empty.
    pub(in crate::markdown) fn named(&self, name: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|argument| argument.name == Some(name))?;
        Some(found.value.trim()).filter(|value| !value.is_empty())
    }

    /// The value of the first of these names that has one.
    pub(in crate::markdown) fn any_of(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.named(name))
    }

    /// The values of arguments without names.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(|argument| argument.name.is_none()).map(|argument| argument.value)
    }

    /// The first quoted argument that reads as words: with a blank or a character outside of ASCII.
    pub(super) fn words(&self) -> Option<&'a str> {
        let quoted = self.0.iter().filter(|argument| argument.name.is_none() && argument.is_quoted);
        let mut values = quoted.map(|argument| argument.value.trim());
        values.find(|value| value.contains(' ') || !value.is_ascii())
    }
}

/// The value at the beginning of a text, `true` if it is quoted, and the text after it.
fn value_of(text: &str) -> (&str, bool, &str) {
    let close = match text.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => quote,
        Some('“') => '”',
        _ => {
            let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
            let value = text[..end].trim_end_matches(',');
            return (value, false, &text[end..]);
        }
    };
    let open = text.chars().next().map_or(0, char::len_utf8);
    let mut is_escaped = false;
    for (at, character) in text[open..].char_indices() {
        if character == close && !is_escaped {
            let end = open + at;
            return (&text[open..end], true, &text[end + close.len_utf8()..]);
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    (&text[open..], true, "")
}

#[cfg(test)]
mod tests {
    use super::TagArguments;
    use proptest::prelude::*;

    #[test]
    fn arguments_have_names_quotes_and_neither() {
        let text = "go a.png, text=\"P o d\" id = 'x' `raw` \"say \\\"it\\\"\" “全角” last=";
        let found = TagArguments::of(text);
        assert_eq!(found.named("text"), Some("P o d"));
        assert_eq!(found.named("id"), Some("x"));
        assert_eq!(found.named("last"), None);
        let unnamed: Vec<&str> = found.unnamed().collect();
        assert_eq!(unnamed, ["go", "a.png", "raw", "say \\\"it\\\"", "全角"]);
        assert_eq!(found.words(), Some("say \\\"it\\\""));
    }

    proptest! {
        #[test]
        fn any_text_has_arguments(text in "([a-z=\"'` ,\\\\“”云.-]){0,40}") {
            for value in TagArguments::of(&text).unnamed() {
                prop_assert!(text.contains(value));
            }
        }
    }
}
