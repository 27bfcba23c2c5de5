//! An interrupt (Ctrl-C) or a request to end (SIGTERM) ends a watched run as if the program had ended by itself, so that what was watched is
//! written. A program that asks for the signals itself (os/signal) gets them instead.
//!
//! Signals belong to the process: like os/signal this has state outside of a machine, the pipe's end for the handler.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::vm::Machine;

static WRITE: AtomicI32 = AtomicI32::new(-1);

extern "C" fn handler(signal: i32) {
    // SAFETY: the thread's errno, which what was interrupted may still look at; write is allowed in handlers; a local byte.
    unsafe {
        let errno = *libc::__errno_location();
        let byte = signal as u8;
        libc::write(WRITE.load(Ordering::Acquire), (&raw const byte).cast(), 1);
        *libc::__errno_location() = errno;
    }
}

/// From now on.
pub fn ends(machine: &Arc<Machine>) {
    let mut pipe = [-1; 2];
    // SAFETY: a local array of two.
    if unsafe { libc::pipe2(pipe.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return;
    }
    // Release: pairs with the Acquire of the handler.
    WRITE.store(pipe[1], Ordering::Release);
    let machine = Arc::downgrade(machine);
    std::thread::spawn(move || {
        let mut signal = 0u8;
        // SAFETY: a local byte.
        while unsafe { libc::read(pipe[0], (&raw mut signal).cast(), 1) } == 1 {
            if let Some(machine) = machine.upgrade() {
                machine.sched().exit(128 + i32::from(signal));
            }
        }
    });
    for signal in [libc::SIGINT, libc::SIGTERM] {
        // SAFETY: plain data, filled in; the handler does only what handlers may.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = handler as *const () as usize;
            action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
            libc::sigaction(signal, &raw const action, std::ptr::null_mut());
        }
    }
}
