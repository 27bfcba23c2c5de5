//! Package variables that no linker takes. gc's back end finds them at the very end and says so of the place where it stood last: the last statement
//! of the function that it compiled last.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, ForStmt, IfStmt, Pos, Stmt, StmtKind};

use super::checker::Checker;
use super::expr_string::node_pos;
use super::object::{ObjectKind, VarKind};
use crate::format::walk::shared::{Visit, inside_expr};

/// The limit of what a linker takes for one variable.
const LARGEST: u64 = 2_000_000_000;

impl Checker<'_> {
    /// Reports them. Only for a package that is otherwise in order.
    pub(super) fn large_variables(&mut self) {
        let declared = self.info.defs.values().copied();
        let mut found: Vec<(Pos, String)> = declared
            .map(|obj| self.types.object(obj))
            .filter(|o| matches!(o.kind, ObjectKind::Var(VarKind::Package)))
            .filter_map(|o| {
                let size = self.types.size_of(o.ty?).filter(|n| *n > LARGEST)?;
                let package = self.types.package(o.pkg).path.clone();
                let name = &o.name;
                let text =
                    format!("{package}.{name}: symbol too large ({size} bytes > {LARGEST} bytes)");
                Some((o.pos, text))
            })
            .collect();
        if found.is_empty() {
            return;
        }
        found.sort_unstable();
        let last = self.compiled_last();
        let found = found
            .into_iter()
            .map(|(pos, text)| Diagnostic::new(last.unwrap_or(pos), text));
        self.diagnostics.extend(found);
    }

    /// Where gc's back end stands when it is through. (Not where what it generates itself comes last: the methods of `*T` that those of `T` make.)
    fn compiled_last(&mut self) -> Option<Pos> {
        // Of instances it is the function that has them.
        if let Some(instance) = self.concrete_instances().last() {
            return Some(self.types.object(instance.function).pos);
        }
        let functions = self.files.iter().flat_map(|f| &f.decls);
        let mut functions = functions.filter_map(|d| match d {
            Decl::Func(f) if f.tparams.is_empty() => Some(f),
            _ => None,
        });
        let f = functions.rfind(|f| f.body.is_some())?;
        let start = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
        let body = f.body.as_ref()?;
        // Literals are compiled after what is around them.
        let mut literals = LastLiteral(None);
        body.stmts.iter().for_each(|s| literals.stmt(s));
        literals.0.or_else(|| last_in(body)).or(Some(start))
    }
}

/// The place of the statement that is compiled last.
fn last_in(body: &Block) -> Option<Pos> {
    last_of(&body.stmts)
}

fn last_of(stmts: &[Stmt]) -> Option<Pos> {
    let last = stmts.iter().rfind(|s| !matches!(s.kind, StmtKind::Empty))?;
    let inside = match &last.kind {
        StmtKind::Expr(e) => Some(node_pos(e)),
        StmtKind::Assign { op_pos, .. }
        | StmtKind::Define { op_pos, .. }
        | StmtKind::IncDec { op_pos, .. } => Some(*op_pos),
        StmtKind::Send { arrow, .. } => Some(*arrow),
        StmtKind::Block(b) => last_in(b),
        StmtKind::Labeled { stmt, .. } => last_of(std::slice::from_ref(stmt)),
        StmtKind::If(s) => {
            let IfStmt { then, els, .. } = &**s;
            let other = els.as_ref().and_then(|e| last_of(std::slice::from_ref(e)));
            other.or_else(|| last_in(then))
        }
        StmtKind::For(s) => {
            let ForStmt { body, .. } = &**s;
            last_in(body)
        }
        // It comes back to the loop.
        StmtKind::Range(s) => Some(s.range),
        _ => None,
    };
    Some(inside.unwrap_or(last.pos))
}

/// The place of the last statement of the function literal that comes last.
struct LastLiteral(Option<Pos>);

impl Visit<'_> for LastLiteral {
    fn expr(&mut self, x: &Expr) {
        if let ExprKind::Func { ty, body } = &x.kind {
            self.0 = Some(last_in(body).unwrap_or(ty.pos));
        }
        inside_expr(self, x);
    }
}
