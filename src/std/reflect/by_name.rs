//! Fields by their names: what values and types ask, and templates.

use super::made::pointer_to;
use super::types::{At, Ty, find_method, flag, get, give};
use super::values::{Val, iface_elem, load_direct, none};
use crate::bytecode::rtype::{Detail, Field, Kind, TypeRef};
use crate::vm::native::{GoPtr, GoStr, NativeCx};

fn fields(t: &TypeRef) -> &[Field] {
    match &t.detail {
        Detail::Struct { fields } => fields,
        _ => &[],
    }
}

/// The number of a struct type's own field with a name, or -1, and whether the struct embeds others.
pub fn own_field(t: Ty, name: GoStr) -> (i64, bool) {
    let t = get(t);
    let fields = fields(&t);
    let named = |f: &Field| f.name.as_bytes() == name.bytes();
    let found = fields.iter().position(named).filter(|_| !name.is_empty());
    let embeds = fields.iter().any(|f| f.embedded);
    (found.map_or(-1, |i| i as i64), embeds)
}

/// For templates: the exported field with a name of the struct that a value is or leads to by pointers and interfaces; the zero Value where there is none, where the
/// struct embeds it, and where a method has the name.
pub fn member(cx: &mut NativeCx, of: Val, name: GoStr) -> Val {
    find_member(cx, of, name).unwrap_or_else(none)
}

fn find_member(cx: &mut NativeCx, (t, p, f): Val, name: GoStr) -> Option<Val> {
    if f & flag::METHOD != 0 {
        return None;
    }
    let (mut t, mut p, mut f) = (t, p, f);
    let mut pointer = None;
    while f != 0 && matches!(get(t).kind, Kind::Pointer | Kind::Interface) {
        if get(t).kind == Kind::Interface {
            let (held, at, bits) = iface_elem(p);
            (t, p, f) = (held, at, bits | closed(f));
            continue;
        }
        let at: At = if f & flag::INDIR != 0 {
            load_direct(t, p)
        } else {
            p
        };
        if at.is_null() {
            return None;
        }
        pointer = (!get(t).named).then_some(t);
        let elem = get(t).elem;
        f = f & flag::RO | flag::INDIR | flag::ADDR | elem.kind as u64;
        (t, p) = (give(elem), at);
    }
    if f == 0 || get(t).kind != Kind::Struct {
        return None;
    }
    let receiver = match pointer {
        _ if f & flag::ADDR == 0 => t,
        Some(pointer) if get(pointer).elem == get(t) => pointer,
        _ => pointer_to(cx, t),
    };
    if find_method(receiver, name) >= 0 {
        return None;
    }
    let (i, _) = own_field(t, name);
    let ty = get(t);
    let field = fields(&ty).get(usize::try_from(i).ok()?)?;
    if !field.pkg_path.is_empty() {
        return None;
    }
    let at = GoPtr::new(p.0.wrapping_add(field.offset));
    let inherited = f & (flag::STICKY_RO | flag::INDIR | flag::ADDR);
    Some((give(field.ty), at, field.ty.kind as u64 | inherited))
}

/// What a value made of another inherits.
fn closed(f: u64) -> u64 {
    if f & flag::RO != 0 {
        flag::STICKY_RO
    } else {
        0
    }
}

/// Whether a value is of a predeclared type whose values are printed as they are: without methods, and to be had.
pub fn is_plain((t, _, f): Val) -> bool {
    let basic = f & flag::RO == 0
        && f != 0
        && (get(t).kind <= Kind::Complex128 || get(t).kind == Kind::String);
    basic && get(t).pkg_path.is_empty()
}

/// The value of a key in a struct tag, "" where there is none; none where it has escapes.
pub fn tag_get(tag: GoStr, key: GoStr) -> Option<GoStr> {
    tag_lookup(tag, key).map(|(value, _)| value)
}

pub fn tag_lookup(tag: GoStr, key: GoStr) -> Option<(GoStr, bool)> {
    let text = tag.bytes();
    let absent = Some((GoStr::EMPTY, false));
    let mut at = 0;
    loop {
        at += text[at..].iter().take_while(|&&c| c == b' ').count();
        let letter = |&&c: &&u8| c > b' ' && !matches!(c, b':' | b'"' | 0x7f);
        let len = text[at..].iter().take_while(letter).count();
        if len == 0 || text.get(at + len..at + len + 2) != Some(b":\"") {
            return absent;
        }
        let (name, begin) = (&text[at..at + len], at + len + 2);
        let Some(len) = memchr::memchr2(b'"', b'\\', &text[begin..]) else {
            return absent;
        };
        if text[begin + len] == b'\\' {
            return None;
        }
        let value = &text[begin..begin + len];
        if name == key.bytes() {
            // Unquoting refuses it, or changes it.
            if value.contains(&b'\n') || std::str::from_utf8(value).is_err() {
                return None;
            }
            return Some((tag.slice(begin, begin + len), true));
        }
        at = begin + len + 1;
    }
}
