//! Package crypto/tls: rustls, driven by Go's side, which owns the network connection (any net.Conn), the certificates and what is made
//! of them.
//!
//! An engine is named to Go by the address of an `Arc`, which Go's side frees once, when nobody can use it any more.

mod asking;
mod engine;

use std::io::{ErrorKind, Read};
use std::sync::Arc;

use asking::{Event, Reply};
use engine::{Engine, Sessions, Settings};
use rustls::HandshakeKind;

use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome, put};

/// The engine of a number that Go's side has.
fn engine(number: u64) -> Arc<Engine> {
    let at = number as *const Engine;
    // SAFETY: made by `Arc::into_raw` in `new`; Go's side passes no number after it has freed it (`conn.go`).
    unsafe {
        Arc::increment_strong_count(at);
        Arc::from_raw(at)
    }
}

fn sessions_new() -> u64 {
    Arc::into_raw(Arc::new(Sessions::new())) as u64
}

fn sessions_free(number: u64) {
    // SAFETY: made in `sessions_new`, freed once.
    drop(unsafe { Arc::from_raw(number as *const Sessions) });
}

fn sessions_forget(number: u64, name: GoStr) {
    // SAFETY: made in `sessions_new`; Go's side holds it.
    let sessions = unsafe { &*(number as *const Sessions) };
    sessions.forget(&String::from_utf8_lossy(&name));
}

fn owned(texts: &[GoSlice<u8>]) -> Vec<Vec<u8>> {
    texts.iter().map(|t| t.items().to_vec()).collect()
}

/// `numbers`: whether a server, the versions, the client's authentication, whether sessions are resumed, whether keys are logged, whether there
/// may be a client's certificate; then how many suites, curves, schemes, protocols, certificates, issuers; then the first three of these.
/// `texts`: the server's name, the key, what is known of the certificate's validity, the last three.
fn new(
    cx: &mut NativeCx,
    sessions: u64,
    numbers: GoSlice<i64>,
    texts: GoSlice<GoSlice<u8>>,
) -> (u64, GoStr) {
    let (n, t) = (numbers.items(), texts.items());
    let mut lists = n[13..].iter().copied();
    let mut numbers = |count: i64| lists.by_ref().take(count as usize).collect::<Vec<i64>>();
    let mut rest = t[3..].iter();
    let mut list = |count: i64| {
        let part: Vec<GoSlice<u8>> = rest.by_ref().take(count as usize).copied().collect();
        owned(&part)
    };
    let settings = Settings {
        server: n[0] != 0,
        versions: (n[1], n[2]),
        client_auth: n[3],
        resume: n[4] != 0,
        log_keys: n[5] != 0,
        choose: n[6] != 0,
        suites: numbers(n[7]),
        curves: numbers(n[8]),
        schemes: numbers(n[9]),
        protocols: list(n[10]),
        chain: list(n[11]),
        issuers: list(n[12]),
        name: String::from_utf8_lossy(t[0].items()).into_owned(),
        key: t[1].items().to_vec(),
        ocsp: t[2].items().to_vec(),
    };
    // SAFETY: made in `sessions_new`; the configuration that holds it is in use.
    let sessions = unsafe { &*(sessions as *const Sessions) };
    match Engine::new(settings, sessions) {
        Ok(engine) => (Arc::into_raw(Arc::new(engine)) as u64, GoStr::EMPTY),
        Err(error) => (0, cx.string(error.to_string())),
    }
}

fn free(number: u64) {
    let engine = number as *const Engine;
    // SAFETY: made in `new`, freed once.
    let engine = unsafe { Arc::from_raw(engine) };
    engine.calls.give_up();
}

/// Waits on a pool thread for the thread that works, as long as it computes.
fn wait(engine: Arc<Engine>, begin: impl FnOnce(&Arc<Engine>) + Send + 'static) -> Answer<i64> {
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            begin(&engine);
            let event = engine.calls.next();
            [engine.note(event) as u64, 0, 0, 0]
        }),
        then: |cx| {
            let event = cx.state[0] as i64;
            put(cx, event)
        },
    })
}

/// Works on one record: one of the numbers of `engine`.
fn step(cx: &mut NativeCx, number: u64, record: GoSlice<u8>) -> Answer<i64> {
    let engine = engine(number);
    if !engine.may_ask() {
        let result = engine.process(&record);
        let event = engine.note(Event::Done(result));
        return Answer::value(cx, event);
    }
    let record = record.items().to_vec();
    wait(engine, |engine| {
        let mine = engine.clone();
        asking::work(engine.calls.clone(), move || mine.process(&record));
    })
}

/// The question that a step ended with.
fn question(cx: &mut NativeCx, number: u64) -> (i64, GoSlice<i64>, GoSlice<GoStr>) {
    match engine(number).question.lock().take() {
        Some(q) => {
            let texts: Vec<GoStr> = q.texts.iter().map(|t| cx.string(t)).collect();
            (q.kind, cx.ints(&q.numbers), cx.strings(&texts))
        }
        None => (0, GoSlice::NIL, GoSlice::NIL),
    }
}

/// Answers it, and goes on with the step.
fn reply(
    number: u64,
    code: i64,
    numbers: GoSlice<i64>,
    texts: GoSlice<GoSlice<u8>>,
) -> Answer<i64> {
    let reply = Reply {
        code,
        numbers: numbers.items().to_vec(),
        texts: owned(texts.items()),
    };
    wait(engine(number), move |engine| engine.calls.reply(reply))
}

fn error(cx: &mut NativeCx, number: u64) -> GoStr {
    cx.string(engine(number).error())
}

fn outgoing(cx: &mut NativeCx, number: u64) -> GoSlice<u8> {
    let bytes = engine(number).outgoing();
    cx.bytes(&bytes)
}

fn key_lines(cx: &mut NativeCx, number: u64) -> GoSlice<u8> {
    let bytes = engine(number).key_lines();
    cx.bytes(&bytes)
}

/// The records of a text.
fn seal(cx: &mut NativeCx, number: u64, text: GoSlice<u8>) -> (GoSlice<u8>, bool) {
    let engine = engine(number);
    let ok = engine.seal(&text);
    let bytes = engine.outgoing();
    (cx.bytes(&bytes), ok)
}

/// Decrypted bytes: how many, and 0; 1: there are none yet; 2: the peer has closed.
fn open(number: u64, buffer: GoSlice<u8>) -> (i64, i64) {
    engine(number).with((0, 1), |conn| {
        match conn.reader().read(buffer.items_mut()) {
            Ok(0) => (0, 2),
            Ok(n) => (n as i64, 0),
            Err(e) if e.kind() == ErrorKind::WouldBlock => (0, 1),
            Err(_) => (0, 2),
        }
    })
}

fn close_notify(number: u64) {
    engine(number).with((), |conn| conn.send_close_notify());
}

/// Version, suite, curve, whether the handshake is over, whether a session was resumed; the protocol; the peer's certificates.
fn state(cx: &mut NativeCx, number: u64) -> (GoSlice<i64>, GoStr, GoSlice<GoStr>) {
    let found = engine(number).with(None, |conn| {
        let numbers = [
            conn.protocol_version()
                .map_or(0, |v| i64::from(u16::from(v))),
            conn.negotiated_cipher_suite()
                .map_or(0, |s| i64::from(u16::from(s.suite()))),
            conn.negotiated_key_exchange_group()
                .map_or(0, |g| i64::from(u16::from(g.name()))),
            i64::from(!conn.is_handshaking()),
            i64::from(conn.handshake_kind() == Some(HandshakeKind::Resumed)),
        ];
        let protocol = conn.alpn_protocol().unwrap_or_default().to_vec();
        let certs = conn.peer_certificates().unwrap_or_default();
        let certs: Vec<Vec<u8>> = certs.iter().map(|c| c.as_ref().to_vec()).collect();
        Some((numbers, protocol, certs))
    });
    let Some((numbers, protocol, certs)) = found else {
        return (cx.ints(&[0; 5]), GoStr::EMPTY, GoSlice::NIL);
    };
    let certs: Vec<GoStr> = certs.iter().map(|c| cx.string(c)).collect();
    (cx.ints(&numbers), cx.string(protocol), cx.strings(&certs))
}

fn export(
    cx: &mut NativeCx,
    number: u64,
    label: GoStr,
    context: GoSlice<u8>,
    with_context: bool,
    length: i64,
) -> (GoSlice<u8>, bool) {
    let made = engine(number).with(None, |conn| {
        let context = with_context.then(|| context.items());
        let out = vec![0; length.max(0) as usize];
        conn.export_keying_material(out, &label, context).ok()
    });
    match made {
        Some(bytes) => (cx.bytes(&bytes), true),
        None => (GoSlice::NIL, false),
    }
}

crate::natives! {
    "sessionsNew" => sessions_new,
    "sessionsFree" => sessions_free,
    "sessionsForget" => sessions_forget,
    "engineNew" => new,
    "engineFree" => free,
    "engineStep" => step,
    "engineQuestion" => question,
    "engineReply" => reply,
    "engineError" => error,
    "engineOutgoing" => outgoing,
    "engineKeyLines" => key_lines,
    "engineSeal" => seal,
    "engineOpen" => open,
    "engineCloseNotify" => close_notify,
    "engineState" => state,
    "engineExport" => export,
}
