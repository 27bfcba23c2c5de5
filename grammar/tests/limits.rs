//! Texts that no one writes by hand: they must be refused politely or accepted, in little time, on a small stack.

use gorun_grammar::{ParseInput, parse_file};

/// Parses and drops the tree on a stack of 8 MB, as a main thread has it; the first message, if any.
fn first_message(text: String) -> Option<String> {
    let parse = move || {
        let (file, diagnostics) = parse_file(ParseInput {
            text: &text,
            base: 1,
        });
        drop(file);
        diagnostics.into_iter().next().map(|d| d.message)
    };
    let thread = std::thread::Builder::new()
        .stack_size(8 << 20)
        .spawn(parse)
        .expect("a thread");
    thread.join().expect("no panic")
}

fn body(text: &str) -> String {
    format!("package p\n\nfunc f() {{\n{text}\n}}\n")
}

#[track_caller]
fn refused(text: String, message: &str) {
    let found = first_message(text);
    assert!(
        found.as_deref().is_some_and(|m| m.contains(message)),
        "{found:?}"
    );
}

#[track_caller]
fn accepted(text: String) {
    assert_eq!(first_message(text), None);
}

const MANY: usize = 100_000;

#[test]
fn long_chains_are_accepted() {
    accepted(body(&format!("x := 1{}", "+1".repeat(MANY))));
    accepted(body(&format!("x := -1{}", " + -1".repeat(MANY))));
    accepted(body(&format!("x := a{}", " && a || b == c".repeat(MANY))));
    accepted(body(&format!("f{}", "()".repeat(MANY))));
    accepted(body(&format!("f{}()", ".a".repeat(MANY))));
    accepted(body(&format!("x := []int{{{}}}", "1,".repeat(MANY))));
    accepted(body(&"x = 1\n".repeat(MANY)));
}

#[test]
fn moderate_nesting_is_accepted() {
    let nested = |open: &str, middle: &str, close: &str, depth| {
        format!("{}{middle}{}", open.repeat(depth), close.repeat(depth))
    };
    accepted(body(&format!("x := {}", nested("(", "1", ")", 9000))));
    accepted(body(&format!(
        "x := {0} + {0}",
        nested("(", "1", ")", 9000)
    )));
    accepted(body(&nested("{", "", "}", 9000)));
    accepted(body(&nested("if a {", "", "}", 9000)));
    accepted(body(&format!("x := T{}", nested("{", "", "}", 9000))));
    accepted(format!("package p\nvar x {}int\n", "[]".repeat(4000)));
}

#[test]
fn excessive_nesting_is_refused() {
    let many = |text: &str| text.repeat(MANY);
    let deep = "nested too deeply";
    for text in [
        "(",
        "f(",
        "- ",
        "!",
        "*",
        "<-",
        "[]",
        "func() ",
        "chan ",
        "map[int]",
        "T{",
        "[3]",
        "func() { x := ",
    ] {
        refused(body(&format!("x := {}", many(text))), deep);
    }
    for text in ["[]", "[3]", "chan ", "map[int]", "func() ", "struct { a "] {
        refused(format!("package p\nvar x {}", many(text)), deep);
    }
    refused(body(&many("{")), deep);
    refused(body(&many("L: ")), deep);
    refused(body(&format!("if a {{}}{}", many(" else if a {}"))), deep);
    refused(
        format!("package p\nvar x = {}", "(".repeat(10_000_000)),
        deep,
    );
    refused("(".repeat(10_000_000), "package statement must be first");
    // An error before the nesting: then it is the diagnosis that must not go too deep.
    for open in [
        "(",
        "[]",
        "T{",
        "{",
        "func() {",
        "if x {",
        "- ",
        "struct { a ",
        "L: ",
        "x[",
        "f(",
    ] {
        let deep_behind_error = format!("x = = 1\ny := {}", open.repeat(1_000_000));
        refused(body(&deep_behind_error), "unexpected =");
    }
    refused(
        body(&format!("x = = 1\nif a {{}}{}", many(" else if a {}"))),
        "unexpected =",
    );
}

#[test]
fn errors_deep_inside_do_not_take_long() {
    refused(
        body(&format!("x := {}{}", "(".repeat(9990), "] ".repeat(MANY))),
        "unexpected ]",
    );
    refused(
        body(&format!("{}{}", "{".repeat(9990), "x y;".repeat(MANY))),
        "unexpected name y",
    );
    refused(body(&")".repeat(MANY)), "unexpected )");
    refused(body(&"x = = 1\n".repeat(MANY)), "unexpected =");
    refused(
        "package p\ntype T [P * (".repeat(1000),
        "unexpected keyword package",
    );
    refused(body(&"\0".repeat(MANY)), "invalid NUL character");
    refused(body(&"'".repeat(MANY)), "rune literal");
    refused("é$#@".repeat(MANY), "");
}
