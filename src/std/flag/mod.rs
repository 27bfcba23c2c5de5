//! Package flag: making the zero value that a default is compared with.

use crate::bytecode::rtype::Kind;
use crate::vm::native::{Iface, NativeCx};

crate::natives! {
    "zeroLike" => zero_like,
}

fn zero_like(cx: &mut NativeCx, v: Iface) -> Iface {
    let Some(ty) = v.type_ref() else {
        return Iface::NIL;
    };
    let data = if ty.kind == Kind::Pointer {
        cx.new_object(ty.elem) as u64
    } else if ty.direct {
        0
    } else {
        cx.new_object(ty) as u64
    };
    Iface {
        ty: ty.word(),
        data,
    }
}
