//! How `main` ends: by itself, with an exit code, with a panic nobody recovers, in a deadlock.

use crate::generator::Gen;

impl Gen {
    pub fn ending(&mut self) -> String {
        let n = self.rng.below(256);
        let text = match self.rng.below(40) {
            0 => format!("os.Exit({n})"),
            1 => format!("panic({n})"),
            2 => "panic(errors.New(\"the end\"))".into(),
            3 => "panic(fmt.Sprintf(\"%d and\\nmore\", 7))".into(),
            4 => format!("var none []int\n_ = none[{n}]"),
            5 => "var none map[string]int\nnone[\"a\"] = 1".into(),
            6 => "var none *struct{ a, b int }\nnone.b = 1".into(),
            7 => "var zero int\nfmt.Println(1 / zero)".into(),
            8 => "var none any = \"text\"\nfmt.Println(none.(int))".into(),
            9 => "var none error\nfmt.Println(none.Error())".into(),
            10 => "defer func() { panic(\"second\") }()\npanic(\"first\")".into(),
            11 => "defer func() {\nrecover()\npanic(fmt.Errorf(\"again: %w\", errors.New(\"inner\")))\n}()\npanic(2.5)".into(),
            12 => "<-make(chan int)".into(),
            13 => "select {}".into(),
            14 => "var wait sync.WaitGroup\nwait.Add(1)\nwait.Wait()".into(),
            15 => "var lock sync.Mutex\nlock.Lock()\nlock.Lock()".into(),
            16 => "close((chan int)(nil))".into(),
            17 => "type E struct{ error }\npanic(E{errors.New(\"held\")})".into(),
            18 => "type E string\npanic(E(\"kind\"))".into(),
            19 => "panic(any(nil))".into(),
            20 => format!("s := make([]int, 3)\ni := {n} - 128\nfmt.Println(s[i:])"),
            21 => format!("s := \"abc\"\ni := {n}\nfmt.Println(s[1:i])"),
            22 => format!("n := {n} - 128\nfmt.Println(len(make([]int, n)))"),
            _ => "fmt.Println(\"end\")".into(),
        };
        if text.contains("panic(") || self.rng.chance(50) {
            return text;
        }
        format!("defer fmt.Println(\"deferred\")\n{text}")
    }
}
