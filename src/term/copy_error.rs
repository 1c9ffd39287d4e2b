//! Errors from copying text.

use crate::messages::Text;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_says_how_long() {
        let error = CopyError::check(&"x".repeat(CopyError::LIMIT + 1)).unwrap_err();
        assert_eq!(error.text(), Text::TooMuchToCopy(101, 100));
        assert_eq!(CopyError::check(""), Err(CopyError::Nothing));
        assert_eq!(CopyError::check("云报"), Ok(()));
    }
}
