//! Package internal/core/stdio: reading standard input without the poller, and error texts of the system.

use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome, put};

crate::natives! {
    "read" => read,
    "errorText" => error_text_native,
}

/// Reads at once where something is there, else on a thread of the pool. Go's caller keeps the buffer alive, as
/// it is a parameter of the function that called us.
pub fn read(cx: &mut NativeCx, fd: i64, p: GoSlice<u8>) -> Answer<(i64, i64)> {
    if ready(fd as i32) {
        let (n, errno) = read_into(fd as i32, p.as_mut_ptr(), p.len());
        return Answer::value(cx, (n, errno));
    }
    cx.state[4] = p.as_mut_ptr() as u64;
    let len = p.len();
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            let mut buffer = vec![0u8; len.min(1 << 20)];
            let (n, errno) = read_into(fd as i32, buffer.as_mut_ptr(), buffer.len());
            buffer.truncate(n.max(0) as usize);
            let boxed = Box::into_raw(Box::new(buffer));
            [n as u64, errno as u64, boxed as u64, 0]
        }),
        then: |cx| {
            let [n, errno, boxed] = [cx.state[0], cx.state[1], cx.state[2]];
            // SAFETY: made by `Box::into_raw` in the job above, which ran once.
            let buffer = unsafe { Box::from_raw(boxed as *mut Vec<u8>) };
            // SAFETY: the Go caller's buffer is at least as long as what was read, and alive.
            unsafe {
                std::ptr::copy_nonoverlapping(buffer.as_ptr(), cx.state[4] as *mut u8, buffer.len())
            };
            put(cx, (n as i64, errno as i64))
        },
    })
}

fn ready(fd: i32) -> bool {
    let mut poll = libc::pollfd {
        fd,
        events: libc::POLLIN,
        revents: 0,
    };
    // SAFETY: one valid descriptor record, no waiting.
    unsafe { libc::poll(&mut poll, 1, 0) != 0 }
}

fn read_into(fd: i32, to: *mut u8, len: usize) -> (i64, i64) {
    loop {
        // SAFETY: the callers give a buffer of that length.
        let n = unsafe { libc::read(fd, to.cast(), len) };
        if n >= 0 {
            return (n as i64, 0);
        }
        match std::io::Error::last_os_error().raw_os_error().unwrap_or(0) {
            libc::EINTR => {}
            errno => return (-1, errno as i64),
        }
    }
}

/// As Go's table of errors has it: the C library's text, beginning in lower case.
pub fn error_text(errno: i32) -> String {
    // SAFETY: `strerror` gives a string that stays until its next call on this thread.
    let text = unsafe { std::ffi::CStr::from_ptr(libc::strerror(errno)) }
        .to_string_lossy()
        .into_owned();
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        // Not abbreviations ("RFS specific error").
        (Some(a), Some(b)) if a.is_uppercase() && !b.is_uppercase() => {
            a.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text,
    }
}

fn error_text_native(cx: &mut NativeCx, errno: i64) -> GoStr {
    cx.string(error_text(errno as i32))
}
