//! Walking a stopped goroutine's frames, newest first: for the collector, tracebacks and runtime.Callers.

use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;
use crate::sched::G;

use super::functions::Functions;
use super::fuse;
use super::liveness::Standing;
use super::native_run;
use super::stubs::Stub;
use super::unwind::{Panicking, Unwind};

pub enum Kind<'a> {
    Function(&'a Function),
    /// Kept by a native that parked or called back.
    Native,
}

pub struct Frame<'a> {
    pub fp: *mut u64,
    /// The instruction that the frame is stopped at; of a caller: the last word of its call.
    pub pc: *const Insn,
    pub kind: Kind<'a>,
    /// Stopped before its `Enter`: only parameters are there.
    pub at_entry: bool,
    /// The panic (or Goexit) that called the function above; it happened in this frame.
    pub panicked: Option<&'a Panicking>,
    pub standing: Standing,
}

pub struct Frames<'a> {
    functions: &'a Functions,
    stack: *mut u64,
    unwind: Option<&'a Unwind>,
    next: Option<(*mut u64, *const Insn)>,
    top: bool,
    panicked: Option<&'a Panicking>,
    standing: Standing,
    /// The last function found: most often the next one as well.
    recent: Option<&'a Function>,
}

/// The frames of a goroutine that is saved and does not run.
///
/// # Safety
/// The goroutine is saved, and nobody runs it while the iterator is used.
pub unsafe fn frames<'a>(functions: &'a Functions, g: &'a G) -> Frames<'a> {
    let pc = g.saved.pc.cast::<Insn>();
    // SAFETY: an `Unwind` is made by `Ctx::unwind` and lives as long as the goroutine uses it.
    let unwind = unsafe { g.unwind.cast::<Unwind>().as_ref() };
    let next = (!pc.is_null() && !g.stack.base.is_null()).then(|| {
        // SAFETY: saved offsets lie inside the stack.
        (unsafe { g.stack.base.add(g.saved.fp as usize) }, pc)
    });
    Frames {
        functions,
        stack: g.stack.base,
        unwind,
        next,
        top: true,
        panicked: None,
        standing: Standing::Here,
        recent: None,
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Frame<'a>;

    fn next(&mut self) -> Option<Frame<'a>> {
        let (fp, pc) = self.next.take()?;
        let top = std::mem::replace(&mut self.top, false);
        let panicked = self.panicked.take();
        let standing = self.standing;
        let recent = self.recent.filter(|f| f.code.as_ptr_range().contains(&pc));
        let kind = match recent.or_else(|| self.functions.find(pc)) {
            Some(function) => {
                self.recent = Some(function);
                Kind::Function(function)
            }
            None => match Stub::of(pc) {
                Some(Stub::Resume | Stub::LeafEnd) => Kind::Native,
                // Stopped at a stub: the frame that returned there is done; go on below it.
                _ => {
                    self.next = self.below(fp, pc);
                    return self.next();
                }
            },
        };
        // SAFETY: a frame's pc is an instruction of its function.
        let at_entry =
            top && matches!(kind, Kind::Function(_)) && unsafe { fuse::is_enter((*pc).op) };
        // SAFETY: slot 0 of a frame is its link.
        let link = unsafe { *fp } as *const Insn;
        self.next = self.below(fp, link);
        Some(Frame {
            fp,
            pc,
            kind,
            at_entry,
            panicked,
            standing,
        })
    }
}

impl Frames<'_> {
    /// The frame that a frame at `fp` with this link returns to.
    fn below(&mut self, fp: *mut u64, link: *const Insn) -> Option<(*mut u64, *const Insn)> {
        let offset = ((fp as usize - self.stack as usize) / 8) as u32;
        // SAFETY: offsets in the unwinding state are of frames of this stack.
        let at = |frame: u32| unsafe { self.stack.add(frame as usize) };
        let stub = Stub::of(link);
        self.standing = match stub {
            None => Standing::Calling,
            Some(Stub::PanicNext | Stub::PanicText) => Standing::Panicking,
            Some(_) => Standing::Here,
        };
        match stub {
            None => {
                // SAFETY: a link into code follows the call, whose `a` is the distance to the caller's frame.
                let call = unsafe { link.sub(1) };
                // SAFETY: as above.
                Some((unsafe { fp.sub((*call).a as usize) }, call))
            }
            Some(Stub::GoEnd) => None,
            Some(Stub::Resume | Stub::LeafEnd) => {
                // SAFETY: below a callee of a native lies the native's frame.
                Some((unsafe { fp.sub(native_run::FRAME) }, Stub::Resume.link()))
            }
            Some(Stub::PanicNext) => {
                self.panicked = self.unwind?.panic_below(offset);
                self.panicked.map(|p| (at(p.frame), p.pc))
            }
            // Newer ones are in the method that is asked for a text.
            Some(Stub::PanicText) => {
                let asked = self.unwind?.panic_below(offset);
                asked.map(|p| (at(p.frame), p.pc))
            }
            Some(Stub::DeferNext) => self
                .unwind?
                .returning_below(offset)
                .map(|d| (at(d.frame), d.pc)),
        }
    }
}
