//! defer, panic, recover, Goexit.
//!
//! Each goroutine that needs it has an `Unwind`: the deferred calls not yet made, oldest first, and the panics (and
//! Goexits) in flight, oldest first. Nothing is cut from the stack while a panic is in flight: deferred closures run on top of
//! the frame that panicked, returning to the stub PanicNext. When one of them has recovered, the stack is cut to the frame that
//! deferred it, which goes on at its `recover_pc`.

use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;
use crate::bytecode::rtype::Kind;
use crate::sched::G;

use super::context::Ctx;
use super::dispatch::{Jump, State};
use super::faults::Signal;
use super::inlined;
use super::leaf_call::LeafPanic;
use super::native_call::Eface;
use super::native_run;
use super::raise;
use super::report::{self, Ending};
use super::stop::StopCode;
use super::stubs::Stub;
use super::walk;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    Waiting,
    /// Runs because its function returns.
    Returning,
    /// Runs because of a panic or Goexit.
    Panicking,
    /// It was running when a panic in it went past.
    Abandoned,
}

/// One executed `defer` statement.
pub struct Deferred {
    /// Slot offset of the frame that deferred.
    pub frame: u32,
    pub stage: Stage,
    pub closure: u64,
    /// The `Defer` instruction; while `Returning` the `RunDefers` that runs it.
    pub pc: *const Insn,
}

/// One panic or Goexit in flight.
pub struct Panicking {
    pub value: Eface,
    pub goexit: bool,
    pub recovered: bool,
    /// Where it happened.
    pub frame: u32,
    pub pc: *const Insn,
    /// What `Error` or `String` of the value said, once asked for the report.
    pub text: Option<Vec<u8>>,
    repanicked: bool,
}

/// How far the report of panics that nobody recovered is.
#[derive(Clone, Copy)]
struct Printing {
    /// Of so many panics, the oldest; newer ones are in the methods that are asked for texts.
    of: usize,
    /// From here on all have their texts, or one is being asked for.
    at: usize,
}

#[derive(Default)]
pub struct Unwind {
    pub defers: Vec<Deferred>,
    pub panics: Vec<Panicking>,
    /// The panics' values are being turned into text.
    printing: Option<Printing>,
    /// The address and the instruction of the last use of a nil pointer. Go keeps it, and tells of it with whatever ends the
    /// program, until a recovery leaves no panic.
    signal: Option<(Signal, *const Insn)>,
}

impl Unwind {
    /// The panic that made a deferred call whose frame is at `offset`.
    pub fn panic_below(&self, offset: u32) -> Option<&Panicking> {
        self.panics.iter().rev().find(|p| p.frame < offset)
    }
    /// The deferred call of a returning function whose frame is at `offset`.
    pub fn returning_below(&self, offset: u32) -> Option<&Deferred> {
        let running = |d: &&Deferred| matches!(d.stage, Stage::Returning | Stage::Abandoned);
        self.defers
            .iter()
            .rev()
            .filter(running)
            .find(|d| d.frame < offset)
    }
}

/// Room for so many defers may stay for the next goroutine.
const KEEP_DEFERS: usize = 16;

impl Ctx {
    /// The running goroutine's state, made when first needed.
    #[allow(clippy::mut_from_ref)]
    pub fn unwind<'a>(&mut self) -> &'a mut Unwind {
        let g = self.g_mut();
        if g.unwind.is_null() {
            let fresh = self.unwinds.pop().unwrap_or_default();
            g.unwind = Box::into_raw(fresh).cast();
        }
        // SAFETY: made above, by nobody else, and freed only when the goroutine ends (`free_unwind`).
        unsafe { &mut *g.unwind.cast::<Unwind>() }
    }
    /// For a goroutine that ends.
    pub fn free_unwind(&mut self) {
        let g = self.g_mut();
        if !g.unwind.is_null() {
            // SAFETY: made by `unwind` with `Box::into_raw`.
            let mut old = unsafe { Box::from_raw(g.unwind.cast::<Unwind>()) };
            g.unwind = std::ptr::null_mut();
            self.machine().panics().ended(&old.panics);
            // What many defers or panics have made large is not kept for those who need little.
            if old.defers.capacity() > KEEP_DEFERS || old.panics.capacity() > KEEP_DEFERS {
                return;
            }
            old.defers.clear();
            old.panics.clear();
            old.printing = None;
            old.signal = None;
            self.unwinds.push(old);
        }
    }
    fn function_of(&self, pc: *const Insn) -> &'static Function {
        self.machine().functions().of_pc(pc)
    }
    /// Where a call made on top of the frame at `fp`, stopped at `pc`, finds its place.
    fn top_of(&mut self, fp: *mut u64, pc: *const Insn) -> *mut u64 {
        let size = match self.machine().functions().find(pc) {
            Some(function) => function.frame_size as usize,
            None => native_run::FRAME,
        };
        // SAFETY: `reserve` makes sure of the slots.
        unsafe { super::stack::reserve(self, fp, size + CALL_ROOM).add(size) }
    }
    /// Calls a closure without arguments at `frame`, to return to `link`.
    fn call_deferred(&mut self, frame: *mut u64, closure: u64, link: Stub) -> Jump {
        self.closure = closure;
        // SAFETY: I2: `frame` has room (`top_of`); I4: a func value's first word is its function's address.
        unsafe {
            *frame = link.link() as u64;
            let function = super::functions::of_closure(closure);
            Jump::to((*function).entry, frame)
        }
    }
}

/// Slots that a deferred closure's or a printing method's call may write before its `Enter`.
const CALL_ROOM: usize = 8;

/// `Defer`.
pub fn defer(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let frame = cx.offset_of(s.fp);
    let closure = s.ra();
    cx.unwind().defers.push(Deferred {
        frame,
        stage: Stage::Waiting,
        closure,
        pc: s.ip,
    });
    s.after(1)
}

/// `RunDefers`: calls the newest deferred closure of this frame, and runs again when that returns.
pub fn run_defers(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    if cx.g_mut().unwind.is_null() {
        return s.after(1);
    }
    let frame = cx.offset_of(s.fp);
    let unwind = cx.unwind();
    let newest = unwind.defers.last_mut();
    let Some(d) = newest.filter(|d| d.frame == frame && d.stage == Stage::Waiting) else {
        return s.after(1);
    };
    let closure = d.closure;
    if closure == 0 {
        unwind.defers.pop();
        return super::raise::nil(s, 0, 0);
    }
    d.stage = Stage::Returning;
    d.pc = s.ip;
    let top = cx.top_of(s.fp, s.ip);
    cx.call_deferred(top, closure, Stub::DeferNext)
}

/// `DeferNext`.
pub fn defer_next(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let offset = cx.offset_of(s.fp);
    let defers = &mut cx.unwind().defers;
    let at = defers
        .iter()
        .rposition(|d| d.stage == Stage::Returning && d.frame < offset);
    let d = defers.remove(at.expect("the deferred call that returns"));
    Jump::to(d.pc, cx.frame_at(d.frame))
}

/// `Panic`.
pub fn panic_op(s: State, _: u64, _: u64) -> Jump {
    let a = s.a();
    let mut value = Eface {
        ty: s.get(a),
        data: s.get(a + 1),
    };
    if value.is_nil() && !s.ctx().machine().setting("panicnil", "1") {
        let cx = s.ctx();
        let ty = cx.known().panic_nil_error;
        let object = cx.new_object(ty.elem);
        value = Eface {
            ty: ty.word(),
            data: object as u64,
        };
    }
    panic(s, value)
}

/// A value method is called with a nil pointer: string `a` says which. Where gc follows the pointer before the call, that fails.
pub fn panic_plain_op(s: State, _: u64, _: u64) -> Jump {
    /// Frames further out than this are not asked where what gc inlines begins.
    const FAR: usize = 64;
    let a = s.a();
    let cx = s.ctx();
    cx.save(s.ip, s.fp);
    // SAFETY: it is saved and runs here.
    let frames = unsafe { walk::frames(cx.machine().functions(), cx.g_mut()) };
    let frames: Vec<_> = frames.skip(1).take(FAR).collect();
    if let Some(caller) = frames.first()
        && inlined::follows(&frames.iter().collect::<Vec<_>>())
    {
        let at = State {
            ip: caller.pc,
            fp: caller.fp,
            ..s
        };
        return raise::nil(at, 0, 0);
    }
    let ty = cx.known().plain_error;
    let value = cx.string_box(ty, (s.get(a), s.get(a + 1)));
    panic(s, value)
}

/// panic(value) at instruction `s.ip` of frame `s.fp`.
#[cold]
pub fn panic(s: State, value: Eface) -> Jump {
    let cx = s.ctx();
    if cx.in_leaf {
        let at = (s.ip, s.fp);
        cx.leaf_panic = Some(LeafPanic { at, value });
        return Jump::stop(StopCode::Panicked);
    }
    begin(s, value, false)
}

/// runtime.Goexit.
#[cold]
pub fn goexit(s: State) -> Jump {
    begin(s, Eface::NIL, true)
}

fn begin(s: State, value: Eface, goexit: bool) -> Jump {
    let cx = s.ctx();
    let frame = cx.offset_of(s.fp);
    let signal = cx.signal.take();
    if !goexit {
        cx.machine().panics().begun();
    }
    let unwind = cx.unwind();
    if let Some(signal) = signal {
        unwind.signal = Some((signal, s.ip));
    }
    unwind.panics.push(Panicking {
        value,
        goexit,
        recovered: false,
        frame,
        pc: s.ip,
        text: None,
        repanicked: false,
    });
    next_deferred(s)
}

/// The value of a panic in a method that was to describe another: it gets no chance to panic again, so only a string is shown.
fn describe(value: Eface) -> String {
    let Some(ty) = value.type_ref() else {
        return "type nil".into();
    };
    if ty.kind != Kind::String || !ty.pkg_path.is_empty() {
        return format!("type {}", ty.name);
    }
    // SAFETY: I4: a box that holds a string.
    let [ptr, len] = unsafe { *(value.data as *const [u64; 2]) };
    // SAFETY: as above.
    let text = unsafe { crate::runtime::strings::bytes(ptr, len) };
    String::from_utf8_lossy(text).into_owned()
}

/// Runs the newest deferred closure for the newest panic, or ends the goroutine or the program.
fn next_deferred(s: State) -> Jump {
    let cx = s.ctx();
    let unwind = cx.unwind();
    let mut next = None;
    for at in (0..unwind.defers.len()).rev() {
        match unwind.defers[at].stage {
            Stage::Waiting => {
                next = unwind.defers.get_mut(at);
                break;
            }
            // The newest panic came out of this call. The walk over frames still needs what a returning function ran.
            Stage::Returning => unwind.defers[at].stage = Stage::Abandoned,
            Stage::Panicking => {
                unwind.defers.remove(at);
            }
            Stage::Abandoned => {}
        }
    }
    let panic = unwind.panics.last().expect("called for a panic");
    let Some(d) = next else {
        return match unwind.printing {
            Some(printing) if unwind.panics.len() > printing.of => die_printing(s),
            _ if panic.goexit => end_goexit(s),
            _ => print_next(s),
        };
    };
    d.stage = Stage::Panicking;
    let closure = d.closure;
    let (fp, pc) = (cx.frame_at(panic.frame), panic.pc);
    if closure == 0 {
        d.stage = Stage::Panicking;
        return super::raise::nil(
            State {
                ip: pc,
                fp,
                cx: s.cx,
            },
            0,
            0,
        );
    }
    let top = cx.top_of(fp, pc);
    cx.call_deferred(top, closure, Stub::PanicNext)
}

/// `PanicNext`: a deferred closure has returned while panicking.
pub fn panic_next(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let unwind = cx.unwind();
    let at = unwind
        .defers
        .iter()
        .rposition(|d| d.stage == Stage::Panicking);
    let at = at.expect("the deferred call that returns");
    let panic = unwind.panics.last().expect("a panic in flight");
    if !panic.recovered {
        unwind.defers.remove(at);
        return next_deferred(s);
    }
    let (frame, pc) = (unwind.defers[at].frame, unwind.defers[at].pc);
    unwind.defers.truncate(at);
    let cut = unwind
        .panics
        .iter()
        .position(|p| p.frame >= frame)
        .unwrap_or(0);
    let function = cx.function_of(pc);
    let code = &raw const function.code[function.recover_pc as usize];
    let goexit = unwind.panics[cut..].iter().any(|p| p.goexit);
    cx.machine().panics().ended(&unwind.panics[cut..]);
    unwind.panics.truncate(cut);
    if unwind.panics.is_empty() && !goexit {
        unwind.signal = None;
    }
    if goexit {
        // A Goexit that the recovered panic had overtaken goes on from here.
        return begin(
            State {
                ip: code,
                fp: cx.frame_at(frame),
                cx: s.cx,
            },
            Eface::NIL,
            true,
        );
    }
    Jump::to(code, cx.frame_at(frame))
}

/// `Recover`.
pub fn recover(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let mut value = Eface::NIL;
    if !cx.g_mut().unwind.is_null() && called_by_panic(s) {
        let unwind = cx.unwind();
        if let Some(panic) = unwind
            .panics
            .last_mut()
            .filter(|p| !p.goexit && !p.recovered)
        {
            panic.recovered = true;
            value = panic.value;
        }
    }
    s.set(s.a(), value.ty);
    s.set(s.a() + 1, value.data);
    s.after(1)
}

/// Whether the frame that executes `recover`, looking through wrappers, was called by the newest panic.
fn called_by_panic(s: State) -> bool {
    let cx = s.ctx();
    let mut fp = s.fp;
    // A deferred `recover()`, run because its function returns, is as if that function had called it.
    if cx.function_of(s.ip).wrapper {
        // SAFETY: I2: slot 0 of a frame is its link.
        if unsafe { *fp } as *const Insn != Stub::DeferNext.link() {
            return false;
        }
        let offset = cx.offset_of(fp);
        match cx.unwind().returning_below(offset) {
            Some(d) => fp = cx.frame_at(d.frame),
            None => return false,
        }
    }
    loop {
        // SAFETY: as above.
        let link = unsafe { *fp } as *const Insn;
        if link == Stub::PanicNext.link() {
            return true;
        }
        // A wrapper that defers what others have deferred (`runtime.runloopdefers`).
        if link == Stub::DeferNext.link() {
            let offset = cx.offset_of(fp);
            let defers = &cx.unwind().defers;
            let running = defers
                .iter()
                .rev()
                .find(|d| d.stage == Stage::Returning && d.frame < offset);
            match running {
                Some(d)
                    if cx
                        .machine()
                        .functions()
                        .find(d.pc)
                        .is_some_and(|f| f.wrapper) =>
                {
                    fp = cx.frame_at(d.frame);
                    continue;
                }
                _ => return false,
            }
        }
        match cx.machine().functions().find(link) {
            Some(caller) if caller.wrapper => {
                // SAFETY: a link into code follows the call, whose `a` is the distance to the caller's frame.
                fp = unsafe { fp.sub((*link.sub(1)).a as usize) };
            }
            _ => return false,
        }
    }
}

fn end_goexit(s: State) -> Jump {
    let cx = s.ctx();
    cx.free_unwind();
    if cx.machine().is_main(cx.g) {
        cx.machine().main_exited();
    }
    Jump::stop(StopCode::Ended)
}

/// The panic is not recovered. Turns the values of all panics into text, one call of Error or String at a time; then
/// the report.
fn print_next(s: State) -> Jump {
    let cx = s.ctx();
    let unwind = cx.unwind();
    let of = unwind.panics.len();
    let mut at = unwind.printing.map_or(of, |printing| printing.at);
    // Newest first, as Go does.
    while at > 0 {
        at -= 1;
        unwind.printing = Some(Printing { of, at });
        let panic = &unwind.panics[at];
        if at > 0 && !panic.goexit && same(cx, unwind.panics[at - 1].value, panic.value) {
            unwind.panics[at - 1].repanicked = true;
            continue;
        }
        let Some(ty) = panic.value.type_ref() else {
            continue;
        };
        let method = ["Error", "String"].into_iter().find_map(|name| {
            let method = ty.find_method(name)?;
            let text = &*method.ty.name == "func() string";
            (text && !method.function.is_null()).then_some(method.function)
        });
        let Some(method) = method else { continue };
        let data = panic.value.data;
        let newest = unwind.panics.last().expect("at least this one");
        let (fp, pc) = (cx.frame_at(newest.frame), newest.pc);
        let frame = cx.top_of(fp, pc);
        // SAFETY: `top_of` made room; a method called through an interface takes the data word in slot 1.
        unsafe {
            *frame = Stub::PanicText.link() as u64;
            *frame.add(1) = data;
            return Jump::to((*method).entry, frame);
        }
    }
    let newest = unwind.panics.last().expect("called for a panic");
    let (frame, pc) = (newest.frame, newest.pc);
    let head = report_head(unwind);
    die(
        State {
            ip: pc,
            fp: cx.frame_at(frame),
            cx: s.cx,
        },
        &head,
        Ending::Panic,
    )
}

/// The value's own Error or String panicked while the report was made, and did not recover.
fn die_printing(s: State) -> Jump {
    let cx = s.ctx();
    let unwind = cx.unwind();
    let newest = unwind.panics.last().expect("called for a panic");
    let (frame, ip) = (newest.frame, newest.pc);
    let what = describe(newest.value);
    let mut head = format!("fatal error: panic while printing panic value: {what}\n").into_bytes();
    head.extend(signal(unwind));
    let fp = cx.frame_at(frame);
    die(State { ip, fp, cx: s.cx }, &head, Ending::Throw)
}

/// Whether two panics have what is one value to Go: it looks at the addresses of interfaces' data, and what is in them is one
/// object for each constant, the texts of runtime errors included.
fn same(cx: &Ctx, a: Eface, b: Eface) -> bool {
    if a == b {
        return true;
    }
    let Some(ty) = a.type_ref().filter(|_| a.ty == b.ty) else {
        return false;
    };
    if ty.kind != Kind::String || a.data == 0 || b.data == 0 {
        return false;
    }
    // SAFETY: I4: boxes that hold strings.
    let [(p, n), (q, m)] = [a, b].map(|v| unsafe { *(v.data as *const (u64, u64)) });
    let known = cx.known();
    if ty == known.error_string || ty == known.plain_error {
        // SAFETY: as above.
        let [x, y] = [(p, n), (q, m)].map(|(p, n)| unsafe { crate::runtime::strings::bytes(p, n) });
        return x == y;
    }
    (p, n) == (q, m) && !cx.machine().heap().contains(p)
}

/// `PanicText`: the method has returned a string in slots 1 and 2.
pub fn panic_text(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    let unwind = cx.unwind();
    let at = unwind.printing.expect("only while printing").at;
    // SAFETY: the method's results, a string.
    let text = unsafe { crate::runtime::strings::bytes(s.get(1), s.get(2)) };
    unwind.panics[at].text = Some(text.to_vec());
    print_next(s)
}

/// `panic: ...` lines, and the signal.
fn report_head(unwind: &Unwind) -> Vec<u8> {
    let mut out = panic_lines(unwind);
    out.extend(signal(unwind));
    out
}

/// `panic: ...` lines, oldest first.
fn panic_lines(unwind: &Unwind) -> Vec<u8> {
    let mut out = Vec::new();
    for (i, panic) in unwind.panics.iter().enumerate() {
        if i > 0 {
            let older = &unwind.panics[i - 1];
            if older.repanicked {
                continue;
            }
            if !older.goexit {
                out.push(b'\t');
            }
        }
        if panic.goexit {
            continue;
        }
        out.extend_from_slice(b"panic: ");
        match &panic.text {
            Some(text) => report::push_indented(&mut out, text),
            None => report::push_value(&mut out, panic.value),
        }
        out.extend_from_slice(match (panic.recovered, panic.repanicked) {
            (true, true) => b" [recovered, repanicked]",
            (true, false) => b" [recovered]",
            _ => b"",
        });
        out.push(b'\n');
    }
    out
}

/// What Go adds where a signal became a panic.
fn signal(unwind: &Unwind) -> Vec<u8> {
    let line = unwind.signal.map(|(signal, pc)| {
        let Signal {
            name,
            code,
            address,
        } = signal;
        format!("[signal {name} code={code:#x} addr={address:#x} pc={pc:p}]\n")
    });
    line.unwrap_or_default().into_bytes()
}

/// Ends the program with a report that begins with these lines and goes on with this goroutine's traceback. Like Go's it shows the other
/// goroutines only if `GOTRACEBACK` asks for them, or for what Go's runtime takes for its own trouble.
pub fn die(s: State, head: &[u8], ending: Ending) -> Jump {
    let cx = s.ctx();
    cx.save(s.ip, s.fp);
    cx.machine().panics().ends_program();
    report::end(cx, head, ending);
    cx.exit_code = 2;
    cx.reported = true;
    Jump::stop(StopCode::Exit)
}

/// The newest panic in flight in a goroutine that does not run meanwhile.
pub fn newest_panic(g: &G) -> Option<&Panicking> {
    // SAFETY: made by `Ctx::unwind`; it lives as long as the goroutine uses it.
    let unwind = unsafe { g.unwind.cast::<Unwind>().as_ref() }?;
    unwind.panics.last()
}

/// The bubble whose deadlock the newest panic tells of (internal/synctest.Run).
pub fn bubble_in_deadlock(cx: &Ctx) -> Option<u64> {
    let value = newest_panic(cx.g_mut())?.value;
    let ty = value.type_ref()?;
    let told = &*ty.pkg_path == "internal/synctest" && ty.kind == Kind::Struct;
    // SAFETY: I4: a box that holds a `deadlockError`: a string and the bubble.
    told.then(|| unsafe { *(value.data as *const u64).add(2) })
}

/// `fatal error: ...`: cannot be recovered.
#[cold]
#[inline(never)]
pub fn fatal(s: State, text: &str) -> Jump {
    let cx = s.ctx();
    let (mut head, mut line) = (Vec::new(), Vec::new());
    if !cx.g_mut().unwind.is_null() {
        let unwind = cx.unwind();
        // Of panics in flight Go tells before it, and calls no methods any more.
        for at in 1..unwind.panics.len() {
            if unwind.panics[at - 1].value == unwind.panics[at].value {
                unwind.panics[at - 1].repanicked = true;
            }
        }
        if !unwind.panics.is_empty() {
            head = panic_lines(unwind);
            head.push(b'\t');
        }
        line = signal(unwind);
    }
    head.extend_from_slice(format!("fatal error: {text}\n").as_bytes());
    head.extend(line);
    die(s, &head, Ending::Fatal)
}

/// Go's report for a goroutine that recurses without end: the newest frame is the callee's, stopped before its first instruction.
#[cold]
pub fn stack_overflow(s: State) -> Jump {
    let cx = s.ctx();
    let text = format!(
        "runtime: goroutine stack exceeds {}-byte limit\nruntime: sp={:p} stack=[{:p}, {:#x}]\nfatal error: stack overflow\n",
        cx.machine().own_limits().shown_stack(),
        s.fp,
        cx.stack,
        cx.stack_end()
    );
    die(s, text.as_bytes(), Ending::Throw)
}

#[cold]
pub fn unreachable(s: State, _: u64, _: u64) -> Jump {
    fatal(s, "unreachable code was reached")
}
