//! The expression tree of a query, and its textual form.

use super::date::DateRange;
use super::sort::{Sort, SortBy};
use crate::library::Facet;
use std::fmt;

/// A tree of conditions on a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// Every one of the conditions. The empty list matches every post.
    All(Vec<Expression>),
    /// At least one of the conditions.
    Any(Vec<Expression>),
    /// The negation of a condition.
    Not(Box<Expression>),
    /// One condition.
    Term(Term),
}

/// One condition on a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A part of the post contains one of the patterns.
    Text(Scope, Vec<Pattern>),
    /// The date is in one of the ranges.
    Date(Vec<DateRange>),
    /// The date is on or after the first day of this value.
    After(super::DateValue),
    /// The date is before the first day of this value.
    Before(super::DateValue),
    /// The mark was set on a day in one of the ranges.
    Marked(DatedMark, Vec<DateRange>),
    /// The post is in a state.
    Is(Is),
    /// The post has contents of a kind.
    Has(Has),
    /// A sort order, which is not a condition.
    Sort(Sort),
}

/// The part of a post in which a pattern is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Title, tags, categories, authors and body.
    Anywhere,
    /// The title.
    Title,
    /// The plain text of the body.
    Body,
    /// The titles of the stories.
    Story,
    /// The path.
    Path,
    /// The addresses of the post's source and of its stories.
    Source,
    /// An author's name.
    Author,
    /// A complete tag.
    Tag,
    /// A complete category.
    Category,
    /// A complete own tag.
    Mine,
    /// The user's note.
    Note,
}

/// Marks with a day on which they were set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatedMark {
    /// Read.
    Read,
    /// Starred.
    Starred,
}

/// A pattern to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A literal text.
    Plain(String),
    /// A glob: `*` matches any text, `?` one character.
    Glob(String),
    /// The source of a valid regular expression, without its slashes.
    Regex(String),
}

/// States of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Marked as a draft. Drafts are hidden from queries that do not contain `is:draft`.
    Draft,
    /// Without a date.
    Undated,
    /// Marked as read.
    Read,
    /// Not marked as read.
    Unread,
    /// Marked with a star.
    Starred,
    /// All stories of the post were seen.
    Seen,
    /// Not known at the end of the user's last visit.
    New,
    /// Muted by a rule. Muted posts are hidden from queries that do not contain `is:muted`.
    Muted,
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
    /// A diagnostic about the file.
    Warning,
    /// A note by the user.
    Note,
}

impl Scope {
    /// Every named scope, with its name.
    pub const NAMED: [(&'static str, Self); 10] = [
        ("tag", Self::Tag),
        ("category", Self::Category),
        ("author", Self::Author),
        ("source", Self::Source),
        ("title", Self::Title),
        ("body", Self::Body),
        ("story", Self::Story),
        ("path", Self::Path),
        ("mine", Self::Mine),
        ("note", Self::Note),
    ];

    /// Name of the field; empty for [`Self::Anywhere`].
    pub(super) fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, scope)| *scope == self).map_or("", |(name, _)| name)
    }

    /// Returns `true` for scopes with short, deliberately chosen texts, in which words are also
    /// matched by sound. In other texts this would produce noise.
    pub(super) fn is_spoken(self) -> bool {
        matches!(self, Self::Anywhere | Self::Title | Self::Story | Self::Author)
    }

    /// Returns `true` for a scope in which a story has texts of its own. In the others, it has those of its
    /// post.
    pub(super) fn has_own_texts_of_stories(self) -> bool {
        matches!(self, Self::Anywhere | Self::Title | Self::Body | Self::Story | Self::Source)
    }

    /// The facet whose complete values the scope compares, if any.
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
    pub const NAMED: [(&'static str, Self); 8] = [
        ("unread", Self::Unread),
        ("read", Self::Read),
        ("starred", Self::Starred),
        ("seen", Self::Seen),
        ("new", Self::New),
        ("draft", Self::Draft),
        ("muted", Self::Muted),
        ("undated", Self::Undated),
    ];

    /// Returns `true` for a state that depends on the user's marks or last visit.
    pub fn is_mark(self) -> bool {
        matches!(self, Self::Read | Self::Unread | Self::Starred | Self::Seen | Self::New)
    }
}

impl DatedMark {
    /// Every mark with the name of its field.
    pub const NAMED: [(&'static str, Self); 2] = [("starred", Self::Starred), ("read", Self::Read)];
}

impl Term {
    /// Returns `true` for a condition that depends on the user's marks.
    pub fn is_of_marks(&self) -> bool {
        match self {
            Self::Text(scope, _) => matches!(scope, Scope::Mine | Scope::Note),
            Self::Is(is) => is.is_mark(),
            Self::Has(has) => *has == Has::Note,
            Self::Marked(..) => true,
            Self::Date(_) | Self::After(_) | Self::Before(_) | Self::Sort(_) => false,
        }
    }
}

impl Has {
    /// Every kind of contents with its name.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("source", Self::Source),
        ("stories", Self::Stories),
        ("code", Self::Code),
        ("warning", Self::Warning),
        ("note", Self::Note),
    ];
}

/// Returns `true` for the name of a field, or an alternative name.
pub(super) fn is_field(name: &str) -> bool {
    matches!(name, "tags" | "categories") || fields().iter().any(|(known, _)| *known == name)
}

/// Every field with its permitted values, or an empty list if any value is permitted. For
/// completion on both sides of a colon.
pub fn fields() -> Vec<(&'static str, Vec<&'static str>)> {
    fn names<T>(named: &[(&'static str, T)]) -> Vec<&'static str> {
        named.iter().map(|(name, _)| *name).collect()
    }
    let mut fields: Vec<_> =
        names(&Scope::NAMED).into_iter().map(|name| (name, Vec::new())).collect();
    fields.extend(["date", "after", "since", "before"].map(|name| (name, Vec::new())));
    fields.extend(DatedMark::NAMED.map(|(name, _)| (name, Vec::new())));
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
    /// Returns `true` if any term of the tree meets the condition.
    pub fn any_term(&self, condition: &dyn Fn(&Term) -> bool) -> bool {
        match self {
            Self::All(children) | Self::Any(children) => {
                children.iter().any(|child| child.any_term(condition))
            }
            Self::Not(child) => child.any_term(condition),
            Self::Term(term) => condition(term),
        }
    }

    /// The last sort order in the tree.
    pub(super) fn sort(&self) -> Option<Sort> {
        match self {
            Self::All(children) | Self::Any(children) => children.iter().rev().find_map(Self::sort),
            Self::Not(child) => child.sort(),
            Self::Term(Term::Sort(sort)) => Some(*sort),
            Self::Term(_) => None,
        }
    }
}

/// Returns `true` if the unquoted text would be parsed as exactly this one word or value.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && !matches!(text, "OR" | "AND" | "NOT" | "today" | "yesterday")
        && !text.starts_with('-')
        && text.chars().all(|character| character.is_alphanumeric() || "._-+/".contains(character))
        && !text.starts_with('/')
}

/// The text as one word or value of a query, quoted if necessary.
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
        fn name<T: PartialEq>(named: &[(&'static str, T)], expected: &T) -> &'static str {
            named.iter().find(|(_, value)| value == expected).map_or("", |(name, _)| name)
        }
        match self {
            Self::Text(Scope::Anywhere, patterns) => formatter.write_str(&list(patterns)),
            Self::Text(scope, patterns) => {
                let list = list(patterns);
                // `tag::x` is a word, as `std::fmt` is. Only the other spelling allows a leading
                // colon.
                if *scope == Scope::Tag && list.starts_with(':') {
                    return write!(formatter, "#{list}");
                }
                write!(formatter, "{}:{list}", scope.name())
            }
            Self::Date(ranges) => write!(formatter, "date:{}", list(ranges)),
            Self::After(value) => write!(formatter, "after:{value}"),
            Self::Before(value) => write!(formatter, "before:{value}"),
            Self::Marked(mark, ranges) => {
                write!(formatter, "{}:{}", name(&DatedMark::NAMED, mark), list(ranges))
            }
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
    /// Writes a text that parses to an equal tree. `OR` binds more tightly than the blank between
    /// words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |children: &[Self], separator: &str| {
            children.iter().map(Self::nested).collect::<Vec<_>>().join(separator)
        };
        match self {
            Self::All(children) => formatter.write_str(&joined(children, " ")),
            Self::Any(children) => formatter.write_str(&joined(children, " OR ")),
            // `--` would begin a word.
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
