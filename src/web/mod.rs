//! Web addresses, parsed as browsers do (the WHATWG URL Standard) and displayed so that the host shown is
//! the host that is opened.
//!
//! Owns the definition of such an address, its parts, and the form of its host for display. Knows nothing of
//! the texts that contain addresses.

mod address;
mod host;

pub use address::{Refusal, WebAddress, host, host_and_port, is_web, shown};
