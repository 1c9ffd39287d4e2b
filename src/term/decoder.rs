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

use super::Input;
use super::input::LONGEST_PASTE;
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
    state: State,
    /// The bytes of the sequence or character so far; in a paste, its text.
    bytes: Vec<u8>,
    /// Number of bytes of a paste that were dropped.
    left_out: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
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
            State::Between => None,
            State::Escape => Some(FOR_ESCAPE),
            _ if self.is_start() => Some(FOR_START),
            _ => Some(FOR_THE_REST),
        }
    }

    /// Returns `true` if only the two bytes that begin a sequence have come.
    fn is_start(&self) -> bool {
        let is_sequence = matches!(self.state, State::SingleShift | State::Control | State::String);
        is_sequence && self.bytes.len() == 2
    }

    /// Takes some bytes, and calls `tell` with each decoded input.
    pub fn take(&mut self, bytes: &[u8], tell: &mut impl FnMut(Input)) {
        for &byte in bytes {
            self.take_byte(byte, tell);
        }
    }

    /// Ends an unfinished sequence: bytes that can be a key by themselves are decoded as one, so a
    /// lone escape character is `Esc`, and the beginning of a sequence is a key such as `A-[`.
    pub fn give_up(&mut self, tell: &mut impl FnMut(Input)) {
        match self.state {
            State::Escape => self.tell_whole(tell),
            State::Paste => self.tell_paste(tell),
            _ if self.is_start() => self.tell_start(tell),
            _ => self.begin(State::Between),
        }
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.bytes.clear();
        self.left_out = 0;
    }

    fn take_byte(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        if self.state == State::Paste {
            return self.take_pasted(byte, tell);
        }
        if byte == ESCAPE && !matches!(self.state, State::Escape | State::Between | State::String) {
            // The unfinished sequence is broken off.
            self.begin(State::Between);
        }
        match self.state {
            State::Between => self.begin_with(byte, tell),
            State::Character => self.take_character(byte, tell),
            State::Escape => self.take_escaped(byte, tell),
            State::SingleShift => {
                self.bytes.push(byte);
                self.tell_whole(tell);
            }
            State::OldMouse => {
                self.bytes.push(byte);
                if self.bytes.len() == 6 {
                    self.tell_whole(tell);
                }
            }
            State::Control | State::LongControl => self.take_control(byte, tell),
            State::String => self.take_string(byte, tell),
            State::StringEscape if byte == b'\\' => self.tell_string(tell),
            State::StringEscape => {
                self.begin(State::Between);
                self.begin_with(ESCAPE, tell);
                self.take_escaped(byte, tell);
            }
            State::Paste => {}
        }
    }

    fn begin_with(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        if matches!(byte, b' '..=b'~') {
            return tell(Input::Key(Key::character(char::from(byte))));
        }
        self.bytes.push(byte);
        match byte {
            ESCAPE => self.state = State::Escape,
            0x80.. => self.state = State::Character,
            _ => self.tell_whole(tell),
        }
    }

    /// Takes a byte of a character, perhaps after an escape character.
    fn take_character(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        if byte & 0xc0 != 0x80 {
            // The character is broken off, and this byte begins something else.
            self.begin(State::Between);
            return self.begin_with(byte, tell);
        }
        self.bytes.push(byte);
        let start = usize::from(self.bytes[0] == ESCAPE);
        let character = &self.bytes[start..];
        if str::from_utf8(character).is_ok() {
            self.tell_whole(tell);
        } else if character.len() >= 4 {
            self.begin(State::Between);
        }
    }

    fn take_escaped(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        match byte {
            ESCAPE => {
                // `Esc`, and another one that may begin a sequence.
                self.tell_whole(tell);
                self.begin_with(byte, tell);
                return;
            }
            b'[' => self.state = State::Control,
            b'O' => self.state = State::SingleShift,
            b']' | b'P' | b'X' | b'^' | b'_' => self.state = State::String,
            0x80.. => self.state = State::Character,
            _ => {}
        }
        self.bytes.push(byte);
        if self.state == State::Escape {
            self.tell_whole(tell);
        }
    }

    fn take_control(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        match byte {
            // A key, even amid a sequence without an end.
            0x00..=0x1f => {
                self.begin(State::Between);
                return self.begin_with(byte, tell);
            }
            // The function keys of the Linux console: `ESC [ [ A`.
            b'[' if self.bytes.len() == 2 => {}
            b'M' if self.bytes.len() == 2 => self.state = State::OldMouse,
            0x40..=0x7e if self.state == State::LongControl => return self.begin(State::Between),
            0x40..=0x7e => {
                self.bytes.push(byte);
                if self.bytes == b"\x1b[200~" {
                    return self.begin(State::Paste);
                }
                return self.tell_whole(tell);
            }
            _ if self.bytes.len() >= LONGEST_SEQUENCE => {
                self.state = State::LongControl;
                return;
            }
            _ => {}
        }
        self.bytes.push(byte);
    }

    fn take_string(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        match byte {
            BELL => self.tell_string(tell),
            ESCAPE => self.state = State::StringEscape,
            0x00..=0x1f => {
                self.begin(State::Between);
                self.begin_with(byte, tell);
            }
            // A longer one is no reply to our query.
            _ if self.bytes.len() < LONGEST_SEQUENCE => self.bytes.push(byte),
            _ => {}
        }
    }

    /// Reports the background colour if the string is the reply for it, the only colour queried.
    fn tell_string(&mut self, tell: &mut impl FnMut(Input)) {
        let colour = self.bytes.strip_prefix(BACKGROUND).and_then(|it| Color::parse(it).ok());
        self.begin(State::Between);
        if let Some(colour) = colour {
            let [red, green, blue] =
                [colour.red, colour.green, colour.blue].map(|it| (it >> 8) as u8);
            tell(Input::Background(red, green, blue));
        }
    }

    fn take_pasted(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        if self.bytes.len() >= LONGEST_PASTE + PASTE_END.len() {
            // The last bytes may belong to the end mark.
            self.bytes.remove(LONGEST_PASTE);
            self.left_out += 1;
        }
        self.bytes.push(byte);
        if byte == b'~' && self.bytes.ends_with(PASTE_END) {
            self.bytes.truncate(self.bytes.len() - PASTE_END.len());
            self.tell_paste(tell);
        }
    }

    fn tell_paste(&mut self, tell: &mut impl FnMut(Input)) {
        let is_cut = self.left_out > 0 || self.bytes.len() > LONGEST_PASTE;
        self.bytes.truncate(LONGEST_PASTE);
        if is_cut {
            // A character cut in two is dropped as well.
            let whole = self.bytes.utf8_chunks().last().filter(|last| !last.invalid().is_empty());
            let half = whole.map_or(0, |last| last.invalid().len());
            self.bytes.truncate(self.bytes.len() - half);
        }
        let text = String::from_utf8_lossy(&mem::take(&mut self.bytes)).into_owned();
        self.begin(State::Between);
        tell(Input::pasted(&text, is_cut));
    }

    /// Reports the key or mouse event that the bytes so far stand for, if any.
    fn tell_whole(&mut self, tell: &mut impl FnMut(Input)) {
        if !is_mouse_outside(&self.bytes)
            && !is_place(&self.bytes)
            && let Ok(Some(event)) = Event::parse_from(&self.bytes)
        {
            told(event, tell);
        }
        self.begin(State::Between);
    }

    /// Reports the beginning of a sequence as a key: `ESC [` is `A-[`.
    fn tell_start(&mut self, tell: &mut impl FnMut(Input)) {
        if let [ESCAPE, letter] = self.bytes[..] {
            let key = Key { alt: true, ..Key::character(char::from(letter)) };
            tell(Input::Key(key));
        }
        self.begin(State::Between);
    }
}

fn told(event: Event, tell: &mut impl FnMut(Input)) {
    if let Some(input) = to_crossterm(event).ok().and_then(Input::of) {
        tell(input);
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
