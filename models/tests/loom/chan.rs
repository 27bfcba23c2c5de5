//! Channels: send, receive and close against each other.

use gorun_models::runtime::chan::{self, Done};
use gorun_models::runtime::select::Resumed;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicBool, Ordering, fence};

use super::check;
use super::hand::{Ch, Hand, hands, make};

/// Sends; false: the channel was closed.
pub fn send(cx: &Hand<'_>, ch: &Ch, value: u64) -> bool {
    cx.write(1, value);
    // SAFETY: a live channel; the goroutine runs here.
    if unsafe { chan::send_word(ch.raw(), cx.slot(1)) } {
        cx.pass_on();
        return true;
    }
    // SAFETY: as above.
    match unsafe { chan::send(cx.on, cx.g, ch.raw(), cx.slot(1), || cx.save()) } {
        Done::Yes => {
            cx.pass_on();
            true
        }
        Done::Parked => cx.woken() == Resumed::GoOn,
        Done::Closed => false,
        other => panic!("{other:?}"),
    }
}

/// Receives; None: the channel is closed.
pub fn recv(cx: &Hand<'_>, ch: &Ch) -> Option<u64> {
    cx.write(1, 77);
    cx.write(2, 77);
    // SAFETY: as in `send`.
    let at_once = unsafe { chan::recv_word(ch.raw(), cx.slot(1), cx.slot(2)) };
    let save = || cx.save();
    match at_once {
        true => cx.pass_on(),
        // SAFETY: as in `send`.
        false => match unsafe { chan::recv(cx.on, cx.g, ch.raw(), cx.slot(1), cx.slot(2), save) } {
            Done::Yes => cx.pass_on(),
            Done::Parked => assert_eq!(cx.woken(), Resumed::GoOn),
            other => panic!("{other:?}"),
        },
    }
    match (cx.read(2), cx.read(1)) {
        (1, value) => Some(value),
        (0, 0) => None,
        other => panic!("{other:?}"),
    }
}

pub fn close(cx: &Hand<'_>, ch: &Ch) {
    // SAFETY: as in `send`.
    assert_eq!(unsafe { chan::close(cx.on, cx.g, ch.raw()) }, Done::Yes);
    cx.pass_on();
}

/// What is sent arrives, once and in order.
fn in_order(cap: usize, preemptions: usize) {
    check(preemptions, move || {
        let (hands, ch) = (hands(2), make(cap));
        let sent = ch.clone();
        let sender = hands.go(1, move |cx| {
            for value in [5, 6, 7] {
                assert!(send(cx, &sent, value));
            }
        });
        hands.here(0, |cx| {
            for value in [5, 6, 7] {
                assert_eq!(recv(cx, &ch), Some(value));
            }
        });
        sender.join().unwrap();
    });
}

#[test]
fn unbuffered_values_arrive_in_order() {
    in_order(0, 3);
}

#[test]
fn buffered_values_arrive_in_order() {
    in_order(1, 3);
    in_order(2, 3);
}

/// A receiver sees what was sent before the close, then the close.
#[test]
fn close_comes_after_what_was_sent() {
    for cap in [0, 1] {
        check(3, move || {
            let (hands, ch) = (hands(2), make(cap));
            let sent = ch.clone();
            let sender = hands.go(1, move |cx| {
                assert!(send(cx, &sent, 5));
                close(cx, &sent);
            });
            hands.here(0, |cx| {
                assert_eq!(recv(cx, &ch), Some(5));
                assert_eq!(recv(cx, &ch), None);
            });
            sender.join().unwrap();
        });
    }
}

/// Of two receivers one gets the value, and the close reaches the other, wherever they are then.
#[test]
fn close_wakes_who_got_nothing() {
    check(2, || {
        let (hands, ch) = (hands(3), make(0));
        let receivers: Vec<_> = (1..3)
            .map(|p| {
                let ch = ch.clone();
                hands.go(p, move |cx| recv(cx, &ch))
            })
            .collect();
        hands.here(0, |cx| {
            assert!(send(cx, &ch, 5));
            close(cx, &ch);
        });
        let mut got: Vec<_> = receivers.into_iter().map(|r| r.join().unwrap()).collect();
        got.sort();
        assert_eq!(got, [None, Some(5)]);
    });
}

/// A sender that is parked, parking or about to send when the channel is closed panics, or its value lies in the ring.
#[test]
fn close_ends_senders() {
    for cap in [0, 1] {
        check(3, move || {
            let (hands, ch) = (hands(2), make(cap));
            let sent = ch.clone();
            let sender = hands.go(1, move |cx| {
                let first = send(cx, &sent, 5);
                (first, send(cx, &sent, 6))
            });
            hands.here(0, |cx| {
                close(cx, &ch);
            });
            let (first, second) = sender.join().unwrap();
            assert!(!second && (!first || cap == 1));
            hands.here(0, |cx| {
                assert_eq!(recv(cx, &ch), first.then_some(5));
                assert_eq!(recv(cx, &ch), None);
            });
        });
    }
}

/// Two senders and a receiver: nothing is lost, nothing comes twice.
#[test]
fn two_senders() {
    for cap in [0, 1] {
        check(2, move || {
            let (hands, ch) = (hands(3), make(cap));
            let senders: Vec<_> = (1..3)
                .map(|p| {
                    let ch = ch.clone();
                    hands.go(p, move |cx| assert!(send(cx, &ch, p as u64)))
                })
                .collect();
            let sum = hands.here(0, |cx| recv(cx, &ch).unwrap() + recv(cx, &ch).unwrap());
            assert_eq!(sum, 3);
            for sender in senders {
                sender.join().unwrap();
            }
        });
    }
}

/// A send that does not wait goes ahead only if somebody takes the value.
#[test]
fn a_try_succeeds_or_changes_nothing() {
    check(3, || {
        let (hands, ch) = (hands(2), make(0));
        let sent = ch.clone();
        let sender = hands.go(1, move |cx| {
            cx.write(1, 5);
            // SAFETY: a live channel; the goroutine runs here.
            let done = unsafe { chan::try_send(cx.on, sent.raw(), cx.slot(1)) };
            close(cx, &sent);
            done == Done::Yes
        });
        let got = hands.here(0, |cx| recv(cx, &ch));
        assert_eq!(sender.join().unwrap().then_some(5), got);
    });
}

/// Once closed and empty, a receive that does not wait says so: the look without the lock must not miss it.
#[test]
fn a_close_is_seen_without_the_lock() {
    check(3, || {
        let (hands, ch) = (hands(2), make(1));
        let sent = ch.clone();
        let sender = hands.go(1, move |cx| {
            assert!(send(cx, &sent, 5));
            close(cx, &sent);
        });
        hands.here(0, |cx| {
            let mut got = Vec::new();
            loop {
                // SAFETY: as above.
                let done = unsafe { chan::try_recv(cx.on, ch.raw(), cx.slot(1), cx.slot(2)) };
                match done {
                    Done::Yes if cx.read(2) == 1 => got.push(cx.read(1)),
                    Done::Yes => break,
                    _ => loom::thread::yield_now(),
                }
            }
            assert_eq!(got, [5]);
        });
        sender.join().unwrap();
    });
}

/// Of two that each do something and then look at what the other has done, one sees it: a send into the ring shows before what its
/// goroutine does next.
#[test]
fn a_send_shows_before_the_next_step() {
    check(3, || {
        let (hands, ch) = (hands(2), make(1));
        // Whoever looks for the first time takes the lock, which orders by itself: the later looks are what is modelled.
        // SAFETY: a live channel.
        unsafe { (*ch.raw()).show() };
        let flag = Arc::new(AtomicBool::new(false));
        let (sent, seen) = (ch.clone(), flag.clone());
        let sender = hands.go(1, move |cx| {
            assert!(send(cx, &sent, 5));
            seen.load(Ordering::SeqCst)
        });
        let got = hands.here(0, |cx| {
            flag.store(true, Ordering::SeqCst);
            // Loom takes no notice of the order of SeqCst stores.
            fence(Ordering::SeqCst);
            // SAFETY: a live channel; the goroutine runs here.
            unsafe { chan::try_recv(cx.on, ch.raw(), cx.slot(1), cx.slot(2)) == Done::Yes }
        });
        assert!(sender.join().unwrap() || got);
    });
}
