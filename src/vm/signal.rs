//! A memory fault of the program itself, through an unsafe pointer or memory that it mapped and protected: Go's report and exit
//! code 2 instead of a process that dies of SIGSEGV. Nil pointers never come here: the instructions look for them.
//!
//! The handler runs on a small stack of its own and may interrupt anything, so it only looks at what the thread ran and has it go
//! on in `report_fault`, on its own stack, from which it never returns. What is no fault of a goroutine's code (a bug of ours, a stack that
//! overflows) keeps the handler that was there before. Faults cannot be recovered here: whatever was interrupted may hold
//! locks, and what the thread has on its own stack is lost. Those for which a program has asked by `debug.SetPanicOnFault` are foreseen (`faults`).

use std::cell::Cell;
use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Once, OnceLock};

use crate::bytecode::isa::Insn;

use super::context::Ctx;
use super::dispatch::State;
use super::report::Ending;
use super::{faults, unwind};

thread_local! {
    /// The context of the P whose goroutine this thread runs.
    static RUNS: Cell<*mut Ctx> = const { Cell::new(null_mut()) };
}

/// What SIGSEGV and SIGBUS did before.
static OLD: [AtomicPtr<libc::sigaction>; 2] =
    [AtomicPtr::new(null_mut()), AtomicPtr::new(null_mut())];
const SIGNALS: [i32; 2] = [libc::SIGSEGV, libc::SIGBUS];

/// Told of such a signal that a process has sent, in the handler.
static SENT: OnceLock<fn(i32)> = OnceLock::new();

pub fn fault_is_sent(told: fn(i32)) {
    let _ = SENT.set(told);
}

/// One fault is reported; a second one is the report's own.
static REPORTING: AtomicBool = AtomicBool::new(false);

/// A fault this near to the stack pointer is a stack that overflows.
const GUARD: u64 = 1 << 16;

/// This thread runs a goroutine with `cx`, or none any more.
#[inline]
pub fn runs(cx: *mut Ctx) {
    RUNS.set(cx);
}

/// Faults are reported from now on, in the whole process.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for (signal, old) in SIGNALS.into_iter().zip(&OLD) {
            let mut before = Box::new(MaybeUninit::<libc::sigaction>::zeroed());
            // SAFETY: plain data, filled in; the old action is kept for the handler before that is installed.
            unsafe {
                libc::sigaction(signal, std::ptr::null(), before.as_mut_ptr());
                // Release: pairs with the Acquire in `handler`.
                old.store(Box::into_raw(before).cast(), Ordering::Release);
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = handler as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
                libc::sigaction(signal, &raw const action, null_mut());
            }
        }
    });
}

extern "C" fn handler(signal: i32, info: *mut libc::siginfo_t, context: *mut c_void) {
    let cx = RUNS.get();
    // SAFETY: what the kernel hands to a handler with SA_SIGINFO.
    let (address, code, registers) = unsafe {
        let registers = &mut (*context.cast::<libc::ucontext_t>()).uc_mcontext;
        ((*info).si_addr() as u64, (*info).si_code, registers)
    };
    if let (true, Some(told)) = (code <= 0, SENT.get()) {
        told(signal);
        return;
    }
    let near_stack = address.abs_diff(stack_pointer(registers)) < GUARD;
    // Sent by a process, no fault: code 0 or less. Relaxed: one thread wins, whichever.
    if cx.is_null() || code <= 0 || near_stack || REPORTING.swap(true, Ordering::Relaxed) {
        let place = SIGNALS.iter().position(|&s| s == signal).unwrap_or(0);
        // SAFETY: an action that was in force (`install`); the faulting instruction runs again, under it.
        unsafe { libc::sigaction(signal, OLD[place].load(Ordering::Acquire), null_mut()) };
        return;
    }
    go_on_in_report(registers, cx, address, (signal as u64) << 32 | code as u64);
}

#[cfg(target_arch = "x86_64")]
fn stack_pointer(registers: &libc::mcontext_t) -> u64 {
    registers.gregs[libc::REG_RSP as usize] as u64
}
/// `report_fault(ip, fp, cx, address, what)`, the first two being what the handlers of instructions keep there.
#[cfg(target_arch = "x86_64")]
fn go_on_in_report(registers: &mut libc::mcontext_t, cx: *mut Ctx, address: u64, what: u64) {
    /// What a function without calls may use below its stack pointer.
    const RED_ZONE: u64 = 128;
    let stack = ((stack_pointer(registers) - RED_ZONE) & !15) - 8;
    let gregs = &mut registers.gregs;
    for (register, value) in [
        (libc::REG_RDX, cx as u64),
        (libc::REG_RCX, address),
        (libc::REG_R8, what),
        (libc::REG_RSP, stack),
        (libc::REG_RIP, report_fault as *const () as u64),
    ] {
        gregs[register as usize] = value as i64;
    }
}

#[cfg(target_arch = "aarch64")]
fn stack_pointer(registers: &libc::mcontext_t) -> u64 {
    registers.sp
}
#[cfg(target_arch = "aarch64")]
fn go_on_in_report(registers: &mut libc::mcontext_t, cx: *mut Ctx, address: u64, what: u64) {
    registers.regs[2..5].copy_from_slice(&[cx as u64, address, what]);
    registers.sp = (registers.sp - 128) & !15;
    registers.pc = report_fault as *const () as u64;
}

/// `what`: the signal and its code.
extern "C" fn report_fault(
    ip: *const Insn,
    fp: *mut u64,
    cx: *mut Ctx,
    address: u64,
    what: u64,
) -> ! {
    // SAFETY: the context of the P that this thread holds, interrupted in code that ends here.
    let context = unsafe { &mut *cx };
    let stack = context.stack as usize..context.stack_end();
    let known = context.machine().functions().find(ip).is_some();
    // An instruction's handler has both in registers; what a slow part calls may have other things there.
    let (ip, fp) = match known && stack.contains(&(fp as usize)) {
        true => (ip, fp),
        false => context.at,
    };
    let (signal, code) = ((what >> 32) as i32, what as u32);
    let name = match signal {
        libc::SIGBUS => faults::SIGBUS,
        _ => faults::SIGSEGV,
    };
    let line = format!("[signal {name} code={code:#x} addr={address:#x} pc={ip:p}]\n");
    let nil = address < faults::NIL_PAGE && code <= 2;
    let head = match nil {
        true => format!(
            "panic: runtime error: {}\n{line}",
            crate::runtime::errors::NIL_DEREFERENCE
        ),
        false => format!("unexpected fault address {address:#x}\nfatal error: fault\n{line}"),
    };
    if ip.is_null() {
        super::report::write_error(&head);
    } else {
        let ending = match nil {
            true => Ending::Fatal,
            false => Ending::Throw,
        };
        unwind::die(State { ip, fp, cx }, head.as_bytes(), ending);
    }
    context.machine().sched().exit(2);
    // The thread holds a P that can never go on.
    loop {
        std::thread::park();
    }
}
