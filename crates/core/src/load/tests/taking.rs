//! Updating the index when some files were read again.

use super::*;
use crate::library::Aliases;
use crate::load::read::{FileReader, FileReading, ReadContext};
use crate::post::PostId;
use std::sync::Arc;

/// The context of files that were not named.
fn context() -> ReadContext {
    ReadContext::new(&Roots::Samples, None)
}

fn readings(place: &Place, names: &[&str]) -> Vec<FileReading> {
    let files = names.iter().map(|name| {
        let path = place.root().join(name);
        SourceFile::at(path.clone(), &path)
    });
    FileReader::new(&context()).read(files.collect())
}

fn id(place: &Place, name: &str) -> PostId {
    PostId::of(place.root().join(name).as_os_str().as_encoded_bytes())
}

#[test]
fn a_file_that_has_only_been_moved_is_known_again() {
    let place = Place::with(&["a.md", "b.md", "c.md"]);
    let mut index = FileIndex::default();
    let first = index
        .take(&context(), readings(&place, &["a.md", "b.md", "c.md"]).into_iter(), &[])
        .unwrap();
    assert_eq!((first.new, first.gone, first.changed.len()), (3, 0, 0));
    fs::rename(place.root().join("a.md"), place.root().join("d.md")).unwrap();
    // The same text in another file is another post.
    fs::remove_file(place.root().join("b.md")).unwrap();
    place.write("e.md", "text of b.md\n");
    let gone = [id(&place, "a.md"), id(&place, "b.md")];
    let change =
        index.take(&context(), readings(&place, &["d.md", "e.md"]).into_iter(), &gone).unwrap();
    assert!(change.moved.contains(&(id(&place, "a.md"), id(&place, "d.md"))) || cfg!(not(unix)));
    let paths: Vec<String> =
        change.library.posts().iter().map(|post| place.below(&post.path)).collect();
    assert_eq!(paths, ["c.md", "d.md", "e.md"]);
    assert_eq!(change.new, change.gone);
}

#[test]
fn only_what_was_read_again_is_another_post() {
    let place = Place::with(&["a.md", "b.md"]);
    let mut index = FileIndex::default();
    let first = index
        .take(&context(), readings(&place, &["a.md", "b.md"]).into_iter(), &[])
        .unwrap()
        .library;
    place.write("b.md", "# Another\n");
    let change = index.take(&context(), readings(&place, &["b.md"]).into_iter(), &[]).unwrap();
    assert_eq!(change.changed, [id(&place, "b.md")]);
    assert!(Arc::ptr_eq(&first.posts()[0], &change.library.posts()[0]));
    assert!(!Arc::ptr_eq(&first.posts()[1], &change.library.posts()[1]));
}

#[test]
fn what_makes_no_difference_is_not_told() {
    let place = Place::with(&["a.md"]);
    place.write("_index.md", "---\ntitle: Section\n---\n");
    let mut index = FileIndex::default();
    assert!(index.take(&context(), readings(&place, &["_index.md"]).into_iter(), &[]).is_none());
    assert!(index.take(&context(), readings(&place, &["nowhere.md"]).into_iter(), &[]).is_some());
    assert!(index.take(&context(), readings(&place, &["nowhere.md"]).into_iter(), &[]).is_none());
    assert!(index.take(&context(), Vec::new().into_iter(), &[id(&place, "never.md")]).is_none());
    let gone = index.take(&context(), Vec::new().into_iter(), &[id(&place, "nowhere.md")]).unwrap();
    assert!(gone.problems.is_empty());
}

#[test]
fn a_file_that_is_as_it_was_is_no_change() {
    let place = Place::with(&["a.md"]);
    let mut index = FileIndex::default();
    let first =
        index.take(&context(), readings(&place, &["a.md"]).into_iter(), &[]).unwrap().library;
    let again = |index: &mut FileIndex| index.confirms(&readings(&place, &["a.md"])[0]);
    assert!(again(&mut index));
    place.write("a.md", "text of A.md\n");
    assert!(!again(&mut index), "the same length, perhaps at the same time");
    let other: Arc<Aliases> = Arc::new(Aliases::new([("a", "b")]));
    let renamed = index.rename(&other);
    assert!(Arc::ptr_eq(&first.posts()[0], &renamed.library.posts()[0]));
}

#[test]
fn a_post_that_cannot_be_read_any_more_is_gone_and_told() {
    let place = Place::with(&["a.md"]);
    let mut index = FileIndex::default();
    index.take(&context(), readings(&place, &["a.md"]).into_iter(), &[]);
    fs::remove_file(place.root().join("a.md")).unwrap();
    fs::create_dir(place.root().join("a.md")).unwrap();
    let change = index.take(&context(), readings(&place, &["a.md"]).into_iter(), &[]).unwrap();
    assert_eq!((change.gone, change.library.posts().len()), (1, 0));
    assert_eq!(change.problems[0].code, DiagnosticCode::Unreadable);
}
