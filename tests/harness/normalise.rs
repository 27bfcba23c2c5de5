//! Standard error made comparable. Used by the test runners and by `xtask bless`.

/// What may differ between Go and gorun on standard error is made equal: addresses, pc offsets, arguments in
/// tracebacks, directories, and frames of the runtime itself.
pub fn normalise(stderr: &str) -> String {
    let mut out = String::new();
    let mut lines = stderr.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("exit status ") {
            continue;
        }
        let runtime_frame = ["runtime.", "sync.", "internal/", "time.", "panic("]
            .iter()
            .any(|p| line.starts_with(p));
        if runtime_frame && lines.peek().is_some_and(|next| next.starts_with('\t')) {
            lines.next();
            continue;
        }
        out.push_str(&normalise_line(line));
        out.push('\n');
    }
    out
}

fn normalise_line(line: &str) -> String {
    if line.starts_with("[signal SIGSEGV") {
        return "[signal SIGSEGV]".into();
    }
    if let Some(place) = line.strip_prefix('\t').filter(|l| l.contains(".go:")) {
        let place = place.split(" +0x").next().unwrap();
        return format!("\t{}", place.rsplit('/').next().unwrap());
    }
    if let Some((number, state)) = line
        .strip_prefix("goroutine ")
        .and_then(|l| l.split_once(' '))
    {
        // Which numbers other goroutines get is the runtime's own affair.
        return format!(
            "goroutine {} {state}",
            if number == "1" { "1" } else { "N" }
        );
    }
    let call = line.starts_with("main.") && line.ends_with(')');
    if let Some(open) = line.rfind('(').filter(|_| call) {
        return format!("{}(...)", &line[..open]);
    }
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("0x") {
        out.push_str(&rest[..at]);
        out.push_str("0x?");
        rest = rest[at + 2..].trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out + rest
}
