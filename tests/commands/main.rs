//! The commands for scripts: their output, where it goes, and the exit code.

mod add;
mod addresses;
mod check;
mod command_line;
mod explain;
mod export;
mod git;
mod history;
mod home;
mod mark;
mod mcp;
mod open;
mod private;
mod pull;
mod remote;
mod rows;
mod rules;
mod schemas;
mod search;
mod shells;
mod show;
mod stats;
mod values;
mod watch;
mod wrong;
