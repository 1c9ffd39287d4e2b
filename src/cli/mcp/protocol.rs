//! The revisions of the Model Context Protocol, and what a server says of itself in each.
//!
//! Since 2026-07-28 there is no handshake: every request names its revision in `_meta`. Clients of earlier
//! revisions begin with `initialize`. Both are served at the same time, as the specification provides.

use super::rpc::{INVALID_PARAMS, RpcError, RpcRequest};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

/// Revisions in which every request names its revision, the newest first.
const MODERN: [&str; 1] = ["2026-07-28"];
/// Revisions that begin with a handshake, the newest first.
const LEGACY: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];
/// The only revision with several messages in one array.
const WITH_BATCHES: &str = "2025-03-26";

/// Error code: a request names a revision that is not known.
const UNSUPPORTED_VERSION: i32 = -32_022;

/// Name and version of the server.
const SERVER_INFO: &str = "io.modelcontextprotocol/serverInfo";
/// Key of the revision in `_meta` of a request.
const VERSION: &str = "io.modelcontextprotocol/protocolVersion";
/// Key of the client's capabilities in `_meta` of a request.
const CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";
/// Key of the id of a subscription in `_meta` of what belongs to it.
pub const SUBSCRIPTION: &str = "io.modelcontextprotocol/subscriptionId";

/// Time for which a client may keep the list of tools, in milliseconds: it never changes while the server
/// runs.
const KEPT_MILLISECONDS: u64 = 3_600_000;

/// Kinds of revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// With a handshake.
    Legacy,
    /// Without one.
    Modern,
}

/// The facts known of the client.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientSession {
    /// The revision agreed on by a handshake, if there was one.
    agreed: Option<&'static str>,
}

impl ClientSession {
    /// Returns `true` if the client may send several messages in one array.
    pub fn allows_batches(self) -> bool {
        self.agreed == Some(WITH_BATCHES)
    }

    /// The kind of revision that a request follows.
    ///
    /// # Errors
    ///
    /// The request names an unknown revision, or lacks what every request must have.
    pub fn era_of(self, request: &RpcRequest) -> Result<Era, RpcError> {
        let meta = request.params.get("_meta").and_then(Value::as_object);
        let Some(version) = meta.and_then(|meta| meta.get(VERSION)) else {
            // Pings are allowed before the handshake.
            return if self.agreed.is_some() || matches!(&*request.method, "initialize" | "ping") {
                Ok(Era::Legacy)
            } else {
                let message = format!(
                    "params._meta lacks \"{VERSION}\": send it with every request, or begin with initialize"
                );
                Err(RpcError::new(INVALID_PARAMS, message))
            };
        };
        let Some(version) = version.as_str() else {
            return Err(RpcError::new(INVALID_PARAMS, format!("\"{VERSION}\" must be a string")));
        };
        if !MODERN.contains(&version) {
            let data = json!({ "supported": MODERN, "requested": version });
            let message = "Unsupported protocol version".to_owned();
            return Err(RpcError { code: UNSUPPORTED_VERSION, message, data: Some(data) });
        }
        if !meta.is_some_and(|meta| meta.get(CAPABILITIES).is_some_and(Value::is_object)) {
            let message = format!("params._meta lacks the object \"{CAPABILITIES}\"");
            return Err(RpcError::new(INVALID_PARAMS, message));
        }
        Ok(Era::Modern)
    }

    /// The answer to `initialize`, which agrees on the client's revision, or else on the newest one that begins
    /// so.
    ///
    /// # Errors
    ///
    /// The client names no revision.
    pub fn initialize(
        &mut self,
        params: &Map<String, Value>,
        instructions: &str,
    ) -> Result<Value, RpcError> {
        let Some(wanted) = params.get("protocolVersion").and_then(Value::as_str) else {
            return Err(RpcError::new(INVALID_PARAMS, "params.protocolVersion must be a string"));
        };
        let known = LEGACY.into_iter().find(|version| *version == wanted);
        let agreed = known.unwrap_or(LEGACY[0]);
        self.agreed = Some(agreed);
        Ok(json!({
            "protocolVersion": agreed,
            "capabilities": capabilities(),
            "serverInfo": server_info(),
            "instructions": instructions,
        }))
    }
}

/// The answer to `server/discover`.
pub fn discovered(instructions: &str) -> Value {
    json!({
        "supportedVersions": MODERN,
        "capabilities": capabilities(),
        "instructions": instructions,
        "ttlMs": KEPT_MILLISECONDS,
        "cacheScope": "private",
    })
}

/// The answer to `tools/list`.
pub fn tool_list(tools: &[Value], era: Era) -> Value {
    match era {
        Era::Legacy => json!({ "tools": tools }),
        Era::Modern => {
            json!({ "tools": tools, "ttlMs": KEPT_MILLISECONDS, "cacheScope": "public" })
        }
    }
}

/// A result with the fields that its revision requires of every result.
pub fn result(fields: Value, era: Era) -> Box<RawValue> {
    let Value::Object(mut fields) = fields else { return raw(&fields) };
    if era == Era::Modern {
        fields.insert("resultType".to_owned(), "complete".into());
        let meta = fields.entry("_meta").or_insert_with(|| json!({}));
        meta[SERVER_INFO] = server_info();
    }
    raw(&fields)
}

/// The result of a tool: its answer as text, and for answers that are JSON as a value.
pub fn tool_result(answer: Result<&RawValue, &str>, era: Era) -> Box<RawValue> {
    #[derive(Serialize)]
    struct ToolContent<'r> {
        r#type: &'static str,
        text: &'r str,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct ToolResult<'r> {
        #[serde(skip_serializing_if = "Option::is_none")]
        result_type: Option<&'static str>,
        content: [ToolContent<'r>; 1],
        #[serde(skip_serializing_if = "Option::is_none")]
        structured_content: Option<&'r RawValue>,
        is_error: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "_meta")]
        meta: Option<Value>,
    }
    let is_modern = era == Era::Modern;
    let text = match answer {
        Ok(value) => value.get(),
        Err(sentence) => sentence,
    };
    raw(&ToolResult {
        result_type: is_modern.then_some("complete"),
        content: [ToolContent { r#type: "text", text }],
        structured_content: answer.ok(),
        is_error: answer.is_err(),
        meta: is_modern.then(|| json!({ SERVER_INFO: server_info() })),
    })
}

fn raw(value: &impl Serialize) -> Box<RawValue> {
    to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn capabilities() -> Value {
    json!({ "tools": {} })
}

fn server_info() -> Value {
    json!({ "name": "yunbao", "title": "yunbao", "version": env!("CARGO_PKG_VERSION") })
}

#[cfg(test)]
mod tests {
    use super::super::rpc::{Incoming, RpcMessage, read};
    use super::*;

    fn era(session: ClientSession, line: &Value) -> Result<Era, i32> {
        let Some(Incoming::One(RpcMessage::Request(request))) = read(line.to_string().as_bytes())
        else {
            panic!("{line}")
        };
        session.era_of(&request).map_err(|error| error.code)
    }

    fn request(method: &str, meta: &Value) -> Value {
        json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": { "_meta": meta } })
    }

    #[test]
    fn a_request_tells_its_revision_itself_or_by_a_handshake() {
        let fresh = ClientSession::default();
        let modern = json!({ VERSION: "2026-07-28", CAPABILITIES: {} });
        let list = |meta: &Value| request("tools/list", meta);
        assert_eq!(era(fresh, &list(&modern)), Ok(Era::Modern));
        assert_eq!(era(fresh, &list(&json!({ VERSION: "2026-07-28" }))), Err(INVALID_PARAMS));
        assert_eq!(era(fresh, &list(&json!({ VERSION: 7 }))), Err(INVALID_PARAMS));
        let later = json!({ VERSION: "2027-01-01", CAPABILITIES: {} });
        assert_eq!(era(fresh, &list(&later)), Err(UNSUPPORTED_VERSION));
        assert_eq!(era(fresh, &list(&json!({}))), Err(INVALID_PARAMS));
        assert_eq!(era(fresh, &request("ping", &json!({}))), Ok(Era::Legacy));
        let mut agreed = ClientSession::default();
        let params = json!({ "protocolVersion": "2025-06-18" });
        agreed.initialize(params.as_object().unwrap(), "").unwrap();
        assert_eq!(era(agreed, &list(&json!({}))), Ok(Era::Legacy));
        assert_eq!(era(agreed, &list(&modern)), Ok(Era::Modern), "both at the same time");
    }

    #[test]
    fn a_handshake_agrees_on_a_revision_that_begins_so() {
        let agreed = |wanted: &str| {
            let mut session = ClientSession::default();
            let params = json!({ "protocolVersion": wanted });
            let result = session.initialize(params.as_object().unwrap(), "how to").unwrap();
            (result["protocolVersion"].as_str().unwrap().to_owned(), session.allows_batches())
        };
        for version in LEGACY {
            assert_eq!(agreed(version), (version.to_owned(), version == WITH_BATCHES));
        }
        for other in ["2026-07-28", "1.0", "2024-01-01"] {
            assert_eq!(agreed(other), ("2025-11-25".to_owned(), false));
        }
        assert!(ClientSession::default().initialize(&Map::new(), "").is_err());
    }
}
