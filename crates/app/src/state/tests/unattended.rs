//! Commands that write and read the store beside the program, or without it.

use super::*;

#[test]
fn a_command_writes_beside_an_instance_which_sees_it() {
    let place = Place::new();
    let (a, b) = (place.post("a.md"), place.post("b.md"));
    let open = place.open();
    open.memory();
    let changes = [
        Change::Starred(vec![Arc::clone(&a)], Some(true), DAY),
        Change::Tagged(vec![Annotated::Story(page(1))], "todo".to_owned(), true),
    ];
    write_changes(&place.file(), &[Arc::clone(&a), b], &changes, None).unwrap();
    let StoreReport::Changed { posts, stories, .. } = open.news() else { panic!("no change") };
    assert_eq!((posts.len(), posts[0].post, posts[0].starred), (1, a.id, Some(true)));
    assert_eq!(stories[0].annotation.tags, ["todo"]);
}

#[test]
fn a_command_is_no_visit() {
    let place = Place::new();
    let a = place.post("a.md");
    write_changes(&place.file(), &[], &[Change::Read(vec![a], Some(true), DAY)], None).unwrap();
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    let visits: i64 =
        connection.query_row("SELECT count(*) FROM visits", [], |row| row.get(0)).unwrap();
    assert_eq!(visits, 0);
}

#[test]
fn a_mark_on_a_moved_post_is_added_to_those_it_had() {
    let place = Place::new();
    let old = place.post("a/2026-08-15-weekly.md");
    let starred = Change::Starred(vec![old], Some(true), DAY);
    write_changes(&place.file(), &[], &[starred], None).unwrap();
    let new = place.written("b/2026-08-15-weekly.md");
    let read = Change::Read(vec![Arc::clone(&new)], Some(true), DAY);
    write_changes(&place.file(), &[Arc::clone(&new)], &[read], None).unwrap();
    let marks = recall(&place.file()).unwrap().marks;
    assert!(marks.starred.contains(&new.id) && marks.read.contains(&new.id));
}

#[test]
fn a_store_that_cannot_be_written_is_left_alone() {
    let place = Place::new();
    place.put(b"not a database, but long enough to be taken for one if nobody looks");
    let before = fs::read(place.file()).unwrap();
    let error = write_changes(&place.file(), &[], &[Change::Used], None).unwrap_err();
    assert_eq!((error.kind, error.file), (StoreErrorKind::Damaged, place.file()));
    assert_eq!(fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_reader_reads_again_only_what_has_changed() {
    let place = Place::new();
    let a = place.post("a.md");
    let mut reader = StoreReader::new(&place.file());
    assert_eq!(reader.changed(&[]), Ok(None), "there is no store");
    let starred = |on| [Change::Starred(vec![Arc::clone(&a)], Some(on), DAY)];
    write_changes(&place.file(), &[], &starred(true), None).unwrap();
    let memory = reader.changed(&[]).unwrap().expect("a store");
    assert_eq!(memory.marks.starred, [a.id].into());
    assert_eq!(reader.changed(&[]), Ok(None));
    write_changes(&place.file(), &[], &starred(false), None).unwrap();
    let memory = reader.changed(&[]).unwrap().expect("a change");
    assert_eq!(memory.marks.unstarred, [a.id].into());
}
