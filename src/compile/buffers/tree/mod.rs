//! From the syntax tree to the graph: what each expression and statement makes flow where. One walk over a declared
//! function with the literals in it; the rules are those of cmd/compile/internal/escape without inlining.

use gorun_grammar::ast::{Expr, ExprKind, FieldList, FuncType, NodeId, Pos};
use rustc_hash::FxHashMap;
use std::rc::Rc;

use super::flow::{BLANK, Func, Graph, HEAP, Hole, Leaks, Loc};
use super::functions::Functions;
use super::sites::{SiteId, Sites, Target};
use super::summary::Summary;
use crate::compile::declarations::DeclAt;
use crate::compile::instances::Env;
use crate::compile::place::unparen;
use crate::compile::program::ProgramBuilder;
use crate::types::info::Selection;
use crate::types::{Basic, Info, ObjId, Type, TypeId};

mod call;
mod dynamic;
mod expr;
mod inline;
mod loops;
mod statics;
mod stmt;

use dynamic::Held;

const HEAP_HOLE: Hole = Hole::to(HEAP);
const DISCARD: Hole = Hole::to(BLANK);

/// Who is called.
enum Callee<'a> {
    Declared(ObjId),
    /// One of these literals.
    Literals(Vec<Func>),
    Method(ObjId, &'a Expr, &'a Selection),
    /// Through an interface or a func value that is not known.
    Unknown,
}

/// What an `append` may allocate.
#[derive(Clone, Copy, Debug)]
pub struct Appended {
    pub array: Loc,
    /// The slice's type.
    pub ty: TypeId,
    /// The variable in which the slice appended to is.
    pub variable: Option<(Loc, TypeId)>,
}

/// What a string becomes that is converted to a slice.
#[derive(Clone, Copy, Debug)]
pub struct Converted {
    pub array: Loc,
    /// Bytes, not runes.
    pub bytes: bool,
}

/// The places of a function's results, and their types.
type Returns = (Vec<Loc>, Vec<TypeId>);

/// The literals that a variable of func type may hold; `None`: others too.
type Literals = Option<Vec<NodeId>>;

pub struct Tree<'x, 'a> {
    p: &'x mut ProgramBuilder<'a>,
    functions: &'x mut Functions<'a>,
    info: &'a Info,
    env: Rc<Env>,
    pub graph: Graph,
    /// `append` calls and what they may allocate.
    pub appends: FxHashMap<(SiteId, NodeId), Appended>,
    /// Conversions of strings to slices.
    pub texts: FxHashMap<(SiteId, NodeId), Converted>,
    /// What has been inlined.
    pub sites: Sites<'a>,
    /// Where the walk is, and what is known of the function whose text that is.
    site: SiteId,
    summary: Rc<Summary<'a>>,
    /// Of the function itself: facts, summary, type arguments.
    root: (&'a Info, Rc<Summary<'a>>, Rc<Env>),
    /// What variables of func type hold for good, and what calls answer that have been inlined.
    values: FxHashMap<(SiteId, ObjId), Target<'a>>,
    returned: FxHashMap<SiteId, Target<'a>>,
    /// What interfaces hold: parameters of inlined functions, answers of inlined calls.
    passed: FxHashMap<(SiteId, ObjId), Held>,
    answers: FxHashMap<(SiteId, usize), Held>,
    /// Values of calls that have been looked at already.
    kept: FxHashMap<(SiteId, NodeId), Loc>,
    /// For each inlined function or function literal around: whether it has one return statement.
    single: Vec<bool>,
    /// Where the return statements of loops over functions lead to.
    around_loops: FxHashMap<(SiteId, Pos), Returns>,
    /// The call about to be looked at is put off: it is not inlined.
    put_off: bool,
    /// The walk is in a function that gc copied with the text in which it stands: it inlines nothing there.
    in_copy: bool,
    /// How many calls of a literal have been met that became known as one only when what made it was inlined.
    met: FxHashMap<(SiteId, NodeId), u32>,
    /// For each inlined function or function literal around: where its results go, if it is inlined.
    returns: Vec<Option<Returns>>,
    vars: FxHashMap<(SiteId, ObjId), Loc>,
    /// The declared functions that are walked.
    batch: Vec<(ObjId, Func)>,
    literals: FxHashMap<NodeId, Func>,
    func_vars: FxHashMap<ObjId, Literals>,
    /// Literals with where they flow and what they capture, decided at the end.
    closures: Vec<(Hole, Vec<Loc>)>,
    result_types: FxHashMap<Func, Vec<TypeId>>,
    /// The literals around: body, variables captured so far, loop depth where it stands.
    around: Vec<(Func, Vec<Loc>, i32)>,
    current: Func,
    loop_depth: i32,
    /// In the body of a loop over a function, where a deferred call is kept on the heap.
    in_body: bool,
    /// Where things flow is wanted, not only what is inlined.
    pub solves: bool,
}

impl<'x, 'a> Tree<'x, 'a> {
    pub fn new(
        p: &'x mut ProgramBuilder<'a>,
        functions: &'x mut Functions<'a>,
        env: Rc<Env>,
    ) -> Self {
        let info = &p.packages[0].info;
        Tree {
            p,
            functions,
            info,
            env: env.clone(),
            graph: Graph::new(),
            appends: FxHashMap::default(),
            texts: FxHashMap::default(),
            sites: Sites::default(),
            site: 0,
            summary: Rc::default(),
            root: (info, Rc::default(), env),
            values: FxHashMap::default(),
            returned: FxHashMap::default(),
            passed: FxHashMap::default(),
            answers: FxHashMap::default(),
            kept: FxHashMap::default(),
            single: Vec::new(),
            around_loops: FxHashMap::default(),
            returns: Vec::new(),
            put_off: false,
            in_copy: false,
            met: FxHashMap::default(),
            vars: FxHashMap::default(),
            batch: Vec::new(),
            literals: FxHashMap::default(),
            func_vars: FxHashMap::default(),
            closures: Vec::new(),
            result_types: FxHashMap::default(),
            around: Vec::new(),
            current: 0,
            loop_depth: 1,
            in_body: false,
            solves: true,
        }
    }

    /// Walks one declared function, which may call itself, and solves the graph.
    pub fn function(&mut self, obj: ObjId, at: &DeclAt<'a>) {
        self.functions(&[(obj, at.clone())]);
    }
    /// The same for functions that call each other.
    pub fn functions(&mut self, list: &[(ObjId, DeclAt<'a>)]) {
        for (obj, at) in list {
            self.info = at.info;
            self.current = self.graph.add_body(None);
            self.batch.push((*obj, self.current));
            if let Some(r) = &at.decl.recv {
                self.params(r);
            }
            self.signature(&at.decl.ty);
        }
        for (n, (obj, at)) in list.iter().enumerate() {
            self.info = at.info;
            self.summary = self.functions.summary(self.p, *obj, at);
            self.root = (at.info, self.summary.clone(), self.env.clone());
            self.current = self.batch[n].1;
            if let Some(b) = &at.decl.body {
                self.block(b);
            }
        }
        self.solve();
    }
    /// What package variables begin with: a function of its own that assigns it.
    pub fn value_of_variables(
        &mut self,
        info: &'a Info,
        summary: Rc<Summary<'a>>,
        lhs: &[ObjId],
        value: &'a Expr,
    ) {
        self.info = info;
        self.summary = summary.clone();
        self.root = (info, summary, self.env.clone());
        self.current = self.graph.add_body(None);
        match lhs {
            [] => self.discard(value),
            [obj] => {
                let o = self.p.types.object(*obj);
                let blank = o.name == "_";
                let t = o.ty.unwrap_or(TypeId::INVALID);
                self.value(if blank { DISCARD } else { HEAP_HOLE }, value, t);
            }
            list => self.several(&vec![HEAP_HOLE; list.len()], value),
        }
        self.solve();
    }
    fn solve(&mut self) {
        if !self.solves {
            return;
        }
        for (k, captured) in std::mem::take(&mut self.closures) {
            for loc in captured {
                let l = &self.graph.locs[loc];
                let by_reference = l.address_taken || l.reassigned;
                self.graph
                    .flow(if by_reference { k.addr() } else { k }, loc);
            }
        }
        self.graph.solve();
    }

    /// Where the parameters of the functions that have been walked flow, the receiver first.
    pub fn leaks(&self) -> impl Iterator<Item = (ObjId, Vec<Leaks>)> + '_ {
        self.batch.iter().map(|&(obj, f)| (obj, self.leaks_of(f)))
    }
    fn leaks_of(&self, f: Func) -> Vec<Leaks> {
        let leaks = |&p: &Option<Loc>| match p {
            Some(l) if self.graph.escapes(l) => Leaks::UNKNOWN,
            Some(l) => self.graph.locs[l].leaks,
            None => Leaks::default(),
        };
        self.graph.bodies[f].params.iter().map(leaks).collect()
    }

    // --- variables

    fn declare(&mut self, obj: ObjId) -> Loc {
        let l = self.graph.add(self.current, self.loop_depth, true);
        self.vars.insert((self.site, obj), l);
        l
    }
    fn params(&mut self, list: &FieldList) {
        for f in &list.fields {
            if f.names.is_empty() {
                self.graph.bodies[self.current].params.push(None);
            }
            for n in &f.names {
                let obj = self.info.defs.get(&n.id).copied().filter(|_| !n.is_blank());
                let loc = obj.map(|o| self.declare(o));
                if let Some(l) = loc {
                    self.graph.locs[l].param = true;
                }
                self.graph.bodies[self.current].params.push(loc);
            }
        }
    }
    fn signature(&mut self, ty: &FuncType) {
        self.params(&ty.params);
        let Some(results) = &ty.results else { return };
        for f in &results.fields {
            let names = f.names.iter().map(Some).collect::<Vec<_>>();
            let names = if names.is_empty() { vec![None] } else { names };
            for n in names {
                let obj = n.and_then(|n| self.info.defs.get(&n.id).copied());
                let l = self.graph.add(self.current, 1, true);
                if let Some(obj) = obj {
                    self.vars.insert((self.site, obj), l);
                }
                let t = self
                    .info
                    .types
                    .get(&f.ty.id)
                    .map_or(TypeId::INVALID, |t| t.ty);
                let t = self.subst(t);
                self.result_types.entry(self.current).or_default().push(t);
                let body = &mut self.graph.bodies[self.current];
                body.results.push(l);
                self.graph.locs[l].result = Some(body.results.len() - 1);
            }
        }
    }
    fn object(&self, id: NodeId) -> Option<ObjId> {
        let info = self.info;
        info.uses.get(&id).or_else(|| info.defs.get(&id)).copied()
    }
    /// The location of a local variable that a name denotes; mentioning one of an outer function captures it.
    fn local(&mut self, id: NodeId) -> Option<Loc> {
        let obj = self.object(id)?;
        let loc = *self.sites.look_up(&self.vars, self.site, obj)?;
        let home = self.graph.locs[loc].func;
        for (body, captured, depth) in self.around.iter_mut().rev() {
            if *body == home {
                break;
            }
            if !captured.contains(&loc) {
                captured.push(loc);
                let l = &mut self.graph.locs[loc];
                if !l.captured {
                    l.captured = true;
                    // What was assigned in a straight line before does not count.
                    if l.loop_depth == *depth {
                        l.reassigned = false;
                    }
                }
            }
        }
        Some(loc)
    }

    /// Keeps track of the literals that a variable of func type may hold.
    fn note_literal(&mut self, lhs: &Expr, rhs: &Expr) {
        let Some(obj) = self.object(unparen(lhs).id) else {
            return;
        };
        match &unparen(rhs).kind {
            ExprKind::Func { .. } => {
                if let Some(list) = self.func_vars.entry(obj).or_insert(Some(Vec::new())) {
                    list.push(unparen(rhs).id);
                }
            }
            _ => {
                self.func_vars.insert(obj, None);
            }
        }
    }

    // --- types

    fn type_of(&mut self, e: &Expr) -> TypeId {
        let t = self.info.types.get(&e.id).map_or(TypeId::INVALID, |t| t.ty);
        self.subst(t)
    }
    fn subst(&mut self, t: TypeId) -> TypeId {
        self.env.subst(self.p.types, t)
    }
    fn under(&mut self, t: TypeId) -> Type {
        let u = self.p.types.underlying(t);
        self.p.types.get(u).clone()
    }
    fn under_of(&mut self, e: &Expr) -> Type {
        let t = self.type_of(e);
        self.under(t)
    }
    fn is_interface(&mut self, t: TypeId) -> bool {
        !matches!(self.p.types.get(t), Type::TypeParam(_))
            && matches!(self.under(t), Type::Interface(_))
    }
    /// Values of such types are the data word of an interface themselves.
    fn is_direct(&mut self, t: TypeId) -> bool {
        match self.under(t) {
            Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => true,
            Type::Basic(b) => b == Basic::UnsafePointer,
            Type::Struct(s) if s.fields.len() == 1 => self.is_direct(s.fields[0].ty),
            Type::Array { len: 1, elem } => self.is_direct(elem),
            _ => false,
        }
    }
    fn has_pointers(&mut self, t: TypeId) -> bool {
        if t == TypeId::INVALID || matches!(self.p.types.get(t), Type::TypeParam(_)) {
            return true;
        }
        match self.under(t) {
            Type::Basic(b) => matches!(
                b,
                Basic::String | Basic::UnsafePointer | Basic::UntypedString
            ),
            Type::Struct(s) => s.fields.iter().any(|f| {
                let t = self.subst(f.ty);
                self.has_pointers(t)
            }),
            Type::Array { len, elem } => len != 0 && self.has_pointers(elem),
            _ => true,
        }
    }
}
