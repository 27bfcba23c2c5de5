//! One running program: what its Ps share.

use std::sync::Arc;

use crate::bytecode::program::Program;

use super::config::Config;

pub struct Machine {
    program: Arc<Program>,
    config: Config,
}

impl Machine {
    pub fn program(&self) -> &Program {
        &self.program
    }
    pub fn config(&self) -> &Config {
        &self.config
    }
}
