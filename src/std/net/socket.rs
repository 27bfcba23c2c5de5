//! Sockets: open, bind, connect, read, write, options.

use std::io;
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::time::Duration;

use socket2::{Domain, Protocol, SockRef, Socket, TcpKeepalive, Type};

use super::address::{decode, encode};
use super::{CLOSED, Done, at_once, call, errno, status};
use crate::sched::On;
use crate::sched::poller::{Side, Ticket};
use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, NativeFn};

/// At most this much goes to one system call.
const MOST: usize = 1 << 30;

/// Hands a socket to the poller.
fn watch(cx: &mut NativeCx, socket: Socket) -> (u64, i64) {
    let on: On<'static> = cx.ctx().on();
    let opened = on
        .sched()
        .poller()
        .and_then(|poller| poller.open(OwnedFd::from(socket)));
    match opened {
        Ok(ticket) => (ticket.word(), 0),
        Err(error) => (0, errno(&error)),
    }
}

/// `family`: 4, 6, else Unix; `kind`: the system's number of the type.
pub fn open(cx: &mut NativeCx, family: i64, kind: i64, protocol: i64) -> (u64, i64) {
    let domain = match family {
        4 => Domain::IPV4,
        6 => Domain::IPV6,
        _ => Domain::UNIX,
    };
    let protocol = (protocol != 0).then(|| Protocol::from(protocol as i32));
    match Socket::new(
        domain,
        Type::from(kind as i32).nonblocking().cloexec(),
        protocol,
    ) {
        Ok(socket) => watch(cx, socket),
        Err(error) => (0, errno(&error)),
    }
}

pub fn pair(cx: &mut NativeCx, kind: i64) -> (u64, u64, i64) {
    match Socket::pair(
        Domain::UNIX,
        Type::from(kind as i32).nonblocking().cloexec(),
        None,
    ) {
        Ok((a, b)) => {
            let (a, error) = watch(cx, a);
            if error != 0 {
                return (0, 0, error);
            }
            let (b, error) = watch(cx, b);
            (a, b, error)
        }
        Err(error) => (0, 0, errno(&error)),
    }
}

pub fn close(cx: &mut NativeCx, socket: u64) -> i64 {
    let on: On<'static> = cx.ctx().on();
    let sched = on.sched();
    let Ok(poller) = sched.poller() else {
        return CLOSED;
    };
    match poller.enter(sched, Ticket::from_word(socket)) {
        Ok(entered) if entered.close(on) => 0,
        _ => CLOSED,
    }
}

fn bad_address() -> io::Error {
    io::Error::from_raw_os_error(libc::EINVAL)
}

pub fn bind(cx: &mut NativeCx, socket: u64, address: GoStr) -> i64 {
    status(at_once(cx, socket, |s| {
        s.bind(&decode(&address).ok_or_else(bad_address)?)
    }))
}

pub fn listen(cx: &mut NativeCx, socket: u64, backlog: i64) -> i64 {
    status(at_once(cx, socket, |s| s.listen(backlog as i32)))
}

pub fn accept(cx: &mut NativeCx, socket: u64) -> Answer<(u64, GoStr, i64)> {
    call(
        cx,
        socket,
        Side::Read,
        |cx| NativeFn::call(&accept, cx),
        |_, s| match s.accept4_nonblocking() {
            // The client gave up while it waited: the next one.
            Err(e) if e.raw_os_error() == Some(libc::ECONNABORTED) => {
                Done::Failed(i64::from(libc::EINTR))
            }
            other => other.into(),
        },
        |cx, (accepted, address)| {
            let address = cx.string(encode(&address));
            let (ticket, error) = watch(cx, accepted);
            (ticket, address, error)
        },
        |error| (0, GoStr::EMPTY, error),
    )
}

trait AcceptNonblocking {
    fn accept4_nonblocking(&self) -> io::Result<(Socket, socket2::SockAddr)>;
}
impl AcceptNonblocking for SockRef<'_> {
    fn accept4_nonblocking(&self) -> io::Result<(Socket, socket2::SockAddr)> {
        use std::os::fd::{AsRawFd, FromRawFd};
        // SAFETY: the callback gives room for an address and its length; a descriptor that comes back is ours.
        unsafe {
            socket2::SockAddr::try_init(|storage, len| {
                let flags = libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
                match libc::accept4(self.as_raw_fd(), storage.cast(), len, flags) {
                    -1 => Err(io::Error::last_os_error()),
                    fd => Ok(Socket::from_raw_fd(fd)),
                }
            })
        }
    }
}

/// Begins to connect, or, when woken, looks how that went. `state[0]` is 1 once it has begun.
pub fn connect(cx: &mut NativeCx, socket: u64, address: GoStr) -> Answer<i64> {
    call(
        cx,
        socket,
        Side::Write,
        |cx| NativeFn::call(&connect, cx),
        |cx, s| {
            if cx.state[0] == 0 {
                cx.state[0] = 1;
                let Some(address) = decode(&address) else {
                    return Done::Failed(i64::from(libc::EINVAL));
                };
                return match s.connect(&address) {
                    Ok(()) => Done::Value(()),
                    Err(e) => match e.raw_os_error() {
                        Some(libc::EINPROGRESS | libc::EALREADY | libc::EINTR) => Done::Blocks,
                        Some(libc::EISCONN) => Done::Value(()),
                        _ => Done::Failed(errno(&e)),
                    },
                };
            }
            match s.take_error() {
                Ok(Some(e)) | Err(e) => Done::Failed(errno(&e)),
                // A socket that is not connected yet reports that it was hung up.
                Ok(None) => match s.peer_addr() {
                    Ok(_) => Done::Value(()),
                    Err(e) if e.raw_os_error() == Some(libc::ENOTCONN) => Done::Blocks,
                    Err(e) => Done::Failed(errno(&e)),
                },
            }
        },
        |_, ()| 0,
        |error| error,
    )
}

fn room(buffer: GoSlice<u8>) -> &'static mut [MaybeUninit<u8>] {
    if buffer.is_empty() {
        return &mut [];
    }
    // SAFETY: the slice's memory, which is kept alive by the native's arguments; used within one system call.
    unsafe { std::slice::from_raw_parts_mut(buffer.as_mut_ptr().cast(), buffer.len().min(MOST)) }
}

pub fn read(cx: &mut NativeCx, socket: u64, buffer: GoSlice<u8>) -> Answer<(i64, i64)> {
    call(
        cx,
        socket,
        Side::Read,
        |cx| NativeFn::call(&read, cx),
        |_, s| s.recv(room(buffer)).into(),
        |_, n| (n as i64, 0),
        |error| (0, error),
    )
}

/// Writes all; `state[0]` counts what is written.
pub fn write(cx: &mut NativeCx, socket: u64, bytes: GoSlice<u8>) -> Answer<(i64, i64)> {
    let mut written = cx.state[0] as usize;
    let count = std::cell::Cell::new(written);
    call(
        cx,
        socket,
        Side::Write,
        |cx| NativeFn::call(&write, cx),
        |cx, s| loop {
            let rest = &bytes.items()[written..];
            match s.send_with_flags(&rest[..rest.len().min(MOST)], libc::MSG_NOSIGNAL) {
                Ok(n) => {
                    written += n;
                    cx.state[0] = written as u64;
                    count.set(written);
                    if written == bytes.len() {
                        return Done::Value(());
                    }
                }
                Err(error) => return Err(error).into(),
            }
        },
        |_, ()| (count.get() as i64, 0),
        |error| (count.get() as i64, error),
    )
}

/// The number of bytes, the sender, whether the datagram was longer than the buffer, the error.
pub fn read_from(
    cx: &mut NativeCx,
    socket: u64,
    buffer: GoSlice<u8>,
) -> Answer<(i64, GoStr, bool, i64)> {
    call(
        cx,
        socket,
        Side::Read,
        |cx| NativeFn::call(&read_from, cx),
        |_, s| {
            s.recv_from_vectored(&mut [socket2::MaybeUninitSlice::new(room(buffer))])
                .into()
        },
        |cx, (n, flags, address)| {
            let address = cx.string(encode(&address));
            (n as i64, address, flags.is_truncated(), 0)
        },
        |error| (0, GoStr::EMPTY, false, error),
    )
}

pub fn write_to(
    cx: &mut NativeCx,
    socket: u64,
    bytes: GoSlice<u8>,
    address: GoStr,
) -> Answer<(i64, i64)> {
    call(
        cx,
        socket,
        Side::Write,
        |cx| NativeFn::call(&write_to, cx),
        |_, s| match decode(&address) {
            Some(to) => s
                .send_to_with_flags(bytes.items(), &to, libc::MSG_NOSIGNAL)
                .into(),
            None => Done::Failed(i64::from(libc::EINVAL)),
        },
        |_, n| (n as i64, 0),
        |error| (0, error),
    )
}

/// `how`: 0 reading, 1 writing.
pub fn shutdown(cx: &mut NativeCx, socket: u64, how: i64) -> i64 {
    let how = if how == 0 {
        Shutdown::Read
    } else {
        Shutdown::Write
    };
    status(at_once(cx, socket, |s| s.shutdown(how)))
}

/// Sets deadlines, `delay` nanoseconds from now, for reading (bit 0 of `sides`) and writing (bit 1).
pub fn deadline(cx: &mut NativeCx, socket: u64, sides: i64, delay: i64, none: bool) -> i64 {
    let on: On<'static> = cx.ctx().on();
    let sched = on.sched();
    let Ok(poller) = sched.poller() else {
        return CLOSED;
    };
    let Ok(entered) = poller.enter(sched, Ticket::from_word(socket)) else {
        return CLOSED;
    };
    let deadline = (!none).then(|| sched.now().saturating_add(delay).min(i64::MAX - 1));
    for (bit, side) in [(1, Side::Read), (2, Side::Write)] {
        if sides & bit != 0 {
            entered.set_deadline(on, side, deadline);
        }
    }
    0
}

/// The socket's own address or its peer's.
pub fn name(cx: &mut NativeCx, socket: u64, peer: bool) -> (GoStr, i64) {
    let found = at_once(cx, socket, |s| {
        if peer { s.peer_addr() } else { s.local_addr() }
    });
    match found {
        Ok(address) => (cx.string(encode(&address)), 0),
        Err(error) => (GoStr::EMPTY, error),
    }
}

/// The numbers of `what` are those of the Go side's constants.
pub fn option(cx: &mut NativeCx, socket: u64, what: i64, value: i64) -> i64 {
    let seconds = || Duration::from_secs(value.max(0) as u64);
    status(at_once(cx, socket, |s| match what {
        0 => s.set_tcp_nodelay(value != 0),
        1 => s.set_keepalive(value != 0),
        2 => s.set_tcp_keepalive(&TcpKeepalive::new().with_time(seconds())),
        3 => s.set_tcp_keepalive(&TcpKeepalive::new().with_interval(seconds())),
        4 => s.set_tcp_keepalive(&TcpKeepalive::new().with_retries(value.max(0) as u32)),
        5 => s.set_reuse_address(value != 0),
        6 => s.set_only_v6(value != 0),
        7 => s.set_recv_buffer_size(value.max(0) as usize),
        8 => s.set_send_buffer_size(value.max(0) as usize),
        9 => s.set_linger((value >= 0).then(seconds)),
        10 => s.set_broadcast(value != 0),
        _ => Err(io::Error::from_raw_os_error(libc::ENOPROTOOPT)),
    }))
}
