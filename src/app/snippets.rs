//! Words around what is searched for, under each row of the list.

use super::list_lines::ListPart;
use super::message::Effect;
use super::model::Model;
use crate::library::Library;
use crate::post::{Post, PostId};
use crate::query::Snippet;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Weak};

/// Snippets of the posts in sight.
#[derive(Clone, Debug, Default)]
pub struct Snippets {
    /// The last one known of each post: that of an earlier query stands until the new one is there.
    known: HashMap<PostId, Snippet>,
    /// Posts whose snippet is there or on its way.
    asked: HashSet<PostId>,
    /// The words that the last requests were for.
    words: u64,
    /// The library whose posts they were for.
    library: Weak<Library>,
}

impl Snippets {
    /// A post's words.
    pub fn of(&self, post: PostId) -> Option<&Snippet> {
        self.known.get(&post)
    }

    /// Takes in what was found, unless other words are looked for by now.
    pub(super) fn take(&mut self, words: u64, snippets: Vec<(PostId, Snippet)>) {
        if words == self.words {
            self.known.extend(snippets);
        }
    }
}

impl Model {
    /// The snippets of the posts in sight.
    pub fn snippets(&self) -> &Snippets {
        &self.derived.snippets
    }
}

/// Asks for the snippets that are in sight and not there.
pub(super) fn derive_snippets(model: &mut Model) -> Vec<Effect> {
    let in_sight: Vec<usize> = model
        .list_lines()
        .iter()
        .filter(|line| line.part == ListPart::Snippet)
        .map(|line| line.row)
        .collect();
    let shown = !in_sight.is_empty();
    let words = model.context.results.needles_version();
    let snippets = &mut model.derived.snippets;
    if !shown {
        *snippets = Snippets { words, ..Snippets::default() };
        return Vec::new();
    }
    let library = &model.context.library;
    if snippets.words != words || snippets.library.as_ptr() != Arc::as_ptr(library) {
        (snippets.words, snippets.library) = (words, Arc::downgrade(library));
        snippets.asked.clear();
    }
    let posts: Vec<Arc<Post>> = in_sight
        .into_iter()
        .filter_map(|row| model.context.library.post(*model.context.results.rows.get(row)?))
        .filter(|post| snippets.asked.insert(post.id))
        .cloned()
        .collect();
    if posts.is_empty() {
        return Vec::new();
    }
    let needles = Arc::clone(&model.context.results.needles());
    vec![Effect::ReadSnippets { words, posts, needles }]
}
