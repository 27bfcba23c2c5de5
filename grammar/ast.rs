//! The syntax tree of Go: what the parser builds and every later pass reads.
//!
//! Shapes follow go/ast where it has a good answer. A tree says only what was written; it knows no types
//! and resolves no names. Types are written with expressions (`Expr`), because Go's grammar cannot tell a
//! conversion from a call or an index from an instantiation before names are resolved.
//!
//! Every `Expr` and `Ident` carries a `NodeId`, unique among all files of a run, under which later passes
//! file what they learn about it.

pub use smol_str::SmolStr as Name;

/// A place in the source: the base of its file (see `ParseInput::base`) plus a byte offset. 0 is no place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Pos(pub u32);

impl Pos {
    pub const NONE: Pos = Pos(0);
    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// The number of a node. A file of base `b` and length `n` uses numbers in `b..=b+n` only, so numbers are
/// unique wherever positions are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub struct Ident {
    pub id: NodeId,
    pub pos: Pos,
    pub name: Name,
}

impl Ident {
    pub fn is_blank(&self) -> bool {
        self.name == "_"
    }
    pub fn end(&self) -> Pos {
        Pos(self.pos.0 + self.name.len() as u32)
    }
}

#[derive(Clone, Debug)]
pub struct File {
    /// Position of the word `package`.
    pub package: Pos,
    pub name: Ident,
    /// All declarations in order, imports included (they come first in a correct file).
    pub decls: Vec<Decl>,
    /// Lines such as `//go:build` and `//go:embed`, in order.
    pub directives: Vec<Directive>,
    /// What is wrong with the directives of declarations, which gc says only of a package whose types are in order.
    pub misused: Vec<crate::Diagnostic>,
    /// Position just past the last byte.
    pub end: Pos,
}

/// A comment that begins with `//go:` (or `//export`, `//line`), the text after the two slashes.
#[derive(Clone, Debug)]
pub struct Directive {
    pub pos: Pos,
    pub text: Name,
}

#[derive(Clone, Debug)]
pub enum Decl {
    Import(Vec<ImportSpec>),
    Const(Vec<ConstSpec>),
    Var(Vec<VarSpec>),
    Type(Vec<TypeSpec>),
    Func(Box<FuncDecl>),
}

#[derive(Clone, Debug)]
pub struct ImportSpec {
    pub pos: Pos,
    /// `.`, `_` or a name; `None` when the import has none.
    pub name: Option<Ident>,
    pub path: BasicLit,
}

/// One line of a const declaration. Values that a line inherits are not copied: the checker does that.
#[derive(Clone, Debug)]
pub struct ConstSpec {
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    pub values: Vec<Expr>,
    /// Index in its parenthesised group: the value of `iota`.
    pub iota: u32,
}

#[derive(Clone, Debug)]
pub struct VarSpec {
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    pub values: Vec<Expr>,
    /// The parenthesis that opens its group, if it stands in one.
    pub group: Pos,
}

#[derive(Clone, Debug)]
pub struct TypeSpec {
    pub name: Ident,
    pub tparams: Vec<Field>,
    /// `type A = T`.
    pub alias: bool,
    pub ty: Expr,
}

#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// Position of the word `func`.
    pub pos: Pos,
    /// Fields between the receiver's parentheses: one in a correct program, but for what the formatter reads.
    pub recv: Option<FieldList>,
    pub name: Ident,
    pub tparams: Vec<Field>,
    pub ty: FuncType,
    pub body: Option<Block>,
    /// `parse_outline` has left out what stands between the name and this place, the end of the declaration.
    pub left_out: Option<Pos>,
}

#[derive(Clone, Debug)]
pub struct FieldList {
    pub open: Pos,
    pub fields: Vec<Field>,
    pub close: Pos,
}

/// Names that share one type: parameters, results, type parameters, struct fields.
/// No names: an unnamed parameter or an embedded field.
#[derive(Clone, Debug)]
pub struct Field {
    pub names: Vec<Ident>,
    pub ty: Expr,
    /// Struct fields only.
    pub tag: Option<BasicLit>,
}

#[derive(Clone, Debug)]
pub struct FuncType {
    /// Position of the word `func`, or of the name of an interface's method.
    pub pos: Pos,
    /// A variadic last parameter's type is `ExprKind::Ellipsis`.
    pub params: FieldList,
    /// An unparenthesised result is one field without names.
    pub results: Option<FieldList>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BasicLit {
    pub id: NodeId,
    pub pos: Pos,
    pub kind: LitKind,
    /// As it stands in the source, quotes and underscores included.
    pub text: Name,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LitKind {
    Int,
    Float,
    Imag,
    Char,
    String,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub id: NodeId,
    /// Where the expression's text starts (its leftmost byte).
    pub pos: Pos,
    pub kind: ExprKind,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Stands where a syntax error was; an error has been reported.
    Bad,
    Ident(Name),
    Lit {
        kind: LitKind,
        text: Name,
    },
    /// `T{...}`; inside another composite literal the type may be left out.
    Composite {
        ty: Option<Box<Expr>>,
        lbrace: Pos,
        elems: Vec<Element>,
        rbrace: Pos,
    },
    Func {
        ty: Box<FuncType>,
        body: Box<Block>,
    },
    Paren(Box<Expr>),
    Selector {
        x: Box<Expr>,
        sel: Ident,
    },
    /// `x[i]` and `x[T1, T2]`.
    Index {
        x: Box<Expr>,
        lbrack: Pos,
        indices: Vec<Expr>,
        rbrack: Pos,
    },
    /// `x[lo:hi:max]`; `three` says whether there are two colons.
    Slice {
        x: Box<Expr>,
        lbrack: Pos,
        lo: Option<Box<Expr>>,
        hi: Option<Box<Expr>>,
        max: Option<Box<Expr>>,
        three: bool,
        rbrack: Pos,
    },
    /// `x.(T)`; `ty` is `None` for the `x.(type)` of a type switch, legal only there.
    TypeAssert {
        x: Box<Expr>,
        lparen: Pos,
        ty: Option<Box<Expr>>,
    },
    /// Calls and conversions. `ellipsis` is the position of a final `...`.
    Call {
        fun: Box<Expr>,
        lparen: Pos,
        args: Vec<Expr>,
        ellipsis: Option<Pos>,
        rparen: Pos,
    },
    /// `*x`: a dereference or a pointer type.
    Star(Box<Expr>),
    Unary {
        op: UnaryOp,
        x: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        op_pos: Pos,
        x: Box<Expr>,
        y: Box<Expr>,
    },
    /// `[n]T`; `len` is `None` for `[...]T`.
    ArrayType {
        len: Option<Box<Expr>>,
        elem: Box<Expr>,
    },
    SliceType(Box<Expr>),
    StructType {
        fields: FieldList,
    },
    FuncType(Box<FuncType>),
    InterfaceType {
        open: Pos,
        elems: Vec<InterfaceElem>,
        close: Pos,
    },
    MapType {
        key: Box<Expr>,
        value: Box<Expr>,
    },
    ChanType {
        dir: ChanDir,
        elem: Box<Expr>,
    },
    /// `...T`, only as the type of a last parameter.
    Ellipsis(Option<Box<Expr>>),
}

#[derive(Clone, Debug)]
pub struct Element {
    /// A key, a field name or an index.
    pub key: Option<Expr>,
    pub value: Expr,
}

#[derive(Clone, Debug)]
pub enum InterfaceElem {
    Method {
        name: Ident,
        ty: FuncType,
    },
    /// A type, `~T`, or a union of such (`Binary` with `Or`, `Unary` with `Tilde`).
    Embedded(Expr),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChanDir {
    Both,
    Send,
    Recv,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    Plus,
    Neg,
    Not,
    /// `^x`
    Xor,
    /// `&x`
    Addr,
    /// `<-x`
    Recv,
    /// `~T`, in constraints only
    Tilde,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    LOr,
    LAnd,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Or,
    Xor,
    Mul,
    Div,
    Rem,
    And,
    AndNot,
    Shl,
    Shr,
}

impl BinaryOp {
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge
        )
    }
    pub fn is_shift(self) -> bool {
        matches!(self, BinaryOp::Shl | BinaryOp::Shr)
    }
    pub fn as_str(self) -> &'static str {
        match self {
            BinaryOp::LOr => "||",
            BinaryOp::LAnd => "&&",
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            BinaryOp::Lt => "<",
            BinaryOp::Le => "<=",
            BinaryOp::Gt => ">",
            BinaryOp::Ge => ">=",
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
            BinaryOp::Rem => "%",
            BinaryOp::And => "&",
            BinaryOp::AndNot => "&^",
            BinaryOp::Shl => "<<",
            BinaryOp::Shr => ">>",
        }
    }
}

impl UnaryOp {
    pub fn as_str(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Neg => "-",
            UnaryOp::Not => "!",
            UnaryOp::Xor => "^",
            UnaryOp::Addr => "&",
            UnaryOp::Recv => "<-",
            UnaryOp::Tilde => "~",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Block {
    pub lbrace: Pos,
    pub stmts: Vec<Stmt>,
    pub rbrace: Pos,
}

#[derive(Clone, Debug)]
pub struct Stmt {
    /// Where the statement's text starts.
    pub pos: Pos,
    pub kind: StmtKind,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    Bad,
    Empty,
    Expr(Expr),
    /// A const, var or type declaration in a function.
    Decl(Decl),
    Send {
        ch: Box<Expr>,
        arrow: Pos,
        value: Box<Expr>,
    },
    /// `x++` and `x--`.
    IncDec {
        x: Expr,
        op_pos: Pos,
        inc: bool,
    },
    /// `op` is `Some` for `x += y` and its kind.
    Assign {
        lhs: Vec<Expr>,
        op_pos: Pos,
        op: Option<BinaryOp>,
        rhs: Vec<Expr>,
    },
    /// `a, b := …`. Left sides that are not names are a syntax error that has been reported.
    Define {
        lhs: Vec<Expr>,
        op_pos: Pos,
        rhs: Vec<Expr>,
    },
    Go(Expr),
    Defer(Expr),
    Return(Vec<Expr>),
    Break(Option<Ident>),
    Continue(Option<Ident>),
    Goto(Ident),
    Fallthrough,
    Block(Block),
    If(Box<IfStmt>),
    /// An expression switch.
    Switch(Box<SwitchStmt>),
    TypeSwitch(Box<TypeSwitchStmt>),
    Select(Box<SelectStmt>),
    For(Box<ForStmt>),
    Range(Box<RangeStmt>),
    Labeled {
        label: Ident,
        stmt: Box<Stmt>,
    },
}

#[derive(Clone, Debug)]
pub struct IfStmt {
    pub init: Option<Stmt>,
    pub cond: Expr,
    pub then: Block,
    /// A `Block` or an `If`.
    pub els: Option<Stmt>,
}

#[derive(Clone, Debug)]
pub struct SwitchStmt {
    pub init: Option<Stmt>,
    pub tag: Option<Expr>,
    pub lbrace: Pos,
    pub clauses: Vec<CaseClause>,
    pub rbrace: Pos,
}

#[derive(Clone, Debug)]
pub struct CaseClause {
    pub pos: Pos,
    /// Empty with `default` set for the default clause.
    pub values: Vec<Expr>,
    pub default: bool,
    pub colon: Pos,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    pub init: Option<Stmt>,
    /// The `v` of `switch v := x.(type)`.
    pub bind: Option<Ident>,
    /// The `x` of `x.(type)`.
    pub x: Expr,
    pub lbrace: Pos,
    /// Values are types (or `nil`).
    pub clauses: Vec<CaseClause>,
    pub rbrace: Pos,
}

#[derive(Clone, Debug)]
pub struct SelectStmt {
    pub lbrace: Pos,
    pub clauses: Vec<CommClause>,
    pub rbrace: Pos,
}

#[derive(Clone, Debug)]
pub struct CommClause {
    pub pos: Pos,
    /// A `Send`, or an `Expr`, `Assign` or `Define` whose right side is a receive; `None` for `default`.
    pub comm: Option<Stmt>,
    pub colon: Pos,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct ForStmt {
    pub init: Option<Stmt>,
    pub cond: Option<Expr>,
    pub post: Option<Stmt>,
    pub body: Block,
}

#[derive(Clone, Debug)]
pub struct RangeStmt {
    pub key: Option<Expr>,
    pub value: Option<Expr>,
    /// Where a third variable stands, which is one too many.
    pub extra: Option<Pos>,
    /// `:=` rather than `=`.
    pub define: bool,
    /// Position of `:=` or `=`, if there is one.
    pub op_pos: Pos,
    /// Position of the word `range`.
    pub range: Pos,
    pub x: Expr,
    pub body: Block,
}
