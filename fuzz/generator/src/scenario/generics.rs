//! Generic types with methods, inference, constraints with methods, generic aliases, generic methods.

use crate::generator::Gen;
use crate::ty::{Constraint, Ty};

impl Gen {
    /// A linked list with an iterator, for two element types.
    pub fn generic_list(&mut self) {
        let (list, node) = (self.name("List"), self.name("node"));
        self.declare_text(&format!(
            "type {node}[T any] struct {{\nval T\nnext *{node}[T]\n}}"
        ));
        self.declare_text(&format!(
            "type {list}[T any] struct {{\nhead, tail *{node}[T]\nsize int\n}}"
        ));
        self.declare_text(&format!(
            "func (l *{list}[T]) Push(vs ...T) *{list}[T] {{
                for _, v := range vs {{
                    n := &{node}[T]{{val: v}}
                    if l.head == nil {{
                        l.head = n
                    }} else {{
                        l.tail.next = n
                    }}
                    l.tail = n
                    l.size++
                }}
                return l
            }}"
        ));
        self.declare_text(&format!(
            "func (l *{list}[T]) All() iter.Seq2[int, T] {{
                return func(yield func(int, T) bool) {{
                    i := 0
                    for n := l.head; n != nil; n = n.next {{
                        if !yield(i, n.val) {{
                            return
                        }}
                        i++
                    }}
                }}
            }}"
        ));
        let alias = self.name("Alias");
        let aliased = self.rng.chance(50);
        if aliased {
            self.declare_text(&format!("type {alias}[A any] = {list}[[]A]"));
        }
        self.section_of(|g| {
            for _ in 0..2 {
                let ty = g.flat_type(1);
                let text = g.text(&ty);
                let (l, a, b, c) = (
                    g.name("l"),
                    g.expr(&ty, 2).text,
                    g.expr(&ty, 2).text,
                    g.expr(&ty, 2).text,
                );
                let most = g.rng.below(4);
                g.text_lines(&format!(
                    "var {l} {list}[{text}]
                    {l}.Push({a}).Push({b}, {c})
                    for i, v := range {l}.All() {{
                        if i == {most} {{
                            break
                        }}
                        fmt.Println(i, v)
                    }}
                    fmt.Printf(\"%T %d\\n\", {l}, {l}.size)"
                ));
                if aliased {
                    let m = g.name("l");
                    g.text_lines(&format!(
                        "{m} := new({alias}[{text}])
                        push{m} := {m}.Push
                        push{m}([]{text}{{{a}}}, nil)
                        fmt.Printf(\"%T %v\\n\", {m}, {m}.tail.val == nil)"
                    ));
                }
            }
        });
    }

    /// Functions that take functions: types inferred from arguments, from results, from each other.
    pub fn generic_pipeline(&mut self) {
        let (map, fold, keep, pair) = (
            self.name("mapOf"),
            self.name("fold"),
            self.name("keep"),
            self.name("Pair"),
        );
        self.declare_text(&format!(
            "func {map}[S ~[]A, A, B any](s S, f func(A) B) []B {{
                out := make([]B, 0, len(s))
                for _, a := range s {{
                    out = append(out, f(a))
                }}
                return out
            }}"
        ));
        self.declare_text(&format!(
            "func {fold}[A, B any](s []A, b B, f func(B, A) B) B {{
                for _, a := range s {{
                    b = f(b, a)
                }}
                return b
            }}"
        ));
        self.declare_text(&format!(
            "func {keep}[S ~[]A, A any](s S, f func(A) bool) (out S) {{
                for _, a := range s {{
                    if f(a) {{
                        out = append(out, a)
                    }}
                }}
                return
            }}"
        ));
        self.declare_text(&format!(
            "type {pair}[K comparable, V any] struct {{\nKey K\nVal V\n}}"
        ));
        self.declare_text(&format!(
            "func (p {pair}[K, V]) Swap() (V, K) {{ return p.Val, p.Key }}"
        ));
        let methods = self.rng.chance(50);
        if methods {
            self.declare_text(&format!("func (p {pair}[K, V]) With[W any](w W) {pair}[K, W] {{ return {pair}[K, W]{{p.Key, w}} }}"));
        }
        self.section_of(|g| {
            let (a, b) = (g.flat_type(1), g.type_argument(Constraint::Comparable, 1));
            let (at, bt) = (g.text(&a), g.text(&b));
            let items: Vec<String> = (0..g.rng.within(1, 4)).map(|_| g.expr(&a, 2).text).collect();
            let to = g.closure_of(std::slice::from_ref(&a), &["x"], &b, 2);
            let test = g.closure_of(std::slice::from_ref(&a), &["x"], &Ty::Bool, 2);
            let e = g.expr(&b, 1).text;
            g.text_lines(&format!(
                "type named []{at}
                items := named{{{}}}",
                items.join(", ")
            ));
            for line in [
                format!("mapped := {map}(items, {to})"),
                format!("kept := {keep}(items, {test})"),
            ] {
                g.line(line);
            }
            g.text_lines(&format!(
                "fmt.Printf(\"%T %v\\n\", mapped, mapped)
                fmt.Printf(\"%T %d\\n\", kept, len(kept))
                total := {fold}(mapped, map[{bt}]int{{}}, func(m map[{bt}]int, b {bt}) map[{bt}]int {{
                    m[b]++
                    return m
                }})
                fmt.Println(len(total))
                p := {pair}[{bt}, named]{{{e}, items}}
                v, k := p.Swap()
                fmt.Printf(\"%T %T %T %v\\n\", p, v, k, k == p.Key)
                var apply func([]{at}, func({at}) string) []string = {map}
                fmt.Println(apply(items, func(a {at}) string {{ return fmt.Sprint(a) }}))"
            ));
            if methods {
                g.line("fmt.Printf(\"%T %+v\\n\", p.With(1), p.With(\"s\"))");
            }
        });
    }

    /// A search tree over an ordered type.
    pub fn generic_tree(&mut self) {
        let tree = self.name("Tree");
        self.declare_text(&format!(
            "type {tree}[T cmp.Ordered] struct {{\nleft, right *{tree}[T]\nval T\n}}"
        ));
        self.declare_text(&format!(
            "func (t *{tree}[T]) Insert(v T) *{tree}[T] {{
                if t == nil {{
                    return &{tree}[T]{{val: v}}
                }}
                switch c := cmp.Compare(v, t.val); {{
                case c < 0:
                    t.left = t.left.Insert(v)
                case c > 0:
                    t.right = t.right.Insert(v)
                }}
                return t
            }}"
        ));
        self.declare_text(&format!(
            "func (t *{tree}[T]) walk(yield func(T) bool) bool {{
                return t == nil || t.left.walk(yield) && yield(t.val) && t.right.walk(yield)
            }}"
        ));
        self.declare_text(&format!(
            "func (t *{tree}[T]) Values() iter.Seq[T] {{ return func(yield func(T) bool) {{ t.walk(yield) }} }}"
        ));
        self.section_of(|g| {
            let ty = g.type_argument(Constraint::Ordered, 1);
            let text = g.text(&ty);
            let items: Vec<String> = (0..g.rng.within(1, 8)).map(|_| g.expr(&ty, 2).text).collect();
            let stop = g.expr(&ty, 1).text;
            g.text_lines(&format!(
                "var root *{tree}[{text}]
                for _, v := range []{text}{{{}}} {{
                    root = root.Insert(v)
                }}
                for v := range root.Values() {{
                    if v > {stop} {{
                        fmt.Println(\"stop\")
                        break
                    }}
                    fmt.Println(v)
                }}
                fmt.Println(slices.Collect(root.Values()), slices.IsSorted(slices.Collect(root.Values())))",
                items.join(", ")
            ));
        });
    }

    /// The constraint that says: a pointer to T with these methods.
    pub fn pointer_constraint(&mut self) {
        let (c, make, s) = (self.name("Setter"), self.name("build"), self.name("Set"));
        let ty = self.flat_type(1);
        let text = self.text(&ty);
        self.declare_text(&format!("type {c}[T, V any] interface {{\n*T\nSet(V)\n}}"));
        self.declare_text(&format!(
            "func {make}[T, V any, P {c}[T, V]](vs ...V) []T {{
                out := make([]T, len(vs))
                for i, v := range vs {{
                    P(&out[i]).Set(v)
                }}
                return out
            }}"
        ));
        self.declare_text(&format!("type {s} struct {{\nv {text}\nn int\n}}"));
        self.declare_text(&format!(
            "func (s *{s}) Set(v {text}) {{\ns.v, s.n = v, s.n+1\n}}"
        ));
        let under = self.basic_type();
        let under_text = self.text(&under);
        let n = self.name("Num");
        self.declare_text(&format!("type {n} {under_text}"));
        self.declare_text(&format!(
            "func (n *{n}) Set(v {under_text}) {{ *n = {n}(v) }}"
        ));
        self.section_of(|g| {
            let (a, b) = (g.expr(&ty, 2).text, g.expr(&ty, 2).text);
            let k = g.expr(&under, 2);
            let k = g.typed(&under, k);
            g.text_lines(&format!(
                "fmt.Printf(\"%v\\n\", {make}[{s}, {text}]({a}, {b}))
                fmt.Printf(\"%T %v\\n\", {make}[{n}]({k}), {make}[{n}]({k}))"
            ));
        });
    }
}
