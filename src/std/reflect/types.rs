//! What `reflect.Type` asks of descriptors. Types that the program does not have (pointers and slices of its types)
//! are made when asked for, once, and never freed.

use std::sync::atomic::Ordering;

use parking_lot::Mutex;

use crate::bytecode::rtype::{
    ChanDir, Detail, Dispatch, Equality, Kind, Leaf, RType, TypeRef, Width, WordClass,
};
use crate::std::value::implements;
use crate::vm::native::{GoPtr, GoStr, Iface, NativeCx};

/// `*rtype` on the Go side: a descriptor.
pub type Ty = GoPtr<RType>;

pub fn get(t: Ty) -> TypeRef {
    TypeRef(t.0)
}
pub fn give(t: TypeRef) -> Ty {
    GoPtr::new(t.0 as *mut RType)
}

pub fn type_of(v: Iface) -> Ty {
    GoPtr::new(v.ty as *mut RType)
}
pub fn type_kind(t: Ty) -> i64 {
    get(t).kind as i64
}
pub fn type_name(cx: &mut NativeCx, t: Ty) -> GoStr {
    let t = get(t);
    if t.base_name.is_empty() && t.named {
        return cx.string(&*t.name);
    }
    cx.string(&*t.base_name)
}
pub fn type_string(cx: &mut NativeCx, t: Ty) -> GoStr {
    cx.string(&*get(t).name)
}
pub fn type_pkg_path(cx: &mut NativeCx, t: Ty) -> GoStr {
    cx.string(&*get(t).pkg_path)
}
pub fn type_numbers(t: Ty) -> (i64, i64, i64, i64, i64) {
    let t = get(t);
    let exported = |name: &str| name.starts_with(char::is_uppercase);
    let methods = match &t.detail {
        Detail::Interface { methods } => methods.len(),
        _ => t.methods.iter().filter(|m| exported(&m.name)).count(),
    };
    let (length, outs) = match &t.detail {
        Detail::Array { len, .. } => (*len, 0),
        Detail::Struct { fields } => (fields.len(), 0),
        Detail::Func {
            params, results, ..
        } => (params.len(), results.len()),
        _ => (0, 0),
    };
    (
        t.size as i64,
        t.align as i64,
        methods as i64,
        length as i64,
        outs as i64,
    )
}
pub fn type_flags(t: Ty) -> (bool, bool, i64) {
    let t = get(t);
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
pub fn type_elem(t: Ty) -> Ty {
    give(get(t).elem)
}
pub fn type_key(t: Ty) -> Ty {
    match get(t).detail {
        Detail::Map { key, .. } => give(key),
        _ => give(TypeRef::NULL),
    }
}
pub fn type_param(t: Ty, i: i64, out: bool) -> Ty {
    match &get(t).detail {
        Detail::Func {
            params, results, ..
        } => give(if out { results } else { params }[i as usize]),
        _ => give(TypeRef::NULL),
    }
}
pub fn type_field(cx: &mut NativeCx, t: Ty, i: i64) -> (GoStr, GoStr, Ty, GoStr, i64, bool) {
    let t = get(t);
    let Detail::Struct { fields } = &t.detail else {
        return (
            GoStr::EMPTY,
            GoStr::EMPTY,
            give(TypeRef::NULL),
            GoStr::EMPTY,
            0,
            false,
        );
    };
    let f = &fields[i as usize];
    let (name, pkg, tag) = (
        cx.string(&*f.name),
        cx.string(&*f.pkg_path),
        cx.string(&*f.tag),
    );
    (name, pkg, give(f.ty), tag, f.offset as i64, f.embedded)
}
pub fn type_implements(t: Ty, u: Ty) -> bool {
    implements(get(t), get(u))
}

/// Held while a descriptor is made, so that each is made once.
static MAKING: Mutex<()> = Mutex::new(());

pub fn pointer_to(cx: &mut NativeCx, t: Ty) -> Ty {
    let t = get(t);
    let _making = MAKING.lock();
    let have = t.pointer_to.load(Ordering::Acquire);
    if !have.is_null() {
        return GoPtr::new(have);
    }
    let like = cx.known().native_error;
    let made = literal(
        like,
        Kind::Pointer,
        format!("*{}", t.name),
        t,
        Equality::Bytes,
    );
    t.pointer_to.store(made, Ordering::Release);
    GoPtr::new(made)
}

pub fn slice_of(cx: &mut NativeCx, t: Ty) -> Ty {
    let t = get(t);
    let name = format!("[]{}", t.name);
    let have = cx
        .program()
        .types
        .iter()
        .find(|s| s.kind == Kind::Slice && !s.named && s.elem == t);
    if let Some(have) = have {
        return give(have);
    }
    static MADE: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock();
    let key = t.0 as usize;
    if let Some(&(_, at)) = made.iter().find(|m| m.0 == key) {
        return GoPtr::new(at as *mut RType);
    }
    let like = cx.known().byte_slice;
    let new = literal(like, Kind::Slice, name, t, Equality::None);
    made.push((key, new as usize));
    GoPtr::new(new)
}

/// A type literal over `elem` with the layout (and so the allocation class) of `like`.
fn literal(
    like: TypeRef,
    kind: Kind,
    name: String,
    elem: TypeRef,
    equality: Equality,
) -> *mut RType {
    let leaves: Vec<Leaf> = like
        .leaves
        .iter()
        .map(|l| Leaf {
            offset: l.offset,
            width: Width::W64,
            class: l.class,
        })
        .collect();
    let words: Vec<WordClass> = like.words.to_vec();
    Box::into_raw(Box::new(RType {
        size: like.size,
        align: like.align,
        kind,
        equality,
        in_memory: false,
        direct: like.direct,
        data_is_pointer: like.data_is_pointer,
        named: false,
        id: like.id,
        words: words.into(),
        leaves: leaves.into(),
        name: name.into(),
        base_name: "".into(),
        pkg_path: "".into(),
        elem,
        detail: Detail::None,
        methods: Box::new([]),
        dispatch: Dispatch::empty(),
        pointer_to: std::sync::atomic::AtomicPtr::new(std::ptr::null_mut()),
    }))
}
