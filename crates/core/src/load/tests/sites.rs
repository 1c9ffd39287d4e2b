//! The files below a root that are posts.

use super::*;
use crate::post::front_matter;

#[test]
fn a_folder_of_notes_is_read_whole() {
    let place = Place::with(&[
        "README.md",
        "a.md",
        "b.markdown",
        "c.mdx",
        "d.MD",
        "e.txt",
        "f.md~",
        "deep/er/and/deeper/g.md",
        "posts.md/h.md",
    ]);
    assert_eq!(
        place.found(),
        [
            "README.md",
            "a.md",
            "b.markdown",
            "c.mdx",
            "d.MD",
            "deep/er/and/deeper/g.md",
            "posts.md/h.md"
        ]
    );
}

#[test]
fn templates_pieces_and_old_versions_are_no_posts() {
    let place = Place::with(&[
        "blog/hugo.toml",
        "blog/archetypes/default.md",
        "blog/content/_includes/a.md",
        "blog/content/post/b.md",
        "docs/versioned_docs/version-1.0/c.md",
        "docs/i18n/zh/docusaurus-plugin-content-docs/version-1.0/d.md",
        "docs/i18n/zh/docusaurus-plugin-content-docs/current/e.md",
        "archetypes/f.md",
    ]);
    assert_eq!(
        place.found(),
        [
            "archetypes/f.md",
            "blog/content/post/b.md",
            "docs/i18n/zh/docusaurus-plugin-content-docs/current/e.md",
        ]
    );
}

#[test]
fn a_folder_that_only_happens_to_hold_a_blog_loses_nothing() {
    let place = Place::with(&[
        "2026-01-14-top.md",
        "README.md",
        "blog/a.md",
        "diary/b.md",
        "docs/README.md",
        "ideas.md",
    ]);
    assert_eq!(
        place.found(),
        ["2026-01-14-top.md", "blog/a.md", "diary/b.md", "docs/README.md", "ideas.md"]
    );
}

#[test]
fn of_a_generators_site_its_posts_are_read() {
    let place = Place::with(&[
        "_config.yml",
        "README.md",
        "_drafts/idea.md",
        "_posts/2026-01-14-a.md",
        "_includes/card.md",
        "about.md",
        "news/_posts/2026-01-15-b.md",
        "talks/2026-01-16-c.md",
        "themes/x/2026-01-17-d.md",
    ]);
    assert_eq!(
        place.found(),
        [
            "_drafts/idea.md",
            "_posts/2026-01-14-a.md",
            "news/_posts/2026-01-15-b.md",
            "talks/2026-01-16-c.md"
        ]
    );
    let place = Place::with(&["source/_posts/a.md", "source/about.md", "scaffolds/post.md"]);
    assert_eq!(place.found(), ["source/_posts/a.md"]);
    let place = Place::with(&["hugo.toml", "content/posts/a/index.md", "archetypes/default.md"]);
    assert_eq!(place.found(), ["content/posts/a/index.md"]);
    // A part of a site that is named is a folder like any other.
    assert_eq!(place.found_from(&[place.root().join("archetypes")]), ["archetypes/default.md"]);
}

#[test]
fn drafts_are_known_by_their_folder_and_pages_of_sections_by_their_name() {
    let place = Place::with(&["_config.yml", "_drafts/idea.md"]);
    place.write("_posts/a.md", "---\ntitle: A\n---\n");
    place.write("_posts/_index.md", "---\ntitle: All posts\n---\n \n");
    place.write("_posts/x/_index.zh.md", "+++\ntitle = 'X'\n+++\nWith a text.\n");
    place.write("_posts/y/index.md", "");
    place.write("_posts/z/_index.md", "");
    let library = load(&Roots::from(vec![place.root()])).library;
    let mut posts: Vec<(String, bool)> =
        library.posts().iter().map(|post| (place.below(&post.path), post.draft)).collect();
    posts.sort();
    let expected = [
        ("_drafts/idea.md", true),
        ("_posts/a.md", false),
        ("_posts/x/_index.zh.md", false),
        ("_posts/y/index.md", false),
    ];
    assert_eq!(posts, expected.map(|(path, draft)| (path.to_owned(), draft)));
}

#[test]
fn a_file_is_counted_once_whatever_leads_to_it() {
    let place = Place::with(&["a.md", "sub/b.md"]);
    let root = place.root();
    let roots = [
        root.join("sub/b.md"),
        root.clone(),
        root.join("sub"),
        root.join("sub/.."),
        root.join("a.md"),
        root.join("sub/../a.md"),
    ];
    assert_eq!(place.found_from(&roots), ["a.md", "sub/b.md"]);
}

#[test]
fn a_single_file_may_have_any_ending_if_it_is_text() {
    let place = Place::with(&["notes.txt", "c.md"]);
    fs::write(place.at("photo.png"), b"\x89PNG\0\0\0").unwrap();
    let named = |path: PathBuf| scan(&Roots::from(vec![path]));
    assert_eq!(place.found_from(&[place.root().join("notes.txt")]), ["notes.txt"]);
    let problems = named(place.at("photo.png")).problems;
    assert_eq!(place.short(&problems)[0].1, DiagnosticCode::NotAPost);
    let problems = named(place.at("nowhere.md")).problems;
    assert_eq!(place.short(&problems)[0].1, DiagnosticCode::Missing);
}

#[test]
fn newest_names_come_first() {
    let place = Place::with(&[
        "b.md",
        "2025-12-31-x.md",
        "a.md",
        "2026/01/14/y.md",
        "2026-01-13-z/index.md",
    ]);
    let scan = scan(&Roots::from(vec![place.root()]));
    let order: Vec<String> = scan.files.iter().map(|file| place.below(&file.shown)).collect();
    assert_eq!(
        order,
        ["2026/01/14/y.md", "2026-01-13-z/index.md", "2025-12-31-x.md", "b.md", "a.md"]
    );
}

/// Every Markdown file of real sites is a post, except section pages without text.
#[test]
fn of_real_sites_no_post_is_lost() {
    let corpora = crate::project().join("../shared/corpora");
    let Ok(sites) = fs::read_dir(corpora) else { return };
    for site in sites {
        let site = site.unwrap().path();
        let mut files = Vec::new();
        let mut folders = vec![site.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if site::is_post_name(&path) {
                    files.push(path);
                }
            }
        }
        let progress = load(&Roots::from(vec![site.clone()]));
        assert_eq!(progress.read, files.len(), "{}", site.display());
        let blank = files.iter().filter(|path| {
            let text = fs::read_to_string(path).unwrap_or_default();
            let body = &text[front_matter(&text).body_start..];
            path.file_name().unwrap() == "_index.md" && body.trim().is_empty()
        });
        let posts = progress.library.posts().len();
        assert_eq!(posts, files.len() - blank.count(), "{}", site.display());
    }
}
