//! `rules` and `explain`: what is asked for, why, and where that comes from.

use super::{CLEAN, Failure, Format, render};
use crate::check::{Info, Rules, codes, family};
use crate::model::value::{Language, nearest};
use std::io::Write;

pub(super) fn rules(out: &mut impl Write, format: Format, language: &Language) -> Result<u8, Failure> {
    let all = codes(&Rules::standard());
    if format == Format::Json {
        let rules: Vec<_> = all.iter().map(render::json::rule).collect();
        render::json::print(out, &rules)?;
    } else {
        render::explain::list(out, &all.iter().collect::<Vec<_>>(), language)?;
    }
    Ok(CLEAN)
}

/// Explains one code, one family, or lists the families.
pub(super) fn run(out: &mut impl Write, what: Option<&str>, format: Format, language: &Language) -> Result<u8, Failure> {
    let all = codes(&Rules::standard());
    let mut families: Vec<&str> = Vec::new();
    for info in &all {
        if !families.contains(&info.family()) {
            families.push(info.family());
        }
    }
    let of = |name: &str| all.iter().filter(|info| info.family() == name).collect::<Vec<&Info>>();
    let Some(what) = what else {
        let families: Vec<_> = families.iter().map(|name| (*name, of(name).len(), family(name).unwrap_or_default())).collect();
        match format {
            Format::Json => render::json::families(out, &families)?,
            Format::Text => render::explain::families(out, &families, language)?,
        }
        return Ok(CLEAN);
    };
    if let Some(info) = all.iter().find(|info| info.code == what) {
        match format {
            Format::Json => render::json::explained(out, info)?,
            Format::Text => render::explain::rule(out, info, language)?,
        }
        return Ok(CLEAN);
    }
    let family = what.trim_end_matches(['/', '*']);
    if families.contains(&family) {
        match format {
            Format::Json => render::json::print(out, &of(family).into_iter().map(render::json::rule).collect::<Vec<_>>())?,
            Format::Text => render::explain::list(out, &of(family), language)?,
        }
        return Ok(CLEAN);
    }
    let meant = nearest(what, all.iter().map(|info| info.code).chain(families.iter().copied()));
    Err(Failure::Other(unknown(what, meant.or_else(|| by_name(what, &all)), language)))
}

/// The code whose name is meant where its family is left out: `unreachable-step`.
fn by_name<'a>(what: &str, all: &'a [Info]) -> Option<&'a str> {
    let name = |info: &'a Info| info.code.split_once('/').map_or("", |(_, name)| name);
    let wanted = what.rsplit('/').next().unwrap_or(what);
    let meant = nearest(wanted, all.iter().map(name))?;
    all.iter().find(|info| name(info) == meant).map(|info| info.code)
}

fn unknown(what: &str, meant: Option<&str>, language: &Language) -> String {
    match (*language == Language::Vi, meant) {
        (true, Some(meant)) => format!("không có quy tắc hay nhóm nào mã `{what}`; có phải ý là `{meant}`?"),
        (true, None) => format!("không có quy tắc hay nhóm nào mã `{what}`; `quytrinh rules` liệt kê tất cả"),
        (false, Some(meant)) => format!("no rule or family is called `{what}`; did you mean `{meant}`?"),
        (false, None) => format!("no rule or family is called `{what}`; `quytrinh rules` lists them all"),
    }
}
