//! What the collector reads in an object: where the pointers lie in one element, of which an object holds one or more.

use crate::bytecode::rtype::{Detail, Kind, RType, TypeRef, WordClass};

/// The pointers of one element. Objects with equal (shape, size class) share spans.
pub struct Shape {
    pub elem_size: usize,
    /// Every word is a pointer.
    pub dense: bool,
    /// Word offsets of pointers.
    pub pointers: Box<[u32]>,
    /// Word offsets of interface data words; each has its type word before it.
    pub ifaces: Box<[u32]>,
    /// Null for the runtime's own layouts.
    pub ty: TypeRef,
}

impl Shape {
    pub fn new(elem_size: usize, words: &[WordClass], ty: TypeRef) -> Shape {
        let offsets = |class| {
            let at = (0..words.len()).filter(|&i| words[i] == class);
            at.map(|i| i as u32).collect::<Box<[u32]>>()
        };
        let pointers = offsets(WordClass::Pointer);
        Shape {
            elem_size,
            dense: pointers.len() * 8 == elem_size,
            pointers,
            ifaces: offsets(WordClass::IfaceData),
            ty,
        }
    }

    pub fn of(ty: &RType) -> Shape {
        Shape::new(ty.size, &ty.words, TypeRef(ty))
    }
}

/// An array is laid out as its elements: the type whose shape describes an object of type `ty`.
pub fn element_of(mut ty: TypeRef) -> TypeRef {
    while ty.kind == Kind::Array && matches!(ty.detail, Detail::Array { .. }) && !ty.elem.is_null()
    {
        ty = ty.elem;
    }
    ty
}

/// The layout of an object that no Go type describes (map headers, channels, iterators): it has its own
/// fixed number in every `Cache`.
pub struct Layout {
    pub index: usize,
    pub size: usize,
    pub words: &'static [WordClass],
    pub name: &'static str,
}

/// The runtime's own layouts number at most this many.
pub const LAYOUTS: usize = 16;

/// Who has which number: one line for each, so that no two collide.
pub mod layout_index {
    pub const MAP: usize = 0;
    pub const MAP_ITER: usize = 1;
    pub const CHAN: usize = 2;
    pub const SEMAPHORE: usize = 3;
    pub const TIMER: usize = 4;
    pub const CLOSURE: usize = 5;
}
