//! The common clock of all machines: a hybrid logical clock.
//!
//! A stamp is a time in milliseconds since 1970, and a counter in its last 12 bits. A new stamp is the time of
//! this machine, or one more than the highest stamp seen from any machine, whichever is later. A mark that is
//! set in the knowledge of another one is thus later than that, whatever the clocks of the two machines say.
//! If nothing was known of the other mark, the clocks decide.

use crate::post::Date;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// Number of bits of the counter.
const COUNTER_BITS: u32 = 12;
/// Highest time taken from the machine's clock: the end of the year 7999.
const LAST_CLOCK_TIME: i64 = 190_288_396_799_999;
/// Highest valid stamp: far above what the clock gives, so that there is always a higher one to come.
const MAX_STAMP: i64 = i64::MAX >> 1;

/// The lowest stamp, of marks that were set at an unknown time.
pub(super) const UNKNOWN_TIME: i64 = 1;

/// Returns `true` for a stamp that a machine may have given.
pub(super) fn is_valid(stamp: i64) -> bool {
    // A stamp near the end would leave no room for later ones.
    (UNKNOWN_TIME..MAX_STAMP - (1 << 40)).contains(&stamp)
}

/// The stamp after all stamps seen so far, at the current time.
pub(super) fn next(last: i64) -> i64 {
    next_at(last, Timestamp::now().as_millisecond())
}

fn next_at(last: i64, milliseconds: i64) -> i64 {
    let now = milliseconds.clamp(0, LAST_CLOCK_TIME) << COUNTER_BITS;
    now.max(last + 1).min(MAX_STAMP)
}

/// The stamp of a mark that was set on a day, before marks had stamps. It is not after `now`.
pub(super) fn of_day(day: Option<Date>, now: i64) -> i64 {
    let start = day.and_then(|day| TimeZone::UTC.to_timestamp(day.to_datetime(Time::MIN)).ok());
    let start = start.map_or(0, Timestamp::as_millisecond);
    (start.clamp(0, LAST_CLOCK_TIME) << COUNTER_BITS).clamp(UNKNOWN_TIME, now.max(UNKNOWN_TIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_later_than_all_known_ones_whatever_the_clock_says() {
        let today = 1_796_000_000_000;
        let first = next_at(0, today);
        assert_eq!(first, today << COUNTER_BITS);
        assert_eq!(next_at(first, today + 5), (today + 5) << COUNTER_BITS);
        for clock in [today, today - 1_000_000, 0, -1, i64::MIN] {
            assert_eq!(next_at(first, clock), first + 1, "{clock}");
        }
        let future = next_at(first, i64::MAX);
        assert!(is_valid(future) && is_valid(next_at(future, today)));
        let mut highest = MAX_STAMP - (1 << 40) - 1;
        assert!(is_valid(highest) && !is_valid(highest + 1));
        for _ in 0..1000 {
            let next = next_at(highest, today);
            assert!(next > highest);
            highest = next;
        }
    }

    #[test]
    fn marks_without_a_stamp_are_earlier() {
        let now = next(0);
        let days = |day| of_day(Some(day), now);
        assert!(UNKNOWN_TIME < days(Date::constant(2020, 1, 1)));
        assert!(days(Date::constant(2020, 1, 1)) < days(Date::constant(2020, 1, 2)));
        assert_eq!(days(Date::constant(9998, 1, 1)), now);
        assert_eq!(of_day(None, now), UNKNOWN_TIME);
        assert_eq!(days(Date::MIN), UNKNOWN_TIME);
    }
}
