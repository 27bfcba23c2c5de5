//! What parses is checked: facts or diagnostics, no crash. Imports lead to stand-ins.
#![no_main]

use gorun::source::ReportStyle;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(text) = gorun_fuzz::text(data) else {
        return Corpus::Reject;
    };
    gorun::driver::on_deep_stack(|| {
        let Some(loaded) = gorun_fuzz::load_small(text) else {
            return Corpus::Reject;
        };
        if let Err(failure) = gorun::driver::check(loaded, ReportStyle::default()) {
            assert!(!failure.0.is_empty(), "refused without a word");
        }
        Corpus::Keep
    })
});
