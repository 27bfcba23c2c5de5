//! What watches a run: the history of a recorded run, and what is made of it: a page, a file for trace viewers, numbers that
//! say why a program does not run in parallel. Knows the machine; never changes how it runs.

mod history;
mod json;
mod merge;
pub mod varint;

pub mod page;
pub mod trace_events;
pub mod waits;

pub use json::quoted;

pub use history::{
    Channel, Collection, End, Goroutine, History, Message, Place, Slice, Stopping, Value,
};
