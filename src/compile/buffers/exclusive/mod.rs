//! Slice variables that alone refer to their array until one place in the function, where the slice is returned, assigned or
//! ranged over: up to there the array can be a buffer, and there it moves to the heap. As cmd/compile/internal/slice
//! finds them: every mention of the variable is counted, and those of known harmless forms are counted again; a variable whose
//! counts agree is exclusive.

use gorun_grammar::ast::{Expr, ExprKind, FuncType, NodeId, Pos};
use rustc_hash::FxHashMap;

use super::Code;
use super::functions::Functions;
use super::sites::{SiteId, Sites};
use crate::compile::place::unparen;
use crate::compile::program::ProgramBuilder;
use crate::types::info::Mode;
use crate::types::object::{Builtin, VarKind};
use crate::types::{Info, ObjId, ObjectKind, Type, TypeId, Types};

mod expr;
mod inline;
mod registers;
mod stmt;
mod temporaries;

pub use registers::in_registers;
pub use temporaries::Temporaries;
use temporaries::Temporary;

/// An `append` of single elements.
#[derive(Debug)]
pub struct Append<'a> {
    pub site: SiteId,
    pub id: NodeId,
    /// The variable appended to, if it is one.
    pub variable: Option<Variable>,
    /// `x = append(x, ...)`: the x.
    pub in_place: Option<&'a Expr>,
    /// What is appended to is in this temporary variable.
    pub temporary: Option<Temporary>,
    /// The function around has a defer statement.
    defers: Option<NodeId>,
}

/// A slice variable of the function or of a body inlined in it.
pub type Variable = u32;

#[derive(Default, Debug)]
struct Uses {
    all: u32,
    harmless: u32,
    /// The only place where the variable stops being exclusive.
    transition: Option<(SiteId, Pos)>,
    out: bool,
    appends: Vec<(SiteId, NodeId)>,
    weight: i32,
    declared_at: i32,
    capacity_used: bool,
    passed: Vec<Passed>,
}

/// A variable passed to a function as that parameter: harmless if it does not leak there. If gc inlines the function, it is
/// assigned to another variable.
#[derive(Debug)]
pub(super) struct Passed {
    callee: ObjId,
    parameter: usize,
    at: (SiteId, Pos),
    depth: i32,
}

/// An exclusive variable that moves to the heap.
#[derive(Debug)]
pub struct Moved {
    pub obj: ObjId,
    pub appends: Vec<(SiteId, NodeId)>,
    pub transition: (SiteId, Pos),
    pub capacity_used: bool,
}

/// What a walk over a function finds.
pub struct Found<'a> {
    /// In the order in which they stand in the source.
    pub appends: Vec<Append<'a>>,
    uses: FxHashMap<Variable, Uses>,
    objects: Vec<ObjId>,
    pub temporaries: Temporaries,
}

/// The results of an inlined function around, and the types of any function's.
type Around = (Option<Vec<Variable>>, Vec<TypeId>);

struct Walk<'x, 'a> {
    info: &'a Info,
    sites: &'x Sites<'a>,
    site: SiteId,
    root: &'a Info,
    /// The variable that an object is at the moment: each inlined body has its own.
    now: FxHashMap<(SiteId, ObjId), Variable>,
    objects: Vec<ObjId>,
    /// Parameters of the call that is looked at, which are not seen yet.
    pending: Vec<(ObjId, Variable)>,
    /// The types of the results of the functions and inlined bodies around.
    result_types: Vec<Vec<TypeId>>,
    /// For each function or inlined body around: its results, if it is inlined.
    returns: Vec<Option<Vec<Variable>>>,
    /// For loops over functions: where return statements in them lead to, and those results' types.
    around_loops: FxHashMap<(SiteId, Pos), Around>,
    types: &'x Types,
    appends: Vec<Append<'a>>,
    uses: FxHashMap<Variable, Uses>,
    home: FxHashMap<ObjId, usize>,
    /// Numbers of the functions around; of each its literal, and its named results.
    functions: Vec<(usize, Option<NodeId>, Vec<Variable>)>,
    count: usize,
    loop_depth: i32,
    temporaries: Temporaries,
}

impl<'a> Found<'a> {
    /// `temporaries`: those of the text before, if it is of the same function.
    pub fn in_text(
        info: &'a Info,
        types: &Types,
        sites: &Sites<'a>,
        code: Code<'a>,
        temporaries: Temporaries,
    ) -> Self {
        let mut w = Walk {
            info,
            sites,
            site: 0,
            root: info,
            now: FxHashMap::default(),
            objects: Vec::new(),
            returns: Vec::new(),
            around_loops: FxHashMap::default(),
            result_types: Vec::new(),
            pending: Vec::new(),
            types,
            appends: Vec::new(),
            uses: FxHashMap::default(),
            home: FxHashMap::default(),
            functions: Vec::new(),
            count: 0,
            loop_depth: 0,
            temporaries,
        };
        match code {
            Code::Function(ty, body) => w.function(None, Some(ty), body, |_| {}),
            Code::Value(x) => w.value(x),
        }
        Found {
            appends: w.appends,
            uses: w.uses,
            objects: w.objects,
            temporaries: w.temporaries,
        }
    }

    /// The exclusive variables. Asks only about functions to which a variable that appends is passed.
    pub fn moved(
        &mut self,
        p: &mut ProgramBuilder<'a>,
        functions: &mut Functions<'a>,
    ) -> FxHashMap<Variable, Moved> {
        let mut found = FxHashMap::default();
        for (variable, mut u) in std::mem::take(&mut self.uses) {
            if u.out || u.weight < 2 || u.harmless + (u.passed.len() as u32) < u.all {
                continue;
            }
            for passed in std::mem::take(&mut u.passed) {
                if !p.is_users(passed.callee) && functions.inlined_by_gc(p, passed.callee) {
                    u.harmless += 1;
                    Walk::leave(&mut u, passed.depth, passed.at);
                } else if !functions.leaks(p, passed.callee, passed.parameter).any() {
                    u.harmless += 1;
                    u.capacity_used = true;
                }
            }
            let Some(transition) = u.transition.filter(|_| !u.out) else {
                continue;
            };
            if u.harmless == u.all {
                found.insert(
                    variable,
                    Moved {
                        obj: self.objects[variable as usize],
                        appends: u.appends,
                        transition,
                        capacity_used: u.capacity_used,
                    },
                );
            }
        }
        found
    }
}

impl<'x, 'a> Walk<'x, 'a> {
    // --- variables

    fn number(&self) -> usize {
        self.functions.last().map_or(0, |f| f.0)
    }
    fn object(&self, e: &Expr) -> Option<ObjId> {
        let info = self.info;
        info.uses
            .get(&e.id)
            .or_else(|| info.defs.get(&e.id))
            .copied()
    }
    /// The variable that `obj` is here, if it holds a slice.
    fn tracked(&mut self, obj: ObjId) -> Option<Variable> {
        if !self.slice_variable(obj) {
            return None;
        }
        if let Some(&v) = self.sites.look_up(&self.now, self.site, obj) {
            return Some(v);
        }
        Some(self.fresh(obj))
    }
    fn fresh(&mut self, obj: ObjId) -> Variable {
        let v = self.objects.len() as Variable;
        self.objects.push(obj);
        self.now.insert((self.site, obj), v);
        v
    }
    fn slice_variable(&self, obj: ObjId) -> bool {
        let o = self.types.object(obj);
        matches!(
            o.kind,
            ObjectKind::Var(VarKind::Local | VarKind::Param | VarKind::Result | VarKind::Recv)
        ) && o.ty.is_some_and(|t| self.is_slice(t))
    }
    /// A slice, or a type parameter for slices.
    fn is_slice(&self, t: TypeId) -> bool {
        let under = match self.types.get(t) {
            Type::TypeParam(_) => self.types.common_under(t).ok(),
            _ => Some(self.types.underlying(t)),
        };
        matches!(under.map(|t| self.types.get(t)), Some(Type::Slice(_)))
    }
    fn is_function(&self, t: TypeId) -> bool {
        matches!(self.types.get(self.types.underlying(t)), Type::Signature(_))
    }
    fn is_array(&self, e: &Expr) -> bool {
        self.info.types.get(&e.id).is_some_and(|t| {
            matches!(
                self.types.get(self.types.underlying(t.ty)),
                Type::Array { .. }
            )
        })
    }
    /// The slice variable of this function that `e` names, if it does.
    fn variable(&mut self, e: &Expr) -> Option<Variable> {
        let e = unparen(e);
        let ExprKind::Ident(_) = e.kind else {
            return None;
        };
        let obj = self.object(e)?;
        if self.home.get(&obj) != Some(&self.number()) {
            return None;
        }
        self.tracked(obj)
    }
    fn uses(&mut self, v: Variable) -> &mut Uses {
        self.uses.entry(v).or_default()
    }
    fn harmless(&mut self, e: &Expr, times: u32) -> Option<&mut Uses> {
        let obj = self.variable(e)?;
        let u = self.uses(obj);
        u.harmless += times;
        Some(u)
    }
    /// Whether a slice that is assigned there becomes an interface: the value is another one then.
    fn is_interface(&self, t: Option<TypeId>) -> bool {
        let t = t.filter(|&t| !matches!(self.types.get(t), Type::TypeParam(_)));
        let under = t.map(|t| self.types.get(self.types.underlying(t)));
        matches!(under, Some(Type::Interface(_)))
    }
    fn types_of(&self, ty: &FuncType, info: &Info) -> Vec<TypeId> {
        let fields = ty.results.iter().flat_map(|r| &r.fields);
        fields
            .flat_map(|f| {
                let t = info.types.get(&f.ty.id).map_or(TypeId::INVALID, |t| t.ty);
                vec![t; f.names.len().max(1)]
            })
            .collect()
    }
    fn result_is_interface(&self, i: usize) -> bool {
        let types = self.result_types.last();
        self.is_interface(types.and_then(|t| t.get(i)).copied())
    }
    fn transition(&mut self, e: &Expr, at: Pos) {
        let depth = self.loop_depth;
        let at = (self.site, at);
        if let Some(obj) = self.variable(e) {
            let u = self.uses(obj);
            u.harmless += 1;
            Self::leave(u, depth, at);
        }
    }
    fn leave(u: &mut Uses, depth: i32, at: (SiteId, Pos)) {
        if u.transition.is_some() || depth > u.declared_at {
            u.out = true;
        }
        u.transition = Some(at);
    }
    fn declare(&mut self, obj: ObjId) {
        self.home.insert(obj, self.number());
        if self.slice_variable(obj) {
            let depth = self.loop_depth;
            let v = self.fresh(obj);
            self.uses(v).declared_at = depth;
        }
    }
    fn builtin(&self, fun: &Expr) -> Option<Builtin> {
        let f = unparen(fun);
        if self.info.types.get(&f.id)?.mode != Mode::Builtin {
            return None;
        }
        match self.types.object(self.object(f)?).kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }
    /// The arguments of an `append` call.
    fn append_args(&self, e: &'a Expr) -> Option<(&'a [Expr], bool)> {
        match &unparen(e).kind {
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } if self.builtin(fun) == Some(Builtin::Append) && !args.is_empty() => {
                Some((args, ellipsis.is_some()))
            }
            _ => None,
        }
    }
}
