//! The tool that tells the history of a story.

use super::super::answer::{AnswerRows, NOTICE, answer, brief};
use super::ToolAnswer;
use super::arguments::Arguments;
use super::context::ToolContext;
use super::lists::{ListSlice, ListedRows, ROWS};
use super::lookup;
use crate::cli::history::{StoryTexts, history};
use crate::library::{Library, StoryReport, related_to};
use crate::query::StoryRow;
use serde::Serialize;
use std::borrow::Cow;

/// The reports of a story.
#[derive(Serialize)]
struct HistoryAnswer<'a> {
    notice: &'a str,
    title: Cow<'a, str>,
    url: Cow<'a, str>,
    host: Option<Cow<'a, str>>,
    related: Vec<RelatedJson<'a>>,
    #[serde(flatten)]
    list: ListedRows,
}

/// A related story.
#[derive(Serialize)]
struct RelatedJson<'a> {
    title: Cow<'a, str>,
    url: Cow<'a, str>,
    day: Option<String>,
}

/// Answers `story_history`.
pub fn story_history(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let missing = "story is missing: the `url` of a row of search_stories";
    let name = arguments.text("story")?.ok_or(missing)?;
    let part = ListSlice::of(&mut arguments, ROWS)?;
    arguments.finish()?;
    let library = context.library();
    let (story, _) = lookup::story(library, &name).map_err(|error| context.with_note(error))?;
    let newest = library.stories().reports(story).first().copied();
    let row = newest.map(|newest| StoryRow { story, newest });
    let mut texts = StoryTexts::default();
    let Some(history) = row.and_then(|row| history(library, &row, &mut texts)) else {
        return Err("the story is gone; search again".to_owned());
    };
    let total = history.count;
    let rows = AnswerRows::within_limit(part.items(history.reports));
    Ok(answer(&HistoryAnswer {
        notice: NOTICE,
        title: brief(history.title),
        url: brief(history.url),
        host: history.host.as_deref().map(brief),
        related: related_to(library, story)
            .iter()
            .filter_map(|one| related(library, *one))
            .collect(),
        list: ListedRows::new(rows, total, part, context.loading_note().into_iter().collect()),
    }))
}

fn related(library: &Library, report: StoryReport) -> Option<RelatedJson<'_>> {
    let story = library.story(report)?;
    Some(RelatedJson {
        title: brief(story.title()),
        url: brief(story.url()),
        day: library.stories().day(report).map(|day| day.to_string()),
    })
}
