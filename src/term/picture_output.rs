//! The pictures that the terminal shows, and the bytes that change them.
//!
//! Knows nothing of what the pictures are, nor of cells beyond their places.

use crate::app::Area;
use crate::pictures::{Drawing, Graphic, Protocol};
use crate::ui::PlacedPicture;
use std::io::Write;
use std::sync::Arc;

/// The first number for a picture of kitty, so that those of other programs in the same window are not
/// replaced.
const FIRST_NUMBER: u32 = 0x59_55_4E_00;
/// Maximum length of the data in one sequence of kitty's protocol.
const MAX_PIECE: usize = 4096;

/// The pictures on the terminal.
#[derive(Debug, Default)]
pub(super) struct PictureOutput {
    shown: Vec<ShownPicture>,
    /// Pictures that a terminal with kitty's protocol has, with their numbers.
    sent: Vec<(Arc<Drawing>, u32)>,
    /// Number of pictures sent or placed so far.
    count: u32,
}

#[derive(Debug)]
struct ShownPicture {
    placed: PlacedPicture,
    /// Number of the placement (kitty).
    number: u32,
    /// Set if it is to be drawn: it is new, or cells below it were drawn.
    is_due: bool,
}

impl PictureOutput {
    /// Takes over the pictures of the next frame. Returns bytes to be written before its cells, and the
    /// areas whose cells must be drawn again, since a picture was there that is gone.
    pub fn replace(&mut self, pictures: Vec<PlacedPicture>) -> (Vec<u8>, Vec<Area>) {
        let (mut bytes, mut uncovered) = (Vec::new(), Vec::new());
        let mut before = std::mem::take(&mut self.shown);
        for placed in pictures {
            let kept = before.iter().position(|shown| shown.placed == placed);
            let shown = match kept {
                Some(at) => before.swap_remove(at),
                None => {
                    self.count += 1;
                    ShownPicture { placed, number: self.count, is_due: true }
                }
            };
            self.shown.push(shown);
        }
        for ShownPicture { placed, number, .. } in before {
            if placed.protocol == Protocol::Kitty {
                if let Some(id) = self.number_of(&placed.drawing) {
                    push(&mut bytes, format_args!("\x1b_Ga=d,d=i,i={id},p={number},q=2\x1b\\"));
                }
            } else {
                uncovered.push(placed.area());
            }
        }
        // The terminal forgets what nobody keeps any more.
        self.sent.retain(|(drawing, id)| {
            let is_kept = Arc::strong_count(drawing) > 1;
            if !is_kept {
                push(&mut bytes, format_args!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\"));
            }
            is_kept
        });
        (bytes, uncovered)
    }

    /// Returns `true` if nothing of a cell is in sight, since a picture is drawn over it in this frame. If what
    /// is below is not drawn first, nothing flickers.
    pub fn is_hidden(&self, x: u16, y: u16) -> bool {
        self.shown.iter().any(|shown| {
            shown.is_due && shown.placed.drawing.is_opaque && shown.placed.area().contains(x, y)
        })
    }

    /// Reports that a cell was drawn. That may have erased a part of a picture.
    pub fn drawn(&mut self, x: u16, y: u16) {
        for shown in &mut self.shown {
            let is_below = shown.placed.area().contains(x, y);
            shown.is_due |= is_below && shown.placed.protocol != Protocol::Kitty;
        }
    }

    /// Returns the bytes that draw the pictures that are due; they are written after the cells.
    pub fn draw(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for at in 0..self.shown.len() {
            if std::mem::take(&mut self.shown[at].is_due) {
                let (placed, number) = (self.shown[at].placed.clone(), self.shown[at].number);
                self.draw_one(&placed, number, &mut bytes);
            }
        }
        bytes
    }

    fn draw_one(&mut self, placed: &PlacedPicture, number: u32, bytes: &mut Vec<u8>) {
        let PlacedPicture { x, y, drawing, part, protocol } = placed;
        push(bytes, format_args!("\x1b[{};{}H", y + 1, x + 1));
        let (columns, rows) = (drawing.columns, part.end - part.start);
        match (&drawing.graphic, protocol) {
            (Some(Graphic::Png { base64, width, height, .. }), Protocol::Kitty) => {
                let id = self.number_of(drawing).unwrap_or_else(|| {
                    self.count += 1;
                    let id = FIRST_NUMBER + self.count;
                    send(base64, id, bytes);
                    self.sent.push((Arc::clone(drawing), id));
                    id
                });
                let pixels = |rows: u16| height * u32::from(rows) / u32::from(drawing.rows.max(1));
                let (top, high) = (pixels(part.start), pixels(rows));
                push(
                    bytes,
                    format_args!(
                        "\x1b_Ga=p,i={id},p={number},x=0,y={top},w={width},h={high},\
                         c={columns},r={rows},C=1,q=2\x1b\\"
                    ),
                );
            }
            (Some(Graphic::Png { base64, bytes: length, .. }), _) => push(
                bytes,
                format_args!(
                    "\x1b]1337;File=inline=1;size={length};width={columns};height={rows};\
                     preserveAspectRatio=0;doNotMoveCursor=1:{base64}\x07"
                ),
            ),
            (Some(Graphic::Sixel(data)), _) => push(bytes, format_args!("\x1bP{data}\x1b\\")),
            (None, _) => {}
        }
    }

    fn number_of(&self, drawing: &Arc<Drawing>) -> Option<u32> {
        self.sent.iter().find(|(sent, _)| Arc::ptr_eq(sent, drawing)).map(|(_, id)| *id)
    }

    /// Returns `true` if the terminal has pictures that it keeps until they are deleted.
    pub fn has_sent(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Forgets all pictures, because the screen is cleared. Returns the bytes that delete them.
    pub fn forget(&mut self) -> Vec<u8> {
        self.shown.clear();
        let mut bytes = Vec::new();
        for (_, id) in self.sent.drain(..) {
            push(&mut bytes, format_args!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\"));
        }
        bytes
    }
}

fn push(bytes: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = bytes.write_fmt(text);
}

/// Sends a picture to a terminal with kitty's protocol, in pieces.
fn send(base64: &str, id: u32, bytes: &mut Vec<u8>) {
    let mut pieces = base64.as_bytes().chunks(MAX_PIECE).peekable();
    let mut keys = format!("a=t,f=100,i={id},q=2,");
    while let Some(piece) = pieces.next() {
        let more = u8::from(pieces.peek().is_some());
        push(bytes, format_args!("\x1b_G{keys}m={more};"));
        bytes.extend_from_slice(piece);
        bytes.extend_from_slice(b"\x1b\\");
        "q=2,".clone_into(&mut keys);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(columns: u16, rows: u16, data: usize) -> Arc<Drawing> {
        let graphic = Graphic::Png { base64: "A".repeat(data), bytes: 3, width: 80, height: 160 };
        Arc::new(Drawing { columns, rows, graphic: Some(graphic), ..Drawing::default() })
    }

    fn placed(drawing: &Arc<Drawing>, y: u16, protocol: Protocol) -> PlacedPicture {
        let (drawing, part) = (Arc::clone(drawing), 0..drawing.rows);
        PlacedPicture { x: 2, y, drawing, part, protocol }
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn kitty_gets_a_picture_once_and_then_its_places() {
        let mut output = PictureOutput::default();
        let drawing = png(10, 4, 5_000);
        assert_eq!(output.replace(vec![placed(&drawing, 3, Protocol::Kitty)]), (vec![], vec![]));
        let first = text(output.draw());
        let id = FIRST_NUMBER + 2;
        assert!(
            first.starts_with(&format!("\x1b[4;3H\x1b_Ga=t,f=100,i={id},q=2,m=1;AAAA")),
            "{first}"
        );
        assert!(first.contains(&format!("AA\x1b\\\x1b_Gq=2,m=0;{}\x1b\\", "A".repeat(904))));
        let place = "x=0,y=0,w=80,h=160,c=10,r=4,C=1,q=2\x1b\\";
        assert!(first.ends_with(&format!("\x1b_Ga=p,i={id},p=1,{place}")), "{first}");
        // Scrolled, so that the first row is above the screen.
        let mut scrolled = placed(&drawing, 0, Protocol::Kitty);
        scrolled.part = 1..4;
        let (before, uncovered) = output.replace(vec![scrolled.clone()]);
        assert_eq!(text(before), format!("\x1b_Ga=d,d=i,i={id},p=1,q=2\x1b\\"));
        assert_eq!(uncovered, []);
        assert_eq!(
            text(output.draw()),
            format!("\x1b[1;3H\x1b_Ga=p,i={id},p=3,x=0,y=40,w=80,h=120,c=10,r=3,C=1,q=2\x1b\\")
        );
        // The same again is nothing, whatever was drawn.
        assert_eq!(output.replace(vec![scrolled]), (vec![], vec![]));
        output.drawn(5, 1);
        assert_eq!(output.draw(), b"");
        // It is deleted when nobody has it any more.
        drop(drawing);
        let (before, _) = output.replace(Vec::new());
        assert!(text(before).ends_with(&format!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\")));
        assert!(!output.has_sent());
    }

    #[test]
    fn a_picture_within_cells_is_drawn_again_when_they_are() {
        let mut output = PictureOutput::default();
        let drawing = png(10, 4, 8);
        output.replace(vec![placed(&drawing, 3, Protocol::ITerm2)]);
        let first = text(output.draw());
        assert_eq!(
            first,
            "\x1b[4;3H\x1b]1337;File=inline=1;size=3;width=10;height=4;preserveAspectRatio=0;\
             doNotMoveCursor=1:AAAAAAAA\x07"
        );
        output.drawn(12, 3);
        assert_eq!(output.draw(), b"");
        output.drawn(11, 6);
        assert_eq!(text(output.draw()), first);
        let (before, uncovered) = output.replace(Vec::new());
        assert!(before.is_empty());
        assert_eq!(uncovered, [Area { x: 2, y: 3, width: 10, height: 4 }]);
    }
}
