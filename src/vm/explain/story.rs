//! One goroutine's story: where it is, and who started it.

use std::fmt::Write;

use crate::sched::GRef;
use crate::vm::machine::Machine;

use super::place;

/// Where a goroutine met its end, with the line of source; then where it was created.
pub fn happened(out: &mut String, machine: &Machine, gref: GRef) {
    if let Some(first) = place::frames(machine, gref).next()
        && let Some(shown) = place::shown(machine, first.pc)
    {
        let _ = writeln!(out, "\n{shown}: in {}", first.function.name);
        place::push_excerpt(out, machine, first.pc);
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
