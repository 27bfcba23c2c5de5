//! Spans of one shape and size class that have room, shared by the caches of all Ps.

use parking_lot::Mutex;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytecode::rtype::TypeRef;

use super::page::{PageInfo, PageKind, SpanInfo};
use super::shape::{Layout, Shape};
use super::size_class::{CLASS_PAGES, CLASS_SIZE, PAGE_SIZE};

pub struct Central {
    pub index: u32,
    /// Bytes of an object.
    pub size: u32,
    pub pages: u32,
    pub objects: u32,
    pub shape: *const Shape,
    /// First pages of spans with free objects, which no cache has.
    pub partial: Mutex<Vec<u32>>,
}

// SAFETY: `shape` is immutable and lives as long as there are objects of the type (`Centrals::forget`).
unsafe impl Send for Central {}
// SAFETY: as above.
unsafe impl Sync for Central {}

impl Central {
    pub fn page_info(&self, head: usize) -> PageInfo {
        let elems = if self.shape.is_null() {
            0
        } else {
            // SAFETY: shapes live as long as the heap.
            let elem = unsafe { (*self.shape).elem_size };
            (self.size as usize / elem) as u32
        };
        PageInfo {
            shape: self.shape,
            head: head as u32,
            magic: (u32::MAX / self.size) + 1,
            size: self.size,
            elems,
            objects: self.objects as u16,
            kind: PageKind::Small,
            dirty: true,
            central: self.index,
        }
    }

    pub fn span_info(&self, clean: bool) -> SpanInfo {
        SpanInfo {
            pages: self.pages,
            free: self.objects,
            bytes: 0,
            clean,
            emptied: 0,
        }
    }
}

/// What objects without pointers share.
const NO_POINTERS: u32 = u32::MAX;
/// The runtime's own layouts count from here.
const LAYOUT_KEYS: u32 = 0xFFFF_0000;

#[derive(Default)]
pub struct Centrals {
    #[allow(clippy::vec_box)] // their addresses are kept in caches
    list: Vec<Box<Central>>,
    by_key: FxHashMap<(u32, u8), u32>,
    shapes: FxHashMap<u32, Box<Shape>>,
    /// Places in `list` of types that have gone.
    free: Vec<u32>,
}

impl Centrals {
    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, index: u32) -> *const Central {
        &*self.list[index as usize]
    }

    /// Forgets which spans have room; the sweep tells it anew.
    pub fn clear(&self) {
        for central in &self.list {
            central.partial.lock().clear();
        }
    }

    pub fn no_pointers(&mut self, class: usize) -> *const Central {
        self.find(NO_POINTERS, class, std::ptr::null())
    }

    /// Of objects that consist of elements of `elem`.
    pub fn of_type(&mut self, elem: TypeRef, class: usize) -> *const Central {
        if !elem.has_pointers() {
            return self.no_pointers(class);
        }
        let shape = self.shape(elem);
        self.find(elem.id, class, shape)
    }

    pub fn of_layout(&mut self, layout: &'static Layout, class: usize) -> *const Central {
        let key = LAYOUT_KEYS + layout.index as u32;
        let shape = self
            .shapes
            .entry(key)
            .or_insert_with(|| Box::new(Shape::new(layout.size, layout.words, TypeRef::NULL)));
        let shape: *const Shape = &**shape;
        self.find(key, class, shape)
    }

    /// Null when there are no pointers.
    pub fn shape(&mut self, elem: TypeRef) -> *const Shape {
        if !elem.has_pointers() {
            return std::ptr::null();
        }
        &**self
            .shapes
            .entry(elem.id)
            .or_insert_with(|| Box::new(Shape::of(&elem)))
    }

    fn find(&mut self, key: u32, class: usize, shape: *const Shape) -> *const Central {
        let index = *self.by_key.entry((key, class as u8)).or_insert_with(|| {
            let size = CLASS_SIZE[class];
            let pages = CLASS_PAGES[class] as u32;
            let free = self.free.pop();
            let index = free.unwrap_or(self.list.len() as u32);
            let central = Box::new(Central {
                index,
                size,
                pages,
                objects: pages * PAGE_SIZE as u32 / size,
                shape,
                partial: Mutex::new(Vec::new()),
            });
            match free {
                Some(_) => self.list[index as usize] = central,
                None => self.list.push(central),
            }
            index
        });
        self.get(index)
    }

    /// Types with these numbers have gone: there is no object of theirs, and no cache knows their centrals.
    pub fn forget(&mut self, ids: &[u32]) {
        let ids: FxHashSet<u32> = ids.iter().copied().collect();
        let free = &mut self.free;
        self.by_key.retain(|(id, _), index| {
            let stays = !ids.contains(id);
            if !stays {
                free.push(*index);
            }
            stays
        });
        self.shapes.retain(|id, _| !ids.contains(id));
    }
}
