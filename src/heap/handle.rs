//! Objects that Rust code holds on to: a table of addresses that are roots.

/// Keeps one object alive until it is given to `Heap::unpin`.
#[derive(Debug)]
#[must_use = "the object stays alive until the handle is unpinned"]
pub struct Handle(u32);

#[derive(Default)]
pub struct Handles {
    /// 0: free.
    addresses: Vec<u64>,
    free: Vec<u32>,
}

impl Handles {
    pub fn insert(&mut self, address: u64) -> Handle {
        match self.free.pop() {
            Some(index) => {
                self.addresses[index as usize] = address;
                Handle(index)
            }
            None => {
                self.addresses.push(address);
                Handle(self.addresses.len() as u32 - 1)
            }
        }
    }

    pub fn remove(&mut self, handle: Handle) {
        self.addresses[handle.0 as usize] = 0;
        self.free.push(handle.0);
    }

    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.addresses.iter().copied().filter(|&a| a != 0)
    }
}
