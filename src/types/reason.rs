//! Why a type will not do, found while the type store is borrowed and put into words afterwards.

use super::checker::Checker;
use super::ty::TypeId;
use super::under::CommonUnderError;

#[derive(Clone, Copy, Debug)]
pub enum Reason {
    /// These words alone.
    Plain(&'static str),
    /// The words, then the type.
    Before(&'static str, TypeId),
    /// The type, then the words.
    After(TypeId, &'static str),
    Common(CommonUnderError),
}

impl From<CommonUnderError> for Reason {
    fn from(e: CommonUnderError) -> Reason {
        Reason::Common(e)
    }
}

impl Reason {
    pub fn message(self, check: &mut Checker<'_>) -> String {
        match self {
            Reason::Plain(text) => text.to_string(),
            Reason::Before(text, ty) => format!("{text} {}", check.type_str(ty)),
            Reason::After(ty, text) => format!("{} {text}", check.type_str(ty)),
            Reason::Common(e) => e.message(check),
        }
    }
}

impl Checker<'_> {
    /// The types of a type parameter's type set with their underlying types; any other type alone. Empty when
    /// the set has no specific types.
    pub(super) fn specific_types(&self, ty: TypeId) -> Vec<(TypeId, TypeId)> {
        self.types
            .typeset(ty)
            .into_iter()
            .filter_map(|(t, u)| Some((t?, u?)))
            .collect()
    }
}
