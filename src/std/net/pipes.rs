//! Pipes of package os on the poller: a read that finds nothing parks its goroutine, obeys a deadline, and ends when the pipe is closed.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use socket2::SockRef;

pub use super::socket::{close, deadline, wait};
use super::socket::{room, watch};
use super::{CLOSED, DEADLINE, Done, at_once, call, status};
use crate::sched::On;
use crate::sched::poller::{Side, Ticket};
use crate::vm::native::{Answer, GoSlice, NativeCx, NativeFn};

/// Hands the poller a descriptor that is the caller's own: its ticket. After an error it is closed.
pub fn open(cx: &mut NativeCx, fd: i64) -> (u64, i64) {
    // SAFETY: one end of a pipe that package os has just made, and uses through the ticket from now on.
    let owned = unsafe { OwnedFd::from_raw_fd(fd as i32) };
    match SockRef::from(&owned).set_nonblocking(true) {
        Ok(()) => watch(cx, owned),
        Err(error) => (0, super::errno(&error)),
    }
}

/// Hands the poller a copy of a descriptor of the program that has been told not to wait. 0: it has not, or is none that can be polled.
pub fn adopt(cx: &mut NativeCx, fd: i64) -> u64 {
    let Ok(fd) = i32::try_from(fd) else {
        return 0;
    };
    // SAFETY: fcntl takes no pointers here; a copy that comes back is ours.
    let copy = unsafe {
        let flags = libc::fcntl(fd, libc::F_GETFL);
        if flags < 0 || flags & libc::O_NONBLOCK == 0 {
            return 0;
        }
        match libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) {
            -1 => return 0,
            copy => OwnedFd::from_raw_fd(copy),
        }
    };
    watch(cx, copy).0
}

/// Makes calls on the descriptor wait in the system, for those who are given it (`File.Fd`).
pub fn block(cx: &mut NativeCx, pipe: u64) -> i64 {
    status(at_once(cx, pipe, |fd| fd.set_nonblocking(false)))
}

/// Whether a call on a side may be made, by the deadline alone.
pub fn due(cx: &mut NativeCx, pipe: u64, write: bool) -> i64 {
    let side = if write { Side::Write } else { Side::Read };
    let on: On<'static> = cx.ctx().on();
    let sched = on.sched();
    let entered = sched
        .poller()
        .ok()
        .and_then(|p| p.enter(sched, Ticket::from_word(pipe)).ok());
    match entered {
        None => CLOSED,
        Some(entered) if entered.expired(side) => DEADLINE,
        Some(_) => 0,
    }
}

fn count(n: isize) -> io::Result<usize> {
    usize::try_from(n).map_err(|_| io::Error::last_os_error())
}

pub fn read(cx: &mut NativeCx, pipe: u64, buffer: GoSlice<u8>) -> Answer<(i64, i64)> {
    call(
        cx,
        pipe,
        Side::Read,
        |cx| NativeFn::call(&read, cx),
        |_, fd| {
            let room = room(buffer);
            // SAFETY: the buffer's bytes, for the system to fill in.
            count(unsafe { libc::read(fd.as_raw_fd(), room.as_mut_ptr().cast(), room.len()) })
                .into()
        },
        |_, n| (n as i64, 0),
        |error| (0, error),
    )
}

/// Writes all; `state[0]` counts what is written.
pub fn write(cx: &mut NativeCx, pipe: u64, bytes: GoSlice<u8>) -> Answer<(i64, i64)> {
    let mut written = cx.state[0] as usize;
    let total = std::cell::Cell::new(written);
    call(
        cx,
        pipe,
        Side::Write,
        |cx| NativeFn::call(&write, cx),
        |cx, fd| {
            while written < bytes.len() {
                let rest = &bytes.items()[written..];
                // SAFETY: reads these bytes.
                let n = unsafe { libc::write(fd.as_raw_fd(), rest.as_ptr().cast(), rest.len()) };
                match count(n) {
                    Ok(n) => written += n,
                    Err(error) => return Err(error).into(),
                }
                cx.state[0] = written as u64;
                total.set(written);
            }
            Done::Value(())
        },
        |_, ()| (total.get() as i64, 0),
        |error| (total.get() as i64, error),
    )
}
