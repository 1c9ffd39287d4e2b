//! Sort orders of a query.

/// Sort keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Newest first.
    #[default]
    Date,
    /// By day, newest first; within a day, by the number of posts that report a story, the highest
    /// first. Posts are sorted as by date.
    Day,
    /// By the characters of the title.
    Title,
    /// By the place of the words: the title, then tags and categories, then headings, then the
    /// rest; newest first among equals.
    Relevance,
    /// By the number of posts that report a story, the highest first; newest first among equals.
    /// Posts remain in the order newest first.
    Count,
    /// By the number of days from a story's first report to its last, the highest first; newest
    /// first among equals. Posts remain in the order newest first.
    Span,
    /// By the score that rules give, the highest first; newest first among equals.
    Score,
}

impl SortBy {
    /// Every sort key with its name.
    pub const NAMED: [(&'static str, Self); 7] = [
        ("date", Self::Date),
        ("day", Self::Day),
        ("title", Self::Title),
        ("relevance", Self::Relevance),
        ("count", Self::Count),
        ("span", Self::Span),
        ("score", Self::Score),
    ];
}

/// A sort order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The sort key.
    pub by: SortBy,
    /// `true` if the order is reversed.
    pub reversed: bool,
}
