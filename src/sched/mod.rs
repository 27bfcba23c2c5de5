//! The M:N scheduler: Gs (goroutines), Ms (threads), Ps (processors). It knows the virtual machine through
//! `Runner` alone and Go's objects not at all.

pub mod g;

use std::sync::atomic::AtomicUsize;

pub use g::{G, GRef, Saved, Stack, Status, WaitReason};

/// Why `Runner::run` came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The goroutine has been published to a waker; do not touch it.
    Parked,
    /// Its first function returned, or Goexit: put it on the free list.
    Ended,
    /// Stopped at a safepoint because the limit was 0 (time slice over, or the world is to stop): it is saved;
    /// queue it at the tail of the global queue (or keep it for after the stop).
    Preempted,
    /// runtime.Gosched: as `Preempted`, at its own wish.
    Yielded,
    /// The program ends with this code: os.Exit, the main goroutine's return, an unrecovered panic (after its report).
    Exit(i32),
}

/// The scheduler's view of the virtual machine.
pub trait Runner: Send + Sync + 'static {
    /// Runs `g` (status `Running`, owned by the caller) on processor `p` until it stops.
    fn run(&self, p: usize, g: GRef) -> Stop;
    /// The limit word of processor `p`: while a goroutine runs, the address of its stack's end. The
    /// scheduler stores 0 to stop it at its next safepoint. `Runner::run` sets it on entry and then
    /// looks at `Sched::stop_requested(p)`, so that a stop asked for in between is not lost.
    fn limit(&self, p: usize) -> &AtomicUsize;
    /// Makes room for `n` processors (called with the world stopped).
    fn set_processors(&self, n: usize);
    /// A collection is due (asked with the goroutine that noticed already saved). Runs on the M that noticed;
    /// `world` stops and restarts the others and lends them for marking.
    fn collect(&self, p: usize);
    /// Nothing can ever run again: print the deadlock report; the answer is the exit code.
    fn deadlock(&self) -> i32;
}
