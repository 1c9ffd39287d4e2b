//! A pattern of a query made ready to be found in folded text.

use super::expression::Pattern;
use crate::text::{Pinyin, fold};
use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// Bytes that a compiled regular expression may take.
const MAX_REGEX_BYTES: usize = 1 << 20;

/// A pattern that can be found in a folded text.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    literal: Literal,
    /// What the pattern sounds like, where that may be what was typed.
    pub pinyin: Option<Box<Pinyin>>,
}

#[derive(Clone, Debug)]
enum Literal {
    Text(Box<Finder<'static>>),
    Regex(Regex),
    /// Found nowhere.
    Nothing,
}

impl Needle {
    /// Prepares a pattern; with what it sounds like if `pinyin`.
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

    /// True if the pattern is found in a text that it is found in a line of.
    pub fn is_plain(&self) -> bool {
        matches!(self.literal, Literal::Text(_))
    }

    /// True if the pattern may stand in a text of ASCII only.
    pub fn may_be_ascii(&self) -> bool {
        match &self.literal {
            Literal::Text(finder) => finder.needle().is_ascii(),
            Literal::Regex(_) => true,
            Literal::Nothing => false,
        }
    }

    /// True if the pattern itself stands in the text.
    pub fn is_in(&self, folded: &str) -> bool {
        match &self.literal {
            Literal::Text(finder) => finder.find(folded.as_bytes()).is_some(),
            Literal::Regex(regex) => regex.is_match(folded),
            Literal::Nothing => false,
        }
    }

    /// Where a plain pattern is found first.
    pub fn first(&self, folded: &str) -> Option<usize> {
        match &self.literal {
            Literal::Text(finder) => finder.find(folded.as_bytes()),
            Literal::Regex(_) | Literal::Nothing => None,
        }
    }

    /// The bytes that a plain pattern takes.
    pub fn length(&self) -> usize {
        match &self.literal {
            Literal::Text(finder) => finder.needle().len(),
            Literal::Regex(_) | Literal::Nothing => 0,
        }
    }

    /// True if the text sounds like the pattern.
    pub fn sounds_in(&self, folded: &str) -> bool {
        self.pinyin.as_ref().is_some_and(|pinyin| pinyin.find(folded).is_some())
    }

    /// Every place in the text where the pattern itself stands, none of them empty.
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

    /// Every place in the text that sounds like the pattern.
    pub fn places_by_sound(&self, folded: &str) -> Vec<Range<usize>> {
        self.pinyin.iter().flat_map(|pinyin| pinyin.find_all(folded)).collect()
    }
}

/// A regular expression as it is matched against folded text: without regard to case, `^` and `$` at
/// the ends of sections. What it holds of other characters than ASCII is folded as well, so that
/// `/服務/` finds 服务 and `/can’t/` finds can't; unless that breaks it, as it may a range.
///
/// # Errors
///
/// Why it cannot be compiled, in few words.
pub(super) fn regex(source: &str) -> Result<Regex, String> {
    let mut folded = String::with_capacity(source.len());
    let mut is_escaped = false;
    for character in source.chars() {
        let one = folded_character(character);
        // What folding makes of a character stands for itself.
        if one != character && !is_escaped && regex_syntax_has(one) {
            folded.push('\\');
        }
        folded.push(one);
        is_escaped = character == '\\' && !is_escaped;
    }
    compile(&folded).or_else(|_| compile(source)).map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "too large".to_owned(),
        // The last line of several says what is wrong; the others show where.
        other => {
            let text = other.to_string();
            let last = text.lines().next_back().unwrap_or(&text);
            last.trim_start_matches("error: ").to_owned()
        }
    })
}

/// What a character that is not ASCII folds to, if that is one character.
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

/// True for a character that means something in a regular expression.
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

/// A pattern of `*` and `?` as a regular expression that finds it anywhere in a line.
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
