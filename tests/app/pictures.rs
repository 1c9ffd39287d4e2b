//! Pictures in the reader, painted as half blocks.

use crate::support::App;
use image::{Rgb, RgbImage};
use ratatui::style::Color;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use yunbao::app::{Effect, Graphics, Job, Loaded, Message, update};
use yunbao::config::ShowPictures;
use yunbao::library::Aliases;
use yunbao::load::{Roots, whole};
use yunbao::pictures::Protocol;

/// A picture whose upper half is red and whose lower half is blue.
fn write_picture(path: &Path, (width, height): (u32, u32)) {
    let colour = |_, y| if y < height / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) };
    RgbImage::from_fn(width, height, colour).save(path).unwrap();
}

/// The program with a post in a folder with pictures, opened in the reader.
fn reading(size: (u16, u16), text: &str, protocol: Option<Protocol>) -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    write_picture(&folder.path().join("wide.png"), (160, 64));
    write_picture(&folder.path().join("high.png"), (80, 1600));
    write_picture(&folder.path().join("icon.png"), (16, 16));
    fs::write(folder.path().join("broken.png"), "no picture").unwrap();
    fs::write(folder.path().join("a.md"), format!("---\ntitle: A\n---\n{text}\n")).unwrap();
    let library = whole(&Roots::from(vec![folder.path().to_owned()]), &Aliases::default()).library;
    let mut app = App::empty(size.0, size.1);
    app.message(Message::Graphics(Graphics { protocol, cell: None }));
    let generation = app.model.context.load.generation;
    app.message(Message::Loaded(Loaded {
        generation,
        library: Arc::new(library),
        read: 1,
        total: Some(1),
        problems: Arc::default(),
        done: true,
    }));
    app.press("Enter");
    (folder, app)
}

/// The colours of the upper and lower half of a cell.
fn colours(app: &App, x: u16, y: u16) -> (Color, Color) {
    let buffer = app.buffer();
    let cell = &buffer[(x, y)];
    (if cell.symbol() == " " { cell.bg } else { cell.fg }, cell.bg)
}

const RED: Color = Color::Rgb(255, 0, 0);
const BLUE: Color = Color::Rgb(0, 0, 255);

fn row_of(app: &App, text: &str) -> u16 {
    let screen = app.text();
    let row = screen.lines().position(|line| line.contains(text));
    row.unwrap_or_else(|| panic!("no {text:?} in\n{screen}")) as u16
}

#[test]
fn a_picture_has_rows_above_its_text() {
    let text = "before\n\n![two colours](wide.png)\n\nbehind";
    let (_folder, mut app) = reading((80, 24), text, Some(Protocol::HalfBlocks));
    let (before, caption) = (row_of(&app, "before"), row_of(&app, "two colours[1]"));
    // 64 pixels are four cells.
    assert_eq!(caption - before, 6);
    assert_eq!(colours(&app, 2, before + 2), (RED, RED));
    assert_eq!(colours(&app, 21, before + 5), (BLUE, BLUE));
    assert_eq!(colours(&app, 22, before + 2).1, Color::Reset, "160 pixels are twenty cells");
    // Under the help there is none.
    app.press("?");
    let buffer = app.buffer();
    assert!(buffer.content.iter().all(|cell| cell.bg != RED && cell.fg != RED));
    app.press("Esc");
    assert_eq!(colours(&app, 2, before + 2), (RED, RED));
}

#[test]
fn a_high_picture_fits_and_scrolls_row_by_row() {
    let text = format!("![high](high.png)\n\n{}", "word\n\n".repeat(30));
    let (_folder, mut app) = reading((80, 24), &text, Some(Protocol::HalfBlocks));
    let first = app.model.reader.document.pictures[0].clone();
    // Three quarters of the reader's height.
    assert_eq!(first.rows, 15);
    let top = row_of(&app, "high[1]") - 15;
    assert_eq!(colours(&app, 2, top), (RED, RED));
    // The position within a picture is kept when the width changes.
    app.press("1 0 j");
    assert_eq!(app.model.reader.row(app.model.reader.top).unwrap().plain().trim(), "");
    let place = app.model.reader.place();
    app.resize(70, 24).resize(80, 24);
    assert_eq!(app.model.reader.place(), place);
    assert_eq!(colours(&app, 2, 2).1, BLUE);
}

#[test]
fn a_picture_that_cannot_be_shown_says_why() {
    let text = "![one](none.png)\n\n![two](broken.png)\n\n![three](https://a.b/c.png)\n\n![four](icon.png)";
    let (_folder, app) = reading((80, 24), text, Some(Protocol::HalfBlocks));
    row_of(&app, "[image: one · no such file][1]");
    row_of(&app, "[image: two · not a PNG, JPEG, GIF or WebP picture][2]");
    row_of(&app, "[image: three][3]");
    row_of(&app, "[image: four][4]");
}

#[test]
fn pictures_are_shown_on_request_or_never() {
    let text = "![one](wide.png)\n\n![two](icon.png)";
    let (_folder, mut app) = reading((80, 24), text, Some(Protocol::HalfBlocks));
    app.model.context.config.pictures = ShowPictures::Key;
    app.press("j");
    row_of(&app, "[image: one][1]");
    let is_painted = |app: &App| app.buffer().content.iter().any(|cell| cell.bg == RED);
    assert!(!is_painted(&app));
    app.press("I");
    assert!(is_painted(&app) && app.text().contains("one · 1/2"), "{}", app.text());
    app.press("j");
    assert!(app.text().contains("two · 2/2"), "{}", app.text());
    app.press("Esc");
    assert!(!is_painted(&app));
    app.press("2 I");
    assert!(app.text().contains("two · 2/2"), "{}", app.text());
    app.press("q");
    app.press("9 I");
    assert!(app.text().contains("no link 9"), "{}", app.text());
    app.model.context.config.pictures = ShowPictures::Off;
    app.press("j");
    row_of(&app, "[image: one][1]");
    app.press("I");
    assert!(app.text().contains("No local picture"), "{}", app.text());
}

#[test]
fn a_terminal_without_colours_has_placeholders() {
    let (_folder, app) = reading((80, 24), "![one](wide.png)", None);
    row_of(&app, "[image: one][1]");
}

#[test]
fn the_terminal_draws_what_it_can() {
    for protocol in [Protocol::Kitty, Protocol::ITerm2, Protocol::Sixel] {
        let (_folder, mut app) =
            reading((80, 24), "![one](wide.png)\n\n![two](wide.png)", Some(protocol));
        let placed = app.attachments().pictures;
        assert_eq!(placed.len(), 2, "{protocol:?}");
        assert!(placed.iter().all(|picture| picture.drawing.graphic.is_some()));
        assert_eq!((placed[0].x, placed[0].part.clone()), (2, 0..4));
        assert!(app.buffer().content.iter().all(|cell| cell.symbol() != "▀"));
        app.press("?");
        assert_eq!(app.attachments().pictures.len(), 0);
        app.press("Esc").press("I");
        assert_eq!(app.attachments().pictures.len(), 1);
        app.press("Esc");
        assert_eq!(app.attachments().pictures.len(), 2);
    }
}

#[test]
fn the_rows_that_the_next_step_shows_are_drawn_before_it() {
    for protocol in [Protocol::ITerm2, Protocol::Sixel] {
        let text = format!("![high](high.png)\n\n{}", "word\n\n".repeat(30));
        let (_folder, mut app) = reading((80, 24), &text, Some(protocol));
        app.press("9 j");
        for (key, rows) in [("j", 8), ("k", 9), ("k", 10)] {
            // What is on the screen at once, before any more is drawn.
            let mut next = app.model.clone();
            let effects = update(&mut next, Message::Key(key.parse().unwrap()));
            let settled = std::mem::replace(&mut app.model, next);
            let placed = app.attachments().pictures;
            assert_eq!((placed.len(), placed[0].drawing.rows), (1, rows), "{protocol:?}");
            // What is asked for is drawn from the whole.
            for effect in effects {
                let Effect::Work(Job::DrawPicture { whole, .. }) = effect else { continue };
                assert!(whole.is_some());
            }
            app.model = settled;
            app.press(key);
        }
    }
}

#[test]
fn pictures_fit_on_any_screen() {
    for protocol in [Protocol::HalfBlocks, Protocol::Kitty, Protocol::Sixel] {
        let text = format!(
            "{}- ![one](wide.png)\n\n> > ![two](high.png)\n\n{}",
            "word ".repeat(90),
            "x\n\n".repeat(30)
        );
        let (_folder, mut app) = reading((30, 8), &text, Some(protocol));
        for _ in 0..40 {
            app.press("j");
            let area = app.buffer().area;
            for picture in app.attachments().pictures {
                let cells = picture.area();
                assert!(
                    cells.x + cells.width <= area.width && cells.y + cells.height < area.height
                );
            }
        }
    }
}
