//! Builds one function: registers by class, instructions, labels, the line table. It knows no Go.
//!
//! While a function is built its registers have provisional numbers in three ranges, because the frame's size is
//! known only at the end: parameters and scalars as they are; everything with pointers from `PTR_BASE`
//! (contiguous in the frame, so that `Enter` can clear it); slots of outgoing calls from `OUT` (slot 0 of the
//! callee's frame). `finish` puts the final numbers in.

use std::rc::Rc;

use gorun_grammar::ast::{Expr, ExprKind, NodeId, Pos};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

mod finish;
mod registers;

pub use registers::classes;

use super::buffers::{Plan, SiteId};
use super::program::ProgramBuilder;
use crate::bytecode::arguments::Arguments;
use crate::bytecode::function::Inlined;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::SelectTable;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::{Info, ObjId, PkgId};

pub type Reg = u16;
pub const PTR_BASE: Reg = 0x4000;
pub const OUT: Reg = 0x8000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(usize);

enum Fix {
    /// 16 bits in c.
    Short,
    /// 32 bits in b and c.
    Long,
    /// The low half of the extension word at this distance.
    Ext(usize),
}

struct Fixup {
    at: usize,
    label: Label,
    kind: Fix,
}

/// Where a variable lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// Its leaves are in registers from here on.
    Reg(Reg),
    /// The register holds the address of its memory: cells, and all variables of in-memory types.
    Mem(Reg),
}

/// Where a `break` or `continue` goes.
pub struct Target {
    pub label: Option<SmolStr>,
    pub brk: Option<Label>,
    pub cont: Option<Label>,
}

/// What a function's results need.
#[derive(Default)]
pub struct Results {
    pub types: Vec<TypeRef>,
    /// Homes of named results, and of all results when the function defers.
    pub homes: Vec<Home>,
    /// The results have names, or must survive deferred calls.
    pub kept: bool,
}

pub struct FnBuilder<'p, 'a> {
    pub p: &'p mut ProgramBuilder<'a>,
    pub info: &'a Info,
    pub pkg: PkgId,
    pub env: Rc<super::instances::Env>,
    pub escape: Rc<super::escape::Escape>,
    /// What its appends do, and as which inlined body of the plan's function it is compiled.
    pub plan: Rc<Plan<'a>>,
    pub site: SiteId,
    /// It is a version made for a place where gc inlines: the caller's cells are one more parameter.
    pub takes_cells: bool,
    pub inlined: Inlined,
    /// It is a declared function that gc inlines, or stands in one.
    pub copied: bool,
    /// It is a method of an instance of a generic type.
    pub of_instance: bool,
    /// gc inlines nothing in it: a copy of a literal, made where the function around was inlined.
    pub inlines_nothing: bool,
    /// See `Function::arguments`.
    pub arguments: Option<Arguments>,
    /// See `Function::boxed`.
    pub boxed: bool,
    /// The body of a loop over a function has captured them.
    pub captures_cells: bool,
    /// The register with the address of the cells.
    pub cells: Option<Reg>,
    pub name: String,
    pub literals: u32,
    /// Bodies of loops over functions so far, which gc numbers apart.
    pub range_bodies: u32,
    /// Calls in go and defer statements that gc would wrap.
    pub put_off_calls: u32,
    /// Of those, the ones in go statements that are made without one here.
    pub go_wrappers: Vec<(Pos, u32)>,
    pub vars: FxHashMap<ObjId, Home>,
    /// Of the variables declared here, those that are never given a value.
    pub zero: FxHashSet<ObjId>,
    pub targets: Vec<Target>,
    pub labels: FxHashMap<SmolStr, Label>,
    /// Registers for the buffers of slice variables that begin in one.
    pub buffers: FxHashMap<u32, Reg>,
    /// The label before the statement about to be compiled.
    pub pending_label: Option<SmolStr>,
    /// The function literal being compiled.
    pub literal_id: Option<NodeId>,
    /// The one that is called where it stands.
    pub called_literal: Option<NodeId>,
    pub results: Results,
    pub has_defer: bool,
    /// Constants with a register of their own.
    pub hoisted: super::hoist::Hoisted,
    /// Where returns of a deferring function meet when its deferred calls have been made.
    pub epilogue: Option<Label>,
    /// Set in the body of a range-over-func loop.
    pub yielding: Option<super::stmt::range_func::Yield>,
    pub wrapper: bool,
    pub method_wrapper: bool,
    /// What has been computed ahead of its turn.
    pub order: super::order::Order,
    far: bool,
    pub failed: Option<String>,
    /// It holds the statements of a session's entry; which of its variables all can see already.
    pub entry: bool,
    pub published: Vec<ObjId>,

    code: Vec<Insn>,
    /// Where the last instruction begins, and the last place that a label was bound to.
    last_insn: usize,
    last_bound: usize,
    lines: Vec<(u32, Pos)>,
    unsigned: Vec<Pos>,
    pos: Pos,
    /// Where the function stands: its word `func`, or the word `range` of the loop whose body it is.
    pub start: Pos,
    bound: Vec<usize>,
    fixups: Vec<Fixup>,
    switches: Vec<(usize, i64, Vec<Label>, Label)>,
    selects: Vec<(usize, SelectTable)>,
    recover: Option<Label>,

    params: Vec<WordClass>,
    result_slots: u16,
    scalars: u16,
    pointers: Vec<WordClass>,
    /// How many of the first of them need not be zero at the beginning.
    filled: u16,
    free: FxHashMap<u32, Vec<Reg>>,
    temps: Vec<(Reg, u32)>,
    locals: Vec<(Reg, u32)>,
    out_slots: u16,
    /// Names of variables, if they are wanted.
    names: Option<super::debug::Names>,
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn new(
        p: &'p mut ProgramBuilder<'a>,
        context: &Context<'a>,
        name: String,
        start: Pos,
        far: bool,
    ) -> Self {
        FnBuilder {
            p,
            info: context.info,
            pkg: context.pkg,
            env: context.env.clone(),
            escape: context.escape.clone(),
            plan: context.plan.clone(),
            site: context.site,
            takes_cells: false,
            inlined: Inlined::Never,
            copied: false,
            of_instance: false,
            inlines_nothing: false,
            boxed: false,
            arguments: None,
            captures_cells: false,
            cells: None,
            name,
            literals: 0,
            range_bodies: 0,
            put_off_calls: 0,
            go_wrappers: Vec::new(),
            vars: FxHashMap::default(),
            zero: FxHashSet::default(),
            targets: Vec::new(),
            labels: FxHashMap::default(),
            buffers: FxHashMap::default(),
            pending_label: None,
            literal_id: None,
            called_literal: None,
            results: Results::default(),
            has_defer: false,
            hoisted: Default::default(),
            epilogue: None,
            yielding: None,
            wrapper: false,
            method_wrapper: false,
            order: super::order::Order::default(),
            far,
            failed: None,
            entry: false,
            published: Vec::new(),
            code: vec![Insn::new(Op::Enter, 0, 0, 0)],
            last_insn: 0,
            last_bound: 0,
            lines: vec![(0, start)],
            unsigned: Vec::new(),
            pos: start,
            start,
            bound: Vec::new(),
            fixups: Vec::new(),
            switches: Vec::new(),
            selects: Vec::new(),
            recover: None,
            params: Vec::new(),
            result_slots: 0,
            scalars: 0,
            pointers: Vec::new(),
            filled: 0,
            free: FxHashMap::default(),
            temps: Vec::new(),
            locals: Vec::new(),
            out_slots: 0,
            names: None,
        }
        .with_names()
    }

    fn with_names(mut self) -> Self {
        self.names = self.p.names.then(Default::default);
        self
    }

    pub fn context(&self) -> Context<'a> {
        Context {
            info: self.info,
            pkg: self.pkg,
            env: self.env.clone(),
            escape: self.escape.clone(),
            plan: self.plan.clone(),
            site: self.site,
        }
    }

    /// Compiles what follows as part of another function; the context until now.
    pub fn replace_context(&mut self, c: Context<'a>) -> Context<'a> {
        let outer = self.context();
        (self.info, self.pkg, self.env, self.escape) = (c.info, c.pkg, c.env, c.escape);
        outer
    }

    pub fn fail(&mut self, why: &str) {
        if self.failed.is_none() {
            self.failed = Some(why.to_string());
        }
    }

    /// Notes the variables that have come since the last time, if their names are wanted.
    pub fn note_names(&mut self) {
        let Some(mut names) = self.names.take() else {
            return;
        };
        let new = names.new_ones(&self.vars);
        for (obj, home) in new {
            let ty = self.obj_type(obj);
            let object = self.p.types.object(obj);
            names.begins(object.name.clone(), object.pos, ty, home, self.code.len());
        }
        self.names = Some(names);
    }
    /// A variable that is none of the function's: an inlined one's parameter.
    pub fn forget_name(&mut self, obj: ObjId) {
        if self.names.is_some() {
            self.vars.remove(&obj);
        }
    }

    // --- instructions

    pub fn at(&mut self, pos: Pos) -> Pos {
        let old = self.pos;
        if pos.is_known() {
            self.pos = pos;
        }
        old
    }
    pub fn here(&self) -> Pos {
        self.pos
    }
    /// An index of an unsigned type is looked at by instructions of the current position.
    pub fn note_unsigned(&mut self) {
        if self.unsigned.last() != Some(&self.pos) {
            self.unsigned.push(self.pos);
        }
    }
    /// Goes on at `pos`; if `e` ends in an index of an unsigned type, then at a position of that index's own, as what
    /// follows looks at it.
    pub fn at_index(&mut self, e: &Expr, pos: Pos) {
        match &super::place::unparen(e).kind {
            ExprKind::Index {
                lbrack, indices, ..
            } if super::expr::arith::is_unsigned(self.type_of(&indices[0]).kind) => {
                self.at(*lbrack);
                self.note_unsigned();
            }
            _ => {
                self.at(pos);
            }
        }
    }
    fn push(&mut self, insn: Insn) {
        self.last_insn = self.code.len();
        if self.lines.last().is_none_or(|l| l.1 != self.pos) {
            self.lines.push((self.code.len() as u32, self.pos));
        }
        self.code.push(insn);
    }
    pub fn emit(&mut self, op: Op, a: Reg, b: Reg, c: Reg) {
        self.push(Insn::new(op, a, b, c));
    }
    /// The register that holds `a op b` because the instruction before has put it there, if that register is some expression's that is not
    /// done yet: the same need not be computed twice.
    pub fn just_computed(&self, op: Op, a: Reg, b: Reg) -> Option<Reg> {
        let end = self.code.len();
        if self.last_insn + 1 != end || self.last_bound == end {
            return None;
        }
        let last = self.code[self.last_insn];
        (last == Insn::new(op, last.a, a, b) && self.temps.iter().any(|t| t.0 == last.a))
            .then_some(last.a)
    }
    pub fn emit_insn(&mut self, insn: Insn) {
        self.push(insn);
    }
    pub fn emit_wide(&mut self, op: Op, a: Reg, bc: u32) {
        self.push(Insn::wide(op, a, bc));
    }
    pub fn ext(&mut self, x: u64) {
        self.code.push(Insn::word(x));
    }
    pub fn ext_type(&mut self, t: TypeRef) {
        self.code.push(Insn::word(t.word()));
    }
    pub fn ext16(&mut self, x: [u16; 4]) {
        self.code.push(Insn {
            op: x[0],
            a: x[1],
            b: x[2],
            c: x[3],
        });
    }
    pub fn ext32(&mut self, lo: u32, hi: u32) {
        self.ext(lo as u64 | (hi as u64) << 32);
    }
    pub fn ext_insn(&mut self, insn: Insn) {
        self.code.push(insn);
    }

    pub fn label(&mut self) -> Label {
        self.bound.push(usize::MAX);
        Label(self.bound.len() - 1)
    }
    pub fn bind(&mut self, label: Label) {
        self.last_bound = self.code.len();
        self.bound[label.0] = self.code.len();
    }
    pub fn is_bound(&self, label: Label) -> bool {
        self.bound[label.0] != usize::MAX
    }
    pub fn jump(&mut self, label: Label) {
        if self.is_bound(label) {
            return self.jump_on(Op::Loop, 0, label);
        }
        self.jump_on(Op::Jmp, 0, label);
    }
    /// `Jmp`, `Jt`, `Jf`, `Loop`, `LoopT`.
    pub fn jump_on(&mut self, op: Op, a: Reg, label: Label) {
        self.fixups.push(Fixup {
            at: self.code.len(),
            label,
            kind: Fix::Long,
        });
        self.emit_wide(op, a, 0);
    }
    /// A comparison with jump.
    pub fn jump_if(&mut self, op: Op, a: Reg, b: Reg, label: Label) {
        if !self.far {
            self.fixups.push(Fixup {
                at: self.code.len(),
                label,
                kind: Fix::Short,
            });
            self.emit(op, a, b, 0);
            return;
        }
        let (short, long) = match op {
            Op::LoopLtI64 => (Op::JltI64, Op::Loop),
            Op::LoopLeI64 => (Op::JleI64, Op::Loop),
            Op::LoopNeI64 => (Op::JneI64, Op::Loop),
            Op::LoopLtF64 => (Op::JltF64, Op::Loop),
            Op::LoopLtI64K => (Op::JltI64K, Op::Loop),
            Op::LoopLeI64K => (Op::JleI64K, Op::Loop),
            Op::LoopGtI64K => (Op::JgtI64K, Op::Loop),
            Op::LoopGeI64K => (Op::JgeI64K, Op::Loop),
            Op::LoopNeI64K => (Op::JneI64K, Op::Loop),
            op => (op, Op::Jmp),
        };
        self.emit(short, a, b, 1);
        self.emit_wide(Op::Jmp, 0, 1);
        self.jump_on(long, 0, label);
    }
    /// The label goes into the low half of extension word `ext` of the instruction about to be emitted.
    pub fn jump_in_ext(&mut self, ext: usize, label: Label) {
        self.fixups.push(Fixup {
            at: self.code.len(),
            label,
            kind: Fix::Ext(ext),
        });
    }
    pub fn switch(&mut self, reg: Reg, low: i64, targets: Vec<Label>, default: Label) {
        self.switches.push((self.code.len(), low, targets, default));
        self.emit_wide(Op::Switch, reg, 0);
    }
    pub fn select(&mut self, dst: Reg, table: SelectTable) {
        self.selects.push((self.code.len(), table));
        self.emit_wide(Op::Select, dst, 0);
    }
    /// Execution goes on here when a deferred call has recovered.
    pub fn recover_here(&mut self) {
        let l = self.label();
        self.bind(l);
        self.recover = Some(l);
    }
    /// How much code there is, and how many labels.
    pub fn position(&self) -> (usize, usize) {
        (self.code.len(), self.bound.len())
    }
    /// Puts code in front of what was compiled since `position` answered `(at, labels)`. Labels that existed then and stand there
    /// lead to the new code.
    pub fn insert(&mut self, at: usize, labels: usize, code: Vec<Insn>) {
        let by = code.len();
        if by == 0 {
            return;
        }
        self.code.splice(at..at, code);
        self.last_bound = self.code.len();
        for (i, b) in self.bound.iter_mut().enumerate() {
            if *b != usize::MAX && (*b > at || *b == at && i >= labels) {
                *b += by;
            }
        }
        let moves = |p: &mut usize| {
            if *p >= at {
                *p += by;
            }
        };
        self.fixups.iter_mut().for_each(|f| moves(&mut f.at));
        self.switches.iter_mut().for_each(|s| moves(&mut s.0));
        self.selects.iter_mut().for_each(|s| moves(&mut s.0));
        for (start, _) in &mut self.lines {
            if *start as usize >= at {
                *start += by as u32;
            }
        }
    }
    pub fn is_far(&self) -> bool {
        self.far
    }
}

/// What a function shares with those written inside it.
#[derive(Clone)]
pub struct Context<'a> {
    pub info: &'a Info,
    pub pkg: PkgId,
    pub env: Rc<super::instances::Env>,
    pub escape: Rc<super::escape::Escape>,
    pub plan: Rc<Plan<'a>>,
    pub site: SiteId,
}
