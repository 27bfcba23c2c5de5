//! sync.RWMutex (`runtime/rwmutex.rs`): its natives, which park, wake and report misuse.

use super::{acquire, answer, fatal, object, release};
use crate::runtime::rwmutex::{NotLocked, RWMutex, Read};
use crate::sched::WaitReason;
use crate::vm::explain;
use crate::vm::native::{Answer, GoPtr, NativeCx, Outcome};

pub fn rlock(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        explain::locked(cx, rw.readers_of());
        match rw.read(cx.ctx().on(), cx.ctx().machine().desks()) {
            Read::Done => return Ok(()),
            Read::Wait { wake: true } => release(cx, &rw.writer_sema),
            Read::Wait { wake: false } => {}
        }
        acquire(cx, &rw.reader_sema, WaitReason::RWMutexRLock)
    }))
}

pub fn try_rlock(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<bool> {
    match object(cx, m) {
        Ok(rw) => {
            let taken = rw.try_read();
            if taken {
                explain::locked(cx, rw.readers_of());
            }
            Answer::value(cx, taken)
        }
        Err(outcome) => Answer::new(outcome),
    }
}

pub fn runlock(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        explain::unlocked(cx, rw.readers_of());
        let ctx = cx.ctx();
        match rw.leave(ctx.on(), &ctx.desk, || ctx.machine().desks()) {
            Ok(true) => release(cx, &rw.writer_sema),
            Ok(false) => {}
            Err(NotLocked) => return Err(fatal("sync: RUnlock of unlocked RWMutex")),
        }
        Ok(())
    }))
}

pub fn wait_for_readers(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| {
        let machine = cx.ctx().machine();
        if rw.shut_out(cx.ctx().on(), machine.sharing(), || machine.desks()) {
            return Ok(());
        }
        acquire(cx, &rw.writer_sema, WaitReason::RWMutexLock)
    }))
}

pub fn shut_out(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<bool> {
    let done = object(cx, m).and_then(|rw| {
        let done = rw.try_shut_out(cx.ctx().machine().desks());
        if !done {
            let_readers_in(cx, rw)?;
        }
        Ok(done)
    });
    match done {
        Ok(done) => Answer::value(cx, done),
        Err(outcome) => Answer::new(outcome),
    }
}

pub fn let_in(cx: &mut NativeCx, m: GoPtr<RWMutex>) -> Answer<()> {
    answer(object(cx, m).and_then(|rw| let_readers_in(cx, rw)))
}

fn let_readers_in(cx: &mut NativeCx, rw: &RWMutex) -> Result<(), Outcome> {
    match rw.let_in(cx.ctx().on()) {
        Ok(readers) => {
            for _ in 0..readers {
                release(cx, &rw.reader_sema);
            }
            Ok(())
        }
        Err(NotLocked) => Err(fatal("sync: Unlock of unlocked RWMutex")),
    }
}
