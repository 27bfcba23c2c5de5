//! A `Time` as the natives see it: the arithmetic of moments and of the calendar.

use super::zone_at;
use crate::vm::native::{GoPtr, GoStr, Maker};

/// Go's Time: wall, ext, loc (time.go).
pub type Slots = (u64, i64, GoPtr<Location>);

/// Go's Location (zone.go).
#[repr(C)]
pub struct Location {
    name: GoStr,
    fixed: bool,
    offset: i64,
    abbrev: GoStr,
    handle: i64,
}

/// The handle of UTC, which a Time names by a nil pointer.
const UTC: i64 = -2;

const HAS_MONOTONIC: u64 = 1 << 63;
const NSEC: u64 = (1 << 30) - 1;
const DAY: i64 = 86_400;
const SECOND: i64 = 1_000_000_000;
const WALL_TO_INTERNAL: i64 = (1884 * 365 + 1884 / 4 - 1884 / 100 + 1884 / 400) * DAY;
const UNIX_TO_INTERNAL: i64 = (1969 * 365 + 1969 / 4 - 1969 / 100 + 1969 / 400) * DAY;
const DAYS_PER_400_YEARS: i64 = 146_097;
/// The first day that can be shown, counted from 1 January of year 1: 1 March of the year -292277022400.
const FIRST_DAY: i64 = -(292_277_022_400 / 400 * DAYS_PER_400_YEARS + 306);
const BEFORE_MONTH: [i64; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

#[derive(Clone, Copy)]
pub struct Moment {
    wall: u64,
    ext: i64,
    pub loc: GoPtr<Location>,
}

/// A day of the calendar. Months are counted from 1, days of the year from 0.
pub struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub year_day: i64,
}

impl From<Slots> for Moment {
    fn from((wall, ext, loc): Slots) -> Moment {
        Moment { wall, ext, loc }
    }
}

impl Moment {
    pub fn slots(self) -> Slots {
        (self.wall, self.ext, self.loc)
    }

    /// # Safety
    /// A variable of type Time.
    pub unsafe fn read(at: *const u8) -> Moment {
        // SAFETY: the caller's promise.
        unsafe { (*(at as *const [u64; 3])).map(|w| w as i64).into() }
    }

    /// # Safety
    /// A variable of type Time.
    pub unsafe fn write(self, at: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { *(at as *mut [u64; 3]) = [self.wall, self.ext as u64, self.loc.0 as u64] }
    }

    /// A moment in UTC.
    pub fn utc(seconds: i64, nsec: i64) -> Slots {
        (nsec as u64, seconds, GoPtr::new(std::ptr::null_mut()))
    }

    /// Since year 1.
    fn seconds(self) -> i64 {
        if self.has_monotonic() {
            WALL_TO_INTERNAL + (self.wall << 1 >> 31) as i64
        } else {
            self.ext
        }
    }

    pub fn nsec(self) -> i64 {
        (self.wall & NSEC) as i64
    }

    fn has_monotonic(self) -> bool {
        self.wall & HAS_MONOTONIC != 0
    }

    fn strip(&mut self) {
        if self.has_monotonic() {
            self.ext = self.seconds();
            self.wall &= NSEC;
        }
    }

    fn compare(self, other: Moment) -> std::cmp::Ordering {
        if self.has_monotonic() && other.has_monotonic() {
            return self.ext.cmp(&other.ext);
        }
        let key = |m: Moment| (m.seconds(), m.nsec());
        key(self).cmp(&key(other))
    }

    fn add_seconds(&mut self, d: i64) {
        if self.has_monotonic() {
            let sum = ((self.wall << 1 >> 31) as i64).wrapping_add(d);
            if (0..1 << 33).contains(&sum) {
                self.wall = self.wall & NSEC | (sum as u64) << 30 | HAS_MONOTONIC;
                return;
            }
            self.strip();
        }
        let bound = if d > 0 { i64::MAX } else { -i64::MAX };
        self.ext = self.ext.checked_add(d).unwrap_or(bound);
    }

    fn add(mut self, d: i64) -> Moment {
        let nsec = self.nsec() + d % SECOND;
        let seconds = d / SECOND + nsec.div_euclid(SECOND);
        self.wall = self.wall & !NSEC | nsec.rem_euclid(SECOND) as u64;
        self.add_seconds(seconds);
        if self.has_monotonic() {
            match self.ext.checked_add(d) {
                Some(sum) => self.ext = sum,
                None => self.strip(),
            }
        }
        self
    }

    fn sub(self, u: Moment) -> i64 {
        if self.has_monotonic() && u.has_monotonic() {
            return self.ext.saturating_sub(u.ext);
        }
        let seconds = self.seconds().wrapping_sub(u.seconds());
        let d = seconds
            .wrapping_mul(SECOND)
            .wrapping_add(self.nsec() - u.nsec());
        if u.add(d).compare(self).is_eq() {
            d
        } else if self.compare(u).is_lt() {
            i64::MIN
        } else {
            i64::MAX
        }
    }

    /// What the zone's clocks are called then, and their offset.
    pub fn zone(self, cx: &mut Maker) -> (GoStr, i64) {
        // SAFETY: null or a Location, which never moves.
        match unsafe { self.loc.0.as_ref() } {
            None => (GoStr::from_static("UTC"), 0),
            Some(loc) if loc.fixed => (loc.abbrev, loc.offset),
            Some(loc) => {
                let unix = self.seconds().wrapping_sub(UNIX_TO_INTERNAL);
                let (name, offset, ..) = zone_at(cx, loc.handle, unix);
                (name, offset)
            }
        }
    }

    /// The zone's offset, where it has but one.
    pub fn fixed_offset(self) -> Option<i64> {
        // SAFETY: as in `zone`.
        match unsafe { self.loc.0.as_ref() } {
            None => Some(0),
            Some(loc) => loc.fixed.then_some(loc.offset),
        }
    }

    /// Days since 1 January of year 1 and the second of the day, by clocks with an offset.
    pub fn split(self, offset: i64) -> (i64, i64) {
        let seconds = self.seconds().wrapping_add(offset);
        let s = (seconds as u64).wrapping_add((-FIRST_DAY).wrapping_mul(DAY) as u64);
        ((s / DAY as u64) as i64 + FIRST_DAY, (s % DAY as u64) as i64)
    }
}

impl From<[i64; 3]> for Moment {
    fn from([wall, ext, loc]: [i64; 3]) -> Moment {
        Moment {
            wall: wall as u64,
            ext,
            loc: GoPtr::new(loc as *mut Location),
        }
    }
}

/// The day of the proleptic Gregorian calendar that is counted from 1 January of year 1.
pub fn civil(days: i64) -> Civil {
    // Years begin in March, so that the leap day is the last.
    let days = days.wrapping_add(306);
    let era = days.div_euclid(DAYS_PER_400_YEARS);
    let rest = days.rem_euclid(DAYS_PER_400_YEARS);
    let year_of_era = (rest - rest / 1460 + rest / 36524 - rest / 146_096) / 365;
    let day_of_year = rest - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let (month, more) = if shifted < 10 {
        (shifted + 3, 0)
    } else {
        (shifted - 9, 1)
    };
    let year = year_of_era.wrapping_add(era.wrapping_mul(400)) + more;
    let year_day = days.wrapping_sub(306).wrapping_sub(days_before(year));
    Civil {
        year,
        month,
        day,
        year_day,
    }
}

/// Days from 1 January of year 1 to 1 January of a year.
fn days_before(year: i64) -> i64 {
    let y = year.wrapping_sub(1);
    y.wrapping_mul(365)
        .wrapping_add(y.div_euclid(4))
        .wrapping_sub(y.div_euclid(100))
        .wrapping_add(y.div_euclid(400))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_in(month: i64, year: i64) -> i64 {
    if month == 2 && is_leap(year) {
        return 29;
    }
    BEFORE_MONTH[month as usize] - BEFORE_MONTH[month as usize - 1]
}

/// Seconds from the beginning of year 1 to that of a day.
pub fn day_begins(year: i64, month: i64, day: i64) -> i64 {
    let leap = i64::from(month > 2 && is_leap(year));
    days_before(year)
        .wrapping_add(BEFORE_MONTH[month as usize - 1] + leap)
        .wrapping_add(day.wrapping_sub(1))
        .wrapping_mul(DAY)
}

/// Date, in UTC or a zone with one offset.
#[allow(clippy::too_many_arguments)]
pub fn try_date(
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    min: i64,
    sec: i64,
    nsec: i64,
    loc: GoPtr<Location>,
) -> Option<Slots> {
    // SAFETY: null or a Location.
    let zone = unsafe { loc.0.as_ref() }.filter(|zone| zone.fixed)?;
    let carry =
        |hi: i64, lo: i64, base: i64| (hi.wrapping_add(lo.div_euclid(base)), lo.rem_euclid(base));
    let (year, month) = carry(year, month.wrapping_sub(1), 12);
    let (sec, nsec) = carry(sec, nsec, SECOND);
    let (min, sec) = carry(min, sec, 60);
    let (hour, min) = carry(hour, min, 60);
    let (day, hour) = carry(day, hour, 24);
    let seconds = day_begins(year, month + 1, day).wrapping_add(hour * 3600 + min * 60 + sec);
    if zone.handle == UTC {
        return Some(Moment::utc(seconds, nsec));
    }
    Some((nsec as u64, seconds.wrapping_sub(zone.offset), loc))
}

pub fn compare(t: Slots, u: Slots) -> i64 {
    Moment::from(t).compare(u.into()) as i64
}

pub fn after(t: Slots, u: Slots) -> bool {
    Moment::from(t).compare(u.into()).is_gt()
}

pub fn before(t: Slots, u: Slots) -> bool {
    Moment::from(t).compare(u.into()).is_lt()
}

pub fn equal(t: Slots, u: Slots) -> bool {
    Moment::from(t).compare(u.into()).is_eq()
}

pub fn add(t: Slots, d: i64) -> Slots {
    Moment::from(t).add(d).slots()
}

pub fn sub(t: Slots, u: Slots) -> i64 {
    Moment::from(t).sub(u.into())
}

pub fn abs(cx: &mut Maker, t: Slots) -> (i64, i64) {
    let t = Moment::from(t);
    let (_, offset) = t.zone(cx);
    t.split(offset)
}

/// As calendar and clock in the moment's zone show it.
fn shown(cx: &mut Maker, t: Slots) -> (Civil, i64) {
    let (days, second) = abs(cx, t);
    (civil(days), second)
}

pub fn date(cx: &mut Maker, t: Slots) -> (i64, i64, i64) {
    let c = shown(cx, t).0;
    (c.year, c.month, c.day)
}
pub fn year(cx: &mut Maker, t: Slots) -> i64 {
    shown(cx, t).0.year
}
pub fn month(cx: &mut Maker, t: Slots) -> i64 {
    shown(cx, t).0.month
}
pub fn day(cx: &mut Maker, t: Slots) -> i64 {
    shown(cx, t).0.day
}
pub fn clock(cx: &mut Maker, t: Slots) -> (i64, i64, i64) {
    let second = abs(cx, t).1;
    (second / 3600, second / 60 % 60, second % 60)
}
pub fn hour(cx: &mut Maker, t: Slots) -> i64 {
    clock(cx, t).0
}
pub fn minute(cx: &mut Maker, t: Slots) -> i64 {
    clock(cx, t).1
}
pub fn second(cx: &mut Maker, t: Slots) -> i64 {
    clock(cx, t).2
}

/// In a zone with one offset.
pub fn try_add_date(t: Slots, years: i64, months: i64, days: i64) -> Option<Slots> {
    let moment = Moment::from(t);
    let offset = moment.fixed_offset()?;
    let (day, second) = moment.split(offset);
    let c = civil(day);
    let (year, month) = (
        c.year.wrapping_add(years),
        c.month.wrapping_add(months).wrapping_sub(1),
    );
    let (year, month) = (
        year.wrapping_add(month.div_euclid(12)),
        month.rem_euclid(12) + 1,
    );
    let seconds = day_begins(year, month, c.day.wrapping_add(days)).wrapping_add(second);
    let nsec = moment.nsec();
    if t.2.0.is_null() {
        return Some(Moment::utc(seconds, nsec));
    }
    Some((nsec as u64, seconds.wrapping_sub(offset), t.2))
}

pub fn civil_of(days: i64) -> (i64, i64, i64, i64) {
    let c = civil(days);
    (c.year, c.month, c.day, c.year_day)
}
