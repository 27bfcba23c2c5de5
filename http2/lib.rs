//! One side of an HTTP/2 connection: h2 without a socket. Go's side brings what it has read, takes away what is to be written, and learns
//! from events which streams have news; nothing here waits.

mod frames;

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use bytes::Bytes;
pub use h2::ext::Protocol;
use h2::{Error, RecvStream, SendStream, client, server};
use http::{HeaderMap, Request, Response};
use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use frames::Frames;

/// More than this is not put together before some of it has been written: the peer reads slowly.
const OUTGOING: usize = 256 << 10;

/// What an event is about, in its two lowest bits; the rest is the stream's number, 0 for the connection.
pub const RECEIVES: u64 = 0;
pub const SENDS: u64 = 1;
pub const BEGINS: u64 = 2;
pub const ENDS: u64 = 3;

/// The limits of a connection, as `http.HTTP2Config` has them.
pub struct Limits {
    pub streams: u32,
    pub stream_window: u32,
    pub connection_window: u32,
    pub frame: u32,
    pub header_list: u32,
    pub header_table: u32,
}

#[derive(Default)]
struct Buffers {
    incoming: Vec<u8>,
    /// How much of `incoming` has been read.
    at: usize,
    ended: bool,
    outgoing: Vec<u8>,
}

/// What h2 takes for the connection.
struct Wire(Arc<Mutex<Buffers>>);

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut buffers = self.0.lock();
        let rest = &buffers.incoming[buffers.at..];
        if rest.is_empty() && !buffers.ended {
            return Poll::Pending;
        }
        let n = rest.len().min(into.remaining());
        into.put_slice(&rest[..n]);
        buffers.at += n;
        if buffers.at == buffers.incoming.len() {
            buffers.incoming.clear();
            buffers.at = 0;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut buffers = self.0.lock();
        if buffers.outgoing.len() >= OUTGOING {
            return Poll::Pending;
        }
        buffers.outgoing.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

type Events = Arc<Mutex<Vec<u64>>>;

/// Wakes by writing an event down.
struct Bell {
    event: u64,
    events: Events,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let mut events = self.events.lock();
        if !events.contains(&self.event) {
            events.push(self.event);
        }
    }
}

enum Side {
    Accepting(server::Handshake<Wire, Bytes>),
    Server(server::Connection<Wire, Bytes>),
    Client(client::SendRequest<Bytes>, client::Connection<Wire, Bytes>),
    Over,
}

/// Who sends the head of a server's answer.
enum Answer {
    Asked(server::SendResponse<Bytes>),
    Promised(server::SendPushedResponse<Bytes>),
}

#[derive(Default)]
struct Stream {
    request: Option<Request<()>>,
    answer: Option<Answer>,
    response: Option<client::ResponseFuture>,
    receive: Option<RecvStream>,
    /// Of what has been received, what nobody has read yet.
    rest: Bytes,
    /// How much of a body the peer has sent.
    sent: u64,
    send: Option<SendStream<Bytes>>,
    fault: Option<Fault>,
}

/// Why a stream or a connection ended.
#[derive(Clone, Debug, Default)]
pub struct Fault {
    /// One of the constants below.
    pub kind: u64,
    /// RFC 9113, section 7
    pub code: u32,
    /// It was the peer that said so.
    pub remote: bool,
    pub text: String,
    /// Where the peer said GOAWAY, the last stream that it has looked at; else how much of a body it sent.
    pub count: u64,
}

pub const RESET: u64 = 1;
pub const GO_AWAY: u64 = 2;
pub const LOST: u64 = 3;
pub const MISUSED: u64 = 4;

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        let kind = match () {
            () if error.is_reset() => RESET,
            () if error.is_go_away() => GO_AWAY,
            () if error.is_io() => LOST,
            () => MISUSED,
        };
        Fault {
            kind,
            code: error.reason().map_or(0, u32::from),
            remote: error.is_remote(),
            text: error.to_string(),
            ..Fault::default()
        }
    }
}

/// What a read or a write came to.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Moved {
    Bytes(usize),
    /// An event of the stream will say when to try again.
    NotYet,
    End,
    Failed,
}

pub struct Engine {
    buffers: Arc<Mutex<Buffers>>,
    events: Events,
    inner: Mutex<Inner>,
}

struct Inner {
    side: Side,
    streams: HashMap<u32, Stream>,
    frames: Frames,
    /// Of the connection, once it is over.
    fault: Option<Fault>,
    ping: Option<h2::PingPong>,
}

impl Engine {
    pub fn server(limits: &Limits) -> Engine {
        let mut builder = server::Builder::new();
        builder
            .max_concurrent_streams(limits.streams)
            .initial_window_size(limits.stream_window)
            .initial_connection_window_size(limits.connection_window)
            .max_frame_size(limits.frame)
            .max_header_list_size(limits.header_list);
        Engine::new(true, |wire| Side::Accepting(builder.handshake(wire)))
    }

    /// The error is of limits that the protocol does not allow.
    pub fn client(limits: &Limits) -> Engine {
        let mut builder = client::Builder::new();
        builder
            .enable_push(false)
            // Until the server has said how many.
            .initial_max_send_streams(100)
            .max_concurrent_streams(limits.streams)
            .initial_window_size(limits.stream_window)
            .initial_connection_window_size(limits.connection_window)
            .max_frame_size(limits.frame)
            .max_header_list_size(limits.header_list)
            .header_table_size(limits.header_table);
        Engine::new(false, |wire| {
            let mut shaking = Box::pin(builder.handshake(wire));
            // It only writes its preface, and that is never refused.
            match shaking
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
            {
                Poll::Ready(Ok((requests, connection))) => Side::Client(requests, connection),
                _ => Side::Over,
            }
        })
    }

    fn new(server: bool, side: impl FnOnce(Wire) -> Side) -> Engine {
        let buffers = Arc::<Mutex<Buffers>>::default();
        Engine {
            inner: Mutex::new(Inner {
                side: side(Wire(buffers.clone())),
                streams: HashMap::new(),
                frames: Frames::new(server),
                fault: None,
                ping: None,
            }),
            events: Arc::default(),
            buffers,
        }
    }

    fn waker(&self, event: u64) -> Waker {
        let events = self.events.clone();
        Waker::from(Arc::new(Bell { event, events }))
    }

    fn stream_waker(&self, stream: u32, about: u64) -> Waker {
        self.waker(u64::from(stream) << 2 | about)
    }

    /// Takes what has been read from the connection, and goes on as far as that leads.
    pub fn turn(&self, incoming: &[u8], ended: bool) -> Vec<u64> {
        let mut inner = self.inner.lock();
        let mut bodies = Vec::new();
        {
            let mut buffers = self.buffers.lock();
            let to = &mut buffers.incoming;
            inner.frames.pass(incoming, to, &mut bodies);
            buffers.ended |= ended;
        }
        self.go_on(&mut inner);
        for (number, size) in bodies {
            if let Some(stream) = inner.streams.get_mut(&number) {
                stream.sent += size as u64;
            }
        }
        drop(inner);
        std::mem::take(&mut self.events.lock())
    }

    /// What is to be written next.
    pub fn outgoing(&self) -> Vec<u8> {
        std::mem::take(&mut self.buffers.lock().outgoing)
    }

    fn go_on(&self, inner: &mut Inner) {
        let waker = Waker::noop();
        let cx = &mut Context::from_waker(waker);
        let note = |event| self.events.lock().push(event);
        while inner.fault.is_none() {
            let over = match &mut inner.side {
                Side::Over => return,
                Side::Accepting(shaking) => match Pin::new(shaking).poll(cx) {
                    Poll::Pending => return,
                    Poll::Ready(Ok(connection)) => {
                        inner.side = Side::Server(connection);
                        continue;
                    }
                    Poll::Ready(Err(error)) => Fault::from(error),
                },
                Side::Server(connection) => match connection.poll_accept(cx) {
                    Poll::Pending => return,
                    Poll::Ready(Some(Ok((request, answer)))) => {
                        let (parts, receive) = request.into_parts();
                        let number = answer.stream_id().as_u32();
                        let stream = Stream {
                            request: Some(Request::from_parts(parts, ())),
                            answer: Some(Answer::Asked(answer)),
                            receive: Some(receive),
                            ..Stream::default()
                        };
                        inner.streams.insert(number, stream);
                        note(u64::from(number) << 2 | BEGINS);
                        continue;
                    }
                    Poll::Ready(Some(Err(error))) => Fault::from(error),
                    Poll::Ready(None) => Fault::default(),
                },
                Side::Client(_, connection) => match Pin::new(connection).poll(cx) {
                    Poll::Pending => return,
                    Poll::Ready(Ok(())) => Fault::default(),
                    Poll::Ready(Err(error)) => Fault::from(error),
                },
            };
            // The connection itself is kept: its streams may still be read.
            inner.fault = Some(over);
            note(ENDS);
        }
    }

    /// A server takes no further streams; the connection ends with the last of those there are.
    pub fn finish(&self) {
        if let Side::Server(connection) = &mut self.inner.lock().side {
            connection.graceful_shutdown();
        }
    }

    /// Why the stream ended; of stream 0, the connection.
    pub fn fault(&self, stream: u32) -> Option<Fault> {
        let inner = self.inner.lock();
        let stream = inner.streams.get(&stream);
        let own = stream.and_then(|s| s.fault.clone());
        let mut fault = own.or_else(|| inner.fault.clone())?;
        fault.count = stream.map_or(0, |s| s.sent);
        let client = matches!(inner.side, Side::Client(..));
        match inner.frames.away() {
            // A connection that ends behind it ends because of it.
            Some((last, code, more)) if fault.kind == GO_AWAY || client && fault.kind == LOST => {
                fault = Fault {
                    kind: GO_AWAY,
                    code,
                    remote: fault.remote || fault.kind == LOST,
                    text: String::from_utf8_lossy(more).into_owned(),
                    count: u64::from(last),
                }
            }
            _ => {}
        }
        Some(fault)
    }

    /// The request that a stream of a server began with.
    pub fn request(&self, stream: u32) -> Option<(Request<()>, bool)> {
        let mut inner = self.inner.lock();
        let stream = inner.streams.get_mut(&stream)?;
        let whole = stream.receive.as_ref().is_none_or(|r| r.is_end_stream());
        Some((stream.request.take()?, whole))
    }

    /// Begins a stream of a client: its number; 0 if an event of the connection will say when to try again.
    pub fn ask(&self, request: Request<()>, whole: bool) -> Result<u32, Fault> {
        let waker = self.waker(SENDS);
        let mut inner = self.inner.lock();
        if let Some(fault) = &inner.fault {
            return Err(fault.clone());
        }
        let Side::Client(requests, _) = &mut inner.side else {
            return Err(Fault::default());
        };
        match requests.poll_ready(&mut Context::from_waker(&waker)) {
            Poll::Pending => return Ok(0),
            Poll::Ready(ready) => ready?,
        }
        let (response, send) = requests.send_request(request, whole)?;
        let number = response.stream_id().as_u32();
        let stream = Stream {
            response: Some(response),
            send: Some(send),
            ..Stream::default()
        };
        inner.streams.insert(number, stream);
        Ok(number)
    }

    /// The next answer of a stream of a client: informational ones first; `Ok(None)`: not yet.
    pub fn response(&self, number: u32) -> Result<Option<Response<()>>, Fault> {
        let waker = self.stream_waker(number, RECEIVES);
        let cx = &mut Context::from_waker(&waker);
        let mut inner = self.inner.lock();
        let lost = inner.fault.clone().unwrap_or_default();
        let stream = inner.streams.get_mut(&number).ok_or(lost.clone())?;
        let future = stream.response.as_mut().ok_or(lost)?;
        if let Poll::Ready(Some(Ok(response))) = future.poll_informational(cx) {
            return Ok(Some(response));
        }
        match Pin::new(future).poll(cx) {
            Poll::Pending => Ok(None),
            Poll::Ready(Err(error)) => {
                let fault = Fault::from(error);
                stream.fault = Some(fault.clone());
                Err(fault)
            }
            Poll::Ready(Ok(response)) => {
                let (parts, receive) = response.into_parts();
                stream.receive = Some(receive);
                stream.response = None;
                Ok(Some(Response::from_parts(parts, ())))
            }
        }
    }

    /// Whether nothing more comes on the stream.
    pub fn received_all(&self, number: u32) -> bool {
        let inner = self.inner.lock();
        let stream = inner.streams.get(&number);
        let receive = stream.and_then(|s| s.receive.as_ref());
        receive.is_none_or(|r| r.is_end_stream())
    }

    /// Sends the head of a server's answer.
    pub fn respond(&self, number: u32, response: Response<()>, whole: bool) -> bool {
        let mut inner = self.inner.lock();
        let Some(stream) = inner.streams.get_mut(&number) else {
            return false;
        };
        let informational = response.status().is_informational();
        let sent = match &mut stream.answer {
            Some(Answer::Asked(answer)) if informational => {
                return answer.send_informational(response).is_ok();
            }
            Some(Answer::Asked(answer)) => answer.send_response(response, whole),
            Some(Answer::Promised(answer)) => answer.send_response(response, whole),
            None => return false,
        };
        match sent {
            Ok(send) => {
                stream.send = Some(send);
                true
            }
            Err(error) => {
                stream.fault = Some(error.into());
                false
            }
        }
    }

    /// Promises an answer that nobody asked for: the number of its stream.
    pub fn promise(&self, number: u32, request: Request<()>) -> Result<u32, Fault> {
        let mut inner = self.inner.lock();
        let stream = inner.streams.get_mut(&number);
        let Some(Answer::Asked(answer)) = stream.and_then(|s| s.answer.as_mut()) else {
            return Err(Fault::default());
        };
        let promised = answer.push_request(request)?;
        let number = promised.stream_id().as_u32();
        let stream = Stream {
            answer: Some(Answer::Promised(promised)),
            ..Stream::default()
        };
        inner.streams.insert(number, stream);
        Ok(number)
    }

    pub fn read(&self, number: u32, into: &mut [u8]) -> Moved {
        let waker = self.stream_waker(number, RECEIVES);
        let mut inner = self.inner.lock();
        let Some(stream) = inner.streams.get_mut(&number) else {
            return Moved::Failed;
        };
        let Some(receive) = &mut stream.receive else {
            return Moved::End;
        };
        while stream.rest.is_empty() {
            match receive.poll_data(&mut Context::from_waker(&waker)) {
                Poll::Pending => return Moved::NotYet,
                Poll::Ready(None) => return Moved::End,
                Poll::Ready(Some(Ok(bytes))) => stream.rest = bytes,
                Poll::Ready(Some(Err(error))) => {
                    stream.fault = Some(error.into());
                    return Moved::Failed;
                }
            }
        }
        let n = stream.rest.len().min(into.len());
        into[..n].copy_from_slice(&stream.rest.split_to(n));
        // Refused only where the stream has ended, and then nobody waits for room.
        let _ = receive.flow_control().release_capacity(n);
        Moved::Bytes(n)
    }

    /// What was sent behind the body, once that has been read.
    pub fn trailers(&self, number: u32) -> Option<HeaderMap> {
        let mut inner = self.inner.lock();
        let receive = inner.streams.get_mut(&number)?.receive.as_mut()?;
        match receive.poll_trailers(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(trailers)) => trailers,
            _ => None,
        }
    }

    pub fn write(&self, number: u32, from: &[u8], end: bool) -> Moved {
        let waker = self.stream_waker(number, SENDS);
        let cx = &mut Context::from_waker(&waker);
        let mut inner = self.inner.lock();
        let stream = inner.streams.get_mut(&number);
        let Some(stream) = stream else {
            return Moved::Failed;
        };
        let Some(send) = &mut stream.send else {
            return Moved::Failed;
        };
        let mut fail = |error: Error| {
            stream.fault = Some(error.into());
            Moved::Failed
        };
        if from.is_empty() {
            return match send.send_data(Bytes::new(), end) {
                Ok(()) => Moved::Bytes(0),
                Err(error) => fail(error),
            };
        }
        send.reserve_capacity(from.len());
        while send.capacity() == 0 {
            match send.poll_capacity(cx) {
                Poll::Pending => return Moved::NotYet,
                Poll::Ready(Some(Ok(_))) => {}
                Poll::Ready(Some(Err(error))) => return fail(error),
                Poll::Ready(None) => return Moved::Failed,
            }
        }
        let n = send.capacity().min(from.len());
        let last = end && n == from.len();
        match send.send_data(Bytes::copy_from_slice(&from[..n]), last) {
            Ok(()) => Moved::Bytes(n),
            Err(error) => fail(error),
        }
    }

    /// Ends what is sent with these fields.
    pub fn write_trailers(&self, number: u32, trailers: HeaderMap) -> bool {
        let mut inner = self.inner.lock();
        let send = inner.streams.get_mut(&number).and_then(|s| s.send.as_mut());
        send.is_some_and(|s| s.send_trailers(trailers).is_ok())
    }

    /// The code of the peer's reset, if there was one; else an event will tell.
    pub fn reset_by_peer(&self, number: u32) -> Option<u32> {
        let waker = self.stream_waker(number, SENDS);
        let cx = &mut Context::from_waker(&waker);
        let mut inner = self.inner.lock();
        let stream = inner.streams.get_mut(&number)?;
        let polled = match (&mut stream.send, &mut stream.answer) {
            (Some(send), _) => send.poll_reset(cx),
            (None, Some(Answer::Asked(answer))) => answer.poll_reset(cx),
            (None, Some(Answer::Promised(answer))) => answer.poll_reset(cx),
            (None, None) => return None,
        };
        match polled {
            Poll::Ready(Ok(reason)) => Some(reason.into()),
            Poll::Ready(Err(error)) => Some(error.reason().map_or(0, u32::from)),
            Poll::Pending => None,
        }
    }

    pub fn reset(&self, number: u32, code: u32) {
        let mut inner = self.inner.lock();
        let Some(stream) = inner.streams.get_mut(&number) else {
            return;
        };
        match (&mut stream.send, &mut stream.answer) {
            (Some(send), _) => send.send_reset(code.into()),
            (None, Some(Answer::Asked(answer))) => answer.send_reset(code.into()),
            (None, Some(Answer::Promised(answer))) => answer.send_reset(code.into()),
            (None, None) => {}
        }
    }

    /// Forgets a stream; what of it is not over is cancelled.
    pub fn release(&self, number: u32) {
        self.inner.lock().streams.remove(&number);
    }

    /// Sends a ping; `pong` says whether it has been answered.
    pub fn ping(&self) -> bool {
        let mut inner = self.inner.lock();
        let inner = &mut *inner;
        if inner.ping.is_none() {
            inner.ping = match &mut inner.side {
                Side::Server(connection) => connection.ping_pong(),
                Side::Client(_, connection) => connection.ping_pong(),
                _ => None,
            };
        }
        let ping = inner.ping.as_mut();
        ping.is_some_and(|p| p.send_ping(h2::Ping::opaque()).is_ok())
    }

    pub fn pong(&self) -> bool {
        let mut inner = self.inner.lock();
        let cx = &mut Context::from_waker(Waker::noop());
        let ping = inner.ping.as_mut();
        ping.is_some_and(|p| p.poll_pong(cx).is_ready())
    }

    /// How many streams a client may have open.
    pub fn most_streams(&self) -> usize {
        match &self.inner.lock().side {
            Side::Client(requests, _) => requests.current_max_send_streams(),
            _ => 0,
        }
    }
}
