//! Words around what is searched for, under each row of the list.

use super::message::Effect;
use super::model::Model;
use super::panes::Area;
use crate::post::{Post, PostId};
use crate::query::Snippet;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// With fewer rows a list shows titles only.
const LOWEST: usize = 10;
/// In a list of so many cells a story's host and days stand on its own row.
const WIDE: u16 = 60;

/// Snippets of the posts in sight.
#[derive(Clone, Debug, Default)]
pub struct Snippets {
    /// The last one known of each post: that of an earlier query stands until the new one is there.
    known: HashMap<PostId, Snippet>,
    /// Posts whose snippet is there or on its way.
    asked: HashSet<PostId>,
    /// What the last requests were for.
    words: u64,
}

impl Snippets {
    /// A post's words.
    pub fn of(&self, post: PostId) -> Option<&Snippet> {
        self.known.get(&post)
    }

    /// All have to be made anew: posts have changed.
    pub(super) fn forget(&mut self) {
        self.asked.clear();
    }

    /// Takes in what was found, unless other words are looked for by now.
    pub(super) fn take(&mut self, words: u64, snippets: Vec<(PostId, Snippet)>) {
        if words == self.words {
            self.known.extend(snippets);
        }
    }
}

impl Model {
    /// Rows that each post of the list takes: two where its second shows a snippet, or a story's
    /// host and days.
    pub fn rows_of_a_post(&self) -> usize {
        let list = self.panes().and_then(|panes| panes.list).map(Area::below_title);
        let (rows, width) = list.map_or((0, 0), |area| (usize::from(area.height), area.width));
        let has_second =
            if self.lists_stories() { width < WIDE } else { self.settled.needles.reach_text() };
        if rows >= LOWEST && has_second { 2 } else { 1 }
    }

    /// The snippets of the posts in sight.
    pub fn snippets(&self) -> &Snippets {
        &self.settled.snippets
    }
}

/// Asks for the snippets that are in sight and not there.
pub(super) fn settle_snippets(model: &mut Model) -> Vec<Effect> {
    let shown = !model.lists_stories()
        && model.rows_of_a_post() > 1
        && model.panes().is_some_and(|panes| panes.list.is_some());
    let words = model.settled.needles_changes;
    let height = model.list_height();
    let snippets = &mut model.settled.snippets;
    if !shown {
        *snippets = Snippets { words, ..Snippets::default() };
        return Vec::new();
    }
    if snippets.words != words {
        snippets.words = words;
        snippets.asked.clear();
    }
    let in_sight = model.list.rows.iter().skip(model.list.top).take(height);
    let posts: Vec<Arc<Post>> = in_sight
        .filter_map(|row| model.library.post(*row))
        .filter(|post| snippets.asked.insert(post.id))
        .cloned()
        .collect();
    if posts.is_empty() {
        return Vec::new();
    }
    let needles = Arc::clone(&model.settled.needles);
    vec![Effect::ReadSnippets { words, posts, needles }]
}
