//! Detection of posts whose date is later than the one in their own name.
//!
//! Owns the comparison. Knows nothing of other posts or of the disk.

use super::DiagnosticMessage;
use super::date::date_in_name;
use super::diagnostic::{DiagnosticCode, Severity};
use super::front_matter::{Finding, FrontMatter, written_at};

/// Returns a finding if the date in the front matter is later than the one in the post's name. `text` is
/// the text that `front` was read from, `path` the path of the file. A date of change, such as `lastmod`,
/// is no finding.
pub fn date_after_name(path: &str, text: &str, front: &FrontMatter) -> Option<Finding> {
    let (day, named) = (front.date?, date_in_name(path)?);
    if day <= named {
        return None;
    }
    let place = written_at(text.get(..front.body_start)?, day)?;
    Some(Finding {
        line: place.line,
        column: place.column,
        severity: Severity::Hint,
        code: DiagnosticCode::DateAfterName,
        message: DiagnosticMessage::AfterName(day, named),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter;

    fn found(path: &str, text: &str) -> Option<(usize, usize)> {
        let finding = date_after_name(path, text, &front_matter(text))?;
        assert_eq!(
            (finding.code, finding.severity),
            (DiagnosticCode::DateAfterName, Severity::Hint)
        );
        Some((finding.line, finding.column))
    }

    #[test]
    fn a_later_day_is_found_at_its_value() {
        let yaml = "---\ntitle: x\ndate: 2026-01-15 08:00\n---\n\nText.\n";
        assert_eq!(found("_posts/2026-01-14-x.md", yaml), Some((3, 7)));
        assert_eq!(found("blog/2026-01-14-x/index.md", yaml), Some((3, 7)));
        let toml = "+++\n  date = 2026-01-15T00:00:00Z\n+++\n";
        assert_eq!(found("2026-01-14-x.md", toml), Some((2, 10)));
        let json = "{\n  \"title\": \"x\",\n  \"date\": \"2026-01-15\"\n}\n";
        assert_eq!(found("2026-01-14-x.md", json), Some((3, 11)));
    }

    #[test]
    fn the_message_says_which_counts() {
        let text = "---\ndate: 2026-01-15\n---\n";
        let finding = date_after_name("2026-01-14-x.md", text, &front_matter(text)).unwrap();
        assert_eq!(
            finding.message.to_string(),
            "2026-01-15 is later than 2026-01-14 in the file's name; 2026-01-15 counts"
        );
    }

    #[test]
    fn what_is_not_later_or_not_named_is_no_finding() {
        let text = "---\ndate: 2026-01-15\n---\n";
        for path in [
            "2026-01-15-x.md",
            "2026-01-16-x.md",
            "x.md",
            // The folders that a post is in do not name it.
            "2026-01-14/x.md",
            "backup-2020-01-01/blog/index.md",
            "2026/01/14/x.md",
        ] {
            assert_eq!(found(path, text), None, "{path}");
        }
    }

    #[test]
    fn a_day_of_change_may_be_later() {
        let changed = "---\nlastmod: 2026-03-01\n---\n";
        assert_eq!(found("2026-01-14-x.md", changed), None);
        let both = "---\nupdated: 2026-03-01\ndate: 2026-01-14\n---\n";
        assert_eq!(found("2026-01-14-x.md", both), None);
        assert_eq!(found("2026-01-14-x.md", "No front matter, 2026-03-01.\n"), None);
    }
}
