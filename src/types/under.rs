//! Underlying types, and the one that all types of a type set share.

use super::store::Types;
use super::ty::{ChanDir, Term, Type, TypeId, TypeParamId, TypeSet};

impl Types {
    /// The underlying type in canonical form (for types of a finished package): what the compiler asks for.
    /// A type parameter's is the interface of its constraint. Invalid while a declaration is under way.
    pub fn underlying(&self, t: TypeId) -> TypeId {
        self.underlying_form(t, false)
    }

    /// The underlying type as messages show it. The top is never an alias; its components may be.
    pub fn under(&self, t: TypeId) -> TypeId {
        self.underlying_form(t, true)
    }

    fn underlying_form(&self, t: TypeId, shown: bool) -> TypeId {
        let t = self.unalias(t);
        match self.get(t) {
            Type::Named(n) => {
                let n = self.named(*n);
                let form = if shown {
                    n.shown.or(n.underlying)
                } else {
                    n.underlying
                };
                form.map_or(TypeId::INVALID, |u| self.unalias(u))
            }
            Type::TypeParam(p) => self.tparam_iface(*p),
            _ => t,
        }
    }

    /// The interface of a type parameter's constraint.
    pub fn tparam_iface(&self, p: TypeParamId) -> TypeId {
        match self.tparam(p).constraint {
            Some(c) => {
                let c = self.unalias(c);
                let u = match self.get(c) {
                    Type::TypeParam(_) => return self.universe.empty_interface,
                    _ => self.under(c),
                };
                if matches!(self.get(u), Type::Interface(_)) {
                    u
                } else {
                    self.universe.empty_interface
                }
            }
            None => self.universe.empty_interface,
        }
    }

    /// The underlying type's data.
    pub fn under_ty(&self, t: TypeId) -> &Type {
        self.get(self.under(t))
    }

    /// The types of a type parameter's type set with their underlying types; any other type alone. One
    /// entry without types stands for a set without specific types.
    pub fn typeset(&self, t: TypeId) -> Vec<(Option<TypeId>, Option<TypeId>)> {
        if self.as_tparam(t).is_some() {
            let set = self.type_set(t);
            return match &set.terms {
                Some(terms) if !terms.is_empty() => terms
                    .iter()
                    .map(|t: &Term| (Some(t.ty), Some(self.under(t.ty))))
                    .collect(),
                _ => vec![(None, None)],
            };
        }
        vec![(Some(t), Some(self.under(t)))]
    }

    /// Whether `f` holds for the underlying types of all of the type set; `None` where there is no specific type.
    pub fn under_is(&self, t: TypeId, mut f: impl FnMut(Option<TypeId>) -> bool) -> bool {
        self.typeset(t).into_iter().all(|(_, u)| f(u))
    }

    /// The underlying type that all types of `t`'s type set share (channels of different directions: the
    /// restricted one), or why there is none.
    pub fn common_under(&self, t: TypeId) -> Result<TypeId, CommonUnderError> {
        self.common_under_if(t, |_, _| Ok(()))
    }

    /// Like `common_under`; every type has to pass `cond` (which gets a type and its underlying type).
    pub fn common_under_if<E>(
        &self,
        t: TypeId,
        mut cond: impl FnMut(Option<TypeId>, Option<TypeId>) -> Result<(), E>,
    ) -> Result<TypeId, E>
    where
        E: From<CommonUnderError>,
    {
        let mut common: Option<(TypeId, TypeId)> = None;
        for (t, u) in self.typeset(t) {
            cond(t, u)?;
            let (Some(t), Some(u)) = (t, u) else {
                return Err(CommonUnderError::NoSpecificType.into());
            };
            let Some((ct, cu)) = common else {
                common = Some((t, u));
                continue;
            };
            if let (Type::Chan { dir: cd, elem: ce }, Type::Chan { dir, elem }) =
                (self.get(cu), self.get(u))
            {
                if !self.identical(*ce, *elem) {
                    return Err(CommonUnderError::ChanElems(ct, t).into());
                }
                if cd != dir {
                    if *cd == ChanDir::Both {
                        common = Some((t, u));
                    } else if *dir != ChanDir::Both {
                        return Err(CommonUnderError::ChanDirs(ct, t).into());
                    }
                }
                continue;
            }
            if !self.identical(cu, u) {
                return Err(CommonUnderError::Different(ct, t).into());
            }
        }
        common
            .map(|(_, u)| u)
            .ok_or_else(|| CommonUnderError::NoSpecificType.into())
    }

    /// Whether the type set has specific types.
    pub fn has_terms(set: &TypeSet) -> bool {
        set.terms.as_ref().is_some_and(|t| !t.is_empty())
    }
}

/// Why the types of a type set share no underlying type.
#[derive(Clone, Copy, Debug)]
pub enum CommonUnderError {
    NoSpecificType,
    ChanElems(TypeId, TypeId),
    ChanDirs(TypeId, TypeId),
    Different(TypeId, TypeId),
}

impl CommonUnderError {
    /// gc's words for it.
    pub fn message(&self, check: &mut super::checker::Checker<'_>) -> String {
        match *self {
            CommonUnderError::NoSpecificType => "no specific type".into(),
            CommonUnderError::ChanElems(a, b) => {
                format!(
                    "channels {} and {} have different element types",
                    check.type_str(a),
                    check.type_str(b)
                )
            }
            CommonUnderError::ChanDirs(a, b) => {
                format!(
                    "channels {} and {} have conflicting directions",
                    check.type_str(a),
                    check.type_str(b)
                )
            }
            CommonUnderError::Different(a, b) => {
                format!(
                    "{} and {} have different underlying types",
                    check.type_str(a),
                    check.type_str(b)
                )
            }
        }
    }
}
