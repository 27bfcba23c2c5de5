//! HTTP/2 for package net/http: h2, driven by Go's side, which owns the connection and what is made of requests and answers (decision 037).
//!
//! An engine is named to Go by the address of a `Box`, which Go's side frees once, when nobody can use it any more.

use gorun_http2::{Engine, Limits, Moved, Protocol};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use http::{Method, Request, Response, StatusCode};

use crate::vm::native::{GoSlice, GoStr, NativeCx};

/// The engine of a number that Go's side has.
fn engine<'a>(number: u64) -> &'a Engine {
    // SAFETY: made by `begin`; Go's side frees it when the object that has the number is garbage, and passes none after that.
    unsafe { &*(number as *const Engine) }
}

/// Whether a server, and the `Limits` in their order.
fn begin(server: bool, numbers: GoSlice<i64>) -> u64 {
    let limit = |i: usize| numbers.items()[i].clamp(0, i64::from(u32::MAX)) as u32;
    let limits = Limits {
        streams: limit(0),
        stream_window: limit(1),
        connection_window: limit(2),
        frame: limit(3),
        header_list: limit(4),
        header_table: limit(5),
    };
    let engine = match server {
        true => Engine::server(&limits),
        false => Engine::client(&limits),
    };
    Box::into_raw(Box::new(engine)) as u64
}

fn free(number: u64) {
    // SAFETY: made in `begin`, freed once.
    drop(unsafe { Box::from_raw(number as *mut Engine) });
}

fn turn(cx: &mut NativeCx, number: u64, incoming: GoSlice<u8>, ended: bool) -> GoSlice<i64> {
    let events = engine(number).turn(&incoming, ended);
    let events: Vec<i64> = events.into_iter().map(|e| e as i64).collect();
    cx.ints(&events)
}

fn outgoing(cx: &mut NativeCx, number: u64) -> GoSlice<u8> {
    let bytes = engine(number).outgoing();
    cx.bytes(&bytes)
}

fn finish(number: u64) {
    engine(number).finish();
}

/// What ended a stream (0: the connection): a kind, a code, a count, whether it was the peer that said so, a text. Kind 0: it has not ended, or in
/// peace.
fn fault(cx: &mut NativeCx, number: u64, stream: i64) -> (i64, i64, i64, bool, GoStr) {
    let fault = engine(number).fault(stream as u32).unwrap_or_default();
    let text = cx.string(&fault.text);
    let (kind, code, count) = (fault.kind as i64, i64::from(fault.code), fault.count as i64);
    (kind, code, count, fault.remote, text)
}

/// Names and values, in turn.
fn fields(cx: &mut NativeCx, headers: &HeaderMap, texts: &mut Vec<GoStr>) {
    for (name, value) in headers {
        texts.push(cx.string(name.as_str()));
        texts.push(cx.string(value.as_bytes()));
    }
}

/// The fields of such a list; those that the protocol does not allow are left out, as Go leaves them out. So are those beyond what a map can
/// hold, which no peer takes (24,576 different names).
fn headers(texts: &[GoStr]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for pair in texts.chunks_exact(2) {
        let name = HeaderName::from_bytes(pair[0].bytes());
        let value = HeaderValue::from_bytes(pair[1].bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            let _ = map.try_append(name, value);
        }
    }
    map
}

/// Method, scheme, authority, path, protocol, then the fields; whether there is no body.
fn request(cx: &mut NativeCx, number: u64, stream: i64) -> (GoSlice<GoStr>, bool) {
    let Some((request, whole)) = engine(number).request(stream as u32) else {
        return (GoSlice::NIL, true);
    };
    let uri = request.uri();
    let protocol = request.extensions().get::<Protocol>();
    let mut texts = vec![
        cx.string(request.method().as_str()),
        cx.string(uri.scheme_str().unwrap_or_default()),
        cx.string(uri.authority().map_or("", Authority::as_str)),
        cx.string(uri.path_and_query().map_or("", PathAndQuery::as_str)),
        cx.string(protocol.map_or("", Protocol::as_str)),
    ];
    fields(cx, request.headers(), &mut texts);
    (cx.strings(&texts), whole)
}

/// The request of such a list; `None`: the protocol does not allow it.
fn asked(texts: &[GoStr]) -> Option<Request<()>> {
    let mut uri = http::uri::Parts::default();
    let [method, scheme, authority, path, protocol] = texts.first_chunk()?;
    if !scheme.bytes().is_empty() {
        uri.scheme = Some(Scheme::try_from(scheme.bytes()).ok()?);
    }
    uri.authority = Some(Authority::try_from(authority.bytes()).ok()?);
    if !path.bytes().is_empty() {
        uri.path_and_query = Some(PathAndQuery::try_from(path.bytes()).ok()?);
    }
    let mut request = Request::new(());
    *request.method_mut() = Method::from_bytes(method.bytes()).ok()?;
    *request.uri_mut() = Uri::from_parts(uri).ok()?;
    *request.headers_mut() = headers(&texts[5..]);
    if !protocol.bytes().is_empty() {
        let protocol = std::str::from_utf8(protocol.bytes()).ok()?;
        request.extensions_mut().insert(Protocol::from(protocol));
    }
    Some(request)
}

/// The new stream's number; 0: not yet; -1: refused, and why.
fn ask(cx: &mut NativeCx, number: u64, texts: GoSlice<GoStr>, whole: bool) -> (i64, GoStr) {
    let refused = |cx: &mut NativeCx, why: &str| (-1, cx.string(why));
    let Some(request) = asked(texts.items()) else {
        return refused(cx, "invalid request");
    };
    match engine(number).ask(request, whole) {
        Ok(stream) => (i64::from(stream), GoStr::EMPTY),
        Err(fault) => refused(cx, &fault.text),
    }
}

/// The status (0: not yet; -1: there will be none), the fields, and whether there is no body.
fn response(cx: &mut NativeCx, number: u64, stream: i64) -> (i64, GoSlice<GoStr>, bool) {
    let engine = engine(number);
    match engine.response(stream as u32) {
        Ok(None) => (0, GoSlice::NIL, false),
        Ok(Some(response)) => {
            let mut texts = Vec::new();
            fields(cx, response.headers(), &mut texts);
            let status = i64::from(response.status().as_u16());
            let whole = status >= 200 && engine.received_all(stream as u32);
            (status, cx.strings(&texts), whole)
        }
        Err(_) => (-1, GoSlice::NIL, false),
    }
}

fn respond(number: u64, stream: i64, status: i64, fields: GoSlice<GoStr>, whole: bool) -> bool {
    let mut response = Response::new(());
    let Ok(status) = StatusCode::from_u16(status.clamp(0, 999) as u16) else {
        return false;
    };
    *response.status_mut() = status;
    *response.headers_mut() = headers(fields.items());
    engine(number).respond(stream as u32, response, whole)
}

/// The promised stream's number; -1: the peer wants none, or the request is not one that can be promised.
fn promise(number: u64, stream: i64, texts: GoSlice<GoStr>) -> i64 {
    let promised = |request| engine(number).promise(stream as u32, request).ok();
    asked(texts.items())
        .and_then(promised)
        .map_or(-1, i64::from)
}

/// How much, and the number that Go's side has for what it came to.
fn moved(moved: Moved) -> (i64, i64) {
    match moved {
        Moved::Bytes(n) => (n as i64, 0),
        Moved::NotYet => (0, 1),
        Moved::End => (0, 2),
        Moved::Failed => (0, 3),
    }
}

fn read(number: u64, stream: i64, into: GoSlice<u8>) -> (i64, i64) {
    moved(engine(number).read(stream as u32, into.items_mut()))
}

fn write(number: u64, stream: i64, from: GoSlice<u8>, end: bool) -> (i64, i64) {
    moved(engine(number).write(stream as u32, &from, end))
}

fn trailers(cx: &mut NativeCx, number: u64, stream: i64) -> GoSlice<GoStr> {
    let mut texts = Vec::new();
    if let Some(trailers) = engine(number).trailers(stream as u32) {
        fields(cx, &trailers, &mut texts);
    }
    cx.strings(&texts)
}

fn write_trailers(number: u64, stream: i64, fields: GoSlice<GoStr>) -> bool {
    engine(number).write_trailers(stream as u32, headers(fields.items()))
}

/// The code with which the peer reset the stream; -1: it has not, and an event will tell.
fn reset_code(number: u64, stream: i64) -> i64 {
    let code = engine(number).reset_by_peer(stream as u32);
    code.map_or(-1, i64::from)
}

fn reset(number: u64, stream: i64, code: i64) {
    engine(number).reset(stream as u32, code as u32);
}

fn release(number: u64, stream: i64) {
    engine(number).release(stream as u32);
}

fn ping(number: u64) -> bool {
    engine(number).ping()
}

fn pong(number: u64) -> bool {
    engine(number).pong()
}

/// How many streams a client may have open.
fn most_streams(number: u64) -> i64 {
    engine(number).most_streams() as i64
}

crate::natives! {
    "begin" => begin,
    "free" => free,
    "turn" => turn,
    "outgoing" => outgoing,
    "finish" => finish,
    "fault" => fault,
    "request" => request,
    "ask" => ask,
    "response" => response,
    "respond" => respond,
    "promise" => promise,
    "read" => read,
    "write" => write,
    "trailers" => trailers,
    "writeTrailers" => write_trailers,
    "resetCode" => reset_code,
    "reset" => reset,
    "release" => release,
    "ping" => ping,
    "pong" => pong,
    "mostStreams" => most_streams,
}
