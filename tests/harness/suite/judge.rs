//! Whether a program of the suite passes, with gorun or with the real Go.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::super::process::{Ran, run};
use super::folder::{Package, packages, write};
use super::{Action, Program, errors};

/// A Go implementation that can be judged.
pub trait Subject: Sync {
    /// The command that runs a program: files in `folder`, or with no files the package there.
    fn run(&self, folder: &Path, files: &[String]) -> Result<Command, String>;
    /// The command that compiles (and does not run) a package, named likewise.
    fn compile(&self, folder: &Path, files: &[String], flags: &[String]) -> Command;
    /// The command that only finds the errors, all of them.
    fn check(&self, folder: &Path, files: &[String], flags: &[String]) -> Command;
}

/// Judges one program in at most `limit` for each step.
pub fn passes(program: &Program, subject: &dyn Subject, limit: Duration) -> Result<(), String> {
    let temporary = Temporary::new();
    let judge = Judge {
        program,
        subject,
        limit,
        temporary: &temporary.0,
    };
    match program.action {
        Action::Run => judge.run_file(),
        Action::RunOutput => judge.run_output(),
        Action::RunDir => judge.run_dir(),
        Action::BuildRunDir => judge.run_package(),
        Action::BuildDir => judge.build_package(),
        Action::Compile => judge.compile_file(),
        Action::CompileDir => judge.compile_dir(),
        Action::ErrorCheck => judge.check_file(&program.file()),
        Action::ErrorCheckDir => judge.check_dir(),
        Action::ErrorCheckOutput => judge.check_output(),
    }
}

struct Judge<'a> {
    program: &'a Program,
    subject: &'a dyn Subject,
    limit: Duration,
    temporary: &'a Path,
}

impl Judge<'_> {
    fn run_file(&self) -> Result<(), String> {
        let ran = self.run(&self.program.file(), &self.program.args)?;
        self.expect(ran)
    }

    /// Runs a file. Arguments that are Go files belong to the program.
    fn run(&self, file: &Path, args: &[String]) -> Result<Ran, String> {
        let folder = file.parent().unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let more = args.iter().take_while(|a| a.ends_with(".go"));
        let files: Vec<String> = std::iter::once(name)
            .chain(more.map(|a| a.trim_start_matches("./").to_string()))
            .collect();
        let mut command = self.subject.run(folder, &files)?;
        command
            .args(&args[files.len() - 1..])
            .current_dir(Path::new(super::SUITE).join(folder));
        Ok(run(&mut command, self.limit))
    }

    fn generated(&self) -> Result<PathBuf, String> {
        let ran = succeeded(self.run(&self.program.file(), &self.program.args)?)?;
        let file = self.temporary.join("generated/tmp__.go");
        write(&file, &ran.stdout)?;
        Ok(file)
    }

    fn run_output(&self) -> Result<(), String> {
        let file = self.generated()?;
        let ran = self.run(&file, &[])?;
        self.expect(ran)
    }

    fn run_dir(&self) -> Result<(), String> {
        let list = self.packages()?;
        let last = list.last().ok_or("an empty folder")?;
        let mut command = self.subject.run(&last.folder, &[])?;
        let ran = run(command.current_dir(&last.folder), self.limit);
        self.expect(ran)
    }

    fn run_package(&self) -> Result<(), String> {
        let folder = self.program.folder();
        let mut command = self.subject.run(&folder, &[])?;
        let ran = run(command.current_dir(&folder), self.limit);
        self.expect(ran)
    }

    fn build_package(&self) -> Result<(), String> {
        let folder = self.program.folder();
        let mut command = self.subject.compile(&folder, &[], &self.program.flags);
        succeeded(run(command.current_dir(&folder), self.limit)).map(|_| ())
    }

    fn compile_file(&self) -> Result<(), String> {
        let file = self.program.file();
        let folder = file.parent().unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut command = self.subject.compile(folder, &[name], &self.program.flags);
        succeeded(run(command.current_dir(folder), self.limit)).map(|_| ())
    }

    fn compile_dir(&self) -> Result<(), String> {
        for package in self.packages()? {
            let mut command = self
                .subject
                .compile(&package.folder, &[], &self.program.flags);
            succeeded(run(command.current_dir(&package.folder), self.limit))?;
        }
        Ok(())
    }

    fn check_file(&self, file: &Path) -> Result<(), String> {
        let folder = file.parent().unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut command =
            self.subject
                .check(folder, std::slice::from_ref(&name), &self.program.flags);
        let ran = run(command.current_dir(folder), self.limit);
        let text = String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
        self.announced(ran, &[(name, text)], self.program.want_error)
    }

    fn check_output(&self) -> Result<(), String> {
        let file = self.generated()?;
        self.check_file(&file)
    }

    fn check_dir(&self) -> Result<(), String> {
        let list = self.packages()?;
        for (i, package) in list.iter().enumerate() {
            let mut command = self
                .subject
                .check(&package.folder, &[], &self.program.flags);
            let ran = run(command.current_dir(&package.folder), self.limit);
            let last = i + 1 == list.len();
            self.announced(ran, &package.files, last && self.program.want_error)?;
        }
        Ok(())
    }

    fn packages(&self) -> Result<Vec<Package>, String> {
        packages(
            &self.program.folder(),
            self.program.single_files,
            self.temporary,
        )
    }

    fn announced(
        &self,
        ran: Ran,
        sources: &[(String, String)],
        refused: bool,
    ) -> Result<(), String> {
        match (ran.code, refused) {
            (Some(0), true) => return Err("compiled, but must be refused".into()),
            (Some(0), false) | (Some(1 | 2), true) => {}
            _ => return Err(why(&ran)),
        }
        let auto = self.program.path.contains("auto");
        errors::compare(&(ran.stdout + &ran.stderr), sources, auto)
    }

    /// The program ended well and printed what stands in the file beside it, if there is one.
    fn expect(&self, ran: Ran) -> Result<(), String> {
        let ran = succeeded(ran)?;
        match fs::read_to_string(self.program.file().with_extension("out")) {
            Ok(want)
                if ran.stdout.clone() + &ran.stderr != want
                    && ran.stderr.clone() + &ran.stdout != want =>
            {
                Err("output differs".into())
            }
            _ => Ok(()),
        }
    }
}

fn succeeded(ran: Ran) -> Result<Ran, String> {
    if ran.code == Some(0) {
        Ok(ran)
    } else {
        Err(why(&ran))
    }
}

fn why(ran: &Ran) -> String {
    let first = ran
        .stderr
        .lines()
        .chain(ran.stdout.lines())
        .find(|l| !l.starts_with('#') && !l.trim().is_empty())
        .unwrap_or("");
    let code = match ran.code {
        Some(code) => format!("exit {code}"),
        None if ran.stderr.contains("[killed after") => "does not end".to_string(),
        None => "killed by a signal".to_string(),
    };
    let first: String = first.chars().take(200).collect();
    format!("{code}: {first}")
}

/// A folder of its own for each judgement.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Temporary {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("gorun-suite-{}-{number}", std::process::id());
        Temporary(std::env::temp_dir().join(name))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
