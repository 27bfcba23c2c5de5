//! Package compress/flate: DEFLATE by miniz_oxide. A reader's state lies in Go memory, so that it is collected like any
//! value; a writer has none: each piece is compressed for itself, with what came before it as dictionary.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{
    DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_HAS_MORE_INPUT,
};

use crate::vm::native::{GoPtr, GoSlice, NativeCx};

crate::natives! {
    "begin" => begin,
    "inflate" => inflate,
    "deflate" => deflate,
}

/// Words of a state, as inflate.go has them.
const WORDS: usize = 1408;
const _: () =
    assert!(size_of::<DecompressorOxide>() <= WORDS * 8 && align_of::<DecompressorOxide>() <= 8);

/// Makes a state in memory that the Go side allocated.
fn begin(state: GoPtr<[u64; WORDS]>) {
    // SAFETY: the memory is as large and as aligned as the state, which has nothing to drop, and no pointers.
    unsafe {
        state
            .0
            .cast::<DecompressorOxide>()
            .write(DecompressorOxide::new())
    };
}

/// More of a stream, into a window of a power of two bytes: bytes read, bytes written, and 0 for the end, 1 for more
/// input wanted, 2 for a full window, -1 for what is no DEFLATE.
fn inflate(
    state: GoPtr<[u64; WORDS]>,
    input: GoSlice<u8>,
    window: GoSlice<u8>,
    at: i64,
) -> (i64, i64, i64) {
    // SAFETY: `begin` has made a state there; only one goroutine reads from a Reader.
    let state = unsafe { &mut *state.0.cast::<DecompressorOxide>() };
    let (status, read, written) = decompress(
        state,
        input.items(),
        window.items_mut(),
        at as usize,
        TINFL_FLAG_HAS_MORE_INPUT,
    );
    let code = match status {
        TINFLStatus::Done => 0,
        TINFLStatus::NeedsMoreInput => 1,
        TINFLStatus::HasMoreOutput => 2,
        _ => -1,
    };
    (read as i64, written as i64, code)
}

/// A piece of a stream, compressed. It ends at a byte: with an empty block, or the stream if it is the last.
fn deflate(
    cx: &mut NativeCx,
    dictionary: GoSlice<u8>,
    piece: GoSlice<u8>,
    level: i64,
    last: bool,
) -> GoSlice<u8> {
    const HUFFMAN_ONLY: i64 = -2;
    const Z_HUFFMAN_ONLY: i32 = 2;
    let (level, strategy) = match level {
        HUFFMAN_ONLY => (1, Z_HUFFMAN_ONLY),
        level => (level as i32, 0),
    };
    let flags = create_comp_flags_from_zip_params(level, -15, strategy);
    let mut compressor = CompressorOxide::new(flags);
    let mut out = Vec::with_capacity(piece.len() / 2 + 64);
    if !dictionary.is_empty() {
        // The other side knows it: what becomes of it is thrown away.
        compress_to_output(
            &mut compressor,
            dictionary.items(),
            TDEFLFlush::Sync,
            |_| true,
        );
    }
    let flush = if last {
        TDEFLFlush::Finish
    } else {
        TDEFLFlush::Sync
    };
    compress_to_output(&mut compressor, piece.items(), flush, |bytes| {
        out.extend_from_slice(bytes);
        true
    });
    cx.bytes(&out)
}
