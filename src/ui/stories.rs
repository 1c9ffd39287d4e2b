//! The rows of a list of stories: marks, the last day, title and how often it is reported; the host
//! and the first day beside them, or below them in a narrow list.

use super::list::{WIDE, hit_style, title_start};
use super::paint::{CellBuffer, put, put_mark, put_marked};
use super::theme::{Part, Theme};
use crate::app::{Area, Model};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{Place, StoryRow};
use crate::web::host_and_port;
use std::fmt::Write;

/// Cells that a host takes at most, beside the title.
const HOST: usize = 22;

/// Paints a story into the rows it has.
pub fn paint_row(
    model: &Model,
    row: &StoryRow,
    theme: &Theme,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let Some(story) = model.library.story(row.newest) else { return };
    let wide = area.width >= WIDE;
    let is_seen = model.is_seen(row.story);
    let (mark, part) = if is_seen { ("✓", Part::Dim) } else { ("•", Part::Unread) };
    put_mark(buffer, area.x + 1, area.y, mark, theme.part(part));
    if model.marks.starred_stories.contains(&story.page) {
        put_mark(buffer, area.x + 2, area.y, "★", theme.part(Part::Star));
    }
    let run = model.library.made_stories().map(|table| table.run(row.story)).unwrap_or_default();
    let day = story.day.or_else(|| model.library.post(row.newest.post)?.date);
    let (start, date_width) = title_start(wide);
    let x = area.x + start;
    let end = area.x + area.width - 1;
    let shown = day.map_or_else(String::new, |day| short(day, wide));
    put(buffer, x, area.y, date_width, &shown, theme.part(Part::Dim));
    let x = x + date_width + 1;
    let mut right = String::new();
    // The day that stands before the title need not be told again.
    let days = run.days.filter(|(first, last)| Some(*first) != day || Some(*last) != day);
    let days = days.map(|(first, last)| {
        if Some(last) == day {
            return Text::Since(&short(first, wide)).say(model.language);
        }
        format!("{} – {}", short(first, wide), short(last, wide))
    });
    if wide {
        if let Some(host) = host_and_port(&story.url) {
            right.push_str(&buffer.truncate_start(&host, HOST));
        }
        if let Some(days) = &days {
            let _ = write!(right, "  {days}");
        }
    }
    if run.count > 1 {
        let blank = if right.is_empty() { "" } else { "  " };
        let _ = write!(right, "{blank}×{}", run.count);
    }
    let needed = buffer.width(&right) as u16;
    let room = end.saturating_sub(x);
    let part = theme.part(Part::Dim);
    put(buffer, end.saturating_sub(needed), area.y, needed.min(room), &right, part);
    let room = room.saturating_sub(if needed > 0 { needed + 2 } else { 0 });
    let title = buffer.truncate(&story.title, usize::from(room));
    let hits = model.needles().find(&title, Place::Heading).into_iter();
    let hits = hits.map(|hit| (hit, hit_style(theme)));
    let part = if is_seen { Part::Dim } else { Part::Text };
    put_marked(buffer, (x, area.y, room), &title, theme.part(part), hits);
    if area.height < 2 {
        return;
    }
    let facts: Vec<String> = days.into_iter().chain(host_and_port(&story.url)).collect();
    let room = usize::from(end.saturating_sub(area.x + 3));
    let facts = buffer.truncate(&facts.join(" · "), room);
    put(buffer, area.x + 3, area.y + 1, room as u16, &facts, theme.part(Part::Dim));
}

/// A day; without its century where there is little room.
fn short(day: Date, wide: bool) -> String {
    let day = day.to_string();
    if wide { day } else { day.get(2..).unwrap_or("").to_owned() }
}
