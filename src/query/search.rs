//! Which posts a query means.

use super::date::{DateRange, DateValue};
use super::expression::{Expression, Has, Is, Pattern, Scope, Term};
use super::marks::Marks;
use super::parse::Query;
use crate::library::{Facet, FacetTable, Library, Position, facet_key};
use crate::post::{Date, Post};
use crate::text::fold;
use memchr::memmem::Finder;

/// The posts that meet the query, in the library's order. `today` is what spans such as `7d` count
/// from. Drafts are left out unless the query says `is:draft`.
pub fn search(library: &Library, query: &Query, marks: &Marks, today: Date) -> Vec<Position> {
    let drafts = query.expression.any_term(&|term| *term == Term::Is(Is::Draft));
    let test = compile(&query.expression, library, today);
    library
        .posts()
        .iter()
        .enumerate()
        .map(|(index, post)| (index as Position, post))
        .filter(|(position, post)| {
            (drafts || !post.draft) && test.meets(post, *position, library, marks)
        })
        .map(|(position, _)| position)
        .collect()
}

/// An expression made ready for one library: needles folded, values looked up.
enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Text(Scope, Vec<Needle>),
    /// One of the values of the facet with these numbers.
    Values(Facet, Vec<u32>),
    Days(Vec<(Date, Date)>),
    Is(Is),
    Has(Has),
}

enum Needle {
    Plain(Box<Finder<'static>>),
    Glob(Vec<char>),
}

fn compile(expression: &Expression, library: &Library, today: Date) -> Test {
    let list = |children: &[Expression]| {
        let mut tests: Vec<Test> =
            children.iter().map(|child| compile(child, library, today)).collect();
        // What is quick to tell goes first; a scan of the text is last.
        tests.sort_by_key(Test::cost);
        tests
    };
    match expression {
        Expression::All(children) => Test::All(list(children)),
        Expression::Any(children) => Test::Any(list(children)),
        Expression::Not(child) => Test::Not(Box::new(compile(child, library, today))),
        Expression::Term(term) => compile_term(term, library, today),
    }
}

fn compile_term(term: &Term, library: &Library, today: Date) -> Test {
    match term {
        Term::Text(scope, patterns) => match scope.facet() {
            Some(facet) => Test::Values(facet, matching_values(library.table(facet), patterns)),
            None => Test::Text(*scope, patterns.iter().map(needle).collect()),
        },
        Term::Date(ranges) => {
            Test::Days(ranges.iter().map(|range| borders(*range, today)).collect())
        }
        Term::After(value) => Test::Days(vec![(value.first(today), Date::MAX)]),
        Term::Before(value) => Test::Days(
            value.first(today).yesterday().map(|last| (Date::MIN, last)).into_iter().collect(),
        ),
        Term::Is(is) => Test::Is(*is),
        Term::Has(has) => Test::Has(*has),
    }
}

fn borders(range: DateRange, today: Date) -> (Date, Date) {
    let from = range.from.map_or(Date::MIN, |value| DateValue::first(value, today));
    let to = range.to.map_or(Date::MAX, |value| DateValue::last(value, today));
    (from, to)
}

fn matching_values(table: &FacetTable, patterns: &[Pattern]) -> Vec<u32> {
    let mut numbers = Vec::new();
    for pattern in patterns {
        match pattern {
            Pattern::Plain(text) => numbers.extend(table.number(&facet_key(text))),
            Pattern::Glob(text) => {
                let glob: Vec<char> = facet_key(text).chars().collect();
                let values = table.values().iter().enumerate();
                numbers.extend(
                    values
                        .filter(|(_, value)| glob_matches(&glob, &value.key))
                        .map(|(number, _)| number as u32),
                );
            }
        }
    }
    numbers
}

fn needle(pattern: &Pattern) -> Needle {
    match pattern {
        Pattern::Plain(text) => Needle::Plain(Box::new(Finder::new(&fold(text)).into_owned())),
        // Unlike a tag, a longer text is searched for the pattern anywhere in it.
        Pattern::Glob(text) => Needle::Glob(format!("*{}*", fold(text)).chars().collect()),
    }
}

impl Test {
    fn cost(&self) -> u8 {
        match self {
            Self::Values(..) | Self::Days(_) | Self::Is(_) | Self::Has(_) => 0,
            Self::Text(Scope::Anywhere | Scope::Body, _) => 2,
            Self::Text(..) => 1,
            Self::Not(test) => test.cost(),
            Self::All(tests) | Self::Any(tests) => tests.iter().map(Self::cost).max().unwrap_or(0),
        }
    }

    fn meets(&self, post: &Post, position: Position, library: &Library, marks: &Marks) -> bool {
        match self {
            Self::All(tests) => tests.iter().all(|test| test.meets(post, position, library, marks)),
            Self::Any(tests) => tests.iter().any(|test| test.meets(post, position, library, marks)),
            Self::Not(test) => !test.meets(post, position, library, marks),
            Self::Text(scope, needles) => needles.iter().any(|needle| found(*scope, needle, post)),
            Self::Values(facet, numbers) => {
                library.table(*facet).of(position).iter().any(|number| numbers.contains(number))
            }
            Self::Days(ranges) => post
                .date
                .is_some_and(|day| ranges.iter().any(|(from, to)| *from <= day && day <= *to)),
            Self::Is(Is::Draft) => post.draft,
            Self::Is(Is::Undated) => post.date.is_none(),
            Self::Is(Is::Read) => marks.read.contains(&post.id),
            Self::Is(Is::Unread) => !marks.read.contains(&post.id),
            Self::Is(Is::Starred) => marks.starred.contains(&post.id),
            Self::Has(Has::Source) => post.source.is_some(),
            Self::Has(Has::Stories) => !post.stories.is_empty(),
            Self::Has(Has::Code) => post.has_code,
            Self::Has(Has::Warning) => post.warnings > 0,
        }
    }
}

fn found(scope: Scope, needle: &Needle, post: &Post) -> bool {
    match scope {
        Scope::Anywhere => needle.is_in(post.search.whole()),
        Scope::Title => needle.is_in(post.search.title()),
        Scope::Body => needle.is_in(post.search.body()),
        Scope::Story => post.stories.iter().any(|story| needle.is_in(&fold(&story.title))),
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

impl Needle {
    fn is_in(&self, folded: &str) -> bool {
        match self {
            Self::Plain(finder) => finder.find(folded.as_bytes()).is_some(),
            Self::Glob(glob) => glob_matches(glob, folded),
        }
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
