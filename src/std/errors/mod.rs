//! Package errors: what its Go side must ask of types.

use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::vm::native::{GoStr, Iface, NativeCx};

use super::value::{Place, implements};

crate::natives! {
    "tryIs" => try_is,
    "comparable_" => comparable,
    "targetFault" => target_fault,
    "assign" => assign,
}

/// The memory form of `fmt.wrapError`.
#[repr(C)]
struct WrapError {
    text: GoStr,
    err: Iface,
}

/// For targets that are pointers, and errors that have no methods of the program's own to be asked.
fn try_is(mut err: Iface, target: Iface) -> Option<bool> {
    let Some(wanted) = target.type_ref() else {
        return Some(err.is_nil());
    };
    if wanted.kind != Kind::Pointer {
        return None;
    }
    while let Some(ty) = err.type_ref() {
        if ty == wanted && err.data == target.data {
            return Some(true);
        }
        let mut unwraps = false;
        for method in &ty.methods {
            match &*method.name {
                "Is" => return None,
                "Unwrap" => unwraps = true,
                _ => {}
            }
        }
        if !unwraps {
            return Some(false);
        }
        if ty.kind != Kind::Pointer
            || &*ty.elem.pkg_path != "fmt"
            || &*ty.elem.base_name != "wrapError"
        {
            return None;
        }
        // SAFETY: nil, or an object of the type of which this is the memory form.
        err = unsafe { (err.data as *const WrapError).as_ref() }?.err;
    }
    Some(false)
}

fn comparable(v: Iface) -> bool {
    v.type_ref().is_none_or(|t| t.is_comparable())
}

fn target_fault(cx: &mut NativeCx, target: Iface) -> i64 {
    match target.type_ref() {
        Some(t) if t.kind == Kind::Pointer && target.data != 0 => {
            let elem = t.elem;
            (elem.kind != Kind::Interface && !implements(elem, cx.known().error)) as i64 * 2
        }
        _ => 1,
    }
}

fn assign(err: Iface, target: Iface) -> bool {
    let (Some(dynamic), Some(pointer)) = (err.type_ref(), target.type_ref()) else {
        return false;
    };
    let wanted: TypeRef = pointer.elem;
    let place = target.data as *mut u8;
    if let Detail::Interface { .. } = wanted.detail {
        if !implements(dynamic, wanted) {
            return false;
        }
        // SAFETY: `target` points to an interface variable.
        unsafe { *(place as *mut Iface) = err };
        return true;
    }
    if dynamic != wanted {
        return false;
    }
    // SAFETY: `target` points to a variable of the dynamic type of `err`.
    unsafe { Place::of_iface(err).copy_to(place) };
    true
}
