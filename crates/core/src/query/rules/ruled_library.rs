//! The rules that apply to the posts and stories of one library.
//!
//! A rule about text can match one item of a digest and not the others, so each news item has rules
//! of its own. What they mean for a whole digest, and for a story that several digests report, is
//! defined here:
//!
//! - A digest is muted by rules that match it as a whole, and has the score and the look of all
//!   rules that match anything in it.
//! - A news item is muted if a rule matches it or mutes its whole digest.
//! - Both hold likewise for what rules read and star, except that a story is starred if any report of
//!   it is.
//! - A story is muted if every report of it is, and has the score and the look of all rules that
//!   match any report.

use super::rule_marks::RuleMarks;
use super::rule_sets::{RuleSets, SetId};
use super::{MarkEffects, Rule, RuleEffects};
use crate::library::{Aliases, BitSet, Library, Position, StoryId, StoryReport, StoryTable};
use crate::post::{Date, Post, PostId};
use std::collections::HashMap;
use std::sync::{Arc, Weak};

/// The rules that match each post of a library. For each post, three kinds of sets are stored: the
/// rules that match anything in it, those that match it as a whole, and those of each news item.
#[derive(Clone, Debug, Default)]
pub struct RuledPosts {
    /// `found[starts[p]..starts[p + 1]]` are the sets of the post at position `p`.
    starts: Vec<u32>,
    found: Vec<SetId>,
}

/// The sets of one post.
#[derive(Clone, Copy, Debug)]
pub struct RuledPost<'r>(&'r [SetId]);

impl RuledPosts {
    /// Adds the sets of the next post: of anything in it, of it as a whole, and of its news items.
    pub fn push(&mut self, sets: impl Iterator<Item = SetId>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.found.extend(sets);
        self.starts.push(self.found.len() as u32);
    }

    /// The sets of the post at a position.
    pub fn of(&self, position: Position) -> RuledPost<'_> {
        let at = position as usize;
        RuledPost(match self.starts.get(at..at + 2) {
            Some(&[start, end]) => &self.found[start as usize..end as usize],
            _ => &[],
        })
    }
}

impl<'r> RuledPost<'r> {
    /// Returns `true` for a post that no rule matches.
    fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    fn anything(self) -> SetId {
        self.0.first().copied().unwrap_or(0)
    }

    fn whole(self) -> SetId {
        self.0.get(1).copied().unwrap_or(0)
    }

    fn story(self, number: u32) -> SetId {
        self.0.get(2 + number as usize).copied().unwrap_or(0)
    }

    /// All sets, in the order of [`RuledPosts::push`].
    pub fn sets(self) -> impl Iterator<Item = SetId> + 'r {
        self.0.iter().copied()
    }
}

/// A library to which rules were applied.
#[derive(Clone, Debug)]
pub struct RuledLibrary {
    /// The posts of the library, which identify it.
    posts: Weak<[Arc<Post>]>,
    /// Each post, to recognise it in the next snapshot of the library.
    each: Vec<Weak<Post>>,
    positions: HashMap<PostId, Position>,
    aliases: Aliases,
    today: Date,
    /// The effects of each rule.
    rules: Vec<RuleEffects>,
    sets: RuleSets,
    /// The effects of each set together.
    effects: Vec<RuleEffects>,
    matched: RuledPosts,
    muted: BitSet,
    marks: RuleMarks,
}

impl RuledLibrary {
    /// Combines a library with the sets of rules that match its posts.
    pub fn new(
        library: &Library,
        today: Date,
        rules: &[Rule],
        sets: RuleSets,
        matched: RuledPosts,
    ) -> Self {
        let rules: Vec<RuleEffects> = rules.iter().map(|rule| rule.effects).collect();
        let effects: Vec<RuleEffects> = sets.iter().map(|set| together(&rules, set)).collect();
        let mut muted = BitSet::default();
        let mut positions = HashMap::with_capacity(library.posts().len());
        for (position, post) in (0..).zip(library.posts()) {
            positions.insert(post.id, position);
            if effects[matched.of(position).whole() as usize].mute {
                muted.set(position);
            }
        }
        let marks = marks(library, &rules, &effects, &matched);
        Self {
            posts: Arc::downgrade(library.shared_posts()),
            each: library.posts().iter().map(Arc::downgrade).collect(),
            positions,
            aliases: library.aliases().clone(),
            today,
            rules,
            sets,
            effects,
            matched,
            muted,
            marks,
        }
    }

    /// Returns `true` if this is the library that was judged.
    pub(super) fn is_of(&self, library: &Library) -> bool {
        std::ptr::addr_eq(self.posts.as_ptr(), Arc::as_ptr(library.shared_posts()))
    }

    /// The date for which the library was judged.
    pub(super) fn today(&self) -> Date {
        self.today
    }

    /// Returns `true` if a post of another library has the same sets there as here.
    pub(in crate::query) fn holds_for(&self, library: &Library, today: Date) -> bool {
        self.today == today && self.aliases == *library.aliases()
    }

    /// The sets of rules.
    pub(in crate::query) fn sets(&self) -> &RuleSets {
        &self.sets
    }

    /// The sets of a post, if the library contained just this post.
    pub(in crate::query) fn known(&self, post: &Arc<Post>) -> Option<RuledPost<'_>> {
        let position = *self.positions.get(&post.id)?;
        let own = self.each.get(position as usize)?;
        std::ptr::eq(own.as_ptr(), Arc::as_ptr(post)).then(|| self.matched.of(position))
    }

    /// The effects on a post.
    pub fn post(&self, position: Position) -> RuleEffects {
        let post = self.matched.of(position);
        let RuleEffects { look, score, .. } = self.effects_of(post.anything());
        RuleEffects { look, score, ..self.effects_of(post.whole()) }
    }

    /// Returns `true` if a post is muted.
    pub fn mutes_post(&self, position: Position) -> bool {
        self.muted.is_set(position)
    }

    /// Returns `true` if a news item of a post is muted.
    pub fn mutes_report(&self, report: StoryReport) -> bool {
        let set = self.matched.of(report.post).story(report.story);
        self.mutes_post(report.post) || self.effects_of(set).mute
    }

    /// The posts and stories that are read or starred by rules.
    pub fn marks(&self) -> &RuleMarks {
        &self.marks
    }

    /// The look and the score of a story; its other effects are those of [`Self::story`].
    pub fn rank(&self, table: &StoryTable, story: StoryId) -> RuleEffects {
        let mut sets = self.sets_of_story(table, story);
        let first = sets.next().unwrap_or(0);
        let effects = if sets.all(|set| set == first) {
            self.effects_of(first)
        } else {
            together(&self.rules, &self.rules_of_story(table, story))
        };
        let RuleEffects { look, score, .. } = effects;
        RuleEffects { look, score, ..RuleEffects::default() }
    }

    /// The effects on a story.
    pub fn story(&self, table: &StoryTable, story: StoryId) -> RuleEffects {
        let page = table.page(story);
        RuleEffects {
            mute: self.mutes_story(table, story),
            marks: MarkEffects {
                read: page.is_some_and(|page| self.marks.seen.contains(&page)),
                star: page.is_some_and(|page| self.marks.starred_stories.contains(&page)),
            },
            ..self.rank(table, story)
        }
    }

    /// Returns `true` if a story is muted.
    pub fn mutes_story(&self, table: &StoryTable, story: StoryId) -> bool {
        let mut posts = table.counted_reports(story).map(|report| report.post).peekable();
        let mutes = |post: Position| {
            self.mutes_post(post)
                || self.sets_in_post(table, post, story).all(|set| self.effects_of(set).mute)
        };
        posts.peek().is_some() && posts.all(mutes)
    }

    /// Numbers of the rules that match anything in a post, in ascending order.
    pub fn rules_of_post(&self, position: Position) -> &[u16] {
        self.sets.set(self.matched.of(position).anything())
    }

    /// Numbers of the rules that match any report of a story, in ascending order.
    pub fn rules_of_story(&self, table: &StoryTable, story: StoryId) -> Vec<u16> {
        let sets = self.sets_of_story(table, story);
        let mut rules: Vec<u16> = sets.flat_map(|set| self.sets.set(set)).copied().collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    fn sets_of_story<'r>(
        &'r self,
        table: &'r StoryTable,
        story: StoryId,
    ) -> impl Iterator<Item = SetId> + 'r {
        let posts = table.counted_reports(story).map(|report| report.post);
        posts.flat_map(move |post| self.sets_in_post(table, post, story))
    }

    /// The sets of a story in one of its posts, which may contain it more than once.
    fn sets_in_post<'r>(
        &'r self,
        table: &'r StoryTable,
        post: Position,
        story: StoryId,
    ) -> impl Iterator<Item = SetId> + 'r {
        let own = self.matched.of(post);
        // Most posts match no rule. Then there is nothing to look up.
        let is_empty = own.is_empty();
        let items = if is_empty { &[] } else { table.stories_of(post) };
        let items = (0..).zip(items).filter(move |(_, other)| **other == story);
        let none = is_empty.then_some(0);
        items.map(move |(number, _)| own.story(number)).chain(none)
    }

    fn effects_of(&self, set: SetId) -> RuleEffects {
        self.effects.get(set as usize).copied().unwrap_or_default()
    }
}

/// The effects of several rules together: scores are added.
fn together(rules: &[RuleEffects], set: &[u16]) -> RuleEffects {
    let own = set.iter().filter_map(|rule| rules.get(usize::from(*rule)));
    own.fold(RuleEffects::default(), |all, one| RuleEffects {
        mute: all.mute || one.mute,
        marks: MarkEffects {
            read: all.marks.read || one.marks.read,
            star: all.marks.star || one.marks.star,
        },
        look: all.look || one.look,
        score: all.score.saturating_add(one.score),
    })
}

/// The marks that rules give. `effects` are those of each set of rules together.
fn marks(
    library: &Library,
    rules: &[RuleEffects],
    effects: &[RuleEffects],
    matched: &RuledPosts,
) -> RuleMarks {
    let mut marks = RuleMarks::default();
    let (any_read, any_star) =
        (rules.iter().any(|rule| rule.marks.read), rules.iter().any(|rule| rule.marks.star));
    if !any_read && !any_star {
        return marks;
    }
    let of = |set: SetId| effects.get(set as usize).copied().unwrap_or_default();
    for (position, post) in (0..).zip(library.posts()) {
        let whole = of(matched.of(position).whole()).marks;
        if whole.read {
            marks.read.insert(post.id);
        }
        if whole.star {
            marks.starred.insert(post.id);
        }
    }
    let own = |report: StoryReport| of(matched.of(report.post).story(report.story)).marks;
    let whole = |report: StoryReport| of(matched.of(report.post).whole()).marks;
    let reads = |report| any_read && (own(report).read || whole(report).read);
    let stars = |report| any_star && own(report).star;
    marks.add_stories(library, reads, stars);
    marks
}
