//! Paths from variables to values: fields (promoted ones too), elements, what pointers point to.

use crate::generator::{Gen, Var};
use crate::ty::{Field, Ty};

pub struct Path {
    pub text: String,
    pub ty: Ty,
    /// Its address can be taken.
    pub addressable: bool,
    /// Passes through a pointer, slice or map: assigning to it may be seen by others.
    pub shared: bool,
    pub root: Var,
}

impl Gen {
    /// Some way to read a value of the type from what is in scope.
    pub fn read_path(&mut self, ty: &Ty) -> Option<String> {
        if self.rng.chance(60)
            && let Some(v) = self.pick_var(|_, v| v.ty == *ty)
        {
            return Some(v.name);
        }
        for _ in 0..6 {
            let found = self.walk(|_, t| t == ty, false);
            if let Some(path) = found {
                return Some(path.text);
            }
        }
        None
    }

    /// Somewhere to assign to, under the rules of the mode at hand.
    pub fn write_path(&mut self, fits: impl Fn(&Gen, &Ty) -> bool) -> Option<Path> {
        for _ in 0..10 {
            let Some(path) = self.walk(&fits, true) else {
                continue;
            };
            if !self.may_write(&path) {
                continue;
            }
            return Some(path);
        }
        None
    }

    fn may_write(&self, path: &Path) -> bool {
        let root = &path.root;
        if !path.shared && !root.assignable {
            return false;
        }
        if !self.mode.pure {
            return true;
        }
        // Only what no one else sees; and no new reference may get into what is our own.
        let inside = root.function >= self.mode.function && root.function > 0;
        inside && (!path.shared || root.own) && !self.types.shares(&path.ty)
    }

    /// A random walk from a random variable to a value that fits.
    pub fn walk(&mut self, fits: impl Fn(&Gen, &Ty) -> bool, assign: bool) -> Option<Path> {
        let root = self.pick_var(|_, _| true)?;
        let mut path = Path {
            text: root.name.clone(),
            ty: root.ty.clone(),
            addressable: root.assignable,
            shared: false,
            root: root.clone(),
        };
        for step in 0..4 {
            if fits(self, &path.ty) && (step == 3 || self.rng.chance(70)) {
                return Some(path);
            }
            self.step(&mut path, step == 0, assign)?;
        }
        fits(self, &path.ty).then_some(path)
    }

    fn step(&mut self, path: &mut Path, first: bool, assign: bool) -> Option<()> {
        match self.types.under(&path.ty) {
            Ty::Struct(fields) => {
                if assign && !path.addressable {
                    return None;
                }
                self.enter_field(path, &fields)?;
            }
            Ty::Array(n, of) => {
                if assign && !path.addressable {
                    return None;
                }
                path.text = format!("{}[{}]", path.text, self.small_index(n, 1));
                path.ty = *of;
            }
            Ty::Slice(of) => {
                if self.rng.chance(self.mode.risk * 2) {
                    path.text = format!("{}[{}]", path.text, self.rng.below(4));
                } else if assign {
                    // Guarded by whoever assigns: see `guarded`.
                    path.text = format!("{0}[len({0})-1]", path.text);
                    if !self.rng.chance(self.mode.risk * 5) {
                        return None;
                    }
                } else {
                    let of = self.text(&of);
                    path.text = format!("nth[{of}]({}, {})", path.text, self.rng.below(5));
                    path.addressable = false;
                }
                if assign {
                    path.addressable = true;
                }
                path.shared = true;
                path.ty = *of;
            }
            Ty::Map(key, of) => {
                let n = self.rng.below(4);
                let key = if self.rng.chance(60) || self.types.under(&key) == Ty::Any {
                    self.key_literal(&key, n)
                } else {
                    self.under_mode(|m| m.calls = false, |g| g.expr(&key, 1).text)
                };
                path.text = format!("{}[{key}]", path.text);
                path.addressable = false;
                path.shared = true;
                path.ty = *of;
                if assign && matches!(self.types.under(&path.ty), Ty::Struct(_) | Ty::Array(..)) {
                    // `m[k].f = v` is no assignment: stop here or nowhere.
                    path.addressable = false;
                }
            }
            Ty::Ptr(of) => {
                let sound = first && path.root.sound;
                if !sound && !self.rng.chance(self.mode.risk * 3) {
                    return None;
                }
                path.addressable = true;
                path.shared = true;
                let fields = match self.types.under(&of) {
                    Ty::Struct(fields) if self.rng.chance(70) => Some(fields),
                    _ => None,
                };
                // `p.f`, or `*p` as a whole.
                if fields.is_none() {
                    path.text = format!("(*{})", path.text);
                }
                path.ty = *of;
                if let Some(fields) = fields {
                    self.enter_field(path, &fields)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn enter_field(&mut self, path: &mut Path, fields: &[Field]) -> Option<()> {
        let real: Vec<&Field> = fields.iter().filter(|f| f.name != "_").collect();
        if real.is_empty() {
            return None;
        }
        let field = (*self.rng.pick(&real)).clone();
        // A promoted field of an embedded struct, by its own name.
        if field.embedded
            && !matches!(field.ty, Ty::Ptr(_))
            && self.rng.chance(60)
            && let Ty::Struct(inner) = self.types.under(&field.ty)
            && let Some(promoted) = inner
                .iter()
                .find(|f| f.name != "_" && self.unique_at_depth_one(fields, &f.name))
        {
            path.text = format!("{}.{}", path.text, promoted.name);
            path.ty = promoted.ty.clone();
            return Some(());
        }
        path.text = format!("{}.{}", path.text, field.name);
        path.ty = field.ty;
        Some(())
    }

    /// Whether exactly one embedded struct has the field, and the outer one does not.
    fn unique_at_depth_one(&self, fields: &[Field], name: &str) -> bool {
        let mut found = 0;
        for field in fields {
            if field.name == name {
                return false;
            }
            let of = match &field.ty {
                Ty::Ptr(of) => of,
                other => other,
            };
            if field.embedded
                && let Ty::Struct(inner) = self.types.under(of)
            {
                found += inner.iter().filter(|f| f.name == name).count();
            }
        }
        found == 1
    }
}
