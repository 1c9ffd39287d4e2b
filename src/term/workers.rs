//! Workers: threads that do the jobs of the program, one for each kind of job.

use super::dossier::ReadReports;
use super::exporting::export;
use super::failpoint::failpoint;
use super::inbox::EventSender;
use super::loop_event::LoopEvent;
use super::{FOR_CODE, enough_after, panics};
use crate::app::{DrawingKey, Job, Message, find_rising, find_views, text_with};
use crate::library::{arrivals, related_stories};
use crate::load::{body, words};
use crate::markdown::{Block, Highlighter};
use crate::pictures::{PictureError, PictureFinder, PictureFolders, draw};
use crate::post::Origin;
use crate::query::count_news;
use crate::query::{Memo, find_blame, find_while, snippet};
use crate::text::clean_line;
use crate::threads;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

/// The workers, each started with its first job. Where no thread can be had, the job is done at once.
pub(super) struct Workers {
    events: EventSender,
    /// The number of the last search asked for; earlier ones give up when they see it.
    newest: Arc<AtomicU64>,
    /// The number of the last dossier asked for.
    newest_dossier: Arc<AtomicU64>,
    /// The folders in which pictures may be.
    folders: Arc<Mutex<PictureFolders>>,
    by_name: HashMap<&'static str, Worker>,
}

/// A worker that waits for its first job, or the way to its thread.
enum Worker {
    Resting(Box<Tools>),
    Running(Sender<Job>),
}

/// The things that a worker keeps from one job to the next.
struct Tools {
    events: EventSender,
    newest: Arc<AtomicU64>,
    folders: Arc<Mutex<PictureFolders>>,
    /// Earlier results of the search.
    memo: Memo,
    /// The grammars, which are loaded when the first code is there.
    highlighter: Option<Highlighter>,
    newest_dossier: Arc<AtomicU64>,
    /// The reports of the last dossier.
    reports: ReadReports,
}

impl Workers {
    /// Workers that send their answers there.
    pub fn new(events: EventSender) -> Self {
        Self {
            events,
            newest: Arc::default(),
            newest_dossier: Arc::default(),
            folders: Arc::default(),
            by_name: HashMap::new(),
        }
    }

    /// Sets the folders in which pictures may be.
    pub fn look_in(&self, folders: PictureFolders) {
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Has a job done.
    pub fn start(&mut self, job: Job) {
        if let Job::Search { request, .. } = &job {
            self.newest.store(*request, Ordering::Relaxed);
        }
        if let Job::ReadDossier { request, .. } = &job {
            self.newest_dossier.store(*request, Ordering::Relaxed);
        }
        let name = job.worker();
        let worker = self.by_name.remove(name).unwrap_or_else(|| {
            Worker::Resting(Box::new(Tools {
                events: self.events.clone(),
                newest: Arc::clone(&self.newest),
                folders: Arc::clone(&self.folders),
                memo: Memo::default(),
                highlighter: None,
                newest_dossier: Arc::clone(&self.newest_dossier),
                reports: ReadReports::default(),
            }))
        });
        self.by_name.insert(name, worker.start(name, job));
    }
}

impl Worker {
    fn start(self, name: &'static str, job: Job) -> Self {
        match self {
            Self::Running(sender) => {
                // The thread lives as long as the queue that it answers to.
                let _ = sender.send(job);
                Self::Running(sender)
            }
            Self::Resting(tools) => {
                let (sender, jobs) = mpsc::channel();
                let _ = sender.send(job);
                match threads::start_with(name, (tools, jobs), |(tools, jobs)| run(tools, &jobs)) {
                    Ok(()) => Self::Running(sender),
                    Err(refused) => {
                        let (mut tools, jobs) = refused.work;
                        for job in jobs.try_iter() {
                            if let Some(message) = tools.answer(job) {
                                // The loop takes it out next.
                                let _ = tools.events.urge(LoopEvent::Message(message));
                            }
                        }
                        Self::Resting(tools)
                    }
                }
            }
        }
    }
}

/// Does the last of the jobs that wait, again and again.
fn run(mut tools: Box<Tools>, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        let job = jobs.try_iter().last().unwrap_or(job);
        let answer = tools.answer(job).map(LoopEvent::Message);
        if answer.is_some_and(|answer| tools.events.answer(answer).is_err()) {
            return;
        }
    }
}

impl Tools {
    /// Does a job; `None` where a newer one was asked for meanwhile.
    fn answer(&mut self, job: Job) -> Option<Message> {
        Some(match job {
            Job::Search { request, library, query, context, listed } => {
                // A regular expression over everything may take long; the next key must not wait for it.
                let is_newest = || self.newest.load(Ordering::Relaxed) == request;
                let memo = self.memo.of(&library);
                let found = find_while(&library, &query, &context, listed, &is_newest, memo)?;
                Message::Found { request, found }
            }
            Job::FindBlame { request, library, query, context, listed } => {
                // Searches that were made at once have no number here.
                let newest = || self.newest.load(Ordering::Relaxed);
                let asked = newest();
                let is_wanted = || newest() == asked;
                let blame = find_blame(&library, &query, &context, listed, &is_wanted);
                Message::Blamed { request, blame }
            }
            Job::SearchViews { request, library, queries, context } => {
                Message::FoundViews { request, found: find_views(&library, &queries, &context) }
            }
            Job::FindRelated { request, library, post } => {
                Message::Related { request, related: related_stories(&library, post) }
            }
            Job::ReadDossier { request, library, story } => {
                // Only the last dossier that was asked for is shown.
                let newest = &self.newest_dossier;
                let is_newest = || newest.load(Ordering::Relaxed) == request;
                let events = &self.events;
                let content = self.reports.find(&library, story, &mut |content| {
                    let content = Box::new(content.clone());
                    let message = Message::Dossier { request, content, is_whole: false };
                    // The loop may be over.
                    is_newest() && events.urge(LoopEvent::Message(message)).is_ok()
                });
                let content = Box::new(content);
                Message::Dossier { request, content, is_whole: true }
            }
            Job::FindRising { request, library, context } => {
                Message::Rising { request, rising: find_rising(&library, &context) }
            }
            Job::CountNews { request, library, context } => {
                Message::CountedNews { request, counts: count_news(&library, &context) }
            }
            Job::ReadSnippets { words: version, posts, needles } => {
                let snippets = posts.into_iter().map(|post| {
                    // A post that is gone, or going, has no words.
                    let (headings, plain) = words(&post.origin()).unwrap_or_default();
                    (post.id, snippet(&needles, &post.title, &headings, &plain))
                });
                Message::Snippets { words: version, snippets: snippets.collect() }
            }
            Job::ReadBody { post, origin, request } => {
                failpoint("worker");
                let blocks = body(&origin, |beginning| {
                    let blocks = Ok(Arc::new(beginning));
                    let message = Message::Body { post, request, blocks, is_whole: false };
                    // The loop may be over.
                    let _ = self.events.urge(LoopEvent::Message(message));
                });
                let blocks = blocks.map(Arc::new).map_err(|error| clean_line(&error.to_string()));
                Message::Body { post, request, blocks, is_whole: true }
            }
            Job::Highlight { request, mut blocks } => {
                let highlighter = self.highlighter.get_or_insert_with(Highlighter::new);
                let blocks_mut = Arc::<Vec<Block>>::make_mut(&mut blocks);
                highlighter.highlight(blocks_mut, &enough_after(FOR_CODE));
                Message::Highlighted { request, blocks }
            }
            Job::Export(job) => Message::Exported { request: job.request, exported: export(&job) },
            Job::LayOut { request, post, blocks, width, typography, images } => {
                let document = text_with(&post, &blocks, width, (typography, &images));
                Message::LaidOut { request, document }
            }
            Job::CountArrivals { request, before, after, folders } => {
                let came = folders.iter().map(|folders| arrivals(&before, &after, folders));
                Message::CountedArrivals { request, came: came.collect() }
            }
            Job::FindPictures { request, origin, addresses } => {
                let Origin::File(post) = &origin else { return None };
                let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let finder = PictureFinder::new(post, &folders);
                // A decoder that panics must not end the program.
                let find = |address: &String| {
                    panics::contained(|| finder.find(address))
                        .unwrap_or(Some(Err(PictureError::Damaged)))
                };
                let found = addresses.into_iter().filter_map(|address| {
                    let found = find(&address)?;
                    Some((address, found))
                });
                Message::PicturesFound { request, found: found.collect() }
            }
            Job::DrawPicture { request, key, whole } => {
                let DrawingKey { file, canvas, part } = *key;
                let drawing = panics::contained(|| draw(&file, &canvas, part, whole.as_deref()))
                    .unwrap_or(Err(PictureError::Damaged));
                Message::PictureDrawn { request, drawing: drawing.map(Arc::new) }
            }
        })
    }
}
