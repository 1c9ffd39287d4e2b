//! The job of making a document: which stories and posts it contains. Their texts are read by functions that
//! are passed in, so that everything here is pure.

use crate::app::selection::Target;
use crate::export::{Edition, Entry, ExportItem, Format, Grouping, Order, feed_id};
use crate::library::{Library, StoryReport};
use crate::messages::Language;
use crate::post::{Post, StoryExcerpt};
use crate::query::{EffectiveMarks, Query, SearchContext, ruled, search, search_stories};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The stories and posts that a document is made of.
#[derive(Clone, Debug)]
pub enum ExportItems {
    /// Posts and stories. A post with stories stands for these.
    Targets(Vec<Target>),
    /// Stories and posts in this order.
    Listed(Vec<ExportItem>),
    /// The stories that a query finds, or else the posts.
    Query(Query),
    /// The starred stories and posts, in the same way.
    Starred,
}

/// The job of making a document.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// Number of the request.
    pub request: u64,
    /// The library.
    pub library: Arc<Library>,
    /// The stories and posts to export.
    pub items: ExportItems,
    /// The day, the settings, and the marks.
    pub context: SearchContext,
    /// The title.
    pub title: String,
    /// The format.
    pub format: Format,
    /// The headings.
    pub grouping: Grouping,
    /// The order.
    pub order: Order,
    /// Language of headings and dates.
    pub language: Language,
    /// Name of the file to write, as typed; `None` if the document is to be copied.
    pub file: Option<String>,
    /// Set if a file of this name may be replaced.
    pub overwrites: bool,
}

/// The end of an export.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Number of stories and posts in the document.
    pub count: usize,
    /// The posts and stories it was made of.
    pub targets: Vec<Target>,
    /// Outcome for the document.
    pub outcome: ExportOutcome,
}

/// Outcome of an export, for its document.
#[derive(Clone, Debug)]
pub enum ExportOutcome {
    /// The document is to be copied.
    Text(String),
    /// The document was written to this file.
    Written(PathBuf),
    /// A file of this name exists, and was left as it is.
    Exists,
    /// The document could not be written, for this reason.
    Failed(String),
}

/// The functions that read texts.
#[derive(Clone, Copy, Debug)]
pub struct TextReaders {
    /// The excerpts of stories.
    pub excerpts: fn(&Library, &[StoryReport]) -> Vec<StoryExcerpt>,
    /// The first paragraph of a post.
    pub first_paragraph: fn(&Post) -> String,
}

/// Makes the document of a job; also returns the posts and stories it was made of.
pub fn edition_of(job: &ExportJob, texts: TextReaders) -> (Edition, Vec<Target>) {
    let library = &*job.library;
    let Contents { items, mut targets } = contents(job);
    let reports: Vec<StoryReport> = items
        .iter()
        .filter_map(|item| match item {
            ExportItem::Story(report) => Some(*report),
            ExportItem::Post(_) => None,
        })
        .collect();
    let mut excerpts = (texts.excerpts)(library, &reports).into_iter();
    let mut entries: Vec<Entry> = Vec::new();
    for item in items {
        let entry = match item {
            ExportItem::Story(report) => {
                Entry::of_story(library, report, excerpts.next().unwrap_or_default())
            }
            ExportItem::Post(position) => library
                .post(position)
                .map(|post| Entry::of_post(post, (texts.first_paragraph)(post), None)),
        };
        let annotations = &job.context.marks.annotations;
        let annotation = target_of(item, library).and_then(|target| annotations.get(&target));
        entries.extend(entry.map(|entry| entry.annotated(annotation)));
    }
    if entries.is_empty() {
        targets.clear();
    }
    job.order.sort(&mut entries);
    let edition = Edition {
        id: feed_id(&job.title),
        title: job.title.clone(),
        language: job.language,
        grouping: job.grouping,
        entries,
    };
    (edition, targets)
}

/// The contents of a document.
struct Contents {
    /// The stories and posts in it, each once.
    items: Vec<ExportItem>,
    /// The posts and stories that these were taken from.
    targets: Vec<Target>,
}

fn contents(job: &ExportJob) -> Contents {
    let library = &*job.library;
    let mut known = HashSet::new();
    let is_new = |item: &ExportItem| target_of(*item, library).is_some_and(|it| known.insert(it));
    let (mut items, targets): (Vec<ExportItem>, Option<Vec<Target>>) = match &job.items {
        ExportItems::Listed(items) => (items.clone(), None),
        ExportItems::Targets(targets) => of_targets(targets.clone(), library),
        ExportItems::Starred => of_targets(starred(job), library),
        ExportItems::Query(query) => {
            let stories = search_stories(library, query, &job.context);
            let items = if stories.is_empty() {
                search(library, query, &job.context).into_iter().map(ExportItem::Post).collect()
            } else {
                stories.into_iter().map(|row| ExportItem::Story(row.newest)).collect()
            };
            (items, None)
        }
    };
    items.retain(is_new);
    let own = || items.iter().filter_map(|item| target_of(*item, library)).collect();
    let targets = targets.unwrap_or_else(own);
    Contents { items, targets }
}

/// The stories of posts and stories, together with those that are in the library.
fn of_targets(
    mut targets: Vec<Target>,
    library: &Library,
) -> (Vec<ExportItem>, Option<Vec<Target>>) {
    let mut items = Vec::new();
    targets.retain(|target| {
        let own = of_target(*target, library);
        items.extend_from_slice(&own);
        !own.is_empty()
    });
    (items, Some(targets))
}

fn target_of(item: ExportItem, library: &Library) -> Option<Target> {
    Some(match item {
        ExportItem::Story(report) => Target::Story(library.story(report)?.page),
        ExportItem::Post(position) => Target::Post(library.post(position)?.id),
    })
}

/// The newest report of a story.
fn newest(target: Target, library: &Library) -> Option<StoryReport> {
    let Target::Story(page) = target else { return None };
    let table = library.stories();
    table.counted_reports(table.about(page)?).next()
}

/// The stories of a target: those of a post, or the post itself if it has none.
fn of_target(target: Target, library: &Library) -> Vec<ExportItem> {
    let Target::Post(id) = target else {
        return newest(target, library).map(ExportItem::Story).into_iter().collect();
    };
    let Some((position, post)) =
        library.position(id).and_then(|position| Some((position, library.post(position)?)))
    else {
        return Vec::new();
    };
    if post.stories.is_empty() {
        return vec![ExportItem::Post(position)];
    }
    let stories = (0..).take(post.stories.len());
    stories.map(|story| ExportItem::Story(StoryReport { post: position, story })).collect()
}

/// The starred stories and posts, newest first.
fn starred(job: &ExportJob) -> Vec<Target> {
    let (library, context) = (&*job.library, &job.context);
    let ruled = ruled(library, context);
    let marks = EffectiveMarks::new(&context.marks, ruled.as_deref());
    let stories = marks.starred_pages().map(Target::Story);
    let posts = marks.starred_posts().map(Target::Post);
    let mut all: Vec<(Target, ExportItem)> = stories
        .chain(posts)
        .filter_map(|target| {
            let item = match target {
                Target::Story(_) => ExportItem::Story(newest(target, library)?),
                Target::Post(id) => ExportItem::Post(library.position(id)?),
            };
            Some((target, item))
        })
        .collect();
    // The posts of a library are sorted newest first, but a story may have a day of its own.
    all.sort_by_key(|(_, item)| match *item {
        ExportItem::Story(report) => {
            let StoryReport { post, story } = report;
            (Reverse(library.stories().day(report)), post, story)
        }
        ExportItem::Post(post) => (Reverse(library.post(post).and_then(|post| post.date)), post, 0),
    });
    all.into_iter().map(|(target, _)| target).collect()
}
