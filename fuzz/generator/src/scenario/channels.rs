//! Channels by themselves: errors, capacities, select.

use crate::generator::Gen;

impl Gen {
    pub fn channel_errors(&mut self) {
        self.section_of(|g| {
            let ty = g.flat_type(1);
            let text = g.text(&ty);
            let e = g.literal(&ty, 1).text;
            let n = g.rng.within(1, 3);
            let mut actions = vec![
                format!("c <- {e}"),
                "close(c)".into(),
                "close(c)".into(),
                format!("var none chan {text}\nclose(none)"),
                "v, ok := <-c\nfmt.Println(v, ok, len(c), cap(c))".into(),
                "fmt.Println(len(c), cap(c))".into(),
                format!("select {{\ncase c <- {e}:\nfmt.Println(\"sent\")\ndefault:\nfmt.Println(\"full\")\n}}"),
                "select {\ncase v := <-c:\nfmt.Println(\"received\", v)\ndefault:\nfmt.Println(\"empty\")\n}".into(),
                "var r <-chan ".to_string() + &text + " = c\nfmt.Printf(\"%T %d\\n\", r, len(r))",
                format!("d := make(chan {text}, 2)\nfmt.Println(c == d, d == d)"),
                format!("n := {n} - 2\nfmt.Println(cap(make(chan {text}, n)))"),
            ];
            g.rng.shuffle(&mut actions);
            // A send may not block here.
            g.line(format!("c := make(chan {text}, {n})"));
            let mut sends = 0;
            for (i, action) in actions.iter().take(7).enumerate() {
                if action.starts_with("c <-") {
                    sends += 1;
                    if sends > 1 {
                        continue;
                    }
                    g.line("if len(c) < cap(c) {");
                }
                if action.starts_with("v, ok") {
                    g.line("if len(c) > 0 {");
                }
                g.line("func() {");
                g.line(format!("defer func() {{ show(\"c{i}\", recover()) }}()"));
                g.text_lines(action);
                g.line("}()");
                if action.starts_with("c <-") || action.starts_with("v, ok") {
                    g.line("}");
                }
            }
        });
    }

    /// A loop around select that one of several ready cases cannot disturb: they are made ready one after the other.
    pub fn select_loop(&mut self) {
        self.section_of(|g| {
            let (n, most) = (g.rng.within(1, 5), g.rng.within(1, 4));
            let leave = *g.rng.pick(&["break loop", "return"]);
            g.text_lines(&format!(
                "ticks := make(chan int)
                words := make(chan string)
                quit := make(chan bool, 1)
                ctx, cancel := context.WithCancel(context.Background())
                go func() {{
                    for i := range {n} {{
                        if i%2 == 0 {{
                            ticks <- i
                        }} else {{
                            words <- fmt.Sprint(\"w\", i)
                        }}
                    }}
                    cancel()
                }}()
                total := 0
                defer func() {{ fmt.Println(\"total\", total, ctx.Err()) }}()
                loop:
                for {{
                    select {{
                    case t := <-ticks:
                        total += t
                        if t > {most} {{
                            continue loop
                        }}
                        fmt.Println(\"tick\", t)
                    case w, ok := <-words:
                        fmt.Println(\"word\", w, ok)
                    case <-quit:
                        fmt.Println(\"never\")
                    case <-ctx.Done():
                        fmt.Println(context.Cause(ctx))
                        {leave}
                    }}
                }}"
            ));
            if leave != "return" {
                g.line("fmt.Println(\"after\")");
            }
        });
    }
}
