//! The sample posts embedded in the program. They are its library when no roots are given.

use super::scan::SourceFile;
use crate::post::{Origin, PostId};
use include_dir::{Dir, include_dir};

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../sample-posts");

/// All sample digests.
pub fn samples() -> Vec<SourceFile> {
    SAMPLES
        .files()
        .filter(|file| file.path().file_name().is_some_and(|name| name != "README.md"))
        .filter_map(|file| {
            let shown = format!("sample-posts/{}", file.path().display());
            let origin = Origin::Embedded(file.contents_utf8()?);
            Some(SourceFile::new(PostId::of(shown.as_bytes()), origin, shown))
        })
        .collect()
}
