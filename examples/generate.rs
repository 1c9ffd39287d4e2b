//! Writes a folder of generated digests to measure with:
//! `cargo run --release --example generate -- FOLDER COUNT [SEED]`.

#[path = "../benches/digests/mod.rs"]
mod digests;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    let (Some(folder), Some(count)) = (arguments.first(), number(1)) else {
        eprintln!("usage: generate FOLDER COUNT [SEED]");
        return ExitCode::from(2);
    };
    match write_all(Path::new(folder), count as usize, number(2).unwrap_or(1)) {
        Ok(bytes) => {
            println!("{count} digests, {} MB", bytes / 1_000_000);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("generate: {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a subfolder for each thousand; returns the number of bytes written.
fn write_all(folder: &Path, count: usize, seed: u64) -> io::Result<usize> {
    let mut bytes = 0;
    for number in 0..count {
        let below = folder.join(format!("{:03}", number / 1_000));
        if number % 1_000 == 0 {
            fs::create_dir_all(&below)?;
        }
        let (name, text) = digests::digest(seed, number, count);
        fs::write(below.join(name), &text)?;
        bytes += text.len();
    }
    Ok(bytes)
}
