//! A key press, free of any terminal library, and how it is written: `C-d`, `S-Tab`, `g`.

use std::fmt;
use std::str::FromStr;

/// One key press with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held; always false for a [`KeyCode::Char`], whose character tells it.
    pub shift: bool,
}

/// Which key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character, as typed (`G`, `]`, `云`).
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; with Shift it is `Tab` and `shift`.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete forward.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key by its number.
    F(u8),
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub const fn character(character: char) -> Self {
        Self::plain(KeyCode::Char(character))
    }

    /// A character with Control.
    pub const fn control(character: char) -> Self {
        Self { ctrl: true, ..Self::character(character) }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            formatter.write_str("C-")?;
        }
        if self.alt {
            formatter.write_str("A-")?;
        }
        if self.shift {
            formatter.write_str("S-")?;
        }
        match self.code {
            KeyCode::Char(' ') => formatter.write_str("Space"),
            KeyCode::Char(character) => write!(formatter, "{character}"),
            KeyCode::Enter => formatter.write_str("Enter"),
            KeyCode::Esc => formatter.write_str("Esc"),
            KeyCode::Tab => formatter.write_str("Tab"),
            KeyCode::Backspace => formatter.write_str("Backspace"),
            KeyCode::Delete => formatter.write_str("Del"),
            KeyCode::Up => formatter.write_str("↑"),
            KeyCode::Down => formatter.write_str("↓"),
            KeyCode::Left => formatter.write_str("←"),
            KeyCode::Right => formatter.write_str("→"),
            KeyCode::Home => formatter.write_str("Home"),
            KeyCode::End => formatter.write_str("End"),
            KeyCode::PageUp => formatter.write_str("PgUp"),
            KeyCode::PageDown => formatter.write_str("PgDn"),
            KeyCode::F(number) => write!(formatter, "F{number}"),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads a key as it is printed; `Up`, `Down`, `Left`, `Right` stand for the arrows too.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = text;
        while let (Some(modifier), true) = (rest.chars().next(), rest.len() > 2) {
            match (modifier, rest.as_bytes().get(1)) {
                ('C', Some(b'-')) => key.ctrl = true,
                ('A', Some(b'-')) => key.alt = true,
                ('S', Some(b'-')) => key.shift = true,
                _ => break,
            }
            rest = &rest[2..];
        }
        key.code = match rest {
            // As terminals send it.
            "h" | "H" if key.ctrl => {
                key.ctrl = false;
                KeyCode::Backspace
            }
            "Space" => KeyCode::Char(' '),
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "Backspace" => KeyCode::Backspace,
            "Del" => KeyCode::Delete,
            "↑" | "Up" => KeyCode::Up,
            "↓" | "Down" => KeyCode::Down,
            "←" | "Left" => KeyCode::Left,
            "→" | "Right" => KeyCode::Right,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "PgUp" => KeyCode::PageUp,
            "PgDn" => KeyCode::PageDown,
            other => {
                let mut characters = other.chars();
                match (characters.next(), characters.as_str()) {
                    // Shift is told by the character, and Control by its lower case.
                    (Some(character), "") => {
                        let is_upper = std::mem::take(&mut key.shift) && !key.ctrl;
                        KeyCode::Char(match character {
                            letter if key.ctrl => letter.to_ascii_lowercase(),
                            letter if is_upper => letter.to_ascii_uppercase(),
                            other => other,
                        })
                    }
                    (Some('F'), number) => {
                        let number =
                            number.parse().map_err(|_| format!("no key is called {text}"))?;
                        KeyCode::F(number)
                    }
                    _ => return Err(format!("no key is called {text}")),
                }
            }
        };
        Ok(key)
    }
}
