//! The numbers that a run tells (`driver::Watch` writes them): lines `name value ...`. Times are nanoseconds.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    pub wall: u64,
    pub cpu: u64,
    pub goroutines: u64,
    pub collections: u64,
    pub procs: Vec<Proc>,
    pub waits: Option<Waits>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proc {
    pub switches: u64,
    pub steals: u64,
    pub idle: u64,
}

/// Of a recorded run; see `observe::waits`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waits {
    pub duration: u64,
    pub at_most_one: u64,
    pub none: u64,
    pub able: f64,
    pub stopped: u64,
    /// Number, share, function.
    pub busiest: (u64, f64, String),
    pub waits: Vec<Wait>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wait {
    pub covered: u64,
    pub at: String,
    pub reason: String,
}

impl Numbers {
    /// `None`: there are none, because the program did not come to its end.
    pub fn parse(text: &str) -> Option<Numbers> {
        let mut numbers = Numbers::default();
        let mut waits = Waits::default();
        for line in text.lines() {
            let (name, rest) = line.split_once(' ')?;
            let number = || rest.parse::<u64>().ok();
            match name {
                "wall" => numbers.wall = number()?,
                "cpu" => numbers.cpu = number()?,
                "goroutines" => numbers.goroutines = number()?,
                "collections" => numbers.collections = number()?,
                "p" => {
                    let mut words = rest.split(' ').map(|w| w.parse().ok());
                    numbers.procs.push(Proc {
                        switches: words.next()??,
                        steals: words.next()??,
                        idle: words.next()??,
                    });
                }
                "duration" => waits.duration = number()?,
                "at-most-one" => waits.at_most_one = number()?,
                "none" => waits.none = number()?,
                "stopped" => waits.stopped = number()?,
                "able" => waits.able = rest.parse().ok()?,
                "busiest" => {
                    let mut words = rest.splitn(3, ' ');
                    waits.busiest = (
                        words.next()?.parse().ok()?,
                        words.next()?.parse().ok()?,
                        words.next().unwrap_or_default().to_string(),
                    );
                }
                "wait" => {
                    let mut words = rest.splitn(3, ' ');
                    let covered = words.next()?.parse().ok()?;
                    let (at, reason) = words.nth(1)?.rsplit_once('|')?;
                    waits.waits.push(Wait {
                        covered,
                        at: at.to_string(),
                        reason: reason.to_string(),
                    });
                }
                _ => {}
            }
        }
        if waits.duration > 0 {
            numbers.waits = Some(waits);
        }
        (!numbers.procs.is_empty()).then_some(numbers)
    }
    pub fn switches(&self) -> u64 {
        self.procs.iter().map(|p| p.switches).sum()
    }
    pub fn steals(&self) -> u64 {
        self.procs.iter().map(|p| p.steals).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let text = "wall 12\ncpu 9\ngoroutines 3\np 4 0 7\np 1 1 5\nduration 10\nwait 8 20 a b.go:3|chan send\n";
        let n = Numbers::parse(text).expect("numbers");
        assert_eq!((n.wall, n.switches(), n.steals()), (12, 5, 1));
        let wait = &n.waits.expect("waits").waits[0];
        assert_eq!(
            (wait.covered, &*wait.at, &*wait.reason),
            (8, "a b.go:3", "chan send")
        );
        assert_eq!(Numbers::parse(""), None);
    }
}
