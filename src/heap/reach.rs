//! What can be reached from somewhere, without touching the marks: for those who explain why a goroutine waits. Slow beside marking, and bounded.

use rustc_hash::FxHashSet;

use super::page::{Located, PageKind, locate};
use super::{Heap, Mark};
use crate::bytecode::rtype::{RType, WordClass};

/// More objects are not followed: whoever asks wants an answer soon.
const MOST: usize = 4_000_000;

/// The objects found so far.
#[derive(Default, Clone)]
pub struct Reached {
    /// Where they start.
    starts: FxHashSet<usize>,
    /// All are wanted, however many there are.
    whole: bool,
}

/// An object as it lies there.
pub struct HeapObject<'a> {
    pub start: usize,
    pub bytes: &'a [u8],
    /// Where in it pointers are.
    pub pointers: Vec<usize>,
}

impl Reached {
    /// Nothing yet; without a bound.
    pub fn whole() -> Reached {
        Reached {
            whole: true,
            ..Reached::default()
        }
    }
    /// Some object may be missing.
    pub fn is_cut(&self) -> bool {
        !self.whole && self.starts.len() >= MOST
    }
}

struct Follower<'a> {
    heap: &'a Heap,
    reached: &'a mut Reached,
    stack: Vec<Located>,
}

impl Heap {
    /// Adds what `roots` name, and all that can be reached from there.
    ///
    /// # Safety
    /// Nobody allocates, and nobody writes objects, until this returns; `roots` is right about classes of words.
    pub unsafe fn reach(&self, reached: &mut Reached, roots: impl FnOnce(&mut dyn Mark)) {
        let mut follower = Follower {
            heap: self,
            reached,
            stack: Vec::new(),
        };
        roots(&mut follower);
        while let Some(object) = follower.stack.pop() {
            // SAFETY: an object of the heap, by `add`; nothing changes meanwhile.
            unsafe { follower.scan(object) };
        }
    }

    /// Adds what is kept for Rust code.
    ///
    /// # Safety
    /// As `reach`.
    pub unsafe fn reach_pinned(&self, reached: &mut Reached) {
        let pinned: Vec<u64> = self.handles.lock().iter().collect();
        // SAFETY: the caller's promise.
        unsafe {
            self.reach(reached, |mark| pinned.iter().for_each(|&p| mark.pointer(p)));
        }
    }

    /// Whether the object that holds an address has been reached. What is not in the heap always is.
    ///
    /// # Safety
    /// As `reach`.
    pub unsafe fn is_reached(&self, reached: &Reached, address: u64) -> bool {
        // SAFETY: the caller's promise.
        match unsafe { self.located(address as usize) } {
            Some(object) => reached.starts.contains(&object.start),
            None => true,
        }
    }

    /// Where the heap lies.
    pub fn bounds(&self) -> (usize, usize) {
        let base = self.pages.base();
        (base, base + self.pages.arena.usable())
    }

    /// Shows the objects that have been reached.
    ///
    /// # Safety
    /// As `reach`.
    pub unsafe fn each_reached(&self, reached: &Reached, mut each: impl FnMut(&HeapObject<'_>)) {
        for &start in &reached.starts {
            // SAFETY: the page table's entries of a live span; shapes live as long as the heap; words lie inside the object.
            unsafe {
                let Some(object) = self.located(start) else {
                    continue;
                };
                let info = *self.pages.info(object.head as usize);
                let bytes = std::slice::from_raw_parts(start as *const u8, object.size);
                let mut pointers = Vec::new();
                if let Some(shape) = info.shape.as_ref() {
                    let words = shape.elem_size / 8;
                    for at in (0..object.size / shape.elem_size.max(1)).map(|e| e * words) {
                        let all: Vec<usize> = match shape.dense {
                            true => (0..words).collect(),
                            false => shape
                                .pointers
                                .iter()
                                .chain(&shape.ifaces)
                                .map(|&w| w as usize)
                                .collect(),
                        };
                        pointers.extend(all.into_iter().map(|word| (at + word) * 8));
                    }
                    pointers.sort_unstable();
                }
                each(&HeapObject {
                    start,
                    bytes,
                    pointers,
                });
            }
        }
    }

    /// # Safety
    /// As `reach`.
    unsafe fn located(&self, address: usize) -> Option<Located> {
        let page = self.pages.page_of(address)?;
        // SAFETY: tables are usable as far as the arena, and nobody writes them now.
        unsafe {
            let info = *self.pages.info(page);
            locate(&self.pages, &info, address)
        }
    }
}

impl Follower<'_> {
    fn add(&mut self, address: usize) {
        if self.reached.is_cut() {
            return;
        }
        // SAFETY: `reach`'s promise.
        if let Some(object) = unsafe { self.heap.located(address) }
            && self.reached.starts.insert(object.start)
        {
            self.stack.push(object);
        }
    }

    /// # Safety
    /// An object of the heap, which nobody changes.
    unsafe fn scan(&mut self, object: Located) {
        // SAFETY: the page table's entries of a live span; shapes live as long as the heap; words lie inside the object.
        unsafe {
            let info = *self.heap.pages.info(object.head as usize);
            let Some(shape) = info.shape.as_ref() else {
                return;
            };
            let elems = match info.kind {
                PageKind::Small => info.elems as usize,
                PageKind::Large => object.size / shape.elem_size,
                PageKind::Free => return,
            };
            let read = |base: usize, word: usize| *(base as *const u64).add(word);
            for elem in 0..elems {
                let base = object.start + elem * shape.elem_size;
                if shape.dense {
                    (0..shape.elem_size / 8).for_each(|w| self.add(read(base, w) as usize));
                    continue;
                }
                for &word in &shape.pointers {
                    self.add(read(base, word as usize) as usize);
                }
                for &word in &shape.ifaces {
                    let data = read(base, word as usize);
                    if data != 0 {
                        self.iface(read(base, word as usize - 1), data);
                    }
                }
            }
        }
    }
}

impl Mark for Follower<'_> {
    fn pointer(&mut self, address: u64) {
        self.add(address as usize);
    }
    fn iface(&mut self, type_word: u64, data_word: u64) {
        // SAFETY: a type word is 0 or the address of a descriptor, which lives as long as the program.
        if type_word != 0 && unsafe { (*(type_word as *const RType)).data_is_pointer } {
            self.add(data_word as usize);
        }
    }
    fn contents(&mut self, address: u64) {
        // SAFETY: `reach`'s promise.
        if let Some(object) = unsafe { self.heap.located(address as usize) } {
            // SAFETY: as above.
            unsafe { self.scan(object) };
        }
    }
    unsafe fn words(&mut self, base: *const u64, classes: &[WordClass]) {
        for (i, class) in classes.iter().enumerate() {
            // SAFETY: the caller's promise; an interface's type word comes before its data word.
            unsafe {
                match class {
                    WordClass::Scalar => {}
                    WordClass::Pointer => self.pointer(*base.add(i)),
                    WordClass::IfaceData => self.iface(*base.add(i - 1), *base.add(i)),
                }
            }
        }
    }
}
