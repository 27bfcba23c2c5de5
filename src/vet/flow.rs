//! What follows what in a function: blocks of what is done without branching, and where each goes on.

use gorun_grammar::ast::{
    Block, CaseClause, Decl, Expr, ExprKind, Ident, Name, Pos, Stmt, StmtKind, VarSpec,
};
use rustc_hash::FxHashMap;

use super::nodes::Node;

/// What is done in a block.
#[derive(Clone, Copy)]
pub enum Step<'t> {
    Node(Node<'t>),
    Spec(&'t VarSpec),
    /// The end of the body, where something leads to it: the place of its brace.
    End(Pos),
}

#[derive(Default)]
pub struct Way<'t> {
    pub steps: Vec<Step<'t>>,
    /// The blocks that may come next, in the order in which Go's checks try them.
    pub next: Vec<usize>,
    /// It ends in a return, or may do so when something panics.
    returns: bool,
}

impl Way<'_> {
    /// The place of the return that it ends in.
    pub fn returns_at(&self) -> Option<Pos> {
        match self.steps.last()? {
            Step::Node(Node::Stmt(s)) if matches!(s.kind, StmtKind::Return(_)) => Some(s.pos),
            Step::End(pos) => Some(*pos),
            _ => None,
        }
    }
}

pub struct Flow<'t> {
    /// The first is where the function begins.
    pub ways: Vec<Way<'t>>,
    pub returns: bool,
}

impl<'t> Flow<'t> {
    /// `comes_back` says it of a call that is a statement.
    pub fn of(body: &'t Block, comes_back: &mut dyn FnMut(&'t Expr) -> bool) -> Flow<'t> {
        let mut builder = Builder {
            ways: vec![Way::default()],
            here: 0,
            labels: FxHashMap::default(),
            targets: Vec::new(),
            comes_back,
        };
        builder.list(&body.stmts);
        let Builder { mut ways, here, .. } = builder;
        let mut reached = vec![false; ways.len()];
        let mut open = vec![0];
        while let Some(i) = open.pop() {
            if !std::mem::replace(&mut reached[i], true) {
                open.extend(&ways[i].next);
            }
        }
        if reached[here] {
            ways[here].returns = true;
            ways[here].steps.push(Step::End(body.rbrace));
        }
        let returns = ways
            .iter()
            .zip(reached)
            .any(|(w, reached)| reached && w.returns);
        Flow { ways, returns }
    }
}

/// Where `break`, `continue` and `fallthrough` lead.
#[derive(Clone, Copy, Default)]
struct Target {
    leave: Option<usize>,
    again: Option<usize>,
    fall: Option<usize>,
}

struct Builder<'t, 'c> {
    ways: Vec<Way<'t>>,
    here: usize,
    /// Of a label: where `goto` leads, and the others.
    labels: FxHashMap<&'t str, (usize, Target)>,
    targets: Vec<Target>,
    comes_back: &'c mut dyn FnMut(&'t Expr) -> bool,
}

impl<'t> Builder<'t, '_> {
    // Not inlined, these three: there are many calls of them, and nobody waits for any.

    #[inline(never)]
    fn new_way(&mut self) -> usize {
        self.ways.push(Way::default());
        self.ways.len() - 1
    }

    fn add(&mut self, node: Node<'t>) {
        self.step(Step::Node(node));
    }

    #[inline(never)]
    fn step(&mut self, step: Step<'t>) {
        self.ways[self.here].steps.push(step);
    }

    #[inline(never)]
    fn jump(&mut self, to: usize) {
        self.ways[self.here].next.push(to);
    }

    fn go_on(&mut self, to: usize) {
        self.jump(to);
        self.here = to;
    }

    /// Leads to both; goes on in the first.
    fn fork(&mut self, to: usize, other: usize) {
        self.jump(to);
        self.jump(other);
        self.here = to;
    }

    /// What comes now nothing leads to.
    fn cut(&mut self) {
        self.here = self.new_way();
    }

    fn branch(&mut self, to: Option<usize>) {
        if let Some(to) = to {
            self.jump(to);
        }
        self.cut();
    }

    fn label(&mut self, name: &'t Name) -> usize {
        if let Some((at, _)) = self.labels.get(name.as_str()) {
            return *at;
        }
        let at = self.new_way();
        self.labels.insert(name, (at, Target::default()));
        at
    }

    fn target(&self, label: &Option<Ident>, of: fn(&Target) -> Option<usize>) -> Option<usize> {
        match label {
            Some(l) => self.labels.get(l.name.as_str()).and_then(|(_, t)| of(t)),
            None => self.targets.iter().rev().find_map(of),
        }
    }

    fn list(&mut self, stmts: &'t [Stmt]) {
        stmts.iter().for_each(|s| self.stmt(s, None));
    }

    /// The body of a statement that branches lead out of, and which may have a label.
    fn inside(&mut self, stmts: &'t [Stmt], target: Target) {
        self.targets.push(target);
        self.list(stmts);
        self.targets.pop();
    }

    fn named(&mut self, label: Option<&'t Name>, target: Target) -> Target {
        if let Some(known) = label.and_then(|l| self.labels.get_mut(l.as_str())) {
            known.1 = target;
        }
        target
    }

    fn stmt(&mut self, stmt: &'t Stmt, label: Option<&'t Name>) {
        match &stmt.kind {
            StmtKind::Decl(Decl::Var(specs)) => {
                specs.iter().for_each(|s| self.step(Step::Spec(s)));
            }
            StmtKind::Decl(_) => {}
            StmtKind::Labeled { label, stmt } => {
                let at = self.label(&label.name);
                self.go_on(at);
                self.stmt(stmt, Some(&label.name));
            }
            StmtKind::Break(l) => self.branch(self.target(l, |t| t.leave)),
            StmtKind::Continue(l) => self.branch(self.target(l, |t| t.again)),
            StmtKind::Fallthrough => self.branch(self.target(&None, |t| t.fall)),
            StmtKind::Goto(l) => {
                let to = self.label(&l.name);
                self.branch(Some(to));
            }
            StmtKind::Block(b) => self.list(&b.stmts),
            StmtKind::If(s) => {
                s.init.iter().for_each(|s| self.stmt(s, None));
                let (then, done) = (self.new_way(), self.new_way());
                let other = if s.els.is_some() {
                    self.new_way()
                } else {
                    done
                };
                self.add(Node::Expr(&s.cond));
                self.fork(then, other);
                self.list(&s.then.stmts);
                self.jump(done);
                if let Some(els) = &s.els {
                    self.here = other;
                    self.stmt(els, None);
                    self.jump(done);
                }
                self.here = done;
            }
            StmtKind::Switch(s) => {
                s.init.iter().for_each(|s| self.stmt(s, None));
                s.tag.iter().for_each(|x| self.add(Node::Expr(x)));
                self.clauses(&s.clauses, label, true);
            }
            StmtKind::TypeSwitch(s) => {
                s.init.iter().for_each(|s| self.stmt(s, None));
                self.add(Node::Expr(&s.x));
                self.clauses(&s.clauses, label, false);
            }
            StmtKind::Select(s) => {
                let comms = s.clauses.iter().flat_map(|c| &c.comm);
                comms.for_each(|c| self.stmt(c, None));
                let done = self.new_way();
                let target = Target {
                    leave: Some(done),
                    ..Target::default()
                };
                let target = self.named(label, target);
                for clause in &s.clauses {
                    let Some(comm) = &clause.comm else { continue };
                    let (body, next) = (self.new_way(), self.new_way());
                    self.fork(body, next);
                    if let StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } = &comm.kind
                    {
                        lhs.iter().take(1).for_each(|x| self.add(Node::Expr(x)));
                    }
                    self.inside(&clause.body, target);
                    self.jump(done);
                    self.here = next;
                }
                if let Some(default) = s.clauses.iter().find(|c| c.comm.is_none()) {
                    self.inside(&default.body, target);
                    self.jump(done);
                }
                self.here = done;
            }
            StmtKind::For(s) => {
                s.init.iter().for_each(|s| self.stmt(s, None));
                let (body, done) = (self.new_way(), self.new_way());
                let head = s.cond.as_ref().map_or(body, |_| self.new_way());
                let post = s.post.as_ref().map_or(head, |_| self.new_way());
                self.go_on(head);
                if let Some(cond) = &s.cond {
                    self.add(Node::Expr(cond));
                    self.fork(body, done);
                }
                self.looped(&s.body, label, post, done);
                if let Some(s) = &s.post {
                    self.here = post;
                    self.stmt(s, None);
                    self.jump(head);
                }
                self.here = done;
            }
            StmtKind::Range(s) => {
                let parts = [Some(&s.x), s.key.as_ref(), s.value.as_ref()];
                parts
                    .into_iter()
                    .flatten()
                    .for_each(|x| self.add(Node::Expr(x)));
                let head = self.new_way();
                self.go_on(head);
                let (body, done) = (self.new_way(), self.new_way());
                self.fork(body, done);
                self.looped(&s.body, label, head, done);
                self.here = done;
            }
            kind => {
                self.add(Node::Stmt(stmt));
                match kind {
                    // What is put off may recover: any panic behind it may be a return.
                    StmtKind::Defer(_) => self.ways[self.here].returns = true,
                    StmtKind::Return(_) => {
                        self.ways[self.here].returns = true;
                        self.cut();
                    }
                    StmtKind::Expr(x)
                        if matches!(x.kind, ExprKind::Call { .. }) && !(self.comes_back)(x) =>
                    {
                        self.cut();
                    }
                    _ => {}
                }
            }
        }
    }

    fn looped(&mut self, body: &'t Block, label: Option<&'t Name>, again: usize, done: usize) {
        let target = Target {
            leave: Some(done),
            again: Some(again),
            fall: None,
        };
        let target = self.named(label, target);
        self.inside(&body.stmts, target);
        self.jump(again);
    }

    /// The default comes last, wherever it stands.
    fn clauses(&mut self, clauses: &'t [CaseClause], label: Option<&'t Name>, values: bool) {
        let done = self.new_way();
        let bodies: Vec<usize> = clauses.iter().map(|_| self.new_way()).collect();
        let target = |i: usize| Target {
            leave: Some(done),
            again: None,
            fall: bodies.get(i + 1).copied(),
        };
        self.named(label, target(clauses.len()));
        let default = clauses.iter().position(|c| c.default);
        for (i, clause) in clauses.iter().enumerate().filter(|(_, c)| !c.default) {
            let mut next = self.here;
            for value in &clause.values {
                if values {
                    self.add(Node::Expr(value));
                }
                next = self.new_way();
                self.fork(bodies[i], next);
                self.here = next;
            }
            self.here = bodies[i];
            self.inside(&clause.body, target(i));
            self.jump(done);
            self.here = next;
        }
        if let Some(i) = default {
            self.go_on(bodies[i]);
            self.inside(&clauses[i].body, target(i));
        }
        self.go_on(done);
    }
}
