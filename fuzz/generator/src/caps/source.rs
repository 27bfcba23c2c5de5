//! Expressions that give slices.

use super::Maker;
use super::elem::{BYTE, ELEMS, RUNE};

impl Maker {
    /// An expression of a slice type; variables in scope may be in it.
    pub fn source(&mut self, e: usize) -> String {
        let t = self.ty(e);
        match self.rng.below(22) {
            0 => format!("[]{t}{{}}"),
            1 | 2 => self.literal(e),
            3 => format!("[]{t}(nil)"),
            4 => format!("make([]{t}, {})", self.small_number(9)),
            5 => format!("make([]{t}, 0)"),
            6 => {
                let n = self.small_number(4);
                let c = self.rng.within(4, 12);
                format!("make([]{t}, {n}, {c})")
            }
            7 => format!("make([]{t}, {0}, {0}+k[3])", self.small_number(3)),
            8 => format!("append([]{t}(nil), {})", self.values(e, 4)),
            9 => format!("append([]{t}{{}}, {})", self.values(e, 3)),
            10 => match self.var(e, false) {
                Some(s) => format!("append([]{t}(nil), {s}...)"),
                None => self.literal(e),
            },
            11 => match self.var(e, false) {
                Some(s) => format!("append({s}, {})", self.values(e, 3)),
                None => format!("append([]{t}(nil), {})", self.values(e, 9)),
            },
            12 => match self.var(e, false) {
                Some(s) => format!("append({s}[:len({s}):len({s})], {})", self.values(e, 2)),
                None => format!(
                    "append(append([]{t}(nil), {}), {})",
                    self.values(e, 2),
                    self.values(e, 3)
                ),
            },
            13 => match self.var(e, false) {
                Some(s) => format!("append([]{t}{{{}}}, {s}...)", self.listed(e)),
                None => self.literal(e),
            },
            14 => format!(
                "new([{}]{t})[:{}]",
                self.rng.within(4, 9),
                self.small_number(4)
            ),
            15 | 16 => self.helper_call(e),
            _ if e == BYTE => self.bytes_of_text(),
            _ if e == RUNE => {
                let text = self.text();
                format!("[]rune({text})")
            }
            17 | 18 => self.library(e),
            19 => match self.var(e, false) {
                Some(s) => s,
                None => self.literal(e),
            },
            _ => self.library(e),
        }
    }

    fn literal(&mut self, e: usize) -> String {
        let n = self.rng.within(1, 5);
        let list: Vec<String> = (0..n).map(|_| self.listed(e)).collect();
        let list = list.join(", ");
        match self.rng.below(12) {
            0 => format!(
                "[]{}{{{}: {}}}",
                ELEMS[e].ty,
                self.rng.within(1, 6),
                self.listed(e)
            ),
            _ => format!("[]{}{{{list}}}", ELEMS[e].ty),
        }
    }

    /// An expression of type string.
    pub fn text(&mut self) -> String {
        match self.rng.below(9) {
            0 => "\"abc\"".into(),
            1 => "words[3] + words[4]".into(),
            2 => "words[7]".into(),
            3 => "strings.Repeat(\"ab\", k[9])".into(),
            4 => "words[6][k[2]:k[7]]".into(),
            5 => "fmt.Sprint(k[3])".into(),
            n => format!("words[{}]", n - 1),
        }
    }

    fn bytes_of_text(&mut self) -> String {
        let text = self.text();
        match self.rng.below(8) {
            0 => format!("append([]byte(nil), {text}...)"),
            1 => format!("append([]byte({text}), {text}...)"),
            2 => format!("append([]byte({text}), 'x')"),
            3 => self.library(BYTE),
            _ => format!("[]byte({text})"),
        }
    }
}
