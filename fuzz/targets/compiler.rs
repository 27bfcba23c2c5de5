//! What the checker accepts is compiled, and the bytecode passes the verifier.
#![no_main]

use gorun::source::ReportStyle;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(text) = gorun_fuzz::text(data) else {
        return Corpus::Reject;
    };
    gorun::driver::on_deep_stack(|| {
        let style = ReportStyle::default();
        let Some(loaded) = gorun_fuzz::load_small(text) else {
            return Corpus::Reject;
        };
        let Ok(checked) = gorun::driver::check(loaded, style) else {
            return Corpus::Reject;
        };
        if let Ok(built) = gorun::driver::build(checked, style) {
            let wrong = gorun::bytecode::verify::verify(&built.program);
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
        Corpus::Keep
    })
});
