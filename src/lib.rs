//! gorun runs Go programs from source. See docs/ARCHITECTURE.md for the map.

pub mod types;
