//! The frames of a goroutine as Go shows them: which ones, in what form, and where the middle is left out.

use std::collections::VecDeque;

use crate::bytecode::function::{Function, Inlined};
use crate::bytecode::isa::{Insn, Op};
use crate::heap::TaskKind;
use crate::sched::{G, GRef, Status};

use super::machine::Machine;
use super::report::{Ending, View};
use super::runtime_frames::{self, GOPANIC, GOPANIC_ENDS, RuntimeFrame};
use super::unwind::{self, Panicking};
use super::walk::{self, Frame, Kind};
use super::{fuse, inlined};

/// Most frames shown at each end.
const SHOWN: usize = 50;
/// Frames remembered at each end. A stack can be millions of frames deep.
const NEWEST: usize = 1 << 16;
const OLDEST: usize = 1 << 10;

/// A frame to be shown.
enum Line<'a> {
    Function(&'a Function, *const Insn, *const u64),
    /// In gc's code it is a part of its caller's.
    Inlined(&'a Function, *const Insn),
    /// Of Go's runtime: where a panic, with this value, or Goexit called a deferred function; what a goroutine begins in.
    Runtime(RuntimeFrame, [u64; 2]),
}

impl Line<'_> {
    fn panic(panic: &Panicking, frame: RuntimeFrame) -> Self {
        let value = panic.value;
        let words = [value.type_ref().map_or(0, |t| t.word()), value.data];
        Line::Runtime(frame, words)
    }
}

struct Seen<'a> {
    frame: Frame<'a>,
    shows: bool,
}

impl<'a> Seen<'a> {
    fn lines(&self) -> usize {
        usize::from(self.frame.panicked.is_some()) + usize::from(self.shows)
    }
}

/// The frames of a goroutine. It is saved, and does not run meanwhile.
pub fn push(out: &mut Vec<u8>, machine: &Machine, gref: GRef, g: &G, view: &View) {
    let mut newest: Vec<Seen<'_>> = Vec::new();
    let mut oldest: VecDeque<Seen<'_>> = VecDeque::new();
    let (mut count, mut forgotten) = (0, false);
    // SAFETY: the caller's promise.
    let frames = unsafe { walk::frames(machine.functions(), g) };
    for (i, frame) in frames.enumerate() {
        let shows = shows(&frame, i == 0, view);
        let seen = Seen { frame, shows };
        count += seen.lines();
        if newest.len() < NEWEST {
            newest.push(seen);
            continue;
        }
        if oldest.len() == OLDEST {
            oldest.pop_front();
            forgotten = true;
        }
        oldest.push_back(seen);
    }
    if !forgotten {
        newest.extend(oldest.drain(..));
    }
    // One that waits was saved to go on after its instruction, whose last word stands before.
    if let Some(first) = newest.first_mut()
        && gref.status() == Status::Waiting
    {
        first.frame.pc = first.frame.pc.wrapping_sub(1);
    }
    // One that has not begun stands before its first instruction.
    let begins = count == 1 && newest[0].frame.at_entry && view.ends.is_none();
    let show = |out: &mut Vec<u8>, line: &Line<'_>| push_line(out, machine, line, view, begins);
    if let (true, Some(Ending::Panic)) = (view.everything, view.ends)
        && let Some(panic) = unwind::newest_panic(g)
    {
        for &frame in runtime_frames::between(panic) {
            let frame = match frame {
                GOPANIC => GOPANIC_ENDS,
                other => other,
            };
            show(out, &Line::panic(panic, frame));
        }
    }
    let mut first = lines(&newest, !forgotten, view);
    if !view.everything
        && view.ends == Some(Ending::Panic)
        && matches!(first.first(), Some(Line::Runtime(frame, _)) if *frame == GOPANIC)
    {
        // It is there to be seen between functions of the program.
        first.remove(0);
        count -= 1;
    }
    let last = lines(oldest.make_contiguous(), true, view);
    let mut all = newest.iter().chain(&oldest);
    let outermost = all.rfind(|seen| seen.shows).map(|seen| &seen.frame);
    let begins_in = begins_in(machine, gref, outermost, view);
    if count <= 2 * SHOWN {
        first.iter().for_each(|line| show(out, line));
    } else {
        let end = if forgotten { &last } else { &first };
        let end = &end[end.len().saturating_sub(SHOWN - begins_in.len())..];
        let hidden = count - SHOWN - end.len();
        first.iter().take(SHOWN).for_each(|line| show(out, line));
        out.extend_from_slice(format!("...{hidden} frames elided...\n").as_bytes());
        end.iter().for_each(|line| show(out, line));
    }
    if let (true, Some(Kind::Function(function))) = (view.everything, outermost.map(|f| &f.kind))
        && machine.calls_of(gref).is_none()
    {
        push_wrapper(out, machine, g, function);
    }
    for frame in begins_in {
        show(out, &Line::Runtime(frame, [0; 2]));
    }
}

/// The wrapper of a go statement from which Go would call the outermost function.
fn push_wrapper(out: &mut Vec<u8>, machine: &Machine, g: &G, outermost: &Function) {
    let at: *const Insn = g.created_at.cast();
    let Some(creator) = machine.functions().find(at) else {
        return;
    };
    let stands = creator.position(creator.offset(at));
    let Some((_, number)) = creator.go_wrappers.iter().find(|w| w.0 == stands) else {
        return;
    };
    let name = format!("{}.gowrap{number}", creator.name);
    if *outermost.name != name {
        let place = place(machine, at);
        out.extend_from_slice(format!("{name}()\n\t{place}\n").as_bytes());
    }
}

/// Of the runtime's functions in which a goroutine begins those that are shown.
fn begins_in(
    machine: &Machine,
    gref: GRef,
    outermost: Option<&Frame<'_>>,
    view: &View,
) -> Vec<RuntimeFrame> {
    let calls = machine.calls_of(gref).map(|kind| match kind {
        TaskKind::Finalizer => runtime_frames::RUN_FINALIZERS,
        TaskKind::Cleanup => runtime_frames::RUN_CLEANUPS,
    });
    let below = match outermost.map(|frame| &frame.kind) {
        Some(Kind::Function(f)) if view.everything => {
            runtime_frames::below(machine.is_main(gref), &f.name)
        }
        Some(Kind::Native) if view.everything => runtime_frames::below(false, ""),
        _ => &[],
    };
    calls.into_iter().chain(below.iter().copied()).collect()
}

/// `whole`: the last frame is the outermost one.
fn lines<'a>(frames: &[Seen<'a>], whole: bool, view: &View) -> Vec<Line<'a>> {
    let all: Vec<&Frame<'a>> = frames.iter().map(|s| &s.frame).collect();
    let mut marks = inlined::of_frames(&all, whole);
    // Where a stack is full gc has a function that begins; how many of its calls are inlined below nobody counts.
    let mut known = all.len();
    while !whole && known + 8 > all.len() && marks[0] && all[0].at_entry {
        known -= 1;
        marks = inlined::of_frames(&all[..known], false);
    }
    marks.resize(all.len(), false);
    let mut out = Vec::new();
    for (i, (seen, inlined)) in frames.iter().zip(marks).enumerate() {
        if let Some(panicked) = seen.frame.panicked {
            // Of the runtime's functions most often only the outermost of a panic are of interest.
            let frames = runtime_frames::between(panicked);
            let shown = if view.everything {
                frames
            } else {
                &frames[..1]
            };
            out.extend(shown.iter().map(|&frame| Line::panic(panicked, frame)));
        }
        if let (true, Kind::Function(function)) = (seen.shows, &seen.frame.kind) {
            // What the glue does gc does in the caller.
            if function.method_wrapper && !view.everything && inlined::follows(&all[i + 1..]) {
                continue;
            }
            out.push(match inlined {
                true => Line::Inlined(function, seen.frame.pc),
                false => Line::Function(function, seen.frame.pc, seen.frame.fp),
            });
        }
    }
    out
}

fn shows(frame: &Frame<'_>, first: bool, view: &View) -> bool {
    let Kind::Function(function) = frame.kind else {
        return false;
    };
    let ends = first && view.ends.is_some();
    // What calls main.main and initialisers is shown as Go's functions that do (`begins_in`).
    if function.wrapper && &*function.name == "runtime.main" {
        return false;
    }
    (view.everything
        || (!function.wrapper || panics_itself(function, frame, ends))
            && !is_hidden(&function.name))
        && !(first && &*function.name == "runtime.Stack")
}

/// Glue is shown only where it is itself what panics: a value method called with a nil pointer, a promoted one whose embedded pointer is nil,
/// a call put off of a function that is nil.
/// `ends`: the program ends in this frame.
fn panics_itself(function: &Function, frame: &Frame<'_>, ends: bool) -> bool {
    // SAFETY: a frame's pc is an instruction of its function.
    let op = fuse::first_op(unsafe { *frame.pc }.op);
    (function.method_wrapper && (ends || frame.panicked.is_some())) || op == Some(Op::PanicPlain)
}

/// Functions of the runtime that nobody can call are shown only if everything is.
fn is_hidden(name: &str) -> bool {
    let Some(inside) = name.strip_prefix("runtime.") else {
        return false;
    };
    let is_exported = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let (receiver, name) = inside.rsplit_once('.').unwrap_or(("", inside));
    let pointer = receiver
        .strip_prefix("(*")
        .and_then(|r| r.strip_suffix(')'));
    let receiver = pointer.unwrap_or(receiver);
    !(is_exported(name) && (receiver.is_empty() || is_exported(receiver)))
}

fn push_line(out: &mut Vec<u8>, machine: &Machine, line: &Line<'_>, view: &View, begins: bool) {
    let (function, pc, fp) = match *line {
        Line::Function(function, pc, fp) => (function, pc, fp),
        Line::Inlined(function, pc) => {
            let place = place(machine, pc);
            let place = place.split(" +").next().unwrap_or(&place);
            out.extend_from_slice(format!("{}(...)\n\t{place}\n", function.name).as_bytes());
            return;
        }
        Line::Runtime(frame, value) => {
            let call = match (frame, value) {
                (GOPANIC | GOPANIC_ENDS, [t, data]) => format!("panic({{{t:#x}, {data:#x}}})"),
                (runtime_frames::GOEXIT_ASM, _) => "runtime.goexit({})".into(),
                (runtime_frames::PANICMEM, _) => {
                    out.extend_from_slice(b"runtime.panicmem(...)\n\t");
                    let (path, line) = (frame.function().path(), frame.function().line);
                    out.extend_from_slice(format!("{path}:{line}\n").as_bytes());
                    return;
                }
                _ => format!("{}()", frame.function().name),
            };
            let (path, line) = (frame.function().path(), frame.function().line);
            out.extend_from_slice(format!("{call}\n\t{path}:{line} +0x1\n").as_bytes());
            return;
        }
    };
    let arguments = arguments(function, fp);
    let mut place = place(machine, pc);
    if begins {
        place.truncate(place.rfind(" +").unwrap_or(place.len()));
    }
    if view.everything {
        // Go's stacks grow downwards: what is a frame's end here is its beginning there.
        let end = fp.wrapping_add(function.frame_size as usize);
        place += &format!(" fp={fp:p} sp={end:p} pc={pc:p}");
    }
    out.extend_from_slice(format!("{}({arguments})\n\t{place}\n", function.name).as_bytes());
}

fn arguments(function: &Function, fp: *const u64) -> String {
    let captured = function.inlined == Inlined::NeverWithArguments;
    if !captured && is_literal_of_generic(&function.name) {
        return String::new();
    }
    let params = function.params - u16::from(function.takes_cells);
    match &function.arguments {
        // SAFETY: the frame of a saved goroutine holds its argument slots, from slot 1 on. They are read as numbers: what they
        // point to may be gone.
        Some(arguments) => arguments.text(|slot| unsafe { *fp.add(slot + 1) }),
        None if captured => "...".into(),
        None if params == 0 => String::new(),
        // SAFETY: as above. The receiver of glue is one word.
        None if params == 1 && function.wrapper => format!("{:#x}", unsafe { *fp.add(1) }),
        None => "...".into(),
    }
}

/// Of the arguments of a literal, or a loop's body, in a generic function Go knows nothing.
fn is_literal_of_generic(name: &str) -> bool {
    let inside = name.rsplit_once("[...]").map_or("", |n| n.1);
    inside.contains(".func") || inside.contains("-range")
}

/// `path:line +0xoffset`.
pub fn place(machine: &Machine, pc: *const Insn) -> String {
    let Some(function) = machine.functions().find(pc) else {
        return "?:0".into();
    };
    let at = (pc as usize - function.code.as_ptr() as usize) / size_of::<Insn>();
    let of_statement = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or_default();
        last.starts_with("deferwrap") || last.starts_with("gowrap")
    };
    let (path, line) = if function.wrapper && !of_statement(&function.name) {
        ("<autogenerated>".into(), 1)
    } else {
        let position = function.position(at);
        let resolved = machine.config().positions.resolve(position);
        resolved.unwrap_or(("?".into(), 0))
    };
    format!("{path}:{line} +{:#x}", at * size_of::<Insn>())
}
