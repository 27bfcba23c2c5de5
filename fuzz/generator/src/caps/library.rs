//! What the library gives and takes.

use super::Maker;
use super::elem::{BYTE, ELEMS, STRING};

/// `[]string`: T is a text.
const STRINGS: &[&str] = &[
    "strings.Split(T, \",\")",
    "strings.SplitN(T, \",\", 2)",
    "strings.SplitAfter(T, \" \")",
    "strings.Fields(T)",
    "strings.FieldsFunc(T, func(r rune) bool { return r == ' ' })",
    "slices.Collect(strings.SplitSeq(T, \",\"))",
    "slices.Collect(strings.FieldsSeq(T))",
    "slices.Sorted(maps.Keys(map[string]int{\"a\": 1, T: 2}))",
    "slices.Sorted(strings.SplitSeq(T, \" \"))",
    "regexp.MustCompile(`[a-z]+`).FindAllString(T, -1)",
    "regexp.MustCompile(`[ ,]`).Split(T, -1)",
    "filepath.SplitList(T)",
    "strings.Split(T, \"\")",
    "append(strings.Fields(T), \"end\")",
    "append(strings.Split(T, \",\"), T, T)",
];
/// `[]byte`: T is a text, B bytes.
const BYTES: &[&str] = &[
    "strconv.AppendInt(nil, int64(k[7]), 2)",
    "strconv.AppendInt(B, 12345, 10)",
    "strconv.AppendQuote(nil, T)",
    "strconv.AppendQuote(B, T)",
    "strconv.AppendBool(nil, true)",
    "strconv.AppendFloat(nil, 1.25, 'g', -1, 64)",
    "strconv.AppendFloat(make([]byte, 0, 24), 1.25, 'f', 2, 64)",
    "fmt.Append(nil, T, k[2])",
    "fmt.Appendf(nil, \"%d-%s\", k[2], T)",
    "fmt.Appendf(B, \"%v\", T)",
    "fmt.Appendln(nil, T)",
    "bytes.Clone(B)",
    "bytes.Repeat(B, k[3])",
    "bytes.ToUpper(B)",
    "bytes.ToLower([]byte(T))",
    "bytes.TrimSpace([]byte(T))",
    "bytes.ReplaceAll([]byte(T), []byte(\"a\"), []byte(\"bbb\"))",
    "bytes.Join([][]byte{B, []byte(T)}, []byte(\",\"))",
    "bytes.Map(func(r rune) rune { return r + 1 }, []byte(T))",
    "bytes.NewBufferString(T).Bytes()",
    "hex.AppendEncode(nil, []byte(T))",
    "base64.StdEncoding.AppendEncode(nil, []byte(T))",
    "binary.BigEndian.AppendUint32(nil, uint32(k[5]))",
    "binary.LittleEndian.AppendUint64(B, 7)",
    "binary.AppendUvarint(nil, uint64(k[9])*1000)",
    "utf8.AppendRune(nil, 'ä')",
    "utf8.AppendRune(B, rune(k[3])+'a')",
    "time.Unix(0, 0).UTC().AppendFormat(nil, time.RFC3339)",
    "append([]byte(\"x\"), T...)",
    "slices.Concat(B, []byte(T))",
    "[]byte(strings.ToUpper(T))",
    "[]byte(strings.Join([]string{T, T}, \"-\"))",
    "[]byte(fmt.Sprintf(\"%05d\", k[3]))",
    "[]byte(strconv.Itoa(k[3]))",
    "[]byte(string(B))",
];
/// `[]T` for all T: S is a slice, V a value, N a small number, T the type.
const ANY: &[&str] = &[
    "slices.Clone(S)",
    "slices.Concat(S, []T{V})",
    "slices.Concat(S, S, S)",
    "slices.Insert(S, 0, V)",
    "slices.Insert(S, len(S), V, V)",
    "slices.Insert([]T{}, 0, V)",
    "slices.Grow(S, N)",
    "slices.Grow([]T(nil), N)",
    "slices.Clip(S)",
    "append(slices.Clip(S), V)",
    "append(slices.Clone(S), V)",
    "append(slices.Grow(S, 2), V)",
    "slices.Repeat(S, k[2])",
    "slices.Repeat([]T{V}, N)",
    "slices.Delete(slices.Clone(S), 0, min(1, len(S)))",
    "slices.DeleteFunc(slices.Clone(S), func(T) bool { return true })",
    "slices.Replace(slices.Clone(S), 0, min(1, len(S)), V, V, V)",
    "slices.Collect(slices.Values(S))",
    "slices.AppendSeq(S, slices.Values(S))",
    "slices.AppendSeq([]T(nil), slices.Values([]T{V, V}))",
    "slices.AppendSeq(make([]T, 0, 3), maps.Values(map[int]T{1: V}))",
    "slices.Collect(maps.Values(map[string]T{\"a\": V}))",
    "slices.Concat(slices.Collect(slices.Chunk(S, 2))...)",
    "append([]T(nil), S...)",
    "append(S[:0:0], S...)",
    "append(S[:0], S...)",
    "append([]T{V}, S...)",
    "append(S, S...)",
    "append(S, make([]T, N)...)",
    "reflect.Append(reflect.ValueOf(S), reflect.Zero(reflect.TypeOf(S).Elem())).Interface().([]T)",
    "reflect.MakeSlice(reflect.TypeOf(S), 1, 3).Interface().([]T)",
    "reflect.AppendSlice(reflect.ValueOf(S), reflect.ValueOf(S)).Interface().([]T)",
    "slices.Collect(func(yield func(T) bool) { _ = yield(V) && yield(V) })",
    "slices.Collect(func(yield func(T) bool) { for range N { if !yield(V) { return } } })",
    "any(S).([]T)",
];

impl Maker {
    pub fn library(&mut self, e: usize) -> String {
        let (t, text) = (self.ty(e), self.text());
        // `T` alone would be a text and a type.
        let pattern = match e {
            STRING if self.rng.chance(50) => return self.rng.pick(STRINGS).replace('T', &text),
            BYTE if self.rng.chance(70) => {
                let b = self.slice_of(BYTE);
                let pattern = *self.rng.pick(BYTES);
                return fill(pattern, &[("T", &text), ("B", &b)]);
            }
            _ => {
                if self.rng.chance(15) && ELEMS[e].ordered {
                    let s = self.slice_of(e);
                    let pattern = *self.rng.pick(&[
                        "slices.Sorted(slices.Values(S))",
                        "slices.Compact(slices.Clone(S))",
                        "slices.Sorted(maps.Keys(map[T]bool{V: true}))",
                        "slices.SortedFunc(slices.Values(S), cmp.Compare[T])",
                    ]);
                    let v = format!("{t}({})", self.listed(e));
                    return fill(pattern, &[("S", &s), ("T", t), ("V", &v)]);
                }
                *self.rng.pick(ANY)
            }
        };
        let s = self.slice_of(e);
        let v = self.typed_value(e);
        let n = self.small_number(5);
        fill(pattern, &[("S", &s), ("V", &v), ("N", &n), ("T", t)])
    }

    /// A value whose type says itself.
    pub fn typed_value(&mut self, e: usize) -> String {
        let v = self.value(e);
        match self.ty(e) {
            t if t.starts_with('*') || t.starts_with("func") || t.starts_with("chan") => {
                format!("({t})({v})")
            }
            "uint64" => "uint64(1)<<k[1]".into(),
            t => format!("{t}({v})"),
        }
    }

    /// A variable with such a slice, or a literal.
    pub fn slice_of(&mut self, e: usize) -> String {
        match self.var(e, false) {
            Some(s) if self.loops == 0 && self.rng.chance(80) => s,
            Some(s) if self.rng.chance(50) => format!("{s}[:min(2, len({s}))]"),
            _ => format!("[]{}{{{}}}", self.ty(e), self.listed(e)),
        }
    }
}

/// Single capital letters of a pattern that stand alone, replaced.
fn fill(pattern: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let chars: Vec<char> = pattern.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let word = |j: Option<&char>| j.is_some_and(|c| c.is_alphanumeric() || *c == '_');
        let alone = !word(i.checked_sub(1).and_then(|i| chars.get(i))) && !word(chars.get(i + 1));
        match with.iter().find(|(l, _)| alone && l.starts_with(c)) {
            Some((_, text)) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}
