//! How many processors a program gets when nothing says otherwise: what the thread affinity and the control group's CPU limit leave,
//! as Go 1.25 and later do it.

use std::fs;

/// `$GOMAXPROCS` if it is a positive number, else `default_procs`.
pub fn procs_from_env() -> usize {
    std::env::var("GOMAXPROCS")
        .ok()
        .and_then(|v| v.parse::<usize>().ok())
        .filter(|&n| n > 0)
        .unwrap_or_else(default_procs)
        .min(super::MAX_PROCS)
}

/// Logical CPUs that this process may run on.
pub fn cpus() -> usize {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: an all-zero cpu_set_t is the empty set.
        let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
        // SAFETY: the set is valid for writes of its size.
        let rc = unsafe { libc::sched_getaffinity(0, size_of::<libc::cpu_set_t>(), &mut set) };
        if rc == 0 {
            // SAFETY: reads the set filled above.
            let n = unsafe { libc::CPU_COUNT(&set) };
            if n > 0 {
                return n as usize;
            }
        }
    }
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

/// The CPUs, or the control group's limit if that is smaller: rounded up, and at least 2 then.
pub fn default_procs() -> usize {
    let cpus = cpus();
    match cgroup_limit() {
        Some(limit) => cpus.min((limit.ceil() as usize).max(2)),
        None => cpus,
    }
}

/// The smallest CPU limit (in CPUs) of this process's control group and its parents.
fn cgroup_limit() -> Option<f64> {
    // Miri's programs have no control group.
    if cfg!(miri) {
        return None;
    }
    let own = fs::read_to_string("/proc/self/cgroup").ok()?;
    let mut limit: Option<f64> = None;
    let mut take = |l: Option<f64>| {
        if let Some(l) = l {
            limit = Some(limit.map_or(l, |old: f64| old.min(l)));
        }
    };
    for line in own.lines() {
        let mut parts = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(path)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if controllers.is_empty() {
            each_parent(path, |dir| {
                take(limit_v2(&format!("/sys/fs/cgroup{dir}/cpu.max")))
            });
        } else if controllers.split(',').any(|c| c == "cpu") {
            each_parent(path, |dir| {
                take(limit_v1(&format!("/sys/fs/cgroup/cpu{dir}")))
            });
        }
    }
    limit
}

fn each_parent(path: &str, mut visit: impl FnMut(&str)) {
    let mut dir = path.trim_end_matches('/');
    loop {
        visit(dir);
        match dir.rfind('/') {
            Some(at) => dir = &dir[..at],
            None => return,
        }
    }
}

fn limit_v2(file: &str) -> Option<f64> {
    let text = fs::read_to_string(file).ok()?;
    let (quota, period) = text.trim().split_once(' ')?;
    ratio(quota.parse().ok()?, period.parse().ok()?)
}

fn limit_v1(dir: &str) -> Option<f64> {
    let read = |name: &str| {
        fs::read_to_string(format!("{dir}/{name}"))
            .ok()?
            .trim()
            .parse::<f64>()
            .ok()
    };
    ratio(read("cpu.cfs_quota_us")?, read("cpu.cfs_period_us")?)
}

fn ratio(quota: f64, period: f64) -> Option<f64> {
    (quota > 0.0 && period > 0.0).then(|| quota / period)
}
