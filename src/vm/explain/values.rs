//! Values of variables as text, much as fmt's `%#v` has them, bounded in size and depth. Only while nothing runs, and in a program whose
//! frames keep everything (`vm/liveness`), so that what a variable refers to is there.

use std::fmt::Write;

use crate::bytecode::function::{Function, Variable};
use crate::bytecode::rtype::{Detail, Kind, MAX_REGISTER_LEAVES, TypeRef};
use crate::runtime::chan::Chan;
use crate::runtime::shown::float;
use crate::runtime::{leaves, map};

/// Bytes of text for one value, about.
const LONGEST: usize = 120;
/// Elements of a slice or an array.
const ELEMENTS: usize = 8;
/// How deep pointers, structs and elements are followed.
const DEPTH: u32 = 4;

/// The variables that are there when `function` stands at instruction `at`: later ones hide earlier ones of their name.
pub fn visible(function: &Function, at: u32) -> Vec<&Variable> {
    let there = |v: &&Variable| v.from <= at && at < v.to;
    let all: Vec<&Variable> = function.variables.iter().filter(there).collect();
    let hidden = |i: usize| all[i + 1..].iter().any(|v| v.name == all[i].name);
    (0..all.len())
        .filter(|&i| !hidden(i))
        .map(|i| all[i])
        .collect()
}

/// What a variable of the frame at `fp` holds; `None`: it has no place yet.
///
/// # Safety
/// A frame of the function that the variable is of, which nothing changes.
pub unsafe fn of_variable(variable: &Variable, fp: *const u64) -> Option<String> {
    let mut text = Text { out: String::new() };
    let ty = variable.ty;
    // SAFETY: the caller's promise; slots of the frame.
    unsafe {
        let slots = fp.add(variable.slot as usize);
        if variable.in_memory {
            let memory = *slots as *const u8;
            if memory.is_null() {
                return None;
            }
            text.value(ty, memory, DEPTH);
        } else {
            let mut memory = [0u64; MAX_REGISTER_LEAVES + 1];
            if ty.size > size_of_val(&memory) {
                return None;
            }
            leaves::store(ty, slots, memory.as_mut_ptr().cast());
            text.value(ty, memory.as_ptr().cast(), DEPTH);
        }
    }
    Some(text.out)
}

struct Text {
    out: String,
}

impl Text {
    fn is_full(&self) -> bool {
        self.out.len() > LONGEST
    }

    /// # Safety
    /// `at` points to a value of `ty` in memory form, which nothing changes.
    unsafe fn value(&mut self, ty: TypeRef, at: *const u8, depth: u32) {
        if self.is_full() {
            if !self.out.ends_with('…') {
                self.out.push('…');
            }
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
                    self.elements(ty, at, len, depth);
                    Ok(())
                }
                Kind::Slice if word(0) == 0 => write!(out, "{}(nil)", ty.name),
                Kind::Slice => {
                    self.elements(ty, word(0) as *const u8, word(1) as usize, depth);
                    Ok(())
                }
                Kind::Interface => {
                    self.interface(ty, word(0), word(1), depth);
                    Ok(())
                }
                Kind::Pointer if leaf() != 0 && depth > 0 && ty.elem.kind == Kind::Struct => {
                    out.push('&');
                    self.value(ty.elem, leaf() as *const u8, depth - 1);
                    Ok(())
                }
                Kind::Pointer if leaf() != 0 && depth == DEPTH => {
                    let _ = write!(out, "{:#x} to ", leaf());
                    self.value(ty.elem, leaf() as *const u8, depth - 1);
                    Ok(())
                }
                Kind::Pointer if leaf() == 0 => write!(out, "({})(nil)", ty.name),
                Kind::Map if leaf() != 0 => {
                    self.entries(ty, leaf(), depth);
                    Ok(())
                }
                Kind::Chan if leaf() != 0 => {
                    let chan = leaf() as *const Chan;
                    let (len, cap) = (Chan::len(chan), Chan::cap(chan));
                    write!(out, "{} holding {len} of {cap}", ty.name)
                }
                Kind::Func if leaf() != 0 => out.write_str(&ty.name),
                Kind::Map | Kind::Chan | Kind::Func => write!(out, "{}(nil)", ty.name),
                _ => write!(out, "{:#x}", leaf()),
            };
        }
    }

    /// # Safety
    /// `len` bytes at `at`: a string's.
    unsafe fn string(&mut self, at: *const u8, len: usize) {
        let shown = len.min(LONGEST);
        let bytes = match shown {
            0 => &[],
            // SAFETY: the caller's promise.
            _ => unsafe { std::slice::from_raw_parts(at, shown) },
        };
        self.out.push('"');
        for c in String::from_utf8_lossy(bytes).chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                c if c.is_control() => {
                    let _ = write!(self.out, "\\x{:02x}", c as u32);
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
        if len > shown {
            let _ = write!(self.out, "… of {len} bytes");
        }
    }

    /// # Safety
    /// As for `value`.
    unsafe fn fields(&mut self, ty: TypeRef, at: *const u8, depth: u32) {
        let Detail::Struct { fields } = &ty.detail else {
            return;
        };
        let name = if ty.named { &*ty.name } else { "struct" };
        self.out.push_str(name);
        if depth == 0 {
            self.out.push_str("{…}");
            return;
        }
        self.out.push('{');
        for (i, field) in fields.iter().enumerate() {
            if self.is_full() {
                self.out.push_str(", …");
                break;
            }
            let comma = if i > 0 { ", " } else { "" };
            let _ = write!(self.out, "{comma}{}:", field.name);
            // SAFETY: a field lies inside the value.
            unsafe { self.value(field.ty, at.add(field.offset), depth - 1) };
        }
        self.out.push('}');
    }

    /// # Safety
    /// `len` elements of the slice or array type `ty` at `at`, as for `value`.
    unsafe fn elements(&mut self, ty: TypeRef, at: *const u8, len: usize, depth: u32) {
        let elem = ty.elem;
        self.out.push_str(&ty.name);
        self.out.push('{');
        let shown = if depth == 0 { 0 } else { len.min(ELEMENTS) };
        for i in 0..shown {
            if self.is_full() {
                break;
            }
            if i > 0 {
                self.out.push_str(", ");
            }
            // SAFETY: the caller's promise.
            unsafe { self.value(elem, at.add(i * elem.size), depth - 1) };
        }
        if len > shown || self.is_full() {
            let comma = if shown > 0 { ", " } else { "" };
            let _ = write!(self.out, "{comma}… of {len}");
        }
        self.out.push('}');
    }

    /// Entries in the order of their keys' text (of numbers: of their values); of a large map those that stand first in its table.
    ///
    /// # Safety
    /// `map` is one of type `ty`, which nothing changes.
    unsafe fn entries(&mut self, ty: TypeRef, map: u64, depth: u32) {
        let Detail::Map {
            key, elem_offset, ..
        } = ty.detail
        else {
            return;
        };
        // SAFETY: the caller's promise.
        let len = unsafe { map::len(map) } as usize;
        let shown = if depth == 0 { 0 } else { ELEMENTS };
        // SAFETY: as above; a slot holds a key and at `elem_offset` an element.
        let mut pairs: Vec<(String, String)> = unsafe {
            let slots = map::first_slots(map, shown);
            let text = |ty, at| {
                let mut text = Text { out: String::new() };
                text.value(ty, at, depth - 1);
                text.out
            };
            let pair = |slot: *const u8| (text(key, slot), text(ty.elem, slot.add(elem_offset)));
            slots.into_iter().map(pair).collect()
        };
        let number = |key: &str| key.parse::<f64>().unwrap_or(0.0);
        pairs.sort_by(|a, b| number(&a.0).total_cmp(&number(&b.0)).then(a.0.cmp(&b.0)));
        let _ = write!(self.out, "{}{{", ty.name);
        let mut written = 0;
        for (key, elem) in pairs {
            if self.is_full() {
                break;
            }
            let comma = if written > 0 { ", " } else { "" };
            let _ = write!(self.out, "{comma}{key}: {elem}");
            written += 1;
        }
        if len > written {
            let comma = if written > 0 { ", " } else { "" };
            let _ = write!(self.out, "{comma}… of {len}");
        }
        self.out.push('}');
    }

    /// # Safety
    /// The words of an interface of type `ty`.
    unsafe fn interface(&mut self, ty: TypeRef, dynamic: u64, data: u64, depth: u32) {
        if dynamic == 0 {
            let _ = write!(self.out, "{}(nil)", ty.name);
            return;
        }
        // SAFETY: not nil, so a descriptor; its data is a box, a pointer or a scalar as the descriptor says.
        unsafe {
            let ty = TypeRef::from_word(dynamic);
            if depth == 0 {
                self.out.push_str(&ty.name);
            } else if !ty.direct {
                self.value(ty, data as *const u8, depth - 1);
            } else {
                let mut memory = [0u64; 1];
                leaves::store(ty, &data, memory.as_mut_ptr().cast());
                self.value(ty, memory.as_ptr().cast(), depth - 1);
            }
        }
    }
}
