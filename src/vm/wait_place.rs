//! Where in the program a goroutine waits, for the record of events: the innermost place that is not the standard library's. Costs
//! nothing when nothing is recorded; else most often one look at a small table.

use crate::bytecode::isa::Insn;
use crate::bytecode::rtype::TypeRef;
use crate::sched::record::{self, Kind, object_id};

use super::context::Ctx;
use super::dispatch::State;
use super::stubs::Stub;
use super::walk::{self, Kind as FrameKind};

/// Entries of `Ctx::wait_places`.
const PLACES: usize = 256;

/// The running goroutine has been saved and is about to wait.
#[inline(always)]
pub fn note(cx: &mut Ctx) {
    if cx.recording {
        record_wait(cx);
    }
}

#[inline(never)]
fn record_wait(cx: &mut Ctx) {
    let saved = cx.g_mut().saved.pc as usize;
    if cx.told_places.get(record::own_place(saved)) != Some(&saved) {
        tell(cx);
    }
}

#[inline(never)]
fn tell(cx: &mut Ctx) {
    if cx.on().recorder().is_none() {
        return;
    }
    let g = cx.g_mut();
    let pc = g.saved.pc.cast::<Insn>();
    // It goes on after its instruction, whose last word stands before; a native's frame knows its call.
    let in_native = pc == Stub::Resume.link();
    let near = match in_native {
        // SAFETY: slot 0 of the native frame that it was saved in is where the native's caller goes on.
        true => unsafe { *g.stack.base.add(g.saved.fp as usize) as *const Insn },
        false => pc,
    }
    .wrapping_sub(1);
    let follows = !in_native && is_own(cx, near);
    let place = or_outer(cx, near);
    if let Some(record) = cx.on().recorder() {
        match follows {
            true => {
                record.learn_place(pc as usize, near as usize);
                cx.told_places.resize(record::OWN_PLACES, 0);
                cx.told_places[record::own_place(pc as usize)] = pc as usize;
            }
            false => record.waits_at(place as usize),
        }
    }
}

/// Whether `near` is the program's.
fn is_own(cx: &mut Ctx, near: *const Insn) -> bool {
    if cx.wait_places.is_empty() {
        cx.wait_places.resize(PLACES, (0, false));
    }
    let entry = near as usize / size_of::<Insn>() % PLACES;
    let (known, own) = cx.wait_places[entry];
    if known == near as usize {
        return own;
    }
    let own = is_programs(cx, near);
    cx.wait_places[entry] = (near as usize, own);
    own
}

/// `near` if it is the program's, else the innermost place that is. The running goroutine is saved.
pub(super) fn or_outer(cx: &mut Ctx, near: *const Insn) -> *const Insn {
    if is_own(cx, near) {
        return near;
    }
    // SAFETY: it is saved and runs here.
    let mut frames = unsafe { walk::frames(cx.machine().functions(), cx.g_mut()) };
    let outer = frames.find(|f| match f.kind {
        FrameKind::Function(_) => is_programs(cx, f.pc),
        FrameKind::Native => false,
    });
    outer.map_or(near, |f| f.pc)
}

/// The running goroutine is about to start another one at `s`.
#[inline(always)]
pub fn starts(s: State) {
    if s.ctx().recording {
        record_start(s);
    }
}

#[inline(never)]
fn record_start(s: State) {
    let cx = s.ctx();
    cx.save(s.ip, s.fp);
    let place = or_outer(cx, s.ip);
    if let Some(record) = cx.on().recorder() {
        record.waits_at(place as usize);
    }
}

fn is_programs(cx: &Ctx, pc: *const Insn) -> bool {
    let machine = cx.machine();
    machine.functions().find(pc).is_some_and(|f| {
        !f.wrapper
            && !machine
                .config()
                .positions
                .is_library(f.position(f.offset(pc)))
    })
}

/// An event: a channel was made at `pc`.
#[inline(always)]
pub fn channel_made(cx: &mut Ctx, chan: usize, elem: TypeRef, cap: usize, pc: *const Insn) {
    if cx.recording {
        if let Some(watched) = cx.machine().explained() {
            watched.channel_made(chan, pc);
        }
        let words = [elem.word(), cap as u64, pc as u64];
        cx.on().event(Kind::Make, 0, object_id(chan), &words);
    }
}
