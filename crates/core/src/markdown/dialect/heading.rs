//! Headings whose words follow the number signs without a blank, or after a full-width one: `##标题`. They are
//! none in CommonMark (§4.2), but were in older programs, and people still write them, above all in Chinese.

use std::ops::Range;

/// Byte ranges of such a heading: of what is between the number signs and the words, and of the words without
/// number signs that close them; `None` for any other line. After a single number sign the words would be a tag.
pub(super) fn without_blank(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if !(2..=6).contains(&level) {
        return None;
    }
    let rest = &line[level..];
    let words = rest.trim_start_matches('\u{3000}');
    let first = words.chars().next()?;
    let begins_words = first.is_alphanumeric()
        || !first.is_ascii()
        || "[*`".contains(first)
        || words.starts_with("![");
    if !begins_words {
        return None;
    }
    let start = line.len() - words.len();
    let words = words.trim_end();
    let open = words.trim_end_matches('#');
    let is_closed = words.len() - open.len() == level;
    Some((level..start, start..start + if is_closed { open } else { words }.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_two_to_six_signs() {
        let words = |line: &'static str| without_blank(line).map(|(_, words)| &line[words]);
        for (line, expected) in [
            ("##标题", "标题"),
            ("######标题", "标题"),
            ("##　工作", "工作"),
            ("###[Alpha](https://a.io)", "[Alpha](https://a.io)"),
            ("##Alpha 1.2", "Alpha 1.2"),
            ("###标题###", "标题"),
            ("##标题 ## ", "标题 "),
            ("##📦 C#", "📦 C#"),
        ] {
            assert_eq!(words(line), Some(expected), "{line}");
        }
        for line in
            ["## 标题", "##\t标题", "#标签", "#######标题", "##", "###", "##/x", "##!", "##　", ""]
        {
            assert_eq!(words(line), None, "{line}");
        }
    }
}
