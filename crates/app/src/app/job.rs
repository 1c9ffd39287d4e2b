//! Slow work that the main loop must not wait for. A worker does it and answers with a message that has the
//! number of the request; answers to earlier requests are dropped.

use super::export::edition::ExportJob;
use super::graphics::DrawingKey;
use crate::library::{Library, Position};
use crate::markdown::{Block, ImageForms, Typography};
use crate::pictures::Drawing;
use crate::post::{Origin, PageId, Post, PostId};
use crate::query::{Listed, Needles, Query, SearchContext};
use std::sync::Arc;

/// Work for a worker. Of the waiting jobs of one kind, only the last is run, since the others are out of
/// date.
#[derive(Clone, Debug)]
pub enum Job {
    /// Searches a library.
    Search {
        /// Number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The query.
        query: Query,
        /// The day, the settings, and the marks that the query uses.
        context: SearchContext,
        /// The kind of rows: posts or stories.
        listed: Listed,
    },
    /// Runs the queries of all views.
    SearchViews {
        /// Number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The queries, one per view.
        queries: Vec<Query>,
        /// The day, the settings, and the marks.
        context: SearchContext,
    },
    /// Finds the other reports of a post's stories, and related stories.
    FindRelated {
        /// Number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The post.
        post: Position,
    },
    /// Reads the reports of a story.
    ReadDossier {
        /// Number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// Page of the story.
        story: PageId,
    },
    /// Finds rising tags.
    FindRising {
        /// Number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The day on which the window ends, and the rules.
        context: SearchContext,
    },
    /// Counts what is new since the last visit.
    CountNews {
        /// Number of the request.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The day, the marks and the last visit.
        context: SearchContext,
    },
    /// Finds the clause without which a query that finds nothing would find something.
    FindBlame {
        /// Number of the search that found nothing.
        request: u64,
        /// The library.
        library: Arc<Library>,
        /// The query.
        query: Query,
        /// The day, the settings, and the marks that the query uses.
        context: SearchContext,
        /// The kind of rows: posts or stories.
        listed: Listed,
    },
    /// Reads posts again for excerpts around matches.
    ReadSnippets {
        /// Version of the words searched for.
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
        /// Source of the text.
        origin: Origin,
        /// Number of the request.
        request: u64,
    },
    /// Highlights the code blocks of a post.
    Highlight {
        /// Number of the request for the post's text.
        request: u64,
        /// The post's blocks.
        blocks: Arc<Vec<Block>>,
    },
    /// Makes a document of stories and posts, and writes it if it goes into a file.
    Export(Box<ExportJob>),
    /// Lays out a long text completely.
    LayOut {
        /// Number of the request.
        request: u64,
        /// The post.
        post: Arc<Post>,
        /// Its blocks.
        blocks: Arc<Vec<Block>>,
        /// Width of a line, in cells.
        width: usize,
        /// The typographic settings.
        typography: Typography,
        /// The forms of its images.
        images: Arc<ImageForms>,
    },
    /// Counts what came with a pull.
    CountArrivals {
        /// Number of the request for the pull.
        request: u64,
        /// The library before the pull.
        before: Arc<Library>,
        /// The library after it.
        after: Arc<Library>,
        /// The folders and files of each root, as in the paths of posts.
        folders: Vec<Vec<String>>,
    },
    /// Finds the files of a post's images.
    FindPictures {
        /// Number of the request.
        request: u64,
        /// Source of the post's text.
        origin: Origin,
        /// The addresses of the images.
        addresses: Vec<String>,
    },
    /// Decodes a picture and draws it for the terminal.
    DrawPicture {
        /// Number of the request.
        request: u64,
        /// The picture, and the form of the drawing.
        key: Box<DrawingKey>,
        /// The drawing of the whole picture, if it was made, for one of some rows.
        whole: Option<Arc<Drawing>>,
    },
}

impl Job {
    /// Name of the worker that runs jobs of this kind.
    pub fn worker(&self) -> &'static str {
        match self {
            Self::Search { .. } => "search",
            Self::SearchViews { .. } => "views",
            Self::FindRelated { .. } => "related",
            Self::ReadDossier { .. } => "dossier",
            Self::FindRising { .. } => "rising",
            Self::CountNews { .. } => "news",
            Self::FindBlame { .. } => "blame",
            Self::ReadSnippets { .. } => "snippets",
            Self::ReadBody { .. } => "body",
            Self::Highlight { .. } => "code",
            Self::Export(_) => "export",
            Self::LayOut { .. } => "layout",
            Self::CountArrivals { .. } => "arrivals",
            // Drawing may take long; the files of the next post are found meanwhile.
            Self::FindPictures { .. } => "images",
            Self::DrawPicture { .. } => "pictures",
        }
    }
}
