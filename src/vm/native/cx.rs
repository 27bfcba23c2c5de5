//! What typed natives ask of their context: Go strings, slices, errors and panics made from Rust's. That is what a [`Maker`] gives. Natives that need no more of a
//! context take one in its place, and are called without what belongs to a `NativeCx`.

use std::ops::{Deref, DerefMut};

use crate::bytecode::program::{KnownTypes, Program};
use crate::bytecode::rtype::TypeRef;
use crate::heap::Cache;
use crate::vm::context::Ctx;
use crate::vm::faults::Signal;
use crate::vm::native_call::{NativeCx, Outcome};

use super::value::{GoSlice, GoStr, Iface};

/// The value of a Go panic, as the error of a native's `Result`.
#[derive(Clone, Copy, Debug)]
pub struct GoPanic(pub Iface);

impl From<GoPanic> for Outcome {
    fn from(panic: GoPanic) -> Outcome {
        Outcome::Panic(panic.0)
    }
}

/// A context as it serves natives that make objects and neither park, call back nor ask who called. Making an object never collects.
#[repr(transparent)]
pub struct Maker(Ctx);

impl Deref for NativeCx {
    type Target = Maker;
    fn deref(&self) -> &Maker {
        // SAFETY: the P's context belongs to the M that runs this native.
        unsafe { Maker::of(self.ctx) }
    }
}
impl DerefMut for NativeCx {
    fn deref_mut(&mut self) -> &mut Maker {
        // SAFETY: as above.
        unsafe { Maker::of(self.ctx) }
    }
}

impl NativeCx {
    pub fn program(&self) -> &Program {
        self.machine().program()
    }
}

impl Maker {
    /// What the holder of a context makes objects with.
    ///
    /// # Safety
    /// The context is the caller's, and nobody else uses it while this is used.
    pub(super) unsafe fn of<'a>(cx: *mut Ctx) -> &'a mut Maker {
        // SAFETY: the caller's promise; the same memory.
        unsafe { &mut *(cx as *mut Maker) }
    }
    pub fn known(&self) -> &'static KnownTypes {
        self.0.known()
    }
    /// How many collections there have been.
    pub fn collections(&self) -> u32 {
        self.0.cache.heap().collections()
    }
    /// A new zeroed object.
    pub fn new_object(&mut self, ty: TypeRef) -> *mut u8 {
        self.0.new_object(ty)
    }
    /// `len` zeroed elements.
    pub fn new_array(&mut self, elem: TypeRef, len: usize) -> *mut u8 {
        self.0.new_array(elem, len)
    }
    /// `len` zeroed bytes without pointers.
    pub fn new_bytes(&mut self, len: usize) -> *mut u8 {
        self.0.new_bytes(len)
    }
    /// Of any contents, for callers that fill all of them.
    pub fn new_bytes_unzeroed(&mut self, len: usize) -> *mut u8 {
        self.0.new_bytes_unzeroed(len)
    }
    /// The P's memory for objects.
    pub fn cache(&mut self) -> &mut Cache {
        &mut self.0.cache
    }
    /// A string's two words.
    pub fn new_string(&mut self, text: &[u8]) -> (u64, u64) {
        self.0.new_string(text)
    }

    /// A Go string with these bytes.
    pub fn string(&mut self, bytes: impl AsRef<[u8]>) -> GoStr {
        let bytes = bytes.as_ref();
        if bytes.is_empty() {
            return GoStr::EMPTY;
        }
        let p = self.0.new_bytes_unzeroed(bytes.len());
        // SAFETY: that many fresh bytes.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), p, bytes.len());
            GoStr::from_raw(p, bytes.len())
        }
    }
    /// A string of `len` bytes that `fill` writes; it must initialise all of them.
    pub fn string_with(&mut self, len: usize, fill: impl FnOnce(&mut [u8])) -> GoStr {
        if len == 0 {
            return GoStr::EMPTY;
        }
        let p = self.new_bytes(len);
        // SAFETY: fresh zeroed bytes of our own.
        unsafe {
            fill(std::slice::from_raw_parts_mut(p, len));
            GoStr::from_raw(p, len)
        }
    }
    /// A `[]byte` with these bytes; nil where there are none.
    pub fn bytes(&mut self, bytes: &[u8]) -> GoSlice<u8> {
        let s = self.string(bytes);
        // SAFETY: the string's bytes are fresh, nobody else sees them.
        unsafe { GoSlice::from_raw(s.as_ptr() as *mut u8, s.len(), s.len()) }
    }
    /// `append([]byte(nil), bytes...)`: with the capacity of the size class.
    pub fn cloned_bytes(&mut self, bytes: &[u8]) -> GoSlice<u8> {
        self.append(GoSlice::NIL, bytes)
    }
    /// `append(b, bytes...)`: in place where the capacity allows.
    pub fn append(&mut self, b: GoSlice<u8>, bytes: &[u8]) -> GoSlice<u8> {
        if bytes.is_empty() {
            return b;
        }
        let len = b.len() + bytes.len();
        let (p, cap) = if len <= b.capacity() {
            (b.as_mut_ptr(), b.capacity())
        } else {
            let cap = round_up_bytes(grow_to(b.capacity(), len));
            let p = self.new_bytes(cap);
            // SAFETY: fresh zeroed memory of at least `cap >= b.len()` bytes.
            unsafe { std::ptr::copy_nonoverlapping(b.as_ptr(), p, b.len()) };
            (p, cap)
        };
        // SAFETY: room for `len` bytes, as just made sure; `bytes` may overlap.
        unsafe {
            std::ptr::copy(bytes.as_ptr(), p.add(b.len()), bytes.len());
            GoSlice::from_raw(p, len, cap)
        }
    }
    /// An empty slice that is not nil.
    pub fn empty_slice<T>(&mut self) -> GoSlice<T> {
        static ZERO: u64 = 0;
        // SAFETY: no elements.
        unsafe { GoSlice::from_raw(&raw const ZERO as *mut T, 0, 0) }
    }
    /// A `[]int`; nil where there are none.
    pub fn ints(&mut self, items: &[i64]) -> GoSlice<i64> {
        if items.is_empty() {
            return GoSlice::NIL;
        }
        let p = self.new_bytes(items.len() * 8) as *mut i64;
        // SAFETY: fresh memory of that size, eight-byte aligned as all objects are.
        unsafe {
            std::ptr::copy_nonoverlapping(items.as_ptr(), p, items.len());
            GoSlice::from_raw(p, items.len(), items.len())
        }
    }
    /// A `[]uint32`; nil where there are none.
    pub fn uint32s(&mut self, items: &[u32]) -> GoSlice<u32> {
        if items.is_empty() {
            return GoSlice::NIL;
        }
        let p = self.new_bytes(items.len() * 4) as *mut u32;
        // SAFETY: as in `ints`.
        unsafe {
            std::ptr::copy_nonoverlapping(items.as_ptr(), p, items.len());
            GoSlice::from_raw(p, items.len(), items.len())
        }
    }
    /// A slice of `n` elements of a type whose memory form is `T`'s, zeroed, for its maker to fill.
    pub fn array<T>(&mut self, elem: TypeRef, n: usize) -> GoSlice<T> {
        debug_assert_eq!(elem.size, size_of::<T>());
        let p = self.new_array(elem, n) as *mut T;
        // SAFETY: as many fresh elements, all zero, which is a value of every type of Go.
        unsafe { GoSlice::from_raw(p, n, n) }
    }
    /// A `[]string`.
    pub fn strings(&mut self, items: &[GoStr]) -> GoSlice<GoStr> {
        if items.is_empty() {
            return GoSlice::NIL;
        }
        let string = self.known().string;
        let p = self.new_array(string, items.len()) as *mut GoStr;
        // SAFETY: `GoStr` has the memory form of a Go string (pointer, length).
        unsafe {
            std::ptr::copy_nonoverlapping(items.as_ptr(), p, items.len());
            GoSlice::from_raw(p, items.len(), items.len())
        }
    }

    /// An `error` that has only a text.
    pub fn error(&mut self, text: impl AsRef<[u8]>) -> Iface {
        let text = self.string(text);
        let ty = self.known().native_error;
        let p = self.new_object(ty.elem) as *mut GoStr;
        // SAFETY: a fresh `struct { s string }`.
        unsafe { p.write(text) };
        Iface {
            ty: ty.word(),
            data: p as u64,
        }
    }
    /// A `string` in an interface.
    pub fn string_value(&mut self, text: impl AsRef<[u8]>) -> Iface {
        let text = self.string(text);
        self.boxed_string(self.known().string, text)
    }
    /// A panic with `runtime error: <text>`.
    pub fn runtime_error(&mut self, text: &str) -> GoPanic {
        let text = self.string(text);
        GoPanic(self.boxed_string(self.known().error_string, text))
    }
    /// A panic of the runtime without the prefix.
    pub fn plain_error(&mut self, text: &str) -> GoPanic {
        let text = self.string(text);
        GoPanic(self.boxed_string(self.known().plain_error, text))
    }
    /// `panic("text")`.
    pub fn panic_string(&mut self, text: &str) -> GoPanic {
        GoPanic(self.string_value(text))
    }
    /// The panic of a nil dereference.
    pub fn nil_dereference(&mut self) -> GoPanic {
        self.0.signal = Some(Signal::nil(0));
        self.runtime_error("invalid memory address or nil pointer dereference")
    }
    fn boxed_string(&mut self, ty: TypeRef, text: GoStr) -> Iface {
        let string = self.known().string;
        let p = self.new_object(string) as *mut GoStr;
        // SAFETY: a fresh string header.
        unsafe { p.write(text) };
        Iface {
            ty: ty.word(),
            data: p as u64,
        }
    }
}

/// Go's growth of a slice's capacity, before it is rounded up to a size class.
pub fn grow_to(old: usize, needed: usize) -> usize {
    if needed > old.saturating_mul(2) {
        return needed;
    }
    if old < 256 {
        return old * 2;
    }
    let mut cap = old;
    while cap < needed {
        cap += (cap + 3 * 256) >> 2;
    }
    cap
}

/// Go's size classes for pointer-free bytes: what `append([]byte, ...)` shows as `cap`.
pub fn round_up_bytes(size: usize) -> usize {
    const CLASSES: [u16; 67] = [
        8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
        352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
        2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192,
        9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576,
        27264, 28672,
    ];
    const SMALL: usize = 1024;
    /// By eighths, rounded up.
    const SHORT: [u16; SMALL / 8 + 1] = {
        let (mut by, mut i, mut class) = ([8; SMALL / 8 + 1], 1, 0);
        while i < by.len() {
            if CLASSES[class] < 8 * i as u16 {
                class += 1;
            }
            by[i] = CLASSES[class];
            i += 1;
        }
        by
    };
    if size <= SMALL {
        SHORT[size.div_ceil(8)] as usize
    } else if size <= 28672 {
        CLASSES[CLASSES.partition_point(|&c| (c as usize) < size)] as usize
    } else if size <= 32768 {
        32768
    } else {
        size.next_multiple_of(8192)
    }
}
