//! Package fmt: formatting in Rust, method calls and scanning in Go (see `printer` for how the two work together).

mod directive;
mod format;
mod order;
pub mod printer;
mod scan;
mod writer;

use crate::std::scratch;
use crate::std::value::{Place, map_entries};
use crate::vm::native::value::Opaque;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, Maker, NativeCx};
use printer::{Call, CallResult, Printer};

crate::natives! {
    "trySprint" => try_sprint,
    "trySprintln" => try_sprintln,
    "trySprintf" => try_sprintf,
    "tryFprint" => writer::try_fprint,
    "tryFprintln" => writer::try_fprintln,
    "tryFprintf" => writer::try_fprintf,
    "tryAppend" => writer::try_append,
    "tryAppendln" => writer::try_appendln,
    "tryAppendf" => writer::try_appendf,
    "trySscan" => scan::try_sscan,
    "tryFscan" => scan::try_fscan,
    "tryFscanln" => scan::try_fscanln,
    "trySscanln" => scan::try_sscanln,
    "trySscanf" => scan::try_sscanf,
    "format" => format,
    "formatBytes" => format_bytes,
    "formatError" => format_error,
    "printOut" => print_out,
    "writeOut" => write_out,
    "typeName" => type_name,
    "kindOf" => kind_of,
    "isNilPointer" => is_nil_pointer,
    "storeInt" => store_int,
    "storeFloat" => store_float,
    "storeComplex" => store_complex,
    "storeString" => store_string,
    "storeBytes" => store_bytes,
}

const PRINT: i64 = 0;
const PRINTLN: i64 = 1;
const PRINTF: i64 = 2;

fn run(p: &mut Printer<'_>, mode: i64, format: GoStr, args: GoSlice<Iface>) -> (Vec<i64>, bool) {
    let mut wrapped = Vec::new();
    let mut reordered = false;
    match mode {
        PRINT => directive::print(p, &args),
        PRINTLN => directive::println(p, &args),
        _ => reordered = directive::printf(p, &format, &args, &mut wrapped),
    }
    (wrapped, reordered)
}

/// The Go side's `call`.
#[repr(C)]
struct GoCall {
    arg: Iface,
    method: i64,
    verb: i32,
    flags: u32,
    width: i64,
    precision: i64,
}

impl GoCall {
    fn new(c: &Call) -> GoCall {
        let f = c.flags;
        let bits = [
            f.minus,
            f.plus || f.plus_v,
            f.sharp || f.sharp_v,
            f.space,
            f.zero,
            f.width.is_some(),
            f.precision.is_some(),
            f.plus_v,
            f.sharp_v,
        ];
        GoCall {
            arg: c.receiver,
            method: c.method as i64,
            verb: c.verb,
            flags: bits
                .iter()
                .enumerate()
                .fold(0, |n, (i, &b)| n | (b as u32) << i),
            width: f.width.unwrap_or(0) as i64,
            precision: f.precision.unwrap_or(0) as i64,
        }
    }
}

/// Puts the calls that are needed into the Go side's slice, as many as fit; the answer is their number.
fn hand_over(calls: &[Call], to: GoSlice<Opaque>) -> i64 {
    for (i, c) in calls.iter().take(to.len()).enumerate() {
        // SAFETY: a slice of the Go side's `call`, of which `GoCall` is the memory form.
        unsafe {
            (to.as_mut_ptr() as *mut GoCall)
                .add(i)
                .write(GoCall::new(c))
        };
    }
    calls.len() as i64
}

fn results<'a>(given: GoSlice<Opaque>) -> &'a [CallResult] {
    match given.len() {
        0 => &[],
        // SAFETY: a slice of the Go side's `result`; used while the native runs.
        n => unsafe { std::slice::from_raw_parts(given.as_ptr() as *const CallResult, n) },
    }
}

/// The text, and how many calls are needed first (then the text means nothing).
fn format(
    cx: &mut Maker,
    mode: i64,
    format: GoStr,
    args: GoSlice<Iface>,
    given: GoSlice<Opaque>,
    calls: GoSlice<Opaque>,
) -> (GoStr, i64) {
    let mut entries = |place: Place| map_entries(cx, place);
    let mut p = Printer::new(scratch::take(), results(given), &mut entries);
    run(&mut p, mode, format, args);
    let (out, needed) = (std::mem::take(&mut p.f.out), std::mem::take(&mut p.calls));
    let text = if needed.is_empty() {
        cx.string(&out)
    } else {
        GoStr::EMPTY
    };
    scratch::give(out);
    (text, hand_over(&needed, calls))
}

/// The text in the thread's buffer, or `None` where methods are to be called first.
fn written(cx: &mut Maker, mode: i64, format: GoStr, args: GoSlice<Iface>) -> Option<Vec<u8>> {
    let mut entries = |place: Place| map_entries(cx, place);
    let mut p = Printer::new(scratch::take(), &[], &mut entries);
    run(&mut p, mode, format, args);
    let out = std::mem::take(&mut p.f.out);
    if p.calls.is_empty() {
        return Some(out);
    }
    scratch::give(out);
    None
}

fn attempt(cx: &mut Maker, mode: i64, format: GoStr, args: GoSlice<Iface>) -> Option<GoStr> {
    let out = written(cx, mode, format, args)?;
    let text = cx.string(&out);
    scratch::give(out);
    Some(text)
}
fn try_sprint(cx: &mut Maker, args: GoSlice<Iface>) -> Option<GoStr> {
    attempt(cx, PRINT, GoStr::EMPTY, args)
}
fn try_sprintln(cx: &mut Maker, args: GoSlice<Iface>) -> Option<GoStr> {
    attempt(cx, PRINTLN, GoStr::EMPTY, args)
}
fn try_sprintf(cx: &mut Maker, format: GoStr, args: GoSlice<Iface>) -> Option<GoStr> {
    attempt(cx, PRINTF, format, args)
}

/// The text as bytes of its own; false where methods are to be called first.
fn format_bytes(
    cx: &mut Maker,
    mode: i64,
    format: GoStr,
    args: GoSlice<Iface>,
) -> (GoSlice<u8>, bool) {
    let Some(out) = written(cx, mode, format, args) else {
        return (GoSlice::NIL, false);
    };
    let bytes = match out.len() {
        0 => cx.empty_slice(),
        _ => cx.bytes(&out),
    };
    scratch::give(out);
    (bytes, true)
}

/// `format` for Errorf: also the operand of `%w`, -1 for none, -2 for several, which the list has, sorted where explicit
/// indices were used.
fn format_error(
    cx: &mut Maker,
    format: GoStr,
    args: GoSlice<Iface>,
    given: GoSlice<Opaque>,
    calls: GoSlice<Opaque>,
) -> (GoStr, i64, i64, GoSlice<i64>) {
    let mut entries = |place: Place| map_entries(cx, place);
    let mut p = Printer::new(scratch::take(), results(given), &mut entries);
    p.wrap_errors = true;
    let (mut wrapped, reordered) = run(&mut p, PRINTF, format, args);
    let (out, needed) = (std::mem::take(&mut p.f.out), std::mem::take(&mut p.calls));
    if !needed.is_empty() {
        scratch::give(out);
        return (GoStr::EMPTY, hand_over(&needed, calls), -1, GoSlice::NIL);
    }
    let text = cx.string(&out);
    scratch::give(out);
    if reordered {
        wrapped.sort();
        wrapped.dedup();
    }
    match wrapped[..] {
        [] => (text, 0, -1, GoSlice::NIL),
        [one] => (text, 0, one, GoSlice::NIL),
        _ => (text, 0, -2, cx.ints(&wrapped)),
    }
}

/// Formats and writes to standard output; -1 where methods are to be called first, -2 - errno where writing failed.
fn print_out(cx: &mut NativeCx, mode: i64, format: GoStr, args: GoSlice<Iface>) -> i64 {
    let mut entries = |place: Place| map_entries(cx, place);
    let mut p = Printer::new(scratch::take(), &[], &mut entries);
    run(&mut p, mode, format, args);
    let (out, needed) = (std::mem::take(&mut p.f.out), p.calls.len());
    let answer = if needed > 0 {
        -1
    } else {
        match crate::std::internal::stdio::write_all(1, &out) {
            Ok(()) => out.len() as i64,
            Err(errno) => -2 - errno as i64,
        }
    };
    scratch::give(out);
    answer
}

/// Writes to standard output; -2 - errno where that failed.
fn write_out(s: GoStr) -> i64 {
    match crate::std::internal::stdio::write_all(1, &s) {
        Ok(()) => s.len() as i64,
        Err(errno) => -2 - errno as i64,
    }
}

fn type_name(v: Iface) -> String {
    v.type_ref()
        .map_or_else(|| "<nil>".to_string(), |t| t.name.to_string())
}

/// For scanning: the kind of what a pointer points to (0: not a pointer), its size in bits, and whether it is a
/// slice of bytes.
fn kind_of(v: Iface) -> (i64, i64, bool) {
    use crate::bytecode::rtype::Kind;
    match v.type_ref() {
        Some(t) if t.kind == Kind::Pointer => {
            let e = t.elem;
            let bytes = e.kind == Kind::Slice && e.elem.kind == Kind::Uint8;
            (e.kind as i64, e.size as i64 * 8, bytes)
        }
        _ => (0, 0, false),
    }
}

fn is_nil_pointer(v: Iface) -> bool {
    v.type_ref()
        .is_some_and(|t| t.kind == crate::bytecode::rtype::Kind::Pointer)
        && v.data == 0
}

/// Stores the low bytes of an integer or bool in a variable of that many bits.
fn store_int(v: Iface, bits: i64, n: u64) {
    let p = GoPtr::<u8>::new(v.data as *mut u8).0;
    // SAFETY: `v` holds a pointer to a variable of that size (`kindOf` said so).
    unsafe {
        match bits {
            8 => *p = n as u8,
            16 => *(p as *mut u16) = n as u16,
            32 => *(p as *mut u32) = n as u32,
            _ => *(p as *mut u64) = n,
        }
    }
}
fn store_float(v: Iface, bits: i64, f: f64) {
    // SAFETY: as `store_int`.
    unsafe {
        match bits {
            32 => *(v.data as *mut f32) = f as f32,
            _ => *(v.data as *mut f64) = f,
        }
    }
}
fn store_complex(v: Iface, bits: i64, re: f64, im: f64) {
    // SAFETY: as `store_int`.
    unsafe {
        match bits {
            64 => *(v.data as *mut [f32; 2]) = [re as f32, im as f32],
            _ => *(v.data as *mut [f64; 2]) = [re, im],
        }
    }
}
fn store_string(v: Iface, s: GoStr) {
    // SAFETY: as `store_int`.
    unsafe { *(v.data as *mut GoStr) = s }
}
fn store_bytes(v: Iface, s: GoSlice<u8>) {
    // SAFETY: as `store_int`.
    unsafe { *(v.data as *mut GoSlice<u8>) = s }
}
