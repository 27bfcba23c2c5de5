//! Sizes, alignments and offsets as gc lays memory out on 64-bit machines: what `unsafe.Sizeof` answers.

use rustc_hash::FxHashMap;

use super::store::Types;
use super::ty::{Basic, Type, TypeId};

const WORD: u64 = 8;

/// Types nested by value deeper than this are taken for endless: an error about them is due elsewhere.
const MAX_DEPTH: usize = 1000;

fn align_up(x: u64, align: u64) -> Option<u64> {
    Some(x.checked_add(align - 1)? / align * align)
}

fn checked(size: u64) -> Option<u64> {
    (size <= i64::MAX as u64).then_some(size)
}

/// One question's answers so far, because types share their parts.
struct Sizer<'t> {
    types: &'t Types,
    sizes: FxHashMap<TypeId, Option<u64>>,
    aligns: FxHashMap<TypeId, u64>,
    depth: usize,
}

impl Types {
    fn sizer(&self) -> Sizer<'_> {
        Sizer {
            types: self,
            sizes: FxHashMap::default(),
            aligns: FxHashMap::default(),
            depth: 0,
        }
    }

    /// Size in bytes; `None` when it is larger than any address (or the type is not known).
    pub fn size_of(&self, ty: TypeId) -> Option<u64> {
        self.sizer().size(ty)
    }

    /// Whether some array takes so many bytes, or may take them in an instance.
    pub(super) fn has_array_of(&self, bytes: u64) -> bool {
        let mut sizer = self.sizer();
        let mut all = self.types.iter().zip(0..);
        all.any(|(ty, i)| {
            matches!(ty, Type::Array { .. })
                && (self.mentions_tparams(TypeId(i))
                    || sizer.size(TypeId(i)).is_none_or(|n| n >= bytes))
        })
    }

    /// Alignment in bytes, at least 1.
    pub fn align_of(&self, ty: TypeId) -> u64 {
        self.sizer().align(ty)
    }

    /// Offsets of a struct's fields of these types.
    pub fn offsets_of(&self, fields: &[TypeId]) -> Option<Vec<u64>> {
        self.sizer().offsets(fields)
    }

    /// The offset of the field that `index` leads to, all of it without pointers.
    pub fn offset_of(&self, ty: TypeId, index: &[u32]) -> Option<u64> {
        let mut sizer = self.sizer();
        let mut ty = ty;
        let mut total = 0u64;
        for &i in index {
            let fields = self.field_types(ty)?;
            total = total.checked_add(*sizer.offsets(&fields)?.get(i as usize)?)?;
            ty = *fields.get(i as usize)?;
        }
        Some(total)
    }

    fn field_types(&self, ty: TypeId) -> Option<Vec<TypeId>> {
        match self.under_ty(ty) {
            Type::Struct(s) => Some(s.fields.iter().map(|f| f.ty).collect()),
            _ => None,
        }
    }

    /// `sync/atomic`'s empty struct that aligns what holds it.
    fn is_align64_marker(&self, ty: TypeId) -> bool {
        match self.get(self.unalias(ty)) {
            Type::Named(n) => {
                let obj = self.object(self.named(*n).obj);
                let path = self.package(obj.pkg).path.as_str();
                obj.name == "align64" && matches!(path, "sync/atomic" | "internal/runtime/atomic")
            }
            _ => false,
        }
    }
}

impl Sizer<'_> {
    fn size(&mut self, ty: TypeId) -> Option<u64> {
        if let Some(&known) = self.sizes.get(&ty) {
            return known;
        }
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.sizes.insert(ty, None);
        self.depth += 1;
        let size = self.compute_size(ty);
        self.depth -= 1;
        self.sizes.insert(ty, size);
        size
    }

    fn compute_size(&mut self, ty: TypeId) -> Option<u64> {
        Some(match self.types.under_ty(ty) {
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
                checked(self.size(elem)?.checked_mul(u64::try_from(len).ok()?)?)?
            }
            Type::Slice(_) => 3 * WORD,
            Type::Struct(_) => {
                let fields = self.types.field_types(ty)?;
                let Some(&last) = fields.last() else {
                    return Some(0);
                };
                let last_size = self.size(last)?;
                let mut end = self.offsets(&fields)?.last()?.checked_add(last_size)?;
                // A pointer to a last field of no size must not point past the struct.
                if end > 0 && last_size == 0 {
                    end += 1;
                }
                checked(align_up(end, self.align(ty))?)?
            }
            Type::Interface(_) => 2 * WORD,
            Type::Tuple(_) | Type::Union(_) => return None,
            _ => WORD,
        })
    }

    fn align(&mut self, ty: TypeId) -> u64 {
        if let Some(&known) = self.aligns.get(&ty) {
            return known;
        }
        if self.depth > MAX_DEPTH {
            return 1;
        }
        self.aligns.insert(ty, 1);
        self.depth += 1;
        let align = match self.types.under_ty(ty) {
            &Type::Array { elem, .. } => self.align(elem),
            Type::Struct(s) if s.fields.is_empty() && self.types.is_align64_marker(ty) => 8,
            Type::Struct(_) => {
                let fields = self.types.field_types(ty).unwrap_or_default();
                fields.into_iter().map(|f| self.align(f)).max().unwrap_or(1)
            }
            Type::Basic(Basic::Complex64) => 4,
            _ => self.size(ty).unwrap_or(WORD).clamp(1, WORD),
        };
        self.depth -= 1;
        self.aligns.insert(ty, align);
        align
    }

    fn offsets(&mut self, fields: &[TypeId]) -> Option<Vec<u64>> {
        let mut at = 0u64;
        let mut out = Vec::with_capacity(fields.len());
        for &f in fields {
            at = align_up(at, self.align(f))?;
            out.push(at);
            at = at.checked_add(self.size(f)?)?;
        }
        Some(out)
    }
}
