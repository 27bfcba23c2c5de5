//! Tags that reflect does not read, names that two fields have, and tags of fields that no package can reach.

use gorun_grammar::ast::{Expr, ExprKind, Pos};
use rustc_hash::FxHashMap;

use super::nodes;
use super::pass::Pass;
use crate::types::ty::StructField;
use crate::types::{Type, TypeId, is_exported, quote, unquote};

/// Under package, name and depth: where the field is.
type Seen = FxHashMap<(String, String, u32), Pos>;

pub fn check(pass: &mut Pass<'_>) {
    let own = pass.types.package(pass.pkg).public_path();
    if own.starts_with("encoding/") {
        return;
    }
    nodes::exprs(pass.files, &mut |x| {
        let ExprKind::StructType { fields: written } = &x.kind else {
            return;
        };
        let places = written
            .fields
            .iter()
            .flat_map(|f| match f.names.is_empty() {
                true => vec![embedded(&f.ty)],
                false => f.names.iter().map(|n| n.pos).collect(),
            });
        let t = pass.type_of(x);
        if let Type::Struct(s) = pass.types.get(t) {
            let fields = s.fields.clone();
            let mut seen = Seen::default();
            for (field, pos) in fields.iter().zip(places) {
                check_field(pass, field, pos, &mut seen);
            }
        }
    });
}

/// Where the name stands that an embedded field has from its type.
fn embedded(ty: &Expr) -> Pos {
    match &ty.kind {
        ExprKind::Star(x) | ExprKind::Paren(x) | ExprKind::Index { x, .. } => embedded(x),
        ExprKind::Selector { sel, .. } => sel.pos,
        _ => ty.pos,
    }
}

/// Where a field of another struct is declared.
fn place(pass: &mut Pass<'_>, of: TypeId, field: usize) -> Pos {
    let obj = pass.types.field_object(of, field as u32);
    pass.types.object(obj).pos
}

fn check_field(pass: &mut Pass<'_>, field: &StructField, pos: Pos, seen: &mut Seen) {
    for key in ["json", "xml"] {
        duplicate(pass, key, (field, pos), pos, seen, 1);
    }
    let tag = field.tag.as_str();
    if let Err(why) = syntax(tag) {
        let plain = |c: char| c == '\t' || c >= ' ' && !matches!(c, '`' | '\x7f' | '\u{feff}');
        let shown = match !tag.chars().all(plain) {
            true => quote(tag),
            false => format!("`{tag}`"),
        };
        let message =
            format!("struct field tag {shown} not compatible with reflect.StructTag.Get: {why}");
        pass.report(pos, message);
    }
    if field.embedded || is_exported(&field.name) {
        return;
    }
    for key in ["json", "xml"] {
        if !matches!(value(tag, key).as_deref().unwrap_or(""), "" | "-") {
            let name = &field.name;
            let message = format!("struct field {name} has {key} tag but is not exported");
            pass.report(pos, message);
            return;
        }
    }
}

/// Whether another field of the struct, or of one embedded in it, has the name already. `nearest`: the field of the struct itself that led here.
fn duplicate(
    pass: &mut Pass<'_>,
    key: &str,
    (field, pos): (&StructField, Pos),
    nearest: Pos,
    seen: &mut Seen,
    depth: u32,
) {
    let value = value(&field.tag, key).unwrap_or_default();
    if value == "-" {
        return;
    }
    if value.is_empty() || value.starts_with(',') {
        if !field.embedded {
            return;
        }
        let under = pass.types.under(field.ty);
        if let Type::Struct(s) = pass.types.get(under) {
            let fields = s.fields.clone();
            for (i, inner) in fields.iter().enumerate() {
                if is_exported(&inner.name) {
                    let at = place(pass, under, i);
                    duplicate(pass, key, (inner, at), nearest, seen, depth + 1);
                }
            }
        }
        return;
    }
    if key == "xml" && field.name == "XMLName" {
        return;
    }
    let (name, options) = value.split_once(',').unwrap_or((&value, ""));
    let key = match key == "xml" && options.split(',').any(|o| o == "attr") {
        true => "xml attribute",
        false => key,
    };
    let known = (key.to_string(), name.to_string(), depth);
    let Some(&other) = seen.get(&known) else {
        seen.insert(known, pos);
        return;
    };
    let place = pass.sources.position(other).map_or_else(String::new, |p| {
        let path = p.file.path.file_name().unwrap_or_default();
        format!("{}:{}", path.to_string_lossy(), p.line)
    });
    let (field, name) = (&field.name, quote(name));
    let message = format!("struct field {field} repeats {key} tag {name} also at {place}");
    pass.report(nearest, message);
}

/// The pairs of a tag as far as reflect reads it: key and quoted value.
fn pairs(tag: &str) -> impl Iterator<Item = Result<(&str, &str), &'static str>> {
    let mut rest = tag;
    let mut failed = false;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(' ');
        if rest.is_empty() || failed {
            return None;
        }
        let pair = pair(rest);
        match pair {
            Ok((_, quoted)) => {
                let end = quoted.as_ptr() as usize - rest.as_ptr() as usize + quoted.len();
                rest = &rest[end..];
            }
            Err(_) => failed = true,
        }
        Some(pair)
    })
}

fn pair(rest: &str) -> Result<(&str, &str), &'static str> {
    let ends = |c: char| c <= ' ' || c == ':' || c == '"' || c == '\x7f';
    let key = &rest[..rest.find(ends).unwrap_or(rest.len())];
    if key.is_empty() {
        return Err("bad syntax for struct tag key");
    }
    let behind = &rest[key.len()..];
    let Some(quoted) = behind.strip_prefix(':').filter(|q| !q.is_empty()) else {
        return Err("bad syntax for struct tag pair");
    };
    const VALUE: &str = "bad syntax for struct tag value";
    if !quoted.starts_with('"') {
        return Err(VALUE);
    }
    let mut escaped = false;
    for (i, b) in quoted.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Ok((key, &quoted[..=i])),
            _ => {}
        }
    }
    Err(VALUE)
}

fn text(quoted: &str) -> Option<String> {
    // (A newline is none in a string.)
    let bytes = unquote(quoted).filter(|_| !quoted.contains('\n'))?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What `reflect.StructTag.Get` gives.
fn value(tag: &str, key: &str) -> Option<String> {
    let found = pairs(tag).map_while(Result::ok).find(|(k, _)| *k == key)?;
    text(found.1)
}

/// What is wrong with a tag.
fn syntax(tag: &str) -> Result<(), &'static str> {
    const SPACE: &str = "suspicious space in struct tag value";
    let mut end = None;
    for pair in pairs(tag) {
        let (key, quoted) = match pair {
            Err(why) => return Err(apart(tag, end).err().unwrap_or(why)),
            Ok(pair) => pair,
        };
        apart(tag, end)?;
        end = Some(quoted.as_ptr() as usize - tag.as_ptr() as usize + quoted.len());
        let Some(value) = text(quoted) else {
            return Err("bad syntax for struct tag value");
        };
        let mut rest = value.as_str();
        match key {
            "xml" => {
                if rest.trim_matches(' ') != rest || rest.matches(' ').count() > 1 {
                    return Err(SPACE);
                }
                match rest.split_once(',') {
                    Some((name, _)) if name.ends_with(' ') => return Err(SPACE),
                    Some((_, options)) => rest = options,
                    None => continue,
                }
            }
            "json" => match rest.split_once(',') {
                Some((_, options)) => rest = options,
                None => continue,
            },
            "asn1" => {}
            _ => continue,
        }
        if rest.contains(' ') {
            return Err(SPACE);
        }
    }
    apart(tag, end)
}

/// Behind a pair a space has to follow, or nothing.
fn apart(tag: &str, end: Option<usize>) -> Result<(), &'static str> {
    match end.map(|end| &tag[end..]) {
        Some(rest) if !rest.is_empty() && !rest.starts_with(' ') => {
            Err("key:\"value\" pairs not separated by spaces")
        }
        _ => Ok(()),
    }
}
