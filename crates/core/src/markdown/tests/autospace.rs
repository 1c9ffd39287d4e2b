//! Gaps between scripts: only displayed, so that the text without them is the text as written.

use super::render;
use crate::markdown::{Document, Line, Role, Typography, layout, parse};
use crate::text::Ambiguous;
use proptest::prelude::*;

fn shown(text: &str) -> Vec<String> {
    render(text).autospace().lines()
}

/// The lines without their gaps.
fn written(document: &Document) -> Vec<String> {
    let of = |line: &Line| {
        line.spans.iter().filter(|span| !span.style.gap).map(|span| span.text.as_str()).collect()
    };
    document.lines.iter().map(of).collect()
}

#[test]
fn gaps_are_shown_in_every_kind_of_text() {
    assert_eq!(
        shown("# 使用K8s\n\n- 部署Pod到3个节点"),
        ["# 使用 K8s", "", "• 部署 Pod 到 3 个节点"]
    );
    assert_eq!(shown("> 使用**Envoy**网关"), ["▎ 使用 Envoy 网关"]);
    assert_eq!(
        shown("|版本|说明|\n|-|-|\n|v2|共3个Pod|"),
        ["版本 │ 说明", "─────┼────────────", "v2   │ 共 3 个 Pod"]
    );
    assert_eq!(render("使用Kubernetes部署").lines(), ["使用Kubernetes部署"]);
}

#[test]
fn none_within_code_and_addresses_but_around_them() {
    assert_eq!(shown("执行`kubectl取Pod`命令"), ["执行 kubectl取Pod 命令"]);
    assert_eq!(shown("```\n取Pod\n```"), ["│ 取Pod"]);
    assert_eq!(shown("见https://a.io/b的文档"), ["见 https://a.io/b [1]的文档"]);
    assert_eq!(shown("[https://a.io/云b](https://a.io/x)"), ["https://a.io/云b [1]"]);
    assert_eq!(shown("[用Envoy](https://a.io/x)做"), ["用 Envoy[1]做"]);
}

#[test]
fn a_gap_looks_like_what_is_on_both_of_its_sides() {
    let document = render("用[**云K8s**`a`网b](https://a.io)").autospace().document();
    let gaps: Vec<_> = document.lines[0].spans.iter().filter(|span| span.style.gap).collect();
    assert_eq!(gaps.len(), 3);
    assert_eq!((gaps[0].style.role, gaps[0].style.strong), (Role::Link, true));
    // Between code and the rest of the link's text.
    assert_eq!((gaps[1].style.role, gaps[1].style.strong), (Role::Link, false));
    assert!(gaps.iter().all(|gap| gap.style.link == Some(0)));
    let document = render("# 用[K8s](https://a.io)").autospace().document();
    let gap = document.lines[0].spans.iter().find(|span| span.style.gap).unwrap();
    assert_eq!((gap.style.role, gap.style.link), (Role::Heading(1), None));
}

#[test]
fn lines_end_at_gaps_and_without_them() {
    let lines = render("部署应用程序Kubernetes集群").width(12).autospace().lines();
    assert_eq!(lines, ["部署应用程序", "Kubernetes", "集群"]);
    let lines = render("部署K8s集群").width(8).autospace().lines();
    assert_eq!(lines, ["部署 K8s", "集群"]);
}

#[test]
fn places_are_those_of_the_text() {
    let text = "使用Kubernetes部署，再用Envoy做网关，共3个Pod";
    let document = render(text).width(12).autospace().document();
    for line in &document.lines {
        let first = line.spans[0].text.chars().next().unwrap();
        assert!(text[line.offset..].starts_with(first), "{line:?}");
    }
    assert_eq!(document.headings, []);
}

proptest! {
    #[test]
    fn gaps_are_all_that_is_added(
        text in "([a-z]{1,4}|[0-9]{1,2}|[云原生网格]{1,3}|ソ|가|é| |，|\\*\\*|\\*|_|`|``|\n|\n\n|# |- |> |\\||\\|-\\||\\[a云\\]\\(https://x\\.io\\)|https://x\\.io/云b|!\\[云a\\]\\(b\\)|```\n|&amp;|<br>){0,40}",
        width in 4_usize..40,
        ambiguous in prop_oneof![Just(Ambiguous::One), Just(Ambiguous::Two)],
    ) {
        let blocks = parse(&text);
        let typography = |autospace| Typography { ambiguous, autospace, ..Typography::default() };
        let spaced = layout(&blocks, width, typography(true));
        for line in &spaced.lines {
            let plain = line.plain();
            prop_assert!(ambiguous.width(&plain) <= width.max(12), "{plain:?}");
            let shown = |role| !matches!(role, Role::Marker | Role::QuoteBar | Role::TableFrame);
            let spans = || line.spans.iter().filter(|span| shown(span.style.role));
            let ends = [spans().next(), spans().next_back()];
            prop_assert!(ends.into_iter().flatten().all(|span| !span.style.gap), "{line:?}");
            for gap in line.spans.iter().filter(|span| span.style.gap) {
                prop_assert_eq!(&gap.text, " ");
                prop_assert!(!matches!(gap.style.role, Role::Code | Role::CodeBlock));
            }
        }
        prop_assert!(spaced.lines.is_sorted_by_key(|line| line.offset));
        let bare = layout(&blocks, width, typography(false));
        prop_assert_eq!(&spaced.headings.iter().map(|it| (&it.text, it.offset)).collect::<Vec<_>>(),
            &bare.headings.iter().map(|it| (&it.text, it.offset)).collect::<Vec<_>>());
        // Wide enough that no line is wrapped, so that both have the same lines.
        let both = [true, false].map(|autospace| layout(&blocks, 1_000, typography(autospace)));
        prop_assert_eq!(both[1].lines.len(), both[0].lines.len());
        if !text.contains('|') {
            prop_assert_eq!(written(&both[0]), written(&both[1]));
        }
        let offsets = |at: usize| both[at].lines.iter().map(|line| line.offset).collect::<Vec<_>>();
        prop_assert_eq!(offsets(0), offsets(1));
    }
}
