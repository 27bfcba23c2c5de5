//! Package strconv: numbers and quoted strings as text and back.

pub mod float;
