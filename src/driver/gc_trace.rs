//! `GODEBUG=gctrace=1`: a line for each collection, in Go's format, on standard error. gorun collects while the world stands
//! still, so where Go has times of its concurrent phase there are those of marking, and the heap does not grow under way.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::vm::config::{Collection, GcTrace};

/// The trace, if `$GODEBUG` asks for one.
pub fn from_environment() -> Option<GcTrace> {
    let debug = std::env::var("GODEBUG").ok()?;
    let level = debug
        .split(',')
        .filter_map(|setting| setting.trim().strip_prefix("gctrace="))
        .next_back()?;
    if level.parse::<i64>().ok()? <= 0 {
        return None;
    }
    let start = Instant::now();
    let spent = AtomicU64::new(0);
    Some(Arc::new(move |c: &Collection<'_>| {
        let pause = c.cycle.pause_ns();
        let total = spent.fetch_add(pause, Ordering::Relaxed) + pause;
        let elapsed = start.elapsed().as_nanos() as u64;
        // The world stands still: a closed standard error must not end in a panic here.
        let _ = writeln!(std::io::stderr(), "{}", line(c, elapsed, total));
    }))
}

fn line(c: &Collection<'_>, elapsed: u64, spent: u64) -> String {
    let cycle = c.cycle;
    let mb = |bytes: u64| bytes >> 20;
    let workers = cycle.workers as u64;
    format!(
        "gc {} @{}s {}%: {}+{}+{} ms clock, {}+0/{}/0+{} ms cpu, {}->{}->{} MB, {} MB goal, {} MB stacks, {} MB globals, {} P{}",
        cycle.number,
        decimal(elapsed / 1_000_000, 3),
        (100 * spent).checked_div(elapsed).unwrap_or(0).min(100),
        ms(cycle.clear_ns),
        ms(cycle.mark_ns),
        ms(cycle.sweep_ns),
        ms(cycle.clear_ns),
        ms(cycle.mark_ns * workers),
        ms(cycle.sweep_ns),
        mb(cycle.before),
        mb(cycle.before),
        mb(cycle.live),
        mb(cycle.old_goal),
        mb(c.stacks),
        mb(c.globals),
        c.procs,
        if cycle.forced { " (forced)" } else { "" },
    )
}

/// Nanoseconds as milliseconds, as the Go runtime prints them: whole from 10 on, else up to three digits.
fn ms(ns: u64) -> String {
    if ns >= 10_000_000 {
        return (ns / 1_000_000).to_string();
    }
    let (mut x, mut places) = (ns / 1_000, 3);
    if x == 0 {
        return "0".into();
    }
    while x >= 100 {
        x /= 10;
        places -= 1;
    }
    decimal(x, places)
}

/// `x` with its last `places` digits behind a point.
fn decimal(x: u64, places: u32) -> String {
    let unit = 10u64.pow(places);
    match places {
        0 => x.to_string(),
        _ => format!("{}.{:0width$}", x / unit, x % unit, width = places as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_go_writes_them() {
        assert_eq!(ms(12_345_678), "12");
        assert_eq!(ms(1_234_567), "1.2");
        assert_eq!(ms(123_456), "0.12");
        assert_eq!(ms(45_678), "0.045");
        assert_eq!(ms(500), "0");
        assert_eq!(decimal(1013, 3), "1.013");
    }
}
