//! Code of the runtime itself, where frames that no compiled call made return to. Each stub is preceded by a word whose `a`
//! is 0, so that `Ret` leaves `fp` at the frame that returned; the stub finds its own way from there. Below a callee of
//! a native lies the native's frame, of fixed size.

use crate::bytecode::isa::{Insn, Op};

const fn pair(op: Op, distance: u16) -> [Insn; 2] {
    [
        Insn {
            op: Op::Nop as u16,
            a: distance,
            b: 0,
            c: 0,
        },
        Insn {
            op: op as u16,
            a: 0,
            b: 0,
            c: 0,
        },
    ]
}

static GO_END: [Insn; 2] = pair(Op::GoEnd, 0);
static PANIC_NEXT: [Insn; 2] = pair(Op::PanicNext, 0);
static DEFER_NEXT: [Insn; 2] = pair(Op::DeferNext, 0);
static PANIC_TEXT: [Insn; 2] = pair(Op::PanicText, 0);
static LEAF_END: [Insn; 2] = pair(Op::LeafEnd, super::native_run::FRAME as u16);
static RESUME: [Insn; 2] = pair(Op::Resume, super::native_run::FRAME as u16);

/// Where a frame's link leads, if not into a function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stub {
    /// The goroutine ends.
    GoEnd,
    /// A deferred call while panicking or in Goexit returns.
    PanicNext,
    /// A deferred call of a returning function returns.
    DeferNext,
    /// `Error` or `String` of an unrecovered panic's value returns.
    PanicText,
    /// A native goes on; below lies a native frame.
    Resume,
    /// The same where it has never left the host's stack (`leaf_call`).
    LeafEnd,
}

impl Stub {
    pub const ALL: [Stub; 6] = [
        Stub::GoEnd,
        Stub::PanicNext,
        Stub::DeferNext,
        Stub::PanicText,
        Stub::Resume,
        Stub::LeafEnd,
    ];
    /// The address that serves as a link.
    pub fn link(self) -> *const Insn {
        let code = match self {
            Stub::GoEnd => &GO_END,
            Stub::PanicNext => &PANIC_NEXT,
            Stub::DeferNext => &DEFER_NEXT,
            Stub::PanicText => &PANIC_TEXT,
            Stub::Resume => &RESUME,
            Stub::LeafEnd => &LEAF_END,
        };
        // From the whole: `Ret` reads the word before.
        code.as_ptr().wrapping_add(1)
    }
    pub fn of(pc: *const Insn) -> Option<Stub> {
        Stub::ALL.into_iter().find(|s| s.link() == pc)
    }
}
