//! Comparisons that leave a boolean.

use crate::runtime::fault::Fault;
use crate::runtime::{equal, strings};
use crate::vm::dispatch::{Flow, Jump, State};
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
#[inline(always)]
fn compare_floats(x: f64, y: f64) -> i64 {
    let below = |x: f64, y: f64| x < y || x.is_nan() && !y.is_nan();
    below(y, x) as i64 - below(x, y) as i64
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
    cmp_i64: s => (s.rb() as i64).cmp(&(s.rc() as i64)) as i64;
    cmp_u64: s => s.rb().cmp(&s.rc()) as i64;
    cmp_f64: s => compare_floats(s.fb(), s.fc());
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
    let (x, y, n) = (s.get(b), s.get(c), s.get(b + 1) as usize);
    if x == y {
        return s.put(1);
    }
    if n <= strings::SHORT {
        // SAFETY: I4: the registers hold strings of that length.
        return s.put(unsafe { strings::same_short(x as *const u8, y as *const u8, n) } as u64);
    }
    s.slow(eq_str_bytes, 0, 0)
}
fn eq_str_bytes(s: State, _: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    let equal =
        unsafe { strings::bytes(s.get(b), s.get(b + 1)) == strings::bytes(s.get(c), s.get(c + 1)) };
    s.set(s.a(), equal as u64);
    s.after(1)
}

#[inline(always)]
pub fn lt_str(s: State) -> Flow {
    order(s, 0)
}
#[inline(always)]
pub fn le_str(s: State) -> Flow {
    order(s, 1)
}
#[inline(always)]
fn order(s: State, or_equal: u64) -> Flow {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    match unsafe { strings::order_at_once((s.get(b), s.get(b + 1)), (s.get(c), s.get(c + 1))) } {
        Some(less) => s.put(less as u64),
        None => s.slow(order_str, or_equal, 0),
    }
}
fn order_str(s: State, or_equal: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    let order = unsafe {
        strings::bytes(s.get(b), s.get(b + 1)).cmp(strings::bytes(s.get(c), s.get(c + 1)))
    };
    let holds = order.is_lt() || (or_equal != 0 && order.is_eq());
    s.set(s.a(), holds as u64);
    s.after(1)
}

#[inline(always)]
pub fn cmp_str(s: State) -> Flow {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    match unsafe { strings::order_at_once((s.get(b), s.get(b + 1)), (s.get(c), s.get(c + 1))) } {
        Some(less) => s.put(1u64.wrapping_sub(2 * less as u64)),
        None => s.slow(compare_str, 0, 0),
    }
}
fn compare_str(s: State, _: u64, _: u64) -> Jump {
    let (b, c) = (s.b(), s.c());
    // SAFETY: I4: the registers hold strings.
    let order = unsafe {
        strings::bytes(s.get(b), s.get(b + 1)).cmp(strings::bytes(s.get(c), s.get(c + 1)))
    };
    s.set(s.a(), order as i64 as u64);
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
    // SAFETY: I4: both are interfaces.
    answer(
        s,
        unsafe { equal::eq_iface(s.get(b), s.get(b + 1), s.get(c), s.get(c + 1)) },
        1,
    )
}
fn answer(s: State, equal: Result<bool, Fault>, words: usize) -> Jump {
    match equal {
        Ok(equal) => {
            s.set(s.a(), equal as u64);
            s.after(words)
        }
        Err(fault) => raise::fault(s, fault),
    }
}

#[inline(always)]
pub fn eq_iface_value(s: State) -> Flow {
    if s.rb() != s.ext(1) {
        s.set(s.a(), 0);
        return s.next(2);
    }
    s.slow(eq_iface_value_slow, 0, 0)
}
fn eq_iface_value_slow(s: State, _: u64, _: u64) -> Jump {
    let b = s.b();
    // SAFETY: I4: an interface, and a value of the type in register form.
    let equal =
        unsafe { equal::eq_iface_value(s.get(b), s.get(b + 1), s.ext_type(1), s.slot(s.c())) };
    answer(s, equal, 2)
}

#[inline(always)]
pub fn eq_value(s: State) -> Flow {
    s.slow(eq_value_slow, 0, 0)
}
fn eq_value_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: both are values of the type in register form.
    let equal = unsafe { equal::eq_registers(&s.ext_type(1), s.slot(s.b()), s.slot(s.c())) };
    answer(s, equal, 2)
}
