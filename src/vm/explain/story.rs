//! One goroutine's story: where it is, and who started it.

use std::fmt::Write;

use crate::sched::GRef;
use crate::vm::machine::Machine;

use super::place;

/// Frames that are shown.
const FRAMES: usize = 5;

/// Where a goroutine met its end, with the line of source; then where it was created.
/// With `values` also the frames that called, and what the variables hold.
pub fn happened(out: &mut String, machine: &Machine, gref: GRef, values: bool) {
    let frames = place::frames(machine, gref).take(if values { FRAMES } else { 1 });
    for (i, frame) in frames.enumerate() {
        let Some(shown) = place::shown(machine, frame.pc) else {
            continue;
        };
        let (line, called) = match i {
            0 => ("\n", ""),
            _ => ("", "called "),
        };
        let _ = writeln!(out, "{line}{shown}: {called}in {}", frame.function.name);
        place::push_excerpt(out, machine, frame.pc);
        if values {
            place::push_variables(out, &frame);
        }
    }
    created(out, machine, gref, true);
}

/// Who started it, and where; with the line of source if `excerpt`.
pub fn created(out: &mut String, machine: &Machine, gref: GRef, excerpt: bool) {
    // SAFETY: what is read does not change while the goroutine lives.
    let g = unsafe { gref.get() };
    if g.parent == 0 {
        return;
    }
    let (Some(function), Some(shown)) = (
        machine.functions().find(g.created_at.cast()),
        place::shown(machine, g.created_at.cast()),
    ) else {
        return;
    };
    if !place::is_programs(machine, function, g.created_at.cast()) {
        return;
    }
    let (id, parent, name) = (g.id, g.parent, &function.name);
    if excerpt {
        let _ = writeln!(
            out,
            "{shown}: goroutine {id} was created here, by goroutine {parent} in {name}"
        );
        place::push_excerpt(out, machine, g.created_at.cast());
    } else {
        place::note(out, &format!("created at {shown} by goroutine {parent}"));
    }
}
