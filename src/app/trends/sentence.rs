//! A sentence on one value: how often it occurs in the window, how often before, and whether that is
//! a change.

use super::{Section, row};
use crate::app::model::Model;
use crate::library::{Facet, facet_key};
use crate::messages::Text;
use crate::query::{Polarity, ticked};
use crate::trends::Tally;

impl Model {
    /// The sentence on the value at the cursor of trends, or on the tag that the query asks for.
    pub fn trend_sentence(&self) -> Option<String> {
        let (facet, number) = self.chosen_value()?;
        let figures = &self.trends.figures;
        let change = tally(self, facet)?.change(number)?;
        let value = &self.context.library.table(facet).values().get(number as usize)?.value;
        let counted = |count| {
            let text =
                if figures.stories { Text::Stories(count) } else { Text::CountedPosts(count) };
            text.say(self.context.language)
        };
        let now = counted(change.now);
        let Some(days) = self.trends.window else {
            return Some(Text::TrendOfAll(value, &now).say(self.context.language));
        };
        let outcome = match change.measure {
            _ if !change.is_sure() => Text::IsSteady,
            measure if measure > 0.0 => Text::IsRising,
            _ => Text::IsFading,
        };
        let outcome = outcome.say(self.context.language);
        Some(Text::TrendOf(value, &now, days, change.before, &outcome).say(self.context.language))
    }

    /// The value that trends are looked at for: by its number in its facet's table.
    fn chosen_value(&self) -> Option<(Facet, u32)> {
        let section = self.trends.section;
        let cursor = self.trends.rows_of(section).cursor;
        if let Some(facet) = section.facet().filter(|facet| *facet != Facet::Month) {
            return Some((facet, row(&self.trends.figures, section, cursor)?.number?));
        }
        let mut tags = ticked(self.context.query.query())
            .into_iter()
            .filter(|one| one.facet == Facet::Tag && one.polarity == Polarity::Include);
        let tag = tags.next().filter(|_| section == Section::Calendar)?;
        // Of several, none is meant more than the others.
        let number = self.context.library.table(Facet::Tag).number(&facet_key(&tag.key))?;
        tags.next().is_none().then_some((Facet::Tag, number))
    }
}

fn tally(model: &Model, facet: Facet) -> Option<&Tally> {
    let figures = &model.trends.figures;
    match facet {
        Facet::Tag => Some(&figures.tags),
        Facet::Source => Some(&figures.sources),
        Facet::Author => Some(&figures.authors),
        _ => None,
    }
}
