//! What stands in a file as it stands there: every token and every comment with its place, for the formatter.
//!
//! The tree says what a program means; where a bracket closes and which comment stands where it does not say.

use crate::ast::Pos;
use crate::lexer::Lexer;
use crate::token::{SemiKind, Token};

/// The tokens and comments of a text, each list in order.
#[derive(Debug, Default)]
pub struct Words {
    /// The last one is the end of the text.
    pub tokens: Vec<Word>,
    pub comments: Vec<(Pos, Pos)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub kind: WordKind,
    pub start: Pos,
    pub end: Pos,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    Open,
    Close,
    /// A semicolon that is written.
    Semicolon,
    /// A semicolon that stands for the end of a line or of the text; its place is that of the first line break. If that is
    /// inside of a comment, the comment comes first.
    LineEnd,
    EndOfFile,
    Other,
}

pub(crate) fn words(text: &str, base: u32) -> Words {
    let mut lexer = Lexer::with_comments(text, base);
    let mut tokens: Vec<Word> = Vec::with_capacity(text.len() / 4);
    for (start, token, end) in lexer.by_ref() {
        let kind = match token {
            Token::Semi(SemiKind::Written) => WordKind::Semicolon,
            Token::Semi(_) => WordKind::LineEnd,
            Token::LParen | Token::LBrack | Token::LBrace => WordKind::Open,
            Token::RParen | Token::RBrack | Token::RBrace => WordKind::Close,
            _ => WordKind::Other,
        };
        let (mut start, mut end) = (start, end);
        if kind == WordKind::LineEnd {
            let from = (start - base) as usize;
            let line = text.get(from..).and_then(|rest| rest.find('\n'));
            start += line.unwrap_or(0) as u32;
            end = start + 1;
        }
        let (start, end) = (Pos(start), Pos(end));
        tokens.push(Word { kind, start, end });
    }
    let end = Pos(base + text.len() as u32);
    tokens.push(Word {
        kind: WordKind::EndOfFile,
        start: end,
        end,
    });
    let comments = lexer.comments.unwrap_or_default();
    Words {
        tokens,
        comments: comments
            .into_iter()
            .map(|(a, b)| (Pos(a), Pos(b)))
            .collect(),
    }
}
