//! Lexer: splits a query text into lexemes with their byte ranges. Total: any text can be split.

use super::expression::{Pattern, is_field};
use std::ops::Range;

/// A lexeme of a query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// Byte range in the query text.
    pub span: Range<usize>,
    /// Kind of the lexeme.
    pub kind: LexemeKind,
}

/// Kinds of lexemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LexemeKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` directly before text.
    Minus,
    /// `OR`
    Or,
    /// `AND`
    And,
    /// `NOT`
    Not,
    /// `/…/` or `/…/i`, with the source between the slashes.
    Regex(String),
    /// Any other text up to a blank.
    Word(String),
    /// Text in quotes; `closed` is `false` if the closing quote is missing.
    Phrase { text: String, closed: bool },
    /// `name:value,value`, or `#value` with the name `#`. `name_end` is the byte offset after the
    /// colon; `closed` is `false` if a closing quote is missing.
    Field { name: String, name_end: usize, values: Vec<Pattern>, closed: bool },
}

/// The lexemes of a query text, in order.
pub fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer { text, at: 0 };
    let mut out = Vec::new();
    loop {
        lexer.skip_blanks();
        let start = lexer.at;
        let Some(kind) = lexer.next() else { return out };
        out.push(Lexeme { span: start..lexer.at, kind });
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    fn next(&mut self) -> Option<LexemeKind> {
        let rest = &self.text[self.at..];
        let mut ahead = rest.chars();
        let (first, second) = (ahead.next()?, ahead.next());
        let second_is_text = second.is_some_and(|character| !character.is_whitespace());
        if let Some(source) = self.regex() {
            return Some(LexemeKind::Regex(source));
        }
        match first {
            '(' => Some(self.single(LexemeKind::Open)),
            ')' => Some(self.single(LexemeKind::Close)),
            // `--flag` is a likely search in texts about commands.
            '-' if second_is_text && second != Some('-') => Some(self.single(LexemeKind::Minus)),
            '"' | '“' | '”' => {
                let (text, closed) = self.quoted();
                Some(LexemeKind::Phrase { text, closed })
            }
            '#' | '＃' if second_is_text && !matches!(second, Some('#' | ')')) => {
                self.bump();
                let name_end = self.at;
                let (values, closed) = self.values();
                Some(LexemeKind::Field { name: "#".to_owned(), name_end, values, closed })
            }
            _ => Some(self.word_or_field()),
        }
    }

    /// Reads a regular expression: from a `/` to the next unescaped one that could end a word. If
    /// there is none, as in `/etc/hosts`, the text is a word. The flag `i` is accepted but has no
    /// effect, since matching ignores case anyway.
    fn regex(&mut self) -> Option<String> {
        let rest = &self.text[self.at..];
        let (source, after) = split_regex(rest)?;
        self.at += rest.len() - after.len();
        Some(source.to_owned())
    }

    fn single(&mut self, kind: LexemeKind) -> LexemeKind {
        self.bump();
        kind
    }

    /// Reads from an opening quote to its closing one, or to the end of the text. `\"` and `\\` are
    /// escapes for the second character.
    fn quoted(&mut self) -> (String, bool) {
        let straight = self.bump() == Some('"');
        let mut out = String::new();
        while let Some(character) = self.bump() {
            match character {
                '"' if straight => return (out, true),
                '”' | '“' if !straight => return (out, true),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => out.extend(self.bump()),
                other => out.push(other),
            }
        }
        (out, false)
    }

    fn word_or_field(&mut self) -> LexemeKind {
        let start = self.at;
        let letters = self.text[start..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let after = self.text[start + letters..].chars().next();
        if letters > 0
            && let Some(colon @ (':' | '：')) = after
        {
            let name = self.text[start..start + letters].to_ascii_lowercase();
            let name_end = start + letters + colon.len_utf8();
            // `http://…`, `C:/…` and `std::fs` are words; `path:/…` and `title:/…/` are fields.
            let rest = &self.text[name_end..];
            let is_known = is_field(&name);
            if !(rest.starts_with(':') || rest.starts_with('/') && !is_known) {
                self.at = name_end;
                let (values, closed) = self.values();
                return LexemeKind::Field { name, name_end, values, closed };
            }
        }
        self.run(false);
        match &self.text[start..self.at] {
            "OR" => LexemeKind::Or,
            "AND" => LexemeKind::And,
            "NOT" => LexemeKind::Not,
            word => LexemeKind::Word(word.to_owned()),
        }
    }

    /// Moves to the next blank, to a `)` without an opening one in the run, or, if `comma` is set,
    /// to a comma.
    fn run(&mut self, comma: bool) {
        let mut open = 0_usize;
        while let Some(character) = self.peek() {
            match character {
                ')' if open == 0 => break,
                ')' => open -= 1,
                '(' => open += 1,
                ',' | '，' if comma => break,
                other if other.is_whitespace() => break,
                _ => {}
            }
            self.bump();
        }
    }

    fn values(&mut self) -> (Vec<Pattern>, bool) {
        let mut values = Vec::new();
        let mut all_closed = true;
        loop {
            if matches!(self.peek(), Some('"' | '“' | '”')) {
                let (text, closed) = self.quoted();
                all_closed &= closed;
                if !text.trim().is_empty() {
                    values.push(Pattern::Plain(text));
                }
            } else if let Some(source) = self.regex() {
                values.push(Pattern::Regex(source));
            } else {
                let start = self.at;
                self.run(true);
                let text = self.text[start..self.at].to_owned();
                // A glob is written without quotes, so it must not contain anything that would need
                // them.
                if text.contains(['*', '?']) && !text.contains(['(', ')', '"', '“', '”']) {
                    values.push(Pattern::Glob(text));
                } else if !text.is_empty() {
                    values.push(Pattern::Plain(text));
                }
            }
            if matches!(self.peek(), Some(',' | '，')) {
                self.bump();
            } else if !matches!(self.peek(), Some('"' | '“' | '”')) {
                return (values, all_closed);
            }
        }
    }
}

/// The source of the regular expression at the beginning of a text, and the text after it.
fn split_regex(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('/')?;
    let mut escaped = false;
    rest.char_indices().find_map(|(at, character)| {
        let is_closing = character == '/' && !escaped && at > 0;
        escaped = character == '\\' && !escaped;
        let after = &rest[at + character.len_utf8()..];
        let ends = |after: &&str| {
            after
                .chars()
                .next()
                .is_none_or(|next| next.is_whitespace() || matches!(next, ')' | ',' | '，'))
        };
        let after = Some(after).filter(ends).or_else(|| after.strip_prefix('i').filter(ends));
        after.filter(|_| is_closing).map(|after| (&rest[..at], after))
    })
}
