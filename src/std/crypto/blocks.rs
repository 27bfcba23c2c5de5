//! Block ciphers: AES and DES by the block, AES in the modes that run over much data, and GHASH.
//!
//! Go's side checks lengths; a key is expanded at each call, which costs less than a block with AES instructions.

use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use ghash::GHash;
use ghash::universal_hash::UniversalHash;

use crate::vm::native::{GoSlice, NativeCx};

type Block = Array<u8, aes::cipher::consts::U16>;

/// Runs `$work` with `$cipher` bound to the AES of the key's length; nothing for other lengths.
macro_rules! with_aes {
    ($key:expr, |$cipher:ident| $work:expr) => {{
        let key: &[u8] = $key;
        match key.len() {
            16 => {
                if let Ok($cipher) = aes::Aes128::new_from_slice(key) {
                    $work
                }
            }
            24 => {
                if let Ok($cipher) = aes::Aes192::new_from_slice(key) {
                    $work
                }
            }
            _ => {
                if let Ok($cipher) = aes::Aes256::new_from_slice(key) {
                    $work
                }
            }
        }
    }};
}

fn block(bytes: &[u8]) -> Block {
    let mut out = Block::default();
    out.copy_from_slice(&bytes[..16]);
    out
}

/// One block.
fn aes_block(key: GoSlice<u8>, dst: GoSlice<u8>, src: GoSlice<u8>, decrypt: bool) {
    let mut b = block(&src);
    with_aes!(&key, |cipher| if decrypt {
        cipher.decrypt_block(&mut b)
    } else {
        cipher.encrypt_block(&mut b)
    });
    dst.items_mut()[..16].copy_from_slice(&b);
}

/// Whole blocks in CBC; the vector becomes that of what follows. `dst` and `src` are the same bytes or do not overlap.
fn aes_cbc(key: GoSlice<u8>, iv: GoSlice<u8>, dst: GoSlice<u8>, src: GoSlice<u8>, decrypt: bool) {
    let iv = iv.items_mut();
    let whole = src.len() / 16 * 16;
    with_aes!(&key, |cipher| {
        for at in (0..whole).step_by(16) {
            let given = block(&src.items()[at..]);
            let mut b = given;
            if decrypt {
                cipher.decrypt_block(&mut b);
                b.iter_mut().zip(iv.iter()).for_each(|(b, v)| *b ^= v);
                iv.copy_from_slice(&given);
            } else {
                b.iter_mut().zip(iv.iter()).for_each(|(b, v)| *b ^= v);
                cipher.encrypt_block(&mut b);
                iv.copy_from_slice(&b);
            }
            dst.items_mut()[at..at + 16].copy_from_slice(&b);
        }
    });
}

/// Adds to a number of which `wide` or the last four bytes count.
fn step(counter: &mut [u8], wide: bool) {
    let from = if wide { 0 } else { 12 };
    for byte in counter[from..16].iter_mut().rev() {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            break;
        }
    }
}

/// Blocks of the key stream handled at once: what the processor's pipeline holds.
const AT_ONCE: usize = 8;

/// Counter mode; the counter becomes that of what follows. `wide`: all of it is counted, not only the last four bytes.
fn aes_ctr(key: GoSlice<u8>, counter: GoSlice<u8>, dst: GoSlice<u8>, src: GoSlice<u8>, wide: bool) {
    let counter = counter.items_mut();
    with_aes!(&key, |cipher| {
        let mut at = 0;
        while at < src.len() {
            let len = (src.len() - at).min(16 * AT_ONCE);
            let mut stream = [Block::default(); AT_ONCE];
            let blocks = &mut stream[..len.div_ceil(16)];
            for b in blocks.iter_mut() {
                b.copy_from_slice(counter);
                step(counter, wide);
            }
            cipher.encrypt_blocks(blocks);
            for i in 0..len {
                dst.items_mut()[at + i] = src.items()[at + i] ^ stream[i / 16][i % 16];
            }
            at += len;
        }
    });
}

/// GHASH of data, what does not fill a block padded with zeros, then of more.
fn ghash(cx: &mut NativeCx, h: GoSlice<u8>, data: GoSlice<u8>, more: GoSlice<u8>) -> GoSlice<u8> {
    let mut hash = GHash::new(&block(&h));
    hash.update_padded(&data);
    hash.update_padded(&more);
    let mut lengths = Block::default();
    lengths[..8].copy_from_slice(&(8 * data.len() as u64).to_be_bytes());
    lengths[8..].copy_from_slice(&(8 * more.len() as u64).to_be_bytes());
    hash.update(&[lengths]);
    cx.bytes(&hash.finalize())
}

/// One block of DES (8 bytes of key) or of triple DES (24).
fn des_block(key: GoSlice<u8>, dst: GoSlice<u8>, src: GoSlice<u8>, decrypt: bool) {
    fn run<C: KeyInit + BlockCipherEncrypt + BlockCipherDecrypt>(
        key: &[u8],
        b: &mut Array<u8, C::BlockSize>,
        decrypt: bool,
    ) {
        if let Ok(cipher) = C::new_from_slice(key) {
            if decrypt {
                cipher.decrypt_block(b);
            } else {
                cipher.encrypt_block(b);
            }
        }
    }
    let mut b = Array::default();
    b.copy_from_slice(&src.items()[..8]);
    if key.len() == 8 {
        run::<des::Des>(&key, &mut b, decrypt);
    } else {
        run::<des::TdesEde3>(&key, &mut b, decrypt);
    }
    dst.items_mut()[..8].copy_from_slice(&b);
}

crate::natives! {
    "aesBlock" => aes_block,
    "aesCBC" => aes_cbc,
    "aesCTR" => aes_ctr,
    "ghash" => ghash,
    "desBlock" => des_block,
}
