//! The readings of each Han character. The only user of the `pinyin` crate.

use foldhash::{HashMap, HashMapExt};
use pinyin::ToPinyinMulti;
use std::sync::OnceLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// Every reading of the Han characters of the Basic Multilingual Plane, as syllable numbers.
#[derive(Debug)]
pub struct Readings {
    syllables: Vec<String>,
    /// `numbers[starts[c]..starts[c + 1]]` are the readings of the character `FIRST + c`.
    starts: Vec<u32>,
    numbers: Vec<u16>,
    /// First letters of each character's readings, as bits.
    initials: Vec<u32>,
}

impl Readings {
    /// All readings, computed on first use.
    pub fn all() -> &'static Self {
        static READINGS: OnceLock<Readings> = OnceLock::new();
        READINGS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut all = Self {
            syllables: Vec::new(),
            starts: vec![0],
            numbers: Vec::new(),
            initials: Vec::new(),
        };
        // Many characters share a reading, and several readings share a spelling.
        let mut known: HashMap<&str, Spellings> = HashMap::new();
        for code in FIRST..=LAST {
            let character = char::from_u32(code).unwrap_or_default();
            let start = all.numbers.len();
            let mut initials = 0;
            for reading in character.to_pinyin_multi().into_iter().flatten() {
                let spellings = known
                    .entry(reading.plain())
                    .or_insert_with(|| Spellings::of(reading.plain(), &mut all.syllables));
                initials |= spellings.initials;
                for number in &spellings.numbers {
                    if !all.numbers[start..].contains(number) {
                        all.numbers.push(*number);
                    }
                }
            }
            all.starts.push(all.numbers.len() as u32);
            all.initials.push(initials);
        }
        all
    }

    /// The syllables, in the order of their numbers.
    pub fn syllables(&self) -> impl Iterator<Item = &str> {
        self.syllables.iter().map(String::as_str)
    }

    /// Length of a syllable in letters.
    pub fn length(&self, syllable: usize) -> usize {
        self.syllables[syllable].len()
    }

    /// First letter of a syllable, from 0 for `a`.
    pub fn initial(&self, syllable: usize) -> usize {
        initial(&self.syllables[syllable])
    }

    /// The readings of a character; none if it is not a Han character.
    pub fn of(&self, character: char) -> &[u16] {
        let Some(index) = index(character) else { return &[] };
        &self.numbers[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// The characters with a reading that begins with one of some letters, given as bits. The result has a
    /// bit per character; see [`Self::is_in`].
    pub fn with_initial(&self, letters: u32) -> Box<[u64]> {
        let word = |initials: &[u32]| {
            (0..)
                .zip(initials)
                .fold(0, |word, (at, own)| word | u64::from(own & letters != 0) << at)
        };
        self.initials.chunks(64).map(word).collect()
    }

    /// The characters with a reading that matches `is_wanted`, as bits; see [`Self::is_in`].
    pub fn with_reading(&self, is_wanted: impl Fn(&str) -> bool) -> Box<[u64]> {
        let wanted: Vec<bool> = self.syllables().map(is_wanted).collect();
        let mut set = vec![0; self.initials.len().div_ceil(64)];
        for (index, ends) in self.starts.windows(2).enumerate() {
            let own = &self.numbers[ends[0] as usize..ends[1] as usize];
            if own.iter().any(|number| wanted[usize::from(*number)]) {
                set[index / 64] |= 1 << (index % 64);
            }
        }
        set.into()
    }

    /// True if a set of characters contains the one with this code point.
    pub fn is_in(set: &[u64], code: u32) -> bool {
        let index = code.wrapping_sub(FIRST) as usize;
        set.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }
}

/// The spellings of a reading.
struct Spellings {
    /// Their numbers among the syllables.
    numbers: Vec<u16>,
    /// Their first letters, as bits.
    initials: u32,
}

impl Spellings {
    /// The spellings of a reading; new ones are added to the syllables.
    fn of(reading: &str, syllables: &mut Vec<String>) -> Self {
        let all = spellings(reading);
        let initials = all.iter().fold(0, |initials, spelling| initials | 1 << initial(spelling));
        let number = |spelling: String| {
            let known = syllables.iter().position(|known| *known == spelling);
            known.unwrap_or_else(|| {
                syllables.push(spelling);
                syllables.len() - 1
            }) as u16
        };
        Self { numbers: all.into_iter().map(number).collect(), initials }
    }
}

/// First letter of a syllable, from 0 for `a`.
fn initial(syllable: &str) -> usize {
    usize::from(syllable.as_bytes()[0] - b'a')
}

fn index(character: char) -> Option<usize> {
    let code = u32::from(character);
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
}

/// The spellings of a reading on a keyboard: `ü` as `v`, like in input methods, or as `u`. Empty for the few
/// readings that ASCII letters cannot spell.
fn spellings(plain: &str) -> Vec<String> {
    let letters = |umlaut: &str| plain.replace('ü', umlaut).replace('ê', "e");
    let mut all = vec![letters("v")];
    if plain.contains('ü') {
        all.push(letters("u"));
    }
    all.retain(|spelling| !spelling.is_empty() && spelling.bytes().all(|b| b.is_ascii_lowercase()));
    all
}
