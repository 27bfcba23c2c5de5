//! Compiler directives, as far as they can be in a wrong place: one belongs to the declaration that follows it.

use super::Diagnoser;

#[derive(Default)]
pub struct Directives {
    /// How many of the lexer's have been seen.
    seen: usize,
    /// Those that no declaration has taken yet.
    waiting: Vec<(u32, &'static str)>,
}

impl Diagnoser<'_> {
    pub fn note_directives(&mut self) {}

    pub fn take_directives(&mut self) {}

    pub fn clear_directives(&mut self) {}
}
