//! The two forms of a type's values: size, offsets and alignment as gc has them, and leaves. What a descriptor says
//! of them is computed here, for the compiler's types and for those that reflection makes while a program runs.

use super::rtype::{
    Detail, Equality, Field, Kind, Leaf, MAX_REGISTER_LEAVES, RType, TypeRef, Width, WordClass,
};

const WORD: usize = 8;

/// In bytes: no value of Go's is larger.
pub const LARGEST: usize = 1 << 50;

/// In bytes: how far into a value pointers are known, since a type lists its words up to the last pointer. Of longer arrays only the first element's
/// are (the collector asks for no more); longer structs have no values (`is_too_long`).
const FARTHEST_POINTER: usize = 2_000_000_000;

pub struct Shape {
    pub size: usize,
    pub align: u8,
    pub kind: Kind,
    pub equality: Equality,
    pub in_memory: bool,
    pub direct: bool,
    pub words: Vec<WordClass>,
    pub leaves: Vec<Leaf>,
    pub fields: Vec<Field>,
}

impl Shape {
    pub fn word(kind: Kind, class: WordClass) -> Shape {
        Shape::words(kind, &[class])
    }
    pub fn words(kind: Kind, classes: &[WordClass]) -> Shape {
        Shape {
            size: WORD * classes.len(),
            align: WORD as u8,
            kind,
            equality: Equality::Bytes,
            in_memory: false,
            direct: true,
            words: classes.to_vec(),
            leaves: classes
                .iter()
                .enumerate()
                .map(|(i, &class)| Leaf {
                    offset: (i * WORD) as u32,
                    width: Width::W64,
                    class,
                })
                .collect(),
            fields: Vec::new(),
        }
    }
    pub fn scalar(kind: Kind, size: usize, width: Width, equality: Equality) -> Shape {
        Shape {
            size,
            align: size as u8,
            kind,
            equality,
            in_memory: false,
            direct: true,
            words: Vec::new(),
            leaves: vec![Leaf {
                offset: 0,
                width,
                class: WordClass::Scalar,
            }],
            fields: Vec::new(),
        }
    }
    /// A literal of one of the kinds whose shape does not depend on other types.
    pub fn of_kind(kind: Kind) -> Shape {
        use WordClass::{IfaceData, Pointer, Scalar};
        let uncomparable = |kind| Shape {
            equality: Equality::None,
            ..Shape::word(kind, Pointer)
        };
        match kind {
            Kind::Pointer | Kind::Chan | Kind::UnsafePointer => Shape::word(kind, Pointer),
            Kind::Map | Kind::Func => uncomparable(kind),
            Kind::Slice => Shape {
                equality: Equality::None,
                direct: false,
                ..Shape::words(kind, &[Pointer, Scalar, Scalar])
            },
            Kind::Interface => Shape {
                equality: Equality::Interface,
                direct: false,
                ..Shape::words(kind, &[Scalar, IfaceData])
            },
            _ => Shape::word(kind, Scalar),
        }
    }
    pub fn array(e: TypeRef, len: usize) -> Shape {
        let mut words = Vec::new();
        let size = e.size.wrapping_mul(len);
        if e.has_pointers() && size > FARTHEST_POINTER {
            words = e.words.to_vec();
        } else if e.has_pointers() && len > 0 {
            words.resize(size / WORD, WordClass::Scalar);
            for i in 0..len {
                let at = i * e.size / WORD;
                words[at..at + e.words.len()].copy_from_slice(&e.words);
            }
        }
        Shape {
            size,
            align: e.align,
            kind: Kind::Array,
            equality: match e.equality {
                Equality::None => Equality::None,
                Equality::Bytes => Equality::Bytes,
                _ => Equality::Array,
            },
            in_memory: true,
            direct: false,
            words,
            leaves: Vec::new(),
            fields: Vec::new(),
        }
    }
    /// A struct of these fields, whose offsets and first leaves are set here.
    pub fn structure(fields: Vec<Field>) -> Shape {
        Self::structure_within(fields, usize::MAX)
    }
    /// A struct that is not larger than `largest`: of use only to find what else is wrong with a program.
    pub fn structure_within(mut fields: Vec<Field>, largest: usize) -> Shape {
        let mut offset = 0usize;
        let mut align = 1u8;
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut in_memory = false;
        let mut words: Vec<WordClass> = Vec::new();
        let mut equality = Equality::Bytes;
        let mut last_zero = false;
        for f in &mut fields {
            let t = f.ty;
            let at = offset.checked_next_multiple_of(t.align.max(1) as usize);
            let at = at.unwrap_or(offset);
            if at != offset && equality == Equality::Bytes {
                equality = Equality::Struct;
            }
            offset = at;
            align = align.max(t.align);
            equality = match (equality, t.equality) {
                (Equality::None, _) => Equality::None,
                (_, Equality::None) => Equality::None,
                (Equality::Bytes, Equality::Bytes) if &*f.name != "_" => Equality::Bytes,
                _ => Equality::Struct,
            };
            f.offset = offset;
            f.first_leaf = leaves.len() as u32;
            if t.has_pointers() && offset <= FARTHEST_POINTER {
                words.resize(offset / WORD, WordClass::Scalar);
                words.extend_from_slice(&t.words);
            } else if t.has_pointers() && words.is_empty() {
                // It has some, and no values.
                words.push(WordClass::Pointer);
            }
            in_memory |= t.in_memory;
            if !in_memory {
                leaves.extend(t.leaves.iter().map(|l| Leaf {
                    offset: l.offset + offset as u32,
                    ..*l
                }));
            }
            in_memory |= leaves.len() > MAX_REGISTER_LEAVES;
            offset = offset.saturating_add(t.size).min(largest);
            last_zero = t.size == 0;
        }
        if last_zero && offset > 0 {
            // The address of a last field of no size must not be that of the next object.
            offset = offset.saturating_add(1);
            if equality == Equality::Bytes {
                equality = Equality::Struct;
            }
        }
        // Reflection makes some whose size is none at all.
        let size = offset.checked_next_multiple_of(align as usize);
        let size = size.unwrap_or(0);
        if size != offset && equality == Equality::Bytes {
            equality = Equality::Struct;
        }
        if in_memory {
            leaves.clear();
        }
        Shape {
            size,
            align,
            kind: Kind::Struct,
            equality,
            in_memory,
            direct: false,
            words,
            leaves,
            fields,
        }
    }

    /// Writes what it is into a descriptor.
    pub fn put(self, r: &mut RType) {
        let mut words = self.words;
        while words.last() == Some(&WordClass::Scalar) {
            words.pop();
        }
        r.size = self.size;
        r.align = self.align;
        r.kind = self.kind;
        r.equality = self.equality;
        r.in_memory = self.in_memory;
        r.direct = self.direct;
        r.data_is_pointer = !self.direct || self.leaves[0].class == WordClass::Pointer;
        r.words = words.into();
        r.leaves = self.leaves.into();
        if self.kind == Kind::Struct {
            r.detail = Detail::Struct {
                fields: self.fields.into(),
            };
        }
    }
}

/// Whether a struct goes on behind the pointers that are known of it.
pub fn is_too_long(t: TypeRef) -> bool {
    t.kind == Kind::Struct && t.size > FARTHEST_POINTER && t.has_pointers()
}
