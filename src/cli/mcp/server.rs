//! The loop of the server: takes messages, waits for the posts, runs tools, writes answers.

use super::Access;
use super::input::{InputLine, Lines, MAX_LINE_BYTES};
use super::loading::{self, LoadedPosts};
use super::protocol::{self, ClientSession, Era, SUBSCRIPTION};
use super::requests::OpenRequests;
use super::rpc::{
    self, INVALID_PARAMS, INVALID_REQUEST, Incoming, METHOD_NOT_FOUND, RequestId, RpcError,
    RpcMessage, RpcRequest,
};
use super::tools::{self, ToolContext};
use crate::cli::found::CommandRequest;
use crate::library::Library;
use crate::load::WatchHandle;
use crate::threads;
use serde_json::json;
use serde_json::value::RawValue;
use std::collections::VecDeque;
use std::io::{self, BufReader, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// Number of events that wait for the server; then their senders wait.
const MAX_EVENTS: usize = 4;
/// Number of calls that wait for the posts to be read.
const MAX_WAITING: usize = 100;
/// Number of open subscriptions.
const MAX_SUBSCRIPTIONS: usize = 64;
/// Number of messages in one array.
const MAX_BATCH: usize = 100;
/// Time after which calls no longer wait for the posts to be read, but answer with those that are.
const PATIENCE: Duration = Duration::from_secs(10);

/// An event for the server.
#[derive(Clone, Debug)]
pub enum Event {
    /// The client sent one or more messages.
    Incoming(Incoming),
    /// More posts are read.
    Loaded(LoadedPosts),
    /// The posts have changed.
    Changed(Arc<Library>),
    /// Standard input has ended.
    InputEnded,
}

/// A call of a tool that waits for the posts.
struct Call {
    request: RpcRequest,
    era: Era,
    batch: Option<BatchNumber>,
}

/// Number of a batch among all of the client.
type BatchNumber = usize;

/// A batch with requests that are not answered yet.
struct RpcBatch {
    number: BatchNumber,
    /// Number of requests without an answer.
    open: usize,
    answers: Vec<String>,
}

/// A server for one client.
pub struct Server<'a> {
    request: CommandRequest<'a>,
    access: Access,
    window: Option<u16>,
    session: ClientSession,
    loaded: LoadedPosts,
    begun: Instant,
    waiting: VecDeque<Call>,
    batches: Vec<RpcBatch>,
    next_batch: BatchNumber,
    subscriptions: Vec<RequestId>,
    open: OpenRequests,
    out: io::Stdout,
}

/// The threads that feed the server. The watch ends when this is dropped.
pub struct PostSources {
    events: Receiver<Event>,
    open: OpenRequests,
    _watch: WatchHandle,
}

/// Starts to read standard input and the posts.
///
/// # Errors
///
/// The system refuses a thread.
pub fn start(request: &CommandRequest<'_>) -> io::Result<PostSources> {
    let (out, events) = mpsc::sync_channel(MAX_EVENTS);
    let open = OpenRequests::default();
    let watch = loading::start(request, out.clone())?;
    let noted = open.clone();
    threads::start("input", move || read_input(&out, &noted))?;
    Ok(PostSources { events, open, _watch: watch })
}

/// Reads messages until standard input ends, or the server does.
fn read_input(out: &SyncSender<Event>, open: &OpenRequests) {
    let mut lines = Lines::new(BufReader::with_capacity(64 << 10, io::stdin().lock()));
    // An input that cannot be read any more has ended.
    while let Ok(Some(line)) = lines.next() {
        let incoming = match line {
            InputLine::Whole(line) => rpc::read(&line),
            InputLine::TooLong => {
                let sentence = format!("a line of more than {MAX_LINE_BYTES} bytes was skipped");
                let error = RpcError::new(INVALID_REQUEST, sentence);
                Some(Incoming::One(RpcMessage::Invalid(None, error)))
            }
        };
        let Some(incoming) = incoming else { continue };
        match &incoming {
            Incoming::One(message) => note(message, open),
            Incoming::Batch(messages) => messages.iter().for_each(|message| note(message, open)),
        }
        if out.send(Event::Incoming(incoming)).is_err() {
            return;
        }
    }
    let _ = out.send(Event::InputEnded);
}

/// Notes which requests are open, and which are cancelled.
fn note(message: &RpcMessage, open: &OpenRequests) {
    match message {
        RpcMessage::Request(request) => open.open(&request.id),
        RpcMessage::Notification(method, params) if method == "notifications/cancelled" => {
            if let Some(id) = params.get("requestId").and_then(RequestId::of) {
                open.cancel(&id);
            }
        }
        RpcMessage::Notification(..) | RpcMessage::Response | RpcMessage::Invalid(..) => {}
    }
}

impl<'a> Server<'a> {
    /// A server that has read nothing yet.
    pub fn new(request: CommandRequest<'a>, access: Access, window: Option<u16>) -> Self {
        Self {
            request,
            access,
            window,
            session: ClientSession::default(),
            loaded: LoadedPosts::default(),
            begun: Instant::now(),
            waiting: VecDeque::new(),
            batches: Vec::new(),
            next_batch: 0,
            subscriptions: Vec::new(),
            open: OpenRequests::default(),
            out: io::stdout(),
        }
    }

    /// Serves the client until standard input ends and everything is answered.
    ///
    /// # Errors
    ///
    /// Writing fails.
    pub fn serve(mut self, sources: &PostSources) -> io::Result<()> {
        self.open = sources.open.clone();
        let mut has_ended = false;
        while !(has_ended && self.waiting.is_empty()) {
            match self.next(sources) {
                Ok(Event::Incoming(Incoming::One(message))) => self.take(message, None)?,
                Ok(Event::Incoming(Incoming::Batch(messages))) => self.take_batch(messages)?,
                Ok(Event::Loaded(loaded)) => self.loaded = loaded,
                Ok(Event::Changed(library)) => self.loaded.library = library,
                Ok(Event::InputEnded) => has_ended = true,
                // The posts take long to read.
                Err(RecvTimeoutError::Timeout) => {}
                // Both threads have ended.
                Err(RecvTimeoutError::Disconnected) => {
                    self.loaded.done = true;
                    has_ended = true;
                }
            }
            if self.loaded.done || self.begun.elapsed() >= PATIENCE {
                while let Some(call) = self.waiting.pop_front() {
                    self.run(&call)?;
                }
            }
        }
        self.end_subscriptions()
    }

    fn next(&self, sources: &PostSources) -> Result<Event, RecvTimeoutError> {
        if self.waiting.is_empty() {
            return sources.events.recv().map_err(|_| RecvTimeoutError::Disconnected);
        }
        sources.events.recv_timeout(PATIENCE.saturating_sub(self.begun.elapsed()))
    }

    fn take_batch(&mut self, messages: Vec<RpcMessage>) -> io::Result<()> {
        if !self.session.allows_batches() || messages.len() > MAX_BATCH {
            let sentence = "several messages in one array are part of no other revision than \
                            2025-03-26; send one message a line";
            return self.reply(None, None, Err(&RpcError::new(INVALID_REQUEST, sentence)));
        }
        let is_answered =
            |one: &&RpcMessage| matches!(one, RpcMessage::Request(_) | RpcMessage::Invalid(..));
        let open = messages.iter().filter(is_answered).count();
        let number = self.next_batch;
        self.next_batch += 1;
        if open > 0 {
            self.batches.push(RpcBatch { number, open, answers: Vec::new() });
        }
        for message in messages {
            self.take(message, Some(number))?;
        }
        Ok(())
    }

    fn take(&mut self, message: RpcMessage, batch: Option<BatchNumber>) -> io::Result<()> {
        match message {
            RpcMessage::Request(request) => self.answer(request, batch),
            RpcMessage::Invalid(id, error) => self.reply(id.as_ref(), batch, Err(&error)),
            // Cancellations were noted when they were read; nothing else needs anything done.
            RpcMessage::Notification(..) | RpcMessage::Response => Ok(()),
        }
    }

    fn answer(&mut self, request: RpcRequest, batch: Option<BatchNumber>) -> io::Result<()> {
        let era = match self.session.era_of(&request) {
            Ok(era) => era,
            Err(error) => return self.reply(Some(&request.id), batch, Err(&error)),
        };
        let instructions = || tools::instructions(self.access);
        let result = match (&*request.method, era) {
            ("initialize", Era::Legacy) => {
                let instructions = instructions();
                self.session.initialize(&request.params, &instructions)
            }
            ("ping", Era::Legacy) => Ok(json!({})),
            ("server/discover", Era::Modern) => Ok(protocol::discovered(&instructions())),
            ("tools/list", _) => match request.params.get("cursor") {
                None => Ok(protocol::tool_list(&tools::list(self.access), era)),
                Some(_) => Err(RpcError::new(INVALID_PARAMS, "there is only one page of tools")),
            },
            ("tools/call", _) if self.waiting.len() >= MAX_WAITING => {
                let sentence = "too many calls at once; wait for the answers";
                Err(RpcError::new(INVALID_REQUEST, sentence))
            }
            ("tools/call", _) => {
                self.waiting.push_back(Call { request, era, batch });
                return Ok(());
            }
            ("subscriptions/listen", Era::Modern) => return self.subscribe(request, batch),
            (method, _) => {
                let method = method.chars().take(100).collect::<String>();
                let sentence = format!("there is no method {method:?}");
                Err(RpcError::new(METHOD_NOT_FOUND, sentence))
            }
        };
        let result = result.map(|fields| protocol::result(fields, era));
        self.reply(Some(&request.id), batch, result.as_deref())
    }

    /// Acknowledges a subscription to changes of the lists of tools, prompts and resources, of which there are
    /// none.
    fn subscribe(&mut self, request: RpcRequest, batch: Option<BatchNumber>) -> io::Result<()> {
        let all = std::mem::take(&mut self.subscriptions);
        let (ended, open): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|id| self.open.is_cancelled(id));
        self.subscriptions = open;
        for id in ended {
            self.open.close(&id);
        }
        if self.subscriptions.len() >= MAX_SUBSCRIPTIONS {
            let error = RpcError::new(INVALID_REQUEST, "too many subscriptions");
            return self.reply(Some(&request.id), batch, Err(&error));
        }
        let params = json!({ "_meta": { SUBSCRIPTION: request.id }, "notifications": {} });
        self.subscriptions.push(request.id);
        self.write(&rpc::notification("notifications/subscriptions/acknowledged", &params))
    }

    fn end_subscriptions(&mut self) -> io::Result<()> {
        for id in std::mem::take(&mut self.subscriptions) {
            let fields = json!({ "_meta": { SUBSCRIPTION: id } });
            self.reply(Some(&id), None, Ok(&protocol::result(fields, Era::Modern)))?;
        }
        Ok(())
    }

    fn run(&mut self, call: &Call) -> io::Result<()> {
        let id = &call.request.id;
        if self.open.is_cancelled(id) {
            return self.reply(Some(id), call.batch, Ok(RawValue::NULL));
        }
        let context = ToolContext {
            request: &self.request,
            access: self.access,
            window: self.window,
            loaded: &self.loaded,
        };
        let result = tools::call(&call.request.params, &context).map(|answer| {
            protocol::tool_result(answer.as_deref().map_err(String::as_str), call.era)
        });
        self.reply(Some(id), call.batch, result.as_deref())
    }

    /// Answers a message, unless it was cancelled.
    fn reply(
        &mut self,
        id: Option<&RequestId>,
        batch: Option<BatchNumber>,
        result: Result<&RawValue, &RpcError>,
    ) -> io::Result<()> {
        let is_wanted = id.is_none_or(|id| self.open.close(id));
        let line = is_wanted.then(|| rpc::response(id, result));
        let Some(number) = batch else {
            return line.map_or(Ok(()), |line| self.write(&line));
        };
        let Some(at) = self.batches.iter().position(|batch| batch.number == number) else {
            return Ok(());
        };
        let batch = &mut self.batches[at];
        batch.answers.extend(line);
        batch.open -= 1;
        if batch.open > 0 {
            return Ok(());
        }
        let answers = self.batches.swap_remove(at).answers;
        if answers.is_empty() {
            return Ok(());
        }
        self.write(&format!("[{}]", answers.join(",")))
    }

    /// Writes a message as one line.
    fn write(&mut self, message: &str) -> io::Result<()> {
        let mut out = self.out.lock();
        out.write_all(message.as_bytes())?;
        out.write_all(b"\n")?;
        out.flush()
    }
}
