//! Layouts, in which Format and Parse are told a form by how it shows the reference moment, Mon Jan 2 15:04:05 MST 2006. Parse is
//! done here where all goes well and the zone is UTC; what is wrong is worded by the Go side.

use super::moment::{Civil, Moment, Slots, civil, day_begins, days_in};
use crate::vm::native::{GoSlice, GoStr, Iface, Maker};

/// An element of a layout. The numbers are those of format.go.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
#[repr(i64)]
enum Element {
    None,
    LongMonth,
    ShortMonth,
    NumMonth,
    ZeroMonth,
    LongWeekday,
    ShortWeekday,
    Day,
    UnderDay,
    ZeroDay,
    UnderYearDay,
    ZeroYearDay,
    Hour24,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    ShortYear,
    UpperPM,
    LowerPM,
    ZoneName,
    IsoZone,
    IsoZoneSeconds,
    IsoZoneShort,
    IsoZoneColon,
    IsoZoneColonSeconds,
    NumZone,
    NumZoneSeconds,
    NumZoneShort,
    NumZoneColon,
    NumZoneColonSeconds,
    Fraction0,
    Fraction9,
}

use Element as E;

const RFC3339: &[u8] = b"2006-01-02T15:04:05Z07:00";
const RFC3339_NANO: &[u8] = b"2006-01-02T15:04:05.999999999Z07:00";

const MONTHS: [&[u8]; 12] = [
    b"January",
    b"February",
    b"March",
    b"April",
    b"May",
    b"June",
    b"July",
    b"August",
    b"September",
    b"October",
    b"November",
    b"December",
];

const DAYS: [&[u8]; 7] = [
    b"Sunday",
    b"Monday",
    b"Tuesday",
    b"Wednesday",
    b"Thursday",
    b"Friday",
    b"Saturday",
];

/// A layout's first element: where it begins and how long it is; of a fraction that is a point and its digits.
struct Found {
    at: usize,
    len: usize,
    element: Element,
}

fn next(layout: &[u8]) -> Found {
    for (at, &c) in layout.iter().enumerate() {
        let rest = &layout[at + 1..];
        let has = |form: &[u8]| rest.starts_with(form);
        let word = |len: usize| !rest.get(len).is_some_and(u8::is_ascii_lowercase);
        let (element, len) = match c {
            b'J' if has(b"anuary") => (E::LongMonth, 7),
            b'J' if has(b"an") && word(2) => (E::ShortMonth, 3),
            b'M' if has(b"onday") => (E::LongWeekday, 6),
            b'M' if has(b"on") && word(2) => (E::ShortWeekday, 3),
            b'M' if has(b"ST") => (E::ZoneName, 3),
            b'0' => match rest {
                [b'0', b'2', ..] => (E::ZeroYearDay, 3),
                [b'1', ..] => (E::ZeroMonth, 2),
                [b'2', ..] => (E::ZeroDay, 2),
                [b'3', ..] => (E::ZeroHour12, 2),
                [b'4', ..] => (E::ZeroMinute, 2),
                [b'5', ..] => (E::ZeroSecond, 2),
                [b'6', ..] => (E::ShortYear, 2),
                _ => continue,
            },
            b'1' if has(b"5") => (E::Hour24, 2),
            b'1' => (E::NumMonth, 1),
            b'2' if has(b"006") => (E::LongYear, 4),
            b'2' => (E::Day, 1),
            b'_' if has(b"_2") => (E::UnderYearDay, 3),
            // An underscore before a year.
            b'_' if has(b"2006") => {
                return Found {
                    at: at + 1,
                    len: 4,
                    element: E::LongYear,
                };
            }
            b'_' if has(b"2") => (E::UnderDay, 2),
            b'3' => (E::Hour12, 1),
            b'4' => (E::Minute, 1),
            b'5' => (E::Second, 1),
            b'P' if has(b"M") => (E::UpperPM, 2),
            b'p' if has(b"m") => (E::LowerPM, 2),
            b'-' if has(b"07:00:00") => (E::NumZoneColonSeconds, 9),
            b'-' if has(b"070000") => (E::NumZoneSeconds, 7),
            b'-' if has(b"07:00") => (E::NumZoneColon, 6),
            b'-' if has(b"0700") => (E::NumZone, 5),
            b'-' if has(b"07") => (E::NumZoneShort, 3),
            b'Z' if has(b"07:00:00") => (E::IsoZoneColonSeconds, 9),
            b'Z' if has(b"070000") => (E::IsoZoneSeconds, 7),
            b'Z' if has(b"07:00") => (E::IsoZoneColon, 6),
            b'Z' if has(b"0700") => (E::IsoZone, 5),
            b'Z' if has(b"07") => (E::IsoZoneShort, 3),
            b'.' | b',' => {
                let Some(&digit @ (b'0' | b'9')) = rest.first() else {
                    continue;
                };
                let digits = rest.iter().take_while(|&&c| c == digit).count();
                if rest.get(digits).is_some_and(u8::is_ascii_digit) {
                    continue;
                }
                match digit {
                    b'0' => (E::Fraction0, digits + 1),
                    _ => (E::Fraction9, digits + 1),
                }
            }
            _ => continue,
        };
        return Found { at, len, element };
    }
    Found {
        at: layout.len(),
        len: 0,
        element: E::None,
    }
}

/// For the Go side: where the first element begins, how long it is, which it is.
pub fn next_element(layout: GoStr) -> (i64, i64, i64) {
    let found = next(layout.bytes());
    (found.at as i64, found.len as i64, found.element as i64)
}

pub fn format(cx: &mut Maker, t: Slots, layout: GoStr) -> GoStr {
    let mut out = Vec::with_capacity(layout.len() + 16);
    append(cx, &mut out, t.into(), layout.bytes());
    cx.string(out)
}

pub fn append_format(cx: &mut Maker, t: Slots, b: GoSlice<u8>, layout: GoStr) -> GoSlice<u8> {
    let mut out = Vec::with_capacity(layout.len() + 16);
    append(cx, &mut out, t.into(), layout.bytes());
    cx.append(b, &out)
}

fn append(cx: &mut Maker, out: &mut Vec<u8>, t: Moment, layout: &[u8]) {
    let (name, offset) = t.zone(cx);
    if layout == RFC3339 || layout == RFC3339_NANO {
        return append_rfc3339(out, t, offset, layout == RFC3339_NANO);
    }
    append_shown(out, t, name.bytes(), offset, layout);
}

fn append_rfc3339(out: &mut Vec<u8>, t: Moment, offset: i64, nano: bool) {
    let (days, of_day) = t.split(offset);
    let day = civil(days);
    if !(0..10_000).contains(&day.year) {
        let layout = if nano { RFC3339_NANO } else { RFC3339 };
        return append_shown(out, t, b"", offset, layout);
    }
    let mut text = *b"0000-00-00T00:00:00";
    let mut put = |at: usize, n: i64| {
        text[at] += (n / 10) as u8;
        text[at + 1] += (n % 10) as u8;
    };
    put(0, day.year / 100);
    put(2, day.year % 100);
    put(5, day.month);
    put(8, day.day);
    put(11, of_day / 3600);
    put(14, of_day / 60 % 60);
    put(17, of_day % 60);
    out.extend_from_slice(&text);
    if nano && t.nsec() != 0 {
        fraction(out, t.nsec(), b".999999999", true);
    }
    zone(out, offset, E::IsoZoneColon);
}

/// Appends a moment as clocks show it that have a name and an offset.
pub fn append_shown(out: &mut Vec<u8>, t: Moment, name: &[u8], offset: i64, mut layout: &[u8]) {
    let (days, of_day) = t.split(offset);
    let Civil {
        year,
        month,
        day,
        year_day,
    } = civil(days);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let month_name = MONTHS[(month - 1) as usize];
    // Year 1 began on a Monday.
    let weekday = DAYS[days.wrapping_add(1).rem_euclid(7) as usize];
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    while !layout.is_empty() {
        let Found { at, len, element } = next(layout);
        out.extend_from_slice(&layout[..at]);
        let form = &layout[at..at + len];
        layout = &layout[at + len..];
        match element {
            E::None => return,
            E::LongYear => number(out, year, 4),
            E::ShortYear => number(out, (year % 100).abs(), 2),
            E::LongMonth => out.extend_from_slice(month_name),
            E::ShortMonth => out.extend_from_slice(&month_name[..3]),
            E::NumMonth => number(out, month, 0),
            E::ZeroMonth => number(out, month, 2),
            E::LongWeekday => out.extend_from_slice(weekday),
            E::ShortWeekday => out.extend_from_slice(&weekday[..3]),
            E::Day => number(out, day, 0),
            E::UnderDay => {
                if day < 10 {
                    out.push(b' ');
                }
                number(out, day, 0);
            }
            E::ZeroDay => number(out, day, 2),
            E::UnderYearDay => {
                let blanks = [10, 100].iter().filter(|&&n| year_day + 1 < n).count();
                out.extend_from_slice(&b"  "[..blanks]);
                number(out, year_day + 1, 0);
            }
            E::ZeroYearDay => number(out, year_day + 1, 3),
            E::Hour24 => number(out, hour, 2),
            E::Hour12 => number(out, twelve, 0),
            E::ZeroHour12 => number(out, twelve, 2),
            E::Minute => number(out, minute, 0),
            E::ZeroMinute => number(out, minute, 2),
            E::Second => number(out, second, 0),
            E::ZeroSecond => number(out, second, 2),
            E::UpperPM => out.extend_from_slice(if hour < 12 { b"AM" } else { b"PM" }),
            E::LowerPM => out.extend_from_slice(if hour < 12 { b"am" } else { b"pm" }),
            E::ZoneName if !name.is_empty() => out.extend_from_slice(name),
            E::ZoneName => zone(out, offset, E::NumZone),
            E::Fraction0 => fraction(out, t.nsec(), form, false),
            E::Fraction9 => fraction(out, t.nsec(), form, true),
            _ => zone(out, offset, element),
        }
    }
}

/// Appends n in decimal, with zeros up to width.
fn number(out: &mut Vec<u8>, n: i64, width: usize) {
    if width == 2 && (0..100).contains(&n) {
        return out.extend_from_slice(&[b'0' + (n / 10) as u8, b'0' + (n % 10) as u8]);
    }
    if n < 0 {
        out.push(b'-');
    }
    let digits = crate::std::strconv::int::IntText::new(n.unsigned_abs(), false, 10);
    let digits = digits.bytes();
    for _ in digits.len()..width {
        out.push(b'0');
    }
    out.extend_from_slice(digits);
}

fn has_colon(element: Element) -> bool {
    matches!(
        element,
        E::IsoZoneColon | E::IsoZoneColonSeconds | E::NumZoneColon | E::NumZoneColonSeconds
    )
}

fn is_iso(element: Element) -> bool {
    (E::IsoZone..=E::IsoZoneColonSeconds).contains(&element)
}

fn zone(out: &mut Vec<u8>, offset: i64, element: Element) {
    if offset == 0 && is_iso(element) {
        return out.push(b'Z');
    }
    let minutes = offset / 60;
    let mut seconds = offset;
    if minutes < 0 {
        out.push(b'-');
        seconds = -seconds;
    } else {
        out.push(b'+');
    }
    let minutes = minutes.abs();
    number(out, minutes / 60, 2);
    if has_colon(element) {
        out.push(b':');
    }
    if !matches!(element, E::NumZoneShort | E::IsoZoneShort) {
        number(out, minutes % 60, 2);
    }
    match element {
        E::IsoZoneColonSeconds | E::NumZoneColonSeconds => {
            out.push(b':');
            number(out, seconds % 60, 2);
        }
        E::IsoZoneSeconds | E::NumZoneSeconds => number(out, seconds % 60, 2),
        _ => {}
    }
}

fn fraction(out: &mut Vec<u8>, mut nsec: i64, form: &[u8], trim: bool) {
    let mut digits = [b'0'; 9];
    for digit in digits.iter_mut().rev() {
        *digit += (nsec % 10) as u8;
        nsec /= 10;
    }
    let mut len = (form.len() - 1).min(9);
    if trim {
        while len > 0 && digits[len - 1] == b'0' {
            len -= 1;
        }
        if len == 0 {
            return;
        }
    }
    out.push(form[0]);
    out.extend_from_slice(&digits[..len]);
}

/// Parse, where all fits and the moment is in UTC.
pub fn try_parse(layout: GoStr, value: GoStr) -> Option<(Slots, Iface)> {
    if matches!(layout.bytes(), RFC3339 | RFC3339_NANO)
        && let Some(moment) = parse_rfc3339(value.bytes())
    {
        return Some((moment.slots(), Iface::NIL));
    }
    let (seconds, nsec) = parse(layout.bytes(), value.bytes())?;
    Some((Moment::utc(seconds, nsec), Iface::NIL))
}

/// Seconds since year 1, and nanoseconds.
pub fn parse(mut layout: &[u8], value: &[u8]) -> Option<(i64, i64)> {
    let mut v = Value(value);
    let (mut year, mut month, mut day) = (0, 1, 1);
    let (mut hour, mut minute, mut second, mut nsec) = (0, 0, 0, 0);
    let mut afternoon = None;
    loop {
        let found = next(layout);
        v.skip(&layout[..found.at])?;
        let digits = found.len.saturating_sub(1);
        layout = &layout[found.at + found.len..];
        match found.element {
            E::None if v.0.is_empty() => break,
            E::LongYear => year = v.digits(4)?,
            E::ShortYear => {
                let n = v.digits(2)?;
                year = n + if n >= 69 { 1900 } else { 2000 };
            }
            E::LongMonth => month = 1 + v.name(&MONTHS, usize::MAX)?,
            E::ShortMonth => month = 1 + v.name(&MONTHS, 3)?,
            E::NumMonth | E::ZeroMonth => {
                month = v.number(found.element == E::ZeroMonth)?;
                within(month, 1, 12)?;
            }
            E::LongWeekday => _ = v.name(&DAYS, usize::MAX)?,
            E::ShortWeekday => _ = v.name(&DAYS, 3)?,
            E::Day | E::UnderDay | E::ZeroDay => {
                if found.element == E::UnderDay && v.0.first() == Some(&b' ') {
                    v.0 = &v.0[1..];
                }
                day = v.number(found.element == E::ZeroDay)?;
            }
            E::Hour24 => {
                hour = v.number(false)?;
                within(hour, 0, 23)?;
            }
            E::Hour12 | E::ZeroHour12 => {
                hour = v.number(found.element == E::ZeroHour12)?;
                within(hour, 0, 12)?;
            }
            E::Minute | E::ZeroMinute => {
                minute = v.number(found.element == E::ZeroMinute)?;
                within(minute, 0, 59)?;
            }
            E::Second | E::ZeroSecond => {
                second = v.number(found.element == E::ZeroSecond)?;
                within(second, 0, 59)?;
                // A fraction may follow although the layout has none.
                let follows = matches!(next(layout).element, E::Fraction0 | E::Fraction9);
                if !follows && v.begins_fraction() {
                    nsec = v.fraction(None)?;
                }
            }
            E::UpperPM | E::LowerPM => {
                let half = v.take(2)?;
                let upper = found.element == E::UpperPM;
                afternoon = Some(match half {
                    b"PM" if upper => true,
                    b"pm" if !upper => true,
                    b"AM" if upper => false,
                    b"am" if !upper => false,
                    _ => return None,
                });
            }
            E::ZoneName => {
                if v.take(3)? != b"UTC" {
                    return None;
                }
            }
            E::Fraction0 => nsec = v.fraction(Some(digits))?,
            E::Fraction9 => {
                if v.begins_fraction() {
                    nsec = v.fraction(None)?;
                }
            }
            element if is_iso(element) && v.0.first() == Some(&b'Z') => v.0 = &v.0[1..],
            _ => return None,
        }
    }
    match afternoon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    within(day, 1, days_in(month, year))?;
    let seconds = day_begins(year, month, day) + hour * 3600 + minute * 60 + second;
    Some((seconds, nsec))
}

fn within(n: i64, low: i64, high: i64) -> Option<()> {
    (low..=high).contains(&n).then_some(())
}

/// What is left of the value.
struct Value<'a>(&'a [u8]);

impl<'a> Value<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn digits(&mut self, n: usize) -> Option<i64> {
        let digits = self.take(n)?;
        let all = digits.iter().all(u8::is_ascii_digit);
        all.then(|| digits.iter().fold(0, |v, c| v * 10 + i64::from(c - b'0')))
    }

    /// One or two digits, exactly two if fixed.
    fn number(&mut self, fixed: bool) -> Option<i64> {
        let two = self.0.get(1).is_some_and(u8::is_ascii_digit);
        self.digits(if two || fixed { 2 } else { 1 })
    }

    /// Which of the names, or of their first n letters, comes next, letter case aside.
    fn name(&mut self, names: &[&[u8]], n: usize) -> Option<i64> {
        for (i, name) in names.iter().enumerate() {
            let name = &name[..n.min(name.len())];
            if let Some(begin) = self.0.get(..name.len())
                && begin.eq_ignore_ascii_case(name)
            {
                self.0 = &self.0[name.len()..];
                return Some(i as i64);
            }
        }
        None
    }

    /// Cuts off what the layout has before an element; a blank there stands for any number of blanks.
    fn skip(&mut self, mut prefix: &[u8]) -> Option<()> {
        while let Some((&c, rest)) = prefix.split_first() {
            if c == b' ' {
                if self.0.first().is_some_and(|&c| c != b' ') {
                    return None;
                }
                prefix = behind_blanks(rest);
                self.0 = behind_blanks(self.0);
                continue;
            }
            if self.take(1)? != [c] {
                return None;
            }
            prefix = rest;
        }
        Some(())
    }

    fn begins_fraction(&self) -> bool {
        matches!(self.0, [b'.' | b',', digit, ..] if digit.is_ascii_digit())
    }

    /// Nanoseconds, from a point and so many digits, or all that there are.
    fn fraction(&mut self, digits: Option<usize>) -> Option<i64> {
        let (b'.' | b',') = self.take(1)?[0] else {
            return None;
        };
        let all = self.0.iter().take_while(|c| c.is_ascii_digit()).count();
        let taken = self.take(digits.unwrap_or(all))?;
        let used = &taken[..taken.len().min(9)];
        let value = Value(used).digits(used.len())?;
        Some(value * 10i64.pow(9 - used.len() as u32))
    }
}

fn behind_blanks(s: &[u8]) -> &[u8] {
    let blanks = s.iter().take_while(|&&c| c == b' ').count();
    &s[blanks..]
}

/// A moment of RFC 3339 with nanoseconds, as JSON has it. False: it cannot be shown so.
pub fn append_json(out: &mut Vec<u8>, t: Moment) -> bool {
    let Some(offset) = t.fixed_offset() else {
        return false;
    };
    let (days, _) = t.split(offset);
    if !(0..10_000).contains(&civil(days).year) || offset.abs() >= 24 * 3600 {
        return false;
    }
    append_rfc3339(out, t, offset, true);
    true
}

/// Such a moment, in UTC and exactly as it is written.
pub fn parse_rfc3339(text: &[u8]) -> Option<Moment> {
    let (moment, rest) = text.split_first_chunk::<19>()?;
    let number = |at: usize| {
        let (tens, ones) = (
            moment[at].wrapping_sub(b'0'),
            moment[at + 1].wrapping_sub(b'0'),
        );
        (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
    };
    let separators = [moment[4], moment[7], moment[10], moment[13], moment[16]];
    if separators != *b"--T::" {
        return None;
    }
    let year = number(0)? * 100 + number(2)?;
    let (month, day) = (number(5)?, number(8)?);
    let (hour, minute, second) = (number(11)?, number(14)?, number(17)?);
    within(month, 1, 12)?;
    within(day, 1, days_in(month, year))?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let nsec = match rest.strip_suffix(b"Z")?.split_first() {
        None => 0,
        Some((b'.', digits)) if (1..=9).contains(&digits.len()) => {
            Value(digits).digits(digits.len())? * 10i64.pow(9 - digits.len() as u32)
        }
        Some(_) => return None,
    };
    let seconds = day_begins(year, month, day) + hour * 3600 + minute * 60 + second;
    Some(Moment::utc(seconds, nsec).into())
}
