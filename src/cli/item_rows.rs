//! The rows of JSON that a command of the user's own reads: those of `list --json` and `stories --json`.

use super::found::FindResult;
use super::output::json;
use super::{list, stories};
use crate::app::{CommandItem, CommandJob};
use crate::library::StoryReport;
use crate::post::Target;
use crate::query::{StoryRow, ruled};
use std::io;
use std::sync::Arc;

/// A line for each post and story that a command is run for, in their order.
///
/// # Errors
///
/// None is expected, as the lines stay in memory.
pub fn item_rows(job: &CommandJob) -> io::Result<Vec<u8>> {
    let library = &job.library;
    let found = FindResult {
        library: Arc::clone(library),
        rows: Vec::new(),
        stories: Vec::new(),
        problems: Vec::new(),
        marks: Arc::clone(&job.context.marks),
        ruled: ruled(library, &job.context),
        today: job.context.today,
        language: job.language,
        are_marks_lost: false,
    };
    let mut lines = Vec::new();
    for item in &job.items {
        match item.target {
            Target::Post(_) => json(&mut lines, &list::row(&item.post, &found, true))?,
            Target::Story(_) => {
                let row: Vec<StoryRow> = story_row(item, job).into_iter().collect();
                let rows = stories::rows_with_summaries(&found, &row);
                rows.iter().try_for_each(|row| json(&mut lines, row))?;
            }
        }
    }
    Ok(lines)
}

fn story_row(item: &CommandItem, job: &CommandJob) -> Option<StoryRow> {
    let (library, page) = (&job.library, item.story()?.page);
    let story = library.stories().about(page)?;
    let newest = StoryReport {
        post: library.position(item.post.id)?,
        story: u32::try_from(item.story?).ok()?,
    };
    Some(StoryRow { story, newest })
}
