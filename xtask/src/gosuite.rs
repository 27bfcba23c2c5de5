//! Which programs of Go's suite pass: writes the lists in tests/go_suite, or measures another folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use crate::gc::Gc;
use crate::oracle;
use crate::process::in_parallel;
use crate::suite::{FOLDERS, Gorun, Group, Program, Subject, passes, programs};

const LIMIT: Duration = Duration::from_secs(30);

/// `folder`: one that the lists do not cover; then nothing is written but the failures, to standard output.
pub fn gosuite(bin: &str, ask_oracle: bool, folder: Option<&str>) {
    let bin = fs::canonicalize(bin).unwrap_or_else(|e| panic!("{bin}: {e}"));
    let lists = match folder {
        None => oracle::root().join("tests/go_suite"),
        Some(name) => oracle::root().join("target/go_suite").join(name),
    };
    fs::create_dir_all(&lists).unwrap();
    let folders = match &folder {
        None => FOLDERS.to_vec(),
        Some(name) => vec![*name],
    };
    let (skipped, programs): (Vec<Program>, Vec<Program>) = programs(&folders)
        .into_iter()
        .partition(|p| p.skip.is_some());
    let lines = skipped
        .iter()
        .map(|p| format!("{} # {}\n", p.path, p.skip.as_deref().unwrap_or("")));
    fs::write(lists.join("skipped.txt"), lines.collect::<String>()).unwrap();

    let rejected_list = lists.join("not_go127.txt");
    if ask_oracle {
        write(&rejected_list, &failing(&programs, &RealGo::new(&programs)));
    }
    let rejected = fs::read_to_string(rejected_list).unwrap_or_default();
    let rejected: BTreeSet<&str> = rejected
        .lines()
        .filter_map(|l| l.split(" #").next())
        .collect();
    let programs: Vec<Program> = programs
        .into_iter()
        .filter(|p| !rejected.contains(p.path.as_str()))
        .collect();
    for &group in Group::ALL {
        let list: Vec<Program> = programs
            .iter()
            .filter(|p| p.group() == group)
            .cloned()
            .collect();
        let failed = failing(&list, &Gorun(bin.clone()));
        write(&lists.join(group.list()), &failed);
        let passed = list.len() - failed.len();
        println!(
            "{group:?}: {passed} of {} pass ({:.1}%)",
            list.len(),
            100.0 * passed as f64 / list.len() as f64
        );
    }
    println!("lists: {}", lists.display());
}

fn failing(programs: &[Program], subject: &dyn Subject) -> Vec<(String, String)> {
    let failed = Mutex::new(Vec::new());
    in_parallel(programs, |program| {
        let outcome = passes(program, subject, LIMIT);
        if let Err(why) = outcome {
            failed.lock().unwrap().push((program.path.clone(), why));
        }
        Ok(())
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort();
    failed
}

/// One line for each program, with the first line of the cause.
fn write(list: &Path, failed: &[(String, String)]) {
    let lines = failed.iter().map(|(path, why)| {
        let cause: String = why.lines().next().unwrap_or("").chars().take(200).collect();
        format!("{path} # {cause}\n")
    });
    fs::write(list, lines.collect::<String>()).unwrap();
}

/// The real Go as the suite's own driver calls it.
struct RealGo {
    gc: Gc,
    go: PathBuf,
}

impl RealGo {
    fn new(programs: &[Program]) -> RealGo {
        let files: Vec<PathBuf> = programs.iter().map(Program::file).collect();
        RealGo {
            gc: Gc::new(&files),
            go: oracle::go(),
        }
    }

    fn build(&self, files: &[String], flags: &[&str]) -> Command {
        let mut command = Command::new(&self.go);
        command.arg("build").args(flags).env("CGO_ENABLED", "0");
        command.args(["-o", &self.gc.scratch("exe").to_string_lossy()]);
        if files.is_empty() {
            command.arg(".");
        }
        command.args(files);
        command
    }
}

impl Subject for RealGo {
    fn run(&self, folder: &Path, files: &[String]) -> Result<Command, String> {
        let exe = self.gc.scratch("exe");
        let _ = fs::remove_file(&exe);
        let built = self.build(files, &[]).current_dir(folder).output();
        match built.is_ok_and(|o| o.status.success()) && exe.exists() {
            true => Ok(Command::new(exe)),
            false => Err("does not build".into()),
        }
    }

    fn compile(&self, folder: &Path, files: &[String], flags: &[String]) -> Command {
        self.check(folder, files, flags)
    }

    fn check(&self, _: &Path, files: &[String], flags: &[String]) -> Command {
        if files.is_empty() {
            return self.build(&[], &["-gcflags=-e"]);
        }
        let mut command = self.gc.command();
        command.args(["-d=panic", "-p=p"]).args(flags).args(files);
        command
    }
}
