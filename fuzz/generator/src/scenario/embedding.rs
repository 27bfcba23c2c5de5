//! Promotion of fields and methods, through values, pointers and interfaces, with names that hide others.

use crate::generator::Gen;

impl Gen {
    pub fn embedded_methods(&mut self) {
        let (a, b, c, i) = (
            self.name("Ea"),
            self.name("Eb"),
            self.name("Ec"),
            self.name("Ei"),
        );
        let under = self.basic_type();
        let value = self.literal(&under, 0).text;
        let under = self.text(&under);
        let star = *self.rng.pick(&["", "*"]);
        let inner = *self.rng.pick(&["", "*"]);
        let hides = self.rng.chance(50);
        let amp = |s: &str| if s.is_empty() { "" } else { "&" };
        self.declare_text(&format!(
            "type {i} interface {{\nName() string\nSet({under})\n}}"
        ));
        self.declare_text(&format!("type {a} struct {{\nV {under}\nid int\n}}"));
        self.declare_text(&format!(
            "func (x {a}) Name() string {{ return fmt.Sprint(\"a:\", x.V) }}"
        ));
        self.declare_text(&format!(
            "func (x *{a}) Set(v {under}) {{\nx.V = v\nx.id++\n}}"
        ));
        let mine = if hides { "\nV int8" } else { "" };
        self.declare_text(&format!(
            "type {b} struct {{\n{inner}{a}\nW string{mine}\n}}"
        ));
        if self.rng.chance(50) {
            self.declare_text(&format!(
                "func (x {b}) Name() string {{ return \"b+\" + x.{a}.Name() }}"
            ));
        }
        if self.rng.chance(30) {
            self.declare_text(&format!(
                "func (x {b}) String() string {{ return \"B!\" + x.W }}"
            ));
        }
        self.declare_text(&format!("type {c} struct {{\n{star}{b}\n{i}\nn int\n}}"));
        // Both embedded ones have Set: only an own one makes it callable.
        self.declare_text(&format!("func (x {c}) Set(v {under}) {{ x.{b}.Set(v) }}"));
        self.declare_text(&format!(
            "func (x {c}) Name() string {{ return x.{b}.Name() + \"/\" + x.{i}.Name() }}"
        ));
        self.section_of(|g| {
            let (pa, pb) = (amp(inner), amp(star));
            g.text_lines(&format!(
                "b := {b}{{{a}: {pa}{a}{{{value}, 1}}, W: \"w\"}}
                c := {c}{{{pb}b, &{a}{{}}, 3}}
                c.Set(*new({under}))
                fmt.Println(c.Name(), b.Name(), c.id, b.{a}.V, c.n)
                f := c.{b}.Set
                f({value})
                g := (*{a}).Set
                g({pointer}, {value})
                var i {i} = c
                i.Set({value})
                i = &b
                i.Set(*new({under}))
                fmt.Println(i.Name(), b.{a}.V, c.{b}.{a}.id)
                h := i.Name
                b.W = \"later\"
                b.{a}.id = 77
                fmt.Println(h(), {i}.Name(i), (*{b}).Name(&b))",
                pointer = if inner.is_empty() {
                    format!("&b.{a}")
                } else {
                    format!("b.{a}")
                },
            ));
            if inner.is_empty() {
                g.line("fmt.Printf(\"%v %+v\\n\", b, b)");
                g.line("d := b");
                g.line("d.Set(*new(".to_string() + &under + "))");
                g.line("fmt.Println(b == d, d != b, b.id, d.id)");
            }
            g.text_lines(&format!(
                "switch x := any(b).(type) {{
                case {i}:
                    fmt.Println(\"is\", x.Name())
                default:
                    fmt.Printf(\"%T\\n\", x)
                }}
                defer func() {{ show(\"nil embedded\", recover()) }}()
                var z {c}
                z.Set({value})
                fmt.Println(z.n, z.Name())"
            ));
        });
    }
}
