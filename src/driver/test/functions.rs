//! Which functions of a test file are tests, benchmarks, fuzz tests and examples, as `go test` has it.

use gorun_grammar::ast::{Decl, ExprKind, FuncDecl};
use gorun_grammar::{ParseInput, parse_file};

use super::super::folder::SourceText;
use super::super::in_go;
use super::super::shown;
use super::example;

/// What a package's main function has to name.
#[derive(Debug, Default)]
pub struct Functions {
    pub tests: Vec<Named>,
    pub benchmarks: Vec<Named>,
    pub fuzz_tests: Vec<Named>,
    pub examples: Vec<(Named, example::Output)>,
    /// `TestMain`.
    pub main: Option<Named>,
}

#[derive(Clone, Debug)]
pub struct Named {
    pub name: String,
    /// In the package `foo_test`.
    pub outer: bool,
}

impl Functions {
    /// Adds those of a file. `Err`: a test with other parameters than a test has, or what go/parser has against the file. What
    /// only the compiler has is reported when it is loaded.
    pub fn add(&mut self, file: &SourceText, outer: bool) -> Result<(), String> {
        const BASE: u32 = 1;
        let (tree, wrong) = parse_file(ParseInput {
            text: &file.text,
            base: BASE,
        });
        if !wrong.is_empty()
            && let Some(why) = in_go::first_error(file)
        {
            return Err(format!("{}:{why}", shown::short(&file.path)));
        }
        let mut examples = Vec::new();
        for decl in &tree.decls {
            let Decl::Func(f) = decl else { continue };
            if f.recv.is_some() {
                continue;
            }
            let name = f.name.name.as_str();
            let named = Named {
                name: name.to_string(),
                outer,
            };
            let checked = |parameter: &str, ty: &str| match takes(f, ty) && f.tparams.is_empty() {
                true => Ok(()),
                false => Err(self::wrong(file, f, BASE, parameter, ty)),
            };
            if name == "TestMain" {
                if takes(f, "T") {
                    self.tests.push(named);
                    continue;
                }
                checked("m", "M")?;
                if self.main.is_some() {
                    return Err("multiple definitions of TestMain".to_string());
                }
                self.main = Some(named);
            } else if is_test(name, "Test") {
                checked("t", "T")?;
                self.tests.push(named);
            } else if is_test(name, "Benchmark") {
                checked("b", "B")?;
                self.benchmarks.push(named);
            } else if is_test(name, "Fuzz") {
                checked("f", "F")?;
                self.fuzz_tests.push(named);
            } else if is_test(name, "Example")
                && let Some(body) = &f.body
                && f.ty.params.fields.is_empty()
                && f.ty.results.is_none()
            {
                let inside = (body.lbrace.0 - BASE) as usize..(body.rbrace.0 - BASE) as usize;
                let text = file.text.get(inside).unwrap_or_default();
                if let Some(output) = example::output(text) {
                    examples.push((named, output));
                }
            }
        }
        self.examples.extend(examples);
        Ok(())
    }
}

/// `Test`, or that with something behind it that does not begin with a small letter.
fn is_test(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix)
        .is_some_and(|rest| !rest.chars().next().is_some_and(char::is_lowercase))
}

/// Whether the function's one parameter is a pointer to a type of that name, from whatever package.
fn takes(f: &FuncDecl, ty: &str) -> bool {
    let [field] = &f.ty.params.fields[..] else {
        return false;
    };
    if f.ty.results.is_some() || field.names.len() > 1 {
        return false;
    }
    let ExprKind::Star(to) = &field.ty.kind else {
        return false;
    };
    match &to.kind {
        ExprKind::Ident(name) => name == ty,
        ExprKind::Selector { sel, .. } => sel.name == ty,
        _ => false,
    }
}

fn wrong(file: &SourceText, f: &FuncDecl, base: u32, parameter: &str, ty: &str) -> String {
    let offset = (f.pos.0 - base) as usize;
    let before = file.text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = offset - before.rfind('\n').map_or(0, |i| i + 1) + 1;
    let name = &f.name.name;
    let place = format!("{}:{line}:{column}", file.path.display());
    if !f.tparams.is_empty() {
        return format!(
            "{place}: wrong signature for {name}, test functions cannot have type parameters"
        );
    }
    format!("{place}: wrong signature for {name}, must be: func {name}({parameter} *testing.{ty})")
}

#[cfg(test)]
mod tests {
    use super::is_test;

    #[test]
    fn names() {
        assert!(is_test("Test", "Test") && is_test("TestX", "Test") && is_test("Test_x", "Test"));
        assert!(is_test("TestÄ", "Test") && is_test("Test1", "Test"));
        assert!(!is_test("Testing", "Test") && !is_test("Tes", "Test"));
    }
}
