//! Web addresses, parsed as browsers do (the WHATWG URL Standard) and displayed so that the host shown is
//! the host that is opened.
//!
//! An address has two forms that are parsed alike: the ASCII form of the standard ([`WebAddress`]), which is
//! opened, and the one for people ([`shown`]), which is stored, printed and exported. For most addresses they
//! are the same, which the bytes show without the parser; a property test compares this with the `url` crate.
//!
//! Owns the definition of such an address, its parts, and the form of its host for display. Knows nothing of
//! the texts that contain addresses.

mod address;
mod host;

pub use address::{AddressError, WebAddress, host, host_and_port, is_web, shown};
