//! sync.Mutex.

use std::sync::atomic::AtomicU32;

use super::{answer, fatal, object};
use crate::runtime::mutex::{Attempt, Word};
use crate::sched::WaitReason;
use crate::vm::explain;
use crate::vm::native::{Answer, GoPtr, NativeCx, Outcome};

/// `Mutex` of mutex.go.
#[repr(C)]
pub struct Mutex {
    state: Word,
    sema: AtomicU32,
}

#[inline]
pub fn lock(cx: &mut NativeCx, m: GoPtr<Mutex>) -> Answer<()> {
    // SAFETY: the Go side's struct; nothing is collected while a native runs.
    if let Some(mutex) = unsafe { m.0.as_ref() }
        && mutex.state.try_lock()
    {
        explain::locked(cx, m.0 as usize);
        return Answer::new(Outcome::Return);
    }
    lock_slow(cx, m)
}

#[cold]
fn lock_slow(cx: &mut NativeCx, m: GoPtr<Mutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|_| {
        cx.state[0] = m.0 as u64;
        attempt(
            cx,
            Attempt {
                since: 0,
                woken: false,
            },
        )
    }))
}

/// Tries until the lock is taken or the goroutine parks; the mutex is in `state[0]`, since when it waits in `state[1]`.
fn attempt(cx: &mut NativeCx, attempt: Attempt) -> Result<(), Outcome> {
    let (on, g) = (cx.ctx().on(), cx.g());
    // SAFETY: the mutex that `lock` was called with; the state words keep it alive.
    let mutex = unsafe { &*(cx.state[0] as *const Mutex) };
    // SAFETY: the goroutine that called runs here.
    let taken = unsafe {
        mutex.state.lock(on, g, attempt, |attempt| {
            cx.state[1] = attempt.since as u64;
            cx.will_park(WaitReason::MutexLock, Some(again));
        })
    };
    if taken {
        let lock = cx.state[0] as usize;
        explain::locked(cx, lock);
        return Ok(());
    }
    Err(Outcome::Park)
}

/// Woken: the lock was handed over, or may be there to take.
fn again(cx: &mut NativeCx) -> Outcome {
    // SAFETY: the running goroutine's waiter is its own again.
    if unsafe { (*cx.g().0).waiter.success } {
        let lock = cx.state[0] as usize;
        explain::locked(cx, lock);
        return Outcome::Return;
    }
    let since = cx.state[1] as i64;
    match attempt(cx, Attempt { since, woken: true }) {
        Ok(()) => Outcome::Return,
        Err(outcome) => outcome,
    }
}

pub fn try_lock(cx: &mut NativeCx, m: GoPtr<Mutex>) -> Answer<bool> {
    match object(cx, m) {
        Ok(mutex) => {
            let taken = mutex.state.try_lock();
            if taken {
                explain::locked(cx, m.0 as usize);
            }
            Answer::value(cx, taken)
        }
        Err(outcome) => Answer::new(outcome),
    }
}

#[inline]
pub fn unlock(cx: &mut NativeCx, m: GoPtr<Mutex>) -> Answer<()> {
    explain::unlocked(cx, m.0 as usize);
    // SAFETY: as in `lock`.
    if let Some(mutex) = unsafe { m.0.as_ref() }
        && mutex.state.unlock_at_once()
    {
        return Answer::new(Outcome::Return);
    }
    unlock_slow(cx, m)
}

#[cold]
fn unlock_slow(cx: &mut NativeCx, m: GoPtr<Mutex>) -> Answer<()> {
    answer(
        object(cx, m).and_then(|mutex| match mutex.state.unlock(cx.ctx().on()) {
            true => Ok(()),
            false => Err(fatal("sync: unlock of unlocked mutex")),
        }),
    )
}
