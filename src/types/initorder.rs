//! The order in which package-level variables are initialised, and cycles in it.

use super::checker::Checker;

impl Checker<'_> {
    pub(super) fn init_order(&mut self) {
        todo!()
    }
}
