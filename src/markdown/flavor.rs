//! Whose rules a Markdown text follows.

use std::path::Path;

/// The dialect of a Markdown text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavor {
    /// Markdown, with what site generators add to it.
    #[default]
    Markdown,
    /// MDX: modules and components among the Markdown.
    Mdx,
}

impl Flavor {
    /// The flavor of the file at a path, by the ending of its name.
    pub fn of(path: &Path) -> Self {
        match path.extension() {
            Some(ending) if ending.eq_ignore_ascii_case("mdx") => Self::Mdx,
            _ => Self::Markdown,
        }
    }
}
