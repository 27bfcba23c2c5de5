//! Groups under the real Go and under gorun, many in one program: what each prints must be the same.

use std::collections::HashMap;
use std::fs;

use super::{Group, group, program};
use crate::compare::{Gorun, How, Range};
use crate::oracle::Oracle;
use crate::run::Ran;

/// Compares the groups of a range of seeds, `per` of them in a program. The number that differ; each is left as a program in
/// `work/found`.
pub fn measure(oracle: &Oracle, gorun: &Gorun, range: &Range, per: usize, how: &How) -> usize {
    let found = gorun.work.join("found");
    fs::create_dir_all(&found).unwrap();
    let seeds: Vec<u64> = (range.from..range.from + range.count).collect();
    let (mut differ, mut lines) = (0, 0);
    for batch in seeds.chunks(per) {
        let groups: Vec<Group> = batch.iter().map(|&s| group(s)).collect();
        let text = program(&groups);
        let wanted = oracle.wanted(&[(KEPT + batch[0], text.clone())]).remove(0);
        let wanted = match wanted {
            Ok(ran) => ran,
            Err(why) => {
                differ += 1;
                let file = found.join(format!("broken_caps_{}.go", batch[0]));
                fs::write(&file, &text).unwrap();
                println!("{}: the real Go refuses it:\n{why}", file.display());
                continue;
            }
        };
        let got = gorun.run(0, &text, how);
        if got.code != wanted.code || got.stderr != wanted.stderr {
            println!(
                "seeds from {}: exit code {}, want {}\n{}",
                batch[0], got.code, wanted.code, got.stderr
            );
            let file = found.join(format!("batch_caps_{}.go", batch[0]));
            fs::write(&file, &text).unwrap();
            differ += 1;
        }
        let (got, wanted) = (by_group(&got), by_group(&wanted));
        for g in groups {
            let (none, key) = (Vec::new(), g.seed.to_string());
            let (a, b) = (
                got.get(&key).unwrap_or(&none),
                wanted.get(&key).unwrap_or(&none),
            );
            lines += b.len();
            if a == b {
                continue;
            }
            differ += 1;
            let at = (0..).find(|&i| a.get(i) != b.get(i)).unwrap_or(0);
            println!("caps {}: got {:?}, want {:?}", g.seed, a.get(at), b.get(at));
            fs::write(found.join(format!("caps_{}.go", g.seed)), program(&[g])).unwrap();
        }
    }
    println!(
        "{} functions, {lines} capacities, {differ} functions differ",
        range.count
    );
    differ
}

/// Where what the real Go printed is kept: apart from the numbers of whole programs.
const KEPT: u64 = 1 << 60;

/// The lines that each group printed, by the number with which they begin.
fn by_group(ran: &Ran) -> HashMap<String, Vec<String>> {
    let mut groups: HashMap<String, Vec<String>> = HashMap::new();
    for line in String::from_utf8_lossy(&ran.stdout).lines() {
        if let Some((group, rest)) = line.split_once(' ') {
            groups.entry(group.into()).or_default().push(rest.into());
        }
    }
    groups
}
