//! The history of a run, put together from the record's logs: who ran where and when, why each waited and who woke it, which value
//! went from whom to whom.
//!
//! The logs are read in the order of their times (`merge`). Where times are rough (`sched::record`) what one processor did can seem to
//! come before its cause on another; nothing here relies on causes coming first.

use std::collections::{HashMap, VecDeque};

use crate::bytecode::isa::Insn;
use crate::bytecode::rtype::{Kind as TypeKind, TypeRef};
use crate::runtime::shown;
use crate::sched::WaitReason;
use crate::sched::record::{Event, HERE, Kind, Stopped, WorldStep};
use crate::vm::Machine;

use super::merge;

/// An index that names nothing.
pub const NONE: u32 = u32::MAX;

/// Times are nanoseconds since the beginning; goroutines, channels and places are named by their index.
#[derive(Default)]
pub struct History {
    pub duration: u64,
    pub procs: usize,
    pub places: Vec<Place>,
    pub goroutines: Vec<Goroutine>,
    pub channels: Vec<Channel>,
    pub slices: Vec<Slice>,
    pub messages: Vec<Message>,
    pub collections: Vec<Collection>,
    pub stoppings: Vec<Stopping>,
    /// (processor, from, to) while nobody held it.
    pub idle: Vec<(u32, u64, u64)>,
    /// (processor, from whom, when).
    pub steals: Vec<(u32, u32, u64)>,
    /// (channel, goroutine, when).
    pub closes: Vec<(u32, u32, u64)>,
    /// The record was full before the run was over.
    pub cut: bool,
    /// Events read.
    pub events: u64,
}

/// A place in the program.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path and line; empty if unknown.
    pub at: String,
    pub function: String,
}

pub struct Goroutine {
    pub id: u32,
    /// Who started it; `NONE`: the runtime.
    pub parent: u32,
    /// Its `go` statement, and its function.
    pub created: u32,
    pub function: u32,
    pub born: u64,
    pub ended: Option<u64>,
}

pub struct Channel {
    /// The element's type.
    pub ty: String,
    pub cap: u64,
    pub made: u32,
}

/// Why a slice ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Preempted,
    Yielded,
    Ended,
    /// The run was over.
    Exit,
    Waits(WaitReason),
}

/// A goroutine ran on a processor.
pub struct Slice {
    pub from: u64,
    pub to: u64,
    pub g: u32,
    pub p: u32,
    pub end: End,
    /// If it waits afterwards: where, for which channel (`NONE`: something else), until when, and who woke it (`NONE`: nobody,
    /// a timer, the network).
    pub place: u32,
    pub channel: u32,
    pub ready: Option<u64>,
    pub by: u32,
}

/// A value's short form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    Int(i64),
    Text(String),
}

/// A value was sent, and perhaps received.
pub struct Message {
    pub channel: u32,
    /// `NONE`: a timer, or not yet received.
    pub from: u32,
    pub to: u32,
    pub sent: u64,
    pub received: Option<u64>,
    pub value: Value,
}

pub struct Collection {
    pub number: u64,
    pub from: u64,
    pub to: u64,
    /// Bytes.
    pub before: u64,
    pub live: u64,
}

/// The world was stopped.
pub struct Stopping {
    pub p: u32,
    pub asked: u64,
    pub stopped: u64,
    pub started: u64,
}

impl History {
    /// Of a run that is over. Nothing if it was not recorded.
    pub fn of(machine: &Machine) -> History {
        let Some(record) = machine.sched().record() else {
            return History::default();
        };
        let clock = record.clock();
        let mut reader = Reader::new(machine, record.logs() - 1);
        // Time begins when the main goroutine does; until then threads are started.
        let mut origin = u64::MAX;
        let full_at = record.full_at();
        merge::in_order(record, |log, event| {
            // What comes later is known in part only.
            if full_at.is_some_and(|at| event.time > at) {
                return;
            }
            let time = clock.nanos(event.time);
            if event.kind == Kind::Start {
                origin = origin.min(time);
            }
            reader.event(log, event, time.saturating_sub(origin));
        });
        let mut history = reader.finish();
        history.cut = full_at.is_some();
        history
    }
}

/// What is known of a goroutine while the logs are read.
#[derive(Clone, Copy)]
struct State {
    /// Its last slice, if it has ended by waiting.
    waits: u32,
    /// The message that it was woken with and receives when it runs again.
    receives: u32,
    /// It has run again since it last waited.
    resumed: bool,
}

struct ChannelState {
    index: u32,
    ty: Option<TypeRef>,
    /// Messages in the ring.
    ring: VecDeque<u32>,
}

struct Reader<'a> {
    machine: &'a Machine,
    h: History,
    states: Vec<State>,
    by_id: HashMap<u32, u32>,
    channels: HashMap<u32, ChannelState>,
    places: HashMap<Place, u32>,
    pcs: HashMap<u64, u32>,
    /// For each log: the places by number, the slice that runs, since when it is idle, the world's steps.
    logs: Vec<LogState>,
}

#[derive(Clone, Default)]
struct LogState {
    places: Vec<u64>,
    slice: Option<u32>,
    idle: Option<u64>,
    asked: u64,
    stopped: u64,
}

impl<'a> Reader<'a> {
    fn new(machine: &'a Machine, procs: usize) -> Reader<'a> {
        Reader {
            machine,
            h: History {
                procs,
                ..History::default()
            },
            states: Vec::new(),
            by_id: HashMap::new(),
            channels: HashMap::new(),
            places: HashMap::new(),
            pcs: HashMap::new(),
            logs: vec![LogState::default(); procs + 1],
        }
    }

    fn event(&mut self, log: usize, e: &Event, now: u64) {
        self.h.duration = self.h.duration.max(now);
        self.h.events += u64::from(e.kind != Kind::Place);
        let more = e.more();
        match e.kind {
            Kind::Place => self.logs[log].places.push(more[0]),
            Kind::New => {
                let parent = self.running(log);
                let g = self.goroutine(e.id);
                let (created, function) = (self.place(more[0]), self.function(more[1]));
                let function = self.named_by_program(created, function);
                let new = &mut self.h.goroutines[g as usize];
                (new.parent, new.created, new.function) = (parent, created, function);
                new.born = now;
            }
            Kind::Start => self.start(log, e.id, now),
            Kind::Stop => {
                let end = match e.aux {
                    x if x == Stopped::Preempted as u8 => End::Preempted,
                    x if x == Stopped::Yielded as u8 => End::Yielded,
                    x if x == Stopped::Ended as u8 => End::Ended,
                    _ => End::Exit,
                };
                if let Some(slice) = self.end_slice(log, now, end)
                    && end == End::Ended
                {
                    let g = self.h.slices[slice as usize].g;
                    self.h.goroutines[g as usize].ended = Some(now);
                }
            }
            Kind::Block => self.block(log, e, now),
            Kind::Ready => {
                let by = self.running(log);
                let g = self.goroutine(e.id);
                self.ready(g, by, now);
            }
            Kind::Send => self.send(log, e, now),
            Kind::Recv if e.aux == 0 => {
                let by = self.running(log);
                if let Some(message) = self.channel(e.id).ring.pop_front() {
                    let message = &mut self.h.messages[message as usize];
                    (message.to, message.received) = (by, Some(now.max(message.sent)));
                }
            }
            Kind::Close => {
                let (channel, by) = (self.channel(e.id).index, self.running(log));
                self.h.closes.push((channel, by, now));
            }
            Kind::Make => {
                let made = self.place(more[2]);
                // SAFETY: `wait_place::channel_made` put a descriptor there.
                let ty = unsafe { TypeRef::from_word(more[0]) };
                self.new_channel(e.id, Some(ty), more[1], made);
            }
            Kind::Drain => self.channel(e.id).ring.clear(),
            Kind::Idle => self.logs[log].idle = Some(now),
            Kind::Busy => {
                let from = self.logs[log].idle.take().unwrap_or(0);
                self.h.idle.push((log as u32, from, now));
            }
            Kind::Steal => self.h.steals.push((log as u32, e.id, now)),
            Kind::World => self.world(log, e.aux, now),
            Kind::Gc => self.h.collections.push(Collection {
                number: more[0],
                from: self.logs[log].stopped,
                to: now,
                before: more[1],
                live: more[2],
            }),
            Kind::Recv
            | Kind::Fire
            | Kind::Time
            | Kind::BlockNow
            | Kind::SendSmall
            | Kind::SendTiny
            | Kind::TakeTiny
            | Kind::SendNear
            | Kind::TakeNear
            | Kind::PutTiny
            | Kind::Switch
            | Kind::Repeat => {}
        }
    }

    fn start(&mut self, log: usize, id: u32, now: u64) {
        let g = self.goroutine(id);
        self.end_slice(log, now, End::Preempted);
        let state = &mut self.states[g as usize];
        state.resumed = true;
        let receives = std::mem::replace(&mut state.receives, NONE);
        if let Some(message) = self.h.messages.get_mut(receives as usize) {
            message.received = Some(now.max(message.sent));
        }
        self.logs[log].slice = Some(self.h.slices.len() as u32);
        self.h.slices.push(Slice {
            from: now,
            to: now,
            g,
            p: log as u32,
            end: End::Exit,
            place: NONE,
            channel: NONE,
            ready: None,
            by: NONE,
        });
    }

    fn end_slice(&mut self, log: usize, now: u64, end: End) -> Option<u32> {
        let index = self.logs[log].slice.take()?;
        let slice = &mut self.h.slices[index as usize];
        (slice.to, slice.end) = (now, end);
        Some(index)
    }

    fn block(&mut self, log: usize, e: &Event, now: u64) {
        let places = &self.logs[log].places;
        let word = places.get(e.more()[0] as usize).copied().unwrap_or(0);
        let reason = WaitReason::from_number((word >> 48) as u8);
        let on_channel = matches!(
            reason,
            WaitReason::ChanReceive | WaitReason::ChanSend | WaitReason::Select
        );
        let channel = match on_channel && e.id != 0 {
            true => self.channel(e.id).index,
            false => NONE,
        };
        let place = self.place(word & ((1 << 48) - 1));
        if let Some(index) = self.end_slice(log, now, End::Waits(reason)) {
            let slice = &mut self.h.slices[index as usize];
            (slice.place, slice.channel) = (place, channel);
            let g = slice.g;
            self.states[g as usize].waits = index;
            self.states[g as usize].resumed = false;
        }
    }

    /// `g` is made runnable by `by`.
    fn ready(&mut self, g: u32, by: u32, now: u64) {
        let waits = std::mem::replace(&mut self.states[g as usize].waits, NONE);
        if let Some(slice) = self.h.slices.get_mut(waits as usize) {
            (slice.ready, slice.by) = (Some(now.max(slice.to)), by);
        }
    }

    fn send(&mut self, log: usize, e: &Event, now: u64) {
        let (to, from) = (e.more()[0] as u32, (e.more()[0] >> 32) as u32);
        let here = self.running(log);
        let state = self.channel(e.id);
        let channel = state.index;
        let value = value(state.ty, &e.more()[1..]);
        let message = self.h.messages.len() as u32;
        if to == 0 {
            self.channel(e.id).ring.push_back(message);
        }
        let mut sent = now;
        let from = match from {
            0 => here,
            id => {
                let g = self.goroutine(id);
                // It has been offering the value since it began to wait.
                if let Some(slice) = self.h.slices.get(self.states[g as usize].waits as usize) {
                    sent = slice.to.min(now);
                }
                self.ready(g, here, now);
                g
            }
        };
        let (to, received) = match to {
            0 => (NONE, None),
            HERE => (here, Some(now)),
            id => {
                let g = self.goroutine(id);
                self.ready(g, here, now);
                // Times of two processors differ a little: it may seem to have run before it was sent anything, or not to have
                // run since the message before.
                let state = &mut self.states[g as usize];
                let resumed = state.resumed;
                let before = match resumed {
                    true => NONE,
                    false => std::mem::replace(&mut state.receives, message),
                };
                if let Some(before) = self.h.messages.get_mut(before as usize) {
                    before.received = Some(now.max(before.sent));
                }
                (g, resumed.then_some(now))
            }
        };
        self.h.messages.push(Message {
            channel,
            from,
            to,
            sent,
            received,
            value,
        });
    }

    fn world(&mut self, log: usize, step: u8, now: u64) {
        let state = &mut self.logs[log];
        match step {
            x if x == WorldStep::Asked as u8 => state.asked = now,
            x if x == WorldStep::Stopped as u8 => state.stopped = now,
            _ => self.h.stoppings.push(Stopping {
                p: log as u32,
                asked: state.asked,
                stopped: state.stopped,
                started: now,
            }),
        }
    }

    /// Who runs on the log's processor.
    fn running(&self, log: usize) -> u32 {
        self.logs[log]
            .slice
            .map_or(NONE, |slice| self.h.slices[slice as usize].g)
    }

    fn goroutine(&mut self, id: u32) -> u32 {
        if let Some(&g) = self.by_id.get(&id) {
            return g;
        }
        let g = self.h.goroutines.len() as u32;
        self.by_id.insert(id, g);
        self.h.goroutines.push(Goroutine {
            id,
            parent: NONE,
            created: NONE,
            function: NONE,
            born: self.h.duration,
            ended: None,
        });
        self.states.push(State {
            waits: NONE,
            receives: NONE,
            resumed: false,
        });
        g
    }

    fn channel(&mut self, id: u32) -> &mut ChannelState {
        if !self.channels.contains_key(&id) {
            self.new_channel(id, None, 0, NONE);
        }
        match self.channels.get_mut(&id) {
            Some(state) => state,
            None => unreachable!("just made"),
        }
    }
    fn new_channel(&mut self, id: u32, ty: Option<TypeRef>, cap: u64, made: u32) {
        let index = self.h.channels.len() as u32;
        self.h.channels.push(Channel {
            ty: ty.map_or_else(String::new, |ty| ty.name.to_string()),
            cap,
            made,
        });
        let state = ChannelState {
            index,
            ty,
            ring: VecDeque::new(),
        };
        self.channels.insert(id, state);
    }

    fn place(&mut self, pc: u64) -> u32 {
        if let Some(&place) = self.pcs.get(&pc) {
            return place;
        }
        let function = self.machine.functions().find(pc as *const Insn);
        let place = function.map_or(NONE, |f| {
            let position = f.position(f.offset(pc as *const Insn));
            let resolved = self.machine.config().positions.resolve(position);
            let at = resolved.map_or_else(String::new, |(path, line)| {
                format!("{}:{line}", from_here(&path))
            });
            self.intern(at, &f.name)
        });
        self.pcs.insert(pc, place);
        place
    }
    fn function(&mut self, pc: u64) -> u32 {
        let function = self.machine.functions().find(pc as *const Insn);
        function.map_or(NONE, |f| {
            let resolved = self.machine.config().positions.resolve(f.pos);
            let at = resolved.map_or_else(String::new, |(path, line)| {
                format!("{}:{line}", from_here(&path))
            });
            // The runtime's own beginning, which calls it.
            let name = if &*f.name == "runtime.main" {
                "main.main"
            } else {
                &f.name
            };
            self.intern(at, name)
        })
    }
    /// A goroutine whose function is the library's (sync.WaitGroup.Go, time.AfterFunc) is better known by the place in the program that
    /// had it started.
    fn named_by_program(&mut self, created: u32, function: u32) -> u32 {
        let place = |index: u32| self.h.places.get(index as usize);
        match (place(created), place(function)) {
            (Some(from), Some(f)) if is_library(&f.at) && !is_library(&from.at) => {
                let file = from.at.rsplit('/').next().unwrap_or_default();
                let via = f.function.split(".func").next().unwrap_or_default();
                let (at, name) = (from.at.clone(), format!("{file} via {via}"));
                self.intern(at, &name)
            }
            _ => function,
        }
    }
    fn intern(&mut self, at: String, function: &str) -> u32 {
        let place = Place {
            at,
            function: function.to_string(),
        };
        let next = self.h.places.len() as u32;
        let index = *self.places.entry(place.clone()).or_insert(next);
        if index == next {
            self.h.places.push(place);
        }
        index
    }

    fn finish(mut self) -> History {
        let end = self.h.duration;
        for log in 0..self.logs.len() {
            self.end_slice(log, end, End::Exit);
            if let Some(from) = self.logs[log].idle.take() {
                self.h.idle.push((log as u32, from, end));
            }
        }
        // A processor that never did anything was idle throughout.
        let busy: Vec<u32> = self.h.slices.iter().map(|s| s.p).collect();
        let mut seen = vec![false; self.h.procs];
        for p in busy {
            if let Some(seen) = seen.get_mut(p as usize) {
                *seen = true;
            }
        }
        let idle_ones = seen.iter().zip(0..).filter(|(seen, _)| !**seen);
        let known: Vec<u32> = self.h.idle.iter().map(|i| i.0).collect();
        for (_, p) in idle_ones.filter(|(_, p)| !known.contains(p)) {
            self.h.idle.push((p, 0, end));
        }
        self.h
    }
}

fn value(ty: Option<TypeRef>, words: &[u64]) -> Value {
    let Some(ty) = ty else {
        return Value::Text("?".into());
    };
    let signed = matches!(
        ty.kind,
        TypeKind::Int | TypeKind::Int8 | TypeKind::Int16 | TypeKind::Int32 | TypeKind::Int64
    );
    match words {
        &[word] if signed => Value::Int(word as i64),
        _ => Value::Text(shown::text(ty, words)),
    }
}

fn is_library(at: &str) -> bool {
    at.starts_with("$GOROOT")
}

/// A path as one reads it from where gorun was started.
fn from_here(path: &str) -> &str {
    match std::env::current_dir() {
        Ok(here) => std::path::Path::new(path)
            .strip_prefix(here)
            .ok()
            .and_then(|p| p.to_str())
            .unwrap_or(path),
        Err(_) => path,
    }
}
