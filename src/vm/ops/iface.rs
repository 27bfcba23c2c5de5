//! Type tests and assertions.

use crate::bytecode::rtype::TypeRef;
use crate::runtime::{iface, leaves};
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::raise;

#[inline(always)]
pub fn is_type(s: State) -> Flow {
    s.set(s.a(), (s.rb() == s.ext(1)) as u64);
    s.next(2)
}
#[inline(always)]
pub fn is_iface(s: State) -> Flow {
    if s.rb() == 0 {
        s.set(s.a(), 0);
        return s.next(2);
    }
    s.slow(is_iface_slow, 0, 0)
}
fn is_iface_slow(s: State, _: u64, _: u64) -> Jump {
    let holds = implements(s, s.rb());
    s.set(s.a(), holds as u64);
    s.after(2)
}
fn implements(s: State, type_word: u64) -> bool {
    // SAFETY: I4: a type word that is not 0.
    let ty = unsafe { TypeRef::from_word(type_word) };
    s.ctx().implements.get(ty, s.ext_type(1), iface::implements)
}
#[inline(always)]
pub fn assert_type(s: State) -> Flow {
    if s.ra() != s.ext(1) {
        return s.slow(failed, 0, 0);
    }
    s.next(3)
}
#[inline(always)]
pub fn assert_iface(s: State) -> Flow {
    s.slow(assert_iface_slow, 0, 0)
}
fn assert_iface_slow(s: State, _: u64, _: u64) -> Jump {
    if s.ra() != 0 && implements(s, s.ra()) {
        return s.after(3);
    }
    failed(s, 0, 0)
}
fn failed(s: State, _: u64, _: u64) -> Jump {
    raise::type_assertion(s, s.ra(), s.ext_type(1), s.ext_type(2))
}

/// What becomes of a data word where gc has another one.
enum Raw {
    Same,
    /// gc: a pointer to the number; here: the number.
    Number(TypeRef),
    /// gc: the one pointer that the struct or array is; here: a pointer to it.
    OnePointer(TypeRef),
}

fn raw(type_word: u64) -> Raw {
    if type_word == 0 {
        return Raw::Same;
    }
    // SAFETY: I4: a type word that is not 0, or what the program has put there with unsafe, at its own risk.
    let ty = unsafe { TypeRef::from_word(type_word) };
    match ty.direct {
        true if ty.data_is_pointer => Raw::Same,
        true => Raw::Number(ty),
        false if iface::is_one_pointer(ty) => Raw::OnePointer(ty),
        false => Raw::Same,
    }
}

pub fn iface_to_raw(s: State) -> Flow {
    s.slow(iface_to_raw_slow, 0, 0)
}
fn iface_to_raw_slow(s: State, _: u64, _: u64) -> Jump {
    let (a, b) = (s.a(), s.b());
    let data = match raw(s.get(b)) {
        Raw::Same => s.get(b + 1),
        Raw::Number(ty) => {
            let object = s.ctx().new_object(ty);
            // SAFETY: I1, I4: the data word is the value, and the object has its size.
            unsafe { leaves::store(ty, s.slot(b + 1), object) };
            object as u64
        }
        // SAFETY: I4: the box of a value that is one word.
        Raw::OnePointer(_) => unsafe { *(s.get(b + 1) as *const u64) },
    };
    s.set(a, s.get(b));
    s.set(a + 1, data);
    s.after(1)
}

pub fn iface_from_raw(s: State) -> Flow {
    s.slow(iface_from_raw_slow, 0, 0)
}
fn iface_from_raw_slow(s: State, _: u64, _: u64) -> Jump {
    let (a, b) = (s.a(), s.b());
    let mut data = s.get(b + 1);
    match raw(s.get(b)) {
        Raw::Same => {}
        Raw::Number(_) if data == 0 => return raise::nil(s, 0, 0),
        // SAFETY: the data word points to the value, as gc has it: who wrote something else there did so with unsafe, at their own risk.
        Raw::Number(ty) => unsafe {
            data = leaves::load_leaf(data as *const u8, ty.leaves[0].width)
        },
        Raw::OnePointer(ty) => {
            let object = s.ctx().new_object(ty);
            // SAFETY: the object is one word.
            unsafe { *object.cast::<u64>() = data };
            data = object as u64;
        }
    }
    s.set(a, s.get(b));
    s.set(a + 1, data);
    s.after(1)
}
