//! Key presses, independent of any terminal library, and their notation: `C-d`, `S-Tab`, `g`.

use std::fmt;
use std::str::FromStr;

/// A key press with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key without modifiers.
    pub code: KeyCode,
    /// Set if Control was held.
    pub ctrl: bool,
    /// Set if Alt was held.
    pub alt: bool,
    /// Set if Shift was held; always `false` for a [`KeyCode::Char`], whose character includes it.
    pub shift: bool,
}

/// A key without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character, as typed (`G`, `]`, `云`).
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab. Shift-Tab is this with [`Key::shift`].
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
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
    /// A function key, by its number.
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

    /// Parses the notation of [`Display`](fmt::Display); `Up`, `Down`, `Left` and `Right` are accepted for
    /// the arrows.
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
            // Terminals send Backspace for these.
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
                    // Shift changes the case of the character; with Control, it is always lower case.
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
