//! Sizes, alignments and offsets.

use crate::generator::Gen;
use crate::ty::Ty;

impl Gen {
    pub fn layout(&mut self) {
        let fields = self.fields(2);
        let ty = Ty::Struct(fields.clone());
        let text = self.text(&ty);
        let name = self.name("Layout");
        self.declare_text(&format!(
            "type {name} {}",
            text.replace("; ", "\n")
                .replace("{ ", "{\n")
                .replace(" }", "\n}")
        ));
        self.section_of(|g| {
            g.line(format!("var x {name}"));
            g.line("fmt.Println(unsafe.Sizeof(x), unsafe.Alignof(x))".to_string());
            for f in &fields {
                if f.name != "_" {
                    g.line(format!(
                        "fmt.Println(\"{0}\", unsafe.Offsetof(x.{0}), unsafe.Sizeof(x.{0}), unsafe.Alignof(x.{0}))",
                        f.name
                    ));
                }
            }
            let n = g.rng.within(1, 5);
            g.text_lines(&format!(
                "a := [{n}]{name}{{}}
                fmt.Println(len(a), unsafe.Sizeof(a), uintptr(unsafe.Pointer(&a[{n}-1]))-uintptr(unsafe.Pointer(&a[0])))
                b := []byte(\"bytes\")
                fmt.Println(unsafe.String(&b[1], 3), len(unsafe.Slice(&b[0], 2)), *(*byte)(unsafe.Add(unsafe.Pointer(&b[0]), 2)))
                u := uint64(0x0102030405060708)
                fmt.Println(*(*[8]byte)(unsafe.Pointer(&u)), *(*int16)(unsafe.Pointer(&u)))
                f := 1.5
                fmt.Printf(\"%x\\n\", *(*uint64)(unsafe.Pointer(&f)))"
            ));
            let other = g.any_type(2);
            let other = g.text(&other);
            g.line(format!("fmt.Println(unsafe.Sizeof(*new({other})), unsafe.Sizeof(struct {{\na bool\nb {other}\nc bool\n}}{{}}))"));
        });
    }
}
