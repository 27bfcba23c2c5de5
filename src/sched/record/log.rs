//! Where a processor's events lie: chunks of words that one thread writes and anybody may read.

use std::sync::atomic::{AtomicPtr, AtomicU32};

use super::run::Run;

/// Bytes of a log's first chunk, so that a short run does not wait for memory that it does not use; and of the others: a big page.
pub(super) const FIRST_BYTES: usize = 64 << 10;
pub(super) const CHUNK_BYTES: usize = 2 << 20;

/// The head of a chunk, which its words follow.
#[repr(C)]
pub(super) struct Chunk {
    /// Where what is written ends. Release by the writer, Acquire by readers.
    pub end: AtomicPtr<u64>,
    pub next: AtomicPtr<Chunk>,
    bytes: usize,
}

impl Chunk {
    /// Fresh from the system, a big one as one big page where there are such: a page fault for each small one would cost more than
    /// the events in it. Null: no memory.
    pub fn map(bytes: usize) -> *mut Chunk {
        let align = if bytes == CHUNK_BYTES { bytes } else { 0 };
        let mapped = bytes + align;
        // SAFETY: asks for new memory of our own, and gives back what lies before and behind an aligned part of it.
        unsafe {
            let at = libc::mmap(
                std::ptr::null_mut(),
                mapped,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            if at == libc::MAP_FAILED {
                return std::ptr::null_mut();
            }
            let mut chunk = at;
            if align > 0 {
                let before = at.align_offset(align);
                chunk = at.add(before);
                if before > 0 {
                    libc::munmap(at, before);
                }
                if mapped > before + bytes {
                    libc::munmap(chunk.add(bytes), mapped - before - bytes);
                }
                fetch_in_one_go(chunk);
            }
            // All zero is an empty chunk.
            let chunk = chunk.cast::<Chunk>();
            (*chunk).bytes = bytes;
            *(*chunk).end.get_mut() = Chunk::words(chunk);
            chunk
        }
    }
    /// The first word of a chunk.
    pub fn words(chunk: *mut Chunk) -> *mut u64 {
        // SAFETY: the words follow the head.
        unsafe { chunk.add(1).cast() }
    }
}

/// Advice, and no harm if it is not taken.
#[cfg(target_os = "linux")]
fn fetch_in_one_go(chunk: *mut libc::c_void) {
    // SAFETY: our own mapping of that size.
    unsafe {
        libc::madvise(chunk, CHUNK_BYTES, libc::MADV_HUGEPAGE);
        libc::madvise(chunk, CHUNK_BYTES, libc::MADV_POPULATE_WRITE);
    }
}
#[cfg(not(target_os = "linux"))]
fn fetch_in_one_go(_: *mut libc::c_void) {}

/// A processor's events, for readers. In cache lines of its own: `limit` changes at each wait.
#[repr(align(128))]
pub(super) struct Log {
    pub first: AtomicPtr<Chunk>,
    /// So many events the writer may count before it looks at the clock again. The monitor sets it to 0.
    pub limit: AtomicU32,
    /// While it is open `limit` is 0: who counts there does not look here.
    pub run: Run,
}

impl Default for Log {
    fn default() -> Log {
        Log {
            first: AtomicPtr::default(),
            limit: AtomicU32::default(),
            run: Run::new(),
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let mut chunk = *self.first.get_mut();
        while !chunk.is_null() {
            // SAFETY: mapped by `Chunk::map`; writer and readers hold the log, so none is left.
            unsafe {
                let next = *(*chunk).next.get_mut();
                libc::munmap(chunk.cast(), (*chunk).bytes);
                chunk = next;
            }
        }
    }
}
