//! Source files, positions in them, and how diagnostics are shown. Reads no files and judges nothing.

mod constraint;
mod excerpt;
mod files;
mod place;
mod report;
mod text;
mod words;

pub use constraint::{Constraint, file_constraints, is_go_build, is_plus_build};
pub use excerpt::{Excerpt, Paint};
pub use files::{FileId, NamedPlace, Position, SourceFile, SourceMap};
pub use gorun_grammar::Diagnostic;
pub use gorun_grammar::ast::Pos;
pub use place::{place, resolve_places};
pub use report::{ReportStyle, listed, mentioned, report};
pub use text::Text;
pub use words::Words;
