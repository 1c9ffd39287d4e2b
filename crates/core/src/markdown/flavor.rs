//! Flavors of Markdown.

use std::path::Path;

/// Flavor of a Markdown text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavor {
    /// Markdown with the additions of site generators.
    #[default]
    Markdown,
    /// MDX: Markdown with modules and components.
    Mdx,
}

impl Flavor {
    /// The flavor of the file at a path, by its extension.
    pub fn of(path: &Path) -> Self {
        match path.extension() {
            Some(ending) if ending.eq_ignore_ascii_case("mdx") => Self::Mdx,
            _ => Self::Markdown,
        }
    }
}
