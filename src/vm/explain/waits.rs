//! What goroutines wait for, in words.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use crate::runtime::chan::Chan;
use crate::sched::{GRef, Status, WaitReason};
use crate::vm::machine::Machine;

use super::place;
use super::reach::Views;
use super::story;
use super::watched::Holder;

/// Goroutines that wait alike are told of together; so many different ones are told of.
const MOST: usize = 20;

/// Words of `sync`'s structs in front of what their waiters are queued at (`std/sync`).
const COUNT_BEFORE_SEMA: usize = 4;
const WRITER_SEMA: usize = 8;
const READER_SEMA: usize = 12;
const READERS: usize = 16;

/// What a goroutine waits for.
pub struct Wait {
    pub reason: WaitReason,
    /// Channels and whether to send; of a select its cases.
    channels: Vec<(usize, bool)>,
    /// Something of package sync: where its waiters are queued.
    object: usize,
}

impl Wait {
    /// Of a goroutine that waits. Nothing runs meanwhile.
    pub fn of(gref: GRef) -> Wait {
        // SAFETY: the caller's promise.
        let g = unsafe { gref.get() };
        let reason = g.reason();
        let mut wait = Wait {
            reason,
            channels: Vec::new(),
            object: 0,
        };
        match reason {
            WaitReason::ChanReceive | WaitReason::ChanSend => {
                wait.channels.push((g.waiter.on, g.waiter.send));
            }
            WaitReason::Select => {
                wait.channels
                    .extend(g.cases.iter().map(|case| (case.on, case.send)));
            }
            WaitReason::MutexLock
            | WaitReason::RWMutexLock
            | WaitReason::RWMutexRLock
            | WaitReason::WaitGroupWait
            | WaitReason::BubbleGroupWait
            | WaitReason::CondWait
            | WaitReason::Semacquire => wait.object = g.waiter.on,
            _ => {}
        }
        wait
    }

    /// Only another goroutine can end it: it is not the clock, the system or the network that does.
    pub fn is_for_others(&self) -> bool {
        self.object != 0
            || !self.channels.is_empty()
            || matches!(
                self.reason,
                WaitReason::ChanReceiveNil
                    | WaitReason::ChanSendNil
                    | WaitReason::Select
                    | WaitReason::SelectNoCases
            )
    }

    /// Where those who could wake it would have to come.
    pub fn addresses(&self) -> impl Iterator<Item = usize> + '_ {
        let channels = self.channels.iter().map(|c| c.0);
        channels.chain((self.object != 0).then_some(self.object))
    }

    /// Who holds the lock that it wants.
    fn holders(&self, machine: &Machine) -> Vec<Holder> {
        let Some(watched) = machine.explained() else {
            return Vec::new();
        };
        match self.reason {
            WaitReason::MutexLock => watched.holders(self.object),
            WaitReason::RWMutexLock => {
                let lock = self.object - WRITER_SEMA;
                let mut holders = watched.holders(lock + READERS);
                // Those are counted that wait to read, too.
                machine.sched().each_g(0, 1, |g| {
                    // SAFETY: nothing runs.
                    let id = unsafe { g.get() }.id;
                    let waits = g.status() == Status::Waiting;
                    if waits && Wait::of(g).object == lock + READER_SEMA {
                        holders.retain(|h| h.goroutine != id);
                    }
                });
                holders
            }
            WaitReason::RWMutexRLock => watched.holders(self.object - READER_SEMA),
            _ => Vec::new(),
        }
    }

    /// `receives from a chan int`.
    fn text(&self, machine: &Machine) -> String {
        match self.reason {
            WaitReason::ChanReceiveNil => "receives from a nil channel: that waits for ever".into(),
            WaitReason::ChanSendNil => "sends to a nil channel: that waits for ever".into(),
            WaitReason::SelectNoCases => "waits in a select without cases: for ever".into(),
            WaitReason::Select if self.channels.is_empty() => {
                "waits in a select of nil channels: for ever".into()
            }
            WaitReason::Select => {
                let cases: Vec<String> = self
                    .channels
                    .iter()
                    .map(|&(c, send)| match send {
                        true => format!("sends to {}", channel(machine, c)),
                        false => format!("receives from {}", channel(machine, c)),
                    })
                    .collect();
                format!("selects: {}", cases.join("; or "))
            }
            WaitReason::ChanReceive | WaitReason::ChanSend => match self.channels[0] {
                (c, true) => format!("sends to {}", channel(machine, c)),
                (c, false) => format!("receives from {}", channel(machine, c)),
            },
            WaitReason::MutexLock => "wants to lock a sync.Mutex".into(),
            WaitReason::RWMutexLock => {
                "wants to lock a sync.RWMutex, and waits for its readers".into()
            }
            WaitReason::RWMutexRLock => "wants to read-lock a sync.RWMutex".into(),
            WaitReason::WaitGroupWait | WaitReason::BubbleGroupWait => {
                // SAFETY: the semaphore of a WaitGroup, whose count stands before it; nothing runs.
                let count = unsafe { *((self.object - COUNT_BEFORE_SEMA) as *const i32) };
                format!("waits for a sync.WaitGroup whose count is {count}")
            }
            WaitReason::CondWait => "waits on a sync.Cond for Signal or Broadcast".into(),
            other => format!("waits: {}", other.text()),
        }
    }
}

/// `a chan int of capacity 3, made at ./x.go:5:7`.
fn channel(machine: &Machine, c: usize) -> String {
    // SAFETY: a channel that somebody waits for is alive; nothing runs.
    let chan = unsafe { &*(c as *const Chan) };
    let mut text = format!("a chan {}", chan.elem().name);
    // SAFETY: as above.
    let cap = unsafe { Chan::cap(chan) };
    if cap > 0 {
        let _ = write!(text, " of capacity {cap}");
    }
    let made = machine.explained().and_then(|w| w.made_at(c));
    if let Some(shown) = made.and_then(|pc| place::shown(machine, pc)) {
        let _ = write!(text, ", made at {shown}");
    }
    text
}

/// `goroutine 7`, `goroutines 7 and 8`, `goroutines 7, 8, 9 and 4 more`.
fn names(ids: &[u64]) -> String {
    const SHOWN: usize = 4;
    let number = |id: &u64| id.to_string();
    match ids {
        [] => "nobody".into(),
        [one] => format!("goroutine {one}"),
        _ if ids.len() > SHOWN => {
            let first: Vec<String> = ids[..SHOWN].iter().map(number).collect();
            let more = ids.len() - SHOWN;
            format!("goroutines {} and {more} more", first.join(", "))
        }
        _ => {
            let first: Vec<String> = ids[..ids.len() - 1].iter().map(number).collect();
            format!("goroutines {} and {}", first.join(", "), ids[ids.len() - 1])
        }
    }
}

/// Goroutines that wait at one place for one thing, or for things of which the same is to be said.
struct Alike {
    first: GRef,
    ids: Vec<u64>,
    wait: Wait,
    text: String,
    verdict: String,
}

/// What each of some goroutines waits for, and who of `all` that wait could wake it. Nothing runs.
pub fn tell(out: &mut String, machine: &Machine, told: &[GRef], all: &[GRef]) {
    let views = Views::of(machine, all);
    let mut groups: Vec<Alike> = Vec::new();
    let mut index: FxHashMap<(usize, Vec<usize>, String), usize> = FxHashMap::default();
    for &g in told {
        let wait = Wait::of(g);
        let text = wait.text(machine);
        let key = (
            waits_at(machine, g),
            wait.addresses().collect(),
            text.clone(),
        );
        let i = *index.entry(key).or_insert(groups.len());
        if i == groups.len() {
            groups.push(Alike {
                first: g,
                ids: Vec::new(),
                wait,
                text,
                verdict: String::new(),
            });
        }
        // SAFETY: the number of a goroutine does not change while it lives.
        groups[i].ids.push(unsafe { g.get() }.id);
    }
    for group in &mut groups {
        group.verdict = verdict(machine, group, views.as_ref());
    }
    let circles = cycles(machine, &groups);
    let groups = merged(machine, groups);
    for group in groups.iter().take(MOST) {
        let who = names(&group.ids);
        let text = match group.ids.len() {
            1 => group.text.clone(),
            _ => plural(&group.text),
        };
        let _ = writeln!(out, "\n{who} {text}");
        let first = place::frames(machine, group.first).next();
        if let Some(first) = &first {
            if let Some(shown) = place::shown(machine, first.pc) {
                place::note(out, &format!("at {shown} in {}", first.function.name));
            }
            place::push_excerpt(out, machine, first.pc);
        }
        out.push_str(&group.verdict);
        if let Some(first) = &first {
            place::push_variables(out, first);
        }
        story::created(out, machine, group.first, false);
    }
    if groups.len() > MOST {
        let _ = writeln!(out, "\nand {} more, elsewhere", groups.len() - MOST);
    }
    for circle in circles {
        let _ = writeln!(out, "\n{circle}");
    }
}

/// The program's own place where a goroutine waits.
fn waits_at(machine: &Machine, g: GRef) -> usize {
    place::frames(machine, g)
        .next()
        .map_or(0, |p| p.pc as usize)
}

/// Groups of which the same is to be said become one.
fn merged(machine: &Machine, groups: Vec<Alike>) -> Vec<Alike> {
    let mut out: Vec<Alike> = Vec::new();
    let mut index: FxHashMap<(usize, String, String), usize> = FxHashMap::default();
    for group in groups {
        let key = (
            waits_at(machine, group.first),
            group.text.clone(),
            group.verdict.clone(),
        );
        match index.get(&key) {
            Some(&i) => out[i].ids.extend(group.ids),
            None => {
                index.insert(key, out.len());
                out.push(group);
            }
        }
    }
    out
}

/// `receives` said of several.
fn plural(text: &str) -> String {
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    format!("{} {rest}", verb.strip_suffix('s').unwrap_or(verb))
}

/// Why nobody wakes them: lines of notes.
fn verdict(machine: &Machine, group: &Alike, views: Option<&Views>) -> String {
    let mut out = String::new();
    let wait = &group.wait;
    let holders = wait.holders(machine);
    if let [holder] = holders[..] {
        let own = group.ids == [holder.goroutine];
        let who = match own {
            true => "this goroutine itself".to_string(),
            false => format!("goroutine {}", holder.goroutine),
        };
        let at = place::shown(machine, holder.at as *const _).unwrap_or_default();
        place::note(&mut out, &format!("{who} holds it, locked at {at}"));
    } else if !holders.is_empty() {
        let ids: Vec<u64> = holders.iter().map(|h| h.goroutine).collect();
        place::note(&mut out, &format!("{} hold it", names(&ids)));
    } else if matches!(
        wait.reason,
        WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock
    ) {
        let text = match machine.explained().is_some() {
            true => "who holds it is not known",
            false => "gorun run --explain tells who holds it",
        };
        place::note(&mut out, text);
    }
    let Some(views) = views else { return out };
    let mut tell = |address: usize, thing: &str, deed: &str| {
        let (mut others, global) = views.who_has(machine, address, group.ids[0]);
        others.retain(|id| !group.ids.contains(id));
        let text = match (others.as_slice(), global) {
            ([], false) => format!("nobody else has {thing}: no one can ever {deed}"),
            ([], true) => {
                let variables = match machine.session().is_some() {
                    true => "the session's",
                    false => "package",
                };
                format!("only {variables} variables have {thing}: no goroutine is left to {deed}")
            }
            ([one], _) => format!("goroutine {one} has {thing} too, but waits as well"),
            (ids, _) => format!("{} have {thing} too, but wait as well", names(ids)),
        };
        place::note(&mut out, &text);
    };
    match wait.reason {
        WaitReason::WaitGroupWait | WaitReason::BubbleGroupWait => {
            tell(wait.object, "the WaitGroup", "call Done");
        }
        WaitReason::CondWait => tell(wait.object, "the Cond", "call Signal or Broadcast"),
        _ => {}
    }
    for &(c, send) in &wait.channels {
        let deed = if send {
            "receive from it"
        } else {
            "send to it"
        };
        match wait.channels.len() {
            1 => tell(c, "this channel", deed),
            _ => tell(c, &channel(machine, c), deed),
        }
    }
    out
}

/// Locks held in a circle: `goroutine 7 holds what goroutine 8 wants, ...`.
fn cycles(machine: &Machine, groups: &[Alike]) -> Vec<String> {
    let mut wants: FxHashMap<u64, Holder> = FxHashMap::default();
    for group in groups {
        if let [holder] = group.wait.holders(machine)[..] {
            wants.extend(group.ids.iter().map(|&id| (id, holder)));
        }
    }
    let mut found: Vec<String> = Vec::new();
    let mut seen: Vec<u64> = Vec::new();
    let mut starts: Vec<u64> = wants.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        let mut path = vec![start];
        while let Some(next) = wants.get(&path[path.len() - 1]) {
            if let Some(i) = path.iter().position(|&id| id == next.goroutine) {
                let ring = &path[i..];
                if ring.len() > 1 && !ring.iter().any(|id| seen.contains(id)) {
                    found.push(ring_text(machine, ring, &wants));
                    seen.extend(ring);
                }
                break;
            }
            path.push(next.goroutine);
        }
    }
    found
}

fn ring_text(machine: &Machine, ring: &[u64], wants: &FxHashMap<u64, Holder>) -> String {
    let steps = ring.iter().map(|id| {
        let holder = &wants[id];
        let at = place::shown(machine, holder.at as *const _).unwrap_or_default();
        format!(
            "\n      = goroutine {id} waits for the lock that goroutine {} took at {at}",
            holder.goroutine
        )
    });
    format!(
        "They wait for one another in a circle:{}",
        steps.collect::<String>()
    )
}
