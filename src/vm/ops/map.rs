//! Maps: the work is in `runtime::map`.

use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::Width;
use crate::runtime::fault::Fault;
use crate::runtime::{leaves, map};
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::raise;

macro_rules! slow_ops {
    ($($name:ident $slow:ident)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            s.slow($slow, 0, 0)
        })*
    };
}
slow_ops! {
    make_map make_map_slow
    map_delete map_delete_slow
    map_clear map_clear_slow
    map_iter map_iter_slow
    map_next map_next_slow
}

/// The element in a map of words. None: the slow part has to look; `Some(None)`: there is no such key.
#[inline(always)]
fn word(s: State) -> Option<Option<u64>> {
    // SAFETY: I1, I4: a map in b, its key at c; the element is read before anything else happens.
    unsafe {
        let at = map::find_word(s.rb(), s.slot(s.c()))?;
        Some((!at.is_null()).then(|| leaves::load_leaf(at, Width::W64)))
    }
}
#[inline(always)]
pub fn map_get(s: State) -> Flow {
    match word(s) {
        Some(word) => {
            s.set(s.a(), word.unwrap_or(0));
            s.next(2)
        }
        None => s.slow(map_get_slow, 0, 0),
    }
}
#[inline(always)]
pub fn map_get_ok(s: State) -> Flow {
    match word(s) {
        Some(word) => {
            s.set(s.a(), word.unwrap_or(0));
            s.set(s.ext(2) as u16 as usize, word.is_some() as u64);
            s.next(3)
        }
        None => s.slow(map_get_ok_slow, 0, 0),
    }
}
#[inline(always)]
pub fn map_addr(s: State) -> Flow {
    // SAFETY: I1, I4: a map in b, its key at c.
    match unsafe { map::find_word_to_write(s.rb(), s.slot(s.c())) } {
        Some(at) => {
            s.set(s.a(), at as u64);
            s.next(2)
        }
        None => s.slow(map_addr_slow, 0, 0),
    }
}
#[inline(always)]
pub fn map_set(s: State) -> Flow {
    // SAFETY: I1, I4: a map in a, its key at b; an element of one word, written before anything else happens.
    unsafe {
        match map::find_word_to_write(s.ra(), s.slot(s.b())) {
            Some(at) => {
                leaves::store_leaf(at, Width::W64, s.get(s.c()));
                s.next(2)
            }
            None => s.slow(map_set_slow, 0, 0),
        }
    }
}

/// Goes on `words` further, or panics.
fn done(s: State, result: Result<(), Fault>, words: usize) -> Jump {
    match result {
        Ok(()) => {
            s.ctx().after_alloc();
            s.after(words)
        }
        Err(fault) => raise::fault(s, fault),
    }
}
fn put(s: State, result: Result<u64, Fault>, words: usize) -> Jump {
    done(s, result.map(|word| s.set(s.a(), word)), words)
}

fn make_map_slow(s: State, _: u64, _: u64) -> Jump {
    let hint = if s.b() == NO_REG as usize {
        0
    } else {
        s.rb() as i64
    };
    put(s, map::make(&mut s.ctx().cache, s.ext_type(1), hint), 2)
}
fn map_get_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: a map of the type in b, a key at c, slots for an element at a.
    let found = unsafe {
        map::get(
            &mut s.ctx().cache,
            s.rb(),
            s.ext_type(1),
            s.slot(s.c()),
            s.slot(s.a()),
        )
    };
    done(s, found.map(drop), 2)
}
fn map_get_ok_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: as in `map_get_slow`.
    let found = unsafe {
        map::get(
            &mut s.ctx().cache,
            s.rb(),
            s.ext_type(1),
            s.slot(s.c()),
            s.slot(s.a()),
        )
    };
    done(
        s,
        found.map(|found| s.set(s.ext(2) as u16 as usize, found as u64)),
        3,
    )
}
fn map_set_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: a map of the type in a, a key at b, an element at c.
    let set = unsafe {
        map::set(
            &mut s.ctx().cache,
            s.ra(),
            s.ext_type(1),
            s.slot(s.b()),
            s.slot(s.c()),
        )
    };
    done(s, set, 2)
}
fn map_addr_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: a map of the type in b, a key at c.
    let address = unsafe { map::addr(&mut s.ctx().cache, s.rb(), s.ext_type(1), s.slot(s.c())) };
    put(s, address.map(|p| p as u64), 2)
}
fn map_delete_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: a map of the type in a, a key at b.
    done(
        s,
        unsafe { map::delete(s.ra(), s.ext_type(1), s.slot(s.b())) },
        2,
    )
}
fn map_clear_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I4: a map.
    done(s, unsafe { map::clear(s.ra()) }, 2)
}
#[inline(always)]
pub fn map_len(s: State) -> Flow {
    // SAFETY: I4: a map or nil.
    s.put(unsafe { map::len(s.rb()) })
}
fn map_iter_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I4: a map or nil.
    put(s, unsafe { map::iter(&mut s.ctx().cache, s.rb()) }, 2)
}
fn map_next_slow(s: State, _: u64, _: u64) -> Jump {
    let slot = |register: usize| match register as u16 {
        NO_REG => std::ptr::null_mut(),
        _ => s.slot(register),
    };
    // SAFETY: I1, I4: an iterator over a map of the type, slots for key and element.
    let more = unsafe {
        map::next(
            &mut s.ctx().cache,
            s.ra(),
            s.ext_type(1),
            slot(s.b()),
            slot(s.c()),
        )
    };
    match more {
        Ok(true) => s.after(3),
        // SAFETY: I1: the jump leads to an instruction of the function.
        Ok(false) => Jump::to(
            unsafe { s.ip.offset(3 + s.ext(2) as u32 as i32 as isize) },
            s.fp,
        ),
        Err(fault) => raise::fault(s, fault),
    }
}
