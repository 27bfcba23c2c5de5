//! Operations on channels of any type, with values in memory.

use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::program::{NO_REG, SelectCase, SelectTable};
use crate::bytecode::rtype::{TypeRef, WordClass::Pointer, WordClass::Scalar};

use super::Selecting;
use super::assembler::Assembler;

/// Registers that a select over many channels may take up.
const MOST_SLOTS: usize = 60_000;

pub fn recv(chan: TypeRef) -> Function {
    let elem = chan.elem;
    let mut a = Assembler::new(vec![Pointer; 2], 1);
    let temp = a.slot(Pointer);
    let ok = a.slot(Scalar);
    let value = a.value(elem);
    let value_or_none = if elem.slots() == 0 {
        NO_REG as usize
    } else {
        value
    };
    a.emit(Op::Recv, value_or_none, 1, ok);
    a.word(chan.word());
    a.store(elem, value, 2, 0, temp);
    a.emit(Op::Mov, 1, ok, 0);
    a.finish("reflect.chanrecv", 0)
}

pub fn send(chan: TypeRef) -> Function {
    let elem = chan.elem;
    let mut a = Assembler::new(vec![Pointer; 2], 0);
    let temp = a.slot(Pointer);
    let value = a.value(elem);
    a.load(elem, value, 2, 0, temp);
    a.emit(Op::Send, 1, value, 0);
    a.word(chan.word());
    a.finish("reflect.chansend", 0)
}

pub fn select(cases: &[(bool, TypeRef)], default: bool) -> Option<Selecting> {
    let mut a = Assembler::new(vec![Pointer; 2], 2);
    let (channels, values) = (1, 2);
    let index = a.slot(Scalar);
    let ok = a.slot(Scalar);
    let temp = a.slot(Pointer);
    let at = a.slot(Pointer);
    let mut table = SelectTable {
        cases: Vec::with_capacity(cases.len()),
        has_default: default,
    };
    for &(send, chan) in cases {
        let elem = chan.elem;
        let (c, value) = (a.slot(Pointer), a.value(elem));
        table.cases.push(SelectCase {
            send,
            chan: c as u16,
            value: if elem.slots() == 0 && !send {
                NO_REG
            } else {
                value as u16
            },
            ok: if send { NO_REG } else { ok as u16 },
            elem,
        });
        if a.base() > MOST_SLOTS {
            return None;
        }
    }
    let word = move |a: &mut Assembler, to, base, i: usize| {
        // Arrays of words.
        a.emit(Op::FieldAddrX, temp, base, 0);
        a.word(8 * i as u64);
        a.emit(Op::Load64, to, temp, 0);
    };
    for (i, case) in table.cases.iter().enumerate() {
        word(&mut a, case.chan as usize, channels, i);
        if case.send {
            word(&mut a, at, values, i);
            a.load(case.elem, case.value as usize, at, 0, temp);
        }
    }
    let cases: Vec<(bool, u16, TypeRef)> = table
        .cases
        .iter()
        .map(|c| (c.send, c.value, c.elem))
        .collect();
    let finish = move |number: u32| {
        a.wide(Op::Select, index, number);
        for (i, &(send, value, elem)) in cases.iter().enumerate() {
            if !send && elem.slots() > 0 {
                // Those that did not go ahead have what they had before: zeros or a fresh object.
                word(&mut a, at, values, i);
                a.store(elem, value as usize, at, 0, temp);
            }
        }
        a.emit(Op::Mov, 1, index, 0);
        a.emit(Op::Mov, 2, ok, 0);
        a.finish("reflect.rselect", 0)
    };
    Some((table, Box::new(finish)))
}
