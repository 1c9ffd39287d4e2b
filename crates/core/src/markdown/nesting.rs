//! The limit of nesting.

/// Maximum nesting of containers. Deeper ones are ignored and their contents kept, so that no text can
/// make layout overflow the stack.
pub(super) const MAX_DEPTH: usize = 24;
