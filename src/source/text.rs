//! A source text: read or typed, or one of those built in, which are where they are.

use std::ops::Deref;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub enum Text {
    Read(Arc<str>),
    BuiltIn(&'static str),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Read(text) => text,
            Text::BuiltIn(text) => text,
        }
    }
}
