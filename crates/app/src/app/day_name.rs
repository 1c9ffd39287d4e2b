//! The names of days in headings.

use super::context::Context;
use crate::library::day_number;
use crate::messages::Text;
use crate::post::Date;
use crate::trends::weekday;

impl Context {
    /// A day with its weekday, and with the year unless it is the current one.
    pub(super) fn day_name(&self, date: Date) -> String {
        let name = if date.year() == self.today.year() {
            Text::DayOfYear(date.month(), date.day())
        } else {
            Text::Day(date.year(), date.month(), date.day())
        };
        let name = name.say(self.language);
        Text::Weekday(weekday(day_number(date)), &name).say(self.language)
    }
}
