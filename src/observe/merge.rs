//! The events of all logs in the order of their times.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::sched::Record;
use crate::sched::record::Event;

/// Calls `visit` with the number of the log and the event. Within a log the order is the log's own.
pub fn in_order(record: &Record, mut visit: impl FnMut(usize, &Event)) {
    let mut logs: Vec<_> = (0..record.logs())
        .map(|log| record.events(log).peekable())
        .collect();
    let mut next: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
    for (log, events) in logs.iter_mut().enumerate() {
        next.extend(events.peek().map(|e| Reverse((e.time, log))));
    }
    while let Some(Reverse((_, log))) = next.pop() {
        let events = &mut logs[log];
        if let Some(event) = events.next() {
            visit(log, &event);
        }
        next.extend(events.peek().map(|e| Reverse((e.time, log))));
    }
}
