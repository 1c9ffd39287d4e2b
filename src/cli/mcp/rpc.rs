//! Messages of JSON-RPC 2.0: reading those of the client, and writing answers.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

/// Error code: a line is not JSON.
pub const PARSE_ERROR: i32 = -32_700;
/// Error code: a JSON value is not a message.
pub const INVALID_REQUEST: i32 = -32_600;
/// Error code: there is no such method.
pub const METHOD_NOT_FOUND: i32 = -32_601;
/// Error code: the parameters of a method are not those it takes.
pub const INVALID_PARAMS: i32 = -32_602;

/// Id of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum RequestId {
    /// An integer.
    Number(i64),
    /// A string.
    Text(String),
}

impl RequestId {
    /// Reads an id; `None` for a value that cannot be one.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64().map(Self::Number),
            Value::String(text) => Some(Self::Text(text.clone())),
            _ => None,
        }
    }
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct RpcRequest {
    /// Its id.
    pub id: RequestId,
    /// Name of the method.
    pub method: String,
    /// The parameters.
    pub params: Map<String, Value>,
}

/// The contents of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// One message.
    One(RpcMessage),
    /// Several messages in one array.
    Batch(Vec<RpcMessage>),
}

/// A message of the client.
#[derive(Clone, Debug, PartialEq)]
pub enum RpcMessage {
    /// A request, which is to be answered.
    Request(RpcRequest),
    /// A notification, with its method and parameters.
    Notification(String, Map<String, Value>),
    /// A response. This server sends no requests, so none is expected.
    Response,
    /// Something that is no message, with the id if there is one.
    Invalid(Option<RequestId>, RpcError),
}

/// An error in answer to a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RpcError {
    /// The code.
    pub code: i32,
    /// One sentence.
    pub message: String,
    /// Data for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
}

impl RpcError {
    /// An error without data.
    pub fn new(code: i32, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: None }
    }
}

/// Reads a line; `None` if it is blank.
pub fn read(line: &[u8]) -> Option<Incoming> {
    // Some shells put a byte order mark before what they send.
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    Some(match serde_json::from_slice(line) {
        Ok(Value::Array(items)) if items.is_empty() => {
            Incoming::One(invalid(None, "an empty array"))
        }
        Ok(Value::Array(items)) => Incoming::Batch(items.into_iter().map(message).collect()),
        Ok(value) => Incoming::One(message(value)),
        Err(error) => {
            let sentence = format!("not JSON: {error}; a message is one line of JSON in UTF-8");
            Incoming::One(RpcMessage::Invalid(None, RpcError::new(PARSE_ERROR, sentence)))
        }
    })
}

fn invalid(id: Option<RequestId>, what: &str) -> RpcMessage {
    let sentence = format!("{what} is no JSON-RPC 2.0 message");
    RpcMessage::Invalid(id, RpcError::new(INVALID_REQUEST, sentence))
}

fn message(value: Value) -> RpcMessage {
    let Value::Object(mut fields) = value else { return invalid(None, "a value without fields") };
    let given = fields.remove("id");
    let id = given.as_ref().and_then(RequestId::of);
    if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return invalid(id, "an object without \"jsonrpc\": \"2.0\"");
    }
    let Some(Value::String(method)) = fields.remove("method") else {
        return if fields.contains_key("result") || fields.contains_key("error") {
            RpcMessage::Response
        } else {
            invalid(id, "an object without a method")
        };
    };
    let params = match fields.remove("params") {
        // Some clients write `null` for what is left out.
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(params)) => params,
        // Notifications are never answered, not even wrong ones.
        Some(_) if given.is_none() => Map::new(),
        Some(_) => {
            let error = RpcError::new(INVALID_PARAMS, "params must be an object");
            return RpcMessage::Invalid(id, error);
        }
    };
    match (given, id) {
        (None, _) => RpcMessage::Notification(method, params),
        (Some(_), Some(id)) => RpcMessage::Request(RpcRequest { id, method, params }),
        (Some(_), None) => invalid(None, "an object whose id is neither a string nor an integer"),
    }
}

/// The answer to a request: its result, as JSON, or an error. Without an id, it answers a message whose id
/// cannot be read.
pub fn response(id: Option<&RequestId>, result: Result<&RawValue, &RpcError>) -> String {
    #[derive(Serialize)]
    struct Response<'r> {
        jsonrpc: &'static str,
        id: Option<&'r RequestId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        result: Option<&'r RawValue>,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'r RpcError>,
    }
    let response = Response { jsonrpc: "2.0", id, result: result.ok(), error: result.err() };
    serde_json::to_string(&response).unwrap_or_default()
}

/// A notification.
pub fn notification(method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(line: &str) -> Option<i32> {
        match read(line.as_bytes()) {
            Some(Incoming::One(RpcMessage::Invalid(_, error))) => Some(error.code),
            _ => None,
        }
    }

    #[test]
    fn a_line_is_a_request_a_notification_or_a_response() {
        let line = r#"{"jsonrpc":"2.0","id":"a","method":"m","params":{"x":1}}"#;
        let Some(Incoming::One(RpcMessage::Request(request))) = read(line.as_bytes()) else {
            panic!("{line}")
        };
        assert_eq!((request.id, request.method), (RequestId::Text("a".into()), "m".into()));
        assert_eq!(request.params["x"], 1);
        let line = "\u{feff}{\"jsonrpc\":\"2.0\",\"method\":\"m\"}\r";
        let notification = RpcMessage::Notification("m".into(), Map::new());
        assert_eq!(read(line.as_bytes()), Some(Incoming::One(notification)));
        let line = r#"{"jsonrpc":"2.0","method":"m","params":[1]}"#;
        let notification = RpcMessage::Notification("m".into(), Map::new());
        assert_eq!(read(line.as_bytes()), Some(Incoming::One(notification)), "never answered");
        let line = r#"{"jsonrpc":"2.0","id":1,"method":"m","params":null}"#;
        let request =
            RpcRequest { id: RequestId::Number(1), method: "m".into(), params: Map::new() };
        assert_eq!(read(line.as_bytes()), Some(Incoming::One(RpcMessage::Request(request))));
        let line = r#"{"jsonrpc":"2.0","id":1,"result":{}}"#;
        assert_eq!(read(line.as_bytes()), Some(Incoming::One(RpcMessage::Response)));
        assert_eq!(read(b" \r"), None);
    }

    #[test]
    fn everything_else_has_an_error_code() {
        for (line, expected) in [
            ("{", PARSE_ERROR),
            ("nonsense", PARSE_ERROR),
            ("1", INVALID_REQUEST),
            ("[]", INVALID_REQUEST),
            ("{}", INVALID_REQUEST),
            (r#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":1}"#, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":1,"method":2}"#, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":1,"method":"m","params":[1]}"#, INVALID_PARAMS),
        ] {
            assert_eq!(code(line), Some(expected), "{line}");
        }
        assert_eq!(code(&"[".repeat(100_000)), Some(PARSE_ERROR), "too deep");
        assert!(matches!(
            read(b"\xff\xfe"),
            Some(Incoming::One(RpcMessage::Invalid(None, error))) if error.code == PARSE_ERROR
        ));
    }

    #[test]
    fn an_error_without_a_known_id_has_a_null_id() {
        let error = RpcError::new(PARSE_ERROR, "x");
        assert_eq!(
            response(None, Err(&error)),
            r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}"#
        );
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in prop::collection::vec(any::<u8>(), 0..200), json in "[\\[\\]{}\":,a0-9 ]{0,60}") {
            read(&line);
            read(json.as_bytes());
        }
    }
}
