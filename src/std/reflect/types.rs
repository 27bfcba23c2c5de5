//! What `reflect.Type` asks of descriptors.

use crate::bytecode::rtype::{ChanDir, Detail, Equality, Kind, MethodEntry, RType, TypeRef};
use crate::std::value::implements;
use crate::vm::native::{GoPtr, GoStr, Iface, NativeCx};

/// `*rtype` on the Go side: a descriptor.
pub type Ty = GoPtr<RType>;
/// An address, or a word in place of one.
pub type At = GoPtr<u8>;

pub fn get(t: Ty) -> TypeRef {
    TypeRef(t.0)
}
pub fn give(t: TypeRef) -> Ty {
    GoPtr::new(t.0 as *mut RType)
}
/// A descriptor for as long as the program lives, which is longer than any native runs.
fn long(t: Ty) -> &'static RType {
    // SAFETY: the Go side has only addresses of descriptors, and those are freed with the machine.
    unsafe { &*t.0 }
}
/// Text of a descriptor, as a Go string over the same bytes.
fn text(s: &'static str) -> GoStr {
    GoStr::from_static(s)
}

pub fn type_of(v: Iface) -> Ty {
    GoPtr::new(v.ty as *mut RType)
}
pub fn type_name(t: Ty) -> GoStr {
    let t = long(t);
    if t.base_name.is_empty() && t.named {
        return text(&t.name);
    }
    text(&t.base_name)
}
pub fn type_string(t: Ty) -> GoStr {
    text(&long(t).name)
}
pub fn type_pkg_path(t: Ty) -> GoStr {
    text(&long(t).pkg_path)
}
pub fn type_len(t: Ty) -> i64 {
    let n = match &long(t).detail {
        Detail::Array { len, .. } => *len,
        Detail::Struct { fields } => fields.len(),
        Detail::Func { params, .. } => params.len(),
        _ => 0,
    };
    n as i64
}
pub fn type_num_out(t: Ty) -> i64 {
    match &long(t).detail {
        Detail::Func { results, .. } => results.len() as i64,
        _ => 0,
    }
}
pub fn type_flags(t: Ty) -> (bool, bool, i64) {
    let t = long(t);
    let (variadic, dir) = match &t.detail {
        Detail::Func { variadic, .. } => (*variadic, 0),
        Detail::Chan { dir } => (
            false,
            match dir {
                ChanDir::Recv => 1,
                ChanDir::Send => 2,
                ChanDir::Both => 3,
            },
        ),
        _ => (false, 0),
    };
    (t.is_comparable(), variadic, dir)
}
pub fn type_key(t: Ty) -> Ty {
    match long(t).detail {
        Detail::Map { key, .. } => give(key),
        _ => give(TypeRef::NULL),
    }
}
pub fn type_param(t: Ty, i: i64, out: bool) -> Ty {
    match &long(t).detail {
        Detail::Func {
            params, results, ..
        } => give(if out { results } else { params }[i as usize]),
        _ => give(TypeRef::NULL),
    }
}
pub fn type_implements(t: Ty, u: Ty) -> bool {
    implements(get(t), get(u))
}

/// The bits of `flag` in value.go.
pub mod flag {
    pub const STICKY_RO: u64 = 1 << 5;
    pub const EMBED_RO: u64 = 1 << 6;
    pub const INDIR: u64 = 1 << 7;
    pub const ADDR: u64 = 1 << 8;
    pub const METHOD: u64 = 1 << 9;
    pub const METHOD_SHIFT: u32 = 10;
    pub const RO: u64 = STICKY_RO | EMBED_RO;
}

// --- fields

pub fn type_field(t: Ty, i: i64) -> (GoStr, GoStr, Ty, GoStr, i64, bool) {
    let field = match &long(t).detail {
        Detail::Struct { fields } => usize::try_from(i).ok().and_then(|i| fields.get(i)),
        _ => None,
    };
    let Some(f) = field else {
        let none = GoStr::EMPTY;
        return (none, none, give(TypeRef::NULL), none, 0, false);
    };
    (
        text(&f.name),
        text(&f.pkg_path),
        give(f.ty),
        text(&f.tag),
        f.offset as i64,
        f.embedded,
    )
}
/// Type, offset and flag of a field.
pub fn field_at(t: Ty, i: i64) -> (Ty, u64, u64) {
    let none = (give(TypeRef::NULL), 0, 0);
    let Detail::Struct { fields } = &long(t).detail else {
        return none;
    };
    let Some(f) = usize::try_from(i).ok().and_then(|i| fields.get(i)) else {
        return none;
    };
    let closed = match (f.pkg_path.is_empty(), f.embedded) {
        (true, _) => 0,
        (false, true) => flag::EMBED_RO,
        (false, false) => flag::STICKY_RO,
    };
    (give(f.ty), f.offset as u64, f.ty.kind as u64 | closed)
}
pub fn field_offset(t: Ty, i: i64) -> u64 {
    match &long(t).detail {
        Detail::Struct { fields } => fields[i as usize].offset as u64,
        _ => 0,
    }
}

// --- methods

/// The methods that package reflect shows of a type that is no interface.
fn exported(t: &'static RType) -> impl Iterator<Item = &'static MethodEntry> {
    t.methods.iter().filter(|m| m.pkg_path.is_empty())
}
pub fn type_num_method(t: Ty) -> i64 {
    let t = long(t);
    let n = match &t.detail {
        Detail::Interface { methods } => methods.len(),
        _ => exported(t).count(),
    };
    n as i64
}
pub fn type_num_all_methods(t: Ty) -> i64 {
    match &long(t).detail {
        Detail::Interface { methods } => methods.len() as i64,
        _ => long(t).methods.len() as i64,
    }
}
pub fn type_method(t: Ty, i: i64) -> (GoStr, GoStr, Ty) {
    let t = long(t);
    let i = i as usize;
    if let Detail::Interface { methods } = &t.detail {
        let m = &methods[i];
        return (text(&m.name), text(&m.pkg_path), give(m.ty));
    }
    match exported(t).nth(i) {
        Some(m) => (text(&m.name), GoStr::EMPTY, give(m.ty)),
        None => (GoStr::EMPTY, GoStr::EMPTY, give(TypeRef::NULL)),
    }
}
pub fn find_method(t: Ty, name: GoStr) -> i64 {
    let t = long(t);
    let found = match &t.detail {
        Detail::Interface { methods } => methods
            .iter()
            .position(|m| m.name.as_bytes() == name.bytes()),
        _ => exported(t).position(|m| m.name.as_bytes() == name.bytes()),
    };
    found.map_or(-1, |i| i as i64)
}
fn code(cx: &NativeCx, m: Option<&MethodEntry>) -> At {
    // SAFETY: a method's function is null or one that lives as long as the machine.
    match m.and_then(|m| unsafe { m.function.as_ref() }) {
        Some(f) => GoPtr::new(cx.machine().static_closure(f) as *mut u8),
        None => GoPtr::new(std::ptr::null_mut()),
    }
}
pub fn method_code(cx: &mut NativeCx, t: Ty, i: i64) -> At {
    code(cx, exported(long(t)).nth(i as usize))
}
pub fn method_of_iface(cx: &mut NativeCx, t: Ty, i: i64, dynamic: Ty) -> At {
    let Detail::Interface { methods } = &long(t).detail else {
        return GoPtr::new(std::ptr::null_mut());
    };
    let wanted = methods[i as usize].selector;
    let found = long(dynamic).methods.iter().find(|m| m.selector == wanted);
    code(cx, found)
}

// --- identity

pub fn type_identical(t: Ty, u: Ty, tags: bool) -> bool {
    identical_under(get(t), get(u), tags)
}

/// Whether types are the same, or differ in nothing but tags of struct fields, if those do not matter.
fn identical(t: TypeRef, u: TypeRef, tags: bool) -> bool {
    if t == u || tags {
        return t == u;
    }
    !t.named && !u.named && t.kind == u.kind && identical_under(t, u, tags)
}

fn lists(t: &[TypeRef], u: &[TypeRef], tags: bool) -> bool {
    t.len() == u.len() && t.iter().zip(u).all(|(&a, &b)| identical(a, b, tags))
}

/// The same of the underlying types.
fn identical_under(t: TypeRef, u: TypeRef, tags: bool) -> bool {
    if t == u {
        return true;
    }
    if t.kind != u.kind {
        return false;
    }
    match (&t.detail, &u.detail) {
        (Detail::None, Detail::None) => match t.kind {
            Kind::Pointer | Kind::Slice => identical(t.elem, u.elem, tags),
            _ => true,
        },
        (Detail::Array { len, .. }, Detail::Array { len: other, .. }) => {
            len == other && identical(t.elem, u.elem, tags)
        }
        (Detail::Chan { dir }, Detail::Chan { dir: other }) => {
            dir == other && identical(t.elem, u.elem, tags)
        }
        (
            Detail::Func {
                params: p,
                results: r,
                variadic: v,
            },
            Detail::Func {
                params,
                results,
                variadic,
            },
        ) => v == variadic && lists(p, params, tags) && lists(r, results, tags),
        (Detail::Interface { methods: a }, Detail::Interface { methods: b }) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.selector == b.selector)
        }
        (Detail::Map { key: k, .. }, Detail::Map { key, .. }) => {
            identical(*k, *key, tags) && identical(t.elem, u.elem, tags)
        }
        (Detail::Struct { fields: a }, Detail::Struct { fields: b }) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| {
                    a.name == b.name
                        && a.pkg_path == b.pkg_path
                        && a.embedded == b.embedded
                        && (!tags || a.tag == b.tag)
                        && identical(a.ty, b.ty, tags)
                })
        }
        _ => false,
    }
}

/// Whether all bytes of a value of the type have to be zero for it to be the zero value.
pub fn zero_is_bytes(t: TypeRef) -> bool {
    t.equality == Equality::Bytes
}
