//! A client of `yunbao mcp`: sends lines, and waits for the answers with a deadline.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Time for anything to happen, on a machine with other work.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running server, and the lines that it has written.
pub struct Agent {
    server: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    next_id: u64,
}

impl Agent {
    /// Starts a server on the folder `blog` of a home.
    pub fn start(home: &TempDir, options: &[&str]) -> Self {
        Self::start_on(home, "blog", options)
    }

    pub fn start_on(home: &TempDir, folder: &str, options: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_yunbao"))
            .args(["mcp", folder])
            .args(options)
            .env_clear()
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .current_dir(home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let (out, lines) = mpsc::channel();
        let output = BufReader::new(server.stdout.take().unwrap());
        thread::spawn(move || {
            for line in output.lines() {
                if out.send(line.unwrap()).is_err() {
                    return;
                }
            }
        });
        let input = server.stdin.take();
        Self { server, input, lines, next_id: 0 }
    }

    /// Sends a line as it is.
    pub fn send(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(line.as_bytes()).unwrap();
        input.write_all(b"\n").unwrap();
        input.flush().unwrap();
    }

    /// Sends a part of a line.
    pub fn send_part(&mut self, part: &str) {
        self.input.as_mut().unwrap().write_all(part.as_bytes()).unwrap();
    }

    /// The most memory that the server has had so far.
    #[cfg(target_os = "linux")]
    pub fn peak_kilobytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().trim_end_matches(" kB").parse().unwrap()
    }

    /// The next line, which must be JSON.
    pub fn receive(&mut self) -> Value {
        let line = self.lines.recv_timeout(PATIENCE).expect("an answer");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// The answer to a request of the current revision.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        let mut params = params.clone();
        params["_meta"] = meta();
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&request.to_string());
        let answer = self.receive();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&"2.0".into(), &id.into()), "{answer}");
        answer
    }

    /// The result of a call of a tool.
    pub fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        let answer = self.request("tools/call", &json!({ "name": tool, "arguments": arguments }));
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }

    /// The answer of a tool, which must not be a mistake.
    pub fn answer(&mut self, tool: &str, arguments: &Value) -> Value {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], false, "{result}");
        let text = result["content"][0]["text"].as_str().unwrap();
        let told: Value = serde_json::from_str(text).unwrap();
        assert_eq!(told, result["structuredContent"], "the text says the same");
        told
    }

    /// The sentence with which a tool refuses a call.
    pub fn mistake(&mut self, tool: &str, arguments: &Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], true, "{result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }

    /// Repeats a call until its answer is as it should be: something else changes it meanwhile.
    pub fn until(&mut self, tool: &str, arguments: &Value, is_right: impl Fn(&Value) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.answer(tool, arguments);
            if is_right(&answer) {
                return;
            }
            assert!(Instant::now() < end, "{answer}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Closes the input, and waits for the server to end. Returns its status and the lines it has still
    /// written.
    pub fn end(mut self) -> (ExitStatus, Vec<String>) {
        drop(self.input.take());
        let status = self.wait();
        (status, self.lines.iter().collect())
    }

    /// Ends the server by a signal.
    #[cfg(unix)]
    pub fn terminate(mut self) -> ExitStatus {
        let id = self.server.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.wait()
    }

    fn wait(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        // It has ended already, unless a test failed.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What every request of the current revision says of itself.
pub fn meta() -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    })
}

/// Writes a digest with stories about these pages.
pub fn write_digest(folder: &Path, day: &str, pages: &[(&str, &str)]) {
    let mut text = format!("---\ntitle: Weekly {day}\ntags: [weekly]\n---\n\n");
    for (title, url) in pages {
        text.extend(["## ", title, "\n\n", title, " on ", day, ".\n\nSource: ", url, "\n\n"]);
    }
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(format!("{day}.md")), text).unwrap();
}
