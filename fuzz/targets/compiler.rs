//! What the checker accepts is compiled, and the bytecode passes the verifier.
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
        // Only a main package becomes a program.
        let runs = loaded.packages.last().is_some_and(|p| p.name == "main");
        let Ok(checked) = gorun::driver::check(loaded) else {
            return Corpus::Reject;
        };
        if !runs {
            let _ = gorun::driver::compile_only(checked);
        } else if let Ok(built) = gorun::driver::build(checked, ReportStyle::default(), false) {
            let wrong = gorun::bytecode::verify::verify(&built.program);
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
        Corpus::Keep
    })
});
