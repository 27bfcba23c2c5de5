//! Package sync: locks and groups. What waits does so through `runtime::sema`.

pub mod atomic;
mod cond;
mod mutex;
mod pool;
mod rwmutex;
mod waitgroup;

use std::sync::atomic::AtomicU32;

use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::runtime::sema;
use crate::sched::WaitReason;
use crate::vm::native::{Answer, GoPtr, Iface, NativeCx, Outcome};

crate::natives! {
    "(*Mutex).Lock" => mutex::lock,
    "(*Mutex).TryLock" => mutex::try_lock,
    "(*Mutex).Unlock" => mutex::unlock,
    "(*RWMutex).RLock" => rwmutex::rlock,
    "(*RWMutex).TryRLock" => rwmutex::try_rlock,
    "(*RWMutex).RUnlock" => rwmutex::runlock,
    "(*RWMutex).waitForReaders" => rwmutex::wait_for_readers,
    "(*RWMutex).shutOut" => rwmutex::shut_out,
    "(*RWMutex).letIn" => rwmutex::let_in,
    "(*WaitGroup).Add" => waitgroup::add | waitgroup::quick_add,
    "(*WaitGroup).Done" => waitgroup::done | waitgroup::quick_done,
    "(*WaitGroup).Wait" => waitgroup::wait,
    "runtime_Semacquire" => semacquire,
    "semrelease" => semrelease,
    "ticket" => cond::ticket,
    "waitTicket" => cond::wait_ticket,
    "signal" => cond::signal,
    "broadcast" => cond::broadcast,
    "(*Pool).take" => pool::take,
    "(*Pool).give" => pool::give,
    "comparable_" => comparable,
}

/// The object behind a receiver; `Err`: the panic of a nil dereference.
#[inline]
fn object<'a, T>(cx: &mut NativeCx, p: GoPtr<T>) -> Result<&'a T, Outcome> {
    // SAFETY: the Go side's struct has `T`'s layout (`T` is all atomics); nothing is collected while a native runs.
    match unsafe { p.0.as_ref() } {
        Some(object) => Ok(object),
        None => Err(cx.nil_dereference().into()),
    }
}

/// Ends a native with what it did.
#[inline]
fn answer(result: Result<(), Outcome>) -> Answer<()> {
    Answer::new(match result {
        Ok(()) => Outcome::Return,
        Err(outcome) => outcome,
    })
}

/// Takes one from a semaphore; `Err(Park)` while it has to wait.
fn acquire(cx: &mut NativeCx, sema: &AtomicU32, reason: WaitReason) -> Result<(), Outcome> {
    let (on, g) = (cx.ctx().on(), cx.g());
    // SAFETY: the goroutine that called runs here.
    let parked = unsafe { sema::acquire(on, g, sema, || cx.will_park(reason, None)) };
    if parked { Err(Outcome::Park) } else { Ok(()) }
}

fn release(cx: &mut NativeCx, sema: &AtomicU32) {
    sema::release(cx.ctx().on(), sema);
}

fn semacquire(cx: &mut NativeCx, sema: GoPtr<AtomicU32>) -> Answer<()> {
    answer(object(cx, sema).and_then(|sema| acquire(cx, sema, WaitReason::Semacquire)))
}

fn semrelease(cx: &mut NativeCx, sema: GoPtr<AtomicU32>) -> Answer<()> {
    answer(object(cx, sema).map(|sema| release(cx, sema)))
}

fn fatal(text: &str) -> Outcome {
    Outcome::Fatal(text.into())
}

/// Whether a value's dynamic type can be hashed, all the way down.
fn comparable(value: Iface) -> bool {
    fn deep(ty: TypeRef, memory: *const u8) -> bool {
        if !ty.is_comparable() {
            return false;
        }
        match (&ty.detail, ty.kind) {
            (Detail::Struct { fields }, _) => fields
                .iter()
                // SAFETY: a field lies inside the value.
                .all(|f| deep(f.ty, unsafe { memory.add(f.offset) })),
            (Detail::Array { len, .. }, _) => {
                // SAFETY: an element lies inside the value.
                (0..*len).all(|i| deep(ty.elem, unsafe { memory.add(i * ty.elem.size) }))
            }
            (_, Kind::Interface) => {
                // SAFETY: an interface in memory is its two words.
                comparable(unsafe { *memory.cast::<Iface>() })
            }
            _ => true,
        }
    }
    match value.type_ref() {
        None => true,
        Some(ty) if ty.direct => ty.is_comparable(),
        Some(ty) => deep(ty, value.data as *const u8),
    }
}
