//! Named things: what a declaration declares and an identifier denotes.

use gorun_grammar::ast::Pos;
use smol_str::SmolStr;

use super::constant::Const;
use super::ty::{TypeId, TypeParamId};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PkgId(pub u32);

impl PkgId {
    /// The package of predeclared things.
    pub const UNIVERSE: PkgId = PkgId(0);
    /// `unsafe`.
    pub const UNSAFE: PkgId = PkgId(1);
}

#[derive(Clone, Debug)]
pub struct Object {
    pub name: SmolStr,
    pub pos: Pos,
    pub pkg: PkgId,
    /// `None` until resolved (and for labels, packages, and builtins).
    pub ty: Option<TypeId>,
    pub kind: ObjectKind,
}

#[derive(Clone, Debug)]
pub enum ObjectKind {
    PkgName {
        imported: PkgId,
    },
    Const {
        value: Option<Const>,
    },
    /// `alias` says that the name denotes another type rather than declaring one.
    /// `alias_tparams` are those of a generic alias.
    TypeName {
        alias: bool,
        alias_tparams: Vec<TypeParamId>,
    },
    Var(VarKind),
    /// A function, or a method of a declared type. The object's type is its `Signature` (without receiver).
    Func {
        recv: Option<Receiver>,
    },
    Label,
    Builtin(Builtin),
    Nil,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    Package,
    Local,
    Param,
    Result,
    Recv,
    Field,
}

/// The receiver of a declared method.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receiver {
    pub base: super::ty::NamedId,
    pub pointer: bool,
    /// The receiver's name, for messages; empty when it has none.
    pub name: SmolStr,
    /// The type parameters that the method's own receiver declares for those of its generic base type,
    /// in order: `func (l *List[T]) Push(x T)` has one.
    pub tparams: Vec<TypeParamId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    // package unsafe
    Add,
    Alignof,
    Offsetof,
    Sizeof,
    Slice,
    SliceData,
    String,
    StringData,
}

#[derive(Clone, Debug)]
pub struct Package {
    /// The import path; `main` for the program's own package.
    pub path: SmolStr,
    /// The declared name.
    pub name: SmolStr,
    /// Package-level names, in a scope below the universe's.
    pub scope: super::scope::ScopeId,
    pub imports: Vec<PkgId>,
    /// True once checked without being in error.
    pub complete: bool,
}

impl Package {
    /// The path as Go has it: `internal/core/X` is the part of X that gorun keeps apart, so that a program
    /// which needs no more of X starts faster.
    pub fn public_path(&self) -> &str {
        let path = self.path.as_str();
        path.strip_prefix("internal/core/").unwrap_or(path)
    }
}
