//! Package time: the clocks and the zones; calendars, formats and parsing are Go.

mod duration;
pub mod layout;
pub mod moment;
mod sleep;

use std::sync::{Mutex, OnceLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::vm::native::{GoSlice, GoStr, Maker, NativeCx};

/// Nanoseconds since the program's first look at the clock, from 1.
pub fn monotonic() -> i64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as i64 + 1
}

/// As `now`; in a bubble its clock, without a monotonic reading.
fn now_here(cx: &mut NativeCx) -> (i64, i32, i64) {
    match cx.bubble() {
        Some(bubble) => {
            let now = bubble.now();
            (now / 1_000_000_000, (now % 1_000_000_000) as i32, 0)
        }
        None => now(),
    }
}

/// Seconds since 1970, nanoseconds, and nanoseconds of the monotonic clock since it was first asked (at least 1).
fn now() -> (i64, i32, i64) {
    let mono = monotonic();
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => (since.as_secs() as i64, since.subsec_nanos() as i32, mono),
        Err(before) => {
            let before = before.duration();
            let nanos = before.subsec_nanos() as i32;
            if nanos == 0 {
                (-(before.as_secs() as i64), 0, mono)
            } else {
                (-(before.as_secs() as i64) - 1, 1_000_000_000 - nanos, mono)
            }
        }
    }
}

/// Zones by number. Only immutable data of the tz database, so that engines may share it.
static ZONES: Mutex<Vec<(Vec<u8>, TimeZone)>> = Mutex::new(Vec::new());

fn local() -> &'static TimeZone {
    static LOCAL: OnceLock<TimeZone> = OnceLock::new();
    LOCAL.get_or_init(|| match std::env::var("TZ") {
        Ok(name) if name.is_empty() => TimeZone::UTC,
        Ok(name) => TimeZone::get(name.trim_start_matches(':')).unwrap_or(TimeZone::UTC),
        Err(_) => TimeZone::try_system().unwrap_or(TimeZone::UTC),
    })
}

fn open_zone(name: GoStr) -> (i64, bool) {
    let Ok(name) = std::str::from_utf8(name.bytes()) else {
        return (0, false);
    };
    let mut zones = ZONES.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(at) = zones.iter().position(|z| z.0 == name.as_bytes()) {
        return (at as i64, true);
    }
    match TimeZone::get(name) {
        // Names are the database's own, letter case included.
        Ok(zone) if zone.iana_name() == Some(name) => {
            zones.push((name.as_bytes().to_vec(), zone));
            (zones.len() as i64 - 1, true)
        }
        _ => (0, false),
    }
}

/// A zone of a file of the tz database, which a program has read itself.
fn parse_zone(data: GoSlice<u8>) -> (i64, bool) {
    let data = data.items();
    let mut zones = ZONES.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(at) = zones.iter().position(|z| z.0 == data) {
        return (at as i64, true);
    }
    match TimeZone::tzif("", data) {
        Ok(zone) => {
            zones.push((data.to_vec(), zone));
            (zones.len() as i64 - 1, true)
        }
        Err(_) => (0, false),
    }
}

const SECONDS_PER_400_YEARS: u64 = 146_097 * 86_400;

fn zone(handle: i64) -> TimeZone {
    let zone = match usize::try_from(handle) {
        Ok(index) => ZONES
            .lock()
            .unwrap_or_else(|e| e.into_inner())
            .get(index)
            .map(|z| z.1.clone()),
        Err(_) => Some(local().clone()),
    };
    zone.unwrap_or(TimeZone::UTC)
}

fn zone_named(handle: i64, name: GoStr, clock: i64) -> (i64, bool) {
    let zone = zone(handle);
    // After the years of the files there are rules, which bring no new names.
    let offset_at = |at: Timestamp| {
        let info = zone.to_offset_info(at);
        (info.abbreviation().as_bytes() == name.bytes()).then(|| i64::from(info.offset().seconds()))
    };
    let mut named: Vec<i64> = Vec::new();
    let changes = zone.following(Timestamp::MIN).map(|c| c.timestamp());
    for at in std::iter::once(Timestamp::MIN)
        .chain(changes)
        .take_while(|at| at.as_second() < 70 * 366 * 86_400)
    {
        if let Some(offset) = offset_at(at)
            && !named.contains(&offset)
        {
            named.push(offset);
        }
    }
    let then = named.iter().find_map(|offset| {
        let at = Timestamp::from_second(clock.saturating_sub(*offset)).ok()?;
        offset_at(at)
    });
    let offset = then.or(named.first().copied());
    (offset.unwrap_or(0), offset.is_some())
}

fn zone_at(cx: &mut Maker, handle: i64, unix: i64) -> (GoStr, i64, bool, i64, i64) {
    let zone = zone(handle);
    let (low, high) = (
        Timestamp::MIN.as_second() + 1,
        Timestamp::MAX.as_second() - 1,
    );
    // After the last year that jiff knows the rules go on as 400 years earlier: the calendar repeats itself to the day.
    let over = unix.saturating_sub(high).max(0) as u64;
    let later = over.div_ceil(SECONDS_PER_400_YEARS) * SECONDS_PER_400_YEARS;
    let unix = unix.wrapping_sub(later as i64);
    let at = Timestamp::from_second(unix.max(low)).unwrap_or_default();
    let info = zone.to_offset_info(at);
    let start = match zone
        .preceding(at + jiff::SignedDuration::from_secs(1))
        .next()
    {
        Some(change) => change
            .timestamp()
            .as_second()
            .saturating_add_unsigned(later),
        None => i64::MIN,
    };
    let end = zone.following(at).next().map_or(i64::MAX, |change| {
        change
            .timestamp()
            .as_second()
            .saturating_add_unsigned(later)
    });
    let name = cx.string(info.abbreviation());
    (
        name,
        i64::from(info.offset().seconds()),
        info.dst().is_dst(),
        start,
        end,
    )
}

crate::natives! {
    "now" => now_here,
    "Sleep" => sleep::sleep,
    "(*runtimeTimer).start" => sleep::start,
    "(*runtimeTimer).stop" => sleep::stop,
    "(*runtimeTimer).reset" => sleep::reset,
    "asTimer" => sleep::as_timer,
    "openZone" => open_zone,
    "parseZone" => parse_zone,
    "zoneAt" => zone_at,
    "zoneNamed" => zone_named,
    "Time.Format" => layout::format,
    "Time.AppendFormat" => layout::append_format,
    "nextElement" => layout::next_element,
    "tryParse" => layout::try_parse,
    "tryParseDuration" => duration::try_parse,
    "Duration.String" => duration::string,
    "tryDate" => moment::try_date,
    "Time.Compare" => moment::compare,
    "Time.After" => moment::after,
    "Time.Before" => moment::before,
    "Time.Equal" => moment::equal,
    "Time.Add" => moment::add,
    "Time.Sub" => moment::sub,
    "Time.Date" => moment::date,
    "Time.Year" => moment::year,
    "Time.Month" => moment::month,
    "Time.Day" => moment::day,
    "Time.Clock" => moment::clock,
    "Time.Hour" => moment::hour,
    "Time.Minute" => moment::minute,
    "Time.Second" => moment::second,
    "tryTimeAddDate" => moment::try_add_date,
    "Time.abs" => moment::abs,
    "civil" => moment::civil_of,
}
