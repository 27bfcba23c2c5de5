//! Writing what has parts: arrays, structs, maps, and the names of their members.

use super::super::codec::{Codec, Field, Frame, answer, flag, kind, method};
use super::super::quote::append_quoted;
use super::super::scan;
use super::{
    ANY_LENGTH, Encoder, Entry, MAX_DEPTH, Run, failure, follow, is_empty, is_nil, is_zero,
};
use crate::bytecode::rtype::{Kind, RType};
use crate::std::strconv::int::IntText;
use crate::std::strconv::quote::{self, Keep};
use crate::std::value::{Place, map_entries};
use crate::vm::native::{GoStr, Iface};

mod member {
    /// In a map's frame: its members are those of the struct around it.
    pub const INLINE: i64 = 2;
}

impl Encoder<'_, '_> {
    pub(super) fn open(&mut self, codec: &Codec, place: Place, has_address: bool) -> Run<()> {
        let mut frame = Frame {
            codec,
            at: std::ptr::null_mut(),
            list: std::ptr::null_mut(),
            elem: std::ptr::null_mut(),
            i: 0,
            n: 0,
            state: i64::from(has_address),
        };
        match codec.kind {
            kind::SLICE => {
                let slice = place.slice();
                if slice.is_nil() {
                    self.out.extend_from_slice(b"null");
                    return Ok(());
                }
                frame.at = slice.as_mut_ptr();
                frame.n = slice.len() as i64;
                frame.state = 1;
                self.out.push(b'[');
                if frame.n > 0 && self.is_open(codec, frame.at, frame.n) {
                    return Err(self.cycle(codec));
                }
            }
            kind::ARRAY => {
                frame.at = self.memory(place);
                frame.n = place.len() as i64;
                self.out.push(b'[');
            }
            kind::STRUCT => {
                frame.at = self.memory(place);
                frame.n = codec.fields.len() as i64;
                self.out.push(b'{');
            }
            _ => {
                let map = place.word();
                if map == 0 {
                    self.out.extend_from_slice(b"null");
                    return Ok(());
                }
                self.out.push(b'{');
                frame.at = map as *mut u8;
                if self.is_open(codec, frame.at, ANY_LENGTH) {
                    return Err(self.cycle(codec));
                }
                let word = map;
                // SAFETY: the variable form of a map is its word.
                let variable = unsafe { Place::new(codec.ty(), &raw const word as *const u8) };
                self.entries(&mut frame, variable);
                frame.state = 0;
            }
        }
        if self.stack.len() >= MAX_DEPTH {
            self.state.failure_offset = self.out.len() as i64;
            return Err(self.fail(
                failure::SYNTAX,
                codec.typ,
                "exceeded max depth".into(),
                Iface::NIL,
            ));
        }
        self.stack.push(frame);
        Ok(())
    }

    /// Collects a map's members; their names come later (`names`).
    pub(super) fn entries(&mut self, frame: &mut Frame, map: Place) {
        let found = map_entries(self.cx, map);
        frame.n = found.len() as i64;
        let ty = self.state.entry_type.type_ref().expect("a sample");
        let list = self.cx.new_array(ty, found.len()) as *mut Entry;
        for (i, (key, elem)) in found.iter().enumerate() {
            // SAFETY: an index of the array just made.
            unsafe {
                *list.add(i) = Entry {
                    name: GoStr::EMPTY,
                    key: key.address().unwrap_or(std::ptr::null()),
                    elem: elem.address().unwrap_or(std::ptr::null()),
                };
            }
        }
        frame.list = list as *mut u8;
    }

    pub(super) fn next_element(&mut self, frame: Frame) -> Run<()> {
        if frame.i >= frame.n {
            self.out.push(b']');
            self.stack.pop();
            return Ok(());
        }
        if frame.i > 0 {
            self.out.push(b',');
        }
        self.top().i += 1;
        let elem = frame.codec().elem();
        // SAFETY: below the length.
        let place =
            unsafe { Place::new(elem.ty(), frame.at.add(frame.i as usize * elem.ty().size)) };
        self.value(elem, place, frame.state == 1, false)
    }

    /// `state`: bit 0 has an address, bit 1 a field was written, bit 2 field `i` is known not to be zero.
    pub(super) fn next_field(&mut self, frame: Frame) -> Run<()> {
        const WRITTEN: i64 = 2;
        const CHECKED: i64 = 4;
        let Some(field) = frame.codec().fields.items().get(frame.i as usize) else {
            if let Some(rest) = frame.codec().rest()
                && frame.i == frame.n
            {
                self.top().i += 1;
                return self.rest(rest, frame.at, frame.state & WRITTEN != 0);
            }
            self.out.push(b'}');
            self.stack.pop();
            return Ok(());
        };
        let codec = field.codec();
        let mut has_address = frame.state & 1 != 0;
        let Some(at) = follow(field, frame.at, &mut has_address) else {
            self.top().i += 1;
            return Ok(());
        };
        // SAFETY: the field's address.
        let place = unsafe { Place::new(codec.ty(), at) };
        if frame.state & CHECKED == 0 {
            if field.flags & flag::OMIT_ZERO != 0 {
                if field.flags & (flag::ZERO_BY_VALUE | flag::ZERO_BY_POINTER) != 0 {
                    if is_nil(place) {
                        self.top().i += 1;
                        return Ok(());
                    }
                    return Err(self.ask_is_zero(field, place, has_address));
                }
                if is_zero(place) {
                    self.top().i += 1;
                    return Ok(());
                }
            }
            if field.flags & flag::OMIT_EMPTY != 0 && is_empty(place) {
                self.top().i += 1;
                return Ok(());
            }
        }
        if frame.state & WRITTEN != 0 {
            self.out.push(b',');
        }
        let name = if self.state.html {
            field.quoted
        } else {
            field.plain
        };
        self.out.extend_from_slice(&name);
        let top = self.top();
        top.i += 1;
        top.state = frame.state & 1 | WRITTEN;
        self.value(codec, place, has_address, field.flags & flag::QUOTED != 0)
    }

    /// The members of a struct that have no field of their own; `behind` others.
    fn rest(&mut self, field: &Field, at: *mut u8, behind: bool) -> Run<()> {
        let Some(at) = follow(field, at, &mut true) else {
            return Ok(());
        };
        let mut codec = field.codec();
        // SAFETY: the field's address.
        let mut place = unsafe { Place::new(codec.ty(), at) };
        if codec.kind == kind::POINTER {
            if place.word() == 0 {
                return Ok(());
            }
            codec = codec.elem();
            place = place.pointee();
        }
        if codec.kind != kind::MAP {
            let text = place.slice();
            if text.is_empty() {
                return Ok(());
            }
            let mut members = Vec::new();
            if scan::validate(&text).is_ok() {
                scan::compact(&mut members, &text, self.state.html, true);
            }
            let Some(members) = members.strip_prefix(b"{") else {
                self.state.text = text;
                let ty = codec.typ;
                return Err(self.fail(failure::NOT_MEMBERS, ty, String::new(), Iface::NIL));
            };
            let members = &members[..members.len() - 1];
            if behind && !members.is_empty() {
                self.out.push(b',');
            }
            self.out.extend_from_slice(members);
            return Ok(());
        }
        // SAFETY: a map or nil.
        if unsafe { crate::runtime::map::len(place.word()) } == 0 {
            return Ok(());
        }
        if behind {
            self.out.push(b',');
        }
        let begun = self.out.len();
        self.open(codec, place, false)?;
        // It has no bracket of its own.
        self.out.truncate(begun);
        self.top().state |= member::INLINE;
        Ok(())
    }

    fn ask_is_zero(&mut self, field: &Field, place: Place, has_address: bool) -> i64 {
        if field.flags & flag::ZERO_BY_VALUE != 0 && place.ty.kind != Kind::Interface {
            let at = self.copied(place);
            // SAFETY: a copy of the value.
            self.state.value = unsafe { Place::new(place.ty, at) }.as_iface();
        } else if place.ty.kind == Kind::Interface {
            self.state.value = place.iface();
        } else {
            return self.ask(field.codec(), place, has_address, method::IS_ZERO);
        }
        self.state.method = method::IS_ZERO;
        answer::WANT_METHOD
    }

    /// `state`, but for `INLINE`: 0: the name of member `i` is to be found; 1: member `i` is to be written.
    pub(super) fn next_member(&mut self, frame: Frame) -> Run<()> {
        // SAFETY: the entries that `entries` made.
        let entries =
            unsafe { std::slice::from_raw_parts_mut(frame.list as *mut Entry, frame.n as usize) };
        let codec = frame.codec();
        let Some(entry) = entries.get_mut(frame.i as usize) else {
            if frame.state & 1 == 1 {
                if frame.state & member::INLINE == 0 {
                    self.out.push(b'}');
                }
                self.stack.pop();
                return Ok(());
            }
            entries.sort_by(|a, b| a.name.bytes().cmp(b.name.bytes()));
            let top = self.top();
            top.i = 0;
            top.state |= 1;
            return Ok(());
        };
        if frame.state & 1 == 0 {
            // SAFETY: the key lies in the map, whose memory stays.
            let key = unsafe { Place::new(codec.key().ty(), entry.key) };
            entry.name = self.name(codec.key(), key)?;
            self.top().i += 1;
            return Ok(());
        }
        if frame.i > 0 {
            self.out.push(b',');
        }
        append_quoted(&mut self.out, &entry.name, self.state.html);
        self.out.push(b':');
        self.top().i += 1;
        // SAFETY: the element lies in the map, whose memory stays.
        let place = unsafe { Place::new(codec.elem().ty(), entry.elem) };
        self.value(codec.elem(), place, false, false)
    }

    /// The name that a map's key gives.
    pub(super) fn name(&mut self, codec: &Codec, key: Place) -> Run<GoStr> {
        match codec.kind {
            kind::STRING | kind::NUMBER => return Ok(key.string()),
            kind::POINTER => {
                let elem = codec.elem();
                if key.word() != 0 {
                    let method = elem.key_pointer_method;
                    if method != method::NONE {
                        return Err(self.ask_name(elem, key.pointee(), true, method));
                    }
                    return self.name(elem, key.pointee());
                }
                if elem.key_pointer_method != method::NONE {
                    return Ok(GoStr::EMPTY);
                }
            }
            kind::INTERFACE => {
                let v = key.iface();
                // SAFETY: the table that the Go side holds.
                let table = unsafe { &*self.state.table };
                if !v.is_nil() {
                    let Some(dynamic) = table.find(v.ty as *const RType) else {
                        self.state.value = v;
                        self.state.method = method::KEY;
                        return Err(answer::WANT_CODEC);
                    };
                    // SAFETY: not nil.
                    return self.name(dynamic, unsafe { Place::of_iface(v) });
                }
            }
            _ if codec.key_value_method != method::NONE => {
                return Err(self.ask_name(codec, key, false, codec.key_value_method));
            }
            kind::INT => return Ok(self.cx.string(IntText::signed(key.int(), 10).bytes())),
            kind::UINT => {
                return Ok(self.cx.string(IntText::new(key.uint(), false, 10).bytes()));
            }
            kind::FLOAT => {
                let from = self.out.len();
                self.scalar(codec, key)?;
                let name = self.out.split_off(from);
                return Ok(self.cx.string(name));
            }
            _ => {}
        }
        let so_far = [self.state.out.items(), &self.out].concat();
        let within = match scan::pointer(&so_far) {
            pointer if pointer.is_empty() => String::new(),
            pointer => {
                let mut quoted = Vec::new();
                quote::append_quoted(&mut quoted, &pointer, b'"', Keep::Print);
                format!(" within {}", String::from_utf8_lossy(&quoted))
            }
        };
        let text = format!(
            "jsontext: object member name must be a string{within} after offset {}",
            so_far.len() + 1
        );
        Err(self.fail(failure::VALUE, codec.typ, text, Iface::NIL))
    }

    fn ask_name(&mut self, codec: &Codec, key: Place, has_address: bool, method: i64) -> i64 {
        self.ask(codec, key, has_address, method | method::KEY)
    }
}
