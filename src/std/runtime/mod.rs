//! Package runtime: natives of the print builtins here; those of the scheduler beside.

pub mod debug;
pub mod finalizer;
mod frames;
mod memstats;
pub mod metrics;
pub mod pprof;
mod print;
mod sched;
mod stopped;

use crate::vm::native::{Answer, GoStr, Outcome};
use print::*;

crate::natives! {
    "printlock" => printlock,
    "printunlock" => printunlock,
    "printbool" => printbool,
    "printint" => printint,
    "printuint" => printuint,
    "printfloat64" => printfloat64,
    "printfloat32" => printfloat32,
    "printcomplex128" => printcomplex128,
    "printcomplex64" => printcomplex64,
    "printstring" => printstring,
    "printpointer" => printpointer,
    "printuintptr" => printuintptr,
    "printslice" => printslice,
    "printeface" => printeface,
    "printsp" => printsp,
    "printnl" => printnl,
    "GOMAXPROCS" => sched::gomaxprocs,
    "SetDefaultGOMAXPROCS" => sched::set_default_gomaxprocs,
    "NumCPU" => sched::num_cpu,
    "NumGoroutine" => sched::num_goroutine,
    "Gosched" => sched::gosched,
    "LockOSThread" => sched::lock_thread,
    "UnlockOSThread" => sched::unlock_thread,
    "Goexit" => sched::goexit,
    "fatal" => fatal,
    "collect" => sched::gc,
    "goroot" => sched::goroot,
    "ReadMemStats" => memstats::read_mem_stats,
    "liveByType" => memstats::live_by_type,
    "goroutineStacks" => frames::goroutine_stacks,
    "kindOf" => finalizer::kind_of,
    "typeName" => finalizer::type_name,
    "Breakpoint" => sched::breakpoint,
    "pointerIn" => finalizer::pointer_in,
    "setFinalizer" => finalizer::set_finalizer,
    "addCleanup" => finalizer::add_cleanup,
    "stopCleanup" => finalizer::stop_cleanup,
    "runFinalizers" => finalizer::run_finalizers,
    "runCleanups" => finalizer::run_cleanups,
    "callers" => frames::callers,
    "symbol" => frames::symbol,
    "rand" => rand,
    "nanotime" => nanotime,
    "traceback" => frames::traceback,
    "tracebackAll" => frames::traceback_all,
}

/// What Go's runtime ends by for its own trouble: every goroutine's traceback.
fn fatal(text: GoStr) -> Answer<()> {
    let text = String::from_utf8_lossy(text.bytes()).into_owned();
    Answer::new(Outcome::Throw(text))
}

/// For packages that hash with a seed of their own.
fn rand() -> u64 {
    super::math::rand::random()
}

fn nanotime() -> i64 {
    super::time::monotonic()
}

mod weak {
    use super::finalizer;
    crate::natives! {
        "register" => finalizer::register_weak,
        "strong" => finalizer::strong_from_weak,
    }
}
/// Package weak's.
pub use weak::NATIVES as WEAK;
