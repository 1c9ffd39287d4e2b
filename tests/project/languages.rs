//! The Chinese tables are written in the right script, with the terms of their readers.

use yunbao::text::fold;

const SIMPLIFIED: &str = include_str!("../../crates/core/src/messages/simplified_chinese.rs");
const TRADITIONAL: &str = include_str!("../../crates/core/src/messages/traditional_chinese.rs");

#[test]
fn the_simplified_table_has_no_traditional_character() {
    let is_traditional = |c: &char| {
        let text = c.to_string();
        ('\u{4e00}'..='\u{9fff}').contains(c) && fold(&text) != text
    };
    let found: String = SIMPLIFIED.chars().skip(80).filter(is_traditional).collect();
    assert_eq!(found, "");
    assert!(TRADITIONAL.chars().any(|c| is_traditional(&c)), "folding tells them apart");
}

#[test]
fn the_traditional_table_has_the_words_of_taiwan() {
    let elsewhere = [
        "文件",
        "數據",
        "程序",
        "屏幕",
        "搜索",
        "默認",
        "鏈接",
        "打開",
        "保存",
        "設置",
        "文件夾",
        "剪貼板",
        "磁盤",
        "網絡",
        "視圖",
        "撤銷",
        "退出",
        "滾動",
        "終端；",
        "字段",
        "列表",
    ];
    let found: Vec<&str> =
        elsewhere.into_iter().filter(|word| TRADITIONAL.contains(word)).collect();
    assert!(found.is_empty(), "{found:?}");
}
