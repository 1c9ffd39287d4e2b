//! Replies for bash, which inserts a reply as it is: each is quoted here for its place in the line.

use super::line::{ShellLine, ShellSyntax};

/// The script that bash loads once.
pub const SCRIPT: &str = include_str!("yunbao.bash");

/// Replies for values of the whole word; bash puts them in place of the end of the word. That end
/// begins after a character of `$COMP_WORDBREAKS` or after an open quotation mark. A value that
/// cannot be put there is left out.
pub fn replies(line: &ShellLine, replaced: &str, values: &[String]) -> Vec<String> {
    let Some(kept) = line.raw.strip_suffix(replaced) else { return Vec::new() };
    let before = ShellLine::read(kept, ShellSyntax::Posix);
    let style = match (before.open, line.open) {
        (Some(open), _) => QuotingStyle { open: Some(open), opens: false },
        // Readline takes another quotation mark for the open one than bash does.
        (None, Some(_)) => return Vec::new(),
        (None, None) => {
            let open = replaced.chars().next().filter(|first| matches!(first, '\'' | '"'));
            QuotingStyle { open, opens: open.is_some() }
        }
    };
    // Bash expands `~` only where it is not quoted.
    let home = if kept.is_empty() && replaced.starts_with("~/") { "~/" } else { "" };
    let mut replies: Vec<Vec<String>> = values
        .iter()
        .filter_map(|value| {
            style.pieces(home, value.strip_prefix(&*before.word)?.strip_prefix(home)?)
        })
        .collect();
    replies.extend(common_beginning(&replies));
    replies.into_iter().map(|pieces| pieces.concat()).collect()
}

/// Quoting style of a reply.
#[derive(Clone, Copy)]
struct QuotingStyle {
    /// The quotation mark around the reply.
    open: Option<char>,
    /// Set if the reply begins with that mark, and not after it.
    opens: bool,
}

impl QuotingStyle {
    /// The pieces of a reply, between which it may be cut.
    fn pieces(self, home: &str, value: &str) -> Option<Vec<String>> {
        let opening = self.open.filter(|_| self.opens).map(String::from);
        let mut pieces: Vec<String> = opening.into_iter().chain([home.to_owned()]).collect();
        for character in value.chars() {
            pieces.push(self.quoted(character)?);
        }
        // After a folder or the name of a field the word goes on.
        if let Some(open) = self.open
            && !value.ends_with(['/', ':'])
        {
            pieces.push(open.into());
        }
        // Readline drops a quotation mark that follows the open one, as if it were doubled.
        let doubled = self.open.filter(|_| !self.opens);
        let is_doubled = doubled.is_some_and(|open| pieces.concat().starts_with(open));
        (!is_doubled).then_some(pieces)
    }

    fn quoted(self, character: char) -> Option<String> {
        Some(match (self.open, character) {
            (Some('\''), '\'') => r"'\''".into(),
            (Some('\''), other) => other.into(),
            // History expansion: a backslash prevents it, but stays in the text.
            (Some(_), '!') => return None,
            (Some(_), '$' | '`' | '"' | '\\') => format!("\\{character}"),
            (Some(_), other) => other.into(),
            (None, other) if is_plain(other) => other.into(),
            (None, other) => format!("\\{other}"),
        })
    }
}

/// Returns `true` for a character that needs no quoting anywhere in a word.
fn is_plain(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_alphanumeric() || "_-./:,@%+=".contains(character)
}

/// An additional reply for when the common prefix of all, which readline inserts, would otherwise
/// end in the middle of a piece: after a backslash that would escape whatever is typed next.
fn common_beginning(replies: &[Vec<String>]) -> Option<Vec<String>> {
    let (first, others) = replies.split_first()?;
    let text = first.concat();
    let mut common = text.len();
    for other in others {
        let other = other.concat();
        let same = text.char_indices().zip(other.chars());
        // Readline may be configured to ignore case.
        let end = same.take_while(|((_, a), b)| a.eq_ignore_ascii_case(b)).last();
        common = common.min(end.map_or(0, |((at, a), _)| at + a.len_utf8()));
    }
    let mut length = 0;
    let whole: Vec<String> = first
        .iter()
        .take_while(|piece| {
            length += piece.len();
            length <= common
        })
        .cloned()
        .collect();
    let is_cut = whole.concat().len() < common && text[..common].ends_with('\\');
    is_cut.then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(line: &str, replaced: &str, values: &[&str]) -> Vec<String> {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        replies(&ShellLine::read(line, ShellSyntax::Posix), replaced, &values)
    }

    #[test]
    fn a_reply_is_quoted_for_where_it_stands() {
        let hostile = "tag:a$(x) `y` \"z\" it's \\";
        for (line, replaced, reply) in [
            ("y tag:", "", r#"a\$\(x\)\ \`y\`\ \"z\"\ it\'s\ \\"#),
            ("y \"tag:", "tag:", r#"tag:a\$(x) \`y\` \"z\" it's \\""#),
            ("y 'tag:", "tag:", r#"tag:a$(x) `y` "z" it'\''s \'"#),
            ("y ta", "ta", r#"tag:a\$\(x\)\ \`y\`\ \"z\"\ it\'s\ \\"#),
            ("y 'tag:a'", "'tag:a'", r#"'tag:a$(x) `y` "z" it'\''s \'"#),
        ] {
            assert_eq!(one(line, replaced, &[hostile]), [reply], "{line}");
        }
    }

    #[test]
    fn folders_and_fields_stay_open() {
        assert_eq!(one("y 'a", "a", &["a b/"]), ["a b/"]);
        assert_eq!(one("y -q \"ca", "ca", &["category:"]), ["category:"]);
        assert_eq!(one("y ~/a", "~/a", &["~/a b/"]), [r"~/a\ b/"]);
        assert_eq!(one("y ~a", "~a", &["~a"]), [r"\~a"]);
    }

    #[test]
    fn what_cannot_be_quoted_is_left_out() {
        assert_eq!(one("y \"tag:", "tag:", &["tag:a!", "tag:b"]), ["tag:b\""]);
        assert_eq!(one("y tag:", "", &["tag:a!"]), [r"a\!"]);
        assert_eq!(one("y '", "", &["'a"]), [""; 0]);
        assert_eq!(one("y other:", "", &["tag:a"]), [""; 0], "bash keeps what it does not replace");
        assert_eq!(one("y a\"b", "a\"b", &["ab"]), [""; 0], "bash sees no quotation mark there");
        assert_eq!(one("y a", "b", &["ab"]), [""; 0]);
    }

    #[test]
    fn what_replies_have_in_common_ends_behind_no_backslash() {
        assert_eq!(one("y tag:", "", &["tag:a b", "tag:a$b"]), [r"a\ b", r"a\$b", "a"]);
        assert_eq!(one("y tag:", "", &["tag:A b", "tag:a$b"]), [r"A\ b", r"a\$b", "A"]);
        assert_eq!(one("y tag:", "", &["tag:a b", "tag:a c"]), [r"a\ b", r"a\ c"]);
        assert_eq!(one("y tag:", "", &["tag:a b", "tag:a b"]), [r"a\ b", r"a\ b"]);
        assert_eq!(one("y \"", "", &["a$b", "a\"c"]), [r#"a\$b""#, r#"a\"c""#, "a"]);
    }

    proptest! {
        #[test]
        fn any_reply_is_read_back_as_its_value(value in "\\PC*", mark in "['\"]?") {
            let typed = format!("y {mark}");
            let line = ShellLine::read(&typed, ShellSyntax::Posix);
            for reply in replies(&line, "", std::slice::from_ref(&value)) {
                let read = ShellLine::read(&format!("{typed}{reply}"), ShellSyntax::Posix);
                prop_assert_eq!(&read.word, &value);
                prop_assert!(read.words.len() == 1 && !read.is_unknown);
            }
        }
    }
}
