//! Sorting, searching, heaps and lists.

use crate::generator::Gen;
use crate::ty::{Constraint, GO_INT};

impl Gen {
    pub fn sorting(&mut self) {
        self.section_of(|g| {
            let ty = g.type_argument(Constraint::Ordered, 1);
            let text = g.text(&ty);
            let n = g.rng.within(2, 20);
            let items: Vec<String> = (0..n).map(|_| g.expr(&ty, 1).text).collect();
            let wanted = g.expr(&ty, 1).text;
            g.line(format!("s := []{text}{{{}}}", items.join(", ")));
            // Neither order of the two zeros, nor of NaNs, is anybody's promise.
            g.text_lines(&format!(
                "for i, v := range s {{
                    if v != v || v == *new({text}) {{
                        s[i] = *new({text})
                    }}
                }}
                t := slices.Clone(s)
                slices.Sort(t)
                fmt.Println(t, slices.IsSorted(t), slices.Max(t), slices.Min(s))
                fmt.Println(slices.BinarySearch(t, {wanted}))
                fmt.Println(slices.Index(s, {wanted}), slices.Contains(s, {wanted}), slices.Compact(t))
                type pair struct {{
                    k int
                    v {text}
                }}
                var ps []pair
                for i, v := range s {{
                    ps = append(ps, pair{{i % 3, v}})
                }}
                sort.SliceStable(ps, func(i, j int) bool {{ return ps[i].k < ps[j].k }})
                fmt.Println(ps)
                slices.SortStableFunc(ps, func(a, b pair) int {{ return cmp.Or(cmp.Compare(a.v, b.v), -cmp.Compare(a.k, b.k)) }})
                fmt.Println(ps)
                fmt.Println(sort.SliceIsSorted(ps, func(i, j int) bool {{ return ps[i].v < ps[j].v }}))
                slices.Reverse(s)
                fmt.Println(slices.Compare(s, t), slices.Equal(s, s), slices.EqualFunc(s, t, func(a, b {text}) bool {{ return a == b }}))"
            ));
            match g.rng.below(5) {
                0 => g.line("for c := range slices.Chunk(s, 3) {\nfmt.Println(c, len(c), cap(c))\n}"),
                1 => g.line("fmt.Println(slices.Insert(s[:2:2], 1, s...), slices.Delete(slices.Clone(s), 0, 1), slices.Replace(slices.Clone(s), 0, 2, s[1]))"),
                2 => g.line("fmt.Println(slices.Concat(s, t[:1], nil), slices.Repeat(s[:1], 3), slices.ContainsFunc(s, func(v ".to_string() + &text + ") bool { return v > s[0] }))"),
                3 => g.line("fmt.Println(slices.Sorted(slices.Values(s)), slices.Collect(maps.Values(map[int]".to_string() + &text + "{1: s[0]})))"),
                _ => g.line("sort.Sort(sort.Reverse(sort.IntSlice([]int{1})))\nfmt.Println(sort.SearchInts([]int{1, 3, 5}, 4), sort.Search(10, func(i int) bool { return i*i > 20 }))"),
            }
        });
    }

    pub fn containers(&mut self) {
        let heap_type = self.name("Heap");
        self.declare_text(&format!("type {heap_type} []int"));
        self.declare_text(&format!(
            "func (h {heap_type}) Len() int {{ return len(h) }}"
        ));
        self.declare_text(&format!(
            "func (h {heap_type}) Less(i, j int) bool {{ return h[i] < h[j] }}"
        ));
        self.declare_text(&format!(
            "func (h {heap_type}) Swap(i, j int) {{ h[i], h[j] = h[j], h[i] }}"
        ));
        self.declare_text(&format!(
            "func (h *{heap_type}) Push(x any) {{ *h = append(*h, x.(int)) }}"
        ));
        self.declare_text(&format!(
            "func (h *{heap_type}) Pop() any {{
                old := *h
                x := old[len(old)-1]
                *h = old[:len(old)-1]
                return x
            }}"
        ));
        self.section_of(|g| {
            let items: Vec<String> = (0..g.rng.within(1, 9))
                .map(|_| g.expr(&GO_INT, 1).text)
                .collect();
            let e = g.expr(&GO_INT, 1).text;
            g.text_lines(&format!(
                "h := &{heap_type}{{{}}}
                heap.Init(h)
                heap.Push(h, {e})
                (*h)[0] ^= 5
                heap.Fix(h, 0)
                for h.Len() > 0 {{
                    fmt.Print(heap.Pop(h), \" \")
                }}
                fmt.Println()
                l := list.New()
                for i := range 4 {{
                    if i%2 == 0 {{
                        l.PushBack(i)
                    }} else {{
                        l.PushFront(any(fmt.Sprint(i)))
                    }}
                }}
                l.MoveToFront(l.Back())
                for e := l.Front(); e != nil; e = e.Next() {{
                    fmt.Print(e.Value, \" \")
                }}
                fmt.Println(l.Len())",
                items.join(", ")
            ));
        });
    }
}
