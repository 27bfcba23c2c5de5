//! Places of the program in texts.

use std::fmt::Write;

use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;
use crate::sched::{GRef, Status};
use crate::vm::machine::Machine;
use crate::vm::walk::{self, Kind};

use super::values;

/// Variables of one frame that are shown.
const VARIABLES: usize = 16;

/// A frame of the program's own code.
pub struct Place<'a> {
    pub function: &'a Function,
    pub pc: *const Insn,
    fp: *mut u64,
    /// Its variables are there.
    entered: bool,
}

pub fn is_programs(machine: &Machine, function: &Function, pc: *const Insn) -> bool {
    let pos = function.position(function.offset(pc));
    !function.wrapper && !machine.config().positions.is_library(pos)
}

/// The frames of a saved goroutine that are not the library's, innermost first.
pub fn frames<'a>(machine: &'a Machine, gref: GRef) -> impl Iterator<Item = Place<'a>> {
    // SAFETY: the caller's goroutine is saved and does not run.
    let g = unsafe { gref.get() };
    let waits = gref.status() == Status::Waiting;
    // SAFETY: as above.
    let frames = unsafe { walk::frames(machine.functions(), g) };
    frames.enumerate().filter_map(move |(i, frame)| {
        let Kind::Function(function) = frame.kind else {
            return None;
        };
        // One that waits was saved to go on after its instruction, whose last word stands before.
        let pc = frame.pc.wrapping_sub(usize::from(i == 0 && waits));
        is_programs(machine, function, pc).then_some(Place {
            function,
            pc,
            fp: frame.fp,
            entered: !frame.at_entry,
        })
    })
}

/// `./x.go:5:7`, if it is known.
pub fn shown(machine: &Machine, pc: *const Insn) -> Option<String> {
    let function = machine.functions().find(pc)?;
    let pos = function.position(function.offset(pc));
    machine.config().positions.shown(pos)
}

pub fn push_excerpt(out: &mut String, machine: &Machine, pc: *const Insn) {
    if let Some(function) = machine.functions().find(pc)
        && let Some(text) = machine
            .config()
            .positions
            .excerpt(function.position(function.offset(pc)))
    {
        out.push_str(&text);
    }
}

/// What the frame's variables hold, a note for each, if the program knows their names. The world stands still.
pub fn push_variables(out: &mut String, place: &Place<'_>) {
    if !place.entered {
        return;
    }
    let at = place.function.offset(place.pc) as u32;
    let all = values::visible(place.function, at);
    for variable in all.iter().take(VARIABLES) {
        // SAFETY: a frame of a goroutine that is saved; nothing runs.
        if let Some(text) = unsafe { values::of_variable(variable, place.fp) } {
            note(out, &format!("{} = {text}", variable.name));
        }
    }
    if all.len() > VARIABLES {
        note(
            out,
            &format!("and {} more variables", all.len() - VARIABLES),
        );
    }
}

/// A line below an excerpt.
pub fn note(out: &mut String, text: &str) {
    let _ = writeln!(out, "      = {text}");
}
