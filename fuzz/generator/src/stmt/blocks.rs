//! if, blocks that shadow, goto.

use crate::generator::Gen;

impl Gen {
    pub fn if_statement(&mut self, depth: usize) {
        let condition = self.comparison(2);
        if self.rng.chance(30) {
            let ty = self.basic_type();
            let e = self.expr(&ty, 2);
            let (name, e) = (self.name("v"), self.typed(&ty, e));
            self.scoped(|g| {
                g.line(format!("if {name} := {e}; {condition} {{"));
                g.declare(&name, &ty);
                g.line(format!("_ = {name}"));
                g.arms(depth);
            });
        } else {
            self.line(format!("if {condition} {{"));
            self.arms(depth);
        }
    }

    fn arms(&mut self, depth: usize) {
        self.inner(1, 3, depth);
        if self.rng.chance(25) {
            let condition = self.comparison(1);
            self.line(format!("}} else if {condition} {{"));
            self.inner(1, 2, depth);
        }
        if self.rng.chance(50) {
            self.line("} else {");
            self.inner(1, 2, depth);
        }
        self.line("}");
    }

    /// Statements in a scope of their own.
    pub fn inner(&mut self, low: usize, high: usize, depth: usize) {
        let n = self.rng.within(low, high);
        self.scoped(|g| g.statements(n, depth));
    }

    /// A block in which a name of the outside means something else.
    pub fn block(&mut self, depth: usize) {
        let shadowed = self.pick_var(|_, v| v.name.starts_with('v') && !v.own);
        self.line("{");
        self.scoped(|g| {
            if let Some(v) = shadowed {
                let e = g.expr(&v.ty, 2);
                let e = g.typed(&v.ty, e);
                g.line(format!("{0} := {e}", v.name));
                g.line(format!("_ = {}", v.name));
                let now = g.declare(&v.name, &v.ty);
                now.sound = false;
            }
            let n = g.rng.within(1, 3);
            g.statements(n, depth);
            if !g.mode.pure && g.rng.chance(40) {
                g.print_scope();
            }
        });
        self.line("}");
    }

    /// A loop made of goto.
    pub fn goto_block(&mut self, depth: usize) {
        let (label, n) = (self.name("L"), self.name("n"));
        let most = self.rng.within(1, 4);
        self.line(format!("{n} := 0"));
        self.line(format!("{label}:"));
        self.line("{");
        self.line("burn()");
        self.under_mode(
            |m| {
                m.loops = 0;
                m.labels.clear();
                m.returns = false;
            },
            |g| g.inner(1, 3, depth),
        );
        self.line("}");
        self.line(format!("if {n}++; {n} < {most} {{"));
        self.line(format!("goto {label}"));
        self.line("}");
    }
}
