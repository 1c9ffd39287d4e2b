//! Patterns of a query compiled for searching folded text.

use super::expression::Pattern;
use crate::text::{Pinyin, fold};
use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// Maximum size in bytes of a compiled regular expression.
const MAX_REGEX_BYTES: usize = 1 << 20;

/// A pattern compiled for searching folded text.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    literal: Literal,
    /// The pinyin reading of the pattern, if the user may have typed pinyin.
    pub pinyin: Option<Box<Pinyin>>,
}

#[derive(Clone, Debug)]
enum Literal {
    Text(Box<Finder<'static>>),
    Regex(Regex),
    /// Matches nowhere.
    Nothing,
}

impl Needle {
    /// Compiles a pattern, with its pinyin reading if `pinyin` is set.
    pub fn new(pattern: &Pattern, pinyin: bool) -> Self {
        let literal = match pattern {
            Pattern::Plain(text) => Literal::Text(Box::new(Finder::new(&fold(text)).into_owned())),
            Pattern::Glob(glob) => glob_regex(glob).map_or(Literal::Nothing, Literal::Regex),
            Pattern::Regex(source) => regex(source).map_or(Literal::Nothing, Literal::Regex),
        };
        let pinyin = match pattern {
            Pattern::Plain(text) if pinyin => Pinyin::new(&fold(text)).map(Box::new),
            _ => None,
        };
        Self { literal, pinyin }
    }

    /// Returns `true` for a plain pattern: one that is found in a text if it is found in any of its
    /// lines.
    pub fn is_plain(&self) -> bool {
        matches!(self.literal, Literal::Text(_))
    }

    /// Returns `true` if the text contains a literal match.
    pub fn is_in(&self, folded: &str) -> bool {
        match &self.literal {
            Literal::Text(finder) => finder.find(folded.as_bytes()).is_some(),
            Literal::Regex(regex) => regex.is_match(folded),
            Literal::Nothing => false,
        }
    }

    /// The folded text of a plain pattern.
    pub fn plain(&self) -> Option<&[u8]> {
        match &self.literal {
            Literal::Text(finder) => Some(finder.needle()),
            Literal::Regex(_) | Literal::Nothing => None,
        }
    }

    /// Byte offset of the first match of a plain pattern.
    pub fn first(&self, folded: &str) -> Option<usize> {
        match &self.literal {
            Literal::Text(finder) => finder.find(folded.as_bytes()),
            Literal::Regex(_) | Literal::Nothing => None,
        }
    }

    /// Length in bytes of a plain pattern; zero for any other.
    pub fn length(&self) -> usize {
        match &self.literal {
            Literal::Text(finder) => finder.needle().len(),
            Literal::Regex(_) | Literal::Nothing => 0,
        }
    }

    /// Returns `true` if the text contains a match by sound.
    pub fn sounds_in(&self, folded: &str) -> bool {
        self.pinyin.as_ref().is_some_and(|pinyin| pinyin.find(folded).is_some())
    }

    /// Byte ranges of all literal matches in the text; none is empty.
    pub fn places(&self, folded: &str) -> Vec<Range<usize>> {
        let places: Vec<Range<usize>> = match &self.literal {
            Literal::Text(finder) => {
                let length = finder.needle().len();
                finder.find_iter(folded.as_bytes()).map(|at| at..at + length).collect()
            }
            Literal::Regex(regex) => regex.find_iter(folded).map(|found| found.range()).collect(),
            Literal::Nothing => Vec::new(),
        };
        places.into_iter().filter(|place| !place.is_empty()).collect()
    }

    /// Byte ranges of all matches by sound in the text.
    pub fn places_by_sound(&self, folded: &str) -> Vec<Range<usize>> {
        self.pinyin.iter().flat_map(|pinyin| pinyin.find_all(folded)).collect()
    }
}

/// Compiles a regular expression for folded text: case is ignored, and `^` and `$` match at the
/// ends of sections. Characters outside ASCII in it are folded too, so that `/服务/` finds 服务 and
/// `/can’t/` finds can't, unless the result is invalid, as may be the case with a range.
///
/// # Errors
///
/// A short message that says why it does not compile.
pub(super) fn regex(source: &str) -> Result<Regex, String> {
    let mut folded = String::with_capacity(source.len());
    let mut is_escaped = false;
    for character in source.chars() {
        let one = folded_character(character);
        // A character that results from folding is a literal.
        if one != character && !is_escaped && regex_syntax_has(one) {
            folded.push('\\');
        }
        folded.push(one);
        is_escaped = character == '\\' && !is_escaped;
    }
    compile(&folded).or_else(|_| compile(source)).map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "too large".to_owned(),
        // The last line of the message says what is wrong; the others show the position.
        other => {
            let text = other.to_string();
            let last = text.lines().next_back().unwrap_or(&text);
            last.trim_start_matches("error: ").to_owned()
        }
    })
}

/// The folded form of a character outside ASCII, if that is a single character.
fn folded_character(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    let folded = fold(character.encode_utf8(&mut [0; 4]));
    let mut characters = folded.chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => one,
        _ => character,
    }
}

/// Returns `true` for a character with a special meaning in regular expressions.
fn regex_syntax_has(character: char) -> bool {
    regex::escape(character.encode_utf8(&mut [0; 4])).starts_with('\\')
}

fn compile(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source)
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(MAX_REGEX_BYTES)
        .dfa_size_limit(MAX_REGEX_BYTES)
        .nest_limit(50)
        .build()
}

/// Converts a pattern with `*` and `?` to a regular expression that matches anywhere in a line.
fn glob_regex(glob: &str) -> Option<Regex> {
    let mut source = String::new();
    for character in fold(glob.trim_matches('*')).chars() {
        match character {
            '*' => source.push_str(".*?"),
            '?' => source.push('.'),
            other => source.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
    }
    compile(&source).ok()
}
