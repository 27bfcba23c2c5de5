//! What a comparison has to say beyond its numbers: too few cores, no parallel part and why, output that differs.

use super::numbers::{Numbers, Wait};
use super::table::time;
use super::{Group, Outcome};

/// What each further processor must add, as a part of the first, for a gain to count.
const GAIN: f64 = 0.3;
/// Runs shorter than this say little: starting threads takes as long.
const SHORT_NS: u64 = 3_000_000;

pub fn notes(groups: &[Group], cores: usize) -> Vec<String> {
    let mut notes = Vec::new();
    let beyond: Vec<String> = groups
        .iter()
        .filter(|g| g.procs > cores)
        .map(|g| g.procs.to_string())
        .collect();
    if !beyond.is_empty() {
        let s = if cores == 1 { "" } else { "s" };
        notes.push(format!(
            "this machine has {cores} core{s}: GOMAXPROCS={} cannot be faster than {cores}",
            beyond.join(" or ")
        ));
    }
    if groups.iter().any(|g| was_disturbed(g, cores)) {
        notes.push(
            "the machine was busy with other work meanwhile: the times are rough (more runs help: --runs)"
                .into(),
        );
    }
    if let Some(text) = difference(groups) {
        notes.push(text);
    }
    let codes = |g: &Group| g.runs.iter().map(|r| r.code).collect::<Vec<_>>();
    let mut all: Vec<i32> = groups.iter().flat_map(codes).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() > 1 {
        let all: Vec<String> = all.iter().map(i32::to_string).collect();
        notes.push(format!(
            "the exit code differs between runs: {}",
            all.join(", ")
        ));
    } else if all.first().is_some_and(|&code| code != 0) {
        notes.push(format!("every run ended with exit code {}", all[0]));
    }
    notes
}

/// Whether even the fastest run held processors for much longer than it computed.
fn was_disturbed(group: &Group, cores: usize) -> bool {
    let n = &group.best().numbers;
    let held: u64 = n.procs.iter().map(|p| n.wall.saturating_sub(p.idle)).sum();
    group.procs <= cores && n.wall > SHORT_NS && (n.cpu as f64) < 0.75 * held as f64
}

/// Where the output of two runs differs.
pub fn difference(groups: &[Group]) -> Option<String> {
    let runs = || {
        groups.iter().flat_map(|g| {
            let numbered = g.runs.iter().zip(1..);
            numbered.map(move |(run, i)| (run, format!("GOMAXPROCS={}, run {i}", g.procs)))
        })
    };
    let (first, name) = runs().next()?;
    let (other, other_name) = runs().find(|(run, _)| run.stdout != first.stdout)?;
    let differing = runs().filter(|(run, _)| run.stdout != first.stdout).count();
    let how = match sorted_lines(first) == sorted_lines(other) {
        true => {
            "the same lines in another order: the order in which goroutines get to print is not fixed"
        }
        false => "other lines: the result depends on who comes first, or on chance",
    };
    let line = first_differing_line(&first.stdout, &other.stdout);
    let show = |run: &Outcome| match run.stdout.split(|&b| b == b'\n').nth(line) {
        Some(text) => shortened(&String::from_utf8_lossy(text)),
        None => "(no such line)".into(),
    };
    let runs = runs().count();
    Some(format!(
        "the output differs between runs ({differing} of {runs} unlike the first), {how}\n    line {} with {name}: {}\n    line {} with {other_name}: {}",
        line + 1,
        show(first),
        line + 1,
        show(other),
    ))
}

fn sorted_lines(run: &Outcome) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = run.stdout.split(|&b| b == b'\n').collect();
    lines.sort_unstable();
    lines
}

fn first_differing_line(a: &[u8], b: &[u8]) -> usize {
    let (a, b) = (a.split(|&b| b == b'\n'), b.split(|&b| b == b'\n'));
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(70) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_string(),
    }
}

/// Whether no number of processors that the machine has makes the program faster.
pub fn gains_little(groups: &[Group], cores: usize) -> bool {
    let wall = |g: &Group| g.best().numbers.wall as f64;
    let one = &groups[0];
    let more: Vec<&Group> = groups
        .iter()
        .filter(|g| g.procs > one.procs && g.procs <= cores.max(2))
        .collect();
    !more.is_empty()
        && more.iter().all(|g| {
            let enough = 1.0 + GAIN * (g.procs - one.procs) as f64 / one.procs as f64;
            wall(one) / wall(g).max(1.0) < enough
        })
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
fn percent(part: u64, whole: u64) -> String {
    format!("{:.0}%", 100.0 * share(part, whole).min(1.0))
}

/// Why a program does not get faster, from a recorded run.
pub fn explain(numbers: &Numbers) -> Vec<String> {
    let Some(w) = &numbers.waits else {
        return Vec::new();
    };
    if w.duration < SHORT_NS {
        return vec![format!(
            "no gain from more processors: the whole run takes {}, too short to tell",
            time(w.duration)
        )];
    }
    let of_all = |part: u64| percent(part, w.duration);
    let mut notes = Vec::new();
    // Most time nobody can run: it waits for something outside.
    if share(w.none, w.duration) > 0.5 {
        let sleeper = longest(&w.waits, |_| true);
        notes.push(format!(
            "no gain from more processors: for {} of the time no goroutine could run at all{}",
            of_all(w.none),
            sleeper.map_or(String::new(), |wait| format!(
                "; the longest wait is {} at {}",
                wait.reason, wait.at
            ))
        ));
        return notes;
    }
    if share(w.at_most_one, w.duration) < 0.6 {
        let stopped = share(w.stopped, w.duration);
        notes.push(match stopped > 0.2 {
            true => format!(
                "little gain from more processors although {:.1} goroutines could run on average: the world stood still for {} of the time (garbage collections)",
                w.able,
                of_all(w.stopped)
            ),
            false => format!(
                "little gain from more processors although {:.1} goroutines could run on average: memory, a busy machine, or work in pieces too small to share out",
                w.able
            ),
        });
        if let Some(lock) =
            longest(&w.waits, is_lock).filter(|l| share(l.covered, w.duration) > 0.3)
        {
            notes.push(locked(lock, w.duration));
        }
        return notes;
    }
    notes.push(format!(
        "no parallel part: for {} of the time at most one goroutine could run ({:.2} on average)",
        of_all(w.at_most_one),
        w.able
    ));
    let (id, busiest, function) = &w.busiest;
    let lock = longest(&w.waits, is_lock).filter(|l| share(l.covered, w.duration) > 0.4);
    let channel = longest(&w.waits, is_channel).filter(|c| share(c.covered, w.duration) > 0.3);
    if let Some(lock) = lock {
        notes.push(locked(lock, w.duration));
    } else if *busiest > 0.9 {
        notes.push(format!(
            "one goroutine does the work: {id} ({function}) computed {:.0}% of all that was computed",
            100.0 * busiest
        ));
    } else if let Some(channel) = channel {
        notes.push(format!(
            "a channel sets the pace: for {} of the time somebody waited in {} at {}; goroutines that hand each value on and wait take turns",
            of_all(channel.covered),
            channel.reason,
            channel.at
        ));
    }
    notes
}

fn locked(lock: &Wait, duration: u64) -> String {
    format!(
        "a lock: it was held and waited for during {} of the time, in {} at {}",
        percent(lock.covered, duration),
        lock.reason,
        lock.at
    )
}

fn longest(waits: &[Wait], which: impl Fn(&Wait) -> bool) -> Option<&Wait> {
    waits.iter().find(|w| which(w))
}
fn is_lock(wait: &Wait) -> bool {
    wait.reason.ends_with("Lock")
}
fn is_channel(wait: &Wait) -> bool {
    wait.reason.starts_with("chan ") || wait.reason == "select"
}
