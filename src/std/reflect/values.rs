//! What `reflect.Value` asks: reading, writing, copying values in memory form; maps; calls.
//!
//! All addresses come from the Go side, which keeps each with the type of the value there; so every `unsafe`
//! here rests on the same promise: the address is that of a live value of the type.

use super::types::{Ty, get};
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::runtime::{leaves, map};
use crate::std::value::{Place, map_entries};
use crate::vm::native::value::num_complex128;
use crate::vm::native::{Answer, GoFunc, GoPanic, GoPtr, GoSlice, Iface, NativeCx, Outcome, put};

pub type At = GoPtr<u8>;

fn place(t: Ty, p: At) -> Place {
    // SAFETY: the module's promise.
    unsafe { Place::new(get(t), p.0) }
}

pub fn unbox(cx: &mut NativeCx, v: Iface) -> At {
    let Some(ty) = v.type_ref() else {
        return GoPtr::new(std::ptr::null_mut());
    };
    if !ty.direct {
        return GoPtr::new(v.data as *mut u8);
    }
    let p = cx.new_object(ty);
    // SAFETY: a fresh object of the type; `v` is not nil.
    unsafe { Place::of_iface(v).copy_to(p) };
    GoPtr::new(p)
}

/// The value in an interface, copied, since the variable may change.
pub fn pack(cx: &mut NativeCx, t: Ty, p: At) -> Iface {
    let v = place(t, p);
    if v.ty.kind == Kind::Interface || v.ty.direct {
        return v.as_iface();
    }
    let ty = v.ty;
    let fresh = cx.new_object(ty);
    // SAFETY: a fresh object of the type.
    unsafe { v.copy_to(fresh) };
    Iface {
        ty: ty.word(),
        data: fresh as u64,
    }
}
pub fn new_object(cx: &mut NativeCx, t: Ty) -> At {
    GoPtr::new(cx.new_object(get(t)))
}
pub fn new_array(cx: &mut NativeCx, t: Ty, n: i64) -> At {
    GoPtr::new(cx.new_array(get(t), n as usize))
}
/// The memory form of `v` as a value of `t`: for an interface type the interface itself.
pub fn box_as(cx: &mut NativeCx, t: Ty, v: Iface) -> At {
    if get(t).kind != Kind::Interface {
        return unbox(cx, v);
    }
    let p = cx.new_object(get(t));
    // SAFETY: a fresh interface.
    unsafe { *(p as *mut Iface) = v };
    GoPtr::new(p)
}
pub fn copy_value(t: Ty, to: At, from: At) {
    // SAFETY: the module's promise.
    unsafe { place(t, from).copy_to(to.0) };
}
pub fn is_zero_value(t: Ty, p: At) -> bool {
    // SAFETY: the module's promise.
    let bytes = unsafe { std::slice::from_raw_parts(p.0, get(t).size) };
    match get(t).kind {
        Kind::Struct => {
            let v = place(t, p);
            (0..v.fields().len()).all(|i| zero_place(v.field(i)))
        }
        Kind::String => place(t, p).string().is_empty(),
        _ => bytes.iter().all(|&b| b == 0),
    }
}
fn zero_place(v: Place) -> bool {
    v.address()
        .is_none_or(|p| is_zero_value(GoPtr::new(v.ty.0 as *mut _), GoPtr::new(p as *mut u8)))
}
pub fn load_int(t: Ty, p: At) -> i64 {
    place(t, p).int()
}
pub fn load_uint(t: Ty, p: At) -> u64 {
    place(t, p).uint()
}
pub fn load_float(t: Ty, p: At) -> f64 {
    place(t, p).float()
}
pub fn load_complex(t: Ty, p: At) -> num_complex128 {
    let (re, im) = place(t, p).complex();
    num_complex128 { re, im }
}
pub fn store_int(t: Ty, p: At, v: u64) {
    // SAFETY: the module's promise; the width is the type's.
    unsafe {
        match get(t).size {
            1 => *p.0 = v as u8,
            2 => *(p.0 as *mut u16) = v as u16,
            4 => *(p.0 as *mut u32) = v as u32,
            _ => *(p.0 as *mut u64) = v,
        }
    }
}
pub fn store_float(t: Ty, p: At, v: f64) {
    // SAFETY: the module's promise; the width is the type's.
    unsafe {
        match get(t).size {
            4 => *(p.0 as *mut f32) = v as f32,
            _ => *(p.0 as *mut f64) = v,
        }
    }
}
pub fn store_complex(t: Ty, p: At, v: num_complex128) {
    // SAFETY: the module's promise; the width is the type's.
    unsafe {
        match get(t).size {
            8 => *(p.0 as *mut [f32; 2]) = [v.re as f32, v.im as f32],
            _ => *(p.0 as *mut [f64; 2]) = [v.re, v.im],
        }
    }
}

pub fn map_len(m: At) -> i64 {
    // SAFETY: a map or nil.
    unsafe { map::len(m.0 as u64) as i64 }
}
/// A copy of the value at `from`.
fn copied(cx: &mut NativeCx, ty: TypeRef, from: *const u8) -> *mut u8 {
    let p = cx.new_object(ty);
    // SAFETY: a fresh object of the type, and a value of it.
    unsafe { Place::new(ty, from).copy_to(p) };
    p
}
pub fn map_keys(cx: &mut NativeCx, t: Ty, m: At) -> GoSlice<At> {
    let word = m.0 as u64;
    // SAFETY: the map's variable form is its word.
    let v = unsafe { Place::new(get(t), &raw const word as *const u8) };
    let keys: Vec<Place> = map_entries(cx, v).into_iter().map(|e| e.0).collect();
    // A slice of pointers, so that the collector sees them.
    let pointer = cx.known().native_error;
    let list = cx.new_array(pointer, keys.len()) as *mut u64;
    for (i, key) in keys.iter().enumerate() {
        let at = key.address().unwrap_or(std::ptr::null());
        let copy = copied(cx, key.ty, at);
        // SAFETY: an index of the array just made.
        unsafe { *list.add(i) = copy as u64 };
    }
    // SAFETY: as long as the list of keys.
    unsafe { GoSlice::from_raw(list as *mut At, keys.len(), keys.len()) }
}
fn fault(cx: &mut NativeCx, f: crate::runtime::fault::Fault) -> GoPanic {
    cx.runtime_error(&f.text())
}
pub fn map_index(cx: &mut NativeCx, t: Ty, m: At, key: At) -> Result<At, GoPanic> {
    // SAFETY: the module's promise.
    match unsafe { map::find_memory(m.0 as u64, get(t), key.0) } {
        Ok(p) if p.is_null() => Ok(GoPtr::new(std::ptr::null_mut())),
        Ok(p) => Ok(GoPtr::new(copied(cx, get(t).elem, p))),
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn map_set(cx: &mut NativeCx, t: Ty, m: At, key: At, elem: At) -> Result<(), GoPanic> {
    // SAFETY: the module's promise.
    match unsafe { map::addr_memory(&mut cx.ctx().cache, m.0 as u64, get(t), key.0) } {
        // SAFETY: the address of the map's element.
        Ok(p) => unsafe {
            Place::new(get(t).elem, elem.0).copy_to(p);
            Ok(())
        },
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn map_delete(cx: &mut NativeCx, t: Ty, m: At, key: At) -> Result<(), GoPanic> {
    // SAFETY: the module's promise.
    unsafe { map::delete_memory(m.0 as u64, get(t), key.0) }.map_err(|f| fault(cx, f))
}
pub fn make_map(cx: &mut NativeCx, t: Ty, n: i64) -> Result<At, GoPanic> {
    match map::make(&mut cx.ctx().cache, get(t), n) {
        Ok(m) => Ok(GoPtr::new(m as *mut u8)),
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn chan_len(c: At) -> (i64, i64) {
    let c = c.0 as *const crate::runtime::chan::Chan;
    if c.is_null() {
        return (0, 0);
    }
    // SAFETY: a channel.
    unsafe {
        (
            crate::runtime::chan::Chan::len(c) as i64,
            crate::runtime::chan::Chan::cap(c) as i64,
        )
    }
}

/// Calls a func value with arguments in memory form; the results go to `results`.
pub fn call_func(
    cx: &mut NativeCx,
    t: Ty,
    f: GoPtr<u8>,
    args: GoSlice<At>,
    results: GoSlice<At>,
) -> Answer<()> {
    let ty = get(t);
    let crate::bytecode::rtype::Detail::Func { params, .. } = &ty.detail else {
        return Answer::value(cx, ());
    };
    let mut words = Vec::new();
    for (&param, &at) in params.iter().zip(args.items()) {
        if param.in_memory {
            words.push(copied(cx, param, at.0) as u64);
            continue;
        }
        let from = words.len();
        words.resize(from + param.leaves.len(), 0);
        // SAFETY: a value of the parameter's type, and room for its leaves.
        unsafe { leaves::load(param, at.0, words.as_mut_ptr().add(from)) };
    }
    cx.state[4] = t.0 as u64;
    cx.state[5] = results.as_ptr() as u64;
    Answer::new(Outcome::Call {
        closure: GoFunc(f.0 as u64).0,
        args: words,
        then: |cx| {
            let ty = TypeRef(cx.state[4] as *const _);
            let to = cx.state[5] as *const u64;
            if let crate::bytecode::rtype::Detail::Func { results, .. } = &ty.detail {
                let mut slot = 0;
                for (i, &r) in results.iter().enumerate() {
                    // SAFETY: the Go side made an object for each result; its slice is alive in the caller's frame.
                    unsafe {
                        let to = *to.add(i) as *mut u8;
                        if r.in_memory {
                            Place::new(r, cx.arg(slot) as *const u8).copy_to(to);
                        } else {
                            leaves::store(r, cx.args.add(slot), to);
                        }
                    }
                    slot += r.slots();
                }
            }
            put(cx, ())
        },
    })
}
