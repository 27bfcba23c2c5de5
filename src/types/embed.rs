//! `//go:embed` lines: which variable each belongs to, and whether it may stand there. Which files a pattern names is
//! the driver's to know.

use gorun_grammar::ast::{self, Decl, Directive, Pos, VarSpec};

use super::checker::Checker;
use super::codes::Code;
use super::info::Embed;
use super::object::ObjId;
use super::ty::{Basic, Type, TypeId};

/// What a declaration does with the `//go:embed` lines before it.
enum Holder<'a> {
    Var {
        spec: &'a VarSpec,
        local: bool,
    },
    /// No variable: the line is misplaced.
    Other,
}

/// A variable that is to hold files.
pub(super) struct Embedding {
    obj: ObjId,
    pos: Pos,
    patterns: Vec<String>,
}

/// A line as its variable sees it.
struct Line {
    /// Just past the slashes, where gc points.
    pos: Pos,
    patterns: Vec<String>,
}

/// Patterns of the file's `//go:embed` lines, each with its position. What cannot be read is left to the checker.
pub fn embed_patterns(file: &ast::File) -> Vec<(String, Pos)> {
    let mut out = Vec::new();
    for d in &file.directives {
        let listed = d.text.strip_prefix("go:embed");
        // The go command looks for patterns behind a tab, too; the compiler does not know of them.
        let listed = listed.filter(|rest| rest.starts_with([' ', '\t']));
        let Some(args) = listed else { continue };
        out.extend(
            split(args)
                .unwrap_or_default()
                .into_iter()
                .map(|(at, pattern)| {
                    let offset = 2 + (d.text.len() - args.len()) + at;
                    (pattern, Pos(d.pos.0 + offset as u32))
                }),
        );
    }
    out
}

/// What follows `go:embed`.
fn arguments(d: &Directive) -> Option<&str> {
    let rest = d.text.strip_prefix("go:embed")?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// Patterns between blanks, or quoted, with their offsets. `Err`: what is no string.
fn split(args: &str) -> Result<Vec<(usize, String)>, String> {
    let mut out = Vec::new();
    let mut rest = args.trim();
    let offset = |rest: &str| rest.as_ptr() as usize - args.as_ptr() as usize;
    while !rest.is_empty() {
        let wrong = || format!("invalid quoted string in //go:embed: {rest}");
        let length = match rest.as_bytes()[0] {
            b'`' => rest[1..].find('`').ok_or_else(wrong)? + 2,
            b'"' => {
                let mut escaped = false;
                let end = rest.char_indices().skip(1).find(|&(_, c)| {
                    let closes = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    closes
                });
                end.ok_or_else(wrong)?.0 + 1
            }
            _ => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at(length);
        let pattern = match word.starts_with(['"', '`']) {
            true => super::constant::unquote(word)
                // Bytes that are no text fit no pattern, as the character that stands for them does.
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                .ok_or_else(|| format!("invalid quoted string in //go:embed: {word}"))?,
            false => word.to_string(),
        };
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return Err(format!("invalid quoted string in //go:embed: {after}"));
        }
        out.push((offset(rest), pattern));
        rest = after.trim_start();
    }
    Ok(out)
}

impl<'a> Checker<'a> {
    /// Reports `//go:embed` lines that cannot be read, as gc does while it parses.
    pub(super) fn unreadable_embeds(&mut self) {
        let lines = self.files.iter().flat_map(|f| &f.directives);
        let wrong: Vec<(Pos, Option<String>)> = lines
            .filter_map(|d| {
                let pos = Pos(d.pos.0 + 2);
                match split(arguments(d)?) {
                    Ok(patterns) => patterns.is_empty().then_some((pos, None)),
                    Err(why) => Some((pos, Some(why))),
                }
            })
            .collect();
        for (pos, why) in wrong {
            if let Some(why) = why {
                self.errorf(pos, Code::MisplacedEmbed, why);
            }
            let usage = "usage: //go:embed pattern...";
            self.errorf(pos, Code::MisplacedEmbed, usage);
        }
    }

    /// Which variables the package's `//go:embed` lines belong to; reports those that belong to none that may have one.
    pub(super) fn embeds(&mut self) -> Vec<Embedding> {
        let mut found = Vec::new();
        if self.embedding {
            for file in self.files {
                found.extend(self.lines_of(file));
            }
        }
        // Of one variable's lines gc names the first.
        let mut told = None;
        let mut judge = |(imported, holder, line)| {
            let of = match holder {
                Holder::Var { spec, .. } => Some(spec.names[0].pos),
                Holder::Other => None,
            };
            if of.is_some() && of == told {
                return None;
            }
            let embedding = self.embed(imported, holder, line);
            if embedding.is_none() {
                told = of;
            }
            embedding
        };
        found.into_iter().filter_map(&mut judge).collect()
    }

    /// The lines of a file and what comes after each.
    fn lines_of(&mut self, file: &'a ast::File) -> Vec<(bool, Holder<'a>, Line)> {
        let imported = file.decls.iter().any(|d| match d {
            Decl::Import(specs) => specs
                .iter()
                .any(|s| s.path.text.trim_matches(['"', '`']) == "embed"),
            _ => false,
        });
        let mut out = Vec::new();
        for d in &file.directives {
            let Some(args) = arguments(d) else { continue };
            let pos = Pos(d.pos.0 + 2);
            // One that cannot be read has been reported, and belongs to nothing.
            let Some(patterns) = split(args).ok().filter(|p| !p.is_empty()) else {
                continue;
            };
            let patterns = patterns.into_iter();
            let line = Line {
                pos,
                patterns: patterns.map(|(_, pattern)| pattern).collect(),
            };
            match self.holder(file, d.pos) {
                Some(holder) => out.push((imported, holder, line)),
                None => self.misplaced(pos),
            }
        }
        out
    }

    fn misplaced(&mut self, pos: Pos) {
        let text = "misplaced go:embed directive";
        self.errorf(pos, Code::MisplacedEmbed, text);
    }

    /// The declaration that a line at `pos` belongs to. None: nothing takes it.
    fn holder(&self, file: &'a ast::File, pos: Pos) -> Option<Holder<'a>> {
        for d in &file.decls {
            match d {
                Decl::Var(specs) => {
                    if let Some(spec) = next_spec(specs, pos) {
                        // A line before `var (` belongs to nothing inside.
                        if spec.group > pos {
                            return None;
                        }
                        return Some(Holder::Var { spec, local: false });
                    }
                }
                Decl::Func(f) => {
                    if f.pos > pos {
                        return Some(Holder::Other);
                    }
                    let Some(body) = &f.body else { continue };
                    if pos < body.rbrace {
                        let local = self
                            .local_specs
                            .iter()
                            .filter(|s| s.names[0].pos > pos && s.names[0].pos < body.rbrace);
                        let spec = local.min_by_key(|s| s.names[0].pos)?;
                        return Some(Holder::Var { spec, local: true });
                    }
                }
                Decl::Type(specs) if specs.first().is_some_and(|s| s.name.pos > pos) => {
                    return Some(Holder::Other);
                }
                Decl::Const(specs) if specs.first().is_some_and(|s| s.names[0].pos > pos) => {
                    return Some(Holder::Other);
                }
                Decl::Import(specs) if specs.first().is_some_and(|s| s.pos > pos) => {
                    return Some(Holder::Other);
                }
                _ => {}
            }
        }
        None
    }

    fn embed(&mut self, imported: bool, holder: Holder<'a>, line: Line) -> Option<Embedding> {
        let Holder::Var { spec, local } = holder else {
            self.misplaced(line.pos);
            return None;
        };
        let lang = self.config.version;
        let wrong = if !imported {
            "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)"
                .into()
        } else if spec.names.len() > 1 {
            "go:embed cannot apply to multiple vars".into()
        } else if !spec.values.is_empty() {
            "go:embed cannot apply to var with initializer".into()
        } else if spec.ty.is_none() {
            "go:embed cannot apply to var without type".into()
        } else if local {
            "go:embed cannot apply to var inside func".into()
        } else if lang < (1, 16) {
            // The report adds which version there is.
            "go:embed requires go1.16 or later".into()
        } else {
            String::new()
        };
        if !wrong.is_empty() {
            self.errorf(line.pos, Code::MisplacedEmbed, wrong);
            return None;
        }
        Some(Embedding {
            obj: *self.info.defs.get(&spec.names[0].id)?,
            pos: spec.names[0].pos,
            patterns: line.patterns,
        })
    }

    /// Records the variables that hold files; reports those whose type cannot. Only for a package that is otherwise in
    /// order.
    pub(super) fn embeddings(&mut self, found: Vec<Embedding>) {
        for Embedding { obj, pos, patterns } in found {
            let ty = self.types.object(obj).ty.unwrap_or(TypeId::INVALID);
            let tree = self.is_tree(ty);
            if !tree && !self.holds_bytes(ty) {
                // gc's back end says this, which spells types as programs print them.
                let ty = self.type_str(ty).replace("interface{}", "interface {}");
                let text = format!("go:embed cannot apply to var of type {ty}");
                self.errorf(pos, Code::InvalidEmbed, text);
                continue;
            }
            let single = (!tree).then(|| self.type_str(ty));
            match self.info.embeds.iter_mut().find(|e| e.obj == obj) {
                Some(known) => known.patterns.extend(patterns),
                None => self.info.embeds.push(Embed {
                    obj,
                    patterns,
                    single,
                }),
            }
        }
    }

    /// `embed.FS`.
    fn is_tree(&self, ty: TypeId) -> bool {
        let Type::Named(named) = *self.types.get(self.types.canon(ty)) else {
            return false;
        };
        let declared = self.types.object(self.types.named(named).obj);
        declared.name == "FS" && self.types.package(declared.pkg).path == "embed"
    }

    /// A string or a slice of bytes.
    fn holds_bytes(&self, ty: TypeId) -> bool {
        match *self.types.under_ty(ty) {
            Type::Basic(Basic::String) => true,
            Type::Slice(elem) => {
                matches!(self.types.under_ty(elem), Type::Basic(Basic::Uint8))
            }
            _ => false,
        }
    }
}

/// The first line of a var declaration after `pos`, if the declaration begins or goes on there.
fn next_spec(specs: &[VarSpec], pos: Pos) -> Option<&VarSpec> {
    specs.iter().find(|s| s.names[0].pos > pos)
}
