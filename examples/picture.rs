//! Draws the README's picture from the program's own screen over the samples:
//! `cargo run --example picture -- docs/picture.svg`.

#[path = "../tests/support/app.rs"]
#[expect(dead_code, reason = "the picture presses keys and looks; tests ask for more")]
mod app;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

/// Size of the screen in cells.
const SIZE: (u16, u16) = (124, 34);
/// Keys pressed before the screen is drawn.
const KEYS: &str = "Enter ]";
/// Size of a cell in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
/// Default colours of text and background.
const INK: &str = "#d8dee9";
const PAPER: &str = "#16181d";
/// The sixteen colours of a terminal.
const COLOURS: [&str; 16] = [
    "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf",
    "#7f8896", "#ff7b86", "#b5e08c", "#ffd68a", "#7cc0ff", "#da94f0", "#74d4df", "#ffffff",
];

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: picture FILE.svg");
        return ExitCode::from(2);
    };
    match samples().and_then(|posts| fs::write(&path, svg(&screen(&posts)))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("picture: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The samples, with their names.
fn samples() -> io::Result<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts");
    let mut posts = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("20") {
            posts.push((format!("sample-posts/{name}"), fs::read_to_string(&path)?));
        }
    }
    posts.sort();
    Ok(posts)
}

fn screen(posts: &[(String, String)]) -> Buffer {
    let posts: Vec<(&str, &str)> =
        posts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut app = app::App::new(SIZE.0, SIZE.1, &posts);
    app.press(KEYS);
    app.buffer()
}

/// Style of a cell.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    ink: &'static str,
    paper: &'static str,
    modifier: Modifier,
}

fn look(cell: &Cell) -> Look {
    let (ink, paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    let is_reversed = cell.modifier.contains(Modifier::REVERSED);
    let (ink, paper) = if is_reversed { (paper, ink) } else { (ink, paper) };
    Look { ink, paper, modifier: cell.modifier }
}

fn colour(colour: Color, reset: &'static str) -> &'static str {
    let number = match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(number) if number < 16 => usize::from(number),
        _ => return reset,
    };
    COLOURS[number]
}

/// A piece of a row with one style: its column, and its width in cells.
struct Run {
    x: u16,
    cells: u16,
    text: String,
    look: Look,
    is_wide: bool,
}

/// The runs of a row. Wide characters are runs of their own, so that a font in which they are not
/// twice as wide as the others shifts nothing.
fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let cells = yunbao::text::width(cell.symbol()).max(1) as u16;
        let (look, is_wide) = (look(cell), cells > 1);
        match runs.last_mut().filter(|run| run.look == look && run.is_wide == is_wide) {
            Some(run) => {
                run.text.push_str(cell.symbol());
                run.cells += cells;
            }
            None => runs.push(Run { x, cells, text: cell.symbol().to_owned(), look, is_wide }),
        }
        x += cells;
    }
    runs
}

fn svg(buffer: &Buffer) -> String {
    let (width, height) =
        (f32::from(buffer.area.width) * CELL.0, f32::from(buffer.area.height) * CELL.1);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" font-size=\"14\" \
         font-family=\"'DejaVu Sans Mono','Noto Sans Mono CJK SC',Menlo,Consolas,'PingFang SC',\
         'Microsoft YaHei',monospace\" fill=\"{INK}\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>",
        width + 24.0,
        height + 24.0
    );
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            write_run(&run, y, &mut out);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn write_run(run: &Run, y: u16, out: &mut String) {
    let (left, top) = (12.0 + f32::from(run.x) * CELL.0, 12.0 + f32::from(y) * CELL.1);
    let width = f32::from(run.cells) * CELL.0;
    if run.look.paper != PAPER {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
            CELL.1, run.look.paper
        );
    }
    // Blanks at either end need no text.
    let text = run.text.trim_end();
    let blanks = text.len() - text.trim_start().len();
    let (left, text) = (left + f32::from(blanks as u16) * CELL.0, text.trim_start());
    if text.is_empty() {
        return;
    }
    let cells = yunbao::text::width(text);
    let mut looks = String::new();
    if run.is_wide {
        // Two cells wide even if `textLength` is not supported.
        let _ = write!(looks, " font-size=\"15\" letter-spacing=\"{:.1}\"", CELL.0 * 2.0 - 15.0);
    }
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::DIM, " opacity=\".65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if run.look.modifier.contains(modifier) {
            looks.push_str(attribute);
        }
    }
    // The default colour of the picture need not be repeated.
    if run.look.ink != INK {
        let _ = write!(looks, " fill=\"{}\"", run.look.ink);
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\"{looks}>{text}</text>",
        top + 13.5,
        f32::from(cells as u16) * CELL.0
    );
}
