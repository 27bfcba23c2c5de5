//! Exact constant values (spec: Constants): integers and rationals of any size.

use std::sync::Arc;

use num_bigint::BigInt;
use num_rational::BigRational;

#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    Bool(bool),
    /// Bytes, because a constant string need not be UTF-8.
    Str(Arc<[u8]>),
    Int(BigInt),
    Float(BigRational),
    Complex(BigRational, BigRational),
    /// The result of an erroneous operation; errors have been reported.
    Unknown,
}
