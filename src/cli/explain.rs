//! `rules` and `explain`: what is asked for, why, and where that comes from.

use super::{CLEAN, Failure, Format, render};
use crate::check::{Basis, Info, Rules, codes, family};
use crate::measure::{Advice, advice};
use crate::model::finding::Severity;
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

/// What suggestions are called, in Vietnamese and English.
const SUGGESTIONS: (&str, (&str, &str)) =
    ("suggest", ("những gì còn có thể đơn giản hóa: `quytrinh suggest`", "what could still be simplified: `quytrinh suggest`"));

/// A suggestion explained as a rule is. It is no finding: nothing weighs or accepts it.
fn suggested(advice: &'static Advice) -> Info {
    let mend = (
        "Chép phương án được gợi ý vào `simplifications` của quy trình, kèm căn cứ; hoặc để nguyên.",
        "Copy the simplification that is suggested into the `simplifications` of the procedure, with its basis; or leave it.",
    );
    let basis = Basis::new(advice.source, "");
    Info { severity: Severity::Note, demands: advice.what, why: advice.why, mend, ..Info::new(advice.code, basis) }
}

/// Explains one code, one family, or lists the families.
pub(super) fn run(out: &mut impl Write, what: Option<&str>, format: Format, language: &Language) -> Result<u8, Failure> {
    let mut all = codes(&Rules::standard());
    all.extend(advice().map(suggested));
    let about = |name: &str| family(name).or_else(|| (name == SUGGESTIONS.0).then_some(SUGGESTIONS.1)).unwrap_or_default();
    let mut families: Vec<&str> = Vec::new();
    for info in &all {
        if !families.contains(&info.family()) {
            families.push(info.family());
        }
    }
    let of = |name: &str| all.iter().filter(|info| info.family() == name).collect::<Vec<&Info>>();
    let Some(what) = what else {
        let families: Vec<_> = families.iter().map(|name| (*name, of(name).len(), about(name))).collect();
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
