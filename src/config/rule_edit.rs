//! Adds a rule to the text of a config, and removes it again. Everything else in the text, comments
//! included, stays as it is.
//!
//! The line is put where the places of the parsed text suggest. Then the new text is parsed, and must
//! have the new rule and nothing else that is different.

use super::yaml::{Node, NodeValue, read};

/// Maximum number of lines below the last rule at which its end is looked for.
const MAX_LINES: usize = 50;

/// The text with a rule that mutes what a query finds, and the line that was added. `None` if the text
/// is not valid YAML, or if its rules are not a list with a line for each.
pub(super) fn with_rule(text: &str, when: &str) -> Option<(String, String)> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let quoted = when.replace('\'', "''");
    let rule = format!("- {{when: '{quoted}', mute: true}}");
    let new = match read(&rule).ok()?.value {
        NodeValue::List(mut rules) => rules.pop()?,
        _ => return None,
    };
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = read(plain).ok()?;
    let wanted = with_added(&before, new)?;
    let lines: Vec<&str> = plain.split_inclusive('\n').collect();
    let mut tries: Vec<(usize, String)> = Vec::new();
    match rules_of(&before) {
        None => {
            let line = format!("rules:{end}  {rule}{end}");
            tries.push((lines.len(), line));
        }
        Some((key, Node { value: NodeValue::Nothing, .. })) => {
            tries.push((key.place.line, format!("  {rule}{end}")));
        }
        Some((_, Node { value: NodeValue::List(rules), .. })) => {
            let (first, last) = (rules.first()?, rules.last()?);
            let written = lines.get(first.place.line.checked_sub(1)?)?;
            let indent = &written[..written.len() - written.trim_start().len()];
            let from = last_line(last);
            let to = lines.len().min(from + MAX_LINES);
            tries.extend((from..=to).map(|at| (at, format!("{indent}{rule}{end}"))));
        }
        Some(_) => return None,
    }
    tries.into_iter().find_map(|(at, line)| {
        let (above, below) = lines.split_at_checked(at)?;
        let mut out = above.concat();
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str(&line);
        out.push_str(&below.concat());
        let is_right = read(&out).is_ok_and(|after| is_same(&after, &wanted));
        let mark = if plain.len() < text.len() { "\u{feff}" } else { "" };
        is_right.then(|| (format!("{mark}{out}"), line))
    })
}

/// The text without a line that [`with_rule`] added. `None` if the line is not there any more.
pub(super) fn without_rule(text: &str, line: &str) -> Option<String> {
    let at = text.rfind(line).filter(|at| *at == 0 || text[..*at].ends_with('\n'))?;
    let rest = format!("{}{}", &text[..at], &text[at + line.len()..]);
    read(rest.strip_prefix('\u{feff}').unwrap_or(&rest)).is_ok().then_some(rest)
}

/// The key and the value of the rules; `None` if there are none.
fn rules_of(root: &Node) -> Option<(&Node, &Node)> {
    let NodeValue::Map(entries) = &root.value else { return None };
    let is_rules = |key: &Node| matches!(&key.value, NodeValue::Text(text, _) if text == "rules");
    entries.iter().find(|(key, _)| is_rules(key)).map(|(key, value)| (key, value))
}

/// The tree with a rule after the others; `None` if it has no room for one.
fn with_added(root: &Node, rule: Node) -> Option<Node> {
    let mut root = root.clone();
    if root.value == NodeValue::Nothing {
        root.value = NodeValue::Map(Vec::new());
    }
    let NodeValue::Map(entries) = &mut root.value else { return None };
    let is_rules = |key: &Node| matches!(&key.value, NodeValue::Text(text, _) if text == "rules");
    let place = rule.place;
    match entries.iter_mut().find(|(key, _)| is_rules(key)) {
        Some((_, value)) => match &mut value.value {
            NodeValue::List(rules) => rules.push(rule),
            NodeValue::Nothing => value.value = NodeValue::List(vec![rule]),
            _ => return None,
        },
        None => entries.push((
            Node { place, value: NodeValue::Text("rules".to_owned(), false) },
            Node { place, value: NodeValue::List(vec![rule]) },
        )),
    }
    Some(root)
}

/// The last line on which a node or a part of it begins.
fn last_line(node: &Node) -> usize {
    let parts = match &node.value {
        NodeValue::Nothing | NodeValue::Text(..) => None,
        NodeValue::List(list) => list.iter().map(last_line).max(),
        NodeValue::Map(map) => {
            map.iter().flat_map(|(key, value)| [last_line(key), last_line(value)]).max()
        }
    };
    parts.unwrap_or(0).max(node.place.line)
}

/// Returns `true` if two trees differ in places only.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (NodeValue::List(a), NodeValue::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (NodeValue::Map(a), NodeValue::Map(b)) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| is_same(&a.0, &b.0) && is_same(&a.1, &b.1))
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINE: &str = "- {when: 'tag:x', mute: true}\n";

    #[test]
    fn a_rule_is_added_after_the_others_and_nothing_else_changes() {
        for (before, after) in [
            ("", "rules:\n  LINE"),
            ("# only a comment", "# only a comment\nrules:\n  LINE"),
            ("mouse: no # off\n", "mouse: no # off\nrules:\n  LINE"),
            ("rules: # mine\nmouse: no\n", "rules: # mine\n  LINEmouse: no\n"),
            (
                "rules:\n  # why\n  - {when: a, mute: true} # b\n# end\nmouse: no\n",
                "rules:\n  # why\n  - {when: a, mute: true} # b\n  LINE# end\nmouse: no\n",
            ),
            ("rules:\n- when: a\n  score: 1", "rules:\n- when: a\n  score: 1\nLINE"),
            (
                "rules:\n    - when: >\n        a\n        b\n      mute: true\nmouse: no\n",
                "rules:\n    - when: >\n        a\n        b\n      mute: true\n    LINEmouse: no\n",
            ),
            ("\u{feff}mouse: no\n", "\u{feff}mouse: no\nrules:\n  LINE"),
        ] {
            let (text, line) = with_rule(before, "tag:x").unwrap_or_else(|| panic!("{before:?}"));
            assert_eq!(text, after.replace("LINE", LINE), "{before:?}");
            let rest = without_rule(&text, &line).unwrap();
            assert_eq!(rest.trim_end(), before.trim_end());
        }
        let (text, _) = with_rule("mouse: no\r\n", "tag:x").unwrap();
        assert_eq!(text, "mouse: no\r\nrules:\r\n  - {when: 'tag:x', mute: true}\r\n");
    }

    #[test]
    fn a_text_that_cannot_take_a_line_is_refused() {
        for text in [
            "rules: [{when: a, mute: true}]",
            "rules: []",
            "rules: {when: a, mute: true}",
            "rules: a",
            "{mouse: no}",
            "[a]",
            "mouse: [",
            "rules: &a\nmore: *a\n---\nx: y\n",
        ] {
            assert_eq!(with_rule(text, "tag:x"), None, "{text}");
        }
        assert_eq!(without_rule("rules:\n  - {when: 'tag:x', mute: false}\n", LINE), None);
    }

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
