//! Whether a Rust function fits the Go declaration it stands for. Go's side is text (`func(string,int)(int,bool)`,
//! receiver first, no names); Rust's is the shapes of its types. Named types on Go's side are only compared by
//! the number of slots: the text does not say what they are.

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    I64,
    U64,
    I32,
    U32,
    I16,
    U16,
    I8,
    U8,
    Bool,
    F64,
    F32,
    Complex128,
    Str,
    Iface,
    Func,
    /// Pointers, maps, channels, unsafe.Pointer.
    Pointer,
    Slice(Box<Shape>),
    Any,
}

#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Signature {
    pub params: Vec<Shape>,
    pub results: Vec<Shape>,
    pub param_slots: usize,
    pub result_slots: usize,
}

impl Shape {
    /// Whether a Go type, as text, has this shape.
    pub fn fits(&self, go: &str) -> bool {
        let named = go.starts_with(|c: char| c.is_alphabetic() || c == '_') && is_named(go);
        match self {
            Shape::Any => true,
            _ if named => true,
            Shape::I64 => matches!(go, "int" | "int64"),
            Shape::U64 => matches!(go, "uint" | "uint64" | "uintptr"),
            Shape::I32 => matches!(go, "int32" | "rune"),
            Shape::U32 => go == "uint32",
            Shape::I16 => go == "int16",
            Shape::U16 => go == "uint16",
            Shape::I8 => go == "int8",
            Shape::U8 => matches!(go, "uint8" | "byte"),
            Shape::Bool => go == "bool",
            Shape::F64 => go == "float64",
            Shape::F32 => go == "float32",
            Shape::Complex128 => go == "complex128",
            Shape::Str => go == "string",
            Shape::Iface => go == "any" || go == "error" || go.starts_with("interface"),
            Shape::Func => go.starts_with("func"),
            Shape::Pointer => {
                go.starts_with('*')
                    || go.starts_with("map[")
                    || go.starts_with("chan")
                    || go.starts_with("<-chan")
                    || go == "unsafe.Pointer"
            }
            Shape::Slice(elem) => go
                .strip_prefix("[]")
                .or_else(|| go.strip_prefix("..."))
                .is_some_and(|e| elem.fits(e)),
        }
    }
}

/// A declared type that is not predeclared.
fn is_named(go: &str) -> bool {
    !matches!(
        go,
        "int"
            | "int64"
            | "int32"
            | "int16"
            | "int8"
            | "uint"
            | "uint64"
            | "uint32"
            | "uint16"
            | "uint8"
            | "uintptr"
            | "byte"
            | "rune"
            | "bool"
            | "float64"
            | "float32"
            | "complex128"
            | "complex64"
            | "string"
            | "any"
            | "error"
            | "unsafe.Pointer"
    ) && !["func(", "map[", "chan ", "interface", "struct"]
        .iter()
        .any(|p| go.starts_with(p))
}

impl Signature {
    /// Whether a Go function with this signature text and these slots can be served.
    pub fn fits(&self, go: &str, params: usize, results: usize) -> bool {
        if self.param_slots != params || self.result_slots != results {
            return false;
        }
        let Some((go_params, go_results)) = split_signature(go) else {
            return false;
        };
        // Where a struct is spread over several shapes the slots must do.
        let list_fits = |shapes: &[Shape], go: &[&str]| {
            shapes.len() != go.len() || shapes.iter().zip(go).all(|(s, g)| s.fits(g))
        };
        list_fits(&self.params, &go_params) && list_fits(&self.results, &go_results)
    }
}

/// The parameter and result types of `func(A,B)C` or `func(A)(B,C)`.
pub fn split_signature(text: &str) -> Option<(Vec<&str>, Vec<&str>)> {
    let rest = text.strip_prefix("func")?;
    let end = matching(rest)?;
    let params = split_list(&rest[1..end]);
    let results = rest[end + 1..].trim();
    let results = match results.strip_prefix('(') {
        Some(_) if matching(results)? == results.len() - 1 => {
            split_list(&results[1..results.len() - 1])
        }
        _ if results.is_empty() => Vec::new(),
        _ => vec![results],
    };
    Some((params, results))
}

/// Where the parenthesis that opens `text` closes.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn split_list(text: &str) -> Vec<&str> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0, 0);
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    if !text[start..].trim().is_empty() {
        out.push(text[start..].trim());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_signatures() {
        assert_eq!(
            split_signature("func(string,func(int)bool,...[]int)(int,map[string]int)"),
            Some((
                vec!["string", "func(int)bool", "...[]int"],
                vec!["int", "map[string]int"]
            ))
        );
        assert_eq!(
            split_signature("func()func(int)"),
            Some((vec![], vec!["func(int)"]))
        );
    }

    #[test]
    fn shapes_fit() {
        assert!(Shape::I64.fits("int") && Shape::I64.fits("Duration") && !Shape::I64.fits("uint8"));
        assert!(Shape::Slice(Box::new(Shape::U8)).fits("[]byte"));
        assert!(!Shape::Str.fits("[]byte"));
    }
}
