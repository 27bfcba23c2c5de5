//! The real Go. One program after the other would cost a link each, so programs are compiled as packages of one binary:
//! each stays `package main` (types print as `main.T`), but gets a path of its own, four letters long like `main`, by which
//! alone it differs where Go prints paths. What a program prints is kept, by seed, as long as its text stays the same.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::run::{Ran, run_as};

/// The packages that generated programs may import.
const PACKAGES: &str = "bytes cmp context errors fmt iter maps math math/bits math/cmplx os runtime slices sort strconv \
                        strings sync sync/atomic time unicode unicode/utf8 unicode/utf16 bufio container/heap container/list \
                        container/ring io reflect math/rand log encoding \
                        encoding/base64 encoding/binary encoding/hex encoding/json path/filepath regexp";

pub struct Oracle {
    tools: PathBuf,
    work: PathBuf,
    store: PathBuf,
    imports: String,
}

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

impl Oracle {
    /// `go` must be the Go whose behaviour gorun follows; `work` gets files.
    pub fn new(go: &Path, work: &Path) -> Result<Oracle, String> {
        let ask = |args: &[&str]| {
            let out = Command::new(go)
                .args(args)
                .env("CGO_ENABLED", "0")
                .output()
                .map_err(|e| format!("{}: {e}", go.display()))?;
            Ok::<String, String>(String::from_utf8_lossy(&out.stdout).into_owned())
        };
        let version = ask(&["version"])?;
        if !version.contains("go1.27") {
            return Err(format!("{} is not Go 1.27: {version}", go.display()));
        }
        let format = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
        let mut args = vec!["list", "-export", "-deps", "-f", format];
        args.extend(PACKAGES.split_whitespace());
        let imports = ask(&args)?;
        let tools = PathBuf::from(ask(&["env", "GOTOOLDIR"])?.trim());
        let store = work.join("wanted");
        fs::create_dir_all(&store).map_err(|e| e.to_string())?;
        fs::write(work.join("imports.cfg"), &imports).map_err(|e| e.to_string())?;
        Ok(Oracle {
            tools,
            work: work.to_path_buf(),
            store,
            imports,
        })
    }

    /// What the real Go makes of the programs; an error is the compiler's output.
    pub fn wanted(&self, programs: &[(u64, String)]) -> Vec<Result<Ran, String>> {
        let mut found: Vec<Option<Result<Ran, String>>> = programs
            .iter()
            .map(|(seed, text)| self.kept(*seed, text).map(Ok))
            .collect();
        let missing: Vec<usize> = (0..found.len()).filter(|n| found[*n].is_none()).collect();
        for batch in missing.chunks(64) {
            let texts: Vec<&str> = batch.iter().map(|n| programs[*n].1.as_str()).collect();
            for (n, ran) in batch.iter().zip(self.run_batch(&texts)) {
                let (seed, text) = &programs[*n];
                if let Ok(ran) = &ran {
                    self.keep(*seed, text, ran);
                }
                found[*n] = Some(ran);
            }
        }
        found.into_iter().map(Option::unwrap).collect()
    }

    /// Compiles the programs into one binary and runs it once for each.
    pub fn run_batch(&self, texts: &[&str]) -> Vec<Result<Ran, String>> {
        let mut main = String::from("package main\n\nimport \"os\"\n");
        let mut cases = String::new();
        let mut linked = self.imports.clone();
        let mut failed: Vec<Option<String>> = Vec::new();
        for (n, text) in texts.iter().enumerate() {
            let path = package_path(n);
            let object = self.work.join(format!("{n}.a"));
            let error = self.compile(&path, text, &object).err();
            if error.is_none() {
                main.push_str(&format!("import p{n} \"{path}\"\n"));
                cases.push_str(&format!("\tcase \"{n}\":\n\t\tp{n}.Entry()\n"));
                linked.push_str(&format!("packagefile {path}={}\n", object.display()));
            }
            failed.push(error);
        }
        let binary = self.work.join("batch");
        main.push_str(&format!(
            "\nfunc main() {{\n\tswitch os.Args[1] {{\n{cases}\t}}\n}}\n"
        ));
        fs::write(self.work.join("batch.go"), main).unwrap();
        fs::write(self.work.join("linked.cfg"), linked).unwrap();
        let built = self
            .tool(
                "compile",
                &[
                    "-p",
                    "main",
                    "-importcfg",
                    "linked.cfg",
                    "-o",
                    "batch.a",
                    "batch.go",
                ],
            )
            .and_then(|()| {
                self.tool(
                    "link",
                    &[
                        "-importcfg",
                        "linked.cfg",
                        "-s",
                        "-w",
                        "-o",
                        "batch",
                        "batch.a",
                    ],
                )
            });
        if let Err(why) = built {
            return texts.iter().map(|_| Err(why.clone())).collect();
        }
        // A package of the batch whose variables panic on the way to their values would be seen by all programs.
        let run = |n: usize| {
            let mut command = Command::new(&binary);
            command.arg(n.to_string()).env_remove("GOMAXPROCS");
            let path = format!("{}.", package_path(n));
            run_as(&mut command, Duration::from_secs(30), &path)
        };
        let nobody = texts.len();
        if texts.len() > 1 && run(nobody) != Ran::nothing() {
            return texts
                .iter()
                .flat_map(|text| self.run_batch(&[text]))
                .collect();
        }
        failed
            .into_iter()
            .enumerate()
            .map(|(n, error)| match error {
                Some(why) => Err(why),
                None => Ok(run(n)),
            })
            .collect()
    }

    fn compile(&self, path: &str, text: &str, object: &Path) -> Result<(), String> {
        fs::write(self.work.join("prog.go"), text).unwrap();
        fs::write(
            self.work.join("entry.go"),
            // Through a variable: inlined into `Entry`, a small `main` would be `main.main(...)` in reports.
            "package main\n\nvar entry = main\n\nfunc Entry() { entry() }\n",
        )
        .unwrap();
        let object = object.to_string_lossy();
        // Optimised, as `go run` does it: what `cap` is after an append depends on it.
        let args = [
            "-p",
            path,
            "-importcfg",
            "imports.cfg",
            "-o",
            &object,
            "prog.go",
            "entry.go",
        ];
        self.tool("compile", &args)
    }

    fn tool(&self, name: &str, args: &[&str]) -> Result<(), String> {
        let out = Command::new(self.tools.join(name))
            .args(args)
            .current_dir(&self.work)
            .env("GOMAXPROCS", "1")
            // Such small programs need no collection.
            .env("GOGC", "off")
            .output()
            .map_err(|e| e.to_string())?;
        if out.status.success() {
            return Ok(());
        }
        let text = [out.stdout, out.stderr].concat();
        Err(String::from_utf8_lossy(&text).into_owned())
    }

    fn file(&self, seed: u64) -> PathBuf {
        self.store.join(seed.to_string())
    }

    fn kept(&self, seed: u64, text: &str) -> Option<Ran> {
        let bytes = fs::read(self.file(seed)).ok()?;
        let mut parts = bytes.splitn(4, |b| *b == b'\n');
        let mut number = || std::str::from_utf8(parts.next()?).ok()?.parse::<i64>().ok();
        let (hash, code, size) = (number()?, number()?, number()?);
        let rest = parts.next()?;
        let size = size as usize;
        (hash == digest(text) && rest.len() >= size).then(|| Ran {
            code: code as i32,
            stdout: rest[..size].to_vec(),
            stderr: String::from_utf8_lossy(&rest[size..]).into_owned(),
        })
    }

    fn keep(&self, seed: u64, text: &str, ran: &Ran) {
        let head = format!("{}\n{}\n{}\n", digest(text), ran.code, ran.stdout.len());
        let bytes = [head.as_bytes(), &ran.stdout, ran.stderr.as_bytes()].concat();
        fs::write(self.file(seed), bytes).unwrap();
    }
}

fn digest(text: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish() as i64
}

/// As long as `main`.
fn package_path(n: usize) -> String {
    let (a, b) = (LETTERS[n / 26] as char, LETTERS[n % 26] as char);
    format!("m/{a}{b}")
}
