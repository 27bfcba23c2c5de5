//! Any text becomes a tree, with diagnostics that lie within the text.
#![no_main]

use gorun_grammar::{ParseInput, parse_file};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(text) = gorun_fuzz::text(data) else {
        return;
    };
    let text = text.to_string();
    gorun_fuzz::on_deep_stack(move || {
        let (file, errors) = parse_file(ParseInput {
            text: &text,
            base: 1,
        });
        assert!(file.end.0 as usize == text.len() + 1);
        for error in errors {
            let at = error.pos.0 as usize;
            assert!(
                at >= 1 && at <= text.len() + 1,
                "{at} is outside of the text: {error:?}"
            );
        }
    });
});
