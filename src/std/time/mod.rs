//! Package time: the clocks and the zones; calendars, formats and parsing are Go.

mod sleep;

use std::sync::{Mutex, OnceLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::vm::native::{GoSlice, GoStr, NativeCx};

/// Nanoseconds since the program's first look at the clock, from 1.
pub fn monotonic() -> i64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as i64 + 1
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

fn zone_at(cx: &mut NativeCx, handle: i64, unix: i64) -> (GoStr, i64, bool, i64, i64) {
    let zone = match usize::try_from(handle) {
        Ok(index) => ZONES
            .lock()
            .unwrap_or_else(|e| e.into_inner())
            .get(index)
            .map(|z| z.1.clone()),
        Err(_) => Some(local().clone()),
    };
    let zone = zone.unwrap_or(TimeZone::UTC);
    let (low, high) = (
        Timestamp::MIN.as_second() + 1,
        Timestamp::MAX.as_second() - 1,
    );
    let at = Timestamp::from_second(unix.clamp(low, high)).unwrap_or_default();
    let info = zone.to_offset_info(at);
    let start = match zone
        .preceding(at + jiff::SignedDuration::from_secs(1))
        .next()
    {
        Some(change) => change.timestamp().as_second(),
        None => i64::MIN,
    };
    let end = zone
        .following(at)
        .next()
        .map_or(i64::MAX, |change| change.timestamp().as_second());
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
    "now" => now,
    "Sleep" => sleep::sleep,
    "(*runtimeTimer).start" => sleep::start,
    "(*runtimeTimer).stop" => sleep::stop,
    "(*runtimeTimer).reset" => sleep::reset,
    "asTimer" => sleep::as_timer,
    "openZone" => open_zone,
    "parseZone" => parse_zone,
    "zoneAt" => zone_at,
}
