//! What the compiler emits: `tests/bytecode/X.go` compiles to `X.golden` (`gorun dis`, package main).
//! `GORUN_BLESS=1 cargo test --test bytecode` rewrites the expectations; read the difference before committing it.

mod harness;

use std::fs;
use std::process::Command;
use std::time::Duration;

use gorun::bytecode::isa::{Ext, OPS, Operand};
use harness::{gorun, root};

#[test]
fn code_is_as_expected() {
    let bless = std::env::var_os("GORUN_BLESS").is_some();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("tests/bytecode")).unwrap() {
        let source = entry.unwrap().path();
        if source.extension().is_none_or(|e| e != "go") {
            continue;
        }
        let ran = harness::run(
            Command::new(gorun()).arg("dis").arg(&source),
            Duration::from_secs(60),
        );
        assert_eq!(ran.code, Some(0), "{}: {}", source.display(), ran.stderr);
        let golden = source.with_extension("golden");
        if bless {
            fs::write(&golden, &ran.stdout).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != ran.stdout {
            wrong.push(format!("{}:\n{}", source.display(), ran.stdout));
        }
    }
    assert!(
        wrong.is_empty(),
        "the code differs from its .golden file:\n{}",
        wrong.join("\n")
    );
}

/// Instructions some of whose registers the table does not tell, or not how many. Each is looked at in `bytecode/effects.rs`, or reads
/// nothing through them.
const SPECIAL: &[&str] = &[
    "MovN",
    "StoreV",
    "Box",
    "EqIfaceValue",
    "EqValue",
    "SliceSlice",
    "SliceStr",
    "SliceArr",
    "AppendV",
    "AppendVRoom",
    "Append64Room",
    "Idx2D64",
    "Idx2D8U",
    "SetIdx2D64",
    "SetIdx2D8",
    "ConcatN",
    "DecodeRune",
    "MapGet",
    "MapGetOk",
    "MapSet",
    "MapAddr",
    "MapDelete",
    "Send",
    "Select",
    "MakeClosure",
];

/// The collector keeps alive what a frame will still read. An instruction that reads a slot which `effects` does not name lets
/// it free what is in use.
#[test]
fn every_instruction_with_hidden_registers_is_known() {
    for info in OPS {
        let hidden = info
            .operands
            .iter()
            .any(|o| matches!(o, Operand::RS | Operand::T))
            || info.ext.contains(&Ext::X16x4);
        assert_eq!(
            hidden,
            SPECIAL.contains(&info.name),
            "{}: does bytecode/effects.rs name all slots that it reads?",
            info.name
        );
    }
}
