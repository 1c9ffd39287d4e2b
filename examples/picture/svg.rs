//! Draws screens as SVG: one as a still, several as a picture that shows one after the other.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::{self, Write};

/// Size of a cell in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
/// Pixels between the cells and the border.
const MARGIN: f32 = 12.0;
/// Default colours of text and background.
const INK: &str = "#d8dee9";
const PAPER: &str = "#16181d";
/// The default background as red, green and blue.
pub const GROUND: (u8, u8, u8) = (0x16, 0x18, 0x1d);
/// What holds for every picture: blanks are kept. Browsers reset what they inherit from outside of a text.
const STYLE: &str = "text{white-space:pre}";
/// The sixteen colours of a terminal.
const COLOURS: [&str; 16] = [
    "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf",
    "#7f8896", "#ff7b86", "#b5e08c", "#ffd68a", "#7cc0ff", "#da94f0", "#74d4df", "#ffffff",
];

/// A screen of a moving picture.
pub struct Frame {
    pub screen: Buffer,
    /// Time for which it is shown, in tenths of a second.
    pub tenths: u32,
}

/// A picture of one screen.
pub fn still(screen: &Buffer) -> String {
    let mut out = begin(screen, STYLE);
    write_screen(screen, &mut out);
    out.push_str("</svg>\n");
    out
}

/// A picture that shows screens of one size one after the other, for ever. Where nothing may move, it shows
/// the first one. Panics if there are none.
pub fn moving(frames: &[Frame]) -> String {
    let all: u32 = frames.iter().map(|frame| frame.tenths).sum();
    let mut style = format!("{STYLE}g{{visibility:hidden}}");
    let mut begun = 0;
    for (number, frame) in frames.iter().enumerate() {
        let seconds = |tenths: u32| f64::from(tenths) / 10.0;
        let shown = f64::from(frame.tenths) * 100.0 / f64::from(all);
        let _ = write!(
            style,
            "@keyframes k{number}{{0%{{visibility:visible}}{shown:.3}%,100%{{visibility:hidden}}}}\
             #f{number}{{animation:k{number} {:.1}s step-end {:.1}s infinite}}",
            seconds(all),
            seconds(begun)
        );
        begun += frame.tenths;
    }
    style.push_str(
        "@media(prefers-reduced-motion:reduce){g{animation:none!important}#f0{visibility:visible}}",
    );
    let mut out = begin(&frames[0].screen, &style);
    for (number, frame) in frames.iter().enumerate() {
        let _ = writeln!(out, "<g id=\"f{number}\">");
        write_screen(&frame.screen, &mut out);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// The beginning of a picture of the screen's size, with the background.
fn begin(screen: &Buffer, style: &str) -> String {
    let side = |cells: u16, size: f32| f32::from(cells) * size + 2.0 * MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" font-size=\"14\" \
         font-family=\"'DejaVu Sans Mono','Noto Sans Mono CJK SC',Menlo,Consolas,'PingFang SC',\
         'Microsoft YaHei',monospace\" fill=\"{INK}\" xml:space=\"preserve\">\n\
         <style>{style}</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n",
        side(screen.area.width, CELL.0),
        side(screen.area.height, CELL.1)
    )
}

fn write_screen(screen: &Buffer, out: &mut String) {
    for y in 0..screen.area.height {
        let runs = runs(screen, y);
        // Backgrounds first, each in one piece: between two pieces, a line would show.
        for same in runs.chunk_by(|a, b| a.look.paper == b.look.paper) {
            write_background(same, y, out);
        }
        for run in &runs {
            write_run(run, y, out);
        }
    }
}

/// A colour of a picture.
#[derive(Clone, Copy, PartialEq)]
enum Ink {
    /// One of the terminal's own.
    Named(&'static str),
    /// Red, green and blue.
    Mixed(u8, u8, u8),
}

impl fmt::Display for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Mixed(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

/// Style of a cell.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    ink: Ink,
    paper: Ink,
    modifier: Modifier,
}

fn look(cell: &Cell) -> Look {
    let (ink, paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    let is_reversed = cell.modifier.contains(Modifier::REVERSED);
    let (ink, paper) = if is_reversed { (paper, ink) } else { (ink, paper) };
    Look { ink, paper, modifier: cell.modifier }
}

fn colour(colour: Color, reset: &'static str) -> Ink {
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
        Color::Rgb(red, green, blue) => return Ink::Mixed(red, green, blue),
        _ => return Ink::Named(reset),
    };
    Ink::Named(COLOURS[number])
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

/// Draws the background of neighbouring runs that have the same, unless it is that of the picture.
fn write_background(runs: &[Run], y: u16, out: &mut String) {
    let paper = runs[0].look.paper;
    if paper == Ink::Named(PAPER) {
        return;
    }
    let (left, top) = place(runs[0].x, y);
    let width = runs.iter().map(|run| f32::from(run.cells)).sum::<f32>() * CELL.0;
    let _ = writeln!(
        out,
        "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
        CELL.1
    );
}

/// Left and top of a cell.
fn place(x: u16, y: u16) -> (f32, f32) {
    (MARGIN + f32::from(x) * CELL.0, MARGIN + f32::from(y) * CELL.1)
}

fn write_run(run: &Run, y: u16, out: &mut String) {
    let (left, top) = place(run.x, y);
    // Blanks at either end need no text.
    let text = run.text.trim_end();
    let blanks = text.len() - text.trim_start().len();
    let (left, text) = (left + f32::from(blanks as u16) * CELL.0, text.trim_start());
    if text.is_empty() {
        return;
    }
    let mut looks = String::new();
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
    if run.look.ink != Ink::Named(INK) {
        let _ = write!(looks, " fill=\"{}\"", run.look.ink);
    }
    let _ = write!(out, "<text x=\"{left:.1}");
    if run.is_wide {
        // Each character has its place, whatever the width of the font's.
        let mut x = left;
        for character in text.chars().skip(1) {
            x += 2.0 * CELL.0;
            let _ = write!(out, " {x:.1}");
            debug_assert_eq!(yunbao::text::width(character.encode_utf8(&mut [0; 4])), 2);
        }
        looks.push_str(" font-size=\"15\"");
    } else {
        let width = f32::from(yunbao::text::width(text) as u16) * CELL.0;
        let _ = write!(looks, " textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\"");
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(out, "\" y=\"{:.1}\"{looks}>{text}</text>", top + 13.5);
}
