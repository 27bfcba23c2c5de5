//! The tokens the grammar is written in, and the raw words logos cuts the text into.
//!
//! `Raw` is what stands in the text; `Token` is what the parser reads, after `lexer` has inserted semicolons
//! and `disambiguate` has told apart what looks alike. Operators that play the same part in the grammar are one
//! token with the operator inside: that keeps the generated tables small.

use logos::{Lexer, Logos};

use crate::ast::{BinaryOp, LitKind};
use crate::literal;

/// Problems met while cutting the text into words: byte offset and message.
pub type Problems = Vec<(usize, String)>;

#[derive(Logos, Clone, Copy, Debug, PartialEq)]
#[logos(extras = Problems)]
#[logos(skip r"[ \t\r]+")]
pub enum Raw {
    #[regex(r"\n[ \t\r\n]*")]
    Newline,
    /// The callback takes in letters beyond ASCII.
    #[regex(r"[A-Za-z_][A-Za-z0-9_]*", literal::identifier_tail)]
    Word,
    /// Anything beyond ASCII at the start of a word: an identifier, or (false) nothing.
    #[regex(r"[^\x00-\x7F]", literal::identifier_head)]
    WideWord(bool),
    #[regex(r"[0-9]", literal::number)]
    #[regex(r"\.[0-9]", literal::number)]
    Number(LitKind),
    #[token("\"", literal::string)]
    Quoted,
    #[token("`", literal::raw_string)]
    Backquoted,
    #[token("'", literal::rune)]
    Rune,
    #[token("//", line_comment)]
    LineComment,
    /// Holds whether the comment spans lines.
    #[token("/*", block_comment)]
    BlockComment(bool),
    #[regex(r"[\x00-\x08\x0B\x0C\x0E-\x1F#$?@\\\x7F]", stray)]
    Stray,
    #[token("(")]
    LParen,
    #[token("[")]
    LBrack,
    #[token("{")]
    LBrace,
    #[token(")")]
    RParen,
    #[token("]")]
    RBrack,
    #[token("}")]
    RBrace,
    #[token(",")]
    Comma,
    #[token(";")]
    Semi,
    #[token(":")]
    Colon,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    #[token(":=")]
    Define,
    #[token("=")]
    Assign,
    #[token("<-")]
    Arrow,
    #[token("*")]
    Star,
    #[token("!")]
    Not,
    #[token("~")]
    Tilde,
    #[token("++", |_| true)]
    #[token("--", |_| false)]
    IncDec(bool),
    #[token("|")]
    Pipe,
    #[token("+", |_| BinaryOp::Add)]
    #[token("-", |_| BinaryOp::Sub)]
    #[token("^", |_| BinaryOp::Xor)]
    #[token("&", |_| BinaryOp::And)]
    Sign(BinaryOp),
    #[token("||", |_| BinaryOp::LOr)]
    #[token("&&", |_| BinaryOp::LAnd)]
    #[token("==", |_| BinaryOp::Eq)]
    #[token("!=", |_| BinaryOp::Ne)]
    #[token("<", |_| BinaryOp::Lt)]
    #[token("<=", |_| BinaryOp::Le)]
    #[token(">", |_| BinaryOp::Gt)]
    #[token(">=", |_| BinaryOp::Ge)]
    #[token("/", |_| BinaryOp::Div)]
    #[token("%", |_| BinaryOp::Rem)]
    #[token("&^", |_| BinaryOp::AndNot)]
    #[token("<<", |_| BinaryOp::Shl)]
    #[token(">>", |_| BinaryOp::Shr)]
    Binary(BinaryOp),
    #[token("+=", |_| BinaryOp::Add)]
    #[token("-=", |_| BinaryOp::Sub)]
    #[token("|=", |_| BinaryOp::Or)]
    #[token("^=", |_| BinaryOp::Xor)]
    #[token("*=", |_| BinaryOp::Mul)]
    #[token("/=", |_| BinaryOp::Div)]
    #[token("%=", |_| BinaryOp::Rem)]
    #[token("&=", |_| BinaryOp::And)]
    #[token("&^=", |_| BinaryOp::AndNot)]
    #[token("<<=", |_| BinaryOp::Shl)]
    #[token(">>=", |_| BinaryOp::Shr)]
    AssignOp(BinaryOp),
}

fn line_comment(lex: &mut Lexer<'_, Raw>) {
    let rest = lex.remainder();
    let len = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    lex.bump(len);
}

fn block_comment(lex: &mut Lexer<'_, Raw>) -> bool {
    let rest = lex.remainder();
    let len = match rest.find("*/") {
        Some(at) => at + 2,
        None => {
            let start = lex.span().start;
            lex.extras.push((start, "comment not terminated".into()));
            rest.len()
        }
    };
    let spans_lines = rest.as_bytes()[..len].contains(&b'\n');
    lex.bump(len);
    spans_lines
}

/// A character that begins no word of Go.
fn stray(lex: &mut Lexer<'_, Raw>) {
    let start = lex.span().start;
    let c = lex.slice().chars().next().unwrap_or_default();
    // NUL has been reported already, wherever in the text it stands.
    if c != '\0' {
        lex.extras.push((
            start,
            format!("invalid character {}", literal::unicode_name(c)),
        ));
    }
}

/// Why a statement ends here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SemiKind {
    Written,
    Newline,
    EndOfFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'s> {
    Ident(&'s str),
    Lit(LitKind, &'s str),

    LParen,
    /// The `(` of a function type's results, right behind its parameters.
    ResultParen,
    /// The `*` and the `<-` that begin a function type's result.
    ResultStar,
    ResultArrow,
    LBrack,
    /// The `[` of a type declaration's type parameters.
    TypeParamBrack,
    LBrace,
    /// The `{` that opens the body of an `if`, `for`, `switch` or `select`.
    BodyBrace,
    RParen,
    RBrack,
    RBrace,

    Comma,
    Semi(SemiKind),
    Colon,
    Dot,
    Ellipsis,
    Define,
    Assign,
    AssignOp(BinaryOp),
    IncDec(bool),
    Arrow,
    Star,
    Not,
    Tilde,
    Pipe,
    /// `+`, `-`, `^` and `&`: with one operand or two.
    Sign(BinaryOp),
    /// Operators that always have two operands.
    Binary(BinaryOp),

    Break,
    Case,
    Chan,
    /// `chan` with the arrow behind it.
    ChanSend,
    Const,
    Continue,
    Default,
    Defer,
    Else,
    Fallthrough,
    For,
    Func,
    Go,
    Goto,
    If,
    Import,
    Interface,
    Map,
    Package,
    Range,
    Return,
    Select,
    Struct,
    Switch,
    Type,
    Var,
}

impl<'s> Token<'s> {
    /// The token for a word: a keyword or an identifier.
    pub fn of_word(word: &'s str) -> Token<'s> {
        // All keywords are lower case and at most 11 letters long.
        if word.len() < 2 || word.len() > 11 || !word.as_bytes()[0].is_ascii_lowercase() {
            return Token::Ident(word);
        }
        match word {
            "break" => Token::Break,
            "case" => Token::Case,
            "chan" => Token::Chan,
            "const" => Token::Const,
            "continue" => Token::Continue,
            "default" => Token::Default,
            "defer" => Token::Defer,
            "else" => Token::Else,
            "fallthrough" => Token::Fallthrough,
            "for" => Token::For,
            "func" => Token::Func,
            "go" => Token::Go,
            "goto" => Token::Goto,
            "if" => Token::If,
            "import" => Token::Import,
            "interface" => Token::Interface,
            "map" => Token::Map,
            "package" => Token::Package,
            "range" => Token::Range,
            "return" => Token::Return,
            "select" => Token::Select,
            "struct" => Token::Struct,
            "switch" => Token::Switch,
            "type" => Token::Type,
            "var" => Token::Var,
            _ => Token::Ident(word),
        }
    }

    /// Whether a line break behind this token ends the statement ("Semicolons" in the Go specification).
    pub fn ends_statement(self) -> bool {
        use Token::*;
        matches!(
            self,
            Ident(_)
                | Lit(..)
                | RParen
                | RBrack
                | RBrace
                | IncDec(_)
                | Break
                | Continue
                | Fallthrough
                | Return
        )
    }

    /// How gc names the token behind "unexpected".
    pub fn describe(self) -> String {
        use Token::*;
        let text = match self {
            Ident(name) => return format!("name {name}"),
            Lit(_, text) => return format!("literal {text}"),
            Semi(SemiKind::Written) => "semicolon",
            Semi(SemiKind::Newline) => "newline",
            Semi(SemiKind::EndOfFile) => "EOF",
            AssignOp(op) => return format!("{}=", op.as_str()),
            Sign(op) | Binary(op) => op.as_str(),
            IncDec(true) => "++",
            IncDec(false) => "--",
            LParen | ResultParen => "(",
            LBrack | TypeParamBrack => "[",
            LBrace | BodyBrace => "{",
            RParen => ")",
            RBrack => "]",
            RBrace => "}",
            Comma => "comma",
            Colon => ":",
            Dot => ".",
            Ellipsis => "...",
            Define => ":=",
            Assign => "=",
            Arrow | ResultArrow => "<-",
            Star | ResultStar => "*",
            Not => "!",
            Tilde => "~",
            Pipe => "|",
            Break => "keyword break",
            Case => "keyword case",
            Chan | ChanSend => "keyword chan",
            Const => "keyword const",
            Continue => "keyword continue",
            Default => "keyword default",
            Defer => "keyword defer",
            Else => "keyword else",
            Fallthrough => "keyword fallthrough",
            For => "keyword for",
            Func => "keyword func",
            Go => "keyword go",
            Goto => "keyword goto",
            If => "keyword if",
            Import => "keyword import",
            Interface => "keyword interface",
            Map => "keyword map",
            Package => "keyword package",
            Range => "keyword range",
            Return => "keyword return",
            Select => "keyword select",
            Struct => "keyword struct",
            Switch => "keyword switch",
            Type => "keyword type",
            Var => "keyword var",
        };
        text.into()
    }
}
