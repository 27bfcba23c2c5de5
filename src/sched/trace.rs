//! `GODEBUG=schedtrace=N[,scheddetail=1]`: lines about the scheduler's state in Go's format, on standard error.

use std::fmt::Write;
use std::io::Write as _;

use super::Sched;
use super::sync::Ordering;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TraceConfig {
    pub every_ms: u64,
    pub detail: bool,
}

impl TraceConfig {
    pub fn from_env() -> Option<TraceConfig> {
        Self::parse(&std::env::var("GODEBUG").ok()?)
    }
    fn parse(godebug: &str) -> Option<TraceConfig> {
        let get = |name: &str| {
            godebug
                .split(',')
                .filter_map(|pair| pair.split_once('='))
                .filter(|&(key, _)| key == name)
                .filter_map(|(_, value)| value.parse::<u64>().ok())
                .next_back()
        };
        let every_ms = get("schedtrace").filter(|&ms| ms > 0)?;
        Some(TraceConfig {
            every_ms,
            detail: get("scheddetail").is_some_and(|d| d > 0),
        })
    }
}

impl Sched {
    pub(super) fn print_trace(&self, detail: bool) {
        let text = self.trace_text(detail);
        // A closed standard error is no reason to stop.
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    fn trace_text(&self, detail: bool) -> String {
        let central = self.central.lock();
        let (threads, sleeping) = (central.total_ms, central.ms.len());
        let (idle, stopping) = (central.ps.clone(), central.stopping);
        let sleepers: Vec<usize> = central.ms.iter().map(|m| m.id).collect();
        let last_m = central.next_m;
        drop(central);
        let procs = self.procs();
        let spinning = self.spinning.load(Ordering::Relaxed);
        let queued = self.injector.len();
        let mut out = String::new();
        let _ = write!(
            out,
            "SCHED {}ms: gomaxprocs={procs} idleprocs={} threads={} spinningthreads={spinning} needspinning={} idlethreads={sleeping} runqueue={queued}",
            self.now() / 1_000_000,
            idle.len(),
            self.count_threads(threads),
            (queued > 0 && spinning == 0) as u8,
        );
        if detail {
            let _ = writeln!(
                out,
                " gcwaiting={stopping} nmidlelocked=0 stopwait=0 sysmonwait=false"
            );
            self.trace_detail(&mut out, &idle, &sleepers, last_m);
            return out;
        }
        out.push_str(" [ ");
        for i in 0..procs {
            let _ = write!(out, "{} ", self.queue_len(i));
        }
        out.push_str("] schedticks=[ ");
        for i in 0..procs {
            let _ = write!(out, "{} ", self.p(i).slices.load(Ordering::Relaxed));
        }
        out.push_str("]\n");
        out
    }

    /// Goroutines in processor `i`'s queue.
    fn queue_len(&self, i: usize) -> usize {
        self.p(i).stealer.len()
    }

    fn trace_detail(&self, out: &mut String, idle: &[usize], sleepers: &[usize], last_m: usize) {
        for i in 0..self.procs() {
            let p = self.p(i);
            let status = !idle.contains(&i) as u8;
            let _ = writeln!(
                out,
                "  P{i}: status={status} schedtick={} syscalltick=0 m={} runqsize={} gfreecnt=0 timerslen={}",
                p.slices.load(Ordering::Relaxed),
                if status == 1 { "0" } else { "nil" },
                self.queue_len(i),
                self.timers.len_of(i),
            );
        }
        for m in 1..=last_m {
            let sleeps = sleepers.contains(&m);
            let _ = writeln!(
                out,
                "  M{m}: p=nil curg=nil mallocing=0 throwing=0 preemptoff= locks=0 dying=0 spinning=false blocked={sleeps} lockedg=nil"
            );
        }
        let mut left = 1000;
        self.gs.each(|g| {
            if left == 0 {
                return;
            }
            left -= 1;
            // SAFETY: these two fields are atomic or were written before the goroutine could be seen; a goroutine that is reused meanwhile shows its new number.
            let (id, reason) = unsafe { ((*g.0).id, (*g.0).reason()) };
            let _ = writeln!(
                out,
                "  G{id}: status={}({}) m=nil lockedm=nil",
                match g.status() {
                    super::Status::Runnable => 1,
                    super::Status::Running => 2,
                    super::Status::Waiting => 4,
                    super::Status::Dead => 6,
                },
                if g.status() == super::Status::Waiting {
                    reason.text()
                } else {
                    ""
                },
            );
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn godebug() {
        let parse = TraceConfig::parse;
        assert_eq!(parse("gctrace=1"), None);
        assert_eq!(parse("schedtrace=0"), None);
        let both = TraceConfig {
            every_ms: 100,
            detail: true,
        };
        assert_eq!(parse("a=b,schedtrace=100,scheddetail=1"), Some(both));
    }
}
