//! What a type is: the data of every Go type, stored once in `Types` and named by a small `TypeId`.
//!
//! Type literals are interned, so equal ids mean identical types; the converse holds for everything but
//! interfaces (identical when their type sets are) and what contains them: ask `Types::identical`.
//! Nothing here reports errors.

use smol_str::SmolStr;

use super::object::{ObjId, PkgId};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// A declared (defined) type, or an instance of a generic one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NamedId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeParamId(pub u32);

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    Basic(Basic),
    Named(NamedId),
    Pointer(TypeId),
    Slice(TypeId),
    /// A negative length marks a type whose length was in error.
    Array {
        len: i64,
        elem: TypeId,
    },
    Map {
        key: TypeId,
        elem: TypeId,
    },
    Chan {
        dir: ChanDir,
        elem: TypeId,
    },
    Struct(StructType),
    /// The results of a call with other than one result.
    Tuple(Vec<TypeId>),
    Signature(Signature),
    Interface(InterfaceType),
    /// Terms of a constraint element such as `~int | string`.
    Union(Vec<Term>),
    TypeParam(TypeParamId),
    /// Another name for `actual`: what an alias declaration declares, `byte`, `rune` and `any` among them. It
    /// lives in messages only: `Types::canon` removes it at every depth, and everything handed to the
    /// compiler is canonical.
    Alias {
        obj: ObjId,
        targs: Vec<TypeId>,
        actual: TypeId,
    },
}

pub use gorun_grammar::ast::ChanDir;

/// Order matters: ranges of it answer `is_integer` and the like. The numbers of the typed kinds are
/// those of `reflect.Kind`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Basic {
    Invalid = 0,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

impl TypeId {
    /// The id of a basic type; the same in every `Types`.
    pub const fn of(b: Basic) -> TypeId {
        TypeId(b as u32)
    }
    pub const INVALID: TypeId = TypeId::of(Basic::Invalid);
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StructType {
    pub fields: Vec<StructField>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StructField {
    pub name: SmolStr,
    /// The declaring package; part of an unexported name's identity, and `None` for exported names.
    pub pkg: Option<PkgId>,
    pub ty: TypeId,
    pub embedded: bool,
    /// The tag's value, unquoted; empty when there is none.
    pub tag: SmolStr,
}

/// Identity ignores parameter names; a canonical signature (see `Types::canon`) has none.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Signature {
    /// Type parameters of the function itself (not of its receiver); empty unless generic.
    pub tparams: Vec<TypeParamId>,
    pub params: Vec<TypeId>,
    pub results: Vec<TypeId>,
    /// The last parameter is `...T`; its entry in `params` is then `[]T`.
    pub variadic: bool,
    /// For messages only: the names of the parameters, then of the results; all of them or none. Empty in
    /// canonical types.
    pub names: Vec<SmolStr>,
}

/// An interface literal as written; its type set is computed on demand and cached in `Types`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct InterfaceType {
    /// Explicit methods, sorted by name (then package).
    pub methods: Vec<Method>,
    pub embedded: Vec<TypeId>,
    /// An implicit interface around a constraint literal: `[T ~int]`.
    pub implicit: bool,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Method {
    pub name: SmolStr,
    /// The declaring package of an unexported name, else `None`.
    pub pkg: Option<PkgId>,
    /// A `Type::Signature` without receiver.
    pub sig: TypeId,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    pub tilde: bool,
    pub ty: TypeId,
}

/// What a declared type is. `underlying` is never `Named` once resolved; for an instance it is computed on
/// demand: ask `Types::underlying`.
#[derive(Clone, Debug)]
pub struct NamedType {
    pub obj: ObjId,
    /// Set once the declaration has been resolved.
    pub underlying: Option<TypeId>,
    pub tparams: Vec<TypeParamId>,
    /// Declared methods in source order, as `ObjectKind::Func` objects of the origin type.
    pub methods: Vec<ObjId>,
    /// For an instance: the generic type and its arguments (those for `outer` first).
    pub origin: Option<(NamedId, Vec<TypeId>)>,
    /// For a type declared inside a generic function: that function's type parameters (its receiver's
    /// included). `Types::subst` makes an instance of such a type as if they were the type's own.
    pub outer: Vec<TypeParamId>,
    /// Declared inside a function.
    pub local: bool,
    /// The underlying type as messages show it, when that differs from `underlying`.
    pub shown: Option<TypeId>,
}

impl NamedType {
    /// One of which nothing is known yet.
    pub(super) fn blank(obj: ObjId) -> NamedType {
        NamedType {
            obj,
            underlying: None,
            tparams: Vec::new(),
            methods: Vec::new(),
            origin: None,
            outer: Vec::new(),
            local: false,
            shown: None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct TypeParam {
    pub obj: ObjId,
    pub index: u32,
    /// The constraint; always an interface once resolved.
    pub constraint: Option<TypeId>,
}

/// A method of an interface's type set, or one found by lookup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeSet {
    /// All methods, embedded interfaces' included, sorted by (name, pkg).
    pub methods: Vec<Method>,
    /// `None`: all types. Otherwise the terms whose union is the set.
    pub terms: Option<Vec<Term>>,
    pub comparable: bool,
}
