//! Texts that a shell would take for commands, patterns or options, in every place of a post that
//! its completion offers.

use super::Case;
use serde_json::json;

/// Texts that would do something to a file `owned`.
pub fn texts() -> [&'static str; 12] {
    [
        "$(touch owned)",
        "`touch owned`",
        ";touch owned & touch owned|touch owned",
        "\"; touch owned; \"",
        "'; touch owned; '",
        "!! a!b",
        "\\ $HOME ${IFS}\\",
        "*?[a]{b,c}~#d",
        " = a:b  --json",
        "(touch owned)>owned<owned",
        "^a^b %s @c",
        "\u{2019};touch owned\u{201D}云",
    ]
}

/// A post for each text: its tag is the text after `g` and its number, its category after `c`, its
/// author after `a`, its file after `f`.
pub(super) fn cases() -> Vec<Case> {
    let case = |(number, text): (usize, &str)| {
        let of = |kind: &str| format!("{kind}{number:02}{text}");
        let head = json!({
            "title": of("t"),
            "tags": [of("g")],
            "categories": [of("c")],
            "authors": [{"name": of("a")}],
            "source": format!("https://e{number}.example/{text}"),
        });
        Case {
            name: format!("shell-{number:02}"),
            file: format!("{}.md", of("f")).into(),
            bytes: format!("---\n{head}\n---\n\n### [{}](https://e.x/{number})\n", of("s")).into(),
        }
    };
    texts().into_iter().enumerate().map(case).collect()
}
