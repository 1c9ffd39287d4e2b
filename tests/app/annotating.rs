//! Own tags and notes, by keys: on the story or post that is meant, undone, and shown.

use crate::posts::POSTS;
use crate::support::{App, TODAY};
use yunbao::app::{FacetRow, Message, Overlay, Pane, ReadingPosition};
use yunbao::post::{Annotation, MAX_NOTE_BYTES, MAX_OWN_TAGS, Marks, PageId, PostId, Target};
use yunbao::state::{Annotated, Change, Memory, Remembered};
use yunbao::text::Ambiguous;

/// Two digests that share a story, and an article.
const DIGESTS: [(&str, &str); 3] = [
    (
        "2026-08-14.md",
        "# Digest of Friday\n\nIntroduction.\n\n## Istio 1.30\n\nAmbient mode.\n\nSource: https://istio.io/a\n\n\
         ## Envoy 1.40\n\nA proxy.\n\nSource: https://envoyproxy.io/b\n",
    ),
    (
        "2026-08-13.md",
        "# Digest of Thursday\n\n## Istio is out\n\nAgain.\n\nSource: https://istio.io/a\n\n\
         ## Etcd 3.7\n\nA store.\n\nSource: https://etcd.io/c\n",
    ),
    ("2026-08-12.md", "# An essay\n\nWords and more words.\n"),
];

const ISTIO: &str = "https://istio.io/a";

fn app() -> App {
    App::new(120, 40, &DIGESTS)
}

fn post(number: usize) -> Target {
    Target::Post(PostId::of(DIGESTS[number].0.as_bytes()))
}

fn story(url: &str) -> Target {
    Target::Story(PageId::of(url))
}

fn own_tags(app: &App, target: Target) -> Vec<String> {
    app.model.context.marks.own_tags(target).to_vec()
}

fn note(app: &App, target: Target) -> Option<String> {
    app.model.context.marks.note(target).map(str::to_owned)
}

fn tag(app: &mut App, tag: &str) {
    app.press("+").type_text(tag).press("Enter");
}

fn write_note(app: &mut App, note: &str) {
    app.press("C").type_text(note).press("Enter");
}

fn recalled(annotations: &[(Target, &[&str], &str)]) -> Message {
    let own = |(target, tags, note): &(Target, &[&str], &str)| {
        let tags = tags.iter().map(ToString::to_string).collect();
        (*target, Annotation { tags, note: (*note).to_owned() })
    };
    let annotations = annotations.iter().map(own).collect();
    let marks = Marks { annotations, ..Marks::default() };
    Message::Recalled(Box::new(Memory { marks, ..Memory::default() }))
}

fn target_of(annotated: &Annotated) -> Target {
    match annotated {
        Annotated::Post(post) => Target::Post(post.id),
        Annotated::Story(page) => Target::Story(*page),
    }
}

#[test]
fn a_mark_is_on_the_story_in_the_margin_or_else_on_the_post() {
    let mut app = app();
    // At the head of a digest, and in the list, the post is meant.
    tag(&mut app, "todo");
    app.press("Enter s");
    assert_eq!(own_tags(&app, post(0)), ["todo"]);
    let marks = &app.model.context.marks;
    assert!(marks.starred.contains(&PostId::of(DIGESTS[0].0.as_bytes())));
    app.press("]");
    tag(&mut app, "weekly");
    write_note(&mut app, "compare with Linkerd");
    app.press("s");
    let page = PageId::of(ISTIO);
    assert_eq!(own_tags(&app, story(ISTIO)), ["weekly"]);
    assert_eq!(note(&app, story(ISTIO)).as_deref(), Some("compare with Linkerd"));
    assert!(app.model.context.marks.starred_stories.contains(&page));
    assert_eq!(app.model.context.marks.days.starred_stories[&page], TODAY);
    assert!(app.text().contains("Starred the story"), "{}", app.text());
    assert!(app.text().contains("♪ compare with Linkerd"), "{}", app.text());
    assert!(app.text().contains("★ Starred · +weekly"), "{}", app.text());
    // The same story in the next digest has them, too.
    app.press("J ]");
    assert!(app.text().contains("♪ compare with Linkerd"), "{}", app.text());
    // A post without stories.
    app.press("J");
    write_note(&mut app, "well said");
    assert_eq!(note(&app, post(2)).as_deref(), Some("well said"));
    assert!(app.text().contains("♪ well said"), "{}", app.text());
    let kept: Vec<(Target, String)> = app
        .remembered
        .iter()
        .filter_map(|change| match change {
            Change::Tagged(targets, tag, true) => Some((target_of(&targets[0]), tag.clone())),
            Change::Noted(notes) => Some((target_of(&notes[0].0), notes[0].1.clone())),
            _ => None,
        })
        .collect();
    let kept: Vec<(Target, &str)> =
        kept.iter().map(|(target, text)| (*target, text.as_str())).collect();
    let expected = [
        (post(0), "todo"),
        (story(ISTIO), "weekly"),
        (story(ISTIO), "compare with Linkerd"),
        (post(2), "well said"),
    ];
    assert_eq!(kept, expected);
}

#[test]
fn in_a_list_of_stories_the_story_at_the_cursor_is_meant() {
    let mut app = app();
    app.press("S");
    tag(&mut app, "todo");
    assert_eq!(own_tags(&app, story(ISTIO)), ["todo"]);
    assert!(app.text().contains("+todo"), "{}", app.text());
    app.press("/").type_text("mine:todo").press("Enter");
    assert_eq!(app.model.context.results.stories.len(), 1);
    // Posts count with their stories, and show it.
    app.press("S");
    assert_eq!(app.titles(), ["Digest of Friday", "Digest of Thursday"]);
    assert_eq!(app.text().matches("+todo").count(), 3, "two rows and the note: {}", app.text());
}

#[test]
fn tags_are_ticked_added_and_removed() {
    let mut app = app();
    for name in ["todo", "to read", "weekly"] {
        tag(&mut app, name);
    }
    app.press("j +");
    assert!(matches!(app.model.overlay, Some(Overlay::Picker(_))));
    // Tab leaves the picker open, and what is typed next is another tag.
    app.type_text("to").press("Tab");
    app.type_text("weekly").press("Tab Esc");
    assert_eq!(own_tags(&app, post(1)), ["to read", "weekly"]);
    app.press("+");
    assert_eq!(app.text().matches('✓').count(), 2, "{}", app.text());
    // The key that has opened it toggles the most frequent tag.
    app.press("+ Esc");
    assert_eq!(own_tags(&app, post(1)), ["weekly"]);
    // What exists in another spelling is no new tag, and a plus sign is part of a name.
    app.press("+").type_text("To-Read").press("Enter");
    assert_eq!(own_tags(&app, post(1)), ["weekly", "to read"]);
    app.press("+").type_text("C++").press("Enter");
    assert_eq!(own_tags(&app, post(1)), ["weekly", "to read", "C++"]);
    // A tag that merely contains the letters does not get in the way of a new one.
    app.press("+").type_text("wky").press("Enter");
    assert_eq!(own_tags(&app, post(1)).last().map(String::as_str), Some("wky"));
    app.press("+ Esc");
    assert_eq!(own_tags(&app, post(1)).len(), 4, "Esc changes nothing");
}

#[test]
fn everything_is_undone() {
    let mut app = app();
    tag(&mut app, "todo");
    write_note(&mut app, "first");
    app.press("C C-u").type_text("second").press("Enter");
    app.press("C C-u Enter");
    assert!(app.text().contains("Note removed (U: undo)"), "{}", app.text());
    assert_eq!(note(&app, post(0)), None);
    tag(&mut app, "todo");
    assert!(own_tags(&app, post(0)).is_empty());
    app.press("U");
    assert_eq!(own_tags(&app, post(0)), ["todo"]);
    app.press("U");
    assert_eq!(note(&app, post(0)).as_deref(), Some("second"));
    app.press("U");
    assert_eq!(note(&app, post(0)).as_deref(), Some("first"));
    app.press("U U");
    assert!(app.model.context.marks.annotations.is_empty());
    app.press("U");
    assert!(app.text().contains("Nothing to undo"));
    // A star gets back the day on which it was set.
    app.press("s");
    let later = TODAY.tomorrow().unwrap();
    app.message(Message::Today(later));
    app.press("s U");
    let days = &app.model.context.marks.days.starred;
    assert_eq!(days.values().copied().collect::<Vec<_>>(), [TODAY]);
    assert!(matches!(app.remembered.last(), Some(Change::Starred(_, Some(true), Some(TODAY)))));
}

#[test]
fn the_selected_rows_are_tagged_and_noted_together() {
    let mut app = app();
    tag(&mut app, "todo");
    app.press("x x");
    tag(&mut app, "weekly");
    app.press("+");
    assert_eq!(app.text().matches('✓').count(), 1, "only what all have is ticked");
    app.type_text("todo").press("Enter");
    assert_eq!(own_tags(&app, post(0)), ["todo", "weekly"]);
    assert_eq!(own_tags(&app, post(1)), ["weekly", "todo"]);
    write_note(&mut app, "both");
    assert_eq!(note(&app, post(0)), note(&app, post(1)));
    app.press("U U");
    assert_eq!(own_tags(&app, post(0)), ["todo", "weekly"], "it had that tag before");
    assert_eq!(own_tags(&app, post(1)), ["weekly"]);
    assert!(note(&app, post(0)).is_none() && note(&app, post(1)).is_none());
}

#[test]
fn long_notes_are_edited_in_the_editor() {
    let mut app = app();
    app.press("C").type_text("begun").press("C-e");
    assert_eq!(app.edited_notes, [(vec![post(0)], "begun".to_owned())]);
    assert!(app.model.overlay.is_none());
    let text = "one\n\n\ttwo \u{1b}[31mred\u{202e}\n\n";
    let edited = Message::NoteEdited { targets: vec![post(0)], note: text.to_owned() };
    app.message(edited.clone());
    assert_eq!(note(&app, post(0)).as_deref(), Some("one\n\n\ttwo [31mred"));
    let screen = app.text();
    assert!(screen.contains("♪ one") && screen.contains("      two [31mred"), "{screen}");
    // Several lines have no room in the box.
    app.press("C");
    assert!(app.model.overlay.is_none() && app.edited_notes.len() == 2);
    assert_eq!(app.edited_notes[1].1, "one\n\n\ttwo [31mred");
    let before = app.remembered.len();
    app.message(edited);
    assert_eq!(app.remembered.len(), before);
    assert!(app.text().contains("Note unchanged"));
    let note = "云".repeat(MAX_NOTE_BYTES);
    app.message(Message::NoteEdited { targets: vec![post(1)], note });
    assert!(app.text().contains("Note cut: it was longer than 16 kB"), "{}", app.text());
    assert!(self::note(&app, post(1)).is_some_and(|note| note.len() <= MAX_NOTE_BYTES));
    app.message(Message::NoteEdited { targets: vec![post(1)], note: " \n".to_owned() });
    assert_eq!(self::note(&app, post(1)), None);
}

#[test]
fn the_filter_pane_has_the_own_tags() {
    let mut app = app();
    app.message(recalled(&[
        (story(ISTIO), &["weekly"], "a note"),
        (post(2), &["weekly", "todo"], ""),
        (story("https://gone.example/"), &["gone"], ""),
    ]));
    let rows = |app: &App| -> Vec<String> {
        let facets = &app.model.facets;
        let row = |row: &FacetRow| match *row {
            FacetRow::Noted { count, .. } => Some(format!("note {count}")),
            FacetRow::MyTags { count, .. } => Some(format!("tags {count}")),
            FacetRow::MyTag { tag, count, .. } => Some(format!("{} {count}", facets.own_tag(tag))),
            _ => None,
        };
        facets.rows.iter().filter_map(row).collect()
    };
    assert_eq!(rows(&app), ["note 2", "tags 2", "weekly 3", "todo 1"]);
    app.press("S");
    assert_eq!(rows(&app), ["note 1", "tags 1", "weekly 1"]);
    app.press("S h f").type_text("wee").press("Enter");
    assert_eq!(rows(&app), ["tags 1", "weekly 3"]);
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "mine:weekly");
    assert_eq!(app.titles().len(), 3);
    app.press("-");
    assert_eq!(app.model.context.query.text(), "-mine:weekly");
    assert_eq!(rows(&app)[1], "weekly 0", "still there to be included again");
    app.press("Enter Enter");
    assert_eq!(app.model.context.query.text(), "");
    app.press("Esc");
    let at = app.model.facets.rows.iter().position(|row| matches!(row, FacetRow::Noted { .. }));
    app.model.facets.cursor = at.unwrap();
    app.model.context.focus = Pane::Facets;
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "has:note");
    assert_eq!(app.titles(), ["Digest of Friday", "Digest of Thursday"]);
    // Tab completes them in the query line.
    app.press("/ C-u").type_text("mine:w").press("Tab");
    assert_eq!(app.model.context.query.text(), "mine:weekly");
}

#[test]
fn other_instances_and_moved_files() {
    use yunbao::app::Changed;
    let mut app = app();
    app.message(recalled(&[(post(0), &["todo"], "here")]));
    app.press("Enter ]");
    let place = |app: &App| {
        let reader = &app.model.reader;
        (reader.line - reader.head.len(), reader.line - reader.top)
    };
    let (before, head) = (place(&app), app.model.reader.head.len());
    // The head grows above the story that is being read.
    let theirs = Remembered {
        post: PostId::of(DIGESTS[0].0.as_bytes()),
        read: Some(true),
        starred: None,
        place: ReadingPosition::default(),
        read_day: Some(TODAY),
        starred_day: None,
        annotation: Annotation { tags: vec!["todo".to_owned()], note: "a\nb\nc".to_owned() },
    };
    app.message(Message::Remembered {
        posts: vec![theirs],
        stories: Vec::new(),
        views: None,
        queries: None,
    });
    assert_eq!((place(&app).0, app.model.reader.head.len()), (before.0, head + 2));
    assert_eq!(note(&app, post(0)).as_deref(), Some("a\nb\nc"));
    let mut posts = DIGESTS.to_vec();
    posts[0].0 = "elsewhere/2026-08-14.md";
    let (library, _) = crate::support::library(&posts);
    let to = PostId::of(b"elsewhere/2026-08-14.md");
    let from = PostId::of(DIGESTS[0].0.as_bytes());
    app.message(Message::Changed(Changed {
        generation: app.model.context.load.generation,
        library,
        problems: std::sync::Arc::default(),
        changed: Vec::new(),
        moved: vec![(from, to)],
        new: 0,
        gone: 0,
    }));
    assert_eq!(own_tags(&app, Target::Post(to)), ["todo"]);
    assert_eq!(note(&app, Target::Post(to)).as_deref(), Some("a\nb\nc"));
}

#[test]
fn there_is_a_limit_and_odd_places_are_told() {
    let mut app = app();
    let tags: Vec<String> = (0..MAX_OWN_TAGS).map(|number| format!("t{number}")).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    app.message(recalled(&[(post(0), &tags, "")]));
    tag(&mut app, "one more");
    assert!(app.text().contains("At most 64 tags"), "{}", app.text());
    assert_eq!(own_tags(&app, post(0)).len(), MAX_OWN_TAGS);
    app.press("/").type_text("nowhere").press("Enter + C");
    assert!(app.model.overlay.is_none() && app.text().contains("No post to read"));
    let mut app = App::empty(120, 40);
    app.press("+ C s");
    assert!(app.model.overlay.is_none());
}

#[test]
fn notes_are_shown_before_everything_is_loaded() {
    let mut app = App::empty(120, 40);
    app.load_part(&DIGESTS[..1], false);
    app.message(recalled(&[(story(ISTIO), &["todo"], "early")]));
    app.press("Enter");
    assert!(app.text().contains("♪ early") && app.text().contains("+todo"), "{}", app.text());
    app.load(&DIGESTS);
    let screen = app.text();
    assert!(screen.contains("♪ early") && screen.contains("Also in: 2026-08-13"), "{screen}");
}

#[test]
fn signs_are_words_where_they_would_take_two_cells() {
    let mut app = app();
    app.model.context.config.ambiguous_width = Ambiguous::Two;
    app.message(recalled(&[(post(0), &[], "here"), (story(ISTIO), &[], "there")]));
    app.press("Enter");
    let screen = app.text();
    assert!(!screen.contains('♪'), "{screen}");
    assert!(screen.contains("note here") && screen.contains("note there"), "{screen}");
}

#[test]
fn own_tags_are_clicked_like_tags() {
    use yunbao::app::{Gesture, Mouse};
    let mut app = app();
    app.message(recalled(&[(post(0), &["todo"], "")]));
    let screen = app.text();
    let (y, line) = screen
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("+todo"))
        .nth(1)
        .unwrap_or_else(|| panic!("{screen}"));
    let at = line.rfind("+todo").unwrap();
    let x = Ambiguous::One.width(&line[..at]) as u16;
    app.message(Message::Mouse(Mouse { x: x + 1, y: y as u16, what: Gesture::Click }));
    assert_eq!(app.model.context.query.text(), "mine:todo");
}

#[test]
fn a_small_screen_and_the_samples_bear_them() {
    for (width, height) in [(30, 8), (80, 24), (200, 60)] {
        let mut app = App::new(width, height, &POSTS);
        tag(&mut app, "一个很长的自己的标签，长得屏幕都放不下");
        write_note(
            &mut app,
            "笔记 with words that do not fit on one line of a small screen at all",
        );
        app.press("Enter + Esc C Esc q S");
        tag(&mut app, "todo");
        let _ = app.text();
    }
}

#[test]
fn a_dossier_shows_them_and_takes_them() {
    let mut app = app();
    app.press("S D");
    tag(&mut app, "todo");
    write_note(&mut app, "compare");
    assert_eq!(own_tags(&app, story(ISTIO)), ["todo"]);
    assert_eq!(note(&app, story(ISTIO)).as_deref(), Some("compare"));
    let screen = app.text();
    assert!(screen.contains("+todo") && screen.contains("♪ compare"), "{screen}");
    app.press("C");
    assert!(app.text().contains("Note on Istio"), "{}", app.text());
    app.press("Esc U U");
    assert!(app.model.context.marks.annotations.is_empty() && !app.text().contains('♪'));
}

#[test]
fn a_half_typed_tag_stays_while_posts_come_in() {
    let mut app = App::empty(120, 40);
    app.load_part(&DIGESTS[..1], false);
    app.press("+").type_text("tod");
    app.load_part(&DIGESTS, true);
    let Some(Overlay::Picker(picker)) = &app.model.overlay else { panic!("{}", app.text()) };
    assert_eq!(picker.typed.to_string(), "tod");
    app.type_text("o").press("Enter");
    assert_eq!(own_tags(&app, post(0)), ["todo"]);
}
