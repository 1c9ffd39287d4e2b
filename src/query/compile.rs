//! An expression made ready for one library: patterns folded, values looked up.

use super::asker::{Asker, Listed};
use super::date::DateRange;
use super::expression::{Expression, Has, Is, Pattern, Scope, Term};
use super::memo::{Memo, Word};
use super::pattern::{Needle, regex};
use super::seen::Seen;
use crate::library::{DayNumber, Facet, Library, Position, StoryTable, day_number};
use crate::post::{Date, Post};
use crate::text::fold;

/// How a post meets a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Not at all.
    Not,
    /// It sounds like it.
    BySound,
    /// As it is written.
    Literal,
}

impl From<bool> for Fit {
    fn from(meets: bool) -> Self {
        if meets { Self::Literal } else { Self::Not }
    }
}

/// A condition that can be tried on posts.
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Text(Scope, Vec<Sought>),
    /// One of the values of the facet with these numbers.
    Values(Facet, Vec<u32>),
    Days(Vec<(DayNumber, DayNumber)>),
    Is(Is),
    /// All of its stories are among these; a story itself is.
    Seen(Seen),
    Has(Has),
}

/// A pattern, with what is known of it.
pub(super) struct Sought {
    needle: Needle,
    /// In posts.
    word: Option<Word>,
    /// In news items, if they are listed.
    in_stories: Option<Word>,
}

/// Makes an expression ready; `None` for one that is met by every post, such as an order.
pub(super) fn compile(
    expression: &Expression,
    library: &Library,
    asker: &Asker,
    listed: Listed,
    memo: &mut Memo,
) -> Option<Test> {
    let mut list = |children: &[Expression]| {
        let mut tests: Vec<Test> = children
            .iter()
            .filter_map(|child| compile(child, library, asker, listed, memo))
            .collect();
        // What is quick to tell goes first; a scan of the text is last.
        tests.sort_by_key(Test::cost);
        (!tests.is_empty()).then_some(tests)
    };
    match expression {
        Expression::All(children) => list(children).map(Test::All),
        Expression::Any(children) => list(children).map(Test::Any),
        Expression::Not(child) => {
            Some(Test::Not(Box::new(compile(child, library, asker, listed, memo)?)))
        }
        Expression::Term(term) => compile_term(term, library, asker, listed, memo),
    }
}

fn compile_term(
    term: &Term,
    library: &Library,
    asker: &Asker,
    listed: Listed,
    memo: &mut Memo,
) -> Option<Test> {
    let today = asker.today;
    Some(match term {
        Term::Text(scope, patterns) => match scope.facet() {
            Some(facet) => Test::Values(facet, matching_values(library, facet, patterns)),
            None => {
                let pinyin = asker.pinyin && *scope != Scope::Path && *scope != Scope::Source;
                let anywhere = *scope == Scope::Anywhere;
                let needles = patterns.iter().map(|pattern| {
                    let mut known = |of: Listed| match pattern {
                        Pattern::Plain(text) if anywhere => memo.word(&fold(text), of, library),
                        _ => None,
                    };
                    let word = known(Listed::Posts);
                    let in_stories = (listed == Listed::Stories).then(|| known(listed)).flatten();
                    Sought { needle: Needle::new(pattern, pinyin), word, in_stories }
                });
                Test::Text(*scope, needles.collect())
            }
        },
        Term::Date(ranges) => {
            Test::Days(ranges.iter().map(|range| borders(*range, today)).collect())
        }
        Term::After(value) => Test::Days(vec![(day_number(value.first(today)), DayNumber::MAX)]),
        Term::Before(value) => {
            Test::Days(vec![(DayNumber::MIN, day_number(value.first(today)) - 1)])
        }
        Term::Is(Is::Seen) => Test::Seen(Seen::of(library, &asker.marks)),
        // A story that was seen is one that was read.
        Term::Is(Is::Read) if listed == Listed::Stories => {
            Test::Seen(Seen::of(library, &asker.marks))
        }
        Term::Is(Is::Unread) if listed == Listed::Stories => {
            Test::Not(Box::new(Test::Seen(Seen::of(library, &asker.marks))))
        }
        Term::Is(is) => Test::Is(*is),
        Term::Has(has) => Test::Has(*has),
        Term::Sort(_) => return None,
    })
}

fn borders(range: DateRange, today: Date) -> (DayNumber, DayNumber) {
    let from = range.from.map_or(DayNumber::MIN, |value| day_number(value.first(today)));
    let to = range.to.map_or(DayNumber::MAX, |value| day_number(value.last(today)));
    (from, to)
}

fn matching_values(library: &Library, facet: Facet, patterns: &[Pattern]) -> Vec<u32> {
    let table = library.table(facet);
    let values = || (0..).zip(table.values());
    let mut numbers: Vec<u32> = Vec::new();
    for pattern in patterns {
        match pattern {
            Pattern::Plain(text) => numbers.extend(table.number(&facet.key(text))),
            Pattern::Glob(text) => {
                let glob: Vec<char> = facet.key(text).chars().collect();
                let fitting = values().filter(|(_, value)| glob_matches(&glob, &value.key));
                numbers.extend(fitting.map(|(number, _)| number));
            }
            Pattern::Regex(source) => {
                let Ok(regex) = regex(source) else { continue };
                let fits = |text: &str| regex.is_match(&fold(text));
                let fitting = values().filter(|(_, value)| fits(&value.value) || fits(&value.key));
                numbers.extend(fitting.map(|(number, _)| number));
            }
        }
    }
    numbers
}

impl Test {
    fn cost(&self) -> u8 {
        match self {
            Self::Values(..) | Self::Days(_) | Self::Is(_) | Self::Has(_) => 0,
            Self::Text(Scope::Anywhere | Scope::Body, _) => 2,
            Self::Text(..) | Self::Seen(_) => 1,
            Self::Not(test) => test.cost(),
            Self::All(tests) | Self::Any(tests) => tests.iter().map(Self::cost).max().unwrap_or(0),
        }
    }

    /// True if trying it goes through the texts of posts.
    pub fn reads_text(&self) -> bool {
        self.cost() > 1
    }

    /// How something meets it, by how it meets each single condition.
    fn fit_by(&self, single: &impl Fn(&Self) -> Fit) -> Fit {
        match self {
            Self::All(tests) => {
                let mut worst = Fit::Literal;
                for test in tests {
                    worst = worst.min(test.fit_by(single));
                    if worst == Fit::Not {
                        break;
                    }
                }
                worst
            }
            Self::Any(tests) => {
                let mut best = Fit::Not;
                for test in tests {
                    best = best.max(test.fit_by(single));
                    if best == Fit::Literal {
                        break;
                    }
                }
                best
            }
            // What only sounds like a word is not what the word was to keep out.
            Self::Not(test) => (test.fit_by(single) != Fit::Literal).into(),
            _ => single(self),
        }
    }

    /// How a post meets it.
    pub fn fit(&self, post: &Post, position: Position, library: &Library, asker: &Asker) -> Fit {
        self.fit_by(&|test| test.fit_of_post(post, position, library, asker))
    }

    /// Between what and what the stories of a post meet it, as far as that can be told from the post:
    /// where both are the same, none of the stories need be looked at.
    pub fn bounds_in_post(
        &self,
        post: &Post,
        position: Position,
        library: &Library,
        asker: &Asker,
    ) -> (Fit, Fit) {
        let bounds = |test: &Self| test.bounds_in_post(post, position, library, asker);
        let unknown = (Fit::Not, Fit::Literal);
        match self {
            Self::All(tests) => {
                let (mut least, mut most) = (Fit::Literal, Fit::Literal);
                for test in tests {
                    let one = bounds(test);
                    (least, most) = (least.min(one.0), most.min(one.1));
                    if most == Fit::Not {
                        break;
                    }
                }
                (least, most)
            }
            Self::Any(tests) => {
                let (mut least, mut most) = (Fit::Not, Fit::Not);
                for test in tests {
                    let one = bounds(test);
                    (least, most) = (least.max(one.0), most.max(one.1));
                    if least == Fit::Literal {
                        break;
                    }
                }
                (least, most)
            }
            Self::Not(test) => {
                let (least, most) = bounds(test);
                ((most != Fit::Literal).into(), (least != Fit::Literal).into())
            }
            Self::Text(
                scope @ (Scope::Path | Scope::Author | Scope::Tag | Scope::Category),
                all,
            ) => {
                let fit = fit(*scope, all, post, position);
                (fit, fit)
            }
            Self::Text(scope, needles) => {
                let most = |one| most_in_post(*scope, one, post, position, library.stories());
                (Fit::Not, needles.iter().map(most).max().unwrap_or(Fit::Not))
            }
            Self::Days(_) | Self::Is(Is::Undated)
                if post.stories.iter().any(|story| story.day.is_some()) =>
            {
                unknown
            }
            Self::Seen(_) => unknown,
            Self::Is(Is::Starred) if asker.marks.starred_stories.is_empty() => (Fit::Not, Fit::Not),
            Self::Is(Is::Starred) => unknown,
            Self::Has(Has::Source | Has::Stories) => (Fit::Literal, Fit::Literal),
            _ => {
                let fit = self.fit_of_post(post, position, library, asker);
                (fit, fit)
            }
        }
    }

    /// How one of a post's stories meets it: in its own words, on its own day or the post's, with the
    /// post's tags.
    pub fn fit_of_story(
        &self,
        (post, position, number): (&Post, Position, usize),
        library: &Library,
        asker: &Asker,
    ) -> Fit {
        let Some(story) = post.stories.get(number) else { return Fit::Not };
        self.fit_by(&|test| match test {
            Self::Text(scope, needles) => {
                fit_in_story(*scope, needles, (post, position, number), library.stories())
            }
            Self::Seen(seen) => {
                let told = library.stories().told_by(position).get(number);
                told.is_some_and(|story| seen.contains(library, &asker.marks, *story)).into()
            }
            Self::Is(Is::Starred) => asker.marks.starred_stories.contains(&story.page).into(),
            Self::Days(ranges) if story.day.is_some() => {
                is_within(story.day.map(day_number), ranges).into()
            }
            Self::Is(Is::Undated) if story.day.is_some() => Fit::Not,
            Self::Has(Has::Source | Has::Stories) => Fit::Literal,
            other => other.fit_of_post(post, position, library, asker),
        })
    }

    /// How a post meets a single condition.
    fn fit_of_post(
        &self,
        post: &Post,
        position: Position,
        library: &Library,
        asker: &Asker,
    ) -> Fit {
        match self {
            // Taken apart before.
            Self::All(_) | Self::Any(_) | Self::Not(_) => Fit::Not,
            Self::Text(scope, needles) => fit(*scope, needles, post, position),
            Self::Values(facet, numbers) => {
                let own = library.table(*facet).of(position);
                own.iter().any(|number| numbers.contains(number)).into()
            }
            Self::Days(ranges) => is_within(library.day(position), ranges).into(),
            Self::Seen(seen) => {
                let stories = library.stories().told_by(position);
                let all = stories.iter().all(|one| seen.contains(library, &asker.marks, *one));
                (!stories.is_empty() && all).into()
            }
            Self::Is(is) => match is {
                Is::Draft => post.draft,
                Is::Undated => post.date.is_none(),
                Is::Read => asker.marks.read.contains(&post.id),
                Is::Unread => !asker.marks.read.contains(&post.id),
                Is::Starred => asker.marks.starred.contains(&post.id),
                // Made a test of its own.
                Is::Seen => false,
            }
            .into(),
            Self::Has(has) => match has {
                Has::Source => post.source.is_some(),
                Has::Stories => !post.stories.is_empty(),
                Has::Code => post.has_code,
                Has::Warning => post.warnings > 0,
            }
            .into(),
        }
    }
}

/// True for a day in one of some ranges.
fn is_within(day: Option<DayNumber>, ranges: &[(DayNumber, DayNumber)]) -> bool {
    day.is_some_and(|day| ranges.iter().any(|(from, to)| *from <= day && day <= *to))
}

fn fit(scope: Scope, needles: &[Sought], post: &Post, position: Position) -> Fit {
    let is_in = |Sought { needle, word, .. }: &Sought| match word {
        Some(word) => word.literal(position, || is_in(scope, needle, post)),
        None => is_in(scope, needle, post),
    };
    let sounds = |Sought { needle, word, .. }: &Sought| {
        needle.pinyin.is_some()
            && match word {
                Some(word) => word.sound(position, || sounds(scope, needle, post)),
                None => sounds(scope, needle, post),
            }
    };
    if needles.iter().any(is_in) {
        Fit::Literal
    } else if needles.iter().any(sounds) {
        Fit::BySound
    } else {
        Fit::Not
    }
}

fn is_in(scope: Scope, needle: &Needle, post: &Post) -> bool {
    match scope {
        Scope::Anywhere => needle.is_in(post.search.whole()),
        Scope::Title => needle.is_in(post.search.title()),
        Scope::Body => needle.is_in(post.search.body()),
        Scope::Story => {
            (0..post.stories.len()).any(|number| needle.is_in(&post.folded_story_title(number)))
        }
        Scope::Path => needle.is_in(&fold(&post.path)),
        Scope::Source => {
            let urls = post.stories.iter().map(|story| &*story.url);
            urls.chain(post.source.as_deref()).any(|url| needle.is_in(&fold(url)))
        }
        Scope::Author => post.authors.iter().any(|author| needle.is_in(&fold(author))),
        // These two are compared as whole values, by number.
        Scope::Tag => post.tags.iter().any(|tag| needle.is_in(&fold(tag))),
        Scope::Category => post.categories.iter().any(|category| needle.is_in(&fold(category))),
    }
}

/// Sounds count where a text is short and chosen: in a body they would be noise.
fn sounds(scope: Scope, needle: &Needle, post: &Post) -> bool {
    let search = &post.search;
    match scope {
        Scope::Anywhere => [search.title(), search.tags(), search.headings()]
            .iter()
            .any(|part| needle.sounds_in(part)),
        Scope::Title => needle.sounds_in(search.title()),
        Scope::Story => {
            (0..post.stories.len()).any(|number| needle.sounds_in(&post.folded_story_title(number)))
        }
        Scope::Author => post.authors.iter().any(|author| needle.sounds_in(&fold(author))),
        Scope::Body | Scope::Path | Scope::Source | Scope::Tag | Scope::Category => false,
    }
}

/// What a post's stories meet a pattern in their own words by at most.
fn most_in_post(
    scope: Scope,
    sought: &Sought,
    post: &Post,
    position: Position,
    table: &StoryTable,
) -> Fit {
    let Sought { needle, word, .. } = sought;
    // What a regular expression finds in a line need not be found in all lines.
    if !needle.is_plain() {
        return Fit::Literal;
    }
    let search = &post.search;
    let may_be_in = match scope {
        Scope::Anywhere => {
            needle.may_be_ascii() && needle.is_in(table.addresses(position))
                || sought.is_in_whole(post, position)
        }
        Scope::Body => needle.is_in(search.body()),
        Scope::Source => needle.is_in(table.addresses(position)),
        _ => table.has_items(position) || needle.is_in(search.headings()),
    };
    if may_be_in {
        return Fit::Literal;
    }
    let may_sound = needle.pinyin.is_some()
        && match (scope, word) {
            (Scope::Body | Scope::Source, _) => false,
            _ if table.has_items(position) => true,
            (Scope::Anywhere, Some(word)) => word.sound(position, || sounds(scope, needle, post)),
            (Scope::Anywhere, None) => sounds(scope, needle, post),
            _ => needle.sounds_in(search.headings()),
        };
    if may_sound { Fit::BySound } else { Fit::Not }
}

impl Sought {
    /// True if it stands anywhere in a post, as far as that is known without looking.
    fn is_in_whole(&self, post: &Post, position: Position) -> bool {
        let look = || is_in(Scope::Anywhere, &self.needle, post);
        self.word.as_ref().is_none_or(|word| word.literal(position, look))
    }
}

/// Tells which of a post's stories a plain pattern stands in anywhere: in headings, text or address.
fn tell_stories_with(
    sought: &Sought,
    post: &Post,
    position: Position,
    table: &StoryTable,
    mut tell: &mut dyn FnMut(usize),
) {
    let needle = &sought.needle;
    // A word that the whole post does not hold is in none of its parts.
    if sought.is_in_whole(post, position) {
        post.search.tell_stories_with(needle.length(), |text| needle.first(text), &mut tell);
    }
    // Addresses are ASCII, but for what is percent-encoded.
    let addresses = table.addresses(position);
    if needle.may_be_ascii() && needle.is_in(addresses) {
        let lines = addresses.lines().enumerate();
        lines.filter(|(_, address)| needle.is_in(address)).for_each(|(number, _)| tell(number));
    }
}

fn fit_in_story(
    scope: Scope,
    needles: &[Sought],
    (post, position, number): (&Post, Position, usize),
    table: &StoryTable,
) -> Fit {
    let Some(story) = post.stories.get(number) else { return Fit::Not };
    let search = &post.search;
    let items = table.places_of(position);
    let place = items.start + number as u32;
    let look = |sought: &Sought| match (scope, &sought.needle) {
        // A word is looked for in all stories of a post at once, below.
        (Scope::Anywhere, needle) => {
            needle.is_in(search.story_headings(number))
                || needle.is_in(search.story_text(number))
                || needle.may_be_ascii() && needle.is_in(&story.folded_url())
        }
        (Scope::Title | Scope::Story, needle) => needle.is_in(&post.folded_story_title(number)),
        (Scope::Body, needle) => {
            needle.is_in(search.story_headings(number)) || needle.is_in(search.story_text(number))
        }
        (Scope::Source, needle) => needle.is_in(&story.folded_url()),
        (Scope::Path | Scope::Author | Scope::Tag | Scope::Category, needle) => {
            is_in(scope, needle, post)
        }
    };
    let is_in = |sought: &Sought| match &sought.in_stories {
        Some(known) => known.literal_among(items.clone(), place, |tell| {
            tell_stories_with(sought, post, position, table, tell);
        }),
        None => look(sought),
    };
    let of_title = matches!(scope, Scope::Anywhere | Scope::Title | Scope::Story);
    let listen = |Sought { needle, word, .. }: &Sought| {
        if !of_title {
            return sounds(scope, needle, post);
        }
        // What does not sound so anywhere in the post does not in its headings. That is asked
        // first: the post is at hand, and its stories are to be fetched from memory.
        let may_sound = table.has_items(position)
            || word
                .as_ref()
                .is_none_or(|word| word.sound(position, || sounds(Scope::Anywhere, needle, post)));
        // What holds no Chinese has no sound.
        may_sound && !story.title.is_ascii() && needle.sounds_in(&post.folded_story_title(number))
    };
    let sounds = |sought: &Sought| {
        sought.needle.pinyin.is_some()
            && match &sought.in_stories {
                Some(known) => known.sound(place, || listen(sought)),
                None => listen(sought),
            }
    };
    if needles.iter().any(is_in) {
        Fit::Literal
    } else if scope != Scope::Body && needles.iter().any(sounds) {
        Fit::BySound
    } else {
        Fit::Not
    }
}

/// True if the whole text fits the pattern: `*` any text, `?` one character. Takes time in
/// proportion to pattern × text at most: only the last `*` is ever gone back to.
fn glob_matches(glob: &[char], text: &str) -> bool {
    let mut at = 0;
    let mut rest = text.chars();
    let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        let here = rest.clone();
        let character = rest.next();
        match (glob.get(at), character) {
            (Some('*'), _) => {
                at += 1;
                rest = here.clone();
                retry = Some((at, here));
                continue;
            }
            (Some('?'), Some(_)) => {
                at += 1;
                continue;
            }
            (Some(wanted), Some(character)) if *wanted == character => {
                at += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        let Some((back_at, back_rest)) = &mut retry else { return false };
        if back_rest.next().is_none() {
            return false;
        }
        at = *back_at;
        rest = back_rest.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::glob_matches;

    #[test]
    fn globs() {
        let is = |glob: &str, text: &str| glob_matches(&glob.chars().collect::<Vec<_>>(), text);
        assert!(is("k*", "kubernetes") && is("*net*", "kubernetes") && is("k?s", "k8s"));
        assert!(is("*", "") && is("服务*", "服务网格") && is("a*b*c", "axxbxxbc"));
        assert!(!is("k*", "ak") && !is("k?s", "ks") && !is("a*b", "abc") && !is("", "a"));
        assert!(!is(&"a*".repeat(50), &"b".repeat(10_000)));
    }
}
