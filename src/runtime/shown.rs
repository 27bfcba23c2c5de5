//! The short form of a value, for those who watch a run. It is kept as a few words when the value passes by (`keep`), and becomes text
//! only when somebody wants to read it (`text`).
//!
//! Looks only at what the value itself holds and at what nobody changes: strings, boxes of interfaces, elements of slices that are
//! scalars. Everything else another goroutine may be writing at this moment, and half a string's header must not be followed.

use std::fmt::Write;

use crate::bytecode::rtype::{Detail, Kind, TypeRef};

use super::leaves;

/// Words that a kept value may take up.
pub const WORDS: usize = crate::sched::record::VALUE_WORDS;
/// Bytes of text in them, behind the length.
const TEXT: usize = WORDS * 8 - 1;
/// Elements of a slice or an array that are shown.
const ELEMENTS: usize = 4;
/// How deep structs in structs are followed.
const DEPTH: u32 = 4;

/// Whether values are kept as their leaves: these say all, without anything that could be gone later.
#[inline(always)]
fn is_kept_as_leaves(ty: TypeRef) -> bool {
    !ty.in_memory && ty.leaves.len() <= WORDS && !ty.has_pointers()
}

/// Whether `keep` keeps just the one slot.
#[inline(always)]
pub fn is_one_word(ty: TypeRef) -> bool {
    ty.leaves.len() == 1 && is_kept_as_leaves(ty)
}
/// The same of most such types, seen at one look.
#[inline(always)]
pub fn is_number(ty: TypeRef) -> bool {
    (Kind::Bool..=Kind::Float64).contains(&ty.kind)
}

/// Keeps the value in `slots`; the number of words used.
///
/// # Safety
/// `slots` hold a value of `ty` in register form.
#[inline]
pub unsafe fn keep(ty: TypeRef, slots: *const u64, words: &mut [u64; WORDS]) -> usize {
    if !is_kept_as_leaves(ty) {
        // SAFETY: the caller's promise.
        return unsafe { keep_text(ty, slots, words) };
    }
    let n = ty.leaves.len();
    for (i, word) in words.iter_mut().enumerate().take(n) {
        // SAFETY: one slot for each leaf.
        *word = unsafe { *slots.add(i) };
    }
    n
}

#[inline(never)]
unsafe fn keep_text(ty: TypeRef, slots: *const u64, words: &mut [u64; WORDS]) -> usize {
    // SAFETY: the caller's promise.
    let text = unsafe { of_slots(ty, slots) };
    let mut end = text.len().min(TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut bytes = [0; WORDS * 8];
    bytes[0] = end as u8;
    bytes[1..=end].copy_from_slice(&text.as_bytes()[..end]);
    for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(8)) {
        *word = u64::from_ne_bytes(std::array::from_fn(|i| bytes[i]));
    }
    (end + 1).div_ceil(8)
}

/// The text of a value of type `ty` that `keep` kept.
pub fn text(ty: TypeRef, words: &[u64]) -> String {
    if is_kept_as_leaves(ty) {
        if words.len() < ty.leaves.len() {
            return String::new();
        }
        // SAFETY: the leaves of a value without pointers.
        return unsafe { of_slots(ty, words.as_ptr()) };
    }
    let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_ne_bytes()).collect();
    let len = bytes.first().map_or(0, |&n| n as usize);
    let shown = bytes.get(1..=len).unwrap_or_default();
    String::from_utf8_lossy(shown).into_owned()
}

/// # Safety
/// `slots` hold a value of `ty` in register form.
unsafe fn of_slots(ty: TypeRef, slots: *const u64) -> String {
    let mut shown = Shown { out: String::new() };
    // SAFETY: the caller's promise; at most 8 leaves of 8 bytes make a value in registers.
    unsafe {
        if ty.in_memory {
            shown.value(ty, *slots as *const u8, DEPTH);
        } else {
            let mut memory = [0u64; crate::bytecode::rtype::MAX_REGISTER_LEAVES + 1];
            if ty.size <= size_of_val(&memory) {
                leaves::store(ty, slots, memory.as_mut_ptr().cast());
                shown.value(ty, memory.as_ptr().cast(), DEPTH);
            }
        }
    }
    shown.out
}

struct Shown {
    out: String,
}

impl Shown {
    fn is_full(&self) -> bool {
        self.out.len() > TEXT
    }

    /// # Safety
    /// `at` points to a value of `ty` in memory form that nobody else changes.
    unsafe fn value(&mut self, ty: TypeRef, at: *const u8, depth: u32) {
        if self.is_full() {
            return;
        }
        // SAFETY: the memory form has the type's size.
        unsafe {
            let word = |i: usize| *at.cast::<u64>().add(i);
            let leaf = || match ty.leaves.first() {
                Some(leaf) => leaves::load_leaf(at, leaf.width),
                None => 0,
            };
            let out = &mut self.out;
            // Text always has room: writing to a string does not fail.
            let _ = match ty.kind {
                Kind::Bool => write!(out, "{}", leaf() & 1 != 0),
                Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                    write!(out, "{}", leaf() as i64)
                }
                Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 => {
                    write!(out, "{}", leaf())
                }
                Kind::Float32 => write!(out, "{}", float(f32::from_bits(leaf() as u32).into())),
                Kind::Float64 => write!(out, "{}", float(f64::from_bits(leaf()))),
                Kind::Complex64 => {
                    let part = |i| f64::from(*at.cast::<f32>().add(i));
                    write!(out, "({}{:+}i)", float(part(0)), part(1))
                }
                Kind::Complex128 => {
                    let part = |i| f64::from_bits(word(i));
                    write!(out, "({}{:+}i)", float(part(0)), part(1))
                }
                Kind::String => {
                    self.string(word(0) as *const u8, word(1) as usize);
                    Ok(())
                }
                Kind::Struct => {
                    self.fields(ty, at, depth);
                    Ok(())
                }
                Kind::Array => {
                    let len = match ty.detail {
                        Detail::Array { len, .. } => len,
                        _ => 0,
                    };
                    self.elements(ty.elem, at, len, depth);
                    Ok(())
                }
                Kind::Slice if word(0) == 0 => out.write_str("[]"),
                Kind::Slice if ty.elem.has_pointers() => {
                    write!(out, "{}[{}]", ty.name, word(1))
                }
                Kind::Slice => {
                    self.elements(ty.elem, word(0) as *const u8, word(1) as usize, depth);
                    Ok(())
                }
                Kind::Interface => {
                    self.interface(word(0), word(1), depth);
                    Ok(())
                }
                _ if leaf() == 0 => out.write_str("nil"),
                Kind::Func => out.write_str(&ty.name),
                Kind::Map | Kind::Chan => write!(out, "{}({:#x})", ty.name, leaf()),
                _ => write!(out, "{:#x}", leaf()),
            };
        }
    }

    /// # Safety
    /// `len` bytes at `at` (a string's), which nobody ever changes.
    unsafe fn string(&mut self, at: *const u8, len: usize) {
        let shown = len.min(TEXT);
        let bytes = match shown {
            0 => &[],
            // SAFETY: the caller's promise.
            _ => unsafe { std::slice::from_raw_parts(at, shown) },
        };
        let text = String::from_utf8_lossy(bytes);
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                c if c.is_control() => self.out.push('\u{fffd}'),
                c => self.out.push(c),
            }
            if self.out.len() + 4 > TEXT {
                self.out.push('…');
                return;
            }
        }
        self.out.push('"');
    }

    /// # Safety
    /// As for `value`.
    unsafe fn fields(&mut self, ty: TypeRef, at: *const u8, depth: u32) {
        let Detail::Struct { fields } = &ty.detail else {
            return;
        };
        if depth == 0 {
            self.out.push_str("{…}");
            return;
        }
        self.out.push('{');
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            // SAFETY: a field lies inside the value.
            unsafe { self.value(field.ty, at.add(field.offset), depth - 1) };
        }
        self.out.push('}');
    }

    /// # Safety
    /// `len` elements at `at`; they are scalars, or as for `value`.
    unsafe fn elements(&mut self, elem: TypeRef, at: *const u8, len: usize, depth: u32) {
        self.out.push('[');
        for i in 0..len.min(ELEMENTS) {
            if i > 0 {
                self.out.push(' ');
            }
            // SAFETY: the caller's promise.
            unsafe { self.value(elem, at.add(i * elem.size), depth.saturating_sub(1)) };
        }
        if len > ELEMENTS {
            let _ = write!(self.out, " … {len}");
        }
        self.out.push(']');
    }

    /// # Safety
    /// The words of an interface.
    unsafe fn interface(&mut self, ty: u64, data: u64, depth: u32) {
        if ty == 0 {
            self.out.push_str("nil");
            return;
        }
        // SAFETY: not nil, so a descriptor; a box is not changed by anybody.
        unsafe {
            let ty = TypeRef::from_word(ty);
            if depth == 0 {
                self.out.push_str(&ty.name);
            } else if !ty.direct {
                self.value(ty, data as *const u8, depth - 1);
            } else if ty.data_is_pointer {
                let _ = write!(self.out, "{}({data:#x})", ty.name);
            } else {
                // The one leaf of a value may lie at the wrong end of a word: through its memory form.
                let mut memory = [0u64; 1];
                leaves::store(ty, &data, memory.as_mut_ptr().cast());
                self.value(ty, memory.as_ptr().cast(), depth - 1);
            }
        }
    }
}

/// As Go's `%v`.
pub fn float(f: f64) -> String {
    if f.is_nan() {
        return "NaN".into();
    }
    if f.is_infinite() {
        return if f > 0.0 { "+Inf" } else { "-Inf" }.into();
    }
    let size = f.abs();
    if size != 0.0 && !(1e-4..1e21).contains(&size) {
        let text = format!("{f:e}");
        return match text.split_once('e') {
            Some((digits, power)) => match power.strip_prefix('-') {
                Some(power) => format!("{digits}e-{power:0>2}"),
                None => format!("{digits}e+{power:0>2}"),
            },
            None => text,
        };
    }
    f.to_string()
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_are_shown_as_go_shows_them() {
        for (f, text) in [
            (0.0, "0"),
            (1.5, "1.5"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (-2.5e-7, "-2.5e-07"),
            (f64::NEG_INFINITY, "-Inf"),
        ] {
            assert_eq!(float(f), text);
        }
    }
}
