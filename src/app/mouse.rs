//! The mouse as messages tell of it.

/// What the mouse did, at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub what: Gesture,
    /// Cells left of it.
    pub x: u16,
    /// Cells above it.
    pub y: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button was pressed.
    Click,
    /// It was pressed again, at once, at the same cell.
    DoubleClick,
    /// The mouse was moved while it is held down.
    Drag,
    /// It was let go.
    Release,
    /// The wheel was turned towards the person.
    WheelDown,
    /// The wheel was turned away.
    WheelUp,
}

impl Gesture {
    /// Whether it is a step of the wheel.
    pub fn is_wheel(self) -> bool {
        matches!(self, Self::WheelDown | Self::WheelUp)
    }
}
