//! Query text → [`Query`]: the tree, the places of its parts, and hints on what was not understood.

use super::date::{DateRange, DateValue};
use super::expression::{Expression, Has, Is, Pattern, Scope, Term, fields, is_field};
use super::lexer::{Kind, Lexeme, lexemes};
use super::pattern::regex;
use super::sort::{Sort, SortBy};
use crate::text::nearest;
use std::ops::Range;

/// Parentheses nested deeper than this are read as text.
const MAX_DEPTH: usize = 32;

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What it means.
    pub expression: Expression,
    /// Its top-level conditions, all of which must hold, with their places.
    pub clauses: Vec<Clause>,
    /// The places of its parts, for colouring; in order, without overlap.
    pub tokens: Vec<Token>,
    /// What was not understood and how it was taken.
    pub hints: Vec<Hint>,
}

/// One top-level condition of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its bytes in the query text.
    pub span: Range<usize>,
    /// What it means.
    pub expression: Expression,
}

/// A part of a query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the query text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a part of a query text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word or phrase to look for.
    Text,
    /// A field's name with its colon, or `#`.
    Field,
    /// A field's value.
    Value,
    /// A regular expression.
    Regex,
    /// `-`, `OR`, `AND`, `NOT`, a parenthesis.
    Operator,
    /// Not understood, and looked for as text.
    Unknown,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Its bytes in the query text.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such field; the nearest name, if one is near.
    UnknownField(String, Option<&'static str>),
    /// The field takes one of these names.
    UnknownName(&'static str, Vec<&'static str>),
    /// Not a day, month, year or span of days.
    NotADate(String),
    /// A quote without its closing one; it reaches to the end.
    OpenQuote,
    /// A parenthesis without its other half, or nested too deep.
    Parenthesis,
    /// `OR` or `AND` without something on both sides, or `NOT` without something behind it.
    LoneOperator(&'static str),
    /// What looks like another program's notation, and how the same is written here.
    OtherNotation(String, String),
    /// The field has no such value in the library, but one that is much like it, both as they are
    /// written in a query; see [`super::value_hints`].
    UnknownValue(&'static str, String, String),
    /// A regular expression that does not compile, and why, in few words.
    BadRegex(String),
    /// What looks like the beginning of a regular expression has no `/` at its end.
    OpenRegex,
}

impl Query {
    /// The order it asks for, if it does.
    pub fn sort(&self) -> Option<Sort> {
        self.expression.sort()
    }

    /// What it means without one of its clauses.
    pub(super) fn without(&self, clause: usize) -> Expression {
        let mut clauses = self.clauses.clone();
        clauses.remove(clause);
        joined(&clauses)
    }

    /// True if drafts are among what it means.
    pub(super) fn asks_for_drafts(&self) -> bool {
        self.expression.any_term(&|term| *term == Term::Is(Is::Draft))
    }
}

/// Reads a query. Never fails: what is not understood is a text to look for, and a hint says why.
pub fn parse(text: &str) -> Query {
    let mut parser =
        Parser { text, lexemes: lexemes(text), next: 0, tokens: Vec::new(), hints: Vec::new() };
    let mut clauses = Vec::new();
    loop {
        clauses.extend(parser.clauses(0));
        let Some(stray) = parser.lexemes.get(parser.next).cloned() else { break };
        // Only a `)` that nothing opened ends the list before the text does.
        parser.next += 1;
        let expression = parser.unknown(&stray, Problem::Parenthesis);
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

struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Lexeme>,
    next: usize,
    tokens: Vec<Token>,
    hints: Vec<Hint>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.lexemes.get(self.next).map(|lexeme| &lexeme.kind)
    }

    fn token(&mut self, span: Range<usize>, kind: TokenKind) {
        self.tokens.push(Token { span, kind });
    }

    fn hint(&mut self, span: Range<usize>, problem: Problem) {
        self.hints.push(Hint { span, problem });
    }

    /// Takes a lexeme as the text it is written as.
    fn unknown(&mut self, lexeme: &Lexeme, problem: Problem) -> Expression {
        self.token(lexeme.span.clone(), TokenKind::Unknown);
        self.hint(lexeme.span.clone(), problem);
        word(self.text[lexeme.span.clone()].trim())
    }

    /// Conditions up to the end or to a `)`.
    fn clauses(&mut self, depth: usize) -> Vec<Clause> {
        let mut out = Vec::new();
        while !matches!(self.peek(), None | Some(Kind::Close)) {
            let start = self.lexemes[self.next].span.start;
            let expression = self.alternatives(depth);
            let end = self.lexemes[self.next - 1].span.end;
            if let Some(expression) = expression {
                out.push(Clause { span: start..end, expression });
            }
        }
        out
    }

    /// `a OR b OR c`. `None` where there is nothing to look for yet, such as `tag:`.
    fn alternatives(&mut self, depth: usize) -> Option<Expression> {
        self.joined_by(&Kind::Or, Expression::Any, &|parser| parser.conjunction(depth))
    }

    /// `a AND b`, which binds closer than `OR`, as everywhere.
    fn conjunction(&mut self, depth: usize) -> Option<Expression> {
        self.joined_by(&Kind::And, Expression::All, &|parser| parser.unary(depth))
    }

    /// Operands with an operator between them.
    fn joined_by(
        &mut self,
        operator: &Kind,
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
        self.lexemes
            .get(self.next + 1)
            .is_some_and(|lexeme| !matches!(lexeme.kind, Kind::Close | Kind::Or | Kind::And))
    }

    /// Takes the next lexeme, which is an operator.
    fn operator(&mut self) {
        let span = self.lexemes[self.next].span.clone();
        self.token(span, TokenKind::Operator);
        self.next += 1;
    }

    fn unary(&mut self, depth: usize) -> Option<Expression> {
        let mut negated = false;
        while self.peek() == Some(&Kind::Minus)
            || self.peek() == Some(&Kind::Not) && self.operand_follows()
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
        if lexeme.kind == Kind::Close {
            return None;
        }
        self.next += 1;
        let span = lexeme.span.clone();
        match &lexeme.kind {
            Kind::Open if depth < MAX_DEPTH => self.group(span, depth),
            Kind::Open | Kind::Close | Kind::Minus => {
                Some(self.unknown(&lexeme, Problem::Parenthesis))
            }
            Kind::Or => Some(self.unknown(&lexeme, Problem::LoneOperator("OR"))),
            Kind::And => Some(self.unknown(&lexeme, Problem::LoneOperator("AND"))),
            Kind::Not => Some(self.unknown(&lexeme, Problem::LoneOperator("NOT"))),
            Kind::Regex(source) => match regex(source) {
                Ok(_) => {
                    self.token(span, TokenKind::Regex);
                    let pattern = Pattern::Regex(source.clone());
                    Some(Expression::Term(Term::Text(Scope::Anywhere, vec![pattern])))
                }
                Err(why) => Some(self.unknown(&lexeme, Problem::BadRegex(why))),
            },
            Kind::Word(text) => {
                if looks_like_regex(text) {
                    self.hint(span.clone(), Problem::OpenRegex);
                } else if let Some(ours) = in_our_notation(text) {
                    self.hint(span.clone(), Problem::OtherNotation(text.clone(), ours));
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
            Kind::Phrase { text, closed } => {
                self.token(span.clone(), TokenKind::Text);
                if !closed {
                    self.hint(span, Problem::OpenQuote);
                }
                (!text.trim().is_empty()).then(|| word(text.trim()))
            }
            Kind::Field { name, name_end, values, closed } => {
                if !closed {
                    self.hint(span, Problem::OpenQuote);
                }
                self.field(&lexeme, name, *name_end, values)
            }
        }
    }

    fn group(&mut self, open: Range<usize>, depth: usize) -> Option<Expression> {
        self.token(open.clone(), TokenKind::Operator);
        let clauses = self.clauses(depth + 1);
        if self.peek() == Some(&Kind::Close) {
            self.operator();
        } else {
            self.hint(open, Problem::Parenthesis);
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
        if let Some(why) = bad {
            return Some(self.unknown(lexeme, Problem::BadRegex(why)));
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

/// True for a word that somebody who means a path would hardly type: `/a|b`, `/ab/g`.
fn looks_like_regex(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('/') else { return false };
    let has_flag = rest.split_once('/').is_some_and(|(source, flag)| {
        !source.is_empty() && matches!(flag, "g" | "m" | "s" | "u" | "x" | "y" | "gi" | "ig")
    });
    has_flag || word.contains(['|', '[', '(', '*', '+', '?', '^', '$', '\\'])
}

/// How what a word means in another program's queries is written here, if it looks like that.
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

/// The condition a field stands for; `None` while it has no value yet.
fn field_term(name: &str, values: &[Pattern]) -> Result<Option<Term>, Problem> {
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
    let value = || DateValue::parse(first).ok_or_else(|| Problem::NotADate((*first).to_owned()));
    let term = match name {
        "date" => {
            let range = |text: &&str| {
                DateRange::parse(text).ok_or_else(|| Problem::NotADate((*text).to_owned()))
            };
            Term::Date(texts.iter().map(range).collect::<Result<_, _>>()?)
        }
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
    wanted: &str,
) -> Result<T, Problem> {
    let wanted = wanted.to_ascii_lowercase();
    names
        .iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| *value)
        .ok_or_else(|| Problem::UnknownName(field, names.iter().map(|(name, _)| *name).collect()))
}

fn unknown_field(name: &str) -> Problem {
    let nearest = nearest(name, fields().into_iter().map(|(known, _)| known));
    Problem::UnknownField(name.to_owned(), nearest)
}
