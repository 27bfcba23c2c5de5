//! What a program may use up: memory, goroutines, time (`Config::limits`). Each limit ends the program with a fatal error that names it.
//!
//! Without limits nothing here is asked but one flag for each `go` statement and each stack that grows.

use std::sync::Arc;
use std::time::Duration;

use super::machine::Machine;
use super::report;

/// How long what runs has for reaching a safepoint when the time is over, before the report is made without it.
const PATIENCE: Duration = Duration::from_millis(500);

/// As a user would type it.
fn shown(bytes: usize) -> String {
    const UNITS: [(&str, u32); 4] = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)];
    let unit = UNITS
        .into_iter()
        .find(|&(_, shift)| bytes != 0 && bytes.is_multiple_of(1 << shift));
    match unit {
        Some((unit, shift)) => format!("{}{unit}", bytes >> shift),
        None => format!("{bytes}B"),
    }
}

impl Machine {
    /// The text of the fatal error.
    pub(super) fn memory_is_used_up(&self) -> String {
        match self.config().limits.memory {
            Some(bytes) => format!(
                "out of memory: the limit --max-memory={} is reached",
                shown(bytes)
            ),
            None => "out of memory".into(),
        }
    }

    /// Whether another stack of so many slots would be too much, beside the objects.
    pub(super) fn stacks_exceed_memory(&self, slots: usize) -> bool {
        let Some(limit) = self.config().limits.memory else {
            return false;
        };
        let stacks = self.sched().stack_bytes() + slots * 8;
        stacks.saturating_add(self.heap().bytes()) > limit
    }

    /// Objects get what the stacks leave of the memory. Called when a collection is over.
    pub(super) fn share_memory(&self) {
        if let Some(limit) = self.config().limits.memory {
            let left = limit.saturating_sub(self.sched().stack_bytes());
            self.heap().set_hard_limit(left);
        }
    }

    /// The text of the fatal error, if there must not be one more goroutine.
    #[cold]
    pub(super) fn limit_of_goroutines(&self) -> Option<String> {
        if self.stacks_exceed_memory(0) {
            return Some(self.memory_is_used_up());
        }
        let limit = self.config().limits.goroutines?;
        (self.sched().goroutines() >= limit)
            .then(|| format!("too many goroutines: the limit --max-goroutines={limit} is reached"))
    }

    /// Ends the program with a report that begins with these lines and shows all goroutines, `everything` of them or what `GOTRACEBACK` says.
    /// For a thread that runs none.
    pub fn end_from_outside(&self, head: &str, everything: bool) {
        // What does not stop is shown as running.
        if self.sched().halt(None, PATIENCE).is_some() {
            let mut out = head.as_bytes().to_vec();
            report::everybody(&mut out, self, everything);
            report::finish(self, &out);
            self.sched().exit(2);
        }
    }

    /// Ends the program when its time is over.
    pub(super) fn limit_time(self: &Arc<Machine>) {
        let Some(time) = self.config().limits.time else {
            return;
        };
        let machine = Arc::downgrade(self);
        let wait = move || {
            std::thread::sleep(time);
            let Some(machine) = machine.upgrade() else {
                return;
            };
            let head = format!("fatal error: timeout: the limit --timeout={time:?} is reached\n");
            machine.end_from_outside(&head, false);
        };
        // Without the thread the limit would be no limit: that ends the program before it begins.
        if let Err(error) = std::thread::Builder::new()
            .name("gorun-timeout".into())
            .spawn(wait)
        {
            report::write_error(&format!(
                "gorun: --timeout: cannot start a thread: {error}\n"
            ));
            std::process::exit(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn sizes_are_shown_as_they_are_typed() {
        let texts = [64 << 20, 1 << 40, 1000, 3 << 10, 0].map(shown);
        assert_eq!(texts, ["64MiB", "1TiB", "1000B", "3KiB", "0B"]);
    }
}
