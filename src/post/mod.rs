//! One post: what a file of Markdown says about itself.
//!
//! Owns front matter, dates, stories and diagnostics. Knows nothing of other posts, of the disk or
//! of the screen.

mod diagnostic;
mod story;

pub use diagnostic::{Code, Diagnostic, Severity};
/// A day of the calendar, without time or zone.
pub use jiff::civil::Date;
pub use story::Story;
