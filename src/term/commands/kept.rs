//! Outputs that are kept, so that a command is run once for a text.

use super::prepared::Prepared;
use std::collections::VecDeque;
use std::ffi::OsString;

/// Maximum size in bytes of all outputs, with the inputs they belong to.
const MAX_BYTES: usize = 16 << 20;

/// The outputs of earlier runs, as long as the program runs; the newest first.
#[derive(Debug, Default)]
pub(super) struct KeptOutputs {
    outputs: VecDeque<KeptOutput>,
    bytes: usize,
}

/// An output, with the program, its arguments and its input.
#[derive(Debug)]
struct KeptOutput {
    words: Vec<OsString>,
    input: Option<Vec<u8>>,
    output: String,
    is_cut: bool,
}

impl KeptOutput {
    fn is_of(&self, prepared: &Prepared) -> bool {
        self.words == prepared.words && self.input == prepared.input
    }

    fn bytes(&self) -> usize {
        let words: usize = self.words.iter().map(|word| word.len()).sum();
        words + self.input.as_ref().map_or(0, Vec::len) + self.output.len()
    }
}

impl KeptOutputs {
    /// The output of an earlier run, and `true` if it was cut.
    pub fn get(&mut self, prepared: &Prepared) -> Option<(String, bool)> {
        let at = self.outputs.iter().position(|kept| kept.is_of(prepared))?;
        let kept = self.outputs.remove(at)?;
        let found = (kept.output.clone(), kept.is_cut);
        self.outputs.push_front(kept);
        Some(found)
    }

    /// Keeps an output in place of an earlier one; those that were not asked for the longest make room.
    pub fn put(&mut self, prepared: Prepared, output: String, is_cut: bool) {
        if let Some(at) = self.outputs.iter().position(|kept| kept.is_of(&prepared)) {
            self.bytes -= self.outputs.remove(at).map_or(0, |kept| kept.bytes());
        }
        let Prepared { words, input } = prepared;
        let kept = KeptOutput { words, input, output, is_cut };
        self.bytes += kept.bytes();
        self.outputs.push_front(kept);
        while self.bytes > MAX_BYTES
            && let Some(oldest) = self.outputs.pop_back()
        {
            self.bytes -= oldest.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(word: &str, input: &str) -> Prepared {
        Prepared { words: vec![word.into()], input: Some(input.into()) }
    }

    #[test]
    fn an_output_is_kept_by_arguments_and_input() {
        let mut kept = KeptOutputs::default();
        assert_eq!(kept.get(&prepared("a", "x")), None);
        kept.put(prepared("a", "x"), "1".to_owned(), false);
        kept.put(prepared("a", "y"), "2".to_owned(), true);
        kept.put(prepared("a", "x"), "3".to_owned(), false);
        assert_eq!(kept.get(&prepared("a", "x")), Some(("3".to_owned(), false)));
        assert_eq!(kept.get(&prepared("a", "y")), Some(("2".to_owned(), true)));
        assert_eq!(kept.get(&prepared("b", "x")), None);
        assert_eq!(kept.bytes, 6);
    }

    #[test]
    fn the_oldest_make_room() {
        let mut kept = KeptOutputs::default();
        let large = "x".repeat(MAX_BYTES / 2);
        kept.put(prepared("a", ""), large.clone(), false);
        kept.put(prepared("b", ""), "b".to_owned(), false);
        assert!(kept.get(&prepared("a", "")).is_some());
        kept.put(prepared("c", ""), large.clone(), false);
        assert!(kept.get(&prepared("b", "")).is_none());
        assert!(kept.get(&prepared("c", "")).is_some() && kept.bytes <= MAX_BYTES);
        // What is too large by itself is not kept.
        kept.put(prepared("d", ""), large + &"y".repeat(MAX_BYTES), false);
        assert_eq!((kept.bytes, kept.outputs.len()), (0, 0));
    }
}
