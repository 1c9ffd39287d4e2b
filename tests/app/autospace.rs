//! Gaps between scripts in the reader: displayed, and otherwise without effect.

use crate::support::App;
use std::path::Path;
use yunbao::app::Message;
use yunbao::config::{File, read};
use yunbao::messages::Language;

const POST: (&str, &str) = (
    "blog/2026-08-14-mixed.md",
    "---
title: 使用Kubernetes部署AI应用
date: 2026-08-14
tags: [云原生AI]
---

## 用3个Pod运行Envoy网关

团队在2026年1月用**Envoy**替换了Nginx，延迟从40ms降到12ms；详见[Envoy的文档](https://envoyproxy.io/docs)和https://istio.io/latest的说明。执行`kubectl取Pod`命令即可，50%的请求走gRPC。

| 版本v1 | 说明 |
| --- | --- |
| 第2版 | 支持TLS协议 |

```sh
echo 使用Kubernetes部署
```

**来源：** [Envoy网关v2发布](https://envoyproxy.io/v2)
",
);

fn config(text: &str) -> Message {
    let (config, problems) = read(text, Path::new("/"));
    let file = File { text: text.to_owned(), config, problems, ..File::default() };
    Message::Configured { file: Box::new(file), language: Language::English, reload: false }
}

fn spaced(width: u16, height: u16) -> App {
    let mut app = App::new(width, height, &[POST]);
    app.message(config("autospace: true"));
    app
}

#[test]
fn the_screen() {
    for (width, height) in [(120, 40), (30, 12)] {
        let mut app = spaced(width, height);
        app.press("Enter");
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("autospace-{width}x{height}"), app.screen());
        });
    }
}

#[test]
fn a_saved_config_shows_and_hides_them() {
    let mut app = App::new(80, 24, &[POST]);
    app.press("Enter");
    let before = app.text();
    assert!(before.contains("用3个Pod运行Envoy网关"), "{before}");
    app.message(config("autospace: true"));
    assert!(app.text().contains("用 3 个 Pod 运行 Envoy 网关"), "{}", app.text());
    assert!(app.text().contains("echo 使用Kubernetes部署"), "{}", app.text());
    app.message(config("autospace: false"));
    assert_eq!(app.model.reader.document.lines, {
        let mut bare = App::new(80, 24, &[POST]);
        bare.press("Enter");
        bare.model.reader.document.lines
    });
}

#[test]
fn what_is_copied_and_found_is_what_was_written() {
    let mut app = spaced(80, 24);
    app.press("/");
    app.type_text("用3个pod运行envoy");
    app.press("Enter Enter");
    let hits = &app.model.reader.hits;
    assert_eq!(hits.count(), 1, "{}", app.text());
    let rows = app.model.reader.rows();
    let row = (0..rows).find(|row| !hits.on(*row).is_empty()).unwrap();
    let line = app.model.reader.row(row).unwrap();
    let marked: String = hits
        .on(row)
        .iter()
        .map(|piece| &line.spans[piece.span].text[piece.bytes.clone()])
        .collect();
    assert_eq!(marked, "用 3 个 Pod 运行 Envoy");
    app.press("] Y Enter");
    assert_eq!(app.copied, ["[用3个Pod运行Envoy网关](https://envoyproxy.io/v2)"]);
}
