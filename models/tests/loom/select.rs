//! Select: against plain operations, closes and other selects.

use gorun_models::runtime::chan::Chan;
use gorun_models::runtime::select::{self, Case, Resumed, Selected};

use super::chan::{close, recv, send};
use super::check;
use super::hand::{Ch, Hand, hands, make, make_two};

/// A case for a model.
enum Want<'a> {
    Send(&'a Ch, u64),
    Recv(&'a Ch),
}

/// What a select did.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Did {
    Sent(usize),
    Got(usize, u64),
    /// A receive met a close.
    End(usize),
    /// A send met a close.
    Panic,
}

/// Slot 0 holds the case, then come two for each.
fn run(cx: &Hand<'_>, wants: &[Want<'_>]) -> Did {
    let cases: Vec<Case> = wants
        .iter()
        .enumerate()
        .map(|(i, want)| {
            let (chan, send): (*mut Chan, bool) = match want {
                Want::Send(ch, value) => {
                    cx.write(1 + 2 * i, *value);
                    (ch.raw(), true)
                }
                Want::Recv(ch) => (ch.raw(), false),
            };
            let (value, ok) = (cx.slot(1 + 2 * i), cx.slot(2 + 2 * i));
            let ok = if send { std::ptr::null_mut() } else { ok };
            Case {
                chan,
                send,
                value,
                ok,
            }
        })
        .collect();
    // SAFETY: live channels; the goroutine runs here.
    let selected =
        unsafe { select::select_cases(cx.on, cx.g, &cases, false, cx.slot(0), || cx.save()) };
    match selected {
        Selected::Case(i) => {
            cx.write(0, i as u64);
            cx.pass_on();
        }
        Selected::Closed | Selected::Foreign => return Did::Panic,
        Selected::Parked => {
            if cx.woken() == Resumed::Closed {
                return Did::Panic;
            }
        }
    }
    let i = cx.read(0) as usize;
    match wants[i] {
        Want::Send(..) => Did::Sent(i),
        Want::Recv(_) if cx.read(2 + 2 * i) == 1 => Did::Got(i, cx.read(1 + 2 * i)),
        Want::Recv(_) => Did::End(i),
    }
}

/// One goroutine selects over two channels, another sends on each: both values arrive, each once.
#[test]
fn from_two_senders() {
    for cap in [0, 1] {
        check(2, move || {
            let (hands, (a, b)) = (hands(3), make_two(cap));
            let senders = [(1, a.clone(), 5), (2, b.clone(), 6)]
                .map(|(p, ch, value)| hands.go(p, move |cx| assert!(send(cx, &ch, value))));
            let mut got = hands.here(0, |cx| {
                [(); 2].map(|()| run(cx, &[Want::Recv(&a), Want::Recv(&b)]))
            });
            got.sort();
            assert_eq!(got, [Did::Got(0, 5), Did::Got(1, 6)]);
            senders.into_iter().for_each(|s| s.join().unwrap());
        });
    }
}

/// One sender, two channels: the same places in the queues are used again and again.
#[test]
fn again_and_again() {
    check(3, || {
        let (hands, (a, b)) = (hands(2), make_two(0));
        let (to_a, to_b) = (a.clone(), b.clone());
        let sender = hands.go(1, move |cx| {
            assert!(send(cx, &to_a, 5));
            assert!(send(cx, &to_b, 6));
            close(cx, &to_a);
        });
        hands.here(0, |cx| {
            let wants = [Want::Recv(&a), Want::Recv(&b)];
            assert_eq!(run(cx, &wants), Did::Got(0, 5));
            assert_eq!(run(cx, &wants), Did::Got(1, 6));
            assert_eq!(run(cx, &wants), Did::End(0));
        });
        sender.join().unwrap();
    });
}

/// Both channels are closed at the same time by two goroutines: exactly one close ends the wait, the next select sees the other or the same.
#[test]
fn against_two_closers() {
    check(2, || {
        let (hands, (a, b)) = (hands(3), make_two(0));
        let closers =
            [(1, a.clone()), (2, b.clone())].map(|(p, ch)| hands.go(p, move |cx| close(cx, &ch)));
        hands.here(0, |cx| {
            for _ in 0..2 {
                let did = run(cx, &[Want::Recv(&a), Want::Recv(&b)]);
                assert!(matches!(did, Did::End(_)));
            }
        });
        closers.into_iter().for_each(|c| c.join().unwrap());
    });
}

/// A send case meets a close: it panics, whether it was parked or not.
#[test]
fn a_send_case_meets_a_close() {
    check(3, || {
        let (hands, (a, b)) = (hands(2), make_two(0));
        let (closed, other) = (a.clone(), b.clone());
        let closer = hands.go(1, move |cx| {
            close(cx, &closed);
            // Whoever waited on both channels has left this one.
            cx.write(1, 9);
            // SAFETY: a live channel.
            let done =
                unsafe { gorun_models::runtime::chan::try_send(cx.on, other.raw(), cx.slot(1)) };
            cx.pass_on();
            done
        });
        let did = hands.here(0, |cx| run(cx, &[Want::Send(&a, 5), Want::Recv(&b)]));
        let done = closer.join().unwrap();
        // The close comes before the value, so a select that parked before has been won by it.
        assert!(did == Did::Panic || did == Did::Got(1, 9));
        let took = done == gorun_models::runtime::chan::Done::Yes;
        assert_eq!(took, did == Did::Got(1, 9));
    });
}

/// Two selects face each other with both directions of two channels: they agree on one of the two.
#[test]
fn against_each_other() {
    check(3, || {
        let (hands, (a, b)) = (hands(2), make_two(0));
        let (a2, b2) = (a.clone(), b.clone());
        let other = hands.go(1, move |cx| run(cx, &[Want::Recv(&a2), Want::Send(&b2, 6)]));
        let here = hands.here(0, |cx| run(cx, &[Want::Send(&a, 5), Want::Recv(&b)]));
        match (here, other.join().unwrap()) {
            (Did::Sent(0), Did::Got(0, 5)) | (Did::Got(1, 6), Did::Sent(1)) => {}
            odd => panic!("{odd:?}"),
        }
    });
}

/// Two selects wait for the same two channels: each gets one of the values that a third sends.
#[test]
fn a_plain_partner_and_two_selects() {
    check(2, || {
        let (hands, (a, b)) = (hands(3), make_two(0));
        let selects = [1, 2].map(|p| {
            let (a, b) = (a.clone(), b.clone());
            hands.go(p, move |cx| run(cx, &[Want::Recv(&a), Want::Recv(&b)]))
        });
        hands.here(0, |cx| {
            assert!(send(cx, &a, 5));
            assert!(send(cx, &b, 6));
        });
        let mut got = selects.map(|s| s.join().unwrap());
        got.sort();
        assert_eq!(got, [Did::Got(0, 5), Did::Got(1, 6)]);
    });
}

/// A select that waits on both sides of one channel does not meet itself.
#[test]
fn both_sides_of_one_channel() {
    check(3, || {
        let (hands, a) = (hands(2), make(0));
        let other = a.clone();
        let partner = hands.go(1, move |cx| recv(cx, &other));
        let did = hands.here(0, |cx| run(cx, &[Want::Recv(&a), Want::Send(&a, 5)]));
        assert_eq!(did, Did::Sent(1));
        assert_eq!(partner.join().unwrap(), Some(5));
    });
}
