//! What the session prints, on its way to the terminal. Standard output and standard error lead into a pipe while the REPL runs, so
//! that what goroutines print while a line is being edited appears above that line instead of in it.

use std::io;
use std::os::fd::RawFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustyline::ExternalPrinter;

pub struct Output {
    /// The terminal, as it was.
    saved: [RawFd; 2],
    read: RawFd,
    busy: Arc<AtomicBool>,
    /// The terminal's cursor stands behind something that has been printed without the end of a line.
    open: Arc<AtomicBool>,
    /// A line is being edited: then the editor looks after what is printed.
    editing: Arc<AtomicBool>,
}

/// How long a line without end may wait for the rest of it.
const PATIENCE: i32 = 20;
/// How long the prompt waits for what is still on its way.
const SETTLE: Duration = Duration::from_millis(60);

impl Output {
    pub fn redirect(mut printer: impl ExternalPrinter + Send + 'static) -> io::Result<Output> {
        let mut ends = [-1; 2];
        // SAFETY: a local array of two; then descriptors of ours.
        let saved = unsafe {
            if libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) != 0 {
                return Err(io::Error::last_os_error());
            }
            let saved = [1, 2].map(|fd| libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 3));
            if saved.contains(&-1) || [1, 2].iter().any(|&fd| libc::dup2(ends[1], fd) < 0) {
                return Err(io::Error::last_os_error());
            }
            libc::close(ends[1]);
            saved
        };
        let busy = Arc::new(AtomicBool::new(false));
        let (open, editing) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicBool::new(false)),
        );
        let output = Output {
            saved,
            read: ends[0],
            busy: busy.clone(),
            open: open.clone(),
            editing: editing.clone(),
        };
        let read = ends[0];
        let mut print = move |text: String| {
            open.store(
                !text.ends_with('\n') && !editing.load(Ordering::Acquire),
                Ordering::Release,
            );
            drop(printer.print(text));
        };
        std::thread::Builder::new()
            .name("output".into())
            .spawn(move || forward(read, &busy, &mut print))?;
        Ok(output)
    }

    /// Runs the editor. What was printed before stays above its line, whole lines or not.
    pub fn edit<T>(&self, edit: impl FnOnce() -> T) -> T {
        self.settle();
        if self.open.swap(false, Ordering::AcqRel) {
            // SAFETY: a descriptor of ours, and a byte.
            unsafe { libc::write(self.saved[0], c"\n".as_ptr().cast(), 1) };
        }
        self.editing.store(true, Ordering::Release);
        let line = edit();
        self.editing.store(false, Ordering::Release);
        line
    }

    /// Waits until what has been printed is on the terminal, but not for one that prints without end.
    fn settle(&self) {
        let until = Instant::now() + SETTLE;
        let _ = io::Write::flush(&mut io::stdout());
        while Instant::now() < until && (self.waiting() > 0 || self.busy.load(Ordering::Acquire)) {
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// Bytes in the pipe.
    fn waiting(&self) -> i32 {
        let mut count = 0;
        // SAFETY: writes an int of ours.
        unsafe { libc::ioctl(self.read, libc::FIONREAD, &mut count) };
        count
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.settle();
        for (fd, saved) in [1, 2].into_iter().zip(self.saved) {
            // SAFETY: descriptors of ours.
            unsafe {
                libc::dup2(saved, fd);
                libc::close(saved);
            }
        }
    }
}

/// Hands on what comes through the pipe: whole lines at once, the rest when nothing follows.
fn forward(read: RawFd, busy: &AtomicBool, print: &mut dyn FnMut(String)) {
    let mut held: Vec<u8> = Vec::new();
    let mut buffer = [0u8; 1 << 16];
    loop {
        let mut poll = libc::pollfd {
            fd: read,
            events: libc::POLLIN,
            revents: 0,
        };
        let patience = if held.is_empty() { -1 } else { PATIENCE };
        // SAFETY: one record of ours.
        let ready = unsafe { libc::poll(&mut poll, 1, patience) };
        busy.store(true, Ordering::Release);
        if ready == 0 {
            print(String::from_utf8_lossy(&std::mem::take(&mut held)).into_owned());
        } else {
            // SAFETY: the buffer is writable for its length.
            let n = unsafe { libc::read(read, buffer.as_mut_ptr().cast(), buffer.len()) };
            if n <= 0 {
                return;
            }
            held.extend_from_slice(&buffer[..n as usize]);
            if let Some(end) = memchr::memrchr(b'\n', &held) {
                let rest = held.split_off(end + 1);
                print(String::from_utf8_lossy(&std::mem::replace(&mut held, rest)).into_owned());
            }
        }
        busy.store(!held.is_empty(), Ordering::Release);
    }
}
