//! Reads the output of a program byte by byte, and reports the first thing that is not its own: a
//! control character, a sequence it has no use for, a character that disguises text, bytes that are
//! not text. Stricter than any terminal, and modelled on none.

/// Target of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A pipe or a file: lines of text, with tabs.
    Pipe,
    /// A terminal that is only printed on: lines, colours, links.
    Paper,
    /// A terminal that is taken, with all its modes; `copies` if something was to be copied.
    Screen {
        /// Set if the clipboard may be set.
        copies: bool,
    },
}

/// Position and description of the first offence in an output.
pub fn offence(bytes: &[u8], sheet: Sheet) -> Option<String> {
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        match own(rest, sheet).map_or_else(|| character(rest, sheet), Ok) {
            Ok(length) => at += length,
            Err(what) => {
                let around = &bytes[at.saturating_sub(40)..(at + 40).min(bytes.len())];
                return Some(format!("{what} at byte {at}: {}", around.escape_ascii()));
            }
        }
    }
    None
}

/// Length in bytes of the character at the beginning.
fn character(rest: &[u8], sheet: Sheet) -> Result<usize, String> {
    let text = &rest[..rest.len().min(4)];
    let valid = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or(""),
    };
    let Some(character) = valid.chars().next() else {
        // A reader may stop in the middle of a character; a program that has ended may not.
        return Err("bytes that are no text".into());
    };
    let allowed = match character {
        '\n' => true,
        '\t' => sheet == Sheet::Pipe,
        // The line discipline turns a line feed into CR LF, and some shells write it themselves.
        '\r' => sheet != Sheet::Pipe,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            false
        }
        '\u{feff}' | '\u{2028}' | '\u{2029}' => false,
        other => !other.is_control(),
    };
    if allowed { Ok(character.len_utf8()) } else { Err(format!("U+{:04X}", u32::from(character))) }
}

/// Length in bytes of the program's own sequence at the beginning, if there is one.
fn own(rest: &[u8], sheet: Sheet) -> Option<usize> {
    let after = rest.strip_prefix(b"\x1b")?;
    let length = match after.first()? {
        b'[' => csi(&after[1..], sheet)? + 1,
        b']' => osc(&after[1..], sheet)? + 1,
        b'_' if matches!(sheet, Sheet::Screen { .. }) && after.starts_with(KITTY) => KITTY.len(),
        _ => return None,
    };
    Some(length + 1)
}

/// The question whether a terminal knows kitty's protocol for pictures, without its escape character.
const KITTY: &[u8] = b"_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";

/// Sequences of a taken screen that are complete in themselves: modes, the window title's stack.
/// Also the questions for a terminal's name, the size of its cells and its attributes.
const MODES: [&str; 17] = [
    ">0q", "16t", "c", "?1049h", "?1049l", "?2004h", "?2004l", "?2026h", "?2026l", "?25h", "?25l",
    "?1002h", "?1002l", "?1006h", "?1006l", "22;2t", "23;2t",
];

fn csi(after: &[u8], sheet: Sheet) -> Option<usize> {
    if sheet == Sheet::Pipe {
        return None;
    }
    let end = after.iter().take(40).position(|byte| (0x40..=0x7e).contains(byte))?;
    let sequence = std::str::from_utf8(&after[..=end]).ok()?;
    let numbers = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    let (parameters, last) = sequence.split_at(end);
    let is_own = match last {
        "m" => numbers(parameters),
        "H" => matches!(sheet, Sheet::Screen { .. }) && numbers(parameters),
        "J" => matches!(sheet, Sheet::Screen { .. }) && matches!(parameters, "" | "2"),
        // The progress bar of a command clears its line.
        "K" => sheet == Sheet::Paper && matches!(parameters, "" | "2"),
        _ => matches!(sheet, Sheet::Screen { .. }) && MODES.contains(&sequence),
    };
    is_own.then_some(end + 1)
}

fn osc(after: &[u8], sheet: Sheet) -> Option<usize> {
    let end = after.iter().position(|byte| !is_printable(*byte))?;
    let length = match &after[end..] {
        [0x07, ..] => end + 1,
        [0x1b, b'\\', ..] => end + 2,
        _ => return None,
    };
    let sequence = std::str::from_utf8(&after[..end]).ok()?;
    let disguised = character_of(sequence);
    let is_own = match sequence.split_once(';')? {
        ("2", _) => matches!(sheet, Sheet::Screen { .. }),
        // The query for the background colour.
        ("11", "?") => matches!(sheet, Sheet::Screen { .. }),
        ("8", link) => {
            let (parameters, address) = link.split_once(';')?;
            let id = parameters.strip_prefix("id=");
            let is_number =
                |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
            let web = ["http://", "https://"];
            // Only on a screen can the rows of one link lie apart.
            (parameters.is_empty() || sheet != Sheet::Paper && id.is_some_and(is_number))
                && sheet != Sheet::Pipe
                && address.bytes().all(|byte| byte.is_ascii_graphic())
                && (address.is_empty()
                    || web.iter().any(|web| {
                        address.get(..web.len()).is_some_and(|a| a.eq_ignore_ascii_case(web))
                    }))
        }
        ("52", text) => {
            let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
            sheet == Sheet::Screen { copies: true }
                && text.strip_prefix("c;").is_some_and(|text| text.bytes().all(base64))
        }
        _ => false,
    };
    (is_own && !disguised).then_some(length)
}

fn is_printable(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7f
}

/// Returns `true` if a text within a sequence contains a character that no text may contain.
fn character_of(text: &str) -> bool {
    text.char_indices().any(|(at, _)| character(&text.as_bytes()[at..], Sheet::Pipe).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Sheet = Sheet::Screen { copies: false };

    #[test]
    fn own_sequences_pass_on_the_sheet_they_are_for() {
        let frame = "\x1b[?2026h\x1b[1;1H\x1b[38;5;3m云报\x1b[0m\x1b[?2026l";
        assert_eq!(offence(frame.as_bytes(), SCREEN), None);
        assert!(offence(frame.as_bytes(), Sheet::Paper).is_some());
        assert!(offence(frame.as_bytes(), Sheet::Pipe).is_some());
        let link = "\x1b]8;;https://a.b/\x1b\\\x1b[4ma\x1b[0m\x1b]8;;\x1b\\\n";
        assert_eq!(offence(link.as_bytes(), Sheet::Paper), None);
        assert!(offence(link.as_bytes(), Sheet::Pipe).is_some());
        let row = "\x1b]8;id=12;https://a.b/\x1b\\a\x1b]8;;\x1b\\";
        assert_eq!(offence(row.as_bytes(), SCREEN), None);
        assert!(offence(row.as_bytes(), Sheet::Paper).is_some());
        let copy = b"\x1b]52;c;5LqR5oql\x1b\\";
        assert_eq!(offence(copy, Sheet::Screen { copies: true }), None);
        assert!(offence(copy, SCREEN).is_some());
        assert_eq!(offence("a\tb\n云\n".as_bytes(), Sheet::Pipe), None);
    }

    #[test]
    fn nothing_else_passes() {
        for text in [
            "\x1b[31m",
            "a\x07",
            "\u{9b}31m",
            "\u{202e}",
            "\r",
            "\0",
            "\x7f",
            "\u{feff}",
            "\x1bc",
            "\u{2028}",
            "\x1b]0;a\x07",
        ] {
            assert!(offence(text.as_bytes(), Sheet::Pipe).is_some(), "{text:?}");
        }
        for text in [
            "\x1bc",
            "\x1b]0;a\x07",
            "\x1b]2;a\u{202e}\x07",
            "\x1b[6n",
            "\x1b]52;c;?\x07",
            "\x1bPq\x1b\\",
            "\x08",
            "\x1b[3J",
            "\x1b[?1003h",
            "\x1b(0",
            "\x1b]8;;file:///etc\x1b\\",
            "\x1b]8;id=a;https://a\x1b\\",
            "\x1b]8;id=;https://a\x1b\\",
            "\x1b",
            "\u{85}",
            "\x0e",
            "\t",
        ] {
            assert!(offence(text.as_bytes(), SCREEN).is_some(), "{text:?}");
        }
        assert!(offence(b"\x1b]8;;file:///etc\x1b\\", Sheet::Paper).is_some());
        assert!(offence(b"\x9b31m", SCREEN).is_some());
        assert!(offence(b"\xed\xa0\x80", SCREEN).is_some());
    }
}
