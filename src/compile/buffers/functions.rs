//! What is known of the functions that are called: where each parameter flows, what they cost gc's inliner. Found when
//! somebody asks, once for each declared function.

use std::rc::Rc;

use gorun_grammar::ast::{Decl, Expr, ExprKind, NodeId, Pos, RangeStmt};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::cost::{self, BUDGET, Cost};
use super::flow::Leaks;
use super::summary::{self, Summary};
use super::tree::Tree;
use crate::compile::instances::Env;
use crate::compile::program::{DeclAt, ProgramBuilder};
use crate::types::{Info, ObjId, Type, TypeId};

/// Chains of calls longer than this are not followed: what is at their end counts as unknown.
const DEPTH: usize = 40;

#[derive(Default, Debug)]
pub struct Functions<'a> {
    /// `None` while the function is being looked at: it calls itself through others.
    known: FxHashMap<ObjId, Option<Vec<Leaks>>>,
    depth: usize,
    summaries: FxHashMap<ObjId, Rc<Summary<'a>>>,
    /// No cost for a function that gc does not inline whatever it costs, and while it is being found.
    costs: FxHashMap<ObjId, Option<i32>>,
    literal_costs: FxHashMap<NodeId, Option<i32>>,
    body_costs: FxHashMap<Pos, Option<i32>>,
    appending: FxHashMap<ObjId, bool>,
    /// The program's own methods by name, once somebody asks.
    methods: Option<FxHashMap<SmolStr, Vec<ObjId>>>,
}

impl<'a> Functions<'a> {
    /// Where parameter `i` of a declared function flows, the receiver being the first.
    pub fn leaks(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, i: usize) -> Leaks {
        if p.is_native(obj) {
            // A native keeps no slice, at most what is in it.
            return Leaks::CONTENT;
        }
        if !self.known.contains_key(&obj) {
            if self.depth > DEPTH {
                return Leaks::UNKNOWN;
            }
            let Some(at) = p.decl(obj) else {
                return Leaks::UNKNOWN;
            };
            self.known.insert(obj, None);
            self.depth += 1;
            let mut tree = Tree::new(p, self, Rc::new(Env::default()));
            tree.function(obj, &at);
            let leaks = tree.leaks();
            self.depth -= 1;
            self.known.insert(obj, Some(leaks));
        }
        match &self.known[&obj] {
            Some(leaks) => leaks.get(i).copied().unwrap_or(Leaks::UNKNOWN),
            None => Leaks::UNKNOWN,
        }
    }

    pub fn summary(
        &mut self,
        p: &ProgramBuilder<'a>,
        obj: ObjId,
        at: &DeclAt<'a>,
    ) -> Rc<Summary<'a>> {
        let made = self.summaries.entry(obj);
        made.or_insert_with(|| Rc::new(summary::of_function(p.types, at)))
            .clone()
    }

    /// What a function of the user's own costs to inline.
    pub fn cost(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId) -> Option<i32> {
        if let Some(&cost) = self.costs.get(&obj) {
            return cost;
        }
        self.costs.insert(obj, None);
        let at = p.decl(obj)?;
        let body = at.decl.body.as_ref()?;
        if is_marked(p, &at) {
            return None;
        }
        let results = match p.types.object(obj).ty.map(|t| p.types.get(t)) {
            Some(Type::Signature(s)) => s.results.clone(),
            _ => Vec::new(),
        };
        let summary = self.summary(p, obj, &at);
        let mut cost = Cost::new(p, self, at.info, summary);
        cost.results = results;
        cost.body(body);
        let cost = (!cost.impossible).then_some(cost.sum);
        self.costs.insert(obj, cost);
        cost
    }

    /// Whether gc inlines calls of a declared function. Of gc's library those are that return a function: what such a
    /// function does is the user's business, in a loop over it.
    pub fn inlinable(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId) -> bool {
        if !p.is_users(obj) {
            let makes_function = match p.types.object(obj).ty.map(|t| p.types.get(t)) {
                Some(Type::Signature(s)) => {
                    let result = s.results.first().map(|&t| p.types.underlying(t));
                    s.results.len() == 1
                        && matches!(result.map(|t| p.types.get(t)), Some(Type::Signature(_)))
                }
                _ => false,
            };
            if !makes_function || p.is_native(obj) {
                return false;
            }
            let path = p.types.package(p.types.object(obj).pkg).public_path();
            let name = format!("{path}.{}", p.types.object(obj).name);
            if p.receiver(obj).is_none()
                && let Some(cost) = cost::of_library(&name)
            {
                return cost <= BUDGET;
            }
        }
        self.cost(p, obj).is_some_and(|c| c <= BUDGET)
    }

    /// What the body of a loop over a function costs, as a function.
    pub fn body_cost(
        &mut self,
        p: &mut ProgramBuilder<'a>,
        info: &'a Info,
        summary: &Rc<Summary<'a>>,
        s: &'a RangeStmt,
    ) -> Option<i32> {
        if let Some(&cost) = self.body_costs.get(&s.range) {
            return cost;
        }
        let mut cost = Cost::new(p, self, info, summary.clone());
        cost.literal = Some(s.x.id);
        cost.loop_body(s);
        let cost = (!cost.impossible && cost.sum <= 10 * BUDGET).then_some(cost.sum);
        self.body_costs.insert(s.range, cost);
        cost
    }

    /// What a function literal costs.
    pub fn literal_cost(
        &mut self,
        p: &mut ProgramBuilder<'a>,
        info: &'a Info,
        summary: &Rc<Summary<'a>>,
        literal: &'a Expr,
    ) -> Option<i32> {
        if let Some(&cost) = self.literal_costs.get(&literal.id) {
            return cost;
        }
        self.literal_costs.insert(literal.id, None);
        let ExprKind::Func { body, .. } = &literal.kind else {
            return None;
        };
        let t = info
            .types
            .get(&literal.id)
            .map_or(TypeId::INVALID, |t| t.ty);
        let results = match p.types.get(t) {
            Type::Signature(s) => s.results.clone(),
            _ => Vec::new(),
        };
        let mut cost = Cost::new(p, self, info, summary.clone());
        (cost.literal, cost.results) = (Some(literal.id), results);
        cost.body(body);
        let cost = (!cost.impossible && cost.sum <= 10 * BUDGET).then_some(cost.sum);
        self.literal_costs.insert(literal.id, cost);
        cost
    }

    /// Whether there are appends of single elements in a function or in what gc inlines there.
    pub fn appends(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, at: &DeclAt<'a>) -> bool {
        if let Some(&known) = self.appending.get(&obj) {
            return known;
        }
        self.appending.insert(obj, false);
        let summary = self.summary(p, obj, at);
        let mut found = summary.appends;
        for &callee in &summary.callees {
            if found {
                break;
            }
            found = match p.is_declared(callee) {
                true => self.inlined_appends(p, callee),
                // A method of an interface: any of that name may be the one.
                false => {
                    let name = p.types.object(callee).name.clone();
                    let methods = self.methods_named(p, &name);
                    methods.iter().any(|&m| self.inlined_appends(p, m))
                }
            };
        }
        self.appending.insert(obj, found);
        found
    }

    fn inlined_appends(&mut self, p: &mut ProgramBuilder<'a>, callee: ObjId) -> bool {
        p.is_users(callee)
            && self.cost(p, callee).is_some_and(|c| c <= BUDGET)
            && p.decl(callee)
                .is_some_and(|at| self.appends(p, callee, &at))
    }

    fn methods_named(&mut self, p: &ProgramBuilder<'a>, name: &str) -> Vec<ObjId> {
        let methods = self.methods.get_or_insert_with(|| {
            let mut by_name: FxHashMap<SmolStr, Vec<ObjId>> = FxHashMap::default();
            for m in p.users_methods() {
                let name = p.types.object(m).name.clone();
                by_name.entry(name).or_default().push(m);
            }
            by_name
        });
        methods.get(name).cloned().unwrap_or_default()
    }
}

/// `//go:noinline` stands before the function.
fn is_marked(p: &ProgramBuilder<'_>, at: &DeclAt<'_>) -> bool {
    let file = &p.packages[at.package].files[at.file];
    file.directives.iter().any(|d| {
        d.text.trim() == "go:noinline"
            && d.pos < at.decl.pos
            && !file
                .decls
                .iter()
                .any(|x| matches!(x, Decl::Func(f) if f.pos > d.pos && f.pos < at.decl.pos))
    })
}
