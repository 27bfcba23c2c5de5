//! Labels and branch statements: where `break`, `continue`, `goto` and `fallthrough` may stand and what
//! they may name. Looks at the syntax tree alone, one function body at a time; function literals inside are
//! bodies of their own. As in gc this belongs to parsing: it is done even where a syntax error elsewhere keeps
//! types from being checked.

use crate::ast::{Block, Decl, Ident, Pos, Stmt, StmtKind};
use crate::diagnostic::{Diagnostic, place};
use crate::print::expr_string;

/// Checks the branches of one function body.
pub(crate) fn check_branches(body: &Block) -> Vec<Diagnostic> {
    let mut scope = LabelScope {
        labels: Vec::new(),
        blocks: Vec::new(),
        out: Vec::new(),
    };
    let pending = scope.block_branches(None, Context::default(), None, body.lbrace, &body.stmts);
    for jump in pending {
        match scope.find(&jump.name) {
            Some(label) => {
                scope.labels[label].used = true;
                let start = scope.blocks[scope.labels[label].block].start;
                let text = format!(
                    "goto {} jumps into block starting at {}",
                    jump.name,
                    place(start)
                );
                scope.complain(jump.pos, "JumpIntoBlock", text);
            }
            None => scope.complain(
                jump.pos,
                "UndeclaredLabel",
                format!("label {} not defined", jump.name),
            ),
        }
    }
    let unused = scope.labels.iter().filter(|l| !l.used).map(|l| l.ident);
    for ident in unused.collect::<Vec<_>>() {
        let text = format!("label {} defined and not used", ident.name);
        scope.complain(ident.pos, "UnusedLabel", text);
    }
    scope.out
}

struct LabelScope<'a> {
    /// Every label of the function, wherever it stands.
    labels: Vec<Label<'a>>,
    blocks: Vec<BlockInfo>,
    out: Vec<Diagnostic>,
}

struct Label<'a> {
    block: usize,
    ident: &'a Ident,
    target: Target,
    used: bool,
}

/// What a label stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Loop,
    SwitchOrSelect,
    Other,
}

struct BlockInfo {
    parent: Option<usize>,
    start: Pos,
    /// The label of the statement this block is the body of.
    label: Option<usize>,
}

/// The statements around that an unlabelled branch may mean.
#[derive(Clone, Copy, Default)]
struct Context {
    breakable: bool,
    in_loop: bool,
    /// The innermost breakable statement is a switch.
    switch: Option<Switch>,
}

#[derive(Clone, Copy)]
struct Switch {
    on_type: bool,
    /// Directly in this clause's list, not deeper.
    direct: bool,
    last_clause: bool,
}

impl Context {
    /// Inside a plain block.
    fn nested(self) -> Context {
        Context {
            switch: self.switch.map(|s| Switch { direct: false, ..s }),
            ..self
        }
    }
}

fn target_of(stmt: &Stmt) -> Target {
    match &stmt.kind {
        StmtKind::For(_) | StmtKind::Range(_) => Target::Loop,
        StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => {
            Target::SwitchOrSelect
        }
        _ => Target::Other,
    }
}

enum Enclosing {
    Undefined,
    Elsewhere,
    Found(Target),
}

impl<'a> LabelScope<'a> {
    fn complain(&mut self, pos: Pos, code: &'static str, text: impl Into<String>) {
        self.out.push(Diagnostic::new(pos, text).with_code(code));
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.labels.iter().position(|l| l.ident.name == name)
    }

    /// Declares a label. `None` when the name is taken, which has been reported.
    fn declare(&mut self, block: usize, ident: &'a Ident, target: Target) -> Option<usize> {
        if let Some(other) = self.find(&ident.name) {
            let text = format!(
                "label {} already defined at {}",
                ident.name,
                place(self.labels[other].ident.pos)
            );
            self.complain(ident.pos, "DuplicateLabel", text);
            return None;
        }
        self.labels.push(Label {
            block,
            ident,
            target,
            used: false,
        });
        Some(self.labels.len() - 1)
    }

    /// Whether a goto in `block` reaches the label without entering a block; marks the label used.
    fn goto_reaches(&mut self, block: usize, name: &str) -> bool {
        let Some(label) = self.find(name) else {
            return false;
        };
        self.labels[label].used = true;
        let mut at = Some(block);
        while let Some(b) = at {
            if self.labels[label].block == b {
                return true;
            }
            at = self.blocks[b].parent;
        }
        false
    }

    fn enclosing_target(&mut self, block: usize, name: &str) -> Enclosing {
        let Some(label) = self.find(name) else {
            return Enclosing::Undefined;
        };
        self.labels[label].used = true;
        let mut at = Some(block);
        while let Some(b) = at {
            if self.blocks[b].label == Some(label) {
                return Enclosing::Found(self.labels[label].target);
            }
            at = self.blocks[b].parent;
        }
        Enclosing::Elsewhere
    }

    /// Checks one list of statements; the result is the forward gotos that it leaves open.
    fn block_branches(
        &mut self,
        parent: Option<usize>,
        ctx: Context,
        label: Option<usize>,
        start: Pos,
        body: &'a [Stmt],
    ) -> Vec<&'a Ident> {
        let me = self.blocks.len();
        self.blocks.push(BlockInfo {
            parent,
            start,
            label,
        });

        // Trailing empty statements do not count for fallthrough.
        let len = body
            .iter()
            .rposition(|s| !matches!(s.kind, StmtKind::Empty))
            .map_or(0, |i| i + 1);
        let mut open: Vec<&'a Ident> = Vec::new();
        // Forward gotos that jump over the latest variable declaration, should their label follow.
        let mut over_decl: Vec<&'a Ident> = Vec::new();
        let mut decl: Option<(Pos, String)> = None;

        for (i, stmt) in body[..len].iter().enumerate() {
            let mut stmt = stmt;
            let mut label = None;
            while let StmtKind::Labeled {
                label: ident,
                stmt: inner,
            } = &stmt.kind
            {
                if !ident.is_blank() {
                    label = self.declare(me, ident, target_of(inner));
                    let (matching, rest): (Vec<_>, Vec<_>) =
                        open.into_iter().partition(|j| j.name == ident.name);
                    open = rest;
                    for jump in matching {
                        if let Some(l) = self.find(&ident.name) {
                            self.labels[l].used = true;
                        }
                        if let Some((at, what)) = &decl
                            && over_decl.iter().any(|j| j.id == jump.id)
                        {
                            let text = format!(
                                "goto {} jumps over declaration of {} at {}",
                                ident.name,
                                what,
                                place(*at)
                            );
                            self.complain(jump.pos, "JumpOverDecl", text);
                        }
                    }
                }
                stmt = inner;
            }
            match &stmt.kind {
                StmtKind::Decl(Decl::Var(specs)) => {
                    if let Some(name) = specs.first().and_then(|s| s.names.first()) {
                        decl = Some((name.pos, name.name.to_string()));
                        over_decl.clone_from(&open);
                    }
                }
                StmtKind::Define { lhs, op_pos, .. } => {
                    let names: Vec<String> = lhs.iter().map(expr_string).collect();
                    decl = Some((*op_pos, names.join(", ")));
                    over_decl.clone_from(&open);
                }
                StmtKind::Break(None) if !ctx.breakable => {
                    let text = "break is not in a loop, switch, or select";
                    self.complain(stmt.pos, "MisplacedBreak", text);
                }
                StmtKind::Continue(None) if !ctx.in_loop => {
                    self.complain(stmt.pos, "MisplacedContinue", "continue is not in a loop");
                }
                StmtKind::Fallthrough => {
                    let problem = match ctx.switch {
                        Some(s) if s.on_type => Some("cannot fallthrough in type switch"),
                        Some(s) if s.direct && i + 1 == len => s
                            .last_clause
                            .then_some("cannot fallthrough final case in switch"),
                        _ => Some("fallthrough statement out of place"),
                    };
                    if let Some(text) = problem {
                        self.complain(stmt.pos, "MisplacedFallthrough", text);
                    }
                }
                StmtKind::Break(Some(name)) => match self.enclosing_target(me, &name.name) {
                    Enclosing::Found(Target::Loop | Target::SwitchOrSelect) => {}
                    Enclosing::Undefined => {
                        let text = format!("break label not defined: {}", name.name);
                        self.complain(name.pos, "MisplacedLabel", text);
                    }
                    _ => {
                        let text = format!("invalid break label {}", name.name);
                        self.complain(name.pos, "MisplacedLabel", text);
                    }
                },
                StmtKind::Continue(Some(name)) => match self.enclosing_target(me, &name.name) {
                    Enclosing::Found(Target::Loop) => {}
                    Enclosing::Undefined => {
                        let text = format!("continue label not defined: {}", name.name);
                        self.complain(name.pos, "MisplacedLabel", text);
                    }
                    _ => {
                        let text = format!("invalid continue label {}", name.name);
                        self.complain(name.pos, "MisplacedLabel", text);
                    }
                },
                StmtKind::Goto(name) if !self.goto_reaches(me, &name.name) => open.push(name),
                StmtKind::Block(b) => {
                    open.extend(self.block_branches(
                        Some(me),
                        ctx.nested(),
                        label,
                        b.lbrace,
                        &b.stmts,
                    ));
                }
                StmtKind::If(s) => {
                    let mut s = s;
                    loop {
                        open.extend(self.block_branches(
                            Some(me),
                            ctx.nested(),
                            label,
                            s.then.lbrace,
                            &s.then.stmts,
                        ));
                        match s.els.as_ref().map(|e| &e.kind) {
                            Some(StmtKind::If(next)) => s = next,
                            Some(StmtKind::Block(b)) => {
                                open.extend(self.block_branches(
                                    Some(me),
                                    ctx.nested(),
                                    label,
                                    b.lbrace,
                                    &b.stmts,
                                ));
                                break;
                            }
                            _ => break,
                        }
                    }
                }
                StmtKind::For(s) => {
                    let inner = Context {
                        breakable: true,
                        in_loop: true,
                        switch: None,
                    };
                    open.extend(self.block_branches(
                        Some(me),
                        inner,
                        label,
                        s.body.lbrace,
                        &s.body.stmts,
                    ));
                }
                StmtKind::Range(s) => {
                    let inner = Context {
                        breakable: true,
                        in_loop: true,
                        switch: None,
                    };
                    open.extend(self.block_branches(
                        Some(me),
                        inner,
                        label,
                        s.body.lbrace,
                        &s.body.stmts,
                    ));
                }
                StmtKind::Switch(s) => {
                    for (k, c) in s.clauses.iter().enumerate() {
                        let last_clause = k + 1 == s.clauses.len();
                        let switch = Some(Switch {
                            on_type: false,
                            direct: true,
                            last_clause,
                        });
                        let inner = Context {
                            breakable: true,
                            in_loop: ctx.in_loop,
                            switch,
                        };
                        open.extend(self.block_branches(Some(me), inner, label, c.pos, &c.body));
                    }
                }
                StmtKind::TypeSwitch(s) => {
                    for c in &s.clauses {
                        let switch = Some(Switch {
                            on_type: true,
                            direct: true,
                            last_clause: false,
                        });
                        let inner = Context {
                            breakable: true,
                            in_loop: ctx.in_loop,
                            switch,
                        };
                        open.extend(self.block_branches(Some(me), inner, label, c.pos, &c.body));
                    }
                }
                StmtKind::Select(s) => {
                    for c in &s.clauses {
                        let inner = Context {
                            breakable: true,
                            in_loop: ctx.in_loop,
                            switch: None,
                        };
                        open.extend(self.block_branches(Some(me), inner, label, c.pos, &c.body));
                    }
                }
                _ => {}
            }
        }
        open
    }
}
