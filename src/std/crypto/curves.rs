//! Arithmetic on elliptic curves, in constant time where a secret is involved: NIST's curves by their points as SEC 1 writes them,
//! Curve25519 for key exchange and signatures. Protocols are Go's side's.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::montgomery::MontgomeryPoint;
use curve25519_dalek::scalar::Scalar;
use p256::elliptic_curve::ff::PrimeField;
use p256::elliptic_curve::group::Group;
use p256::elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use p256::elliptic_curve::{CurveArithmetic, FieldBytes, FieldBytesSize};

use crate::vm::native::{GoSlice, NativeCx};

/// What is asked of a curve: `a` times the point `p` (without one: the base point), plus `b` times the point `q` where there is one.
fn combine<C>(a: &[u8], p: &[u8], b: &[u8], q: &[u8]) -> Option<Vec<u8>>
where
    C: CurveArithmetic,
    FieldBytesSize<C>: ModulusSize,
    C::AffinePoint: FromSec1Point<C> + ToSec1Point<C>,
    C::ProjectivePoint: From<C::AffinePoint> + Into<C::AffinePoint>,
{
    let point = |bytes: &[u8]| match bytes {
        [] => Some(C::ProjectivePoint::generator()),
        _ => C::AffinePoint::from_sec1_bytes(bytes)
            .ok()
            .map(C::ProjectivePoint::from),
    };
    let scalar = |bytes: &[u8]| {
        let repr = FieldBytes::<C>::try_from(bytes).ok()?;
        Option::<C::Scalar>::from(C::Scalar::from_repr(repr))
    };
    let mut sum = point(p)? * scalar(a)?;
    if !q.is_empty() {
        sum += point(q)? * scalar(b)?;
    }
    let affine: C::AffinePoint = sum.into();
    Some(affine.to_sec1_point(false).as_bytes().to_vec())
}

/// The bits of the curve's field, and what `combine` says. Nothing: a number or point is none of the curve's; one byte: infinity.
fn nist(
    cx: &mut NativeCx,
    curve: i64,
    a: GoSlice<u8>,
    p: GoSlice<u8>,
    b: GoSlice<u8>,
    q: GoSlice<u8>,
) -> GoSlice<u8> {
    let made = match curve {
        256 => combine::<p256::NistP256>(&a, &p, &b, &q),
        384 => combine::<p384::NistP384>(&a, &p, &b, &q),
        521 => combine::<p521::NistP521>(&a, &p, &b, &q),
        _ => None,
    };
    cx.bytes(&made.unwrap_or_default())
}

/// The point of a compressed form, uncompressed; the same for one that is so already. Nothing: it is none.
fn nist_point(cx: &mut NativeCx, curve: i64, point: GoSlice<u8>) -> GoSlice<u8> {
    fn decode<C>(point: &[u8]) -> Option<Vec<u8>>
    where
        C: CurveArithmetic,
        FieldBytesSize<C>: ModulusSize,
        C::AffinePoint: FromSec1Point<C> + ToSec1Point<C>,
    {
        let affine = C::AffinePoint::from_sec1_bytes(point).ok()?;
        Some(affine.to_sec1_point(false).as_bytes().to_vec())
    }
    let made = match curve {
        256 => decode::<p256::NistP256>(&point),
        384 => decode::<p384::NistP384>(&point),
        521 => decode::<p521::NistP521>(&point),
        _ => None,
    };
    cx.bytes(&made.unwrap_or_default())
}

fn bytes32(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    let n = bytes.len().min(32);
    out[..n].copy_from_slice(&bytes[..n]);
    out
}

fn wide(bytes: &[u8]) -> Scalar {
    let mut all = [0; 64];
    let n = bytes.len().min(64);
    all[..n].copy_from_slice(&bytes[..n]);
    Scalar::from_bytes_mod_order_wide(&all)
}

fn x25519(cx: &mut NativeCx, scalar: GoSlice<u8>, point: GoSlice<u8>) -> GoSlice<u8> {
    let product = MontgomeryPoint(bytes32(&point)).mul_clamped(bytes32(&scalar));
    cx.bytes(&product.0)
}

/// The base point times a number of 64 bytes, or of 32 that is clamped.
fn ed25519_base(cx: &mut NativeCx, scalar: GoSlice<u8>) -> GoSlice<u8> {
    let point = if scalar.len() == 32 {
        EdwardsPoint::mul_base_clamped(bytes32(&scalar))
    } else {
        EdwardsPoint::mul_base(&wide(&scalar))
    };
    cx.bytes(&point.compress().0)
}

/// `k * s + r`, where `k` and `r` have 64 bytes and `s` is clamped.
fn ed25519_sum(cx: &mut NativeCx, k: GoSlice<u8>, s: GoSlice<u8>, r: GoSlice<u8>) -> GoSlice<u8> {
    let s = Scalar::from_bytes_mod_order(curve25519_dalek::scalar::clamp_integer(bytes32(&s)));
    cx.bytes(&(wide(&k) * s + wide(&r)).to_bytes())
}

/// `s * B - k * A`; nothing if `A` is no point or `s` is not reduced.
fn ed25519_check(cx: &mut NativeCx, k: GoSlice<u8>, s: GoSlice<u8>, a: GoSlice<u8>) -> GoSlice<u8> {
    let s = Option::<Scalar>::from(Scalar::from_canonical_bytes(bytes32(&s)));
    let a = CompressedEdwardsY(bytes32(&a)).decompress();
    let point = s
        .zip(a)
        .map(|(s, a)| EdwardsPoint::vartime_double_scalar_mul_basepoint(&wide(&k), &-a, &s));
    match point {
        Some(point) => cx.bytes(&point.compress().0),
        None => GoSlice::NIL,
    }
}

crate::natives! {
    "nist" => nist,
    "nistPoint" => nist_point,
    "x25519" => x25519,
    "ed25519Base" => ed25519_base,
    "ed25519Sum" => ed25519_sum,
    "ed25519Check" => ed25519_check,
}
