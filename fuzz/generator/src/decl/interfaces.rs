//! Interfaces and the types that implement them.

use crate::generator::Gen;
use crate::ty::{Method, Named, Signature, Ty};

impl Gen {
    /// An interface, perhaps with an embedded one, and methods for some of the declared types.
    pub fn interface_declaration(&mut self) {
        let name = self.name("I");
        let mut methods = Vec::new();
        let mut lines = Vec::new();
        for _ in 0..self.rng.within(1, 2) {
            let signature = Signature {
                name: self.name("Op"),
                params: (0..self.rng.below(2)).map(|_| self.basic_type()).collect(),
                results: vec![self.basic_type()],
            };
            let results = self.types.results(&signature.results);
            let params = self.types.list(&signature.params);
            lines.push(format!("{}({params}){results}", signature.name));
            methods.push(signature);
        }
        self.declarations.push(format!(
            "type {name} interface {{\n{}\n}}",
            lines.join("\n")
        ));
        let targets =
            self.named_types(|g, t| !matches!(g.types.under(t), Ty::Interface(_) | Ty::Ptr(_)));
        let mut by = Vec::new();
        for target in targets {
            if !self.rng.chance(50) {
                continue;
            }
            let pointer = self.rng.chance(35);
            for signature in &methods {
                self.write_method(&target, signature, pointer, true);
                let Ty::Named(n, _) = &target else { continue };
                self.types.named[*n].methods.push(Method {
                    signature: signature.clone(),
                    pointer,
                    pure: true,
                });
            }
            by.push(if pointer {
                Ty::Ptr(Box::new(target))
            } else {
                target
            });
        }
        self.types.named.push(Named {
            name,
            params: Vec::new(),
            under: Ty::Interface(methods.clone()),
            methods: methods
                .into_iter()
                .map(|signature| Method {
                    signature,
                    pointer: false,
                    pure: true,
                })
                .collect(),
        });
        let me = Ty::Named(self.types.named.len() - 1, Vec::new());
        self.implementers.push((me, by));
    }
}
