//! Reading a text that is known to be valid into a variable. As in encode.rs the nesting lies on a stack of frames, so
//! that UnmarshalJSON and UnmarshalText can be called in the middle.

mod members;
mod misfit;
mod scalar;
mod strict;
mod text;

pub use strict::{abandon, resume as resume_strict, start as start_strict, start_any};

use self::members::{codec_len, member};
use self::misfit::{described, failure};
use super::codec::{Codec, Frame, Table, answer, kind, method};
use super::encode::save_frames;
use super::quote;
use crate::bytecode::rtype::{Kind, RType};
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

/// decodeState of decode.go.
#[repr(C)]
pub struct State {
    data: GoSlice<u8>,
    at: i64,
    frames: GoSlice<Frame>,
    table: *const Table,
    basic: *const Basic,
    frame_type: Iface,
    use_number: bool,
    known_only: bool,
    failed: bool,
    refused: bool,
    quoted: bool,
    value: Iface,
    method: i64,
    text: GoSlice<u8>,
    /// The first value that did not fit.
    failure: i64,
    failure_type: *const RType,
    failure_offset: i64,
    failure_value: GoStr,
    failure_path: GoStr,
    failure_text: GoStr,
    /// What follows is v2's: its options, 0 in v1; how many levels the decoder has around the value; where the token before
    /// the value ends.
    flags: i64,
    depth: i64,
    before: i64,
}

/// Codecs of what an `any` can become.
#[repr(C)]
pub struct Basic {
    boolean: *const Codec,
    string: *const Codec,
    float: *const Codec,
    number: *const Codec,
    object: *const Codec,
    array: *const Codec,
}

struct Decoder<'a, 'b> {
    cx: &'a mut NativeCx,
    state: &'b mut State,
    data: &'a [u8],
    at: usize,
    stack: Vec<Frame>,
}

type Run<T> = Result<T, i64>;

/// Decodes into the variable that the pointer `v` points to.
pub fn start(cx: &mut NativeCx, state: GoPtr<State>, v: Iface) -> i64 {
    with(cx, state, |d| {
        // SAFETY: the Go side has made sure that `v` is a pointer, not nil, and that there is a codec for it.
        let codec = unsafe { &*d.state.table }
            .find(v.ty as *const RType)
            .expect("a codec");
        d.value(codec.elem(), v.data as *mut u8, false)
    })
}

/// Goes on after the Go side did what was asked for.
pub fn resume(cx: &mut NativeCx, state: GoPtr<State>) -> i64 {
    with(cx, state, |d| {
        let method = std::mem::replace(&mut d.state.method, method::NONE);
        if method == method::PLAIN || method == method::PLAIN_TEXT {
            return d.plain_again(method);
        }
        if method & method::KEY != 0
            && let Some(top) = d.stack.last_mut()
        {
            top.state = member::KEY;
        }
        Ok(())
    })
}

fn with(
    cx: &mut NativeCx,
    state: GoPtr<State>,
    first: impl FnOnce(&mut Decoder) -> Run<()>,
) -> i64 {
    // SAFETY: the Go side's decodeState, which has this layout; nothing is collected while the native runs.
    let state = unsafe { &mut *state.0 };
    let data = state.data.items();
    let mut d = Decoder {
        at: state.at as usize,
        stack: state.frames.items().to_vec(),
        cx,
        state,
        data,
    };
    let answer = match first(&mut d).and_then(|()| d.run()) {
        Ok(()) => answer::DONE,
        Err(answer) => answer,
    };
    d.state.at = d.at as i64;
    d.state.frames = save_frames(d.cx, d.state.frame_type, &d.stack);
    answer
}

impl<'a> Decoder<'a, '_> {
    fn run(&mut self) -> Run<()> {
        if self.is_strict() {
            return self.run_strict();
        }
        while let Some(frame) = self.stack.last().copied() {
            match frame.codec().kind {
                kind::STRUCT => self.next_field(frame)?,
                kind::MAP => self.next_member(frame)?,
                kind::ARRAY => self.next_of_array(frame)?,
                _ => self.next_of_slice(frame)?,
            }
        }
        Ok(())
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("an open value")
    }

    fn ask(&mut self, value: Iface, method: i64, text: &[u8]) -> i64 {
        self.state.value = value;
        self.state.method = method;
        self.state.text = self.cx.bytes(text);
        answer::WANT_METHOD
    }

    /// The value here, into the variable at `to`.
    fn value(&mut self, mut codec: &Codec, mut to: *mut u8, mut quoted: bool) -> Run<()> {
        let first = self.peek();
        let null = first == b'n';
        while codec.kind == kind::POINTER {
            // SAFETY: a variable of pointer type.
            let pointer = unsafe { &mut *(to as *mut *mut u8) };
            if null || (quoted && self.data[self.at..].starts_with(b"\"null\"")) {
                self.skip();
                *pointer = std::ptr::null_mut();
                return Ok(());
            }
            let elem = codec.elem();
            quoted &= elem.kind != kind::POINTER;
            if pointer.is_null() {
                *pointer = self.cx.new_object(elem.ty());
            }
            to = *pointer;
            codec = elem;
        }
        if codec.reader != method::NONE {
            self.state.quoted = quoted;
            return self.method(codec, codec.reader, to, first);
        }
        self.plain(codec, to, first, quoted)
    }

    /// What a method was asked for and did not want to read: as if it had none, or by its text.
    fn plain_again(&mut self, method: i64) -> Run<()> {
        let v = self.state.value;
        let elem = v.type_ref().map_or(std::ptr::null(), |t| t.elem.0);
        // SAFETY: the table that the Go side holds; it has all codecs whose methods are asked for.
        let Some(codec) = unsafe { &*self.state.table }.find(elem) else {
            return Ok(());
        };
        self.at -= self.state.text.len();
        let first = self.peek();
        let (to, quoted) = (v.data as *mut u8, self.state.quoted);
        if method != method::PLAIN {
            return self.method(codec, method::TEXT, to, first);
        }
        self.plain(codec, to, first, quoted)
    }

    /// A value that is no pointer, without regard to its methods.
    fn plain(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) -> Run<()> {
        match codec.kind {
            kind::REFUSED => {
                let (offset, why) = (self.at, codec.why);
                self.skip();
                let why = String::from_utf8_lossy(why.bytes()).into_owned();
                self.misfit(failure::MISFIT, codec.typ, offset, described(first), &why);
                Ok(())
            }
            kind::STRUCT if first == b'{' => self.open(codec, to, 0),
            kind::ARRAY if first == b'[' => self.open(codec, to, codec_len(codec)),
            kind::SLICE | kind::BYTES if first == b'[' => self.open(codec, to, 0),
            kind::MAP if first == b'{' => self.open_map(codec, to),
            kind::INTERFACE => self.interface(codec, to, first),
            kind::RAW => {
                let text = self.skip();
                // SAFETY: a variable of slice type.
                let slice = unsafe { &mut *(to as *mut GoSlice<u8>) };
                let old = slice.slice(0, 0);
                *slice = self.cx.append(old, text);
                Ok(())
            }
            _ => {
                self.scalar(codec, to, first, quoted);
                Ok(())
            }
        }
    }

    fn method(&mut self, codec: &Codec, reader: i64, to: *mut u8, first: u8) -> Run<()> {
        let value = Iface {
            ty: codec.ptr as u64,
            data: to as u64,
        };
        if reader == method::JSON {
            let text = self.skip();
            return Err(self.ask(value, method::JSON, text));
        }
        match first {
            b'n' => {
                self.skip();
                Ok(())
            }
            b'"' if reader == method::JSON_STRING => {
                // A time: as in Go, what is complained of has no escapes.
                let mut text = vec![b'"'];
                text.extend_from_slice(&quote::unquoted(self.string()));
                text.push(b'"');
                Err(self.ask(value, method::JSON_STRING, &text))
            }
            b'"' => {
                let text = quote::unquoted(self.string());
                Err(self.ask(value, method::TEXT, &text))
            }
            _ => {
                let why = if reader == method::TEXT {
                    "JSON value must be string type"
                } else {
                    ""
                };
                self.wrong_kind(codec, why);
                Ok(())
            }
        }
    }

    fn interface(&mut self, codec: &Codec, to: *mut u8, first: u8) -> Run<()> {
        // SAFETY: a variable of interface type.
        let v = unsafe { &mut *(to as *mut Iface) };
        if let Some(ty) = v.type_ref()
            && ty.kind == Kind::Pointer
            && v.data != 0
        {
            // What a pointer in an interface points to is kept and filled.
            if first != b'n' || ty.elem.kind == Kind::Pointer {
                // SAFETY: the table that the Go side holds.
                let Some(found) = unsafe { &*self.state.table }.find(ty.0) else {
                    self.state.value = *v;
                    return Err(self.retry());
                };
                return self.value(found.elem(), v.data as *mut u8, false);
            }
        }
        *v = Iface::NIL;
        if first == b'n' {
            self.skip();
            return Ok(());
        }
        if !codec.is_any() {
            let offset = self.at;
            self.skip();
            self.misfit(failure::MISFIT, codec.typ, offset, described(first), "");
            return Ok(());
        }
        // SAFETY: the Go side's table of basic codecs, all there.
        let basic = unsafe {
            let b = &*self.state.basic;
            &*match first {
                b'{' => b.object,
                b'[' => b.array,
                b'"' => b.string,
                b't' | b'f' => b.boolean,
                _ if self.state.use_number => b.number,
                _ => b.float,
            }
        };
        self.any_value(basic, v)
    }

    /// A new value of the codec's type in an interface; what it holds may be filled later.
    fn any_value(&mut self, codec: &Codec, v: &mut Iface) -> Run<()> {
        let ty = codec.ty();
        match codec.kind {
            kind::MAP => {
                let mut word = 0u64;
                let opened = self.open_map(codec, (&raw mut word).cast());
                *v = Iface {
                    ty: ty.word(),
                    data: word,
                };
                opened
            }
            kind::SLICE => {
                let header = self.cx.new_object(ty);
                *v = Iface {
                    ty: ty.word(),
                    data: header as u64,
                };
                self.open(codec, header, 0)
            }
            _ if ty.direct => {
                let mut word = 0u64;
                let first = self.data[self.at];
                self.scalar(codec, (&raw mut word).cast(), first, false);
                *v = Iface {
                    ty: ty.word(),
                    data: word,
                };
                Ok(())
            }
            _ => {
                let at = self.cx.new_object(ty);
                let first = self.data[self.at];
                self.scalar(codec, at, first, false);
                *v = Iface {
                    ty: ty.word(),
                    data: at as u64,
                };
                Ok(())
            }
        }
    }

    /// A codec is missing for what an interface holds: the field or element is read again when it is there.
    fn retry(&mut self) -> i64 {
        if let Some(top) = self.stack.last_mut() {
            top.state |= RETRY;
        }
        answer::WANT_CODEC
    }
}

/// In a frame's state: the current value is to be read again.
const RETRY: i64 = 1 << 8;
