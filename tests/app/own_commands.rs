//! Commands of the user's own: where they can be started, for what, and what becomes of their output.

use crate::posts::POSTS;
use crate::support::App;
use std::path::Path;
use yunbao::app::{CommandEnd, CommandFailure, CommandItem, Message, Page, Pane};
use yunbao::config::{CommandTarget, File};
use yunbao::messages::Language;
use yunbao::post::Target;

const CONFIG: &str = "commands:
  - {name: translate, key: 'g w', run: [trans, -b, ':zh'], in: markdown, out: reader}
  - {name: count, key: k, run: [wc, -w], in: text, out: notice}
  - {name: open story, run: [w3m, '%u'], where: story, out: terminal}
  - {name: mail, run: [mail], where: selection, in: json}
";

fn with_commands(width: u16, height: u16) -> App {
    let mut app = App::new(width, height, &POSTS);
    let (config, problems) = yunbao::config::read(CONFIG, Path::new("/"));
    assert_eq!(problems, []);
    let path = Some("/config.yaml".into());
    let file = File { path, text: CONFIG.to_owned(), config, problems, ..File::default() };
    let (file, language) = (Box::new(file), Language::English);
    app.message(Message::Configured { file, language, reload: false });
    app
}

fn end(app: &mut App, end: CommandEnd) {
    let number = app.commands.last().unwrap().number;
    app.message(Message::CommandEnded { number, end });
}

fn done(app: &mut App, output: &str) {
    let output = output.to_owned();
    end(app, CommandEnd::Done { output, is_cut: false, is_kept: false });
}

/// The name and the titles that the last command was started for.
fn started(app: &App) -> (&str, Vec<&str>) {
    let job = app.commands.last().expect("a command was started");
    (&job.command.name, job.items.iter().map(CommandItem::title).collect())
}

/// The notice that is shown.
fn notice(app: &App) -> &str {
    app.model.notices.shown().map_or("", |notice| &notice.text)
}

#[test]
fn commands_are_listed_by_a_key_and_stand_in_palette_and_help() {
    let mut app = with_commands(120, 40);
    app.press("|");
    let text = app.text();
    for (name, keys) in [("translate", "g w"), ("count", "k"), ("open story", ""), ("mail", "")] {
        let row = text.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{text}"));
        assert!(row.contains(keys), "{row}");
    }
    app.type_text("cou").press("Enter");
    assert_eq!(started(&app).0, "count");
    assert!(app.model.overlay.is_none());
    app.press(":").type_text("open sto");
    assert!(app.text().contains("open story"), "{}", app.text());
    app.press("Esc ?").press("/").type_text("own");
    app.press("Esc");
    let rows: Vec<String> = help(&mut app);
    for row in ["g w translate", "k count", "| open story"] {
        assert!(rows.iter().any(|shown| shown == row), "{row} in {rows:?}");
    }
}

/// The rows of the help with their keys.
fn help(app: &mut App) -> Vec<String> {
    let keymap = &app.model.context.keymap;
    let rows = yunbao::app::help_rows(keymap, yunbao::app::KeyContext::List, Language::English);
    rows.iter()
        .filter_map(|row| match row {
            yunbao::app::HelpRow::Keys(keys, text) => Some(format!("{keys} {text}")),
            _ => None,
        })
        .collect()
}

#[test]
fn without_commands_a_sentence_says_where_to_add_them() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("|");
    assert!(app.model.overlay.is_none());
    assert!(notice(&app).contains("add them as commands in the config"), "{}", notice(&app));
}

#[test]
fn a_command_runs_for_what_the_user_looks_at() {
    let mut app = with_commands(120, 40);
    let first = app.selected();
    app.press("g w");
    assert_eq!(started(&app), ("translate", vec![first.as_str()]));
    // In the list of posts there is no story.
    app.press("|").type_text("open").press("Enter");
    assert!(notice(&app).contains("open story is for stories"), "{}", notice(&app));
    assert_eq!(app.commands.len(), 1);
    // In the reader, the story that is read.
    app.press("Enter ] |").type_text("open").press("Enter");
    assert_eq!(started(&app), ("open story", vec!["ambient 模式的两层结构"]));
    let item = &app.commands.last().unwrap().items[0];
    assert_eq!(item.url(), Some("https://istio.io/latest/docs/ambient/overview/"));
    assert!(item.offset.is_some_and(|offset| offset > 0));
    app.press("|").type_text("mail").press("Enter");
    assert!(matches!(app.commands.last().unwrap().items[0].target, Target::Story(_)));
    // In a list of stories, the one at the cursor.
    app.press("S j |").type_text("open").press("Enter");
    let (_, story) = app.model.context.selected_story().unwrap();
    assert_eq!(started(&app).1, [story.title()]);
}

#[test]
fn a_command_for_a_selection_gets_all_of_it() {
    let mut app = with_commands(120, 40);
    let titles: Vec<String> = app.titles().into_iter().take(2).collect();
    app.press("x x |").type_text("mail").press("Enter");
    assert_eq!(started(&app).1, titles);
    assert_eq!(app.commands[0].command.target, CommandTarget::Selection);
    // Others get the one at the cursor.
    app.press("k");
    assert_eq!(started(&app).1.len(), 1);
}

#[test]
fn in_trends_a_command_says_that_it_is_not_for_them() {
    let mut app = with_commands(120, 40);
    app.press("T k");
    assert!(app.commands.is_empty(), "k moves there");
    app.press("|").type_text("count").press("Enter");
    assert!(app.commands.is_empty());
    assert!(notice(&app).contains("not for trends"), "{}", notice(&app));
}

#[test]
fn what_runs_is_seen_and_escape_stops_the_newest() {
    let mut app = with_commands(120, 40);
    app.press("g w k");
    app.message(Message::Told(yunbao::app::Notice { text: String::new(), is_error: false }));
    assert!(app.text().contains("translate, count… (Esc stops)"), "{}", app.text());
    app.press("k");
    assert_eq!(notice(&app), "count is running already");
    app.press("Esc");
    assert_eq!(app.stopped, [2]);
    end(&mut app, CommandEnd::Cancelled);
    assert_eq!(notice(&app), "Stopped count");
    // The list has those that run, too.
    app.press("|");
    assert!(app.text().contains("translate: stop"), "{}", app.text());
    app.press("End Enter");
    assert_eq!(app.stopped, [2, 1]);
}

#[test]
fn an_output_is_read_in_place_of_the_post_and_left_again() {
    let mut app = with_commands(120, 40);
    app.press("Enter J K j j j");
    let place = app.model.reader.place();
    app.press("g w");
    done(&mut app, "Key: value\n\n# 译文\n\n**三则消息**值得一读。[来源](https://istio.io/)\n");
    let text = app.text();
    for shown in ["translate: 服务网格一周", "trans -b :zh", "r runs it again"] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    for shown in ["Key: value", "译文", "三则消息值得一读", "来源"] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    assert_eq!(app.model.context.focus, Pane::Reader);
    // It is searched like a post; marks go to the post.
    app.press("/").type_text("三则").press("Enter");
    assert!(app.text().contains("1/1") || app.text().contains("1 of 1"), "{}", app.text());
    app.press("s");
    let id = app.model.context.library.posts()[0].id;
    let stars = app.model.context.effective_marks();
    assert!(stars.is_starred(id) || stars.starred_pages().count() == 1);
    // Escape closes the search first.
    app.press("Esc");
    assert!(app.text().contains("三则消息"), "{}", app.text());
    app.press("q");
    assert!(!app.text().contains("三则消息"), "{}", app.text());
    assert_eq!(app.model.context.focus, Pane::Reader);
    assert_eq!(app.model.reader.place(), place, "the post is where it was");
    app.press("q");
    assert!(!app.quit && app.model.context.focus == Pane::List);
}

#[test]
fn an_output_has_no_marks_and_no_place_of_its_own() {
    let mut app = with_commands(80, 24);
    app.press("g w");
    app.remembered.clear();
    done(&mut app, &"line\n\n".repeat(200));
    app.press("Space Space G m");
    app.press("Esc");
    let ids: Vec<_> = app.model.context.library.posts().iter().map(|post| post.id).collect();
    for change in &app.remembered {
        let text = format!("{change:?}");
        assert!(ids.iter().any(|id| text.contains(&format!("{id:?}"))) || text.contains("Session"));
    }
    assert_eq!(app.model.context.focus, Pane::List, "back to where it was started");
}

#[test]
fn another_post_takes_the_place_of_an_output() {
    let mut app = with_commands(120, 40);
    app.press("g w");
    done(&mut app, "translated\n");
    app.press("J");
    assert!(!app.text().contains("translated"), "{}", app.text());
    app.press("K");
    assert!(!app.text().contains("translated"), "{}", app.text());
    // From the list, Enter reads the post, and not what was made from it.
    app.press("q g w");
    done(&mut app, "translated\n");
    app.press("h");
    assert!(app.text().contains("translated"), "{}", app.text());
    app.press("Enter");
    assert!(!app.text().contains("translated"), "{}", app.text());
}

#[test]
fn an_output_that_comes_late_waits_to_be_read() {
    let mut app = with_commands(120, 40);
    app.press("g w j");
    done(&mut app, "translated\n");
    assert!(!app.text().contains("translated"));
    assert!(notice(&app).starts_with("Done: translate: 服务网格一周"), "{}", notice(&app));
    app.press("| Enter");
    assert!(app.text().contains("translated"), "{}", app.text());
    // What is typed does not go into an output.
    let mut app = with_commands(120, 40);
    app.press("g w /").type_text("ist");
    done(&mut app, "translated\n");
    assert!(!app.text().contains("translated") && app.model.context.query.text() == "ist");
}

#[test]
fn a_command_is_run_again_by_a_key() {
    let mut app = with_commands(200, 40);
    app.press("g w");
    assert!(!app.commands[0].is_again);
    let output = "translated\n".to_owned();
    end(&mut app, CommandEnd::Done { output, is_cut: true, is_kept: true });
    let text = app.text();
    assert!(text.contains("from an earlier run · cut, as it was too long"), "{text}");
    app.press("r");
    assert!(app.commands[1].is_again && app.looks == 0);
    done(&mut app, "again\n");
    assert!(app.text().contains("again") && !app.text().contains("earlier run"), "{}", app.text());
    // Away from the output, the key looks for changes.
    app.press("q r");
    assert_eq!((app.commands.len(), app.looks), (2, 1));
}

#[test]
fn an_output_of_a_dossier_leads_back_to_it() {
    let mut app = with_commands(120, 40);
    app.press("S D");
    assert_eq!(app.model.context.page, Page::Dossier, "{}", app.text());
    app.press("g w");
    done(&mut app, "translated\n");
    assert!(app.text().contains("translated"), "{}", app.text());
    app.press("Esc");
    assert_eq!(app.model.context.page, Page::Dossier);
}

#[test]
fn a_notice_has_the_first_line() {
    let mut app = with_commands(120, 40);
    app.press("k");
    done(&mut app, "\n  1234\tfile\nmore\n");
    assert_eq!(notice(&app), "count: 1234 file");
    app.press("k");
    done(&mut app, " \n");
    assert_eq!(notice(&app), "count printed nothing");
    app.press("|").type_text("mail").press("Enter");
    let before = app.model.notices.history().len();
    done(&mut app, "ignored");
    assert_eq!(app.model.notices.history().len(), before, "it says nothing");
}

#[test]
fn a_failure_says_what_and_why() {
    let mut app = with_commands(120, 40);
    let failures = [
        (
            CommandFailure::NotFound("wc".into()),
            "count: wc was not found; install it, or correct run in the config",
        ),
        (
            CommandFailure::Code("wc".into(), 3, "one\ntwo\n".into()),
            "count: wc ended with code 3: one / two",
        ),
        (CommandFailure::Signal("wc".into(), 9, String::new()), "count: wc was ended by signal 9"),
        (
            CommandFailure::TimeLimit(60, "slow".into()),
            "count was stopped, as it took longer than 60 s (timeout): slow",
        ),
        (
            CommandFailure::WantedTerminal,
            "count was stopped, as it wanted the terminal: set out: terminal for it",
        ),
        (CommandFailure::NoUrl, "count needs the address of a page, and there is none"),
    ];
    for (failure, sentence) in failures {
        app.press("k");
        end(&mut app, CommandEnd::Failed(failure));
        let shown = app.model.notices.shown().unwrap();
        assert!(shown.is_error);
        assert_eq!(shown.text, sentence);
    }
}

#[test]
fn the_screens_of_commands() {
    for (width, height) in [(120, 40), (80, 24), (30, 8)] {
        let mut app = with_commands(width, height);
        app.press("g w");
        app.message(Message::Told(yunbao::app::Notice { text: String::new(), is_error: false }));
        app.press("|");
        insta::assert_snapshot!(format!("commands_{width}x{height}"), app.screen());
        app.press("Esc");
        done(
            &mut app,
            "# 译文\n\n**三件事**值得一读。\n\n- [来源](https://istio.io/)\n\n```yaml\na: 1\n```\n",
        );
        insta::assert_snapshot!(format!("output_{width}x{height}"), app.screen());
    }
}
