//! What an interface holds, where gc can tell: all that is ever assigned to a variable is of one type. A method called through
//! it is called directly then, and may be inlined (cmd/compile/internal/devirtualize).

use gorun_grammar::ast::{Expr, ExprKind, Pos};

use super::super::flow::Hole;
use super::super::sites::{SiteId, Target};
use super::Tree;
use crate::bytecode::inlines::Way;
use crate::compile::place::unparen;
use crate::types::info::{Mode, SelectionKind};
use crate::types::lookup::Lookup;
use crate::types::object::VarKind;
use crate::types::{ObjId, ObjectKind, Type, TypeId};

/// The type of what an interface holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Held {
    /// Nothing but nil.
    Nothing,
    Type(TypeId),
    /// Nobody can tell.
    Unknown,
}

impl Held {
    fn and(self, other: Held) -> Held {
        match (self, other) {
            (Held::Nothing, h) | (h, Held::Nothing) => h,
            (a, b) if a == b => a,
            _ => Held::Unknown,
        }
    }
}

impl<'x, 'a> Tree<'x, 'a> {
    /// The type of the value that `e` is or holds.
    pub(super) fn held_in(&mut self, e: &'a Expr) -> Held {
        self.held_type(e, 0, &mut Vec::new())
    }

    /// `nth`: which of its values, if `e` has several.
    fn held_type(&mut self, e: &'a Expr, nth: usize, seen: &mut Vec<ObjId>) -> Held {
        let e = unparen(e);
        let fact = self.info.types.get(&e.id);
        if fact.is_some_and(|f| f.mode == Mode::Nil) {
            return Held::Nothing;
        }
        let mut t = self.written_type(e);
        if let Type::Tuple(list) = self.p.types.get(t) {
            // Of a call, or of an assertion that also says whether it holds.
            t = list.get(nth).copied().unwrap_or(TypeId::INVALID);
        }
        if t == TypeId::INVALID {
            return Held::Unknown;
        }
        if !self.is_interface(t) {
            // Types with parameters have shapes for gc.
            return match self.subst(t) == t {
                true => Held::Type(t),
                false => Held::Unknown,
            };
        }
        match &e.kind {
            ExprKind::Call { fun, args, .. } => {
                if self.info.types.get(&unparen(fun).id).map(|t| t.mode) == Some(Mode::TypeExpr) {
                    return match &args[..] {
                        [x] => self.held_type(x, 0, seen),
                        _ => Held::Unknown,
                    };
                }
                let site = self.sites.calls.get(&(self.site, e.id));
                let answer = site.and_then(|&s| self.answers.get(&(s, nth)));
                answer.copied().unwrap_or(Held::Unknown)
            }
            ExprKind::TypeAssert { x, .. } => self.held_type(x, 0, seen),
            ExprKind::Ident(_) => match self.object(e.id) {
                Some(obj) if seen.contains(&obj) => Held::Nothing,
                Some(obj) => {
                    seen.push(obj);
                    self.held_by(obj, seen)
                }
                None => Held::Unknown,
            },
            _ => Held::Unknown,
        }
    }

    fn held_by(&mut self, obj: ObjId, seen: &mut Vec<ObjId>) -> Held {
        let ObjectKind::Var(kind) = self.p.types.object(obj).kind else {
            return Held::Unknown;
        };
        let Some(home) = self.declared_at(obj) else {
            return Held::Unknown;
        };
        let summary = self.summary.clone();
        if summary.addressed.contains(&obj) {
            return Held::Unknown;
        }
        let assigned = summary.assigned.get(&obj);
        let mut held = match (kind, self.passed.get(&(home, obj))) {
            (VarKind::Local, _) if assigned.is_some() => Held::Nothing,
            (VarKind::Param | VarKind::Recv, Some(&h)) => h,
            // Of an inlined function, where it is a variable as others.
            (VarKind::Result, _) if home != 0 => Held::Nothing,
            _ => return Held::Unknown,
        };
        let here = std::mem::replace(&mut self.site, home);
        for value in assigned.into_iter().flatten() {
            let next = match value {
                Some((e, i)) => self.held_type(e, *i, seen),
                None => Held::Unknown,
            };
            held = held.and(next);
            if held == Held::Unknown {
                break;
            }
        }
        self.site = here;
        held
    }

    /// The site in whose text a variable that is mentioned here is declared.
    pub(super) fn declared_at(&self, obj: ObjId) -> Option<SiteId> {
        let mut site = self.site;
        loop {
            if self.vars.contains_key(&(site, obj)) {
                return Some(site);
            }
            if site == 0 {
                return None;
            }
            site = self.sites.target(site).home()?;
        }
    }

    /// Before it is decided what a method is called of that is the result of a call: that call is looked at. `expr` finds
    /// its value in `kept`.
    pub(super) fn keep_operand(&mut self, f: &'a Expr) {
        if let ExprKind::Selector { x, .. } = &f.kind
            && let ExprKind::Call { .. } = &unparen(x).kind
            && let Some(s) = self.info.selections.get(&f.id)
            && s.kind == SelectionKind::MethodValue
            && self.p.receiver(s.obj).is_none()
        {
            let l = self.graph.add(self.current, self.loop_depth, false);
            self.expr(Hole::to(l), x);
            self.kept.insert((self.site, unparen(x).id), l);
        }
    }

    /// A return statement of an inlined function whose result `nth` is an interface.
    pub(super) fn note_answer(&mut self, nth: usize, x: &'a Expr) {
        let held = self.held_in(x);
        let mut site = self.site;
        while site != 0
            && let Target::Body(_, home) = self.sites.target(site)
        {
            site = *home;
        }
        self.add_answer((site, nth), held);
    }
    fn add_answer(&mut self, key: (SiteId, usize), held: Held) {
        let known = self.answers.entry(key).or_insert(Held::Nothing);
        *known = known.and(held);
    }
    /// At the end of an inlined function: what its result with a name holds besides.
    pub(super) fn note_named_answer(&mut self, nth: usize, obj: ObjId) {
        let held = self.held_by(obj, &mut vec![obj]);
        self.add_answer((self.site, nth), held);
    }

    /// A call through an interface that gc makes one of a value's method behind a pointer, or of what is embedded: it fails there if
    /// something on the way is nil.
    pub(super) fn note_followed(&mut self, f: &'a Expr, at: Pos) {
        if let ExprKind::Selector { .. } = f.kind
            && let Some((t, found)) = self.found_in_held(f)
            && (found.index.len() > 1
                || matches!(self.p.types.get(t), Type::Pointer(_))
                    && self.p.receiver(found.obj).is_some_and(|r| !r.pointer))
        {
            self.sites.ways.push((self.site, at, Way::Followed));
        }
    }

    /// A call of a method of a type parameter: gc finds it in the instance's dictionary, as a method expression, and inlines it nowhere but
    /// in the wrapper that there is for methods which are promoted, of generic types, or called with a pointer to their receiver. Whether `f`
    /// is one.
    pub(super) fn note_of_parameter(&mut self, f: &'a Expr, at: Pos, put_off: bool) {
        let ExprKind::Selector { x, sel } = &f.kind else {
            return;
        };
        let t = self.written_type(x);
        if !matches!(self.p.types.get(t), Type::TypeParam(_)) {
            return;
        }
        let Some(s) = self.info.selections.get(&f.id) else {
            return;
        };
        let pkg = self.p.types.object(s.obj).pkg;
        let t = self.subst(t);
        let Some(found) = self.p.types.lookup(t, true, pkg, &sel.name) else {
            return;
        };
        let Some(receiver) = self.p.receiver(found.obj) else {
            return;
        };
        let pointer = matches!(self.p.types.get(t), Type::Pointer(_));
        let wrapped =
            found.index.len() > 1 || receiver.pointer != pointer || !receiver.tparams.is_empty();
        match (wrapped, put_off) {
            (true, false) => self.sites.ways.push((self.site, at, Way::Wrapped)),
            (false, true) => self.sites.ways.push((self.site, at, Way::Called)),
            _ => {}
        }
    }

    /// The method that a call through an interface calls, if gc can tell, and the type of what the interface holds.
    pub(super) fn devirtualized(&mut self, f: &'a Expr) -> Option<(TypeId, Lookup)> {
        let (t, found) = self.found_in_held(f)?;
        (self.p.receiver(found.obj).is_some() && self.p.is_declared(found.obj))
            .then_some((t, found))
    }
    /// The same; it may be a method of an interface that is embedded there.
    fn found_in_held(&mut self, f: &'a Expr) -> Option<(TypeId, Lookup)> {
        let ExprKind::Selector { x, sel } = &f.kind else {
            return None;
        };
        let s = self.info.selections.get(&f.id)?;
        if s.kind != SelectionKind::MethodValue || self.p.receiver(s.obj).is_some() {
            return None;
        }
        let through = self.written_type(unparen(x));
        if !self.is_interface(through) || self.subst(through) != through {
            return None;
        }
        let Held::Type(t) = self.held_in(x) else {
            return None;
        };
        let pkg = self.p.types.object(s.obj).pkg;
        let found = self.p.types.lookup(t, false, pkg, &sel.name)?;
        Some((t, found))
    }
}
