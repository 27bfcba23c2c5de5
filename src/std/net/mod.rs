//! Package net: sockets on the scheduler's poller, and names through the system's resolver.
//!
//! A socket is named to Go by its ticket, a number. Calls answer an error number: 0 for none, those of the system, and two of our own
//! below. A call that would block parks its goroutine and is made again when the poller has woken it (`call`).

mod address;
pub mod http;
mod interfaces;
mod lookup;
pub mod pipes;
mod sniff;
mod socket;
pub mod textproto;
pub mod url;

use std::io;
use std::os::fd::BorrowedFd;

use socket2::SockRef;

use crate::sched::poller::{Side, Ticket, Waited};
use crate::sched::{On, WaitReason};
use crate::vm::native::{Answer, IntoSlots, NativeCx, Outcome, Then, put};

/// The socket was closed.
const CLOSED: i64 = -1;
/// The deadline has passed.
const DEADLINE: i64 = -2;

fn errno(error: &io::Error) -> i64 {
    i64::from(error.raw_os_error().unwrap_or(libc::EINVAL))
}

/// What a system call came to.
enum Done<T> {
    Value(T),
    /// Nothing is there yet, or no room: again when the side is ready.
    Blocks,
    Failed(i64),
}

impl<T> From<io::Result<T>> for Done<T> {
    fn from(result: io::Result<T>) -> Done<T> {
        match result {
            Ok(value) => Done::Value(value),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Done::Blocks,
            Err(error) => Done::Failed(errno(&error)),
        }
    }
}

/// Makes a system call that may have to wait for a side of the socket. `failed` makes the native's result of an error number; `again` is the
/// native itself, which finds its arguments where they were (and `cx.state`).
fn call<T, R: IntoSlots>(
    cx: &mut NativeCx,
    ticket: u64,
    side: Side,
    again: Then,
    mut system: impl FnMut(&mut NativeCx, SockRef<'_>) -> Done<T>,
    done: impl FnOnce(&mut NativeCx, T) -> R,
    failed: impl FnOnce(i64) -> R,
) -> Answer<R> {
    let on: On<'static> = cx.ctx().on();
    let sched = on.sched();
    let entered = sched
        .poller()
        .ok()
        .and_then(|p| p.enter(sched, Ticket::from_word(ticket)).ok());
    let Some(entered) = entered else {
        return Answer::value(cx, failed(CLOSED));
    };
    if entered.expired(side) {
        drop(entered);
        return Answer::value(cx, failed(DEADLINE));
    }
    let error = loop {
        let seen = entered.seen(side);
        // SAFETY: open while `entered` exists.
        let fd = unsafe { BorrowedFd::borrow_raw(entered.fd()) };
        match system(cx, SockRef::from(&fd)) {
            Done::Value(value) => {
                drop(entered);
                let result = done(cx, value);
                return Answer::new(put(cx, result));
            }
            Done::Failed(e) if e == i64::from(libc::EINTR) => continue,
            Done::Failed(e) => break e,
            Done::Blocks => {}
        }
        let waited = entered.wait(side, seen, || {
            cx.will_park(WaitReason::IoWait, Some(again));
            cx.g()
        });
        match waited {
            // The goroutine may run elsewhere already: nothing of it may be touched from here on.
            Waited::Parked => return Answer::new(Outcome::Park),
            Waited::Retry => {}
            Waited::TimedOut => break DEADLINE,
            Waited::Closed => break CLOSED,
        }
    };
    drop(entered);
    Answer::value(cx, failed(error))
}

/// A system call that never waits.
fn at_once<T>(
    cx: &mut NativeCx,
    ticket: u64,
    system: impl FnOnce(SockRef<'_>) -> io::Result<T>,
) -> Result<T, i64> {
    let on: On<'static> = cx.ctx().on();
    let sched = on.sched();
    let poller = sched.poller().map_err(|e| errno(&e))?;
    let entered = poller
        .enter(sched, Ticket::from_word(ticket))
        .map_err(|_| CLOSED)?;
    // SAFETY: open while `entered` exists.
    let fd = unsafe { BorrowedFd::borrow_raw(entered.fd()) };
    system(SockRef::from(&fd)).map_err(|e| errno(&e))
}

/// 0, or the error's number.
fn status(result: Result<(), i64>) -> i64 {
    result.err().unwrap_or(0)
}

crate::natives! {
    "socketOpen" => socket::open,
    "socketPair" => socket::pair,
    "socketClose" => socket::close,
    "socketBind" => socket::bind,
    "socketListen" => socket::listen,
    "socketAccept" => socket::accept,
    "socketConnect" => socket::connect,
    "socketRead" => socket::read,
    "socketWrite" => socket::write,
    "socketSendFile" => socket::send_file,
    "socketReadFrom" => socket::read_from,
    "socketWriteTo" => socket::write_to,
    "socketShutdown" => socket::shutdown,
    "socketDeadline" => socket::deadline,
    "socketName" => socket::name,
    "socketOption" => socket::option,
    "socketFd" => socket::descriptor,
    "socketDup" => socket::duplicate,
    "socketFrom" => socket::from_descriptor,
    "socketUsable" => socket::usable,
    "socketWait" => socket::wait,
    "socketReadMsg" => socket::read_msg,
    "socketWriteMsg" => socket::write_msg,
    "socketJoin" => socket::join,
    "lookupHost" => lookup::host,
    "lookupAddr" => lookup::addr,
    "lookupCanonical" => lookup::canonical,
    "interfaceTable" => interfaces::table,
    "interfaceIndex" => interfaces::index,
    "interfaceName" => interfaces::name,
}

/// Requests may go to https, wherever their URLs come from: whoever makes requests has the half that speaks TLS, and whoever names
/// anything of TLS. Servers without either do not.
const NAMED: &[&str] = &[
    "TLS",
    "Client",
    "Transport",
    "http.Get",
    "http.Head",
    "http.Post",
    "ReverseProxy",
    "DumpRequestOut",
    "NewTestServer",
    "Certificate",
    "SetUnencryptedHTTP2",
];

/// See `std::Halves`.
pub const HTTP_HALVES: crate::std::Halves = crate::std::Halves {
    of: "net/http",
    with: crate::std::packed_files!["net/http": "server_tls.go", "client_tls.go", "client_trace.go", "client_socks.go", "http2_server.go", "http2_client.go", "gunzip.go", "single_conn.go"],
    without: crate::std::packed_files!["net/http": "without_tls.go"],
    beside: "crypto/tls",
    named: NAMED,
};

/// See `std::Halves`.
pub const HTTPTEST_HALVES: crate::std::Halves = crate::std::Halves {
    of: "net/http/httptest",
    with: crate::std::packed_files!["net/http/httptest": "tls.go", "cert.go"],
    without: crate::std::packed_files!["net/http/httptest": "without_tls.go"],
    beside: "crypto/tls",
    named: NAMED,
};
