//! What the flags of Go's linker ask for: `-ldflags "-X importpath.name=value"` gives string variables other values than the source does.
//! Also how Go takes apart flags whose value is a list of words.

use super::Failure;
use super::build::Checked;
use crate::compile::{CheckedPackage, Embedded, value_at};
use crate::types::object::VarKind;
use crate::types::{Basic, ObjId, ObjectKind, PkgId, TypeId};

/// Flags of the build that change nothing here and that programs may read in `debug.ReadBuildInfo`.
pub const NOTED: &[&str] = &["asmflags", "buildmode", "gcflags", "trimpath"];

/// Words, of which quotes may hold spaces (`cmd/internal/quoted`).
pub fn split(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, left) = match first {
            '"' | '\'' => rest[1..]
                .split_once(first)
                .ok_or_else(|| format!("unterminated {first} string"))?,
            _ => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        words.push(word.to_string());
        rest = left.trim_start();
    }
    Ok(words)
}

/// The build tags of `-tags`: separated by commas, or, as before Go 1.13, by spaces.
pub fn tags(text: &str) -> Result<Vec<String>, String> {
    let tags = match text.contains([' ', '\'']) {
        true => split(text)?,
        false => {
            let tags = text.split(',').filter(|tag| !tag.is_empty());
            return Ok(tags.map(str::to_string).collect());
        }
    };
    match tags.iter().any(|tag| tag.contains(',')) {
        true => Err("-tags space-separated list contains comma".into()),
        false => Ok(tags),
    }
}

/// The words of a flag that may name the packages it is for: `pattern=words`.
pub fn of_packages(text: &str) -> Result<Vec<String>, String> {
    let text = text.trim();
    let words = match text.chars().next() {
        None | Some('-') => text,
        Some(quote @ ('"' | '\'')) => {
            return Err(format!(
                "parameter may not start with quote character {quote}"
            ));
        }
        Some(_) => match text.split_once('=') {
            None => return Err("missing =<value> in <pattern>=<value>".into()),
            Some(("", _)) => return Err("missing <pattern> in <pattern>=<value>".into()),
            Some((_, words)) => words,
        },
    };
    split(words)
}

/// Value of a variable.
struct Assigned {
    package: String,
    name: String,
    value: String,
}

/// The variables that the linker's flags name; of those named twice the last value counts, at the place of the first.
fn assigned(flags: &str) -> Result<Vec<Assigned>, String> {
    let mut words = of_packages(flags)?.into_iter();
    let mut list: Vec<Assigned> = Vec::new();
    while let Some(word) = words.next() {
        let flag = word.strip_prefix("--").or_else(|| word.strip_prefix('-'));
        let given = match flag {
            Some("X") => words.next().unwrap_or_default(),
            Some(flag) if flag.starts_with("X=") => flag[2..].to_string(),
            _ => continue,
        };
        let parts = given
            .split_once('=')
            .and_then(|(name, value)| Some((name.rsplit_once('.')?, value)));
        let Some(((package, name), value)) = parts else {
            return Err("link: -X flag requires argument of the form importpath.name=value".into());
        };
        match list
            .iter_mut()
            .find(|a| a.package == package && a.name == name)
        {
            Some(before) => before.value = value.into(),
            None => list.push(Assigned {
                package: package.into(),
                name: name.into(),
                value: value.into(),
            }),
        }
    }
    Ok(list)
}

impl Checked {
    /// Does what the linker's flags ask for.
    pub fn obey_linker(&mut self, flags: &str) -> Result<(), Failure> {
        let fail = |why: String| Err(Failure::new(format!("# {}\n{why}", self.shown)));
        let list = match assigned(flags) {
            Ok(list) => list,
            Err(why) => return fail(why),
        };
        self.info.linker = of_packages(flags).map_or_else(|_| String::new(), |_| flags.to_string());
        let mut wrong = Vec::new();
        for given in list {
            let (main, types) = (self.main, &self.types);
            let named = |id: PkgId| match id == main {
                true => given.package == "main",
                false => types.package(id).path == given.package,
            };
            let Some(package) = self.packages.iter_mut().find(|p| named(p.id)) else {
                continue;
            };
            let scope = self.types.scope(self.types.package(package.id).scope);
            let Some(variable) = scope.lookup(&given.name) else {
                continue;
            };
            let object = self.types.object(variable);
            let (ObjectKind::Var(VarKind::Package), Some(ty)) = (&object.kind, object.ty) else {
                continue;
            };
            if self.types.canon(ty) != TypeId::of(Basic::String) {
                let ty = self.types.canon(ty);
                let by_path = |id: PkgId| match id == main {
                    true => "main".to_string(),
                    false => self.types.package(id).path.to_string(),
                };
                let ty = self.types.type_string(ty, &by_path);
                wrong.push(format!(
                    "{}.{}: cannot set with -X: not a var of type string (type:{ty})",
                    given.package, given.name
                ));
                continue;
            }
            assign(package, variable, given.value);
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(Failure::new(format!(
                "# {}\n{}",
                self.shown,
                wrong.join("\n")
            ))),
        }
    }
}

/// Where the source computes a value, that is what the variable has in the end.
fn assign(package: &mut CheckedPackage, variable: ObjId, value: String) {
    let order = &package.info.init_order;
    if let Some(at) = order.iter().position(|i| i.lhs.contains(&variable)) {
        let constant = order[at].lhs.len() == 1
            && value_at(&package.files, &order[at])
                .and_then(|e| package.info.types.get(&e.id))
                .is_some_and(|t| t.value.is_some());
        if !constant {
            return;
        }
        package.info.init_order.remove(at);
    }
    package.embedded.push(Embedded {
        variable,
        files: vec![(String::new(), value.into_bytes())],
    });
}
