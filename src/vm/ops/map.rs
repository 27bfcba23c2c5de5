//! Maps: the work is in `runtime::map`.

use crate::bytecode::program::NO_REG;
use crate::runtime::fault::Fault;
use crate::runtime::map;
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
    map_get map_get_slow
    map_get_ok map_get_ok_slow
    map_set map_set_slow
    map_addr map_addr_slow
    map_delete map_delete_slow
    map_clear map_clear_slow
    map_iter map_iter_slow
    map_next map_next_slow
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
