//! Declarations, functions and the file as a whole.

use std::cell::Cell;
use std::rc::Rc;

use gorun_grammar::ast::*;

use super::imports::{ImportLine, Imports};
use super::list::ListMode;
use super::printer::{Printer, Space};
use super::{ends, imports};

/// One line of a const or var declaration.
#[derive(Clone, Copy)]
struct Values<'a> {
    names: &'a [Ident],
    ty: Option<&'a Expr>,
    values: &'a [Expr],
}

impl<'a> Values<'a> {
    fn of_const(spec: &'a ConstSpec) -> Values<'a> {
        Values {
            names: &spec.names,
            ty: spec.ty.as_ref(),
            values: &spec.values,
        }
    }

    fn of_var(spec: &'a VarSpec) -> Values<'a> {
        Values {
            names: &spec.names,
            ty: spec.ty.as_ref(),
            values: &spec.values,
        }
    }
}

/// Which lines need a column for the type: of consecutive lines with values all, if one of them has a type. The others put
/// their values there.
fn keep_type_column(specs: &[Values]) -> Vec<bool> {
    let mut keep = vec![false; specs.len()];
    let mut run: Option<usize> = None;
    let mut has_type = false;
    for (i, spec) in specs.iter().enumerate() {
        if spec.values.is_empty() {
            if let Some(start) = run.take() {
                keep[start..i].fill(has_type);
            }
        } else if run.is_none() {
            run = Some(i);
            has_type = false;
        }
        has_type |= spec.ty.is_some();
    }
    if let Some(start) = run {
        keep[start..].fill(has_type);
    }
    keep
}

/// What a declaration begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Import,
    Const,
    Var,
    Type,
    Func,
}

fn word(decl: &Decl) -> Word {
    match decl {
        Decl::Import(_) => Word::Import,
        Decl::Const(_) => Word::Const,
        Decl::Var(_) => Word::Var,
        Decl::Type(_) => Word::Type,
        Decl::Func(_) => Word::Func,
    }
}

impl<'a> Printer<'a> {
    pub fn file(&mut self, file: &'a File, imports: &Imports<'a>) {
        self.node_comment(self.source.doc(file.package));
        self.at(file.package);
        self.op("package");
        self.blank();
        self.ident(&file.name);
        let mut before = None;
        for (i, (decl, &start)) in file.decls.iter().zip(&self.source.decls).enumerate() {
            let word = word(decl);
            let min = match before == Some(word) && self.source.doc(start).is_none() {
                true => 1,
                false => 2,
            };
            let is_long = match decl {
                Decl::Func(func) => {
                    let end = self.source.func_decl_end(func);
                    self.line(start) != self.line(end)
                }
                _ => false,
            };
            self.line_break(self.line(start), min, Space::Nothing, is_long);
            before = Some(word);
            match decl {
                Decl::Import(_) => self.imports(imports.of(i), start),
                _ => self.decl(decl, start),
            }
        }
        self.space(Space::Newline);
    }

    /// A declaration that begins at `start`; imports are only in files.
    pub fn decl(&mut self, decl: &'a Decl, start: Pos) {
        match decl {
            Decl::Import(_) => {}
            Decl::Const(specs) => {
                let specs: Vec<Values> = specs.iter().map(Values::of_const).collect();
                self.values("const", &specs, start);
            }
            Decl::Var(specs) => {
                let specs: Vec<Values> = specs.iter().map(Values::of_var).collect();
                self.values("var", &specs, start);
            }
            Decl::Type(specs) => self.types(specs, start),
            Decl::Func(func) => self.func(func),
        }
    }

    /// Prints the keyword, and the specifications, in parentheses if they are written.
    fn group<T: Copy>(
        &mut self,
        word: &'static str,
        start: Pos,
        specs: &[T],
        pos: impl Fn(T) -> Pos,
        mut print: impl FnMut(&mut Self, usize, bool),
    ) {
        self.node_comment(self.source.doc(start));
        self.at(start);
        self.op(word);
        self.blank();
        let Some((open, close)) = self.source.parentheses(start) else {
            return print(self, 0, false);
        };
        self.at(open);
        self.op("(");
        if !specs.is_empty() {
            self.space(Space::Indent);
            self.space(Space::FormFeed);
            let line = Rc::new(Cell::new(0));
            for (i, &spec) in specs.iter().enumerate() {
                if i > 0 {
                    let several = self.lines_since(&line) > 0;
                    self.line_break(self.line(pos(spec)), 1, Space::Nothing, several);
                }
                self.note_line(&line);
                print(self, i, true);
            }
            self.space(Space::Unindent);
            self.space(Space::FormFeed);
        }
        self.at(close);
        self.op(")");
    }

    fn values(&mut self, word: &'static str, specs: &[Values<'a>], start: Pos) {
        let keep = keep_type_column(specs);
        let pos = |spec: Values| spec.names[0].pos;
        self.group(word, start, specs, pos, |p, i, in_group| {
            if in_group {
                p.node_comment(p.source.doc(pos(specs[i])));
            }
            match in_group && specs.len() > 1 {
                true => p.aligned_values(specs[i], keep[i]),
                false => p.lone_values(specs[i], !in_group),
            }
        });
    }

    fn values_end(&self, spec: Values) -> Pos {
        match (spec.values.last(), spec.ty, spec.names.last()) {
            (Some(x), ..) | (None, Some(x), _) => self.source.expr_end(x),
            (None, None, name) => name.map_or(Pos::NONE, ends::ident),
        }
    }

    fn aligned_values(&mut self, spec: Values<'a>, keep_type: bool) {
        self.names(spec.names, false);
        let mut columns = 3;
        if spec.ty.is_some() || keep_type {
            self.space(Space::Cell);
            columns -= 1;
        }
        if let Some(ty) = spec.ty {
            self.expr(ty);
        }
        if !spec.values.is_empty() {
            self.space(Space::Cell);
            self.op("=");
            self.blank();
            self.exprs(Pos::NONE, spec.values, 1, ListMode::default(), Pos::NONE);
            columns -= 1;
        }
        let comment = self.source.line_comment(self.values_end(spec));
        if comment.is_some() {
            for _ in 0..columns {
                self.space(Space::Cell);
            }
            self.node_comment(comment);
        }
    }

    fn lone_values(&mut self, spec: Values<'a>, indent: bool) {
        self.names(spec.names, indent);
        if let Some(ty) = spec.ty {
            self.blank();
            self.expr(ty);
        }
        if !spec.values.is_empty() {
            self.blank();
            self.op("=");
            self.blank();
            self.exprs(Pos::NONE, spec.values, 1, ListMode::default(), Pos::NONE);
        }
        self.node_comment(self.source.line_comment(self.values_end(spec)));
    }

    fn types(&mut self, specs: &'a [TypeSpec], start: Pos) {
        let list: Vec<&TypeSpec> = specs.iter().collect();
        self.group(
            "type",
            start,
            &list,
            |spec| spec.name.pos,
            |p, i, in_group| {
                let spec = &specs[i];
                if in_group {
                    p.node_comment(p.source.doc(spec.name.pos));
                }
                p.ident(&spec.name);
                if !spec.tparams.is_empty() {
                    p.parameters_of_type(&spec.name, &spec.tparams);
                }
                p.space(match specs.len() {
                    1 => Space::Blank,
                    _ => Space::Cell,
                });
                if spec.alias {
                    p.op("=");
                    p.blank();
                }
                p.expr(&spec.ty);
                p.node_comment(p.source.line_comment(p.source.expr_end(&spec.ty)));
            },
        );
    }

    fn imports(&mut self, lines: &[ImportLine<'a>], start: Pos) {
        self.group(
            "import",
            start,
            lines,
            |line| line.pos,
            |p, i, _| {
                let line = &lines[i];
                if let Some(name) = &line.spec.name {
                    p.at(line.name_pos);
                    p.name(&name.name);
                    p.blank();
                }
                let path = &line.spec.path;
                p.lit(line.path_pos, path.kind, &imports::quoted_path(&path.text));
                p.at(line.end);
            },
        );
    }

    fn func(&mut self, decl: &'a FuncDecl) {
        self.node_comment(self.source.doc(decl.pos));
        self.at(decl.pos);
        self.op("func");
        self.blank();
        // gofmt counts the blank behind the word, which has not been written yet, and so one column too many.
        let start = self.out_column - "func ".len() as i32;
        if let Some(receiver) = &decl.recv {
            self.parameter_list(receiver);
            self.blank();
        }
        self.ident(&decl.name);
        self.signature(Some((&decl.name, &decl.tparams)), &decl.ty);
        let header = self.distance(decl.pos, start);
        self.func_body(header, Space::Cell, decl.body.as_ref());
    }

    /// The width of a body on one line.
    fn body_size(&mut self, body: &'a Block, list: &[Option<&'a Stmt>], limit: usize) -> usize {
        const FEW: usize = 5;
        if self.line(body.lbrace) != self.line(body.rbrace) || list.len() > FEW {
            return limit + 1;
        }
        let mut size = self.comments_size_before(self.source.place(body.rbrace));
        for (i, stmt) in list.iter().enumerate() {
            if size > limit {
                break;
            }
            if i > 0 {
                size += "; ".len();
            }
            size += stmt.map_or(0, |stmt| self.stmt_size(stmt, limit));
        }
        size
    }

    /// The statements of a body on one line, the empty ones included, which the tree leaves out.
    fn with_empty(&self, body: &'a Block) -> Vec<Option<&'a Stmt>> {
        let empty = self.source.empty_statements(body.lbrace, body.rbrace);
        let mut stmts = body.stmts.iter();
        let mut list = Vec::with_capacity(body.stmts.len());
        for is_empty in empty {
            match is_empty {
                true => list.push(None),
                false => list.extend(stmts.next().map(Some)),
            }
        }
        list.extend(stmts.map(Some));
        list
    }

    /// A body behind a header of some width: on the same line if both are short, and the body was on one line.
    pub fn func_body(&mut self, header: usize, before: Space, body: Option<&'a Block>) {
        const LINE: usize = 100;
        let Some(body) = body else { return };
        let level = std::mem::take(&mut self.level);
        let list = match self.line(body.lbrace) == self.line(body.rbrace) {
            true => self.with_empty(body),
            false => Vec::new(),
        };
        if header + self.body_size(body, &list, LINE) <= LINE {
            self.space(before);
            self.at(body.lbrace);
            self.op("{");
            if !list.is_empty() {
                self.blank();
                for (i, stmt) in list.iter().enumerate() {
                    if i > 0 {
                        self.op(";");
                        self.blank();
                    }
                    if let Some(stmt) = stmt {
                        self.stmt(stmt, i + 1 == list.len());
                    }
                }
                self.blank();
            }
            self.toggle(false, true);
            self.at(body.rbrace);
            self.op("}");
            self.toggle(false, true);
        } else {
            self.blank();
            self.block(body);
        }
        self.level = level;
    }
}
