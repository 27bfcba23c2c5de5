//! What the fuzz targets share: how bytes become a file, which packages a fuzzed program may import, and small
//! stand-ins for the packages that would make each iteration slow.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock};

use gorun::driver::{self, Input, Loaded, LoadedPackage, Origin, Selection};
use gorun_grammar::ast::{Decl, File};
use gorun_grammar::{ParseInput, parse_file};

/// Texts longer than this teach nothing that shorter ones do not, and cost time.
pub const LONGEST: usize = 1 << 17;

/// The input as a source text, as the driver lets it through: UTF-8, not too long.
pub fn text(data: &[u8]) -> Option<&str> {
    if data.len() > LONGEST {
        return None;
    }
    std::str::from_utf8(data).ok()
}

/// Packages with a few exported names each, so that a checked program can have imports without the cost of the
/// library behind them: (import path, text).
const STAND_INS: &[(&str, &str)] = &[
    (
        "fmt",
        "package fmt\n\
         type Stringer interface{ String() string }\n\
         type State interface{ Write(b []byte) (n int, err error) }\n\
         func Print(a ...any) (n int, err error) { return }\n\
         func Println(a ...any) (n int, err error) { return }\n\
         func Printf(format string, a ...any) (n int, err error) { return }\n\
         func Sprint(a ...any) string { return \"\" }\n\
         func Sprintf(format string, a ...any) string { return format }\n\
         func Errorf(format string, a ...any) error { return nil }\n",
    ),
    (
        "strings",
        "package strings\n\
         type Builder struct{ b []byte }\n\
         func (b *Builder) WriteString(s string) (int, error) { b.b = append(b.b, s...); return len(s), nil }\n\
         func (b *Builder) String() string { return string(b.b) }\n\
         func Repeat(s string, n int) string { return s }\n\
         func Contains(s, t string) bool { return false }\n\
         func Join(a []string, sep string) string { return sep }\n\
         func Map(f func(rune) rune, s string) string { return s }\n",
    ),
    (
        "os",
        "package os\n\
         type Signal interface{ String() string; Signal() }\n\
         var Args []string\n\
         func Exit(code int) { panic(code) }\n",
    ),
    (
        "time",
        "package time\n\
         type Duration int64\n\
         const ( Nanosecond Duration = 1; Millisecond = 1000000 * Nanosecond; Second = 1000 * Millisecond )\n\
         func (d Duration) Seconds() float64 { return float64(d) / 1e9 }\n\
         func Sleep(d Duration) {}\n\
         func After(d Duration) <-chan int { return nil }\n",
    ),
    (
        "sync",
        "package sync\n\
         type Locker interface{ Lock(); Unlock() }\n\
         type Mutex struct{ state int32; sema uint32 }\n\
         func (m *Mutex) Lock() {}\n\
         func (m *Mutex) Unlock() {}\n\
         type WaitGroup struct{ n int }\n\
         func (w *WaitGroup) Add(n int) {}\n\
         func (w *WaitGroup) Done() {}\n\
         func (w *WaitGroup) Wait() {}\n\
         func OnceValue[T any](f func() T) func() T { return f }\n",
    ),
    (
        "math",
        "package math\n\
         const ( Pi = 3.14159265358979323846264338327950288419716939937510582097494459; MaxInt64 = 1<<63 - 1; MaxUint64 = 1<<64 - 1; MaxFloat64 = 0x1p1023 * (1 + (1 - 0x1p-52)) )\n\
         func Sqrt(x float64) float64 { return x }\n\
         func Inf(sign int) float64 { return 0 }\n\
         func IsNaN(f float64) bool { return f != f }\n",
    ),
];

/// The library's own packages that are small enough to be checked each time.
const SMALL: &[&str] = &["cmp", "errors", "iter", "math/bits", "runtime", "unsafe"];

/// What a program that runs may import: nothing that reaches files, processes or raw memory.
const HARMLESS: &[&str] = &[
    "bytes",
    "cmp",
    "container/heap",
    "container/list",
    "container/ring",
    "context",
    "errors",
    "fmt",
    "io",
    "iter",
    "maps",
    "math",
    "math/bits",
    "math/cmplx",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "sync/atomic",
    "time",
    "unicode",
    "unicode/utf16",
    "unicode/utf8",
];

/// A program whose imports are stand-ins or small. `None`: a syntax error, or it imports something else.
pub fn load_small(text: &str) -> Option<Loaded> {
    let (file, errors) = parse_file(ParseInput { text, base: 1 });
    if !errors.is_empty() {
        return None;
    }
    let paths = imports(&file);
    let mut own = String::from("package main\n");
    let mut stand_ins = Vec::new();
    for path in &paths {
        if let Some(stand_in) = STAND_INS.iter().find(|s| s.0 == path) {
            if !stand_ins.contains(&stand_in) {
                stand_ins.push(stand_in);
            }
        } else if SMALL.contains(&path.as_str()) {
            own.push_str(&format!("import _ {path:?}\n"));
        } else {
            return None;
        }
    }
    let mut loaded = driver::load(input(own)).expect("gorun's own packages parse");
    let main = loaded.packages.pop().expect("the program itself");
    for &&(path, text) in &stand_ins {
        add(&mut loaded, path, text, Vec::new());
    }
    add(&mut loaded, &main.path, text, paths);
    Some(loaded)
}

/// A program over the real library, if it imports only what may run here.
pub fn load_harmless(text: &str) -> Option<Loaded> {
    let (file, errors) = parse_file(ParseInput { text, base: 1 });
    let fits = |path: &String| HARMLESS.contains(&path.as_str());
    if !errors.is_empty() || !imports(&file).iter().all(fits) {
        return None;
    }
    driver::load(input(text.into())).ok()
}

fn imports(file: &File) -> Vec<String> {
    let mut paths = Vec::new();
    for decl in &file.decls {
        if let Decl::Import(specs) = decl {
            paths.extend(
                specs
                    .iter()
                    .map(|s| s.path.text.trim_matches(['"', '`']).to_string()),
            );
        }
    }
    paths
}

fn input(text: String) -> Input {
    driver::read_snippet(text, &Selection::default()).expect("no go.mod around")
}

fn add(loaded: &mut Loaded, path: &str, text: &str, imports: Vec<String>) {
    let shown = format!("{path}.go");
    let id = loaded
        .sources
        .add(shown.clone(), shown.into(), text.into())
        .expect("short texts");
    let base = loaded.sources.file(id).base;
    let (file, _) = parse_file(ParseInput { text, base });
    loaded.packages.push(LoadedPackage {
        path: path.into(),
        name: file.name.name.to_string(),
        shown: path.into(),
        files: vec![file],
        origin: Origin::Main,
        go: (1, 27),
        renamed: Default::default(),
        imports,
        embeds: Default::default(),
        dir: PathBuf::new(),
        asked_by: None,
        wrong_settings: Vec::new(),
        diagnostics: Vec::new(),
    });
}

type Job = Box<dyn FnOnce() + Send>;

/// What [`driver::on_deep_stack`] does, on one thread for the whole session: to set a stack of a gigabyte up anew costs the
/// address sanitizer far more than what most inputs do on it. A panic ends the process (libFuzzer's hook sees to that).
pub fn on_deep_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    static WORKER: OnceLock<Mutex<Sender<Job>>> = OnceLock::new();
    let worker = WORKER.get_or_init(|| {
        let (send, jobs) = channel::<Job>();
        std::thread::spawn(move || {
            driver::on_deep_stack(move || jobs.into_iter().for_each(|job| job()));
        });
        Mutex::new(send)
    });
    let (send, result) = channel();
    let job = Box::new(move || drop(send.send(work())));
    worker
        .lock()
        .expect("nobody panics with it")
        .send(job)
        .expect("the worker lives as long as the process");
    result.recv().expect("a panic ends the process")
}
