//! One conversation: its session, what has been entered, and the commands that begin with a colon. It does not know where
//! entries come from.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Instant;

use super::run::{self, Came};
use super::scan;
use super::taken::Taken;
use crate::driver::Failure;
use crate::driver::session::Session;
use crate::source::ReportStyle;

pub struct Shell {
    pub session: Rc<RefCell<Session>>,
    args: Vec<String>,
    style: ReportStyle,
    /// Entries that went well, for `:save`.
    taken: Taken,
    /// Where to say something.
    say: fn(&str),
}

/// What comes after an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    Well,
    Failed,
    /// os.Exit.
    Exit(i32),
    Quit,
}

pub struct Command {
    pub name: &'static str,
    pub argument: &'static str,
    pub what: &'static str,
}

pub const COMMANDS: &[Command] = &[
    command(":help", "", "this list"),
    command(
        ":type",
        "EXPR",
        "the type of an expression, which is not evaluated",
    ),
    command(
        ":doc",
        "NAME",
        "what a package, name or method is: strings, strings.Cut, x.String",
    ),
    command(":list", "", "what has been declared"),
    command(
        ":load",
        "FILE",
        "declarations of a Go file, or the entries that :save wrote",
    ),
    command(":save", "FILE", "writes what was entered to a file"),
    command(":time", "ENTRY", "runs an entry and says how long it took"),
    command(
        ":goroutines",
        "",
        "the goroutines that there are, and where they are",
    ),
    command(":reset", "", "begins anew: nothing declared, no goroutines"),
    command(":quit", "", "leaves, as Ctrl-D does"),
];

const fn command(name: &'static str, argument: &'static str, what: &'static str) -> Command {
    Command {
        name,
        argument,
        what,
    }
}

impl Shell {
    pub fn start(args: Vec<String>, style: ReportStyle, say: fn(&str)) -> Result<Shell, Failure> {
        let session = Session::start(args.clone(), style)?;
        Ok(Shell {
            session: Rc::new(RefCell::new(session)),
            args,
            style,
            taken: Taken::default(),
            say,
        })
    }

    /// An entry or a command.
    pub fn enter(&mut self, text: &str) -> Next {
        let trimmed = text.trim();
        if trimmed.starts_with(':') && !trimmed.starts_with(":=") {
            return self.command(trimmed);
        }
        self.entry(text)
    }

    fn entry(&mut self, text: &str) -> Next {
        let say = self.say;
        let came = run::entry(&mut self.session.borrow_mut(), text, None, &mut |t| say(t));
        match came {
            Came::Well => {
                if !text.trim().is_empty() {
                    self.taken.push(text.trim_end());
                }
                Next::Well
            }
            Came::Failed => Next::Failed,
            Came::Exit(code) => Next::Exit(code),
        }
    }

    fn command(&mut self, text: &str) -> Next {
        let (word, argument) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let argument = argument.trim();
        // As much of a name as tells it from the others.
        let mut fitting = COMMANDS.iter().filter(|c| c.name.starts_with(word));
        let found = match (fitting.next(), fitting.next()) {
            (Some(c), None) => c,
            (Some(c), Some(_)) if c.name == word => c,
            (Some(_), Some(_)) if word.len() > 1 => {
                return self.failed(&format!("{word} may mean several commands; see :help"));
            }
            _ => return self.failed(&format!("there is no command {word}; see :help")),
        };
        if argument.is_empty() && !found.argument.is_empty() {
            return self.failed(&format!("usage: {} {}", found.name, found.argument));
        }
        match found.name {
            ":help" => self.help(),
            ":type" => self.told(|s| {
                run::import_named(s, argument, &[]);
                s.describe_expression(argument)
            }),
            ":doc" => self.told(|s| s.doc(argument)),
            ":list" => self.told(|s| Ok(s.list().join("\n"))),
            ":load" => self.load(argument),
            ":save" => self.save(argument),
            ":time" => {
                let started = Instant::now();
                let next = self.entry(argument);
                (self.say)(&format!("took {:.3?}", started.elapsed()));
                next
            }
            ":goroutines" => self.told(|s| Ok(s.machine().goroutine_list())),
            ":reset" => match Session::start(self.args.clone(), self.style) {
                Ok(fresh) => {
                    *self.session.borrow_mut() = fresh;
                    self.taken = Taken::default();
                    Next::Well
                }
                Err(Failure(why)) => self.failed(&why),
            },
            _ => Next::Quit,
        }
    }

    fn failed(&self, why: &str) -> Next {
        (self.say)(why);
        Next::Failed
    }

    fn told(&self, ask: impl FnOnce(&mut Session) -> Result<String, Failure>) -> Next {
        let answer = ask(&mut self.session.borrow_mut());
        match answer {
            Ok(text) => {
                if !text.is_empty() {
                    (self.say)(&text);
                }
                Next::Well
            }
            Err(Failure(why)) => self.failed(&why),
        }
    }

    fn help(&self) -> Next {
        let mut out = String::from(
            "Enter Go: expressions are shown with their types, declarations stay and can be made again,\n\
             packages of the standard library are imported by themselves. Ctrl-C ends what runs, Ctrl-D leaves.\n",
        );
        for c in COMMANDS {
            let head = format!("{} {}", c.name, c.argument);
            out.push_str(&format!("  {head:<14} {}\n", c.what));
        }
        (self.say)(out.trim_end());
        Next::Well
    }

    fn load(&mut self, file: &str) -> Next {
        let path = PathBuf::from(file);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) => return self.failed(&format!("cannot read {file}: {e}")),
        };
        if is_go_file(&text) {
            let say = self.say;
            let path = std::path::absolute(&path).unwrap_or(path);
            let mut session = self.session.borrow_mut();
            return match run::entry(&mut session, &text, Some(path), &mut |t| say(t)) {
                Came::Well => {
                    self.taken.push(&format!(":load {file}"));
                    Next::Well
                }
                Came::Failed => Next::Failed,
                Came::Exit(code) => Next::Exit(code),
            };
        }
        let mut entry = String::new();
        for line in text.lines().chain([""]) {
            entry.push_str(line);
            entry.push('\n');
            if !entry.trim_start().starts_with(':') && scan::is_incomplete(&entry) {
                continue;
            }
            match self.enter(&std::mem::take(&mut entry)) {
                Next::Well => {}
                next => return next,
            }
        }
        Next::Well
    }

    fn save(&mut self, file: &str) -> Next {
        match self.taken.save(file) {
            Ok(()) => Next::Well,
            Err(e) => self.failed(&format!("cannot write {file}: {e}")),
        }
    }
}

/// Whether the first word is `package`.
fn is_go_file(text: &str) -> bool {
    let (words, _) = scan::words(text);
    let first = words.iter().find(|w| w.kind != scan::Kind::Comment);
    first.is_some_and(|w| &text[w.from..w.to] == "package")
}
