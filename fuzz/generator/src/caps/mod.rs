//! Functions that print capacities: after appends, literals, conversions, reslicing and what the library gives, in as many
//! shapes as programs have. What `cap` is depends on what gc inlines and on what outlives what (decision 006), so each
//! function stands in a *group* of its own, with its helpers; a program is many groups, and each group can run alone.

mod elem;
mod helper;
mod library;
mod measure;
mod source;
mod step;

pub use measure::measure;

use crate::rng::Rng;
use elem::ELEMS;

/// Declared once in each program: `w` prints a length and a capacity under the number of its group.
const COMMON: &str = r#"
//go:noinline
func w(group, tag, n, c int) {
	if n > 1<<20 {
		panic("too long")
	}
	fmt.Println(group, tag, n, c)
}
// Numbers that the compiler does not know.
var k = [...]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
var words = [...]string{"", "a", "go", "three", "a,b,c", "äöü and more", "one two  three four five", "a text that has more than thirty-two bytes"}
var sink any
type pair struct{ a, b int }
type small struct{ a [3]byte }
type large struct{ a, b, c, d, e int }
type shape interface{ area() int }
type square struct{ n int }
func (s square) area() int { return s.n * s.n }
func protect(group int, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(group, "panic:", r)
		}
	}()
	f()
}
"#;

/// The packages that groups may use.
const PACKAGES: &[&str] = &[
    "bufio",
    "bytes",
    "cmp",
    "context",
    "encoding/base64",
    "encoding/binary",
    "encoding/hex",
    "encoding/json",
    "errors",
    "fmt",
    "io",
    "iter",
    "maps",
    "path/filepath",
    "reflect",
    "regexp",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "time",
    "unicode/utf8",
];

/// The functions of one seed.
pub struct Group {
    pub seed: u64,
    pub declarations: Vec<String>,
}

/// A slice variable in scope.
#[derive(Clone)]
struct Var {
    name: String,
    elem: usize,
    /// It may be assigned to.
    open: bool,
}

/// Makes one group.
struct Maker {
    rng: Rng,
    seed: u64,
    names: u32,
    tags: u32,
    declarations: Vec<String>,
    /// How deep helpers stand in helpers.
    helpers: u32,
    /// Statements that may still be written.
    fuel: i32,
    scope: Vec<Var>,
    /// In a loop: the expression of its index.
    index: Vec<String>,
    /// What `return` must be followed by here; `None`: not here.
    returns: Option<String>,
    loops: u32,
}

pub fn group(seed: u64) -> Group {
    let mut m = Maker {
        rng: Rng::new(seed ^ 0xca9_ca9),
        seed,
        names: 0,
        tags: 0,
        declarations: Vec::new(),
        helpers: 0,
        fuel: 0,
        scope: Vec::new(),
        index: Vec::new(),
        returns: Some(String::new()),
        loops: 0,
    };
    m.fuel = m.rng.within(3, 14) as i32;
    let mut body = String::new();
    if m.rng.chance(12) {
        body.push_str(&m.package_variable());
    }
    while m.fuel > 0 {
        body.push_str(&m.step());
    }
    body.push_str(&m.look_at_all());
    let entry = format!("func f{seed}() {{\n{body}}}");
    m.declarations.push(entry);
    Group {
        seed,
        declarations: m.declarations,
    }
}

/// The program of some groups.
pub fn program(groups: &[Group]) -> String {
    let mut parts = vec![COMMON.to_string()];
    let mut main = String::from("func main() {\n");
    for g in groups {
        parts.extend(g.declarations.iter().cloned());
        main.push_str(&format!("protect({0}, f{0})\n", g.seed));
    }
    main.push('}');
    parts.push(main);
    let mut text = String::from("package main\n\nimport (\n");
    for path in PACKAGES {
        let name = path.rsplit('/').next().unwrap();
        if parts.iter().any(|p| crate::program::uses(p, name)) {
            text.push_str(&format!("\t\"{path}\"\n"));
        }
    }
    text.push_str(")\n");
    for part in &parts {
        text.push('\n');
        text.push_str(&crate::program::indent(part.trim_start()));
    }
    text
}

impl Maker {
    fn name(&mut self, stem: &str) -> String {
        self.names += 1;
        format!("{stem}{}", self.names)
    }
    /// The name of something declared in the package.
    fn global(&mut self, stem: &str) -> String {
        self.names += 1;
        format!("{stem}{}_{}", self.names, self.seed)
    }
    fn elem(&mut self) -> usize {
        // Half of them ints, bytes and strings.
        match self.rng.below(6) {
            0 | 1 => 0,
            2 => 1,
            3 => 2,
            _ => self.rng.below(ELEMS.len()),
        }
    }
    fn var(&mut self, elem: usize, open: bool) -> Option<String> {
        let fitting: Vec<&Var> = self
            .scope
            .iter()
            .filter(|v| v.elem == elem && (v.open || !open))
            .collect();
        match fitting.len() {
            0 => None,
            n => Some(fitting[self.rng.below(n)].name.clone()),
        }
    }
    /// A variable of any element type that may be assigned to.
    fn any_var(&mut self) -> Option<Var> {
        let fitting: Vec<&Var> = self.scope.iter().filter(|v| v.open).collect();
        match fitting.len() {
            0 => None,
            n => Some(fitting[self.rng.below(n)].clone()),
        }
    }
    fn declare(&mut self, name: &str, elem: usize) {
        self.scope.push(Var {
            name: name.to_string(),
            elem,
            open: true,
        });
    }
    /// Prints length and capacity.
    fn look(&mut self, s: &str) -> String {
        self.tags += 1;
        format!("w({}, {}, len({s}), cap({s}))\n", self.seed, self.tags)
    }
    /// Uses every variable in scope, most by printing what they are like.
    fn look_at_all(&mut self) -> String {
        self.look_at(0)
    }
    fn look_at(&mut self, from: usize) -> String {
        let mut text = String::new();
        let inside = self.scope[from..].to_vec();
        for v in inside {
            text.push_str(&match self.rng.below(8) {
                0 => format!("_ = {}\n", v.name),
                1 => {
                    self.tags += 1;
                    format!("w({}, {}, len({}), 0)\n", self.seed, self.tags, v.name)
                }
                _ => self.look(&v.name),
            });
        }
        text
    }
    /// Statements in a scope of their own.
    fn block(&mut self, most: usize) -> String {
        let outer = self.scope.len();
        let mut text = String::new();
        for _ in 0..self.rng.within(1, most) {
            if self.fuel <= 0 {
                break;
            }
            text.push_str(&self.step());
        }
        text.push_str(&self.look_at(outer));
        self.scope.truncate(outer);
        text
    }
}
