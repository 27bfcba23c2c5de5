//! Package encoding/binary: arrays of numbers between memory and bytes in either order.

use crate::vm::native::{GoPtr, GoSlice};

crate::natives! {
    "move" => move_,
    "trybigEndianUint16" => big_u16,
    "trybigEndianPutUint16" => put_big_u16,
    "trybigEndianUint32" => big_u32,
    "trybigEndianPutUint32" => put_big_u32,
    "trybigEndianUint64" => big_u64,
    "trybigEndianPutUint64" => put_big_u64,
    "trylittleEndianUint16" => little_u16,
    "trylittleEndianPutUint16" => put_little_u16,
    "trylittleEndianUint32" => little_u32,
    "trylittleEndianPutUint32" => put_little_u32,
    "trylittleEndianUint64" => little_u64,
    "trylittleEndianPutUint64" => put_little_u64,
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

/// Numbers at the beginning of a slice that is long enough.
macro_rules! numbers {
    ($($get:ident $put:ident $number:ty, $from:ident $to:ident;)*) => {$(
        fn $get(b: GoSlice<u8>) -> Option<$number> {
            b.items().first_chunk().map(|&bytes| <$number>::$from(bytes))
        }

        fn $put(b: GoSlice<u8>, v: $number) -> Option<()> {
            *b.items_mut().first_chunk_mut()? = v.$to();
            Some(())
        }
    )*};
}

numbers! {
    big_u16 put_big_u16 u16, from_be_bytes to_be_bytes;
    big_u32 put_big_u32 u32, from_be_bytes to_be_bytes;
    big_u64 put_big_u64 u64, from_be_bytes to_be_bytes;
    little_u16 put_little_u16 u16, from_le_bytes to_le_bytes;
    little_u32 put_little_u32 u32, from_le_bytes to_le_bytes;
    little_u64 put_little_u64 u64, from_le_bytes to_le_bytes;
}
