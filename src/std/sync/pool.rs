//! What a pool does while it holds its lock.

use crate::vm::native::{GoPtr, GoSlice, Iface, Maker};

/// sync.Pool, up to where Go's side reads it alone.
#[repr(C)]
pub struct Pool {
    lock: [u32; 2],
    /// Put since the last collection.
    fresh: GoSlice<Iface>,
    /// Put before; gone after the next.
    old: GoSlice<Iface>,
    cycle: u32,
}

impl Pool {
    fn age(&mut self, now: u32) {
        if now != self.cycle {
            let last = self.cycle.wrapping_add(1);
            self.old = if now == last {
                self.fresh
            } else {
                GoSlice::NIL
            };
            self.fresh = GoSlice::NIL;
            self.cycle = now;
        }
    }
}

fn pop(from: &mut GoSlice<Iface>) -> Option<Iface> {
    let last = from.len().checked_sub(1)?;
    let x = std::mem::replace(&mut from.items_mut()[last], Iface::NIL);
    *from = from.slice(0, last);
    Some(x)
}

pub fn take(maker: &mut Maker, p: GoPtr<Pool>) -> Iface {
    // SAFETY: Go's side has the layout, and has locked the pool.
    let p = unsafe { &mut *p.0 };
    p.age(maker.collections());
    pop(&mut p.fresh)
        .or_else(|| pop(&mut p.old))
        .unwrap_or(Iface::NIL)
}

pub fn give(maker: &mut Maker, p: GoPtr<Pool>, x: Iface) -> bool {
    // SAFETY: as above.
    let p = unsafe { &mut *p.0 };
    p.age(maker.collections());
    let n = p.fresh.len();
    if n == p.fresh.capacity() {
        return false;
    }
    p.fresh = p.fresh.slice(0, n + 1);
    p.fresh.items_mut()[n] = x;
    true
}
