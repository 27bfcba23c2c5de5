//! Reports of data races made comparable. Used by the test runner and by `xtask bless`.

/// How a program ended under `-race`, as an expectation holds it: the exit code, what it printed, and its races.
pub fn expectation(code: i32, stdout: &str, stderr: &str) -> String {
    let races = races(stderr).join("\n");
    format!("exit code {code}\n--- standard output\n{stdout}--- races\n{races}\n")
}

/// The races of a report, each a line and each once: where the program's own functions did what clashes, and where the goroutine of the earlier access was
/// started. Of each stack the program's outermost frame: inside, Go leaves out frames of functions that end in a call of its runtime. Addresses, numbers and kinds
/// are left out: of a map Go may report two words, and of `x++` either half.
fn races(stderr: &str) -> Vec<String> {
    let reports = stderr.split("WARNING: DATA RACE\n").skip(1);
    let mut all: Vec<String> = reports
        .filter_map(|report| {
            let report = report.split("==================").next()?;
            let mut stacks = report.split("\n\n");
            let (now, before) = (outermost(stacks.next()?)?, outermost(stacks.next()?)?);
            let made = stacks.filter_map(outermost).collect::<Vec<_>>().join(", ");
            Some(format!("{now} after {before}, started in {made}"))
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The last of a stack's frames that is the program's.
fn outermost(stack: &str) -> Option<String> {
    let frames: Vec<&str> = stack.lines().skip(1).collect();
    let mut shown = frames.chunks(2).filter_map(|frame| {
        let [function, place] = frame else {
            return None;
        };
        let place = place.rsplit('/').next()?.split(' ').next()?;
        let own = function.starts_with("  main.") && place.contains(".go:");
        own.then(|| format!("{} {place}", function.trim()))
    });
    shown.next_back()
}
