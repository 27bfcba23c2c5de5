//! Type tests and assertions.

use crate::runtime::iface;
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
    let ty = unsafe { crate::bytecode::rtype::TypeRef::from_word(type_word) };
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
