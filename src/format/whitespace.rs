//! The white space that waits for the next token.

use super::printer::{CELL, FORM_FEED, Printer, Space};

impl Printer<'_> {
    /// Writes the first `count` of those that wait.
    pub(super) fn write_spaces(&mut self, count: usize) {
        let mut i = 0;
        while i < count {
            match self.spaces[i] {
                Space::Nothing => {}
                Space::Indent => self.indent += 1,
                Space::Unindent => self.indent = (self.indent - 1).max(0),
                Space::Newline | Space::FormFeed
                    if i + 1 < count && self.spaces[i + 1] == Space::Unindent =>
                {
                    // A label is less indented than what stands before it: the break takes effect after.
                    self.spaces[i] = Space::Unindent;
                    self.spaces[i + 1] = Space::FormFeed;
                    continue;
                }
                Space::Newline => self.write_byte(b'\n', 1),
                Space::FormFeed => self.write_byte(FORM_FEED, 1),
                Space::Blank => self.write_byte(b' ', 1),
                Space::Cell => self.write_byte(CELL, 1),
            }
            i += 1;
        }
        self.spaces.drain(..count);
    }

    pub(super) fn breaks_wait(&self) -> bool {
        self.spaces
            .iter()
            .any(|s| matches!(s, Space::Newline | Space::FormFeed))
    }
}
