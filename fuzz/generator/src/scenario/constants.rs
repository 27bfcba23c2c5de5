//! Untyped constants that are no integers: exact fractions, rounding where they get a type, default types.

use crate::generator::Gen;

/// An untyped numeric constant and about what it is worth.
struct Number {
    text: String,
    value: f64,
}

impl Gen {
    pub fn fractions(&mut self) {
        let mut known: Vec<Number> = Vec::new();
        let mut lines = vec!["const (".to_string()];
        for _ in 0..self.rng.within(2, 6) {
            let e = self.fraction(&known, 3);
            let name = self.name("Q");
            lines.push(format!("{name} = {}", e.text));
            known.push(Number {
                text: name,
                value: e.value,
            });
        }
        let (word, rune, truth) = (self.name("Q"), self.name("Q"), self.name("Q"));
        let (a, b) = (self.string_literal(), self.string_literal());
        lines.push(format!("{word} = {a} + \"+\" + {b}"));
        lines.push(format!(
            "{rune} = '{}' + {}",
            *self.rng.pick(&['a', 'Z', 'é']),
            self.rng.below(40)
        ));
        let (x, y) = (&known[0].text, &known[known.len() - 1].text);
        lines.push(format!("{truth} = {x} < {y} || {word} > {b}"));
        lines.push(")".into());
        self.declarations.push(lines.join("\n"));
        self.section_of(|g| {
            for e in &known {
                let (name, size) = (&e.text, e.value.abs());
                g.line(format!("fmt.Printf(\"%T %v %v\\n\", float64({name}), float64({name}), {name} == {name}*3/3)"));
                if (1e-30..1e30).contains(&size) || size == 0.0 {
                    g.line(format!("fmt.Println({name}, float32({name}), float64(float32({name})), complex({name}, 1), -{name}, {name} > 1)"));
                    let (k, m) = (g.rng.within(1, 9), g.rng.within(1, 9));
                    g.line(format!("fmt.Println({name}*{k}/{m}, {name}+0.1, {name}-1.0/3, float32({name})*{m})"));
                }
            }
            g.line(format!("fmt.Printf(\"%T %v %T %v %T %v %d %q\\n\", {rune}, {rune}, {truth}, {truth}, {word}, {word}, len({word}), string(rune({rune})))"));
            let n = g.rng.within(1, 12);
            let k = g.rng.within(2, 20);
            g.text_lines(&format!(
                "const big = 1 << 200
                const third = 1.0 / {k}
                const c = (1 + 2i) * (3 - {n}i) / (2 + 1i)
                fmt.Println(big>>198, big/(big-1) == 1, third*{k} == 1, int64(big>>140), real(c), imag(c), c == c)
                fmt.Println(7/{k}, 7.0/{k}, 7/{k}.0, -7/{k}, 7%{k}, 1<<{n}, 1.0<<{n}, 'a'*{k}, math.MaxUint64/{k}, math.Pi*{n}, float32(math.Pi)*{n})
                var s uint = {n}
                var f float32 = 1 << 3
                var i8 int8 = 1 << s
                var w int64 = 1<<s + 1
                fmt.Println(f, i8, w, uint8(1<<s), 1<<s == 2<<(s-1), []int{{1, 2, 3}}[1<<s>>s], len(make([]int, 1<<(s%4))))"
            ));
        });
    }

    fn fraction(&mut self, known: &[Number], depth: usize) -> Number {
        if depth == 0 || self.rng.chance(20) {
            if !known.is_empty() && self.rng.chance(40) {
                let e = self.rng.pick(known);
                return Number {
                    text: e.text.clone(),
                    value: e.value,
                };
            }
            let text = match self.rng.below(7) {
                0 => format!("{}.{}", self.rng.below(100), self.rng.below(1000)),
                1 => format!("{}e{}", self.rng.within(1, 99), self.rng.below(20)),
                2 => format!("{}e-{}", self.rng.within(1, 99), self.rng.below(20)),
                3 => format!("0.{}", self.rng.within(1, 9)),
                4 => format!("{}.0", self.rng.within(1, 50)),
                5 => "0x1.91p4".into(),
                _ => format!("{}.5e3", self.rng.below(50)),
            };
            let value = text.parse().unwrap_or(25.0625);
            return Number { text, value };
        }
        let a = self.fraction(known, depth - 1);
        let b = self.fraction(known, depth - 1);
        let (op, value) = match self.rng.below(5) {
            0 => ("+", a.value + b.value),
            1 => ("-", a.value - b.value),
            2 | 3 => ("*", a.value * b.value),
            _ if b.value.abs() > 1e-100 => ("/", a.value / b.value),
            _ => ("+", a.value + b.value),
        };
        if value.abs() > 1e150 || (value != 0.0 && value.abs() < 1e-150) {
            return a;
        }
        // A difference that is nearly nothing may be nothing: never a divisor.
        let value = if op == "-" && value.abs() < (a.value.abs() + b.value.abs()) * 1e-9 {
            0.0
        } else {
            value
        };
        Number {
            text: format!("({} {op} {})", a.text, b.text),
            value,
        }
    }
}
