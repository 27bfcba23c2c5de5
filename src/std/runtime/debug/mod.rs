//! Package runtime/debug: the collector's settings.

use std::fs::File;
use std::io::BufWriter;
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, OwnedFd};
use std::sync::Arc;

use super::stopped::{answer, ask};
use crate::bytecode::rtype::TypeRef;
use crate::vm::heap_dump::{About, dump};
use crate::vm::native::{Answer, GoSlice, GoStr, Iface, NativeCx, Outcome, put};

crate::natives! {
    "buildInfo" => build_info,
    "SetGCPercent" => set_gc_percent,
    "SetMemoryLimit" => set_memory_limit,
    "releaseFree" => release_free,
    "setCrashOutput" => set_crash_output,
    "SetMaxStack" => set_max_stack,
    "SetMaxThreads" => set_max_threads,
    "SetTraceback" => set_traceback,
    "setPanicOnFault" => set_panic_on_fault,
    "writeHeapDump" => write_heap_dump,
}

fn build_info(cx: &mut NativeCx) -> GoStr {
    let text = cx.machine().program().info.clone();
    cx.string(text.as_bytes())
}

fn set_gc_percent(cx: &mut NativeCx, percent: i64) -> i64 {
    cx.machine().heap().set_gogc(percent)
}

fn set_memory_limit(cx: &mut NativeCx, limit: i64) -> i64 {
    let heap = cx.machine().heap();
    let old = match usize::try_from(limit) {
        Ok(limit) => heap.set_memory_limit(limit),
        Err(_) => heap.memory_limit(),
    };
    i64::try_from(old).unwrap_or(i64::MAX)
}

fn set_max_stack(cx: &mut NativeCx, bytes: i64) -> i64 {
    cx.machine().own_limits().set_stack(bytes)
}

fn set_max_threads(cx: &mut NativeCx, threads: i64) -> Answer<i64> {
    let old = cx.machine().own_limits().set_threads(threads);
    match cx.machine().too_many_threads(0) {
        Some(text) => Answer::new(Outcome::Throw(text)),
        None => Answer::new(put(cx, old)),
    }
}

/// `error`: a value of the type of the panics.
fn set_panic_on_fault(cx: &mut NativeCx, enabled: bool, error: Iface) -> bool {
    // SAFETY: I4: an interface's type word.
    let ty = unsafe { TypeRef::from_word(error.ty) };
    if let Some(faults) = cx.machine().faults() {
        faults.asked(ty);
    }
    std::mem::replace(&mut cx.ctx().g_mut().panics_on_fault, enabled)
}

/// Before the goroutine goes on.
fn release_free(cx: &mut NativeCx) -> Answer<()> {
    let heap = Arc::clone(cx.machine().heap());
    cx.ctx().on().at_stop(Box::new(move |_| {
        // SAFETY: the world is stopped.
        unsafe { heap.release_free() };
        crate::heap::memory::trim_host();
    }));
    Answer::new(Outcome::Yield)
}

fn set_traceback(cx: &mut NativeCx, level: GoStr) {
    let level = crate::vm::traceback_level(level.bytes());
    cx.machine().set_traceback(level);
}

/// A negative descriptor ends it. Answers an error number, 0 for none.
fn set_crash_output(cx: &mut NativeCx, fd: i64) -> i64 {
    if fd < 0 {
        cx.machine().set_crash_output(None);
        return 0;
    }
    // SAFETY: no memory is involved.
    let own = unsafe { libc::fcntl(fd as i32, libc::F_DUPFD_CLOEXEC, 0) };
    if own < 0 {
        let error = std::io::Error::last_os_error();
        return i64::from(error.raw_os_error().unwrap_or(libc::EBADF));
    }
    // SAFETY: made above, nobody else's.
    let own = unsafe { OwnedFd::from_raw_fd(own) };
    cx.machine().set_crash_output(Some(File::from(own)));
    0
}

/// While the world is stopped.
fn write_heap_dump(
    cx: &mut NativeCx,
    fd: u64,
    architecture: GoStr,
    version: GoStr,
    processors: i64,
    stats: GoSlice<u64>,
) -> Answer<()> {
    let about = About {
        architecture: architecture.bytes().to_vec(),
        version: version.bytes().to_vec(),
        processors: processors as u64,
        stats: stats.items().to_vec(),
    };
    let outcome = ask(
        cx,
        move |machine, _| {
            // SAFETY: the program's descriptor, which is not closed here; if it is none, writing fails.
            let file = ManuallyDrop::new(unsafe { File::from_raw_fd(fd as i32) });
            dump(machine, &about, BufWriter::new(&*file));
        },
        |cx| {
            answer::<()>(cx);
            put(cx, ())
        },
    );
    Answer::new(outcome)
}
