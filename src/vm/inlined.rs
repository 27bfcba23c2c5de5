//! Which frames of a stopped goroutine gc would have inlined in the frame below: a walk along the tree of what gc inlines in each
//! function (`bytecode/inlines.rs`), from the oldest frame on. Only reports come here.

use crate::bytecode::function::{Function, Inlined};
use crate::bytecode::inlines::{Inlines, NOTHING, ROOT, Way};
use crate::bytecode::isa::{Insn, Op};

use super::fuse;
use super::liveness::Standing;
use super::walk::{Frame, Kind};

/// Where gc's code is: the function that it has, and the inlined body in that.
#[derive(Clone, Copy)]
struct Place<'a> {
    inlines: Option<&'a Inlines>,
    body: u32,
    /// It is a wrapper, and has inlined this function, which it does not do a second time.
    wrapped: Option<&'a Function>,
}

/// How a frame came to be.
enum Come {
    /// gc has a call there, or the runtime calls.
    Called,
    /// A wrapper of gc's makes the call.
    Wrapped,
    /// A call that stands in this frame.
    At(*const Insn),
}

/// For each frame, newest first, whether it is inlined. `whole`: the last one is the goroutine's outermost.
pub fn of_frames(frames: &[&Frame<'_>], whole: bool) -> Vec<bool> {
    places(frames, whole).0
}

/// Whether the call at which the newest frame stands follows a pointer itself for a value's method (`Way::Followed`).
pub fn follows(frames: &[&Frame<'_>]) -> bool {
    let (Some(newest), Some(place)) = (frames.first(), places(frames, false).1) else {
        return false;
    };
    let Kind::Function(function) = newest.kind else {
        return false;
    };
    let at = function.position(function.offset(newest.pc));
    place
        .inlines
        .is_some_and(|t| t.goes(place.body, at, Way::Followed))
}

/// The same, and the place of the newest.
fn places<'a>(frames: &[&Frame<'a>], whole: bool) -> (Vec<bool>, Option<Place<'a>>) {
    let mut marks = vec![false; frames.len()];
    let mut place: Option<Place<'_>> = None;
    for (i, frame) in frames.iter().enumerate().rev() {
        let Kind::Function(function) = frame.kind else {
            place = None;
            continue;
        };
        let outer = place.take();
        let come = match frames.get(i + 1) {
            Some(caller) => come(function, caller, outer.as_ref()),
            None if whole => Come::Wrapped,
            None => Come::Called,
        };
        let own = Place {
            inlines: function.inlines.as_deref(),
            body: function.holder,
            wrapped: None,
        };
        let inlined = match come {
            Come::Called => None,
            Come::Wrapped => has_wrapper(function).then_some(Place {
                wrapped: Some(function),
                ..own
            }),
            Come::At(pc) => outer.and_then(|p| go_on(p, function, frames[i + 1], pc)),
        };
        marks[i] = inlined.is_some();
        place = Some(inlined.unwrap_or(own));
    }
    (marks, place)
}

/// Calls without arguments and results need none.
fn has_wrapper(function: &Function) -> bool {
    function.inlined == Inlined::InWrappers && (function.params > 0 || function.results > 0)
}

fn come(function: &Function, caller: &Frame<'_>, outer: Option<&Place<'_>>) -> Come {
    let Kind::Function(around) = caller.kind else {
        return Come::Called;
    };
    // A method that is asked for a panic's text is called as through an interface.
    if caller.panicked.is_none() && caller.standing == Standing::Panicking && function.boxed {
        return Come::Wrapped;
    }
    if caller.panicked.is_some() || caller.standing != Standing::Calling || function.wrapper {
        return Come::Called;
    }
    let at = around.position(around.offset(caller.pc));
    let goes = |way| {
        let known = outer.and_then(|p| Some((p.inlines?, p.body)));
        known.is_some_and(|(inlines, body)| inlines.goes(body, at, way))
    };
    match (is_through_interface(around, caller.pc), around.wrapper) {
        (true, _) if function.boxed || function.of_instance => Come::Wrapped,
        _ if goes(Way::Wrapped) => Come::Wrapped,
        (false, true) if goes(Way::Called) => Come::Called,
        (false, true) => Come::Wrapped,
        (true, true) => Come::Called,
        (_, false) => Come::At(caller.pc),
    }
}

/// The last word of such a call is its selector.
fn is_through_interface(function: &Function, pc: *const Insn) -> bool {
    let at = function.offset(pc);
    let op = |at: usize| function.code.get(at).and_then(|i| fuse::first_op(i.op));
    op(at) == Some(Op::Nop) && at > 0 && op(at - 1) == Some(Op::CallIface)
}

/// The place of a frame that the code at `outer` calls, if gc has inlined it.
fn go_on<'a>(
    outer: Place<'a>,
    function: &'a Function,
    caller: &Frame<'_>,
    pc: *const Insn,
) -> Option<Place<'a>> {
    let Kind::Function(around) = caller.kind else {
        return None;
    };
    if outer.body == NOTHING {
        return None;
    }
    let at = around.offset(pc);
    let body = outer
        .inlines
        .and_then(|t| t.body(outer.body, around.position(at)))
        .filter(|_| outer.wrapped.is_none_or(|w| w.pos != function.pos));
    if let Some(body) = body {
        return Some(Place { body, ..outer });
    }
    // A literal of which gc leaves no function, called in what we know nothing of.
    let is_called = || {
        let op = around.code.get(at).and_then(|i| fuse::first_op(i.op));
        matches!(op, Some(Op::Call | Op::CallClosure))
    };
    (function.inlined == Inlined::Always && is_called()).then_some(Place {
        inlines: function.inlines.as_deref(),
        body: ROOT,
        wrapped: None,
    })
}
