//! Words around what is searched for, under each row of the list.

use super::lines::{ListLine, ListPart};
use crate::app::context::Context;
use crate::app::job::Job;
use crate::app::message::Effect;
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
    pub(in crate::app) fn take(&mut self, words: u64, snippets: Vec<(PostId, Snippet)>) {
        if words == self.words {
            self.known.extend(snippets);
        }
    }
}

impl Snippets {
    /// Returns a request for the snippets that are in sight and not there.
    pub(super) fn derive(&mut self, lines: &[ListLine], context: &Context) -> Option<Effect> {
        let words = context.results.needles_version();
        let lines = lines.iter().filter(|line| line.part == ListPart::Snippet);
        let in_sight: Vec<usize> = lines.map(|line| line.row).collect();
        if in_sight.is_empty() {
            *self = Self { words, ..Self::default() };
            return None;
        }
        let library = &context.library;
        if self.words != words || self.library.as_ptr() != Arc::as_ptr(library) {
            (self.words, self.library) = (words, Arc::downgrade(library));
            self.asked.clear();
        }
        let posts: Vec<Arc<Post>> = in_sight
            .into_iter()
            .filter_map(|row| context.list_post(row))
            .filter(|post| self.asked.insert(post.id))
            .cloned()
            .collect();
        let needles = Arc::clone(context.results.needles());
        (!posts.is_empty()).then_some(Effect::Work(Job::ReadSnippets { words, posts, needles }))
    }
}
