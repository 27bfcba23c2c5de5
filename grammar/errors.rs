//! gc's sentence for a syntax error.
//!
//! gc's parser knows which function it is in; an LR parser knows the unexpected token, the tokens that would have
//! been welcome, and where it could resume. `sentence` concludes from those what gc would have been doing. It looks
//! at the welcome tokens first (they are exact) and at the place of resumption where those leave a choice.

use lalrpop_util::ParseError;

use crate::ast::Pos;
use crate::builder::Builder;
use crate::disambiguate::keyword_of_open_header;
use crate::literal::{is_digit, is_letter};
use crate::recovery::lost_places;
use crate::token::{SemiKind, Token};

pub type Failure<'s> = ParseError<u32, Token<'s>, &'static str>;

/// What had to be given up, as far as it makes a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Any,
    Struct,
    Interface,
    TypeParams,
    /// All of it: no declaration could be read.
    File,
}

/// Further errors would only be noise, and finding what was welcome costs time.
const ENOUGH: usize = 20;

pub fn report(cx: &mut Builder, failure: Failure, place: Place) {
    if cx.error_count() >= ENOUGH {
        return cx.stop();
    }
    let (pos, token, expected) = match failure {
        ParseError::UnrecognizedToken {
            token: (start, token, _),
            expected,
        } => (Pos(start), Some(token), expected),
        ParseError::UnrecognizedEof { expected, .. } => (cx.end(), None, expected),
        // The token stream has no errors of its own, and the grammar ends with the end of the text.
        ParseError::InvalidToken { .. }
        | ParseError::ExtraToken { .. }
        | ParseError::User { .. } => return,
    };
    let welcome = Welcome(expected);
    if welcome.skipping() && !token.is_some_and(Token::is_keyword) {
        return;
    }
    let shown = token.unwrap_or(Token::Semi(SemiKind::EndOfFile));
    let (pos, message) = match sentence(cx, pos, shown, &welcome, place) {
        Sentence::Plain(message) => (pos, message),
        Sentence::At(pos, message) => (pos, message.into()),
        Sentence::Unexpected(rest) => {
            if rest == " at end of statement" && !cx.error_on_line(pos) {
                for lost in lost_places(cx.text, cx.base, pos) {
                    cx.lose(lost);
                }
            }
            (pos, format!("unexpected {}{rest}", shown.describe()))
        }
    };
    match token {
        Some(_) => cx.syntax_error(pos, message),
        None => cx.error_at_end(message),
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
    /// A list with an error is being skipped: nothing else takes `else` among literals.
    fn skipping(&self) -> bool {
        self.has_all(&["else", "literal"])
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
    /// Takes no notice of the token, and belongs to another place.
    At(Pos, &'static str),
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

fn sentence(cx: &mut Builder, pos: Pos, token: Token, welcome: &Welcome, place: Place) -> Sentence {
    if welcome.skipping() {
        return unexpected(" at end of statement");
    }
    if welcome.within(&["package"]) {
        return plain("package statement must be first");
    }
    if place == Place::File && !cx.package_clause_over {
        return match welcome.has(";") {
            true => expected("semicolon or newline"),
            false => expected("name"),
        };
    }
    if welcome.has("import") {
        let body = token == Token::LBrace && cx.bodiless_func;
        return match body {
            true => plain("unexpected semicolon or newline before {"),
            false => plain("non-declaration statement outside function body"),
        };
    }
    if token == Token::Define && welcome.has("=") && !welcome.has(":=") {
        return expected("=");
    }
    if token == Token::BodyBrace && welcome.has(";") && !welcome.has("body{") && !welcome.operands()
    {
        // `for i := 0; i < 10 {`
        return expected("semicolon or newline");
    }
    if welcome.statements() {
        return in_statements(cx, pos, welcome);
    }
    if welcome.has("body{") && !welcome.operands() {
        return header_end(cx, pos, token, welcome);
    }
    if welcome.operators() {
        return behind_operand(cx, pos, welcome, place);
    }
    if welcome.operands() {
        return operand(cx, pos, token, welcome);
    }
    if welcome.has("case") && !welcome.has(";") {
        return expected("case or default or }");
    }
    if welcome.types() {
        return in_types(cx, pos, token, welcome, place);
    }
    if welcome.has("literal") && !welcome.has(";") && !welcome.has("}") {
        return plain("missing import path");
    }
    punctuation(cx, pos, token, welcome, place)
}

/// A statement could begin, but not with this token.
fn in_statements(cx: &Builder, pos: Pos, welcome: &Welcome) -> Sentence {
    if welcome.within(&["if", "{"]) {
        return plain("else must be followed by if or statement block");
    }
    if let Some(colon) = label_colon(cx, pos) {
        return Sentence::At(colon, "missing statement after label");
    }
    match welcome.has("case") {
        true => expected("case or default or }"),
        false => expected("}"),
    }
}

/// The colon before `pos`, if it belongs to a label rather than to a clause of a switch or select.
fn label_colon(cx: &Builder, pos: Pos) -> Option<Pos> {
    let before = cx.text_before(pos).strip_suffix(':')?;
    let start = before
        .rfind(['\n', ';', '{', '}', ':'])
        .map_or(0, |at| at + 1);
    let label = before[start..].trim();
    let is_name = !label.is_empty() && label.chars().all(|c| is_letter(c) || is_digit(c));
    (is_name && label != "default").then_some(Pos(cx.base + before.len() as u32))
}

/// A clause's body should follow, or what else its header may hold.
fn header_end(cx: &Builder, pos: Pos, token: Token, welcome: &Welcome) -> Sentence {
    let keyword = keyword_of_open_header(cx.text, cx.base, pos.0).unwrap_or("if");
    if welcome.has(";") {
        // gc asks for the body before it knows that it is not in a loop's clauses.
        return expected("{");
    }
    let _ = token;
    match keyword {
        "switch" | "select" => Sentence::Plain(format!("missing {{ after {keyword} clause")),
        _ => Sentence::Unexpected(format!(", expected {{ after {keyword} clause")),
    }
}

/// An operand should follow.
fn operand(cx: &Builder, pos: Pos, token: Token, welcome: &Welcome) -> Sentence {
    if token == Token::BodyBrace && keyword_of_open_header(cx.text, cx.base, pos.0) == Some("for") {
        // Right behind the first semicolon, which a line break may have inserted.
        let gap = &cx.text[cx.text_before(pos).len()..(pos.0 - cx.base) as usize];
        if cx.text_before(pos).ends_with(';') || gap.contains('\n') {
            return expected("for loop condition");
        }
    }
    if token == Token::RBrack {
        if welcome.has(":") {
            return expected("operand");
        }
        let before = cx.text_before(pos);
        // What stands before the bracket, without comments between them.
        let bracket = Pos(cx.base + before.len() as u32 - 1);
        let name = before
            .ends_with('[')
            .then(|| cx.text_before(bracket).chars().next_back())
            .flatten();
        if name.is_some_and(is_letter) {
            return expected("type argument list");
        }
    }
    expected("expression")
}

/// An expression is complete, and this token neither continues it nor what it stands in.
fn behind_operand(cx: &Builder, pos: Pos, welcome: &Welcome, place: Place) -> Sentence {
    if welcome.has("body{") {
        return header_end(cx, pos, Token::Comma, welcome);
    }
    if welcome.has(";") {
        return statement_end(welcome, place);
    }
    if let Some(sentence) = list_end(welcome) {
        return sentence;
    }
    if welcome.has(":") {
        return expected(":");
    }
    if welcome.has(":=") {
        return expected(":= or = or comma");
    }
    unexpected(" at end of statement")
}

/// A list or bracket of expressions should go on or end.
fn list_end(welcome: &Welcome) -> Option<Sentence> {
    let sentence = if welcome.has("}") {
        missing("composite literal", "comma", "}")
    } else if welcome.has_all(&[")", "..."]) {
        missing("argument list", "comma", ")")
    } else if welcome.has(")") {
        match welcome.has(",") {
            true => missing("parameter list", "comma", ")"),
            false => expected(")"),
        }
    } else if welcome.has("]") {
        match welcome.has(":") {
            true => expected("comma, : or ]"),
            false => expected("]"),
        }
    } else {
        return None;
    };
    Some(sentence)
}

/// A declaration, specification or statement is complete.
fn statement_end(welcome: &Welcome, place: Place) -> Sentence {
    match place {
        _ if welcome.has(")") => missing("grouped declaration", "semicolon or newline", ")"),
        Place::Struct => missing("struct type", "semicolon or newline", "}"),
        Place::Interface => missing("interface type", "semicolon or newline", "}"),
        _ if welcome.has("}") => unexpected(" at end of statement"),
        _ => unexpected(" after top level declaration"),
    }
}

/// A type could begin here.
fn in_types(cx: &Builder, pos: Pos, token: Token, welcome: &Welcome, place: Place) -> Sentence {
    let before = cx.text_before(pos);
    if before.ends_with("chan") || before.ends_with("chan<-") {
        return plain("missing channel element type");
    }
    if before.ends_with("...") {
        return plain("... is missing type");
    }
    if welcome.has("tparam[") || welcome.has("=") && !welcome.has(",") || before.ends_with('=') {
        return unexpected(" in type declaration");
    }
    if welcome.has("~") {
        return match () {
            _ if welcome.has_all(&[",", "]"]) => missing("parameter list", "comma", "]"),
            _ => expected("~ term or type"),
        };
    }
    if welcome.has("...") {
        return match welcome.has(",") {
            true => missing("parameter list", "comma", ")"),
            false => expected(")"),
        };
    }
    if welcome.has("=") && !welcome.has(";") {
        // `var x` and no more.
        return expected("type");
    }
    if welcome.has(";") {
        // Behind parameters, where results could begin, or behind a constant's name.
        return statement_end(welcome, place);
    }
    let _ = token;
    expected("type")
}

/// Names and punctuation.
fn punctuation(
    cx: &mut Builder,
    pos: Pos,
    token: Token,
    welcome: &Welcome,
    place: Place,
) -> Sentence {
    let before = cx.text_before(pos);
    if welcome.has_all(&["name", "*", "}"]) && token == Token::Semi(SemiKind::EndOfFile) {
        return expected("}");
    }
    if welcome.has_all(&["name", "*", "}"]) {
        return expected("field name or embedded type");
    }
    if welcome.within(&["name"]) {
        if before.ends_with(')')
            && before.trim_end_matches(')').trim_end().ends_with('(')
            && !before.ends_with("))")
        {
            cx.error(pos, "method has no receiver");
        }
        return expected("name");
    }
    if welcome.has("name") && welcome.within(&["name", "("]) {
        // Behind `*` an embedded field.
        let group = ["var", "const", "type", "*"]
            .iter()
            .any(|word| before.ends_with(word));
        return expected(if group { "name" } else { "name or (" });
    }
    if welcome.has("name") && welcome.within(&["name", ")"]) {
        return expected("name");
    }
    if welcome.has_all(&["]", ","]) && (place == Place::TypeParams || welcome.has("|")) {
        return missing("parameter list", "comma", "]");
    }
    if welcome.has(":=") && !welcome.has(";") {
        return expected(":= or = or comma");
    }
    if welcome.has(";") {
        return statement_end(welcome, place);
    }
    if welcome.has("(") {
        return expected("(");
    }
    if let Some(sentence) = list_end(welcome) {
        return sentence;
    }
    for (name, shown) in [
        ("[", "["),
        ("{", "{"),
        (":", ":"),
        ("chan", "keyword chan"),
        ("=", "type"),
    ] {
        if welcome.has(name) {
            return expected(shown);
        }
    }
    let _ = token;
    statement_end(welcome, place)
}
