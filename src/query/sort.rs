//! In which order a query wants its posts.

/// What posts are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Newest first.
    #[default]
    Date,
    /// By the title's characters.
    Title,
    /// Where the words stand: title, then tags and categories, then headings, then the rest; newest
    /// first among equals.
    Relevance,
    /// How many posts report a story, most first; newest first among equals. Posts stay newest
    /// first.
    Count,
    /// The days from a story's first report to its last, most first; newest first among equals.
    /// Posts stay newest first.
    Span,
}

impl SortBy {
    /// Every order with its name.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("date", Self::Date),
        ("title", Self::Title),
        ("relevance", Self::Relevance),
        ("count", Self::Count),
        ("span", Self::Span),
    ];
}

/// An order, or the one from its other end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// What posts are ordered by.
    pub by: SortBy,
    /// The last comes first.
    pub reversed: bool,
}
