//! A buffer for text under construction, kept by each thread from one call to the next.

use std::cell::Cell;

thread_local! {
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// More is not kept.
const LARGEST: usize = 64 << 10;

/// An empty buffer, the thread's own unless it is in use.
#[inline]
pub fn take() -> Vec<u8> {
    BUFFER.take()
}

#[inline]
pub fn give(mut buffer: Vec<u8>) {
    if buffer.capacity() <= LARGEST {
        buffer.clear();
        BUFFER.set(buffer);
    }
}
