//! Calls of natives that need nothing but their arguments (`NativeCode::Plain`), and perhaps new objects (`Making`). Which natives those are is known when a program is
//! linked: there the instructions that call them change their number, as fusing does, so that positions and operands stay.
//!
//! Such a native has no `NativeCx`, and its call none of what belongs to one: no frame, no outcome, nothing to go on with.

use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::NativeRef;

use super::native_call::NativeCode;

/// What is called without a context cannot ask whether it is called in a bubble of testing/synctest (sync.WaitGroup has to): in a program that has
/// bubbles whatever can be called with one is. `codes`: of the program's natives, in the same order.
pub fn heed_bubbles(natives: &[NativeRef], codes: &mut [NativeCode]) {
    if !natives.iter().any(|n| &*n.package == "internal/synctest") {
        return;
    }
    for code in codes {
        if let NativeCode::Either(_, full) = *code {
            *code = NativeCode::Full(full);
        }
    }
}

/// `native`: what a native's number stands for. Before `fuse`, and before anybody has an address in `code`.
pub fn settle(code: &mut [Insn], native: impl Fn(usize) -> Option<NativeCode>) {
    let mut pc = 0;
    while let Some(op) = code.get(pc).and_then(|i| i.opcode()) {
        let insn = &mut code[pc];
        if let Op::CallNative | Op::CallTry = op
            && !matches!(native(insn.bc() as usize), None | Some(NativeCode::Full(_)))
        {
            let plain = match op {
                Op::CallNative => Op::CallPlain,
                _ => Op::TryPlain,
            };
            insn.op = plain as u16;
        }
        pc += op.len();
    }
}
