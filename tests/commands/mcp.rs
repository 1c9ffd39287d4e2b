//! `yunbao mcp`: the messages, the answers of its tools, and their limits.

mod agent;
mod hostile;
mod marking;
mod messages;
mod reading;
