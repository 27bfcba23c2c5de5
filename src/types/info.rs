//! What the checker tells the compiler: facts filed under the numbers of syntax nodes.
//!
//! Facts about the body of a generic function mention its type parameters; the compiler substitutes.

use gorun_grammar::ast::NodeId;
use rustc_hash::FxHashMap;

use super::constant::Const;
use super::object::ObjId;
use super::ty::TypeId;

#[derive(Default, Debug)]
pub struct Info {
    /// Every expression that has a type or a value, type expressions included. Untyped constants and nil
    /// have been given their final type.
    pub types: FxHashMap<NodeId, TypeAndValue>,
    /// The types of expressions as they were written, where that says more (`rune`, other aliases): for vet's messages, where
    /// the configuration asks for them.
    pub written: FxHashMap<NodeId, TypeId>,
    /// Identifiers that declare: the object declared. (`_` and the bind of a type switch have none.)
    pub defs: FxHashMap<NodeId, ObjId>,
    /// Identifiers that denote an object, selected fields and methods (`Selector::sel`) included.
    pub uses: FxHashMap<NodeId, ObjId>,
    /// For each clause of a type switch that binds a name, under the clause's index in the statement:
    /// keyed by (id of the bind identifier, clause index).
    pub implicits: FxHashMap<(NodeId, u32), ObjId>,
    /// `x.f` that is not a qualified identifier, under the selector expression's id.
    pub selections: FxHashMap<NodeId, Selection>,
    /// Identifiers denoting a generic function or type that is instantiated here (arguments given or inferred).
    /// For `pkg.F` the key is the id of the `sel` identifier.
    pub instances: FxHashMap<NodeId, Instance>,
    /// Package-level variables in the order of their initialisation, for one package.
    pub init_order: Vec<Initializer>,
    /// The language version of each file.
    pub versions: Vec<(u32, u32)>,
    /// Variables with a `//go:embed` line.
    pub embeds: Vec<Embed>,
}

/// A package-level variable that takes its value from files.
#[derive(Clone, Debug)]
pub struct Embed {
    pub obj: ObjId,
    pub patterns: Vec<String>,
    /// The variable's type where it can hold one file only, as messages name it.
    pub single: Option<String>,
}

#[derive(Clone, Debug)]
pub struct TypeAndValue {
    pub mode: Mode,
    /// For a call without result: an empty tuple. For mode `Builtin`: the signature at this call, where the
    /// checker knows one, else invalid.
    pub ty: TypeId,
    /// Constants only; already converted to `ty` (rounded for floats, in range for integers).
    pub value: Option<Const>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    NoValue,
    Builtin,
    TypeExpr,
    Constant,
    /// Addressable or a variable.
    Variable,
    /// An element of a map: assignable, not addressable, has the comma-ok form.
    MapIndex,
    Value,
    Nil,
    /// Like `Value`, and has the comma-ok form (receive, type assertion). When the comma-ok form is used
    /// the recorded type is the tuple (T, bool).
    CommaOk,
}

#[derive(Clone, Debug)]
pub struct Selection {
    pub kind: SelectionKind,
    /// The type of `x` in `x.f`.
    pub recv: TypeId,
    /// The field or method. Interface methods have an object only where they were declared
    /// (`ObjectKind::Func` without receiver).
    pub obj: ObjId,
    /// Path of field indices through embedded fields; for a field the last is the field itself, for a
    /// method of a declared type the last is its index among `NamedType::methods`, for an interface's method
    /// its index in the type set.
    pub index: Vec<u32>,
    /// Some pointer was followed on the path (implicit dereference).
    pub indirect: bool,
    /// The type of the whole: the field's type, or the method's signature (for a method expression with the
    /// receiver as first parameter).
    pub ty: TypeId,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    Field,
    /// `x.m`
    MethodValue,
    /// `T.m`
    MethodExpr,
}

#[derive(Clone, Debug)]
pub struct Instance {
    pub targs: Vec<TypeId>,
    /// The instantiated type or signature.
    pub ty: TypeId,
}

/// `lhs = value` at package level. Several `lhs` are set by one call; no `lhs` is `var _ = value` (whose
/// value is still evaluated).
#[derive(Clone, Debug)]
pub struct Initializer {
    pub lhs: Vec<ObjId>,
    /// Where the value stands: file of the package, declaration in the file, spec in the declaration, value in the spec.
    pub at: ValueAt,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ValueAt {
    pub file: usize,
    pub decl: usize,
    pub spec: usize,
    pub value: usize,
}
