//! Leaves out the bodies of top-level functions, or all that follows their names. For the standard library, of which a program needs
//! a small part: what it needs is parsed again by `parse_function` or `parse_signature`.
//!
//! Bodies are left out of any text: the words between their braces are read and forgotten. More is left out only of texts formatted as
//! gofmt does it, where the end of a function is seen from how lines begin and end; a test compares the two for all of gorun's library.

use crate::token::{Raw, Token};

/// Follows the tokens of a file's top level.
#[derive(Default)]
pub struct Bodies {
    /// Inside a function's declaration, before its body.
    in_func: bool,
    /// Open brackets of any kind.
    depth: u32,
    /// The last token was `struct` or `interface`.
    type_literal: bool,
    /// There was a token since the last semicolon.
    in_statement: bool,
}

impl Bodies {
    /// Whether the token opens a function's body.
    pub fn opens_body(&mut self, token: Token<'_>) -> bool {
        let type_literal = std::mem::take(&mut self.type_literal);
        let first = !std::mem::replace(&mut self.in_statement, !matches!(token, Token::Semi(_)));
        match token {
            Token::Func if self.depth == 0 && first => self.in_func = true,
            Token::Struct | Token::Interface => self.type_literal = true,
            Token::Semi(_) if self.depth == 0 => self.in_func = false,
            Token::LBrace if self.in_func && self.depth == 0 && !type_literal => {
                self.in_func = false;
                return true;
            }
            Token::LParen | Token::LBrack | Token::LBrace => self.depth += 1,
            Token::RParen | Token::RBrack | Token::RBrace => {
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
        false
    }
}

/// Reads up to the brace that closes the one just read: its place, or `None` at the end of the text.
pub fn body_end(words: &mut logos::Lexer<'_, Raw>) -> Option<std::ops::Range<usize>> {
    let mut depth = 0u32;
    while let Some(word) = words.next() {
        match word {
            Ok(Raw::LBrace) => depth += 1,
            Ok(Raw::RBrace) if depth == 0 => return Some(words.span()),
            Ok(Raw::RBrace) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Follows the tokens of a file's top level, up to the name of each function.
#[derive(Default)]
pub struct Heads {
    state: Head,
}

#[derive(Default)]
enum Head {
    #[default]
    Elsewhere,
    /// Behind `func`.
    Func,
    Receiver,
    /// Behind the receiver.
    Name,
}

impl Heads {
    /// Whether the token is a function's name. `line_start`: nothing stands before it in its line.
    pub fn ends_at(&mut self, token: Token<'_>, line_start: bool) -> bool {
        let name = match (&self.state, token) {
            (Head::Elsewhere, Token::Func) if line_start => {
                self.state = Head::Func;
                return false;
            }
            (Head::Func, Token::LParen) => {
                self.state = Head::Receiver;
                return false;
            }
            (Head::Receiver, Token::RParen) => {
                self.state = Head::Name;
                return false;
            }
            (Head::Elsewhere | Head::Receiver, _) => return false,
            (Head::Func | Head::Name, token) => matches!(token, Token::Ident(_)),
        };
        self.state = Head::Elsewhere;
        name
    }
}

/// What was left out of a function.
pub struct LeftOut {
    /// In bytes, from the name's end to the declaration's.
    pub len: usize,
    /// There is a body.
    pub body: bool,
}

/// The end of a function in a text that is formatted: `rest` begins behind its name.
pub fn function_end(rest: &str) -> LeftOut {
    let bytes = rest.as_bytes();
    let mut line = 0;
    loop {
        let end = memchr::memchr(b'\n', &bytes[line..]).map_or(bytes.len(), |at| line + at);
        let (len, body) = match bytes[..end].last() {
            Some(b'{') => {
                let close = memchr::memmem::find(&bytes[end..], b"\n}\n");
                (close.map_or(bytes.len(), |at| end + at + 2), true)
            }
            Some(b'}') => (end, true),
            // Parameters on lines of their own.
            Some(b'(' | b',') if end < bytes.len() => {
                line = end + 1;
                continue;
            }
            _ => (end, false),
        };
        return LeftOut { len, body };
    }
}
