//! Package context is Go, but for two questions about types.

use crate::vm::native::{Iface, NativeCx};

crate::natives! {
    "typeName" => type_name,
    "isComparable" => is_comparable,
}

fn type_name(cx: &mut NativeCx, v: Iface) -> crate::vm::native::GoStr {
    match v.type_ref() {
        Some(ty) => cx.string(ty.name.as_bytes()),
        None => cx.string("<nil>"),
    }
}

fn is_comparable(v: Iface) -> bool {
    v.type_ref().is_none_or(|ty| ty.is_comparable())
}
