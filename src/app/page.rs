//! The page of the screen: the panes, or what is shown in their place.

/// A page between query line and status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The facet pane, the list and the reader.
    #[default]
    Panes,
    /// The trends of the query's result.
    Trends,
    /// The dossier of a story.
    Dossier,
}
