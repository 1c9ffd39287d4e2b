//! The reports of a story in the order of days, with what each adds to the one before, and related stories.

use crate::library::{Library, StoryReport, related_to};
use crate::markdown::{Block, mark_added, plain_text};
use crate::post::{Date, PageId, Post, Story};
use crate::text::{SuccessiveAdditions, carried, words};
use std::sync::Arc;

/// The contents of a dossier.
#[derive(Clone, Debug, Default)]
pub struct DossierContent {
    /// The reports, oldest first; those without a day last.
    pub reports: Vec<DossierReport>,
    /// The newest report of each related story.
    pub related: Vec<DossierReport>,
}

/// A post's report of a story.
#[derive(Clone, Debug)]
pub struct DossierReport {
    /// The post.
    pub post: Arc<Post>,
    /// Index of the story in the post.
    pub number: usize,
    /// Day of the report.
    pub day: Option<Date>,
    /// The text.
    pub text: ReportText,
}

/// The text of a report.
#[derive(Clone, Debug, Default)]
pub enum ReportText {
    /// Not read yet.
    #[default]
    Waiting,
    /// Read.
    Read {
        /// The blocks, with marks on what the report before does not have.
        blocks: Arc<Vec<Block>>,
        /// Set if only the beginning of a long text is there.
        is_cut: bool,
        /// Number of words that the report before does not have; `None` for the first report.
        added: Option<usize>,
    },
    /// The post could not be read; contains a clean sentence.
    Failed(String),
}

/// A report as it is read: its plain text, its blocks, and `true` if these are only the beginning.
pub type ReadReport = (String, Vec<Block>, bool);

/// Reads the report in a post, by the index of the story; an error is a clean sentence.
pub type ReportReader<'a> = dyn FnMut(&Arc<Post>, usize) -> Result<ReadReport, String> + 'a;

impl DossierReport {
    /// The story as the post has it.
    pub fn story(&self) -> Option<&Story> {
        self.post.stories.get(self.number)
    }

    fn of(library: &Library, report: StoryReport) -> Option<Self> {
        let post = Arc::clone(library.post(report.post)?);
        let day = library.stories().day(report);
        Some(Self { post, number: report.story as usize, day, text: ReportText::Waiting })
    }
}

impl DossierContent {
    /// The newest report.
    pub fn newest(&self) -> Option<&DossierReport> {
        let dated = self.reports.iter().rfind(|report| report.day.is_some());
        dated.or_else(|| self.reports.last())
    }
}

/// Gathers the contents of a dossier. `read` reads a report again, and `progress` is called with the contents
/// so far; it returns `false` to give up.
pub fn find_dossier(
    library: &Library,
    page: PageId,
    read: &mut ReportReader<'_>,
    progress: &mut dyn FnMut(&DossierContent) -> bool,
) -> DossierContent {
    let mut content = DossierContent::default();
    let table = library.stories();
    let Some(story) = table.about(page) else { return content };
    let reports = table.reports_by_day(story).into_iter();
    content.reports =
        reports.filter_map(|(_, report)| DossierReport::of(library, report)).collect();
    if !progress(&content) {
        return content;
    }
    let mut additions = SuccessiveAdditions::default();
    for index in 0..content.reports.len() {
        let report = &mut content.reports[index];
        report.text = match read(&report.post, report.number) {
            Ok((text, blocks, is_cut)) => marked(&text, blocks, is_cut, &mut additions),
            Err(why) => ReportText::Failed(why),
        };
        if !progress(&content) {
            return content;
        }
    }
    let related = related_to(library, story).into_iter();
    content.related = related.filter_map(|report| DossierReport::of(library, report)).collect();
    content
}

/// The text of a report, with marks on its additions.
fn marked(
    text: &str,
    mut blocks: Vec<Block>,
    is_cut: bool,
    additions: &mut SuccessiveAdditions,
) -> ReportText {
    let added = additions.next(text);
    let ranges = added.as_deref().unwrap_or_default();
    if !ranges.is_empty() {
        let shown = carried(text, ranges, &plain_text(&blocks));
        mark_added(&mut blocks, &shown);
    }
    let count = |range: &std::ops::Range<usize>| words(&text[range.clone()]);
    let added = added.as_deref().map(|ranges| ranges.iter().map(count).sum());
    ReportText::Read { blocks: Arc::new(blocks), is_cut, added }
}
