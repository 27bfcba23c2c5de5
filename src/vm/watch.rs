//! Instructions that are watched: linking gives them other numbers (`fuse::WATCHED`), which all stand for one handler. That tells who wants to
//! know, and then does what the instruction does. Code that is not watched is as it would be, and so are the handlers.

use crate::bytecode::isa::Insn;

use super::context::Ctx;
use super::dispatch::State;
use super::fuse;

/// The machine is about to execute a watched instruction; not 0: it must not, because memory would fault at that address. The place comes in
/// registers: the handler that calls this jumps on afterwards, and must have nothing in memory that could still be wanted.
#[inline(never)]
pub fn observe(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> u64 {
    let s = State { ip, fp, cx };
    let cx = s.ctx();
    let machine = cx.machine();
    // SAFETY: I1.
    let insn = unsafe { *s.ip };
    let Some(op) = fuse::watched_op(insn.op) else {
        return 0;
    };
    if let Some(race) = machine.race() {
        race.observe(s, op, insn);
    }
    match machine.faults() {
        Some(faults) if cx.g_mut().panics_on_fault => {
            faults.find(machine, s, op, insn).unwrap_or(0)
        }
        _ => 0,
    }
}
