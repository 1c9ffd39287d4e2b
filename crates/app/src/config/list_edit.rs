//! Adds an item to a list in the text of a config, and removes it again. Everything else in the text,
//! comments included, stays as it is.
//!
//! The lines are put where the places of the parsed text suggest. Then the new text is parsed, and must
//! have the new item and nothing else that is different.

use super::yaml::{Node, NodeValue, read};

/// Maximum number of lines below the last item at which its end is looked for.
const MAX_LINES: usize = 50;

/// The text with an item at the end of the list of a key, and the lines that were added. The item is written
/// as a list of one. `None` if the text is not valid YAML, or if the value of the key is not a list with a
/// line for each item.
pub(super) fn with_item(text: &str, key: &str, item: &[&str]) -> Option<(String, String)> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indented = |by: &str| item.iter().flat_map(|line| [by, line, end]).collect::<String>();
    let new = match read(&indented("")).ok()?.value {
        NodeValue::List(mut items) => items.pop()?,
        _ => return None,
    };
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = read(plain).ok()?;
    let wanted = with_added(&before, key, new)?;
    let lines: Vec<&str> = plain.split_inclusive('\n').collect();
    let mut tries: Vec<(usize, String)> = Vec::new();
    match list_of(&before, key) {
        None => {
            let added = format!("{key}:{end}{}", indented("  "));
            // Above the key in a comment, below its explanation.
            let commented = lines.iter().position(|line| line.trim_end() == format!("#{key}:"));
            tries.extend(commented.map(|at| (at, added.clone())));
            tries.push((lines.len(), added));
        }
        Some((key, Node { value: NodeValue::Nothing, .. })) => {
            tries.push((key.place.line, indented("  ")));
        }
        Some((_, Node { value: NodeValue::List(items), .. })) => {
            let (first, last) = (items.first()?, items.last()?);
            let written = lines.get(first.place.line.checked_sub(1)?)?;
            let indent = &written[..written.len() - written.trim_start().len()];
            let from = last_line(last);
            let to = lines.len().min(from + MAX_LINES);
            tries.extend((from..=to).map(|at| (at, indented(indent))));
        }
        Some(_) => return None,
    }
    tries.into_iter().find_map(|(at, added)| {
        let (above, below) = lines.split_at_checked(at)?;
        let mut out = above.concat();
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str(&added);
        out.push_str(&below.concat());
        let is_right = read(&out).is_ok_and(|after| is_same(&after, &wanted));
        let mark = if plain.len() < text.len() { "\u{feff}" } else { "" };
        is_right.then(|| (format!("{mark}{out}"), added))
    })
}

/// The text without lines that [`with_item`] added. `None` if they are not there any more.
pub(super) fn without_item(text: &str, added: &str) -> Option<String> {
    let at = text.rfind(added).filter(|at| *at == 0 || text[..*at].ends_with('\n'))?;
    let rest = format!("{}{}", &text[..at], &text[at + added.len()..]);
    read(rest.strip_prefix('\u{feff}').unwrap_or(&rest)).is_ok().then_some(rest)
}

/// A key and its value; `None` if the key is not there.
fn list_of<'n>(root: &'n Node, key: &str) -> Option<(&'n Node, &'n Node)> {
    let NodeValue::Map(entries) = &root.value else { return None };
    let is_key = |node: &Node| matches!(&node.value, NodeValue::Text(text, _) if text == key);
    entries.iter().find(|(node, _)| is_key(node)).map(|(node, value)| (node, value))
}

/// The tree with an item after the others of a key; `None` if it has no room for one.
fn with_added(root: &Node, key: &str, item: Node) -> Option<Node> {
    let mut root = root.clone();
    if root.value == NodeValue::Nothing {
        root.value = NodeValue::Map(Vec::new());
    }
    let NodeValue::Map(entries) = &mut root.value else { return None };
    let is_key = |node: &Node| matches!(&node.value, NodeValue::Text(text, _) if text == key);
    let place = item.place;
    match entries.iter_mut().find(|(node, _)| is_key(node)) {
        Some((_, value)) => match &mut value.value {
            NodeValue::List(items) => items.push(item),
            NodeValue::Nothing => value.value = NodeValue::List(vec![item]),
            _ => return None,
        },
        None => entries.push((
            Node { place, value: NodeValue::Text(key.to_owned(), false) },
            Node { place, value: NodeValue::List(vec![item]) },
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

    const LINE: &str = "- {when: 'tag:x', mute: true}\n";

    fn with_rule(text: &str) -> Option<(String, String)> {
        with_item(text, "rules", &[LINE.trim_end()])
    }

    #[test]
    fn an_item_is_added_after_the_others_and_nothing_else_changes() {
        for (before, after) in [
            ("", "rules:\n  LINE"),
            ("# only a comment", "# only a comment\nrules:\n  LINE"),
            ("mouse: no # off\n", "mouse: no # off\nrules:\n  LINE"),
            ("# Why.\n#rules:\n#  - {}\n# x\n", "# Why.\nrules:\n  LINE#rules:\n#  - {}\n# x\n"),
            (
                "views:\n  a: |\n    #rules:\n    b\n",
                "views:\n  a: |\n    #rules:\n    b\nrules:\n  LINE",
            ),
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
            let (text, line) = with_rule(before).unwrap_or_else(|| panic!("{before:?}"));
            assert_eq!(text, after.replace("LINE", LINE), "{before:?}");
            let rest = without_item(&text, &line).unwrap();
            assert_eq!(rest.trim_end(), before.trim_end());
        }
        let (text, _) = with_rule("mouse: no\r\n").unwrap();
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
            assert_eq!(with_rule(text), None, "{text}");
        }
        assert_eq!(without_item("rules:\n  - {when: 'tag:x', mute: false}\n", LINE), None);
    }
}
