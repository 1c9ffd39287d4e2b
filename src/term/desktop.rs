//! The desktop: browser, clipboard, calendar.

use std::fmt;
use std::io;
use std::sync::Arc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::browser::{self, OpenErrorCallback};
use super::clipboard;
use super::{CopyError, OpenError, Opened};

/// The desktop the program runs on.
pub struct Desktop {
    configured: Option<String>,
    environment: Option<String>,
    report: OpenErrorCallback,
}

impl Desktop {
    /// Creates a desktop with the configured browser command, if any. `report` is called from
    /// another thread when a browser starts and then fails.
    ///
    /// Without a configured command `$BROWSER` decides, and without that the desktop.
    pub fn new(browser: Option<&str>, report: impl Fn(OpenError) + Send + Sync + 'static) -> Self {
        Self {
            configured: browser.map(str::to_owned),
            environment: std::env::var("BROWSER").ok(),
            report: Arc::new(report),
        }
    }

    /// Opens a web page in the browser. If a browser starts and then fails, this is reported later.
    ///
    /// # Errors
    ///
    /// The URL is not for the web, or no browser starts.
    pub fn open(&self, url: &str) -> Result<Opened, OpenError> {
        let address = browser::check(url)?;
        let commands =
            browser::commands(self.configured.as_deref(), self.environment.as_deref(), &address)?;
        browser::open(commands, url, &self.report)
    }

    /// Copies by OSC 52, which works over ssh as well, and with the system's tool, if there is one.
    /// A terminal does not report whether it obeyed.
    ///
    /// # Errors
    ///
    /// There is nothing to copy, or more than a terminal takes.
    pub fn copy(&self, text: &str) -> Result<(), CopyError> {
        CopyError::check(text)?;
        clipboard::give(text);
        execute!(io::stdout().lock(), CopyToClipboard::to_clipboard_from(text))
            .map_err(|error| CopyError::Terminal(error.to_string()))
    }

    /// Today's date in the system's time zone, or in UTC where that is unknown.
    pub fn today() -> Date {
        ZonedDateTime::now().date()
    }
}

impl fmt::Debug for Desktop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Desktop")
            .field("configured", &self.configured)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
