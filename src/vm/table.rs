//! A table that code reaches by its address and that may grow in place: room for all it will ever hold is there from the
//! beginning, as address space.

use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Table<T> {
    at: *mut T,
    capacity: usize,
    len: AtomicUsize,
}

// SAFETY: elements are plain data, changed only while nobody reads them (`set`).
unsafe impl<T: Send + Sync> Send for Table<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Table<T> {}

impl<T: Copy> Table<T> {
    /// `room`: for how many elements; at least those that there are.
    pub fn new(items: impl ExactSizeIterator<Item = T>, room: usize) -> Table<T> {
        let mut list = Vec::with_capacity(items.len().max(room));
        list.extend(items);
        let mut list = std::mem::ManuallyDrop::new(list);
        Table {
            at: list.as_mut_ptr(),
            capacity: list.capacity(),
            len: AtomicUsize::new(list.len()),
        }
    }
    pub fn as_ptr(&self) -> *const T {
        self.at
    }
    pub fn len(&self) -> usize {
        self.len.load(Ordering::Acquire)
    }
    pub fn get(&self, i: usize) -> Option<&T> {
        // SAFETY: below the length all elements are initialised.
        (i < self.len()).then(|| unsafe { &*self.at.add(i) })
    }
    /// Puts an element at `i`, the first free place at most. False: there is no room.
    ///
    /// # Safety
    /// Nobody reads the element meanwhile (the world is stopped), and one thread at a time does this.
    pub unsafe fn set(&self, i: usize, item: T) -> bool {
        let len = self.len();
        if i > len || i >= self.capacity {
            return false;
        }
        // SAFETY: inside the allocation.
        unsafe { self.at.add(i).write(item) };
        self.len.store(len.max(i + 1), Ordering::Release);
        true
    }
}

impl<T> Drop for Table<T> {
    fn drop(&mut self) {
        // SAFETY: made from a vector of this capacity; elements are `Copy` and need no drop.
        drop(unsafe { Vec::from_raw_parts(self.at, 0, self.capacity) });
    }
}
