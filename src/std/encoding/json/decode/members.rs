//! Values that are open: the next field, member or element of a struct, a map, an array, a slice.

use super::misfit::{described, failure};
use super::scalar::store_number;
use super::{Decoder, RETRY, Run};
use crate::bytecode::rtype::TypeRef;
use crate::runtime::{map, slices};
use crate::std::encoding::json::codec::{Codec, Field, Frame, flag, kind, method};
use crate::std::encoding::json::quote;
use crate::std::encoding::json::scan::Scanner;
use crate::std::value::Place;
use crate::vm::native::{GoSlice, GoStr, Iface};

impl<'a> Decoder<'a, '_> {
    pub(super) fn open(&mut self, codec: &Codec, to: *mut u8, n: i64) -> Run<()> {
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

    pub(super) fn open_map(&mut self, codec: &Codec, to: *mut u8) -> Run<()> {
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

    /// Steps to the next member or element: false at the end, behind which it then is.
    pub(super) fn advance(&mut self, close: u8) -> bool {
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
    pub(super) fn next_field(&mut self, frame: Frame) -> Run<()> {
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
            if let Some(rest) = frame.codec().rest() {
                return self.rest(rest, frame.at, name);
            }
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

    /// A member for which the struct has no field goes into its map, or text. The place is behind its name.
    fn rest(&mut self, field: &Field, at: *mut u8, name: &[u8]) -> Run<()> {
        let begins = self.top().n;
        let Some(mut to) = self.follow(field, at) else {
            return Ok(());
        };
        let mut codec = field.codec();
        if codec.kind == kind::POINTER {
            codec = codec.elem();
            // SAFETY: a field of pointer type.
            let pointer = unsafe { &mut *(to as *mut *mut u8) };
            if pointer.is_null() {
                *pointer = self.cx.new_object(codec.ty());
            }
            to = *pointer;
        }
        if codec.kind != kind::MAP {
            return self.rest_text(codec, to, begins as usize);
        }
        let after = self.at;
        self.open_map(codec, to)?;
        self.at = after;
        let key = self.cx.string(name);
        let top = self.top();
        top.n = begins;
        top.state = member::ELEMENT | member::SINGLE;
        let (map, list, elem) = (top.at, top.list, top.elem);
        // SAFETY: the objects for a key that is a string and for an element, a map of their type.
        unsafe {
            *(list as *mut GoStr) = key;
            if codec.elem().kind != kind::INTERFACE {
                let old = map::find_memory(map as u64, codec.ty(), list);
                let old = old.unwrap_or(std::ptr::null());
                if !old.is_null() {
                    std::ptr::copy_nonoverlapping(old, elem, codec.elem().ty().size);
                }
            }
        }
        self.value(codec.elem(), elem, false)
    }

    /// The member, whose name begins at `begins`, is added to the object that the text is.
    fn rest_text(&mut self, codec: &Codec, to: *mut u8, begins: usize) -> Run<()> {
        let first = self.peek();
        let behind = self.at;
        let raw = self.skip();
        // SAFETY: a variable of slice type.
        let text = unsafe { &mut *(to as *mut GoSlice<u8>) };
        let old = text.items().trim_ascii_end();
        let mut out = match old {
            [] => vec![b'{'],
            [object @ .., b'}'] => object.trim_ascii_end().to_vec(),
            _ => {
                let why = "embedded raw value must be a JSON object";
                self.misfit(failure::MISFIT, codec.typ, behind, described(first), why);
                return Ok(());
            }
        };
        if !matches!(out.last(), Some(b'{' | b',')) {
            out.push(b',');
        }
        let mut name = Scanner {
            data: self.data,
            at: begins,
        };
        let _ = name.string();
        out.extend_from_slice(&self.data[begins..name.at]);
        out.push(b':');
        out.extend_from_slice(raw);
        out.push(b'}');
        *text = self.cx.append(text.slice(0, 0), &out);
        Ok(())
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
    pub(super) fn next_member(&mut self, frame: Frame) -> Run<()> {
        let codec = frame.codec();
        match frame.state & !(RETRY | member::SINGLE) {
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
                if frame.state & member::SINGLE != 0 {
                    self.stack.pop();
                } else {
                    self.top().state = member::NEXT;
                }
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
    pub(super) fn next_of_array(&mut self, frame: Frame) -> Run<()> {
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
    pub(super) fn next_of_slice(&mut self, frame: Frame) -> Run<()> {
        match self.slice_element(frame)? {
            Some((elem, to)) => self.value(elem, to, false),
            None => Ok(()),
        }
    }

    /// Steps to a slice's next element, for which there then is a variable; none: the slice has ended, and is whole.
    pub(super) fn slice_element(&mut self, frame: Frame) -> Run<Option<(&'a Codec, *mut u8)>> {
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
            return Ok(None);
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
        Ok(Some((elem, to)))
    }
}

/// A map's frame expects a member, has its key, has its element.
pub(super) mod member {
    pub const NEXT: i64 = 0;
    pub const KEY: i64 = 1;
    pub const ELEMENT: i64 = 2;
    /// Beside ELEMENT: the member is one of the struct around the map, which has no others here.
    pub const SINGLE: i64 = 4;
}

pub(super) fn codec_len(codec: &Codec) -> i64 {
    match codec.ty().detail {
        crate::bytecode::rtype::Detail::Array { len, .. } => len as i64,
        _ => 0,
    }
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
