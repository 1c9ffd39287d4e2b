//! Mouse events, as sent in messages.

/// A mouse event at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// The kind of event.
    pub what: Gesture,
    /// Column of the cell, from zero.
    pub x: u16,
    /// Row of the cell, from zero.
    pub y: u16,
}

/// The kind of a mouse event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button was pressed.
    Click,
    /// The left button was pressed with Control held.
    ControlClick,
    /// The left button was pressed again at the same cell within a short time.
    DoubleClick,
    /// The mouse was moved with the left button held.
    Drag,
    /// The left button was released.
    Release,
    /// The wheel was turned towards the user.
    WheelDown,
    /// The wheel was turned away from the user.
    WheelUp,
}

impl Gesture {
    /// Returns `true` for a step of the wheel.
    pub fn is_wheel(self) -> bool {
        matches!(self, Self::WheelDown | Self::WheelUp)
    }
}
