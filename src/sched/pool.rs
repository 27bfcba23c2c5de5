//! Threads for what may block: natives that would hold up a processor run here, while their goroutine waits.
//!
//! Invariants: a thread that waits for a job counts as free until somebody claims it (by lowering `free`) or it gives up waiting (likewise). A job is sent only
//! together with a claimed or a new thread, so no job waits while a thread is free, and none waits for another job to end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::sync::spawn_thread;

type Job = Box<dyn FnOnce() + Send>;

/// How long a thread without work stays.
const LINGER: Duration = Duration::from_secs(10);

pub(super) struct Pool {
    jobs: Sender<Job>,
    shared: Arc<Shared>,
}

struct Shared {
    queue: Receiver<Job>,
    free: AtomicUsize,
    threads: AtomicUsize,
}

impl Shared {
    fn claim(&self) -> bool {
        self.free
            .fetch_update(Ordering::AcqRel, Ordering::Relaxed, |n| n.checked_sub(1))
            .is_ok()
    }
    fn serve(&self) {
        loop {
            match self.queue.recv_timeout(LINGER) {
                Ok(job) => job(),
                Err(_) => {
                    // Either nobody has claimed us, and we go; or a job is on its way.
                    if self.claim() {
                        return;
                    }
                    match self.queue.recv() {
                        Ok(job) => job(),
                        Err(_) => return,
                    }
                }
            }
            self.free.fetch_add(1, Ordering::AcqRel);
        }
    }
}

impl Pool {
    pub fn new() -> Pool {
        let (jobs, queue) = unbounded();
        Pool {
            jobs,
            shared: Arc::new(Shared {
                queue,
                free: AtomicUsize::new(0),
                threads: AtomicUsize::new(0),
            }),
        }
    }

    pub fn submit(&self, job: Job) {
        if !self.shared.claim() {
            let shared = self.shared.clone();
            let n = shared.threads.fetch_add(1, Ordering::Relaxed) + 1;
            let started = spawn_thread(format!("gorun-io{n}"), move || {
                shared.serve();
                shared.threads.fetch_sub(1, Ordering::Relaxed);
            });
            if !started {
                // No thread to be had: one that is busy will come to it.
                self.shared.threads.fetch_sub(1, Ordering::Relaxed);
                if self.shared.threads.load(Ordering::Relaxed) == 0 {
                    job();
                    return;
                }
            }
        }
        // The receiver lives in `shared`, so this cannot fail.
        let _ = self.jobs.send(job);
    }

    /// Whether no thread is free: who comes next starts one.
    pub fn is_busy(&self) -> bool {
        self.shared.free.load(Ordering::Relaxed) == 0
    }

    pub fn threads(&self) -> usize {
        self.shared.threads.load(Ordering::Relaxed)
    }
}
