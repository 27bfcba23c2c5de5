//! `for k, v := range f`: the body becomes a closure that f calls. Ways out of the body other than its end leave a
//! number in the loop's state cell and return false; after the call of f the number says where to go on.
//!
//! The cell also tells a body called when it must not be, as Go's rangefunc/rewrite.go does: every call of the body finds
//! `READY` and puts `RUNNING` until it comes to an end.

use gorun_grammar::ast::{Expr, RangeStmt, Stmt, StmtKind};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::compile::call::{Evaluated, Target as CallTarget};
use crate::compile::function::{FnBuilder, Home, Reg, Target};
use crate::compile::instances::signature;
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};
use crate::types::Basic;
use crate::types::info::SelectionKind;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exit {
    Break(Option<SmolStr>),
    Continue(Option<SmolStr>),
    Goto(SmolStr),
    Return,
}

/// The body may be called. Package runtime knows these numbers too; positive ones are exits.
const READY: i64 = 0;
/// The body runs, or has panicked.
const RUNNING: i64 = -1;
/// The body has left the loop.
const DONE: i64 = -2;
/// The iterator function has returned.
const EXHAUSTED: i64 = -3;

/// What the body of such a loop knows of the function around it.
pub struct Yield {
    /// Address of the loop's state cell.
    state: Reg,
    /// Exits taken so far; the number is the index plus one.
    exits: Vec<Exit>,
    /// The results of the function that a return statement leaves.
    types: Vec<TypeRef>,
    homes: Vec<Home>,
    labels: FxHashSet<SmolStr>,
    /// Address of the list of what the body defers, for the function around to run.
    deferred: Option<Reg>,
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn declares_label(&self, name: &SmolStr) -> bool {
        self.yielding
            .as_ref()
            .is_some_and(|y| y.labels.contains(name))
    }

    /// Leaves the body by a way that ends in a function around it.
    pub fn exit(&mut self, exit: Exit) {
        let Some(y) = &mut self.yielding else {
            return self.fail("internal error: a jump to nowhere");
        };
        let n = match y.exits.iter().position(|e| *e == exit) {
            Some(i) => i,
            None => {
                y.exits.push(exit);
                y.exits.len() - 1
            }
        };
        let state = y.state;
        self.leave_body(state, n as i64 + 1, false);
    }

    /// The end of a call of the body.
    fn leave_body(&mut self, state: Reg, number: i64, go_on: bool) {
        let number = self.int_temp(number);
        self.emit(Op::Store64, state, number, 0);
        self.load_int(1, go_on.into());
        self.emit(Op::Ret, 0, 0, 0);
    }

    /// The start of a call of the body: it must be one that Go allows.
    fn enter_body(&mut self, state: Reg) {
        let (n, fine) = (self.scalar(), self.label());
        self.emit(Op::Load64, n, state, 0);
        let running = self.int_temp(RUNNING);
        self.emit(Op::Store64, state, running, 0);
        self.jump_if(Op::JeqI64K, n, READY as u16, fine);
        self.range_panic("panicrangestate", Some(n));
        self.bind(fine);
    }

    /// After the iterator function has returned. A body that is still running has panicked, and somebody recovered.
    fn after_loop(&mut self, state: Reg) -> Reg {
        let (n, fine) = (self.scalar(), self.label());
        self.emit(Op::Load64, n, state, 0);
        self.jump_if(Op::JneI64K, n, RUNNING as u16, fine);
        self.range_panic("panicrangemissing", None);
        self.bind(fine);
        let over = self.int_temp(EXHAUSTED);
        self.emit(Op::Store64, state, over, 0);
        n
    }

    fn range_panic(&mut self, name: &str, state: Option<Reg>) {
        let Some((_, f)) = self.runtime_function(name) else {
            return self.fail("internal error: no function of package runtime for a range loop");
        };
        if let Some(n) = state {
            let to = self.out(1);
            self.emit(Op::Mov, to, n, 0);
        }
        self.emit_call(CallTarget::Function(f), 2, &[]);
    }

    /// The list for what the bodies of a loop defer; the outermost loop makes it, and defers to run it.
    fn deferred_list(&mut self) -> Option<Reg> {
        if let Some(y) = &self.yielding {
            return y.deferred;
        }
        if !self.escape.far_defers.contains(&self.literal_id) {
            return None;
        }
        let (list_type, run) = self.runtime_function("runloopdefers")?;
        let list = self.pointer();
        self.emit(Op::New, list, 0, 0);
        self.ext_type(list_type.elem);
        let call = Evaluated {
            target: CallTarget::Function(run),
            values: vec![(Val::new(list), list_type)],
            results: Vec::new(),
        };
        let (at, name) = (self.here(), self.name.clone());
        let r = self.thunk(&call, at, &name);
        self.emit(Op::Defer, r, 0, 0);
        Some(list)
    }

    /// A function of package runtime, and the type of its parameter (int if it has none).
    fn runtime_function(&mut self, name: &str) -> Option<(TypeRef, u32)> {
        let package = self
            .p
            .packages
            .iter()
            .map(|p| p.id)
            .find(|&id| self.p.types.package(id).path == "runtime")?;
        let scope = self.p.types.package(package).scope;
        let obj = self.p.types.scope(scope).lookup(name)?;
        self.p.types.read_signature(obj);
        let sig = self.obj_type(obj);
        let (params, _, _) = signature(sig);
        let first = params.first().copied().unwrap_or_else(|| self.int());
        Some((first, self.p.function_of(obj, Vec::new())))
    }

    /// A defer statement in the body: the closure goes on the list.
    pub fn defer_from_loop(&mut self, closure: Reg) {
        let Some(list) = self.yielding.as_ref().and_then(|y| y.deferred) else {
            return self.fail("internal error: a deferred call without a list");
        };
        let Some((list_type, _)) = self.runtime_function("runloopdefers") else {
            return;
        };
        let slice = list_type.elem;
        let old = self.load(list, 0, slice, Dest::Stable).reg;
        let new = self.temp(slice);
        self.emit(Op::Append64, new, old, closure);
        self.ext_type(slice.elem);
        self.store(list, 0, Val::new(new), slice);
    }

    pub fn return_from_loop(&mut self, list: &'a [Expr]) {
        if !list.is_empty()
            && let Some(y) = &self.yielding
        {
            let (types, homes) = (y.types.clone(), y.homes.clone());
            self.values_to_homes(list, &types, &homes);
        }
        self.exit(Exit::Return);
    }

    pub fn range_func(&mut self, s: &'a RangeStmt, t: TypeRef) {
        let label = self.pending_label.take();
        let key = (self.site, s.range);
        let x = unparen(&s.x);
        let method = self.info.selections.get(&x.id);
        let (target, receiver) = match self.plan.loops.get(&key).copied() {
            // The version of a method is called with the receiver.
            Some(site) if method.is_some_and(|m| m.kind == SelectionKind::MethodValue) => {
                let callee = match self.plan.dynamic.get(&site).copied() {
                    Some(t) => self.known_method_call(x, t, false),
                    None => self.prepare(x, false),
                };
                let receiver = callee.recv;
                let receiver = receiver.map(|(v, t)| (self.own(v, t, Dest::Stable), t));
                (callee.target, receiver)
            }
            _ => (CallTarget::Closure(self.expr(x, Dest::Stable).reg), None),
        };
        let (params, _, _) = signature(t);
        let Some(&body_type) = params.first() else {
            return;
        };
        let (params, _, _) = signature(body_type);
        let int = self.int();
        let state = self.pointer();
        self.emit(Op::New, state, 0, 0);
        self.ext_type(int);

        let (types, outer_homes) = match &self.yielding {
            Some(y) => (y.types.clone(), y.homes.clone()),
            None => (self.results.types.clone(), self.results.homes.clone()),
        };
        let returns = self.escape.far_returns.contains(&self.literal_id);
        let outer_homes = if returns { outer_homes } else { Vec::new() };
        let (objs, mut captured) = self.captured(s.x.id);
        let homes: Vec<Home> = objs
            .iter()
            .map(|o| self.vars.get(o).copied().unwrap_or(Home::Reg(0)))
            .collect();
        // A body that gc inlines keeps its buffers where the function around does.
        let site = self.plan.bodies.get(&key).copied();
        let others = self.plan.body_versions.get(&key).cloned();
        let with_cells = site.is_some() || others.is_some();
        if with_cells {
            let cells = self.own_cells();
            captured.push((cells, vec![WordClass::Pointer]));
        }
        captured.push((state, vec![WordClass::Pointer]));
        for h in &outer_homes {
            if let Home::Mem(r) = *h {
                captured.push((r, vec![WordClass::Pointer]));
            }
        }
        let deferred = self.deferred_list();
        if let Some(list) = deferred {
            captured.push((list, vec![WordClass::Pointer]));
        }
        let shapes: Vec<Vec<WordClass>> = captured.iter().map(|c| c.1.clone()).collect();

        self.range_bodies += 1;
        let name = format!("{}-range{}", self.name, self.range_bodies);
        let id = self.p.reserve();
        let literal_id = self.literal_id;
        let labels = labels_in(&s.body.stmts);
        let mut exits = Vec::new();
        let versions = others.into_iter().flatten();
        let versions: Vec<_> = versions.map(|s| (self.p.reserve(), Some(s))).collect();
        for &(f, site) in [(id, site)].iter().chain(&versions) {
            let mut context = self.context();
            context.site = site.unwrap_or(context.site);
            let function = self.p.build(f, &context, &name, s.range, |b| {
                let bool_type = b.basic(Basic::Bool);
                let at = b.signature(&params, &[bool_type]);
                b.literal_id = literal_id;
                b.show_arguments(&params, false);
                let regs = b.open_words(&shapes);
                for ((&obj, home), &r) in objs.iter().zip(&homes).zip(&regs) {
                    let home = match home {
                        Home::Mem(_) => Home::Mem(r),
                        Home::Reg(_) => Home::Reg(r),
                    };
                    b.vars.insert(obj, home);
                }
                let mut rest = &regs[objs.len()..];
                if with_cells {
                    (b.captures_cells, b.cells) = (true, Some(rest[0]));
                    rest = &rest[1..];
                }
                let (state, rest) = (rest[0], &rest[1..]);
                b.yielding = Some(Yield {
                    state,
                    exits: Vec::new(),
                    types: types.clone(),
                    homes: rest[..rest.len() - usize::from(deferred.is_some())]
                        .iter()
                        .map(|&r| Home::Mem(r))
                        .collect(),
                    labels: labels.clone(),
                    deferred: deferred.and(rest.last().copied()),
                });
                let temps = b.mark();
                b.enter_body(state);
                b.release(temps);
                let (brk, cont) = (b.label(), b.label());
                b.targets.push(Target {
                    label: label.clone(),
                    brk: Some(brk),
                    cont: Some(cont),
                });
                let locals = b.mark_locals();
                let left: Vec<&Expr> = s.key.iter().chain(&s.value).collect();
                let values = at
                    .iter()
                    .map(|&r| Val::fresh(r))
                    .zip(params.iter().copied());
                if s.define {
                    for (e, (v, t)) in left.into_iter().zip(values) {
                        b.range_variable(Some(e), true, v, t);
                    }
                } else {
                    b.assign_ordered(&left, &values.collect::<Vec<_>>());
                }
                b.block(&s.body);
                b.release_locals(locals);
                b.at(s.body.rbrace);
                b.bind(cont);
                b.leave_body(state, READY, true);
                b.bind(brk);
                b.leave_body(state, DONE, false);
                exits = b.yielding.take().map_or(Vec::new(), |y| y.exits);
            });
            self.p.functions[f as usize] = Some(Box::new(function));
            if let (true, Some(site)) = (f != id, site) {
                self.plan.versions.borrow_mut().insert(site, f);
            }
        }
        let body = self.make_closure(id, &captured, Dest::Stable).reg;
        let mut slot = 1;
        if let Some((v, t)) = receiver {
            let to = self.out(slot);
            slot += t.slots();
            self.need_out(slot);
            self.own(v, t, Dest::To(to));
        }
        let to = self.out(slot);
        self.need_out(slot + 1);
        self.emit(Op::Mov, to, body, 0);
        let (target, slot) = self.loop_version(s.range, target, slot + 1);
        self.emit_call(target, slot, &[]);
        let pos = self.at(s.body.rbrace);
        let n = self.after_loop(state);
        self.at(pos);
        for (i, exit) in exits.into_iter().enumerate() {
            let next = self.label();
            self.jump_if(Op::JneI64K, n, i as u16 + 1, next);
            match exit {
                Exit::Break(l) => self.break_stmt(l.as_ref()),
                Exit::Continue(l) => self.continue_stmt(l.as_ref()),
                Exit::Goto(l) => self.goto_stmt(&l),
                Exit::Return if self.yielding.is_some() => self.exit(Exit::Return),
                Exit::Return if self.results.types.is_empty() && self.epilogue.is_none() => {
                    self.emit(Op::Ret, 0, 0, 0);
                }
                Exit::Return => self.return_kept(),
            }
            self.bind(next);
        }
    }
}

/// Labels declared by the statements, at any depth (function literals have their own).
fn labels_in(list: &[Stmt]) -> FxHashSet<SmolStr> {
    fn walk(list: &[Stmt], out: &mut FxHashSet<SmolStr>) {
        for s in list {
            one(s, out);
        }
    }
    fn one(s: &Stmt, out: &mut FxHashSet<SmolStr>) {
        match &s.kind {
            StmtKind::Labeled { label, stmt } => {
                out.insert(label.name.clone());
                one(stmt, out);
            }
            StmtKind::Block(b) => walk(&b.stmts, out),
            StmtKind::If(s) => {
                walk(&s.then.stmts, out);
                if let Some(e) = &s.els {
                    one(e, out);
                }
            }
            StmtKind::For(s) => walk(&s.body.stmts, out),
            StmtKind::Range(s) => walk(&s.body.stmts, out),
            StmtKind::Switch(s) => s.clauses.iter().for_each(|c| walk(&c.body, out)),
            StmtKind::TypeSwitch(s) => s.clauses.iter().for_each(|c| walk(&c.body, out)),
            StmtKind::Select(s) => s.clauses.iter().for_each(|c| walk(&c.body, out)),
            _ => {}
        }
    }
    let mut out = FxHashSet::default();
    walk(list, &mut out);
    out
}
