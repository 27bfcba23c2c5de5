//! gc's sentence for a syntax error.
//!
//! gc's parser knows which function it is in; an LR parser knows the unexpected token, the tokens that would have
//! been welcome, and where it could resume. `sentence` concludes from those what gc would have been doing. It looks
//! at the welcome tokens first (they are exact) and at the place of resumption where those leave a choice.

use lalrpop_util::{ErrorRecovery, ParseError};

use crate::ast::Pos;
use crate::builder::Builder;
use crate::token::{SemiKind, Token};

pub type Recovery<'s> = ErrorRecovery<u32, Token<'s>, &'static str>;
pub type Failure<'s> = ParseError<u32, Token<'s>, &'static str>;

/// Where the parser resumes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    File,
    Group,
    Block,
    Struct,
    Interface,
    Params,
    TypeParams,
    Args,
    Elements,
    Index,
    Paren,
    /// Between the keyword and the body.
    Header(&'static str),
    Clauses,
    Case,
}

/// Further errors would only be noise, and finding what was welcome costs time.
const ENOUGH: usize = 50;

pub fn report(cx: &mut Builder, failure: Failure, place: Place) {
    if cx.error_count() >= ENOUGH {
        return;
    }
    match failure {
        ParseError::UnrecognizedToken {
            token: (start, token, _),
            expected,
        } => {
            let pos = Pos(start);
            let message = sentence(cx, pos, token, &Welcome(expected), place);
            match message {
                Sentence::Plain(message) => cx.syntax_error(pos, message),
                Sentence::Unexpected(rest) => {
                    cx.syntax_error(pos, format!("unexpected {}{rest}", token.describe()))
                }
            }
        }
        ParseError::UnrecognizedEof { location, .. } | ParseError::InvalidToken { location } => {
            // gc avoids follow-up errors at the end of the file.
            if !cx.has_errors() {
                let rest = match place {
                    Place::File if cx.text_before(Pos(location)).is_empty() => {
                        return cx.syntax_error(Pos(location), "package statement must be first");
                    }
                    Place::Args => " in argument list; possibly missing comma or )",
                    Place::Elements => " in composite literal; possibly missing comma or }",
                    Place::Paren | Place::Group => ", expected )",
                    Place::Index => ", expected ]",
                    Place::Header(word) => {
                        let rest = header_end(word);
                        return match rest {
                            Sentence::Plain(message) => cx.syntax_error(Pos(location), message),
                            Sentence::Unexpected(rest) => {
                                cx.syntax_error(Pos(location), format!("unexpected EOF{rest}"))
                            }
                        };
                    }
                    _ => ", expected }",
                };
                cx.syntax_error(Pos(location), format!("unexpected EOF{rest}"));
            }
        }
        ParseError::ExtraToken {
            token: (start, token, _),
        } => {
            cx.syntax_error(Pos(start), format!("unexpected {}", token.describe()));
        }
        ParseError::User { error } => cx.syntax_error(Pos(cx.base), error),
    }
}

/// The tokens that could have stood here, by their names in the grammar, in quotes.
struct Welcome(Vec<String>);

impl Welcome {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|t| t.trim_matches('"') == name)
    }
    fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }
    /// Only these, if any.
    fn within(&self, names: &[&str]) -> bool {
        self.0.iter().all(|t| names.contains(&t.trim_matches('"')))
    }
    /// A type can begin here.
    fn types(&self) -> bool {
        self.has_all(&["name", "struct", "map"])
    }
    /// An expression can begin here.
    fn operands(&self) -> bool {
        self.has("literal") && self.types()
    }
    fn statements(&self) -> bool {
        self.has("if")
    }
    /// An expression can go on here.
    fn operators(&self) -> bool {
        self.has("binary")
    }
}

enum Sentence {
    /// Takes no notice of the token.
    Plain(String),
    /// Follows "unexpected" and the token.
    Unexpected(String),
}

fn plain(message: &str) -> Sentence {
    Sentence::Plain(message.into())
}

fn unexpected(rest: &str) -> Sentence {
    Sentence::Unexpected(rest.into())
}

fn expected(what: &str) -> Sentence {
    Sentence::Unexpected(format!(", expected {what}"))
}

fn missing(list: &str, separator: &str, close: &str) -> Sentence {
    Sentence::Unexpected(format!(
        " in {list}; possibly missing {separator} or {close}"
    ))
}

fn header_end(word: &str) -> Sentence {
    match word {
        "switch" | "select" => Sentence::Plain(format!("missing {{ after {word} clause")),
        _ => Sentence::Unexpected(format!(", expected {{ after {word} clause")),
    }
}

fn sentence(cx: &Builder, pos: Pos, token: Token, welcome: &Welcome, place: Place) -> Sentence {
    if welcome.within(&["package"]) {
        return plain("package statement must be first");
    }
    if welcome.has("import") {
        let body = token == Token::LBrace && cx.bodiless_func;
        return match body {
            true => plain("unexpected semicolon or newline before {"),
            false => plain("non-declaration statement outside function body"),
        };
    }
    if welcome.statements() && welcome.has("}") {
        return in_statements(cx, pos, welcome);
    }
    if welcome.has("if") {
        return match welcome.within(&["if", "{"]) {
            true => plain("else must be followed by if or statement block"),
            false => expected("}"),
        };
    }
    if welcome.operators() {
        return behind_operand(token, welcome, place);
    }
    if welcome.operands() {
        return match token {
            Token::RBrack if welcome.has(":") => expected("operand"),
            _ => expected("expression"),
        };
    }
    if welcome.has("case") {
        return expected("case or default or }");
    }
    if let Some(sentence) = in_types(cx, pos, token, welcome, place) {
        return sentence;
    }
    if welcome.has("literal") && !welcome.has(";") {
        return plain("missing import path");
    }
    elsewhere(cx, pos, token, welcome, place)
}

/// A statement could begin, but not with this token.
fn in_statements(cx: &Builder, pos: Pos, welcome: &Welcome) -> Sentence {
    if welcome.has("case") {
        return expected("case or default or }");
    }
    let _ = (cx, pos);
    expected("}")
}

/// An expression is complete, and this token neither continues it nor what it stands in.
fn behind_operand(token: Token, welcome: &Welcome, place: Place) -> Sentence {
    if welcome.has("body{") {
        return match place {
            Place::Header(word) if !welcome.has(";") => header_end(word),
            _ => expected("{"),
        };
    }
    if welcome.has(";") {
        return statement_end(welcome, place);
    }
    if welcome.has("}") {
        return missing("composite literal", "comma", "}");
    }
    if welcome.has_all(&[")", ","]) {
        return missing("argument list", "comma", ")");
    }
    if welcome.has(")") {
        return expected(")");
    }
    if welcome.has("]") {
        return match welcome.has(":") {
            true => expected("comma, : or ]"),
            false => expected("]"),
        };
    }
    if welcome.has(":") {
        return expected(":");
    }
    if welcome.has(":=") && !welcome.has("<-") {
        return expected(":= or = or comma");
    }
    if let Place::Header(word) = place {
        return match token {
            Token::BodyBrace if word == "for" => expected("for loop condition"),
            _ => header_end(word),
        };
    }
    unexpected(" at end of statement")
}

/// A declaration, specification or statement is complete.
fn statement_end(welcome: &Welcome, place: Place) -> Sentence {
    match place {
        Place::Group => missing("grouped declaration", "semicolon or newline", ")"),
        Place::Struct => missing("struct type", "semicolon or newline", "}"),
        Place::Interface => missing("interface type", "semicolon or newline", "}"),
        _ if welcome.has_all(&[":=", ","]) && !welcome.has("++") && !welcome.has("}") => {
            expected(":= or = or comma")
        }
        _ if welcome.has(")") => missing("grouped declaration", "semicolon or newline", ")"),
        Place::File => unexpected(" after top level declaration"),
        _ => unexpected(" at end of statement"),
    }
}

/// A type could begin here, or is complete.
fn in_types(
    cx: &Builder,
    pos: Pos,
    token: Token,
    welcome: &Welcome,
    place: Place,
) -> Option<Sentence> {
    if !welcome.types() {
        return None;
    }
    let before = cx.text_before(pos);
    Some(if before.ends_with("chan") || before.ends_with("chan<-") {
        plain("missing channel element type")
    } else if welcome.has("tparam[") {
        unexpected(" in type declaration")
    } else if welcome.has("~") {
        match welcome.has_all(&[",", "]"]) {
            true => missing("parameter list", "comma", "]"),
            false => expected("~ term or type"),
        }
    } else if welcome.has("...") {
        match welcome.has(",") {
            true => missing("parameter list", "comma", ")"),
            false => expected(")"),
        }
    } else if welcome.has(";") && !welcome.has("=") {
        // Behind parameters, where results could begin.
        statement_end(welcome, place)
    } else if welcome.has_all(&["=", ",", ";"]) {
        statement_end(welcome, place)
    } else if before.ends_with("...") {
        plain("... is missing type")
    } else {
        let _ = token;
        expected("type")
    })
}

/// Names and punctuation.
fn elsewhere(cx: &Builder, pos: Pos, token: Token, welcome: &Welcome, place: Place) -> Sentence {
    if welcome.has("name") && welcome.has("*") && welcome.has("}") {
        return expected("field name or embedded type");
    }
    if welcome.within(&["name"]) {
        return expected("name");
    }
    if welcome.within(&["name", "("]) {
        return expected("name or (");
    }
    if welcome.has("body{") {
        return match place {
            Place::Header(word) => header_end(word),
            _ => expected("{"),
        };
    }
    if welcome.has_all(&[")", ","]) && !welcome.has(";") {
        return missing("parameter list", "comma", ")");
    }
    if welcome.has_all(&["]", ","]) {
        return missing("parameter list", "comma", "]");
    }
    if welcome.has("(") && !welcome.has(";") {
        return expected("(");
    }
    if welcome.has(";") {
        if place == Place::Header("for") && token == Token::BodyBrace {
            return expected("for loop condition");
        }
        return statement_end(welcome, place);
    }
    for close in [")", "]", "}", "[", "{", ":", "chan", "="] {
        if welcome.has(close) {
            return expected(close);
        }
    }
    let _ = (cx, pos, SemiKind::Newline);
    statement_end(welcome, place)
}
