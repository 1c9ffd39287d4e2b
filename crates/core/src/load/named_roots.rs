//! The named folders, with properties shared by all files below each.

use super::roots::{self, Roots};
use crate::stories::StoryForms;
use std::fs;
use std::path::Path;

/// The named folders, inspected once for all readers of a load.
#[derive(Debug, Default, Hash)]
pub(super) struct NamedRoots(Vec<NamedRoot>);

/// A named folder.
#[derive(Debug, Hash)]
struct NamedRoot {
    /// Its path as displayed.
    shown: String,
    /// The form of its stories.
    forms: StoryForms,
    /// `true` if the folder lies in the vault of a note-taking program, where a note's title is its
    /// file name.
    is_vault: bool,
}

/// Paths that note-taking programs keep at the top of a vault: Obsidian, Logseq, Foam, zk.
const VAULT: [&str; 4] = [".obsidian", "logseq/config.edn", ".foam", ".zk"];

impl NamedRoots {
    pub fn new(roots: &Roots) -> Self {
        let named = |(path, forms): (&Path, StoryForms)| {
            let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let is_vault =
                full.ancestors().any(|folder| VAULT.iter().any(|sign| folder.join(sign).exists()));
            NamedRoot { shown: roots::shown(path), forms, is_vault }
        };
        Self(roots.paths_with_forms().map(named).collect())
    }

    /// The innermost root that contains a path.
    fn of(&self, path: &str) -> Option<&NamedRoot> {
        let holds = |root: &&NamedRoot| Path::new(path).starts_with(&root.shown);
        self.0.iter().filter(holds).max_by_key(|root| root.shown.len())
    }

    /// Returns `true` for the path of a note in a vault.
    pub fn is_in_vault(&self, path: &str) -> bool {
        self.of(path).is_some_and(|root| root.is_vault)
    }

    /// The part of a path that is evidence about a post, and the form of its stories. The part
    /// begins with the name of the root's own folder, since the folders above it only depend on
    /// where a checkout happens to be; or with the folder of a site in it, as the name of a folder of
    /// many sites says nothing about one of them.
    pub fn name<'p>(&self, path: &'p str) -> (&'p str, StoryForms) {
        let root = self.of(path);
        let forms = root.map_or(StoryForms::Auto, |root| root.forms);
        let start = match root.filter(|root| root.shown.len() < path.len()) {
            Some(root) => root.shown.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1),
            None => path.rmatch_indices(['/', '\\']).nth(2).map_or(0, |(at, _)| at + 1),
        };
        (of_site(path.get(start..).unwrap_or(path)), forms)
    }
}

/// Names of folders in which sites and repositories keep their posts, in lower case.
const CONTENT: [&str; 22] = [
    "_drafts", "_posts", "app", "apps", "archive", "archives", "article", "articles", "blog",
    "content", "contents", "doc", "docs", "i18n", "issues", "pages", "post", "posts", "site",
    "source", "src", "website",
];

/// The part of a path that begins with the folder of the innermost site: the one that holds a folder of posts.
/// The whole path if there is none.
fn of_site(path: &str) -> &str {
    let is_content = |name: &str| CONTENT.contains(&&*name.to_lowercase());
    // A language, or a year.
    let is_neutral = |name: &str| {
        let language = name.split(['-', '_']).next().unwrap_or_default();
        language.len() == 2 || !name.contains(char::is_alphabetic)
    };
    let separators: Vec<usize> = path.match_indices(['/', '\\']).map(|(at, _)| at).collect();
    let starts = || std::iter::once(0).chain(separators.iter().map(|at| at + 1));
    let folders: Vec<(usize, &str)> =
        starts().zip(&separators).map(|(start, end)| (start, &path[start..*end])).collect();
    let Some(last) = folders.iter().rposition(|(_, name)| is_content(name)) else { return path };
    let site = folders[..last].iter().rfind(|(_, name)| !is_content(name) && !is_neutral(name));
    site.map_or(path, |(start, _)| &path[*start..])
}

#[cfg(test)]
mod tests {
    use super::of_site;

    #[test]
    fn the_innermost_site_is_evidence() {
        for (path, evidence) in [
            ("digests/some-blog/_posts/2026-01-02-a.md", "some-blog/_posts/2026-01-02-a.md"),
            ("digests/posts/some/content/en/blog/2026/a.md", "some/content/en/blog/2026/a.md"),
            ("news/a/website/blog/x.md", "a/website/blog/x.md"),
            ("weekly/content/zh-cn/posts/a.md", "weekly/content/zh-cn/posts/a.md"),
            ("weekly/issues/12.md", "weekly/issues/12.md"),
            ("digests/2026/01/a.md", "digests/2026/01/a.md"),
            ("posts/a.md", "posts/a.md"),
            ("a/blog/weekly/12.md", "a/blog/weekly/12.md"),
            ("a.md", "a.md"),
            ("", ""),
            ("digests\\b\\docs\\a.md", "b\\docs\\a.md"),
        ] {
            assert_eq!(of_site(path), evidence);
        }
    }
}
