//! Detection of the lines of a text that are in fenced code blocks (CommonMark §4.5).

/// Tracks fences through the lines of a text.
#[derive(Debug, Default)]
pub(super) struct Fences {
    open: Option<(u8, usize)>,
}

impl Fences {
    /// Takes the next line; returns `true` if it is a fence or between two.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        // Fences in lists and quotes are indented or have a marker before them. A stray marker before a fence
        // makes no difference to the callers.
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
