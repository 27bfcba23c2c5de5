//! Go's reports on standard error: panics' values, goroutines with their frames, deadlock.

use std::io::Write;
use std::time::Duration;

use crate::bytecode::rtype::Kind;
use crate::runtime::durable;
use crate::sched::{GRef, Status};

use super::config::SYSTEM;
use super::context::Ctx;
use super::machine::Machine;
use super::native_call::Eface;
use super::traceback;

/// Writes to standard error; nobody could be told of a failure.
pub fn write_error(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// What the program has printed comes first, then the report. `GOTRACEBACK=crash` ends the program here, with a core if the system writes such.
pub fn finish(machine: &Machine, out: &[u8]) {
    machine.flush_output();
    let _ = std::io::stderr().lock().write_all(out);
    machine.copy_crash(out);
    if machine.traceback() >= CRASH && machine.session().is_none() {
        std::process::abort();
    }
}

/// `GOTRACEBACK=crash`.
const CRASH: u8 = 4;

/// Each newline is followed by a tab.
pub fn push_indented(out: &mut Vec<u8>, text: &[u8]) {
    for (i, line) in text.split(|&b| b == b'\n').enumerate() {
        if i > 0 {
            out.extend_from_slice(b"\n\t");
        }
        out.extend_from_slice(line);
    }
}

/// A panic's value that has no method to describe itself, as Go's printpanicval.
pub fn push_value(out: &mut Vec<u8>, value: Eface) {
    let Some(ty) = value.type_ref() else {
        out.extend_from_slice(b"nil");
        return;
    };
    let data = value.data;
    let word = |offset: usize| {
        // SAFETY: a boxed value of at least `offset + 8` bytes, or the caller did not ask.
        unsafe { *((data as usize + offset) as *const u64) }
    };
    let text = match ty.kind {
        Kind::Bool => (data & 1 != 0).to_string(),
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
            (data as i64).to_string()
        }
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            data.to_string()
        }
        Kind::Float32 => float32(f32::from_bits(data as u32)),
        Kind::Float64 => float64(f64::from_bits(data)),
        Kind::Complex64 => {
            let both = word(0);
            let part = |bits: u32| float32(f32::from_bits(bits));
            complex(&part(both as u32), &part((both >> 32) as u32))
        }
        Kind::Complex128 => complex(
            &float64(f64::from_bits(word(0))),
            &float64(f64::from_bits(word(8))),
        ),
        Kind::String => {
            // SAFETY: a box that holds a string.
            let text = unsafe { crate::runtime::strings::bytes(word(0), word(8)) };
            if ty.named && !ty.pkg_path.is_empty() {
                out.extend_from_slice(ty.name.as_bytes());
                out.extend_from_slice(b"(\"");
                push_indented(out, text);
                out.extend_from_slice(b"\")");
            } else {
                push_indented(out, text);
            }
            return;
        }
        _ => {
            out.extend_from_slice(format!("({}) {data:#x}", ty.name).as_bytes());
            return;
        }
    };
    let custom = ty.named && !ty.pkg_path.is_empty();
    let text = match (custom, ty.kind) {
        (true, Kind::Complex64 | Kind::Complex128) => format!("{}{text}", ty.name),
        (true, _) => format!("{}({text})", ty.name),
        _ => text,
    };
    out.extend_from_slice(text.as_bytes());
}

/// As Go's print: the fewest digits that tell the number from its neighbours, as `strconv` writes them with `'g'`.
/// `scientific` is Rust's `{:e}` of the number: those digits already.
fn float(scientific: &str) -> String {
    match scientific {
        "NaN" => return "NaN".into(),
        "inf" => return "+Inf".into(),
        "-inf" => return "-Inf".into(),
        _ => {}
    }
    let (digits, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    // From a million on, and below a ten-thousandth.
    if (-4..6).contains(&exponent) {
        let digits = digits.replace('.', "");
        let text = if exponent < 0 {
            format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize))
        } else {
            let whole = exponent as usize + 1;
            if digits.len() <= whole {
                format!("{digits}{}", "0".repeat(whole - digits.len()))
            } else {
                format!("{}.{}", &digits[..whole], &digits[whole..])
            }
        };
        return format!("{sign}{text}");
    }
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{digits}e{exponent_sign}{:02}", exponent.abs())
}

fn float32(f: f32) -> String {
    float(&format!("{f:e}"))
}

fn float64(f: f64) -> String {
    float(&format!("{f:e}"))
}

/// The imaginary part always has a sign.
fn complex(real: &str, imaginary: &str) -> String {
    let plus = if imaginary.starts_with(['+', '-']) {
        ""
    } else {
        "+"
    };
    format!("({real}{plus}{imaginary}i)")
}

/// In nanoseconds.
const MINUTE: i64 = 60_000_000_000;

/// The state of the goroutine that ends the program, or that asks for its own traceback.
const RUNNING: &str = "running";

/// Where Go starts the goroutine of a `time.AfterFunc`.
const OF_A_TIMER: &[u8] = b"created by time.goFunc\n\t$GOROOT/src/time/sleep.go:182 +0x2d\n";

/// One goroutine: header, frames, where it was created. It is saved, and does not run meanwhile.
pub fn goroutine(out: &mut Vec<u8>, machine: &Machine, gref: GRef, state: &str) {
    let view = View {
        ends: (state == RUNNING).then_some(Ending::Fatal),
        everything: machine.traceback() >= SYSTEM,
        p: None,
    };
    viewed(out, machine, gref, state, &view);
}

/// How a goroutine is looked at.
pub struct View {
    /// The program ends in its newest frame, or it looks at itself.
    pub ends: Option<Ending>,
    /// With the runtime's functions, glue and addresses.
    pub everything: bool,
    /// The processor that it runs on.
    pub p: Option<usize>,
}

fn viewed(out: &mut Vec<u8>, machine: &Machine, gref: GRef, state: &str, view: &View) {
    // SAFETY: the caller's promise.
    let g = unsafe { gref.get() };
    let mut head = format!("goroutine {}", g.id);
    if view.everything {
        head += &format!(" gp={:p} m=", gref.0);
        match view.p {
            Some(p) => head += &format!("{p} mp={:p}", machine.address_of_context(p)),
            None => head += "nil",
        }
    }
    head += &format!(" [{state}");
    let waits = gref.status() == Status::Waiting;
    if waits && !g.bubble.is_null() && durable::waits(g) {
        head += " (durable)";
    }
    let minutes = match waits {
        true => machine.sched().now().saturating_sub(g.waiting_since as i64) / MINUTE,
        false => 0,
    };
    if minutes > 0 {
        head += &format!(", {minutes} minutes");
    }
    if g.locked > 0 {
        head += ", locked to thread";
    }
    // SAFETY: bubbles live as long as the scheduler.
    if let Some(bubble) = unsafe { g.bubble.as_ref() } {
        head += &format!(", synctest bubble {}", bubble.id);
    }
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(b"]:\n");
    traceback::push(out, machine, gref, g, view);
    if machine.calls_of(gref).is_some() {
        // Go's has been there from the beginning.
        return;
    }
    if g.parent != 0
        && let Some(function) = machine.functions().find(g.created_at.cast())
    {
        let place = traceback::place(machine, g.created_at.cast());
        out.extend_from_slice(
            format!(
                "created by {} in goroutine {}\n\t{place}\n",
                function.name, g.parent
            )
            .as_bytes(),
        );
    } else if g.parent == 0 && g.id != 1 && machine.session().is_none() {
        out.extend_from_slice(OF_A_TIMER);
    }
}

/// How long other goroutines have for reaching a safepoint before they are shown as running.
const PATIENCE: Duration = Duration::from_millis(100);

/// What ends a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// A panic that nobody recovered, the newest of its goroutine.
    Panic,
    /// An error that nobody can recover from.
    Fatal,
    /// What Go's runtime takes for its own trouble: it shows everything, whatever `GOTRACEBACK` says.
    Throw,
}

/// The report that ends the program: `head`, the goroutine that runs here, which has been saved, and perhaps others.
pub fn end(cx: &Ctx, head: &[u8], ending: Ending) {
    let machine = cx.machine();
    let level = match ending {
        Ending::Throw => SYSTEM,
        _ => machine.traceback(),
    };
    let mut out = head.to_vec();
    if level > 0 {
        out.push(b'\n');
        let view = View {
            ends: Some(ending),
            everything: level >= SYSTEM,
            p: Some(cx.p),
        };
        viewed(&mut out, machine, cx.g, RUNNING, &view);
    }
    let bubble = match ending {
        Ending::Panic if level > 0 => super::unwind::bubble_in_deadlock(cx),
        _ => None,
    };
    let some = level > 1 || bubble.is_some();
    if machine.session().is_none() {
        // When nobody runs any more all can be looked at. If the program ends by itself meanwhile this is all there is to say.
        let stopped = match some || machine.explained().is_some() {
            true => machine.sched().halt(Some(cx.p), PATIENCE),
            false => None,
        };
        if some && stopped.is_some() {
            let which = |g: &GRef| {
                // SAFETY: the bubble of a goroutine does not change while it lives.
                let own = unsafe { g.get() }.bubble as u64;
                *g != cx.g && (level > 1 || bubble == Some(own))
            };
            let ran = machine.sched().interrupted();
            others(&mut out, machine, which, level >= SYSTEM, &ran);
        }
        super::explain::panic(&mut out, machine, cx.g, stopped == Some(true));
    } else {
        super::explain::panic(&mut out, machine, cx.g, false);
    }
    finish(machine, &out);
}

/// `fatal error: all goroutines are asleep - deadlock!` and every goroutine.
pub fn deadlock(machine: &Machine) -> Vec<u8> {
    let mut out = Vec::new();
    let what = if machine.main_has_exited() && standing(machine, false).is_empty() {
        "no goroutines (main called runtime.Goexit) - deadlock!"
    } else {
        "all goroutines are asleep - deadlock!"
    };
    out.extend_from_slice(format!("fatal error: {what}\n").as_bytes());
    if machine.traceback() > 0 {
        others(
            &mut out,
            machine,
            |_| true,
            machine.traceback() >= SYSTEM,
            &[],
        );
    }
    out
}

/// The goroutines that have not ended, in Go's order (`G::place`); `system`: the runtime's own among them.
fn standing(machine: &Machine, system: bool) -> Vec<GRef> {
    let mut all = Vec::new();
    machine.sched().each_g(0, 1, |g| all.push(g));
    // SAFETY: the place and the kind of a goroutine do not change while it lives.
    all.retain(|&g| g.status() != Status::Dead && (system || !unsafe { g.get() }.system));
    // SAFETY: as above.
    all.sort_by_key(|&g| unsafe { g.get() }.place);
    all
}

/// All goroutines, after `Sched::halt`, those that ran first. `everything`: as Go shows them when a signal ends it.
pub fn everybody(out: &mut Vec<u8>, machine: &Machine, everything: bool) {
    if everything || machine.traceback() > 0 {
        let ran = machine.sched().interrupted();
        let first = ran.first().map(|&(_, g)| g);
        others(out, machine, |&g| Some(g) == first, everything, &ran);
        others(out, machine, |&g| Some(g) != first, everything, &ran);
    }
}

/// The goroutines of which `which` says so. `ran`: `Sched::interrupted`. Those that still run (the world may have refused to stop) cannot be looked at.
fn others(
    out: &mut Vec<u8>,
    machine: &Machine,
    which: impl Fn(&GRef) -> bool,
    everything: bool,
    ran: &[(usize, GRef)],
) {
    for g in standing(machine, everything).into_iter().filter(which) {
        out.push(b'\n');
        let p = ran.iter().find(|(_, one)| *one == g).map(|(p, _)| *p);
        let view = View {
            ends: None,
            everything,
            p,
        };
        // SAFETY: it stands still, or only its number is read.
        let state = unsafe { g.get() };
        match g.status() {
            Status::Waiting => viewed(out, machine, g, state.reason().text(), &view),
            Status::Runnable if p.is_some() => viewed(out, machine, g, RUNNING, &view),
            Status::Runnable => viewed(out, machine, g, "runnable", &view),
            _ => out.extend_from_slice(
                format!(
                    "goroutine {} [running]:\n\tgoroutine running on other thread; stack unavailable\n",
                    state.id
                )
                .as_bytes(),
            ),
        }
    }
}
