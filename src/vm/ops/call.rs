//! Calls and returns, closures, goroutines.

use crate::bytecode::isa::Insn;
use crate::bytecode::rtype::TypeRef;
use crate::runtime::{mutex, rwmutex, strings};
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::functions::of_closure;
use crate::vm::native_call::NativeCode;
use crate::vm::stop::StopCode;
use crate::vm::{native_run, raise, safepoint, spawn, unwind};

#[inline(always)]
pub fn enter(s: State) -> Flow {
    let end = s.fp as usize + s.a() * 8;
    if end > s.limit() {
        return s.slow(safepoint::at_entry, 0, 0);
    }
    let count = s.c();
    if count > 0 {
        // SAFETY: I1, I2: the slots to zero lie in the frame.
        unsafe { zero(s.slot(s.b()), count) };
    }
    s.next(1)
}

/// Zeroes one slot or more: by twos, which may overlap, as a loop over a few costs more than they do. (A plain loop becomes a call of memset, which a handler must not make.)
///
/// # Safety
/// They may be written.
#[inline(always)]
unsafe fn zero(slots: *mut u64, count: usize) {
    // SAFETY: all that is written lies between the first slot and the last: one where there is one, and of pairs those that fit.
    unsafe {
        if count == 1 {
            *slots = 0;
            return;
        }
        let pair = |at: usize| slots.add(at).cast::<u128>().write_unaligned(0);
        let end = count - 2;
        pair(0);
        if count > 4 {
            pair(2);
            let mut at = 4;
            while at < end {
                std::ptr::write_volatile(slots.add(at), 0);
                std::ptr::write_volatile(slots.add(at + 1), 0);
                at += 2;
            }
        }
        pair(end);
    }
}

#[inline(always)]
pub fn closure(s: State) -> Flow {
    // SAFETY: I3.
    let closure = unsafe { (*s.cx).closure };
    s.put(closure)
}

#[inline(always)]
pub fn call(s: State) -> Flow {
    let frame = s.slot(s.a());
    // SAFETY: I1: the index is one of the program's functions; I2: the outgoing area is checked.
    unsafe {
        let entry = *(*s.cx).entries.add(s.bc() as usize);
        *frame = s.ip.add(1) as u64;
        s.at(entry, frame)
    }
}

#[inline(always)]
pub fn set_closure(s: State) -> Flow {
    let closure = s.ra();
    // SAFETY: I3.
    unsafe { (*s.cx).closure = closure };
    s.next(1)
}

#[inline(always)]
pub fn call_closure(s: State) -> Flow {
    let closure = s.rb();
    if closure == 0 {
        return s.slow(raise::nil, 0, 0);
    }
    let frame = s.slot(s.a());
    // SAFETY: I4: a func value's first word is its function's address; I2, I3.
    unsafe {
        (*s.cx).closure = closure;
        let function = of_closure(closure);
        *frame = s.ip.add(1) as u64;
        s.at((*function).entry, frame)
    }
}

#[inline(always)]
pub fn call_iface(s: State) -> Flow {
    let pair = s.b();
    let type_word = s.get(pair);
    if type_word == 0 {
        return s.slow(raise::nil, s.c() as u64, 0);
    }
    let frame = s.slot(s.a());
    // SAFETY: I4: a type word that is not 0 is a descriptor's address, whose table has the method, because the
    // value has the static type that the selector belongs to; I2.
    unsafe {
        let selector = *s.ip.cast::<u32>().add(3);
        let ty = TypeRef::from_word(type_word);
        let table = &ty.dispatch;
        let entry = &*table.entries.as_ptr().add((selector & table.mask) as usize);
        debug_assert_eq!(entry.selector.0, selector, "{} has no such method", ty.name);
        *frame.add(1) = s.get(pair + 1);
        *frame = s.ip.add(2) as u64;
        s.at((*entry.function).entry, frame)
    }
}

#[inline(always)]
pub fn ret(s: State) -> Flow {
    let ip = s.get(0) as *const Insn;
    // SAFETY: I2: slot 0 is the return address, and the word before it holds the distance to the caller's frame.
    unsafe { s.at(ip, s.fp.sub((*ip.sub(1)).a as usize)) }
}

#[inline(always)]
pub fn call_native(s: State) -> Flow {
    s.slow(native_run::call, 0, 0)
}
#[inline(always)]
pub fn call_try(s: State) -> Flow {
    s.slow(native_run::attempt, 0, 0)
}
/// What the slots of the call at `s` hold is replaced by the results; false: the native declines. Gives `s` back as it is read again from
/// `at`: what need not survive in registers need not be saved for it.
#[inline(always)]
fn plain(s: State) -> (bool, State) {
    let slots = s.slot(s.a() + 1);
    // SAFETY: I1: the index is one of the program's natives, and a plain one, which `plain::settle` has looked at; I2: the outgoing area
    // has the slots of its arguments and results. `at` is for reports of faults, which a native may meet.
    unsafe {
        (*s.cx).at = (s.ip, s.fp);
        let well = match *(*s.cx).natives.add(s.bc() as usize) {
            NativeCode::Plain(native)
            | NativeCode::Making(native)
            | NativeCode::Either(native, _) => native(slots, s.cx),
            NativeCode::Full(_) => std::hint::unreachable_unchecked(),
        };
        let (ip, fp) = (*s.cx).at;
        (well, State { ip, fp, cx: s.cx })
    }
}
#[inline(always)]
pub fn call_plain(s: State) -> Flow {
    let (well, s) = plain(s);
    match well {
        true => s.next(1),
        false => s.slow(native_run::call, 0, 0),
    }
}
#[inline(always)]
pub fn try_plain(s: State) -> Flow {
    let (well, s) = plain(s);
    if well {
        return s.next(2);
    }
    // A branch, which is foreseen; an address computed from the answer would have to be waited for.
    s.slow(try_other, 0, 0)
}
/// In a fused sequence: the `Call` behind an attempt that has answered.
// The match-loop dispatcher does not fuse.
#[allow(dead_code)]
#[inline(always)]
pub fn passed(s: State) -> Flow {
    Ok(s)
}
fn declined(s: State, _: u64, _: u64) -> Jump {
    s.after(1)
}
/// The plain form of a native has declined: perhaps there is another.
fn try_other(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1: the index is one of the program's natives.
    match unsafe { *s.ctx().natives.add(s.bc() as usize) } {
        NativeCode::Either(..) => native_run::attempt(s, 0, 0),
        _ => s.after(1),
    }
}
/// Natives of package sync whose usual case is one step on the object, in slot 1 of the call; the native does the rest.
macro_rules! at_once {
    ($($name:ident $step:path [$($with:ident),*])*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let object = s.get(s.a() + 1);
            // SAFETY: I4: nil, or an object of the native's receiver type; I3.
            if object != 0 && unsafe { $step(object $(, &*(*s.cx).$with)*) } {
                return s.next(1);
            }
            s.slow(native_run::call, 0, 0)
        })*
    };
}
at_once! {
    call_lock mutex::try_lock_at []
    call_unlock mutex::unlock_at []
    call_rlock rwmutex::read_lock_at [sharing, desk]
    call_runlock rwmutex::read_unlock_at [desk]
}

#[inline(always)]
pub fn try_parse_bool(s: State) -> Flow {
    let at = s.a() + 1;
    // SAFETY: I4: slots 1 and 2 of the call are a string.
    match unsafe { strings::bool_word(s.get(at) as *const u8, s.get(at + 1) as usize) } {
        Some(value) => {
            s.set(at, value as u64);
            s.set(at + 1, 0);
            s.set(at + 2, 0);
            s.next(2)
        }
        None => s.slow(declined, 0, 0),
    }
}

#[inline(always)]
pub fn call_trim_space(s: State) -> Flow {
    let at = s.a() + 1;
    let (ptr, len) = (s.get(at), s.get(at + 1) as usize);
    // SAFETY: I4: slots 1 and 2 of the call are a string.
    match unsafe { strings::trim_ascii_space(ptr as *const u8, len) } {
        Some((from, to)) => {
            s.set(at, if from == to { 0 } else { ptr + from as u64 });
            s.set(at + 1, (to - from) as u64);
            s.next(1)
        }
        None => s.slow(plain_slow, 0, 0),
    }
}
fn plain_slow(s: State, _: u64, _: u64) -> Jump {
    plain(s);
    s.after(1)
}

#[inline(always)]
pub fn resume(s: State) -> Flow {
    s.slow(native_run::resume, 0, 0)
}

/// The threaded dispatcher has a shorter one.
#[inline(always)]
pub fn leaf_end(s: State) -> Flow {
    s.slow(leaf_end_slow, 0, 0)
}
fn leaf_end_slow(_: State, _: u64, _: u64) -> Jump {
    Jump::stop(StopCode::Returned)
}

#[inline(always)]
pub fn make_closure(s: State) -> Flow {
    s.slow(make_closure_slow, 0, 0)
}
fn make_closure_slow(s: State, _: u64, _: u64) -> Jump {
    let ty = s.ext_type(2);
    // SAFETY: I1: the function's index.
    let function = unsafe { *s.ctx().functions.add(s.ext(1) as usize) };
    let object = s.ctx().new_object(ty) as *mut u64;
    // SAFETY: a fresh object: the code word, then the captures.
    unsafe {
        *object = function as u64;
        for i in 0..s.c() {
            *object.add(1 + i) = s.get(s.b() + i);
        }
    }
    s.set(s.a(), object as u64);
    s.after(3)
}

#[inline(always)]
pub fn go(s: State) -> Flow {
    s.slow(go_slow, 0, 0)
}
fn go_slow(s: State, _: u64, _: u64) -> Jump {
    // SAFETY: I1: the function's index.
    let function = unsafe { *s.ctx().functions.add(s.ext(1) as usize) };
    // SAFETY: the program's functions outlive the machine.
    match spawn::spawn(s, unsafe { &*function }, 0) {
        Ok(()) => s.after(2),
        Err(jump) => jump,
    }
}
#[inline(always)]
pub fn go_closure(s: State) -> Flow {
    s.slow(go_closure_slow, 0, 0)
}
fn go_closure_slow(s: State, _: u64, _: u64) -> Jump {
    let closure = s.rc();
    if closure == 0 {
        return unwind::fatal(s, "go of nil func value");
    }
    // SAFETY: I4: a func value's first word is its function's address.
    let function = unsafe { &*of_closure(closure) };
    match spawn::spawn(s, function, closure) {
        Ok(()) => s.after(1),
        Err(jump) => jump,
    }
}
#[inline(always)]
pub fn go_end(s: State) -> Flow {
    s.slow(go_end_slow, 0, 0)
}
fn go_end_slow(s: State, _: u64, _: u64) -> Jump {
    spawn::ended(s)
}
