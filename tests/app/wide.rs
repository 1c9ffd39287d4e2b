//! Terminals on which ambiguous characters are two cells wide.

use crate::posts::POSTS;
use crate::support::App;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, CellWidth};
use std::path::Path;
use yunbao::app::{Effect, Message, update};
use yunbao::config::{File, read};
use yunbao::messages::Language;
use yunbao::text::Ambiguous;
use yunbao::ui::{Depth, Theme, view};

const WIDE: (&str, &str) = (
    "blog/2026-08-15-α.md",
    "---
title: “云原生”一周——调度、网格与 α 版本……
date: 2026-08-15
tags: [α, 服务网格]
---

## ① 调度 —— 谁先谁后

他们说：“先给 ①、② 两档，再看 30°C 时的 2×2 节点……”于是“队列”成了一等公民——这一点很要紧，因为‘公平’要靠它。

- “一”
  - §二

> 引文……“完”。

| 版本 | 说明 |
| :-- | --: |
| α | “早期” |
| β | ±5% |

```go
s := “—” // …
```

![图①](a.png) · [链接“甲”](https://example.org/α)
",
);

/// The posts with one more, the newest, which is full of ambiguous characters.
fn posts() -> Vec<(&'static str, &'static str)> {
    std::iter::once(WIDE).chain(POSTS).collect()
}

/// Message for a config that is saved with this text.
fn configured(text: &str) -> Message {
    let (config, problems) = read(text, Path::new("/"));
    let file = File { text: text.to_owned(), config, problems, ..File::default() };
    Message::Configured { file: Box::new(file), language: Language::English, reload: false }
}

fn wide(width: u16, height: u16) -> App {
    let mut app = App::new(width, height, &posts());
    app.message(configured("ambiguous_width: 2"));
    app
}

#[test]
fn the_screen() {
    for (name, keys) in [("post", "Enter"), ("end", "Enter G"), ("help", "?"), ("list", "m s j")] {
        let mut app = wide(80, 24);
        app.press(keys);
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("wide-{name}-80x24"), app.screen());
        });
    }
}

#[test]
fn every_row_is_as_wide_as_the_screen() {
    let ways = [
        "j",
        "Enter",
        "Enter G",
        "Enter z",
        "Enter f",
        "h j j Enter",
        "t",
        "?",
        "!",
        "Y",
        "O",
        ":",
        "v",
        "/ “ … α",
        "V “ α",
        "Enter / “",
        "m s j",
        "h f α",
    ];
    for (width, height) in [(120, 40), (80, 24), (61, 17), (30, 8)] {
        for keys in ways {
            let mut app = wide(width, height);
            app.press(keys);
            let buffer = app.buffer();
            for y in 0..height {
                let mut x = 0;
                while x < width {
                    let cell = &buffer[(x, y)];
                    let cells = Ambiguous::Two.width(cell.symbol()) as u16;
                    assert_eq!(cells, cell.cell_width(), "{keys} {x} {y}: {cell:?}");
                    for covered in x + 1..(x + cells).min(width) {
                        assert_eq!(buffer[(covered, y)].symbol(), " ", "{keys} {covered} {y}");
                    }
                    x += cells;
                }
                assert_eq!(x, width, "{keys} {y}\n{}", app.text());
            }
        }
    }
}

#[test]
fn no_wide_character_hides_the_border_of_an_overlay() {
    for width in 110..150 {
        for (border, mut app) in [('│', App::new(width, 24, &posts())), ('|', wide(width, 24))] {
            app.press("Enter ?");
            let area = app.model.overlay_area().unwrap();
            let buffer = app.buffer();
            for y in area.inside_border().y..area.y + area.height - 1 {
                let mut x = 0;
                while x < area.x {
                    x += buffer[(x, y)].cell_width();
                }
                assert_eq!(x, area.x, "{width} {y}\n{}", app.text());
                assert!(buffer[(x, y)].symbol().starts_with(border), "{width} {y}");
            }
        }
    }
}

#[test]
fn a_saved_config_has_the_post_laid_out_anew() {
    let mut app = App::new(80, 24, &posts());
    app.press("Enter j j");
    let fits = |app: &App| {
        let document = &app.model.reader.document;
        let mut lines = document.lines.iter().map(|line| Ambiguous::Two.width(&line.plain()));
        lines.all(|cells| cells <= document.width)
    };
    let before = app.model.reader.document.lines.clone();
    assert!(app.text().contains('│') && !fits(&app), "{}", app.text());
    let effects = update(&mut app.model, configured("ambiguous_width: 2"));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Redraw)), "{effects:?}");
    assert!(fits(&app), "{}", app.text());
    assert!(!app.text().contains(['│', '━', '▌']), "{}", app.text());
    let effects = update(&mut app.model, configured("ambiguous_width: 2\nmouse: false"));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Redraw)), "{effects:?}");
    app.message(configured(""));
    assert_eq!(app.model.reader.document.lines, before);
}

#[test]
fn what_a_cluster_of_several_cells_leaves_is_painted_over() {
    let post = |text: &str| format!("---\ntitle: A\n---\n\n{text}\n");
    let thai = post("กำ x");
    let mut app = App::new(70, 8, &[("a.md", &thai), ("b.md", &post(""))]);
    app.press("Enter");
    // The buffer as it is compared, not as it is written.
    let frame = |app: &App| -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(70, 8)).unwrap();
        let theme = Theme::new(&app.model.context.theme, Depth::True);
        terminal.draw(|frame| view(&app.model, &theme, frame)).unwrap().buffer.clone()
    };
    let before = frame(&app);
    let at = before.content().iter().position(|cell| cell.symbol() == "กำ").unwrap();
    app.press("q");
    let after = frame(&app);
    let (x, y) = (at as u16 % 70, at as u16 / 70);
    let painted: Vec<u16> = before
        .diff_iter(&after)
        .filter_map(|(column, row, _)| (row == y).then_some(column))
        .collect();
    assert!(painted.contains(&x) && painted.contains(&(x + 1)), "{painted:?} of {x}");
}
