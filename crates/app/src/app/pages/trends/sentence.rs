//! A sentence about a value: its counts in the window and before, and whether the change is significant.

use super::{Section, Trends, row};
use crate::app::context::Context;
use crate::library::{Facet, facet_key};
use crate::messages::Text;
use crate::query::{Polarity, ticked};
use crate::trends::Tally;

impl Trends {
    /// The sentence about the value at the cursor of trends, or about the tag in the query.
    pub(crate) fn sentence(&self, context: &Context) -> Option<String> {
        let (facet, number) = self.chosen_value(context)?;
        let figures = &self.figures;
        let change = self.tally(facet)?.change(number)?;
        let value = &context.library.table(facet).values().get(number as usize)?.value;
        let counted = |count| {
            let text =
                if figures.stories { Text::Stories(count) } else { Text::CountedPosts(count) };
            text.say(context.language)
        };
        let now = counted(change.now);
        let Some(days) = self.window else {
            return Some(Text::TrendOfAll(value, &now).say(context.language));
        };
        let outcome = match change.measure {
            _ if !change.is_sure() => Text::IsSteady,
            measure if measure > 0.0 => Text::IsRising,
            _ => Text::IsFading,
        };
        let outcome = outcome.say(context.language);
        Some(Text::TrendOf(value, &now, days, change.before, &outcome).say(context.language))
    }

    /// The value to describe: its facet, and its index in the table of the facet.
    fn chosen_value(&self, context: &Context) -> Option<(Facet, u32)> {
        let section = self.section;
        let cursor = self.rows_of(section).cursor;
        if let Some(facet) = section.facet().filter(|facet| *facet != Facet::Month) {
            return Some((facet, row(&self.figures, section, cursor)?.number?));
        }
        let mut tags = ticked(context.query.query())
            .into_iter()
            .filter(|one| one.facet == Facet::Tag && one.polarity == Polarity::Include);
        let tag = tags.next().filter(|_| section == Section::Calendar)?;
        // Of several tags, none is preferred.
        let number = context.library.table(Facet::Tag).number(&facet_key(&tag.key))?;
        tags.next().is_none().then_some((Facet::Tag, number))
    }

    fn tally(&self, facet: Facet) -> Option<&Tally> {
        let figures = &self.figures;
        match facet {
            Facet::Tag => Some(&figures.tags),
            Facet::Source => Some(&figures.sources),
            Facet::Author => Some(&figures.authors),
            _ => None,
        }
    }
}
