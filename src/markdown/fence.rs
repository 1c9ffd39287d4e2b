//! Which lines of a text stand in a fenced code block (CommonMark §4.5), told line by line.

/// Follows a text's lines through its fences.
#[derive(Debug, Default)]
pub(super) struct Fences {
    open: Option<(u8, usize)>,
}

impl Fences {
    /// Takes the next line; true if it is a fence or stands between two.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        // Fences in lists and quotes are indented or marked; a stray mark before one changes
        // nothing for those who ask here.
        let line = line.trim_start_matches([' ', '\t', '>']);
        let bytes = line.as_bytes();
        let Some(mark) = bytes.first().copied().filter(|byte| matches!(byte, b'`' | b'~')) else {
            return self.open.is_some();
        };
        let length = bytes.iter().take_while(|byte| **byte == mark).count();
        let rest = &line[length..];
        match self.open {
            None if length >= 3 && !(mark == b'`' && rest.contains('`')) => {
                self.open = Some((mark, length));
                true
            }
            None => false,
            Some((open, least)) => {
                if mark == open && length >= least && rest.trim().is_empty() {
                    self.open = None;
                }
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fences;

    #[test]
    fn a_fence_ends_at_one_as_long() {
        let text = "a\n````sh\n```\n````\nb\n~~~\nc\n``` `x`\nd\n";
        let mut fences = Fences::default();
        let code: Vec<bool> = text.lines().map(|line| fences.is_code(line)).collect();
        assert_eq!(code, [false, true, true, true, false, true, true, true, true]);
        assert!(!Fences::default().is_code("```x``` is a code span"));
    }
}
