//! What the grammar's actions share while one file is parsed: node numbers, and whether something is wrong.

use crate::ast::{Block, Expr, ExprKind, Ident, Name, NodeId, Pos};
use crate::branches::check_branches;
use crate::diagnostic::Diagnostic;

/// Misplaced branches of a function's body.
pub struct Branches {
    /// Where the body begins and ends.
    pub body: (Pos, Pos),
    pub found: Vec<Diagnostic>,
}

pub struct Builder {
    next_id: u32,
    /// Numbers stay below this.
    end: u32,
    /// The grammar accepts something that Go does not, or perhaps does not: `diagnose` decides.
    pub is_wrong: bool,
    /// What gc's checker would say: worth nothing if there are syntax errors.
    pub late: Vec<Diagnostic>,
    pub branches: Vec<Branches>,
    /// A declaration other than an import has been seen since the last import.
    pub imports_over: bool,
    /// For the formatter: parentheses around types, which gc's parser forgets and so do its messages, stay in the tree, and so do
    /// receivers of which there are none or several: go/parser, which gofmt has, does not count them.
    pub as_written: bool,
    /// Functions come without what follows their names.
    pub outline: bool,
}

impl Builder {
    pub fn new(base: u32, text: &str) -> Builder {
        Builder {
            next_id: base,
            end: base + text.len() as u32,
            is_wrong: false,
            late: Vec::new(),
            branches: Vec::new(),
            imports_over: false,
            as_written: false,
            outline: false,
        }
    }

    /// A fresh number. Every node owns a byte of the text, so numbers stay in the file's range; nodes that stand
    /// for text that is missing (in a file with errors) may share the last number.
    pub fn id(&mut self) -> NodeId {
        let id = self.next_id;
        if id < self.end {
            self.next_id += 1;
        }
        NodeId(id)
    }

    pub fn ident(&mut self, pos: u32, name: &str) -> Ident {
        Ident {
            id: self.id(),
            pos: Pos(pos),
            name: Name::from(name),
        }
    }

    #[inline]
    pub fn expr(&mut self, pos: Pos, kind: ExprKind) -> Expr {
        Expr {
            id: self.id(),
            pos,
            kind,
        }
    }

    pub fn bad(&mut self, pos: Pos) -> Expr {
        self.expr(pos, ExprKind::Bad)
    }

    /// `diagnose` will say what, if anything.
    pub fn wrong(&mut self) {
        self.is_wrong = true;
    }

    pub fn late_error(&mut self, pos: Pos, message: impl Into<String>) {
        self.late.push(Diagnostic::new(pos, message));
    }

    /// Checks labels and branches of a function's body.
    pub fn branches_of(&mut self, body: &Block) {
        let found = check_branches(body);
        if !found.is_empty() {
            let body = (body.lbrace, body.rbrace);
            self.branches.push(Branches { body, found });
        }
    }
}
