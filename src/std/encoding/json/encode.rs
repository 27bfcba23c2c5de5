//! Writing values. Nesting lies on a stack of frames, not of Rust calls, so that a method of the program (MarshalJSON and
//! its kin) can be called in the middle: the native answers what it wants, Go calls it, and the native goes on.

use super::codec::{Codec, Field, Frame, Table, answer, kind, method};
use super::quote::append_quoted;
use super::scan;
use crate::bytecode::rtype::{Detail, Kind, RType};
use crate::std::strconv::float::append_float;
use crate::std::strconv::int::IntText;
use crate::std::value::Place;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

/// encodeState of encode.go.
#[repr(C)]
pub struct State {
    out: GoSlice<u8>,
    frames: GoSlice<Frame>,
    table: *const Table,
    /// A frame, an entry and what a pointer is: for the types of arrays made here.
    frame_type: Iface,
    entry_type: Iface,
    html: bool,
    /// Whether `value` has an address, and is to be quoted: for the retry after WANT_CODEC.
    has_address: bool,
    quoted: bool,
    /// What IsZero said.
    is_zero: bool,
    value: Iface,
    method: i64,
    /// What the method wrote.
    text: GoSlice<u8>,
    failure: i64,
    failure_type: *const RType,
    failure_text: GoStr,
    failure_offset: i64,
    /// What follows is v2's: its options, 0 in v1; how many levels the encoder has around the value; how much of the
    /// stream was before `out`; whether there is a writer to hand it to; how lines begin.
    flags: i64,
    depth: i64,
    offset: i64,
    has_writer: bool,
    prefix: GoStr,
    indent: GoStr,
}

mod failure {
    pub const TYPE: i64 = 1;
    pub const VALUE: i64 = 2;
    /// The method's text is not JSON.
    pub const METHOD_SYNTAX: i64 = 3;
    pub const SYNTAX: i64 = 4;
    /// An embedded text is no object.
    pub const NOT_MEMBERS: i64 = 5;
}

/// A map's member that waits to be written.
#[derive(Clone, Copy)]
#[repr(C)]
struct Entry {
    name: GoStr,
    key: *const u8,
    elem: *const u8,
}

/// From here on open values are compared with new ones.
const CYCLES_FROM: usize = 1000;
/// Where the value is no slice.
const ANY_LENGTH: i64 = -1;
const MAX_DEPTH: usize = 10000;

mod containers;
mod strict;

pub use strict::start as start_strict;

struct Encoder<'a, 'b> {
    cx: &'a mut NativeCx,
    state: &'b mut State,
    out: Vec<u8>,
    stack: Vec<Frame>,
    /// The Go side has just been asked to hand on what is written.
    flushed: bool,
}

/// Left early, with what to answer.
type Run<T> = Result<T, i64>;

/// Encodes `v` into the state's output.
pub fn start(cx: &mut NativeCx, state: GoPtr<State>, v: Iface) -> i64 {
    with(cx, state, |e| e.interface(v, false, false))
}

/// Goes on after the Go side did what was asked for.
pub fn resume(cx: &mut NativeCx, state: GoPtr<State>) -> i64 {
    with(cx, state, |e| {
        let method = std::mem::replace(&mut e.state.method, method::NONE);
        if method == method::GO {
            e.flushed = true;
            return Ok(());
        }
        if method == method::NONE {
            let (v, address, quoted) = (e.state.value, e.state.has_address, e.state.quoted);
            return e.interface(v, address, quoted);
        }
        if method == method::PLAIN {
            return e.plain_again();
        }
        e.method_done(method)
    })
}

fn with(
    cx: &mut NativeCx,
    state: GoPtr<State>,
    first: impl FnOnce(&mut Encoder) -> Run<()>,
) -> i64 {
    // SAFETY: the Go side's encodeState, which has this layout; nothing is collected while the native runs.
    let state = unsafe { &mut *state.0 };
    let stack = state.frames.items().to_vec();
    let mut e = Encoder {
        cx,
        state,
        out: Vec::with_capacity(128),
        stack,
        flushed: false,
    };
    let answer = match first(&mut e).and_then(|()| e.run()) {
        Ok(()) => answer::DONE,
        Err(answer) => answer,
    };
    e.leave();
    answer
}

impl Encoder<'_, '_> {
    /// Hands output and stack to Go memory.
    fn leave(&mut self) {
        self.state.out = self.cx.append(self.state.out, &self.out);
        self.state.frames = save_frames(self.cx, self.state.frame_type, &self.stack);
    }

    fn run(&mut self) -> Run<()> {
        if self.is_strict() {
            return self.run_strict();
        }
        while let Some(frame) = self.stack.last().copied() {
            match frame.codec().kind {
                kind::STRUCT => self.next_field(frame)?,
                kind::MAP => self.next_member(frame)?,
                _ => self.next_element(frame)?,
            }
        }
        Ok(())
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("an open value")
    }

    fn fail(&mut self, kind: i64, ty: *const RType, text: String, value: Iface) -> i64 {
        self.state.failure = kind;
        self.state.failure_type = ty;
        self.state.failure_text = self.cx.string(text);
        self.state.value = value;
        answer::FAILED
    }

    fn null(&mut self) {
        self.lead();
        self.out.extend_from_slice(b"null");
    }

    /// A value in an interface.
    fn interface(&mut self, v: Iface, has_address: bool, quoted: bool) -> Run<()> {
        if v.is_nil() {
            self.null();
            return Ok(());
        }
        // SAFETY: the table that the Go side holds.
        let Some(codec) = unsafe { &*self.state.table }.find(v.ty as *const RType) else {
            self.state.value = v;
            self.state.has_address = has_address;
            self.state.quoted = quoted;
            return Err(answer::WANT_CODEC);
        };
        // SAFETY: not nil.
        let place = unsafe { Place::of_iface(v) };
        self.value(codec, place, has_address, quoted)
    }

    /// The address of a value that may be a word in an interface.
    fn memory(&mut self, place: Place) -> *mut u8 {
        match place.address() {
            Some(at) => at as *mut u8,
            None => self.copied(place),
        }
    }

    fn copied(&mut self, place: Place) -> *mut u8 {
        let p = self.cx.new_object(place.ty);
        // SAFETY: a fresh object of the type.
        unsafe { place.copy_to(p) };
        p
    }

    /// Asks for a method of `place`, called through its address.
    fn ask(&mut self, codec: &Codec, place: Place, has_address: bool, method: i64) -> i64 {
        let at = match place.address() {
            Some(at) if has_address => at as *mut u8,
            _ => self.copied(place),
        };
        self.state.value = Iface {
            ty: codec.ptr as u64,
            data: at as u64,
        };
        self.state.method = method;
        answer::WANT_METHOD
    }

    fn value(
        &mut self,
        mut codec: &Codec,
        mut place: Place,
        mut has_address: bool,
        mut quoted: bool,
    ) -> Run<()> {
        let mut pointers = 0;
        while codec.kind == kind::POINTER {
            let word = place.word();
            if word == 0 {
                self.null();
                return Ok(());
            }
            let elem = codec.elem();
            pointers += 1;
            if self.is_strict() && (pointers > CYCLES_FROM || self.is_deep()) {
                return Err(self.ask(codec, place, has_address, method::GO));
            }
            if pointers > CYCLES_FROM || self.is_open(elem, word as *mut u8, ANY_LENGTH) {
                return Err(self.cycle(codec));
            }
            quoted &= elem.kind != kind::POINTER;
            place = place.pointee();
            codec = elem;
            has_address = true;
        }
        let method = if has_address && codec.kind != kind::INTERFACE {
            codec.pointer_method
        } else {
            codec.value_method
        };
        match codec.kind {
            kind::INTERFACE => {
                let v = place.iface();
                if method != method::NONE && is_nil_pointer(v) {
                    self.state.value = v;
                    self.state.method = method;
                    return Err(answer::WANT_METHOD);
                }
                return self.interface(v, false, false);
            }
            _ if method != method::NONE => {
                self.state.has_address = has_address;
                self.state.quoted = quoted;
                return Err(self.ask(codec, place, has_address, method));
            }
            _ => {}
        }
        self.plain(codec, place, has_address, quoted)
    }

    /// What a method was asked for and did not want to write, as if it had none.
    fn plain_again(&mut self) -> Run<()> {
        let v = self.state.value;
        let elem = v.type_ref().map_or(std::ptr::null(), |t| t.elem.0);
        // SAFETY: the table that the Go side holds; it has all codecs whose methods are asked for.
        let codec = unsafe { &*self.state.table }.find(elem);
        let (Some(codec), true) = (codec, v.data != 0) else {
            self.out.extend_from_slice(b"null");
            return Ok(());
        };
        // SAFETY: `ask` made it a pointer to the value.
        let place = unsafe { Place::of_iface(v) }.pointee();
        let (has_address, quoted) = (self.state.has_address, self.state.quoted);
        self.plain(codec, place, has_address, quoted)
    }

    /// A value that is no pointer and no interface, without regard to its methods.
    fn plain(&mut self, codec: &Codec, place: Place, has_address: bool, quoted: bool) -> Run<()> {
        if self.is_strict() {
            return self.strict(codec, place, has_address, quoted);
        }
        match codec.kind {
            kind::REFUSED => {
                let why = String::from_utf8_lossy(codec.why.bytes()).into_owned();
                return Err(self.fail(failure::VALUE, codec.typ, why, place.as_iface()));
            }
            kind::STRUCT | kind::ARRAY | kind::SLICE | kind::MAP => {
                return self.open(codec, place, has_address);
            }
            kind::RAW => return self.raw(codec, place),
            _ => {}
        }
        if quoted && codec.kind != kind::STRING && codec.kind != kind::BYTES {
            self.out.push(b'"');
            self.scalar(codec, place)?;
            self.out.push(b'"');
            return Ok(());
        }
        if quoted && codec.kind == kind::STRING {
            let mut inner = Vec::new();
            append_quoted(&mut inner, &place.string(), self.state.html);
            append_quoted(&mut self.out, &inner, false);
            return Ok(());
        }
        self.scalar(codec, place)
    }

    fn scalar(&mut self, codec: &Codec, place: Place) -> Run<()> {
        match codec.kind {
            kind::BOOL => {
                let word = if place.bool() { "true" } else { "false" };
                self.out.extend_from_slice(word.as_bytes());
            }
            kind::INT => {
                let text = IntText::signed(place.int(), 10);
                self.out.extend_from_slice(text.bytes());
            }
            kind::UINT => {
                let text = IntText::new(place.uint(), false, 10);
                self.out.extend_from_slice(text.bytes());
            }
            kind::FLOAT => {
                let v = place.float();
                let bits = if place.ty.size == 4 { 32 } else { 64 };
                if !v.is_finite() {
                    let text = match v {
                        f64::INFINITY => "+Inf",
                        f64::NEG_INFINITY => "-Inf",
                        _ => "NaN",
                    };
                    return Err(self.fail(
                        failure::VALUE,
                        codec.typ,
                        text.into(),
                        place.as_iface(),
                    ));
                }
                append_number(&mut self.out, v, bits);
            }
            kind::STRING => append_quoted(&mut self.out, &place.string(), self.state.html),
            kind::BYTES => {
                let bytes = place.slice();
                if bytes.is_nil() {
                    self.out.extend_from_slice(b"null");
                    return Ok(());
                }
                let from = self.out.len() + 1;
                let standard = &crate::std::encoding::base64::STANDARD;
                self.out.push(b'"');
                self.out.resize(from + standard.encoded_len(bytes.len()), 0);
                standard.encode_to(&mut self.out[from..], &bytes);
                self.out.push(b'"');
            }
            kind::NUMBER => {
                let text = place.string();
                let text: &[u8] = if text.is_empty() { b"0" } else { text.bytes() };
                let mut s = scan::Scanner { data: text, at: 0 };
                let first = text.first().copied().unwrap_or(b' ');
                let number = (first == b'-' || first.is_ascii_digit()) && s.scalar().is_ok();
                if !number || s.at != text.len() {
                    let mut shown = Vec::new();
                    append_quoted(&mut shown, text, false);
                    let text = format!(
                        "cannot parse {} as JSON number: invalid syntax",
                        String::from_utf8_lossy(&shown)
                    );
                    let value = Iface {
                        ty: codec.ptr as u64,
                        data: self.memory(place) as u64,
                    };
                    self.state.failure_offset = -1;
                    return Err(self.fail(failure::METHOD_SYNTAX, codec.typ, text, value));
                }
                self.out.extend_from_slice(text);
            }
            _ => return Err(self.fail(failure::TYPE, codec.typ, String::new(), Iface::NIL)),
        }
        Ok(())
    }

    /// A RawMessage: as if its MarshalJSON had been called.
    fn raw(&mut self, codec: &Codec, place: Place) -> Run<()> {
        let text = place.slice();
        if text.is_nil() {
            self.out.extend_from_slice(b"null");
            return Ok(());
        }
        let value = Iface {
            ty: codec.ptr as u64,
            data: self.memory(place) as u64,
        };
        self.json(&text, value)
    }

    /// What a MarshalJSON wrote, checked.
    fn json(&mut self, text: &[u8], value: Iface) -> Run<()> {
        if let Err(wrong) = scan::validate(text) {
            self.state.failure_offset = wrong.offset as i64;
            // Go's encoder says other words here than its decoder.
            let text = wrong
                .text
                .replace("after array element", "after array value");
            return Err(self.fail(failure::METHOD_SYNTAX, std::ptr::null(), text, value));
        }
        scan::compact(&mut self.out, text, self.state.html, true);
        Ok(())
    }

    /// Whether a value at this address, a slice of this length, is being written further out: asked only when the nesting is deep.
    fn is_open(&self, codec: &Codec, at: *mut u8, len: i64) -> bool {
        self.stack.len() > CYCLES_FROM
            && self.stack.iter().any(|f| {
                f.at == at && std::ptr::eq(f.codec, codec) && (len == ANY_LENGTH || f.n == len)
            })
    }

    fn cycle(&mut self, codec: &Codec) -> i64 {
        let text = format!("encountered a cycle via {}", codec.ty().name);
        self.fail(failure::VALUE, codec.typ, text, Iface::NIL)
    }

    /// Takes what a method of the program gave.
    fn method_done(&mut self, method: i64) -> Run<()> {
        let text = self.state.text;
        match method {
            method::IS_ZERO => {
                let zero = self.state.is_zero;
                let top = self.top();
                if zero {
                    top.i += 1;
                } else {
                    top.state |= 4;
                }
            }
            method::JSON => return self.json(&text, self.state.value),
            // Only a codec was missing.
            method::KEY => {}
            m if m & method::KEY != 0 => {
                let name = self.cx.string(&*text);
                let top = self.top();
                let i = top.i as usize;
                top.i += 1;
                // SAFETY: the entry whose name was asked for.
                unsafe { (*(top.list as *mut Entry).add(i)).name = name };
            }
            _ => append_quoted(&mut self.out, &text, self.state.html),
        }
        Ok(())
    }
}

/// Copies the stack to Go memory, where the collector sees it.
pub fn save_frames(cx: &mut NativeCx, sample: Iface, stack: &[Frame]) -> GoSlice<Frame> {
    let Some(ty) = sample.type_ref() else {
        return GoSlice::NIL;
    };
    if stack.is_empty() {
        return GoSlice::NIL;
    }
    debug_assert_eq!(ty.size, size_of::<Frame>());
    let p = cx.new_array(ty, stack.len()) as *mut Frame;
    // SAFETY: a fresh array of frames.
    unsafe {
        std::ptr::copy_nonoverlapping(stack.as_ptr(), p, stack.len());
        GoSlice::from_raw(p, stack.len(), stack.len())
    }
}

/// The address of a field that may lie behind embedded pointers; `None`: one of them is nil.
fn follow(field: &Field, mut at: *mut u8, has_address: &mut bool) -> Option<*mut u8> {
    for step in field.path.items() {
        at = at.wrapping_add(step.offset as usize);
        if !step.through.is_null() {
            // SAFETY: a field of pointer type.
            at = unsafe { *(at as *const *mut u8) };
            if at.is_null() {
                return None;
            }
            *has_address = true;
        }
    }
    Some(at)
}

fn is_nil_pointer(v: Iface) -> bool {
    v.type_ref()
        .is_some_and(|t| t.kind == Kind::Pointer && v.data == 0)
}

/// nil, or an interface that holds a nil pointer: IsZero is not to be called on it.
fn is_nil(place: Place) -> bool {
    match place.ty.kind {
        Kind::Interface => place.iface().is_nil() || is_nil_pointer(place.iface()),
        Kind::Pointer => place.word() == 0,
        _ => false,
    }
}

/// Empty in the sense of `omitempty`.
fn is_empty(place: Place) -> bool {
    match place.ty.kind {
        Kind::Bool => !place.bool(),
        Kind::Float32 | Kind::Float64 => place.float() == 0.0,
        Kind::String => place.string().is_empty(),
        Kind::Slice => place.slice().is_empty(),
        Kind::Array => place.is_empty(),
        // SAFETY: a map or nil.
        Kind::Map => unsafe { crate::runtime::map::len(place.word()) == 0 },
        Kind::Interface => place.iface().is_nil(),
        Kind::Pointer => place.word() == 0,
        k if (Kind::Int..=Kind::Uintptr).contains(&k) => place.uint() == 0,
        _ => false,
    }
}

/// The zero value of its type.
fn is_zero(place: Place) -> bool {
    match (&place.ty.detail, place.ty.kind) {
        (Detail::Struct { fields }, _) => (0..fields.len()).all(|i| is_zero(place.field(i))),
        (Detail::Array { len, .. }, _) => (0..*len).all(|i| is_zero(place.index(i))),
        (_, Kind::String) => place.string().is_empty(),
        (_, Kind::Slice) => place.slice().is_nil(),
        (_, Kind::Interface) => place.iface().is_nil(),
        (_, Kind::Float32 | Kind::Float64) => place.float() == 0.0,
        (_, Kind::Complex64 | Kind::Complex128) => place.complex() == (0.0, 0.0),
        _ => place.uint() == 0,
    }
}

/// A float as ECMAScript shows it.
pub fn append_number(out: &mut Vec<u8>, v: f64, bits: u32) {
    let size = v.abs();
    let exponent = size != 0.0
        && if bits == 32 {
            (size as f32) < 1e-6 || (size as f32) >= 1e21
        } else {
            !(1e-6..1e21).contains(&size)
        };
    let from = out.len();
    append_float(out, v, if exponent { b'e' } else { b'f' }, -1, bits);
    if exponent {
        // e-09 is written e-9.
        let n = out.len();
        if n - from >= 4 && out[n - 4] == b'e' && out[n - 2] == b'0' && out[n - 3] == b'-' {
            out[n - 2] = out[n - 1];
            out.pop();
        }
    }
}
