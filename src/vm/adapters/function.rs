//! Calls of func values with arguments in memory, and func values whose calls are answered with them.

use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass::Pointer};

use super::assembler::{Assembler, offsets, signature, slots_of};

/// How to call functions of a type.
#[derive(Clone, Copy)]
pub struct CallShape {
    /// The type of frame objects.
    pub frame: TypeRef,
    /// The adapter's func value.
    pub call: u64,
}

pub fn call(func: TypeRef, frame: TypeRef, method: bool) -> Function {
    let (params, results) = signature(func);
    let offsets = offsets(frame);
    let mut a = Assembler::new(vec![Pointer; 3], 0);
    let (target, receiver, object) = (1, 2, 3);
    let temp = a.slot(Pointer);
    let base = a.base();
    let mut slot = base + 1;
    if method {
        a.emit(Op::Mov, slot, receiver, 0);
        slot += 1;
    }
    for (&p, &offset) in params.iter().zip(&offsets) {
        a.load(p, slot, object, offset, temp);
        slot += p.slots();
    }
    a.emit(Op::CallClosure, base, target, 0);
    let out = (slot - base).max(1 + slots_of(results));
    slot = base + 1;
    for (&r, &offset) in results.iter().zip(&offsets[params.len()..]) {
        a.store(r, slot, object, offset, temp);
        slot += r.slots();
    }
    a.finish("reflect.call", out)
}

pub fn made(func: TypeRef, frame: TypeRef) -> Function {
    let (params, results) = signature(func);
    let offsets = offsets(frame);
    let mut a = Assembler::new(Assembler::classes(params), slots_of(results));
    let closure = a.slot(Pointer);
    let object = a.slot(Pointer);
    let handler = a.slot(Pointer);
    let temp = a.slot(Pointer);
    let base = a.base();
    a.emit(Op::Closure, closure, 0, 0);
    a.emit(Op::New, object, 0, 0);
    a.word(frame.word());
    let mut slot = 1;
    for (&p, &offset) in params.iter().zip(&offsets) {
        a.store(p, slot, object, offset, temp);
        slot += p.slots();
    }
    a.emit(Op::Load64, handler, closure, 8);
    a.emit(Op::Load64, base + 1, closure, 16);
    a.emit(Op::Mov, base + 2, object, 0);
    a.emit(Op::CallClosure, base, handler, 0);
    slot = 1;
    for (&r, &offset) in results.iter().zip(&offsets[params.len()..]) {
        a.load(r, slot, object, offset, temp);
        slot += r.slots();
    }
    a.finish("reflect.makeFuncStub", 3)
}
