use super::*;

/// func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }
fn fib() -> Box<Function> {
    function(
        0,
        "main.fib",
        1,
        3,
        &[],
        vec![
            op(Op::Enter, 3 + 1 + 1, 0, 0),
            op(Op::JgeI64K, 1, 2, 1),
            op(Op::Ret, 0, 0, 0),
            op(Op::AddI64K, 4, 1, -1i16 as u16),
            wide(Op::Call, 3, 0),
            op(Op::Mov, 2, 4, 0),
            op(Op::AddI64K, 4, 1, -2i16 as u16),
            wide(Op::Call, 3, 0),
            op(Op::AddI64, 1, 2, 4),
            op(Op::Ret, 0, 0, 0),
        ],
    )
}

fn call_with(n: i32) -> Box<Function> {
    function(
        1,
        "main.main",
        0,
        2,
        &[],
        vec![
            op(Op::Enter, 5, 0, 0),
            wide(Op::Int, 3, n),
            wide(Op::Call, 2, 0),
            op(Op::AndK, 3, 3, 0xff),
            wide(Op::CallNative, 2, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    )
}

#[test]
fn fib_of_20() {
    let (n, result) = if cfg!(miri) {
        (10, 55)
    } else {
        (20, 6765 & 0xff)
    };
    assert_eq!(
        run(program(vec![fib(), call_with(n)]), Config::default()),
        result
    );
}

/// `cargo test --profile quick fib_35 -- --ignored --nocapture` shows the time.
#[test]
#[ignore = "a measurement"]
fn fib_35() {
    let start = std::time::Instant::now();
    assert_eq!(
        run(program(vec![fib(), call_with(35)]), Config::default()),
        9227465 & 0xff
    );
    eprintln!(
        "fib(35): {:?}, {}",
        start.elapsed(),
        crate::vm::dispatch::KIND
    );
}

/// 50 million instructions: handlers must not use up the host's stack.
#[test]
fn loops_need_no_host_stack() {
    let n = if cfg!(miri) {
        1000
    } else if cfg!(debug_assertions) {
        1_000_000
    } else {
        17_000_000
    };
    let main = function(
        0,
        "main.main",
        0,
        4,
        &[],
        vec![
            op(Op::Enter, 7, 0, 0),
            wide(Op::Int, 1, 0),
            wide(Op::Int, 2, n),
            wide(Op::Int, 3, 0),
            op(Op::AddI64, 3, 3, 1),
            op(Op::Xor, 3, 3, 2),
            op(Op::LoopIncLtI64, 1, 2, -3i16 as u16),
            op(Op::EqI64, 5, 1, 2),
            wide(Op::CallNative, 4, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    assert_eq!(run(program(vec![main]), Config::default()), 1);
}

/// func down(n int) int { if n == 0 { return 0 }; return down(n-1) + 1 }, a million deep: the stack grows.
fn down(depth: i32) -> Program {
    let down = function(
        0,
        "main.down",
        1,
        3,
        &[],
        vec![
            op(Op::Enter, 3 + 1 + 1, 0, 0),
            op(Op::JneI64K, 1, 0, 1),
            op(Op::Ret, 0, 0, 0),
            op(Op::AddI64K, 4, 1, -1i16 as u16),
            wide(Op::Call, 3, 0),
            op(Op::AddI64K, 1, 4, 1),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    let main = function(
        1,
        "main.main",
        0,
        2,
        &[],
        vec![
            op(Op::Enter, 5, 0, 0),
            wide(Op::Int, 3, depth),
            wide(Op::Call, 2, 0),
            wide(Op::Int, 1, depth),
            op(Op::EqI64, 3, 3, 1),
            wide(Op::CallNative, 2, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    program(vec![down, main])
}

#[test]
fn deep_recursion_grows_the_stack() {
    let depth = if cfg!(miri) { 500 } else { 1_000_000 };
    assert_eq!(run(down(depth), Config::default()), 1);
}

#[test]
fn endless_recursion_is_reported() {
    let config = Config {
        stack_limit: if cfg!(miri) { 1 << 12 } else { 1 << 20 },
        ..Config::default()
    };
    assert_eq!(run(down(-1), config), 2);
}

/// Two goroutines that yield to each other; main ends the program.
#[test]
fn goroutines_take_turns() {
    let worker = function(
        0,
        "main.worker",
        1,
        3,
        &[],
        vec![
            op(Op::Enter, 6, 0, 0),
            wide(Op::LoadG, 2, 0),
            op(Op::AddI64, 2, 2, 1),
            wide(Op::StoreG, 2, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    let main = function(
        1,
        "main.main",
        0,
        2,
        &[],
        vec![
            op(Op::Enter, 5, 0, 0),
            wide(Op::Int, 3, 20),
            op(Op::Go, 2, 1, 0),
            Insn::word(0),
            wide(Op::Int, 3, 22),
            op(Op::Go, 2, 1, 0),
            Insn::word(0),
            wide(Op::CallNative, 2, 1),
            wide(Op::LoadG, 1, 0),
            op(Op::JneI64K, 1, 42, 3),
            op(Op::Mov, 3, 1, 0),
            wide(Op::CallNative, 2, 0),
            op(Op::Ret, 0, 0, 0),
            wide(Op::Loop, 0, -7),
        ],
    );
    assert_eq!(run(program(vec![worker, main]), Config::default()), 42);
}

/// Words of globals added to, and several of them loaded at once.
#[test]
fn globals_change_in_place() {
    let main = function(
        0,
        "main.main",
        0,
        5,
        &[],
        vec![
            op(Op::Enter, 9, 0, 0),
            wide(Op::Int, 1, 50),
            wide(Op::AddToG, 1, 8),
            wide(Op::AddToGK, -9i16 as u16, 8),
            wide(Op::AddToGK, 3, 16),
            wide(Op::LoadG2, 1, 8),
            op(Op::AddI64, 4, 1, 2),
            wide(Op::LoadG3, 1, 0),
            op(Op::SubI64, 4, 4, 3),
            op(Op::AddI64, 4, 4, 1),
            op(Op::AddI64K, 7, 4, 1),
            wide(Op::CallNative, 6, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    assert_eq!(run(program(vec![main]), Config::default()), 42);
}

/// A deferred closure recovers; the function's recovery code stores a result.
#[test]
fn recover_goes_on_at_recover_pc() {
    // func f() int { defer func() { recover() }(); panic("x") }: returns 7 after recovery.
    let mut f = function(
        0,
        "main.f",
        0,
        4,
        &[1, 3],
        vec![
            op(Op::Enter, 8, 1, 3),
            wide(Op::FuncValue, 1, 1),
            op(Op::Defer, 1, 0, 0),
            op(Op::Panic, 2, 0, 0),
            op(Op::RunDefers, 0, 0, 0),
            wide(Op::Int, 1, 7),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    f.recover_pc = 4;
    let g = function(
        1,
        "main.f.func1",
        0,
        3,
        &[2],
        vec![
            op(Op::Enter, 5, 2, 1),
            op(Op::Recover, 1, 0, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    let main = function(
        2,
        "main.main",
        0,
        2,
        &[],
        vec![
            op(Op::Enter, 5, 0, 0),
            wide(Op::Call, 2, 0),
            wide(Op::CallNative, 2, 0),
            op(Op::Ret, 0, 0, 0),
        ],
    );
    let mut p = program(vec![f, g, main]);
    let string = p.known.string;
    p.known.panic_nil_error = string;
    p.types.edit(string, |t| t.elem = string);
    assert_eq!(run(p, Config::default()), 7);
}

/// A million allocations of a linked pair: collected under way, with every safepoint collecting in stress mode.
#[test]
fn garbage_is_collected_and_the_living_stay() {
    for stress in [false, true] {
        let n = match (cfg!(miri), stress) {
            (true, true) => 20,
            (true, false) => 200,
            (false, true) => 300,
            (false, false) => 200_000,
        };
        let mut p = program(vec![]);
        let pair = p.types.reserve();
        p.types.edit(pair, |t| {
            t.size = 16;
            t.align = 8;
            t.kind = Kind::Struct;
            t.words = Box::new([WordClass::Scalar, WordClass::Pointer]);
            t.name = "pair".into();
        });
        // var head *pair; for i := 0; i < n; i++ { p := new(pair); p.x = i; p.next = head's next...; }
        let main = function(
            0,
            "main.main",
            0,
            6,
            &[4, 5],
            vec![
                op(Op::Enter, 9, 4, 2),
                wide(Op::Int, 1, 0),
                wide(Op::Int, 2, n),
                op(Op::New, 5, 0, 0),
                Insn::word(pair.word()),
                op(Op::New, 4, 0, 0),
                Insn::word(pair.word()),
                op(Op::Store64, 4, 1, 0),
                op(Op::Store64, 5, 4, 8),
                op(Op::LoopIncLtI64, 1, 2, -5i16 as u16),
                op(Op::Load64, 3, 5, 8),
                op(Op::Load64, 3, 3, 0),
                op(Op::AddI64K, 3, 3, 1),
                op(Op::EqI64, 7, 3, 2),
                wide(Op::CallNative, 6, 0),
                op(Op::Ret, 0, 0, 0),
            ],
        );
        p.functions = vec![main];
        p.entry = 0;
        assert_eq!(
            run(
                p,
                Config {
                    stress,
                    ..Config::default()
                }
            ),
            1
        );
    }
}
