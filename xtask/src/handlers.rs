//! Checks that each handler of a release binary ends in a jump: one that calls the next and returns behind it keeps a frame of the host, and a program of a few
//! million instructions overflows the stack (`src/vm/dispatch/threaded.rs`). No test sees that of handlers that it does not run often enough; a handler that returns at all
//! is one that calls, as only leaving the loop returns.
//!
//! The binary must have its symbols: `cargo rustc --release --bin gorun -- -C strip=none`. Debug builds have no such handlers.

use std::process::Command;

/// Fewer cannot be all of them.
const LEAST: usize = 400;

pub fn handlers(bin: &str) {
    let output = Command::new("objdump")
        .args(["-d", "--no-show-raw-insn", bin])
        .output()
        .expect("objdump runs");
    assert!(output.status.success(), "objdump {bin}: {}", output.status);
    let text = String::from_utf8_lossy(&output.stdout);
    let mut current = None;
    let (mut count, mut wrong) = (0, Vec::new());
    for line in text.lines() {
        if let Some(name) = line.strip_suffix(">:") {
            let name = name.split_once('<').map_or(name, |(_, name)| name);
            current = is_handler(name).then_some(name);
            count += usize::from(current.is_some());
        } else if let Some(name) = current
            && line.split('\t').any(|word| word.trim_end() == "ret")
            && wrong.last() != Some(&name)
        {
            wrong.push(name);
        }
    }
    assert!(
        count >= LEAST,
        "{bin}: {count} handlers: it has no symbols, or no handlers that jump"
    );
    for name in &wrong {
        println!("{name} returns");
    }
    println!("{count} handlers, {} of them return", wrong.len());
    if !wrong.is_empty() {
        std::process::exit(1);
    }
}

/// By its symbol: of an instruction, or of a fused sequence.
fn is_handler(name: &str) -> bool {
    name.split_once("dispatch6chosen")
        .is_some_and(|(_, rest)| rest.starts_with("4each") || rest.starts_with("5FUSED"))
}
