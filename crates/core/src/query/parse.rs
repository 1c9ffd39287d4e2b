//! Parses a query text into a [`Query`]: the tree, the byte ranges of its parts, and hints.
//!
//! `OR` binds closer than the blank between words, so that a condition appended by a pane narrows the
//! whole query.

use super::date::{DateRange, DateValue};
use super::expression::{DatedMark, Expression, Has, Is, Pattern, Scope, Term, fields, is_field};
use super::lexer::{Lexeme, LexemeKind, lexemes};
use super::pattern::regex;
use super::sort::{Sort, SortBy};
use crate::text::nearest;
use std::ops::Range;

/// Maximum nesting of parentheses; deeper ones are parsed as text.
const MAX_DEPTH: usize = 32;

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The expression tree.
    pub expression: Expression,
    /// The top-level conditions, all of which must hold.
    pub clauses: Vec<Clause>,
    /// The tokens for syntax highlighting, in order and without overlap.
    pub tokens: Vec<Token>,
    /// Hints about parts that were not understood, and their interpretation.
    pub hints: Vec<Hint>,
}

/// The posts and stories that a query finds only if it asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asks {
    /// `true` if drafts are found.
    pub drafts: bool,
    /// `true` if posts and stories are found that a rule mutes.
    pub muted: bool,
}

impl Asks {
    /// Neither drafts nor muted posts and stories.
    pub const NOTHING: Self = Self { drafts: false, muted: false };
}

/// A top-level condition of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Byte range in the query text.
    pub span: Range<usize>,
    /// The condition.
    pub expression: Expression,
}

/// A token of a query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Byte range in the query text.
    pub span: Range<usize>,
    /// Kind of the token.
    pub kind: TokenKind,
}

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word or phrase to search for.
    Text,
    /// A field's name with its colon, or `#`.
    Field,
    /// A field's value.
    Value,
    /// A regular expression.
    Regex,
    /// `-`, `OR`, `AND`, `NOT` or a parenthesis.
    Operator,
    /// Not understood, and searched for as text.
    Unknown,
}

/// A hint about a part of a query that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Byte range in the query text.
    pub span: Range<usize>,
    /// The problem with it.
    pub problem: QueryError,
}

/// Problems with a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// A field that does not exist, and the nearest field name, if one is similar.
    UnknownField(String, Option<&'static str>),
    /// A value that the field does not accept: the field, and the values it accepts.
    UnknownName(&'static str, Vec<&'static str>),
    /// A value that is not a date, month, year or time span.
    NotADate(String),
    /// A quote without a closing one. It extends to the end of the text.
    OpenQuote,
    /// A parenthesis without its counterpart, or nested too deeply.
    Parenthesis,
    /// `OR` or `AND` without operands on both sides, or `NOT` without an operand after it.
    LoneOperator(&'static str),
    /// Text that looks like another program's notation, and its equivalent in this one.
    OtherNotation(String, String),
    /// A value that the library does not have for a field, and a similar value that it has, both in
    /// query syntax; see [`super::value_hints`].
    UnknownValue(&'static str, String, String),
    /// A regular expression that does not compile, with a short reason.
    BadRegex(String),
    /// The beginning of a regular expression, by its looks, without a closing `/`.
    OpenRegex,
}

impl Query {
    /// The sort order that the query asks for, if any.
    pub fn sort(&self) -> Option<Sort> {
        self.expression.sort()
    }

    /// The expression without one of its clauses.
    pub(super) fn without(&self, clause: usize) -> Expression {
        let mut clauses = self.clauses.clone();
        clauses.remove(clause);
        joined(&clauses)
    }

    /// The posts and stories that are found because the query asks for them.
    pub(super) fn asks(&self) -> Asks {
        let asks_for = |state| self.expression.any_term(&|term| *term == Term::Is(state));
        Asks { drafts: asks_for(Is::Draft), muted: asks_for(Is::Muted) }
    }
}

/// Parses a query. Never fails: text that is not understood is searched for literally, and a hint
/// gives the reason.
pub fn parse(text: &str) -> Query {
    let mut parser = QueryParser {
        text,
        lexemes: lexemes(text),
        next: 0,
        tokens: Vec::new(),
        hints: Vec::new(),
    };
    let mut clauses = Vec::new();
    loop {
        clauses.extend(parser.clauses(0));
        let Some(stray) = parser.lexemes.get(parser.next).cloned() else { break };
        // Only an unmatched `)` ends the list before the end of the text.
        parser.next += 1;
        let expression = parser.unknown(&stray, QueryError::Parenthesis);
        clauses.push(Clause { span: stray.span, expression });
    }
    let expression = joined(&clauses);
    Query { expression, clauses, tokens: parser.tokens, hints: parser.hints }
}

fn joined(clauses: &[Clause]) -> Expression {
    match clauses {
        [only] => only.expression.clone(),
        _ => Expression::All(clauses.iter().map(|clause| clause.expression.clone()).collect()),
    }
}

fn word(text: &str) -> Expression {
    Expression::Term(Term::Text(Scope::Anywhere, vec![Pattern::Plain(text.to_owned())]))
}

struct QueryParser<'a> {
    text: &'a str,
    lexemes: Vec<Lexeme>,
    next: usize,
    tokens: Vec<Token>,
    hints: Vec<Hint>,
}

impl QueryParser<'_> {
    fn peek(&self) -> Option<&LexemeKind> {
        self.lexemes.get(self.next).map(|lexeme| &lexeme.kind)
    }

    fn token(&mut self, span: Range<usize>, kind: TokenKind) {
        self.tokens.push(Token { span, kind });
    }

    fn hint(&mut self, span: Range<usize>, problem: QueryError) {
        self.hints.push(Hint { span, problem });
    }

    /// Takes a lexeme as literal text.
    fn unknown(&mut self, lexeme: &Lexeme, problem: QueryError) -> Expression {
        self.token(lexeme.span.clone(), TokenKind::Unknown);
        self.hint(lexeme.span.clone(), problem);
        word(self.text[lexeme.span.clone()].trim())
    }

    /// Parses conditions up to the end or to a `)`.
    fn clauses(&mut self, depth: usize) -> Vec<Clause> {
        let mut out = Vec::new();
        while !matches!(self.peek(), None | Some(LexemeKind::Close)) {
            let start = self.lexemes[self.next].span.start;
            let expression = self.alternatives(depth);
            let end = self.lexemes[self.next - 1].span.end;
            if let Some(expression) = expression {
                out.push(Clause { span: start..end, expression });
            }
        }
        out
    }

    /// Parses `a OR b OR c`. Returns `None` if there is nothing to search for yet, as in `tag:`.
    fn alternatives(&mut self, depth: usize) -> Option<Expression> {
        self.joined_by(&LexemeKind::Or, Expression::Any, &|parser| parser.conjunction(depth))
    }

    /// Parses `a AND b`, which binds more tightly than `OR`, as is customary.
    fn conjunction(&mut self, depth: usize) -> Option<Expression> {
        self.joined_by(&LexemeKind::And, Expression::All, &|parser| parser.unary(depth))
    }

    /// Parses operands separated by an operator.
    fn joined_by(
        &mut self,
        operator: &LexemeKind,
        join: impl Fn(Vec<Expression>) -> Expression,
        operand: &dyn Fn(&mut Self) -> Option<Expression>,
    ) -> Option<Expression> {
        let mut all: Vec<Expression> = operand(self).into_iter().collect();
        while self.peek() == Some(operator) && self.operand_follows() && !all.is_empty() {
            self.operator();
            all.extend(operand(self));
        }
        if all.len() > 1 { Some(join(all)) } else { all.pop() }
    }

    fn operand_follows(&self) -> bool {
        self.lexemes.get(self.next + 1).is_some_and(|lexeme| {
            !matches!(lexeme.kind, LexemeKind::Close | LexemeKind::Or | LexemeKind::And)
        })
    }

    /// Consumes the next lexeme, an operator.
    fn operator(&mut self) {
        let span = self.lexemes[self.next].span.clone();
        self.token(span, TokenKind::Operator);
        self.next += 1;
    }

    fn unary(&mut self, depth: usize) -> Option<Expression> {
        let mut negated = false;
        while self.peek() == Some(&LexemeKind::Minus)
            || self.peek() == Some(&LexemeKind::Not) && self.operand_follows()
        {
            negated = !negated;
            self.operator();
        }
        Some(match self.primary(depth)? {
            Expression::Term(Term::Sort(sort)) => {
                let reversed = sort.reversed != negated;
                Expression::Term(Term::Sort(Sort { reversed, ..sort }))
            }
            expression if negated => Expression::Not(Box::new(expression)),
            expression => expression,
        })
    }

    fn primary(&mut self, depth: usize) -> Option<Expression> {
        let lexeme = self.lexemes.get(self.next)?.clone();
        if lexeme.kind == LexemeKind::Close {
            return None;
        }
        self.next += 1;
        let span = lexeme.span.clone();
        match &lexeme.kind {
            LexemeKind::Open if depth < MAX_DEPTH => self.group(span, depth),
            LexemeKind::Open | LexemeKind::Close | LexemeKind::Minus => {
                Some(self.unknown(&lexeme, QueryError::Parenthesis))
            }
            LexemeKind::Or => Some(self.unknown(&lexeme, QueryError::LoneOperator("OR"))),
            LexemeKind::And => Some(self.unknown(&lexeme, QueryError::LoneOperator("AND"))),
            LexemeKind::Not => Some(self.unknown(&lexeme, QueryError::LoneOperator("NOT"))),
            LexemeKind::Regex(source) => match regex(source) {
                Ok(_) => {
                    self.token(span, TokenKind::Regex);
                    let pattern = Pattern::Regex(source.clone());
                    Some(Expression::Term(Term::Text(Scope::Anywhere, vec![pattern])))
                }
                Err(reason) => Some(self.unknown(&lexeme, QueryError::BadRegex(reason))),
            },
            LexemeKind::Word(text) => {
                if looks_like_regex(text) {
                    self.hint(span.clone(), QueryError::OpenRegex);
                } else if let Some(ours) = in_our_notation(text) {
                    self.hint(span.clone(), QueryError::OtherNotation(text.clone(), ours));
                }
                self.token(span, TokenKind::Text);
                match text.as_str() {
                    "today" | "yesterday" => {
                        let range = DateRange::parse(text)?;
                        Some(Expression::Term(Term::Date(vec![range])))
                    }
                    _ => Some(word(text)),
                }
            }
            LexemeKind::Phrase { text, closed } => {
                self.token(span.clone(), TokenKind::Text);
                if !closed {
                    self.hint(span, QueryError::OpenQuote);
                }
                (!text.trim().is_empty()).then(|| word(text.trim()))
            }
            LexemeKind::Field { name, name_end, values, closed } => {
                if !closed {
                    self.hint(span, QueryError::OpenQuote);
                }
                self.field(&lexeme, name, *name_end, values)
            }
        }
    }

    fn group(&mut self, open: Range<usize>, depth: usize) -> Option<Expression> {
        self.token(open.clone(), TokenKind::Operator);
        let clauses = self.clauses(depth + 1);
        if self.peek() == Some(&LexemeKind::Close) {
            self.operator();
        } else {
            self.hint(open, QueryError::Parenthesis);
        }
        (!clauses.is_empty()).then(|| joined(&clauses))
    }

    fn field(
        &mut self,
        lexeme: &Lexeme,
        name: &str,
        name_end: usize,
        values: &[Pattern],
    ) -> Option<Expression> {
        let bad = values.iter().find_map(|value| match value {
            Pattern::Regex(source) => regex(source).err(),
            _ => None,
        });
        if let Some(reason) = bad {
            return Some(self.unknown(lexeme, QueryError::BadRegex(reason)));
        }
        let term = match field_term(name, values) {
            Ok(term) => term,
            Err(problem) => return Some(self.unknown(lexeme, problem)),
        };
        self.token(lexeme.span.start..name_end, TokenKind::Field);
        if name_end < lexeme.span.end {
            self.token(name_end..lexeme.span.end, TokenKind::Value);
        }
        term.map(Expression::Term)
    }
}

/// Returns `true` for a word that is unlikely to be a path: `/a|b`, `/ab/g`.
fn looks_like_regex(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('/') else { return false };
    let has_flag = rest.split_once('/').is_some_and(|(source, flag)| {
        !source.is_empty() && matches!(flag, "g" | "m" | "s" | "u" | "x" | "y" | "gi" | "ig")
    });
    has_flag || word.contains(['|', '[', '(', '*', '+', '?', '^', '$', '\\'])
}

/// The equivalent in this syntax of a word that looks like another program's notation.
fn in_our_notation(word: &str) -> Option<String> {
    let is_text = |text: &str| text.starts_with(|first: char| first.is_alphanumeric());
    match word {
        "||" | "|" => return Some("OR".to_owned()),
        "&&" => return Some("AND".to_owned()),
        _ => {}
    }
    if let Some(rest) = word.strip_prefix(['!', '！']).filter(|rest| is_text(rest)) {
        return Some(format!("-{rest}"));
    }
    if let Some(rest) = word.strip_prefix('+').filter(|rest| is_text(rest)) {
        return Some(rest.to_owned());
    }
    let mut sides = word.split('|');
    (word.contains('|') && sides.all(is_text)).then(|| word.replace('|', " OR "))
}

/// The condition of a field; `None` while it has no value yet.
fn field_term(name: &str, values: &[Pattern]) -> Result<Option<Term>, QueryError> {
    let scope = match name {
        "#" | "tags" => Some(Scope::Tag),
        "categories" => Some(Scope::Category),
        _ => Scope::NAMED.iter().find(|(known, _)| *known == name).map(|(_, scope)| *scope),
    };
    if let Some(scope) = scope {
        return Ok((!values.is_empty()).then(|| Term::Text(scope, values.to_vec())));
    }
    let texts: Vec<&str> = values
        .iter()
        .map(|value| match value {
            Pattern::Plain(text) | Pattern::Glob(text) | Pattern::Regex(text) => text.as_str(),
        })
        .collect();
    let known = is_field(name);
    let Some(first) = texts.first() else {
        return if known { Ok(None) } else { Err(unknown_field(name)) };
    };
    let ranges = || {
        let range = |text: &&str| {
            DateRange::parse(text).ok_or_else(|| QueryError::NotADate((*text).to_owned()))
        };
        texts.iter().map(range).collect::<Result<Vec<_>, _>>()
    };
    if let Some((_, mark)) = DatedMark::NAMED.iter().find(|(known, _)| *known == name) {
        return Ok(Some(Term::Marked(*mark, ranges()?)));
    }
    let value = || DateValue::parse(first).ok_or_else(|| QueryError::NotADate((*first).to_owned()));
    let term = match name {
        "date" => Term::Date(ranges()?),
        "after" | "since" => Term::After(value()?),
        "before" => Term::Before(value()?),
        "is" => Term::Is(named("is", &Is::NAMED, first)?),
        "has" => Term::Has(named("has", &Has::NAMED, first)?),
        "sort" => Term::Sort(Sort { by: named("sort", &SortBy::NAMED, first)?, reversed: false }),
        _ => return Err(unknown_field(name)),
    };
    Ok(Some(term))
}

fn named<T: Copy>(
    field: &'static str,
    names: &[(&'static str, T)],
    given: &str,
) -> Result<T, QueryError> {
    let lower_case = given.to_ascii_lowercase();
    names.iter().find(|(name, _)| *name == lower_case).map(|(_, value)| *value).ok_or_else(|| {
        QueryError::UnknownName(field, names.iter().map(|(name, _)| *name).collect())
    })
}

fn unknown_field(name: &str) -> QueryError {
    let nearest = nearest(name, fields().into_iter().map(|(known, _)| known));
    QueryError::UnknownField(name.to_owned(), nearest)
}
