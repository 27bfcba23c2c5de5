//! Comparisons that leave a boolean.

use crate::runtime::{equal, strings};
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::native_call::Eface;
use crate::vm::raise;

macro_rules! compare {
    ($($name:ident: $s:ident => $value:expr;)*) => {
        $(#[inline(always)]
        pub fn $name($s: State) -> Flow {
            $s.put($value as u64)
        })*
    };
}
#[inline(always)]
fn single(word: u64) -> f32 {
    f32::from_bits(word as u32)
}
compare! {
    eq_i64: s => s.rb() == s.rc();
    ne_i64: s => s.rb() != s.rc();
    lt_i64: s => (s.rb() as i64) < s.rc() as i64;
    le_i64: s => s.rb() as i64 <= s.rc() as i64;
    lt_u64: s => s.rb() < s.rc();
    le_u64: s => s.rb() <= s.rc();
    eq_f64: s => s.fb() == s.fc();
    ne_f64: s => s.fb() != s.fc();
    lt_f64: s => s.fb() < s.fc();
    le_f64: s => s.fb() <= s.fc();
    eq_f32: s => single(s.rb()) == single(s.rc());
    ne_f32: s => single(s.rb()) != single(s.rc());
    lt_f32: s => single(s.rb()) < single(s.rc());
    le_f32: s => single(s.rb()) <= single(s.rc());
}

#[inline(always)]
pub fn eq_str(s: State) -> Flow {
    let (b, c) = (s.b(), s.c());
    if s.get(b + 1) != s.get(c + 1) {
        return s.put(0);
    }
    if s.get(b) == s.get(c) {
        return s.put(1);
    }
    s.slow(eq_str_bytes, 0, 0)
}
fn eq_str_bytes(s: State, _: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    let equal = unsafe { strings::bytes(s.get(b), s.get(b + 1)) == strings::bytes(s.get(c), s.get(c + 1)) };
    s.set(s.a(), equal as u64);
    s.after(1)
}

#[inline(always)]
pub fn lt_str(s: State) -> Flow {
    s.slow(order_str, 0, 0)
}
#[inline(always)]
pub fn le_str(s: State) -> Flow {
    s.slow(order_str, 1, 0)
}
fn order_str(s: State, or_equal: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    let order = unsafe { strings::bytes(s.get(b), s.get(b + 1)).cmp(strings::bytes(s.get(c), s.get(c + 1))) };
    let holds = order.is_lt() || (or_equal != 0 && order.is_eq());
    s.set(s.a(), holds as u64);
    s.after(1)
}

#[inline(always)]
pub fn eq_iface(s: State) -> Flow {
    let (b, c) = (s.b(), s.c());
    let (x, y) = (s.get(b), s.get(c));
    if x != y {
        return s.put(0);
    }
    if x == 0 {
        return s.put(1);
    }
    s.slow(eq_iface_same_type, 0, 0)
}
fn eq_iface_same_type(s: State, _: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    let x = Eface { ty: s.get(b), data: s.get(b + 1) };
    // SAFETY: I4: both are interfaces of the dynamic type `x.ty`.
    match unsafe { equal::iface_data(x.type_ref().expect("not nil"), x.data, s.get(c + 1)) } {
        Ok(equal) => {
            s.set(s.a(), equal as u64);
            s.after(1)
        }
        Err(ty) => raise::uncomparable(s, ty),
    }
}

#[inline(always)]
pub fn eq_iface_value(s: State) -> Flow {
    let ty = s.ext_type(1);
    if s.get(s.b()) != ty.word() {
        s.set(s.a(), 0);
        return s.next(2);
    }
    s.slow(eq_iface_value_slow, 0, 0)
}
fn eq_iface_value_slow(s: State, _: u64, _: u64) -> Jump {
    let ty = s.ext_type(1);
    let data = s.get(s.b() + 1);
    let mut words = [0u64; crate::bytecode::rtype::MAX_REGISTER_LEAVES];
    // SAFETY: I4: the data word belongs to a value of `ty`; the value at c is one in register form.
    let equal = unsafe {
        let left: *const u64 = if ty.direct {
            words[0] = data;
            words.as_ptr()
        } else if ty.in_memory {
            words[0] = data;
            words.as_ptr()
        } else {
            crate::runtime::leaves::load(ty, data as *const u8, words.as_mut_ptr());
            words.as_ptr()
        };
        equal::registers(ty, left, s.slot(s.c()))
    };
    match equal {
        Ok(equal) => {
            s.set(s.a(), equal as u64);
            s.after(2)
        }
        Err(ty) => raise::uncomparable(s, ty),
    }
}

#[inline(always)]
pub fn eq_value(s: State) -> Flow {
    s.slow(eq_value_slow, 0, 0)
}
fn eq_value_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: both are values of the type in register form.
    match unsafe { equal::registers(s.ext_type(1), s.slot(s.b()), s.slot(s.c())) } {
        Ok(equal) => {
            s.set(s.a(), equal as u64);
            s.after(2)
        }
        Err(ty) => raise::uncomparable(s, ty),
    }
}
