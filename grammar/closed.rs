//! Texts that end before they are whole. gc says nothing of the end where something else was wrong before (a comment or a string that is
//! not terminated most often), and checks the types of what it has read. So such a text is read again with what may be missing.
//!
//! It never says what is wrong: a text that it cannot make whole, nobody checks.

use crate::builder::Builder;
use crate::disambiguate::Disambiguate;
use crate::lexer::Lexer;
use crate::token::{SemiKind, Token};
use crate::{Parsed, read_tokens};

/// What stands for an operand or a type that is missing: no word is empty.
const MISSING: Token<'static> = Token::Ident("");
const SEMI: Token<'static> = Token::Semi(SemiKind::EndOfFile);

/// What may have to be said for the statement or list at the end, one way for each set of these.
#[derive(Clone, Copy)]
struct Ways(u8);

impl Ways {
    const ALL: u8 = 1 << 4;

    /// An operand or a type is missing at the very end.
    fn operand(self) -> bool {
        self.0 & 1 != 0
    }

    /// The header's semicolons do not belong to it: what it ranges over stands there.
    fn no_semicolons(self) -> bool {
        self.0 & 2 != 0
    }

    /// A type follows the innermost bracket.
    fn element(self) -> bool {
        self.0 & 4 != 0
    }

    /// A clause of a switch or a select is without its colon, or a literal's key without its value.
    fn colon(self) -> bool {
        self.0 & 8 != 0
    }
}

/// The text as if everything were closed that is open at its end. None where nothing is, or where that does not make it right.
pub fn read(text: &str, base: u32) -> Option<Parsed> {
    let end = base + text.len() as u32;
    let mut tokens = Disambiguate::new(Lexer::new(text, base));
    tokens.by_ref().for_each(drop);
    let open: Vec<_> = tokens.open().collect();
    // What a header is about stands behind its semicolon.
    let usual = u8::from(open[0].1.is_some() && tokens.at_statement());
    let attempt = |ways| {
        let closing = closing(&open, Ways(ways ^ usual)).into_iter();
        let mut tokens = Disambiguate::new(Lexer::new(text, base));
        let closing: Vec<_> = closing.map(|token| (end, token, end)).collect();
        tokens.then = closing.into_iter();
        let parsed = read_tokens(Builder::new(base, text), tokens, text, base);
        parsed.file.is_ok().then_some(parsed)
    };
    (0..Ways::ALL).find_map(attempt)
}

fn closing(open: &[(Option<Token<'static>>, Option<u8>)], ways: Ways) -> Vec<Token<'static>> {
    let mut closing = Vec::new();
    if ways.operand() {
        closing.push(MISSING);
    }
    if ways.colon() {
        closing.push(Token::Colon);
    }
    for (i, &(close, header)) in open.iter().enumerate() {
        if let Some(semicolons) = header {
            for _ in 0..semicolons {
                if !ways.no_semicolons() {
                    closing.extend([SEMI, MISSING]);
                }
            }
            closing.extend([Token::BodyBrace, Token::RBrace]);
        }
        closing.push(close.unwrap_or(SEMI));
        if i == 0 && ways.element() {
            closing.push(MISSING);
        }
    }
    closing
}
