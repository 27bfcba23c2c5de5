//! gorun, judged by the suite.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{SUITE, Subject};

/// The binary.
pub struct Gorun(pub PathBuf);

impl Gorun {
    fn command(&self, words: &[&str], flags: &[String], files: &[String]) -> Command {
        let mut command = Command::new(&self.0);
        command.args(words).args(flags);
        // As the go command sets it for the programs that it runs.
        command.env("GOROOT", Path::new(SUITE).parent().unwrap());
        if files.is_empty() {
            command.arg(".");
        }
        command.args(files);
        command
    }
}

impl Subject for Gorun {
    fn run(&self, folder: &Path, files: &[String]) -> Result<Command, String> {
        let absolute: Vec<String> = files
            .iter()
            .map(|f| folder.join(f).to_string_lossy().into_owned())
            .collect();
        Ok(self.command(&["run"], &[], &absolute))
    }

    fn compile(&self, _: &Path, files: &[String], flags: &[String]) -> Command {
        self.command(&["check", "--compile", "--incomplete"], flags, files)
    }

    fn check(&self, _: &Path, files: &[String], flags: &[String]) -> Command {
        self.command(&["check", "-e", "--incomplete"], flags, files)
    }
}
