//! Numbers that lie in memory with their lowest or their highest byte first (encoding/binary), at any address.

use crate::vm::dispatch::{Flow, State};

/// Each goes on at the label, or, where the slice is too short, with the call behind it, which says so.
macro_rules! orders {
    ($($get:ident $put:ident $int:ty, $from:ident $to:ident;)*) => {
        $(#[inline(always)]
        pub fn $get(s: State) -> Flow {
            let (ptr, len) = (s.rb(), s.get(s.b() + 1));
            if len < size_of::<$int>() as u64 {
                return s.next(1);
            }
            // SAFETY: I4: a slice's address, and so many bytes are there.
            let x = <$int>::$from(unsafe { (ptr as *const $int).read_unaligned() });
            s.set(s.a(), x as u64);
            s.jump(1, s.ci())
        }
        #[inline(always)]
        pub fn $put(s: State) -> Flow {
            let (ptr, len) = (s.ra(), s.get(s.a() + 1));
            if len < size_of::<$int>() as u64 {
                return s.next(1);
            }
            let x = (s.rb() as $int).$to();
            // SAFETY: I4: a slice's address, and so many bytes are there.
            unsafe { (ptr as *mut $int).write_unaligned(x) };
            s.jump(1, s.ci())
        })*
    };
}

orders! {
    get_le16 put_le16 u16, from_le to_le;
    get_le32 put_le32 u32, from_le to_le;
    get_le64 put_le64 u64, from_le to_le;
    get_be16 put_be16 u16, from_be to_be;
    get_be32 put_be32 u32, from_be to_be;
    get_be64 put_be64 u64, from_be to_be;
}
