//! The row above the sections: the title, the windows to choose from, and the hidden sections.

use super::{Section, Trends, left_out};
use crate::app::panes::Area;
use crate::messages::{Language, Text};
use crate::text::Ambiguous;
use crate::trends::{Days, WINDOWS};

/// A piece of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderPiece {
    /// Column of its left edge, from zero.
    pub x: u16,
    /// Width in cells.
    pub width: u16,
    /// The displayed text.
    pub text: String,
    /// The window that a click selects.
    pub window: Option<Days>,
    /// The section that a click goes to.
    pub section: Option<Section>,
}

impl Section {
    /// Title of the section.
    pub fn title(self, stories: bool) -> Text<'static> {
        match self {
            Self::Calendar if stories => Text::StoriesADay,
            Self::Calendar => Text::PostsADay,
            Self::Tags => Text::Tags,
            Self::Rising => Text::Rising,
            Self::Fading => Text::Fading,
            Self::Lines => Text::OverTime,
            Self::Reading => Text::ReadSoFar,
            Self::Sources => Text::Sources,
            Self::Authors => Text::Authors,
        }
    }
}

/// The name of a window.
fn window_name(days: Days, language: Language) -> String {
    days.map_or(Text::AllDays, Text::ShortDays).say(language)
}

/// The pieces of the row that fit, from left to right. The current window is in brackets; if there is no room
/// for all windows, it is the only one.
pub fn pieces(
    trends: &Trends,
    row: Area,
    language: Language,
    ambiguous: Ambiguous,
) -> Vec<HeaderPiece> {
    let right = row.x + row.width;
    let mut found: Vec<HeaderPiece> = Vec::new();
    let mut put = |x: u16, text: String, window, section| {
        let width = ambiguous.width(&text) as u16;
        found.push(HeaderPiece { x, width, text, window, section });
        x + width
    };
    let mut x = put(row.x + 1, format!(" {} ", Text::Trends.say(language)), None, None) + 1;
    let name = |days: Days| {
        let name = window_name(days, language);
        if days == trends.window { format!("[{name}]") } else { format!(" {name} ") }
    };
    let names: Vec<(Days, String)> = WINDOWS.into_iter().map(|days| (days, name(days))).collect();
    let needed: usize = names.iter().map(|(_, name)| ambiguous.width(name)).sum();
    let fits = usize::from(x) + needed < usize::from(right);
    for (days, name) in names {
        if fits || days == trends.window {
            x = put(x, name, Some(days), None);
        }
    }
    let area = Area { y: row.y, height: row.height, ..row };
    let out = left_out(area.below_title(), trends.section);
    let Some(next) = next_page(trends.section, &out) else { return found };
    let names: Vec<String> =
        out.iter().map(|section| section.title(trends.figures.stories).say(language)).collect();
    let separator = if language == Language::English { ", " } else { "、" };
    let text = format!(" {} ", Text::AlsoBelow(&names.join(separator)).say(language));
    let room = usize::from(right.saturating_sub(x + 2));
    let text = ambiguous.truncate(&text, room);
    let width = ambiguous.width(&text) as u16;
    // A text cut to a few letters is useless.
    if room >= 8 {
        put(right - 1 - width, text, None, Some(next));
    }
    found
}

/// The first hidden section after the focused one.
fn next_page(focused: Section, out: &[Section]) -> Option<Section> {
    (1..Section::ALL.len()).map(|steps| focused.after(steps)).find(|next| out.contains(next))
}
