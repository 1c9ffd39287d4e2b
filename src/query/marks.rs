//! What a person has marked, as a search sees it. Where it is kept is not this room's.

use crate::post::PostId;
use std::collections::HashSet;

/// Marks on posts and stories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Posts that were read.
    pub read: HashSet<PostId>,
    /// Posts that were starred.
    pub starred: HashSet<PostId>,
    /// Addresses of stories that were seen.
    pub seen: HashSet<String>,
}
