//! Selection of the paths below a root that are posts, by their names alone.
//!
//! The names of site generators' folders and files are defined here. This module reads nothing: the
//! caller says which paths exist.

use crate::post::date_in_path;
use std::ffi::OsStr;
use std::path::Path;

/// File extensions of posts, in lower case.
const ENDINGS: [&str; 3] = ["md", "markdown", "mdx"];

/// Folders with build output or fetched packages.
const BUILT: [&str; 2] = ["node_modules", "_site"];

/// Folders in a generator's site that contain other people's sites.
const BORROWED: [&str; 2] = ["themes", "vendor"];

/// Folders of snippets that other pages include, in any site.
const INCLUDED: [&str; 6] =
    ["_includes", "_include", "_layouts", "_partials", "_shortcodes", "_snippets"];

/// Further such folders in a generator's site.
const INCLUDED_IN_SITES: [&str; 2] = ["includes", "archetypes"];

/// A site generator: files that are signs of its use, and the folders that contain its posts. Both
/// must exist, since `config.toml` alone proves nothing.
struct Generator {
    signs: &'static [&'static str],
    folders: &'static [&'static str],
}

/// Index of Hugo and similar generators in [`GENERATORS`].
const HUGO: usize = 2;

const GENERATORS: [Generator; 6] = [
    // Jekyll.
    Generator {
        signs: &["_posts", "_config.yml", "_config.yaml", "_config.toml"],
        folders: &["_posts", "_drafts"],
    },
    // Hexo.
    Generator {
        signs: &["source/_posts", "_config.yml", "_config.yaml"],
        folders: &["source/_posts", "source/_drafts"],
    },
    // Hugo, Zola, Pelican.
    Generator {
        signs: &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.yml",
            "config.json",
            "config/_default",
            "zola.toml",
            "pelicanconf.py",
        ],
        folders: &["content"],
    },
    // Docusaurus.
    Generator {
        signs: &[
            "docusaurus.config.js",
            "docusaurus.config.ts",
            "docusaurus.config.mjs",
            "docusaurus.config.cjs",
        ],
        folders: &["blog", "docs", "i18n"],
    },
    // MkDocs.
    Generator { signs: &["mkdocs.yml", "mkdocs.yaml"], folders: &["docs"] },
    // Astro.
    Generator {
        signs: &["astro.config.mjs", "astro.config.js", "astro.config.ts"],
        folders: &["src/content"],
    },
];

/// The kind of a root. It decides which of the Markdown files below it are posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    /// A folder of Markdown: all files are posts.
    Notes,
    /// A folder that has a subfolder as used by generators, but no sign of one: all files are posts
    /// except those at the top that describe the repository.
    Repository,
    /// A generator's site: the files in its post folders, and any with a date in their path, are
    /// posts. The others are pages, themes and templates.
    Generated,
}

impl Site {
    /// Determines the kind of a root. `holds` returns `true` if a path below the root exists.
    pub fn of(holds: impl Fn(&str) -> bool) -> Self {
        let any = |names: &[&str]| names.iter().any(|name| holds(name));
        if GENERATORS.iter().any(|made| any(made.folders) && any(made.signs)) {
            Self::Generated
        } else if GENERATORS.iter().any(|made| any(made.folders)) {
            Self::Repository
        } else {
            Self::Notes
        }
    }

    /// Returns `true` if a file with a post's name is a post. `below` is its path relative to the
    /// root.
    pub fn takes(self, below: &Path) -> bool {
        match self {
            Self::Notes => true,
            Self::Repository => !is_about_repository(below),
            Self::Generated => {
                let folders = GENERATORS.iter().flat_map(|made| made.folders);
                let nested = |part: &OsStr| part == "_posts" || part == "_drafts";
                folders.into_iter().any(|folder| below.starts_with(folder))
                    || below.iter().any(nested)
                    || date_in_path(&below.to_string_lossy()).is_some()
            }
        }
    }

    /// Returns `true` if the walk skips a folder. `below` is its path relative to the root, and
    /// `has_beside` returns `true` if a name exists beside it.
    pub fn skips(self, below: &Path, has_beside: impl Fn(&str) -> bool) -> bool {
        let name = below.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let is_generated = self == Self::Generated;
        let at_top = below.components().count() == 1;
        // A site may lie in a folder of the root; its templates and themes are not posts either.
        let is_beside_site = |names: &[&str]| {
            names.contains(&name) && !at_top && has_beside("content") && {
                GENERATORS[HUGO].signs.iter().any(|sign| has_beside(sign))
            }
        };
        BUILT.contains(&name)
            || INCLUDED.contains(&name)
            || is_generated && (INCLUDED_IN_SITES.contains(&name) || at_top && BORROWED.contains(&name))
            // Snippets of pages, as documentation sites have them.
            || is_generated && name == "snippets" && below.starts_with("docs")
            || is_beside_site(&["archetypes", "themes"])
            || is_old_version(below)
    }
}

/// Returns `true` for a folder with an old version of the documentation (Docusaurus):
/// `versioned_docs/version-1.0`, `i18n/zh/docusaurus-plugin-content-docs/version-1.0`.
fn is_old_version(below: &Path) -> bool {
    let mut names = below.iter().rev().filter_map(OsStr::to_str);
    let is_version = names.next().is_some_and(|name| name.starts_with("version-"));
    let is_within = |folder: &str| {
        folder.starts_with("docusaurus-plugin-content-docs") || folder.ends_with("versioned_docs")
    };
    is_version && names.next().is_some_and(is_within)
}

/// Returns `true` if a name at the top of a root affects the result of [`Site::of`].
pub(super) fn is_sign(name: &OsStr) -> bool {
    let names = GENERATORS.iter().flat_map(|made| made.signs.iter().chain(made.folders));
    names.filter_map(|sign| sign.split('/').next()).any(|sign| name == sign)
}

/// Returns `true` if a file has the extension of a post.
pub(super) fn is_post_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Returns `true` for the page of a section (Hugo, Zola), which may contain nothing but front
/// matter: `_index.md`, `_index.zh.md`.
pub(super) fn is_section_page(path: &Path) -> bool {
    path.file_name()
        .and_then(OsStr::to_str)
        .is_some_and(|name| name.split('.').next() == Some("_index"))
}

/// Returns `true` for files at the top of a root that describe the repository: `README.md`,
/// `README.zh.md`, `readme-zh.md`, and others known to code hosts by their names.
fn is_about_repository(below: &Path) -> bool {
    const NAMES: [&str; 5] =
        ["CHANGELOG", "CODE_OF_CONDUCT", "CONTRIBUTING", "LICENSE", "SECURITY"];
    let mut parts = below.iter();
    let (Some(name), None) = (parts.next().and_then(OsStr::to_str), parts.next()) else {
        return false;
    };
    let stem = name.split('.').next().unwrap_or(name);
    let start = stem.split(['-', '_']).next().unwrap_or(stem);
    start.eq_ignore_ascii_case("readme") || NAMES.contains(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(holds: &[&str]) -> Site {
        Site::of(|path| holds.contains(&path))
    }

    #[test]
    fn a_site_is_told_by_its_generator() {
        assert_eq!(site(&[]), Site::Notes);
        assert_eq!(site(&["_config.yml", "config.toml", "mkdocs.yml"]), Site::Notes);
        for folder in ["_drafts", "content", "blog", "docs", "i18n", "src/content"] {
            assert_eq!(site(&[folder]), Site::Repository, "{folder}");
        }
        for holds in [
            &["_posts"][..],
            &["source/_posts"],
            &["_drafts", "_config.yml"],
            &["content", "config.toml"],
            &["content", "config/_default"],
            &["content", "pelicanconf.py"],
            &["blog", "docusaurus.config.ts"],
            &["docs", "mkdocs.yml"],
        ] {
            assert_eq!(site(holds), Site::Generated, "{holds:?}");
        }
        assert_eq!(site(&["docs", "config.toml"]), Site::Repository);
    }

    #[test]
    fn a_generators_pages_are_no_posts_but_what_is_dated_is_one() {
        let takes = |below: &str| Site::Generated.takes(Path::new(below));
        for post in [
            "_posts/a.md",
            "_posts/linux/a.md",
            "content/a.md",
            "docs/a.md",
            "news/_posts/a.md",
            "_news/2026-01-14-a.md",
            "archive/2026/01/14/a.md",
            "2026-01-14-a.md",
        ] {
            assert!(takes(post), "{post}");
        }
        for page in ["README.md", "about.md", "archetypes/default.md", "contents/a.md", "post/b.md"]
        {
            assert!(!takes(page), "{page}");
        }
    }

    #[test]
    fn beside_a_mere_folder_only_what_tells_of_the_repository_is_left_out() {
        let takes = |below: &str| Site::Repository.takes(Path::new(below));
        for other in ["README.md", "README.zh-CN.md", "readme_cn.md", "CHANGELOG.md", "LICENSE.md"]
        {
            assert!(!takes(other), "{other}");
            assert!(Site::Notes.takes(Path::new(other)), "{other}");
        }
        for post in
            ["a.md", "blog/README.md", "notes/b.md", "security.md", "readmes.md", "changelog-1.md"]
        {
            assert!(takes(post), "{post}");
        }
    }

    #[test]
    fn what_builds_make_and_fetch_is_passed_by() {
        for (site, below, skipped) in [
            (Site::Notes, "node_modules", true),
            (Site::Notes, "a/_site", true),
            (Site::Notes, "themes", false),
            (Site::Generated, "themes", true),
            (Site::Generated, "content/themes", false),
            (Site::Notes, "site/_includes", true),
            (Site::Generated, "content/en/includes", true),
            (Site::Notes, "includes", false),
            (Site::Generated, "docs/snippets", true),
            (Site::Generated, "content/snippets", false),
            (Site::Generated, "i18n/zh/docusaurus-plugin-content-docs/version-1.0", true),
            (Site::Generated, "i18n/zh/docusaurus-plugin-content-docs/current", false),
            (Site::Notes, "website/versioned_docs/version-1.0", true),
            (Site::Notes, "version-1.0", false),
        ] {
            assert_eq!(site.skips(Path::new(below), |_| false), skipped, "{site:?} {below}");
        }
    }

    #[test]
    fn a_site_in_a_folder_has_templates_too() {
        let skips = |beside: &[&str]| {
            Site::Notes.skips(Path::new("blog/archetypes"), |name| beside.contains(&name))
        };
        assert!(skips(&["content", "hugo.toml"]));
        assert!(!skips(&["content"]));
        assert!(!skips(&["hugo.toml"]));
    }

    #[test]
    fn names() {
        for name in ["a.md", "a.MD", "a.b.markdown", "云.mdx"] {
            assert!(is_post_name(Path::new(name)), "{name}");
        }
        for name in ["md", ".md", "a.md~", "a.md.swp", "a.mdown", "a.txt", "#a.md#"] {
            assert!(!is_post_name(Path::new(name)), "{name}");
        }
        assert!(is_section_page(Path::new("x/_index.zh.md")));
        assert!(!is_section_page(Path::new("_index/a.md")));
        assert!(is_sign(OsStr::new("source")) && is_sign(OsStr::new("mkdocs.yml")));
        assert!(!is_sign(OsStr::new("a.md")));
    }
}
