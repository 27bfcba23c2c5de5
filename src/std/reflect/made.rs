//! Types, functions and channels' operations that reflection makes.

use super::types::{At, Ty, get, give};
use crate::bytecode::rtype::{ChanDir, Field, TypeRef, WordClass};
use crate::heap::{Layout, layout_index};
use crate::vm::Machine;
use crate::vm::native::{GoFunc, GoPtr, GoSlice, GoStr, NativeCx};

/// A closure of three words: code and two captures, which the collector looks at.
static CLOSURE: Layout = Layout {
    index: layout_index::CLOSURE,
    size: 24,
    words: &[WordClass::Scalar, WordClass::Pointer, WordClass::Pointer],
    name: "closure",
};

fn closure(cx: &mut NativeCx, code: u64, captures: [u64; 2]) -> At {
    let p = cx.ctx().cache.alloc_layout(&CLOSURE) as *mut u64;
    if p.is_null() {
        return GoPtr::new(std::ptr::null_mut());
    }
    cx.ctx().after_alloc();
    // SAFETY: a fresh object of three words.
    unsafe { *(p as *mut [u64; 3]) = [code, captures[0], captures[1]] };
    GoPtr::new(p as *mut u8)
}

/// The machine for as long as natives run, apart from the borrow of the context.
fn machine(cx: &NativeCx) -> &'static Machine {
    // SAFETY: the machine outlives all natives.
    unsafe { &*(cx.machine() as *const Machine) }
}

pub fn pointer_to(cx: &mut NativeCx, t: Ty) -> Ty {
    let m = machine(cx);
    give(m.made_types().pointer_to(&m.program().types, get(t)))
}
pub fn slice_of(cx: &mut NativeCx, t: Ty) -> Ty {
    let m = machine(cx);
    give(m.made_types().slice_of(&m.program().types, get(t)))
}
pub fn array_of(cx: &mut NativeCx, t: Ty, n: i64) -> Ty {
    let m = machine(cx);
    give(
        m.made_types()
            .array_of(&m.program().types, get(t), n as usize),
    )
}
pub fn chan_of(cx: &mut NativeCx, t: Ty, dir: i64) -> Ty {
    let m = machine(cx);
    let dir = match dir {
        1 => ChanDir::Recv,
        2 => ChanDir::Send,
        _ => ChanDir::Both,
    };
    give(m.made_types().chan_of(&m.program().types, get(t), dir))
}
pub fn map_of(cx: &mut NativeCx, key: Ty, elem: Ty) -> Ty {
    let m = machine(cx);
    give(
        m.made_types()
            .map_of(&m.program().types, get(key), get(elem)),
    )
}
pub fn func_of(cx: &mut NativeCx, params: GoSlice<Ty>, results: GoSlice<Ty>, variadic: bool) -> Ty {
    let m = machine(cx);
    let list = |l: GoSlice<Ty>| {
        l.items()
            .iter()
            .map(|&t| get(t))
            .collect::<Box<[TypeRef]>>()
    };
    let (params, results) = (list(params), list(results));
    give(
        m.made_types()
            .func_of(&m.program().types, params, results, variadic),
    )
}
pub fn struct_of(
    cx: &mut NativeCx,
    names: GoSlice<GoStr>,
    pkgs: GoSlice<GoStr>,
    tags: GoSlice<GoStr>,
    types: GoSlice<Ty>,
    embedded: GoSlice<bool>,
) -> Ty {
    let m = machine(cx);
    let fields = types.items().iter().enumerate().map(|(i, &t)| Field {
        name: names.items()[i].to_lossy().into(),
        pkg_path: pkgs.items()[i].to_lossy().into(),
        ty: get(t),
        offset: 0,
        embedded: embedded.items()[i],
        tag: tags.items()[i].to_lossy().into(),
        first_leaf: 0,
    });
    let types = &m.program().types;
    let made = m
        .made_types()
        .struct_of(types, fields.collect(), |fields| m.promoted_methods(fields));
    give(made)
}

pub fn frame_of(cx: &mut NativeCx, t: Ty) -> Ty {
    give(machine(cx).frame_type(get(t)))
}
pub fn invoker(cx: &mut NativeCx, t: Ty, method: bool) -> GoFunc {
    GoFunc(machine(cx).call_adapter(get(t), method).call)
}
pub fn made_func(cx: &mut NativeCx, t: Ty, answer: GoFunc, implementation: At) -> At {
    let code = machine(cx).make_adapter(get(t));
    closure(cx, code, [answer.0, implementation.0 as u64])
}
pub fn bound_func(cx: &mut NativeCx, t: Ty, code: At, receiver: At) -> At {
    let adapter = machine(cx).bound_adapter(get(t));
    closure(cx, adapter, [code.0 as u64, receiver.0 as u64])
}
pub fn method_func(cx: &mut NativeCx, recv: Ty, t: Ty, code: At) -> At {
    if get(recv).direct {
        // What an interface would hold is the receiver itself.
        return code;
    }
    let adapter = machine(cx).method_func_adapter(get(recv), get(t));
    closure(cx, adapter, [code.0 as u64, 0])
}
pub fn chan_recv(cx: &mut NativeCx, t: Ty) -> GoFunc {
    GoFunc(machine(cx).recv_adapter(get(t)))
}
pub fn chan_send(cx: &mut NativeCx, t: Ty) -> GoFunc {
    GoFunc(machine(cx).send_adapter(get(t)))
}
pub fn chan_select(
    cx: &mut NativeCx,
    types: GoSlice<Ty>,
    sends: GoSlice<bool>,
    default: bool,
) -> GoFunc {
    let cases: Vec<(bool, TypeRef)> = sends
        .items()
        .iter()
        .zip(types.items())
        .map(|(&send, &t)| (send, get(t)))
        .collect();
    GoFunc(machine(cx).select_adapter(&cases, default).unwrap_or(0))
}
