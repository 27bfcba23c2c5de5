//! The packages below compress/.

pub mod flate;
