//! Allocation as the machine and natives ask for it: the P's cache, and Go's report when memory is used up.

use std::sync::atomic::Ordering;

use crate::bytecode::rtype::TypeRef;
use crate::heap::memory::Reservation;
use crate::runtime::leaves;

use super::context::Ctx;

impl Ctx {
    /// A new zeroed object of `ty`.
    #[inline]
    pub fn new_object(&mut self, ty: TypeRef) -> *mut u8 {
        let object = self.cache.alloc(ty);
        self.made(object, ty.size)
    }
    /// `len` zeroed elements in one object. Their size must not overflow (`slices::check_make`).
    #[inline]
    pub fn new_array(&mut self, elem: TypeRef, len: usize) -> *mut u8 {
        let object = self.cache.alloc_array(elem, len);
        self.made(object, elem.size.saturating_mul(len))
    }
    /// `len` zeroed bytes without pointers.
    #[inline]
    pub fn new_bytes(&mut self, len: usize) -> *mut u8 {
        let object = self.cache.alloc_bytes(len);
        self.made(object, len)
    }
    /// `len` bytes without pointers of any contents, for callers that fill all of them.
    #[inline]
    pub fn new_bytes_unzeroed(&mut self, len: usize) -> *mut u8 {
        let object = self.cache.alloc_bytes_unzeroed(len);
        self.made(object, len)
    }
    #[inline(always)]
    fn made(&mut self, object: *mut u8, size: usize) -> *mut u8 {
        if object.is_null() {
            self.out_of_memory(size);
        }
        self.after_alloc();
        object
    }
    /// After the runtime has allocated through the cache by itself.
    #[inline(always)]
    pub fn after_alloc(&mut self) {
        if self.stress {
            self.stress_due = true;
            self.limit.store(0, Ordering::Relaxed);
        }
    }
    /// Go ends the program here as well, from wherever it is.
    #[cold]
    pub(super) fn out_of_memory(&mut self, size: usize) -> ! {
        let used_up = self.machine().memory_is_used_up();
        let limited = self.machine().config().limits.memory.is_some();
        // Go first reserves addresses, in pieces of that size, and ends without its usual words if it then gets no memory for them.
        const PIECE: usize = 4 << 20;
        let block = size.checked_next_multiple_of(PIECE).unwrap_or(size);
        let out = if !limited && Reservation::new(block).is_some() {
            format!("fatal error: runtime: {used_up}\n")
        } else {
            let in_use = self.machine().heap().stats([]).heap_sys;
            format!(
                "runtime: out of memory: cannot allocate {block}-byte block ({in_use} in use)\nfatal error: {used_up}\n"
            )
        };
        let (ip, fp) = self.at;
        if ip.is_null() {
            super::report::finish(self.machine(), out.as_bytes());
        } else {
            self.save(ip, fp);
            let ending = match limited {
                true => super::report::Ending::Fatal,
                false => super::report::Ending::Throw,
            };
            super::report::end(self, out.as_bytes(), ending);
        }
        std::process::exit(2)
    }
    /// A string's two words: a copy of `text`.
    pub fn new_string(&mut self, text: &[u8]) -> (u64, u64) {
        if text.is_empty() {
            return (0, 0);
        }
        let p = self.new_bytes_unzeroed(text.len());
        // SAFETY: a fresh object of that many bytes.
        unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), p, text.len()) };
        (p as u64, text.len() as u64)
    }
    /// Reads a value from memory into its slots; an `in_memory` value becomes a copy of its own.
    #[inline]
    pub(crate) fn load_value(&mut self, ty: TypeRef, memory: *const u8, slots: *mut u64) {
        if !ty.in_memory {
            // SAFETY: the caller names a value of the type and slots for it (I1, I4 of `dispatch`).
            unsafe { leaves::load(ty, memory, slots) };
            return;
        }
        let object = self.new_object(ty);
        // SAFETY: as above; the fresh object has the type's size.
        unsafe {
            leaves::copy_memory(memory, object, ty.size);
            *slots = object as u64;
        }
    }
}
