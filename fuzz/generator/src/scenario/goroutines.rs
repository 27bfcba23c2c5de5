//! Goroutines whose results do not depend on who runs when.

use crate::generator::Gen;
use crate::ty::{GO_INT, Ty};

impl Gen {
    /// Each goroutine writes a place of its own.
    pub fn workers(&mut self) {
        self.section_of(|g| {
            let n = g.rng.within(1, 6);
            let ty = g.flat_type(1);
            let text = g.text(&ty);
            g.line("fuel = 1 << 40");
            g.text_lines(&format!(
                "var wait sync.WaitGroup
                out := make([]{text}, {n})
                failed := make([]string, {n})
                for i := range {n} {{"
            ));
            let modern = g.rng.chance(50);
            g.line(if modern {
                "wait.Go(func() {"
            } else {
                "wait.Add(1)\ngo func() {\ndefer wait.Done()"
            });
            g.line(
                "defer func() {\nif r := recover(); r != nil {\nfailed[i] = fmt.Sprint(r)\n}\n}()",
            );
            g.under_mode(
                |m| {
                    m.pure = true;
                    m.function += 1;
                    m.returns = false;
                },
                |g| {
                    g.scoped(|g| {
                        g.declare("i", &GO_INT).assignable = false;
                        g.statements(2, 1);
                        let e = g.expr(&ty, 3).text;
                        g.line(format!("out[i] = {e}"));
                    });
                },
            );
            g.line(if modern { "})" } else { "}()" });
            g.line("}");
            g.line("wait.Wait()");
            g.line("fmt.Println(out, failed)");
        });
    }

    /// Values travel through stages; each stage is one goroutine, so their order stays.
    pub fn pipeline(&mut self) {
        self.section_of(|g| {
            let ty = g.flat_type(1);
            let text = g.text(&ty);
            let (n, buffer, other) = (g.rng.below(6), g.rng.below(4), g.rng.below(2));
            g.line("fuel = 1 << 40");
            let values: Vec<String> = (0..n).map(|_| g.expr(&ty, 2).text).collect();
            g.text_lines(&format!(
                "first := make(chan {text}, {buffer})
                second := make(chan {text}, {other})
                values := []{text}{{{}}}
                go func() {{
                    defer close(first)
                    for _, v := range values {{
                        first <- v
                    }}
                }}()
                go func() {{
                    defer close(second)
                    for v := range first {{",
                values.join(", ")
            ));
            g.under_mode(
                |m| {
                    m.pure = true;
                    m.risk = 0;
                    m.function += 1;
                    m.returns = false;
                },
                |g| {
                    g.scoped(|g| {
                        g.declare("v", &ty);
                        // What may panic would end the program here.
                        let e = g.under_mode(|m| m.calls = false, |g| g.literal(&ty, 1).text);
                        g.line(format!(
                            "second <- pick[{text}](fmt.Sprint(v) < \"5\", v, {e})"
                        ));
                    });
                },
            );
            g.text_lines(
                "}
                }()
                for v := range second {
                    fmt.Println(\"got\", v)
                }
                v, ok := <-second
                fmt.Println(v, ok)",
            );
        });
    }

    /// A map behind a mutex; once; atomic counters.
    pub fn guarded_map(&mut self) {
        self.section_of(|g| {
            let (n, m) = (g.rng.within(2, 8), g.rng.within(1, 20));
            let lock = *g.rng.pick(&["sync.Mutex", "sync.RWMutex"]);
            let modulus = g.rng.within(1, 5);
            g.text_lines(&format!(
                "var lock {lock}
                var once sync.Once
                var count atomic.Int64
                var wait sync.WaitGroup
                seen := map[int]int{{}}
                value := sync.OnceValue(func() int {{
                    fmt.Println(\"computed\")
                    return {m}
                }})
                for i := range {n} {{
                    wait.Add(1)
                    go func() {{
                        defer wait.Done()
                        once.Do(func() {{ fmt.Println(\"once\") }})
                        for j := range {m} {{
                            lock.Lock()
                            seen[(i+j)%{modulus}] += j
                            lock.Unlock()
                            count.Add(int64(i))
                        }}
                        _ = value()
                    }}()
                }}
                wait.Wait()
                fmt.Println(seen, count.Load(), value())"
            ));
            if g.rng.chance(30) {
                g.text_lines(
                    "func() {
                        defer func() { show(\"unlock\", recover()) }()
                        lock.Lock()
                        defer lock.Unlock()
                        panic(\"held\")
                    }()
                    fmt.Println(lock.TryLock())",
                );
            }
        });
    }

    /// A server goroutine answers requests that carry the channel for the answer.
    pub fn requests(&mut self) {
        self.section_of(|g| {
            let ty = g.flat_type(1);
            let text = g.text(&ty);
            let n = g.rng.within(1, 4);
            let (a, b) = (g.literal(&ty, 1).text, g.literal(&ty, 1).text);
            let end = *g.rng.pick(&["return", "runtime.Goexit()"]);
            g.text_lines(&format!(
                "type request struct {{
                    n int
                    reply chan<- {text}
                }}
                requests := make(chan request)
                done := make(chan struct{{}})
                go func() {{
                    defer close(done)
                    defer fmt.Println(\"server ends\")
                    for {{
                        select {{
                        case r, ok := <-requests:
                            if !ok {{
                                {end}
                            }}
                            r.reply <- pick[{text}](r.n%2 == 0, {a}, {b})
                        }}
                    }}
                }}()
                for i := range {n} {{
                    reply := make(chan {text})
                    requests <- request{{i, reply}}
                    fmt.Println(i, <-reply)
                }}
                close(requests)
                <-done"
            ));
            if g.types.comparable(&ty) && !matches!(ty, Ty::Param(_)) && g.rng.chance(50) {
                g.text_lines(&format!(
                    "fmt.Println([1]{text}{{{a}}} == [1]{text}{{{b}}})"
                ));
            }
        });
    }
}
