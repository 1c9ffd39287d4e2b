//! Relative links to files that do not exist.
//!
//! Owns the choice of links to check and of the places where a file may be. Knows no Markdown and does
//! not access the disk: the caller passes in the links and answers lookups.

use super::DiagnosticMessage;
use super::diagnostic::{DiagnosticCode, Severity};
use super::front_matter::{Finding, boundary, front_matter, has_own_path};
use crate::text::clean_line;
use percent_encoding::percent_decode_str;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

/// Extensions of files that generators do not create. A link with another extension, or none, may lead to
/// a page.
const ENDINGS: [&str; 9] = ["md", "markdown", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf"];

/// Lookups on the disk that the check of links needs.
pub struct FileLookup<'d> {
    /// Returns `true` if there is a file at a path.
    pub exists: &'d dyn Fn(&Path) -> bool,
    /// Returns the names in a folder; none if there is no such folder.
    pub names: &'d dyn Fn(&Path) -> Vec<OsString>,
}

/// Returns a warning for each link to a relative path that looks like a file but does not exist. `post` is
/// the path of the post's file, `text` its whole text, and `links` the addresses in it as written, with
/// their byte offsets in `text`.
///
/// Links that only a generator can resolve are never reported: addresses with a scheme, paths from the
/// site's root, shortcodes and template tags with everything in them, aliases such as `@/x.md`, pages
/// without an extension, and images beside a page that the site keeps elsewhere.
pub fn dead_links(
    post: &Path,
    text: &str,
    links: &[(String, usize)],
    disk: &FileLookup<'_>,
) -> Vec<Finding> {
    let is_moved = is_moved(post, text);
    let is_there = |target: &str| {
        let places = places(post, target);
        places.iter().any(|path| (disk.exists)(path))
            || places.first().is_some_and(|path| is_there_in_a_language(post, path, disk))
    };
    let mut dead: Vec<(usize, usize, String)> = links
        .iter()
        .enumerate()
        .filter_map(|(number, (url, offset))| Some((*offset, number, file_path(url)?)))
        .filter(|(offset, _, target)| {
            (!is_moved || is_markdown(target)) && !is_in_template(text, *offset)
        })
        .filter(|(.., target)| !is_there(target))
        .collect();
    // Sorted by offset, so that lines are counted in one pass.
    dead.sort_unstable();
    let mut place = TextPosition { offset: 0, line: 1, column: 1 };
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    for (offset, number, target) in dead {
        place = place.moved(text, offset);
        let finding = Finding {
            line: place.line,
            column: place.column,
            severity: Severity::Warning,
            code: DiagnosticCode::DeadLink,
            message: DiagnosticMessage::DeadLink(clean_line(&target)),
        };
        findings.push((number, finding));
    }
    findings.sort_unstable_by_key(|(number, _)| *number);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

fn is_markdown(target: &str) -> bool {
    let ending = Path::new(target).extension().and_then(OsStr::to_str).unwrap_or_default();
    ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// True for a post whose page is at another path than its file, so that only the generator can resolve
/// its relative links: the post sets the path itself, or the path contains the date (Jekyll, Hexo).
fn is_moved(post: &Path, text: &str) -> bool {
    let by_day = post.iter().any(|part| part == "_posts" || part == "_drafts");
    by_day || has_own_path(&text[..front_matter(text).body_start])
}

/// Maximum distance, in bytes, between a link and the beginning of a template tag around it.
const MAX_TAG: usize = 1024;

/// True for an offset within `{{ … }}` or `{% … %}`.
fn is_in_template(text: &str, offset: usize) -> bool {
    let before = &text[boundary(text, offset.saturating_sub(MAX_TAG))..boundary(text, offset)];
    [("{{", "}}"), ("{%", "%}")]
        .iter()
        .any(|(open, close)| before.rfind(open).is_some_and(|at| !before[at..].contains(close)))
}

/// True if the file exists for another language than the post's: an image in the same bundle, or a page
/// that is not translated. `path` is the file's path in the post's own language.
fn is_there_in_a_language(post: &Path, path: &Path, disk: &FileLookup<'_>) -> bool {
    let (Some(folder), Some(stem)) = (path.parent(), path.file_stem().and_then(OsStr::to_str))
    else {
        return false;
    };
    // `b.md` for `b.zh.md`, and in a post `a.zh.md` for `b.zh.md` as well.
    let ending = path.extension().unwrap_or_default();
    let base =
        stem.rsplit_once('.').filter(|(_, tag)| is_language(tag)).map_or(stem, |(base, _)| base);
    let is_translation = |name: &OsString| {
        let name = Path::new(name);
        let stem = name.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let rest = stem.strip_prefix(base);
        name.extension() == Some(ending)
            && rest.is_some_and(|rest| {
                rest.is_empty() || rest.strip_prefix('.').is_some_and(is_language)
            })
    };
    if (disk.names)(folder).iter().any(is_translation) {
        return true;
    }
    let parts: Vec<Component<'_>> = path.components().collect();
    let name_of = |part: &Component<'_>| part.as_os_str().to_str().unwrap_or_default().to_owned();
    // Docusaurus falls back to the original.
    if let Some(at) = parts.iter().position(|part| part.as_os_str() == "i18n")
        && let Some(plugin) = parts.get(at + 2).map(name_of)
        && let Some(kind) = plugin.strip_prefix("docusaurus-plugin-content-")
    {
        let site: PathBuf = parts[..at].iter().collect();
        let rest = &parts[at + 3..];
        let rest = rest.strip_prefix(&[Component::Normal("current".as_ref())]).unwrap_or(rest);
        let rest: PathBuf = rest.iter().collect();
        return [site.join(kind), site.join("src").join(kind), site.join("docs")]
            .iter()
            .any(|folder| (disk.exists)(&folder.join(&rest)));
    }
    // The same path in the folder of another language.
    let languages = post.components().zip(&parts).take_while(|(one, other)| one == *other).count();
    (0..languages).rev().filter(|at| is_language(&name_of(&parts[*at]))).any(|at| {
        let above: PathBuf = parts[..at].iter().collect();
        let below: PathBuf = parts[at + 1..].iter().collect();
        let names = (disk.names)(if at == 0 { Path::new(".") } else { &above });
        names
            .iter()
            .filter(|name| name.to_str().is_some_and(is_language))
            .any(|name| (disk.exists)(&above.join(name).join(&below)))
    })
}

/// True for text in the form of a language tag: two letters, and perhaps a region or script (BCP 47 §2.1).
pub fn is_language(name: &str) -> bool {
    let (language, rest) = name.split_once(['-', '_']).unwrap_or((name, "xx"));
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
    language.len() == 2 && is_word(language) && matches!(rest.len(), 2 | 4) && is_word(rest)
}

/// A position in a text with its line and column, from which later ones are counted, so that many
/// findings cost one pass.
#[derive(Clone, Copy)]
struct TextPosition {
    offset: usize,
    line: usize,
    column: usize,
}

impl TextPosition {
    /// The position at an offset that is not before this one.
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

/// The relative path of the file that an address refers to; `None` for any other kind of address.
fn file_path(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.trim();
    let is_relative = !path.starts_with(['/', '@', '~', '$']);
    // Excludes schemes and drives, template tags, and Windows paths.
    let is_plain = !path.contains([':', '\\', '{', '}', '<', '>']);
    if !is_relative || !is_plain {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let ending = Path::new(path.as_ref()).extension()?.to_str()?;
    let is_file = ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    is_file.then(|| path.into_owned())
}

/// The paths at which the file may be: beside the post; in the page's own folder, for generators that
/// give each page one; and below Hugo's `static`, which mirrors `content`, with or without the folder of
/// a language.
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

/// The path with `.` and `..` resolved lexically, as a page's own folder need not be on the disk.
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

    /// Returns `true` if a link in a post is dead, with these files on the disk.
    fn dead(post: &str, url: &str, files: &[&str]) -> bool {
        let links = [(url.to_owned(), 0)];
        with_disk(files, |disk| !dead_links(Path::new(post), "[x](y)", &links, disk).is_empty())
    }

    /// Calls `ask` with a disk that has some files.
    fn with_disk<T>(files: &[&str], ask: impl FnOnce(&FileLookup<'_>) -> T) -> T {
        let exists = |path: &Path| files.iter().any(|file| Path::new(file) == path);
        let names = |folder: &Path| {
            let folder = folder.strip_prefix(".").unwrap_or(folder);
            let below = files.iter().filter_map(|file| Path::new(file).strip_prefix(folder).ok());
            below.filter_map(|rest| Some(rest.iter().next()?.to_owned())).collect()
        };
        ask(&FileLookup { exists: &exists, names: &names })
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
        let found = with_disk(&["blog/here.png"], |disk| {
            dead_links(Path::new("blog/x.md"), text, &links, disk)
        });
        let places: Vec<(usize, usize, String)> =
            found.iter().map(|one| (one.line, one.column, one.message.to_string())).collect();
        assert_eq!(
            places,
            [
                (5, 4, "links to gone.md, which does not exist".to_owned()),
                (7, 1, "links to img/云.png, which does not exist".to_owned()),
            ]
        );
        assert!(found.iter().all(|one| one.code == DiagnosticCode::DeadLink));
    }

    #[test]
    fn links_out_of_order_have_their_places() {
        let text = "a\nb\nc\n";
        let links = [("c.md".to_owned(), 4), ("a.md".to_owned(), 0), ("b.md".to_owned(), 2)];
        let found = with_disk(&[], |disk| dead_links(Path::new("x.md"), text, &links, disk));
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
            // A page `/blog/x/` resolves its links within a folder of its own.
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

    #[test]
    fn a_file_of_another_language_will_do() {
        for (post, url, file) in [
            ("content/zh/blog/x/index.md", "a.png", "content/en/blog/x/a.png"),
            ("zh/x.md", "b.md", "en/b.md"),
            ("docs/x.zh.md", "b.md", "docs/b.zh.md"),
            ("docs/x.zh.md", "b.zh.md", "docs/b.md"),
            ("i18n/zh/docusaurus-plugin-content-docs/current/a/x.md", "../b.md", "docs/b.md"),
            ("i18n/zh-Hans/docusaurus-plugin-content-blog/x.md", "./a.png", "blog/a.png"),
        ] {
            assert!(!dead(post, url, &[file]), "{url} in {post} is {file}");
        }
        for (post, url, file) in [
            ("content/zh/blog/x/index.md", "a.png", "content/en/blog/y/a.png"),
            ("docs/x.zh.md", "b.md", "docs/b.old.md"),
            ("zh/x.md", "b.md", "blog/b.md"),
        ] {
            assert!(dead(post, url, &[file]), "{url} in {post}");
        }
    }

    #[test]
    fn what_a_template_resolves_is_no_finding() {
        for (text, is_dead) in [
            ("[a]({{< ref \"x.md\" >}})", false),
            ("[a]({{% relref \"x.md#b\" %}})", false),
            ("[a]({% link x.md %})", false),
            ("[a]({{ \"x.md\" | relative_url }})", false),
            ("{{ y }} [a](x.md)", true),
            ("{% y %} [a](x.md) {% z %}", true),
        ] {
            let links = [("x.md".to_owned(), text.find("x.md").unwrap())];
            let found = with_disk(&[], |disk| dead_links(Path::new("a.md"), text, &links, disk));
            assert_eq!(!found.is_empty(), is_dead, "{text}");
        }
    }

    #[test]
    fn a_picture_beside_a_page_that_is_elsewhere_is_no_finding() {
        let moved = "---\npermalink: /2024/x/\n---\n[a](b)";
        for (post, text, url, is_dead) in [
            ("a.md", moved, "../b.png", false),
            ("a.md", moved, "../b.md", true),
            ("_posts/2024-01-02-a.md", "[a](b)", "../b.png", false),
            ("a.md", "---\nurl: https://a.io/\n---\n[a](b)", "../b.png", true),
        ] {
            let links = [(url.to_owned(), text.find("[a]").unwrap())];
            let found = with_disk(&[], |disk| dead_links(Path::new(post), text, &links, disk));
            assert_eq!(!found.is_empty(), is_dead, "{url} in {post}");
        }
    }

    proptest! {
        #[test]
        fn any_link_in_any_text_is_taken(
            text in any::<String>(), url in any::<String>(), offset in 0usize..100, post in "[./a-c]{0,12}"
        ) {
            let lookups = RefCell::new(0);
            let links = [(url, offset)];
            let exists = |_: &Path| { *lookups.borrow_mut() += 1; false };
            let disk = FileLookup { exists: &exists, names: &|_| vec!["zh".into()] };
            let found = dead_links(Path::new(&post), &text, &links, &disk);
            prop_assert_eq!(found.is_empty(), *lookups.borrow() == 0);
            for one in found {
                prop_assert!(one.line >= 1 && one.column >= 1);
                prop_assert!(one.line <= text.bytes().filter(|byte| *byte == b'\n').count() + 1);
            }
        }
    }
}
