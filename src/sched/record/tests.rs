//! Tests of the record.

use super::super::g::WaitReason;
use super::log::{CHUNK_BYTES, FIRST_BYTES};
use super::*;

#[test]
fn events_come_back_in_order_with_their_times() {
    let record = Record::new(64 << 20);
    let mut writer = record.writer(0);
    let n = CHUNK_BYTES as u32 / 4;
    for i in 0..n {
        writer.waits_for(i as usize * 8);
        writer.waits_at(8 + i as usize % 100);
        writer.block(WaitReason::Select, 0);
        writer.start(u64::from(i) + 1);
        writer.send(i as usize * 8, 0, 7, -i64::from(i) as u64);
        writer.send_whole(i as usize * 8, 3, 0, &[1 << 40, 2]);
        if i % 1000 == 0 {
            record.tick();
        }
    }
    writer.settle();
    let (mut next, mut last) = (0u32, 0);
    let mut places = Vec::new();
    for e in record.events(0) {
        assert!(e.time >= last);
        last = e.time;
        match e.kind {
            Kind::Place => {
                assert_eq!(e.id as usize, places.len());
                places.push(e.more()[0]);
            }
            Kind::Block => {
                assert_eq!(e.id, next);
                let pc = 8 + u64::from(next) % 100;
                let place = pc | ((WaitReason::Select as u64) << 48);
                assert_eq!(places[e.more()[0] as usize], place);
            }
            Kind::Send if e.more()[0] == 7 => {
                assert_eq!((e.id, e.more()[1] as i64), (next - 1, 1 - i64::from(next)));
            }
            Kind::Send => assert_eq!(e.more(), &[3 << 32, 1 << 40, 2]),
            kind => {
                next += 1;
                assert_eq!((kind, e.id), (Kind::Start, next));
            }
        }
    }
    assert_eq!((next, places.len()), (n, 100));
    assert!(record.full_at().is_none());
}

#[test]
fn short_forms_come_back_as_they_were() {
    let record = Record::new(64 << 20);
    let mut writer = record.writer(0);
    // As read: kind, id, first two words.
    let mut wanted = Vec::new();
    let mut random = 1u32;
    for i in 0..100_000u32 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (here, next) = (i % 5, (i + 1) % 5);
        let value = match random >> 28 {
            0 => random as i32,
            1 => -5000,
            n => i as i32 + n as i32,
        };
        let word = i64::from(value) as u64;
        let (from, to) = match random >> 20 & 3 {
            0 => (0, 7),
            1 => (9, HERE),
            2 => (0, HERE),
            _ => (20_000, HERE),
        };
        writer.send(80, from, to, word);
        let both = u64::from(to) | u64::from(from) << 32;
        wanted.push((Kind::Send, 10, both, word));
        // Mostly the same object for each goroutine.
        let object = if random >> 24 & 7 == 0 {
            1000 + i
        } else {
            here
        };
        writer.waits_for(object as usize * 8);
        writer.waits_at(64 + here as usize % 2 * 8);
        writer.block(WaitReason::ChanReceive, 0);
        wanted.push((Kind::Block, object, 0, 0));
        if random >> 16 & 7 == 0 {
            writer.event(Kind::Steal, 0, i, &[]);
            wanted.push((Kind::Steal, i, 0, 0));
        }
        writer.start(u64::from(next));
        wanted.push((Kind::Start, next, 0, 0));
        if i % 1000 == 0 {
            record.tick();
        }
    }
    writer.settle();
    let found = record.events(0).filter(|e| e.kind != Kind::Place);
    let shown = found.map(|e| match e.kind {
        Kind::Send => (e.kind, e.id, e.more()[0], e.more()[1]),
        kind => (kind, e.id, 0, 0),
    });
    for (i, (found, wanted)) in shown.zip(&wanted).enumerate() {
        assert_eq!(found, *wanted, "event {i}");
    }
    let count = record.events(0).filter(|e| e.kind != Kind::Place).count();
    assert!(wanted.len() - count <= 1, "{count} of {}", wanted.len());
}

#[test]
fn what_does_not_fit_is_left_out() {
    let record = Record::new(FIRST_BYTES + 1);
    let mut writer = record.writer(0);
    for i in 0..CHUNK_BYTES as u32 {
        writer.event(Kind::Ready, 0, i, &[]);
    }
    assert!(record.full_at().is_some());
    let count = record.events(0).count();
    assert!(count > CHUNK_BYTES / 16 && count < CHUNK_BYTES / 4);
}

#[test]
fn values_far_from_each_other_come_back() {
    let record = Record::new(64 << 20);
    let mut writer = record.writer(0);
    let mut wanted = Vec::new();
    for i in 0..50_000u64 {
        // Two channels whose values drift apart, and one of wild ones.
        for (chan, from, to, value) in [
            (80, 0, 1 + i as u32 % 16, i),
            (160, 1 + i as u32 % 16, HERE, 3 * i),
            (320, 5, 0, i / 3),
            (240, 0, 0, i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (i % 64)),
        ] {
            if to == 0 && from == 0 {
                if !writer.fills_on(chan, || value) && !writer.fills(chan, value) {
                    writer.send(chan, from, to, value);
                }
            } else {
                writer.send(chan, from, to, value);
            }
            wanted.push((
                object_id(chan),
                u64::from(to) | u64::from(from) << 32,
                value,
            ));
        }
    }
    writer.settle();
    let found = record.events(0).map(|e| (e.id, e.more()[0], e.more()[1]));
    assert!(found.eq(wanted));
}

#[test]
fn runs_of_one_channel_come_back() {
    let record = Record::new(64 << 20);
    let mut writer = record.writer(0);
    // As read: kind, id, first two words.
    let mut wanted = Vec::new();
    let (mut value, mut random, mut in_runs) = (0u64, 1u32, 0);
    for i in 0..20_000u32 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let chan = if random >> 30 == 0 { 160 } else { 80 };
        for n in 0..random >> 24 & 31 {
            value = value.wrapping_add(if random >> 20 & 63 == 0 {
                0
            } else {
                i as u64 % 3
            });
            if writer.fills_on(chan, || value) {
                in_runs += 1;
            } else if !writer.fills(chan, value) {
                writer.send(chan, 0, 0, value);
            }
            wanted.push((Kind::Send, object_id(chan), 0, value));
            if i % 64 == 5 && n == 20 {
                // The monitor looks, or all is written down, in the middle of a run.
                match i % 128 {
                    5 => record.tick(),
                    _ => writer.settle(),
                }
            }
        }
        // What comes next need not be a run.
        match random >> 10 & 7 {
            0 => {
                value = value.wrapping_add(1);
                if !writer.passes_on(false, chan, 7, value) && !writer.passes(false, chan, 7, value)
                {
                    writer.send(chan, 0, 7, value);
                }
                wanted.push((Kind::Send, object_id(chan), 7, value));
            }
            1 => {
                writer.send_whole(chan, 3, 0, &[i.into(), 2]);
                wanted.push((Kind::Send, object_id(chan), 3 << 32, i.into()));
            }
            2 => {
                value = u64::from(random).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                writer.send(chan, 0, 0, value);
                wanted.push((Kind::Send, object_id(chan), 0, value));
            }
            3 | 4 => {
                writer.block_for(WaitReason::ChanSend, 64, chan);
                wanted.push((Kind::Block, object_id(chan), 0, 0));
                writer.start(u64::from(i) % 3);
                wanted.push((Kind::Start, i % 3, 0, 0));
            }
            _ => {}
        }
        for _ in 0..random >> 16 & 31 {
            if writer.takes_on(chan) {
                in_runs += 1;
            } else {
                writer.takes(chan);
            }
            wanted.push((Kind::Recv, object_id(chan), 0, 0));
        }
        if i % 100 == 0 {
            record.tick();
            writer.event(Kind::Steal, 0, i, &[]);
            wanted.push((Kind::Steal, i, 0, 0));
        }
    }
    writer.settle();
    let found = record.events(0).filter(|e| e.kind != Kind::Place);
    let found = found.map(|e| match e.kind {
        Kind::Send => (e.kind, e.id, e.more()[0], e.more()[1]),
        kind => (kind, e.id, 0, 0),
    });
    for (i, (found, wanted)) in found.zip(&wanted).enumerate() {
        assert_eq!(found, *wanted, "event {i}");
    }
    let count = record.events(0).filter(|e| e.kind != Kind::Place).count();
    assert_eq!(count, wanted.len());
    assert!(in_runs > wanted.len() / 2, "{in_runs} of {}", wanted.len());
}
