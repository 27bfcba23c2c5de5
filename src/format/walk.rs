//! A walk through a tree: `shared` to look, `exclusive` to change.

macro_rules! walk {
    ($name:ident $(, $mutable:tt)?) => {
        pub mod $name {
            use gorun_grammar::ast::*;

            /// What to do with each expression and statement; to go on inside is the visitor's own business.
            pub trait Visit<'t>: Sized {
                fn expr(&mut self, x: &'t $($mutable)? Expr) {
                    inside_expr(self, x);
                }
                fn stmt(&mut self, stmt: &'t $($mutable)? Stmt) {
                    inside_stmt(self, stmt);
                }
            }

            pub fn inside_expr<'t>(v: &mut impl Visit<'t>, x: &'t $($mutable)? Expr) {
                match &$($mutable)? x.kind {
                    ExprKind::Bad | ExprKind::Ident(_) | ExprKind::Lit { .. } => {}
                    ExprKind::Composite { ty, elems, .. } => {
                        optional(v, ty);
                        for elem in elems {
                            if let Some(key) = &$($mutable)? elem.key {
                                v.expr(key);
                            }
                            v.expr(&$($mutable)? elem.value);
                        }
                    }
                    ExprKind::Func { ty, body } => {
                        func_type(v, ty);
                        block(v, body);
                    }
                    ExprKind::Paren(x)
                    | ExprKind::Selector { x, .. }
                    | ExprKind::Star(x)
                    | ExprKind::Unary { x, .. }
                    | ExprKind::SliceType(x)
                    | ExprKind::ChanType { elem: x, .. } => v.expr(x),
                    ExprKind::Index { x, indices, .. } => {
                        v.expr(x);
                        exprs(v, indices);
                    }
                    ExprKind::Slice { x, lo, hi, max, .. } => {
                        v.expr(x);
                        optional(v, lo);
                        optional(v, hi);
                        optional(v, max);
                    }
                    ExprKind::TypeAssert { x, ty, .. } => {
                        v.expr(x);
                        optional(v, ty);
                    }
                    ExprKind::Call { fun, args, .. } => {
                        v.expr(fun);
                        exprs(v, args);
                    }
                    ExprKind::Binary { x, y, .. } => {
                        v.expr(x);
                        v.expr(y);
                    }
                    ExprKind::ArrayType { len, elem } => {
                        optional(v, len);
                        v.expr(elem);
                    }
                    ExprKind::StructType { fields: list } => fields(v, &$($mutable)? list.fields),
                    ExprKind::FuncType(ty) => func_type(v, ty),
                    ExprKind::InterfaceType { elems, .. } => {
                        for elem in elems {
                            match elem {
                                InterfaceElem::Method { ty, .. } => func_type(v, ty),
                                InterfaceElem::Embedded(x) => v.expr(x),
                            }
                        }
                    }
                    ExprKind::MapType { key, value } => {
                        v.expr(key);
                        v.expr(value);
                    }
                    ExprKind::Ellipsis(x) => optional(v, x),
                }
            }

            pub fn inside_stmt<'t>(v: &mut impl Visit<'t>, stmt: &'t $($mutable)? Stmt) {
                match &$($mutable)? stmt.kind {
                    StmtKind::Bad
                    | StmtKind::Empty
                    | StmtKind::Break(_)
                    | StmtKind::Continue(_)
                    | StmtKind::Goto(_)
                    | StmtKind::Fallthrough => {}
                    StmtKind::Expr(x)
                    | StmtKind::IncDec { x, .. }
                    | StmtKind::Go(x)
                    | StmtKind::Defer(x) => v.expr(x),
                    StmtKind::Decl(d) => decl(v, d),
                    StmtKind::Send { ch, value, .. } => {
                        v.expr(ch);
                        v.expr(value);
                    }
                    StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                        exprs(v, lhs);
                        exprs(v, rhs);
                    }
                    StmtKind::Return(values) => exprs(v, values),
                    StmtKind::Block(b) => block(v, b),
                    StmtKind::If(s) => {
                        let IfStmt { init, cond, then, els } = &$($mutable)? **s;
                        simple(v, init);
                        v.expr(cond);
                        block(v, then);
                        simple(v, els);
                    }
                    StmtKind::Switch(s) => {
                        let SwitchStmt { init, tag, clauses, .. } = &$($mutable)? **s;
                        simple(v, init);
                        if let Some(tag) = tag {
                            v.expr(tag);
                        }
                        cases(v, clauses);
                    }
                    StmtKind::TypeSwitch(s) => {
                        let TypeSwitchStmt { init, x, clauses, .. } = &$($mutable)? **s;
                        simple(v, init);
                        v.expr(x);
                        cases(v, clauses);
                    }
                    StmtKind::Select(s) => {
                        for CommClause { comm, body, .. } in &$($mutable)? s.clauses {
                            simple(v, comm);
                            stmts(v, body);
                        }
                    }
                    StmtKind::For(s) => {
                        let ForStmt { init, cond, post, body } = &$($mutable)? **s;
                        simple(v, init);
                        if let Some(cond) = cond {
                            v.expr(cond);
                        }
                        simple(v, post);
                        block(v, body);
                    }
                    StmtKind::Range(s) => {
                        let RangeStmt { key, value, x, body, .. } = &$($mutable)? **s;
                        for x in [key, value].into_iter().flatten() {
                            v.expr(x);
                        }
                        v.expr(x);
                        block(v, body);
                    }
                    StmtKind::Labeled { stmt, .. } => v.stmt(stmt),
                }
            }

            pub fn decl<'t>(v: &mut impl Visit<'t>, decl: &'t $($mutable)? Decl) {
                match decl {
                    Decl::Import(_) => {}
                    Decl::Const(specs) => {
                        for ConstSpec { ty, values, .. } in specs {
                            values_of(v, ty, values);
                        }
                    }
                    Decl::Var(specs) => {
                        for VarSpec { ty, values, .. } in specs {
                            values_of(v, ty, values);
                        }
                    }
                    Decl::Type(specs) => {
                        for TypeSpec { tparams, ty, .. } in specs {
                            fields(v, tparams);
                            v.expr(ty);
                        }
                    }
                    Decl::Func(func) => {
                        let FuncDecl { recv, tparams, ty, body, .. } = &$($mutable)? **func;
                        if let Some(recv) = recv {
                            fields(v, &$($mutable)? recv.fields);
                        }
                        fields(v, tparams);
                        func_type(v, ty);
                        if let Some(body) = body {
                            block(v, body);
                        }
                    }
                }
            }

            fn values_of<'t>(
                v: &mut impl Visit<'t>,
                ty: &'t $($mutable)? Option<Expr>,
                values: &'t $($mutable)? Vec<Expr>,
            ) {
                if let Some(ty) = ty {
                    v.expr(ty);
                }
                exprs(v, values);
            }

            fn optional<'t>(v: &mut impl Visit<'t>, x: &'t $($mutable)? Option<Box<Expr>>) {
                if let Some(x) = x {
                    v.expr(x);
                }
            }

            #[allow(clippy::ptr_arg, reason = "a slice cannot be written for both kinds")]
            fn exprs<'t>(v: &mut impl Visit<'t>, list: &'t $($mutable)? Vec<Expr>) {
                for x in list {
                    v.expr(x);
                }
            }

            #[allow(clippy::ptr_arg, reason = "a slice cannot be written for both kinds")]
            fn fields<'t>(v: &mut impl Visit<'t>, list: &'t $($mutable)? Vec<Field>) {
                for field in list {
                    v.expr(&$($mutable)? field.ty);
                }
            }

            fn func_type<'t>(v: &mut impl Visit<'t>, ty: &'t $($mutable)? FuncType) {
                fields(v, &$($mutable)? ty.params.fields);
                if let Some(results) = &$($mutable)? ty.results {
                    fields(v, &$($mutable)? results.fields);
                }
            }

            fn simple<'t>(v: &mut impl Visit<'t>, stmt: &'t $($mutable)? Option<Stmt>) {
                if let Some(stmt) = stmt {
                    v.stmt(stmt);
                }
            }

            fn block<'t>(v: &mut impl Visit<'t>, block: &'t $($mutable)? Block) {
                stmts(v, &$($mutable)? block.stmts);
            }

            #[allow(clippy::ptr_arg, reason = "a slice cannot be written for both kinds")]
            fn stmts<'t>(v: &mut impl Visit<'t>, list: &'t $($mutable)? Vec<Stmt>) {
                for stmt in list {
                    v.stmt(stmt);
                }
            }

            #[allow(clippy::ptr_arg, reason = "a slice cannot be written for both kinds")]
            fn cases<'t>(v: &mut impl Visit<'t>, clauses: &'t $($mutable)? Vec<CaseClause>) {
                for CaseClause { values, body, .. } in clauses {
                    exprs(v, values);
                    stmts(v, body);
                }
            }
        }
    };
}

walk!(shared);
walk!(exclusive, mut);
