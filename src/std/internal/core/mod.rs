//! The small parts of larger packages that packages which every program imports need: kept apart so that these
//! stay quick to load.

pub mod stdio;
pub mod unicode;
