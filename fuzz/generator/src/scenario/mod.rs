//! Sections about one part of the language each, which random statements alone would seldom put together: a frame of
//! fixed shape with random types, expressions and bodies in it.

mod channels;
mod constants;
mod copies;
mod cores;
mod deferred;
mod embedding;
mod errors;
mod forms;
mod generics;
mod goroutines;
mod initialisation;
mod iterators;
mod kernels;
mod layout;
mod library;
mod order;
mod texts;
mod wide;

use crate::generator::{Gen, Mode};

impl Gen {
    pub fn scenario(&mut self) {
        let scenarios: &[fn(&mut Gen)] = &[
            Gen::workers,
            Gen::pipeline,
            Gen::guarded_map,
            Gen::requests,
            Gen::channel_errors,
            Gen::select_loop,
            Gen::defer_ladder,
            Gen::panic_chain,
            Gen::embedded_methods,
            Gen::error_chain,
            Gen::generic_list,
            Gen::generic_pipeline,
            Gen::generic_tree,
            Gen::pointer_constraint,
            Gen::initialisation_order,
            Gen::iterator_flow,
            Gen::pulled,
            Gen::layout,
            Gen::sorting,
            Gen::containers,
            Gen::parsing,
            Gen::string_calls,
            Gen::formatted,
            Gen::copies,
            Gen::copies,
            Gen::shuffles,
            Gen::kernel,
            Gen::kernel,
            Gen::kernel,
            Gen::edges,
            Gen::fractions,
            Gen::elided,
            Gen::variadic,
            Gen::conversions,
            Gen::hidden_names,
            Gen::core_types,
            Gen::core_types,
        ];
        let scenario = *self.rng.pick(scenarios);
        self.mode = Mode::section();
        scenario(self);
    }

    /// A section made of these lines.
    fn section_of(&mut self, write: impl FnOnce(&mut Gen)) {
        let name = self.name("scene");
        self.mode = Mode::section();
        let body = self.capture(|g| g.scoped(write));
        self.declarations
            .push(format!("func {name}() {{\n{}\n}}", body.join("\n")));
        self.sections.push(name);
    }

    /// Several lines at once.
    fn text_lines(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            self.line(line);
        }
    }

    fn declare_text(&mut self, text: &str) {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        self.declarations.push(lines.join("\n"));
    }
}
