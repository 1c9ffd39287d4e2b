//! The parts of a frame for which its cells have no place: links, and pictures of the terminal.

use super::link_cells::LinkCells;
use crate::app::Area;
use crate::pictures::{Drawing, Protocol};
use std::ops::Range;
use std::sync::Arc;

/// The parts of a frame for which its cells have no place.
#[derive(Clone, Debug, Default)]
pub struct Attachments {
    /// The cells that belong to links.
    pub links: LinkCells,
    /// The pictures that the terminal itself draws. The cells below them are blank.
    pub pictures: Vec<PlacedPicture>,
}

/// A picture at a place on the screen.
#[derive(Clone, Debug)]
pub struct PlacedPicture {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// The drawing, which has data for the protocol.
    pub drawing: Arc<Drawing>,
    /// The rows of the drawing that are shown. All of them, unless the protocol can show a part.
    pub part: Range<u16>,
    /// The protocol.
    pub protocol: Protocol,
}

impl PlacedPicture {
    /// The cells below it.
    pub fn area(&self) -> Area {
        let height = self.part.end - self.part.start;
        Area { x: self.x, y: self.y, width: self.drawing.columns, height }
    }
}

impl PartialEq for PlacedPicture {
    fn eq(&self, other: &Self) -> bool {
        // Comparing the data of drawings would take long, and a drawing is never changed.
        Arc::ptr_eq(&self.drawing, &other.drawing)
            && (self.x, self.y, &self.part, self.protocol)
                == (other.x, other.y, &other.part, other.protocol)
    }
}

impl Attachments {
    /// Removes the links in an area, and the pictures that extend into it.
    pub fn clear(&mut self, area: Area) {
        self.links.clear(area);
        self.pictures.retain(|picture| !overlap(picture.area(), area));
    }
}

fn overlap(one: Area, other: Area) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}
