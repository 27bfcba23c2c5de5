//! Package os/signal: a handler that writes the number of the signal to a pipe, from which a goroutine reads.
//!
//! Signals belong to the process, so this is the one place with state outside of a machine.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::vm::native::{Answer, NativeCx, Outcome};

crate::natives! {
    "enable" => enable,
    "restore" => restore,
    "ignore" => ignore,
    "next" => next,
}

/// The pipe's write end, for the handler.
static WRITE: AtomicI32 = AtomicI32::new(-1);

fn read_end() -> i32 {
    static READ: OnceLock<i32> = OnceLock::new();
    *READ.get_or_init(|| {
        let mut ends = [-1; 2];
        // SAFETY: a local array of two.
        if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } == 0 {
            // SAFETY: a descriptor of ours.
            unsafe { libc::fcntl(ends[1], libc::F_SETFL, libc::O_NONBLOCK) };
            // Release: pairs with the Acquire of the handler.
            WRITE.store(ends[1], Ordering::Release);
        }
        ends[0]
    })
}

extern "C" fn handler(signal: i32) {
    // SAFETY: the thread's errno, which what was interrupted may still look at.
    let errno = unsafe { *libc::__errno_location() };
    let byte = signal as u8;
    // Acquire: pairs with the Release in `read_end`. A full pipe loses the signal, as a full channel would.
    // SAFETY: write is allowed in handlers; a local byte.
    unsafe {
        libc::write(WRITE.load(Ordering::Acquire), (&raw const byte).cast(), 1);
        *libc::__errno_location() = errno;
    }
}

fn set(signal: i64, action: usize) {
    // SAFETY: plain data, filled in below.
    let mut new: libc::sigaction = unsafe { std::mem::zeroed() };
    new.sa_sigaction = action;
    new.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
    // SAFETY: locals; signals that cannot be caught are refused by the system.
    unsafe {
        // One at a time: the frames of several, with all of a modern processor's registers, would not fit on the signals' stack.
        libc::sigfillset(&raw mut new.sa_mask);
        libc::sigaction(signal as i32, &raw const new, std::ptr::null_mut());
    }
}

fn enable(signal: i64) {
    read_end();
    set(signal, handler as *const () as usize);
}

fn restore(signal: i64) {
    // SAFETY: plain data, filled in by the system.
    let ignored = unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal as i32, std::ptr::null(), &raw mut now) == 0
            && now.sa_sigaction == libc::SIG_IGN
    };
    if ignored {
        // One that came while a handler was at work waits, ignored or not: saying it again drops it.
        set(signal, libc::SIG_IGN);
    }
    set(signal, libc::SIG_DFL);
}

fn ignore(signal: i64) {
    set(signal, libc::SIG_IGN);
}

/// Waits for a signal that is enabled.
fn next(_: &mut NativeCx) -> Answer<i64> {
    let from = read_end();
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            let mut byte = 0u8;
            loop {
                // SAFETY: a local byte.
                let n = unsafe { libc::read(from, (&raw mut byte).cast(), 1) };
                if n == 1 {
                    return [u64::from(byte), 0, 0, 0];
                }
            }
        }),
        then: |cx| {
            let signal = cx.state[0];
            cx.set(0, signal);
            Outcome::Return
        },
    })
}
