//! What the trees look like: precedence, the look-alikes of Go's syntax, positions and node numbers.

use std::collections::HashSet;

use gorun_grammar::ast::*;
use gorun_grammar::{ParseInput, parse_file};

/// Parses; labels and branches may be where they like.
fn parse(text: &str) -> File {
    let (file, mut diagnostics) = parse_file(ParseInput { text, base: 1 });
    diagnostics.retain(|d| d.code.is_none());
    assert_eq!(diagnostics, [], "{text}");
    file
}

fn expr(text: &str) -> Expr {
    let program = format!("package p\nvar _ = {text}\n");
    match parse(&program).decls.pop() {
        Some(Decl::Var(mut specs)) => specs.remove(0).values.remove(0),
        other => panic!("{other:?}"),
    }
}

fn ty(text: &str) -> Expr {
    let program = format!("package p\nvar _ {text}\n");
    match parse(&program).decls.pop() {
        Some(Decl::Var(mut specs)) => specs.remove(0).ty.take().expect("a type"),
        other => panic!("{other:?}"),
    }
}

fn stmts(text: &str) -> Vec<Stmt> {
    let program = format!("package p\nfunc f() {{\n{text}\n}}\n");
    match parse(&program).decls.pop() {
        Some(Decl::Func(func)) => func.body.expect("a body").stmts,
        other => panic!("{other:?}"),
    }
}

/// An expression with all its structure in brackets.
fn shape(x: &Expr) -> String {
    match &x.kind {
        ExprKind::Ident(name) => name.to_string(),
        ExprKind::Lit { text, .. } => text.to_string(),
        ExprKind::Binary { op, x, y, .. } => format!("({} {} {})", shape(x), op.as_str(), shape(y)),
        ExprKind::Unary { op, x } => format!("({}{})", op.as_str(), shape(x)),
        ExprKind::Star(x) => format!("(*{})", shape(x)),
        ExprKind::Paren(x) => format!("<{}>", shape(x)),
        ExprKind::Selector { x, sel } => format!("{}.{}", shape(x), sel.name),
        ExprKind::Call { fun, args, .. } => format!("call({}; {})", shape(fun), shapes(args)),
        ExprKind::Index { x, indices, .. } => format!("index({}; {})", shape(x), shapes(indices)),
        ExprKind::ChanType { dir, elem } => format!("{dir:?}({})", shape(elem)),
        ExprKind::SliceType(elem) => format!("slice({})", shape(elem)),
        ExprKind::ArrayType { elem, .. } => format!("array({})", shape(elem)),
        ExprKind::FuncType(ty) => {
            format!("func({}){}", ty.params.fields.len(), ty.results.is_some())
        }
        ExprKind::Func { .. } => "lit".into(),
        ExprKind::Composite { ty, elems, .. } => {
            format!(
                "{}{{{}}}",
                ty.as_ref().map_or(String::new(), |ty| shape(ty)),
                elems.len()
            )
        }
        other => format!("{other:?}"),
    }
}

fn shapes(list: &[Expr]) -> String {
    list.iter().map(shape).collect::<Vec<_>>().join(", ")
}

#[test]
fn precedence() {
    for (text, expected) in [
        ("1 + 2*3 - 4", "((1 + (2 * 3)) - 4)"),
        (
            "a || b && c == d + e*f",
            "(a || (b && (c == (d + (e * f)))))",
        ),
        ("a*b + c<<d&^e | f", "(((a * b) + ((c << d) &^ e)) | f)"),
        ("-a * ^b", "((-a) * (^b))"),
        ("!a == b && c", "(((!a) == b) && c)"),
        ("*p * *q", "((*p) * (*q))"),
        ("<-c + <-d", "((<-c) + (<-d))"),
        ("&T{}", "(&T{0})"),
        ("-x.f(1)[2]", "(-index(call(x.f; 1); 2))"),
    ] {
        assert_eq!(shape(&expr(text)), expected, "{text}");
    }
}

#[test]
fn types_as_expressions() {
    for (text, expected) in [
        ("[]byte(s)", "call(slice(byte); s)"),
        ("(<-chan int)(c)", "call(<Recv(int)>; c)"),
        ("<-chan int(c)", "(<-call(Both(int); c))"),
        ("chan int(c)", "call(Both(int); c)"),
        ("func() int(x)", "call(func(0)true; x)"),
        ("func()(int)(x)", "call(func(0)true; x)"),
        ("new(func())", "call(new; func(0)false)"),
        (
            "f[int, []string](x)",
            "call(index(f; int, slice(string)); x)",
        ),
        ("make(chan<- int, 3)", "call(make; Send(int), 3)"),
        ("[]func(){f, g}", "slice(func(0)false){2}"),
        ("func() {}", "lit"),
        ("func() []int { return nil }()", "call(lit; )"),
        ("g(*[]int, <-chan int)", "call(g; (*slice(int)), Recv(int))"),
        ("T[int]{1}", "index(T; int){1}"),
        ("a.T{1, 2}", "a.T{2}"),
        ("[...]int{}", "array(int){0}"),
    ] {
        assert_eq!(shape(&expr(text)), expected, "{text}");
    }
    for (text, expected) in [
        ("<-chan <-chan int", "Recv(Recv(int))"),
        ("chan<- chan int", "Send(Both(int))"),
        ("chan (<-chan int)", "Both(Recv(int))"),
        ("chan <-chan int", "Send(Both(int))"),
        ("a.T[int]", "index(a.T; int)"),
        ("func(int) (func() (int))", "func(1)true"),
        ("*[3]*T", "(*array((*T)))"),
    ] {
        assert_eq!(shape(&ty(text)), expected, "{text}");
    }
}

#[test]
fn parameters() {
    let fields = |text: &str| -> Vec<(usize, String)> {
        match ty(&format!("func{text}")).kind {
            ExprKind::FuncType(ref ty) => ty
                .params
                .fields
                .iter()
                .map(|f| (f.names.len(), shape(&f.ty)))
                .collect(),
            _ => panic!("{text}"),
        }
    };
    let expected = |list: &[(usize, &str)]| -> Vec<(usize, String)> {
        list.iter()
            .map(|(n, text)| (*n, text.to_string()))
            .collect()
    };
    assert_eq!(
        fields("(a, b int, c string)"),
        expected(&[(2, "int"), (1, "string")])
    );
    assert_eq!(fields("(a, b)"), expected(&[(0, "a"), (0, "b")]));
    assert_eq!(fields("(a [n]int)"), expected(&[(1, "array(int)")]));
    assert_eq!(fields("(a[n])"), expected(&[(0, "index(a; n)")]));
    assert_eq!(
        fields("(a []int, b p.T,)"),
        expected(&[(1, "slice(int)"), (1, "p.T")])
    );
    assert_eq!(fields("(a *T, b func(int), c chan int)").len(), 3);
    assert_eq!(fields("(p.T, *T, []int)").len(), 3);
}

#[test]
fn statements() {
    let kinds = |text: &str| stmts(text).into_iter().map(|s| s.kind).collect::<Vec<_>>();
    assert!(matches!(kinds("x.y <- 1")[..], [StmtKind::Send { .. }]));
    assert!(matches!(
        kinds("a, b = b, a")[..],
        [StmtKind::Assign { op: None, .. }]
    ));
    assert!(matches!(
        kinds("a &^= b")[..],
        [StmtKind::Assign {
            op: Some(BinaryOp::AndNot),
            ..
        }]
    ));
    assert!(matches!(
        kinds("switch x := y.(type) { case int, nil: }")[..],
        [StmtKind::TypeSwitch(_)]
    ));
    assert!(matches!(
        kinds("switch y.(type) { default: }")[..],
        [StmtKind::TypeSwitch(_)]
    ));
    assert!(matches!(
        kinds("switch x := f(); { case x > 1: }")[..],
        [StmtKind::Switch(_)]
    ));
    assert!(matches!(kinds("for range 10 {}")[..], [StmtKind::Range(_)]));
    assert!(matches!(
        kinds("for i, x = range f {}")[..],
        [StmtKind::Range(_)]
    ));
    assert!(matches!(kinds("for ; ; {}")[..], [StmtKind::For(_)]));
    assert!(matches!(
        kinds("L: for {}; M: ")[..],
        [StmtKind::Labeled { .. }, StmtKind::Labeled { .. }]
    ));
    assert!(matches!(kinds("go func() {}()")[..], [StmtKind::Go(_)]));
    assert!(matches!(kinds("; ; ;")[..], []));
    let [StmtKind::Range(range)] = &kinds("for i, x := range xs {}")[..] else {
        panic!()
    };
    assert!(range.define && range.key.is_some() && range.value.is_some());
    let [StmtKind::If(statement)] = &kinds("if x := 1; x > 0 {} else if y {} else {}")[..] else {
        panic!()
    };
    assert!(
        statement.init.is_some()
            && matches!(
                statement.els,
                Some(Stmt {
                    kind: StmtKind::If(_),
                    ..
                })
            )
    );
    assert!(matches!(
        kinds("select { case x, ok := <-c: ; case c <- 1: f(); default: }")[..],
        [StmtKind::Select(_)]
    ));
}

#[test]
fn declarations() {
    let file = parse(
        "// doc\n//go:build x\n\npackage p\n\nimport (\n\t. \"a\"\n\t_ \"b\"\n\tc \"d\"\n)\n\
         const (\n\tA = iota\n\tB\n)\n\
         type S[K comparable, V any] struct {\n\tE[K]\n\t*F\n\tp.G\n\ta, b [3]V `tag`\n}\n\
         type A2[P any] = []P\n\
         type I interface {\n\tm(int) (string, error)\n\t~int | ~string\n\tfmt.Stringer\n}\n\
         func (s *S[K, V]) M[T any](x T) (k K, err error) { return }\n\
         func extern(x int)\n",
    );
    assert_eq!(file.directives.len(), 1);
    let [
        Decl::Import(imports),
        Decl::Const(consts),
        Decl::Type(s),
        Decl::Type(a),
        Decl::Type(_),
        Decl::Func(m),
        Decl::Func(e),
    ] = &file.decls[..]
    else {
        panic!("{:#?}", file.decls)
    };
    assert_eq!(
        imports
            .iter()
            .filter_map(|i| i.name.as_ref())
            .map(|n| n.name.as_str())
            .collect::<Vec<_>>(),
        [".", "_", "c"]
    );
    assert_eq!(
        consts
            .iter()
            .map(|c| (c.iota, c.values.len()))
            .collect::<Vec<_>>(),
        [(0, 1), (1, 0)]
    );
    assert!(!s[0].alias && s[0].tparams.len() == 2 && a[0].alias);
    let ExprKind::StructType { fields } = &s[0].ty.kind else {
        panic!()
    };
    assert_eq!(
        fields
            .fields
            .iter()
            .map(|f| f.names.len())
            .collect::<Vec<_>>(),
        [0, 0, 0, 2]
    );
    assert!(m.recv.is_some() && m.tparams.len() == 1 && m.body.is_some() && e.body.is_none());
}

/// Every `id:` in the tree's debug print; a name that is also an expression has one node.
fn node_ids(file: &File) -> Vec<u32> {
    let text = format!("{:?}", file.decls);
    text.split("NodeId(")
        .skip(1)
        .map(|rest| rest[..rest.find(')').unwrap()].parse().unwrap())
        .collect()
}

#[test]
fn node_numbers_are_unique_and_in_range() {
    let text = "package p\nimport . \"a\"\nvar x, y = []T{{1}, {a: 2}}, f(1)[2:3].(T)\n\
                func g(a, b int) (c T) { for i := range 3 { x <- <-y; if a+b*c > 1 { L: goto L } } }\n";
    for base in [1, 5000] {
        let (file, diagnostics) = parse_file(ParseInput { text, base });
        assert_eq!(diagnostics, []);
        let ids = node_ids(&file);
        assert!(
            ids.iter()
                .all(|id| (base..=base + text.len() as u32).contains(id))
        );
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    }
}

#[test]
fn positions_are_those_of_the_leftmost_byte() {
    let program = "package p\nvar _ = a.b(c)[1] + -d\n";
    let (file, _) = parse_file(ParseInput {
        text: program,
        base: 1,
    });
    let Decl::Var(specs) = &file.decls[0] else {
        panic!()
    };
    let value = &specs[0].values[0];
    let at = |text: &str| 1 + program.find(text).unwrap() as u32;
    let ExprKind::Binary { op_pos, y, .. } = &value.kind else {
        panic!()
    };
    assert_eq!(
        (value.pos.0, op_pos.0, y.pos.0),
        (at("a.b"), at("+"), at("-d"))
    );
    assert_eq!(file.end.0, 1 + program.len() as u32);
    assert_eq!(file.package.0, 1);
}
