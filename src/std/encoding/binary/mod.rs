//! Package encoding/binary: numbers between memory and bytes in either order; of whole values `fixed`.

mod fixed;

use crate::vm::native::GoSlice;

crate::natives! {
    "sizeOf" => fixed::size_of,
    "encode" => fixed::encode,
    "decode" => fixed::decode,
    "Uvarint" => uvarint,
    "tryPutUvarint" => put_uvarint,
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

/// The most bytes of a number with seven bits in each.
const LONGEST: usize = 10;

/// How many bytes it took: 0 where there are too few, negative where the number is too large.
fn uvarint(b: GoSlice<u8>) -> (u64, i64) {
    let mut x = 0;
    for (i, &byte) in b.items().iter().enumerate() {
        if i == LONGEST || i == LONGEST - 1 && (2..0x80).contains(&byte) {
            return (0, -(i as i64 + 1));
        }
        x |= u64::from(byte & 0x7f) << (7 * i);
        if byte < 0x80 {
            return (x, i as i64 + 1);
        }
    }
    (0, 0)
}

/// Declines where there is no room.
fn put_uvarint(b: GoSlice<u8>, mut x: u64) -> Option<i64> {
    let len = (64 - (x | 1).leading_zeros()).div_ceil(7) as usize;
    let (last, before) = b.items_mut().get_mut(..len)?.split_last_mut()?;
    for byte in before {
        *byte = x as u8 | 0x80;
        x >>= 7;
    }
    *last = x as u8;
    Some(len as i64)
}
