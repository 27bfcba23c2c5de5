//! Address space from the operating system: reserved once, made usable from the front as it is needed, never moved.

use std::sync::atomic::{AtomicUsize, Ordering};

/// A contiguous range of addresses of which the first `usable()` bytes may be read and written. They are zero
/// when they become usable, and again after `discard`.
pub struct Reservation {
    base: usize,
    len: usize,
    usable: AtomicUsize,
}

/// Usable memory grows in multiples of this.
pub const GRAIN: usize = 64 << 10;
/// Where gc's linker puts a program's variables, about.
const LOW: usize = 16 << 20;

impl Reservation {
    /// None when there is no room for it (address-space limits).
    pub fn new(len: usize) -> Option<Reservation> {
        let len = len.checked_next_multiple_of(GRAIN)?;
        let base = os::reserve(len)?;
        Some(Reservation {
            base,
            len,
            usable: AtomicUsize::new(0),
        })
    }

    /// The same in the low addresses, if they are free, all of it usable.
    pub fn low(len: usize) -> Option<Reservation> {
        let len = len.checked_next_multiple_of(GRAIN)?;
        let reservation = Reservation {
            base: os::reserve_near(LOW, len)?,
            len,
            usable: AtomicUsize::new(0),
        };
        reservation.grow(len).then_some(reservation)
    }

    pub fn base(&self) -> usize {
        self.base
    }

    pub fn size(&self) -> usize {
        self.len
    }

    #[inline(always)]
    pub fn usable(&self) -> usize {
        self.usable.load(Ordering::Relaxed)
    }

    /// Makes at least the first `len` bytes usable. False: the system has no memory, or the reservation is full.
    /// Callers take turns (they hold the page heap's lock).
    pub fn grow(&self, len: usize) -> bool {
        let usable = self.usable();
        if len <= usable {
            return true;
        }
        let len = len.next_multiple_of(GRAIN);
        if len > self.len || !os::commit(self.base + usable, len - usable) {
            return false;
        }
        self.usable.store(len, Ordering::Release);
        true
    }

    /// Asks for huge pages under the part not yet usable.
    pub fn prefer_huge_pages(&self) {
        let usable = self.usable();
        os::huge(self.base + usable, self.len - usable);
    }

    /// Gives the memory of a range back to the system; it reads as zero afterwards. True if that happened.
    ///
    /// # Safety
    /// The range is usable and nobody uses its contents.
    pub unsafe fn discard(&self, offset: usize, len: usize) -> bool {
        debug_assert!(offset + len <= self.usable());
        // SAFETY: the range is inside the reservation; the caller gives up its contents.
        unsafe { os::discard(self.base + offset, len) }
    }
}

/// Has the allocator of the host give back what it keeps for later, where it can.
pub fn trim_host() {
    #[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
    // SAFETY: it may be called at any time, from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // SAFETY: made by `reserve` with this length, released once; the owner is gone.
        unsafe { os::release(self.base, self.len) }
    }
}

#[cfg(all(unix, not(miri)))]
mod os {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const RESERVE: libc::c_int = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const RESERVE: libc::c_int = libc::MAP_PRIVATE | libc::MAP_ANON;

    pub fn reserve(len: usize) -> Option<usize> {
        reserve_near(0, len)
    }

    /// At `wish`, or where there is room.
    pub fn reserve_near(wish: usize, len: usize) -> Option<usize> {
        // SAFETY: a fresh anonymous mapping at a place of the kernel's choice touches no memory of ours.
        let p = unsafe { libc::mmap(wish as *mut _, len, libc::PROT_NONE, RESERVE, -1, 0) };
        (p != libc::MAP_FAILED).then_some(p as usize)
    }

    pub fn commit(at: usize, len: usize) -> bool {
        // SAFETY: the range lies in a mapping made by `reserve` (the caller checks the bounds).
        unsafe { libc::mprotect(at as *mut _, len, libc::PROT_READ | libc::PROT_WRITE) == 0 }
    }

    pub fn huge(at: usize, len: usize) {
        #[cfg(target_os = "linux")]
        // SAFETY: advice about a range of our own mapping; failure is harmless.
        unsafe {
            libc::madvise(at as *mut _, len, libc::MADV_HUGEPAGE);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = (at, len);
    }

    pub unsafe fn discard(at: usize, len: usize) -> bool {
        #[cfg(target_os = "linux")]
        // SAFETY: a range of our own mapping whose contents nobody needs.
        return unsafe { libc::madvise(at as *mut _, len, libc::MADV_DONTNEED) == 0 };
        // Elsewhere the contents need not read as zero afterwards: say that nothing happened.
        #[cfg(not(target_os = "linux"))]
        {
            let _ = (at, len);
            false
        }
    }

    pub unsafe fn release(base: usize, len: usize) {
        // SAFETY: the caller owns the whole mapping.
        unsafe { libc::munmap(base as *mut _, len) };
    }
}

/// Without an operating system's memory (Miri, other systems): one zeroed block.
#[cfg(not(all(unix, not(miri))))]
mod os {
    use std::alloc::{Layout, alloc_zeroed, dealloc};

    /// What a block can be without being reserved in earnest.
    const LIMIT: usize = if cfg!(miri) { 8 << 20 } else { 4 << 30 };

    fn layout(len: usize) -> Layout {
        Layout::from_size_align(len, 8192).expect("a length below the limit")
    }

    pub fn reserve(len: usize) -> Option<usize> {
        if len > LIMIT {
            return None;
        }
        // SAFETY: the layout has a size above zero.
        let p = unsafe { alloc_zeroed(layout(len)) };
        (!p.is_null()).then(|| p.expose_provenance())
    }

    pub fn reserve_near(_wish: usize, len: usize) -> Option<usize> {
        reserve(len)
    }

    pub fn commit(_at: usize, _len: usize) -> bool {
        true
    }

    pub fn huge(_at: usize, _len: usize) {}

    pub unsafe fn discard(at: usize, len: usize) -> bool {
        let _ = (at, len);
        false
    }

    pub unsafe fn release(base: usize, len: usize) {
        // SAFETY: allocated by `reserve` with the same layout.
        unsafe { dealloc(std::ptr::with_exposed_provenance_mut(base), layout(len)) };
    }
}
