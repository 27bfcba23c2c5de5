//! `-json`: turns the output of a test program into a JSON object for each thing that happens, as `go tool test2json`
//! does. The program marks the lines that are to be events (`testing`, `output.go`).

use std::io::Write;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const FRAMING: u8 = 0x16;
const ERROR_BEGIN: u8 = 0x0f;
const ERROR_END: u8 = 0x0e;
const ESCAPE: u8 = 0x1b;

/// The events of one package.
pub struct Events {
    package: String,
    start: Instant,
    /// A line that has not ended.
    line: Vec<u8>,
    /// The test whose output follows.
    test: String,
    /// Results seen whose events wait for their output, the outermost first.
    results: Vec<Event>,
    skipped: bool,
    in_error: bool,
    /// The program marks its lines: others that look like them are the tests' own.
    marks: bool,
    /// Which package did not build.
    failed_build: String,
    begun: bool,
}

/// What a program says of its tests.
const UPDATES: &[&str] = &[
    "RUN",
    "PAUSE",
    "CONT",
    "NAME",
    "PASS",
    "FAIL",
    "SKIP",
    "ATTR",
    "ARTIFACTS",
];
const REPORTS: &[&str] = &["PASS:", "FAIL:", "SKIP:", "BENCH:"];

#[derive(Clone, Default)]
struct Event {
    action: String,
    test: String,
    elapsed: Option<f64>,
    output: Option<Vec<u8>>,
    output_type: &'static str,
    key_value: Option<(String, String)>,
    path: Option<String>,
    failed_build: String,
}

impl Events {
    pub fn new(package: &str) -> Events {
        Events {
            package: package.to_string(),
            start: Instant::now(),
            line: Vec::new(),
            test: String::new(),
            results: Vec::new(),
            skipped: false,
            in_error: false,
            marks: false,
            failed_build: String::new(),
            begun: false,
        }
    }

    /// More of the output.
    pub fn write(&mut self, text: &[u8]) {
        self.begin();
        for &byte in text {
            // A mark begins a line, wherever it stands.
            let escaped = self.line.last() == Some(&ESCAPE);
            if byte == FRAMING && !escaped && !self.line.is_empty() {
                let line = std::mem::take(&mut self.line);
                self.whole_line(&line);
            }
            self.line.push(byte);
            if byte == b'\n' {
                let line = std::mem::take(&mut self.line);
                self.whole_line(&line);
            }
        }
        // A benchmark's name stands there before its result is known.
        if self.line.starts_with(b"Benchmark") && self.line.ends_with(b"\t") {
            let line = std::mem::take(&mut self.line);
            self.output(&line, "");
        }
    }

    /// Errors of the compiler, or of vet, in a package. They come before the tested package's own events.
    pub fn build_failed(&mut self, of: &str, errors: &str) {
        let mut out = String::new();
        for line in errors.lines() {
            let text = quoted(&format!("{line}\n"));
            out.push_str(&format!(
                "{{\"ImportPath\":{},\"Action\":\"build-output\",\"Output\":{text}}}\n",
                quoted(of)
            ));
        }
        out.push_str(&format!(
            "{{\"ImportPath\":{},\"Action\":\"build-fail\"}}\n",
            quoted(of)
        ));
        print!("{out}");
    }

    /// Why the tested package fails.
    pub fn blame(&mut self, of: &str) {
        self.failed_build = of.to_string();
    }

    /// The end, with the result that the exit code says.
    pub fn close(mut self, passed: bool) {
        self.begin();
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.output(&line, "");
        }
        let result = match passed {
            true if self.skipped => "skip",
            true => "pass",
            false => "fail",
        };
        let elapsed = (self.start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        let failed_build = std::mem::take(&mut self.failed_build);
        self.send(Event {
            action: result.into(),
            elapsed: Some(elapsed),
            failed_build,
            ..Event::default()
        });
    }

    fn begin(&mut self) {
        if !std::mem::replace(&mut self.begun, true) {
            self.event("start");
        }
    }

    fn whole_line(&mut self, line: &[u8]) {
        let marked = line.first() == Some(&FRAMING);
        let body = if marked { &line[1..] } else { line };
        if self.marks && !marked {
            return self.output(body, "");
        }
        let text = String::from_utf8_lossy(body).into_owned();
        let trimmed = text.strip_suffix('\n').unwrap_or(&text);
        if trimmed == "PASS" || trimmed == "FAIL" || trimmed.starts_with("FAIL\t") {
            self.flush_results(0);
            self.marks = marked;
            return self.output(body, "frame");
        }
        if trimmed.starts_with("?   \t") && trimmed.ends_with("\t[no test files]") {
            self.skipped = true;
        }
        let action = |rest: &str| rest.split(' ').next().unwrap_or_default().to_string();
        if let Some(update) = trimmed.strip_prefix("=== ")
            && UPDATES.contains(&action(update).as_str())
        {
            self.marks = marked;
            return self.update(body, update);
        }
        let indent = body.chunks(4).take_while(|c| c == b"    ").count();
        if let Some(report) = text.get(indent * 4..).and_then(|t| t.strip_prefix("--- "))
            && REPORTS.contains(&action(report).as_str())
            && self.results.len() >= indent
        {
            self.marks = marked;
            return self.report(body, indent, report);
        }
        if indent > 0 && indent <= self.results.len() {
            self.test = self.results[indent - 1].test.clone();
        }
        self.output(body, "");
    }

    /// `RUN   TestX` and the like.
    fn update(&mut self, line: &[u8], update: &str) {
        let (action, rest) = update.split_once(' ').unwrap_or((update, ""));
        let rest = rest.trim();
        let mut event = Event {
            action: action.to_lowercase(),
            ..Event::default()
        };
        let name = match event.action.as_str() {
            "attr" => {
                let (name, pair) = rest.split_once(' ').unwrap_or((rest, ""));
                let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
                event.key_value = Some((key.to_string(), value.to_string()));
                name
            }
            "artifacts" => {
                let (name, path) = rest.split_once(' ').unwrap_or((rest, ""));
                event.path = Some(path.to_string());
                name
            }
            _ => rest,
        };
        self.flush_results(0);
        self.test = name.to_string();
        match event.action.as_str() {
            "name" => {}
            "pause" => {
                self.output(line, "frame");
                self.send(event);
            }
            _ => {
                self.send(event);
                self.output(line, "frame");
            }
        }
    }

    /// `PASS: TestX (0.00s)`, indented below the tests above it.
    fn report(&mut self, line: &[u8], indent: usize, report: &str) {
        let (action, rest) = report.trim_end().split_once(": ").unwrap_or((report, ""));
        let (name, elapsed) = match rest.split_once(" (") {
            Some((name, time)) => (name, time.strip_suffix("s)").and_then(|t| t.parse().ok())),
            None => (rest, None),
        };
        if self.results.len() < indent {
            return self.output(line, "");
        }
        self.flush_results(indent);
        self.test = name.to_string();
        self.results.push(Event {
            action: action.to_lowercase(),
            test: name.to_string(),
            elapsed,
            ..Event::default()
        });
        self.output(line, "frame");
    }

    fn flush_results(&mut self, depth: usize) {
        self.test.clear();
        while self.results.len() > depth {
            if let Some(event) = self.results.pop() {
                self.send(event);
            }
        }
    }

    /// Output in pieces: what an error prints is one of its own.
    fn output(&mut self, text: &[u8], kind: &'static str) {
        let mut piece = Vec::new();
        let mut kind = match (kind, self.in_error) {
            ("", true) => "error-continue",
            _ => kind,
        };
        let mut bytes = text.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                ESCAPE => piece.extend(bytes.next()),
                ERROR_BEGIN => {
                    self.piece(&mut piece, kind);
                    self.in_error = true;
                    kind = "error";
                }
                ERROR_END => {
                    piece.extend(bytes.next_if(|&b| b == b'\n'));
                    self.piece(&mut piece, kind);
                    self.in_error = false;
                    kind = "";
                }
                byte => piece.push(byte),
            }
        }
        self.piece(&mut piece, kind);
    }

    fn piece(&mut self, text: &mut Vec<u8>, kind: &'static str) {
        let text = std::mem::take(text);
        if !text.is_empty() {
            self.send(Event {
                action: "output".into(),
                output: Some(text),
                output_type: kind,
                ..Event::default()
            });
        }
    }

    fn event(&mut self, action: &str) {
        self.send(Event {
            action: action.into(),
            ..Event::default()
        });
    }

    fn send(&mut self, event: Event) {
        let mut out = format!("{{\"Time\":\"{}\"", now());
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!(",\"{name}\":{}", quoted(value)));
            }
        };
        field("Action", &event.action);
        field("Package", &self.package);
        field(
            "Test",
            if event.test.is_empty() {
                &self.test
            } else {
                &event.test
            },
        );
        if let Some(elapsed) = event.elapsed {
            out.push_str(&format!(",\"Elapsed\":{elapsed}"));
        }
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!(",\"{name}\":{}", quoted(value)));
            }
        };
        if let Some(text) = &event.output {
            field("Output", &String::from_utf8_lossy(text));
        }
        field("OutputType", event.output_type);
        field("FailedBuild", &event.failed_build);
        if let Some((key, value)) = &event.key_value {
            field("Key", key);
            field("Value", value);
        }
        field("Path", event.path.as_deref().unwrap_or_default());
        out.push_str("}\n");
        let mut stdout = std::io::stdout().lock();
        let _ = stdout
            .write_all(out.as_bytes())
            .and_then(|()| stdout.flush());
    }
}

/// The time in UTC, as RFC 3339 with nanoseconds.
fn now() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = since.as_secs() as libc::time_t;
    // SAFETY: all bytes zero is a valid record of numbers and a null pointer.
    let mut parts: libc::tm = unsafe { std::mem::zeroed() };
    // SAFETY: reads our number, writes our record.
    unsafe { libc::gmtime_r(&seconds, &mut parts) };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z",
        parts.tm_year + 1900,
        parts.tm_mon + 1,
        parts.tm_mday,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec,
        since.subsec_nanos()
    )
}

/// A JSON string as Go's encoder writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
