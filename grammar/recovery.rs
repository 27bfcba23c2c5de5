//! Where gc loses its place. Behind a statement it does not understand it goes on at the next semicolon, closing brace or
//! statement keyword, and an opening brace on the way has then no partner: a later brace ends the function too
//! early, and what stands behind it is "outside". Our parser skips braces in pairs; this finds what gc would say.

use crate::ast::Pos;
use crate::lexer::Lexer;
use crate::token::Token;

/// The place that gc finds outside the function, and where it goes on: what is between, it does not look at.
pub struct Lost {
    pub outside: Pos,
    pub resumed: Pos,
}

/// What follows from an error at `pos`, "at end of statement".
pub fn lost_places(text: &str, base: u32, pos: Pos) -> Vec<Lost> {
    let mut found = Vec::new();
    let end = base + text.len() as u32;
    // Ends with the text.
    let _ = look_for_lost(Lexer::new(text, base), pos, end, &mut found);
    found
}

fn look_for_lost(mut tokens: Lexer, pos: Pos, end: u32, found: &mut Vec<Lost>) -> Option<()> {
    let mut depth = 0;
    let mut next = tokens.next()?;
    while next.0 < pos.0 {
        depth += opened(next.1);
        next = tokens.next()?;
    }
    let mut skipped = 0;
    while !ends_skipping(next.1) {
        skipped += opened(next.1);
        next = tokens.next()?;
    }
    if skipped == 0 || depth <= 0 {
        return None;
    }
    while depth > 0 {
        depth += opened(next.1);
        next = tokens.next()?;
    }
    loop {
        while matches!(next.1, Token::Semi(_)) {
            next = tokens.next()?;
        }
        if !begins_declaration(next.1) {
            let outside = Pos(next.0);
            let resumed = tokens.find(|(_, token, _)| begins_declaration(*token));
            found.push(Lost {
                outside,
                resumed: Pos(resumed.map_or(end, |r| r.0)),
            });
            next = resumed?;
        }
        if matches!(next.1, Token::Func | Token::Import) {
            return None;
        }
        // A declaration that was the function's is read as the file's.
        let mut brackets = 0;
        while brackets > 0 || !matches!(next.1, Token::Semi(_)) {
            brackets += match next.1 {
                Token::LParen => 1,
                Token::RParen => -1,
                token => opened(token),
            };
            next = tokens.next()?;
        }
    }
}

fn opened(token: Token) -> i32 {
    match token {
        Token::LBrace | Token::BodyBrace => 1,
        Token::RBrace => -1,
        _ => 0,
    }
}

fn begins_declaration(token: Token) -> bool {
    use Token::*;
    matches!(token, Import | Const | Type | Var | Func)
}

fn ends_skipping(token: Token) -> bool {
    use Token::*;
    matches!(
        token,
        Semi(_)
            | RBrace
            | Case
            | Default
            | Break
            | Const
            | Continue
            | Defer
            | Fallthrough
            | For
            | Go
            | Goto
            | If
            | Return
            | Select
            | Switch
            | Type
            | Var
    )
}
