//! Pictures on terminals of each kind, which the tests play by answering the program's questions.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::path::Path;
use std::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const QUESTION: &str = "\x1b_Gi=31,";
const CELL: &str = "\x1b[6;20;10t";
const ATTRIBUTES: &str = "\x1b[?62;22c";
const DELETED: &str = "\x1b_Ga=d,d=A,q=2\x1b\\";

/// The output from an offset on, as soon as it contains a text.
fn output_with(terminal: &Terminal, start: usize, text: &str) -> String {
    let limit = Instant::now() + DEADLINE;
    loop {
        let output = String::from_utf8_lossy(&terminal.output()[start..]).into_owned();
        if output.contains(text) {
            return output;
        }
        assert!(Instant::now() < limit, "no {text:?}: {}", terminal.text());
        std::thread::yield_now();
    }
}

/// A post with two pictures on a terminal that answers like this, opened in the reader.
fn reading(replies: &str, environment: &[(&str, &str)]) -> (Home, Terminal) {
    let home = Home::new();
    let folder = home.path().join("blog");
    fs::create_dir_all(folder.join("static/img")).unwrap();
    let picture = image::RgbImage::from_fn(200, 100, |x, y| image::Rgb([x as u8, y as u8, 99]));
    picture.save(folder.join("static/img/a.png")).unwrap();
    picture.save(folder.join("b.jpg")).unwrap();
    let lines = "Some text.\n\n".repeat(20);
    let text = format!(
        "---\ntitle: Pictures\n---\n![first](/img/a.png)\n\n{lines}![second](b.jpg)\n\n{lines}End.\n"
    );
    fs::write(folder.join("a.md"), text).unwrap();
    let arguments = ["--ephemeral", "blog"];
    let mut terminal =
        Terminal::start(&home, Path::new(PROGRAM), &arguments, environment, (80, 24));
    terminal.wait_for_text("1 of 1");
    terminal.send(replies);
    terminal.send("\r");
    (home, terminal)
}

#[test]
fn a_terminal_like_kitty() {
    let replies = format!("\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.40.0)\x1b\\{CELL}{ATTRIBUTES}");
    let (_home, mut terminal) = reading(&replies, &[]);
    let shown = output_with(&terminal, 0, "\x1b_Ga=p,");
    assert!(shown.contains(QUESTION) && shown.contains("a=t,f=100,i="));
    // 200 × 100 pixels, on cells of 10 × 20.
    assert!(shown.contains("x=0,y=0,w=200,h=100,c=20,r=5,C=1"));
    terminal.wait_for_text("first[1]");
    // The picture is sent once; a scrolled one is only placed again.
    let before = terminal.output().len();
    terminal.send("4j");
    let scrolled = output_with(&terminal, before, "\x1b_Ga=p,");
    assert!(
        scrolled.contains("a=d,d=i,") && scrolled.contains("y=20,w=200,h=80,c=20,r=4"),
        "{scrolled:?}"
    );
    assert!(!scrolled.contains("a=t,"));
    // Nothing of it is left under an overlay.
    let before = terminal.output().len();
    terminal.send("?");
    let help = output_with(&terminal, before, "a=d,d=i,");
    terminal.wait_for_text("Esc close");
    assert!(!help.contains("a=p,"));
    let before = terminal.output().len();
    terminal.send("\x1b");
    output_with(&terminal, before, "a=p,");
    // A new size begins from nothing.
    let before = terminal.output().len();
    terminal.resize((100, 30));
    let resized = output_with(&terminal, before, "a=p,");
    assert!(resized.contains("a=d,d=I,") && resized.contains("a=t,"));
    let before = terminal.output().len();
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    let end = output_with(&terminal, before, "\x1b[?1049l");
    assert!(end.find(DELETED) < end.find("\x1b[?1049l") && end.contains(DELETED));
}

#[test]
fn a_terminal_like_iterm2() {
    let replies = format!("\x1bP>|iTerm2 3.5.0\x1b\\{CELL}{ATTRIBUTES}");
    let (_home, mut terminal) = reading(&replies, &[]);
    let shown = output_with(&terminal, 0, "\x1b]1337;File=inline=1;");
    assert!(shown.contains(";width=20;height=5;preserveAspectRatio=0;"));
    terminal.wait_for_text("first[1]");
    // With its first row above the screen, a part of it is drawn.
    let before = terminal.output().len();
    terminal.send("4j");
    let scrolled = output_with(&terminal, before, "\x1b]1337;");
    assert!(scrolled.contains(";width=20;height=4;"));
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn a_terminal_with_sixels() {
    let (_home, mut terminal) = reading(&format!("{CELL}\x1b[?62;4;22c"), &[]);
    let shown = output_with(&terminal, 0, "\x1bP0;1;0q");
    assert!(shown.contains("\"1;1;200;100#"));
    // With its first row above the screen, a part of it is drawn.
    let before = terminal.output().len();
    terminal.send("4j");
    output_with(&terminal, before, "\"1;1;200;80#");
    // A redrawn screen has the picture again.
    let before = terminal.output().len();
    terminal.send("\x0c");
    output_with(&terminal, before, "\x1bP0;1;0q");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn sixels_have_the_colour_below_them_where_the_terminal_tells_it() {
    let ground = "\x1b]11;rgb:ffff/ffff/0000\x1b\\";
    for is_told in [true, false] {
        let told = if is_told { ground } else { "" };
        let (_home, mut terminal) = reading(&format!("{told}{CELL}\x1b[?62;4;22c"), &[]);
        let begin = output_with(&terminal, 0, "\"1;1;200;100#").find("\"1;1;200;100#");
        let picture = output_with(&terminal, begin.unwrap_or_default(), "\x1b\\");
        assert_eq!(picture.contains("#216;2;100;100;0#"), is_told);
        terminal.send("Q");
        assert_eq!(terminal.wait_exit(), 0);
        terminal.assert_clean();
    }
}

#[test]
fn any_other_terminal_has_half_blocks() {
    let (_home, mut terminal) = reading(ATTRIBUTES, &[("COLORTERM", "truecolor")]);
    terminal.wait_for_text("▀▀▀");
    terminal.wait_for_text("first[1]");
    terminal.send("\x1a");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    for other in ["\x1b]1337", "\x1bP0", "a=t,", "a=d,"] {
        assert!(!output.contains(other), "{other:?}");
    }
}

#[test]
fn without_colours_or_pictures_nothing_is_asked_or_shown() {
    for environment in [[("TERM", "linux")], [("NO_COLOR", "1")]] {
        let (_home, mut terminal) = reading("", &environment);
        terminal.wait_for_text("[image: first]");
        let output = String::from_utf8_lossy(&terminal.output()).into_owned();
        assert_eq!(output.contains(QUESTION), environment[0].0 == "NO_COLOR");
        assert!(!output.contains('▀'));
        terminal.send("Q");
        assert_eq!(terminal.wait_exit(), 0);
    }
}
