//! Package encoding/binary: numbers between memory and bytes in either order; of whole values `fixed`.

mod fixed;

use crate::vm::native::GoSlice;

crate::natives! {
    "sizeOf" => fixed::size_of,
    "encode" => fixed::encode,
    "decode" => fixed::decode,
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
