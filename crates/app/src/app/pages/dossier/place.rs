//! Positions in a dossier that outlive changes of the library.

use crate::post::{PageId, PostId};

/// An entry of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DossierEntry {
    /// The title of the story, and facts about it.
    Head,
    /// The report in a post.
    Report(PostId),
    /// A related story, by its page.
    Related(PageId),
}

/// A dossier, and the position in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DossierPlace {
    /// Page of the story.
    pub story: PageId,
    /// The entry at the cursor; `None` is the newest report.
    pub cursor: Option<DossierEntry>,
    /// The entry of the first row shown, and the index of that row in it; `None` follows from the cursor.
    pub top: Option<(DossierEntry, usize)>,
}
