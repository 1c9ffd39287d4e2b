//! Detection of posts that are probably in the library twice.
//!
//! The criteria for duplicates are defined here. This module knows nothing of how they are handled.

use super::snapshot::Library;
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Post, Severity, is_language};
use crate::text::fold;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsStr;
use std::path::Path;

/// A warning for each post with the same title, as folded for search, and the same date as an
/// earlier post in library order. Drafts and undated posts are ignored, and so are translations
/// (posts whose paths name different languages) and posts titled by their file name.
pub fn duplicate_titles(library: &Library) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let days = library.posts().chunk_by(|a, b| a.date == b.date);
    for day in days.filter(|day| day.len() > 1 && day[0].date.is_some()) {
        let mut first: HashMap<(String, Vec<&str>), &str> = HashMap::with_capacity(day.len());
        for post in day.iter().filter(|post| !post.draft) {
            let title = fold(&post.title);
            if is_named_by_file(post, &title) {
                continue;
            }
            match first.entry((title, languages(&post.path))) {
                Entry::Vacant(entry) => {
                    entry.insert(&post.path);
                }
                Entry::Occupied(entry) => found.push(Diagnostic {
                    path: post.path.to_string(),
                    line: 0,
                    column: 0,
                    severity: Severity::Warning,
                    code: DiagnosticCode::DuplicateTitle,
                    message: DiagnosticMessage::SameTitle((*entry.get()).to_owned()),
                }),
            }
        }
    }
    found
}

/// Returns `true` for a post titled by its file name, as notes are: nobody wrote that title twice.
fn is_named_by_file(post: &Post, folded_title: &str) -> bool {
    let stem = Path::new(&*post.path).file_stem().and_then(OsStr::to_str);
    stem.is_some_and(|stem| fold(stem) == folded_title)
}

/// The parts of a path that may name a language: `zh`, `pt-br` and `zh_Hans`, as a folder or before
/// a file's extension.
fn languages(path: &str) -> Vec<&str> {
    let mut names = path.rsplit(['/', '\\']);
    let stem = names.next().and_then(|file| file.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let suffix = stem.rsplit_once('.').map(|(_, suffix)| suffix);
    names.chain(suffix).filter(|name| is_language(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Date;
    use std::sync::Arc;

    fn post(path: &str, title: &str, day: i8) -> Post {
        Post {
            title: title.into(),
            date: (day > 0).then(|| Date::constant(2026, 1, day)),
            ..Post::bare(path)
        }
    }

    fn found(posts: Vec<Post>) -> Vec<String> {
        let library = Library::new(posts.into_iter().map(Arc::new).collect());
        duplicate_titles(&library)
            .into_iter()
            .map(|one| format!("{}: {}", one.path, one.message))
            .collect()
    }

    #[test]
    fn the_same_folded_title_on_one_day_is_found_at_each_but_the_first() {
        let posts = vec![
            post("b.md", "ＣＮＣＦ  Weekly", 2),
            post("a.md", "cncf weekly", 2),
            post("c.md", "CNCF Weekly", 2),
            post("other-day.md", "CNCF Weekly", 3),
            post("other-title.md", "CNCF Monthly", 2),
            post("notes/cncf weekly.md", "cncf weekly", 2),
        ];
        assert_eq!(
            found(posts),
            [
                "b.md: has the same title and date as a.md; rename or remove one of them",
                "c.md: has the same title and date as a.md; rename or remove one of them",
            ]
        );
    }

    #[test]
    fn drafts_and_undated_posts_may_share_a_title() {
        let draft = Post { draft: true, ..post("draft.md", "News", 2) };
        let posts = vec![
            post("a.md", "News", 2),
            draft,
            post("b.md", "Other", 0),
            post("c.md", "Other", 0),
        ];
        assert_eq!(found(posts), [] as [String; 0]);
    }

    #[test]
    fn translations_may_share_a_title() {
        let posts = vec![
            post("content/en/blog/x.md", "etcd 3.5", 2),
            post("content/zh-Hans/blog/x.md", "etcd 3.5", 2),
            post("blog/x/index.md", "etcd 3.5", 2),
            post("blog/x/index.pt-br.md", "etcd 3.5", 2),
        ];
        assert_eq!(found(posts), [] as [String; 0]);
        let posts = vec![post("en/a.md", "etcd 3.5", 2), post("en/b.md", "etcd 3.5", 2)];
        assert_eq!(found(posts).len(), 1, "but not within one language");
    }

    #[test]
    fn names_of_languages() {
        for name in ["zh", "pt-br", "zh_CN", "zh-Hans"] {
            assert!(is_language(name), "{name}");
        }
        for name in ["", "blog", "2026", "k8", "zh-", "zh-Hant-TW", "a-b", "云报"] {
            assert!(!is_language(name), "{name}");
        }
    }
}
