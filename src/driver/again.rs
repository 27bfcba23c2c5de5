//! A program that was started by itself: what gorun must be told to find it again, and the process as the program shall see it. See
//! `vm::again`.
//!
//! The description names the command line of the first gorun, the directory it stood in and the variables that decide where packages are; the
//! new process's own directory and environment are the program's, and are put aside until it runs.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

use super::Failure;
use crate::vm::again::{Again, DESCRIPTOR, SCRIPT};

/// What gorun reads to find the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The program's first name (`Again::name`).
    pub name: String,
    /// Where gorun was started.
    pub dir: PathBuf,
    /// gorun's command line, without its own name.
    pub words: Vec<String>,
    /// Of `gorun test`: the package, as a word for its command line.
    pub package: Option<String>,
    /// Variables that decide where packages are found.
    pub env: Vec<(OsString, OsString)>,
    /// The script by which the program can be started, if there is one; not a part of what gorun reads.
    pub script: Option<PathBuf>,
}

impl Description {
    /// Of this process. To be made before the program changes anything.
    pub fn here(words: Vec<String>) -> Description {
        let decides =
            |name: &OsStr| name.as_bytes().starts_with(b"GO") || name == "HOME" || name == "PATH";
        Description {
            dir: std::env::current_dir().unwrap_or_default(),
            words,
            env: std::env::vars_os().filter(|(n, _)| decides(n)).collect(),
            ..Description::default()
        }
    }

    /// For a program of that name, unless it has one already; `None` where gorun does not know its own file.
    pub fn again(mut self, name: &str) -> Option<Again> {
        if self.name.is_empty() {
            self.name = name.to_string();
        }
        let gorun = std::env::current_exe().ok()?;
        Some(Again::new(
            gorun,
            self.name.clone(),
            self.bytes(),
            self.script,
        ))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut parts: Vec<&[u8]> = vec![self.name.as_bytes(), self.dir.as_os_str().as_bytes()];
        parts.push(self.package.as_deref().unwrap_or_default().as_bytes());
        let count = self.words.len().to_string();
        parts.push(count.as_bytes());
        parts.extend(self.words.iter().map(|w| w.as_bytes()));
        for (name, value) in &self.env {
            parts.push(name.as_bytes());
            parts.push(value.as_bytes());
        }
        parts.join(&0)
    }

    fn parse(bytes: &[u8]) -> Option<Description> {
        let text = |part: &[u8]| String::from_utf8(part.to_vec()).ok();
        let mut parts = bytes.split(|&b| b == 0);
        let name = text(parts.next()?)?;
        let dir = PathBuf::from(OsStr::from_bytes(parts.next()?));
        let package = Some(text(parts.next()?)?).filter(|p| !p.is_empty());
        let count: usize = text(parts.next()?)?.parse().ok()?;
        let words = parts
            .by_ref()
            .take(count)
            .map(text)
            .collect::<Option<_>>()?;
        let own = |part: &[u8]| OsString::from_vec(part.to_vec());
        let mut env = Vec::new();
        while let Some(name) = parts.next() {
            env.push((own(name), own(parts.next()?)));
        }
        Some(Description {
            name,
            dir,
            words,
            package,
            env,
            script: None,
        })
    }
}

/// A program that was started by itself.
#[derive(Debug)]
pub struct Restarted {
    pub description: Description,
    /// `os.Args`.
    pub args: Vec<String>,
    dir: Option<OwnedFd>,
    env: Vec<(OsString, OsString)>,
}

impl Restarted {
    /// From gorun's command line; `None`: it is an ordinary one. Goes to where the first gorun was.
    pub fn from_command_line(words: &[String]) -> Result<Option<Restarted>, Failure> {
        let [own, how, which, rest @ ..] = words else {
            return Ok(None);
        };
        let (text, name, script) = match how.as_str() {
            DESCRIPTOR => {
                let (number, script) = which.split_once(':').unwrap_or((which, ""));
                let script = Some(script).filter(|s| !s.is_empty());
                (read_descriptor(number), own, script.map(PathBuf::from))
            }
            SCRIPT => {
                let text = fs::read(which).ok().map(without_first_line);
                (text, which, std::path::absolute(which).ok())
            }
            _ => return Ok(None),
        };
        let Some(mut description) = text.and_then(|t| Description::parse(&t)) else {
            return Err(Failure::new(format!(
                "gorun {how} {which}: this is how gorun starts a program that starts itself, and there is none"
            )));
        };
        description.script = script;
        let restarted = Restarted {
            args: std::iter::once(name).chain(rest).cloned().collect(),
            // SAFETY: a constant string; the descriptor is new.
            dir: match unsafe { libc::open(c".".as_ptr(), libc::O_PATH | libc::O_CLOEXEC) } {
                ..0 => None,
                // SAFETY: as above.
                fd => Some(unsafe { OwnedFd::from_raw_fd(fd) }),
            },
            env: std::env::vars_os().collect(),
            description,
        };
        set_env(&restarted.description.env);
        let dir = &restarted.description.dir;
        std::env::set_current_dir(dir).map_err(|e| {
            Failure::new(format!(
                "gorun: cannot enter {}, where the program was started: {e}",
                dir.display()
            ))
        })?;
        Ok(Some(restarted))
    }

    /// The process as the program shall see it.
    pub fn enter(&self) {
        set_env(&self.env);
        if let Some(dir) = &self.dir {
            // SAFETY: a descriptor of ours.
            unsafe { libc::fchdir(dir.as_raw_fd()) };
        }
    }
}

fn set_env(to: &[(OsString, OsString)]) {
    // SAFETY: no other thread runs: the front end's have ended or not begun, the program has not started.
    unsafe {
        std::env::vars_os().for_each(|(name, _)| std::env::remove_var(name));
        to.iter()
            .for_each(|(name, value)| std::env::set_var(name, value));
    }
}

fn without_first_line(mut text: Vec<u8>) -> Vec<u8> {
    let end = memchr::memchr(b'\n', &text).map_or(text.len(), |i| i + 1);
    text.drain(..end);
    text
}

fn read_descriptor(number: &str) -> Option<Vec<u8>> {
    let fd: i32 = number.parse().ok().filter(|fd| *fd > 2)?;
    // SAFETY: asks whether the number is a descriptor's; if so, whoever started this process has left it to us.
    let mut file = unsafe {
        if libc::fcntl(fd, libc::F_GETFD) < 0 {
            return None;
        }
        libc::lseek(fd, 0, libc::SEEK_SET);
        fs::File::from_raw_fd(fd)
    };
    let mut text = Vec::new();
    file.read_to_end(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_come_back() {
        let mut all = Description::here(vec!["run".into(), "a b.go".into(), String::new()]);
        all.name = "a b.go".into();
        all.package = Some("/tmp/p".into());
        assert_eq!(Description::parse(&all.bytes()), Some(all.clone()));
        all.package = None;
        all.env.clear();
        assert_eq!(Description::parse(&all.bytes()), Some(all));
        assert_eq!(Description::parse(b"#!/bin/sh"), None);
    }
}
