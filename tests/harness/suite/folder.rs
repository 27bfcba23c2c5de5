//! The folder of packages beside a program, made into a module: gc was called on the files one package after
//! another, with import paths such as `./a`; a module `test` with a folder for each package says the same.

use std::fs;
use std::path::{Path, PathBuf};

/// A package in the module that was made of a folder.
pub struct Package {
    /// Where it is now.
    pub folder: PathBuf,
    /// Names and texts of its files.
    pub files: Vec<(String, String)>,
}

/// Packages in the order of their first files. `single`: each file is a package of its own.
pub fn packages(from: &Path, single: bool, into: &Path) -> Result<Vec<Package>, String> {
    let mut names: Vec<String> = fs::read_dir(from)
        .map_err(|e| format!("{}: {e}", from.display()))?
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".go"))
        .collect();
    names.sort();
    let mut grouped: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for name in names {
        let bytes = fs::read(from.join(&name)).map_err(|e| e.to_string())?;
        let text = String::from_utf8_lossy(&bytes).replace("\"./", "\"test/");
        let clause = text.lines().find_map(|l| l.strip_prefix("package "));
        let clause = clause
            .unwrap_or("")
            .split(|c: char| !c.is_alphanumeric() && c != '_');
        let package = clause.into_iter().next().unwrap_or("").to_string();
        match grouped.iter_mut().find(|g| !single && g.0 == package) {
            Some(group) => group.1.push((name, text)),
            None => grouped.push((package, vec![(name, text)])),
        }
    }
    write(&into.join("go.mod"), "module test\n\ngo 1.27\n")?;
    let mut list = Vec::new();
    for (_, files) in grouped {
        let folder = into.join(files[0].0.trim_end_matches(".go"));
        for (name, text) in &files {
            write(&folder.join(name), text)?;
        }
        list.push(Package { folder, files });
    }
    Ok(list)
}

pub fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap();
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|e| format!("{}: {e}", path.display()))
}
