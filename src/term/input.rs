//! Input from the terminal, and the conversion from crossterm's events.

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers as Modifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use super::GraphicsReply;
use crate::app::{Gesture, Key, KeyCode, Mouse};
use crate::text::start_of;

/// Input from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or repeats while held.
    Key(Key),
    /// A mouse event. The loop recognises double clicks.
    Mouse(Mouse),
    /// Text was pasted. Line ends are `\n`; it is not cleaned and may hold any character.
    Paste {
        /// The text, at most `LONGEST_PASTE` bytes.
        text: String,
        /// Set if the paste was longer.
        is_cut: bool,
    },
    /// The terminal's background colour (red, green, blue), as the reply to our query.
    Background(u8, u8, u8),
    /// A reply to our question how the terminal shows pictures.
    Graphics(GraphicsReply),
    /// The terminal has a new size.
    Resize {
        /// Cells in a row.
        columns: u16,
        /// Rows of cells.
        rows: u16,
    },
    /// The terminal is gone (window closed, connection lost); nothing comes after this.
    Closed,
}

impl Input {
    /// Converts an event; `None` for those the program does not use: released keys, unsupported
    /// keys, focus, most of the mouse.
    pub(super) fn of(event: Event) -> Option<Self> {
        match event {
            Event::Key(event) => key(event).map(Self::Key),
            Event::Paste(text) => {
                let kept = start_of(&text, LONGEST_PASTE);
                Some(Self::pasted(kept, kept.len() < text.len()))
            }
            Event::Resize(columns, rows) => Some(Self::Resize { columns, rows }),
            Event::Mouse(event) => mouse(event).map(Self::Mouse),
            Event::FocusGained | Event::FocusLost => None,
        }
    }

    /// Returns `true` if this repeats the other input: the same key, or the same step of the wheel
    /// at the same place. A click is never a repetition, as a second one has another meaning.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Key(key), Self::Key(other)) => key == other,
            (Self::Mouse(mouse), Self::Mouse(other)) => mouse == other && mouse.what.is_wheel(),
            _ => false,
        }
    }

    /// Room it takes in the queue, as a number of keys.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Paste { text, .. } => 1 + text.len() / 64,
            _ => 1,
        }
    }

    /// Creates a paste with `\n` as line ends; `is_cut` says that it was longer.
    pub(super) fn pasted(text: &str, is_cut: bool) -> Self {
        Self::Paste { text: text.replace("\r\n", "\n").replace('\r', "\n"), is_cut }
    }
}

/// Maximum bytes kept of a paste: more than any text field takes.
pub(super) const LONGEST_PASTE: usize = 64 << 10;

/// Converts an event of the left button or the wheel.
fn mouse(event: MouseEvent) -> Option<Mouse> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) if event.modifiers.contains(Modifiers::CONTROL) => {
            Gesture::ControlClick
        }
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        _ => return None,
    };
    Some(Mouse { what, x: event.column, y: event.row })
}

/// Converts a key press or repetition.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(Modifiers::CONTROL);
    let alt = event.modifiers.intersects(Modifiers::ALT | Modifiers::META);
    let shift = event.modifiers.contains(Modifiers::SHIFT);
    let code = match event.code {
        Code::Char(character) => return Some(character_key(character, ctrl, alt, shift)),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => {
            return Some(Key { code: KeyCode::Tab, ctrl, alt, shift: true });
        }
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(number) => KeyCode::F(number),
        _ => return None,
    };
    Some(Key { code, ctrl, alt, shift })
}

/// Converts a character: Shift is expressed by the character itself, Control by its lower case.
fn character_key(character: char, ctrl: bool, alt: bool, shift: bool) -> Key {
    let code = match character {
        // 0x08: Backspace on terminals that do not send 0x7F for it, and the meaning of `C-h` in
        // every line editor.
        'h' | 'H' if ctrl => return Key { alt, ..Key::plain(KeyCode::Backspace) },
        // 0x1C to 0x1F, which crossterm names by the digits of a VT220.
        '4' if ctrl => '\\',
        '5' if ctrl => ']',
        '6' if ctrl => '^',
        '7' if ctrl => '_',
        letter if ctrl => letter.to_ascii_lowercase(),
        letter if shift => letter.to_ascii_uppercase(),
        other => other,
    };
    Key { code: KeyCode::Char(code), ctrl, alt, shift: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: Code, modifiers: Modifiers) -> Option<String> {
        match Input::of(Event::Key(KeyEvent::new(code, modifiers))) {
            Some(Input::Key(key)) => Some(key.to_string()),
            _ => None,
        }
    }

    #[test]
    fn keys_are_named_once() {
        let cases = [
            (Code::Char('g'), Modifiers::NONE, "g"),
            (Code::Char('G'), Modifiers::SHIFT, "G"),
            (Code::Char('g'), Modifiers::SHIFT, "G"),
            (Code::Char('云'), Modifiers::NONE, "云"),
            (Code::Char('D'), Modifiers::CONTROL | Modifiers::SHIFT, "C-d"),
            (Code::Char('x'), Modifiers::ALT, "A-x"),
            (Code::Char('h'), Modifiers::CONTROL, "Backspace"),
            (Code::Char('5'), Modifiers::CONTROL, "C-]"),
            (Code::Char(' '), Modifiers::NONE, "Space"),
            (Code::BackTab, Modifiers::SHIFT, "S-Tab"),
            (Code::BackTab, Modifiers::NONE, "S-Tab"),
            (Code::Tab, Modifiers::SHIFT, "S-Tab"),
            (Code::Left, Modifiers::ALT, "A-←"),
            (Code::F(5), Modifiers::NONE, "F5"),
        ];
        for (code, modifiers, name) in cases {
            assert_eq!(pressed(code, modifiers).as_deref(), Some(name), "{code:?} {modifiers:?}");
        }
        assert_eq!(pressed(Code::Insert, Modifiers::NONE), None);
    }

    #[test]
    fn a_shifted_character_carries_no_shift() {
        let event = KeyEvent::new(Code::Char('?'), Modifiers::SHIFT);
        assert_eq!(Input::of(Event::Key(event)), Some(Input::Key(Key::character('?'))));
    }

    #[test]
    fn a_released_key_is_nothing_and_a_held_one_repeats() {
        let event = |kind| KeyEvent::new_with_kind(Code::Char('j'), Modifiers::NONE, kind);
        assert_eq!(Input::of(Event::Key(event(KeyEventKind::Release))), None);
        assert_eq!(
            Input::of(Event::Key(event(KeyEventKind::Repeat))),
            Some(Input::Key(Key::character('j')))
        );
    }

    #[test]
    fn pasted_lines_end_in_newlines() {
        let paste = Input::of(Event::Paste("一\r二\r\n三\n".into()));
        let text = "一\n二\n三\n".to_owned();
        assert_eq!(paste, Some(Input::Paste { text, is_cut: false }));
    }
}
