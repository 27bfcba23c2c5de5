//! Sizes, alignments and offsets as gc lays memory out on 64-bit machines: what `unsafe.Sizeof` answers.

use super::store::Types;
use super::ty::{Basic, Type, TypeId};

const WORD: u64 = 8;

fn align_up(x: u64, align: u64) -> Option<u64> {
    Some(x.checked_add(align - 1)? / align * align)
}

impl Types {
    /// Size in bytes; `None` when it is larger than any address (or the type is not known).
    pub fn size_of(&self, ty: TypeId) -> Option<u64> {
        Some(match self.under_ty(ty) {
            Type::Basic(kind) => match kind {
                Basic::Bool | Basic::Int8 | Basic::Uint8 | Basic::UntypedBool => 1,
                Basic::Int16 | Basic::Uint16 => 2,
                Basic::Int32 | Basic::Uint32 | Basic::Float32 | Basic::UntypedRune => 4,
                Basic::Complex128
                | Basic::String
                | Basic::UntypedString
                | Basic::UntypedComplex => 16,
                _ => 8,
            },
            &Type::Array { len, elem } => {
                let size = self.size_of(elem)?.checked_mul(u64::try_from(len).ok()?)?;
                if size > i64::MAX as u64 {
                    return None;
                }
                size
            }
            Type::Slice(_) => 3 * WORD,
            Type::Struct(s) => {
                let fields: Vec<TypeId> = s.fields.iter().map(|f| f.ty).collect();
                let last = *fields.last().unwrap_or(&ty);
                if fields.is_empty() {
                    return Some(0);
                }
                let mut end = self
                    .offsets_of(&fields)?
                    .last()?
                    .checked_add(self.size_of(last)?)?;
                // A pointer to a last field of no size must not point past the struct.
                if end > 0 && self.size_of(last)? == 0 {
                    end += 1;
                }
                let size = align_up(end, self.align_of(ty))?;
                if size > i64::MAX as u64 {
                    return None;
                }
                size
            }
            Type::Interface(_) => 2 * WORD,
            Type::Tuple(_) | Type::Union(_) => return None,
            _ => WORD,
        })
    }

    /// Alignment in bytes, at least 1.
    pub fn align_of(&self, ty: TypeId) -> u64 {
        match self.under_ty(ty) {
            &Type::Array { elem, .. } => self.align_of(elem),
            Type::Struct(s) => {
                if s.fields.is_empty() && self.is_align64_marker(ty) {
                    return 8;
                }
                s.fields
                    .iter()
                    .map(|f| self.align_of(f.ty))
                    .max()
                    .unwrap_or(1)
            }
            Type::Basic(Basic::Complex64) => 4,
            Type::Slice(_)
            | Type::Interface(_)
            | Type::Basic(Basic::String | Basic::Complex128) => WORD,
            _ => self.size_of(ty).unwrap_or(WORD).clamp(1, WORD),
        }
    }

    /// `sync/atomic`'s empty struct that aligns what holds it.
    fn is_align64_marker(&self, ty: TypeId) -> bool {
        match self.get(self.unalias(ty)) {
            Type::Named(n) => {
                let obj = self.object(self.named(*n).obj);
                obj.name == "align64"
                    && matches!(
                        self.package(obj.pkg).path.as_str(),
                        "sync/atomic" | "internal/runtime/atomic"
                    )
            }
            _ => false,
        }
    }

    /// Offsets of a struct's fields.
    pub fn offsets_of(&self, fields: &[TypeId]) -> Option<Vec<u64>> {
        let mut at = 0u64;
        let mut out = Vec::with_capacity(fields.len());
        for &f in fields {
            at = align_up(at, self.align_of(f))?;
            out.push(at);
            at = at.checked_add(self.size_of(f)?)?;
        }
        Some(out)
    }

    /// The offset of the field that `index` leads to, all of it without pointers.
    pub fn offset_of(&self, ty: TypeId, index: &[u32]) -> Option<u64> {
        let mut ty = ty;
        let mut total = 0u64;
        for &i in index {
            let Type::Struct(s) = self.under_ty(ty) else {
                return None;
            };
            let fields: Vec<TypeId> = s.fields.iter().map(|f| f.ty).collect();
            total = total.checked_add(*self.offsets_of(&fields)?.get(i as usize)?)?;
            ty = *fields.get(i as usize)?;
        }
        Some(total)
    }

    /// The size depends on type parameters.
    pub fn has_var_size(&self, ty: TypeId) -> bool {
        self.has_var_size_within(ty, &mut Vec::new())
    }

    /// A type that contains itself, an error, has no size either.
    fn has_var_size_within(&self, ty: TypeId, path: &mut Vec<TypeId>) -> bool {
        if self.is_tparam(ty) || path.contains(&ty) {
            return true;
        }
        path.push(ty);
        let found = match self.under_ty(ty) {
            &Type::Array { elem, .. } => self.has_var_size_within(elem, path),
            Type::Struct(s) => s
                .fields
                .iter()
                .any(|f| self.has_var_size_within(f.ty, path)),
            _ => false,
        };
        path.pop();
        found
    }
}
