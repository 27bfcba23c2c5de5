//! What is wrong with a package before the compiler sees it, shown as `go build` shows it.

/// One step of a chain of imports.
#[derive(Clone, Debug)]
pub struct Step {
    pub path: String,
    /// The file whose import led here.
    pub from: Option<String>,
}

#[derive(Clone, Debug)]
pub struct LoadError {
    pub stack: Vec<Step>,
    /// `file:line:column` of the import that failed, or of the place in a file.
    pub position: Option<String>,
    pub text: String,
    pub cycle: bool,
    /// Show the chain of imports although there is a position.
    pub with_stack: bool,
}

impl LoadError {
    pub fn new(stack: &[Step], text: impl Into<String>) -> LoadError {
        LoadError {
            stack: stack.to_vec(),
            position: None,
            text: text.into(),
            cycle: false,
            with_stack: false,
        }
    }

    pub fn at(mut self, position: Option<String>) -> LoadError {
        self.position = position.or(self.position);
        self
    }

    /// Its package has been come upon once more: Go shows the shorter way to it. A cycle's way is what is wrong.
    pub fn told_from(&mut self, stack: &[Step], step: &Step) {
        let paths = |stack: &[Step]| -> Vec<String> {
            stack.iter().map(|step| step.path.clone()).collect()
        };
        if self.cycle || self.stack.is_empty() || stack.len() + 1 > self.stack.len() {
            return;
        }
        let mut other = stack.to_vec();
        other.push(step.clone());
        let (old, new) = (paths(&self.stack), paths(&other));
        if new.len() < old.len() || new < old {
            self.stack = other;
        }
    }

    pub fn show(&self) -> String {
        if let Some(position) = &self.position
            && (self.stack.is_empty() || !self.with_stack)
        {
            return format!("{position}: {}", self.text);
        }
        if self.stack.is_empty() {
            return self.text.clone();
        }
        let steps: Vec<String> = self
            .stack
            .iter()
            .map(|step| match &step.from {
                Some(file) if self.cycle => format!("{} from {file}", step.path),
                _ => step.path.clone(),
            })
            .collect();
        let position = self
            .position
            .as_ref()
            .map_or_else(String::new, |p| format!("\n\t{p}"));
        format!(
            "package {}{position}: {}",
            steps.join("\n\timports "),
            self.text
        )
    }
}
