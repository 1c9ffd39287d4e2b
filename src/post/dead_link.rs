//! Links to files beside a post that are not there.
//!
//! Owns which links are looked up and where the file may be. Knows no Markdown and not the disk:
//! links come in, and whether a file is there is asked of the caller.

use super::Fault;
use super::diagnostic::{Code, Severity};
use super::front_matter::{Finding, boundary};
use crate::text::clean_line;
use percent_encoding::percent_decode_str;
use std::path::{Component, Path, PathBuf};

/// Endings of files that no generator makes up: what ends in another, or in none, may be a page.
const ENDINGS: [&str; 9] = ["md", "markdown", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf"];

/// A warning for each link to a relative path that ends like a file and is not found. `post` is
/// the post's file, `text` its whole text, `links` the addresses in it as written with their byte
/// offsets in `text`; `exists` tells whether there is a file.
///
/// What only a generator can resolve is never a finding: addresses with a scheme, paths from the
/// site's root, shortcodes and template tags, aliases such as `@/x.md`, pages without an ending.
pub fn dead_links(
    post: &Path,
    text: &str,
    links: &[(String, usize)],
    exists: impl Fn(&Path) -> bool,
) -> Vec<Finding> {
    let is_there = |target: &str| places(post, target).iter().any(|path| exists(path));
    let mut dead: Vec<(usize, usize, String)> = links
        .iter()
        .enumerate()
        .filter_map(|(number, (url, offset))| Some((*offset, number, file_path(url)?)))
        .filter(|(.., target)| !is_there(target))
        .collect();
    // In the order of the text, so that its lines are counted once.
    dead.sort_unstable();
    let mut place = Place { offset: 0, line: 1, column: 1 };
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    for (offset, number, target) in dead {
        place = place.moved(text, offset);
        let finding = Finding {
            line: place.line,
            column: place.column,
            severity: Severity::Warning,
            code: Code::DeadLink,
            message: Fault::DeadLink(clean_line(&target)),
        };
        findings.push((number, finding));
    }
    findings.sort_unstable_by_key(|(number, _)| *number);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// A place in a text whose lines and columns have been counted, so that many findings cost one
/// pass.
#[derive(Clone, Copy)]
struct Place {
    offset: usize,
    line: usize,
    column: usize,
}

impl Place {
    /// The place at an offset that is not before this one.
    fn moved(self, text: &str, offset: usize) -> Self {
        let end = boundary(text, offset).max(self.offset);
        let passed = &text[self.offset..end];
        let (column, rest) = match passed.rfind('\n') {
            Some(at) => (1, &passed[at + 1..]),
            None => (self.column, passed),
        };
        Self {
            offset: end,
            line: self.line + passed.bytes().filter(|byte| *byte == b'\n').count(),
            column: column + rest.chars().count(),
        }
    }
}

/// The relative path of a file that an address means; None for every other kind of address.
fn file_path(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.trim();
    let is_relative = !path.starts_with(['/', '@', '~', '$']);
    // Schemes and drives, template tags, and paths of another system.
    let is_plain = !path.contains([':', '\\', '{', '}', '<', '>']);
    if !is_relative || !is_plain {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let ending = Path::new(path.as_ref()).extension()?.to_str()?;
    let is_file = ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    is_file.then(|| path.into_owned())
}

/// Where the file may be: beside the post; where the page's own folder would be, for generators
/// that give each page one; and below Hugo's `static`, which mirrors `content`, with or without
/// the folder of a language.
fn places(post: &Path, target: &str) -> Vec<PathBuf> {
    let folder = post.parent().unwrap_or(Path::new(""));
    let stem = post.file_stem().unwrap_or_default();
    let mut places = vec![folder.join(target), folder.join(stem).join(target)];
    let parts: Vec<Component<'_>> = post.components().collect();
    if let Some(content) = parts.iter().rposition(|part| part.as_os_str() == "content") {
        let site: PathBuf = parts[..content].iter().collect();
        for skipped in [1, 2] {
            let Some(below) = parts.get(content + skipped..parts.len() - 1) else { continue };
            let mirrored = site.join("static").join(below.iter().collect::<PathBuf>());
            places.push(mirrored.join(target));
            places.push(mirrored.join(stem).join(target));
        }
    }
    places.iter().map(|path| resolved(path)).collect()
}

/// The path with `.` and `..` taken out by name: a page's own folder need not be on the disk.
fn resolved(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::RefCell;

    /// The messages' targets for one link in a post, with these files on the disk.
    fn dead(post: &str, url: &str, files: &[&str]) -> bool {
        let links = [(url.to_owned(), 0)];
        let exists = |path: &Path| files.iter().any(|file| Path::new(file) == path);
        !dead_links(Path::new(post), "[x](y)", &links, exists).is_empty()
    }

    #[test]
    fn a_missing_file_is_found_at_its_place() {
        let text =
            "---\ntitle: x\n---\n\n云报 [a](gone.md)\n![b](here.png)\n![c](img/%E4%BA%91.png)\n";
        let at = |part: &str| text.find(part).unwrap();
        let links = [
            ("gone.md".to_owned(), at("[a]")),
            ("here.png".to_owned(), at("![b]")),
            ("img/%E4%BA%91.png".to_owned(), at("![c]")),
        ];
        let found = dead_links(Path::new("blog/x.md"), text, &links, |path| {
            path == Path::new("blog/here.png")
        });
        let places: Vec<(usize, usize, String)> =
            found.iter().map(|one| (one.line, one.column, one.message.to_string())).collect();
        assert_eq!(
            places,
            [
                (5, 4, "links to gone.md, which is not there".to_owned()),
                (7, 1, "links to img/云.png, which is not there".to_owned()),
            ]
        );
        assert!(found.iter().all(|one| one.code == Code::DeadLink));
    }

    #[test]
    fn links_out_of_order_have_their_places() {
        let text = "a\nb\nc\n";
        let links = [("c.md".to_owned(), 4), ("a.md".to_owned(), 0), ("b.md".to_owned(), 2)];
        let found = dead_links(Path::new("x.md"), text, &links, |_| false);
        let found_on: Vec<usize> = found.iter().map(|one| one.line).collect();
        assert_eq!(found_on, [3, 1, 2]);
    }

    #[test]
    fn only_plain_relative_files_are_looked_up() {
        for url in [
            "gone.md",
            "./gone.md",
            "../gone.png",
            "a/b.PDF",
            "gone.md#part",
            "gone.svg?raw=true",
            "%E4%BA%91.webp",
            "文件.jpeg",
        ] {
            assert!(dead("blog/x.md", url, &[]), "{url}");
        }
        for url in [
            "",
            "#part",
            "?q",
            ".",
            "..",
            "/gone.md",
            "//host/a.png",
            "https://a.b/c.png",
            "mailto:a@b.md",
            "C:/a.png",
            "C:\\a.png",
            "a\\b.png",
            "page",
            "page/",
            "page.html",
            "archive.zip",
            "v1.30",
            "{% post_url 2026-01-14-x %}.md",
            "{{< ref \"x.md\" >}}",
            "{{ site.url }}/a.png",
            "@site/static/a.png",
            "@/blog/x.md",
            "~/a.png",
            "$lib/a.png",
            "<a.md>",
            ".md",
            "a/.png",
            "%FF.png",
            "data:image/png;base64,AA.png",
        ] {
            assert!(!dead("blog/x.md", url, &[]), "{url}");
        }
    }

    #[test]
    fn a_file_may_be_where_a_generator_finds_it() {
        for (post, url, file) in [
            ("blog/x.md", "img/a.png", "blog/img/a.png"),
            ("blog/x.md", "../a.png", "a.png"),
            ("./blog/x.md", "./a.png", "blog/a.png"),
            ("../blog/x.md", "../../a.png", "../../a.png"),
            // A page `/blog/x/` links from within a folder of its own.
            ("blog/x.md", "../a.png", "blog/a.png"),
            ("blog/x.md", "a.png", "blog/x/a.png"),
            ("site/content/blog/x.md", "a.png", "site/static/blog/a.png"),
            ("site/content/blog/x.md", "../a.png", "site/static/blog/a.png"),
            ("site/content/zh/blog/x.md", "../img/a.png", "site/static/blog/img/a.png"),
        ] {
            assert!(!dead(post, url, &[file]), "{url} in {post} is {file}");
            assert!(dead(post, url, &["elsewhere.png"]), "{url} in {post}");
        }
    }

    proptest! {
        #[test]
        fn any_link_in_any_text_is_taken(
            text in any::<String>(), url in any::<String>(), offset in 0usize..100, post in "[./a-c]{0,12}"
        ) {
            let asked = RefCell::new(0);
            let links = [(url, offset)];
            let found = dead_links(Path::new(&post), &text, &links, |_| { *asked.borrow_mut() += 1; false });
            prop_assert_eq!(found.is_empty(), *asked.borrow() == 0);
            for one in found {
                prop_assert!(one.line >= 1 && one.column >= 1);
                prop_assert!(one.line <= text.bytes().filter(|byte| *byte == b'\n').count() + 1);
            }
        }
    }
}
