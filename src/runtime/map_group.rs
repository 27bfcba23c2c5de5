//! Sixteen control bytes looked at together: one for each slot of a group, either the top seven bits of
//! the hash of the key that is there, or `EMPTY` or `DELETED`.

pub const GROUP: usize = 16;
pub const EMPTY: u8 = 0xFF;
/// A slot that had a key which a search may have to pass; also a slot that does not exist.
pub const DELETED: u8 = 0x80;

/// Which of a group's slots.
#[derive(Clone, Copy)]
pub struct Slots(u32);

impl Slots {
    #[inline(always)]
    pub fn any(self) -> bool {
        self.0 != 0
    }
    #[inline(always)]
    pub fn first(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize)
    }
    /// Those below `count`.
    #[inline(always)]
    pub fn below(self, count: usize) -> Slots {
        Slots(self.0 & ((1u32 << count) - 1))
    }
}

impl Iterator for Slots {
    type Item = usize;
    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        let first = self.first()?;
        self.0 &= self.0 - 1;
        Some(first)
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(miri)))]
mod group {
    use std::arch::x86_64::*;

    use super::{EMPTY, Slots};

    #[derive(Clone, Copy)]
    pub struct Group(__m128i);

    impl Group {
        /// # Safety
        /// 16 readable bytes.
        #[inline(always)]
        pub unsafe fn load(at: *const u8) -> Group {
            // SAFETY: the caller's promise; the load needs no alignment.
            Group(unsafe { _mm_loadu_si128(at.cast()) })
        }
        #[inline(always)]
        pub fn matching(self, byte: u8) -> Slots {
            // SAFETY: SSE2 is there (the module is compiled for it only).
            Slots(
                unsafe { _mm_movemask_epi8(_mm_cmpeq_epi8(self.0, _mm_set1_epi8(byte as i8))) }
                    as u32,
            )
        }
        #[inline(always)]
        pub fn empty(self) -> Slots {
            self.matching(EMPTY)
        }
        /// Without a key.
        #[inline(always)]
        pub fn vacant(self) -> Slots {
            // SAFETY: as above.
            Slots(unsafe { _mm_movemask_epi8(self.0) } as u32)
        }
        #[inline(always)]
        pub fn full(self) -> Slots {
            Slots(!self.vacant().0 & 0xFFFF)
        }
    }
}

#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(miri))))]
mod group {
    use super::{EMPTY, GROUP, Slots};

    /// Written so that the compiler can use whatever vectors the target has.
    #[derive(Clone, Copy)]
    pub struct Group([u8; GROUP]);

    impl Group {
        /// # Safety
        /// 16 readable bytes.
        #[inline(always)]
        pub unsafe fn load(at: *const u8) -> Group {
            // SAFETY: the caller's promise.
            Group(unsafe { at.cast::<[u8; GROUP]>().read() })
        }
        #[inline(always)]
        fn select(self, is: impl Fn(u8) -> bool) -> Slots {
            let bits = (0..GROUP).map(|i| (is(self.0[i]) as u32) << i);
            Slots(bits.fold(0, |a, b| a | b))
        }
        #[inline(always)]
        pub fn matching(self, byte: u8) -> Slots {
            self.select(|b| b == byte)
        }
        #[inline(always)]
        pub fn empty(self) -> Slots {
            self.matching(EMPTY)
        }
        /// Without a key.
        #[inline(always)]
        pub fn vacant(self) -> Slots {
            self.select(|b| b & 0x80 != 0)
        }
        #[inline(always)]
        pub fn full(self) -> Slots {
            self.select(|b| b & 0x80 == 0)
        }
    }
}

pub use group::Group;
