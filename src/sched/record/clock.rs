//! The clock of events.

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
use std::time::Instant;

/// The clock of events: a counter of the processor that runs evenly and alike on all cores, or nanoseconds.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(super) fn ticks() -> u64 {
    // SAFETY: reads a counter; user programs may, on every system that gorun runs on.
    unsafe { std::arch::x86_64::_rdtsc() }
}
#[cfg(target_arch = "aarch64")]
#[inline(always)]
pub(super) fn ticks() -> u64 {
    let ticks: u64;
    // SAFETY: reads a counter that user programs may read.
    unsafe { std::arch::asm!("mrs {}, cntvct_el0", out(reg) ticks, options(nomem, nostack)) };
    ticks
}
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) fn ticks() -> u64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as u64
}

/// From ticks to nanoseconds since the beginning.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub(super) first: u64,
    pub(super) nanos_per_tick: f64,
}

impl Clock {
    pub fn nanos(self, ticks: u64) -> u64 {
        (ticks.saturating_sub(self.first) as f64 * self.nanos_per_tick) as u64
    }
}
