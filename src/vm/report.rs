//! Go's reports on standard error: panics' values, goroutines with their frames, deadlock.

use std::io::Write;
use std::time::Duration;

use crate::bytecode::rtype::Kind;
use crate::runtime::durable;
use crate::sched::{GRef, Status};

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

/// The state of the goroutine that ends the program, or that asks for its own traceback.
const RUNNING: &str = "running";

/// Where Go starts the goroutine of a `time.AfterFunc`.
const OF_A_TIMER: &[u8] = b"created by time.goFunc\n\t$GOROOT/src/time/sleep.go:182 +0x2d\n";

/// One goroutine: header, frames, where it was created. It is saved, and does not run meanwhile.
pub fn goroutine(out: &mut Vec<u8>, machine: &Machine, gref: GRef, state: &str) {
    // SAFETY: the caller's promise.
    let g = unsafe { gref.get() };
    // SAFETY: bubbles live as long as the scheduler.
    let bubble = match unsafe { g.bubble.as_ref() } {
        Some(bubble) if gref.status() == Status::Waiting && durable::waits(g) => {
            format!(" (durable), synctest bubble {}", bubble.id)
        }
        Some(bubble) => format!(", synctest bubble {}", bubble.id),
        None => String::new(),
    };
    out.extend_from_slice(format!("goroutine {} [{state}{bubble}]:\n", g.id).as_bytes());
    traceback::push(out, machine, gref, g, state == RUNNING);
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

/// The report that ends the program: `head`, the goroutine that runs here, which has been saved, and perhaps all others.
pub fn end(cx: &Ctx, head: &[u8], is_throw: bool) {
    let machine = cx.machine();
    let level = machine.traceback();
    let mut out = head.to_vec();
    if level > 0 {
        out.push(b'\n');
        goroutine(&mut out, machine, cx.g, RUNNING);
    }
    let all = (is_throw && level > 0) || level > 1;
    if machine.session().is_none() {
        // When nobody runs any more all can be looked at. If the program ends by itself meanwhile this is all there is to say.
        let stopped = match all || machine.explained().is_some() {
            true => machine.sched().halt(Some(cx.p), PATIENCE),
            false => None,
        };
        if all && stopped.is_some() {
            others(&mut out, machine, Some(cx.g));
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
    let what = if machine.main_has_exited() && standing(machine, None).is_empty() {
        "no goroutines (main called runtime.Goexit) - deadlock!"
    } else {
        "all goroutines are asleep - deadlock!"
    };
    out.extend_from_slice(format!("fatal error: {what}\n").as_bytes());
    everybody(&mut out, machine);
    out
}

/// The goroutines of the program that have not ended, but one, in Go's order (`G::place`).
fn standing(machine: &Machine, but: Option<GRef>) -> Vec<GRef> {
    let mut all = Vec::new();
    machine.sched().each_g(0, 1, |g| all.push(g));
    // SAFETY: the place and the kind of a goroutine do not change while it lives.
    all.retain(|&g| Some(g) != but && g.status() != Status::Dead && !unsafe { g.get() }.system);
    // SAFETY: as above.
    all.sort_by_key(|&g| unsafe { g.get() }.place);
    all
}

/// All goroutines of the program, if the report is to have tracebacks.
pub fn everybody(out: &mut Vec<u8>, machine: &Machine) {
    if machine.traceback() > 0 {
        others(out, machine, None);
    }
}

/// All goroutines of the program but one. Those that still run (the world may have refused to stop) cannot be looked at.
fn others(out: &mut Vec<u8>, machine: &Machine, but: Option<GRef>) {
    for g in standing(machine, but) {
        out.push(b'\n');
        // SAFETY: it stands still, or only its number is read.
        let state = unsafe { g.get() };
        match g.status() {
            Status::Waiting => goroutine(out, machine, g, state.reason().text()),
            Status::Runnable => goroutine(out, machine, g, "runnable"),
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
