//! The effects of rules on the rows of the list: scores and looks.

use crate::app::context::Context;
use crate::config::{Look, RuleLook};
use crate::query::RuleEffects;

impl Context {
    /// The score that rules give to a row of the list.
    pub(super) fn row_score(&self, row: usize) -> i32 {
        self.row_effects(row).map_or(0, |effects| effects.score)
    }

    /// The looks that rules give to a row of the list, in the order of the rules.
    pub fn row_looks(&self, row: usize) -> Vec<Look> {
        let is_plain = self.row_effects(row).is_none_or(|effects| !effects.look);
        let Some(ruled) = self.results.ruled.as_ref().filter(|_| !is_plain) else {
            return Vec::new();
        };
        let matching = match (self.results.stories.get(row), self.library.made_stories()) {
            (Some(story), Some(table)) => ruled.rules_of_story(table, story.story),
            _ => self.results.rows.get(row).map_or(&[][..], |at| ruled.rules_of_post(*at)).to_vec(),
        };
        let looks = matching.iter().filter_map(|rule| self.config.rule_looks.get(rule));
        let look = |look: &RuleLook| match look {
            RuleLook::Look(look) => *look,
            RuleLook::Part(part) => self.theme.look(*part),
        };
        looks.map(look).collect()
    }

    fn row_effects(&self, row: usize) -> Option<RuleEffects> {
        let ruled = self.results.ruled.as_ref()?;
        match self.results.stories.get(row) {
            Some(story) => Some(ruled.rank(self.library.made_stories()?, story.story)),
            None => Some(ruled.post(*self.results.rows.get(row)?)),
        }
    }
}
