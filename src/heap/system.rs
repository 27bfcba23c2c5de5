//! How much memory this process may hope for: so that a program that leaks ends with Go's "out of memory" rather than
//! with the kernel killing whatever it likes.

/// Less than what the machine and the control group have left, with something kept for stacks and tables;
/// `usize::MAX` where the system does not say.
pub fn memory_to_use() -> usize {
    let left = [machine_left(), group_left()].into_iter().flatten().min();
    match left {
        Some(bytes) => (bytes - bytes / 8).max(64 << 20),
        None => usize::MAX,
    }
}

#[cfg(all(target_os = "linux", not(miri)))]
fn machine_left() -> Option<usize> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|l| l.starts_with("MemAvailable:"))?;
    let kib: usize = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    kib.checked_mul(1024)
}

/// The control group (version 2) that this process lies in, as a container shows it.
#[cfg(all(target_os = "linux", not(miri)))]
fn group_left() -> Option<usize> {
    let number = |file: &str| -> Option<usize> {
        let path = format!("/sys/fs/cgroup/{file}");
        std::fs::read_to_string(path).ok()?.trim().parse().ok()
    };
    // "max" is not a number: no limit.
    let max = number("memory.max")?;
    Some(max.saturating_sub(number("memory.current").unwrap_or(0)))
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn machine_left() -> Option<usize> {
    None
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn group_left() -> Option<usize> {
    None
}
