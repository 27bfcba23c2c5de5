//! Loads, stores, addresses, new objects, globals. Heap words are read and written as relaxed atomics: a racy Go program is
//! no undefined behaviour here.
//!
//! Addresses are aligned, but for those that a program makes with package unsafe (`*(*uint64)(unsafe.Pointer(&bytes[1]))`): the processors that
//! gorun runs on take these as they are. Builds that check alignment go another way for them.

use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed};

use crate::runtime::leaves;
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::raise;

/// Reads a value of one width at an address.
macro_rules! load_at {
    ($name:ident, $atomic:ty, $as1:ty, $as2:ty) => {
        #[inline(always)]
        pub(super) fn $name(address: u64) -> u64 {
            if cfg!(debug_assertions) && !address.is_multiple_of(size_of::<$as1>() as u64) {
                // SAFETY: I4: the address lies in an object.
                return unsafe { (address as *const $as1).read_unaligned() } as $as2 as u64;
            }
            // SAFETY: I4: the address lies in an object, aligned for the width (or see above).
            let word = unsafe { (*(address as *const $atomic)).load(Relaxed) };
            word as $as1 as $as2 as u64
        }
    };
}
load_at!(get_8u, AtomicU8, u8, u64);
load_at!(get_8s, AtomicU8, i8, i64);
load_at!(get_16u, AtomicU16, u16, u64);
load_at!(get_16s, AtomicU16, i16, i64);
load_at!(get_32u, AtomicU32, u32, u64);
load_at!(get_32s, AtomicU32, i32, i64);
load_at!(get_64, AtomicU64, u64, u64);

macro_rules! store_at {
    ($name:ident, $atomic:ty, $t:ty) => {
        #[inline(always)]
        pub(super) fn $name(address: u64, word: u64) {
            if cfg!(debug_assertions) && !address.is_multiple_of(size_of::<$t>() as u64) {
                // SAFETY: I4: the address lies in an object.
                return unsafe { (address as *mut $t).write_unaligned(word as $t) };
            }
            // SAFETY: I4: the address lies in an object, aligned for the width (or see above).
            unsafe { (*(address as *const $atomic)).store(word as $t, Relaxed) };
        }
    };
}
store_at!(put_8, AtomicU8, u8);
store_at!(put_16, AtomicU16, u16);
store_at!(put_32, AtomicU32, u32);
store_at!(put_64, AtomicU64, u64);

macro_rules! loads {
    ($($name:ident $get:ident)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let base = s.rb();
            if base == 0 {
                return s.slow(raise::nil, s.c() as u64, 0);
            }
            s.put($get(base.wrapping_add(s.c() as u64)))
        })*
    };
}
loads! {
    load_8u get_8u
    load_8s get_8s
    load_16u get_16u
    load_16s get_16s
    load_32u get_32u
    load_32s get_32s
    load_64 get_64
}
macro_rules! stores {
    ($($name:ident $put:ident)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let base = s.ra();
            if base == 0 {
                return s.slow(raise::nil, s.c() as u64, 0);
            }
            $put(base.wrapping_add(s.c() as u64), s.rb());
            s.next(1)
        })*
    };
}
stores! {
    store_8 put_8
    store_16 put_16
    store_32 put_32
    store_64 put_64
}

#[inline(always)]
pub fn load2(s: State) -> Flow {
    let base = s.rb();
    if base == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    let (at, a) = (base + s.c() as u64, s.a());
    s.set(a, get_64(at));
    s.set(a + 1, get_64(at + 8));
    s.next(1)
}
#[inline(always)]
pub fn load3(s: State) -> Flow {
    let base = s.rb();
    if base == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    let (at, a) = (base + s.c() as u64, s.a());
    s.set(a, get_64(at));
    s.set(a + 1, get_64(at + 8));
    s.set(a + 2, get_64(at + 16));
    s.next(1)
}
#[inline(always)]
pub fn store2(s: State) -> Flow {
    let base = s.ra();
    if base == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    let (at, b) = (base + s.c() as u64, s.b());
    put_64(at, s.get(b));
    put_64(at + 8, s.get(b + 1));
    s.next(1)
}
#[inline(always)]
pub fn store3(s: State) -> Flow {
    let base = s.ra();
    if base == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    let (at, b) = (base + s.c() as u64, s.b());
    put_64(at, s.get(b));
    put_64(at + 8, s.get(b + 1));
    put_64(at + 16, s.get(b + 2));
    s.next(1)
}

#[inline(always)]
pub fn load_v(s: State) -> Flow {
    let base = s.rb();
    if base == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    s.slow(load_v_slow, base.wrapping_add(s.c() as u64), 0)
}
fn load_v_slow(s: State, at: u64, _: u64) -> Jump {
    s.ctx()
        .load_value(s.ext_type(1), at as *const u8, s.slot(s.a()));
    s.after(2)
}
#[inline(always)]
pub fn store_v(s: State) -> Flow {
    let base = s.ra();
    if base == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    s.slow(store_v_slow, base.wrapping_add(s.c() as u64), 0)
}
fn store_v_slow(s: State, at: u64, _: u64) -> Jump {
    // SAFETY: I1, I4: the value at b is one of the type, the address has room for it.
    unsafe { leaves::store(s.ext_type(1), s.slot(s.b()), at as *mut u8) };
    s.after(2)
}

#[inline(always)]
pub fn field_addr(s: State) -> Flow {
    let base = s.rb();
    if base == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    s.put(base.wrapping_add(s.c() as u64))
}
#[inline(always)]
pub fn field_addr_x(s: State) -> Flow {
    let base = s.rb();
    if base == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    s.set(s.a(), base.wrapping_add(s.ext(1)));
    s.next(2)
}
#[inline(always)]
pub fn nil_check(s: State) -> Flow {
    if s.ra() == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    s.next(1)
}

#[inline(always)]
pub fn mem_copy(s: State) -> Flow {
    if s.ra() == 0 || s.rb() == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    s.slow(mem_copy_slow, 0, 0)
}
fn mem_copy_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I4: both ranges lie in objects (or in static zero memory).
    unsafe { leaves::copy_memory(s.rb() as *const u8, s.ra() as *mut u8, s.ext(1) as usize) };
    s.after(2)
}
#[inline(always)]
pub fn mem_zero(s: State) -> Flow {
    if s.ra() == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    s.slow(mem_zero_slow, 0, 0)
}
fn mem_zero_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I4: the range lies in an object.
    unsafe { std::ptr::write_bytes(s.ra() as *mut u8, 0, s.ext(1) as usize) };
    s.after(2)
}

#[inline(always)]
pub fn new(s: State) -> Flow {
    // In stress mode each allocation asks for a collection, which the fast path would forget.
    let cx = s.ctx();
    if !cx.stress {
        let object = cx.cache.try_alloc(s.ext_type(1));
        if !object.is_null() {
            s.set(s.a(), object as u64);
            return s.next(2);
        }
    }
    s.slow(new_slow, 0, 0)
}
fn new_slow(s: State, _: u64, _: u64) -> Jump {
    let object = s.ctx().new_object(s.ext_type(1));
    s.set(s.a(), object as u64);
    s.after(2)
}
#[inline(always)]
pub fn clone(s: State) -> Flow {
    if s.rb() == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    s.slow(clone_slow, 0, 0)
}
fn clone_slow(s: State, _: u64, _: u64) -> Jump {
    let ty = s.ext_type(1);
    let object = s.ctx().new_object(ty);
    // SAFETY: I4: both objects have the type's size.
    unsafe { leaves::copy_memory(s.rb() as *const u8, object, ty.size) };
    s.set(s.a(), object as u64);
    s.after(2)
}
#[inline(always)]
pub fn box_(s: State) -> Flow {
    s.slow(box_slow, 0, 0)
}
fn box_slow(s: State, _: u64, _: u64) -> Jump {
    let ty = s.ext_type(1);
    let object = s.ctx().new_object(ty);
    // SAFETY: I1, I4: the value at b is one of the type, and the object has its size.
    unsafe { leaves::store(ty, s.slot(s.b()), object) };
    s.set(s.a(), object as u64);
    s.after(2)
}

#[inline(always)]
fn global(s: State) -> u64 {
    s.ctx().globals as u64 + s.bc() as u64
}
#[inline(always)]
pub fn global_addr(s: State) -> Flow {
    s.put(global(s))
}
#[inline(always)]
pub fn load_g(s: State) -> Flow {
    s.put(get_64(global(s)))
}
#[inline(always)]
pub fn load_g2(s: State) -> Flow {
    let (at, a) = (global(s), s.a());
    s.set(a, get_64(at));
    s.set(a + 1, get_64(at + 8));
    s.next(1)
}
#[inline(always)]
pub fn load_g3(s: State) -> Flow {
    let (at, a) = (global(s), s.a());
    s.set(a, get_64(at));
    s.set(a + 1, get_64(at + 8));
    s.set(a + 2, get_64(at + 16));
    s.next(1)
}
#[inline(always)]
pub fn store_g(s: State) -> Flow {
    put_64(global(s), s.ra());
    s.next(1)
}
#[inline(always)]
fn add_global(s: State, more: u64) -> Flow {
    let at = global(s);
    put_64(at, get_64(at).wrapping_add(more));
    s.next(1)
}
#[inline(always)]
pub fn add_to_g(s: State) -> Flow {
    add_global(s, s.ra())
}
#[inline(always)]
pub fn add_to_g_k(s: State) -> Flow {
    add_global(s, s.a() as u16 as i16 as i64 as u64)
}
