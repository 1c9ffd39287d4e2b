//! The structure of JSON without a parser: the brackets and separators outside of strings.

/// The bytes that make up the structure, in order: `{`, `[`, `}`, `]`, `:`, `,` and the opening quote of
/// each string. Each comes with its offset and the number of brackets that are open after it.
pub fn structure(text: &str) -> impl Iterator<Item = (usize, u8, usize)> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' if in_text => in_text = false,
            _ if in_text => {}
            b'"' => {
                in_text = true;
                return Some((at, byte, depth));
            }
            b'{' | b'[' => {
                depth += 1;
                return Some((at, byte, depth));
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                return Some((at, byte, depth));
            }
            b':' | b',' => return Some((at, byte, depth)),
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::structure;

    #[test]
    fn what_stands_in_texts_is_no_structure() {
        let found: Vec<_> = structure(r#"{"a}\"": ["b,", 1]}]"#).collect();
        let expected = [
            (0, b'{', 1),
            (1, b'"', 1),
            (7, b':', 1),
            (9, b'[', 2),
            (10, b'"', 2),
            (14, b',', 2),
            (17, b']', 1),
            (18, b'}', 0),
            (19, b']', 0),
        ];
        assert_eq!(found, expected);
    }
}
