//! Applies rules to the posts of a library.
//!
//! A snapshot of a library shares most posts with the one before, and their results are taken over.

mod candidates;
#[cfg(test)]
mod tests;

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::expression::{Expression, Has, Is, Pattern, Term};
use super::match_kind::MatchKind;
use super::matcher::Matcher;
use super::memo::Memo;
use super::rules::{RuleSets, RuledLibrary, RuledPost, RuledPosts, Rules, SetId};
use super::searchable::{MarkedLibrary, PostFrame, PostItem};
use crate::library::{Library, Position};
use crate::post::Post;
use crate::threads;
use candidates::Candidates;
use std::ops::Range;
use std::sync::Arc;

/// Number of posts per thread below which another thread does not pay.
const WORTH_A_THREAD: usize = 1_000;

/// The results of a context's rules for a library; `None` if there are no rules. They are remembered
/// for the next call.
pub fn ruled(library: &Library, context: &SearchContext) -> Option<Arc<RuledLibrary>> {
    let rules = &context.rules;
    rules.known_or(library, context.today, |last| judged(library, rules, context, last))
}

/// Applies rules to a library. `last` are the results for an earlier one.
fn judged(
    library: &Library,
    rules: &Rules,
    context: &SearchContext,
    last: Option<&RuledLibrary>,
) -> RuledLibrary {
    let today = context.today;
    let last = last.filter(|last| last.holds_for(library, today) && !depend_on_spellings(rules));
    // A rule finds only what is written: words found by their sound would surprise.
    let plain = SearchContext { pinyin: false, ..SearchContext::on(today) };
    let memo = &mut Memo::default();
    let mut compiled = |when| compile(when, library, &plain, Listed::Posts, memo);
    let matchers: Vec<Option<Matcher>> =
        rules.list().iter().map(|rule| compiled(&rule.when)).collect();
    let judge = Judge {
        candidates: Candidates::new(&matchers),
        are_of_posts: matchers.iter().map(|one| one.as_ref().is_none_or(is_of_post)).collect(),
        matchers,
        library: MarkedLibrary::new(library, &plain, None),
        last,
    };
    let parts = judge.all();
    let mut sets = last.map_or_else(RuleSets::default, |last| last.sets().clone());
    let mut matched = RuledPosts::default();
    for part in &parts {
        let numbers: Vec<SetId> = part.sets.iter().map(|set| sets.number(set)).collect();
        for post in &part.posts {
            match post {
                Judged::Known(known) => matched.push(known.sets()),
                Judged::New(sets) => {
                    matched.push(part.found[sets.clone()].iter().map(|set| numbers[*set as usize]));
                }
            }
        }
    }
    RuledLibrary::new(library, today, rules.list(), sets, matched)
}

/// The results for a range of posts.
#[derive(Default)]
struct JudgedPart<'l> {
    /// Sets of rules, with numbers of their own.
    sets: RuleSets,
    posts: Vec<Judged<'l>>,
    found: Vec<SetId>,
}

/// The result for one post.
enum Judged<'l> {
    /// The sets of a post that was judged before.
    Known(RuledPost<'l>),
    /// The sets of the post, as a range of `found`.
    New(Range<usize>),
}

struct Judge<'l> {
    matchers: Vec<Option<Matcher>>,
    /// `true` for each rule that matches all news items of a post or none.
    are_of_posts: Vec<bool>,
    candidates: Candidates,
    library: MarkedLibrary<'l>,
    last: Option<&'l RuledLibrary>,
}

impl<'l> Judge<'l> {
    /// The results for all posts, in order. Uses all cores if there are many posts.
    fn all(&self) -> Vec<JudgedPart<'l>> {
        let count = self.library.library.posts().len();
        let worth = if self.candidates.read_text() { count / WORTH_A_THREAD } else { 0 };
        if worth < 2 {
            return vec![self.part(0..count)];
        }
        let parts = threads::processors().min(worth);
        let border = |number: usize| count * number / parts;
        threads::all((0..parts).map(|number| move || self.part(border(number)..border(number + 1))))
    }

    fn part(&self, range: Range<usize>) -> JudgedPart<'l> {
        let mut part = JudgedPart::default();
        let mut rules = Vec::new();
        let first = range.start as Position;
        for (position, post) in (first..).zip(&self.library.library.posts()[range]) {
            if let Some(known) = self.last.and_then(|last| last.known(post)) {
                part.posts.push(Judged::Known(known));
                continue;
            }
            self.candidates.of(self.library.library, position, post, &mut rules);
            let from = part.found.len();
            // Most posts match no rule. The empty set need not be stored.
            if !rules.is_empty() {
                self.judge(position, post, &rules, &mut part);
            }
            part.posts.push(Judged::New(from..part.found.len()));
        }
        part
    }

    /// Adds the sets of a post, of which only `candidates` may match.
    fn judge(&self, position: Position, post: &Post, candidates: &[u16], part: &mut JudgedPart) {
        let item = self.library.item(position, post);
        let mut whole: Vec<u16> = Vec::new();
        let mut anything: Vec<u16> = Vec::new();
        let mut stories: Vec<Vec<u16>> = vec![Vec::new(); post.stories.len()];
        let has_days = post.stories.iter().any(|story| story.day.is_some());
        for rule in candidates {
            let Some(matcher) = &self.matchers[usize::from(*rule)] else { continue };
            let is_match = matcher.fit(&item) == MatchKind::Literal;
            if self.are_of_posts[usize::from(*rule)] && !has_days {
                if is_match {
                    whole.push(*rule);
                    anything.push(*rule);
                    for story in &mut stories {
                        story.push(*rule);
                    }
                }
                continue;
            }
            let mut matching = 0;
            for (number, rules) in stories.iter_mut().enumerate() {
                let story = item.story(number);
                if story.is_some_and(|story| matcher.fit(&story) == MatchKind::Literal) {
                    rules.push(*rule);
                    matching += 1;
                }
            }
            if is_match {
                anything.push(*rule);
                if matching == stories.len() || matches_frame(matcher, item) {
                    whole.push(*rule);
                }
            }
        }
        let sets = [&anything, &whole].into_iter().chain(&stories);
        part.found.extend(sets.map(|set| part.sets.number(set)));
    }
}

/// Returns `true` if a condition on a digest is met by what belongs to the digest itself, such as its
/// title and tags, and not to a single news item.
fn matches_frame(matcher: &Matcher, post: PostItem<'_>) -> bool {
    matcher.fit(&PostFrame(post)) == MatchKind::Literal
}

/// Returns `true` for a condition that is met by all news items of a post or by none, unless they
/// have dates of their own.
fn is_of_post(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::All(several) | Matcher::Any(several) => several.iter().all(is_of_post),
        Matcher::Not(one) => is_of_post(one),
        Matcher::Text(scope, _) => !scope.has_own_texts_of_stories(),
        Matcher::Values(..)
        | Matcher::Days(_)
        | Matcher::Is(Is::Draft | Is::Undated)
        | Matcher::Has(Has::Code | Has::Warning) => true,
        Matcher::Is(_) | Matcher::Has(_) | Matcher::Marked(_) => false,
    }
}

/// Returns `true` if a rule tests facet values with a regular expression. This may depend on their
/// most frequent spellings, which another post can change.
fn depend_on_spellings(rules: &Rules) -> bool {
    let is_regex = |pattern: &Pattern| matches!(pattern, Pattern::Regex(_));
    let tests_values = |when: &Expression| {
        when.any_term(&|term| {
            matches!(term, Term::Text(scope, patterns)
                if scope.facet().is_some() && patterns.iter().any(is_regex))
        })
    };
    rules.list().iter().any(|rule| tests_values(&rule.when))
}
