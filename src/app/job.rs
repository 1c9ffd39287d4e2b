//! Work that would keep the loop waiting. A worker does it, and its answer is a message with the number of
//! the request: an answer to an earlier one is dropped.

use crate::library::{Library, Position};
use crate::markdown::{Block, Typography};
use crate::post::{Date, Origin, Post, PostId};
use crate::query::{Listed, Needles, Query, SearchContext};
use std::sync::Arc;

/// Work for a worker. Of the jobs of one kind that wait, only the last is done: whoever asked for the others
/// no longer wants to know.
#[derive(Clone, Debug)]
pub enum Job {
    /// Searches a library.
    Search {
        /// The number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The query.
        query: Query,
        /// The day, the settings, and the marks that the query sees.
        context: SearchContext,
        /// The kind of rows: posts or stories.
        listed: Listed,
    },
    /// Searches a library for the queries of all views.
    SearchViews {
        /// The number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The queries, one a view.
        queries: Vec<Query>,
        /// The day, the settings and the marks.
        context: SearchContext,
    },
    /// Finds the posts that report the stories of a post too, and related stories.
    FindRelated {
        /// The number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The post.
        post: Position,
    },
    /// Finds rising tags.
    FindRising {
        /// The number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The day on which the window ends.
        today: Date,
    },
    /// Finds the part of a query without which it finds something.
    FindBlame {
        /// The number of the search that found nothing.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The query.
        query: Query,
        /// The day, the settings, and the marks that the query sees.
        context: SearchContext,
        /// The kind of rows: posts or stories.
        listed: Listed,
    },
    /// Reads posts again for the words around hits.
    ReadSnippets {
        /// The version of the words that are looked for.
        words: u64,
        /// The posts.
        posts: Vec<Arc<Post>>,
        /// The words.
        needles: Arc<Needles>,
    },
    /// Reads and parses a post's text.
    ReadBody {
        /// The post.
        post: PostId,
        /// The place of its text.
        origin: Origin,
        /// The number of the request.
        request: u64,
    },
    /// Tells the parts of a post's code apart.
    Highlight {
        /// The number of the request for the post's text.
        request: u64,
        /// The post's blocks.
        blocks: Arc<Vec<Block>>,
    },
    /// Lays out a long text as a whole.
    LayOut {
        /// The number of the request.
        request: u64,
        /// The post.
        post: Arc<Post>,
        /// Its blocks.
        blocks: Arc<Vec<Block>>,
        /// Cells of a line.
        width: usize,
        /// The settings of its text.
        typography: Typography,
    },
}

impl Job {
    /// The name of the worker that does jobs of this kind.
    pub fn worker(&self) -> &'static str {
        match self {
            Self::Search { .. } => "search",
            Self::SearchViews { .. } => "views",
            Self::FindRelated { .. } => "related",
            Self::FindRising { .. } => "rising",
            Self::FindBlame { .. } => "blame",
            Self::ReadSnippets { .. } => "snippets",
            Self::ReadBody { .. } => "body",
            Self::Highlight { .. } => "code",
            Self::LayOut { .. } => "layout",
        }
    }
}
