//! Package encoding/binary: arrays of numbers between memory and bytes in either order.

use crate::vm::native::GoPtr;

crate::natives! {
    "move" => move_,
}

/// Copies `n` numbers of `size` bytes, the bytes of each turned round if `swap`.
fn move_(dst: GoPtr<u8>, src: GoPtr<u8>, n: i64, size: i64, swap: bool) {
    let (n, size) = (n as usize, size as usize);
    if n == 0 || size == 0 {
        return;
    }
    // SAFETY: the Go side passes memory of `n * size` bytes each that do not overlap.
    unsafe {
        if !swap || size == 1 {
            std::ptr::copy(src.0, dst.0, n * size);
            return;
        }
        for i in 0..n {
            let (to, from) = (dst.0.add(i * size), src.0.add(i * size));
            match size {
                2 => (to as *mut u16)
                    .write_unaligned((from as *const u16).read_unaligned().swap_bytes()),
                4 => (to as *mut u32)
                    .write_unaligned((from as *const u32).read_unaligned().swap_bytes()),
                _ => (to as *mut u64)
                    .write_unaligned((from as *const u64).read_unaligned().swap_bytes()),
            }
        }
    }
}
