//! Pictures of posts: finding their files, decoding them within limits, and drawing them for a terminal.
//!
//! Owns the choice of places where a picture may be, the limits, and the forms in which terminals take
//! pictures. Never uses the network. Knows nothing of Markdown, of panes, or of when a picture is shown.

mod base64;
mod blend;
mod checkout;
mod drawing;
mod locate;
mod open;
mod picture_error;
mod pixels;
mod sixel;
#[cfg(test)]
mod tests;

pub use blend::over;
pub use drawing::{Canvas, Drawing, Graphic, Protocol, draw};
pub use locate::{PictureFinder, PictureFolders};
pub use open::PictureFile;
pub use picture_error::PictureError;
