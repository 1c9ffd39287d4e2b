//! Items grouped by number and stored contiguously.

/// Items grouped by number, in their original order within each group.
#[derive(Clone, Debug)]
pub struct Groups<T> {
    /// `items[starts[n]..starts[n + 1]]` belong to number `n`.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy + Default> Groups<T> {
    /// Groups items by their numbers, which must be less than `count`.
    pub fn new(count: usize, pairs: &[(u32, T)]) -> Self {
        Self::of_each(count, pairs.iter().copied())
    }

    /// Like [`Groups::new`], for items that are not stored in a slice. The iterator runs twice.
    pub fn of_each(count: usize, pairs: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for (number, _) in pairs.clone() {
            starts[number as usize + 1] += 1;
        }
        for number in 1..starts.len() {
            starts[number] += starts[number - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); starts[count] as usize];
        for (number, item) in pairs {
            let at = &mut next[number as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }
}

impl<T> Groups<T> {
    /// Number of groups.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Returns `true` if there are no groups.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of a number, which must be less than [`Groups::len`].
    pub fn of(&self, number: u32) -> &[T] {
        &self.items
            [self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize]
    }

    /// The items of each number.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        self.starts.windows(2).map(|ends| &self.items[ends[0] as usize..ends[1] as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_has_its_own_in_their_order(
            pairs in prop::collection::vec((0_u32..6, any::<u8>()), 0..30)
        ) {
            let groups = Groups::new(6, &pairs);
            prop_assert_eq!(groups.len(), 6);
            for (number, items) in (0..).zip(groups.iter()) {
                let own = pairs.iter().filter(|(of, _)| *of == number).map(|(_, item)| *item);
                prop_assert_eq!(items, own.collect::<Vec<u8>>());
                prop_assert_eq!(items, groups.of(number));
            }
        }
    }
}
