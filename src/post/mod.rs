//! One post: what a file of Markdown says about itself.
//!
//! Owns front matter, dates, stories and diagnostics. Knows nothing of other posts, of the disk or
//! of the screen.

mod date;
mod diagnostic;
mod front_matter;
mod story;

pub use date::{date_in_path, date_of};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use front_matter::{Finding, FrontMatter, front_matter};
/// A day of the calendar, without time or zone.
pub use jiff::civil::Date;
pub use story::Story;
