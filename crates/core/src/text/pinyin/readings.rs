//! The readings of each Han character of the Basic Multilingual Plane, as numbers of syllables. The table is
//! made by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/readings.rs"));

/// The syllables, in the order of their numbers.
pub fn syllables() -> impl Iterator<Item = &'static str> {
    SYLLABLES.iter().copied()
}

/// Length of a syllable in letters.
pub fn length(syllable: usize) -> usize {
    SYLLABLES[syllable].len()
}

/// First letter of a syllable, from 0 for `a`.
pub fn initial(syllable: usize) -> usize {
    usize::from(SYLLABLES[syllable].as_bytes()[0] - b'a')
}

/// The readings of a character; none if it is not a Han character.
pub fn of(character: char) -> &'static [u16] {
    let index = u32::from(character).wrapping_sub(FIRST) as usize;
    SETS.get(index).map_or(&[], |set| readings(usize::from(*set)))
}

/// The characters with a reading that matches `is_wanted`. The result has a bit per character; see [`is_in`].
pub fn with_reading(is_wanted: impl Fn(&str) -> bool) -> Box<[u64]> {
    let syllables: Vec<bool> = syllables().map(is_wanted).collect();
    let has_one = |set| readings(set).iter().any(|number| syllables[usize::from(*number)]);
    let sets: Vec<bool> = (0..STARTS.len() - 1).map(has_one).collect();
    let word = |characters: &[u16]| {
        (0..)
            .zip(characters)
            .fold(0, |word, (at, set)| word | u64::from(sets[usize::from(*set)]) << at)
    };
    SETS.chunks(64).map(word).collect()
}

/// True if a set of characters contains the one with this code point.
pub fn is_in(set: &[u64], code: u32) -> bool {
    let index = code.wrapping_sub(FIRST) as usize;
    set.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
}

/// The readings of a set.
fn readings(set: usize) -> &'static [u16] {
    &NUMBERS[usize::from(STARTS[set])..usize::from(STARTS[set + 1])]
}
