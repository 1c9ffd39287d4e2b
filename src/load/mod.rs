//! Loading posts from the disk: finding files, reading them, gathering a library on worker threads,
//! and keeping it up to date.
//!
//! Every read of a post happens here. This module knows nothing of queries or of the screen.

mod beside;
mod cache;
mod changes;
mod events;
mod explain;
mod gather;
mod git_config;
mod ignored;
mod known;
mod named;
mod named_roots;
mod opening;
mod pass;
mod queue;
mod read;
mod roots;
mod samples;
mod scan;
mod series;
mod site;
mod source;
mod stamp;
#[cfg(test)]
mod tests;
mod walk;
mod watch;
mod watched;
mod whole;

pub use events::{Events, Handle, events};
pub use explain::{Explained, explain};
pub use gather::{Progress, gather};
pub use known::{Change, Known, sort_problems};
pub use read::{body, flavor, line_of, read, story_bodies, summaries, text, words};
pub use roots::{INPUT, Root, Roots, check};
pub use scan::{Scan, SourceFile, scan};
pub use source::MAX_BYTES;
pub use watch::{News, watch};
pub use watched::Blind;
pub use whole::{Whole, load_all_with_progress, whole};
