//! What runs where: runtime.Callers, names of functions, tracebacks.

use super::stopped::{answer, ask};
use crate::bytecode::isa::Insn;
use crate::sched::{GRef, Status, WaitReason, World};
use crate::vm::Machine;
use crate::vm::explain;
use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome, put};
use crate::vm::report;
use crate::vm::runtime_frames::{self, RuntimeFrame};
use crate::vm::walk::{self, Kind};

/// As Go's, a pc lies behind the call it stands for: one byte into the instruction.
const BEHIND: u64 = 1;

pub fn callers(cx: &mut NativeCx, skip: i64, out: GoSlice<u64>) -> i64 {
    cx.save_for_walk();
    let (machine, g) = (cx.machine(), cx.g());
    // Most callers ask for one frame: only what is asked for is looked for.
    let skip = skip.max(0) as usize;
    let out = out.items_mut();
    let mut count = 0;
    each_call(machine, g, |pc| {
        if count >= skip {
            match out.get_mut(count - skip) {
                Some(place) => *place = pc,
                None => return false,
            }
        }
        count += 1;
        true
    });
    count.saturating_sub(skip) as i64
}

/// The pcs of the calls under way in a goroutine, newest first and Go's own runtime functions among them, until `found` has enough.
fn each_call(machine: &Machine, g: GRef, mut found: impl FnMut(u64) -> bool) {
    let mut outermost = "";
    // SAFETY: the running goroutine is ours and just saved, or the world stands still.
    for frame in unsafe { walk::frames(machine.functions(), &*g.0) } {
        for runtime in frame.panicked.map_or(&[][..], runtime_frames::between) {
            if !found(runtime.pc()) {
                return;
            }
        }
        if let Kind::Function(function) = frame.kind
            && !function.wrapper
        {
            outermost = &function.name;
            if !found(frame.pc as u64 + BEHIND) {
                return;
            }
        }
    }
    for runtime in runtime_frames::below(machine.is_main(g), outermost) {
        if !found(runtime.pc()) {
            return;
        }
    }
}

pub fn symbol(cx: &mut NativeCx, pc: u64) -> (GoStr, GoStr, i64, u64, i64) {
    let machine: *const Machine = cx.machine();
    // SAFETY: the machine outlives the call; the borrow of `cx` must not.
    let machine = unsafe { &*machine };
    // A pc may be the address of the first instruction itself (a function's entry).
    let insn = (pc & !7) as *const Insn;
    if let Some(runtime) = RuntimeFrame::function_at(pc) {
        let name = cx.string(runtime.name.as_bytes());
        let file = cx.string(runtime.path().as_bytes());
        let line = i64::from(runtime.line);
        return (name, file, line, pc & !7, line);
    }
    let Some(function) = machine.functions().find(insn) else {
        return (GoStr::EMPTY, GoStr::EMPTY, 0, 0, 0);
    };
    let start = function.code.as_ptr() as u64;
    let at = (insn as u64 - start) as usize / size_of::<Insn>();
    let positions = &machine.config().positions;
    let place = positions.resolve(function.position(at));
    let (file, line) = place.unwrap_or(("?".into(), 0));
    let first = positions.resolve(function.pos).map_or(0, |(_, line)| line);
    let name = cx.string(function.name.as_bytes());
    let file = cx.string(file.as_bytes());
    (name, file, line as i64, start, first as i64)
}

pub fn traceback(cx: &mut NativeCx) -> GoStr {
    cx.save_for_walk();
    let mut out = Vec::new();
    report::goroutine(&mut out, cx.machine(), cx.g(), "running");
    cx.string(&out)
}

pub fn traceback_all(cx: &mut NativeCx) -> Answer<GoStr> {
    let g = cx.g();
    Answer::new(ask(
        cx,
        move |machine, world| all(machine, g, world, &[]),
        all_done,
    ))
}

/// As `traceback_all`, after a look for goroutines that nobody can wake: the text says which those are.
pub fn traceback_leaked(cx: &mut NativeCx) -> Answer<GoStr> {
    let g = cx.g();
    Answer::new(ask(
        cx,
        move |machine, world| all(machine, g, world, &leaked(machine)),
        all_done,
    ))
}

/// Goroutines that nobody can wake, as Go's goroutineleak profile has them. The world is stopped.
fn leaked(machine: &Machine) -> Vec<GRef> {
    let mut leaked = explain::lost(machine);
    // A main function that has nothing more to do may say so.
    leaked.retain(|&g| {
        // SAFETY: the world stands still.
        !machine.is_main(g) || unsafe { g.get() }.reason() != WaitReason::SelectNoCases
    });
    leaked
}

/// The calls under way in each goroutine, newest first, as Callers gives them; a zero after each.
pub fn goroutine_stacks(cx: &mut NativeCx) -> Answer<GoSlice<u64>> {
    let own = cx.g();
    stacks_of(cx, move |_, world| {
        let mut all = vec![own];
        world.sched().each_g(0, 1, |g| {
            // SAFETY: the world stands still.
            if g != own && !unsafe { g.get() }.system {
                all.push(g);
            }
        });
        all
    })
}

/// The same of the goroutines that nobody can wake.
pub fn leaked_stacks(cx: &mut NativeCx) -> Answer<GoSlice<u64>> {
    stacks_of(cx, |machine, _| leaked(machine))
}

fn stacks_of(
    cx: &mut NativeCx,
    which: impl FnOnce(&Machine, &World<'_>) -> Vec<GRef> + Send + 'static,
) -> Answer<GoSlice<u64>> {
    cx.save_for_walk();
    let outcome = ask(
        cx,
        move |machine, world| {
            let mut pcs: Vec<u64> = Vec::new();
            for g in which(machine, world) {
                each_call(machine, g, |pc| {
                    pcs.push(pc);
                    true
                });
                pcs.push(0);
            }
            pcs
        },
        |cx| {
            let pcs: Vec<u64> = answer(cx).unwrap_or_default();
            let words: Vec<i64> = pcs.into_iter().map(|pc| pc as i64).collect();
            let list = cx.ints(&words);
            put(cx, list)
        },
    );
    Answer::new(outcome)
}

fn all(machine: &Machine, own: GRef, world: &World<'_>, leaked: &[GRef]) -> Vec<u8> {
    let mut out = Vec::new();
    report::goroutine(&mut out, machine, own, "running");
    let mut others = Vec::new();
    world.sched().each_g(0, 1, |g| {
        // SAFETY: the world stands still.
        if g != own && !unsafe { g.get() }.system {
            others.push(g);
        }
    });
    // SAFETY: as above.
    others.sort_by_key(|&g| unsafe { g.get() }.place);
    for g in others {
        out.push(b'\n');
        let state = match g.status() {
            // SAFETY: as above.
            Status::Waiting => unsafe { g.get() }.reason().text(),
            _ => "runnable",
        };
        match leaked.contains(&g) {
            true => report::goroutine(&mut out, machine, g, &format!("{state} (leaked)")),
            false => report::goroutine(&mut out, machine, g, state),
        }
    }
    out
}

fn all_done(cx: &mut NativeCx) -> Outcome {
    let text: Vec<u8> = answer(cx).unwrap_or_default();
    let text = cx.string(&text);
    put(cx, text)
}
