//! Writing a document that is exported.

use crate::app::{ExportJob, ExportOutcome, Exported, TextReaders, edition_of};
use crate::file;
use crate::load::{first_paragraph, story_excerpts};
use crate::text::clean_line;
use std::io;
use std::path::{self, PathBuf};

/// Makes the document of a job, and writes it if it goes into a file.
pub(super) fn export(job: &ExportJob) -> Exported {
    let texts = TextReaders { excerpts: story_excerpts, first_paragraph };
    let (edition, targets) = edition_of(job, texts);
    let document = edition.written(job.format);
    let outcome = match &job.file {
        // Nothing is written if there is nothing to write.
        None => ExportOutcome::Text(document),
        Some(_) if edition.entries.is_empty() => ExportOutcome::Text(String::new()),
        Some(name) => write(name, &document, job.overwrites),
    };
    Exported { count: edition.entries.len(), targets, outcome }
}

fn write(name: &str, document: &str, overwrites: bool) -> ExportOutcome {
    let written = file_named(name).and_then(|file| {
        file::write_document(&file, document.as_bytes(), overwrites).map(|()| file)
    });
    match written {
        Ok(file) => ExportOutcome::Written(file),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => ExportOutcome::Exists,
        Err(error) => ExportOutcome::Failed(clean_line(&error.to_string())),
    }
}

/// The file of a typed name: below the home folder if it begins with `~/`, otherwise below the current
/// folder.
fn file_named(name: &str) -> io::Result<PathBuf> {
    match (name.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => Ok(home.join(rest)),
        _ => path::absolute(name),
    }
}
