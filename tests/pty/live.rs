//! The program while files change, and with a post from a pipe.

use crate::home::Home;
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

fn titled(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-01-05\n---\nText of {title}.\n")
}

#[test]
fn what_changes_on_the_disk_is_on_the_screen() {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.md"), titled("Alpha")).unwrap();
    fs::write(folder.join("b.md"), titled("Beta")).unwrap();
    let mut terminal = Terminal::start(&home, Path::new(PROGRAM), &["digests"], &[], (120, 30));
    terminal.wait_for_text("2 of 2");
    fs::create_dir(folder.join("more")).unwrap();
    fs::write(folder.join("more/c.md"), titled("Gamma")).unwrap();
    terminal.wait_for_text("3 of 3");
    terminal.wait_for_text("1 new post");
    terminal.send("\r");
    terminal.wait_for_text("Text of Alpha.");
    // As an editor saves: to a file beside it, which is then renamed over it.
    fs::write(folder.join("a.md.new"), titled("Another Alpha")).unwrap();
    fs::rename(folder.join("a.md.new"), folder.join("a.md")).unwrap();
    terminal.wait_for_text("Text of Another Alpha.");
    for number in 0..1000 {
        fs::write(folder.join(format!("more/{number}.md")), titled("One of many")).unwrap();
    }
    terminal.wait_for_text("1003 of 1003");
    terminal.wait_for_text("Text of Another Alpha.");
    fs::rename(&folder, home.path().join("away")).unwrap();
    terminal.wait_for_text("0 of 0");
    fs::rename(home.path().join("away"), &folder).unwrap();
    terminal.wait_for_text("1003 of 1003");
    // On request as well.
    terminal.send("r");
    terminal.wait_for_text("Nothing has changed");
    fs::write(folder.join("z.md"), titled("Omega")).unwrap();
    terminal.wait_for_text("1004 of 1004");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn what_is_muted_with_a_key_stands_in_the_config_until_it_is_undone() {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    let tagged = |tag: &str| format!("---\ntitle: On {tag}\ntags: [{tag}]\n---\nText.\n");
    fs::write(folder.join("a.md"), tagged("ads")).unwrap();
    fs::write(folder.join("b.md"), tagged("mesh")).unwrap();
    let config = home.path().join("own/config.yaml");
    let arguments = ["--config", "own/config.yaml", "digests"];
    fs::create_dir(home.path().join("own")).unwrap();
    let before = "# Mine.\nrules:\n  - {when: x, score: 1} # why\n\nresume: no # later\n";
    fs::write(&config, before).unwrap();
    let mut terminal = Terminal::start(&home, Path::new(PROGRAM), &arguments, &[], (120, 30));
    terminal.wait_for_text("2 of 2");
    terminal.send("i");
    terminal.wait_for_text("tag:ads");
    terminal.send("\r");
    terminal.wait_for_text("1 of 2");
    terminal.wait_for_text("Muted tag:ads: U undoes");
    let after = before.replace("# why\n", "# why\n  - {when: 'tag:ads', mute: true}\n");
    assert_eq!(fs::read_to_string(&config).unwrap(), after);
    terminal.send("U");
    terminal.wait_for_text("2 of 2");
    assert_eq!(fs::read_to_string(&config).unwrap(), before);
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn a_post_is_piped_in_and_the_keys_come_from_the_terminal() {
    let home = Home::new();
    let post = "---\ntitle: Piped\n---\n\n## First\n\nText.\n\n## Second\n\nMore.\n";
    fs::write(home.path().join("post.md"), post).unwrap();
    let script = format!("cat post.md | '{PROGRAM}' -");
    let mut terminal = Terminal::start(&home, Path::new("sh"), &["-c", &script], &[], (120, 30));
    terminal.wait_for_text("Piped");
    terminal.wait_for_text("1 of 1");
    terminal.send("/second");
    terminal.wait_for_text("second");
    terminal.wait_for_text("match 1/1");
    terminal.send("\x1b");
    terminal.wait_for_text("] story");
    // A post that cannot be read twice is kept when all is read again.
    terminal.send("r");
    terminal.wait_for_text("Nothing has changed");
    // A lone post has no list to go back to.
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn standard_input_that_is_a_terminal_is_not_waited_for() {
    let home = Home::new();
    let terminal = Terminal::start(&home, Path::new(PROGRAM), &["-"], &[], (80, 24));
    assert_eq!(terminal.wait_exit(), 2);
    assert!(terminal.text().contains("standard input is a terminal"), "{}", terminal.text());
}

#[test]
fn a_config_holds_as_soon_as_it_is_saved() {
    let home = Home::new();
    let folder = home.path().join("config/yunbao");
    fs::create_dir_all(&folder).unwrap();
    let config = folder.join("config.yaml");
    fs::write(&config, "keys: {hepl: x}\nnotices: 0\n").unwrap();
    fs::write(home.path().join("a.md"), titled("Alpha")).unwrap();
    let mut terminal = Terminal::start(&home, Path::new(PROGRAM), &["a.md"], &[], (120, 30));
    terminal.wait_for_text("The config has a problem (!)");
    terminal.send("!");
    terminal.wait_for_text(r#"unknown setting "hepl"; did you mean "help"?"#);
    terminal.send("\x1b");
    // As an editor saves: to a file beside it, which is then renamed over it.
    fs::write(folder.join("new"), "language: zh-Hant\nkeys: {help: x}\n").unwrap();
    fs::rename(folder.join("new"), &config).unwrap();
    terminal.wait_for_text("已重新讀取設定檔");
    terminal.send("x");
    terminal.wait_for_text("閱讀窗格");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn aliases_hold_as_soon_as_they_are_saved() {
    let home = Home::new();
    let folder = home.path().join("config/yunbao");
    fs::create_dir_all(&folder).unwrap();
    let digests = home.path().join("digests");
    fs::create_dir(&digests).unwrap();
    for (name, tag) in [("a", "k8s"), ("b", "kubernetes"), ("c", "istio")] {
        let text = format!("---\ntitle: {name}\ntags: [{tag}]\n---\n");
        fs::write(digests.join(name).with_extension("md"), text).unwrap();
    }
    let config = folder.join("config.yaml");
    fs::write(&config, "language: en\n").unwrap();
    let mut terminal = Terminal::start(&home, Path::new(PROGRAM), &["digests"], &[], (120, 30));
    terminal.wait_for_text("3 of 3");
    terminal.send("/tag:kubernetes\r");
    terminal.wait_for_text("1 of 3");
    fs::write(&config, "language: en\naliases: {k8s: kubernetes}\n").unwrap();
    terminal.wait_for_text("2 of 3");
    terminal.send("r");
    terminal.wait_for_text("Nothing has changed");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn an_editor_has_the_terminal_and_the_line_that_is_read() {
    let home = Home::new();
    let editor = home.path().join("vim");
    // Records its arguments, changes the post, and waits for a key.
    let script = "#!/bin/sh\nprintf 'editing %s %s\\n' \"$1\" \"$2\"\nread key\n\
                  printf 'More of %s.\\n' \"$key\" >> \"$2\"\n";
    fs::write(&editor, script).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&editor, mode).unwrap();
    let text = "---\ntitle: Alpha\n---\n\n## One\n\nText.\n\n## Two\n\nText.\n";
    fs::write(home.path().join("a.md"), text).unwrap();
    let editor = editor.display().to_string();
    let environment = [("VISUAL", editor.as_str())];
    let mut terminal =
        Terminal::start(&home, Path::new(PROGRAM), &["a.md"], &environment, (120, 30));
    terminal.wait_for_text("1 of 1");
    terminal.send("\r]]e");
    terminal.wait_for("the line, and the whole path", |screen| {
        let text = screen.contents();
        text.contains("editing +9 /") && text.contains("/a.md")
    });
    terminal.look(|screen| assert!(!screen.alternate_screen() && !screen.hide_cursor()));
    terminal.send("q\r");
    terminal.wait_for_text("More of q.");
    terminal.look(|screen| assert!(screen.alternate_screen() && screen.hide_cursor()));
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn the_mouse_is_heard_unless_the_config_says_otherwise() {
    let home = Home::new();
    let folder = home.path().join("config/yunbao");
    fs::create_dir_all(&folder).unwrap();
    for name in ["a", "b"] {
        fs::write(home.path().join(format!("{name}.md")), titled(name)).unwrap();
    }
    let mut terminal =
        Terminal::start(&home, Path::new(PROGRAM), &["a.md", "b.md"], &[], (120, 30));
    terminal.wait_for_text("2 of 2");
    // Two clicks on the second row of the list: it is read.
    for _ in 0..2 {
        terminal.send("\x1b[<0;40;4M\x1b[<0;40;4m");
    }
    terminal.wait_for_text("1 unread");
    terminal.wait_for("the mouse", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
    });
    fs::write(folder.join("config.yaml"), "mouse: false\n").unwrap();
    terminal.wait_for("no mouse", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}
