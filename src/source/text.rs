//! A source text: read or typed, or one of those built in, which are where they are.

use std::borrow::Cow;
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

impl From<Cow<'static, str>> for Text {
    fn from(text: Cow<'static, str>) -> Text {
        match text {
            Cow::Borrowed(text) => Text::BuiltIn(text),
            Cow::Owned(text) => Text::Read(text.into()),
        }
    }
}
