//! Why a program does not run in parallel: how many goroutines could have run at each moment, and what the others waited for.

use std::collections::HashMap;

use crate::sched::WaitReason;

use super::history::{End, History};

/// Goroutines that wait at one place for one reason.
pub struct Wait {
    pub reason: WaitReason,
    /// Path and line.
    pub at: String,
    /// While at least one waited there, and the sum over all, in nanoseconds.
    pub covered: u64,
    pub total: u64,
}

pub struct Waits {
    pub duration: u64,
    /// While at most one goroutine ran or could have run, in nanoseconds; and while none could.
    pub at_most_one: u64,
    pub none: u64,
    /// Goroutines that ran or could have run, on average.
    pub able: f64,
    /// Who computed most: number, function, share of all that was computed.
    pub busiest: (u32, String, f64),
    /// The longest first.
    pub waits: Vec<Wait>,
    /// While the world stood still.
    pub stopped: u64,
}

/// A goroutine is able to run from `from` to `to`.
type Span = (u64, u64);

impl Waits {
    pub fn of(h: &History) -> Waits {
        let end = h.duration.max(1);
        let mut able: Vec<Span> = Vec::new();
        let mut computed: HashMap<u32, u64> = HashMap::new();
        let mut places: HashMap<(u8, u32), Vec<Span>> = HashMap::new();
        // Since when each goroutine is able to run.
        let mut since: Vec<Option<u64>> = h.goroutines.iter().map(|g| Some(g.born)).collect();
        for slice in &h.slices {
            let g = slice.g as usize;
            *computed.entry(slice.g).or_default() += slice.to - slice.from;
            let from = since[g].unwrap_or(slice.from).min(slice.from);
            match slice.end {
                End::Preempted | End::Yielded => since[g] = Some(from),
                End::Ended | End::Exit => {
                    able.push((from, slice.to));
                    since[g] = Some(end);
                }
                End::Waits(reason) => {
                    able.push((from, slice.to));
                    let ready = slice.ready.unwrap_or(end);
                    since[g] = Some(ready);
                    let key = (reason as u8, slice.place);
                    places.entry(key).or_default().push((slice.to, ready));
                }
            }
        }
        let (mut at_most_one, mut none, mut sum) = (0, 0, 0u128);
        each_level(able, end, |level, time| {
            at_most_one += if level <= 1 { time } else { 0 };
            none += if level == 0 { time } else { 0 };
            sum += u128::from(time) * level as u128;
        });
        let mut waits: Vec<Wait> = places
            .into_iter()
            .map(|((reason, place), spans)| {
                let total = spans.iter().map(|s| s.1 - s.0).sum();
                let mut covered = 0;
                each_level(spans, end, |level, time| {
                    covered += if level > 0 { time } else { 0 };
                });
                let place = h.places.get(place as usize);
                Wait {
                    reason: WaitReason::from_number(reason),
                    at: place.map_or_else(String::new, |p| p.at.clone()),
                    covered,
                    total,
                }
            })
            .collect();
        waits.sort_by_key(|w| std::cmp::Reverse((w.covered, w.total)));
        let all: u64 = computed.values().sum();
        let busiest = computed
            .iter()
            .max_by_key(|(g, time)| (**time, u32::MAX - **g));
        let busiest = busiest.map_or((0, String::new(), 0.0), |(&g, &time)| {
            let goroutine = &h.goroutines[g as usize];
            let function = h.places.get(goroutine.function as usize);
            let name = function.map_or_else(String::new, |f| f.function.clone());
            (goroutine.id, name, time as f64 / all.max(1) as f64)
        });
        Waits {
            duration: end,
            at_most_one,
            none,
            able: sum as f64 / end as f64,
            busiest,
            waits,
            stopped: h.stoppings.iter().map(|s| s.started - s.asked).sum(),
        }
    }
}

/// Calls `visit` with how many of the spans cover a stretch of time and how long it is, up to `end`.
fn each_level(spans: Vec<Span>, end: u64, mut visit: impl FnMut(usize, u64)) {
    let mut edges: Vec<(u64, bool)> = Vec::with_capacity(2 * spans.len());
    for (from, to) in spans {
        if from < to {
            edges.extend([(from.min(end), true), (to.min(end), false)]);
        }
    }
    // Ends before beginnings at the same moment: what hands over to another does not overlap with it.
    edges.sort_unstable();
    let (mut level, mut last) = (0usize, 0);
    for (time, begins) in edges {
        if time > last {
            visit(level, time - last);
            last = time;
        }
        level = if begins {
            level + 1
        } else {
            level.saturating_sub(1)
        };
    }
    if end > last {
        visit(level, end - last);
    }
}

#[cfg(test)]
mod tests {
    use super::each_level;

    #[test]
    fn levels() {
        let mut seen = Vec::new();
        each_level(vec![(1, 4), (2, 3), (4, 6)], 10, |level, time| {
            seen.push((level, time));
        });
        assert_eq!(seen, [(0, 1), (1, 1), (2, 1), (1, 1), (1, 2), (0, 4)]);
    }
}
