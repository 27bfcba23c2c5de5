//! Parameters: a list of names and types, of which only the whole says what a name by itself is.

use super::Diagnoser;
use super::shape::{Kind, Shape};
use crate::token::Token;

/// Where a parameter's name and type begin, as far as it has them, and where the `...` of its type is.
#[derive(Clone, Copy, Default)]
struct Param {
    name: Option<u32>,
    ty: Option<u32>,
    dots: Option<u32>,
}

/// What a list is for.
#[derive(Clone, Copy)]
struct Rules {
    close: Token<'static>,
    all_named: bool,
    variadic: bool,
}

impl Diagnoser<'_> {
    /// Parameters or results, behind the bracket. How many there are.
    pub fn params(&mut self, variadic: bool) -> usize {
        let rules = Rules {
            close: Token::RParen,
            all_named: false,
            variadic,
        };
        self.param_list(None, rules).len()
    }

    /// Behind the bracket, or behind the first name and perhaps its constraint.
    pub fn type_params(&mut self, first: Option<(Shape, bool)>) {
        if let Some((_, true)) = first
            && self.got(Token::RBrack)
        {
            return;
        }
        let rules = Rules {
            close: Token::RBrack,
            all_named: true,
            variadic: false,
        };
        self.param_list(first, rules);
    }

    /// Behind `[` in an interface: whether the first of the list has a name; `None` if there is no list.
    pub fn method_type_params(&mut self) -> Option<bool> {
        let rules = Rules {
            close: Token::RBrack,
            all_named: false,
            variadic: false,
        };
        let list = self.param_list(None, rules);
        list.first().map(|param| param.name.is_some())
    }

    fn param_list(&mut self, first: Option<(Shape, bool)>, rules: Rules) -> Vec<Param> {
        let mut first = first;
        let mut list = Vec::new();
        let end = self.list("parameter list", Token::Comma, rules.close, |d| {
            let param = match first.take() {
                Some((name, true)) => Some(Param {
                    name: Some(name.start),
                    ty: Some(name.start),
                    dots: None,
                }),
                Some((name, false)) => d.param(Some(name), rules.close),
                None => d.param(None, rules.close),
            };
            list.extend(param);
            false
        });
        if list.is_empty() {
            return list;
        }
        let named = |p: &Param| p.name.is_some() && p.ty.is_some();
        let named = list.iter().filter(|p| named(p)).count();
        if named == 0 && !rules.all_named {
            for param in &mut list {
                if let Some(name) = param.name.take() {
                    param.ty = Some(name);
                }
            }
        } else if named != list.len() {
            self.distribute(&mut list, end, rules.all_named);
        }
        self.check_dots(&list, rules.variadic);
        list
    }

    /// Gives a name without a type that of the next; complains about what then still lacks one.
    fn distribute(&mut self, list: &mut [Param], end: u32, type_params: bool) {
        let named = list.iter().filter(|p| p.name.is_some() && p.ty.is_some());
        let no_type_missing = named.count() == list.iter().filter(|p| p.ty.is_some()).count();
        let count = list.len();
        let mut wrong = None;
        let mut following: Option<Param> = None;
        for param in list.iter_mut().rev() {
            match (param.ty, following) {
                (Some(ty), _) => {
                    following = Some(*param);
                    if param.name.is_none() {
                        wrong = Some(ty);
                        param.name = Some(ty);
                    }
                }
                (None, Some(next)) => (param.ty, param.dots) = (next.ty, next.dots),
                (None, None) => wrong = param.name,
            }
        }
        let Some(wrong) = wrong else { return };
        let (pos, message) = match (no_type_missing, type_params) {
            (true, true) => (end, "missing type constraint"),
            (true, false) => (end, "missing parameter type"),
            (false, true) if count == 1 => {
                (wrong, "missing type parameter name or invalid array length")
            }
            (false, true) => (wrong, "missing type parameter name"),
            (false, false) => (wrong, "missing parameter name"),
        };
        self.syntax_error_at(pos, message);
    }

    fn check_dots(&mut self, list: &[Param], variadic: bool) {
        let allowed = |i| variadic && i + 1 == list.len();
        let misplaced = list.iter().enumerate().filter(|(i, _)| !allowed(*i));
        if let Some(dots) = misplaced.filter_map(|(_, p)| p.dots).next() {
            let message = match variadic {
                true => "can only use ... with final parameter",
                false => "invalid use of ...",
            };
            self.error(dots, message);
        }
    }

    fn param(&mut self, name: Option<Shape>, close: Token<'static>) -> Option<Param> {
        let type_sets = close == Token::RBrack;
        let only_type = |x: Shape| Param {
            ty: Some(x.start),
            ..Param::default()
        };
        if name.is_none() && type_sets && self.at(Token::Tilde) {
            return Some(only_type(self.union(None)));
        }
        let mut param = Param::default();
        if self.at(super::NAME) || name.is_some() {
            let name = name.unwrap_or_else(|| self.name());
            if self.at(Token::LBrack) {
                let mut ty = self.array_or_type_args();
                match ty.kind {
                    Kind::Index => ty.start = name.start,
                    _ => param.name = Some(name.start),
                }
                if type_sets && self.at(Token::Pipe) {
                    ty = self.union(Some(ty));
                }
                param.ty = Some(ty.start);
                return Some(param);
            }
            if self.at(Token::Dot) {
                let ty = self.qualified_name(Some(name));
                return Some(only_type(self.type_set(ty, type_sets)));
            }
            if type_sets && self.at(Token::Pipe) {
                return Some(only_type(self.union(Some(name))));
            }
            param.name = Some(name.start);
        }
        let pos = self.pos;
        if self.got(Token::Ellipsis) {
            param.ty = Some(pos);
            match self.type_if_any() {
                Some(_) => param.dots = Some(pos),
                None => self.syntax_error("... is missing type"),
            }
            return Some(param);
        }
        if type_sets && self.at(Token::Tilde) {
            param.ty = Some(self.union(None).start);
            return Some(param);
        }
        let ty = self.type_if_any();
        param.ty = ty.map(|ty| self.type_set(ty, type_sets).start);
        if param.name.is_some() || param.ty.is_some() {
            return Some(param);
        }
        self.syntax_error(&format!("expected {}", super::named(close)));
        self.skip_to(&[Token::Comma, close]);
        None
    }

    fn type_set(&mut self, ty: Shape, allowed: bool) -> Shape {
        match allowed && self.at(Token::Pipe) {
            true => self.union(Some(ty)),
            false => ty,
        }
    }
}
