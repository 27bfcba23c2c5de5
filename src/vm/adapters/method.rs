//! Methods as func values: bound to a receiver, or with the receiver as first parameter. A method found in a type's table
//! takes the data word of an interface.

use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::rtype::WordClass::{IfaceData, Pointer, Scalar};
use crate::bytecode::rtype::{Field, Kind, Selector, TypeRef};

use super::assembler::{Assembler, signature, slots_of};

pub fn bound(func: TypeRef) -> Function {
    let (params, results) = signature(func);
    let (count, back) = (slots_of(params), slots_of(results));
    let mut a = Assembler::new(Assembler::classes(params), back);
    let closure = a.slot(Pointer);
    let method = a.slot(Pointer);
    let base = a.base();
    a.emit(Op::Closure, closure, 0, 0);
    a.emit(Op::Load64, method, closure, 8);
    a.emit(Op::Load64, base + 1, closure, 16);
    a.moves(base + 2, 1, count);
    a.emit(Op::CallClosure, base, method, 0);
    a.moves(1, base + 1, back);
    a.finish("reflect.methodValueCall", (count + 2).max(back + 1))
}

pub fn with_receiver(recv: TypeRef, func: TypeRef) -> Function {
    let (params, results) = signature(func);
    let (count, back) = (slots_of(params), slots_of(results));
    let mut classes = Assembler::classes(&[recv]);
    classes.extend(Assembler::classes(params));
    let mut a = Assembler::new(classes, back);
    let closure = a.slot(Pointer);
    let method = a.slot(Pointer);
    let base = a.base();
    a.emit(Op::Closure, closure, 0, 0);
    a.emit(Op::Load64, method, closure, 8);
    if recv.direct || recv.in_memory {
        a.emit(Op::Mov, base + 1, 1, 0);
    } else if recv.slots() == 0 {
        a.emit(Op::New, base + 1, 0, 0);
        a.word(recv.word());
    } else {
        a.emit(Op::Box, base + 1, 1, 0);
        a.word(recv.word());
    }
    a.moves(base + 2, 1 + recv.slots(), count);
    a.emit(Op::CallClosure, base, method, 0);
    a.moves(1, base + 1, back);
    a.finish("reflect.methodFunc", (count + 2).max(back + 1))
}

/// A method of an embedded field, for a struct in an interface: the receiver's word is the address of the struct.
/// `target`: the func value that takes the field's own word; of an interface not looked at.
pub fn promoted(field: &Field, selector: Selector, func: TypeRef, target: u64) -> Function {
    let (params, results) = signature(func);
    let (count, back) = (slots_of(params), slots_of(results));
    let mut classes = vec![Pointer];
    classes.extend(Assembler::classes(params));
    let mut a = Assembler::new(classes, back);
    let temp = a.slot(Pointer);
    let method = a.slot(Pointer);
    let pair = a.slot(Scalar);
    a.slot(IfaceData);
    let base = a.base();
    if field.ty.kind == Kind::Interface {
        a.load(field.ty, pair, 1, field.offset, temp);
        a.moves(base + 2, 2, count);
        a.emit(
            Op::CallIface,
            base,
            pair,
            field.ty.method_offset(selector).into(),
        );
        let s = selector.0;
        a.word(Insn::new(Op::Nop, base as u16, s as u16, (s >> 16) as u16).as_word());
    } else {
        if field.ty.direct {
            a.load(field.ty, base + 1, 1, field.offset, temp);
        } else {
            a.emit(Op::FieldAddrX, base + 1, 1, 0);
            a.word(field.offset as u64);
        }
        a.moves(base + 2, 2, count);
        a.emit(Op::Const, method, 0, 0);
        a.word(target);
        a.emit(Op::CallClosure, base, method, 0);
    }
    a.moves(1, base + 1, back);
    a.finish("reflect.promoted", (count + 2).max(back + 1))
}
