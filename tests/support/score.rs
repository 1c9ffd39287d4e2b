//! Quality of the stories found in real digests, compared with labels that were made by hand.
//!
//! `stories.jsonl` has one line per post: `corpus`, `path`, and `stories` with `url`, `alt`
//! (addresses that are equally good), `optional` (not counted) and `day`. The posts are in
//! `posts/CORPUS/PATH`. A collection is loaded as one root, so that an issue is read among its
//! neighbours.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use yunbao::library::Aliases;
use yunbao::load::{Roots, whole};
use yunbao::post::Story;

/// Counts for a set of posts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub posts: usize,
    /// Number of stories that have to be found.
    pub labels: usize,
    /// Number of those that were found.
    pub hits: usize,
    /// Number of addresses found that have a label.
    pub right: usize,
    /// Number of addresses found that have no label.
    pub wrong: usize,
    /// Number of stories found whose label has a day.
    pub days: usize,
    /// Number of those with the right day.
    pub right_days: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.posts += other.posts;
        self.labels += other.labels;
        self.hits += other.hits;
        self.right += other.right;
        self.wrong += other.wrong;
        self.days += other.days;
        self.right_days += other.right_days;
    }

    /// Share of the labelled stories that were found, in percent.
    pub fn recall(&self) -> f64 {
        percent(self.hits, self.labels)
    }

    /// Share of the stories found that have a label, in percent.
    pub fn precision(&self) -> f64 {
        percent(self.right, self.right + self.wrong)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    // There are far fewer than 2³² stories.
    let [part, whole] =
        [part, whole].map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    if whole == 0.0 { 0.0 } else { 100.0 * part / whole }
}

/// A story that was missed, or a false one.
#[derive(Clone, Debug)]
pub struct Error {
    pub collection: String,
    pub file: PathBuf,
    pub url: String,
    pub is_missed: bool,
}

/// Results for all collections.
#[derive(Debug, Default)]
pub struct Score {
    /// Collections of digests in the order of the labels.
    pub collections: Vec<(String, Tally)>,
    /// Posts without a story that has to be found.
    pub articles: Tally,
    pub errors: Vec<Error>,
    /// Labelled posts that do not exist.
    pub absent: Vec<PathBuf>,
}

/// Finds the stories of all collections in a folder, and compares them with its labels.
///
/// # Errors
///
/// The labels cannot be read or parsed.
pub fn score(folder: &Path) -> io::Result<Score> {
    let labels = fs::read_to_string(folder.join("stories.jsonl"))?;
    let labels: Vec<Value> = labels.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let posts = folder.join("posts");
    let mut listed: HashMap<PathBuf, Vec<Story>> = HashMap::new();
    let mut loaded = HashSet::new();
    let mut score = Score::default();
    for label in &labels {
        let collection = text(label, "corpus");
        let root = posts.join(collection);
        if loaded.insert(collection) {
            listed.extend(stories_below(&root));
        }
        let Ok(path) = root.join(text(label, "path")).canonicalize() else {
            score.absent.push(root.join(text(label, "path")));
            continue;
        };
        // A post that the collection leaves out is read alone.
        let found = match listed.get(&path) {
            Some(found) => found.clone(),
            None => stories_below(&path).remove(&path).unwrap_or_default(),
        };
        score.compare(label, collection, &path, &found);
    }
    Ok(score)
}

/// The stories of each file below a folder. Drafts are not listed, and so have none.
fn stories_below(root: &Path) -> HashMap<PathBuf, Vec<Story>> {
    let library = whole(&Roots::from(vec![root.to_owned()]), &Aliases::default()).library;
    let posts = library.posts().iter().filter(|post| !post.draft);
    posts
        .filter_map(|post| Some((post.file()?.canonicalize().ok()?, post.stories.to_vec())))
        .collect()
}

impl Score {
    fn compare(&mut self, label: &Value, collection: &str, file: &Path, stories: &[Story]) {
        let mut found: HashMap<String, &Story> = HashMap::new();
        for story in stories {
            found.insert(canonical(story.url()), story);
        }
        // Each story that has to be found: its address, and all that are equally good.
        let mut wanted: Vec<(String, &str, HashSet<String>)> = Vec::new();
        let mut optional: HashSet<String> = HashSet::new();
        let mut tally = Tally { posts: 1, ..Tally::default() };
        for story in list(label, "stories") {
            let url = canonical(text(story, "url"));
            let others = list(story, "alt").iter().filter_map(Value::as_str).map(canonical);
            let same = others.chain([url.clone()]);
            if story["optional"].as_bool() == Some(true) {
                optional.extend(same);
            } else if let Some((_, _, known)) = wanted.iter_mut().find(|(of, ..)| *of == url) {
                known.extend(same);
            } else {
                wanted.push((url.clone(), text(story, "url"), same.collect()));
            }
            if let (Some(day), Some(found)) = (story["day"].as_str(), found.get(&url)) {
                tally.days += 1;
                tally.right_days +=
                    usize::from(found.day.is_some_and(|found| found.to_string() == day));
            }
        }
        tally.labels = wanted.len();
        for (_, url, same) in &wanted {
            if same.iter().any(|url| found.contains_key(url)) {
                tally.hits += 1;
            } else {
                self.error(collection, file, url, true);
            }
        }
        for (url, story) in &found {
            if wanted.iter().any(|(_, _, same)| same.contains(url)) {
                tally.right += 1;
            } else if !optional.contains(url) {
                tally.wrong += 1;
                self.error(collection, file, story.url(), false);
            }
        }
        if wanted.is_empty() {
            self.articles.add(tally);
            return;
        }
        match self.collections.iter_mut().find(|(name, _)| name == collection) {
            Some((_, all)) => all.add(tally),
            None => self.collections.push((collection.to_owned(), tally)),
        }
    }

    fn error(&mut self, collection: &str, file: &Path, url: &str, is_missed: bool) {
        let (collection, file, url) = (collection.to_owned(), file.to_owned(), url.to_owned());
        self.errors.push(Error { collection, file, url, is_missed });
    }

    /// Sum over all digests.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for (_, tally) in &self.collections {
            total.add(*tally);
        }
        total
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let mut out =
            String::from("collection       posts labels  found  false precision recall\n");
        let total = ("all".to_owned(), self.total());
        for (name, tally) in self.collections.iter().chain([&total]) {
            let Tally { posts, labels, hits, wrong, .. } = tally;
            let (precision, recall) = (tally.precision(), tally.recall());
            let _ = writeln!(
                out,
                "{name:16} {posts:5} {labels:6} {hits:6} {wrong:6}   {precision:5.1}% {recall:5.1}%"
            );
        }
        let articles = &self.articles;
        let _ = writeln!(out, "ordinary articles: {} false in {}", articles.wrong, articles.posts);
        let days = total.1;
        if days.days > 0 {
            let _ = writeln!(out, "right days: {} of {}", days.right_days, days.days);
        }
        if let Some(path) = self.absent.first() {
            let count = self.absent.len();
            let _ = writeln!(out, "{count} labelled posts are not there, e.g. {}", path.display());
        }
        out
    }

    /// This many of the missed stories and of the false ones, each with its place.
    pub fn misses(&self, count: usize) -> String {
        let mut out = String::new();
        for is_missed in [true, false] {
            let kind = if is_missed { "missed" } else { "false " };
            let mut errors: Vec<&Error> =
                self.errors.iter().filter(|error| error.is_missed == is_missed).collect();
            errors.sort_by(|a, b| (&a.file, &a.url).cmp(&(&b.file, &b.url)));
            // Spread evenly over all collections.
            let step = errors.len().div_ceil(count.max(1)).max(1);
            for error in errors.iter().step_by(step) {
                let Error { collection, url, .. } = error;
                let (line, text) = place(error);
                let file = error.file.display();
                let _ = writeln!(out, "{kind} {collection}  {url}\n  {file}:{line}\n  | {text}");
            }
        }
        out
    }
}

/// The first line that contains an error's address: its number and its text.
fn place(error: &Error) -> (usize, String) {
    let bytes = fs::read(&error.file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let found = text.lines().enumerate().find(|(_, line)| line.contains(&error.url));
    found.map_or((1, String::new()), |(number, line)| {
        (number + 1, line.trim().chars().take(160).collect())
    })
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// An address without the parts that do not distinguish pages: scheme, `www.`, default port,
/// fragment, `utm_*`, slashes at the end, percent-encoding and the case of the host.
fn canonical(url: &str) -> String {
    let url =
        ["&amp;", "&#38;"].iter().fold(url.trim().to_owned(), |url, amp| url.replace(amp, "&"));
    let invisible = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}'];
    let url = url.trim_matches(invisible);
    let url = url.split('#').next().unwrap_or_default();
    let Some((_, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.replace('+', " "))
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((&pair, ""));
            (decoded(key), decoded(value))
        })
        .filter(|(key, _)| !key.to_lowercase().starts_with("utm_"))
        .collect();
    pairs.sort();
    let pairs: Vec<String> =
        pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
    let path = decoded(path);
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("{host}{}{mark}{}", path.trim_end_matches('/'), pairs.join("&"))
}
