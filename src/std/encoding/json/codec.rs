//! What the Go side works out about a type once (codec.go): how its values are written and read. Layouts are those of
//! the Go structs; codecs are complete and never change once they are in a table.

use crate::bytecode::rtype::{Detail, RType, TypeRef};
use crate::vm::native::{GoSlice, GoStr};

/// How the values of a type look in JSON. Numbers are those of codec.go.
pub mod kind {
    pub const BOOL: i64 = 1;
    pub const INT: i64 = 2;
    pub const UINT: i64 = 3;
    pub const FLOAT: i64 = 4;
    pub const STRING: i64 = 5;
    pub const BYTES: i64 = 6;
    pub const SLICE: i64 = 7;
    pub const ARRAY: i64 = 8;
    pub const MAP: i64 = 9;
    pub const STRUCT: i64 = 10;
    pub const POINTER: i64 = 11;
    pub const INTERFACE: i64 = 12;
    pub const NUMBER: i64 = 13;
    pub const RAW: i64 = 14;
    /// A struct whose tags cannot be obeyed.
    pub const REFUSED: i64 = 15;
    /// Of v2: time.Time.
    pub const TIME: i64 = 16;
}

/// Methods that a type has for itself.
pub mod method {
    pub const NONE: i64 = 0;
    pub const JSON: i64 = 1;
    /// 2 is AppendText; here it is as good as TEXT.
    pub const TEXT: i64 = 3;
    /// Asked for by the encoder only: IsZero.
    pub const IS_ZERO: i64 = 4;
    /// Of readers only: JSON, but only for strings (time.Time).
    pub const JSON_STRING: i64 = 5;
    /// The Go side's answers: the value as if it had no methods; of readers: by its text.
    pub const PLAIN: i64 = 6;
    pub const PLAIN_TEXT: i64 = 7;
    /// Of v2: the Go side writes or reads the value itself.
    pub const GO: i64 = 8;
    /// As TEXT and APPEND_TEXT, for the key of a map.
    pub const KEY: i64 = 16;
}

pub mod flag {
    pub const OMIT_EMPTY: i64 = 1;
    pub const OMIT_ZERO: i64 = 2;
    /// The option `string`.
    pub const QUOTED: i64 = 4;
    /// The type has IsZero.
    pub const ZERO_BY_VALUE: i64 = 8;
    /// Its pointer type has.
    pub const ZERO_BY_POINTER: i64 = 16;
    /// The path leads through an embedded pointer to an unexported struct.
    pub const UNREACHABLE: i64 = 32;
    // The others are of v2 alone.
    /// The Go side writes and reads the field: its tag says what is known there only.
    pub const GO: i64 = 64;
    /// The name may have to be written with escapes.
    pub const ESCAPE: i64 = 128;
    /// Whether the value is empty can be told before it is written.
    pub const EMPTY_IS_KNOWN: i64 = 256;
}

/// Options of v2, beside those of `wire::flag`. Numbers are those of jsonopts.go; the last is native.go's.
pub mod option {
    pub const REORDER_RAW: i64 = 1 << 10;
    pub const DETERMINISTIC: i64 = 1 << 16;
    pub const NIL_MAP_AS_NULL: i64 = 1 << 17;
    pub const NIL_SLICE_AS_NULL: i64 = 1 << 18;
    pub const OMIT_ZERO: i64 = 1 << 19;
    pub const REJECT_UNKNOWN: i64 = 1 << 21;
    /// It is encoding/json/v2 that asks.
    pub const V2: i64 = 1 << 60;
}

#[repr(C)]
pub struct Codec {
    pub typ: *const RType,
    /// The pointer type to it.
    pub ptr: *const RType,
    pub kind: i64,
    /// What writes a value that has no address, one that has, and what reads one.
    pub value_method: i64,
    pub pointer_method: i64,
    pub reader: i64,
    /// The same for the keys of maps, which know only text.
    pub key_value_method: i64,
    pub key_pointer_method: i64,
    pub key_reader: i64,
    pub elem: *const Codec,
    pub key: *const Codec,
    pub fields: GoSlice<Field>,
    /// Of what is refused: why.
    pub why: GoStr,
    /// Where members without a field of their own go: a map or an object as text, or pointers to that; null: nowhere.
    pub rest: *const Field,
}

#[repr(C)]
pub struct Field {
    pub name: GoStr,
    /// `"name":` with and without escapes for HTML.
    pub quoted: GoStr,
    pub plain: GoStr,
    pub path: GoSlice<Step>,
    pub codec: *const Codec,
    pub flags: i64,
    /// Its rank where names differ only in case.
    pub rank: i64,
}

/// To an embedded field: an offset, then, unless it is the last step, through the pointer there.
#[repr(C)]
pub struct Step {
    pub offset: i64,
    /// What the pointer points to; null: no pointer.
    pub through: *const RType,
}

impl Codec {
    pub fn ty(&self) -> TypeRef {
        TypeRef(self.typ)
    }
    /// An interface type without methods.
    pub fn is_any(&self) -> bool {
        matches!(&self.ty().detail, Detail::Interface { methods } if methods.is_empty())
    }
    pub fn elem<'a>(&self) -> &'a Codec {
        // SAFETY: kinds with elements have their codec, and codecs stay as long as their table, which the state holds.
        unsafe { &*self.elem }
    }
    pub fn rest<'a>(&self) -> Option<&'a Field> {
        // SAFETY: null or a field, which stays as long as the codec.
        unsafe { self.rest.as_ref() }
    }
    pub fn key<'a>(&self) -> &'a Codec {
        // SAFETY: as in `elem`, for maps.
        unsafe { &*self.key }
    }
}

impl Field {
    pub fn codec<'a>(&self) -> &'a Codec {
        // SAFETY: each field has its codec.
        unsafe { &*self.codec }
    }
}

/// Codecs by descriptor: open addressing, a power of two of places, at least one of them empty.
#[repr(C)]
pub struct Table {
    places: GoSlice<*const Codec>,
}

impl Table {
    pub fn find<'a>(&self, ty: *const RType) -> Option<&'a Codec> {
        let places = self.places.items();
        let mask = places.len().checked_sub(1)?;
        let mut at = place_of(ty) & mask;
        loop {
            // SAFETY: places are null or codecs.
            let codec = unsafe { places[at].as_ref() }?;
            if codec.typ == ty {
                return Some(codec);
            }
            at = (at + 1) & mask;
        }
    }
}

/// As `placeOf` in codec.go.
fn place_of(ty: *const RType) -> usize {
    (ty as usize >> 4).wrapping_mul(0x9E37_79B9) >> 8
}

/// An open array, object or struct, and how far it has come. Written to Go memory while a method of the program runs.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Frame {
    pub codec: *const Codec,
    /// The value; for maps being read, the map.
    pub at: *mut u8,
    /// Encoder: a map's entries. Decoder: where a map's key lies until it is set.
    pub list: *mut u8,
    /// Decoder: where a map's element lies until it is set.
    pub elem: *mut u8,
    pub i: i64,
    pub n: i64,
    pub state: i64,
}

impl Frame {
    pub fn codec<'a>(&self) -> &'a Codec {
        // SAFETY: frames are made for codecs.
        unsafe { &*self.codec }
    }
}

/// What the native answers to the Go side.
pub mod answer {
    pub const DONE: i64 = 0;
    /// A codec for the dynamic type of `value`.
    pub const WANT_CODEC: i64 = 1;
    /// A call of `method` on `value`.
    pub const WANT_METHOD: i64 = 2;
    pub const FAILED: i64 = 3;
    /// Much has been written: it is time to hand it to the writer.
    pub const WANT_FLUSH: i64 = 4;
    /// The text here is not whole, or not valid: nothing has been done.
    pub const DECLINED: i64 = 5;
}
