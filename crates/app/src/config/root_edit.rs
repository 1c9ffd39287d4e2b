//! A root as lines of a config.

use super::list_edit::with_item;
use super::paths::from_home;
use super::pull_command::PullCommand;
use super::read::read;
use std::path::{Path, PathBuf};

/// The line of a new config that stands for the user's roots.
const EXAMPLE: &str = "#  - ~/src/blog\n";

/// The lines of a root in a config, with the command that pulls a git checkout if `pulls`. `None` for a path
/// that is not valid UTF-8.
pub fn root_lines(root: &Path, pulls: bool) -> Option<Vec<String>> {
    let path = from_home(root);
    let path = quoted(path.to_str()?);
    Some(if pulls {
        vec![format!("- path: {path}"), format!("  pull: {}", PullCommand::written())]
    } else {
        vec![format!("- {path}")]
    })
}

/// The text of a config with a root after the others. `None` if the roots cannot be edited, or if the path
/// would be read as another one.
pub(super) fn with_root(text: &str, root: &Path, pulls: bool) -> Option<String> {
    let lines = root_lines(root, pulls)?;
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (text, _) = with_item(text, "roots", &lines)?;
    let (config, _) = read(&text, Path::new(""));
    let has_pull = config.pulls.last().is_some_and(|(path, _)| path == root);
    (config.roots.last().is_some_and(|last| last == root) && has_pull == pulls).then_some(text)
}

/// The text of a new config that names git checkouts in a comment.
pub(super) fn default_with(text: &str, checkouts: &[PathBuf]) -> String {
    let lines = checkouts.iter().filter_map(|root| root_lines(root, true)).flatten();
    let lines: Vec<String> = lines.map(|line| format!("#  {line}\n")).collect();
    if lines.is_empty() { text.to_owned() } else { text.replacen(EXAMPLE, &lines.concat(), 1) }
}

/// A path as a YAML text.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._+-".contains(c);
    let below = path.strip_prefix('~').unwrap_or(path);
    if path.len() > 1 && below.starts_with('/') && below.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::DEFAULT;
    use super::*;
    use proptest::prelude::*;

    const GIT: &str = "pull: [git, -C, \"%r\", pull, --ff-only]";

    #[test]
    fn a_root_is_added_after_the_others() {
        let add = |text: &str, root: &str, pulls| with_root(text, Path::new(root), pulls).unwrap();
        assert_eq!(add("", "/srv/a", false), "roots:\n  - /srv/a\n");
        assert_eq!(
            add("roots:\n- ~/a # mine\nmouse: no\n", "/srv/a: b", true),
            format!("roots:\n- ~/a # mine\n- path: '/srv/a: b'\n  {GIT}\nmouse: no\n")
        );
        let of_map = format!("roots:\n    - path: ~/a\n      {GIT}\n# end\n");
        assert_eq!(
            add(&of_map, "/srv/云", true),
            format!(
                "roots:\n    - path: ~/a\n      {GIT}\n    - path: /srv/云\n      {GIT}\n# end\n"
            )
        );
        let of_default = add(DEFAULT, "/srv/a", true);
        let added = format!("roots:\n  - path: /srv/a\n    {GIT}\n#roots:\n#  - ~/src/blog\n");
        assert!(of_default.contains(&format!("this file's folder.\n{added}")), "{of_default}");
        assert_eq!(of_default.lines().count(), DEFAULT.lines().count() + 3);
    }

    #[test]
    fn roots_that_have_no_line_each_are_left_alone() {
        for text in ["roots: ~/a\n", "roots: [~/a, ~/b]\n", "roots: {path: a}\n", "roots: ["] {
            assert_eq!(with_root(text, Path::new("/srv/a"), false), None, "{text}");
        }
    }

    #[test]
    fn found_checkouts_stand_where_an_example_would() {
        assert_eq!(default_with(DEFAULT, &[]), DEFAULT);
        let text = default_with(DEFAULT, &["/srv/a b".into(), "/srv/c".into()]);
        let found = format!(
            "#roots:\n#  - path: '/srv/a b'\n#    {GIT}\n#  - path: /srv/c\n#    {GIT}\n#  - path: ~/news\n"
        );
        assert!(text.contains(&found), "{text}");
        assert_eq!(read(&text, Path::new("")), read(DEFAULT, Path::new("")));
    }

    proptest! {
        #[test]
        fn any_path_is_read_as_it_is_or_refused(name in "(\\PC|[ '\"#:~\t\n-]){1,12}", pulls: bool) {
            let root = Path::new("/srv").join(name);
            if let Some(text) = with_root("roots:\n  - a\n", &root, pulls) {
                let (config, problems) = read(&text, Path::new("/etc"));
                prop_assert_eq!(&config.roots[1..], [root]);
                prop_assert_eq!((config.pulls.len(), problems.len()), (usize::from(pulls), 0));
            }
        }
    }
}
