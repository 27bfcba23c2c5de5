//! What is known of the functions that are called: where each parameter flows, what they cost gc's inliner. Found when
//! somebody asks, once for each declared function.

use std::rc::Rc;

use gorun_grammar::ast::{Decl, Expr, ExprKind, NodeId, Pos, RangeStmt};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::cost::{BUDGET, Cost};
use super::exclusive::Temporaries;
use super::flow::Leaks;
use super::library::{self, Price};
use super::order::Order;
use super::summary::{self, Summary};
use super::tree::Tree;
use crate::compile::declarations::DeclAt;
use crate::compile::instances::Env;
use crate::compile::program::ProgramBuilder;
use crate::types::{Basic, Info, ObjId, PkgId, Type, TypeId};

/// Chains of calls longer than this are not followed: what is at their end counts as unknown.
const DEPTH: usize = 40;

/// A function that is being walked, and the first of those it leads back to, by number.
#[derive(Debug)]
struct Walked {
    obj: ObjId,
    lowest: usize,
}

#[derive(Default, Debug)]
pub struct Functions<'a> {
    /// `None` while the function is being looked at.
    known: FxHashMap<ObjId, Option<Vec<Leaks>>>,
    /// What is known of the library's functions before their bodies are looked at.
    of_library: FxHashMap<ObjId, Option<Vec<Leaks>>>,
    walked: Vec<Walked>,
    /// Functions that have been walked and lead back to one that is still being walked: the number of that.
    around: Vec<(ObjId, DeclAt<'a>, usize)>,
    summaries: FxHashMap<ObjId, Rc<Summary<'a>>>,
    /// No cost for a function that gc does not inline whatever it costs, and while it is being found.
    costs: FxHashMap<ObjId, Option<i32>>,
    literal_costs: FxHashMap<NodeId, Option<i32>>,
    body_costs: FxHashMap<Pos, Option<i32>>,
    appending: FxHashMap<ObjId, bool>,
    /// Of packages by number.
    orders: FxHashMap<usize, Rc<Order>>,
    /// Of each package's variables: the temporaries of what they begin with, as far as that has been looked at.
    initial: FxHashMap<PkgId, Temporaries>,
    /// The program's own methods by name, once somebody asks.
    methods: Option<FxHashMap<SmolStr, Vec<ObjId>>>,
}

impl<'a> Functions<'a> {
    pub(super) fn initial(&mut self, package: PkgId) -> Temporaries {
        self.initial.remove(&package).unwrap_or_default()
    }
    pub(super) fn keep_initial(&mut self, package: PkgId, temporaries: Temporaries) {
        self.initial.insert(package, temporaries);
    }
    /// Where parameter `i` of a declared function flows, the receiver being the first.
    pub fn leaks(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, i: usize) -> Leaks {
        if !p.is_users(obj)
            && let Some(known) = self.of_library(p, obj, i)
        {
            return known;
        }
        self.own_leaks(p, obj, i)
    }

    /// What gc says of its function of that name; what ours stores and calls.
    fn of_library(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, i: usize) -> Option<Leaks> {
        let list = self.of_library.entry(obj);
        let list = list.or_insert_with(|| library::leaks(p, obj));
        let leaks = *list.as_ref()?.get(i)?;
        Some(leaks.with_effects_of(self.own_leaks(p, obj, i)))
    }

    fn own_leaks(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, i: usize) -> Leaks {
        if p.is_native(obj) {
            return native_leaks(p, obj, i);
        }
        if !self.known.contains_key(&obj) {
            if self.walked.len() > DEPTH {
                return Leaks::UNKNOWN;
            }
            let Some(at) = p.decl(obj) else {
                return Leaks::UNKNOWN;
            };
            self.walk(p, obj, at);
        }
        let open = match self.known[&obj] {
            None => self.walked.iter().position(|w| w.obj == obj),
            Some(_) => self.around.iter().find(|a| a.0 == obj).map(|a| a.2),
        };
        if let (Some(n), Some(last)) = (open, self.walked.last_mut()) {
            last.lowest = last.lowest.min(n);
        }
        match &self.known[&obj] {
            Some(leaks) => leaks.get(i).copied().unwrap_or(Leaks::UNKNOWN),
            None => Leaks::UNKNOWN,
        }
    }

    /// Finds where a function's parameters flow. Those that call each other are walked once more, together (Tarjan's algorithm
    /// finds them): the first time nothing is known of those around.
    fn walk(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, at: DeclAt<'a>) {
        let number = self.walked.len();
        self.known.insert(obj, None);
        let start = self.around.len();
        self.walked.push(Walked {
            obj,
            lowest: number,
        });
        let mut tree = Tree::new(p, self, Rc::new(Env::default()));
        tree.function(obj, &at);
        let first: Vec<_> = tree.leaks().collect();
        let lowest = self.walked.pop().map_or(number, |w| w.lowest);
        self.known
            .extend(first.into_iter().map(|(o, l)| (o, Some(l))));
        if lowest < number {
            self.around.push((obj, at, lowest));
            if let Some(last) = self.walked.last_mut() {
                last.lowest = last.lowest.min(lowest);
            }
            return;
        }
        // Of whatever has been walked inside of this one and leads back to it; others are complete.
        let group = self.around.split_off(start);
        if group.is_empty() {
            return;
        }
        let mut group: Vec<_> = group.into_iter().map(|(o, at, _)| (o, at)).collect();
        group.push((obj, at));
        let mut tree = Tree::new(p, self, Rc::new(Env::default()));
        tree.functions(&group);
        let all: Vec<_> = tree.leaks().collect();
        self.known
            .extend(all.into_iter().map(|(o, l)| (o, Some(l))));
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

    /// What a function costs to inline whose body is at hand.
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
        (cost.function, cost.results) = (Some(obj), results);
        cost.body(body);
        let cost = (!cost.impossible).then_some(cost.sum);
        self.costs.insert(obj, cost);
        cost
    }

    /// Whether gc does not know yet what `callee` costs when it looks at `caller`.
    pub fn is_later(&mut self, p: &mut ProgramBuilder<'a>, caller: ObjId, callee: ObjId) -> bool {
        let Some(at) = p.decl(caller) else {
            return false;
        };
        let order = match self.orders.get(&at.package) {
            Some(order) => order.clone(),
            None => Rc::new(Order::of_package(p, self, at.package)),
        };
        self.orders.insert(at.package, order.clone());
        order.is_later(caller, callee)
    }
    /// The functions of the same package that a function mentions.
    pub fn callees_beside(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId) -> Vec<ObjId> {
        let Some(at) = p.decl(obj) else {
            return Vec::new();
        };
        let summary = self.summary(p, obj, &at);
        let beside = |&c: &ObjId| p.types.object(c).pkg == p.packages[at.package].id;
        let declared = |&c: &ObjId| p.is_declared(c) && beside(&c);
        summary.callees.iter().copied().filter(declared).collect()
    }

    /// Whether gc inlines calls of a declared function.
    pub fn inlined_by_gc(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId) -> bool {
        if !p.is_users(obj) {
            match library::cost(p, obj) {
                Price::Is(_) => return true,
                Price::TooMuch => return false,
                Price::Unknown => {}
            }
        }
        self.cost(p, obj).is_some_and(|c| c <= BUDGET)
    }

    /// Whether the body of a declared function is looked at where gc inlines it. Of the library's functions those are that
    /// append, return a function (what that does is the user's business, in a loop over it) or put what they are given into
    /// something new; where flows are not wanted those that take or return a function.
    pub fn inlinable(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId, flows: bool) -> bool {
        if !p.is_users(obj) {
            if p.is_native(obj) {
                return false;
            }
            let is_function = |t: TypeId| {
                let under = p.types.get(p.types.underlying(t));
                matches!(under, Type::Signature(_))
            };
            let (makes_function, takes_function) =
                match p.types.object(obj).ty.map(|t| p.types.get(t)) {
                    Some(Type::Signature(s)) => (
                        s.results.len() == 1 && is_function(s.results[0]),
                        s.params.iter().any(|&t| is_function(t)),
                    ),
                    _ => (false, false),
                };
            if !flows {
                return (makes_function || takes_function) && self.inlined_by_gc(p, obj);
            }
            return self.inlined_by_gc(p, obj)
                && (makes_function || self.inlined_appends(p, obj) || self.keeps(p, obj));
        }
        self.inlined_by_gc(p, obj)
    }

    /// Whether anything a function is given goes to where nobody knows.
    fn keeps(&mut self, p: &mut ProgramBuilder<'a>, obj: ObjId) -> bool {
        let params = match p.types.object(obj).ty.map(|t| p.types.get(t)) {
            Some(Type::Signature(s)) => s.params.len(),
            _ => 0,
        };
        let params = params + usize::from(p.receiver(obj).is_some());
        (0..params).any(|i| self.leaks(p, obj, i).heap() == Some(0))
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
        let found = self.appends_in(p, &summary);
        self.appending.insert(obj, found);
        found
    }

    /// The same of a text, of which the summary is.
    pub fn appends_in(&mut self, p: &mut ProgramBuilder<'a>, summary: &Summary<'a>) -> bool {
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
        found
    }

    fn inlined_appends(&mut self, p: &mut ProgramBuilder<'a>, callee: ObjId) -> bool {
        (p.is_users(callee) || may_give_slices(p, callee))
            && self.inlined_by_gc(p, callee)
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

/// A native keeps no slice, at most what is in it. One that answers nothing stores into what it is given, as does one that is
/// given numbers.
fn native_leaks(p: &ProgramBuilder<'_>, obj: ObjId, i: usize) -> Leaks {
    let Some(Type::Signature(s)) = p.types.object(obj).ty.map(|t| p.types.get(t)) else {
        return Leaks::CONTENT;
    };
    let under = |t: TypeId| p.types.get(p.types.underlying(t));
    let i = i.checked_sub(usize::from(p.receiver(obj).is_some()));
    match i.and_then(|i| s.params.get(i)).map(|&t| under(t)) {
        Some(&Type::Slice(elem)) => match under(elem) {
            Type::Basic(Basic::Uint8) if !s.results.is_empty() => Leaks::default(),
            Type::Basic(Basic::String) if !s.results.is_empty() => Leaks::CONTENT,
            Type::Basic(_) => Leaks::STORED,
            _ => Leaks::CONTENT,
        },
        Some(Type::Basic(Basic::String)) => Leaks::default(),
        _ => Leaks::CONTENT,
    }
}

/// Whether what a function of the library appends can come to its caller: asked first, because most give numbers and errors.
fn may_give_slices(p: &ProgramBuilder<'_>, obj: ObjId) -> bool {
    let Some(Type::Signature(s)) = p.types.object(obj).ty.map(|t| p.types.get(t)) else {
        return false;
    };
    s.results.iter().any(|&t| {
        t != p.types.universe.error && !matches!(p.types.get(p.types.underlying(t)), Type::Basic(_))
    })
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
