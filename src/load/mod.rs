//! From the disk to posts: find files, read them, gather a library on worker threads.
//!
//! Owns every read of a post. Knows nothing of queries or of the screen.

mod gather;
mod read;
mod samples;
mod scan;
#[cfg(test)]
mod tests;
mod whole;

pub use gather::{Progress, gather, sort_problems};
pub use read::{MAX_BYTES, body, read, text};
pub use scan::{Roots, Scan, SourceFile, check, scan};
pub use whole::{Whole, whole};
