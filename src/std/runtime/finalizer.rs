//! Finalizers, cleanups, weak references: what the Go side of packages runtime and weak asks of the heap's table
//! (`heap::Specials`), and the goroutines that make the calls.

use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::heap::{Task, TaskKind};
use crate::runtime::iface::implements;
use crate::sched::WaitReason;
use crate::vm::native::{Answer, GoFunc, GoPtr, Iface, NativeCx, Outcome};

/// Objects without pointers below this size may share memory in Go, and finalizers be set in their middle.
const TINY: usize = 16;

/// Whether the goroutine that runs finalizers has to be started.
pub fn set_finalizer(cx: &mut NativeCx, object: Iface, finalizer: Iface) -> Result<bool, Outcome> {
    let fail = |text: String| Err(Outcome::Fatal(format!("runtime.SetFinalizer: {text}")));
    let Some(ty) = object.type_ref() else {
        return fail("first argument is nil".into());
    };
    if ty.kind != Kind::Pointer {
        return fail(format!("first argument is {}, not pointer", ty.name));
    }
    let heap = cx.machine().heap().clone();
    // SAFETY: no collection runs while a native does.
    let Some((base, _, _)) = (unsafe { heap.object_at(object.data) }) else {
        return if cx.machine().is_static(object.data) {
            Ok(false)
        } else {
            fail("pointer not in allocated block".into())
        };
    };
    if object.data != base && (ty.elem.has_pointers() || ty.elem.size >= TINY) {
        return fail("pointer not at beginning of allocated block".into());
    }
    let Some(function) = finalizer.type_ref() else {
        heap.specials().remove_finalizer(base);
        return Ok(false);
    };
    let Detail::Func {
        params, variadic, ..
    } = &function.detail
    else {
        return fail(format!(
            "second argument is {}, not a function",
            function.name
        ));
    };
    let mismatch = format!("cannot pass {} to finalizer {}", ty.name, function.name);
    if *variadic {
        return fail(format!("{mismatch} because dotdotdot"));
    }
    let &[param] = &**params else {
        return fail(mismatch);
    };
    let Some(task) = call_with(ty, param, object, finalizer.data) else {
        return fail(mismatch);
    };
    if !heap.specials().set_finalizer(base, task) {
        return fail("finalizer already set".into());
    }
    Ok(cx.machine().start_tasks(TaskKind::Finalizer))
}

/// The call of a finalizer with this parameter, if the object can be passed to it.
fn call_with(ty: TypeRef, param: TypeRef, object: Iface, closure: u64) -> Option<Task> {
    let pointer = param.kind == Kind::Pointer
        && (param == ty || (!param.named || !ty.named) && param.elem == ty.elem);
    if pointer {
        return Some(Task {
            closure,
            args: [object.data, 0],
            count: 1,
        });
    }
    (param.kind == Kind::Interface && implements(ty, param)).then_some(Task {
        closure,
        args: [object.ty, object.data],
        count: 2,
    })
}

/// Number of the cleanup (0: it will never run) and whether the goroutine that runs cleanups has to be started. `arg` is what
/// the function will get, if that is a pointer.
pub fn add_cleanup(
    cx: &mut NativeCx,
    p: GoPtr<u8>,
    call: GoFunc,
    function: GoFunc,
    arg: GoPtr<u8>,
) -> Result<(u64, bool), Outcome> {
    let heap = cx.machine().heap().clone();
    let fail = |cx: &mut NativeCx, text: &str| {
        let text = format!("runtime.AddCleanup: {text}");
        Err(cx.panic_string(&text).into())
    };
    if p.is_null() {
        return fail(cx, "ptr is nil");
    }
    if p.0 == arg.0 {
        return fail(cx, "ptr is equal to arg, cleanup will never run");
    }
    // SAFETY: no collection runs while a native does.
    let Some((base, size, _)) = (unsafe { heap.object_at(p.0 as u64) }) else {
        return if cx.machine().is_static(p.0 as u64) {
            Ok((0, false))
        } else {
            fail(cx, "ptr not in allocated block")
        };
    };
    let inside = |address: u64| (base..base + size as u64).contains(&address);
    if inside(arg.0 as u64) {
        return fail(cx, "ptr is within arg, cleanup will never run");
    }
    // SAFETY: as above; a closure is whole words.
    let closes_over = unsafe { heap.object_at(function.0) }.is_some_and(|(at, size, _)| {
        // SAFETY: words of a live object.
        (1..size / 8).any(|i| inside(unsafe { *(at as *const u64).add(i) }))
    });
    if closes_over {
        return fail(
            cx,
            "cleanup function closes over ptr, cleanup will never run",
        );
    }
    let id = heap.specials().add_cleanup(base, call.0);
    Ok((id, cx.machine().start_tasks(TaskKind::Cleanup)))
}

pub fn stop_cleanup(cx: &mut NativeCx, p: u64, id: u64) {
    let heap = cx.machine().heap();
    // SAFETY: no collection runs while a native does. Should another object live there now, its cleanups have other numbers.
    if let Some((base, _, _)) = unsafe { heap.object_at(p) } {
        heap.specials().stop_cleanup(base, id);
    }
}

pub fn run_finalizers(cx: &mut NativeCx) -> Answer<()> {
    become_system(cx, TaskKind::Finalizer);
    Answer::new(run(cx))
}
pub fn run_cleanups(cx: &mut NativeCx) -> Answer<()> {
    become_system(cx, TaskKind::Cleanup);
    Answer::new(run(cx))
}

/// The goroutine is the runtime's own from now on, and in no bubble: whoever asked for the first call may be in one.
fn become_system(cx: &mut NativeCx, kind: TaskKind) {
    cx.state[0] = kind as u64;
    let g = cx.ctx().g_mut();
    (g.system, g.bubble) = (true, std::ptr::null());
    cx.machine().makes_calls(kind, cx.g());
    cx.ctx().on().uncount();
}

/// Makes the next call, or waits for one.
fn run(cx: &mut NativeCx) -> Outcome {
    let kind = if cx.state[0] == TaskKind::Finalizer as u64 {
        TaskKind::Finalizer
    } else {
        TaskKind::Cleanup
    };
    match cx.machine().heap().specials().next(kind) {
        Some(task) => {
            let ctx = cx.ctx();
            if let Some(race) = ctx.machine().race() {
                race.calls(ctx);
            }
            Outcome::Call {
                closure: task.closure,
                args: task.args[..task.count as usize].to_vec(),
                then: again,
            }
        }
        None => {
            cx.will_park(WaitReason::FinalizerWait, Some(run));
            // Only a collection takes it from there, and none can begin before this goroutine has stopped.
            let g = cx.g();
            cx.machine().wait_for_task(kind, g);
            Outcome::Park
        }
    }
}

/// After a call. What it has left behind must not keep the object alive.
fn again(cx: &mut NativeCx) -> Outcome {
    cx.forget_results();
    run(cx)
}

/// The cell of a weak pointer.
pub fn register_weak(cx: &mut NativeCx, p: GoPtr<u8>) -> GoPtr<u64> {
    let heap = cx.machine().heap().clone();
    let address = p.0 as u64;
    let cell = heap.specials().weak_cell(address, || {
        let cell = cx.new_bytes(8) as *mut u64;
        // SAFETY: a fresh word.
        unsafe { *cell = address };
        cell as u64
    });
    GoPtr::new(cell as *mut u64)
}
pub fn strong_from_weak(cell: GoPtr<u64>) -> GoPtr<u8> {
    // SAFETY: a cell made by `register_weak`; only a collection writes to it.
    GoPtr::new(unsafe { *cell.0 } as *mut u8)
}

pub fn pointer_in(v: Iface) -> GoPtr<u8> {
    let pointer = v
        .type_ref()
        .is_some_and(|t| matches!(t.kind, Kind::Pointer | Kind::UnsafePointer));
    GoPtr::new(if pointer {
        v.data as *mut u8
    } else {
        std::ptr::null_mut()
    })
}

pub fn kind_of(v: Iface) -> i64 {
    v.type_ref().map_or(0, |t| t.kind as i64)
}
pub fn type_name(v: Iface) -> String {
    v.type_ref().map_or(String::new(), |t| t.name.to_string())
}
