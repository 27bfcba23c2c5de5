//! Writing values as encoding/json/v2 has them. What is rare or goes wrong is the Go side's: it is asked to write that value with
//! its own codecs (`method::GO`), as if nothing of the value had been written yet; so commas and colons are written with the
//! value behind them.

use super::super::codec::{Codec, Frame, answer, flag, kind, method, option};
use super::super::wire::{self, flag as text};
use super::{CYCLES_FROM, Encoder, Entry, MAX_DEPTH, Run, State};
use super::{append_number, follow, is_empty, is_nil, is_zero, with};
use crate::std::strconv::int::IntText;
use crate::std::time::layout::append_json;
use crate::std::time::moment::Moment;
use crate::std::value::Place;
use crate::vm::native::{GoPtr, NativeCx};

/// In a struct's frame: field `i` is known not to be zero; the field that was written last is taken back if it is empty.
/// Above them the number of members.
const CHECKED: i64 = 4;
const TAKE_BACK: i64 = 8;
const MEMBER: i64 = 16;

/// How much is written before it is handed to a writer.
const MUCH: usize = 16 << 10;

/// Encodes the variable at `at`, of the codec's type.
pub fn start(cx: &mut NativeCx, state: GoPtr<State>, codec: GoPtr<Codec>, at: GoPtr<u8>) -> i64 {
    with(cx, state, |e| {
        // SAFETY: the Go side's codec and a variable of its type.
        let (codec, place) = unsafe { (&*codec.0, Place::new((*codec.0).ty(), at.0)) };
        e.value(codec, place, true, false)
    })
}

impl Encoder<'_, '_> {
    pub(super) fn is_strict(&self) -> bool {
        self.state.flags & option::V2 != 0
    }

    fn has(&self, option: i64) -> bool {
        self.state.flags & option != 0
    }

    fn depth(&self) -> usize {
        self.state.depth as usize + self.stack.len()
    }

    /// The Go side looks for cycles here.
    pub(super) fn is_deep(&self) -> bool {
        self.depth() > CYCLES_FROM
    }

    pub(super) fn run_strict(&mut self) -> Run<()> {
        while let Some(frame) = self.stack.last().copied() {
            match frame.codec().kind {
                kind::STRUCT => self.next_strict_field(frame)?,
                kind::MAP => self.next_strict_member(frame)?,
                _ => self.next_strict_element(frame)?,
            }
        }
        Ok(())
    }

    /// What stands before a value: a colon or a comma, and space.
    pub(super) fn lead(&mut self) {
        if !self.is_strict() {
            return;
        }
        let Some(top) = self.stack.last() else { return };
        match top.codec().kind {
            kind::STRUCT | kind::MAP => {
                self.out.push(b':');
                if self.has(text::SPACE_COLON) {
                    self.out.push(b' ');
                }
            }
            _ => {
                let first = top.i == 1;
                self.separate(first);
            }
        }
    }

    fn separate(&mut self, first: bool) {
        if !first {
            self.out.push(b',');
            if self.has(text::SPACE_COMMA) {
                self.out.push(b' ');
            }
        }
        self.line(self.depth());
    }

    fn line(&mut self, levels: usize) {
        if !self.has(text::MULTILINE) {
            return;
        }
        self.out.push(b'\n');
        self.out.extend_from_slice(self.state.prefix.bytes());
        for _ in 1..levels {
            self.out.extend_from_slice(self.state.indent.bytes());
        }
    }

    fn close(&mut self, bracket: u8, empty: bool) {
        if !empty {
            self.line(self.depth() - 1);
        }
        self.out.push(bracket);
        self.stack.pop();
    }

    /// A value that is no pointer and no interface, and has no methods.
    pub(super) fn strict(
        &mut self,
        codec: &Codec,
        place: Place,
        has_address: bool,
        quoted: bool,
    ) -> Run<()> {
        match codec.kind {
            kind::STRUCT | kind::ARRAY | kind::SLICE | kind::MAP => {
                return self.open_strict(codec, place, has_address);
            }
            kind::BOOL => {
                self.lead();
                let word = if place.bool() { "true" } else { "false" };
                self.out.extend_from_slice(word.as_bytes());
            }
            kind::INT | kind::UINT => {
                self.lead();
                let digits = match codec.kind {
                    kind::INT => IntText::signed(place.int(), 10),
                    _ => IntText::new(place.uint(), false, 10),
                };
                self.number(quoted, |out| out.extend_from_slice(digits.bytes()));
            }
            kind::FLOAT if place.float().is_finite() => {
                self.lead();
                let bits = if place.ty.size == 4 { 32 } else { 64 };
                self.number(quoted, |out| append_number(out, place.float(), bits));
            }
            kind::STRING => {
                let from = self.out.len();
                self.lead();
                if !self.quote(place.string().bytes()) {
                    self.out.truncate(from);
                    return Err(self.ask(codec, place, has_address, method::GO));
                }
            }
            kind::BYTES => {
                let bytes = place.slice();
                if bytes.is_nil() && self.has(option::NIL_SLICE_AS_NULL) {
                    self.null();
                    return Ok(());
                }
                self.lead();
                let from = self.out.len() + 1;
                let standard = &crate::std::encoding::base64::STANDARD;
                self.out.push(b'"');
                self.out.resize(from + standard.encoded_len(bytes.len()), 0);
                standard.encode_to(&mut self.out[from..], &bytes);
                self.out.push(b'"');
            }
            kind::TIME => {
                let from = self.out.len();
                self.lead();
                self.out.push(b'"');
                // SAFETY: a Time.
                let moment = unsafe { Moment::read(self.memory(place)) };
                if !append_json(&mut self.out, moment) {
                    self.out.truncate(from);
                    return Err(self.ask(codec, place, has_address, method::GO));
                }
                self.out.push(b'"');
            }
            kind::RAW if place.slice().is_nil() => self.null(),
            kind::RAW if !self.has(option::REORDER_RAW) => {
                let from = self.out.len();
                self.lead();
                let raw = place.slice();
                let (flags, depth) = (self.state.flags, self.depth());
                let (prefix, indent) = (self.state.prefix, self.state.indent);
                if !wire::append_value(&mut self.out, &raw, flags, depth, &prefix, &indent) {
                    self.out.truncate(from);
                    return Err(self.ask(codec, place, has_address, method::GO));
                }
            }
            _ => return Err(self.ask(codec, place, has_address, method::GO)),
        }
        Ok(())
    }

    fn number(&mut self, quoted: bool, append: impl FnOnce(&mut Vec<u8>)) {
        if quoted {
            self.out.push(b'"');
        }
        append(&mut self.out);
        if quoted {
            self.out.push(b'"');
        }
    }

    /// False: it is not UTF-8, and should be.
    fn quote(&mut self, s: &[u8]) -> bool {
        let flags = self.state.flags;
        wire::append_quote(&mut self.out, s, flags) || self.has(text::ALLOW_INVALID)
    }

    fn open_strict(&mut self, codec: &Codec, place: Place, has_address: bool) -> Run<()> {
        let nil_is_null = match codec.kind {
            kind::SLICE => place.slice().is_nil() && self.has(option::NIL_SLICE_AS_NULL),
            kind::MAP => place.word() == 0 && self.has(option::NIL_MAP_AS_NULL),
            _ => false,
        };
        let cyclic = matches!(codec.kind, kind::SLICE | kind::MAP);
        // Names that are not UTF-8 may become the same.
        let watched = codec.kind == kind::MAP
            && self.state.flags & (text::ALLOW_INVALID | text::ALLOW_DUPLICATES)
                == text::ALLOW_INVALID;
        if cyclic && self.is_deep() || self.depth() > MAX_DEPTH || watched {
            return Err(self.ask(codec, place, has_address, method::GO));
        }
        if nil_is_null {
            self.null();
            return Ok(());
        }
        self.lead();
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
                frame.at = slice.as_mut_ptr();
                frame.n = slice.len() as i64;
                frame.state = 1;
                self.out.push(b'[');
            }
            kind::ARRAY => {
                frame.at = self.memory(place);
                frame.n = place.len() as i64;
                self.out.push(b'[');
            }
            kind::STRUCT => {
                frame.at = self.memory(place);
                self.out.push(b'{');
            }
            _ => {
                self.out.push(b'{');
                let word = place.word();
                frame.at = word as *mut u8;
                if word != 0 {
                    // SAFETY: the variable form of a map is its word.
                    let map = unsafe { Place::new(codec.ty(), &raw const word as *const u8) };
                    self.entries(&mut frame, map);
                    self.names(&frame)?;
                }
            }
        }
        self.stack.push(frame);
        Ok(())
    }

    /// The names of a map's members, in order if that is asked for.
    fn names(&mut self, frame: &Frame) -> Run<()> {
        // SAFETY: the entries that `entries` made.
        let entries =
            unsafe { std::slice::from_raw_parts_mut(frame.list as *mut Entry, frame.n as usize) };
        let key = frame.codec().key();
        for entry in &mut *entries {
            // SAFETY: the key lies in the map, whose memory stays.
            entry.name = self.name(key, unsafe { Place::new(key.ty(), entry.key) })?;
        }
        if self.has(option::DETERMINISTIC) {
            entries.sort_by(|a, b| a.name.bytes().cmp(b.name.bytes()));
        }
        Ok(())
    }

    /// Between two values, neither of which is a member that may be taken back.
    fn flush(&mut self) -> Run<()> {
        let much = self.state.has_writer && self.out.len() + self.state.out.len() > MUCH;
        if much && !std::mem::replace(&mut self.flushed, true) {
            self.state.method = method::GO;
            return Err(answer::WANT_FLUSH);
        }
        self.flushed = false;
        Ok(())
    }

    fn next_strict_element(&mut self, frame: Frame) -> Run<()> {
        if frame.i >= frame.n {
            self.close(b']', frame.n == 0);
            return Ok(());
        }
        self.flush()?;
        self.top().i += 1;
        let elem = frame.codec().elem();
        // SAFETY: below the length.
        let place =
            unsafe { Place::new(elem.ty(), frame.at.add(frame.i as usize * elem.ty().size)) };
        self.value(elem, place, frame.state == 1, false)
    }

    /// How much has been written to the stream.
    fn written(&self) -> i64 {
        self.state.offset + (self.state.out.len() + self.out.len()) as i64
    }

    /// Takes back what was written from `began` on, if it ends with an empty value.
    fn take_back(&mut self, began: i64) -> bool {
        let mut end = [0; 3];
        let all = self.state.out.items().iter().chain(&self.out);
        for (to, from) in end.iter_mut().rev().zip(all.rev()) {
            *to = *from;
        }
        let empty = match &end[1..] {
            b"ll" | b"{}" | b"[]" => true,
            b"\"\"" => end[0] != b'\\',
            _ => false,
        };
        let length = usize::try_from(began - self.state.offset);
        let (true, Ok(length)) = (empty, length) else {
            return false;
        };
        let before = self.state.out.len();
        self.out.truncate(length.saturating_sub(before));
        self.state.out = self.state.out.slice(0, before.min(length));
        true
    }

    /// Frame: `n` where in the stream the field began that was written last.
    fn next_strict_field(&mut self, frame: Frame) -> Run<()> {
        let mut state = frame.state & !TAKE_BACK;
        if frame.state & TAKE_BACK != 0 {
            if self.take_back(frame.n) {
                state -= MEMBER;
            }
            self.top().state = state;
        }
        let Some(field) = frame.codec().fields.items().get(frame.i as usize) else {
            self.close(b'}', state < MEMBER);
            return Ok(());
        };
        let codec = field.codec();
        let mut has_address = state & 1 != 0;
        let Some(at) = follow(field, frame.at, &mut has_address) else {
            self.top().i += 1;
            return Ok(());
        };
        // SAFETY: the field's address.
        let place = unsafe { Place::new(codec.ty(), at) };
        let omits_zero = field.flags & flag::OMIT_ZERO != 0 || self.has(option::OMIT_ZERO);
        if omits_zero && state & CHECKED == 0 {
            let asks = field.flags & flag::ZERO_BY_VALUE != 0;
            if asks && !is_nil(place) {
                return Err(self.ask(codec, place, has_address, method::IS_ZERO));
            }
            if asks || is_zero(place) {
                self.top().i += 1;
                return Ok(());
            }
        }
        if field.flags & flag::EMPTY_IS_KNOWN != 0 && is_empty(place) {
            let top = self.top();
            top.i += 1;
            top.state = state & !CHECKED;
            return Ok(());
        }
        let began = self.written();
        self.separate(state < MEMBER);
        if field.flags & flag::ESCAPE != 0 {
            self.quote(field.name.bytes());
        } else {
            self.out.extend_from_slice(&field.plain);
        }
        let top = self.top();
        top.i += 1;
        top.n = began;
        top.state = (state & !CHECKED) + MEMBER;
        if field.flags & flag::OMIT_EMPTY != 0 {
            top.state |= TAKE_BACK;
        }
        if field.flags & flag::GO != 0 {
            return Err(self.ask(codec, place, has_address, method::GO));
        }
        self.value(codec, place, has_address, field.flags & flag::QUOTED != 0)
    }

    fn next_strict_member(&mut self, frame: Frame) -> Run<()> {
        let entry = (frame.list as *const Entry).wrapping_add(frame.i as usize);
        if frame.i >= frame.n {
            self.close(b'}', frame.n == 0);
            return Ok(());
        }
        self.flush()?;
        // SAFETY: below the number of entries that `entries` made.
        let entry = unsafe { &*entry };
        let codec = frame.codec();
        let from = self.out.len();
        self.separate(frame.i == 0);
        if !self.quote(entry.name.bytes()) {
            self.out.truncate(from);
            // SAFETY: the key lies in the map, whose memory stays.
            let key = unsafe { Place::new(codec.key().ty(), entry.key) };
            self.ask(codec.key(), key, false, method::GO | method::KEY);
            return Err(answer::WANT_METHOD);
        }
        self.top().i += 1;
        // SAFETY: the element lies in the map, whose memory stays.
        let place = unsafe { Place::new(codec.elem().ty(), entry.elem) };
        self.value(codec.elem(), place, false, false)
    }
}
