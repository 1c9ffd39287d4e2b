//! The input of tools: the posts that are read, and searches in them.

use super::super::Access;
use super::super::loading::LoadedPosts;
use super::arguments::Arguments;
use crate::cli::found::{CommandRequest, FindResult, context_of, hints};
use crate::library::Library;
use crate::messages::Language;
use crate::query::{Listed, Query, SearchContext, find_blame, parse, search};
use crate::term::store_error_sentence;
use std::sync::Arc;

/// Maximum length of a query in bytes.
const MAX_QUERY_BYTES: usize = 4 << 10;

/// The posts and settings of a server.
#[derive(Clone, Copy)]
pub struct ToolContext<'a> {
    /// Settings of the command.
    pub request: &'a CommandRequest<'a>,
    /// Permission of the client.
    pub access: Access,
    /// Number of days that trends compare.
    pub window: Option<u16>,
    /// The posts read so far.
    pub loaded: &'a LoadedPosts,
}

/// The result of a query.
pub struct FoundRows {
    /// The posts or stories.
    pub found: FindResult,
    /// Sentences on what the query may not mean, or why it finds nothing.
    pub hints: Vec<String>,
}

impl ToolContext<'_> {
    /// All posts read so far.
    pub fn library(&self) -> &Library {
        &self.loaded.library
    }

    /// The marks and the date of now, and a sentence if the marks cannot be read.
    pub fn search_context(&self) -> (SearchContext, Option<String>) {
        let (context, lost) = context_of(self.request, self.library());
        (context, lost.map(|error| store_error_sentence(&error, Language::English)))
    }

    /// Finds posts or stories.
    pub fn find(&self, query: &str, listed: Listed) -> FoundRows {
        let library = Arc::clone(&self.loaded.library);
        let parsed = parse(query);
        let (context, lost) = self.search_context();
        let mut notes = hints(&parsed, &library, Language::English);
        notes.extend(lost);
        notes.extend(self.loading_note());
        let found = FindResult::of(library, &parsed, &context, listed, Language::English);
        if found.rows.is_empty() && found.stories.is_empty() {
            notes.extend(self.why_nothing(query, &parsed, &context, listed));
        }
        FoundRows { found, hints: notes }
    }

    /// A sentence, as long as not all posts are read.
    pub fn loading_note(&self) -> Option<String> {
        let LoadedPosts { read, total, done, .. } = self.loaded;
        let all = total.map_or(String::new(), |total| format!(" of {total}"));
        (!done).then(|| format!("only {read}{all} files are read so far; ask again in a moment"))
    }

    /// A sentence, with the note on posts that are not read yet.
    pub fn with_note(&self, sentence: String) -> String {
        match self.loading_note() {
            Some(note) => format!("{sentence} ({note})"),
            None => sentence,
        }
    }

    fn why_nothing(
        &self,
        text: &str,
        query: &Query,
        context: &SearchContext,
        listed: Listed,
    ) -> Option<String> {
        let library = self.library();
        if library.posts().is_empty() {
            return self.loaded.done.then(|| self.why_no_posts());
        }
        if listed == Listed::Stories {
            let posts = search(library, query, context).len();
            if posts > 0 {
                return Some(format!("no story matches, but {posts} posts do: use search_posts"));
            }
        }
        let blame = find_blame(library, query, context, listed, &|| true)?;
        let clause = text.get(blame.span.clone())?;
        Some(format!("nothing matches; without `{clause}` there are {}", blame.found))
    }

    fn why_no_posts(&self) -> String {
        let names: Vec<String> =
            self.request.roots.paths().map(|path| path.display().to_string()).collect();
        format!("there are no posts in {}", names.join(", "))
    }
}

/// The query among the arguments; empty if there is none.
pub fn query_of(arguments: &mut Arguments) -> Result<String, String> {
    let query = arguments.text("query")?.unwrap_or_default();
    if query.len() > MAX_QUERY_BYTES {
        return Err(format!("query must have at most {MAX_QUERY_BYTES} bytes"));
    }
    Ok(query)
}
