//! Natives that synchronise: what they order before they do their work, and after it.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::memory::{self, Memory};
use crate::bytecode::program::NativeRef;
use crate::race::{Detector, Thread, Touch};

/// What carries the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Key {
    /// The object at the first argument.
    Object,
    /// Those who read under the lock that it is.
    Readers,
    /// Operations on one socket come one after the other.
    Socket,
    /// All input and output, as in Go: what one goroutine has written another one may have read.
    Io,
}

impl Key {
    fn address(self, object: u64) -> Option<usize> {
        match self {
            Key::Io => Some(8),
            // Numbers of sockets are no addresses: they get some that nobody has.
            Key::Socket => Some(SOCKETS + (object as usize & 0xFFFF_FFFF)),
            _ if object == 0 => None,
            Key::Object => Some(object as usize),
            // No object begins there.
            Key::Readers => Some(object as usize + 1),
        }
    }
}

/// The key of collections: what was done before one happens before the finalizers and cleanups that it has called.
pub const COLLECTIONS: usize = 16;

/// Where the keys of sockets lie.
const SOCKETS: usize = 1 << 56;

/// What else a native of a group does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Group {
    Add,
    Wait,
}

/// What a native orders.
#[derive(Clone, Copy, Default, Debug)]
pub struct Order {
    before: Option<Key>,
    before_too: Option<Key>,
    after: Option<Key>,
    after_too: Option<Key>,
    /// How the object is touched, and how many bytes of it.
    touch: Option<(Touch, u8)>,
    group: Option<Group>,
    /// It only waits: what was to be acquired before is so now, and not when somebody has released more.
    waits: bool,
    /// It tells what has been done, before what is still to be acquired: as in Go a buffer is written before the reading goroutine learns who wrote what it has read.
    pub tells: bool,
    /// What else it touches.
    memory: &'static [Memory],
}

const ATOMIC: Touch = Touch {
    write: true,
    atomic: true,
};

impl Order {
    fn releases(key: Key) -> Order {
        Order {
            before: Some(key),
            ..Order::default()
        }
    }
    fn acquires(key: Key) -> Order {
        Order {
            after: Some(key),
            ..Order::default()
        }
    }
    pub fn of(native: &NativeRef) -> Order {
        match &*native.package {
            "sync" => Order::of_sync(&native.name),
            "sync/atomic" => Order::of_atomic(&native.name),
            "time"
                if matches!(
                    &*native.name,
                    "(*runtimeTimer).start" | "(*runtimeTimer).reset"
                ) =>
            {
                Order::releases(Key::Object)
            }
            "time" if &*native.name == "Sleep" => Order {
                waits: true,
                ..Order::default()
            },
            "os" | "net" | "syscall" => Order {
                memory: memory::of_io(&native.name),
                ..Order::of_io(&native.name)
            },
            "reflect" => Order::touches(memory::of_reflect(&native.name)),
            package => Order {
                tells: package == "internal/race",
                ..Order::touches(memory::of_bytes(package, &native.name))
            },
        }
    }
    fn touches(memory: &'static [Memory]) -> Order {
        Order {
            memory,
            ..Order::default()
        }
    }
    fn of_sync(name: &str) -> Order {
        let order = match name {
            "(*Mutex).Lock" | "(*Mutex).TryLock" | "(*RWMutex).RLock" | "(*RWMutex).TryRLock" => {
                Order::acquires(Key::Object)
            }
            "(*Mutex).Unlock" | "(*RWMutex).letIn" | "(*WaitGroup).Done" => {
                Order::releases(Key::Object)
            }
            "(*RWMutex).RUnlock" => Order::releases(Key::Readers),
            "(*RWMutex).waitForReaders" | "(*RWMutex).shutOut" => Order {
                after: Some(Key::Object),
                after_too: Some(Key::Readers),
                ..Order::default()
            },
            "(*WaitGroup).Add" => Order {
                group: Some(Group::Add),
                ..Order::releases(Key::Object)
            },
            "(*WaitGroup).Wait" => Order {
                group: Some(Group::Wait),
                ..Order::acquires(Key::Object)
            },
            _ => return Order::default(),
        };
        // The object's state is its first word.
        let bytes = if name.starts_with("(*Mutex)") { 4 } else { 8 };
        Order {
            touch: Some((ATOMIC, bytes)),
            ..order
        }
    }
    fn of_atomic(name: &str) -> Order {
        // Of a method the name behind its type.
        let verb = name.rsplit('.').next().unwrap_or(name);
        let (loads, stores) = (verb.starts_with("Load"), verb.starts_with("Store"));
        let touch = Touch {
            write: !loads,
            atomic: true,
        };
        let bytes = if name.contains("32") { 4 } else { 8 };
        Order {
            before: (!loads).then_some(Key::Object),
            after: (!stores).then_some(Key::Object),
            touch: Some((touch, bytes)),
            ..Order::default()
        }
    }
    fn of_io(name: &str) -> Order {
        let socket = name.starts_with("socket").then_some(Key::Socket);
        match name {
            "read" | "pread" | "pipeRead" | "Read" | "Pread" => Order::acquires(Key::Io),
            "write" | "pwrite" | "pipeWrite" | "Write" | "Pwrite" => Order::releases(Key::Io),
            _ if name.starts_with("socketRead") || name == "socketAccept" => Order {
                before: socket,
                after: Some(Key::Io),
                after_too: socket,
                ..Order::default()
            },
            _ if name.starts_with("socketWrite") => Order {
                before: socket,
                before_too: Some(Key::Io),
                after: socket,
                ..Order::default()
            },
            _ => Order {
                before: socket,
                after: socket,
                ..Order::default()
            },
        }
    }
    pub fn is_none(&self) -> bool {
        self.before.is_none() && self.after.is_none() && !self.waits && self.memory.is_empty()
    }
    /// Calls `each` with how the native is about to touch what its arguments name: address, bytes. The first argument is the object that synchronises.
    pub fn each(&self, argument: &dyn Fn(usize) -> u64, each: &mut dyn FnMut(u64, u64, Touch)) {
        for memory in self.memory {
            memory.each(argument, each);
        }
        let (object, delta) = (argument(0), argument(1));
        if object == 0 {
            return;
        }
        if let Some((touch, bytes)) = self.touch {
            each(object, bytes.into(), touch);
        }
        // SAFETY: I4: a live group; its count is in the high half, how many wait in the low one.
        let state = |_| unsafe { (*(object as *const AtomicU64)).load(Relaxed) };
        // As in Go: the first `Add` has to be ordered with `Wait`.
        let (count, waits) = match self.group.map(state) {
            Some(state) => ((state >> 32) as u32, state & 0x7FFF_FFFF != 0),
            None => return,
        };
        match self.group {
            Some(Group::Add) if count == 0 && delta as i64 > 0 => {
                each(object + 8, 4, Touch::READ);
            }
            Some(Group::Wait) if count != 0 && !waits => each(object + 8, 4, Touch::WRITE),
            _ => {}
        }
    }
    /// The native is about to be called with these first arguments.
    pub fn apply(&self, race: &Detector, thread: &mut Thread, object: u64, delta: u64) {
        race.settle(thread);
        let address = |key: Option<Key>| key.and_then(|key| key.address(object));
        let adds = self.group == Some(Group::Add) && delta as i64 > 0;
        let before = [address(self.before), address(self.before_too)];
        for key in before.into_iter().flatten().filter(|_| !adds) {
            race.release(thread, key);
        }
        let after = [address(self.after), address(self.after_too)];
        for key in after.into_iter().flatten() {
            race.acquire_later(thread, key);
        }
    }
}
