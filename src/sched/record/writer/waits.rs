//! That a goroutine waits, where and for what, and that the next one starts. Most often both are what came the last time at that place: then
//! they are one event, which is only counted.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::super::super::g::WaitReason;
use super::super::context::place_part;
use super::super::{Kind, LOW_BITS, OBJECTS, OWN_PLACES, object_id, own_place};
use super::{PENDING, Writer};

/// Places in which goroutines wait, with the reason, get numbers; most often the number is found at the first look.
pub(super) struct Places {
    pub(super) numbers: HashMap<u64, u32, FxBuildHasher>,
    /// By place and reason.
    pub(super) recent: [(u64, u32); 64],
    pub(super) own: [Own; OWN_PLACES],
}

/// Where goroutines were saved whose place follows from that alone.
#[derive(Clone, Copy)]
pub(super) struct Own {
    saved: usize,
    place: usize,
    /// `saved` with the reason of the last wait there, and what begins the `Switch` of such a one; `!0`: there is none.
    wait: u64,
    switch: u64,
    /// `place_part` of its number.
    set: u32,
}

pub(super) const NOWHERE: Own = Own {
    saved: 0,
    place: 0,
    wait: !0,
    switch: 0,
    set: 0,
};

impl Places {
    #[inline(always)]
    fn own(&mut self, saved: usize) -> &mut Own {
        &mut self.own[own_place(saved)]
    }
}

/// The word of a `Switch`, but for its goroutine.
#[inline(always)]
fn switch(place: u32) -> u64 {
    Kind::Switch as u64 | u64::from(place) << 8
}

/// What tells a set of objects from others, after one more; of a single one that is its id.
#[inline(always)]
fn more(set: u64, id: u32) -> u64 {
    set.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23) ^ u64::from(id)
}

/// A place, or where somebody was saved, with the reason.
#[inline(always)]
fn with_reason(place: usize, reason: WaitReason) -> u64 {
    place as u64 | (reason as u64) << 48
}
impl Writer {
    /// Where the goroutine that is about to wait stands, if that is not where it was saved.
    #[inline]
    pub fn waits_at(&mut self, place: usize) {
        self.place = place;
    }
    /// Who is saved at `saved` always stands at `place`: nobody needs to say so again.
    pub fn learn_place(&mut self, saved: usize, place: usize) {
        *self.places.own(saved) = Own {
            saved,
            place,
            ..NOWHERE
        };
    }
    /// The place told by `waits_at`, else `other`.
    pub(in crate::sched) fn take_place(&mut self, other: usize) -> usize {
        match std::mem::take(&mut self.place) {
            0 => other,
            place => place,
        }
    }
    /// What it is about to wait for; a select says so for each of its channels.
    #[inline(always)]
    pub fn waits_for(&mut self, address: usize) {
        self.waits_for_each(std::iter::once(address));
    }
    #[inline(always)]
    pub fn waits_for_each(&mut self, addresses: impl Iterator<Item = usize>) {
        if self.pending() {
            self.write_switch();
        }
        for address in addresses {
            if let Some(place) = self.objects.get_mut(self.object_count) {
                let id = object_id(address);
                *place = id;
                self.object_count += 1;
                self.set = more(self.set, id);
            }
        }
    }
    /// It waits from now on.
    #[inline(never)]
    pub(in crate::sched) fn block(&mut self, reason: WaitReason, saved: usize) {
        let place = match self.place {
            0 => {
                let own = self.places.own(saved);
                match own.wait == with_reason(saved, reason) {
                    true => (own.switch >> 8) as u32,
                    false => self.new_wait(reason, saved),
                }
            }
            place => {
                self.place = 0;
                self.place_number(with_reason(place, reason))
            }
        };
        let count = std::mem::replace(&mut self.object_count, 0);
        let set = std::mem::replace(&mut self.set, 0);
        let known = self.context.set(place);
        let same = self.sets[known] == set;
        if same && place >> LOW_BITS == 0 && self.counted < self.limit() {
            self.expect_start(switch(place), self.objects[0], count);
        } else {
            self.sets[known] = set;
            self.block_slow(same, place, count);
        }
    }
    /// `waits_for` and `block`, for one object.
    #[inline(never)]
    pub(in crate::sched) fn block_for(&mut self, reason: WaitReason, saved: usize, address: usize) {
        let id = object_id(address);
        let own = self.places.own(saved);
        // While something may be counted no `Switch` waits.
        if own.wait == with_reason(saved, reason) {
            let (switch, set) = (own.switch, self.context.set_of(own.set));
            if self.counted < self.limit() && self.place == 0 && self.sets[set] == more(0, id) {
                return self.expect_start(switch, id, 1);
            }
        }
        self.block_for_slow(reason, saved, address);
    }
    #[inline(never)]
    fn block_for_slow(&mut self, reason: WaitReason, saved: usize, address: usize) {
        if self.end_run() {
            return self.block_for(reason, saved, address);
        }
        self.waits_for(address);
        self.block(reason, saved);
    }
    #[inline(never)]
    fn block_slow(&mut self, same: bool, place: u32, count: usize) {
        self.time();
        if same && place >> LOW_BITS == 0 {
            self.expect_start(switch(place), self.objects[0], count);
        } else {
            self.block_now(place, count);
        }
    }
    #[inline(always)]
    fn expect_start(&mut self, switch: u64, first: u32, count: usize) {
        self.switch = switch;
        self.switch_first = first;
        self.switch_count = count as u32;
        self.counted |= PENDING;
    }
    #[inline(always)]
    pub(super) fn pending(&self) -> bool {
        self.counted >= PENDING
    }
    /// The goroutine of a `Switch` does not come next.
    #[cold]
    #[inline(never)]
    pub(super) fn write_switch(&mut self) {
        self.settle();
        self.counted = 0;
        self.objects[0] = self.switch_first;
        self.block_now((self.switch >> 8) as u32, self.switch_count as usize);
    }
    /// The same in full, for the first of `objects`.
    #[inline(never)]
    fn block_now(&mut self, place: u32, count: usize) {
        let object = if count == 0 { 0 } else { self.objects[0] };
        if count <= 1 && place >> LOW_BITS == 0 {
            let word = Kind::BlockNow as u64 | u64::from(place) << 8 | u64::from(object) << 32;
            return self.short(word);
        }
        let mut words = [0u64; 1 + OBJECTS / 2];
        words[0] = place.into();
        for (i, &object) in self.objects[..count].iter().enumerate().skip(1) {
            words[1 + (i - 1) / 2] |= u64::from(object) << (32 * ((i - 1) % 2));
        }
        let extra = count.saturating_sub(1).div_ceil(2);
        let word = Kind::Block as u64 | (extra as u64) << 5 | u64::from(object) << 32;
        self.put(word, &words[..=extra]);
    }
    /// Of a place with its reason.
    #[inline(always)]
    fn place_number(&mut self, place: u64) -> u32 {
        let recent = (place >> 3 ^ place >> 48) as usize % 64;
        match self.places.recent[recent] {
            (known, number) if known == place => number,
            _ => self.new_place(place, recent),
        }
    }
    #[cold]
    #[inline(never)]
    fn new_place(&mut self, place: u64, recent: usize) -> u32 {
        let next = self.places.numbers.len() as u32;
        let number = *self.places.numbers.entry(place).or_insert(next);
        if number == next {
            self.event(Kind::Place, 0, number, &[place]);
        }
        self.places.recent[recent] = (place, number);
        number
    }
    /// The place's number where it follows from where the goroutine was saved.
    #[cold]
    #[inline(never)]
    fn new_wait(&mut self, reason: WaitReason, saved: usize) -> u32 {
        let own = *self.places.own(saved);
        if own.saved != saved {
            return self.place_number(with_reason(saved, reason));
        }
        let number = self.place_number(with_reason(own.place, reason));
        if number >> LOW_BITS == 0 {
            let own = self.places.own(saved);
            own.wait = with_reason(saved, reason);
            own.switch = switch(number);
            own.set = place_part(number);
        }
        number
    }
    #[inline(always)]
    pub(in crate::sched) fn start(&mut self, g: u64) {
        let g = g as u32;
        let word = self.switch | u64::from(g) << 32;
        let counted = self.counted ^ PENDING;
        if counted < self.limit() && self.context.goes_on(word) {
            self.counted = counted + 1;
        } else {
            self.start_slow(g);
        }
        self.context.current = g;
    }
    #[inline(never)]
    fn start_slow(&mut self, g: u32) {
        self.settle();
        if self.pending() && !self.looked() {
            self.counted = 0;
            self.untimed = self.untimed.saturating_sub(1);
            self.short(self.switch | u64::from(g) << 32);
        } else {
            self.event(Kind::Start, 0, g, &[]);
        }
    }
}
