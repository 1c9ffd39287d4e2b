//! Bytes of a terminal into input: keys, the mouse, pasted text.
//!
//! Holds no more than a bounded part of what comes in: a paste is cut, an answer of the terminal to a
//! question that was not asked here is passed over as it comes, and so is a sequence without an end.

use std::mem;
use std::str;
use std::time::Duration;

use terminput::Event;
use terminput_crossterm::to_crossterm;
use xterm_color::Color;

use super::Input;
use super::input::LONGEST_PASTE;
use crate::app::Key;

/// Sequences of keys and of the mouse are shorter.
const LONGEST_SEQUENCE: usize = 64;

/// How long `Esc` waits for what makes it the start of a sequence: less than anybody notices.
const FOR_ESCAPE: Duration = Duration::from_millis(12);
/// How long `A-[` and the like wait for the rest, which a slow line may bring a while later.
const FOR_START: Duration = Duration::from_millis(100);
/// How long the rest of a sequence or of a paste may take: then it is taken for complete, so that a
/// terminal that never ends one does not leave the program without keys.
const FOR_THE_REST: Duration = Duration::from_secs(2);

/// An answer to the question for the background begins so (OSC 11).
const BACKGROUND: &[u8] = b"\x1b]11;";

const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;
const PASTE_END: &[u8] = b"\x1b[201~";

/// The state between bytes.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: State,
    /// The bytes of the sequence or the character so far; of a paste its text.
    bytes: Vec<u8>,
    /// How many bytes of a paste were left out.
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
    /// A string, such as the answer to a question about colours, up to its end.
    String,
    /// After an escape character in a string, which a backslash ends then.
    StringEscape,
    /// Between the marks of a paste.
    Paste,
}

impl Decoder {
    /// How long to wait for the rest of what has begun, before [`Self::give_up`].
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Between => None,
            State::Escape => Some(FOR_ESCAPE),
            _ if self.is_start() => Some(FOR_START),
            _ => Some(FOR_THE_REST),
        }
    }

    /// Whether nothing has come but what a sequence begins with.
    fn is_start(&self) -> bool {
        let is_sequence = matches!(self.state, State::SingleShift | State::Control | State::String);
        is_sequence && self.bytes.len() == 2
    }

    /// Takes some bytes, and calls `tell` with what they mean.
    pub fn take(&mut self, bytes: &[u8], tell: &mut impl FnMut(Input)) {
        for &byte in bytes {
            self.take_byte(byte, tell);
        }
    }

    /// Says that what has begun will not be ended: what may be a key by itself is one. An escape
    /// character and what a sequence begins with are `Esc` and `A-[` then.
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
            // Whatever was before is broken off.
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

    /// A byte of a character, perhaps after an escape character.
    fn take_character(&mut self, byte: u8, tell: &mut impl FnMut(Input)) {
        if byte & 0xc0 != 0x80 {
            // The character is broken off, and this byte another one.
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
                // `Esc`, and another one that may begin something.
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
            // A key that is heard amid a sequence without an end.
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
            // A longer one answers nothing that was asked.
            _ if self.bytes.len() < LONGEST_SEQUENCE => self.bytes.push(byte),
            _ => {}
        }
    }

    /// Tells the background, if that is what the string answers. Of colours, only that is asked for.
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
            // The last bytes may be those of the end mark.
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
            // A character cut in two is left out as well.
            let whole = self.bytes.utf8_chunks().last().filter(|last| !last.invalid().is_empty());
            let half = whole.map_or(0, |last| last.invalid().len());
            self.bytes.truncate(self.bytes.len() - half);
        }
        let text = String::from_utf8_lossy(&mem::take(&mut self.bytes)).into_owned();
        self.begin(State::Between);
        tell(Input::pasted(&text, is_cut));
    }

    /// Tells the key or the mouse that the bytes so far stand for, if they do.
    fn tell_whole(&mut self, tell: &mut impl FnMut(Input)) {
        if !is_mouse_outside(&self.bytes)
            && !is_place(&self.bytes)
            && let Ok(Some(event)) = Event::parse_from(&self.bytes)
        {
            told(event, tell);
        }
        self.begin(State::Between);
    }

    /// Tells what a sequence begins with as a key: `ESC [` is `A-[`.
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

/// Whether a report of the mouse tells column or row 0, which there is not: they are counted from 1,
/// and the parser relies on it.
fn is_mouse_outside(bytes: &[u8]) -> bool {
    let is_mouse = matches!(bytes.last(), Some(b'M' | b'm'));
    let numbers = str::from_utf8(bytes).unwrap_or_default().trim_end_matches(['M', 'm']).split(';');
    is_mouse && numbers.skip(1).any(|number| number.parse() == Ok(0_u16))
}

/// Whether it is an answer that tells where the cursor is. As F3 with Shift, which some terminals send
/// so too, it would be a key for each.
fn is_place(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1b[") && bytes.ends_with(b"R") && bytes.contains(&b';')
}

#[cfg(test)]
mod tests;
