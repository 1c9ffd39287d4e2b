//! Code in the languages that digests quote, and in any other.

use super::*;
use crate::markdown::block::BlockKind;
use crate::markdown::{Role, Typography, code_blocks, layout, parse};
use proptest::prelude::*;
use std::sync::{LazyLock, Mutex};

/// Grammars are compiled when they are first used; one instance serves all tests.
static HIGHLIGHTER: LazyLock<Mutex<Highlighter>> = LazyLock::new(|| Mutex::new(Highlighter::new()));

fn highlight(blocks: &mut [Block]) {
    HIGHLIGHTER
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .highlight(blocks, &|| false);
}

/// The parts of the code that are not plain, with their tokens.
fn parts(language: &str, code: &str) -> Vec<(String, CodeToken)> {
    let mut blocks = parse(&format!("~~~{language}\n{code}\n~~~\n"));
    highlight(&mut blocks);
    let lines = layout(&blocks, 80, Typography::default()).lines;
    let spans = lines.into_iter().flat_map(|line| line.spans);
    let parts = spans.filter_map(|span| match span.style.role {
        Role::Token(token) => Some((span.text.trim().to_owned(), token)),
        _ => None,
    });
    parts.filter(|(text, _)| !text.is_empty()).collect()
}

#[track_caller]
fn holds(language: &str, code: &str, expected: &[(&str, CodeToken)]) {
    let parts = parts(language, code);
    for (text, token) in expected {
        assert!(
            parts.iter().any(|part| part.0 == *text && part.1 == *token),
            "{language}: no {token:?} {text:?} in {parts:?}"
        );
    }
}

#[test]
fn the_languages_of_the_field_are_known() {
    use CodeToken::*;
    holds(
        "yaml",
        "kind: Pod # one\nreplicas: 3\nname: \"a\"",
        &[("kind", Key), ("# one", Comment), ("3", Number), ("\"a\"", String)],
    );
    holds("toml", "[a]\nb = \"c\" # d", &[("\"c\"", String), ("# d", Comment), ("b", Key)]);
    holds(
        "json",
        "{\"a\": true, \"b\": \"c\"}",
        &[("\"a\"", Key), ("true", Number), ("\"c\"", String)],
    );
    holds(
        "golang",
        "func main() {\n\treturn \"a\" // b\n}",
        &[("func", Keyword), ("main", Function), ("\"a\"", String), ("// b", Comment)],
    );
    holds(
        "Rust",
        "fn main() { let a = 1; }",
        &[("fn", Keyword), ("main", Function), ("1", Number)],
    );
    holds(
        "python",
        "def f():\n    return None",
        &[("def", Keyword), ("f", Function), ("None", Number)],
    );
    holds(
        "shell",
        "for x in *; do echo \"$x\"; done # all",
        &[("for", Keyword), ("echo", Function), ("# all", Comment)],
    );
    holds("dockerfile", "FROM rust:1 AS b\nRUN make # x", &[("FROM", Keyword), ("RUN", Keyword)]);
    holds("hcl", "resource \"a\" \"b\" {\n  c = 1 # d\n}", &[("1", Number), ("# d", Comment)]);
    holds("tsx", "const a: string = 'b'", &[("const", Keyword), ("'b'", String)]);
    holds("ts", "interface A { b: number }", &[("interface", Keyword), ("A", Type)]);
    holds("diff", "-a\n+b", &[("-a", Deleted), ("+b", Inserted)]);
    holds(
        "proto",
        "message A { int32 b = 1; } // c",
        &[("message", Keyword), ("1", Number), ("// c", Comment)],
    );
}

#[test]
fn what_no_grammar_knows_stays_plain() {
    assert!(parts("", "fn main() {}").is_empty());
    assert!(parts("text", "fn main() {}").is_empty());
    assert!(parts("nothing-of-the-kind", "fn main() {}").is_empty());
}

#[test]
fn much_code_is_told_apart_in_part_only() {
    let code = "let a = 1;\n".repeat(MAX_CODE_BYTES / 10);
    let highlighted = parts("rust", &code).len();
    assert!(highlighted > 1000 && highlighted < MAX_CODE_BYTES / 5, "{highlighted}");
    let long = format!("let a = \"{}\";\nlet b = 1;", "x".repeat(LONGEST_LINE));
    assert_eq!(
        parts("rust", &long),
        [("let".to_owned(), CodeToken::Keyword), ("1".to_owned(), CodeToken::Number)]
    );
}

#[test]
fn it_ends_when_that_is_enough() {
    let mut blocks = parse("~~~go\nfunc a() {}\nfunc b() {}\n~~~\n~~~go\nfunc c() {}\n~~~\n");
    let calls = std::cell::Cell::new(0);
    Highlighter::new().highlight(&mut blocks, &|| calls.replace(calls.get() + 1) > 0);
    let highlighted: Vec<usize> =
        code_blocks(&blocks).iter().map(|code| code.parts.len()).collect();
    assert_eq!(highlighted, [1, 0]);
}

#[test]
fn every_grammar_holds() {
    let sample = "# a\n// b /* c */ \"d\\n\" 'e' <f g=\"h\">$i ${j}</f>\nif (k) { l: 1.5 } else [m]\n\n  - n: |\n    o\n%p% {{q}} @r `s` --- +++ &t; \\u{1} 云原生";
    let names: Vec<String> = {
        let highlighter = Highlighter::new();
        highlighter.syntaxes.syntaxes().iter().map(|syntax| syntax.name.clone()).collect()
    };
    assert!(names.len() > 150);
    for name in names {
        let lines = sample.lines().map(|line| (0, line.to_owned())).collect();
        let code = Arc::new(CodeBlock { language: name, lines, ..CodeBlock::default() });
        let mut blocks = [Block { offset: 0, kind: BlockKind::Code(code) }];
        highlight(&mut blocks);
        for code in code_blocks(&blocks) {
            for ((_, line), parts) in code.lines.iter().zip(&code.parts) {
                assert_eq!(parts.last().map_or(0, |(end, _)| *end), line.len());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_code_keeps_its_text(
        code in "([a-z:=#\"'/{}()\\[\\]<>$*+ -]|\t|云|\n){0,60}",
        language in prop::sample::select(vec!["yaml", "go", "bash", "rust", "diff", "html", "md"]),
    ) {
        let text = format!("~~~~{language}\n{code}\n~~~~\n");
        let mut blocks = parse(&text);
        let plain = layout(&blocks, 40, Typography::default());
        highlight(&mut blocks);
        let coloured = layout(&blocks, 40, Typography::default());
        let lines = |document: &crate::markdown::Document| {
            document.lines.iter().map(|line| (line.plain(), line.offset)).collect::<Vec<_>>()
        };
        prop_assert_eq!(lines(&plain), lines(&coloured));
    }
}
