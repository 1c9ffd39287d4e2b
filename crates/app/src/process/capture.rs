//! Bounded places for what a program writes.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Write};

/// The first bytes written to it. A write beyond them fails, unless the rest is dropped.
pub(super) struct Head {
    bytes: Vec<u8>,
    max: usize,
    drops_rest: bool,
    is_full: bool,
}

impl Head {
    pub fn new(max: usize, drops_rest: bool) -> Self {
        Self { bytes: Vec::new(), max, drops_rest, is_full: false }
    }

    /// Returns `true` if a write has failed, since it takes no more.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.max - self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..taken]);
        if taken < bytes.len() && !self.drops_rest {
            self.is_full = true;
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The last bytes written to it.
pub(super) struct Tail {
    bytes: VecDeque<u8>,
    max: usize,
}

impl Tail {
    pub fn new(max: usize) -> Self {
        Self { bytes: VecDeque::new(), max }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes.into()
    }
}

impl Write for Tail {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend(bytes);
        let excess = self.bytes.len().saturating_sub(self.max);
        self.bytes.drain(..excess);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
