//! The words of an unfinished command line, split as the calling shell will split them.

/// The quoting rules of a shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShellSyntax {
    /// Bash and zsh.
    Posix,
    Fish,
    PowerShell,
}

/// A command line up to the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShellLine {
    /// The words before the one being typed, as the program would receive them.
    pub words: Vec<String>,
    /// The word being typed, without its quoting.
    pub word: String,
    /// The word being typed, as it is on the line.
    pub raw: String,
    /// The quotation mark that is still open.
    pub open: Option<char>,
    /// Set if only the shell can evaluate the word: it has a variable, a command or an escaped
    /// control character in it, or is the file of a redirection.
    pub is_unknown: bool,
}

impl ShellLine {
    /// Parses a line; a `~/` at the beginning of a word other than the last is the home folder.
    pub fn read(text: &str, syntax: ShellSyntax) -> Self {
        let mut reader =
            ShellLineReader { line: Self::default(), syntax, begun: false, redirects: false };
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            reader.take(character, &mut rest);
        }
        reader.line.is_unknown |= reader.redirects;
        reader.line
    }
}

struct ShellLineReader {
    line: ShellLine,
    syntax: ShellSyntax,
    /// Set within a word, which may be empty so far: `''`.
    begun: bool,
    /// Set if the next word is the file of a redirection.
    redirects: bool,
}

impl ShellLineReader {
    fn take(&mut self, character: char, rest: &mut std::str::Chars<'_>) {
        let open = self.line.open;
        let next = rest.clone().next();
        if open.is_none() && character.is_ascii_whitespace() {
            return self.end_word();
        }
        if open.is_none() && matches!(character, ';' | '|' | '&' | '<' | '>') {
            return self.operator(character);
        }
        self.begun = true;
        self.line.raw.push(character);
        let syntax = self.syntax;
        if syntax.escapes(character, open, next) {
            // At the end of the line the escaped character is not yet known.
            let Some(escaped) = rest.next() else {
                self.line.is_unknown = true;
                return;
            };
            self.line.raw.push(escaped);
            match escaped {
                '\n' => {}
                // `\n` in fish, `` `n `` in PowerShell.
                'a'..='z' | 'A'..='Z' | '0'..='9' if syntax != ShellSyntax::Posix => {
                    self.line.is_unknown = true;
                }
                _ => self.line.word.push(escaped),
            }
        } else if open.is_some_and(|open| syntax.closes(open, character)) {
            match next.filter(|next| syntax.doubles(character, *next)) {
                Some(second) => {
                    rest.next();
                    self.line.raw.push(second);
                    self.line.word.push(second);
                }
                None => self.line.open = None,
            }
        } else if open.is_none() && syntax.mark(character).is_some() {
            self.line.open = syntax.mark(character);
        } else {
            self.line.is_unknown |= syntax.expands(character, open);
            self.line.word.push(character);
        }
    }

    fn end_word(&mut self) {
        if !self.begun {
            return;
        }
        self.begun = false;
        let mut word = std::mem::take(&mut self.line.word);
        let raw = std::mem::take(&mut self.line.raw);
        self.line.is_unknown = false;
        if std::mem::take(&mut self.redirects) {
            return;
        }
        if raw.starts_with("~/")
            && let Some(home) = std::env::home_dir()
        {
            word = home.join(&word[2..]).to_string_lossy().into_owned();
        }
        self.line.words.push(word);
    }

    fn operator(&mut self, character: char) {
        if matches!(character, '<' | '>') {
            // The `2` of `2>file` is not a word.
            if self.line.raw.chars().all(|digit| digit.is_ascii_digit()) {
                self.begun = false;
                self.line.word.clear();
                self.line.raw.clear();
            }
            self.end_word();
            self.redirects = true;
        } else if !self.redirects || self.begun {
            // Another command begins; the `&` of `2>&1` belongs to the redirection.
            *self = Self {
                line: ShellLine::default(),
                syntax: self.syntax,
                begun: false,
                redirects: false,
            };
        }
    }
}

impl ShellSyntax {
    /// The quotation mark that a character counts as, if it is one.
    fn mark(self, character: char) -> Option<char> {
        match character {
            '\'' | '"' => Some(character),
            '\u{2018}'..='\u{201B}' if self == Self::PowerShell => Some('\''),
            '\u{201C}'..='\u{201E}' if self == Self::PowerShell => Some('"'),
            _ => None,
        }
    }

    fn closes(self, open: char, character: char) -> bool {
        self.mark(character) == Some(open)
    }

    /// Returns `true` if two quotation marks within a string stand for one.
    fn doubles(self, character: char, next: char) -> bool {
        self == Self::PowerShell && self.mark(character) == self.mark(next)
    }

    fn escapes(self, character: char, open: Option<char>, next: Option<char>) -> bool {
        match (self, character, open) {
            (Self::Posix | Self::Fish, '\\', None) => true,
            (Self::Posix, '\\', Some('"')) => {
                next.is_none_or(|next| matches!(next, '$' | '`' | '"' | '\\' | '!' | '\n'))
            }
            (Self::Fish, '\\', Some('"')) => {
                next.is_none_or(|next| matches!(next, '$' | '"' | '\\' | '\n'))
            }
            (Self::Fish, '\\', Some(_)) => next.is_none_or(|next| matches!(next, '\'' | '\\')),
            (Self::PowerShell, '`', open) => open != Some('\''),
            _ => false,
        }
    }

    /// Returns `true` for a character that begins an expansion by the shell.
    fn expands(self, character: char, open: Option<char>) -> bool {
        match (self, open) {
            (_, Some('\'')) => false,
            (Self::Posix, _) => matches!(character, '$' | '`'),
            (Self::Fish, Some(_)) => character == '$',
            (Self::Fish, None) => matches!(character, '$' | '('),
            (Self::PowerShell, Some(_)) => character == '$',
            (Self::PowerShell, None) => matches!(character, '$' | '(' | '{' | '@'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, syntax: ShellSyntax) -> (Vec<String>, String, Option<char>) {
        let line = ShellLine::read(text, syntax);
        assert!(!line.is_unknown, "{text}");
        (line.words, line.word, line.open)
    }

    fn words(
        words: &[&str],
        word: &str,
        open: Option<char>,
    ) -> (Vec<String>, String, Option<char>) {
        (words.iter().map(|&word| word.to_owned()).collect(), word.to_owned(), open)
    }

    #[test]
    fn words_are_read_as_bash_and_zsh_read_them() {
        let posix = |text| read(text, ShellSyntax::Posix);
        assert_eq!(posix("y list "), words(&["y", "list"], "", None));
        assert_eq!(posix("y -q 'tag:a b"), words(&["y", "-q"], "tag:a b", Some('\'')));
        assert_eq!(posix("y -q \"tag:a\\$b\\c"), words(&["y", "-q"], "tag:a$b\\c", Some('"')));
        assert_eq!(posix("y a\\ b'c d'\"e\\\"\" ''"), words(&["y", "a bc de\""], "", None));
        assert_eq!(posix("y '' a"), words(&["y", ""], "a", None));
        assert_eq!(posix("ls | y >f 2>&1 a"), words(&["y"], "a", None));
    }

    #[test]
    fn words_are_read_as_fish_and_powershell_read_them() {
        let fish = |text| read(text, ShellSyntax::Fish);
        assert_eq!(fish("y 'a\\'b\\$"), words(&["y"], "a'b\\$", Some('\'')));
        assert_eq!(fish("y \"a\\$b\\'"), words(&["y"], "a$b\\'", Some('"')));
        let power = |text| read(text, ShellSyntax::PowerShell);
        assert_eq!(power("y 'it''s' a` b"), words(&["y", "it's"], "a b", None));
        assert_eq!(power("y \u{2018}a\u{2019}\u{2019}b"), words(&["y"], "a\u{2019}b", Some('\'')));
        assert_eq!(power("y C:\\a\\b"), words(&["y"], "C:\\a\\b", None));
    }

    #[test]
    fn what_only_the_shell_knows_is_unknown() {
        for (text, syntax) in [
            ("y $HOME/a", ShellSyntax::Posix),
            ("y \"`a", ShellSyntax::Posix),
            ("y $'a", ShellSyntax::Posix),
            ("y a\\", ShellSyntax::Posix),
            ("y > ", ShellSyntax::Posix),
            ("y 2>a", ShellSyntax::Posix),
            ("y (a", ShellSyntax::Fish),
            ("y a\\n", ShellSyntax::Fish),
            ("y \"$a", ShellSyntax::PowerShell),
            ("y `n", ShellSyntax::PowerShell),
        ] {
            assert!(ShellLine::read(text, syntax).is_unknown, "{text}");
        }
        assert!(!ShellLine::read("y $a 'b$c", ShellSyntax::Posix).is_unknown);
    }

    proptest! {
        #[test]
        fn any_line_is_read(text in "[ay~/ '\"\\\\$`><|&;(\u{2019}\n]*") {
            for syntax in [ShellSyntax::Posix, ShellSyntax::Fish, ShellSyntax::PowerShell] {
                let line = ShellLine::read(&text, syntax);
                prop_assert!(text.ends_with(&line.raw));
            }
        }
    }
}
