//! Latency of typing a query: from each key to the painted frame, and to the result, while a text
//! grows letter by letter and shrinks again. Prints the median and the 99th percentile.
//! `YUNBAO_BENCH_LARGE` adds 100,000 posts, for which the temporary folder needs 700 MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;

use folder::{folder, sizes};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;
use std::time::{Duration, Instant};
use yunbao::app::{Effect, Job, Key, Loaded, Message, Model, Size, update};
use yunbao::library::{Aliases, Library};
use yunbao::load::{Roots, whole};
use yunbao::post::Date;
use yunbao::query::{Listed, Memo, SearchContext, find_while, parse};
use yunbao::ui::{Theme, view};

const TODAY: Date = Date::constant(2026, 8, 1);

/// Common and rare words, Chinese and ASCII, absent words, pinyin, regular expressions, fields.
const TEXTS: &[&str] = &[
    "kubernetes",
    "istio ambient",
    "zzyzx",
    "服务网格",
    "云原生 周报",
    "龘龘",
    "fuwuwangge",
    "yunyuansheng",
    "\"service mesh\"",
    "/ebpf|xdp/",
    "tag:kubernetes since:90d envoy",
    "istio sort:relevance",
];

fn main() {
    println!("posts    text                               key to frame        key to result");
    println!("                                            p50       p99       p50       p99");
    for count in &sizes() {
        let library = library(*count);
        let mut all = (Vec::new(), Vec::new());
        for text in TEXTS {
            let frames = frames(&library, text);
            let results = results(&library, text);
            row(*count, text, &frames, &results);
            all.0.extend(frames);
            all.1.extend(results);
        }
        row(*count, "all", &all.0, &all.1);
    }
}

fn row(count: usize, text: &str, frames: &[Duration], results: &[Duration]) {
    let [a, b] = percentiles(frames);
    let [c, d] = percentiles(results);
    println!("{count:<9}{text:<35}{a:>7.2}ms {b:>7.2}ms {c:>7.2}ms {d:>7.2}ms");
}

/// The median and the 99th percentile in milliseconds.
fn percentiles(times: &[Duration]) -> [f64; 2] {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |share: usize| sorted[(sorted.len() * share / 100).min(sorted.len() - 1)];
    [at(50), at(99)].map(|time| time.as_secs_f64() * 1e3)
}

/// The texts in the query line after each key, growing and shrinking.
fn steps(text: &str) -> Vec<String> {
    let ends: Vec<usize> =
        text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]).collect();
    let grown = ends.iter().map(|end| text[..*end].to_owned());
    let shrunk = ends.iter().rev().skip(1).map(|end| text[..*end].to_owned());
    grown.chain(shrunk).collect()
}

/// Times of the searches that the worker makes, without its thread.
fn results(library: &Arc<Library>, text: &str) -> Vec<Duration> {
    let context = SearchContext::on(TODAY);
    let mut memo = Memo::default();
    let time = |text: &String| {
        let start = Instant::now();
        let found =
            find_while(library, &parse(text), &context, Listed::Posts, &|| true, memo.of(library));
        assert!(found.is_some());
        start.elapsed()
    };
    steps(text).iter().map(time).collect()
}

/// Times of the loop without the terminal: a key, its changes, and the frame. Results arrive in
/// between as usual, so that rows are painted.
fn frames(library: &Arc<Library>, text: &str) -> Vec<Duration> {
    let mut model = Model::new(Size { width: 120, height: 40 }, TODAY, "");
    let generation = model.context.load.generation;
    let count = library.posts().len();
    answer(
        &mut model,
        Message::Loaded(Loaded {
            generation,
            library: Arc::clone(library),
            read: count,
            total: Some(count),
            problems: Arc::default(),
            done: true,
        }),
    );
    answer(&mut model, Message::Key("/".parse::<Key>().expect("a key")));
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal in memory");
    let theme = Theme::terminal();
    let mut memo = Memo::default();
    let mut times = Vec::new();
    let characters = text.chars().map(|character| Message::Key(typed(character)));
    let backspaces =
        text.chars().skip(1).map(|_| Message::Key("Backspace".parse().expect("a key")));
    for key in characters.chain(backspaces) {
        let start = Instant::now();
        let effects = update(&mut model, key);
        terminal.draw(|frame| view(&model, &theme, frame)).expect("a frame");
        times.push(start.elapsed());
        for effect in effects {
            if let Effect::Work(Job::Search { request, library, query, context, listed }) = effect {
                let found =
                    find_while(&library, &query, &context, listed, &|| true, memo.of(&library));
                let found = found.unwrap_or_default();
                answer(&mut model, Message::Found { request, found });
            }
        }
    }
    times
}

fn typed(character: char) -> Key {
    let name = if character == ' ' { "Space".to_owned() } else { character.to_string() };
    name.parse().expect("a key")
}

/// Passes a message to the model; its effects do not matter here.
fn answer(model: &mut Model, message: Message) {
    let _ = update(model, message);
}

fn library(count: usize) -> Arc<Library> {
    let folder = folder(count);
    let roots = Roots::from(vec![folder.path().to_owned()]);
    Arc::new(whole(&roots, &Aliases::default()).library)
}
