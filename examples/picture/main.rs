//! Draws the pictures of the documents from the program's own screens over the samples:
//! `cargo run --example picture`.

#[path = "../../tests/support/app.rs"]
#[expect(dead_code, reason = "the pictures press keys and look; tests ask for more")]
mod app;
mod scenes;
mod svg;

use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

fn main() -> ExitCode {
    match write_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("picture: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_all() -> io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    fs::create_dir_all(docs.join("pictures"))?;
    for (name, picture) in scenes::pictures()? {
        fs::write(docs.join(&name), &picture)?;
        println!("docs/{name}: {} KB", picture.len() / 1_000);
    }
    Ok(())
}
