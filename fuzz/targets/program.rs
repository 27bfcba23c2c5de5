//! A whole program over the real library, run under limits: one P (so that no data race can tear a value), two
//! seconds, little memory. Whatever it does, it ends with an exit code.
#![no_main]

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use gorun::source::ReportStyle;
use gorun::vm::{Config, Machine};
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(text) = gorun_fuzz::text(data) else {
        return Corpus::Reject;
    };
    let text = text.to_string();
    let program = gorun_fuzz::on_deep_stack(move || {
        let loaded = gorun_fuzz::load_harmless(&text)?;
        let checked = gorun::driver::check(loaded).ok()?;
        Some(
            gorun::driver::build(checked, ReportStyle::default(), false)
                .ok()?
                .program,
        )
    });
    let Some(program) = program else {
        return Corpus::Reject;
    };
    let mut config = Config {
        gomaxprocs: 1,
        stack_limit: 16 << 20,
        ..Config::default()
    };
    config.limits.memory = Some(256 << 20);
    let resolve = |native: &_| gorun::std::resolve(native).map(|n| n.code);
    let machine = Machine::new(program, config, &resolve).expect("the program fits together");
    let (done, ended) = channel::<()>();
    std::thread::scope(|scope| {
        let machine = &machine;
        scope.spawn(move || {
            if ended.recv_timeout(Duration::from_secs(2)) == Err(RecvTimeoutError::Timeout) {
                machine.sched().exit(3);
            }
        });
        machine.run_main();
        drop(done);
    });
    Corpus::Keep
});
