//! The degrees to which posts and stories match.

/// The degree to which a post or story matches a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchKind {
    /// No match.
    Not,
    /// A match by the sound of its words.
    BySound,
    /// A match by its words as written.
    Literal,
}

impl From<bool> for MatchKind {
    fn from(meets: bool) -> Self {
        if meets { Self::Literal } else { Self::Not }
    }
}

/// Bounds on the fit of several items, or of one that is only partly known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub least: MatchKind,
    pub most: MatchKind,
}

impl Bounds {
    /// Bounds that allow any fit.
    pub const UNKNOWN: Self = Self { least: MatchKind::Not, most: MatchKind::Literal };

    /// Bounds that allow a single fit.
    pub const fn exactly(fit: MatchKind) -> Self {
        Self { least: fit, most: fit }
    }

    /// The fit, if the bounds allow only one.
    pub fn exact(self) -> Option<MatchKind> {
        (self.least == self.most).then_some(self.most)
    }
}
