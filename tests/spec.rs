//! `docs/SPEC.md` names tests that exist: files, and in programs of `tests/run` the functions.

mod harness;

use std::fs;

use regex::Regex;

use harness::root;

#[test]
fn named_tests_exist() {
    let text = fs::read_to_string(root().join("docs/SPEC.md")).unwrap();
    let named = Regex::new(r"`(lang|panics|conc|std|check)/([a-z0-9_/]+\.go)(?: (\w+))?`").unwrap();
    let mut wrong = Vec::new();
    for found in named.captures_iter(&text) {
        let folder = match &found[1] {
            "check" => "tests/check".to_string(),
            other => format!("tests/run/{other}"),
        };
        let path = root().join(folder).join(&found[2]);
        match (fs::read_to_string(&path), found.get(3)) {
            (Err(_), _) => wrong.push(found[0].to_string()),
            (Ok(program), Some(name)) => {
                let name = name.as_str();
                let declared = [format!("func {name}("), format!("func {name}[")];
                if !declared.iter().any(|d| program.contains(d.as_str())) {
                    wrong.push(found[0].to_string());
                }
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "no such test: {}", wrong.join(", "));
}
