//! The posts of yunbao: reading, indexing and searching Markdown news digests. Knows no terminal, no
//! settings and nothing of what is remembered between runs.

pub mod file;
pub mod library;
pub mod load;
pub mod markdown;
pub mod messages;
pub mod pictures;
pub mod post;
pub mod query;
pub mod stories;
pub mod text;
pub mod threads;
pub mod trends;
pub mod web;

/// The folder of the whole project.
#[cfg(test)]
fn project() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
