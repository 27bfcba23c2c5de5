//! Package internal/digest: the compression functions of MD5 and the SHA families, on states that lie in Go memory, so that
//! hashes can be copied, stored and collected like any value.

use crate::vm::native::{GoPtr, GoSlice};

crate::natives! {
    "compress" => compress,
}

/// Families; numbers are those of digest.go.
const MD5: i64 = 0;
const SHA1: i64 = 1;
const SHA256: i64 = 2;

/// `blocks` is whole blocks. Words of 32 bits lie in the low halves.
fn compress(family: i64, state: GoPtr<[u64; 8]>, blocks: GoSlice<u8>) {
    // SAFETY: the Go side passes its array of eight words.
    let state = unsafe { &mut *state.0 };
    let mut narrow = [0u32; 8];
    for (to, &from) in narrow.iter_mut().zip(state.iter()) {
        *to = from as u32;
    }
    match family {
        MD5 => {
            let words: &mut [u32; 4] = narrow.first_chunk_mut().expect("eight words");
            md5::block_api::compress(words, blocks.as_chunks::<64>().0);
        }
        SHA1 => {
            let words: &mut [u32; 5] = narrow.first_chunk_mut().expect("eight words");
            sha1::block_api::compress(words, blocks.as_chunks::<64>().0);
        }
        SHA256 => sha2::block_api::compress256(&mut narrow, blocks.as_chunks::<64>().0),
        _ => {
            sha2::block_api::compress512(state, blocks.as_chunks::<128>().0);
            return;
        }
    }
    for (to, &from) in state.iter_mut().zip(narrow.iter()) {
        *to = u64::from(from);
    }
}
