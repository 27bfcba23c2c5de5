//! sync.RWMutex, after Go's: `readers` counts those that read or want to; a writer takes `MAX_READERS` from it, so that new readers
//! wait, and then waits for those that were there.

use std::sync::atomic::{AtomicI32, AtomicU32, Ordering::SeqCst};

use super::mutex::Mutex;
use super::{acquire, answer, fatal, object, release};
use crate::sched::WaitReason;
use crate::vm::explain;
use crate::vm::native::{Answer, GoPtr, NativeCx};

const MAX_READERS: i32 = 1 << 30;

/// `RWMutex` of mutex.go. All steps are sequentially consistent: readers and writers meet in two words.
#[repr(C)]
pub struct RWMutex {
    w: Mutex,
    writer_sema: AtomicU32,
    reader_sema: AtomicU32,
    readers: AtomicI32,
    leaving: AtomicI32,
}

/// What readers hold, apart from what the writer holds (`w`).
fn readers_of(m: GoPtr<RWMutex>) -> usize {
    m.0 as usize + std::mem::offset_of!(RWMutex, readers)
}

pub fn rlock(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        explain::locked(cx, readers_of(m));
        if rw.readers.fetch_add(1, SeqCst) < -1 {
            return acquire(cx, &rw.reader_sema, WaitReason::RWMutexRLock);
        }
        Ok(())
    }))
}

pub fn try_rlock(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<bool> {
    match object(cx, m) {
        Ok(rw) => {
            let more = |n: i32| if n < 0 { None } else { Some(n + 1) };
            let taken = rw.readers.fetch_update(SeqCst, SeqCst, more).is_ok();
            if taken {
                explain::locked(cx, readers_of(m));
            }
            Answer::value(cx, taken)
        }
        Err(outcome) => Answer::new(outcome),
    }
}

pub fn runlock(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        explain::unlocked(cx, readers_of(m));
        let before = rw.readers.fetch_sub(1, SeqCst);
        if before <= 0 {
            if before == 0 || before == -MAX_READERS {
                return Err(fatal("sync: RUnlock of unlocked RWMutex"));
            }
            // A writer waits; the last reader lets it in.
            if rw.leaving.fetch_sub(1, SeqCst) == 1 {
                release(cx, &rw.writer_sema);
            }
        }
        Ok(())
    }))
}

pub fn wait_for_readers(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        let readers = rw.readers.fetch_sub(MAX_READERS, SeqCst);
        if readers != 0 && rw.leaving.fetch_add(readers, SeqCst) + readers != 0 {
            return acquire(cx, &rw.writer_sema, WaitReason::RWMutexLock);
        }
        Ok(())
    }))
}

pub fn shut_out(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<bool> {
    match object(cx, m) {
        Ok(rw) => {
            let done = rw.readers.compare_exchange(0, -MAX_READERS, SeqCst, SeqCst);
            Answer::value(cx, done.is_ok())
        }
        Err(outcome) => Answer::new(outcome),
    }
}

pub fn let_in(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        let readers = rw.readers.fetch_add(MAX_READERS, SeqCst) + MAX_READERS;
        if readers >= MAX_READERS {
            return Err(fatal("sync: Unlock of unlocked RWMutex"));
        }
        for _ in 0..readers {
            release(cx, &rw.reader_sema);
        }
        Ok(())
    }))
}
