//! Documents made in the program, and a digest that is read back as the same stories.

use crate::support::{TODAY, library};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use yunbao::export::{Edition, Entry, Format, Grouping};
use yunbao::library::{Aliases, StoryReport};
use yunbao::load::{Roots, excerpts, story_excerpts, whole};
use yunbao::messages::Language;
use yunbao::post::{Date, StoryExcerpt};
use yunbao::query::{SearchContext, parse, search_stories};

/// Title and address of each story of a digest, with its excerpt.
fn read_back(digest: &str) -> Vec<(String, String, StoryExcerpt)> {
    let (library, problems) = library(&[("week.md", digest)]);
    assert!(problems.is_empty(), "{problems:?}\n{digest}");
    let post = &library.posts()[0];
    let stories = post.stories.iter().zip(excerpts(post).unwrap());
    stories.map(|(it, excerpt)| (it.title().to_string(), it.url().to_string(), excerpt)).collect()
}

fn line() -> impl Strategy<Value = String> {
    let piece = "[a-zA-Z0-9 服务网格：（）.,;:!?*_`#<>&|~$^{}%=+@/\"'\\\\\\[\\]()-]{1,6}|[0-9]{1,3}[.)、] |\
                 - |\\+ |> |Source: |来源：|\\*\\*注意：\\*\\*|https://b\\.io/\\(x\\)";
    prop::collection::vec(piece, 1..6).prop_map(|pieces| {
        let text = pieces.concat().split_whitespace().collect::<Vec<_>>().join(" ");
        format!("T{text}z")
    })
}

fn paragraph() -> impl Strategy<Value = String> {
    let piece = "[a-z0-9 服务网格：（）.,;:!?*_`#<>&|~$^{}%=+@/\"'\\\\\\[\\]()-]{1,6}|[0-9]{1,3}[.)、] |\
                 - |\\+ |> |\\|a\\|b";
    let text = prop::collection::vec(piece, 0..6);
    text.prop_map(|pieces| {
        let text = pieces.concat().split_whitespace().collect::<Vec<_>>().join(" ");
        format!("About 服务 {text} in some more words").replace("  ", " ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn an_exported_digest_is_read_back(
        stories in prop::collection::vec((line(), paragraph(), 0_i8..4, "[a-z]{3,9}|服务|jobs|references|community|archive|sponsors"), 1..9),
        source_title in "|The page|[A-Z0-9][a-z0-9 服务：（）.,!?*_`#<>&|\\[\\]()-]{0,20}z",
        paths in "[a-z(),;~&=%+'!*-]{0,8}",
        note in "[a-z*>#_ 1.-]{0,9}(\n[a-z*>#_ 1.-]{0,9}){0,2}( https://n\\.io/x)?",
        grouping in prop::sample::select(Grouping::ALL.to_vec()),
        language in prop::sample::select(Language::ALL.to_vec()),
    ) {
        let entries: Vec<Entry> = stories
            .into_iter()
            .enumerate()
            .map(|(number, (title, summary, day, tag))| Entry {
                title,
                summary,
                url: Some(format!("https://a{number}.io/{paths}/{number}")),
                source_title: source_title.clone(),
                day: (day > 0).then(|| Date::constant(2026, 8, day)),
                labels: vec![tag.as_str().into()],
                own_tags: if number % 3 == 0 { vec!["jobs".to_owned()] } else { Vec::new() },
                note: if number % 2 == 0 { note.clone() } else { String::new() },
                ..Entry::default()
            })
            .collect();
        let edition = Edition { title: "Any".into(), language, grouping, entries, ..Edition::default() };
        let text = edition.written(Format::Markdown);
        let mut expected: Vec<(String, String, String)> = edition
            .entries
            .iter()
            .map(|it| (it.title.clone(), it.url.clone().unwrap(), it.summary.clone()))
            .collect();
        let stories = read_back(&text).into_iter();
        let mut found: Vec<_> =
            stories.map(|(title, url, excerpt)| (title, url, excerpt.summary)).collect();
        if grouping != Grouping::None {
            // The groups have an order of their own, which the tests of the document are about.
            expected.sort();
            found.sort();
        }
        prop_assert_eq!(found, expected, "{}", text);
    }
}

#[test]
fn real_stories_are_read_back() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folders = [shared.join("digests/posts"), shared.join("corpora")];
    let roots: Vec<PathBuf> = folders.into_iter().filter(|folder| folder.is_dir()).collect();
    if roots.is_empty() {
        return;
    }
    let library = whole(&Roots::from(roots), &Aliases::default()).library;
    let rows = search_stories(&library, &parse(""), &SearchContext::on(TODAY));
    assert!(rows.len() > 1_000, "{}", rows.len());
    let mut wrong = Vec::new();
    for (number, rows) in rows.chunks(40).enumerate().step_by(7) {
        let reports: Vec<StoryReport> = rows.iter().map(|row| row.newest).collect();
        let texts = story_excerpts(&library, &reports);
        let entries: Vec<Entry> = reports
            .into_iter()
            .zip(texts)
            .filter_map(|(report, excerpt)| Entry::of_story(&library, report, excerpt))
            .collect();
        let mut edition = Edition {
            title: "Any".into(),
            grouping: Grouping::ALL[number % 3],
            language: Language::ALL[number % 3],
            entries,
            ..Edition::default()
        };
        let text = edition.written(Format::Markdown);
        // The groups have an order of their own, which the tests of the document are about.
        edition.entries.sort_by(|a, b| a.url.cmp(&b.url));
        let mut found = read_back(&text);
        found.sort_by(|a, b| a.1.cmp(&b.1));
        for entry in edition.entries {
            let Entry { summary, source_title, .. } = entry;
            let told = (entry.title, entry.url.unwrap(), StoryExcerpt { summary, source_title });
            if !found.contains(&told) {
                let near = found.iter().find(|other| other.1 == told.1);
                wrong.push(format!("{:?}: {told:?}\n  {near:?}", edition.grouping));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
