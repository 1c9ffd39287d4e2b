//! A rule as lines of a config.

use super::list_edit::with_item;

/// The text of a config with a rule that mutes what a query finds, and the lines that were added. `None` if
/// the rules cannot be edited.
pub(super) fn with_rule(text: &str, when: &str) -> Option<(String, String)> {
    let quoted = when.replace('\'', "''");
    with_item(text, "rules", &[&format!("- {{when: '{quoted}', mute: true}}")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_condition_is_read_as_it_was(when in "\\PC{1,20}") {
            prop_assume!(!when.trim().is_empty() && when.trim() == when);
            if let Some((text, _)) = with_rule("", &when) {
                let (config, _) = crate::config::read(&text, std::path::Path::new("/"));
                for (own, _) in config.rule_places {
                    prop_assert_eq!(own, crate::text::clean_line(&when));
                }
            }
        }
    }
}
