//! Figures over what a query finds: posts a day and a month, what is frequent, what rises and fades,
//! how values go over time, how much was read. Pure.
//!
//! `docs/trends.md` tells the same to those who read the figures.

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
pub use reading::{MonthRead, Reading};
pub use series::Series;
pub use tally::{Base, Change, Counted, ENOUGH, SURE, Tally};
pub use weeks::Weeks;
pub use window::{Days, WINDOWS, Window};
