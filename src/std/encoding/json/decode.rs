//! Reading a text that is known to be valid into a variable. As in encode.rs the nesting lies on a stack of frames, so
//! that UnmarshalJSON and UnmarshalText can be called in the middle.

use super::codec::{Codec, Field, Frame, Table, answer, flag, kind, method};
use super::encode::save_frames;
use super::quote;
use super::scan::{Scanner, append_pointer};
use crate::bytecode::rtype::{Kind, RType, TypeRef};
use crate::runtime::{map, slices};
use crate::std::strconv::{int, parse_float};
use crate::std::value::Place;
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
}

mod failure {
    /// Type, value and place tell it; the text says why, if anything does.
    pub const MISFIT: i64 = 1;
    pub const UNKNOWN_FIELD: i64 = 2;
    /// As MISFIT, without the place: what json.Number says.
    pub const NUMBER: i64 = 3;
    /// As MISFIT; the text is a syntax error of a string in a string.
    pub const INNER_SYNTAX: i64 = 4;
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

/// A map's frame expects a member, has its key, has its element.
mod member {
    pub const NEXT: i64 = 0;
    pub const KEY: i64 = 1;
    pub const ELEMENT: i64 = 2;
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

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.data.get(self.at) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> u8 {
        self.space();
        self.data.get(self.at).copied().unwrap_or(0)
    }

    /// Steps over one value: the text is valid.
    fn skip(&mut self) -> &'a [u8] {
        let from = self.at;
        match self.data.get(from) {
            Some(b'{' | b'[') => {
                let mut depth = 0;
                loop {
                    match self.data.get(self.at) {
                        Some(b'{' | b'[') => depth += 1,
                        Some(b'}' | b']') => depth -= 1,
                        Some(b'"') => {
                            self.string();
                            continue;
                        }
                        Some(_) => {}
                        None => break,
                    }
                    self.at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => {
                let mut s = Scanner {
                    data: self.data,
                    at: from,
                };
                let _ = s.scalar();
                self.at = s.at.max(from + 1).min(self.data.len());
            }
        }
        &self.data[from..self.at]
    }

    /// Steps over a string; its text without the quotes.
    fn string(&mut self) -> &'a [u8] {
        let from = self.at + 1;
        let mut at = from;
        loop {
            match memchr::memchr2(b'"', b'\\', &self.data[at.min(self.data.len())..]) {
                Some(n) if self.data[at + n] == b'"' => {
                    self.at = at + n + 1;
                    return &self.data[from..at + n];
                }
                Some(n) => at += n + 2,
                None => {
                    self.at = self.data.len();
                    return &self.data[from..];
                }
            }
        }
    }

    fn go_string(&mut self, raw: &[u8]) -> GoStr {
        if quote::is_plain(raw) {
            self.cx.string(raw)
        } else {
            self.cx.string(quote::unquoted(raw))
        }
    }

    /// Where the value that is being read lies: `a.1.b`.
    fn path(&self) -> Vec<u8> {
        let mut path = Vec::new();
        for frame in &self.stack {
            if !path.is_empty() {
                path.push(b'.');
            }
            match frame.codec().kind {
                kind::STRUCT | kind::MAP => {
                    let raw = &self.data[frame.n as usize..];
                    let mut s = Scanner { data: raw, at: 0 };
                    let _ = s.string();
                    let name = quote::unquoted(&raw[1..s.at.max(2) - 1]);
                    append_pointer(&mut path, &name);
                }
                _ => path.extend_from_slice((frame.i - 1).to_string().as_bytes()),
            }
        }
        path
    }

    /// Notes that the value before `offset` does not fit, if it is the first.
    fn misfit(&mut self, failure: i64, ty: *const RType, offset: usize, value: Vec<u8>, why: &str) {
        if self.state.failed {
            return;
        }
        self.state.failed = true;
        self.state.failure = failure;
        self.state.failure_type = ty;
        self.state.failure_offset = offset as i64;
        self.state.failure_value = self.cx.string(value);
        let path = self.path();
        self.state.failure_path = self.cx.string(path);
        self.state.failure_text = self.cx.string(why);
    }

    /// The value here does not fit the type: it is noted and stepped over.
    fn wrong_kind(&mut self, codec: &Codec, why: &str) {
        let from = self.at;
        let first = self.data.get(from).copied().unwrap_or(0);
        self.skip();
        let offset = if matches!(first, b'[' | b'{') {
            from + 1
        } else {
            self.at
        };
        self.misfit(failure::MISFIT, codec.typ, offset, described(first), why);
    }

    fn wrong_number(&mut self, codec: &Codec, text: &[u8]) {
        let mut value = b"number ".to_vec();
        value.extend_from_slice(text);
        self.misfit(failure::MISFIT, codec.typ, self.at, value, "");
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

    fn open(&mut self, codec: &Codec, to: *mut u8, n: i64) -> Run<()> {
        self.at += 1;
        self.stack.push(Frame {
            codec,
            at: to,
            list: std::ptr::null_mut(),
            elem: std::ptr::null_mut(),
            i: 0,
            n,
            state: 0,
        });
        Ok(())
    }

    fn open_map(&mut self, codec: &Codec, to: *mut u8) -> Run<()> {
        // SAFETY: a variable of map type.
        let map = unsafe { &mut *(to as *mut u64) };
        if *map == 0 {
            // A hint of 0 cannot fail.
            *map = map::make(&mut self.cx.ctx().cache, codec.ty(), 0).unwrap_or(0);
        }
        let map = *map as *mut u8;
        let key = self.cx.new_object(codec.key().ty());
        let elem = self.cx.new_object(codec.elem().ty());
        self.open(codec, map, 0)?;
        let top = self.top();
        top.list = key;
        top.elem = elem;
        Ok(())
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

    fn scalar(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) {
        match codec.kind {
            kind::BOOL => self.boolean(codec, to, first, quoted),
            kind::INT | kind::UINT | kind::FLOAT => self.number(codec, to, first, quoted),
            kind::STRING if first == b'"' => self.text(codec, to, quoted),
            kind::BYTES if first == b'"' => self.bytes(codec, to),
            kind::NUMBER if first != b'n' => self.json_number(codec, to, first),
            kind::SLICE | kind::BYTES | kind::MAP if first == b'n' => {
                self.skip();
                // SAFETY: a variable of the type.
                unsafe { std::ptr::write_bytes(to, 0, codec.ty().size) };
            }
            kind::STRUCT | kind::ARRAY | kind::STRING | kind::NUMBER if first == b'n' => {
                self.skip();
            }
            _ if first == b'n' && matches!(codec.ty().kind, Kind::Func | Kind::Chan) => {
                self.skip();
                // SAFETY: a variable of one word.
                unsafe { *(to as *mut u64) = 0 };
            }
            _ => self.wrong_kind(codec, ""),
        }
    }

    fn boolean(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) {
        match first {
            b'n' => {
                self.skip();
            }
            b't' | b'f' if !quoted => {
                self.skip();
                // SAFETY: a variable of type bool.
                unsafe { *to = u8::from(first == b't') };
            }
            b'"' if quoted => {
                let from = self.at;
                let text = quote::unquoted(self.string());
                match &*text {
                    b"null" => {}
                    // SAFETY: a variable of type bool.
                    b"true" | b"false" => unsafe { *to = u8::from(text == b"true") },
                    _ => {
                        let mut value = b"string ".to_vec();
                        value.extend_from_slice(&self.data[from..self.at]);
                        let why = "invalid syntax";
                        self.misfit(failure::MISFIT, codec.typ, self.at, value, why);
                    }
                }
            }
            _ => self.wrong_kind(codec, ""),
        }
    }

    fn number(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) {
        match first {
            b'n' => {
                self.skip();
            }
            b'"' if quoted => {
                let text = quote::unquoted(self.string());
                if text != b"null" && !store_number(codec, to, &text) {
                    self.wrong_number(codec, &text);
                }
            }
            b'-' | b'0'..=b'9' if !quoted => {
                let text = self.skip();
                if !store_number(codec, to, text) {
                    self.wrong_number(codec, text);
                }
            }
            _ => self.wrong_kind(codec, ""),
        }
    }

    fn text(&mut self, codec: &Codec, to: *mut u8, quoted: bool) {
        let raw = self.string();
        // SAFETY: a variable of type string.
        let variable = unsafe { &mut *(to as *mut GoStr) };
        if !quoted {
            *variable = self.go_string(raw);
            return;
        }
        let outer = quote::unquoted(raw);
        if outer == b"null" {
            return;
        }
        let mut s = Scanner {
            data: &outer,
            at: 0,
        };
        let wrong = if outer.first() == Some(&b'"') {
            s.string().err().map(|w| w.text)
        } else {
            Some(super::scan::not_a_string(&outer))
        };
        match wrong {
            None if s.at == outer.len() => {
                *variable = self.cx.string(quote::unquoted(&outer[1..s.at - 1]));
            }
            wrong => {
                let why = wrong.unwrap_or_else(|| {
                    super::scan::validate(&outer)
                        .err()
                        .map_or(String::new(), |w| w.text)
                });
                let value = described(b'"');
                let why = why.replace("after top-level value", "after string value");
                self.misfit(failure::INNER_SYNTAX, codec.typ, self.at, value, &why);
            }
        }
    }

    fn bytes(&mut self, codec: &Codec, to: *mut u8) {
        let raw = self.string();
        let text = quote::unquoted(raw);
        let mut bytes = Vec::new();
        if let Err(at) = crate::std::encoding::base64::STANDARD.decode_to(&mut bytes, &text) {
            let why = format!("illegal base64 data at input byte {at}");
            self.misfit(failure::MISFIT, codec.typ, self.at, described(b'"'), &why);
            return;
        }
        // SAFETY: a variable of a slice of bytes.
        let slice = unsafe { &mut *(to as *mut GoSlice<u8>) };
        let old = slice.slice(0, 0);
        *slice = if bytes.is_empty() && old.is_nil() {
            self.cx.empty_slice()
        } else {
            self.cx.append(old, &bytes)
        };
    }

    fn json_number(&mut self, codec: &Codec, to: *mut u8, first: u8) {
        let from = self.at;
        let text = match first {
            b'"' => {
                let text = quote::unquoted(self.string());
                let mut s = Scanner { data: &text, at: 0 };
                let begins = matches!(text.first(), Some(b'-' | b'0'..=b'9'));
                if !begins || s.scalar().is_err() || s.at != text.len() {
                    let mut value = b"string ".to_vec();
                    value.extend_from_slice(&self.data[from..self.at]);
                    self.misfit(failure::NUMBER, codec.typ, 0, value, "invalid syntax");
                    return;
                }
                text
            }
            b'-' | b'0'..=b'9' => self.skip().to_vec(),
            _ => {
                self.skip();
                self.misfit(failure::NUMBER, codec.typ, 0, described(first), "");
                return;
            }
        };
        let text = self.cx.string(text);
        // SAFETY: a variable whose type is a string type.
        unsafe { *(to as *mut GoStr) = text };
    }

    /// Steps to the next member or element: false at the end, behind which it then is.
    fn advance(&mut self, close: u8) -> bool {
        let mut byte = self.peek();
        if byte == b',' {
            self.at += 1;
            byte = self.peek();
        }
        if byte == close || byte == 0 {
            self.at += 1;
            return false;
        }
        true
    }

    /// A member's name; the place is then behind the colon.
    fn name(&mut self) -> &'a [u8] {
        let raw = self.string();
        self.space();
        self.at += 1;
        raw
    }

    /// Frame: `i` the index of the field expected next, `n` where the name of the current member begins.
    fn next_field(&mut self, frame: Frame) -> Run<()> {
        let again = frame.state & RETRY != 0;
        if again {
            self.at = frame.n as usize;
            self.top().state = 0;
        } else if !self.advance(b'}') {
            self.stack.pop();
            return Ok(());
        }
        self.top().n = self.at as i64;
        let raw = self.name();
        let fields = frame.codec().fields.items();
        let decoded;
        let name = if quote::is_plain(raw) {
            raw
        } else {
            decoded = quote::unquoted(raw);
            &decoded
        };
        let Some(i) = find(fields, frame.i as usize, name) else {
            if self.state.known_only {
                let shown = name.to_vec();
                self.peek();
                self.skip();
                self.misfit(failure::UNKNOWN_FIELD, std::ptr::null(), 0, shown, "");
                return Ok(());
            }
            self.peek();
            self.skip();
            return Ok(());
        };
        self.top().i = i as i64 + 1;
        let field = &fields[i];
        let Some(to) = self.follow(field, frame.at) else {
            return Ok(());
        };
        self.value(field.codec(), to, field.flags & flag::QUOTED != 0)
    }

    /// The address of a field; embedded pointers that are nil get an object.
    fn follow(&mut self, field: &Field, mut at: *mut u8) -> Option<*mut u8> {
        for step in field.path.items() {
            at = at.wrapping_add(step.offset as usize);
            if step.through.is_null() {
                continue;
            }
            // SAFETY: a field of pointer type.
            let pointer = unsafe { &mut *(at as *mut *mut u8) };
            if pointer.is_null() {
                if field.flags & flag::UNREACHABLE != 0 {
                    let first = self.peek();
                    let offset = self.at;
                    self.skip();
                    let why = "cannot set embedded pointer to unexported struct type";
                    let ty = field.codec().typ;
                    self.misfit(failure::MISFIT, ty, offset, described(first), why);
                    return None;
                }
                *pointer = self.cx.new_object(TypeRef(step.through));
            }
            at = *pointer;
        }
        Some(at)
    }

    /// Frame: `n` where the name of the current member begins.
    fn next_member(&mut self, frame: Frame) -> Run<()> {
        let codec = frame.codec();
        match frame.state & !RETRY {
            member::NEXT => {
                if !self.advance(b'}') {
                    self.stack.pop();
                    return Ok(());
                }
                self.top().n = self.at as i64;
                let key = codec.key();
                // SAFETY: the object for the key.
                unsafe { std::ptr::write_bytes(frame.list, 0, key.ty().size) };
                self.top().state = member::KEY;
                self.state.refused = false;
                if !self.key(key, frame.list)? {
                    self.top().state = member::NEXT;
                    self.peek();
                    self.skip();
                }
                Ok(())
            }
            member::KEY if std::mem::take(&mut self.state.refused) => {
                self.top().state = member::NEXT;
                self.peek();
                self.skip();
                Ok(())
            }
            member::KEY => {
                let elem = codec.elem();
                // SAFETY: the object for the element.
                unsafe { std::ptr::write_bytes(frame.elem, 0, elem.ty().size) };
                self.top().state = member::ELEMENT;
                self.value(elem, frame.elem, false)
            }
            _ => {
                self.top().state = member::NEXT;
                // SAFETY: the map, and a key and an element of its types.
                let set = unsafe {
                    map::addr_memory(
                        &mut self.cx.ctx().cache,
                        frame.at as u64,
                        codec.ty(),
                        frame.list,
                    )
                    .map(|to| Place::new(codec.elem().ty(), frame.elem).copy_to(to))
                };
                // Keys are strings, numbers, or what hashes; an interface holds a string.
                debug_assert!(set.is_ok());
                Ok(())
            }
        }
    }

    /// A member's name as a key. False: it does not fit.
    fn key(&mut self, codec: &Codec, to: *mut u8) -> Run<bool> {
        let raw = self.string();
        let behind = self.at;
        self.space();
        self.at += 1;
        let text = quote::unquoted(raw);
        if codec.kind == kind::POINTER {
            let elem = codec.elem();
            let object = self.cx.new_object(elem.ty());
            // SAFETY: a variable of pointer type.
            unsafe { *(to as *mut *mut u8) = object };
            return self.key_text(elem, object, behind, &text);
        }
        self.key_text(codec, to, behind, &text)
    }

    fn key_text(&mut self, codec: &Codec, to: *mut u8, behind: usize, text: &[u8]) -> Run<bool> {
        if codec.key_reader != method::NONE {
            let value = Iface {
                ty: codec.ptr as u64,
                data: to as u64,
            };
            return Err(self.ask(value, method::TEXT | method::KEY, text));
        }
        match codec.kind {
            kind::STRING | kind::NUMBER => {
                let text = self.cx.string(text);
                // SAFETY: a variable of a string type.
                unsafe { *(to as *mut GoStr) = text };
                Ok(true)
            }
            kind::INT | kind::UINT | kind::FLOAT => {
                if store_number(codec, to, text) {
                    return Ok(true);
                }
                let mut value = b"number ".to_vec();
                value.extend_from_slice(text);
                self.misfit(failure::MISFIT, codec.typ, behind, value, "");
                Ok(false)
            }
            kind::INTERFACE if codec.is_any() => {
                let string = self.cx.string_value(text);
                // SAFETY: a variable of interface type.
                unsafe { *(to as *mut Iface) = string };
                Ok(true)
            }
            _ => {
                self.misfit(failure::MISFIT, codec.typ, behind, described(b'"'), "");
                Ok(false)
            }
        }
    }

    /// Frame: `i` the index of the next element, `n` the array's length.
    fn next_of_array(&mut self, frame: Frame) -> Run<()> {
        let codec = frame.codec();
        let elem = codec.elem();
        let size = elem.ty().size;
        let i = if frame.state & RETRY != 0 {
            self.top().state = 0;
            frame.i - 1
        } else if self.advance(b']') {
            self.top().i += 1;
            frame.i
        } else {
            if frame.i < frame.n {
                let rest = (frame.n - frame.i) as usize * size;
                // SAFETY: the rest of the array.
                unsafe { std::ptr::write_bytes(frame.at.add(frame.i as usize * size), 0, rest) };
            }
            self.stack.pop();
            return Ok(());
        };
        if i >= frame.n {
            self.peek();
            self.skip();
            return Ok(());
        }
        self.value(elem, frame.at.wrapping_add(i as usize * size), false)
    }

    /// Frame: `i` the index of the next element.
    fn next_of_slice(&mut self, frame: Frame) -> Run<()> {
        let codec = frame.codec();
        let elem = codec.elem();
        let size = elem.ty().size;
        // SAFETY: a variable of slice type.
        let slice = unsafe { &mut *(frame.at as *mut GoSlice<u8>) };
        let i = if frame.state & RETRY != 0 {
            self.top().state = 0;
            frame.i as usize - 1
        } else if self.advance(b']') {
            self.top().i += 1;
            frame.i as usize
        } else {
            let n = frame.i as usize;
            *slice = if n == 0 {
                self.cx.empty_slice()
            } else {
                // SAFETY: elements up to `n` were made room for.
                unsafe { GoSlice::from_raw(slice.as_mut_ptr(), n, slice.capacity()) }
            };
            self.stack.pop();
            return Ok(());
        };
        let cap = slice.capacity();
        if i >= cap {
            let pointers = !elem
                .ty()
                .words
                .iter()
                .all(|w| *w == crate::bytecode::rtype::WordClass::Scalar);
            let cap = slices::grown_cap(cap, cap + 1, size, pointers).unwrap_or(cap + 1);
            let p = self.cx.new_array(elem.ty(), cap);
            // SAFETY: the new array is longer than the old one.
            unsafe {
                std::ptr::copy_nonoverlapping(slice.as_ptr(), p, i * size);
                *slice = GoSlice::from_raw(p, i, cap);
            }
        }
        // SAFETY: within the capacity.
        unsafe {
            *slice = GoSlice::from_raw(slice.as_mut_ptr(), i + 1, slice.capacity());
        }
        let to = slice.as_mut_ptr().wrapping_add(i * size);
        self.value(elem, to, false)
    }
}

/// In a frame's state: the current value is to be read again.
const RETRY: i64 = 1 << 8;

fn codec_len(codec: &Codec) -> i64 {
    match codec.ty().detail {
        crate::bytecode::rtype::Detail::Array { len, .. } => len as i64,
        _ => 0,
    }
}

/// The kind of a JSON value in Go's words.
fn described(first: u8) -> Vec<u8> {
    match first {
        b'"' => "string",
        b't' | b'f' => "bool",
        b'[' => "array",
        b'{' => "object",
        b'n' => "null",
        _ => "number",
    }
    .into()
}

/// The field of a name: the expected one, else one with exactly the name, else the best that differs in case.
fn find(fields: &[Field], expected: usize, name: &[u8]) -> Option<usize> {
    if let Some(field) = fields.get(expected)
        && field.name.bytes() == name
    {
        return Some(expected);
    }
    if let Some(i) = fields.iter().position(|f| f.name.bytes() == name) {
        return Some(i);
    }
    let folded = (0..fields.len()).filter(|&i| crate::std::text::equal_fold(&fields[i].name, name));
    folded.min_by_key(|&i| fields[i].rank)
}

/// False: it is no such number, or does not fit.
fn store_number(codec: &Codec, to: *mut u8, text: &[u8]) -> bool {
    let size = codec.ty().size;
    let bits = size as i64 * 8;
    let word = match codec.kind {
        kind::INT => match int::parse_int(text, 10, bits) {
            (v, None) => v as u64,
            _ => return false,
        },
        kind::UINT => match int::parse_uint(text, 10, bits) {
            (v, None) => v,
            _ => return false,
        },
        _ => match parse_float::parse_prefix(text, bits) {
            (v, n, None) if n == text.len() => {
                if size == 4 {
                    u64::from((v as f32).to_bits())
                } else {
                    v.to_bits()
                }
            }
            _ => return false,
        },
    };
    // SAFETY: a variable of a number type of that size.
    unsafe {
        match size {
            1 => *to = word as u8,
            2 => *(to as *mut u16) = word as u16,
            4 => *(to as *mut u32) = word as u32,
            _ => *(to as *mut u64) = word,
        }
    }
    true
}
