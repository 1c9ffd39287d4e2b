//! Excerpts around matches, shown below the titles of the list.

use super::lines::{ListLine, ListPart};
use crate::app::context::Context;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::library::Library;
use crate::post::{Post, PostId};
use crate::query::Snippet;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Weak};

/// Snippets of the visible posts.
#[derive(Clone, Debug, Default)]
pub struct Snippets {
    /// The latest snippet of each post. That of an earlier query stays until the new one arrives.
    known: HashMap<PostId, Snippet>,
    /// Posts whose snippet is known or requested.
    asked: HashSet<PostId>,
    /// Version of the words of the last requests.
    words: u64,
    /// Library of the last requests.
    library: Weak<Library>,
}

impl Snippets {
    /// The snippet of a post, if known.
    pub fn of(&self, post: PostId) -> Option<&Snippet> {
        self.known.get(&post)
    }

    /// Takes over snippets, unless the words searched for have changed since.
    pub(crate) fn take(&mut self, words: u64, snippets: Vec<(PostId, Snippet)>) {
        if words == self.words {
            self.known.extend(snippets);
        }
    }
}

impl Snippets {
    /// Returns a request for the snippets that are visible but missing.
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
