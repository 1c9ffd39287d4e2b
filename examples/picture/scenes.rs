//! The screens in the pictures: the keys that lead to each, over the sample posts.

use super::app::App;
use super::svg::{Frame, GROUND, moving, still};
use ratatui::buffer::Buffer;
use std::fs;
use std::io;
use std::path::Path;
use yunbao::app::Message;
use yunbao::post::Date;

/// Size of the screens in cells.
const SIZE: (u16, u16) = (124, 32);

/// A part of the tour.
struct Scene {
    /// Name of its still, if it has one.
    name: Option<&'static str>,
    /// Keys pressed before it.
    keys: &'static str,
    /// Time for which it is shown, in tenths of a second.
    tenths: u32,
}

const fn scene(name: &'static str, keys: &'static str, tenths: u32) -> Scene {
    Scene { name: Some(name), keys, tenths }
}

const fn step(keys: &'static str, tenths: u32) -> Scene {
    Scene { name: None, keys, tenths }
}

/// The tour, each part from where the one before has ended.
const TOUR: [Scene; 13] = [
    scene("reading", "j j Enter ]", 35),
    step("q /", 6),
    step("f w w", 6),
    scene("search", "g", 25),
    step("Esc", 5),
    step("S /", 6),
    step("s o r t : c o u n t", 6),
    scene("stories", "Enter", 35),
    scene("dossier", "D", 45),
    step("q Esc", 5),
    scene("briefing", "F", 35),
    step("q", 5),
    scene("trends", "T W", 40),
];

/// The pictures with their paths below `docs`.
pub fn pictures() -> io::Result<Vec<(String, String)>> {
    let posts = samples()?;
    let posts: Vec<(&str, &str)> =
        posts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut app = App::new(SIZE.0, SIZE.1, &posts);
    app.message(Message::Today(Date::constant(2026, 11, 21)));
    let (red, green, blue) = GROUND;
    app.message(Message::Background(red, green, blue));
    let mut pictures = Vec::new();
    let mut frames = Vec::new();
    for Scene { name, keys, tenths } in TOUR {
        app.press(keys);
        let screen: Buffer = app.buffer();
        pictures.extend(name.map(|name| (format!("pictures/{name}.svg"), still(&screen))));
        frames.push(Frame { screen, tenths });
    }
    pictures.push(("pictures/tour.svg".to_owned(), moving(&frames)));
    Ok(pictures)
}

/// The samples, with their names.
fn samples() -> io::Result<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts");
    let mut posts = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("20") {
            posts.push((format!("sample-posts/{name}"), fs::read_to_string(&path)?));
        }
    }
    posts.sort();
    Ok(posts)
}
