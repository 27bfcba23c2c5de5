//! Sockets: open, bind, connect, read, write, options.

use std::io;
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsRawFd, OwnedFd};
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
pub(super) fn watch(cx: &mut NativeCx, socket: impl Into<OwnedFd>) -> (u64, i64) {
    let on: On<'static> = cx.ctx().on();
    let opened = on
        .sched()
        .poller()
        .and_then(|poller| poller.open(socket.into()));
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

pub(super) fn room(buffer: GoSlice<u8>) -> &'static mut [MaybeUninit<u8>] {
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

/// Sends what a file has next.
pub fn send_file(cx: &mut NativeCx, socket: u64, file: u64, most: i64) -> Answer<(i64, i64)> {
    call(
        cx,
        socket,
        Side::Write,
        |cx| NativeFn::call(&send_file, cx),
        |_, s| {
            let at = std::ptr::null_mut();
            // SAFETY: a system call on two descriptors, which moves the file's own offset and touches no memory of ours.
            match unsafe { libc::sendfile(s.as_raw_fd(), file as i32, at, most as usize) } {
                n @ 0.. => Done::Value(n),
                _ => Err(io::Error::last_os_error()).into(),
            }
        },
        |_, n| (n as i64, 0),
        |error| (0, error),
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

/// The interface, by its index, that datagrams to a group leave by.
fn multicast_from(s: SockRef<'_>, index: i32) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let request = libc::ip_mreqn {
        imr_multiaddr: libc::in_addr { s_addr: 0 },
        imr_address: libc::in_addr { s_addr: 0 },
        imr_ifindex: index,
    };
    // SAFETY: the value is of the option's type, with its size.
    let result = unsafe {
        libc::setsockopt(
            s.as_raw_fd(),
            libc::IPPROTO_IP,
            libc::IP_MULTICAST_IF,
            (&raw const request).cast(),
            size_of_val(&request) as libc::socklen_t,
        )
    };
    match result {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
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
        11 => s.set_multicast_loop_v4(value != 0),
        12 => s.set_multicast_loop_v6(value != 0),
        13 => multicast_from(s, value as i32),
        14 => s.set_multicast_if_v6(value as u32),
        _ => Err(io::Error::from_raw_os_error(libc::ENOPROTOOPT)),
    }))
}

/// The descriptor itself, which stays the socket's.
pub fn descriptor(cx: &mut NativeCx, socket: u64) -> (i64, i64) {
    use std::os::fd::AsRawFd;
    match at_once(cx, socket, |s| Ok(s.as_raw_fd())) {
        Ok(fd) => (i64::from(fd), 0),
        Err(error) => (-1, error),
    }
}

/// A descriptor of its own for the same socket.
pub fn duplicate(cx: &mut NativeCx, socket: u64) -> (i64, i64) {
    use std::os::fd::IntoRawFd;
    match at_once(cx, socket, |s| s.try_clone()) {
        Ok(copy) => (i64::from(copy.into_raw_fd()), 0),
        Err(error) => (-1, error),
    }
}

/// A socket for a copy of a descriptor: with its family (4, 6, 0: Unix, -1: another) and the number of its type.
pub fn from_descriptor(cx: &mut NativeCx, fd: i64) -> (u64, i64, i64, i64) {
    let opened = (|| {
        let fd = i32::try_from(fd).map_err(|_| io::Error::from_raw_os_error(libc::EBADF))?;
        // SAFETY: fcntl fails for what is no open descriptor; a copy that comes back is ours.
        let copy = unsafe {
            use std::os::fd::FromRawFd;
            match libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) {
                -1 => return Err(io::Error::last_os_error()),
                copy => Socket::from(OwnedFd::from_raw_fd(copy)),
            }
        };
        let family = match copy.domain()? {
            Domain::IPV4 => 4,
            Domain::IPV6 => 6,
            Domain::UNIX => 0,
            _ => -1,
        };
        let kind = i32::from(copy.r#type()?);
        copy.set_nonblocking(true)?;
        Ok((copy, family, kind))
    })();
    match opened {
        Ok((copy, family, kind)) => {
            let (ticket, error) = watch(cx, copy);
            (ticket, family, i64::from(kind), error)
        }
        Err(error) => (0, 0, 0, errno(&error)),
    }
}

/// Whether a side can be used: the socket is open, and its deadline has not passed.
pub fn usable(cx: &mut NativeCx, socket: u64, write: bool) -> Answer<i64> {
    let side = if write { Side::Write } else { Side::Read };
    call(
        cx,
        socket,
        side,
        |cx| NativeFn::call(&usable, cx),
        |_, _| Done::Value(()),
        |_, ()| 0,
        |error| error,
    )
}

/// Waits until a side is ready.
pub fn wait(cx: &mut NativeCx, socket: u64, write: bool) -> Answer<i64> {
    let (side, events) = match write {
        true => (Side::Write, libc::POLLOUT),
        false => (Side::Read, libc::POLLIN),
    };
    call(
        cx,
        socket,
        side,
        |cx| NativeFn::call(&wait, cx),
        |_, s| {
            use std::os::fd::AsRawFd;
            let mut asked = libc::pollfd {
                fd: s.as_raw_fd(),
                events,
                revents: 0,
            };
            // SAFETY: one entry.
            match unsafe { libc::poll(&raw mut asked, 1, 0) } {
                0 => Done::Blocks,
                -1 => Done::Failed(errno(&io::Error::last_os_error())),
                _ => Done::Value(()),
            }
        },
        |_, ()| 0,
        |error| error,
    )
}

/// The numbers of bytes and of bytes beside them, the flags, the sender, the error.
pub fn read_msg(
    cx: &mut NativeCx,
    socket: u64,
    buffer: GoSlice<u8>,
    beside: GoSlice<u8>,
    cloexec: bool,
) -> Answer<(i64, i64, i64, GoStr, i64)> {
    call(
        cx,
        socket,
        Side::Read,
        |cx| NativeFn::call(&read_msg, cx),
        |_, s| {
            use std::os::fd::AsRawFd;
            let (room, beside) = (room(buffer), room(beside));
            let mut part = libc::iovec {
                iov_base: room.as_mut_ptr().cast(),
                iov_len: room.len(),
            };
            let (mut n, mut beside_n, mut flags) = (0, 0, 0);
            // SAFETY: recvmsg fills the buffers, within their lengths, and the address that it is given room for.
            let received = unsafe {
                socket2::SockAddr::try_init(|storage, len| {
                    let mut message: libc::msghdr = std::mem::zeroed();
                    message.msg_name = storage.cast();
                    message.msg_namelen = *len;
                    message.msg_iov = &raw mut part;
                    message.msg_iovlen = 1;
                    message.msg_control = beside.as_mut_ptr().cast();
                    message.msg_controllen = beside.len() as _;
                    let with = if cloexec { libc::MSG_CMSG_CLOEXEC } else { 0 };
                    n = libc::recvmsg(s.as_raw_fd(), &raw mut message, with);
                    if n < 0 {
                        return Err(io::Error::last_os_error());
                    }
                    beside_n = message.msg_controllen as i64;
                    flags = i64::from(message.msg_flags);
                    *len = message.msg_namelen;
                    Ok(())
                })
            };
            received
                .map(|((), from)| (n as i64, beside_n, flags, from))
                .into()
        },
        |cx, (n, beside_n, flags, from)| (n, beside_n, flags, cx.string(encode(&from)), 0),
        |error| (0, 0, 0, GoStr::EMPTY, error),
    )
}

/// Without an address: to the peer.
pub fn write_msg(
    cx: &mut NativeCx,
    socket: u64,
    bytes: GoSlice<u8>,
    beside: GoSlice<u8>,
    address: GoStr,
) -> Answer<(i64, i64)> {
    call(
        cx,
        socket,
        Side::Write,
        |cx| NativeFn::call(&write_msg, cx),
        |_, s| {
            let parts = [io::IoSlice::new(bytes.items())];
            let mut message = socket2::MsgHdr::new().with_buffers(&parts);
            if !beside.is_empty() {
                message = message.with_control(beside.items());
            }
            let to = decode(&address);
            match &to {
                Some(to) => message = message.with_addr(to),
                None if !address.is_empty() => return Done::Failed(i64::from(libc::EINVAL)),
                None => {}
            }
            s.sendmsg(&message, libc::MSG_NOSIGNAL).into()
        },
        |_, n| (n as i64, 0),
        |error| (0, error),
    )
}

/// Joins a group that datagrams are sent to, on an interface (0: the system's choice).
pub fn join(cx: &mut NativeCx, socket: u64, group: GoSlice<u8>, index: i64) -> i64 {
    let index = index as u32;
    status(at_once(cx, socket, |s| match *group.items() {
        [a, b, c, d] => {
            let group = std::net::Ipv4Addr::new(a, b, c, d);
            let interface = socket2::InterfaceIndexOrAddress::Index(index);
            s.join_multicast_v4_n(&group, &interface)
        }
        ref group => {
            let group: [u8; 16] = group.try_into().map_err(|_| bad_address())?;
            s.join_multicast_v6(&group.into(), index)
        }
    }))
}
