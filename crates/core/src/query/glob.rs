//! Glob patterns that match a complete value.

/// Returns `true` if the pattern matches the whole text: `*` any text, `?` one character. Takes
/// time proportional to the product of both lengths at most, since it backtracks only to the last
/// `*`.
pub(super) fn glob_matches(glob: &[char], text: &str) -> bool {
    let mut at = 0;
    let mut rest = text.chars();
    let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        let here = rest.clone();
        let character = rest.next();
        match (glob.get(at), character) {
            (Some('*'), _) => {
                at += 1;
                rest = here.clone();
                retry = Some((at, here));
                continue;
            }
            (Some('?'), Some(_)) => {
                at += 1;
                continue;
            }
            (Some(expected), Some(character)) if *expected == character => {
                at += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        let Some((back_at, back_rest)) = &mut retry else { return false };
        if back_rest.next().is_none() {
            return false;
        }
        at = *back_at;
        rest = back_rest.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::glob_matches;

    #[test]
    fn globs() {
        let is = |glob: &str, text: &str| glob_matches(&glob.chars().collect::<Vec<_>>(), text);
        assert!(is("k*", "kubernetes") && is("*net*", "kubernetes") && is("k?s", "k8s"));
        assert!(is("*", "") && is("服务*", "服务网格") && is("a*b*c", "axxbxxbc"));
        assert!(!is("k*", "ak") && !is("k?s", "ks") && !is("a*b", "abc") && !is("", "a"));
        assert!(!is(&"a*".repeat(50), &"b".repeat(10_000)));
    }
}
