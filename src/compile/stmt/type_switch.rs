//! Type switches.

use gorun_grammar::ast::TypeSwitchStmt;

use crate::bytecode::isa::Op;
use crate::compile::function::{FnBuilder, Label};
use crate::compile::value::{Dest, Val};

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn type_switch(&mut self, s: &'a TypeSwitchStmt) {
        let label = self.pending_label.take();
        let locals = self.mark_locals();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        self.pending_label = label;
        let from = self.type_of(&s.x);
        let v = self.expr(&s.x, Dest::Stable).reg;
        // The variable may be assigned in a case.
        let pair = self.temp(from);
        self.mov_slots(pair, v, 2);
        let end = self.label();
        let clauses: Vec<Label> = s.clauses.iter().map(|_| self.label()).collect();
        let default = s
            .clauses
            .iter()
            .position(|c| c.default)
            .map_or(end, |i| clauses[i]);
        let ok = self.scalar();
        for (c, &to) in s.clauses.iter().zip(&clauses) {
            for e in &c.values {
                self.at(e.pos);
                if self.is_nil(e) {
                    self.jump_if(Op::JeqI64K, pair, 0, to);
                    continue;
                }
                let t = self.type_of(e);
                self.type_test(ok, pair, t);
                self.jump_on(Op::Jt, ok, to);
            }
        }
        self.jump(default);
        self.open_target(end, None);
        for (i, c) in s.clauses.iter().enumerate() {
            self.bind(clauses[i]);
            let inner = self.mark_locals();
            if let Some(bind) = &s.bind
                && let Some(&obj) = self.info.implicits.get(&(bind.id, i as u32))
            {
                let t = self.obj_type(obj);
                let mark = self.mark();
                let single = matches!(c.values.as_slice(), [e] if !self.is_nil(e));
                let v = if single {
                    self.unbox(pair, t, Dest::Any)
                } else {
                    Val::new(pair)
                };
                self.bind_value(obj, t, v, t);
                self.release(mark);
            }
            self.stmts(&c.body);
            self.release_locals(inner);
            if i + 1 < s.clauses.len() && !self.ends_with_jump(&c.body) {
                self.jump(end);
            }
        }
        self.close_target();
        self.bind(end);
        self.release_locals(locals);
    }
}
