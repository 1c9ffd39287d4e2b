//! Loading posts from the disk: finding files, reading them, gathering a library on worker threads,
//! and keeping it up to date.
//!
//! Every read of a post happens here. This module knows nothing of queries or of the screen.

mod beside;
mod cache;
mod changes;
mod checkouts;
mod events;
mod explain;
mod file_index;
mod folder_queue;
mod gather;
mod git_config;
mod ignored;
mod named;
mod named_roots;
mod opening;
mod queue;
mod read;
mod repeated_pages;
mod roots;
mod samples;
mod scan;
mod series;
mod site;
mod source;
mod stamp;
#[cfg(test)]
mod tests;
mod texts;
mod tree_walk;
mod walk;
mod watch;
mod watched;
mod whole;

pub use checkouts::checkouts_near;
pub use events::{WatchEvents, WatchHandle, events};
pub use explain::{ExplainedPost, explain};
pub use file_index::{FileIndex, LibraryChange, sort_problems};
pub use gather::{LoadProgress, gather};
pub use read::{body, excerpts, flavor, line_of, read, report, story_bodies, text, words};
pub use roots::{INPUT, Root, Roots, check};
pub use scan::{Scan, SourceFile, scan};
pub use source::MAX_BYTES;
pub use texts::{first_paragraph, html, markdown_of, plain_of, story_excerpts};
pub use watch::{WatchReport, watch};
pub use watched::WatchError;
pub use whole::{Whole, load_all_with_progress, whole};
