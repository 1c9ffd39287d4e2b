//! The start of a text, of bounded length.

/// The longest prefix of a text of at most `bytes` bytes, in whole characters.
pub fn start_of(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::start_of;

    #[test]
    fn no_character_is_cut_in_two() {
        assert_eq!(start_of("云报", 6), "云报");
        assert_eq!(start_of("云报", 5), "云");
        assert_eq!(start_of("云报", 2), "");
        assert_eq!(start_of("ab", 9), "ab");
    }
}
