//! A small loop over the parts of the `term` room, for tests that watch it from outside. Not a test
//! itself: it runs only if an environment variable is set.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use yunbao::term::{
    Desktop, ForegroundGuard, Input, InputReader, Options, Screen, Signal, panics, signals,
};
use yunbao::ui::Attachments;

/// The environment variable that turns this test into the loop.
pub const SWITCH: (&str, &str) = ("YUNBAO_STAGE", "1");

enum Message {
    Input(Input),
    Signal(Signal),
    Panicked,
}

#[test]
#[ignore = "the loop that the other tests run on a pty"]
fn play() {
    if std::env::var_os(SWITCH.0).is_none() {
        return;
    }
    let (sender, messages) = channel();
    let (panicked, signalled) = (sender.clone(), sender.clone());
    panics::watch(move || drop(panicked.send(Message::Panicked)));
    let foreground = ForegroundGuard::default();
    signals::watch(&foreground, move |signal| drop(signalled.send(Message::Signal(signal))))
        .unwrap();
    let mut screen = Screen::enter(
        &Options { title: "stage".into(), mouse: true, ..Options::default() },
        &foreground,
    )
    .unwrap();
    let reader =
        InputReader::start(move |input| sender.send(Message::Input(input)).is_ok()).unwrap();
    let code = match run(&mut screen, &reader, &messages) {
        Ok(code) => code,
        Err(error) if Screen::is_gone(&error) => 129,
        Err(error) => panic!("{error}"),
    };
    screen.leave();
    // Not `println!`, which panics when the terminal is gone.
    let _ = writeln!(io::stdout(), "left in good order");
    std::process::exit(code);
}

fn run(screen: &mut Screen, reader: &InputReader, messages: &Receiver<Message>) -> io::Result<i32> {
    let host = Desktop::new(None, |error| panic!("{error:?}"));
    let mut seen = vec![format!("pid {}", std::process::id())];
    let mut times = 0;
    let mut deaf = false;
    loop {
        draw(screen, &seen)?;
        let Ok(message) = messages.recv() else { return Ok(1) };
        let key = match message {
            Message::Panicked => return Ok(101),
            Message::Signal(Signal::Quit(code)) if !deaf => return Ok(code.into()),
            Message::Signal(Signal::Suspend) => "C-z".to_owned(),
            Message::Signal(signal) => {
                seen.push(format!("signal {signal:?}"));
                screen.retake()?;
                continue;
            }
            Message::Input(Input::Closed) => return Ok(129),
            Message::Input(Input::Mouse(_) | Input::Background(..) | Input::Graphics(_)) => {
                continue;
            }
            Message::Input(Input::Resize { columns, rows }) => {
                screen.resize(columns, rows)?;
                continue;
            }
            Message::Input(Input::Paste { text, .. }) => {
                seen.push(match text.chars().count() {
                    count @ 100.. => format!("long paste of {count}"),
                    _ => format!("paste {text:?}"),
                });
                continue;
            }
            Message::Input(Input::Key(key)) => key.to_string(),
        };
        match key.as_str() {
            "q" => return Ok(0),
            "p" => panic!("the loop fell over"),
            "P" => screen.draw(|_| panic!("the painter fell over"))?,
            "w" => drop(thread::spawn(|| panic!("the worker fell over"))),
            "j" => times += 1,
            "H" => {
                seen.push("hanging".into());
                draw(screen, &seen)?;
                loop {
                    thread::park();
                }
            }
            "I" => {
                deaf = true;
                seen.push("deaf to signals".into());
            }
            "C-z" => {
                if !screen.suspend()? {
                    seen.push("not suspended".into());
                }
            }
            "e" | "E" => {
                let script = match key.as_str() {
                    "e" => "trap '' INT; echo lent; read line; echo \"$line\" >&2",
                    _ => "kill -TSTP 0; echo resumed >&2",
                };
                let output = screen.hand_over(reader, || {
                    let mut command = Command::new("sh");
                    command.args(["-c", script]).stderr(Stdio::piped()).spawn()?.wait_with_output()
                })??;
                seen.push(format!("given back: {}", String::from_utf8_lossy(&output.stderr)));
            }
            "c" => {
                host.copy("云报").unwrap();
                seen.push("copied".into());
            }
            "o" => {
                host.open("https://example.org/?a=b&c=$(d)").unwrap();
                seen.push("opened".into());
            }
            other => {
                seen.push(format!("{times} times j"));
                seen.push(format!("key {other}"));
            }
        }
    }
}

fn draw(screen: &mut Screen, seen: &[String]) -> io::Result<()> {
    let (columns, rows) = screen.size();
    let mut lines = vec![Line::from(format!("ready {columns}x{rows}"))];
    lines.extend(seen.iter().map(|line| Line::from(line.trim_end())));
    screen.draw(|frame| {
        frame.render_widget(Paragraph::new(lines), frame.area());
        Attachments::default()
    })
}
