//! Signals that end a run. An interrupt (Ctrl-C) or a request to end (SIGTERM) ends a watched run as if the program had ended by itself, so that
//! what was watched is written; Ctrl-\\ (SIGQUIT) and the signals of faults, where a process sends them, end any run with a report of all goroutines,
//! as Go's do. A program that asks for the signals itself (os/signal) gets them instead.
//!
//! Signals belong to the process: like os/signal this has state outside of a machine, the pipe's end for the handler.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use crate::std::os::signal;
use crate::vm::Machine;

/// Where the handlers write, for those that end a watched run and for those that are reported.
static ENDS: AtomicI32 = AtomicI32::new(-1);
static QUITS: AtomicI32 = AtomicI32::new(-1);
/// SIGQUIT came before there was a pipe.
static QUIT_EARLY: AtomicBool = AtomicBool::new(false);

fn tell(pipe: &AtomicI32, signal: i32) {
    // SAFETY: the thread's errno, which what was interrupted may still look at; write is allowed in handlers; a local byte.
    unsafe {
        let errno = *libc::__errno_location();
        let byte = signal as u8;
        // Acquire: pairs with the store of `listen`.
        libc::write(pipe.load(Ordering::Acquire), (&raw const byte).cast(), 1);
        *libc::__errno_location() = errno;
    }
}

extern "C" fn end_handler(signal: i32) {
    tell(&ENDS, signal);
}
extern "C" fn quit_handler(signal: i32, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    const SENT_TO_THREAD: i32 = -6;
    // SAFETY: what the kernel hands to a handler with SA_SIGINFO.
    let code = unsafe { (*info).si_code };
    // The terminal sends only SIGQUIT. Of the others those from the system are faults, those to a thread come from `abort`: trouble of ours.
    if signal != libc::SIGQUIT && (code > 0 || code == SENT_TO_THREAD) {
        // SAFETY: allowed in handlers. The instruction runs again; `abort` goes on by itself.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
        return;
    }
    if QUITS.load(Ordering::Acquire) < 0 {
        // SeqCst, here and in `quits`: either we see the pipe now, or whoever made it sees this.
        QUIT_EARLY.store(true, Ordering::SeqCst);
        if QUITS.load(Ordering::SeqCst) < 0 || !QUIT_EARLY.swap(false, Ordering::SeqCst) {
            return;
        }
    }
    tell(&QUITS, signal);
}

/// Signals that end a run with a report, in Go's words.
const REPORTED: &[(i32, &str)] = &[
    (libc::SIGQUIT, "SIGQUIT: quit"),
    (libc::SIGILL, "SIGILL: illegal instruction"),
    (libc::SIGTRAP, "SIGTRAP: trace trap"),
    (libc::SIGABRT, "SIGABRT: abort"),
    (libc::SIGFPE, "SIGFPE: floating-point exception"),
    (libc::SIGSTKFLT, "SIGSTKFLT: stack fault"),
    (libc::SIGSYS, "SIGSYS: bad system call"),
];
/// The same where a process sends what `vm::signal` looks for.
const FAULTS: &[(i32, &str)] = &[
    (libc::SIGBUS, "SIGBUS: bus error"),
    (libc::SIGSEGV, "SIGSEGV: segmentation violation"),
];

/// Calls `told` with each signal that a handler writes to the pipe; false if there can be no pipe.
fn listen(pipe: &'static AtomicI32, machine: &Arc<Machine>, told: fn(&Machine, i32)) -> bool {
    let mut ends = [-1; 2];
    // SAFETY: a local array of two.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return false;
    }
    // Pairs with the loads of the handlers.
    pipe.store(ends[1], Ordering::SeqCst);
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

/// `handler`: the address of a handler for these flags.
fn handle(signal: i32, handler: usize, flags: i32) {
    // SAFETY: plain data, filled in; the handler does only what handlers may.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK | flags;
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
            handle(signal, end_handler as *const () as usize, 0);
        }
    }
}

/// SIGQUIT has its meaning, as in Go, also where a shell has set it to be ignored: it does so for what it starts in the background. One that comes before
/// `quits` is remembered.
pub fn heed_quit() {
    reports(libc::SIGQUIT);
}

/// SIGQUIT and its like end the run with a report, from now on, unless the program has asked for them.
pub fn quits(machine: &Arc<Machine>) {
    let report = |machine: &Machine, signal: i32| {
        let known = REPORTED.iter().chain(FAULTS).find(|(s, _)| *s == signal);
        let what = known.map_or("signal", |(_, what)| what);
        machine.end_from_outside(&format!("{what}\n"), true);
    };
    if !listen(&QUITS, machine, report) {
        return;
    }
    for &(signal, _) in REPORTED {
        if disposition(signal) == Some(libc::SIG_DFL) {
            reports(signal);
        }
    }
    let ours = disposition(libc::SIGQUIT) == Some(quit_handler as *const () as usize);
    if QUIT_EARLY.swap(false, Ordering::SeqCst) && ours {
        tell(&QUITS, libc::SIGQUIT);
    }
    signal::reports(reports);
    crate::vm::signal::fault_is_sent(|signal| tell(&QUITS, signal));
}

fn disposition(signal: i32) -> Option<usize> {
    // SAFETY: reads into a local.
    unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        let read = libc::sigaction(signal, std::ptr::null(), &raw mut now) == 0;
        read.then_some(now.sa_sigaction)
    }
}

/// The signal ends the run with a report from now on. False: it is none of those.
fn reports(signal: i32) -> bool {
    let known = REPORTED.iter().any(|(s, _)| *s == signal);
    if known {
        handle(signal, quit_handler as *const () as usize, libc::SA_SIGINFO);
    }
    known
}
