use super::{CursorAnchor, SelectableRows, Selection, Target};
use crate::app::panes::Pane;
use crate::library::{Library, Position};
use crate::post::{Date, PageId, Post, PostId, Story};
use crate::query::{Listed, Query, SearchContext, StoryRow, find_listed};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Number of items, each of which is a post with a story of its own.
const ITEMS: u8 = 9;

/// A library and the rows of a result.
struct Stage {
    library: Library,
    posts: Vec<Position>,
    stories: Vec<StoryRow>,
    are_stories: bool,
}

impl Stage {
    /// The posts of some files, and the items of a result in order; items without a file are left out. The
    /// file name of an item contains its version, which is incremented when the file is moved.
    fn new(files: &[u8], order: &[u8], versions: &[u8], are_stories: bool) -> Self {
        let post = |item: &u8| {
            let story = Story::new("", &format!("https://a.io/{item}"));
            Arc::new(Post { stories: [story].into(), ..Post::bare(&path(*item, versions)) })
        };
        let library = Library::new(files.iter().map(post).collect());
        let context = SearchContext::on(Date::constant(2026, 1, 1));
        let found = find_listed(&library, &Query::default(), &context, Listed::Stories);
        let position = |item: &u8| library.position(id(*item, versions));
        let posts: Vec<Position> = order.iter().filter_map(position).collect();
        let row = |at: &Position| found.stories.iter().find(|row| row.newest.post == *at).copied();
        let stories = if are_stories { posts.iter().filter_map(row).collect() } else { Vec::new() };
        Self { library, posts, stories, are_stories }
    }

    fn rows(&self) -> SelectableRows<'_> {
        let Self { library, posts, stories, are_stories } = self;
        SelectableRows { library, posts, stories, are_stories: *are_stories }
    }
}

fn path(item: u8, versions: &[u8]) -> String {
    format!("{item}-{}.md", versions.get(usize::from(item)).copied().unwrap_or(0))
}

fn id(item: u8, versions: &[u8]) -> PostId {
    PostId::of(path(item, versions).as_bytes())
}

fn page(item: u8) -> PageId {
    PageId::of(&format!("https://a.io/{item}"))
}

fn target(item: u8, versions: &[u8], are_stories: bool) -> Target {
    if are_stories { Target::Story(page(item)) } else { Target::Post(id(item, versions)) }
}

/// A result of all the given items, in order.
fn all(items: &[u8]) -> Stage {
    Stage::new(items, items, &[], false)
}

/// Applies a change on the disk that leads from one result to another.
fn change(selection: &mut Selection, from: &Stage, to: &Stage, focus: Pane) -> Pane {
    let post = from.rows().post(selection.row);
    selection.expect_change(post, from.rows(), &HashMap::new());
    selection.follow(to.rows(), focus)
}

#[test]
fn on_the_first_row_it_stays_with_the_row() {
    let mut selection = Selection::default();
    let (before, after) = (all(&[1, 2]), all(&[0, 1, 2]));
    selection.go_to(0, before.rows(), false);
    selection.follow(after.rows(), Pane::List);
    assert_eq!(selection.row, 0);
    // A post that is being read stays, and so does the selected row when the disk changes.
    selection.go_to(0, before.rows(), true);
    selection.follow(after.rows(), Pane::Reader);
    assert_eq!(selection.row, 1);
    let mut selection = Selection::default();
    change(&mut selection, &before, &after, Pane::List);
    assert_eq!(selection.row, 1);
}

#[test]
fn a_post_that_is_read_stays_in_the_reader_when_it_leaves_the_list() {
    let mut selection = Selection::default();
    let (before, without) = (all(&[0, 1, 2, 3]), Stage::new(&[0, 1, 2, 3], &[0, 1, 3], &[], false));
    selection.go_to(2, before.rows(), true);
    assert_eq!(change(&mut selection, &before, &without, Pane::Reader), Pane::Reader);
    assert_eq!(without.rows().post(selection.row), Some(id(3, &[])));
    assert_eq!(selection.pinned(), Some(id(2, &[])));
    // The post returns to its row, unless the cursor was moved since.
    assert_eq!(change(&mut selection, &without, &before, Pane::Reader), Pane::Reader);
    assert_eq!((selection.row, selection.pinned()), (2, None));
}

#[test]
fn nothing_is_opened_in_place_of_a_post_that_is_gone() {
    let mut selection = Selection::default();
    let (before, without) = (all(&[0, 1, 2]), all(&[0, 2]));
    selection.go_to(1, before.rows(), true);
    assert_eq!(change(&mut selection, &before, &without, Pane::Reader), Pane::List);
    assert_eq!((selection.row, selection.pinned()), (1, None));
    // When the file is back, the post is read again.
    assert_eq!(change(&mut selection, &without, &before, Pane::List), Pane::Reader);
    assert_eq!(selection.row, 1);
}

#[test]
fn a_displaced_post_does_not_call_back_a_cursor_that_was_moved() {
    let mut selection = Selection::default();
    let (before, without) = (all(&[0, 1, 2, 3]), all(&[0, 2, 3]));
    selection.go_to(1, before.rows(), false);
    change(&mut selection, &before, &without, Pane::List);
    selection.go_to(2, without.rows(), false);
    change(&mut selection, &without, &before, Pane::List);
    assert_eq!(before.rows().post(selection.row), Some(id(3, &[])));
}

#[test]
fn a_pinned_post_that_is_gone_leaves_the_reader() {
    let mut selection = Selection::default();
    let (before, without) = (Stage::new(&[0, 1, 2], &[0, 1], &[], false), all(&[0, 1]));
    selection.read(id(2, &[]), before.rows());
    assert_eq!(selection.shown(before.rows()), before.library.position(id(2, &[])));
    assert_eq!(change(&mut selection, &before, &without, Pane::Reader), Pane::List);
    assert_eq!(selection.shown(without.rows()), without.library.position(id(0, &[])));
    // The post at the cursor is not pinned.
    selection.read(id(0, &[]), without.rows());
    assert_eq!(selection.pinned(), None);
}

#[test]
fn from_posts_to_stories_and_back_it_stays_with_the_news() {
    let items = [0, 1, 2];
    let (posts, stories) = (all(&items), Stage::new(&items, &items, &[], true));
    let mut selection = Selection::default();
    selection.go_to(2, posts.rows(), false);
    selection.change_kind(posts.rows().post(2), None, false);
    selection.follow(stories.rows(), Pane::List);
    assert_eq!(stories.rows().target(selection.row), Some(Target::Story(page(2))));
    selection.go_to(1, stories.rows(), false);
    selection.change_kind(stories.rows().post(1), None, false);
    selection.follow(posts.rows(), Pane::List);
    assert_eq!(posts.rows().target(selection.row), Some(Target::Post(id(1, &[]))));
}

#[test]
fn the_cursor_brings_a_story_into_the_reader_once() {
    let items = [0, 1];
    let stage = Stage::new(&items, &items, &[], true);
    let mut selection = Selection::default();
    selection.preview(stage.rows());
    assert_eq!(selection.pending_story(), Some(page(0)));
    selection.story_reached();
    selection.preview(stage.rows());
    assert_eq!(selection.pending_story(), None);
    selection.go_to(1, stage.rows(), false);
    selection.preview(stage.rows());
    assert_eq!(selection.pending_story(), Some(page(1)));
}

/// A change of the rows or the cursor.
#[derive(Clone, Debug)]
enum Step {
    /// The cursor moves.
    Move(usize),
    /// The query changes: the result is these items in this order, as far as they have files.
    Query(Vec<u8>),
    /// The disk changes: existing files, moved files, and the new result.
    Change { files: Vec<u8>, moved: HashSet<u8>, order: Vec<u8> },
    /// The list switches between posts and stories.
    OtherKind,
}

fn some_items() -> impl Strategy<Value = Vec<u8>> {
    let all: Vec<u8> = (0..ITEMS).collect();
    prop::sample::subsequence(all, 0..=usize::from(ITEMS)).prop_shuffle()
}

fn step() -> impl Strategy<Value = Step> {
    let change = (some_items(), prop::collection::hash_set(0..ITEMS, 0..3), some_items());
    prop_oneof![
        (0..usize::from(ITEMS)).prop_map(Step::Move),
        some_items().prop_map(Step::Query),
        change.prop_map(|(files, moved, order)| Step::Change { files, moved, order }),
        Just(Step::OtherKind),
    ]
}

proptest! {
    #[test]
    fn it_stays_with_its_item_or_goes_to_the_nearest(
        steps in prop::collection::vec(step(), 1..12),
        are_stories: bool,
    ) {
        let mut versions = vec![0; usize::from(ITEMS)];
        let (mut files, mut order): (Vec<u8>, Vec<u8>) = ((0..ITEMS).collect(), (0..ITEMS).collect());
        let mut are_stories = are_stories;
        let mut stage = Stage::new(&files, &order, &versions, are_stories);
        let mut selection = Selection::default();
        selection.follow(stage.rows(), Pane::List);
        for step in steps {
            let shown: Vec<u8> = order.iter().filter(|item| files.contains(item)).copied().collect();
            let own = shown.get(selection.row).copied();
            let held = selection.anchor;
            let mut nearest = Vec::new();
            match step {
                Step::Move(row) => {
                    let row = row.min(shown.len().saturating_sub(1));
                    selection.go_to(row, stage.rows(), false);
                    selection.follow(stage.rows(), Pane::List);
                    prop_assert_eq!(selection.row, row);
                    continue;
                }
                Step::Query(other) => order = other,
                Step::Change { files: there, moved, order: other } => {
                    let mut ids = HashMap::new();
                    for item in moved {
                        let before = id(item, &versions);
                        versions[usize::from(item)] += 1;
                        ids.insert(before, id(item, &versions));
                    }
                    let post = stage.rows().post(selection.row);
                    selection.expect_change(post, stage.rows(), &ids);
                    (files, order) = (there, other);
                    let mut around: Vec<usize> = (0..shown.len()).collect();
                    around.sort_by_key(|row| (row.abs_diff(selection.row), *row < selection.row));
                    nearest = around.into_iter().map(|row| shown[row]).collect();
                }
                Step::OtherKind => {
                    are_stories = !are_stories;
                    selection.change_kind(stage.rows().post(selection.row), None, false);
                }
            }
            stage = Stage::new(&files, &order, &versions, are_stories);
            let rows = stage.rows();
            let displaced = selection.displaced;
            // A story may be replaced by another one of the cursor's post.
            let post = selection.anchored_post().filter(|_| are_stories).map(Target::Post);
            selection.follow(rows, Pane::List);
            let now = rows.target(selection.row);
            prop_assert!(selection.row < rows.posts.len().max(1));
            if displaced.is_some() && selection.displaced.is_none() {
                let post = displaced.map(|displaced| displaced.post);
                prop_assert_eq!(rows.post(selection.row), post);
                continue;
            }
            // After a new query, a cursor that was not moved stays on the first row.
            let Some(own) = own.filter(|_| held.is_some() || !nearest.is_empty()) else {
                prop_assert_eq!(selection.row, 0);
                continue;
            };
            let row_of = |item: u8| rows.row_of(target(item, &versions, are_stories));
            let found = row_of(own).or_else(|| nearest.iter().find_map(|item| row_of(*item)));
            match found.or_else(|| rows.row_of(post?)) {
                Some(row) => prop_assert_eq!(selection.row, row),
                None => prop_assert_eq!((selection.row, selection.anchor), (0, None)),
            }
            let anchor = CursorAnchor::at(rows, selection.row).map(|anchor| anchor.post);
            prop_assert!(are_stories || selection.anchor.is_none() || selection.anchored_post() == anchor);
            prop_assert_eq!(now.is_none(), rows.posts.is_empty());
        }
    }
}
