//! The desktop as the program uses it, and a fake that only records the requests.

use std::sync::Mutex;

use jiff::civil::Date;

use super::browser;
use super::{OpenError, Opened};
use crate::messages::Text;

/// The desktop around the program.
pub trait Host {
    /// Opens a web page in the browser. If a browser starts and then fails, this is reported later,
    /// in the way the host was set up with.
    ///
    /// # Errors
    ///
    /// The URL is not for the web, or no browser starts.
    fn open(&self, url: &str) -> Result<Opened, OpenError>;

    /// Puts text on the clipboard.
    ///
    /// # Errors
    ///
    /// There is nothing to copy, or more than a terminal takes.
    fn copy(&self, text: &str) -> Result<(), CopyError>;

    /// Today's date in the user's time zone.
    fn today(&self) -> Date;
}

/// Error from copying text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyError {
    /// The text is empty.
    Nothing,
    /// The text is longer than [`CopyError::LIMIT`].
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Writing to the terminal failed; holds the system's message.
    Terminal(String),
}

impl CopyError {
    /// Maximum number of bytes: what common terminals take in one sequence.
    pub const LIMIT: usize = 100_000;

    /// Checks that a text can be copied.
    pub(super) fn check(text: &str) -> Result<(), Self> {
        match text.len() {
            0 => Err(Self::Nothing),
            bytes if bytes > Self::LIMIT => Err(Self::TooLong { bytes }),
            _ => Ok(()),
        }
    }

    /// The message to show.
    pub fn text(&self) -> Text<'_> {
        match self {
            Self::Nothing => Text::NothingToCopy,
            Self::TooLong { bytes } => {
                Text::TooMuchToCopy(bytes.div_ceil(1000), Self::LIMIT / 1000)
            }
            Self::Terminal(reason) => Text::CouldNotCopy(reason),
        }
    }
}

/// A host that only records its requests; for tests.
#[derive(Debug)]
pub struct Recorded {
    today: Date,
    opened: Mutex<Vec<String>>,
    copied: Mutex<Vec<String>>,
}

impl Recorded {
    /// Creates a host for which it is always this day.
    pub fn new(today: Date) -> Self {
        Self { today, opened: Mutex::default(), copied: Mutex::default() }
    }

    /// The URLs opened so far, in order.
    ///
    /// # Panics
    ///
    /// A thread panicked while it was recording.
    pub fn opened(&self) -> Vec<String> {
        self.opened.lock().expect("no recording thread panicked").clone()
    }

    /// The texts copied so far, in order.
    ///
    /// # Panics
    ///
    /// A thread panicked while it was recording.
    pub fn copied(&self) -> Vec<String> {
        self.copied.lock().expect("no recording thread panicked").clone()
    }
}

impl Host for Recorded {
    fn open(&self, url: &str) -> Result<Opened, OpenError> {
        browser::check(url)?;
        self.opened.lock().expect("no recording thread panicked").push(url.to_owned());
        Ok(Opened::Detached)
    }

    fn copy(&self, text: &str) -> Result<(), CopyError> {
        CopyError::check(text)?;
        self.copied.lock().expect("no recording thread panicked").push(text.to_owned());
        Ok(())
    }

    fn today(&self) -> Date {
        self.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_fake_records_what_the_desktop_would_do_and_refuses_what_it_would_refuse() {
        let host = Recorded::new(date(2026, 8, 1));
        assert!(matches!(host.open("https://example.org/"), Ok(Opened::Detached)));
        assert!(host.open("javascript:alert(1)").is_err());
        assert_eq!(host.copy("云报"), Ok(()));
        assert_eq!(host.copy(""), Err(CopyError::Nothing));
        assert_eq!(host.opened(), ["https://example.org/"]);
        assert_eq!(host.copied(), ["云报"]);
        assert_eq!(host.today(), date(2026, 8, 1));
    }

    #[test]
    fn a_text_too_long_says_how_long() {
        let error = CopyError::check(&"x".repeat(CopyError::LIMIT + 1)).unwrap_err();
        assert_eq!(error.text(), Text::TooMuchToCopy(101, 100));
    }
}
