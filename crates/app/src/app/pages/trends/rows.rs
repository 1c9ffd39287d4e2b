//! The rows of the sections that are lists: values with their counts.

use super::layout::legend;
use super::{Figures, Section};
use crate::app::panes::Area;
use crate::trends::FacetChange;

/// A row of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// Index of the value in the table of the section's facet; `None` stands for all posts, or for a tag that
    /// no post has.
    pub number: Option<u32>,
    /// Number of occurrences, or of those that were read.
    pub count: usize,
    /// The total it is a part of, or the number of occurrences before.
    pub other: Option<usize>,
}

/// Number of rows of a section.
pub fn rows(figures: &Figures, section: Section) -> usize {
    match section {
        Section::Calendar => 0,
        Section::Tags => figures.tags.top.len(),
        Section::Rising => figures.tags.rising().count(),
        Section::Fading => figures.tags.fading().count(),
        Section::Lines => figures.charted.len(),
        Section::Reading if figures.reading.all == 0 => 0,
        Section::Reading => figures.reading.months.len() + 1,
        Section::Sources => figures.sources.top.len(),
        Section::Authors => figures.authors.top.len(),
    }
}

/// The row of a section with an index.
pub fn row(figures: &Figures, section: Section, number: usize) -> Option<SectionRow> {
    let changed = |change: &FacetChange| SectionRow {
        number: Some(change.number),
        count: change.now,
        other: Some(change.before),
    };
    let top = match section {
        Section::Tags => &figures.tags.top,
        Section::Sources => &figures.sources.top,
        Section::Authors => &figures.authors.top,
        Section::Rising => return figures.tags.rising().nth(number).map(changed),
        Section::Fading => return figures.tags.fading().nth(number).map(changed),
        Section::Lines => {
            let (_, tag) = figures.charted.get(number)?;
            // The count of the tag, as in the section of tags: the line may leave out the first days.
            let counted = figures.tags.top.iter().find(|count| Some(count.number) == *tag);
            let count = counted.map_or(0, |count| count.count);
            return Some(SectionRow { number: *tag, count, other: None });
        }
        Section::Reading => {
            let reading = &figures.reading;
            return Some(match number.checked_sub(1) {
                None => SectionRow { number: None, count: reading.read, other: Some(reading.all) },
                Some(at) => {
                    let month = reading.months.get(at)?;
                    SectionRow {
                        number: Some(month.number),
                        count: month.read,
                        other: Some(month.all),
                    }
                }
            });
        }
        Section::Calendar => return None,
    };
    let count = top.get(number)?;
    Some(SectionRow { number: Some(count.number), count: count.count, other: None })
}

/// Number of lines of rows in the area of a section, and number of rows per line.
pub(super) fn height(area: Area, section: Section, count: usize) -> (usize, usize) {
    if section != Section::Lines {
        return (usize::from(area.below_title().height), 1);
    }
    let (_, names) = legend(area, count, 0);
    let columns =
        names.iter().filter(|(_, name)| Some(name.y) == names.first().map(|(_, first)| first.y));
    let columns = columns.count().max(1);
    (names.len().div_ceil(columns).max(1), columns)
}
