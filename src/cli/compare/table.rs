//! The result of a comparison: as a table with a bar chart, or as JSON for scripts.

use std::fmt::Write;

use super::Group;
use crate::observe::quoted;

const BAR: usize = 40;

/// Speed-up against the first group.
fn speed_up(groups: &[Group], group: &Group) -> f64 {
    groups[0].best().numbers.wall as f64 / group.best().numbers.wall.max(1) as f64
}
/// The share of the processors added that became speed.
fn efficiency(groups: &[Group], group: &Group) -> f64 {
    speed_up(groups, group) * groups[0].procs as f64 / group.procs as f64
}

/// As people write times: three digits that count.
pub fn time(ns: u64) -> String {
    let (unit, name) = match ns {
        0..1_000_000 => (1e3, "µs"),
        1_000_000..1_000_000_000 => (1e6, "ms"),
        _ => (1e9, "s"),
    };
    let value = ns as f64 / unit;
    let digits = match value {
        v if v < 9.995 => 2,
        v if v < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.digits$} {name}")
}

fn percent(part: f64) -> String {
    format!("{:.0}%", part * 100.0)
}

pub fn text(files: &[String], cores: usize, groups: &[Group], notes: &[String]) -> String {
    let runs = groups[0].runs.len();
    let mut out = format!(
        "{}: {}, {cores} core{}\n\n",
        files.join(" "),
        match runs {
            1 => "one run each".into(),
            n => format!("the fastest of {n} runs each"),
        },
        if cores == 1 { "" } else { "s" },
    );
    const HEAD: [&str; 9] = [
        "GOMAXPROCS",
        "wall",
        "CPU",
        "speed-up",
        "efficiency",
        "goroutines",
        "switches",
        "steals",
        "idle",
    ];
    let mut rows: Vec<Vec<String>> = vec![HEAD.map(String::from).into()];
    for group in groups {
        let n = &group.best().numbers;
        let idle: u64 = n.procs.iter().map(|p| p.idle).sum();
        let all = n.wall.max(1) as f64 * n.procs.len().max(1) as f64;
        rows.push(vec![
            group.procs.to_string(),
            time(n.wall),
            time(n.cpu),
            format!("{:.2}x", speed_up(groups, group)),
            percent(efficiency(groups, group)),
            n.goroutines.to_string(),
            n.switches().to_string(),
            n.steals().to_string(),
            percent((idle as f64 / all).min(1.0)),
        ]);
    }
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEAD.len()).map(|c| width(c).unwrap_or(0)).collect();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:>width$}  ");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    chart(&mut out, groups);
    idle(&mut out, groups);
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in notes {
        let _ = writeln!(out, "- {note}");
    }
    out
}

fn chart(out: &mut String, groups: &[Group]) {
    let longest = groups.iter().map(|g| g.best().numbers.wall).max();
    let longest = longest.unwrap_or(1).max(1);
    out.push_str("\nwall time\n");
    for group in groups {
        let wall = group.best().numbers.wall;
        let eighths = (wall as f64 / longest as f64 * (BAR * 8) as f64).round() as usize;
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
        let bar = "█".repeat(eighths / 8) + part;
        let _ = writeln!(out, "{:>4} {bar} {}", group.procs, time(wall));
    }
}

fn idle(out: &mut String, groups: &[Group]) {
    out.push_str("\nidle time of each P\n");
    for group in groups {
        let n = &group.best().numbers;
        let share = |idle: u64| percent((idle as f64 / n.wall.max(1) as f64).min(1.0));
        let each: Vec<String> = n.procs.iter().map(|p| share(p.idle)).collect();
        let _ = writeln!(out, "{:>4} {}", group.procs, each.join(" "));
    }
}

pub fn json(files: &[String], cores: usize, groups: &[Group], notes: &[String]) -> String {
    let list = |items: Vec<String>| format!("[{}]", items.join(","));
    let results = groups.iter().map(|group| {
        let n = &group.best().numbers;
        let each = |f: &dyn Fn(&super::Outcome) -> String| list(group.runs.iter().map(f).collect());
        format!(
            "{{\"gomaxprocs\":{},\"wall_ns\":{},\"cpu_ns\":{},\"speedup\":{:.4},\"efficiency\":{:.4},\"goroutines\":{},\"switches\":{},\"steals\":{},\"collections\":{},\"idle_ns\":{},\"wall_ns_of_runs\":{},\"exit_codes\":{}}}",
            group.procs,
            n.wall,
            n.cpu,
            speed_up(groups, group),
            efficiency(groups, group),
            n.goroutines,
            n.switches(),
            n.steals(),
            n.collections,
            list(n.procs.iter().map(|p| p.idle.to_string()).collect()),
            each(&|run| run.numbers.wall.to_string()),
            each(&|run| run.code.to_string()),
        )
    });
    format!(
        "{{\"files\":{},\"cores\":{cores},\"output_differs\":{},\"results\":{},\"notes\":{}}}\n",
        list(files.iter().map(|f| quoted(f)).collect()),
        super::why::difference(groups).is_some(),
        list(results.collect()),
        list(notes.iter().map(|n| quoted(n)).collect()),
    )
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_have_three_digits() {
        assert_eq!(time(1_234), "1.23 µs");
        assert_eq!(time(45_678_000), "45.7 ms");
        assert_eq!(time(999_999_999), "1000 ms");
        assert_eq!(time(2_500_000_000), "2.50 s");
    }
}
