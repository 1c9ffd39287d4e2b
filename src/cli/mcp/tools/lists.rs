//! Tools that list: stories, posts, tags, categories, figures. Their rows are those of `--json`.

use super::super::answer::{AnswerRows, NOTICE, answer};
use super::ToolAnswer;
use super::arguments::Arguments;
use super::context::{ToolContext, query_of};
use crate::cli::stats::{FigureRow, StatsOptions, figures};
use crate::cli::{list, stories, values};
use crate::library::Facet;
use crate::query::Listed;
use crate::text::nearest;
use serde::Serialize;
use serde_json::value::RawValue;

/// Maximum number of rows, and the number if none is given.
pub const ROWS: (usize, usize) = (100, 20);
/// Maximum number of tags and categories, and the number if none is given.
pub const VALUES: (usize, usize) = (500, 50);
/// Maximum number of values of each figure, and the number if none is given.
pub const FIGURE_VALUES: (usize, usize) = (100, 10);
/// Maximum number of days that trends compare.
pub const MAX_WINDOW: usize = 3_650;
/// Names of figures.
pub const FIGURES: [&str; 9] =
    ["month", "tag", "category", "source", "author", "rising", "fading", "day", "read"];

/// Part of a list.
#[derive(Clone, Copy, Debug)]
pub struct ListSlice {
    offset: usize,
    limit: usize,
}

impl ListSlice {
    /// The part that the arguments ask for.
    pub fn of(arguments: &mut Arguments, (most, usual): (usize, usize)) -> Result<Self, String> {
        Ok(Self {
            offset: arguments.number("offset", 0..=usize::MAX, 0)?,
            limit: arguments.number("limit", 1..=most, usual)?,
        })
    }

    /// These items of a list.
    pub fn items<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.offset).take(self.limit).collect()
    }
}

/// Rows of a list with their place in it.
#[derive(Serialize)]
pub struct ListedRows {
    total: usize,
    offset: usize,
    next: Option<usize>,
    shortened: bool,
    hints: Vec<String>,
    rows: Vec<Box<RawValue>>,
}

impl ListedRows {
    /// These rows of `total` ones.
    pub fn new(rows: AnswerRows, total: usize, part: ListSlice, hints: Vec<String>) -> Self {
        let next = part.offset.saturating_add(rows.rows.len());
        Self {
            total,
            offset: part.offset,
            next: (next < total && !rows.rows.is_empty()).then_some(next),
            shortened: rows.shortened,
            hints,
            rows: rows.rows,
        }
    }
}

/// The answer of a tool that lists.
#[derive(Serialize)]
struct ListAnswer<'a> {
    notice: &'a str,
    #[serde(flatten)]
    list: ListedRows,
}

fn listed(rows: AnswerRows, total: usize, part: ListSlice, hints: Vec<String>) -> Box<RawValue> {
    answer(&ListAnswer { notice: NOTICE, list: ListedRows::new(rows, total, part, hints) })
}

/// Answers `search_stories`.
pub fn search_stories(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let query = query_of(&mut arguments)?;
    let part = ListSlice::of(&mut arguments, ROWS)?;
    arguments.finish()?;
    let mut finding = context.find(&query, Listed::Stories);
    let total = finding.found.stories.len();
    finding.found.stories = part.items(std::mem::take(&mut finding.found.stories));
    let found = &finding.found;
    let rows = AnswerRows::within_limit(stories::rows_with_summaries(found, &found.stories));
    Ok(listed(rows, total, part, finding.hints))
}

/// Answers `search_posts`.
pub fn search_posts(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let query = query_of(&mut arguments)?;
    let with_stories = arguments.flag("stories", false)?;
    let part = ListSlice::of(&mut arguments, ROWS)?;
    arguments.finish()?;
    let mut finding = context.find(&query, Listed::Posts);
    let total = finding.found.rows.len();
    finding.found.rows = part.items(std::mem::take(&mut finding.found.rows));
    let found = &finding.found;
    let rows =
        AnswerRows::within_limit(found.posts().map(|post| list::row(post, found, with_stories)));
    Ok(listed(rows, total, part, finding.hints))
}

/// Answers `list_tags`.
pub fn list_tags(arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    list_values(arguments, context, Facet::Tag)
}

/// Answers `list_categories`.
pub fn list_categories(arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    list_values(arguments, context, Facet::Category)
}

fn list_values(mut arguments: Arguments, context: &ToolContext<'_>, facet: Facet) -> ToolAnswer {
    let query = query_of(&mut arguments)?;
    let part = ListSlice::of(&mut arguments, VALUES)?;
    arguments.finish()?;
    let finding = context.find(&query, Listed::Posts);
    let values = values::values(&finding.found, facet);
    let total = values.len();
    Ok(listed(AnswerRows::within_limit(part.items(values)), total, part, finding.hints))
}

/// Answers `trends`.
pub fn trends(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let query = query_of(&mut arguments)?;
    let window = arguments.given_number("window", 1..=MAX_WINDOW)?;
    let window = window.and_then(|days| u16::try_from(days).ok()).or(context.window);
    let limit = arguments.number("values", 1..=FIGURE_VALUES.0, FIGURE_VALUES.1)?;
    let wanted = arguments.texts("figures")?;
    let part = ListSlice::of(&mut arguments, VALUES)?;
    arguments.finish()?;
    if let Some(unknown) = wanted.iter().find(|name| !FIGURES.contains(&name.as_str())) {
        let shown: String = unknown.chars().take(50).collect();
        return Err(match nearest(unknown, FIGURES) {
            Some(meant) => format!("there is no figure {shown:?}; did you mean {meant:?}?"),
            None => format!("there is no figure {shown:?}; known are {}", FIGURES.join(", ")),
        });
    }
    let finding = context.find(&query, Listed::Posts);
    let mut rows = figures(&finding.found, StatsOptions { limit, window, json: true });
    let is_wanted =
        |row: &FigureRow| wanted.is_empty() || wanted.iter().any(|name| name == row.figure);
    rows.retain(is_wanted);
    let total = rows.len();
    Ok(listed(AnswerRows::within_limit(part.items(rows)), total, part, finding.hints))
}
