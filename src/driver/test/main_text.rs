//! The main function of a package's tests, as Go text.

use super::example::Output;
use super::functions::{Functions, Named};
use crate::types::quote;

/// Which packages there are to import.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The package itself.
    pub inner: bool,
    /// `foo_test`.
    pub outer: bool,
}

/// Names of the package and of its outer tests; no package can declare them.
const INNER: &str = "_test";
const OUTER: &str = "_xtest";

pub fn write(path: &str, module: &str, functions: &Functions, has: Parts) -> String {
    let mut out = String::from("package main\n\nimport (\n\t\"os\"\n\t\"regexp\"\n\t\"testing\"\n");
    let used = |outer: bool| {
        let here = |n: &Named| n.outer == outer;
        let lists = [
            &functions.tests,
            &functions.benchmarks,
            &functions.fuzz_tests,
        ];
        lists.iter().any(|list| list.iter().any(here))
            || functions.examples.iter().any(|(n, _)| here(n))
            || functions.main.as_ref().is_some_and(here)
    };
    let import = |name: &str, path: String, outer: bool| {
        let name = if used(outer) { name } else { "_" };
        format!("\t{name} {path}\n", path = quote(&path))
    };
    if has.inner {
        out.push_str(&import(INNER, path.to_string(), false));
    }
    if has.outer {
        out.push_str(&import(OUTER, format!("{path}_test"), true));
    }
    out.push_str(")\n\n");
    list(&mut out, "tests", "InternalTest", &functions.tests);
    list(
        &mut out,
        "benchmarks",
        "InternalBenchmark",
        &functions.benchmarks,
    );
    list(
        &mut out,
        "fuzzTests",
        "InternalFuzzTarget",
        &functions.fuzz_tests,
    );
    out.push_str("var examples = []testing.InternalExample{\n");
    for (example, Output { text, unordered }) in &functions.examples {
        out.push_str(&format!(
            "\t{{{}, {}, {}, {unordered}}},\n",
            quote(&example.name),
            qualified(example),
            go_string(text)
        ));
    }
    out.push_str("}\n");
    // Files that were named are no package that anybody could import.
    let shown = if path == super::FILES { "" } else { path };
    let dependencies = DEPENDENCIES.replace("PATH", shown);
    out.push_str(&dependencies.replace("MODULE", module));
    let run = match &functions.main {
        Some(main) => format!("\t{}(m)\n\tos.Exit(exitCode)\n", qualified(main)),
        None => "\tos.Exit(m.Run())\n".to_string(),
    };
    out.push_str(&format!(
        "\nfunc main() {{\n\tm := testing.MainStart(deps{{}}, tests, benchmarks, fuzzTests, examples)\n{run}}}\n"
    ));
    out
}

fn qualified(named: &Named) -> String {
    let package = if named.outer { OUTER } else { INNER };
    format!("{package}.{}", named.name)
}

fn list(out: &mut String, variable: &str, ty: &str, functions: &[Named]) {
    out.push_str(&format!("var {variable} = []testing.{ty}{{\n"));
    for f in functions {
        out.push_str(&format!("\t{{{}, {}}},\n", quote(&f.name), qualified(f)));
    }
    out.push_str("}\n");
}

/// A Go string literal.
fn go_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What package testing asks its main function for.
const DEPENDENCIES: &str = r#"
type deps struct{}

func (deps) ImportPath() string { return "PATH" }
func (deps) ModulePath() string { return "MODULE" }

var (
	pattern  string
	compiled *regexp.Regexp
	exitCode int
)

func (deps) MatchString(pat, str string) (bool, error) {
	if compiled == nil || pattern != pat {
		re, err := regexp.Compile(pat)
		if err != nil {
			return false, err
		}
		pattern, compiled = pat, re
	}
	return compiled.MatchString(str), nil
}

func (deps) SetExitCode(code int) { exitCode = code }
"#;
