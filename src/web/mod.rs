//! Addresses of the web: read as browsers read them (the URL Standard of WHATWG), and shown so that
//! the host that is seen is the host that is opened.
//!
//! Owns what counts as such an address, its parts, and the form of its host for people. Knows
//! nothing of texts that addresses stand in.

mod address;
mod host;

pub use address::{Refusal, WebAddress, host, host_and_port, is_web, shown};
