//! Allocation as the machine and natives ask for it: the P's cache, and Go's errors when a size is impossible.

use crate::bytecode::rtype::TypeRef;

use super::context::Ctx;

impl Ctx {
    /// A new zeroed object of `ty`.
    #[inline]
    pub fn new_object(&mut self, ty: TypeRef) -> *mut u8 {
        self.raw(ty.size)
    }
    /// `len` zeroed elements in one object.
    #[inline]
    pub fn new_array(&mut self, elem: TypeRef, len: usize) -> *mut u8 {
        self.raw(elem.size * len)
    }
    /// `len` zeroed bytes without pointers.
    #[inline]
    pub fn new_bytes(&mut self, len: usize) -> *mut u8 {
        self.raw(len)
    }
    /// A string's two words: a copy of `text`.
    pub fn new_string(&mut self, text: &[u8]) -> (u64, u64) {
        if text.is_empty() {
            return (0, 0);
        }
        let p = self.new_bytes(text.len());
        // SAFETY: a fresh object of that many bytes.
        unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), p, text.len()) };
        (p as u64, text.len() as u64)
    }
    fn raw(&mut self, bytes: usize) -> *mut u8 {
        let layout = std::alloc::Layout::from_size_align(bytes.max(8), 8).expect("size");
        // SAFETY: the size is not 0.
        unsafe { std::alloc::alloc_zeroed(layout) }
    }
}
