//! `yunbao mcp`: a server of the Model Context Protocol on standard input and output, for agents.
//!
//! `input` cuts standard input into lines, `rpc` turns a line into messages, `protocol` knows the revisions
//! of the protocol, `loading` reads the posts and watches them, and `server` brings these together. The tools
//! are in `tools`; `answer` keeps what they say clean and within limits. Everything sent is in English,
//! whatever the language of messages.

mod answer;
mod input;
mod loading;
mod protocol;
mod requests;
mod rpc;
mod server;
mod tools;

use super::found::CommandRequest;
use super::{NOTHING, complain, not_started, output};
use crate::messages::Text;
use server::Server;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

/// Permission of tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Tools read only.
    ReadOnly,
    /// Tools may also mark posts and stories.
    Marks,
}

/// Serves one client until standard input ends. `window` is the number of days that trends compare.
pub fn run(request: &CommandRequest<'_>, access: Access, window: Option<u16>) -> ExitCode {
    if io::stdin().is_terminal() {
        complain(&[Text::McpOnTerminal.say(request.language)], 0);
    }
    let sources = match server::start(request) {
        Ok(sources) => sources,
        Err(error) => return complain(&[not_started(&error, request.language)], NOTHING),
    };
    match Server::new(*request, access, window).serve(&sources) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => output::not_written(&error, request.language),
    }
}
