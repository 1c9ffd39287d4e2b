//! Figures about the result of a query: posts per day and month, frequent values, values that rise
//! or fade, values over time, and how much was read. Pure.
//!
//! Figures are computed from numbers that the library keeps (days, facet tables, the story table),
//! not from the posts themselves. For 100,000 posts they take a few milliseconds.
//!
//! `docs/trends.md` explains the figures to their readers.

mod calendar;
mod months;
mod reading;
mod series;
mod tally;
#[cfg(test)]
mod tests;
mod weeks;
mod window;

pub use calendar::{Calendar, LEVELS, Scale, monday, weekday};
pub use months::months;
pub use reading::{MonthRead, ReadCounts};
pub use series::Series;
pub use tally::{Base, CountedPost, ENOUGH, FacetChange, SURE, Tally};
pub use weeks::Weeks;
pub use window::{Days, WINDOWS, Window};
