//! Go's `==` on values of any type, in memory and in registers. Comparing goes field by field, in order, and ends with
//! the first difference, so whether an interface further on panics depends on what stands before it, as in Go.

use crate::bytecode::rtype::{Detail, Equality, Kind, RType, TypeRef};

use super::fault::Fault;

/// # Safety
/// Both addresses hold a value of `ty`.
pub unsafe fn eq_memory(ty: &RType, a: *const u8, b: *const u8) -> Result<bool, Fault> {
    // SAFETY: the reads below are of the values' own parts, by their type.
    unsafe {
        Ok(match ty.equality {
            Equality::None => return Err(Fault::Uncomparable(TypeRef(ty))),
            Equality::Bytes => eq_bytes(a, b, ty.size),
            Equality::F32 => a.cast::<f32>().read() == b.cast::<f32>().read(),
            Equality::F64 => a.cast::<f64>().read() == b.cast::<f64>().read(),
            Equality::C64 => a.cast::<[f32; 2]>().read() == b.cast::<[f32; 2]>().read(),
            Equality::C128 => a.cast::<[f64; 2]>().read() == b.cast::<[f64; 2]>().read(),
            Equality::String => {
                let [a, a_len] = a.cast::<[u64; 2]>().read();
                let [b, b_len] = b.cast::<[u64; 2]>().read();
                eq_strings(a, a_len, b, b_len)
            }
            Equality::Interface => {
                let [a, a_data] = a.cast::<[u64; 2]>().read();
                let [b, b_data] = b.cast::<[u64; 2]>().read();
                eq_iface(a, a_data, b, b_data)?
            }
            Equality::Struct => {
                let Detail::Struct { fields } = &ty.detail else {
                    return Err(Fault::Uncomparable(TypeRef(ty)));
                };
                for field in fields.iter().filter(|f| &*f.name != "_") {
                    if !eq_memory(&field.ty, a.add(field.offset), b.add(field.offset))? {
                        return Ok(false);
                    }
                }
                true
            }
            Equality::Array => {
                let Detail::Array { len, .. } = ty.detail else {
                    return Err(Fault::Uncomparable(TypeRef(ty)));
                };
                for i in 0..len {
                    let offset = i * ty.elem.size;
                    if !eq_memory(&ty.elem, a.add(offset), b.add(offset))? {
                        return Ok(false);
                    }
                }
                true
            }
        })
    }
}

/// # Safety
/// Both are the slots of a value of `ty` in register form.
pub unsafe fn eq_registers(ty: &RType, a: *const u64, b: *const u64) -> Result<bool, Fault> {
    // SAFETY: the reads below are of the values' own slots, by their type.
    unsafe {
        if ty.in_memory {
            return eq_memory(ty, a.read() as *const u8, b.read() as *const u8);
        }
        let slot = |of: *const u64, i: usize| of.add(i).read();
        let same_f32 = |i| f32::from_bits(slot(a, i) as u32) == f32::from_bits(slot(b, i) as u32);
        let same_f64 = |i| f64::from_bits(slot(a, i)) == f64::from_bits(slot(b, i));
        Ok(match ty.equality {
            Equality::None => return Err(Fault::Uncomparable(TypeRef(ty))),
            Equality::Bytes => (0..ty.leaves.len()).all(|i| slot(a, i) == slot(b, i)),
            Equality::F32 => same_f32(0),
            Equality::F64 => same_f64(0),
            Equality::C64 => same_f32(0) && same_f32(1),
            Equality::C128 => same_f64(0) && same_f64(1),
            Equality::String => eq_strings(slot(a, 0), slot(a, 1), slot(b, 0), slot(b, 1)),
            Equality::Interface => eq_iface(slot(a, 0), slot(a, 1), slot(b, 0), slot(b, 1))?,
            Equality::Struct => {
                let Detail::Struct { fields } = &ty.detail else {
                    return Err(Fault::Uncomparable(TypeRef(ty)));
                };
                for field in fields.iter().filter(|f| &*f.name != "_") {
                    let first = field.first_leaf as usize;
                    if !eq_registers(&field.ty, a.add(first), b.add(first))? {
                        return Ok(false);
                    }
                }
                true
            }
            // Arrays with elements are in memory; one without is equal to itself.
            Equality::Array => true,
        })
    }
}

/// Two interfaces, by their words.
///
/// # Safety
/// The words are those of interfaces.
pub unsafe fn eq_iface(a: u64, a_data: u64, b: u64, b_data: u64) -> Result<bool, Fault> {
    if a != b {
        return Ok(false);
    }
    if a == 0 {
        return Ok(true);
    }
    // SAFETY: not nil, so the address of a descriptor.
    let ty = unsafe { TypeRef::from_word(a) };
    if !ty.is_comparable() {
        return Err(Fault::Uncomparable(ty));
    }
    if !ty.direct {
        // SAFETY: the data words of a boxed type point to values of it.
        return unsafe { eq_memory(&ty, a_data as *const u8, b_data as *const u8) };
    }
    Ok(match ty.kind {
        Kind::Float32 => f32::from_bits(a_data as u32) == f32::from_bits(b_data as u32),
        Kind::Float64 => f64::from_bits(a_data) == f64::from_bits(b_data),
        _ => a_data == b_data,
    })
}

/// An interface against the slots of a value of type `ty`. A value of a type that cannot be compared does not pass
/// the checker, so this does not panic for `ty` itself.
///
/// # Safety
/// The words are an interface's, and `value` the slots of a value of `ty` in register form.
pub unsafe fn eq_iface_value(
    type_word: u64,
    data: u64,
    ty: TypeRef,
    value: *const u64,
) -> Result<bool, Fault> {
    if type_word != ty.word() {
        return Ok(false);
    }
    // SAFETY: the interface holds a value of `ty`: its leaf, or a box with its memory form.
    unsafe {
        if ty.direct {
            return eq_registers(&ty, &data, value);
        }
        if ty.in_memory {
            return eq_memory(&ty, data as *const u8, value.read() as *const u8);
        }
        let mut slots = [0u64; crate::bytecode::rtype::MAX_REGISTER_LEAVES];
        super::leaves::load(ty, data as *const u8, slots.as_mut_ptr());
        eq_registers(&ty, slots.as_ptr(), value)
    }
}

/// # Safety
/// The words are those of strings.
#[inline(always)]
pub unsafe fn eq_strings(a: u64, a_len: u64, b: u64, b_len: u64) -> bool {
    // SAFETY: a string's words name readable bytes.
    a_len == b_len
        && (a == b || unsafe { eq_bytes(a as *const u8, b as *const u8, a_len as usize) })
}

/// # Safety
/// Both are readable for `len` bytes.
#[inline(always)]
unsafe fn eq_bytes(a: *const u8, b: *const u8, len: usize) -> bool {
    // SAFETY: the caller's promise; an empty range may have any address, so it is not looked at.
    len == 0 || unsafe { std::slice::from_raw_parts(a, len) == std::slice::from_raw_parts(b, len) }
}
