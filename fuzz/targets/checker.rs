//! What parses is checked: facts or diagnostics, no crash. Imports lead to stand-ins.
#![no_main]

use gorun::source::ReportStyle;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(text) = gorun_fuzz::text(data) else {
        return Corpus::Reject;
    };
    let text = text.to_string();
    gorun_fuzz::on_deep_stack(move || {
        let Some(loaded) = gorun_fuzz::load_small(&text) else {
            return Corpus::Reject;
        };
        if let Err((errors, sources)) = gorun::driver::check(loaded) {
            let failure = gorun::driver::report_all(&errors, &sources, ReportStyle::default());
            assert!(!failure.0.is_empty(), "refused without a word");
        }
        Corpus::Keep
    })
});
