//! Calls of the program's functions by natives that do not leave the native for them: what sorting, `strings.Map` and their like spend their time
//! on is a short function, called a thousand times, and leaving a native and coming back costs more than such a function does
//! (decision 041). This is the one exception to "a Go call is never a Rust call", and it holds for *leaf functions* alone: their code has
//! no way back, allocates nothing, and calls nothing but plain natives and other leaf functions. So a call ends soon, cannot park, and needs no safepoint.
//!
//! The function runs in a dispatch loop of its own, in a frame that lies where it would if the native had called back (`native_run::call_back`). If it
//! panics, the loop is left, the native returns at once with `Outcome::Broken`, and the panic begins in the outer loop with the frames
//! as they stand; a fatal error has been reported by then.

use std::sync::atomic::Ordering;

use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op, Operand};
use crate::bytecode::rtype::TypeRef;

use super::context::Ctx;
use super::dispatch;
use super::functions::of_closure;
use super::fuse;
use super::native::GoFunc;
use super::native_call::{Eface, NativeCode, NativeCx, Outcome, PlainFn};
use super::native_run::FRAME;
use super::stop::StopCode;
use super::stubs::Stub;

/// A leaf function, ready to be called by the native that asked for it and by nobody after that.
#[derive(Clone, Copy)]
pub struct LeafCall {
    cx: *mut Ctx,
    frame: *mut u64,
    entry: *const Insn,
    closure: u64,
    /// What a func value of a plain native leads to.
    native: Option<PlainFn>,
}

/// The function has not returned: the native has to, with this.
#[derive(Debug)]
pub struct Broken(());

impl From<Broken> for Outcome {
    fn from(_: Broken) -> Outcome {
        Outcome::Broken
    }
}

/// A panic in a leaf function: where, and its value.
#[derive(Clone, Copy)]
pub struct LeafPanic {
    pub at: (*const Insn, *mut u64),
    pub value: Eface,
}

/// Slots of a native frame and what follows it that `native_run::keep_frame` reserves.
const LEAST: usize = FRAME + 64;
/// Calls within calls.
const DEEPEST: usize = 4;
/// Slots of a native's arguments and results.
const NATIVE: usize = 40;

impl NativeCx {
    /// `f`, if it is a leaf function.
    pub fn leaf_call(&mut self, f: GoFunc) -> Option<LeafCall> {
        if f.0 == 0 {
            return None;
        }
        // SAFETY: a func value, not nil; functions outlive the natives of their program.
        self.leaf(unsafe { &*of_closure(f.0) }, f.0)
    }
    /// The method of that name of the value in an interface, if there is one and it is a leaf function. It gets the interface's data word first.
    pub fn leaf_method(&mut self, of: Eface, name: &str) -> Option<LeafCall> {
        let ty = of.type_ref()?;
        let method = ty.methods.iter().find(|m| &*m.name == name)?;
        // SAFETY: null, or a function of the program.
        self.leaf(unsafe { method.function.as_ref() }?, 0)
    }
    /// The stack may move: `args` has its new place, but other leaf functions do not.
    fn leaf(&mut self, function: &Function, closure: u64) -> Option<LeafCall> {
        let room = match self.ctx().runs_leaves {
            true => room(self.ctx(), function, DEEPEST)?,
            false => return None,
        };
        let frame = self.reserve(LEAST.max(FRAME + room));
        // SAFETY: just reserved.
        let frame = unsafe { frame.add(FRAME) };
        // SAFETY: as above; the callee's slot 0.
        unsafe { *frame = Stub::LeafEnd.link() as u64 };
        Some(LeafCall {
            cx: self.ctx,
            frame,
            entry: without_enter(function),
            closure,
            native: native(self.ctx(), function),
        })
    }
}

impl LeafCall {
    /// Its result's first word. The arguments are those of the function's Go type, in words: whoever calls has made sure of it.
    #[inline(always)]
    pub fn call<const N: usize>(&self, args: [u64; N]) -> Result<u64, Broken> {
        // SAFETY: `leaf_call` has reserved the function's slots, arguments and results among them.
        unsafe { std::ptr::copy_nonoverlapping(args.as_ptr(), self.args(), N) };
        self.go()
    }
    /// Where its arguments lie.
    #[inline(always)]
    pub fn args(&self) -> *mut u64 {
        // SAFETY: as in `call`.
        unsafe { self.frame.add(1) }
    }
    /// Calls it with what lies there.
    #[inline(always)]
    pub fn go(&self) -> Result<u64, Broken> {
        // SAFETY: the context belongs to the M that runs the native; the function's code is verified, its frame is reserved and ends in a
        // stub that leaves the loop.
        unsafe {
            if let Some(native) = self.native {
                native(self.args(), self.cx);
                return Ok(*self.args());
            }
            (*self.cx).closure = self.closure;
            (*self.cx).in_leaf = true;
            let stop = dispatch::run(self.entry, self.frame, self.cx);
            (*self.cx).in_leaf = false;
            match stop {
                StopCode::Returned => Ok(*self.frame.add(1)),
                _ => Err(Broken(())),
            }
        }
    }
}

/// `Enter` makes sure of slots, which `leaf_call` has done, and zeroes some.
fn without_enter(function: &Function) -> *const Insn {
    // SAFETY: code is not empty, and something follows `Enter`.
    unsafe {
        let enter = *function.entry;
        match enter.op == Op::Enter as u16 && enter.c == 0 {
            true => function.entry.add(1),
            false => function.entry,
        }
    }
}

/// The plain native that a function leads to which has the mark of such.
fn native(cx: &Ctx, function: &Function) -> Option<PlainFn> {
    if function.leaf.load(Ordering::Relaxed) & LEADS == 0 {
        return None;
    }
    // What stands before it are moves, which have no extensions; no sequence begins with it.
    let call = function
        .code
        .iter()
        .find(|i| i.op == Op::CallPlain as u16)?;
    // SAFETY: I1: one of the program's natives.
    match unsafe { *cx.natives.add(call.bc() as usize) } {
        NativeCode::Plain(native) => Some(native),
        _ => None,
    }
}

/// What `Function::leaf` says of a function that is none; of others it is one more than the slots that a call takes,
const NONE: u16 = 1;
/// and this bit where it does nothing but call a plain native: the compiler's own, for func values of natives.
const LEADS: u16 = 1 << 15;

/// Slots that a call of `function` takes, if it is a leaf function.
fn room(cx: &Ctx, function: &Function, depth: usize) -> Option<usize> {
    match function.leaf.load(Ordering::Relaxed) {
        0 => {}
        NONE => return None,
        mark => return Some((mark & !LEADS) as usize - 1),
    }
    let found = find_out(cx, function, depth);
    // Too deep is no property of the function.
    if found.is_some() || depth == DEEPEST {
        let mark = match found {
            Some(room) if leads_to_native(function) => (room + 1) as u16 | LEADS,
            Some(room) => (room + 1) as u16,
            None => NONE,
        };
        function.leaf.store(mark, Ordering::Relaxed);
    }
    found
}

/// Moves, the call of a native, moves: glue never changes the order of arguments.
fn leads_to_native(function: &Function) -> bool {
    let ops = function.code.iter().map(|i| fuse::first_op(i.op));
    let mut calls = 0;
    let all = function.wrapper
        && ops.into_iter().all(|op| match op {
            Some(Op::Enter | Op::Mov | Op::Mov2 | Op::Mov3 | Op::MovN) => true,
            Some(Op::Ret | Op::Unreachable) => true,
            Some(Op::CallPlain) => {
                calls += 1;
                true
            }
            _ => false,
        });
    all && calls == 1
}

fn find_out(cx: &Ctx, function: &Function, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    let mut room = 1 + usize::from(function.frame_size)
        .max(usize::from(function.params.max(function.results)));
    let mut pc = 0;
    while let Some(&insn) = function.code.get(pc) {
        let op = fuse::first_op(insn.op)?;
        let base = usize::from(insn.a);
        let above = match op {
            Op::Call => {
                // SAFETY: I1: one of the program's functions.
                let callee = unsafe { &**cx.functions.add(insn.bc() as usize) };
                base + self::room(cx, callee, depth)?
            }
            Op::CallPlain | Op::TryPlain => {
                // SAFETY: I1: one of the program's natives.
                let native = unsafe { *cx.natives.add(insn.bc() as usize) };
                if !matches!(native, NativeCode::Plain(_)) {
                    return None;
                }
                base + NATIVE
            }
            // What would be a new object each time is left to safepoints.
            Op::LoadV if type_after(function, pc).in_memory => return None,
            Op::MapGet | Op::MapGetOk if type_after(function, pc).elem.in_memory => return None,
            Op::TryParseBool | Op::CallTrimSpace => base + NATIVE,
            _ if is_harmless(op) && !goes_back(insn, op) => 0,
            _ => return None,
        };
        room = room.max(above);
        pc += op.len();
    }
    (room < LEADS as usize - 1).then_some(room)
}

fn type_after(function: &Function, pc: usize) -> TypeRef {
    TypeRef(function.code[pc + 1].as_word() as *const _)
}

fn goes_back(insn: Insn, op: Op) -> bool {
    let fields = [insn.a, insn.b, insn.c];
    let mut operands = op.info().operands.iter().zip(fields);
    operands.any(|(operand, field)| match operand {
        Operand::J => (field as i16) < 0,
        Operand::J32 => (insn.bc() as i32) < 0,
        _ => false,
    })
}

/// Instructions that neither call nor allocate, park, defer or close a loop. They may panic.
fn is_harmless(op: Op) -> bool {
    use Op::*;
    // By their order in the table: numbers, comparisons and branches; memory; slices.
    let within = |first: Op, last: Op| (first as u16..=last as u16).contains(&(op as u16));
    (within(Nop, F32ToU64) || within(EqI64, JgeI64K))
        || (within(Load8U, MemZero) || within(GlobalAddr, StrIdx) || within(SliceSlice, SliceArr))
        || within(GetLe16, PutBe64)
        || matches!(
            op,
            Copy | CopyStr
                | SliceToArr
                | DecodeRune
                | HasPrefix
                | HasSuffix
                | IsType
                | AssertType
                | MapGet
                | MapGetOk
                | MapLen
                | Enter
                | Closure
                | SetClosure
                | Ret
                | Panic
                | PanicNil
                | Unreachable
        )
}

/// `Enter` in a leaf function while its goroutine is asked to stop: it goes on, as there is room and it will soon be over.
#[cold]
pub fn enter(s: dispatch::State) -> dispatch::Jump {
    debug_assert!(s.fp as usize + s.a() * 8 <= s.ctx().stack_end());
    // SAFETY: I1, I2: the slots to zero lie in the frame.
    unsafe { std::ptr::write_bytes(s.slot(s.b()), 0, s.c()) };
    s.after(1)
}
