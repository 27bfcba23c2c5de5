//! What the scheduler asks of a machine: to run a goroutine until it stops, and to collect while the world is stopped.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::bytecode::isa::Insn;
use crate::heap::{Cache, Workers};
use crate::sched::{GRef, Runner, Stop, World, record};
use crate::vm::config::{Collection, Explain};
use crate::vm::context::Ctx;
use crate::vm::dispatch;
use crate::vm::explain;
use crate::vm::interrupt;
use crate::vm::park;
use crate::vm::report;
use crate::vm::roots::MachineRoots;
use crate::vm::session::End;
use crate::vm::signal;
use crate::vm::stop::StopCode;

use super::{Machine, TRIM_EVERY};

impl Machine {
    fn stopped(&self, cx: &mut Ctx, code: StopCode) -> Stop {
        cx.at = (std::ptr::null(), std::ptr::null_mut());
        if self.session.is_some() && matches!(code, StopCode::Ended | StopCode::Exit) {
            return self.ended_in_session(cx, code);
        }
        match code {
            StopCode::Parked => Stop::Parked,
            StopCode::Ended => Stop::Ended,
            StopCode::Preempted => Stop::Preempted,
            StopCode::Yielded => Stop::Yielded,
            StopCode::Returned | StopCode::Panicked => unreachable!("stays in its native"),
            StopCode::Exit => {
                if self.config.explain == Explain::Full && !cx.reported {
                    explain::program_ends(self, cx.p);
                }
                if let (Some(race), false) = (&self.race, cx.reported) {
                    cx.exit_code = race.ends(cx.exit_code);
                }
                Stop::Exit(cx.exit_code)
            }
        }
    }

    /// What ends a program ends a goroutine of a session.
    fn ended_in_session(&self, cx: &mut Ctx, code: StopCode) -> Stop {
        if code == StopCode::Exit && self.is_main(cx.g) {
            return Stop::Exit(cx.exit_code);
        }
        let end = match code {
            StopCode::Exit if cx.reported => End::Failed,
            StopCode::Exit => End::Exit(cx.exit_code),
            // The entry's function tells of its end itself; this is Goexit.
            _ => End::Failed,
        };
        cx.reported = false;
        cx.free_unwind();
        self.goroutine_ended(cx.g, end);
        Stop::Ended
    }

    /// How many threads a collection is worth, of those that GOMAXPROCS allows: waking one takes as long as marking some hundred kilobytes.
    fn markers(&self) -> usize {
        const EACH: usize = 1 << 20;
        let bytes = self.heap.bytes() + self.sched.stack_bytes();
        (bytes / EACH + 1).min(self.sched.procs())
    }

    /// A collection. The world is stopped, every goroutine saved.
    pub(in crate::vm) fn collect_in(&self, world: &World<'_>, forced: bool) {
        // SAFETY: the world is stopped: no M uses its context.
        let mut caches: Vec<&mut Cache> = self
            .each_context()
            .map(|c| unsafe { &mut (*c).cache })
            .collect();
        let roots = MachineRoots::new(self);
        if let Some(race) = &self.race {
            // SAFETY: the world is stopped.
            unsafe { race.collects() };
        }
        // SAFETY: the world is stopped, and the roots name all goroutines, globals and what the runtime keeps.
        let cycle = unsafe {
            self.heap.collect(
                &mut caches,
                &roots,
                &Lent {
                    world,
                    count: self.markers(),
                },
                forced,
            )
        };
        self.stress
            .collected(cycle.live + self.sched.stack_bytes() as u64);
        // SAFETY: the caller holds the processor.
        unsafe { self.sched.on(world.p()) }.event(
            record::Kind::Gc,
            0,
            0,
            &[cycle.number.into(), cycle.before, cycle.live],
        );
        if let Some(trace) = &self.config.gc_trace {
            trace(&Collection {
                cycle: &cycle,
                stacks: self.sched.stack_bytes() as u64,
                globals: self.program.globals_size as u64,
                procs: self.sched.procs(),
            });
        }
        if cycle.number.is_multiple_of(TRIM_EVERY) {
            self.sched.trim_stacks();
            for context in self.each_context() {
                // SAFETY: the world is stopped: no M uses its context.
                let unwinds = unsafe { &mut (*context).unwinds };
                unwinds.truncate(unwinds.len() / 2);
                unwinds.shrink_to_fit();
            }
        }
        self.share_memory();
        self.wake_callers(world);
    }
}

impl Runner for Machine {
    fn run(&self, p: usize, g: GRef) -> Stop {
        // SAFETY: the scheduler calls this on the M that holds the P.
        let cx = unsafe { self.context(p) };
        cx.switch_to(g);
        let saved = &cx.g_mut().saved;
        let (mut ip, mut fp) = (saved.pc.cast::<Insn>(), cx.frame_at(saved.fp));
        if !cx.g_mut().waiting.is_null() {
            let jump = match interrupt::is_marked(cx.g_mut().waiting) {
                true => interrupt::end(cx, ip, fp),
                false => park::resume(cx, ip, fp),
            };
            if jump.ip.is_null() {
                return self.stopped(cx, StopCode::from_word(jump.fp as u64));
            }
            (ip, fp) = (jump.ip, jump.fp);
        }
        signal::runs(cx);
        // SAFETY: a saved goroutine's registers satisfy I1 to I4 of `dispatch`: the code was verified or comes from our
        // compiler, and the frames were left complete when it was saved.
        let code = unsafe { dispatch::run(ip, fp, cx) };
        signal::runs(std::ptr::null_mut());
        self.stopped(cx, code)
    }

    fn limit(&self, p: usize) -> &AtomicUsize {
        // SAFETY: the context exists (`set_processors`) and is freed only with the machine; the field is atomic.
        unsafe { &(*self.contexts[p].load(Ordering::Acquire)).limit }
    }

    fn set_processors(&self, n: usize) {
        for p in 0..n {
            if self.contexts[p].load(Ordering::Acquire).is_null() {
                let context = Box::into_raw(self.new_context(p));
                self.contexts[p].store(context, Ordering::Release);
            }
        }
        for desk in self.desks() {
            desk.set_alone(n == 1);
        }
    }

    fn collect(&self, p: usize) {
        self.sched.have_ms(self.markers());
        self.sched.stop_world(p, |world| {
            let forced = self.forced.swap(false, Ordering::Relaxed);
            // Another P may have collected since this was asked for.
            if !forced && !self.config.stress && !self.heap.wants_collection() {
                return;
            }
            self.collect_in(world, forced);
        });
    }

    fn settled(&self) {
        if let (Some(settled), Some(me)) = (&self.config.settled, self.me()) {
            settled(&me);
        }
    }

    fn deadlock(&self) -> Option<i32> {
        if self.session.is_some() {
            self.session_deadlock();
            return None;
        }
        let mut out = report::deadlock(self);
        explain::deadlock(&mut out, self);
        report::finish(self, &out);
        Some(2)
    }
}

/// The Ms that the stopped world lends for marking.
struct Lent<'a> {
    world: &'a World<'a>,
    count: usize,
}

impl Workers for Lent<'_> {
    fn count(&self) -> usize {
        self.count
    }
    fn run(&self, job: &(dyn Fn(usize) + Sync)) {
        self.world.parallel(self.count, job);
    }
}
