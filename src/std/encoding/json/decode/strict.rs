//! Reading values as encoding/json/v2 does. The whole value is looked at first; after that only what does not fit its variable can go wrong.
//! That, and whatever is rare, is the Go side's: it is asked to read the value with its own codecs (`method::GO`) from
//! where the token before it ends, and is told what has begun (the frames).

use super::members::{codec_len, member};
use super::scalar::store_number;
use super::{Decoder, Run, State, with};
use crate::runtime::map;
use crate::std::encoding::json::codec::{Codec, Frame, answer, flag, kind, method, option};
use crate::std::encoding::json::quote;
use crate::std::encoding::json::wire::{self, flag as text};
use crate::std::time::layout::parse_rfc3339;
use crate::std::value::Place;
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

/// What is wrong with what was read last.
mod failure {
    pub const UNKNOWN_NAME: i64 = 1;
    pub const SAME_NAME: i64 = 2;
    pub const NIL_FIELD: i64 = 3;
    pub const TOO_FEW: i64 = 4;
    pub const TOO_MANY: i64 = 5;
}

/// In a struct's frame's state: one member.
const MEMBER: i64 = 1 << 16;
/// In a map's frame's state: it had members before.
const HAD_MEMBERS: i64 = 1 << 16;

/// Reads the array or object at the state's place into the variable at `to`, of the codec's type.
pub fn start(cx: &mut NativeCx, state: GoPtr<State>, codec: GoPtr<Codec>, to: GoPtr<u8>) -> i64 {
    // SAFETY: the Go side's state.
    let s = unsafe { &*state.0 };
    let flags = s.flags & (text::ALLOW_DUPLICATES | text::ALLOW_INVALID);
    let end = wire::value_end(s.data.items(), s.at as usize, flags, s.depth as usize);
    if end.is_none() {
        return answer::DECLINED;
    }
    with(cx, state, |d| {
        d.state.before = d.at as i64;
        // SAFETY: the Go side's codec.
        d.strict_value(unsafe { &*codec.0 }, to.0, false)
    })
}

/// Reads all of the state's text into the variable that `v` points to. `WANT_CODEC`: its type is not known.
pub fn start_any(cx: &mut NativeCx, state: GoPtr<State>, v: Iface) -> i64 {
    // SAFETY: the Go side's state and table.
    let (s, table) = unsafe { (&mut *state.0, &*(*state.0).table) };
    let Some(ty) = v.type_ref() else {
        return answer::DECLINED;
    };
    let Some(codec) = table.find(ty.0) else {
        return answer::WANT_CODEC;
    };
    let data = s.data.items();
    let from = wire::space(data, 0);
    let flags = s.flags & (text::ALLOW_DUPLICATES | text::ALLOW_INVALID);
    let end = wire::value_end(data, from, flags, s.depth as usize);
    let whole = end.is_some_and(|end| wire::space(data, end) == data.len());
    if codec.kind != kind::POINTER || v.data == 0 || !whole {
        return answer::DECLINED;
    }
    s.at = from as i64;
    with(cx, state, |d| {
        d.strict_value(codec.elem(), v.data as *mut u8, false)
    })
}

/// Goes on after the Go side read a value.
pub fn resume(cx: &mut NativeCx, state: GoPtr<State>) -> i64 {
    with(cx, state, |_| Ok(()))
}

/// Reading ends here: what belongs to values that have begun is put there.
pub fn abandon(cx: &mut NativeCx, state: GoPtr<State>) {
    with(cx, state, |d| {
        while let Some(frame) = d.stack.pop() {
            let codec = frame.codec();
            if codec.kind == kind::MAP && frame.state & (MEMBER - 1) == member::ELEMENT {
                d.set_member(frame);
            }
        }
        Ok(())
    });
}

impl<'a> Decoder<'a, '_> {
    fn has(&self, option: i64) -> bool {
        self.state.flags & option != 0
    }

    pub(super) fn is_strict(&self) -> bool {
        self.has(option::V2)
    }

    pub(super) fn run_strict(&mut self) -> Run<()> {
        while let Some(frame) = self.stack.last().copied() {
            match frame.codec().kind {
                kind::STRUCT => self.next_strict_field(frame)?,
                kind::MAP => self.next_strict_member(frame)?,
                kind::ARRAY => self.next_strict_of_array(frame)?,
                _ => self.next_strict_of_slice(frame)?,
            }
        }
        Ok(())
    }

    /// Asks the Go side to read the value here.
    fn ask_go(&mut self, codec: &Codec, to: *mut u8, method: i64) -> i64 {
        self.state.value = Iface {
            ty: codec.ptr as u64,
            data: to as u64,
        };
        self.state.method = method;
        answer::WANT_METHOD
    }

    fn fail(&mut self, failure: i64) -> i64 {
        self.state.failure = failure;
        answer::FAILED
    }

    fn strict_value(&mut self, mut codec: &Codec, mut to: *mut u8, quoted: bool) -> Run<()> {
        let first = self.peek();
        while codec.kind == kind::POINTER {
            // SAFETY: a variable of pointer type.
            let pointer = unsafe { &mut *(to as *mut *mut u8) };
            if first == b'n' {
                self.skip();
                *pointer = std::ptr::null_mut();
                return Ok(());
            }
            let elem = codec.elem();
            if pointer.is_null() {
                *pointer = self.cx.new_object(elem.ty());
            }
            to = *pointer;
            codec = elem;
        }
        if codec.reader != method::NONE {
            return Err(self.ask_go(codec, to, method::GO));
        }
        match codec.kind {
            kind::RAW => {
                let raw = self.skip();
                // SAFETY: a variable of slice type.
                let slice = unsafe { &mut *(to as *mut GoSlice<u8>) };
                let old = slice.slice(0, 0);
                *slice = self.cx.append(old, raw);
            }
            _ if first == b'n' => {
                self.skip();
                // SAFETY: a variable of the type.
                unsafe { std::ptr::write_bytes(to, 0, codec.ty().size) };
            }
            kind::STRUCT if first == b'{' => self.open(codec, to, 0)?,
            kind::ARRAY if first == b'[' => self.open(codec, to, codec_len(codec))?,
            kind::SLICE if first == b'[' => {
                // SAFETY: a variable of slice type.
                let used = unsafe { &*(to as *const GoSlice<u8>) }.capacity();
                self.open(codec, to, used as i64)?;
            }
            kind::MAP if first == b'{' => {
                // SAFETY: a variable of map type, and a map or nil.
                let had = unsafe { map::len(*(to as *const u64)) } > 0;
                self.open_map(codec, to)?;
                self.top().state = if had { HAD_MEMBERS } else { 0 };
            }
            kind::INTERFACE => return self.strict_interface(codec, to, first),
            _ => return self.strict_scalar(codec, to, first, quoted),
        }
        self.state.before = self.at as i64;
        Ok(())
    }

    fn strict_scalar(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) -> Run<()> {
        let from = self.at;
        let fits = match codec.kind {
            kind::BOOL if matches!(first, b't' | b'f') => {
                self.skip();
                // SAFETY: a variable of type bool.
                unsafe { *to = u8::from(first == b't') };
                true
            }
            kind::INT | kind::UINT | kind::FLOAT if quoted && first == b'"' => {
                let raw = self.string();
                let number = quote::unquoted(raw);
                wire::is_number(&number) && store_number(codec, to, &number)
            }
            kind::INT | kind::UINT | kind::FLOAT
                if !quoted && matches!(first, b'-' | b'0'..=b'9') =>
            {
                let number = self.skip();
                store_number(codec, to, number)
            }
            kind::STRING if first == b'"' => {
                let raw = self.string();
                let text = self.go_string(raw);
                // SAFETY: a variable of a string type.
                unsafe { *(to as *mut GoStr) = text };
                true
            }
            kind::BYTES if first == b'"' => {
                let raw = self.string();
                let text = quote::unquoted(raw);
                let mut bytes = Vec::new();
                let standard = &crate::std::encoding::base64::STANDARD;
                let right = memchr::memchr2(b'\r', b'\n', &text).is_none()
                    && standard.decode_to(&mut bytes, &text).is_ok();
                if right {
                    // SAFETY: a variable of a slice of bytes.
                    let slice = unsafe { &mut *(to as *mut GoSlice<u8>) };
                    let old = slice.slice(0, 0);
                    *slice = if bytes.is_empty() && old.is_nil() {
                        self.cx.empty_slice()
                    } else {
                        self.cx.append(old, &bytes)
                    };
                }
                right
            }
            kind::TIME if first == b'"' => match parse_rfc3339(self.string()) {
                Some(moment) => {
                    // SAFETY: a variable of type Time.
                    unsafe { moment.write(to) };
                    true
                }
                None => false,
            },
            _ => false,
        };
        if !fits {
            self.at = from;
            return Err(self.ask_go(codec, to, method::GO));
        }
        Ok(())
    }

    fn strict_interface(&mut self, codec: &Codec, to: *mut u8, first: u8) -> Run<()> {
        // SAFETY: a variable of interface type.
        let v = unsafe { &mut *(to as *mut Iface) };
        if !v.is_nil() || !codec.is_any() {
            return Err(self.ask_go(codec, to, method::GO));
        }
        // SAFETY: the Go side's table of basic codecs, all there.
        let basic = unsafe {
            let b = &*self.state.basic;
            &*match first {
                b'{' => b.object,
                b'[' => b.array,
                b'"' => b.string,
                b't' | b'f' => b.boolean,
                _ => b.float,
            }
        };
        let mut word = 0u64;
        if basic.kind == kind::FLOAT {
            let from = self.at;
            let number = self.skip();
            if !store_number(basic, (&raw mut word).cast(), number) {
                self.at = from;
                return Err(self.ask_go(codec, to, method::GO));
            }
            self.at = from;
        }
        let opened = self.any_value(basic, v);
        self.state.before = self.at as i64;
        opened
    }

    /// Steps to the next member or element: false at the end, behind which it then is.
    fn strict_advance(&mut self, close: u8) -> bool {
        self.state.before = self.at as i64;
        let more = self.advance(close);
        if !more {
            self.state.before = self.at as i64;
        }
        more
    }

    /// A member's name; the place is then behind the colon.
    fn strict_name(&mut self) -> &'a [u8] {
        let raw = self.string();
        self.state.before = self.at as i64;
        self.space();
        self.at += 1;
        raw
    }

    /// Frame: `i` the index of the field expected next, `n` where the name of the current member begins, `state` how
    /// many there were.
    fn next_strict_field(&mut self, frame: Frame) -> Run<()> {
        if !self.strict_advance(b'}') {
            self.stack.pop();
            return Ok(());
        }
        let begins = self.at as i64;
        let top = self.top();
        top.n = begins;
        top.state += MEMBER;
        let fields = frame.codec().fields.items();
        let raw = self.strict_name();
        let is = |at: usize, name: &[u8]| fields.get(at).is_some_and(|f| f.name.bytes() == name);
        let find = |name: &[u8]| {
            let expected = frame.i as usize;
            if is(expected, name) {
                return Some(expected);
            }
            fields.iter().position(|f| f.name.bytes() == name)
        };
        let found = if quote::is_plain(raw) {
            find(raw)
        } else {
            find(&quote::unquoted(raw))
        };
        let Some(i) = found else {
            if self.has(option::REJECT_UNKNOWN) {
                return Err(self.fail(failure::UNKNOWN_NAME));
            }
            self.peek();
            self.skip();
            return Ok(());
        };
        self.top().i = i as i64 + 1;
        let field = &fields[i];
        let mut to = frame.at;
        for step in field.path.items() {
            to = to.wrapping_add(step.offset as usize);
            if step.through.is_null() {
                continue;
            }
            // SAFETY: a field of pointer type.
            let pointer = unsafe { &mut *(to as *mut *mut u8) };
            if pointer.is_null() {
                if field.flags & flag::UNREACHABLE != 0 {
                    return Err(self.fail(failure::NIL_FIELD));
                }
                let ty = crate::bytecode::rtype::TypeRef(step.through);
                *pointer = self.cx.new_object(ty);
            }
            to = *pointer;
        }
        if field.flags & flag::GO != 0 {
            return Err(self.ask_go(field.codec(), to, method::GO));
        }
        self.strict_value(field.codec(), to, field.flags & flag::QUOTED != 0)
    }

    /// Frame: `n` where the name of the current member begins, `i` how many there were.
    fn next_strict_member(&mut self, frame: Frame) -> Run<()> {
        let codec = frame.codec();
        let had = frame.state & HAD_MEMBERS;
        if frame.state & (MEMBER - 1) == member::ELEMENT {
            self.top().state = member::NEXT | had;
            self.set_member(frame);
            return Ok(());
        }
        if !self.strict_advance(b'}') {
            self.stack.pop();
            return Ok(());
        }
        let begins = self.at;
        let top = self.top();
        top.n = begins as i64;
        top.i += 1;
        let key = codec.key();
        let before = self.state.before;
        let raw = self.strict_name();
        let fits = if key.kind == kind::STRING {
            let text = self.go_string(raw);
            // SAFETY: the object for the key.
            unsafe { *(frame.list as *mut GoStr) = text };
            true
        } else {
            let number = quote::unquoted(raw);
            wire::is_number(&number) && store_number(key, frame.list, &number)
        };
        if !fits {
            self.state.before = before;
            self.at = begins;
            return Err(self.ask_go(key, frame.list, method::GO | method::KEY));
        }
        let elem = codec.elem();
        let duplicates = self.has(text::ALLOW_DUPLICATES);
        // SAFETY: the object for the element; a map and a key of its type.
        unsafe {
            std::ptr::write_bytes(frame.elem, 0, elem.ty().size);
            // Texts differ where names may come but once; numbers (0, -0) may be the same.
            if duplicates || had != 0 || key.kind != kind::STRING {
                let old = map::find_memory(frame.at as u64, codec.ty(), frame.list);
                let old = old.unwrap_or(std::ptr::null());
                if !old.is_null() {
                    if !duplicates && had == 0 {
                        return Err(self.fail(failure::SAME_NAME));
                    }
                    std::ptr::copy_nonoverlapping(old, frame.elem, elem.ty().size);
                }
            }
        }
        self.top().state = member::ELEMENT | had;
        self.strict_value(elem, frame.elem, false)
    }

    /// Puts a map's element that has been read, or as much of it as was, where it belongs.
    fn set_member(&mut self, frame: Frame) {
        let codec = frame.codec();
        // SAFETY: the map, and a key and an element of its types.
        let set = unsafe {
            let cache = &mut self.cx.ctx().cache;
            map::addr_memory(cache, frame.at as u64, codec.ty(), frame.list)
                .map(|to| Place::new(codec.elem().ty(), frame.elem).copy_to(to))
        };
        // Keys are strings and numbers.
        debug_assert!(set.is_ok());
    }

    /// Frame: `i` the index of the next element, `n` the array's length.
    fn next_strict_of_array(&mut self, frame: Frame) -> Run<()> {
        let elem = frame.codec().elem();
        let size = elem.ty().size;
        let at = frame.at.wrapping_add(frame.i as usize * size);
        if !self.strict_advance(b']') {
            self.stack.pop();
            if frame.i < frame.n {
                // SAFETY: the rest of the array.
                unsafe { std::ptr::write_bytes(at, 0, (frame.n - frame.i) as usize * size) };
                return Err(self.fail_array(frame, failure::TOO_FEW));
            }
            if frame.i > frame.n {
                return Err(self.fail_array(frame, failure::TOO_MANY));
            }
            return Ok(());
        }
        self.top().i += 1;
        if frame.i >= frame.n {
            self.peek();
            self.skip();
            return Ok(());
        }
        // SAFETY: an element of the array.
        unsafe { std::ptr::write_bytes(at, 0, size) };
        self.strict_value(elem, at, false)
    }

    fn fail_array(&mut self, frame: Frame, failure: i64) -> i64 {
        self.state.value = Iface {
            ty: frame.codec().ptr as u64,
            data: frame.at as u64,
        };
        self.fail(failure)
    }

    /// Frame: `i` the index of the next element; below `n` what lies in the array is old.
    fn next_strict_of_slice(&mut self, frame: Frame) -> Run<()> {
        self.state.before = self.at as i64;
        let had = self.stack.len();
        if self.peek() != b']' && frame.i < frame.n {
            let size = frame.codec().elem().ty().size;
            // SAFETY: a variable of slice type, and an element within its capacity.
            unsafe {
                let array = (*(frame.at as *const GoSlice<u8>)).as_mut_ptr();
                std::ptr::write_bytes(array.add(frame.i as usize * size), 0, size);
            }
        }
        let next = self.slice_element(frame)?;
        if let Some((elem, to)) = next {
            return self.strict_value(elem, to, false);
        }
        debug_assert!(self.stack.len() < had);
        self.state.before = self.at as i64;
        Ok(())
    }
}
