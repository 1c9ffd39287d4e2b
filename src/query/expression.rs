//! What a query means, as a tree, and how it is written.

use super::date::DateRange;
use super::sort::{Sort, SortBy};
use crate::library::Facet;
use std::fmt;

/// A tree of conditions on a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// Every one of them; the empty list is met by every post.
    All(Vec<Expression>),
    /// At least one of them.
    Any(Vec<Expression>),
    /// Not this.
    Not(Box<Expression>),
    /// One condition.
    Term(Term),
}

/// One condition on a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// One of the patterns is found in a part of the post.
    Text(Scope, Vec<Pattern>),
    /// Its date is in one of the ranges.
    Date(Vec<DateRange>),
    /// Its date is on or after the first day of this.
    After(super::DateValue),
    /// Its date is before the first day of this.
    Before(super::DateValue),
    /// A state of the post.
    Is(Is),
    /// Something the post contains.
    Has(Has),
    /// No condition: the order the posts are wanted in.
    Sort(Sort),
}

/// Where a pattern is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Title, tags, categories, authors and body.
    Anywhere,
    /// The title.
    Title,
    /// The body as it reads.
    Body,
    /// The titles of its stories.
    Story,
    /// Its path.
    Path,
    /// The addresses of its source and of its stories' sources.
    Source,
    /// An author's name.
    Author,
    /// A tag: the whole of it.
    Tag,
    /// A category: the whole of it.
    Category,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// This text as it stands.
    Plain(String),
    /// `*` stands for any text, `?` for one character.
    Glob(String),
    /// A regular expression that compiles, as it stands between its slashes.
    Regex(String),
}

/// States of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Marked as a draft. Drafts are hidden from queries that do not say `is:draft`.
    Draft,
    /// Without a date.
    Undated,
    /// Marked as read.
    Read,
    /// Not marked as read.
    Unread,
    /// Marked with a star.
    Starred,
    /// Every one of its stories is in some post that was read.
    Seen,
}

/// Contents of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// A source address.
    Source,
    /// At least one story.
    Stories,
    /// A code block.
    Code,
    /// A finding about its file.
    Warning,
}

impl Scope {
    /// Every scope that has a name, with that name.
    pub const NAMED: [(&'static str, Self); 8] = [
        ("tag", Self::Tag),
        ("category", Self::Category),
        ("author", Self::Author),
        ("source", Self::Source),
        ("title", Self::Title),
        ("body", Self::Body),
        ("story", Self::Story),
        ("path", Self::Path),
    ];

    /// The name of its field; empty for [`Self::Anywhere`].
    pub(super) fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, scope)| *scope == self).map_or("", |(name, _)| name)
    }

    /// True for texts that are short and chosen, in which a word may stand for its sound; in others
    /// that would be noise.
    pub(super) fn is_spoken(self) -> bool {
        matches!(self, Self::Anywhere | Self::Title | Self::Story | Self::Author)
    }

    /// The facet whose whole values this scope compares, if it does.
    pub fn facet(self) -> Option<Facet> {
        match self {
            Self::Tag => Some(Facet::Tag),
            Self::Category => Some(Facet::Category),
            _ => None,
        }
    }
}

impl Is {
    /// Every state with its name.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("unread", Self::Unread),
        ("read", Self::Read),
        ("starred", Self::Starred),
        ("seen", Self::Seen),
        ("draft", Self::Draft),
        ("undated", Self::Undated),
    ];

    /// True for what changes with a mark.
    pub fn is_mark(self) -> bool {
        matches!(self, Self::Read | Self::Unread | Self::Starred | Self::Seen)
    }
}

impl Has {
    /// Every content with its name.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("source", Self::Source),
        ("stories", Self::Stories),
        ("code", Self::Code),
        ("warning", Self::Warning),
    ];
}

/// True for the name of a field, or another name of one.
pub(super) fn is_field(name: &str) -> bool {
    matches!(name, "tags" | "categories") || fields().iter().any(|(known, _)| *known == name)
}

/// Every field with the names it takes, where it takes only some: what can be typed before and
/// behind a colon.
pub fn fields() -> Vec<(&'static str, Vec<&'static str>)> {
    fn names<T>(named: &[(&'static str, T)]) -> Vec<&'static str> {
        named.iter().map(|(name, _)| *name).collect()
    }
    let mut fields: Vec<_> =
        names(&Scope::NAMED).into_iter().map(|name| (name, Vec::new())).collect();
    fields.extend(["date", "after", "since", "before"].map(|name| (name, Vec::new())));
    fields.extend([("is", names(&Is::NAMED)), ("has", names(&Has::NAMED))]);
    fields.push(("sort", names(&SortBy::NAMED)));
    fields
}

impl Default for Expression {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Expression {
    /// True if a term of the tree meets the condition.
    pub fn any_term(&self, condition: &dyn Fn(&Term) -> bool) -> bool {
        match self {
            Self::All(children) | Self::Any(children) => {
                children.iter().any(|child| child.any_term(condition))
            }
            Self::Not(child) => child.any_term(condition),
            Self::Term(term) => condition(term),
        }
    }

    /// The last order that the tree names.
    pub(super) fn sort(&self) -> Option<Sort> {
        match self {
            Self::All(children) | Self::Any(children) => children.iter().rev().find_map(Self::sort),
            Self::Not(child) => child.sort(),
            Self::Term(Term::Sort(sort)) => Some(*sort),
            Self::Term(_) => None,
        }
    }
}

/// True if the text, unquoted, would be read as just this one word or value.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && !matches!(text, "OR" | "AND" | "NOT" | "today" | "yesterday")
        && !text.starts_with('-')
        && text.chars().all(|character| character.is_alphanumeric() || "._-+/".contains(character))
        && !text.starts_with('/')
}

/// The text as one word or value of a query: in quotes where it must be.
pub fn quoted(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => formatter.write_str(&quoted(text)),
            Self::Glob(text) => formatter.write_str(text),
            Self::Regex(source) => write!(formatter, "/{source}/"),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: ToString>(items: &[T]) -> String {
            items.iter().map(T::to_string).collect::<Vec<_>>().join(",")
        }
        fn name<T: PartialEq>(named: &[(&'static str, T)], wanted: &T) -> &'static str {
            named.iter().find(|(_, value)| value == wanted).map_or("", |(name, _)| name)
        }
        match self {
            Self::Text(Scope::Anywhere, patterns) => formatter.write_str(&list(patterns)),
            Self::Text(scope, patterns) => {
                let list = list(patterns);
                // `tag::x` is a word, as `std::fmt` is; only the other spelling can begin so.
                if *scope == Scope::Tag && list.starts_with(':') {
                    return write!(formatter, "#{list}");
                }
                write!(formatter, "{}:{list}", scope.name())
            }
            Self::Date(ranges) => write!(formatter, "date:{}", list(ranges)),
            Self::After(value) => write!(formatter, "after:{value}"),
            Self::Before(value) => write!(formatter, "before:{value}"),
            Self::Is(is) => write!(formatter, "is:{}", name(&Is::NAMED, is)),
            Self::Has(has) => write!(formatter, "has:{}", name(&Has::NAMED, has)),
            Self::Sort(sort) => {
                let minus = if sort.reversed { "-" } else { "" };
                write!(formatter, "{minus}sort:{}", name(&SortBy::NAMED, &sort.by))
            }
        }
    }
}

impl fmt::Display for Expression {
    /// A text that parses to an equal tree. `OR` binds closer than the blank between words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |children: &[Self], separator: &str| {
            children.iter().map(Self::nested).collect::<Vec<_>>().join(separator)
        };
        match self {
            Self::All(children) => formatter.write_str(&joined(children, " ")),
            Self::Any(children) => formatter.write_str(&joined(children, " OR ")),
            // `--` would be the beginning of a word.
            Self::Not(child) if matches!(**child, Self::Not(_)) => write!(formatter, "-({child})"),
            Self::Not(child) => write!(formatter, "-{}", child.nested()),
            Self::Term(term) => write!(formatter, "{term}"),
        }
    }
}

impl Expression {
    fn nested(&self) -> String {
        match self {
            Self::All(_) | Self::Any(_) => format!("({self})"),
            Self::Not(_) | Self::Term(_) => self.to_string(),
        }
    }
}
