//! Numbers and texts of run-time errors, shared with the Go side (`std/runtime/error.go`).

/// `boundsError.code`.
pub struct Bounds;

impl Bounds {
    pub const INDEX: u8 = 0;
    pub const SLICE_ALEN: u8 = 1;
    pub const SLICE_ACAP: u8 = 2;
    pub const SLICE_B: u8 = 3;
    pub const SLICE3_ALEN: u8 = 4;
    pub const SLICE3_ACAP: u8 = 5;
    pub const SLICE3_B: u8 = 6;
    pub const SLICE3_C: u8 = 7;
    pub const CONVERT: u8 = 8;

    /// What is sliced: the limit is a capacity, or a length.
    pub const SLICE_OF_SLICE: u64 = 0;
    pub const SLICE_OF_ARRAY: u64 = 1;
}

pub const NIL_DEREFERENCE: &str = "invalid memory address or nil pointer dereference";
pub const DIVIDE: &str = "integer divide by zero";
pub const NEGATIVE_SHIFT: &str = "negative shift amount";
