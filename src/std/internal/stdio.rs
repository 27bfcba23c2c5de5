//! Writing to the standard streams.

use crate::std::os::signal;

/// Writes all of `bytes` to a file descriptor; the error is an errno. A standard stream whose reader has gone ends the
/// process quietly, by SIGPIPE, as Go has it.
pub fn write_all(fd: i32, mut bytes: &[u8]) -> Result<(), i32> {
    while !bytes.is_empty() {
        // SAFETY: the buffer is readable for its length.
        let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
        if n >= 0 {
            bytes = &bytes[n as usize..];
            continue;
        }
        match std::io::Error::last_os_error().raw_os_error().unwrap_or(0) {
            libc::EINTR => {}
            libc::EAGAIN => {
                let mut poll = libc::pollfd {
                    fd,
                    events: libc::POLLOUT,
                    revents: 0,
                };
                // SAFETY: one valid descriptor record.
                unsafe { libc::poll(&mut poll, 1, -1) };
            }
            errno => {
                end_if_broken(fd, errno);
                return Err(errno);
            }
        }
    }
    Ok(())
}

/// Ends the process where what a write to `fd` failed with says that a standard stream has no reader any more, unless the program
/// wants to know.
pub fn end_if_broken(fd: i32, errno: i32) {
    if errno == libc::EPIPE && (fd == 1 || fd == 2) && !signal::tells_of_broken_pipes() {
        broken_pipe();
    }
}

fn broken_pipe() -> ! {
    // SAFETY: restoring a signal's default action and sending it to ourselves.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
        libc::raise(libc::SIGPIPE);
    }
    // Where the signal is blocked.
    std::process::exit(141)
}
