//! Stands between lexer and parser and tells apart what an LR parser with one token of lookahead cannot:
//!
//! - the `{` that opens the body of an `if`, `for`, `switch` or `select` from the one of a literal or a type,
//! - the `(` of a function type's results from the one of a call or conversion, and the `*` or `<-` that begins its result
//!   from an operator,
//! - the `[` of a type declaration's type parameters from the one of an array type, and the one of a method's in an
//!   interface (which has none, but gc says so) from the one of an embedded instance,
//! - `chan<-` from `chan` and a channel type that begins with an arrow.
//!
//! It also bounds how deep constructs nest, so that neither the parser's stack nor a pass that walks the tree
//! can be driven without limit. It keeps a stack of open brackets and looks back one token; it never rejects
//! a program otherwise.

use logos::Logos;

use crate::lexer::{Lexer, Spanned};
use crate::token::{Raw, SemiKind, Token};

/// How deep brackets, prefix operators, type constructors, labels and `else if` may nest together.
const MAX_DEPTH: u32 = 10_000;

/// How far to look for the end of what follows `type T[P` before giving up.
const MAX_LOOKAHEAD: usize = 4096;

#[derive(Clone, Copy, PartialEq)]
enum Bracket {
    File,
    Paren,
    /// Parameters behind the word `func`.
    FuncParams,
    /// `type (`.
    TypeGroup,
    /// `[` where an operand or type is expected: behind its `]` comes the rest of the type.
    TypeBrack,
    Brack,
    Brace,
    /// `interface {`.
    Interface,
}

/// A clause between its keyword and its body.
#[derive(Clone, Copy)]
struct Header {
    semicolons_left: u8,
    /// A type literal or function type has begun, so the next `{` at this level is not the body's.
    type_begun: bool,
}

struct Frame {
    bracket: Bracket,
    header: Option<Header>,
    /// What at this level nests without brackets: `---x`, `[][][]T`, `L: M: x`.
    run: u32,
    /// `else` of one chain.
    elses: u32,
}

impl Frame {
    fn new(bracket: Bracket) -> Frame {
        Frame {
            bracket,
            header: None,
            run: 0,
            elses: 0,
        }
    }
}

/// Where the parser is in a type declaration or an element of an interface.
#[derive(Clone, Copy, PartialEq)]
enum TypeSpec {
    Outside,
    ExpectsName,
    HasName,
    ExpectsMethod,
    HasMethod,
}

pub struct Disambiguate<'s> {
    pub lexer: Lexer<'s>,
    peeked: Option<Spanned<'s>>,
    /// What follows the end of the text.
    pub then: std::vec::IntoIter<Spanned<'s>>,
    frames: Vec<Frame>,
    depth: u32,
    previous: Token<'s>,
    /// The last token ended an operand or a type.
    operand_ended: bool,
    /// The last token closed a function type's parameters.
    params_ended: bool,
    type_spec: TypeSpec,
    /// Nesting went beyond the limit; the rest of the file is not read.
    pub too_deep: Option<(u32, &'static str)>,
}

impl<'s> Disambiguate<'s> {
    pub fn new(lexer: Lexer<'s>) -> Disambiguate<'s> {
        Disambiguate {
            lexer,
            peeked: None,
            then: Vec::new().into_iter(),
            frames: vec![Frame::new(Bracket::File)],
            depth: 0,
            previous: Token::Semi(SemiKind::Newline),
            operand_ended: false,
            params_ended: false,
            type_spec: TypeSpec::Outside,
            too_deep: None,
        }
    }

    /// What is open here, the innermost first: the token that closes a bracket, and how many semicolons the header of a statement in it
    /// still takes, if there is one. The last is the file.
    pub fn open(&self) -> impl Iterator<Item = (Option<Token<'static>>, Option<u8>)> {
        self.frames.iter().rev().map(|frame| {
            let close = match frame.bracket {
                Bracket::File => None,
                Bracket::Paren | Bracket::FuncParams | Bracket::TypeGroup => Some(Token::RParen),
                Bracket::TypeBrack | Bracket::Brack => Some(Token::RBrack),
                Bracket::Brace | Bracket::Interface => Some(Token::RBrace),
            };
            (close, frame.header.map(|header| header.semicolons_left))
        })
    }

    /// Whether a statement may begin here, one in a header included.
    pub fn at_statement(&self) -> bool {
        use Token::{For, If, Semi, Switch};
        matches!(self.previous, Semi(_) | If | For | Switch)
    }

    fn top(&mut self) -> &mut Frame {
        // The frame of the file is never popped.
        self.frames.last_mut().expect("a frame for the file")
    }

    fn push(&mut self, bracket: Bracket) {
        self.frames.push(Frame::new(bracket));
        self.depth += 1;
    }

    /// Closes the innermost bracket. A closer that does not fit changes nothing: the parser stops at it.
    fn pop(&mut self, fits: impl Fn(Bracket) -> bool) -> Option<Bracket> {
        let frame = self.frames.pop_if(|frame| fits(frame.bracket))?;
        self.depth -= 1 + frame.run + frame.elses;
        Some(frame.bracket)
    }

    fn nest(&mut self) {
        self.top().run += 1;
        self.depth += 1;
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.top().run);
        self.depth -= run;
    }

    fn begin_header(&mut self, semicolons_left: u8) {
        self.end_run();
        self.top().header = Some(Header {
            semicolons_left,
            type_begun: false,
        });
    }

    fn begin_type(&mut self) {
        self.nest();
        if let Some(header) = &mut self.top().header {
            header.type_begun = true;
        }
    }

    /// What the token is in its place; keeps the books.
    #[inline]
    fn resolve(&mut self, token: Token<'s>) -> Token<'s> {
        use Token::*;
        let operand_ended = std::mem::take(&mut self.operand_ended);
        let params_ended = std::mem::take(&mut self.params_ended);
        if operand_ended
            && !matches!(token, Dot | LBrack | LBrace)
            && let Some(header) = &mut self.top().header
        {
            header.type_begun = false;
        }
        let type_spec = std::mem::replace(&mut self.type_spec, TypeSpec::Outside);
        let mut token = token;
        match token {
            Ident(_) => {
                match type_spec {
                    TypeSpec::ExpectsName => self.type_spec = TypeSpec::HasName,
                    TypeSpec::ExpectsMethod => self.type_spec = TypeSpec::HasMethod,
                    _ => {}
                }
                self.operand_ended = true;
            }
            Lit(..) => self.operand_ended = true,
            LParen if params_ended => {
                token = ResultParen;
                self.push(Bracket::Paren);
            }
            Star if params_ended => {
                token = ResultStar;
                self.nest();
            }
            Arrow if params_ended => {
                token = ResultArrow;
                self.nest();
            }
            LParen => match self.previous {
                Func => self.push(Bracket::FuncParams),
                Type => {
                    self.push(Bracket::TypeGroup);
                    self.type_spec = TypeSpec::ExpectsName;
                }
                _ => self.push(Bracket::Paren),
            },
            LBrack => {
                if self.previous == RBrack {
                    // Perhaps an array type whose first bracket looked like an index.
                    self.nest();
                }
                let type_params = match type_spec {
                    TypeSpec::HasName => opens_type_params(self.lexer.rest()),
                    TypeSpec::HasMethod => opens_method_type_params(self.lexer.rest()),
                    _ => false,
                };
                if type_params {
                    token = TypeParamBrack;
                    self.push(Bracket::Brack);
                } else if operand_ended {
                    self.push(Bracket::Brack);
                } else {
                    self.begin_type();
                    self.push(Bracket::TypeBrack);
                }
            }
            LBrace => {
                let of_type = matches!(self.previous, Struct | Interface);
                if let Some(header) = &mut self.top().header
                    && !of_type
                {
                    if header.type_begun {
                        header.type_begun = false;
                    } else {
                        token = BodyBrace;
                        self.top().header = None;
                    }
                }
                if self.previous == Interface {
                    self.push(Bracket::Interface);
                    self.type_spec = TypeSpec::ExpectsMethod;
                } else {
                    self.push(Bracket::Brace);
                }
            }
            RParen => {
                let fits =
                    |b| matches!(b, Bracket::Paren | Bracket::FuncParams | Bracket::TypeGroup);
                let closed = self.pop(fits);
                self.params_ended = closed == Some(Bracket::FuncParams);
                self.operand_ended = !self.params_ended;
            }
            RBrack => {
                let closed = self.pop(|b| matches!(b, Bracket::Brack | Bracket::TypeBrack));
                self.operand_ended = closed != Some(Bracket::TypeBrack) && self.previous != LBrack;
            }
            RBrace => {
                self.pop(|b| matches!(b, Bracket::Brace | Bracket::Interface));
                self.operand_ended = true;
            }
            Semi(_) => {
                self.end_run();
                let frame = self.top();
                match &mut frame.header {
                    Some(header) if header.semicolons_left > 0 => {
                        header.semicolons_left -= 1;
                        header.type_begun = false;
                    }
                    _ => {
                        frame.header = None;
                        let elses = std::mem::take(&mut frame.elses);
                        let bracket = frame.bracket;
                        self.depth -= elses;
                        match bracket {
                            Bracket::TypeGroup => self.type_spec = TypeSpec::ExpectsName,
                            Bracket::Interface => self.type_spec = TypeSpec::ExpectsMethod,
                            _ => {}
                        }
                    }
                }
            }
            Comma | Assign | Define | AssignOp(_) | Binary(_) | Case | Default => self.end_run(),
            Star | Sign(_) | Pipe | Arrow if operand_ended => self.end_run(),
            Colon | Star | Sign(_) | Arrow | Not | Tilde => self.nest(),
            Chan | ChanSend => self.nest(),
            Map | Func | Struct => self.begin_type(),
            If | Switch => self.begin_header(1),
            For => self.begin_header(2),
            Select => self.begin_header(0),
            Else => {
                self.top().elses += 1;
                self.depth += 1;
            }
            Type => self.type_spec = TypeSpec::ExpectsName,
            _ => {}
        }
        self.previous = token;
        token
    }
}

impl<'s> Iterator for Disambiguate<'s> {
    type Item = Spanned<'s>;

    #[inline]
    fn next(&mut self) -> Option<Spanned<'s>> {
        if self.too_deep.is_some() {
            return None;
        }
        let (start, mut token, mut end) = match self.peeked.take() {
            Some(spanned) => spanned,
            None => match self.lexer.next() {
                Some(spanned) => spanned,
                None => return self.then.next(),
            },
        };
        if token == Token::Chan {
            match self.lexer.next() {
                Some((_, Token::Arrow, arrow_end)) => (token, end) = (Token::ChanSend, arrow_end),
                other => self.peeked = other,
            }
        }
        let token = self.resolve(token);
        if self.depth > MAX_DEPTH {
            let what = match token {
                Token::LBrace | Token::BodyBrace => "blocks nested too deeply",
                Token::Else | Token::Colon => "statements nested too deeply",
                Token::Chan | Token::ChanSend | Token::Map | Token::Func => {
                    "type nested too deeply"
                }
                _ => "expression nested too deeply",
            };
            self.too_deep = Some((start, what));
            return None;
        }
        Some((start, token, end))
    }
}

/// What follows, as far as these questions need it told apart.
fn tokens_ahead<'s>(rest: &'s str) -> impl FnMut() -> Option<Token<'s>> {
    use Token::*;
    let mut raw = Raw::lexer(rest);
    move || {
        loop {
            let token = match raw.next()? {
                Ok(Raw::Newline | Raw::LineComment | Raw::BlockComment(_) | Raw::Stray)
                | Err(_) => continue,
                Ok(Raw::Word) => Token::of_word(raw.slice()),
                Ok(Raw::WideWord(_)) => Ident(raw.slice()),
                Ok(Raw::LParen) => LParen,
                Ok(Raw::RParen) => RParen,
                Ok(Raw::LBrack) => LBrack,
                Ok(Raw::RBrack) => RBrack,
                Ok(Raw::LBrace) => LBrace,
                Ok(Raw::RBrace) => RBrace,
                Ok(Raw::Comma) => Comma,
                Ok(Raw::Star) => Star,
                Ok(Raw::Tilde) => Tilde,
                Ok(Raw::Arrow) => Arrow,
                Ok(Raw::Ellipsis) => Ellipsis,
                // All else continues an expression.
                Ok(_) => Dot,
            };
            return Some(token);
        }
    }
}

/// Whether `[` behind a name in an interface opens type parameters: names with constraints up to a `]` that
/// parameters follow. `T[P, Q]` is an embedded instance.
fn opens_method_type_params(rest: &str) -> bool {
    use Token::*;
    let mut next = tokens_ahead(rest);
    let (mut depth, mut named) = (0, false);
    let mut previous = Comma;
    for _ in 0..MAX_LOOKAHEAD {
        let Some(token) = next() else { return false };
        if depth == 0 && matches!(previous, Ident(_)) {
            named |= !matches!(token, Comma | RBrack | LBrack | Dot);
        }
        match token {
            LParen | LBrack | LBrace => depth += 1,
            RBrack if depth == 0 => return named && next() == Some(LParen),
            RParen | RBrack | RBrace => depth -= 1,
            _ => {}
        }
        previous = token;
    }
    false
}

/// Whether `[` behind the name of a type declaration opens type parameters; `rest` follows the bracket.
///
/// gc parses an expression and splits it if need be; the outcome is the same. `[P *C]` and `[P (C)]` are array
/// lengths unless a comma follows or the right side can only be a type.
fn opens_type_params(rest: &str) -> bool {
    use Token::*;
    let mut next = tokens_ahead(rest);
    if !matches!(next(), Some(Ident(_))) {
        return false;
    }
    let mut token = match next() {
        Some(Dot | RBrack) | None => return false,
        Some(token @ (Star | LParen)) => token,
        Some(_) => return true,
    };
    let (mut parens, mut others) = (0i32, 0i32);
    let mut type_element = false;
    let mut operand_ended = true;
    for _ in 0..MAX_LOOKAHEAD {
        match token {
            LParen => parens += 1,
            RParen => parens -= 1,
            Comma if parens == 0 && others == 0 => return true,
            RBrack if others == 0 => return type_element,
            LBrack => {
                type_element |= others == 0 && !operand_ended;
                others += 1;
            }
            LBrace => others += 1,
            RBrack | RBrace => others -= 1,
            Struct | Interface | Func | Map | Chan | Tilde => type_element |= others == 0,
            _ => {}
        }
        operand_ended = matches!(token, Ident(_) | RParen | RBrack | RBrace);
        match next() {
            Some(following) => token = following,
            None => return false,
        }
    }
    type_element
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The token kinds that this module decides about, in order.
    fn decisions(text: &str) -> String {
        let tokens = Disambiguate::new(Lexer::new(text, 1));
        let letter = |token| match token {
            Token::LBrace => Some('{'),
            Token::BodyBrace => Some('B'),
            Token::ResultParen => Some('R'),
            Token::ResultStar | Token::ResultArrow => Some('r'),
            Token::LParen => Some('('),
            Token::LBrack => Some('['),
            Token::TypeParamBrack => Some('T'),
            Token::ChanSend => Some('>'),
            Token::Chan => Some('c'),
            _ => None,
        };
        tokens.filter_map(|(_, token, _)| letter(token)).collect()
    }

    #[test]
    fn braces_of_bodies() {
        for (text, expected) in [
            ("if x == T {}", "B"),
            ("if x == (T{}) {}", "({B"),
            ("if f(T{}) {}", "({B"),
            ("for _, x := range []int{1} {}", "[{B"),
            ("for _, x := range [...]T{{1}} {}", "[{{B"),
            ("for range map[string]T{} {}", "[{B"),
            ("for range struct{ a int }{1} {}", "{{B"),
            ("switch x := y.(type) {}", "(B"),
            ("switch {}", "B"),
            ("select {}", "B"),
            ("if a[i] {}", "[B"),
            ("if a[i] == b {}", "[B"),
            ("if func() bool { return true }() {}", "({(B"),
            ("for _, f := range []func(){a} {}", "[({B"),
            ("if x := []byte(s); len(x) == 0 {}", "[((B"),
            ("if i := (interface{})(nil); i == nil {}", "({(B"),
            ("for ch <- []int{}[0]; x; {}", "[{[B"),
            ("for i := 0; i < n; i++ { if a { x = T{} } }", "BB{"),
            ("if x {} else if y {} else {}", "BB{"),
        ] {
            assert_eq!(decisions(text), expected, "{text}");
        }
    }

    #[test]
    fn results_of_function_types() {
        assert_eq!(decisions("var f func(int) (a, b int)"), "(R");
        assert_eq!(decisions("func f(x int) (a, b int)"), "((");
        assert_eq!(decisions("func (r T) m(x int) (a, b int)"), "(((");
        assert_eq!(decisions("x = func() (int) { }()"), "(R{(");
        assert_eq!(decisions("x = func()()"), "(R");
        assert_eq!(decisions("x = func() *T * y"), "(r");
        assert_eq!(decisions("var f func() <-chan int"), "(rc");
    }

    #[test]
    fn channels() {
        assert_eq!(decisions("chan<- chan <- int"), ">>");
        assert_eq!(decisions("<-chan int"), "c");
    }

    #[test]
    fn type_parameters_and_array_lengths() {
        let tparams = [
            "P any",
            "P, Q any",
            "P *C,",
            "P *C, Q D",
            "P interface{}",
            "P ~int",
            "P []E",
            "P *[]int",
            "P (*struct{})",
        ];
        for inside in tparams {
            assert_eq!(
                &decisions(&format!("type T[{inside}] int"))[..1],
                "T",
                "{inside}"
            );
        }
        for inside in [
            "N", "N + 1", "P *C", "P (C)", "a.N", "5", "", "...", "P(C) * 2", "N | M",
        ] {
            assert_eq!(
                &decisions(&format!("type T [{inside}] int"))[..1],
                "[",
                "{inside}"
            );
        }
        assert_eq!(&decisions("type (\n A int\n B[P any] int\n)"), "(T");
        assert_eq!(&decisions("var x [P * C]int"), "[");
    }
}
