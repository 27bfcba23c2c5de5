//! Leaves out the bodies of top-level functions: the words between their braces are read and forgotten. For the
//! standard library, of which a program needs a small part: what it needs is parsed again by `parse_function`.

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
