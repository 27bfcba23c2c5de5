//! Signals that end a run. An interrupt (Ctrl-C) or a request to end (SIGTERM) ends a watched run as if the program had ended by itself, so that
//! what was watched is written; Ctrl-\\ (SIGQUIT) ends any run with a report of all goroutines, as Go's does. A program that asks for the signals
//! itself (os/signal) gets them instead.
//!
//! Signals belong to the process: like os/signal this has state outside of a machine, the pipe's end for the handler.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::vm::Machine;

/// Where the handlers write, for those that end a watched run and for SIGQUIT.
static ENDS: AtomicI32 = AtomicI32::new(-1);
static QUITS: AtomicI32 = AtomicI32::new(-1);

fn tell(pipe: &AtomicI32, signal: i32) {
    // SAFETY: the thread's errno, which what was interrupted may still look at; write is allowed in handlers; a local byte.
    unsafe {
        let errno = *libc::__errno_location();
        let byte = signal as u8;
        // Acquire: pairs with the Release of `listen`.
        libc::write(pipe.load(Ordering::Acquire), (&raw const byte).cast(), 1);
        *libc::__errno_location() = errno;
    }
}

extern "C" fn end_handler(signal: i32) {
    tell(&ENDS, signal);
}
extern "C" fn quit_handler(signal: i32) {
    tell(&QUITS, signal);
}

/// Calls `told` with each signal that a handler writes to the pipe; false if there can be no pipe.
fn listen(pipe: &'static AtomicI32, machine: &Arc<Machine>, told: fn(&Machine, i32)) -> bool {
    let mut ends = [-1; 2];
    // SAFETY: a local array of two.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return false;
    }
    // Release: pairs with the Acquire of the handler.
    pipe.store(ends[1], Ordering::Release);
    let machine = Arc::downgrade(machine);
    let listener = std::thread::Builder::new().name("gorun-signals".into());
    let started = listener.spawn(move || {
        let mut signal = 0u8;
        // SAFETY: a local byte.
        while unsafe { libc::read(ends[0], (&raw mut signal).cast(), 1) } == 1 {
            if let Some(machine) = machine.upgrade() {
                told(&machine, i32::from(signal));
            }
        }
    });
    started.is_ok()
}

fn handle(signal: i32, handler: extern "C" fn(i32)) {
    // SAFETY: plain data, filled in; the handler does only what handlers may.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
        // One at a time, as in os/signal.
        libc::sigfillset(&raw mut action.sa_mask);
        libc::sigaction(signal, &raw const action, std::ptr::null_mut());
    }
}

/// An interrupt or a request to end ends the run, from now on.
pub fn ends(machine: &Arc<Machine>) {
    let exit = |machine: &Machine, signal: i32| machine.sched().exit(128 + signal);
    if listen(&ENDS, machine, exit) {
        for signal in [libc::SIGINT, libc::SIGTERM] {
            handle(signal, end_handler);
        }
    }
}

/// SIGQUIT has its meaning, as in Go, also where a shell has set it to be ignored: it does so for what it starts in the background.
pub fn heed_quit() {
    // SAFETY: no handler of ours is there yet.
    unsafe { libc::signal(libc::SIGQUIT, libc::SIG_DFL) };
}

/// SIGQUIT ends the run with a report, from now on, unless the program has asked for it.
pub fn quits(machine: &Arc<Machine>) {
    // SAFETY: reads into a local.
    let free = unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGQUIT, std::ptr::null(), &raw mut now) == 0
            && now.sa_sigaction == libc::SIG_DFL
    };
    let report = |machine: &Machine, _: i32| machine.end_from_outside("SIGQUIT: quit\n");
    if free && listen(&QUITS, machine, report) {
        handle(libc::SIGQUIT, quit_handler);
    }
}
