//! Type descriptors: what the running program knows of a type. The type word of an interface is the address
//! of one; equal types have equal addresses within a program (the compiler dedupes them).
//!
//! A value has two forms. In *memory* it has Go's layout (`size`, `align`, field offsets as gc has them). In
//! *registers* it is its leaves, one 64-bit slot each (`leaves`), unless it is `in_memory`: then it is one
//! slot that points to memory that nobody changes any more, or that the holder owns.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use parking_lot::Mutex;
use rustc_hash::FxHashSet;

use super::function::Function;

/// The address of a descriptor; valid as long as the program (and its engine) lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct TypeRef(pub *const RType);

// SAFETY: descriptors are immutable once the program is linked (`TypeArena` is then behind `&`), apart from atomics.
unsafe impl Send for TypeRef {}
// SAFETY: as above.
unsafe impl Sync for TypeRef {}

impl TypeRef {
    pub const NULL: TypeRef = TypeRef(std::ptr::null());
    #[inline]
    pub fn is_null(self) -> bool {
        self.0.is_null()
    }
    #[inline]
    pub fn word(self) -> u64 {
        self.0 as u64
    }
    /// # Safety
    /// `word` must be the type word of an interface that is not nil.
    #[inline]
    pub unsafe fn from_word(word: u64) -> TypeRef {
        TypeRef(word as *const RType)
    }
}

impl std::ops::Deref for TypeRef {
    type Target = RType;
    #[inline]
    fn deref(&self) -> &RType {
        debug_assert!(!self.0.is_null());
        // SAFETY: a `TypeRef` is made by `TypeArena`, which never moves a descriptor, frees none that somebody refers to,
        // and defines each before the program runs.
        unsafe { &*self.0 }
    }
}

impl fmt::Debug for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_null() {
            f.write_str("<no type>")
        } else {
            f.write_str(&self.name)
        }
    }
}

/// Numbers are those of `reflect.Kind`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Kind {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    Array,
    Chan,
    Func,
    Interface,
    Map,
    Pointer,
    Slice,
    String,
    Struct,
    UnsafePointer,
}

/// What a 64-bit word is to the collector, in a heap object, in the globals, and in a frame.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum WordClass {
    /// Never a heap address (numbers, lengths, type words, parts of narrow fields).
    Scalar,
    /// A heap address, an address of static data, or 0.
    Pointer,
    /// The data word of an interface; the word before it is its type word and says whether this is a pointer.
    IfaceData,
}

/// One slot of a value in registers, and where it lies in the value's memory form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leaf {
    pub offset: u32,
    pub width: Width,
    pub class: WordClass,
}

/// How a leaf is read from and written to memory. Registers hold it normalised to 64 bits:
/// signed sign-extended, unsigned and f32 bits zero-extended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Width {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    /// Anything of 64 bits: integers, f64, pointers, lengths.
    W64,
}

/// How two values of a type are compared and hashed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Equality {
    /// Slices, maps, functions and what contains them: comparing through an interface panics.
    None,
    /// The bytes of the memory form, all of them (no padding, no floats).
    Bytes,
    F32,
    F64,
    C64,
    C128,
    String,
    Interface,
    /// Field by field, blank fields left out.
    Struct,
    Array,
}

/// Structs of at most this many leaves are kept in registers.
pub const MAX_REGISTER_LEAVES: usize = 8;

/// `repr(C)`: the Go side of package reflect (`rtype` in src/std/reflect/type.go) reads the first fields itself.
#[repr(C)]
pub struct RType {
    /// Bytes in memory.
    pub size: usize,
    /// Its own address: where gc has an interface table that names its type, unsafe code finds the type as well.
    pub itself: TypeRef,
    /// Element of array, chan, map, pointer, slice.
    pub elem: TypeRef,
    /// Index among the program's types (those made while it runs follow); also the allocation class for `Heap` caches.
    pub id: u32,
    pub kind: Kind,
    pub align: u8,
    /// A value is one slot that points to memory. All arrays, and structs of more than `MAX_REGISTER_LEAVES`
    /// leaves or with an array in them.
    pub in_memory: bool,
    /// In an interface the data word is the value itself (its one leaf); otherwise it points to a box, which
    /// nobody changes. Bool, numbers but complex, pointers, maps, channels, functions, unsafe.Pointer.
    pub direct: bool,
    /// In an interface the data word is a heap pointer: `!direct`, or direct and of a pointer kind.
    pub data_is_pointer: bool,
    /// A declared type (or predeclared), so not a type literal.
    pub named: bool,
    pub equality: Equality,
    /// What reflection has made ready for calls of functions of the type: an object of its own, which it keeps alive.
    pub plan: AtomicPtr<u8>,
    /// From selector to code, for interface calls.
    pub dispatch: Dispatch,
    /// One for each word of the memory form, trailing scalars left out; empty: no pointers at all.
    pub words: Box<[WordClass]>,
    /// Empty for `in_memory` and for zero-sized types in registers.
    pub leaves: Box<[Leaf]>,
    /// As `reflect.Type.String()`: `main.Pair[int,string]`, `[]int`, `*bytes.Buffer`.
    pub name: Box<str>,
    /// The bare name of a declared type (`Pair[int,string]`), else empty.
    pub base_name: Box<str>,
    /// The import path of a declared type's package, else empty.
    pub pkg_path: Box<str>,
    pub detail: Detail,
    /// The method set of the type, sorted by name: what an interface of this dynamic type offers.
    pub methods: Box<[MethodEntry]>,
    /// The descriptor of the pointer to this type, where the program has one or reflection made one.
    pub pointer_to: AtomicPtr<RType>,
}

const _: () = {
    assert!(std::mem::offset_of!(RType, size) == 0);
    assert!(std::mem::offset_of!(RType, itself) == 8);
    assert!(std::mem::offset_of!(RType, elem) == 16);
    assert!(std::mem::offset_of!(RType, id) == 24);
    assert!(std::mem::offset_of!(RType, kind) == 28);
    assert!(std::mem::offset_of!(RType, direct) == 31);
    assert!(std::mem::offset_of!(RType, named) == 33);
    assert!(std::mem::offset_of!(RType, plan) == 40);
};

pub enum Detail {
    None,
    Array {
        len: usize,
        slice: TypeRef,
    },
    Chan {
        dir: ChanDir,
    },
    Func {
        params: Box<[TypeRef]>,
        results: Box<[TypeRef]>,
        variadic: bool,
    },
    /// Sorted by name.
    Interface {
        methods: Box<[InterfaceMethod]>,
    },
    /// `slot` is the struct { key; elem } that the table of the map is an array of.
    Map {
        key: TypeRef,
        slot: TypeRef,
        elem_offset: usize,
    },
    Struct {
        fields: Box<[Field]>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChanDir {
    Both,
    Send,
    Recv,
}

pub struct Field {
    pub name: Box<str>,
    /// Import path for an unexported name, else empty.
    pub pkg_path: Box<str>,
    pub ty: TypeRef,
    pub offset: usize,
    pub embedded: bool,
    pub tag: Box<str>,
    /// First leaf of the field in the register form (meaningless when the struct is `in_memory`).
    pub first_leaf: u32,
}

pub struct InterfaceMethod {
    pub name: Box<str>,
    pub pkg_path: Box<str>,
    pub selector: Selector,
    /// A func type.
    pub ty: TypeRef,
}

pub struct MethodEntry {
    pub name: Box<str>,
    pub pkg_path: Box<str>,
    pub selector: Selector,
    /// A func type, without receiver.
    pub ty: TypeRef,
    /// Takes the interface's data word in slot 1, then the arguments. Null until linked, and for methods that
    /// the program cannot reach.
    pub function: *const Function,
}

/// A method's name, package of an unexported name, and signature in one number, unique in a program.
/// An interface call and a method with equal selectors fit each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Selector(pub u32);

/// A small perfect table: `entries[selector & mask]` is the method, if it has that selector.
/// Built when the program is linked, with the smallest mask that has no collision.
pub struct Dispatch {
    pub mask: u32,
    pub entries: Box<[DispatchEntry]>,
}

#[derive(Clone, Copy)]
#[repr(C)]
pub struct DispatchEntry {
    pub selector: Selector,
    pub function: *const Function,
}

impl Dispatch {
    pub fn empty() -> Dispatch {
        Dispatch {
            mask: 0,
            entries: Box::new([DispatchEntry {
                selector: Selector(u32::MAX),
                function: std::ptr::null(),
            }]),
        }
    }
    pub fn build(methods: &[(Selector, *const Function)]) -> Dispatch {
        let mut size = methods.len().next_power_of_two().max(1);
        loop {
            let free = DispatchEntry {
                selector: Selector(u32::MAX),
                function: std::ptr::null(),
            };
            let mut entries = vec![free; size];
            let fits = methods.iter().all(|&(selector, function)| {
                let at = &mut entries[selector.0 as usize & (size - 1)];
                let free = at.selector.0 == u32::MAX;
                *at = DispatchEntry { selector, function };
                free
            });
            if fits {
                return Dispatch {
                    mask: size as u32 - 1,
                    entries: entries.into(),
                };
            }
            size *= 2;
        }
    }
    #[inline]
    pub fn find(&self, selector: Selector) -> Option<*const Function> {
        let entry = &self.entries[(selector.0 & self.mask) as usize];
        (entry.selector == selector).then_some(entry.function)
    }
}

impl RType {
    /// Where it stays from now on.
    pub fn settled(self) -> *mut RType {
        let p = Box::into_raw(Box::new(self));
        // SAFETY: just made, and nobody else has it.
        unsafe { (*p).itself = TypeRef(p) };
        p
    }
    /// A descriptor to be filled in.
    pub fn blank(id: u32) -> RType {
        RType {
            size: 0,
            itself: TypeRef::NULL,
            elem: TypeRef::NULL,
            id,
            kind: Kind::Invalid,
            align: 1,
            in_memory: false,
            direct: false,
            data_is_pointer: false,
            named: false,
            equality: Equality::None,
            plan: AtomicPtr::new(std::ptr::null_mut()),
            dispatch: Dispatch::empty(),
            words: Box::new([]),
            leaves: Box::new([]),
            name: "?".into(),
            base_name: "".into(),
            pkg_path: "".into(),
            detail: Detail::None,
            methods: Box::new([]),
            pointer_to: AtomicPtr::new(std::ptr::null_mut()),
        }
    }
    #[inline]
    pub fn has_pointers(&self) -> bool {
        !self.words.is_empty()
    }
    /// Slots of a value in registers.
    #[inline]
    pub fn slots(&self) -> usize {
        if self.in_memory { 1 } else { self.leaves.len() }
    }
    #[inline]
    pub fn is_interface(&self) -> bool {
        self.kind == Kind::Interface
    }
    #[inline]
    pub fn is_comparable(&self) -> bool {
        self.equality != Equality::None
    }
    /// The descriptors that this one refers to.
    pub fn each_part(&self, each: &mut dyn FnMut(TypeRef)) {
        let mut part = |t: TypeRef| {
            if !t.is_null() {
                each(t);
            }
        };
        part(self.elem);
        part(TypeRef(self.pointer_to.load(Ordering::Acquire)));
        self.methods.iter().for_each(|m| part(m.ty));
        match &self.detail {
            Detail::None | Detail::Chan { .. } => {}
            Detail::Array { slice, .. } => part(*slice),
            Detail::Func {
                params, results, ..
            } => params.iter().chain(results).for_each(|&t| part(t)),
            Detail::Interface { methods } => methods.iter().for_each(|m| part(m.ty)),
            Detail::Map { key, slot, .. } => {
                part(*key);
                part(*slot);
            }
            Detail::Struct { fields } => fields.iter().for_each(|f| part(f.ty)),
        }
    }
    pub fn find_method(&self, name: &str) -> Option<&MethodEntry> {
        self.methods.iter().find(|m| &*m.name == name)
    }
    /// Of an interface: where gc keeps the method in the table of its methods, which is what a call through nil touches. Exported ones come
    /// first.
    pub fn method_offset(&self, selector: Selector) -> u16 {
        const FIRST: u16 = 24;
        let Detail::Interface { methods } = &self.detail else {
            return FIRST;
        };
        let exported = |m: &InterfaceMethod| m.pkg_path.is_empty();
        let key = |m: &InterfaceMethod| (!exported(m), m.name.clone(), m.pkg_path.clone());
        let Some(called) = methods.iter().find(|m| m.selector == selector).map(key) else {
            return FIRST;
        };
        let before = methods.iter().filter(|m| key(m) < called).count();
        u16::try_from(before).map_or(u16::MAX, |n| n.saturating_mul(8).saturating_add(FIRST))
    }
}

/// Where arenas of one program have their numbers from.
#[derive(Default)]
struct Numbers {
    next: AtomicU32,
    /// Those of descriptors that have gone.
    free: Mutex<Vec<u32>>,
}

impl Numbers {
    fn take(&self) -> u32 {
        let free = self.free.lock().pop();
        free.unwrap_or_else(|| self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// Owns the descriptors of a program. A descriptor is reserved first, so that types can refer to themselves.
#[derive(Default)]
pub struct TypeArena {
    /// By number; null where the number belongs to another arena.
    types: Vec<*mut RType>,
    /// The next number, where several arenas take theirs from one.
    shared: Option<Arc<Numbers>>,
    /// What has come since `take_added`, in an arena that shares its numbers.
    added: Vec<TypeRef>,
    /// The addresses of what has come since it began to share them.
    later: FxHashSet<u64>,
}

// SAFETY: the pointers are owned boxes; sharing gives only `&RType`, and `define`/`edit` take `&mut self`.
unsafe impl Send for TypeArena {}
// SAFETY: as above.
unsafe impl Sync for TypeArena {}

impl TypeArena {
    pub fn reserve(&mut self) -> TypeRef {
        let id = self.next_number(0);
        let p = RType::blank(id).settled();
        let at = id as usize;
        if at >= self.types.len() {
            self.types.resize(at + 1, std::ptr::null_mut());
        }
        self.types[at] = p;
        if self.shared.is_some() {
            self.added.push(TypeRef(p));
            self.later.insert(p as u64);
        }
        TypeRef(p)
    }
    /// The descriptors that have come since the last time.
    pub fn take_added(&mut self) -> Vec<TypeRef> {
        std::mem::take(&mut self.added)
    }
    /// Frees a descriptor; its number is given out again.
    ///
    /// # Safety
    /// Nobody refers to it, nor knows anything by its number.
    pub unsafe fn free(&mut self, ty: TypeRef) {
        let id = ty.id;
        let p = self.types[id as usize];
        assert!(std::ptr::eq(p, ty.0), "a descriptor of another arena");
        self.types[id as usize] = std::ptr::null_mut();
        self.added.retain(|&t| t != ty);
        self.later.remove(&ty.word());
        self.give_number(id);
        // SAFETY: made by `Box::into_raw` in `reserve`; it is in no list any more.
        drop(unsafe { Box::from_raw(p) });
    }
    /// The descriptors that have come since the arena began to share its numbers.
    pub fn later(&self) -> impl Iterator<Item = TypeRef> + '_ {
        self.later.iter().map(|&p| TypeRef(p as *const RType))
    }
    /// The one of `later` with that address.
    pub fn at(&self, word: u64) -> Option<TypeRef> {
        self.later
            .contains(&word)
            .then_some(TypeRef(word as *const RType))
    }
    /// Gives out the number of another arena's descriptor, which has gone, again.
    pub fn give_number(&mut self, id: u32) {
        if let Some(numbers) = &self.shared {
            numbers.free.lock().push(id);
        }
    }
    /// The number of a descriptor to be made: of the arena's own, or behind them and `others`.
    pub fn next_number(&self, others: usize) -> u32 {
        match &self.shared {
            Some(numbers) => numbers.take(),
            None => (self.types.len() + others) as u32,
        }
    }
    /// An empty arena that takes its numbers where this one does, from now on.
    pub fn share(&mut self) -> TypeArena {
        let numbers = Arc::new(Numbers {
            next: AtomicU32::new(self.types.len() as u32),
            ..Numbers::default()
        });
        self.shared = Some(numbers.clone());
        let mut other = TypeArena::default();
        other.shared = Some(numbers);
        other
    }
    /// Fills in or changes a descriptor while the program is being built. `id` is kept.
    pub fn edit(&mut self, ty: TypeRef, change: impl FnOnce(&mut RType)) {
        let id = ty.id;
        let p = self.types[id as usize];
        assert!(std::ptr::eq(p, ty.0), "a descriptor of another arena");
        // SAFETY: `&mut self` proves that the program is still being built by one thread, and the builder
        // holds no reference into a descriptor over this call.
        change(unsafe { &mut *p });
        // SAFETY: as above.
        unsafe { (*p).id = id };
    }
    pub fn len(&self) -> usize {
        self.types.len()
    }
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }
    pub fn get(&self, id: u32) -> TypeRef {
        TypeRef(self.types[id as usize])
    }
    pub fn iter(&self) -> impl Iterator<Item = TypeRef> + '_ {
        self.iter_from(0)
    }
    /// Those from number `from` on.
    pub fn iter_from(&self, from: usize) -> impl Iterator<Item = TypeRef> + '_ {
        let all = self.types.iter().skip(from);
        all.filter(|p| !p.is_null()).map(|&p| TypeRef(p))
    }
}

impl Drop for TypeArena {
    fn drop(&mut self) {
        for &p in self.types.iter().filter(|p| !p.is_null()) {
            // SAFETY: made by `Box::into_raw` in `reserve` and freed only here.
            drop(unsafe { Box::from_raw(p) });
        }
    }
}
