//! Decodes bytes from a terminal into input: keys, the mouse, pasted text.
//!
//! Holds only a bounded part of the stream: a paste is truncated, and replies to queries that were
//! not sent here are skipped as they come, as are sequences without an end.

use std::mem;
use std::str;
use std::time::Duration;

use terminput::Event;
use terminput_crossterm::to_crossterm;
use xterm_color::Color;

use super::input::LONGEST_PASTE;
use super::{GraphicsReply, Input};
use crate::app::Key;

/// Maximum length of a sequence in bytes; those of keys and the mouse are shorter.
const LONGEST_SEQUENCE: usize = 64;

/// Time to wait after `Esc` for the rest of a sequence: too short to be noticed.
const FOR_ESCAPE: Duration = Duration::from_millis(12);
/// Time to wait after `A-[` and the like for the rest of a sequence, which a slow connection may
/// delay.
const FOR_START: Duration = Duration::from_millis(100);
/// Time to wait for the rest of a sequence or paste, which is then taken for complete, so that a
/// terminal that never ends one does not leave the program without keys.
const FOR_THE_REST: Duration = Duration::from_secs(2);

/// Start of the reply to the query for the background colour (OSC 11).
const BACKGROUND: &[u8] = b"\x1b]11;";

const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Decoder state between bytes.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: DecoderState,
    /// The bytes of the sequence or character so far; in a paste, its text.
    bytes: Vec<u8>,
    /// Number of bytes of a paste that were dropped.
    left_out: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum DecoderState {
    #[default]
    Between,
    /// Within a character of several bytes.
    Character,
    /// After an escape character, or several.
    Escape,
    /// `ESC O` and one more byte.
    SingleShift,
    /// `ESC [` up to a final byte.
    Control,
    /// The same, and too long to mean anything.
    LongControl,
    /// `ESC [ M` and three bytes.
    OldMouse,
    /// A string, such as the reply to a query for colours, up to its end.
    String,
    /// After an escape character in a string; a backslash ends the string.
    StringEscape,
    /// Between the marks of a paste.
    Paste,
}

impl Decoder {
    /// Time to wait for the rest of an unfinished sequence before calling [`Self::give_up`].
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            DecoderState::Between => None,
            DecoderState::Escape => Some(FOR_ESCAPE),
            _ if self.is_start() => Some(FOR_START),
            _ => Some(FOR_THE_REST),
        }
    }

    /// Returns `true` if only the two bytes that begin a sequence have come.
    fn is_start(&self) -> bool {
        let is_sequence = matches!(
            self.state,
            DecoderState::SingleShift | DecoderState::Control | DecoderState::String
        );
        is_sequence && self.bytes.len() == 2
    }

    /// Takes some bytes, and calls `emit` with each decoded input.
    pub fn take(&mut self, bytes: &[u8], emit: &mut impl FnMut(Input)) {
        for &byte in bytes {
            self.take_byte(byte, emit);
        }
    }

    /// Ends an unfinished sequence: bytes that can be a key by themselves are decoded as one, so a
    /// lone escape character is `Esc`, and the beginning of a sequence is a key such as `A-[`.
    pub fn give_up(&mut self, emit: &mut impl FnMut(Input)) {
        match self.state {
            DecoderState::Escape => self.emit_whole(emit),
            DecoderState::Paste => self.emit_paste(emit),
            _ if self.is_start() => self.emit_start(emit),
            _ => self.begin(DecoderState::Between),
        }
    }

    fn begin(&mut self, state: DecoderState) {
        self.state = state;
        self.bytes.clear();
        self.left_out = 0;
    }

    fn take_byte(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        if self.state == DecoderState::Paste {
            return self.take_pasted(byte, emit);
        }
        if byte == ESCAPE
            && !matches!(
                self.state,
                DecoderState::Escape | DecoderState::Between | DecoderState::String
            )
        {
            // The unfinished sequence is broken off.
            self.begin(DecoderState::Between);
        }
        match self.state {
            DecoderState::Between => self.begin_with(byte, emit),
            DecoderState::Character => self.take_character(byte, emit),
            DecoderState::Escape => self.take_escaped(byte, emit),
            DecoderState::SingleShift => {
                self.bytes.push(byte);
                self.emit_whole(emit);
            }
            DecoderState::OldMouse => {
                self.bytes.push(byte);
                if self.bytes.len() == 6 {
                    self.emit_whole(emit);
                }
            }
            DecoderState::Control | DecoderState::LongControl => self.take_control(byte, emit),
            DecoderState::String => self.take_string(byte, emit),
            DecoderState::StringEscape if byte == b'\\' => self.emit_string(emit),
            DecoderState::StringEscape => {
                self.begin(DecoderState::Between);
                self.begin_with(ESCAPE, emit);
                self.take_escaped(byte, emit);
            }
            DecoderState::Paste => {}
        }
    }

    fn begin_with(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        if matches!(byte, b' '..=b'~') {
            return emit(Input::Key(Key::character(char::from(byte))));
        }
        self.bytes.push(byte);
        match byte {
            ESCAPE => self.state = DecoderState::Escape,
            0x80.. => self.state = DecoderState::Character,
            _ => self.emit_whole(emit),
        }
    }

    /// Takes a byte of a character, perhaps after an escape character.
    fn take_character(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        if byte & 0xc0 != 0x80 {
            // The character is broken off, and this byte begins something else.
            self.begin(DecoderState::Between);
            return self.begin_with(byte, emit);
        }
        self.bytes.push(byte);
        let start = usize::from(self.bytes[0] == ESCAPE);
        let character = &self.bytes[start..];
        if str::from_utf8(character).is_ok() {
            self.emit_whole(emit);
        } else if character.len() >= 4 {
            self.begin(DecoderState::Between);
        }
    }

    fn take_escaped(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        match byte {
            ESCAPE => {
                // `Esc`, and another one that may begin a sequence.
                self.emit_whole(emit);
                self.begin_with(byte, emit);
                return;
            }
            b'[' => self.state = DecoderState::Control,
            b'O' => self.state = DecoderState::SingleShift,
            b']' | b'P' | b'X' | b'^' | b'_' => self.state = DecoderState::String,
            0x80.. => self.state = DecoderState::Character,
            _ => {}
        }
        self.bytes.push(byte);
        if self.state == DecoderState::Escape {
            self.emit_whole(emit);
        }
    }

    fn take_control(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        match byte {
            // A key, even amid a sequence without an end.
            0x00..=0x1f => {
                self.begin(DecoderState::Between);
                return self.begin_with(byte, emit);
            }
            // The function keys of the Linux console: `ESC [ [ A`.
            b'[' if self.bytes.len() == 2 => {}
            b'M' if self.bytes.len() == 2 => self.state = DecoderState::OldMouse,
            0x40..=0x7e if self.state == DecoderState::LongControl => {
                return self.begin(DecoderState::Between);
            }
            0x40..=0x7e => {
                self.bytes.push(byte);
                if self.bytes == b"\x1b[200~" {
                    return self.begin(DecoderState::Paste);
                }
                return self.emit_whole(emit);
            }
            _ if self.bytes.len() >= LONGEST_SEQUENCE => {
                self.state = DecoderState::LongControl;
                return;
            }
            _ => {}
        }
        self.bytes.push(byte);
    }

    fn take_string(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        match byte {
            BELL => self.emit_string(emit),
            ESCAPE => self.state = DecoderState::StringEscape,
            0x00..=0x1f => {
                self.begin(DecoderState::Between);
                self.begin_with(byte, emit);
            }
            // A longer one is no reply to our query.
            _ if self.bytes.len() < LONGEST_SEQUENCE => self.bytes.push(byte),
            _ => {}
        }
    }

    /// Reports the background colour if the string is the reply for it, the only colour queried, or a reply
    /// about pictures.
    fn emit_string(&mut self, emit: &mut impl FnMut(Input)) {
        if let Some(reply) = GraphicsReply::of_string(&self.bytes) {
            self.begin(DecoderState::Between);
            return emit(Input::Graphics(reply));
        }
        let colour = self.bytes.strip_prefix(BACKGROUND).and_then(|it| Color::parse(it).ok());
        self.begin(DecoderState::Between);
        if let Some(colour) = colour {
            let [red, green, blue] =
                [colour.red, colour.green, colour.blue].map(|it| (it >> 8) as u8);
            emit(Input::Background(red, green, blue));
        }
    }

    fn take_pasted(&mut self, byte: u8, emit: &mut impl FnMut(Input)) {
        if self.bytes.len() >= LONGEST_PASTE + PASTE_END.len() {
            // The last bytes may belong to the end mark.
            self.bytes.remove(LONGEST_PASTE);
            self.left_out += 1;
        }
        self.bytes.push(byte);
        if byte == b'~' && self.bytes.ends_with(PASTE_END) {
            self.bytes.truncate(self.bytes.len() - PASTE_END.len());
            self.emit_paste(emit);
        }
    }

    fn emit_paste(&mut self, emit: &mut impl FnMut(Input)) {
        let is_cut = self.left_out > 0 || self.bytes.len() > LONGEST_PASTE;
        self.bytes.truncate(LONGEST_PASTE);
        if is_cut {
            // A character cut in two is dropped as well.
            let whole = self.bytes.utf8_chunks().last().filter(|last| !last.invalid().is_empty());
            let half = whole.map_or(0, |last| last.invalid().len());
            self.bytes.truncate(self.bytes.len() - half);
        }
        let text = String::from_utf8_lossy(&mem::take(&mut self.bytes)).into_owned();
        self.begin(DecoderState::Between);
        emit(Input::pasted(&text, is_cut));
    }

    /// Reports the key or mouse event that the bytes so far stand for, if any.
    fn emit_whole(&mut self, emit: &mut impl FnMut(Input)) {
        if let Some(reply) = GraphicsReply::of_control(&self.bytes) {
            emit(Input::Graphics(reply));
        } else if !is_mouse_outside(&self.bytes)
            && !is_place(&self.bytes)
            && let Ok(Some(event)) = Event::parse_from(&self.bytes)
        {
            emit_event(event, emit);
        }
        self.begin(DecoderState::Between);
    }

    /// Reports the beginning of a sequence as a key: `ESC [` is `A-[`.
    fn emit_start(&mut self, emit: &mut impl FnMut(Input)) {
        if let [ESCAPE, letter] = self.bytes[..] {
            let key = Key { alt: true, ..Key::character(char::from(letter)) };
            emit(Input::Key(key));
        }
        self.begin(DecoderState::Between);
    }
}

fn emit_event(event: Event, emit: &mut impl FnMut(Input)) {
    if let Some(input) = to_crossterm(event).ok().and_then(Input::of) {
        emit(input);
    }
}

/// Returns `true` for a mouse report with column or row 0, which is invalid: they are counted from
/// 1, and the parser relies on it.
fn is_mouse_outside(bytes: &[u8]) -> bool {
    let is_mouse = matches!(bytes.last(), Some(b'M' | b'm'));
    let numbers = str::from_utf8(bytes).unwrap_or_default().trim_end_matches(['M', 'm']).split(';');
    is_mouse && numbers.skip(1).any(|number| number.parse() == Ok(0_u16))
}

/// Returns `true` for a cursor position report. Some terminals send the same for Shift-F3, but if
/// it were decoded as a key, every report would be one.
fn is_place(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1b[") && bytes.ends_with(b"R") && bytes.contains(&b';')
}

#[cfg(test)]
mod tests;
