//! What `reflect.Value` asks: reading, writing, copying values in memory form; maps; channels.
//!
//! All addresses come from the Go side, which keeps each with the type of the value there; so every `unsafe`
//! here rests on the same promise: the address is that of a live value of the type.

use super::types::{At, Ty, flag, get, give, zero_is_bytes};
use crate::bytecode::rtype::{Detail, Kind, MAX_REGISTER_LEAVES, TypeRef};
use crate::runtime::chan::{self, Chan, Done};
use crate::runtime::fault::Fault;
use crate::runtime::{leaves, map, slices};
use crate::std::value::Place;
use crate::vm::native::{Answer, GoPanic, GoPtr, GoSlice, Iface, NativeCx, Outcome};
use crate::vm::wait_place;

/// A `Value`: type, address or word, flag.
pub type Val = (Ty, At, u64);

fn place(t: Ty, p: At) -> Place {
    // SAFETY: the module's promise.
    unsafe { Place::new(get(t), p.0) }
}

/// The zero Value.
pub fn none() -> Val {
    (give(TypeRef::NULL), GoPtr::new(std::ptr::null_mut()), 0)
}

pub fn value_of(v: Iface) -> Val {
    let Some(ty) = v.type_ref() else {
        return none();
    };
    let indir = if ty.direct { 0 } else { flag::INDIR };
    (
        give(ty),
        GoPtr::new(v.data as *mut u8),
        ty.kind as u64 | indir,
    )
}
pub fn iface_elem(p: At) -> Val {
    // SAFETY: the module's promise: an interface.
    value_of(unsafe { *(p.0 as *const Iface) })
}
/// The value in an interface; a variable is copied, since it may change.
pub fn packed(cx: &mut NativeCx, (t, p, f): Val) -> Iface {
    let ty = get(t);
    if ty.kind == Kind::Interface {
        // SAFETY: the module's promise.
        return unsafe { *(p.0 as *const Iface) };
    }
    let data = if f & flag::INDIR == 0 {
        p.0 as u64
    } else if ty.direct {
        load_direct(t, p).0 as u64
    } else if f & flag::ADDR != 0 {
        copied(cx, t, p).0 as u64
    } else {
        p.0 as u64
    };
    Iface {
        ty: ty.word(),
        data,
    }
}
/// Zero values of types up to this size need no memory of their own.
static ZEROS: [u64; 128] = [0; 128];

pub fn zeros() -> At {
    GoPtr::new(&raw const ZEROS as *mut u8)
}
pub fn new_object(cx: &mut NativeCx, t: Ty) -> At {
    GoPtr::new(cx.new_object(get(t)))
}
pub fn new_array(cx: &mut NativeCx, t: Ty, n: i64) -> Result<At, GoPanic> {
    if slices::check_make(get(t).size, n, n).is_err() {
        return Err(cx.plain_error("runtime: allocation size out of range"));
    }
    Ok(GoPtr::new(cx.new_array(get(t), n as usize)))
}
pub fn new_iface(cx: &mut NativeCx, v: Iface) -> At {
    let any = cx.known().any;
    let p = cx.new_object(any);
    // SAFETY: a fresh interface.
    unsafe { *(p as *mut Iface) = v };
    GoPtr::new(p)
}
pub fn copied(cx: &mut NativeCx, t: Ty, from: At) -> At {
    let to = cx.new_object(get(t));
    // SAFETY: a fresh object of the type, and the module's promise.
    unsafe { leaves::copy_memory(from.0, to, get(t).size) };
    GoPtr::new(to)
}
pub fn load_direct(t: Ty, p: At) -> At {
    let mut word = 0;
    // SAFETY: the module's promise; a direct type has one leaf.
    unsafe { leaves::load(get(t), p.0, &mut word) };
    GoPtr::new(word as *mut u8)
}
pub fn assign(t: Ty, to: At, from: At, f: u64) {
    let ty = get(t);
    // SAFETY: the module's promise; without INDIR the one leaf of a direct type is in `from` itself.
    unsafe {
        if f & flag::INDIR != 0 {
            leaves::copy_memory(from.0, to.0, ty.size);
        } else {
            leaves::store(ty, &(from.0 as u64), to.0);
        }
    }
}
pub fn clear(p: At, size: u64) {
    if size > 0 {
        // SAFETY: the Go side names memory of values, which may be zero.
        unsafe { std::ptr::write_bytes(p.0, 0, size as usize) };
    }
}
/// As comparing with the zero value: a negative zero is one, blank fields do not count.
pub fn is_zero_at(t: Ty, p: At) -> bool {
    is_zero(place(t, p))
}
fn is_zero(v: Place) -> bool {
    let Some(p) = v.address() else { return true };
    match v.ty.kind {
        Kind::Float32 | Kind::Float64 => v.float() == 0.0,
        Kind::Complex64 | Kind::Complex128 => v.complex() == (0.0, 0.0),
        Kind::String => v.string().is_empty(),
        Kind::Interface | Kind::Slice => v.word() == 0,
        Kind::Struct if !zero_is_bytes(v.ty) => {
            (0..v.fields().len()).all(|i| &*v.fields()[i].name == "_" || is_zero(v.field(i)))
        }
        Kind::Array if !zero_is_bytes(v.ty) => (0..v.len()).all(|i| is_zero(v.index(i))),
        // SAFETY: the module's promise.
        _ => unsafe { std::slice::from_raw_parts(p, v.ty.size) }
            .iter()
            .all(|&b| b == 0),
    }
}
pub fn float64_from_bits(b: u64) -> f64 {
    f64::from_bits(b)
}
pub fn float32_from_bits(b: u32) -> f32 {
    f32::from_bits(b)
}

// --- slices

pub fn grow(cx: &mut NativeCx, t: Ty, s: GoPtr<GoSlice<u8>>, n: i64) -> Result<(), GoPanic> {
    let ty = get(t);
    // SAFETY: the Go side's slice header.
    let old = unsafe { *s.0 };
    let (len, cap) = (old.len(), old.capacity());
    let needed = len + n as usize;
    let Some(cap) = slices::grown_cap(cap, needed, ty.size, ty.has_pointers()) else {
        return Err(cx.runtime_error("growslice: len out of range"));
    };
    let fresh = cx.new_array(ty, cap);
    // SAFETY: `len` elements are in both arrays.
    unsafe {
        leaves::copy_memory(old.as_ptr(), fresh, len * ty.size);
        *s.0 = GoSlice::from_raw(fresh, len, cap);
    }
    Ok(())
}
pub fn copy_elems(t: Ty, to: At, from: At, n: i64) {
    // SAFETY: the module's promise, for `n` elements.
    unsafe { leaves::copy_memory(from.0, to.0, n as usize * get(t).size) };
}

// --- maps

/// The memory form of a value that is at `p` or, without INDIR, itself in place of the address.
fn memory(t: TypeRef, p: At, f: u64, room: &mut [u64; 2]) -> *const u8 {
    if f & flag::INDIR != 0 {
        return p.0;
    }
    // SAFETY: a direct value is at most a word.
    unsafe { leaves::store(t, &(p.0 as u64), room.as_mut_ptr() as *mut u8) };
    room.as_ptr() as *const u8
}
fn key_type(t: TypeRef) -> TypeRef {
    match t.detail {
        Detail::Map { key, .. } => key,
        _ => TypeRef::NULL,
    }
}
fn fault(cx: &mut NativeCx, f: Fault) -> Outcome {
    match f {
        Fault::NilMapWrite | Fault::UnhashableInEmpty(_) => cx.plain_error(&f.text()).into(),
        Fault::Unhashable(_) | Fault::Uncomparable(_) => cx.runtime_error(&f.text()).into(),
        Fault::Fatal(_) | Fault::OutOfMemory => Outcome::Fatal(f.text()),
    }
}
pub fn map_len(m: At) -> i64 {
    // SAFETY: a map or nil.
    unsafe { map::len(m.0 as u64) as i64 }
}
pub fn map_index(cx: &mut NativeCx, t: Ty, m: At, key: At, f: u64) -> Result<(At, bool), Outcome> {
    let ty = get(t);
    let mut room = [0; 2];
    let key = memory(key_type(ty), key, f, &mut room);
    // SAFETY: the module's promise.
    match unsafe { map::find_memory(m.0 as u64, ty, key) } {
        Ok(p) if p.is_null() => Ok((GoPtr::new(std::ptr::null_mut()), false)),
        Ok(p) => {
            let (e, p) = (give(ty.elem), GoPtr::new(p as *mut u8));
            let value = if ty.elem.direct {
                load_direct(e, p)
            } else {
                copied(cx, e, p)
            };
            Ok((value, true))
        }
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn map_set(
    cx: &mut NativeCx,
    t: Ty,
    m: At,
    key: At,
    key_flag: u64,
    elem: At,
    elem_flag: u64,
) -> Result<(), Outcome> {
    let ty = get(t);
    let mut room = [0; 2];
    let key = memory(key_type(ty), key, key_flag, &mut room);
    // SAFETY: the module's promise.
    match unsafe { map::addr_memory(&mut cx.ctx().cache, m.0 as u64, ty, key) } {
        Ok(p) => {
            cx.ctx().after_alloc();
            assign(give(ty.elem), GoPtr::new(p), elem, elem_flag);
            Ok(())
        }
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn map_delete(cx: &mut NativeCx, t: Ty, m: At, key: At, f: u64) -> Result<(), Outcome> {
    let mut room = [0; 2];
    let key = memory(key_type(get(t)), key, f, &mut room);
    // SAFETY: the module's promise.
    unsafe { map::delete_memory(m.0 as u64, get(t), key) }.map_err(|f| fault(cx, f))
}
pub fn map_clear(cx: &mut NativeCx, m: At) -> Result<(), Outcome> {
    if m.is_null() {
        return Ok(());
    }
    // SAFETY: a map.
    unsafe { map::clear(m.0 as u64) }.map_err(|f| fault(cx, f))
}
pub fn make_map(cx: &mut NativeCx, t: Ty, n: i64) -> Result<At, Outcome> {
    match map::make(&mut cx.ctx().cache, get(t), n) {
        Ok(m) => {
            cx.ctx().after_alloc();
            Ok(GoPtr::new(m as *mut u8))
        }
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn map_iter(cx: &mut NativeCx, m: At) -> Result<At, Outcome> {
    // SAFETY: a map or nil.
    match unsafe { map::iter(&mut cx.ctx().cache, m.0 as u64) } {
        Ok(it) => {
            cx.ctx().after_alloc();
            Ok(GoPtr::new(it as *mut u8))
        }
        Err(f) => Err(fault(cx, f)),
    }
}
pub fn map_next(cx: &mut NativeCx, t: Ty, it: At) -> Result<(At, At), Outcome> {
    let end = GoPtr::new(std::ptr::null_mut());
    // SAFETY: an iterator over a map of this type.
    match unsafe { map::next_memory(it.0 as u64, get(t)) } {
        Ok(Some((k, v))) => Ok((GoPtr::new(k as *mut u8), GoPtr::new(v as *mut u8))),
        Ok(None) => Ok((end, end)),
        Err(f) => Err(fault(cx, f)),
    }
}

// --- channels

pub fn chan_len(c: At) -> (i64, i64) {
    let c = c.0 as *const Chan;
    // SAFETY: a channel or nil.
    unsafe { (Chan::len(c) as i64, Chan::cap(c) as i64) }
}
pub fn make_chan(cx: &mut NativeCx, t: Ty, n: i64) -> Result<At, GoPanic> {
    let elem = get(t).elem;
    if chan::ring_bytes(elem, n).is_none() {
        return Err(cx.plain_error("makechan: size out of range"));
    }
    let ring = cx.new_array(elem, n as usize);
    let object = cx.ctx().cache.alloc_layout(&chan::LAYOUT);
    if object.is_null() {
        return Err(cx.plain_error("out of memory"));
    }
    cx.ctx().after_alloc();
    // SAFETY: fresh objects of the right sizes.
    let made = unsafe { chan::init(object, elem, n as usize, ring) };
    if let Some(bubble) = cx.bubble() {
        // SAFETY: just made.
        unsafe { Chan::set_bubble(made, bubble) };
    }
    let back = std::ptr::null();
    wait_place::channel_made(cx.ctx(), made as usize, elem, n as usize, back);
    Ok(GoPtr::new(made as *mut u8))
}
pub fn chan_close(cx: &mut NativeCx, c: At) -> Answer<()> {
    // SAFETY: a channel or nil; the running goroutine.
    let done = unsafe { chan::close(cx.ctx().on(), cx.g(), c.0 as *mut Chan) };
    Answer::new(match done {
        Done::Closed => cx.plain_error("close of closed channel").into(),
        Done::Nil => cx.plain_error("close of nil channel").into(),
        Done::Foreign => {
            Outcome::Fatal("close of synctest channel from outside bubble".to_string())
        }
        _ => Outcome::Return,
    })
}
/// Whether it went ahead, and of a receive whether the channel was open.
pub fn chan_try(cx: &mut NativeCx, t: Ty, send: bool, c: At, value: At) -> Answer<(bool, bool)> {
    // SAFETY: a channel or nil; the running goroutine.
    if !c.is_null() && unsafe { chan::is_foreign(c.0 as *mut Chan, cx.g()) } {
        let what = if send { "send" } else { "receive" };
        let text = format!("{what} on synctest channel from outside bubble");
        return Answer::new(Outcome::Fatal(text));
    }
    let elem = get(t).elem;
    let on = cx.ctx().on();
    let mut slots = [0u64; MAX_REGISTER_LEAVES];
    let mut ok = 0u64;
    if elem.in_memory {
        slots[0] = value.0 as u64;
    } else if send {
        // SAFETY: the module's promise; room for all leaves.
        unsafe { leaves::load(elem, value.0, slots.as_mut_ptr()) };
    }
    // SAFETY: a channel of these elements or nil, and slots for one.
    let done = unsafe {
        let c = c.0 as *mut Chan;
        if let Some(c) = c.as_ref() {
            c.show();
        }
        match send {
            true => chan::try_send(on, c, slots.as_ptr()),
            false => chan::try_recv(on, c, slots.as_mut_ptr(), &mut ok),
        }
    };
    if !send && done == Done::Yes && !elem.in_memory {
        // SAFETY: as above.
        unsafe { leaves::store(elem, slots.as_ptr(), value.0) };
    }
    match done {
        Done::Closed => Answer::new(cx.plain_error("send on closed channel").into()),
        done => Answer::value(cx, (done == Done::Yes, ok & 1 != 0)),
    }
}
