//! Channels and select: the work is in `runtime::chan` and `runtime::select`. A goroutine is saved before it parks, to go
//! on after the instruction: its waker writes the results into its frame.

use std::hint::cold_path;

use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::TypeRef;
use crate::runtime::chan::{self, Chan, Done, LAYOUT};
use crate::runtime::select::{self, Selected};
use crate::vm::dispatch::{Flow, Jump, State};
use crate::vm::stop::StopCode;
use crate::vm::{raise, unwind, wait_place};

macro_rules! slow_ops {
    ($($name:ident $slow:ident)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            s.slow($slow, 0, 0)
        })*
    };
}
slow_ops! {
    make_chan make_chan_slow
    close close_slow
    select select_slow
}

fn make_chan_slow(s: State, _: u64, _: u64) -> Jump {
    let elem = s.ext_type(1).elem;
    let cap = if s.b() == NO_REG as usize {
        0
    } else {
        s.rb() as i64
    };
    if chan::ring_bytes(elem, cap).is_none() {
        return raise::plain_error(s, "makechan: size out of range");
    }
    let cx = s.ctx();
    let ring = cx.new_array(elem, cap as usize);
    let object = cx.cache.alloc_layout(&LAYOUT);
    if object.is_null() {
        cx.out_of_memory(LAYOUT.size);
    }
    // SAFETY: fresh objects of the right sizes.
    let chan = unsafe { chan::init(object, elem, cap as usize, ring) };
    // SAFETY: bubbles live as long as the scheduler; the channel has just been made.
    unsafe {
        if let Some(bubble) = cx.g_mut().bubble.as_ref() {
            Chan::set_bubble(chan, bubble);
        }
    }
    wait_place::channel_made(cx, chan as usize, elem, cap as usize, s.ip);
    s.set(s.a(), chan as u64);
    s.after(2)
}

// What `send` and `recv` do where events are recorded is written out once more, behind the rest: were it one with it, the handlers would
// need more registers than are free.

/// What to do after an operation of `words` words, called `what`.
fn after(s: State, done: Done, words: usize, what: &str) -> Jump {
    match done {
        Done::Yes | Done::No => s.after(words),
        Done::Parked => Jump::stop(StopCode::Parked),
        Done::Closed => raise::plain_error(s, "send on closed channel"),
        Done::Nil => raise::plain_error(s, "close of nil channel"),
        Done::Foreign => foreign(s, what),
    }
}

/// A bubble's channel is used by who is not in the bubble.
#[cold]
fn foreign(s: State, what: &str) -> Jump {
    let text = format!("{what} synctest channel from outside bubble");
    unwind::fatal(s, &text)
}

/// Saves the goroutine, to go on `words` further.
fn save(s: State, words: usize) -> impl FnOnce() {
    move || {
        let next = s.after(words);
        s.ctx().save(next.ip, next.fp);
        wait_place::note(s.ctx());
    }
}

/// A slot that receives an `in_memory` value holds the address of a fresh object for it.
fn prepare(s: State, elem: TypeRef, slot: *mut u64) {
    if elem.in_memory && !slot.is_null() {
        let object = s.ctx().new_object(elem);
        // SAFETY: I1: a register of the frame.
        unsafe { *slot = object as u64 };
    }
}

#[inline(always)]
fn optional(s: State, register: usize) -> *mut u64 {
    match register as u16 {
        NO_REG => std::ptr::null_mut(),
        _ => s.slot(register),
    }
}

#[inline(always)]
pub fn send(s: State) -> Flow {
    // SAFETY: I1, I4: a channel in a, a value of its element type at b; I3. Nil is in no run.
    unsafe {
        if !(*s.cx).recording {
            if chan::send_word(s.ra() as *mut Chan, s.slot(s.b())) {
                return s.next(2);
            }
        } else {
            cold_path();
            if (*(*s.cx).run).fills_on(s.ra() as usize, || s.rb())
                && chan::put_word(s.ra() as *mut Chan, s.slot(s.b()))
            {
                (*(*s.cx).run).filled();
                return s.next(2);
            }
        }
    }
    s.slow(send_slow, 0, 0)
}
#[inline(always)]
pub fn recv(s: State) -> Flow {
    // SAFETY: as above; words need no object to be received into.
    unsafe {
        if !(*s.cx).recording {
            let (into, ok) = (optional(s, s.a()), optional(s, s.c()));
            if chan::recv_word(s.rb() as *mut Chan, into, ok) {
                return s.next(2);
            }
        } else {
            cold_path();
            let (into, ok) = (optional(s, s.a()), optional(s, s.c()));
            if (*(*s.cx).run).takes_on(s.rb() as usize)
                && chan::take_word(s.rb() as *mut Chan, into, ok)
            {
                (*(*s.cx).run).taken();
                return s.next(2);
            }
        }
    }
    s.slow(recv_slow, 0, 0)
}

fn send_slow(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    // SAFETY: I1, I4: a channel in a, a value of its element type at b; this M runs the goroutine.
    let done = unsafe {
        chan::send(
            cx.on(),
            cx.g,
            s.ra() as *mut Chan,
            s.slot(s.b()),
            save(s, 2),
        )
    };
    after(s, done, 2, "send on")
}
fn recv_slow(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let (into, ok) = (optional(s, s.a()), optional(s, s.c()));
    let from = s.rb() as *mut Chan;
    let elem = s.ext_type(1).elem;
    prepare(s, elem, into);
    // SAFETY: as in `send_slow`.
    let done = unsafe { chan::recv(cx.on(), cx.g, from, into, ok, save(s, 2)) };
    after(s, done, 2, "receive on")
}
fn close_slow(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    // SAFETY: I4: a channel or nil; this M runs the goroutine.
    match unsafe { chan::close(cx.on(), cx.g, s.ra() as *mut Chan) } {
        Done::Closed => raise::plain_error(s, "close of closed channel"),
        done => after(s, done, 1, "close of"),
    }
}
#[inline(always)]
pub fn chan_len(s: State) -> Flow {
    // SAFETY: I4: a channel or nil.
    s.put(unsafe { Chan::len(s.rb() as *const Chan) } as u64)
}
#[inline(always)]
pub fn chan_cap(s: State) -> Flow {
    // SAFETY: I4: a channel or nil.
    s.put(unsafe { Chan::cap(s.rb() as *const Chan) } as u64)
}

fn select_slow(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let table = cx.machine().select_table(s.bc() as usize);
    for case in table.cases.iter().filter(|c| !c.send) {
        prepare(s, case.elem, optional(s, case.value as usize));
    }
    let index = s.slot(s.a());
    // SAFETY: I1, I4: the table's registers are of this frame; this M runs the goroutine.
    match unsafe { select::select(cx.on(), cx.g, table, s.fp, index, save(s, 1)) } {
        Selected::Case(i) => {
            s.set(s.a(), i as u64);
            s.after(1)
        }
        Selected::Parked => Jump::stop(StopCode::Parked),
        Selected::Closed => raise::plain_error(s, "send on closed channel"),
        // Go makes an operation on the channel of a select with one case.
        Selected::Foreign => foreign(
            s,
            match &table.cases[..] {
                [case] if case.send => "send on",
                [_] => "receive on",
                _ => "select on",
            },
        ),
    }
}
