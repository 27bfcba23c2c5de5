//! What slices are of.

use super::Maker;

pub struct Elem {
    pub ty: &'static str,
    pub values: &'static [&'static str],
    pub ordered: bool,
    pub number: bool,
}

const fn elem(ty: &'static str, values: &'static [&'static str]) -> Elem {
    Elem {
        ty,
        values,
        ordered: false,
        number: false,
    }
}
const fn number(ty: &'static str, values: &'static [&'static str]) -> Elem {
    Elem {
        ty,
        values,
        ordered: true,
        number: true,
    }
}

pub const INT: usize = 0;
pub const BYTE: usize = 1;
pub const STRING: usize = 2;
pub const RUNE: usize = 3;

pub const ELEMS: &[Elem] = &[
    number("int", &["1", "2", "k[3]", "-7"]),
    number("byte", &["1", "'x'", "byte(k[4])"]),
    Elem {
        ty: "string",
        values: &["\"a\"", "words[2]", "words[1] + words[2]", "\"\""],
        ordered: true,
        number: false,
    },
    number("rune", &["'a'", "'ä'", "rune(k[5])"]),
    number("float64", &["1.5", "float64(k[2])"]),
    number("int16", &["3", "int16(k[1])"]),
    number("int32", &["3", "int32(k[1])"]),
    number("uint64", &["3", "1 << k[1]"]),
    elem("bool", &["true", "k[1] == 1"]),
    elem("*int", &["nil", "&k[1]", "new(int)"]),
    elem("any", &["nil", "1", "\"a\"", "k[2]", "pair{1, 2}"]),
    elem("error", &["nil", "io.EOF", "errors.New(\"e\")"]),
    elem("pair", &["pair{}", "pair{1, k[2]}", "pair{a: 3}"]),
    elem("*pair", &["nil", "&pair{1, 2}", "&pair{b: k[1]}"]),
    elem("small", &["small{}", "small{[3]byte{1, 2, 3}}"]),
    elem("large", &["large{}", "large{a: k[1]}"]),
    elem("struct{}", &["struct{}{}"]),
    elem("[]int", &["nil", "{1, 2}", "[]int{k[1]}"]),
    elem("[]byte", &["nil", "[]byte(\"abc\")", "[]byte(words[2])"]),
    elem("[2]string", &["{\"a\", \"b\"}"]),
    elem("[5]int32", &["{1, 2, 3}"]),
    elem("map[string]int", &["nil", "{\"a\": 1}"]),
    elem("func() int", &["nil", "func() int { return k[1] }"]),
    elem("shape", &["nil", "square{2}", "&square{3}"]),
    elem("complex128", &["1", "complex(1, 2)"]),
    elem("time.Duration", &["1", "time.Second"]),
    elem("chan int", &["nil", "make(chan int)"]),
];

impl Maker {
    pub fn ty(&self, e: usize) -> &'static str {
        ELEMS[e].ty
    }

    /// A value for an `append`, an assignment, a call.
    pub fn value(&mut self, e: usize) -> String {
        let index = self.index.last().cloned();
        if let Some(i) = index
            && self.rng.chance(50)
        {
            match self.ty(e) {
                "int" | "any" => return i,
                t if ELEMS[e].number => return format!("{t}({i})"),
                "string" => return format!("words[{i}%8]"),
                "pair" => return format!("pair{{{i}, {i}}}"),
                _ => {}
            }
        }
        let text = self.listed(e);
        // A literal without its type stands only in another.
        match text.starts_with('{') {
            true => format!("{}{text}", self.ty(e)),
            false => text,
        }
    }
    /// A value in a literal of the slice.
    pub fn listed(&mut self, e: usize) -> String {
        (*self.rng.pick(ELEMS[e].values)).to_string()
    }
    pub fn values(&mut self, e: usize, most: usize) -> String {
        let n = self.rng.within(1, most);
        let list: Vec<String> = (0..n).map(|_| self.value(e)).collect();
        list.join(", ")
    }
    /// An expression for a small number, known to the compiler or not.
    pub fn small_number(&mut self, most: usize) -> String {
        let n = self.rng.within(0, most);
        match self.rng.chance(50) {
            true => n.to_string(),
            false => format!("k[{n}]"),
        }
    }
}
