//! Package encoding/json/v2: what is usual is written and read by the natives of encoding/json (`encode/strict.rs`,
//! `decode/strict.rs`; decision 040), all else by the package's Go.

use super::{decode, encode};

crate::natives! {
    "encodeStart" => encode::start_strict,
    "encodeAny" => encode::start,
    "encodeResume" => encode::resume,
    "decodeStart" => decode::start_strict,
    "decodeAny" => decode::start_any,
    "decodeResume" => decode::resume_strict,
    "decodeAbandon" => decode::abandon,
}
