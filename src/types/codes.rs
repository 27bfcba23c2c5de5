//! Error codes: one for each way a program can be wrong, named as in Go's own list, with an example that
//! provokes it. A code is never shown to a user by itself; tests and tools go by it where wording may change.
//! tests/check has a program for every code whose example does not begin with "unseen:". Unseen are those that other
//! passes keep from being reached: as in gc they guard the checker against them.

macro_rules! codes {
    ($($(#[doc = $example:literal])+ $name:ident,)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Code {
            $($(#[doc = $example])+ $name,)*
        }

        impl Code {
            /// The code's name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$name => stringify!($name),)*
                }
            }

            /// Every code with the example that provokes it.
            pub const ALL: &'static [(Code, &'static str)] = &[$((Code::$name, concat!($($example),+)),)*];
        }
    };
}

codes! {
    #[doc = r##"package _"##]
    BlankPkgName,
    #[doc = r##"unseen: a folder with packages a and b is refused before it is checked"##]
    MismatchedPkgName,
    #[doc = r##"import "fmt"; var _ = fmt"##]
    InvalidPkgUse,
    #[doc = r##"unseen: import "" is refused before the package is checked"##]
    BadImportPath,
    #[doc = r##"unseen: import "nowhere" is refused before the package is checked"##]
    BrokenImport,
    #[doc = r##"unseen: import _ "C": files that import C are left out"##]
    ImportCRenamed,
    #[doc = r##"import "fmt"; func main() {}"##]
    UnusedImport,
    #[doc = r##"var x = f(); func f() int { return x }"##]
    InvalidInitCycle,
    #[doc = r##"var x = 1; var x = 2"##]
    DuplicateDecl,
    #[doc = r##"type T [unsafe.Sizeof(T{})]int"##]
    InvalidDeclCycle,
    #[doc = r##"type T struct{ t T }"##]
    InvalidTypeCycle,
    #[doc = r##"const x = f()"##]
    InvalidConstInit,
    #[doc = r##"const x = 1 << "hello""##]
    InvalidConstVal,
    #[doc = r##"const x *int = nil"##]
    InvalidConstType,
    #[doc = r##"var x = nil"##]
    UntypedNilUse,
    #[doc = r##"var x = 1, 2"##]
    WrongAssignCount,
    #[doc = r##"func f() { 1 = 2 }"##]
    UnassignableOperand,
    #[doc = r##"func f() { var x int; x := 1 }"##]
    NoNewVar,
    #[doc = r##"unseen: x, y += 1 is a syntax error"##]
    MultiValAssignOp,
    #[doc = r##"type I interface{ f() }; var _ I = 1"##]
    InvalidIfaceAssign,
    #[doc = r##"var c chan int; type C chan int; type D chan<- int; var _ D = C(c)"##]
    InvalidChanAssign,
    #[doc = r##"var _ int = "a""##]
    IncompatibleAssign,
    #[doc = r##"func f(m map[int]struct{ x int }) { m[0].x = 1 }"##]
    UnaddressableFieldAssign,
    #[doc = r##"var x = 1; var _ x"##]
    NotAType,
    #[doc = r##"var n = 1; var _ [n]int"##]
    InvalidArrayLen,
    #[doc = r##"type T interface{ _(int) }"##]
    BlankIfaceMethod,
    #[doc = r##"var _ map[[]int]int"##]
    IncomparableMapKey,
    #[doc = r##"type T struct{ *unsafe.Pointer }"##]
    InvalidPtrEmbed,
    #[doc = r##"func () f() {}"##]
    BadRecv,
    #[doc = r##"func (int) f() {}"##]
    InvalidRecv,
    #[doc = r##"type T struct{ m int }; func (T) m() {}"##]
    DuplicateFieldAndMethod,
    #[doc = r##"type T interface{ m(); m() }"##]
    DuplicateMethod,
    #[doc = r##"var _ = _"##]
    InvalidBlank,
    #[doc = r##"var _ = iota"##]
    InvalidIota,
    #[doc = r##"//go:build linux after the package clause"##]
    MisplacedDirective,
    #[doc = r##"//go:embed x before type T int"##]
    MisplacedEmbed,
    #[doc = r##"//go:embed x before var v int"##]
    InvalidEmbed,
    #[doc = r##"func init()"##]
    MissingInitBody,
    #[doc = r##"var init = 1"##]
    InvalidInitDecl,
    #[doc = r##"package main; var main = 1"##]
    InvalidMainDecl,
    #[doc = r##"func f() (int, int); var _ = 1 + f()"##]
    TooManyValues,
    #[doc = r##"var _ = int"##]
    NotAnExpr,
    #[doc = r##"var _ int = 98.6"##]
    TruncatedFloat,
    #[doc = r##"var _ int8 = 1000"##]
    NumericOverflow,
    #[doc = r##"var c chan int; var _ = -c"##]
    UndefinedOp,
    #[doc = r##"var x int; var y string; var _ = x + y"##]
    MismatchedTypes,
    #[doc = r##"const _ = 1 / 0"##]
    DivByZero,
    #[doc = r##"func f(s string) { s++ }"##]
    NonNumericIncDec,
    #[doc = r##"var _ = &1"##]
    UnaddressableOperand,
    #[doc = r##"var x int; var _ = *x"##]
    InvalidIndirection,
    #[doc = r##"var x int; var _ = x[0]"##]
    NonIndexableOperand,
    #[doc = r##"var x []int; var _ = x["a"]"##]
    InvalidIndex,
    #[doc = r##"var _ = "abc"[2:1]"##]
    SwappedSliceIndices,
    #[doc = r##"var x int; var _ = x[:]"##]
    NonSliceableOperand,
    #[doc = r##"var _ = "abc"[0:1:1]"##]
    InvalidSliceExpr,
    #[doc = r##"var _ = 1 << -1"##]
    InvalidShiftCount,
    #[doc = r##"var _ = 1.5 << 1"##]
    InvalidShiftOperand,
    #[doc = r##"var x int; var _ = <-x"##]
    InvalidReceive,
    #[doc = r##"func f(x int) { x <- 1 }"##]
    InvalidSend,
    #[doc = r##"var _ = []int{0: 1, 0: 2}"##]
    DuplicateLitKey,
    #[doc = r##"var _ = map[string]int{1}"##]
    MissingLitKey,
    #[doc = r##"var x int; var _ = []int{x: 1}"##]
    InvalidLitIndex,
    #[doc = r##"var _ = [1]int{1, 2}"##]
    OversizeArrayLit,
    #[doc = r##"var _ = struct{ x, y int }{x: 1, 2}"##]
    MixedStructLit,
    #[doc = r##"var _ = struct{ x, y int }{1}"##]
    InvalidStructLit,
    #[doc = r##"var _ = struct{ x int }{y: 1}"##]
    MissingLitField,
    #[doc = r##"var _ = struct{ x int }{x: 1, x: 2}"##]
    DuplicateLitField,
    #[doc = r##"import "sync"; var _ = sync.Mutex{0, 0}"##]
    UnexportedLitField,
    #[doc = r##"var _ = struct{ x int }{1: 1}"##]
    InvalidLitField,
    #[doc = r##"var _ = {1}"##]
    UntypedLit,
    #[doc = r##"var _ = int{}"##]
    InvalidLit,
    #[doc = r##"type A struct{ x int }; type B struct{ x int }; var y struct{ A; B }; var _ = y.x"##]
    AmbiguousSelector,
    #[doc = r##"import "fmt"; var _ = fmt.Nothing"##]
    UndeclaredImportedName,
    #[doc = r##"import "math"; var _ = math.sqrt"##]
    UnexportedName,
    #[doc = r##"var _ = nothing"##]
    UndeclaredName,
    #[doc = r##"var x struct{}; var _ = x.f"##]
    MissingFieldOrMethod,
    #[doc = r##"var _ = int(1...)"##]
    BadDotDotDotSyntax,
    #[doc = r##"func g(x []int); func f(x []int) { g(x...) }"##]
    NonVariadicDotDotDot,
    #[doc = r##"func f() { var x []int; _ = len(x...) }"##]
    InvalidDotDotDot,
    #[doc = r##"var _ = copy"##]
    UncalledBuiltin,
    #[doc = r##"var _ = append(nil, 1)"##]
    InvalidAppend,
    #[doc = r##"var _ = cap(1)"##]
    InvalidCap,
    #[doc = r##"func f(x int) { close(x) }"##]
    InvalidClose,
    #[doc = r##"func f(x int) { copy(x, x) }"##]
    InvalidCopy,
    #[doc = r##"var _ = complex(1.0, "a")"##]
    InvalidComplex,
    #[doc = r##"func f(x int) { delete(x, 1) }"##]
    InvalidDelete,
    #[doc = r##"var _ = imag("a")"##]
    InvalidImag,
    #[doc = r##"var _ = len(1)"##]
    InvalidLen,
    #[doc = r##"var _ = make([]int, 2, 1)"##]
    SwappedMakeArgs,
    #[doc = r##"var _ = make(int)"##]
    InvalidMake,
    #[doc = r##"var _ = real("a")"##]
    InvalidReal,
    #[doc = r##"var x int; var _ = x.(int)"##]
    InvalidAssert,
    #[doc = r##"type I interface{ m() }; func f(x I) { _ = x.(int) }"##]
    ImpossibleAssert,
    #[doc = r##"var x string; var _ = int(x)"##]
    InvalidConversion,
    #[doc = r##"var x []int; var _ = x == 1"##]
    InvalidUntypedConversion,
    #[doc = r##"import "unsafe"; var x int; var _ = unsafe.Offsetof(x)"##]
    BadOffsetofSyntax,
    #[doc = r##"import "unsafe"; type T struct{}; func (T) m() {}; var t T; var _ = unsafe.Offsetof(t.m)"##]
    InvalidOffsetof,
    #[doc = r##"func f() { 1 + 1 }"##]
    UnusedExpr,
    #[doc = r##"func f() { x := 1 }"##]
    UnusedVar,
    #[doc = r##"func f() int {}"##]
    MissingReturn,
    #[doc = r##"func f() int { return }"##]
    WrongResultCount,
    #[doc = r##"func f() (err error) { { err := g(); return } }"##]
    OutOfScopeResult,
    #[doc = r##"func f() { if 1 {} }"##]
    InvalidCond,
    #[doc = r##"func f(c chan int) { for x, y := range c {} }"##]
    InvalidIterVar,
    #[doc = r##"func f() { for range 1.5 {} }"##]
    InvalidRangeExpr,
    #[doc = r##"func f() { break }"##]
    MisplacedBreak,
    #[doc = r##"func f() { continue }"##]
    MisplacedContinue,
    #[doc = r##"func f() { fallthrough }"##]
    MisplacedFallthrough,
    #[doc = r##"func f(x int) { switch x { case 1, 1: } }"##]
    DuplicateCase,
    #[doc = r##"func f(x int) { switch x { default: default: } }"##]
    DuplicateDefault,
    #[doc = r##"func f(x any) { _ = x.(type) }"##]
    BadTypeKeyword,
    #[doc = r##"func f(x int) { switch x.(type) {} }"##]
    InvalidTypeSwitch,
    #[doc = r##"func f() { switch f {} }"##]
    InvalidExprSwitch,
    #[doc = r##"func f() { select { case f(): } }"##]
    InvalidSelectCase,
    #[doc = r##"func f() { goto L }"##]
    UndeclaredLabel,
    #[doc = r##"func f() { L: for {}; L: for {} }"##]
    DuplicateLabel,
    #[doc = r##"func f() { L: ; for { break L } }"##]
    MisplacedLabel,
    #[doc = r##"func f() { L: }"##]
    UnusedLabel,
    #[doc = r##"func f() { goto L; x := 1; _ = x; L: }"##]
    JumpOverDecl,
    #[doc = r##"func f() { goto L; { L: } }"##]
    JumpIntoBlock,
    #[doc = r##"type T struct{}; func (*T) m() {}; var _ = T.m"##]
    InvalidMethodExpr,
    #[doc = r##"func g(int); func f() { g() }"##]
    WrongArgCount,
    #[doc = r##"var x int; var _ = x()"##]
    InvalidCall,
    #[doc = r##"func f() { defer len("") }"##]
    UnusedResults,
    #[doc = r##"func f() { defer int(1) }"##]
    InvalidDefer,
    #[doc = r##"func f() { go int(1) }"##]
    InvalidGo,
    #[doc = r##"func f() { x[0] := 1 }"##]
    BadDecl,
    #[doc = r##"func f() { a, a := 1, 2 }"##]
    RepeatedDecl,
    #[doc = r##"import "unsafe"; var p unsafe.Pointer; var _ = unsafe.Add(p, "a")"##]
    InvalidUnsafeAdd,
    #[doc = r##"import "unsafe"; var x int; var _ = unsafe.Slice(x, 1)"##]
    InvalidUnsafeSlice,
    #[doc = r##"a feature newer than the go line of go.mod"##]
    UnsupportedFeature,
    #[doc = r##"type T int; var _ T[int]"##]
    NotAGenericType,
    #[doc = r##"type T[P any] int; var _ T[int, int]"##]
    WrongTypeArgCount,
    #[doc = r##"func g[T any]() {}; func f() { g() }"##]
    CannotInferTypeArgs,
    #[doc = r##"type T[P interface{ ~int }] int; var _ T[string]"##]
    InvalidTypeArg,
    #[doc = r##"func f[T any]() { f[*T]() }"##]
    InvalidInstanceCycle,
    #[doc = r##"type T interface{ int | error }"##]
    InvalidUnion,
    #[doc = r##"var _ comparable"##]
    MisplacedConstraintIface,
    #[doc = r##"type T interface{ m[P any]() }"##]
    InvalidMethodTypeParams,
    #[doc = r##"type T[P any] P"##]
    MisplacedTypeParam,
    #[doc = r##"import "unsafe"; var x int; var _ = unsafe.SliceData(x)"##]
    InvalidUnsafeSliceData,
    #[doc = r##"import "unsafe"; var b *byte; var _ = unsafe.String(b, -1)"##]
    InvalidUnsafeString,
    #[doc = r##"func f(x int) { clear(x) }"##]
    InvalidClear,
    #[doc = r##"import "unsafe"; type T [1 << 50][1 << 50]int; const _ = unsafe.Sizeof(T{})"##]
    TypeTooLarge,
    #[doc = r##"var _ = min(true)"##]
    InvalidMinMaxOperand,
    #[doc = r##"//go:build go1.999"##]
    TooNew,
    #[doc = r##"unseen: what only a broken parser could cause"##]
    InvalidSyntaxTree,
}
