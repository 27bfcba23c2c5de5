//! The events of all logs in the order of their times.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::sched::Record;
use crate::sched::record::Event;

/// Calls `visit` with the number of the log and the event. Within a log the order is the log's own.
pub fn in_order(record: &Record, mut visit: impl FnMut(usize, &Event)) {
    let logs: Vec<Vec<Event>> = (0..record.logs())
        .map(|log| {
            let mut events = Vec::new();
            record.each_event(log, |e| events.push(*e));
            events
        })
        .collect();
    let mut next: BinaryHeap<Reverse<(u64, usize, usize)>> = BinaryHeap::new();
    let push = |next: &mut BinaryHeap<_>, log: usize, at: usize| {
        if let Some(e) = logs[log].get(at) {
            next.push(Reverse((e.time, log, at)));
        }
    };
    for log in 0..logs.len() {
        push(&mut next, log, 0);
    }
    while let Some(Reverse((_, log, at))) = next.pop() {
        visit(log, &logs[log][at]);
        push(&mut next, log, at + 1);
    }
}
