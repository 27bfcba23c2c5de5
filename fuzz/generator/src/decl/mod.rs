//! Declarations of package level.

mod constants;
mod functions;
mod interfaces;
mod types;
