//! Makes tables that the program need neither hold the data of, nor compute: the readings of Han characters,
//! which `src/text/pinyin/readings.rs` includes, from the `pinyin` crate; and the characters that look like
//! ASCII, which `src/web/host.rs` includes, from `unicode-security`.

use pinyin::ToPinyinMulti;
use std::collections::HashMap;
use std::path::PathBuf;
use std::{env, fs};
use unicode_security::confusable_detection::skeleton;

/// First and last of the characters: the Han characters of the Basic Multilingual Plane.
const CHARACTERS: std::ops::RangeInclusive<char> = '\u{3400}'..='\u{9FFF}';

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("a folder from cargo"));
    fs::write(folder.join("readings.rs"), readings()).expect("a writable folder");
    fs::write(folder.join("like_ascii.rs"), like_ascii()).expect("a writable folder");
}

/// Source text of the table of characters that look like ASCII (UTS #39, section 4).
fn like_ascii() -> String {
    // Beyond, there are only Han characters, tags and private ones.
    let characters = '\u{80}'..='\u{1FFFF}';
    let all: Vec<String> = characters
        .filter_map(|character| {
            let looks: String = skeleton(&character.to_string()).collect();
            let is_one = looks.len() == 1;
            looks.is_ascii().then(|| format!("('{}', {is_one})", character.escape_unicode()))
        })
        .collect();
    format!(
        "/// The characters beyond ASCII that look entirely like ASCII, sorted; `true` for those that look like
/// one character.
static LIKE_ASCII: [(char, bool); {}] = [{}];
",
        all.len(),
        all.join(", ")
    )
}

/// Source text of the table of readings.
fn readings() -> String {
    let mut syllables: Vec<String> = Vec::new();
    // The first set is that of characters without readings.
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut known: HashMap<Vec<usize>, usize> = HashMap::from([(Vec::new(), 0)]);
    let mut set_of_each: Vec<usize> = Vec::new();
    for character in CHARACTERS {
        let mut set = Vec::new();
        for reading in character.to_pinyin_multi().into_iter().flatten() {
            for spelling in spellings(reading.plain()) {
                let number = position_or_push(&mut syllables, spelling);
                if !set.contains(&number) {
                    set.push(number);
                }
            }
        }
        let number = *known.entry(set.clone()).or_insert_with(|| {
            sets.push(set);
            sets.len() - 1
        });
        set_of_each.push(number);
    }
    let numbers: Vec<usize> = sets.concat();
    let mut starts = vec![0];
    for set in &sets {
        starts.push(starts[starts.len() - 1] + set.len());
    }
    let first = u32::from(*CHARACTERS.start());
    format!(
        "/// Code point of the first character.
const FIRST: u32 = {first};
/// The syllables, without tones.
static SYLLABLES: [&str; {}] = {syllables:?};
/// `NUMBERS[STARTS[s]..STARTS[s + 1]]` are the syllables of set `s`.
static STARTS: [u16; {}] = {starts:?};
static NUMBERS: [u16; {}] = {numbers:?};
/// The set of syllables with which each character is read, from `FIRST` on.
static SETS: [u16; {}] = {set_of_each:?};
",
        syllables.len(),
        starts.len(),
        numbers.len(),
        set_of_each.len(),
    )
}

/// Position of a syllable; a new one is added.
fn position_or_push(syllables: &mut Vec<String>, syllable: String) -> usize {
    syllables.iter().position(|known| *known == syllable).unwrap_or_else(|| {
        syllables.push(syllable);
        syllables.len() - 1
    })
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
