//! Drives the program without a terminal, threads or a disk: posts and keys in, screens out.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::Style;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use yunbao::app::dossier::find_dossier;
use yunbao::app::{
    CommandJob, DrawingKey, Effect, ExportJob, ExportOutcome, Exported, Job, Key, Loaded, Message,
    Model, Size, TextReaders, edition_of, find_rising, find_views, text_with, update,
};
use yunbao::library::{Library, arrivals, related_stories};
use yunbao::load::{SourceFile, body, first_paragraph, read, story_excerpts, words};
use yunbao::markdown::Highlighter;
use yunbao::messages::Language;
use yunbao::pictures::{PictureFinder, PictureFolders, draw};
use yunbao::post::{Date, Diagnostic, Origin, Post, PostId, Target};
use yunbao::query::{count_news, find_blame, find_listed, snippet};
use yunbao::state::Change;
use yunbao::term::read_report;
use yunbao::ui::{Attachments, Depth, Theme, view, view_with_attachments};

/// The date of every test.
pub const TODAY: Date = Date::constant(2026, 8, 15);

/// The program with a record of its effects.
pub struct App {
    pub model: Model,
    pub opened: Vec<String>,
    pub copied: Vec<String>,
    /// Documents that were exported, by the names of their files.
    pub files: BTreeMap<String, String>,
    /// Conditions of the rules that were added to the config.
    pub rules: Vec<String>,
    /// Commands of the user's own that were started.
    pub commands: Vec<CommandJob>,
    /// Runs of commands that were stopped, by their numbers.
    pub stopped: Vec<u64>,
    /// Byte offsets in Markdown texts at which posts were edited.
    pub edited: Vec<Option<usize>>,
    /// Notes that were edited in an editor: the posts or stories, and the text to begin with.
    pub edited_notes: Vec<(Vec<Target>, String)>,
    pub quit: bool,
    pub loads: usize,
    /// Number of checks for changes that were requested.
    pub looks: usize,
    /// Numbers of the pulls that were requested, and the number of times that one was cancelled.
    pub pulls: (Vec<u64>, usize),
    pub remembered: Vec<Change>,
    pub follows: usize,
    /// Notices that are to fade, and the delay.
    pub fades: Vec<(u64, std::time::Duration)>,
    /// Set if the texts of posts are delivered only by [`App::deliver`].
    pub slow: bool,
    waiting: Vec<Message>,
    highlighter: Option<Highlighter>,
}

/// Posts from names and texts, as if they were read from files.
pub fn library(posts: &[(&str, &str)]) -> (Arc<Library>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let posts = posts
        .iter()
        .map(|(path, text)| {
            let id = PostId::of(path.as_bytes());
            let file = SourceFile::new(id, Origin::Memory((*text).into()), (*path).to_owned());
            let (post, findings) = read(file);
            problems.extend(findings);
            post.expect("a text in memory can be read")
        })
        .collect();
    (Arc::new(Library::new(posts)), problems)
}

/// Does a job about pictures.
fn about_pictures(job: Job) -> Message {
    match job {
        Job::FindPictures { request, origin: Origin::File(post), addresses } => {
            let roots = vec![post.parent().unwrap().to_owned()];
            let folders = PictureFolders { roots, follow_links: false };
            let finder = PictureFinder::new(&post, &folders);
            let file = |address: String| {
                let found = finder.find(&address)?;
                Some((address, found))
            };
            let found = addresses.into_iter().filter_map(file).collect();
            Message::PicturesFound { request, found }
        }
        Job::DrawPicture { request, key, whole } => {
            let DrawingKey { file, canvas, part } = *key;
            let drawing = draw(&file, &canvas, part, whole.as_deref()).map(Arc::new);
            Message::PictureDrawn { request, drawing }
        }
        other => panic!("{other:?} is not about pictures"),
    }
}

impl App {
    /// The program with these posts loaded.
    pub fn new(width: u16, height: u16, posts: &[(&str, &str)]) -> Self {
        let mut app = Self::empty(width, height);
        app.load(posts);
        app
    }

    /// The program before anything was read.
    pub fn empty(width: u16, height: u16) -> Self {
        Self {
            model: Model::new(Size { width, height }, TODAY, ""),
            opened: Vec::new(),
            copied: Vec::new(),
            files: BTreeMap::new(),
            rules: Vec::new(),
            commands: Vec::new(),
            stopped: Vec::new(),
            edited: Vec::new(),
            edited_notes: Vec::new(),
            quit: false,
            loads: 0,
            looks: 0,
            pulls: (Vec::new(), 0),
            remembered: Vec::new(),
            follows: 0,
            fades: Vec::new(),
            slow: false,
            waiting: Vec::new(),
            highlighter: None,
        }
    }

    /// A new program before anything was read, with the grammars loaded so far.
    pub fn again(self, width: u16, height: u16) -> Self {
        Self { highlighter: self.highlighter, ..Self::empty(width, height) }
    }

    /// Delivers a complete library.
    pub fn load(&mut self, posts: &[(&str, &str)]) {
        self.load_part(posts, true);
    }

    /// Delivers a snapshot.
    pub fn load_part(&mut self, posts: &[(&str, &str)], done: bool) {
        let (library, problems) = library(posts);
        let generation = self.model.context.load.generation;
        let read = posts.len();
        self.message(Message::Loaded(Loaded {
            generation,
            library,
            read,
            total: Some(if done { read } else { read * 10 }),
            problems: Arc::new(problems),
            done,
        }));
    }

    /// Handles a message and performs the effects that follow.
    pub fn message(&mut self, message: Message) {
        let mut effects = update(&mut self.model, message);
        while !effects.is_empty() {
            match effects.remove(0) {
                Effect::Work(Job::ReadBody { post, origin, request }) => {
                    let mut beginning = None;
                    let blocks = body(&origin, |blocks| beginning = Some(Arc::new(blocks)));
                    if let Some(blocks) = beginning {
                        let blocks = Ok(blocks);
                        let first = Message::Body { post, request, blocks, is_whole: false };
                        self.answer(first, &mut effects);
                    }
                    let blocks = blocks.map(Arc::new).map_err(|error| error.to_string());
                    let answer = Message::Body { post, request, blocks, is_whole: true };
                    self.answer(answer, &mut effects);
                }
                Effect::Work(Job::SearchViews { request, library, queries, context }) => {
                    let found = find_views(&library, &queries, &context);
                    let answer = Message::FoundViews { request, found };
                    effects.extend(update(&mut self.model, answer));
                }
                Effect::Work(Job::ReadSnippets { words: number, posts, needles }) => {
                    let snippets = posts.into_iter().map(|post| {
                        let (headings, plain) = words(&post.origin()).unwrap();
                        (post.id, snippet(&needles, &post.title, &headings, &plain))
                    });
                    let snippets = snippets.collect();
                    let answer = Message::Snippets { words: number, snippets };
                    if self.slow {
                        self.waiting.push(answer);
                    } else {
                        effects.extend(update(&mut self.model, answer));
                    }
                }
                Effect::Work(Job::FindRelated { request, library, post }) => {
                    let related = related_stories(&library, post);
                    self.answer(Message::Related { request, related }, &mut effects);
                }
                Effect::Work(Job::ReadDossier { request, library, story }) => {
                    let mut first = None;
                    let mut read = |post: &Arc<Post>, number| read_report(post, number);
                    let content = find_dossier(&library, story, &mut read, &mut |content| {
                        first.get_or_insert_with(|| Box::new(content.clone()));
                        true
                    });
                    if let Some(content) = first {
                        let answer = Message::Dossier { request, content, is_whole: false };
                        self.answer(answer, &mut effects);
                    }
                    let content = Box::new(content);
                    let answer = Message::Dossier { request, content, is_whole: true };
                    self.answer(answer, &mut effects);
                }
                Effect::Work(Job::FindRising { request, library, context }) => {
                    let rising = find_rising(&library, &context);
                    self.answer(Message::Rising { request, rising }, &mut effects);
                }
                Effect::Work(Job::CountNews { request, library, context }) => {
                    let counts = count_news(&library, &context);
                    self.answer(Message::CountedNews { request, counts }, &mut effects);
                }
                Effect::Work(Job::FindBlame { request, library, query, context, listed }) => {
                    let blame = find_blame(&library, &query, &context, listed, &|| true);
                    self.answer(Message::Blamed { request, blame }, &mut effects);
                }
                Effect::Remember(change) => self.remembered.push(change),
                Effect::FollowMoved(_) => self.follows += 1,
                Effect::Work(Job::Search { request, library, query, context, listed }) => {
                    let found = find_listed(&library, &query, &context, listed);
                    let answer = Message::Found { request, found };
                    self.answer(answer, &mut effects);
                }
                Effect::Work(Job::Highlight { request, mut blocks }) => {
                    let highlighter = self.highlighter.get_or_insert_with(Highlighter::new);
                    highlighter.highlight(Arc::<Vec<_>>::make_mut(&mut blocks), &|| false);
                    self.answer(Message::Highlighted { request, blocks }, &mut effects);
                }
                Effect::Work(job @ (Job::FindPictures { .. } | Job::DrawPicture { .. })) => {
                    self.answer(about_pictures(job), &mut effects);
                }
                Effect::Work(Job::LayOut { request, post, blocks, width, typography, images }) => {
                    let document = text_with(&post, &blocks, width, (typography, &images));
                    self.answer(Message::LaidOut { request, document }, &mut effects);
                }
                Effect::Work(Job::Export(job)) => {
                    let exported = self.export(&job);
                    self.answer(Message::Exported { request: job.request, exported }, &mut effects);
                }
                Effect::Work(Job::CountArrivals { request, before, after, folders }) => {
                    let came = folders.iter().map(|folders| arrivals(&before, &after, folders));
                    let came = came.collect();
                    self.answer(Message::CountedArrivals { request, came }, &mut effects);
                }
                other => self.record(other),
            }
        }
    }

    /// Records an effect that has no answer.
    fn record(&mut self, effect: Effect) {
        match effect {
            Effect::RunCommand(job) => self.commands.push(*job),
            Effect::StopCommand(number) => self.stopped.push(number),
            Effect::AddRule(when) => self.rules.push(when),
            Effect::RemoveRule(rule) => self.rules.retain(|when| *when != rule.when),
            Effect::Open(url) => self.opened.push(url),
            Effect::Copy(text) => self.copied.push(text),
            Effect::Edit { offset, .. } => self.edited.push(offset),
            Effect::EditNote { targets, note } => self.edited_notes.push((targets, note)),
            Effect::Load { .. } => self.loads += 1,
            Effect::LookAgain { .. } => self.looks += 1,
            Effect::Pull { request } => self.pulls.0.push(request),
            Effect::CancelPull => self.pulls.1 += 1,
            Effect::Quit => self.quit = true,
            Effect::Fade { number, after } => self.fades.push((number, after)),
            Effect::Redraw | Effect::Suspend => {}
            Effect::Remember(_) | Effect::FollowMoved(_) | Effect::Work(_) => {
                unreachable!("{effect:?} has been performed")
            }
        }
    }

    /// Makes a document, and "writes" it.
    fn export(&mut self, job: &ExportJob) -> Exported {
        let texts = TextReaders { excerpts: story_excerpts, first_paragraph };
        let (edition, targets) = edition_of(job, texts);
        let text = edition.written(job.format);
        let outcome = match &job.file {
            None => ExportOutcome::Text(text),
            Some(name) if self.files.contains_key(name) && !job.overwrites => ExportOutcome::Exists,
            Some(name) if name.starts_with("/no/") => ExportOutcome::Failed("no folder".into()),
            Some(name) => {
                self.files.insert(name.clone(), text);
                ExportOutcome::Written(name.into())
            }
        };
        Exported { count: edition.entries.len(), targets, outcome }
    }

    /// Delivers an answer, at once or when it is asked for.
    fn answer(&mut self, answer: Message, effects: &mut Vec<Effect>) {
        if self.slow {
            self.waiting.push(answer);
        } else {
            effects.extend(update(&mut self.model, answer));
        }
    }

    /// Delivers the pending answers.
    pub fn deliver(&mut self) {
        for message in std::mem::take(&mut self.waiting) {
            self.message(message);
        }
    }

    /// Delivers the first pending answer.
    pub fn deliver_one(&mut self) {
        let message = self.take_waiting();
        self.message(message);
    }

    /// Takes the first pending answer.
    pub fn take_waiting(&mut self) -> Message {
        self.waiting.remove(0)
    }

    /// Presses keys, written as in the help and separated by blanks.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.message(Message::Key(key.parse::<Key>().expect("a key of the help")));
        }
        self
    }

    /// Types text, one key per character.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.message(Message::Key(Key::character(character)));
        }
        self
    }

    /// Sets the language.
    pub fn speak(&mut self, language: Language) -> &mut Self {
        self.model.context.language = language;
        self.message(Message::Today(TODAY));
        self
    }

    /// Sets the screen's size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.message(Message::Resize(Size { width, height }));
        self
    }

    /// The titles in the list, top to bottom.
    pub fn titles(&self) -> Vec<String> {
        let posts = self.model.context.results.rows.iter();
        posts
            .filter_map(|at| Some(self.model.context.library.post(*at)?.title.to_string()))
            .collect()
    }

    /// The title of the post at the cursor.
    pub fn selected(&self) -> String {
        self.model.context.selected().map_or_else(String::new, |post| post.title.to_string())
    }

    /// The screen's cells.
    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.model.context.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| {
                view(&self.model, &Theme::new(&self.model.context.looks(), Depth::True), frame);
            })
            .unwrap();
        terminal.backend().buffer().clone()
    }

    /// The links and pictures of the screen.
    pub fn attachments(&self) -> Attachments {
        let Size { width, height } = self.model.context.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut attachments = Attachments::default();
        let theme = Theme::new(&self.model.context.looks(), Depth::True);
        terminal
            .draw(|frame| attachments = view_with_attachments(&self.model, &theme, frame))
            .unwrap();
        attachments
    }

    /// The screen's text.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let rows: Vec<String> =
            (0..buffer.area.height).map(|y| row_text(&buffer, y).trim_end().to_owned()).collect();
        rows.join("\n")
    }

    /// The screen's text and, below it, a letter for the style of each cell, with a legend of the
    /// letters; for snapshots.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut letters: BTreeMap<String, char> = BTreeMap::new();
        let mut out = self.text();
        out.push_str("\n--- styles\n");
        for y in 0..buffer.area.height {
            let mut row = String::new();
            for x in 0..buffer.area.width {
                let style = style_name(&buffer[(x, y)]);
                let next = char::from(b'a' + letters.len() as u8);
                let letter =
                    if style.is_empty() { '.' } else { *letters.entry(style).or_insert(next) };
                row.push(letter);
            }
            let _ = writeln!(out, "{}", row.trim_end_matches('.'));
        }
        out.push_str("---\n");
        let mut named: Vec<(char, String)> =
            letters.into_iter().map(|(style, letter)| (letter, style)).collect();
        named.sort();
        for (letter, style) in named {
            let _ = writeln!(out, "{letter} {style}");
        }
        out
    }
}

fn row_text(buffer: &Buffer, y: u16) -> String {
    let mut out = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        out.push_str(symbol);
        x += buffer[(x, y)].cell_width().max(1);
    }
    out
}

fn style_name(cell: &Cell) -> String {
    let style: Style = cell.style();
    let mut parts = Vec::new();
    if let Some(colour) = style.fg.filter(|colour| *colour != ratatui::style::Color::Reset) {
        parts.push(colour.to_string());
    }
    if !style.add_modifier.is_empty() {
        parts.push(format!("{:?}", style.add_modifier));
    }
    parts.join(" ")
}
