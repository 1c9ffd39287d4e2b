//! Screens, cell by cell and style by style, at the three sizes the program is designed for.

use crate::posts::POSTS;
use crate::support::App;
use yunbao::messages::Language;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (30, 8)];

/// Presses keys at each size and compares the screens with the snapshots.
pub fn at_each_size(name: &str, act: impl Fn(&mut App)) {
    for (width, height) in SIZES {
        let mut app = App::new(width, height, &POSTS);
        act(&mut app);
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), app.screen());
        });
    }
}

#[test]
fn the_list() {
    at_each_size("list", |_| {});
}

#[test]
fn a_chinese_digest() {
    at_each_size("chinese", |app| {
        app.press("Enter ]");
    });
}

#[test]
fn a_table_and_code() {
    at_each_size("table-and-code", |app| {
        app.press("Enter G");
    });
}

#[test]
fn the_copy_menu() {
    at_each_size("copy", |app| {
        app.press("Enter ] ] ] Y ↓");
    });
}

#[test]
fn an_english_post() {
    at_each_size("english", |app| {
        app.press("j Enter");
    });
}

#[test]
fn the_filter_pane() {
    at_each_size("filter", |app| {
        app.press("h j j Enter");
    });
}

#[test]
fn the_tag_picker() {
    at_each_size("picker", |app| {
        app.press("t").type_text("k");
    });
}

#[test]
fn marks_and_views() {
    at_each_size("views", |app| {
        app.press("s j m j s m /").type_text("-tag:notes").press("Enter V").type_text("没有笔记");
        app.press("Enter Esc v");
    });
}

/// Tags and notes: a post's, and those of two of its stories.
fn annotate(app: &mut App) {
    app.press("+")
        .type_text("weekly")
        .press("Enter C")
        .type_text("Lead of the week")
        .press("Enter");
    app.press("Enter ] s +").type_text("todo").press("Tab").type_text("weekly").press("Enter");
    app.press("C").type_text("与上周的报道对照：ambient 模式何时成为默认？").press("Enter ] C");
    app.type_text("short").press("Enter");
}

#[test]
fn own_tags_and_notes() {
    at_each_size("annotated", annotate);
}

#[test]
fn own_tags_and_notes_in_the_list() {
    at_each_size("annotated-list", |app| {
        annotate(app);
        app.press("q");
    });
}

#[test]
fn the_picker_of_own_tags() {
    at_each_size("own-tags", |app| {
        annotate(app);
        app.press("[ +").type_text("we");
    });
}

#[test]
fn the_box_for_a_note() {
    at_each_size("note", |app| {
        annotate(app);
        app.press("[ C");
    });
}

#[test]
fn selected_rows() {
    at_each_size("selected", |app| {
        app.press("x j x s k k");
    });
}

#[test]
fn the_export_dialog() {
    at_each_size("export", |app| {
        app.press("s E j");
    });
}

#[test]
fn a_question() {
    at_each_size("question", |app| {
        let story = |number| format!("## S{number}\n\nText.\n\n<https://a.io/{number}>\n\n");
        let text: String = (0..11).map(story).collect();
        app.load(&[("2026-08-14-a.md", &text)]);
        app.press("S X o");
    });
}

#[test]
fn a_name_for_the_query() {
    at_each_size("name", |app| {
        app.press("s h /").type_text("istio").press("Enter V").type_text("mesh");
    });
}

#[test]
fn a_query_with_a_hint() {
    at_each_size("query", |app| {
        app.press("/").type_text("tga:istio -tag:k* OR \"服务网格\" (x");
    });
}

#[test]
fn help() {
    at_each_size("help", |app| {
        app.press("?");
    });
}

#[test]
fn problems() {
    at_each_size("problems", |app| {
        app.press("!");
    });
}

#[test]
fn nothing_found() {
    at_each_size("nothing", |app| {
        app.press("/").type_text("zzzz");
    });
}

#[test]
fn while_posts_come_in() {
    for (width, height) in SIZES {
        let mut app = App::empty(width, height);
        app.load_part(&POSTS[..2], false);
        let text = app.text();
        assert!(text.contains("Reading 2 of 20"), "{text}");
    }
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    for (width, height) in [(29, 8), (30, 7), (1, 1), (12, 3)] {
        let app = App::new(width, height, &POSTS);
        let text = app.text();
        assert!("Needs 30×8 cells".starts_with(text.trim()), "{text}");
    }
}

#[test]
fn zen() {
    at_each_size("zen", |app| {
        app.press("Enter z");
    });
}

#[test]
fn what_a_search_finds() {
    at_each_size("search", |app| {
        app.press("/").type_text("网格 OR kubernetes sort:relevance").press("Enter Enter n n");
    });
}

#[test]
fn finding_in_the_post() {
    at_each_size("find", |app| {
        app.press("Enter z /").type_text("gateway");
    });
}

#[test]
fn the_facet_pane_narrowed() {
    at_each_size("narrowed", |app| {
        app.press("h f").type_text("e");
    });
}

/// Compares screens in both Chinese languages with the snapshots.
fn in_chinese(name: &str, keys: &str) {
    for language in [Language::SimplifiedChinese, Language::TraditionalChinese] {
        at_each_size(&format!("{}-{name}", language.tag()), |app| {
            app.speak(language).press(keys);
        });
    }
}

#[test]
fn the_panes_in_chinese() {
    in_chinese("reader", "m j s k Enter ]");
    in_chinese("filter", "m s h");
}

#[test]
fn help_in_chinese() {
    in_chinese("help", "?");
}

#[test]
fn hints_in_chinese() {
    in_chinese("list", "j");
    in_chinese("palette", ": C-n");
    in_chinese("problems", "!");
}

#[test]
fn no_half_of_a_wide_character_stands_beside_an_overlay() {
    for width in 100..116 {
        let mut app = App::new(width, 40, &POSTS);
        app.press("h :");
        let buffer = app.buffer();
        let area = app.model.overlay_area().unwrap();
        for y in area.y..area.y + area.height {
            let before = buffer[(area.x - 1, y)].symbol();
            assert!(yunbao::text::width(before) < 2, "{before} at {width}");
            assert!("╭│╰".contains(buffer[(area.x, y)].symbol()));
        }
    }
}
