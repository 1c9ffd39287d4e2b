//! Tests from text to lines. Tables of examples shared with other programs, and real posts, are not part
//! of this repository; tests that need them are skipped if they are missing.

mod autospace;
mod cases;
mod constructs;
mod corpora;
mod emphasis;
mod line_breaks;
mod outline;
mod pages;
mod specification;
mod words;

use super::{Document, Flavor, Typography, layout, parse_as};
use crate::text::Ambiguous;

/// A text to be laid out for several widths.
struct Rendered {
    text: String,
    width: usize,
    typography: Typography,
    flavor: Flavor,
}

fn render(text: &str) -> Rendered {
    Rendered {
        text: text.to_owned(),
        width: 60,
        typography: Typography::default(),
        flavor: Flavor::default(),
    }
}

impl Rendered {
    fn width(mut self, width: usize) -> Self {
        self.width = width;
        self
    }

    fn flavor(mut self, flavor: Flavor) -> Self {
        self.flavor = flavor;
        self
    }

    fn ambiguous(mut self, ambiguous: Ambiguous) -> Self {
        self.typography.ambiguous = ambiguous;
        self
    }

    fn autospace(mut self) -> Self {
        self.typography.autospace = true;
        self
    }

    fn document(&self) -> Document {
        layout(&parse_as(&self.text, self.flavor), self.width, self.typography)
    }

    fn lines(&self) -> Vec<String> {
        self.document().lines.iter().map(super::Line::plain).collect()
    }
}

/// Contents of a file shared with other programs, if it is present.
fn shared(path: &str) -> Option<String> {
    let root = crate::project();
    std::fs::read_to_string(root.join("../shared").join(path)).ok()
}
