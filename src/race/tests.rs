//! The detector by itself: what orders two accesses, and what does not.

use super::*;

const AT: usize = 0x7000_0000;
const LOCK: usize = 0x7000_2000;

struct Run(Detector);

impl Run {
    fn new() -> Run {
        Run(Detector::new())
    }
    fn begins(&self, parent: Option<Slot>) -> Slot {
        // SAFETY: one thread of the host plays all goroutines.
        unsafe { self.0.begins(parent, 1, Stack::NONE) }.unwrap()
    }
    #[allow(clippy::mut_from_ref)]
    fn thread(&self, slot: Slot) -> &mut Thread {
        // SAFETY: as above; no two references are alive at once but to different ones.
        unsafe { self.0.thread(slot) }.unwrap()
    }
    fn races(&self, slot: Slot, at: usize, len: usize, write: bool) -> bool {
        let mut stack = || Stack::NONE;
        let touch = if write { Touch::WRITE } else { Touch::READ };
        self.0.settle(self.thread(slot));
        let found = self.0.access(self.thread(slot), at, len, touch, &mut stack);
        found.is_some()
    }
}

#[test]
fn two_without_order_race_unless_both_read() {
    let run = Run::new();
    let main = run.begins(None);
    assert!(!run.races(main, AT, 8, true));
    let (a, b) = (run.begins(Some(main)), run.begins(Some(main)));
    assert!(!run.races(a, AT, 8, false));
    assert!(!run.races(b, AT, 8, false));
    assert!(run.races(b, AT, 8, true));
    assert!(run.races(main, AT, 8, true));
}

#[test]
fn bytes_of_one_word_are_apart() {
    let run = Run::new();
    let main = run.begins(None);
    let (a, b) = (run.begins(Some(main)), run.begins(Some(main)));
    assert!(!run.races(a, AT, 1, true));
    assert!(!run.races(b, AT + 1, 7, true));
    assert!(run.races(b, AT, 2, false));
    assert!(!run.races(a, AT + 4090, 12, true), "over the end of a page");
    assert!(run.races(b, AT + 4096, 1, true));
}

#[test]
fn locks_order_and_time_goes_on_behind_them() {
    let run = Run::new();
    let main = run.begins(None);
    let (a, b) = (run.begins(Some(main)), run.begins(Some(main)));
    assert!(!run.races(a, AT, 8, true));
    run.0.release(run.thread(a), LOCK);
    run.0.acquire_later(run.thread(b), LOCK);
    assert!(!run.races(b, AT, 8, true));
    assert!(run.races(a, AT, 8, false), "b has not released");
    run.0.meet(run.thread(a), run.thread(b));
    assert!(!run.races(a, AT, 8, true));
}

#[test]
fn memory_that_is_used_again_is_new() {
    let run = Run::new();
    let main = run.begins(None);
    let a = run.begins(Some(main));
    assert!(!run.races(a, AT, 64, true));
    run.0.release(run.thread(a), AT + 8);
    // SAFETY: one thread of the host plays all.
    unsafe { run.0.forget(AT, 32) };
    assert!(!run.races(main, AT, 32, true));
    assert!(run.races(main, AT + 32, 8, true));
    run.0.acquire(run.thread(main), AT + 8);
    assert!(run.races(main, AT + 40, 8, true), "the clock is gone too");
}

#[test]
fn slots_are_used_again_and_know_who_had_them() {
    let run = Run::new();
    let main = run.begins(None);
    // SAFETY: as in `Run`.
    let first = unsafe { run.0.begins(Some(main), 7, Stack::NONE) }.unwrap();
    assert!(!run.races(first, AT, 8, true));
    run.0.ends(first);
    // Others, until the slot comes up again.
    let again = loop {
        let slot = run.begins(Some(main));
        if slot == first {
            break slot;
        }
        run.0.ends(slot);
    };
    let mut stack = || Stack::NONE;
    let found = run
        .0
        .access(run.thread(main), AT, 8, Touch::WRITE, &mut stack);
    let owner = run.0.owner(&found.unwrap().earlier);
    assert_eq!((owner.goroutine, owner.ended), (7, true));
    assert_eq!(run.0.owner_of(run.thread(again)).goroutine, 1);
    assert!(
        run.races(again, AT, 8, true),
        "what the first did is not its own"
    );
}

#[test]
fn no_more_goroutines_than_clocks_can_hold() {
    let run = Run::new();
    for _ in 0..MOST {
        run.begins(None);
    }
    // SAFETY: as in `Run`.
    assert!(unsafe { run.0.begins(None, 1, Stack::NONE) }.is_none());
}

#[test]
fn atomic_accesses_race_with_others_only() {
    let run = Run::new();
    let main = run.begins(None);
    let (a, b) = (run.begins(Some(main)), run.begins(Some(main)));
    let atomic = |slot, write| {
        let touch = Touch {
            write,
            atomic: true,
        };
        let mut stack = || Stack::NONE;
        let found = run.0.access(run.thread(slot), AT, 8, touch, &mut stack);
        found.is_some()
    };
    assert!(!atomic(a, true));
    assert!(!atomic(b, true));
    assert!(!atomic(b, false));
    assert!(run.races(main, AT, 8, false));
    assert!(!atomic(main, false));
}
