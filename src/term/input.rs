//! What comes in from the terminal, in the program's own words, and how crossterm's events map to
//! it.

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers as Modifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use crate::app::{Gesture, Key, KeyCode, Mouse};
use crate::text::start_of;

/// What came in from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or repeats while held.
    Key(Key),
    /// The mouse did something; that it was a second click the loop finds out.
    Mouse(Mouse),
    /// Text was pasted; its line ends are `\n`. Not cleaned: it may hold any character.
    Paste {
        /// The text, of `LONGEST_PASTE` bytes at most.
        text: String,
        /// There was more of it.
        is_cut: bool,
    },
    /// The terminal's background, as it answers the question for it: red, green, blue.
    Background(u8, u8, u8),
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
    /// The input an event stands for; none for those the program has no use for: released keys,
    /// keys it has no name for, focus, most of the mouse.
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

    /// Whether it is once more what another was: the same key, or the same step of the wheel at the
    /// same place. A second click means something else than the first.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Key(key), Self::Key(other)) => key == other,
            (Self::Mouse(mouse), Self::Mouse(other)) => mouse == other && mouse.what.is_wheel(),
            _ => false,
        }
    }

    /// How much room it takes while it waits, as a number of keys.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Paste { text, .. } => 1 + text.len() / 64,
            _ => 1,
        }
    }

    /// Text that was pasted, and whether there was more of it.
    pub(super) fn pasted(text: &str, is_cut: bool) -> Self {
        Self::Paste { text: text.replace("\r\n", "\n").replace('\r', "\n"), is_cut }
    }
}

/// Bytes of a paste that are kept: more than any text that is typed here may have.
pub(super) const LONGEST_PASTE: usize = 64 << 10;

/// What the left button or the wheel did.
fn mouse(event: MouseEvent) -> Option<Mouse> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        _ => return None,
    };
    Some(Mouse { what, x: event.column, y: event.row })
}

/// The key of a press or a repetition.
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

/// The key of a character: Shift is told by the character itself, Control by its lower case.
fn character_key(character: char, ctrl: bool, alt: bool, shift: bool) -> Key {
    let code = match character {
        // 0x08: Backspace on terminals that do not send 0x7F for it, and what `C-h` means in every
        // line editor.
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
