//! Reading the reports of a story for its dossier.

use crate::app::dossier::{DossierContent, ReadReport, find_dossier};
use crate::library::Library;
use crate::load::report;
use crate::post::{PageId, Post};
use crate::text::clean_line;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Maximum size, in bytes, of a report's Markdown that is shown; the rest is in its post.
pub const MAX_REPORT_BYTES: usize = 16 << 10;

/// Time between two answers with what has been read so far.
const PAUSE: Duration = Duration::from_millis(100);

/// The reports of one story that were read before. As long as a post is the same, its file is not read
/// again.
#[derive(Default)]
pub(super) struct ReadReports {
    story: Option<PageId>,
    reports: Vec<(Arc<Post>, usize, ReadReport)>,
}

impl ReadReports {
    /// Gathers the contents of a dossier. `send` is called with the contents so far, at once and then from
    /// time to time; it returns `false` to give up.
    pub fn find(
        &mut self,
        library: &Library,
        story: PageId,
        send: &mut dyn FnMut(&DossierContent) -> bool,
    ) -> DossierContent {
        if self.story != Some(story) {
            *self = Self { story: Some(story), reports: Vec::new() };
        }
        let before = std::mem::take(&mut self.reports);
        let mut read = |post: &Arc<Post>, number: usize| {
            let known =
                before.iter().find(|(known, at, _)| Arc::ptr_eq(known, post) && *at == number);
            let report = match known {
                Some((.., report)) => report.clone(),
                None => read_report(post, number)?,
            };
            self.reports.push((Arc::clone(post), number, report.clone()));
            Ok(report)
        };
        let mut last: Option<Instant> = None;
        find_dossier(library, story, &mut read, &mut |content| {
            if last.is_some_and(|last| last.elapsed() < PAUSE) {
                return true;
            }
            let goes_on = send(content);
            last = Some(Instant::now());
            goes_on
        })
    }
}

/// Reads a report from its post's file.
///
/// # Errors
///
/// The file cannot be read; the error is a clean sentence.
pub fn read_report(post: &Post, number: usize) -> Result<ReadReport, String> {
    let Some(story) = post.stories.get(number) else {
        return Ok((String::new(), Vec::new(), false));
    };
    report(post, story, MAX_REPORT_BYTES).map_err(|error| clean_line(&error.to_string()))
}
