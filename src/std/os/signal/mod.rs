//! Package os/signal: a handler that writes the number of the signal to a pipe, from which a goroutine reads.
//!
//! Signals belong to the process, so this is the one place with state outside of a machine.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};

use crate::vm::native::{Answer, NativeCx, Outcome};

crate::natives! {
    "enable" => enable,
    "restore" => restore,
    "ignore" => ignore,
    "next" => next,
    "mark" => mark,
    "beginsIgnored" => begins_ignored,
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

/// Has a signal that nobody wants to be told of end the program with a report; false: it is none that does.
static REPORTS: OnceLock<fn(i32) -> bool> = OnceLock::new();

pub fn reports(reports: fn(i32) -> bool) {
    let _ = REPORTS.set(reports);
}

/// Whether the program has asked for SIGPIPE, and whether it has said that it does not want it (which holds until it asks): writes to a
/// standard stream without a reader fail then, else they end the process.
static PIPE_IS_TOLD: AtomicBool = AtomicBool::new(false);
static PIPE_IS_IGNORED: AtomicBool = AtomicBool::new(false);

pub fn tells_of_broken_pipes() -> bool {
    // Relaxed: nothing else hangs on them.
    PIPE_IS_TOLD.load(Ordering::Relaxed) || PIPE_IS_IGNORED.load(Ordering::Relaxed)
}

fn enable(signal: i64) {
    if signal == i64::from(libc::SIGPIPE) {
        PIPE_IS_TOLD.store(true, Ordering::Relaxed);
        PIPE_IS_IGNORED.store(false, Ordering::Relaxed);
    }
    read_end();
    set(signal, handler as *const () as usize);
}

/// Of a set of signals, as the system has them: 1 to 64. Go knows a signal 0 beside them, which never comes.
fn bit(signal: i64) -> u64 {
    1u64.checked_shl((signal - 1) as u32).unwrap_or(0)
}

/// Waits until a signal that the system has for this process has come to a handler: it may be on its way to a thread that sleeps.
fn await_pending(signal: i64) {
    const ROUNDS: usize = 1000;
    for _ in 0..ROUNDS {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("ShdPnd:"));
        let pending = line.and_then(|l| u64::from_str_radix(l.trim(), 16).ok());
        let waits = pending.is_some_and(|p| p & bit(signal) != 0);
        // Once more after that: the handler's first instruction, too, is some way off.
        std::thread::sleep(std::time::Duration::from_micros(10));
        if !waits {
            return;
        }
    }
}

fn restore(signal: i64) {
    if disposition(signal as i32) == Some(handler as *const () as usize) {
        await_pending(signal);
    }
    if signal == i64::from(libc::SIGPIPE) {
        // Its default would end the process for a connection's sake.
        PIPE_IS_TOLD.store(false, Ordering::Relaxed);
        set(signal, libc::SIG_IGN);
        return;
    }
    if disposition(signal as i32) == Some(libc::SIG_IGN) {
        // One that came while a handler was at work waits, ignored or not: saying it again drops it.
        set(signal, libc::SIG_IGN);
    }
    if BEGAN_IGNORED.load(Ordering::Relaxed) & bit(signal) != 0 {
        set(signal, libc::SIG_IGN);
    } else if REPORTS.get().is_some_and(|reports| reports(signal as i32)) {
        // It is reported again.
    } else if without_effect(signal as i32) {
        set(signal, nothing as *const () as usize);
    } else {
        set(signal, libc::SIG_DFL);
    }
}

/// The signals that were ignored when the program began, of those that were asked for: a bit for each.
static BEGAN_IGNORED: AtomicU64 = AtomicU64::new(0);

/// Whether a signal is ignored, asked when the program begins (nohup). It will be again when nobody wants to be told of it any more.
fn begins_ignored(signal: i64) -> bool {
    let ignored = disposition(signal as i32) == Some(libc::SIG_IGN);
    if ignored {
        BEGAN_IGNORED.fetch_or(bit(signal), Ordering::Relaxed);
    }
    ignored
}

fn disposition(signal: i32) -> Option<usize> {
    // SAFETY: plain data, filled in by the system.
    unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        let known = libc::sigaction(signal, std::ptr::null(), &raw mut now) == 0;
        known.then_some(now.sa_sigaction)
    }
}

/// Signals that do nothing to a program in Go, and would end it by the system's default.
fn without_effect(signal: i32) -> bool {
    use libc::{SIGALRM, SIGIO, SIGPROF, SIGPWR, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ};
    const REAL_TIME: std::ops::RangeInclusive<i32> = 34..=64;
    [
        SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR,
    ]
    .contains(&signal)
        || REAL_TIME.contains(&signal)
}

/// Not SIG_IGN, which other programs would inherit.
extern "C" fn nothing(_: i32) {}

/// Takes their effect from the signals that have none in Go. When the program begins.
pub fn quieten() {
    for signal in (1..=64).filter(|s| without_effect(*s)) {
        if disposition(signal) == Some(libc::SIG_DFL) {
            set(i64::from(signal), nothing as *const () as usize);
        }
    }
}

fn ignore(signal: i64) {
    if signal == i64::from(libc::SIGPIPE) {
        PIPE_IS_TOLD.store(false, Ordering::Relaxed);
        PIPE_IS_IGNORED.store(true, Ordering::Relaxed);
    }
    set(signal, libc::SIG_IGN);
}

/// What `next` gives for a mark.
const MARKED: u8 = 0xff;

/// Has `next` give `MARKED` behind the signals that have come.
fn mark() {
    // Acquire: pairs with the Release in `read_end`.
    let end = WRITE.load(Ordering::Acquire);
    let byte = MARKED;
    // SAFETY: a local byte. The pipe is full only while signals are being read from it.
    while unsafe { libc::write(end, (&raw const byte).cast(), 1) } != 1 {
        std::thread::yield_now();
    }
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
