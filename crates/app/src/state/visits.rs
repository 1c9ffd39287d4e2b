//! Visits: the times at which the program was used, and the posts known at each.
//!
//! A visit begins with a start of the program, unless another instance is running or was used less than an
//! hour ago: then it is the same visit. It also begins if a running program is used again after a long
//! pause. Its end is the last time at which anything was written. A post counts as known from the first
//! visit in which it was there, and as new in that visit. New posts are thus told by their identity; the
//! clock only decides how far back posts are looked for, and is not trusted with more.

use super::columns::id;
use crate::post::{Date, LastVisit, Post, PostId, name_of};
use jiff::{ToSpan, ZonedDateTime};
use rusqlite::types::Type;
use rusqlite::{Connection, Transaction, params};
use std::sync::Arc;

/// Number of seconds since the last use after which a start of the program begins a new visit.
const TOGETHER: i64 = 3_600;
/// Numbers of seconds without use of any instance after which the next use of a running one begins a new
/// visit. A longer time means that the clock was set.
const LONG_PAUSE: std::ops::Range<i64> = 6 * 3_600..60 * 86_400;
/// Minimum number of seconds between two records of the last use.
const RECORD_AFTER: i64 = 60;
/// Number of days before the last visit of which posts that were not there are new: repositories are pulled
/// late, and folders added.
const DAYS_BACK: i64 = 30;
/// Number of the newest posts that become known whatever their days, and that are never forgotten.
const ALWAYS_KNOWN: u32 = 2_000;
/// Number of days after which other known posts are forgotten.
const KEPT_DAYS: i64 = 400;
/// Number of visits that are kept.
const KEPT_VISITS: i64 = 8;

/// A point in time: seconds since 1970, and the day in the user's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub seconds: i64,
    pub day: Date,
}

impl Moment {
    /// The current time.
    pub fn now() -> Self {
        let now = ZonedDateTime::now();
        Self { seconds: now.timestamp().as_second(), day: now.date() }
    }
}

/// A stored visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Visit {
    number: i64,
    /// Time of the last use, in seconds since 1970.
    active: i64,
    /// Day of the last use.
    day: Date,
}

impl Visit {
    /// Returns `true` if an instance that starts now belongs to this visit.
    fn goes_on(self, now: Moment, has_company: bool) -> bool {
        has_company || (now.seconds - self.active).abs() < TOGETHER
    }
}

/// The part that this instance takes in visits.
#[derive(Debug)]
pub(super) struct Attendance {
    /// `true` if another instance was running when this one started.
    has_company: bool,
    /// Number of the visit, once it is stored.
    visit: Option<i64>,
    /// Time of the last use that was stored.
    recorded: i64,
}

/// A change of the stored visits, to be adopted once it is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attended {
    /// Number of the visit.
    pub visit: i64,
    recorded: i64,
}

impl Attendance {
    /// An instance that has just started.
    pub fn new(has_company: bool) -> Self {
        Self { has_company, visit: None, recorded: 0 }
    }

    /// Number of the visit, once it is stored.
    pub fn visit(&self) -> Option<i64> {
        self.visit
    }

    /// Joins the visit that another instance has begun, if it has; returns `true` then.
    pub fn join_newest(&mut self, connection: &Connection) -> rusqlite::Result<bool> {
        let Some(own) = self.visit else { return Ok(false) };
        let newest = newest(connection)?.map_or(own, |visit| visit.number);
        self.visit = Some(newest);
        Ok(newest != own)
    }

    /// The visit before this one.
    pub fn last_visit(&self, connection: &Connection) -> rusqlite::Result<Option<LastVisit>> {
        last_visit(connection, self.visit, Moment::now(), self.has_company)
    }

    /// Stores that the program is used: joins or begins a visit, or moves the end of the current one. A
    /// visit that another instance has begun is joined.
    pub fn attend(&self, to: &Transaction<'_>, now: Moment) -> rusqlite::Result<Option<Attended>> {
        let is_recorded = (0..RECORD_AFTER).contains(&(now.seconds - self.recorded));
        if self.visit.is_some() && is_recorded {
            return Ok(None);
        }
        let last = newest(to)?;
        let visit = match last.filter(|_| self.visit.is_some()) {
            Some(last) => {
                last.number + i64::from(LONG_PAUSE.contains(&(now.seconds - last.active)))
            }
            None => visit_of_start(last, now, self.has_company),
        };
        to.execute(
            "INSERT OR REPLACE INTO visits VALUES (?1, ?2, ?3)",
            params![visit, now.seconds, now.day.to_string()],
        )?;
        if last.is_none_or(|last| last.number != visit) {
            let from = first_new_day(&before(to, visit)?, now.day);
            to.execute(
                "DELETE FROM known WHERE day < ?1
                 AND post NOT IN (SELECT post FROM known ORDER BY day DESC LIMIT ?2)",
                params![earlier(from, KEPT_DAYS).to_string(), ALWAYS_KNOWN],
            )?;
            to.execute("DELETE FROM visits WHERE number <= ?1", [visit - KEPT_VISITS])?;
        }
        // The first use after the start is stored in any case.
        let recorded = if self.visit.is_none() { 0 } else { now.seconds };
        Ok(Some(Attended { visit, recorded }))
    }

    /// Adopts a change that was committed; returns `true` if the visit is another one than before.
    pub fn adopt(&mut self, attended: Attended) -> bool {
        self.recorded = attended.recorded;
        self.visit.replace(attended.visit).is_some_and(|before| before != attended.visit)
    }
}

/// The last visit before the one that an instance belongs to: the visit with this number, or else the one
/// that a start of the program would belong to. `None` if there is none.
pub(super) fn last_visit(
    connection: &Connection,
    visit: Option<i64>,
    now: Moment,
    has_company: bool,
) -> rusqlite::Result<Option<LastVisit>> {
    // A file in an earlier format, opened for reading only, has no such table.
    if !connection.table_exists(None, "visits")? {
        return Ok(None);
    }
    let visit = match visit {
        Some(visit) => visit,
        None => visit_of_start(newest(connection)?, now, has_company),
    };
    let before = before(connection, visit)?;
    let Some(last) = before.first() else { return Ok(None) };
    let from = first_new_day(&before, now.day);
    let known: Vec<(PostId, u64)> = connection
        .prepare_cached("SELECT post, name FROM known WHERE visit < ?1 AND day >= ?2")?
        .query_map(params![visit, from.to_string()], |row| {
            let number = |column| row.get::<_, i64>(column).map(i64::cast_unsigned);
            Ok((PostId(number(0)?), number(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(LastVisit::new(last.day, from, known)))
}

/// Stores that posts, ordered newest first, are known from a visit on. Drafts become known when they are
/// published.
pub(super) fn know(
    to: &Transaction<'_>,
    posts: &[Arc<Post>],
    visit: i64,
    today: Date,
) -> rusqlite::Result<()> {
    let from = first_new_day(&before(to, visit)?, today);
    let mut statement = to.prepare_cached("INSERT OR IGNORE INTO known VALUES (?1, ?2, ?3, ?4)")?;
    for (number, post) in (0_u32..).zip(posts.iter().filter(|post| !post.draft)) {
        if let Some(day) = post.date.filter(|day| number < ALWAYS_KNOWN || *day >= from) {
            let name = name_of(post).cast_signed();
            statement.execute(params![id(post.id), name, day.to_string(), visit])?;
        }
    }
    Ok(())
}

/// Stores that the files of known posts were moved, as (from, to).
pub(super) fn know_moved(
    to: &Transaction<'_>,
    moved: &[(PostId, Arc<Post>)],
) -> rusqlite::Result<()> {
    let mut statement = to.prepare_cached(
        "INSERT OR IGNORE INTO known SELECT ?1, ?2, day, visit FROM known WHERE post = ?3",
    )?;
    for (from, post) in moved {
        statement.execute(params![id(post.id), name_of(post).cast_signed(), id(*from)])?;
    }
    Ok(())
}

/// The newest stored visit.
fn newest(connection: &Connection) -> rusqlite::Result<Option<Visit>> {
    Ok(before(connection, i64::MAX)?.first().copied())
}

/// Number of the visit that a start of the program belongs to, after the newest stored one.
fn visit_of_start(newest: Option<Visit>, now: Moment, has_company: bool) -> i64 {
    newest.map_or(1, |last| last.number + i64::from(!last.goes_on(now, has_company)))
}

/// The three visits before a number, the last one first.
fn before(connection: &Connection, number: i64) -> rusqlite::Result<Vec<Visit>> {
    connection
        .prepare_cached(
            "SELECT number, active, day FROM visits WHERE number < ?1
             ORDER BY number DESC LIMIT 3",
        )?
        .query_map([number], |row| {
            let day: String = row.get(2)?;
            let day = day.parse().map_err(|error: jiff::Error| {
                rusqlite::Error::FromSqlConversionFailure(2, Type::Text, error.into())
            })?;
            Ok(Visit { number: row.get(0)?, active: row.get(1)?, day })
        })?
        .collect()
}

/// The first day of which posts can be new, from the last visits, newest first.
///
/// The clock may have been wrong at a visit, or may be wrong today: a single wrong day among three has no
/// effect.
fn first_new_day(before: &[Visit], today: Date) -> Date {
    let ended = match before {
        [] => today,
        [one] => one.day,
        [one, other] => {
            let later = one.day.max(other.day);
            if later <= today { later } else { one.day.min(other.day) }
        }
        [a, b, c, ..] => {
            let mut days = [a.day, b.day, c.day];
            days.sort_unstable();
            days[1]
        }
    };
    earlier(ended, DAYS_BACK)
}

fn earlier(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: i64 = 86_400;

    fn visits(days: &[i16]) -> Vec<Visit> {
        let of = |day: &i16| Visit { number: 0, active: 0, day: date(*day) };
        days.iter().map(of).collect()
    }

    /// A day by its number in 2026; years later or earlier for large and for negative numbers.
    fn date(number: i16) -> Date {
        Date::constant(2026, 1, 1).saturating_add(i64::from(number).days())
    }

    #[test]
    fn a_single_wrong_day_has_no_effect() {
        let from = |days: &[i16], today| first_new_day(&visits(days), date(today));
        let before = |number| earlier(date(number), DAYS_BACK);
        assert_eq!(from(&[], 100), before(100));
        assert_eq!(from(&[99], 100), before(99));
        assert_eq!(from(&[99, 98], 100), before(99));
        assert_eq!(from(&[99, 98, 97], 100), before(98));
        let (future, past) = (20_000, -20_000);
        for wrong in [future, past] {
            assert_eq!(from(&[wrong, 98], 100), before(98));
            assert_eq!(from(&[98, wrong], 100), before(98));
            for days in [[wrong, 98, 97], [98, wrong, 97], [98, 97, wrong]] {
                assert!([before(98), before(97)].contains(&from(&days, 100)), "{days:?}");
                assert!([before(98), before(97)].contains(&from(&days, wrong)), "{days:?}");
            }
        }
        assert_eq!(from(&[98, 97], past), before(97), "the clock is wrong today");
    }

    /// A connection with the tables of visits.
    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE visits (number INTEGER PRIMARY KEY, active INTEGER, day TEXT);
                 CREATE TABLE known (post INTEGER PRIMARY KEY, name INTEGER, day TEXT, visit INTEGER);",
            )
            .unwrap();
        connection
    }

    fn moment(seconds: i64) -> Moment {
        let day = Date::constant(2026, 1, 1).saturating_add((seconds / DAY).days());
        Moment { seconds, day }
    }

    /// Uses the program at a time; returns the number of the visit.
    fn attend(connection: &mut Connection, instance: &mut Attendance, seconds: i64) -> i64 {
        let transaction = connection.transaction().unwrap();
        let attended = instance.attend(&transaction, moment(seconds)).unwrap();
        transaction.commit().unwrap();
        if let Some(attended) = attended {
            instance.adopt(attended);
        }
        instance.visit.unwrap()
    }

    #[test]
    fn instances_of_one_hour_or_at_the_same_time_are_one_visit() {
        let mut connection = connection();
        let start = |connection: &mut Connection, has_company, at| {
            attend(connection, &mut Attendance::new(has_company), at)
        };
        assert_eq!(start(&mut connection, false, 0), 1);
        assert_eq!(start(&mut connection, false, TOGETHER - 1), 1);
        assert_eq!(
            start(&mut connection, false, 2 * TOGETHER - 2),
            1,
            "an hour after the last use"
        );
        assert_eq!(start(&mut connection, false, 4 * TOGETHER), 2);
        assert_eq!(start(&mut connection, true, 9 * TOGETHER), 2, "another one is running");
        assert_eq!(start(&mut connection, false, 9 * TOGETHER - 60), 2, "the clock was set a bit");
        assert_eq!(start(&mut connection, false, -9_000 * TOGETHER), 3, "or very much");
        assert_eq!(start(&mut connection, false, 10 * TOGETHER), 4);
    }

    #[test]
    fn a_long_pause_begins_a_visit_that_all_instances_join() {
        let mut connection = connection();
        let (mut one, mut other) = (Attendance::new(false), Attendance::new(true));
        assert_eq!(attend(&mut connection, &mut one, 0), 1);
        assert_eq!(attend(&mut connection, &mut other, 10), 1);
        assert_eq!(attend(&mut connection, &mut one, 5 * TOGETHER), 1, "a long lunch");
        assert_eq!(attend(&mut connection, &mut other, 10 * TOGETHER), 1, "used by the other");
        assert_eq!(attend(&mut connection, &mut one, 17 * TOGETHER), 2, "the next morning");
        assert_eq!(attend(&mut connection, &mut other, 17 * TOGETHER + 100), 2);
        assert_eq!(attend(&mut connection, &mut one, 17 * TOGETHER + 900 * DAY), 2, "a set clock");
        assert_eq!(attend(&mut connection, &mut one, -DAY), 2);
    }

    proptest! {
        /// Whatever the clock says at each visit, what was there is not new in the next one.
        #[test]
        fn posts_of_the_last_visit_are_never_new(days in prop::collection::vec(-40_000_i64..40_000, 1..6)) {
            let mut connection = connection();
            let mut number = 0;
            let posts: Vec<Arc<Post>> = (0..60)
                .map(|day| {
                    let date = Some(Date::constant(2026, 1, 1).saturating_add(i64::from(day).days()));
                    Arc::new(Post { date, ..Post::bare(&format!("{day}.md")) })
                })
                .collect();
            for day in &days {
                let now = moment(day * DAY);
                let transaction = connection.transaction().unwrap();
                let attended = Attendance::new(false).attend(&transaction, now).unwrap().unwrap();
                know(&transaction, &posts, attended.visit, now.day).unwrap();
                transaction.commit().unwrap();
                number = attended.visit;
            }
            let last = moment(days[days.len() - 1] * DAY);
            let visit = last_visit(&connection, Some(number + 1), last, false).unwrap().unwrap();
            let new = posts.iter().filter(|post| visit.is_new(post)).count();
            prop_assert_eq!(new, 0);
        }
    }
}
