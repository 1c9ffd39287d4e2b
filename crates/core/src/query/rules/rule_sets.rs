//! Sets of rules, numbered. Many posts match the same few sets, so that a number is kept for each.

use std::collections::HashMap;

/// Number of a set. That of the empty set is zero.
pub type SetId = u32;

/// Distinct sets of rules; each is a list of the rules' numbers in ascending order.
#[derive(Clone, Debug)]
pub struct RuleSets {
    sets: Vec<Box<[u16]>>,
    by_set: HashMap<Box<[u16]>, SetId>,
}

impl Default for RuleSets {
    fn default() -> Self {
        let empty: Box<[u16]> = Box::default();
        Self { sets: vec![empty.clone()], by_set: [(empty, 0)].into() }
    }
}

impl RuleSets {
    /// The number of a set.
    pub fn number(&mut self, set: &[u16]) -> SetId {
        if set.is_empty() {
            return 0;
        }
        if let Some(number) = self.by_set.get(set) {
            return *number;
        }
        let number = self.sets.len() as SetId;
        self.sets.push(set.into());
        self.by_set.insert(set.into(), number);
        number
    }

    /// The set with a number.
    pub fn set(&self, number: SetId) -> &[u16] {
        self.sets.get(number as usize).map_or(&[], AsRef::as_ref)
    }

    /// All sets, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[u16]> {
        self.sets.iter().map(AsRef::as_ref)
    }
}
