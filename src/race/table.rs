//! Tables whose entries come into being when somebody asks for them, and stay.

use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{AcqRel, Acquire};

pub(super) struct Table<T, const SIZE: usize>(Box<[AtomicPtr<T>; SIZE]>);

impl<T, const SIZE: usize> Default for Table<T, SIZE> {
    fn default() -> Self {
        // SAFETY: zeros are null pointers.
        Table(unsafe { Box::new_zeroed().assume_init() })
    }
}

impl<T, const SIZE: usize> Table<T, SIZE> {
    /// `None`: nobody has asked for it, or there is no such place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<&T> {
        // SAFETY: null, or made by `Box::into_raw`; entries live as long as the table.
        unsafe { self.0.get(at)?.load(Acquire).as_ref() }
    }
    /// `None`: there is no such place.
    #[inline]
    pub fn entry(&self, at: usize) -> Option<&T>
    where
        T: Default,
    {
        self.get(at).or_else(|| self.make(at))
    }
    #[cold]
    fn make(&self, at: usize) -> Option<&T>
    where
        T: Default,
    {
        let place = self.0.get(at)?;
        let new = Box::into_raw(Box::<T>::default());
        let put = place.compare_exchange(std::ptr::null_mut(), new, AcqRel, Acquire);
        if put.is_err() {
            // SAFETY: somebody else was faster; ours nobody has seen.
            drop(unsafe { Box::from_raw(new) });
        }
        self.get(at)
    }
}

impl<T, const SIZE: usize> Drop for Table<T, SIZE> {
    fn drop(&mut self) {
        for place in self.0.iter_mut() {
            let entry = *place.get_mut();
            if !entry.is_null() {
                // SAFETY: made by `Box::into_raw`, and nobody uses it any more.
                drop(unsafe { Box::from_raw(entry) });
            }
        }
    }
}
