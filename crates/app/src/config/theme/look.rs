//! Looks: colours and modifiers, in the syntax of a config: `bold #ff8800 on black`.

use std::fmt;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the terminal's sixteen colours, 0 to 15.
    Ansi(u8),
    /// One of xterm's 256 colours, 16 to 255.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// Names of the terminal's colours. Those from 8 to 15 have the prefix `bright-`.
const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

impl Colour {
    /// Parses a name, `#rrggbb`, `#rgb` or a number up to 255.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix('#') {
            return hex(digits);
        }
        if let Ok(number) = text.parse::<u8>() {
            return Some(if number < 16 { Self::Ansi(number) } else { Self::Indexed(number) });
        }
        if matches!(text, "gray" | "grey") {
            return Some(Self::Ansi(8));
        }
        let (name, bright) =
            text.strip_prefix("bright-").map_or((text, 0), |name| (name, NAMES.len()));
        let at = NAMES.iter().position(|known| *known == name)?;
        Some(Self::Ansi((at + bright) as u8))
    }
}

fn hex(digits: &str) -> Option<Colour> {
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    match digits.len() {
        3 if is_hex => Some(Colour::Rgb(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
        6 if is_hex => {
            let byte = |at| Some(digit(at)? * 16 + digit(at + 1)?);
            Some(Colour::Rgb(byte(0)?, byte(2)?, byte(4)?))
        }
        _ => None,
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Ansi(number) => {
                let bright = if number < 8 { "" } else { "bright-" };
                write!(f, "{bright}{}", NAMES[usize::from(number) % NAMES.len()])
            }
            Self::Indexed(number) => write!(f, "{number}"),
            Self::Rgb(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

/// Colours and modifiers. Whatever is not set remains unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on a terminal")]
pub struct Look {
    /// The text colour.
    pub text: Option<Colour>,
    /// The background colour.
    pub background: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Text and background colours are swapped.
    pub reverse: bool,
    /// Struck through.
    pub strike: bool,
}

impl Look {
    /// Parses words separated by blanks: modifiers, a colour, and `on` with another colour. `plain`
    /// stands for an empty look.
    ///
    /// # Errors
    ///
    /// The first word that is not understood, with its byte offset.
    pub fn read(text: &str) -> Result<Self, (usize, &str)> {
        let mut look = Self::default();
        let mut is_background = false;
        let mut last = (text.len(), "");
        for word in text.split_whitespace() {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            last = (at, word);
            match word {
                "plain" => {}
                "bold" => look.bold = true,
                "dim" => look.dim = true,
                "italic" => look.italic = true,
                "underline" => look.underline = true,
                "reverse" => look.reverse = true,
                "strike" => look.strike = true,
                "on" if !is_background => is_background = true,
                _ => {
                    let colour = Colour::read(word).ok_or((at, word))?;
                    let place = if is_background { &mut look.background } else { &mut look.text };
                    if place.replace(colour).is_some() {
                        return Err((at, word));
                    }
                }
            }
        }
        if is_background && look.background.is_none() { Err(last) } else { Ok(look) }
    }
}

impl fmt::Display for Look {
    /// Writes the look in the syntax of [`Look::read`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers = [
            (self.bold, "bold"),
            (self.dim, "dim"),
            (self.italic, "italic"),
            (self.underline, "underline"),
            (self.reverse, "reverse"),
            (self.strike, "strike"),
        ];
        let set = modifiers.iter().filter(|(on, _)| *on).map(|(_, word)| (*word).to_owned());
        let mut words: Vec<String> = set.collect();
        words.extend(self.text.map(|colour| colour.to_string()));
        words.extend(self.background.map(|colour| format!("on {colour}")));
        f.write_str(if words.is_empty() { "plain" } else { "" })?;
        f.write_str(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Part;
    use crate::config::Theme;

    #[test]
    fn looks_are_read_as_they_are_written() {
        for theme in Theme::built_in() {
            for (part, _) in Part::ALL {
                let look = theme.look(part);
                assert_eq!(Look::read(&look.to_string()), Ok(look));
            }
        }
        for number in 0..=255u8 {
            let colour = Colour::read(&number.to_string()).unwrap();
            assert_eq!(Colour::read(&colour.to_string()), Some(colour));
        }
    }

    #[test]
    fn looks_are_words() {
        let look = Look {
            text: Some(Colour::Rgb(255, 136, 0)),
            background: Some(Colour::Ansi(0)),
            bold: true,
            ..Look::default()
        };
        assert_eq!(Look::read("bold #ff8800 on black"), Ok(look));
        assert_eq!(Look::read("  #f80 bold on   0"), Ok(look));
        assert_eq!(Look::read("plain"), Ok(Look::default()));
        assert_eq!(Look::read(""), Ok(Look::default()));
        let one = |colour| Ok(Look { text: Some(colour), ..Look::default() });
        assert_eq!(Look::read("bright-white"), one(Colour::Ansi(15)));
        assert_eq!(Look::read("grey"), one(Colour::Ansi(8)));
        assert_eq!(Look::read("208"), one(Colour::Indexed(208)));
    }

    #[test]
    fn the_word_that_is_not_understood_is_named() {
        for (text, word) in [
            ("bold orange", (5, "orange")),
            ("red blue", (4, "blue")),
            ("red on", (4, "on")),
            ("#ggg", (0, "#ggg")),
            ("#ff880", (0, "#ff880")),
            ("256", (0, "256")),
            ("red on 云", (7, "云")),
            ("#云", (0, "#云")),
            ("red on on", (7, "on")),
        ] {
            assert_eq!(Look::read(text), Err(word), "{text}");
        }
    }
}
