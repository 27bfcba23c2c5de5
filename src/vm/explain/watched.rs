//! What must be watched while the program runs, to be explained when it ends: where channels were made, who holds which lock. Only with
//! `--explain`: the locks' instructions are turned into calls of the natives then, which tell of each lock here.

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::bytecode::isa::{Insn, Op};
use crate::vm::native_call::NativeCx;
use crate::vm::wait_place;

/// Who holds a lock: the goroutine, and where it took it (an address of code).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    pub goroutine: u64,
    pub at: usize,
}

#[derive(Default)]
pub struct Watched {
    /// By the channel's address: where it was made.
    channels: Mutex<FxHashMap<usize, usize>>,
    /// By the lock's address. Several hold one for reading.
    locks: Mutex<FxHashMap<usize, Vec<Holder>>>,
}

impl Watched {
    pub fn channel_made(&self, chan: usize, pc: *const Insn) {
        self.channels.lock().insert(chan, pc as usize);
    }
    pub fn made_at(&self, chan: usize) -> Option<*const Insn> {
        self.channels.lock().get(&chan).map(|&pc| pc as *const Insn)
    }
    pub fn holders(&self, lock: usize) -> Vec<Holder> {
        self.locks.lock().get(&lock).cloned().unwrap_or_default()
    }
}

/// The running goroutine has taken the lock at an address.
#[inline]
pub fn locked(cx: &mut NativeCx, lock: usize) {
    if cx.machine().explained().is_some() {
        note(cx, lock);
    }
}

#[cold]
fn note(cx: &mut NativeCx, lock: usize) {
    cx.save_for_walk();
    let near = cx.ctx().g_mut().saved.pc.cast::<Insn>();
    let at = wait_place::or_outer(cx.ctx(), near) as usize;
    let goroutine = cx.ctx().g_mut().id;
    if let Some(watched) = cx.machine().explained() {
        let holder = Holder { goroutine, at };
        watched.locks.lock().entry(lock).or_default().push(holder);
    }
}

/// The running goroutine is about to give the lock at an address back; it may be another's.
#[inline]
pub fn unlocked(cx: &mut NativeCx, lock: usize) {
    if cx.machine().explained().is_some() {
        forget(cx, lock);
    }
}

#[cold]
fn forget(cx: &mut NativeCx, lock: usize) {
    let goroutine = cx.ctx().g_mut().id;
    let Some(watched) = cx.machine().explained() else {
        return;
    };
    let mut locks = watched.locks.lock();
    if let Some(holders) = locks.get_mut(&lock) {
        let own = holders.iter().rposition(|h| h.goroutine == goroutine);
        if let Some(i) = own.or(holders.len().checked_sub(1)) {
            holders.remove(i);
        }
        if holders.is_empty() {
            locks.remove(&lock);
        }
    }
}

/// Makes the locks' own instructions calls of the natives.
pub fn watch_locks(code: &mut [Insn]) {
    let mut pc = 0;
    while let Some(insn) = code.get_mut(pc) {
        if let Some(Op::CallLock | Op::CallUnlock | Op::CallRLock | Op::CallRUnlock) = insn.opcode()
        {
            insn.op = Op::CallNative as u16;
        }
        pc += insn.opcode().map_or(1, Op::len);
    }
}
