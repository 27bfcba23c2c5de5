//! Chromium without a window, driven through its DevTools protocol over a pair of pipes: messages are JSON, each ended by a zero byte.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/// Where the protocol reads and writes.
const READS: i32 = 3;
const WRITES: i32 = 4;

pub struct Browser {
    child: Child,
    to: File,
    from: BufReader<File>,
    session: String,
    next: u32,
    profile: PathBuf,
}

/// `None`, with a line that says so, where there is no Chromium.
pub fn start(name: &str) -> Option<Browser> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut all = NAMES
        .iter()
        .flat_map(|n| places.iter().map(move |p| p.join(n)));
    let Some(program) = all.find(|p| p.is_file()) else {
        println!("no chromium here: the trace page is not tested in a browser");
        return None;
    };
    let (theirs_in, to) = pipe();
    let (from, theirs_out) = pipe();
    let profile = std::env::temp_dir().join(format!("gorun-browser-{}-{name}", std::process::id()));
    let mut command = Command::new(program);
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--window-size=1200,700",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg("--remote-debugging-pipe")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let (input, output) = (theirs_in.as_raw_fd(), theirs_out.as_raw_fd());
    // SAFETY: only dup2 and fcntl between fork and exec.
    unsafe {
        command.pre_exec(move || {
            // Out of the way of the numbers that are wanted.
            let (input, output) = (
                libc::fcntl(input, libc::F_DUPFD, 20),
                libc::fcntl(output, libc::F_DUPFD, 20),
            );
            libc::dup2(input, READS);
            libc::dup2(output, WRITES);
            Ok(())
        });
    }
    let child = command.spawn().unwrap();
    let mut browser = Browser {
        child,
        to: File::from(to),
        from: BufReader::new(File::from(from)),
        session: String::new(),
        next: 0,
        profile,
    };
    let target = browser.call("Target.createTarget", "\"url\":\"about:blank\"");
    let target = field(&target, "targetId");
    let session = browser.call(
        "Target.attachToTarget",
        &format!("\"targetId\":\"{target}\",\"flatten\":true"),
    );
    browser.session = field(&session, "sessionId");
    Some(browser)
}

/// (read end, write end), closed in children.
fn pipe() -> (OwnedFd, OwnedFd) {
    let mut ends = [-1; 2];
    // SAFETY: a local array of two; the descriptors are ours then.
    unsafe {
        assert_eq!(libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC), 0);
        (OwnedFd::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1]))
    }
}

impl Browser {
    /// Calls a method of the protocol; the answer as it comes. `params`: the fields of an object.
    pub fn call(&mut self, method: &str, params: &str) -> String {
        self.next += 1;
        let id = self.next;
        let session = match self.session.as_str() {
            "" => String::new(),
            session => format!(",\"sessionId\":\"{session}\""),
        };
        let message =
            format!("{{\"id\":{id},\"method\":\"{method}\",\"params\":{{{params}}}{session}}}\0");
        self.to.write_all(message.as_bytes()).unwrap();
        let begins = format!("{{\"id\":{id},");
        loop {
            let mut answer = Vec::new();
            self.from.read_until(0, &mut answer).unwrap();
            assert!(!answer.is_empty(), "the browser has gone");
            let text = String::from_utf8_lossy(&answer);
            if text.starts_with(&begins) {
                assert!(!text.contains("\"error\":{"), "{method}: {text}");
                return text.into_owned();
            }
        }
    }

    /// Opens a file and waits until its script has run; how long that took.
    pub fn open(&mut self, file: &Path) -> Duration {
        let started = Instant::now();
        self.call(
            "Page.navigate",
            &format!("\"url\":\"file://{}\"", file.display()),
        );
        while self.eval("String(document.readyState === 'complete' && !!window.gorunTrace)")
            != "true"
        {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "the page does not come up"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        started.elapsed()
    }

    /// The value of an expression, as text.
    pub fn eval(&mut self, expression: &str) -> String {
        let quoted: String = expression.chars().flat_map(char::escape_default).collect();
        let quoted = quoted.replace("\\'", "'");
        let answer = self.call(
            "Runtime.evaluate",
            &format!("\"expression\":\"String({quoted})\",\"returnByValue\":true"),
        );
        assert!(
            !answer.contains("\"exceptionDetails\""),
            "{expression}: {answer}"
        );
        field(&answer, "value")
    }
    pub fn number(&mut self, expression: &str) -> f64 {
        let text = self.eval(expression);
        text.parse()
            .unwrap_or_else(|_| panic!("{expression} is {text:?}"))
    }
    /// What is told of the thing chosen.
    pub fn details(&mut self) -> String {
        self.eval("document.getElementById('details').innerText")
    }

    pub fn click(&mut self, x: f64, y: f64) {
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            self.call(
                "Input.dispatchMouseEvent",
                &format!("\"type\":\"{kind}\",\"x\":{x},\"y\":{y},\"button\":\"{button}\",\"buttons\":{buttons},\"clickCount\":1"),
            );
        }
        self.settle();
    }
    pub fn click_on(&mut self, selector: &str) {
        let b = format!("document.querySelector('{selector}').getBoundingClientRect()");
        let x = self.number(&format!("{b}.left + {b}.width / 2"));
        let y = self.number(&format!("{b}.top + {b}.height / 2"));
        self.click(x, y);
    }
    /// At a point of the canvas.
    pub fn on_canvas(&mut self, x: f64, y: f64) -> (f64, f64) {
        let left = self.number("document.getElementById('canvas').getBoundingClientRect().left");
        let top = self.number("document.getElementById('canvas').getBoundingClientRect().top");
        (left + x, top + y)
    }
    pub fn wheel(&mut self, x: f64, y: f64, amount: f64) {
        self.call(
            "Input.dispatchMouseEvent",
            &format!(
                "\"type\":\"mouseWheel\",\"x\":{x},\"y\":{y},\"deltaX\":0,\"deltaY\":{amount}"
            ),
        );
        self.settle();
    }
    pub fn drag(&mut self, (x, y): (f64, f64), dx: f64) {
        for (kind, x, buttons) in [
            ("mousePressed", x, 1),
            ("mouseMoved", x + dx / 2.0, 1),
            ("mouseMoved", x + dx, 1),
            ("mouseReleased", x + dx, 0),
        ] {
            self.call(
                "Input.dispatchMouseEvent",
                &format!("\"type\":\"{kind}\",\"x\":{x},\"y\":{y},\"button\":\"left\",\"buttons\":{buttons},\"clickCount\":1"),
            );
        }
        self.settle();
    }
    pub fn key(&mut self, key: &str) {
        let text = match key.chars().count() {
            1 => format!(",\"text\":\"{key}\""),
            _ => String::new(),
        };
        self.call(
            "Input.dispatchKeyEvent",
            &format!("\"type\":\"keyDown\",\"key\":\"{key}\"{text}"),
        );
        self.call(
            "Input.dispatchKeyEvent",
            &format!("\"type\":\"keyUp\",\"key\":\"{key}\""),
        );
        self.settle();
    }
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", &format!("\"text\":\"{text}\""));
    }
    /// Until what was done is drawn.
    pub fn settle(&mut self) {
        self.call(
            "Runtime.evaluate",
            "\"expression\":\"new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))\",\"awaitPromise\":true",
        );
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// The first string of that name in a JSON text.
fn field(json: &str, name: &str) -> String {
    let mark = format!("\"{name}\":\"");
    let Some(at) = json.find(&mark) else {
        panic!("no {name} in {json}");
    };
    let mut out = String::new();
    let mut chars = json[at + mark.len()..].chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('u') => {
                    let code: String = chars.by_ref().take(4).collect();
                    out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
                Some(c) => out.push(c),
                None => break,
            },
            c => out.push(c),
        }
    }
    out
}
