//! `gorun run --trace out.json`: the history in the Trace Event format, which Perfetto and chrome://tracing read. One process
//! stands for the processors, with a thread for each P (what runs there) and one for collections; another for the goroutines, with
//! a thread for each (running, waiting and for what, able to run); flow arrows lead from sending to receiving.

use std::io::{self, Write};

use super::history::{End, History, NONE, Value};
use super::json::quoted;

const PROCESSORS: u32 = 1;
const GOROUTINES: u32 = 2;
/// The thread of collections: behind all processors.
const COLLECTOR: u32 = 1_000_000;

pub fn write(h: &History, out: &mut impl Write) -> io::Result<()> {
    let mut out = Events { out, first: true };
    out.out
        .write_all(b"{\"displayTimeUnit\":\"ns\",\"traceEvents\":[")?;
    out.name("process_name", PROCESSORS, None, "processors (P)")?;
    out.name("process_name", GOROUTINES, None, "goroutines")?;
    for p in 0..h.procs {
        out.name("thread_name", PROCESSORS, Some(p as u32), &format!("P{p}"))?;
    }
    out.name("thread_name", PROCESSORS, Some(COLLECTOR), "GC")?;
    for g in &h.goroutines {
        let name = goroutine(h, g.id, g.function);
        out.name("thread_name", GOROUTINES, Some(g.id), &name)?;
    }
    goroutines(h, &mut out)?;
    processors(h, &mut out)?;
    messages(h, &mut out)?;
    out.out.write_all(b"\n]}\n")
}

fn goroutine(h: &History, id: u32, function: u32) -> String {
    match h.places.get(function as usize) {
        Some(f) => format!("G{id} {}", f.function),
        None => format!("G{id}"),
    }
}

struct Events<'a, W> {
    out: &'a mut W,
    first: bool,
}

/// Microseconds, as the format has times.
fn micros(nanos: u64) -> String {
    format!("{}.{:03}", nanos / 1000, nanos % 1000)
}

impl<W: Write> Events<'_, W> {
    /// `fields`: what follows the kind, the process and the thread.
    fn event(&mut self, kind: char, (process, thread): (u32, u32), fields: &str) -> io::Result<()> {
        let comma = if std::mem::take(&mut self.first) {
            ""
        } else {
            ","
        };
        write!(
            self.out,
            "{comma}\n{{\"ph\":\"{kind}\",\"pid\":{process},\"tid\":{thread},{fields}}}"
        )
    }
    fn name(
        &mut self,
        what: &str,
        process: u32,
        thread: Option<u32>,
        name: &str,
    ) -> io::Result<()> {
        let fields = format!("\"name\":\"{what}\",\"args\":{{\"name\":{}}}", quoted(name));
        self.event('M', (process, thread.unwrap_or(0)), &fields)
    }
    /// `args`: the fields of an object.
    fn span(
        &mut self,
        at: (u32, u32),
        (from, to): (u64, u64),
        name: &str,
        args: &str,
    ) -> io::Result<()> {
        let fields = format!(
            "\"ts\":{},\"dur\":{},\"name\":{},\"args\":{{{args}}}",
            micros(from),
            micros(to.saturating_sub(from)),
            quoted(name)
        );
        self.event('X', at, &fields)
    }
}

fn place(h: &History, place: u32) -> String {
    h.places
        .get(place as usize)
        .map_or_else(String::new, |p| p.at.clone())
}

fn goroutines(h: &History, out: &mut Events<'_, impl Write>) -> io::Result<()> {
    // Since when each is able to run without running.
    let mut able: Vec<Option<u64>> = h.goroutines.iter().map(|g| Some(g.born)).collect();
    for slice in &h.slices {
        let g = &h.goroutines[slice.g as usize];
        let thread = (GOROUTINES, g.id);
        if let Some(from) = able[slice.g as usize].take()
            && from < slice.from
        {
            out.span(thread, (from, slice.from), "able to run", "")?;
        }
        let args = format!("\"P\":{}", slice.p);
        out.span(thread, (slice.from, slice.to), "running", &args)?;
        match slice.end {
            End::Preempted | End::Yielded => able[slice.g as usize] = Some(slice.to),
            End::Ended | End::Exit => {}
            End::Waits(reason) => {
                let ready = slice.ready.unwrap_or(h.duration);
                let woken = match h.goroutines.get(slice.by as usize) {
                    Some(by) => format!(",\"woken by\":\"G{}\"", by.id),
                    None => String::new(),
                };
                let at = quoted(&place(h, slice.place));
                let args = format!("\"at\":{at}{}{woken}", channel(h, slice.channel));
                out.span(thread, (slice.to, ready), reason.text(), &args)?;
                able[slice.g as usize] = slice.ready;
            }
        }
    }
    Ok(())
}

fn channel(h: &History, channel: u32) -> String {
    match h.channels.get(channel as usize) {
        Some(c) => {
            let made = quoted(&place(h, c.made));
            format!(",\"channel\":\"#{channel}\",\"made\":{made}")
        }
        None => String::new(),
    }
}

fn processors(h: &History, out: &mut Events<'_, impl Write>) -> io::Result<()> {
    for slice in &h.slices {
        let g = &h.goroutines[slice.g as usize];
        let name = goroutine(h, g.id, g.function);
        let why = match slice.end {
            End::Preempted => "preempted",
            End::Yielded => "yielded",
            End::Ended => "ended",
            End::Exit => "the program ended",
            End::Waits(reason) => reason.text(),
        };
        let args = format!(
            "\"then\":\"{why}\",\"at\":{}",
            quoted(&place(h, slice.place))
        );
        let thread = (PROCESSORS, slice.p);
        out.span(thread, (slice.from, slice.to), &name, &args)?;
    }
    for c in &h.collections {
        let args = format!("\"before\":{},\"live\":{}", c.before, c.live);
        let name = format!("GC {}", c.number);
        out.span((PROCESSORS, COLLECTOR), (c.from, c.to), &name, &args)?;
    }
    for s in &h.stoppings {
        out.span(
            (PROCESSORS, COLLECTOR),
            (s.asked, s.started),
            "world stopped",
            "",
        )?;
    }
    Ok(())
}

fn messages(h: &History, out: &mut Events<'_, impl Write>) -> io::Result<()> {
    let thread = |g: u32| h.goroutines.get(g as usize).map(|g| (GOROUTINES, g.id));
    for (number, message) in h.messages.iter().enumerate() {
        let (Some(from), Some(to), Some(received)) =
            (thread(message.from), thread(message.to), message.received)
        else {
            continue;
        };
        let value = match &message.value {
            Value::Int(i) => i.to_string(),
            Value::Text(text) => text.clone(),
        };
        let made = h
            .channels
            .get(message.channel as usize)
            .map_or(NONE, |c| c.made);
        let fields = |time: u64| {
            format!(
                "\"cat\":\"channel\",\"id\":{number},\"ts\":{},\"name\":{},\"args\":{{\"value\":{},\"channel\":\"#{}\",\"made\":{}}}",
                micros(time),
                quoted(&value),
                quoted(&value),
                message.channel,
                quoted(&place(h, made)),
            )
        };
        out.event('s', from, &fields(message.sent))?;
        out.event('f', to, &format!("\"bp\":\"e\",{}", fields(received)))?;
    }
    Ok(())
}
