//! Packages go/format and go/printer: what gorun's own formatter does for them (decision 034).

pub mod printer {
    use crate::vm::native::GoStr;

    crate::natives! {
        "standard" => standard,
    }

    /// The text of a comment above a declaration.
    fn standard(text: GoStr) -> Vec<u8> {
        let text = String::from_utf8_lossy(text.bytes());
        crate::format::standard_doc(&text).into_bytes()
    }
}

pub mod format {
    use crate::format::{Options, file_or_fragment};
    use crate::vm::native::{GoStr, NativeCx};

    crate::natives! {
        "source" => source,
    }

    /// The text formatted, if it is sound.
    fn source(cx: &mut NativeCx, text: GoStr) -> (GoStr, bool) {
        let text = std::str::from_utf8(text.bytes()).ok();
        let options = Options {
            keeps_fragments_imports: true,
            ..Options::default()
        };
        match text.map(|text| file_or_fragment(text, options)) {
            Some(Ok(formatted)) => (cx.string(formatted), true),
            _ => (GoStr::EMPTY, false),
        }
    }
}
