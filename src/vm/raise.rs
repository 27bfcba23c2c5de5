//! Run-time panics: making the value that Go's runtime would, then unwinding. The names are those of what went wrong.

use crate::bytecode::isa::Insn;
use crate::bytecode::rtype::{Detail, RType, TypeRef};
use crate::runtime::errors::{Bounds, DIVIDE, NEGATIVE_SHIFT, NIL_DEREFERENCE};
use crate::runtime::fault::Fault;
use crate::runtime::iface;

use super::context::Ctx;
use super::dispatch::{Jump, State};
use super::faults::{self, Signal};
use super::native_call::Eface;
use super::unwind;

impl Ctx {
    /// `runtime error: ` and the text.
    pub fn error_value(&mut self, text: &str) -> Eface {
        let ty = self.known().error_string;
        self.text_value(ty, text)
    }
    /// A runtime error without the prefix.
    pub fn plain_error_value(&mut self, text: &str) -> Eface {
        let ty = self.known().plain_error;
        self.text_value(ty, text)
    }
    fn text_value(&mut self, ty: TypeRef, text: &str) -> Eface {
        let string = self.new_string(text.as_bytes());
        self.string_box(ty, string)
    }
    /// A string of type `ty` in an interface.
    pub fn string_box(&mut self, ty: TypeRef, (ptr, len): (u64, u64)) -> Eface {
        let object = self.new_object(ty) as *mut u64;
        // SAFETY: a fresh object of a string type: two words.
        unsafe {
            *object = ptr;
            *object.add(1) = len;
        }
        Eface {
            ty: ty.word(),
            data: object as u64,
        }
    }
}

#[cold]
#[inline(never)]
pub fn error_text(s: State, text: &str) -> Jump {
    let value = s.ctx().error_value(text);
    unwind::panic(s, value)
}
#[cold]
#[inline(never)]
pub fn plain_error(s: State, text: &str) -> Jump {
    let value = s.ctx().plain_error_value(text);
    unwind::panic(s, value)
}
/// `address` is what compiled code would have touched: the offset from the nil pointer. Where that is not sure to fault, gc checks
/// the pointer itself.
#[cold]
pub fn nil(s: State, address: u64, _: u64) -> Jump {
    const SURE: u64 = 4096;
    s.ctx().signal = Some(Signal::nil(if address < SURE { address } else { 0 }));
    error_text(s, NIL_DEREFERENCE)
}
/// Touching memory would fault at this address, and the goroutine wants a panic then.
#[cold]
pub fn bad_address(s: State, address: u64, _: u64) -> Jump {
    let cx = s.ctx();
    if address < faults::NIL_PAGE {
        return nil(s, address, 0);
    }
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    cx.signal = Some(Signal::at(address, &maps));
    let Some(ty) = cx.machine().faults().map(|f| f.error()) else {
        return error_text(s, NIL_DEREFERENCE);
    };
    let (text, len) = cx.new_string(NIL_DEREFERENCE.as_bytes());
    let object = cx.new_object(ty) as *mut u64;
    for (i, word) in [text, len, address].into_iter().enumerate() {
        // SAFETY: a fresh `struct { msg string; addr uintptr }`.
        unsafe { *object.add(i) = word };
    }
    unwind::panic(
        s,
        Eface {
            ty: ty.word(),
            data: object as u64,
        },
    )
}
#[cold]
pub fn divide(s: State, _: u64, _: u64) -> Jump {
    error_text(s, DIVIDE)
}
#[cold]
pub fn negative_shift(s: State, _: u64, _: u64) -> Jump {
    error_text(s, NEGATIVE_SHIFT)
}
#[cold]
pub fn index(s: State, x: u64, len: u64) -> Jump {
    let unsigned = (x as i64) < 0
        && s.ctx().machine().functions().find(s.ip).is_some_and(|f| {
            let at = s.ip as usize - f.code.as_ptr() as usize;
            f.index_is_unsigned(at / size_of::<Insn>())
        });
    bounds(s, x, len, Bounds::INDEX, unsigned)
}
/// `unsigned`: how `x` is shown.
#[cold]
#[inline(never)]
pub fn bounds(s: State, x: u64, y: u64, code: u8, unsigned: bool) -> Jump {
    let cx = s.ctx();
    let ty = cx.known().bounds_error;
    let object = cx.new_object(ty);
    // SAFETY: a fresh `struct { x int64; y int; signed bool; code uint8 }`.
    unsafe {
        *object.cast::<u64>() = x;
        *object.cast::<u64>().add(1) = y;
        *object.add(16) = u8::from(!unsigned);
        *object.add(17) = code;
    }
    unwind::panic(
        s,
        Eface {
            ty: ty.word(),
            data: object as u64,
        },
    )
}

/// An operation of the runtime that went wrong.
#[cold]
#[inline(never)]
pub fn fault(s: State, fault: Fault) -> Jump {
    match fault {
        Fault::NilMapWrite | Fault::UnhashableInEmpty(_) => plain_error(s, &fault.text()),
        Fault::Unhashable(_) | Fault::Uncomparable(_) => error_text(s, &fault.text()),
        Fault::Fatal(_) | Fault::OutOfMemory => unwind::fatal(s, &fault.text()),
    }
}

/// The path of the package that a type belongs to: where it is declared, or whose unexported fields it has.
fn package_of(t: &RType) -> &str {
    match &t.detail {
        Detail::Struct { fields } if t.pkg_path.is_empty() => fields
            .iter()
            .map(|f| &*f.pkg_path)
            .find(|path| !path.is_empty())
            .unwrap_or_default(),
        _ => &t.pkg_path,
    }
}

/// `value.(want)` failed for an operand of static type `operand` and dynamic type `found` (a type word).
#[cold]
#[inline(never)]
pub fn type_assertion(s: State, found: u64, want: TypeRef, operand: TypeRef) -> Jump {
    let cx = s.ctx();
    let mut missing = String::new();
    let mut concrete = String::new();
    let mut apart = "";
    if found != 0 {
        // SAFETY: I4: an interface's type word.
        let found = unsafe { TypeRef::from_word(found) };
        concrete = found.name.to_string();
        apart = match package_of(&found) == package_of(&want) {
            true => "scopes",
            false => "packages",
        };
        if want.is_interface() {
            missing =
                iface::missing_method(found, want).map_or(String::new(), |m| m.name.to_string());
        }
    }
    let pointer = cx.known().type_assertion_error;
    // Go does not say which interface a failed conversion to another interface came from.
    let operand = if want.is_interface() {
        ""
    } else {
        &*operand.name
    };
    let words =
        [operand, &*concrete, &want.name, &*missing, apart].map(|t| cx.new_string(t.as_bytes()));
    let object = cx.new_object(pointer.elem) as *mut u64;
    for (i, (ptr, len)) in words.into_iter().enumerate() {
        // SAFETY: a fresh `struct { iface, concrete, asserted, missing, apart string }`.
        unsafe {
            *object.add(2 * i) = ptr;
            *object.add(2 * i + 1) = len;
        }
    }
    unwind::panic(
        s,
        Eface {
            ty: pointer.word(),
            data: object as u64,
        },
    )
}
