//! Facet tables: the numbered values of one facet over all posts, with spellings merged. The numbers
//! are indices, so that values are counted by adding integers.

use super::aliases::Aliases;
use crate::text::fold;
use crate::web::host;
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// A property that posts are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Categories.
    Category,
    /// Tags.
    Tag,
    /// Authors.
    Author,
    /// Hosts of the post's source and of its stories.
    Source,
    /// Month of the date, as `YYYY-MM`.
    Month,
}

impl Facet {
    /// Every facet, in the order in which panes show them.
    pub const ALL: [Self; 5] = [Self::Category, Self::Tag, Self::Author, Self::Source, Self::Month];

    /// Name of the query field that asks for values of this facet.
    pub fn field(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Tag => "tag",
            Self::Author => "author",
            Self::Source => "source",
            Self::Month => "date",
        }
    }

    /// The key shared by all spellings of a value of this facet: [`facet_key`], except for hosts,
    /// whose spelling is significant.
    pub fn key(self, value: &str) -> String {
        if self == Self::Source { host_key(value) } else { facet_key(value) }
    }
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The most frequent spelling; among equally frequent ones, the first in character order.
    pub value: String,
    /// The key shared by its spellings; see [`Facet::key`].
    pub key: String,
    /// Every spelling with the number of posts that use it, the most frequent first.
    pub spellings: Vec<(String, usize)>,
}

/// The values of one facet, and the values of each post by its position.
#[derive(Clone, Debug, Default)]
pub struct FacetTable {
    values: Vec<FacetValue>,
    by_key: HashMap<String, u32>,
    /// `numbers[starts[p]..starts[p + 1]]` are the values of the post at position `p`.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

/// The key shared by all spellings of a value: letters folded (case, width), and runs of `-`, `_`
/// and spaces replaced by one `-`.
pub fn facet_key(value: &str) -> String {
    let folded = fold(value);
    let mut key = String::with_capacity(folded.len());
    for part in folded.split(['-', '_', ' ']).filter(|part| !part.is_empty()) {
        if !key.is_empty() {
            key.push('-');
        }
        key.push_str(part);
    }
    // A value that consists only of separators is still a value.
    if key.is_empty() { folded } else { key }
}

/// A host in its displayed form, however it is typed: in capitals, full-width letters or Punycode.
/// Accents, hyphens and underscores are kept, since without them it is a different host.
fn host_key(value: &str) -> String {
    let value = value.trim().to_lowercase();
    let is_as_shown = value.is_ascii() && !value.contains("xn--");
    // Otherwise part of the value would be parsed as the host.
    if is_as_shown || value.contains(['/', '\\', '?', '#', '@', ':', '*']) {
        return value;
    }
    host(&format!("https://{value}/")).map_or_else(|| value.clone(), Cow::into_owned)
}

/// Builds a [`FacetTable`]. Each distinct spelling is folded once.
#[derive(Debug)]
pub(super) struct FacetTableBuilder<'l> {
    table: FacetTable,
    /// From a spelling to its value's number and its index in `counts[number]`.
    by_spelling: HashMap<String, (u32, usize)>,
    counts: Vec<Vec<(String, usize)>>,
    facet: Facet,
    aliases: Option<&'l Aliases>,
}

impl<'l> FacetTableBuilder<'l> {
    /// A builder without posts. `aliases` apply to categories and tags, but not to months, which authors
    /// do not choose, nor to people and hosts.
    pub fn new(facet: Facet, aliases: &'l Aliases) -> Self {
        let aliases = matches!(facet, Facet::Category | Facet::Tag).then_some(aliases);
        let table = FacetTable { starts: vec![0], ..FacetTable::default() };
        Self { table, by_spelling: HashMap::new(), counts: Vec::new(), facet, aliases }
    }

    /// Adds the values of the next post, as written.
    pub fn push(&mut self, values: impl Iterator<Item = impl AsRef<str>>) {
        let first = self.table.numbers.len();
        for value in values {
            let value = value.as_ref();
            let (number, spelling) = self.spelling(value);
            if !self.table.numbers[first..].contains(&number) {
                self.table.numbers.push(number);
                self.counts[number as usize][spelling].1 += 1;
            }
        }
        self.table.starts.push(self.table.numbers.len() as u32);
    }

    /// Adds the posts of another builder of the same facet, behind those that were added before.
    pub fn append(&mut self, other: Self) {
        let first = self.table.numbers.len() as u32;
        let mut numbers = Vec::with_capacity(other.counts.len());
        for spellings in other.counts {
            for (at, (value, posts)) in spellings.into_iter().enumerate() {
                let (number, spelling) = self.spelling(&value);
                self.counts[number as usize][spelling].1 += posts;
                // All spellings of a value have one number.
                if at == 0 {
                    numbers.push(number);
                }
            }
        }
        let FacetTable { numbers: theirs, starts, .. } = other.table;
        self.table.numbers.extend(theirs.into_iter().map(|number| numbers[number as usize]));
        self.table.starts.extend(starts.into_iter().skip(1).map(|start| first + start));
    }

    /// The number of a spelling's value, and the spelling's index among those of the value.
    fn spelling(&mut self, value: &str) -> (u32, usize) {
        if let Some(found) = self.by_spelling.get(value) {
            return *found;
        }
        let own = self.facet.key(value);
        let Self { table, by_spelling, counts, aliases, .. } = self;
        let replaced = aliases.and_then(|aliases| aliases.resolve(&own));
        let key = replaced.map_or_else(|| own.clone(), |(key, _)| key.to_owned());
        let number = *table.by_key.entry(key.clone()).or_insert_with(|| {
            let (value, spellings) = (String::new(), Vec::new());
            table.values.push(FacetValue { value, key, spellings });
            counts.push(Vec::new());
            table.values.len() as u32 - 1
        });
        let spellings = &mut counts[number as usize];
        spellings.push((value.to_owned(), 0));
        let found = (number, spellings.len() - 1);
        by_spelling.insert(value.to_owned(), found);
        found
    }

    /// The table, with the most frequent spelling of each value.
    pub fn finish(self) -> FacetTable {
        let Self { mut table, counts, facet, aliases, .. } = self;
        let pairs = || aliases.into_iter().flat_map(Aliases::pairs);
        for (value, mut spellings) in table.values.iter_mut().zip(counts) {
            spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            // The target of an alias is shown in its own spelling if a post uses one, otherwise as
            // the alias spells it.
            let own = spellings.iter().find(|(spelling, _)| facet.key(spelling) == value.key);
            let written = pairs().find(|(_, to)| *to == value.key);
            let written = written.and_then(|(from, _)| aliases?.resolve(from));
            value.value = match (own, written) {
                (Some((spelling, _)), _) => spelling.clone(),
                (None, Some((_, written))) => written.to_owned(),
                (None, None) => spellings[0].0.clone(),
            };
            value.spellings = spellings;
        }
        for (from, to) in pairs() {
            if let Some(number) = table.by_key.get(to).copied() {
                table.by_key.insert(from.to_owned(), number);
            }
        }
        table
    }
}

impl FacetTable {
    /// All values; the index of a value is its number.
    pub fn values(&self) -> &[FacetValue] {
        &self.values
    }

    /// Numbers of the values of the post at a position.
    pub fn of(&self, position: u32) -> &[u32] {
        let position = position as usize;
        &self.numbers[self.starts[position] as usize..self.starts[position + 1] as usize]
    }

    /// Number of the value with a key.
    pub fn number(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_case_and_width_are_one_key() {
        assert_eq!(facet_key("Service  Mesh"), "service-mesh");
        assert_eq!(facet_key("service_mesh"), "service-mesh");
        assert_eq!(facet_key("ｅｎｖｏｙ"), "envoy");
        assert_eq!(facet_key("服务网格"), "服务网格");
        assert_eq!(facet_key("--"), "--");
    }

    #[test]
    fn other_hosts_have_other_keys() {
        for (typed, key) in [
            ("CNCF.io", "cncf.io"),
            ("bucher.example", "bucher.example"),
            ("BÜCHER.example", "bücher.example"),
            ("xn--bcher-kva.example", "bücher.example"),
            ("ｃｎｃｆ．ｉｏ", "cncf.io"),
            ("a--b.example", "a--b.example"),
            ("a_b.example", "a_b.example"),
            ("新聞.台灣", "新聞.台灣"),
            ("新闻", "新闻"),
            ("云/x", "云/x"),
            ("", ""),
        ] {
            assert_eq!(Facet::Source.key(typed), key, "{typed}");
            assert_eq!(Facet::Source.key(key), key);
        }
    }

    #[test]
    fn the_most_frequent_spelling_is_shown() {
        let posts =
            [vec!["Service Mesh", "k8s"], vec!["service-mesh"], vec!["service-mesh", "K8S", "k8s"]];
        let none = Aliases::default();
        let mut table = FacetTableBuilder::new(Facet::Tag, &none);
        for tags in &posts {
            table.push(tags.iter().copied());
        }
        let table = table.finish();
        let mesh = &table.values()[table.number("service-mesh").unwrap() as usize];
        assert_eq!(mesh.value, "service-mesh");
        assert_eq!(
            mesh.spellings,
            [("service-mesh".to_owned(), 2), ("Service Mesh".to_owned(), 1)]
        );
        assert_eq!(table.of(0), [0, 1]);
        assert_eq!(table.of(2), [0, 1], "a value given twice counts once");
        assert_eq!(table.values().len(), 2);
    }

    #[test]
    fn posts_may_be_added_in_parts() {
        let aliases = Aliases::new([("k8s", "kubernetes")]);
        let posts = [
            vec!["Mesh", "k8s"],
            vec![],
            vec!["mesh", "Envoy", "mesh"],
            vec!["Kubernetes", "wasm"],
            vec!["mesh"],
        ];
        let of = |posts: &[Vec<&str>]| {
            let mut table = FacetTableBuilder::new(Facet::Tag, &aliases);
            for tags in posts {
                table.push(tags.iter().copied());
            }
            table
        };
        let whole = of(&posts).finish();
        for middle in 0..=posts.len() {
            let (before, after) = posts.split_at(middle);
            let mut table = of(before);
            table.append(of(after));
            let table = table.finish();
            assert_eq!(table.values, whole.values);
            assert_eq!(
                (table.starts, table.numbers),
                (whole.starts.clone(), whole.numbers.clone())
            );
        }
    }

    #[test]
    fn aliases_make_values_one() {
        let aliases = Aliases::new([("k8s", "kubernetes"), ("云原生", "Cloud Native")]);
        let mut table = FacetTableBuilder::new(Facet::Tag, &aliases);
        table.push(["K8S", "云原生"].into_iter());
        table.push(["k8s", "Kubernetes"].into_iter());
        table.push(["k8s"].into_iter());
        let table = table.finish();
        let shown: Vec<&str> = table.values().iter().map(|value| value.value.as_str()).collect();
        assert_eq!(shown, ["Kubernetes", "Cloud Native"], "in the spelling of what stands for all");
        assert_eq!(table.number("k8s"), table.number("kubernetes"));
        assert_eq!(table.number("云原生"), Some(1));
        assert_eq!(table.of(1), [0]);
    }
}
