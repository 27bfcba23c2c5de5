//! Package internal/digest: the compression functions of MD5 and the SHA families, on states that lie in Go memory, so that
//! hashes can be copied, stored and collected like any value.

use crate::vm::native::{GoPtr, GoSlice};

crate::natives! {
    "compress" => compress,
    "finish" => finish,
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

/// Takes in what is left of a text of `len` bytes, and the padding that ends it, and writes the state to `out` as bytes.
fn finish(family: i64, state: GoPtr<[u64; 8]>, rest: GoSlice<u8>, len: u64, out: GoSlice<u8>) {
    let wide = !matches!(family, MD5 | SHA1 | SHA256);
    let block = if wide { 128 } else { 64 };
    let whole = rest.len() / block * block;
    compress(family, state, rest.slice(0, whole));
    let rest = &rest.items()[whole..];
    // The length in bits stands at the end of the last block, in 8 bytes or 16.
    let mut last = [0u8; 256];
    last[..rest.len()].copy_from_slice(rest);
    last[rest.len()] = 0x80;
    let end = (rest.len() + 1 + block / 8).next_multiple_of(block);
    let bits = u128::from(len) << 3;
    match family {
        MD5 => last[end - 8..end].copy_from_slice(&(bits as u64).to_le_bytes()),
        _ if wide => last[end - 16..end].copy_from_slice(&bits.to_be_bytes()),
        _ => last[end - 8..end].copy_from_slice(&(bits as u64).to_be_bytes()),
    }
    // SAFETY: bytes that outlive the call, which does not keep them.
    let last = unsafe { GoSlice::from_raw(last.as_mut_ptr(), end, end) };
    compress(family, state, last);
    // SAFETY: as in `compress`.
    let state = unsafe { &*state.0 };
    let size = if wide { 8 } else { 4 };
    for (to, word) in out.items_mut().chunks_exact_mut(size).zip(state) {
        match family {
            MD5 => to.copy_from_slice(&word.to_le_bytes()[..size]),
            _ => to.copy_from_slice(&word.to_be_bytes()[8 - size..]),
        }
    }
}

/// Of a whole text that gorun itself reads.
pub fn sha256(text: &[u8]) -> [u8; 32] {
    let mut state = [
        0x6a09e667,
        0xbb67ae85,
        0x3c6ef372,
        0xa54ff53a,
        0x510e527f,
        0x9b05688c,
        0x1f83d9ab,
        0x5be0cd19u32,
    ];
    let mut padded = text.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64) - 8, 0);
    padded.extend((text.len() as u64 * 8).to_be_bytes());
    sha2::block_api::compress256(&mut state, padded.as_chunks::<64>().0);
    let mut sum = [0; 32];
    for (to, word) in sum.chunks_mut(4).zip(state) {
        to.copy_from_slice(&word.to_be_bytes());
    }
    sum
}
