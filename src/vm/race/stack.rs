//! Where a goroutine stands, as a number: made for each access that is remembered, so the frames are followed by their links.

use crate::bytecode::isa::Insn;
use crate::race::Stack;
use crate::vm::dispatch::State;
use crate::vm::stubs::Stub;
use crate::vm::walk;

use super::Watch;

/// Frames that are remembered of a stack.
const DEEPEST: usize = 64;

/// The stack of the running goroutine, which is about to execute the instruction at `s`.
pub fn of(watch: &Watch, s: State) -> Stack {
    let mut frames = [0; DEEPEST];
    frames[0] = s.ip as usize;
    let mut count = 1;
    let mut fp = s.fp;
    while count < DEEPEST {
        // SAFETY: I2: slot 0 of a frame is its link.
        let link = unsafe { *fp } as *const Insn;
        match Stub::of(link) {
            None => {}
            Some(Stub::GoEnd) => break,
            // Deferred functions of a panic, or a native that calls: the unwinding state knows what lies below.
            Some(_) => return watch.detector().stack(&walked(s)),
        }
        // SAFETY: a link into code follows the call, whose `a` is the distance to the caller's frame.
        unsafe {
            let call = link.sub(1);
            frames[count] = call as usize;
            count += 1;
            fp = fp.sub((*call).a as usize);
        }
    }
    watch.detector().stack(&frames[..count])
}

fn walked(s: State) -> Vec<usize> {
    let cx = s.ctx();
    cx.save(s.ip, s.fp);
    // SAFETY: it is saved, and stands still until we are through.
    let frames = unsafe { walk::frames(cx.machine().functions(), cx.g_mut()) };
    let known = frames.filter(|f| matches!(f.kind, walk::Kind::Function(_)));
    known.take(DEEPEST).map(|f| f.pc as usize).collect()
}
