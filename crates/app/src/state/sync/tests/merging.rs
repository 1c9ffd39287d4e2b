//! The same records give the same marks, whatever their order and number, and the clocks of the machines.

use super::*;
use crate::post::Date;
use crate::state::sync::post_key::PostKey;
use crate::state::sync::record::RecordTarget;
use proptest::prelude::*;

/// Any record about the posts and two stories, with few stamps and machines, so that there are ties. None is from
/// an unknown time: notes of such a time are put together.
fn any_record() -> impl Strategy<Value = MarkRecord> {
    let on = prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
    let kinds = (0..5_usize, 0..4_usize, on, 2..7_i64, 0..2_usize, any::<bool>());
    kinds.prop_map(|(target, mark, on, stamp, machine, has_day)| {
        let target = match target {
            0 | 1 => RecordTarget::Story(PageId(target as u64)),
            _ => {
                let title = ["a", "b", "c"][target - 2];
                RecordTarget::Post(PostKey {
                    root: ["blog", "other"][machine].to_owned(),
                    path: format!("_posts/{title}.md"),
                    title: title.to_owned(),
                    day: Some(Date::constant(2026, 1, 14)),
                    text: 0,
                })
            }
        };
        let mark = match mark {
            0 => SyncedMark::Read(on),
            1 => SyncedMark::Starred(on),
            2 => SyncedMark::Note(format!("{on:?}")),
            _ => SyncedMark::Tag(["t", "u"][usize::from(stamp % 2 == 0)].to_owned(), on.is_some()),
        };
        let day = DAY.filter(|_| has_day);
        MarkRecord { target, mark, day, stamp, machine: ["m1", "m2"][machine].to_owned() }
    })
}

/// Appends records to files, each to that of its number, with a pass after every few of them.
fn deliver(
    machine: &mut TestMachine,
    records: &[(MarkRecord, usize)],
    files: usize,
    passes: usize,
) {
    for (number, (record, file)) in records.iter().enumerate() {
        let path = file_of(&machine.folder(), &format!("f{}", file % files));
        let mut bytes = fs::read(&path).unwrap_or_default();
        bytes.extend(record.line());
        fs::write(&path, bytes).unwrap();
        if number % passes == 0 {
            assert_eq!(machine.pass(), []);
        }
    }
    assert_eq!(machine.pass(), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The same records in another order, repeated, and split over other files, read at once or piece by
    /// piece, before or after the posts are there.
    #[test]
    fn records_in_any_order_and_number_give_the_same_marks(
        (records, shuffled) in prop::collection::vec((any_record(), 0..4_usize), 1..24).prop_flat_map(|records| {
            let mut twice = records.clone();
            twice.extend(records.iter().take(8).cloned());
            (Just(records), Just(twice).prop_shuffle())
        }),
        passes in 1..12_usize,
    ) {
        let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
        one.start();
        deliver(&mut one, &records, 1, usize::MAX);
        deliver(&mut other, &shuffled, 4, passes);
        other.start();
        prop_assert_eq!(one.marks(), other.marks());
        let before = other.marks();
        let mut other = other.restarted();
        prop_assert_eq!(other.marks(), before);
        other.start();
        prop_assert_eq!(one.marks(), other.marks());
    }

    /// Three machines set marks and copy files to each other in any order; one has a clock that is far ahead.
    #[test]
    fn machines_that_copy_files_in_any_order_come_to_the_same(
        steps in prop::collection::vec((0..3_usize, 0..3_usize, 0..36_usize, any::<bool>()), 1..20),
    ) {
        let mut machines = [TestMachine::new(), TestMachine::with_root("news"), TestMachine::new()];
        for machine in &mut machines {
            machine.start();
        }
        machines[1].connection.execute("UPDATE sync_machine SET stamp = 1 << 60", []).unwrap();
        for (from, to, kind, on) in steps {
            machines[from].mark_any(kind, on);
            if from != to {
                let own = machines[from].own_file();
                let target = machines[to].folder().join(own.file_name().unwrap());
                fs::copy(&own, target).unwrap();
                assert_eq!(machines[to].pass(), []);
            }
        }
        exchange(&mut machines);
        prop_assert_eq!(machines[0].marks(), machines[1].marks());
        prop_assert_eq!(machines[0].marks(), machines[2].marks());
        let machines = machines.map(TestMachine::restarted);
        prop_assert_eq!(machines[0].marks(), machines[1].marks());
    }
}

#[test]
fn the_later_mark_counts_whatever_the_clocks_say() {
    let mut machines = [TestMachine::new(), TestMachine::new()];
    for machine in &mut machines {
        machine.start();
    }
    // The clock of the first one is some thousand years ahead.
    machines[0].connection.execute("UPDATE sync_machine SET stamp = 1 << 59", []).unwrap();
    for turn in 0..6 {
        machines[turn % 2].read(0, Some(turn % 3 == 0));
        exchange(&mut machines);
        for machine in &machines {
            assert_eq!(machine.is_read(0), Some(turn % 3 == 0), "turn {turn}");
        }
    }
}

#[test]
fn removed_marks_are_removed_everywhere() {
    let mut machines = [TestMachine::new(), TestMachine::new()];
    for machine in &mut machines {
        machine.start();
    }
    let post = Arc::clone(&machines[0].posts[1]);
    let annotated = || Annotated::Post(Arc::clone(&post));
    machines[0].read(0, Some(true));
    machines[0].mark(Change::Starred(vec![Arc::clone(&post)], Some(true), DAY));
    machines[0].mark(Change::Tagged(vec![annotated()], "one".to_owned(), true));
    machines[0].mark(Change::Tagged(vec![annotated()], "two".to_owned(), true));
    machines[0].mark(Change::Noted(vec![(annotated(), "note".to_owned())]));
    machines[0].mark(Change::StarredStories(vec![PageId(u64::MAX)], Some(true), DAY));
    exchange(&mut machines);
    let memory = machines[1].memory();
    assert_eq!(machines[1].is_read(0), Some(true));
    assert_eq!(memory.days.read.values().copied().collect::<Vec<_>>(), [DAY.unwrap()]);
    assert!(memory.starred_stories.contains(&PageId(u64::MAX)));
    let own = memory.annotations.values().next().unwrap();
    assert_eq!((own.tags.join(" "), own.note.as_str()), ("one two".to_owned(), "note"));

    let post = Arc::clone(&machines[1].posts[1]);
    let annotated = || Annotated::Post(Arc::clone(&post));
    machines[1].read(0, None);
    machines[1].mark(Change::Starred(vec![Arc::clone(&post)], None, None));
    machines[1].mark(Change::Tagged(vec![annotated()], "one".to_owned(), false));
    machines[1].mark(Change::Noted(vec![(annotated(), String::new())]));
    machines[1].mark(Change::StarredStories(vec![PageId(u64::MAX)], None, None));
    exchange(&mut machines);
    let memory = machines[0].memory();
    assert_eq!(machines[0].is_read(0), None);
    assert!(memory.starred.is_empty() && memory.starred_stories.is_empty());
    let own: Vec<_> = memory.annotations.values().collect();
    assert!(own.len() == 1 && own[0].tags == ["two"] && own[0].note.is_empty(), "{own:?}");
    assert_eq!(machines[0].marks(), machines[1].marks());
}

#[test]
fn tags_of_two_machines_are_put_together() {
    let mut machines = [TestMachine::new(), TestMachine::new()];
    for machine in &mut machines {
        machine.start();
        let post = Annotated::Post(Arc::clone(&machine.posts[0]));
        let tag = machine.id();
        machine.mark(Change::Tagged(vec![post], tag, true));
    }
    exchange(&mut machines);
    let memory = machines[0].memory();
    let tags = &memory.annotations.values().next().unwrap().tags;
    assert_eq!(tags.len(), 2);
    assert_eq!(machines[0].marks(), machines[1].marks());
}

#[test]
fn notes_from_before_the_sync_are_put_together() {
    let mut machines = [TestMachine::new(), TestMachine::new(), TestMachine::new()];
    for (number, machine) in machines.iter_mut().enumerate() {
        let post = Annotated::Post(Arc::clone(&machine.posts[0]));
        let story = Annotated::Story(PageId(5));
        let note = |target| Change::Noted(vec![(target, format!("note {number}"))]);
        machine.mark(note(post));
        machine.mark(note(story));
    }
    // The first two begin at the same time; the third one finds what they have written.
    machines[0].start();
    machines[1].start();
    exchange(&mut machines[..2]);
    exchange(&mut machines[..2]);
    let (first, third) = machines.split_at_mut(2);
    first[0].copy_to(&mut third[0]);
    first[1].copy_to(&mut third[0]);
    third[0].start();
    exchange(&mut machines);
    for machine in &machines {
        assert_eq!(machine.marks(), machines[0].marks());
        for target in ["a", "story 5"] {
            let marks = &machine.marks()[target];
            for number in 0..3 {
                assert_eq!(marks.matches(&format!("note {number}")).count(), 1, "{marks}");
            }
        }
    }
    // From now on, the later one replaces the earlier one.
    let post = Annotated::Post(Arc::clone(&machines[1].posts[0]));
    machines[1].mark(Change::Noted(vec![(post, "one".to_owned())]));
    exchange(&mut machines);
    assert!(machines[0].marks()["a"].contains("\"one\""));
}

#[test]
fn the_last_of_several_marks_in_one_write_counts() {
    let mut machines = [TestMachine::new(), TestMachine::new()];
    machines[0].start();
    machines[1].start();
    let post = vec![Arc::clone(&machines[0].posts[0])];
    let changes =
        [Some(true), Some(false), Some(true), None].map(|on| Change::Read(post.clone(), on, DAY));
    let TestMachine { connection, attendance, sync, .. } = &mut machines[0];
    write::write(connection, &changes, attendance, &sync.settings.roots).unwrap();
    assert_eq!(machines[0].pass(), []);
    exchange(&mut machines);
    assert_eq!(machines[1].is_read(0), None);
    machines[0].read(0, Some(false));
    exchange(&mut machines);
    assert_eq!(machines[1].is_read(0), Some(false));
}
