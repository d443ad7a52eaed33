//! How dossiers fit a procedure: a part of what an event log says.

use super::dossiers::{Report, Table, Words};
use crate::cli::Failure;
use crate::log::Held;
use crate::measure::alignment::{Move, SkippedStep, Variant};
use crate::measure::{Conformance, Share};
use crate::model::definition::Step;
use crate::model::finding::Segment;
use crate::model::library::Library;
use crate::model::value::{Citation, Language, Percent};
use serde_json::{Value, json};
use std::io::Write;

/// So many extra activities and variants are shown to people.
const SHOWN: usize = 10;

/// The share that is declared for a way, if one is.
fn declared(way: &crate::measure::alignment::TakenWay) -> Option<Percent> {
    let [.., Segment::Key(_), Segment::Index(next)] = way.path.segments() else { return None };
    way.from.next.get(*next)?.share
}

/// What deviates, the most frequent first.
fn deviating<'a>(conformance: &'a Conformance<'a>) -> impl Iterator<Item = &'a Variant<'a>> {
    conformance.variants.iter().filter(|variant| variant.alignment.conforms() != Some(true))
}

/// An article of an act, as it is called.
fn cited(citation: &Citation, library: &Library, words: &Words) -> String {
    let act = library.reference(citation).map_or_else(
        || citation.reference.to_string(),
        |act| act.number.as_ref().unwrap_or(&act.title).to(&words.language).to_owned(),
    );
    match &citation.article {
        Some(article) => format!("{} {article}, {act}", words.pick("Điều", "Art.")),
        None => act,
    }
}

pub(super) fn tables(report: &Report, words: &Words) -> Vec<Table> {
    report.held.iter().flat_map(|held| of_procedure(held, report, words)).collect()
}

fn of_procedure(held: &Held, report: &Report, words: &Words) -> Vec<Table> {
    let all = &held.conformance;
    let head = |cells: &[(&str, &str)]| cells.iter().map(|(vi, en)| words.pick(vi, en)).collect::<Vec<_>>();
    let code = held.procedure.code();
    let named = |vi: &str, en: &str| format!("{code}: {}", words.pick(vi, en));
    let figures = |share: Share| {
        let share = crate::model::time::Share { part: share.part, whole: share.of };
        [words.of(share), words.share(share)]
    };
    let share = |vi: &str, en: &str, share: Share| [vec![words.pick(vi, en)], figures(share).to_vec()].concat();
    let mut rows = Vec::new();
    let parts = [
        ("Đã kết thúc, đúng như quy trình", "Ended, as modelled", all.conforming),
        ("Chưa kết thúc, đến nay đúng như quy trình", "Open, as modelled until now", all.conforming_open),
    ];
    rows.extend(parts.into_iter().filter(|(.., part)| part.of > 0).map(|(vi, en, part)| share(vi, en, part)));
    let number = |vi: &str, en: &str, number: u64| vec![words.pick(vi, en), words.number(number), String::new()];
    rows.push(number("Số sai lệch ít nhất", "Deviations at the least", all.least));
    if all.undecided > 0 {
        rows.push(number("Hồ sơ chưa tính được chính xác", "Dossiers not decided", all.undecided));
    }
    if !held.unrecorded.is_empty() {
        let count = held.unrecorded.len() as u64;
        rows.push(number("Bước không có trong nhật ký, không xét", "Steps that leave no record, passed over", count));
    }
    let title = held.procedure.definition().title.to(&words.language);
    let mut tables = vec![Table {
        title: format!("{} {code} – {title}", words.pick("Đối chiếu với quy trình", "Held against")),
        head: head(&[("", ""), ("hồ sơ", "dossiers"), ("tỷ lệ", "share")]),
        rows,
    }];
    let step = |step: &Step| format!("{} – {}", step.id, step.title.to(&words.language));
    let counts = |dossiers: u64, times: u64| vec![words.number(dossiers), words.number(times)];
    let columns = |vi: &str, en: &str| head(&[(vi, en), ("hồ sơ", "dossiers"), ("số lần", "times")]);
    let mut add = |vi: &str, en: &str, head: Vec<String>, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            tables.push(Table { title: named(vi, en), head, rows });
        }
    };
    let skipped = |skipped: &SkippedStep, name: String| [vec![name], counts(skipped.dossiers, skipped.times)].concat();
    let required = all.skipped_though_required().map(|one| {
        let acts = one.step.required_by.iter().map(|citation| cited(citation, report.library, words));
        skipped(one, format!("{} ({})", step(one.step), acts.collect::<Vec<_>>().join("; ")))
    });
    add("bước luật bắt buộc nhưng bị bỏ qua", "steps that the law demands, skipped", columns("bước", "step"), required.collect());
    let others = all.skipped.iter().filter(|one| one.step.required_by.is_empty()).map(|one| skipped(one, step(one.step)));
    add("các bước khác bị bỏ qua", "other steps skipped", columns("bước", "step"), others.collect());
    let extra = all.extra.iter().take(SHOWN).map(|one| {
        let after = one.after.map(|after| format!(" ({} {})", words.pick("sau", "after"), after.id)).unwrap_or_default();
        [vec![format!("{}{after}", one.activity)], counts(one.dossiers, one.times)].concat()
    });
    add("việc ngoài quy trình", "extra activities", columns("công việc", "activity"), extra.collect());
    let ways = all.ways.iter().map(|way| {
        let [times, taken] = figures(way.taken);
        let declared = declared(way).map_or_else(|| "–".to_owned(), |share| share.to(&words.language));
        vec![format!("{} → {}", way.from.id, way.to.id), times, taken, declared]
    });
    let columns = head(&[("rẽ nhánh", "way"), ("số lần", "times"), ("thực tế", "taken"), ("đã ghi", "declared")]);
    add("các nhánh đã đi", "ways taken", columns, ways.collect());
    let variants = deviating(all).take(SHOWN).map(|variant| {
        let state =
            if variant.is_open { words.pick("chưa kết thúc", "open") } else { words.pick("đã kết thúc", "ended") };
        vec![moves(variant).join(" "), state, words.number(variant.dossiers), words.number(variant.alignment.most)]
    });
    let columns = head(&[
        ("diễn biến: −bỏ qua, +ngoài quy trình", "course: −skipped, +extra"),
        ("", ""),
        ("hồ sơ", "dossiers"),
        ("sai lệch", "deviations"),
    ]);
    add("các biến thể sai lệch hay gặp nhất", "the most frequent deviating variants", columns, variants.collect());
    tables
}

/// A step that was done by its id, one that was skipped with a minus, an activity that is extra with a plus.
fn moves(variant: &Variant) -> Vec<String> {
    let one = |part: &Move| match part {
        Move::Synchronous { step, .. } => step.id.to_string(),
        Move::Skipped(step) => format!("−{}", step.id),
        Move::Extra { event } => format!("+{}", variant.trace.get(*event).map_or("", |activity| activity)),
    };
    variant.alignment.moves.iter().map(one).collect()
}

/// A line for each figure, behind those of groups.
pub(super) fn csv(out: &mut impl Write, report: &Report) -> Result<(), Failure> {
    let mut line = |cells: [String; 8]| {
        let cells: Vec<String> = cells.iter().map(|cell| super::csv::quoted(cell)).collect();
        writeln!(out, "{}", cells.join(","))
    };
    if report.held.is_empty() {
        return Ok(());
    }
    line(["", "", "", "", "", "", "", ""].map(str::to_owned))?;
    line(["procedure", "figure", "of", "required_by", "dossiers", "times", "whole", "declared"].map(str::to_owned))?;
    for held in report.held {
        let all = &held.conformance;
        let code = || held.procedure.code().to_owned();
        let text = str::to_owned;
        for (what, share) in [("ended", all.conforming), ("open", all.conforming_open)] {
            let (part, of) = (share.part.to_string(), share.of.to_string());
            line([code(), text("conforming"), text(what), text(""), part, text(""), of, text("")])?;
        }
        for one in &all.skipped {
            let acts: Vec<String> = one.step.required_by.iter().map(ToString::to_string).collect();
            let (dossiers, times) = (one.dossiers.to_string(), one.times.to_string());
            line([code(), text("skipped"), one.step.id.to_string(), acts.join(" "), dossiers, times, text(""), text("")])?;
        }
        for one in &all.extra {
            let (dossiers, times) = (one.dossiers.to_string(), one.times.to_string());
            line([code(), text("extra"), one.activity.clone(), text(""), dossiers, times, text(""), text("")])?;
        }
        for way in &all.ways {
            let (part, of) = (way.taken.part.to_string(), way.taken.of.to_string());
            let declared = declared(way).map(|share| share.to_string()).unwrap_or_default();
            let name = format!("{} -> {}", way.from.id, way.to.id);
            line([code(), text("way"), name, text(""), text(""), part, of, declared])?;
        }
        for variant in deviating(all) {
            let what = if variant.is_open { "deviating-open" } else { "deviating-ended" };
            let (dossiers, cost) = (variant.dossiers.to_string(), variant.alignment.most.to_string());
            line([code(), text(what), moves(variant).join(" "), text(""), dossiers, cost, text(""), text("")])?;
        }
    }
    Ok(())
}

pub(super) fn json(report: &Report) -> Value {
    let share = |share: Share| json!({"conforming": share.part, "of": share.of});
    let of = |held: &Held| {
        let all = &held.conformance;
        let skipped = all.skipped.iter().map(|one| {
            let acts = one.step.required_by.iter();
            let acts = acts.map(|citation| {
                let title = report
                    .library
                    .reference(citation)
                    .map(|act| json!({"vi": act.title.to(&Language::Vi), "en": act.title.to(&Language::En)}));
                json!({"act": citation.reference.to_string(), "article": citation.article, "title": title})
            });
            json!({
                "step": one.step.id.to_string(),
                "title": {"vi": one.step.title.to(&Language::Vi), "en": one.step.title.to(&Language::En)},
                "required_by": acts.collect::<Vec<_>>(),
                "dossiers": one.dossiers,
                "times": one.times,
            })
        });
        let extra = all.extra.iter().map(|one| {
            let after = one.after.map(|after| after.id.to_string());
            json!({"activity": one.activity, "after": after, "dossiers": one.dossiers, "times": one.times})
        });
        let ways = all.ways.iter().map(|way| {
            json!({
                "path": way.path.to_string(),
                "from": way.from.id.to_string(),
                "to": way.to.id.to_string(),
                "taken": way.taken.part,
                "of": way.taken.of,
                "declared": declared(way).map(|share| share.to_string()),
            })
        });
        let variants = deviating(all).map(|variant| {
            json!({
                "moves": moves(variant),
                "open": variant.is_open,
                "dossiers": variant.dossiers,
                "cost": variant.alignment.cost(),
                "least": variant.alignment.least,
                "most": variant.alignment.most,
            })
        });
        let times = held.times.iter().map(|time| {
            json!({
                "step": time.step.id.to_string(),
                "median_since_event_before_s": time.since_before.quantile(1, 2),
                "times": time.since_before.len(),
                "dossiers": time.dossiers,
            })
        });
        json!({
            "procedure": held.procedure.code(),
            "ended": share(all.conforming),
            "open": share(all.conforming_open),
            "undecided": all.undecided,
            "cost_least": all.least,
            "cost_most": all.most,
            "cost_empty": all.empty,
            "fitness": all.fitness(),
            "skipped": skipped.collect::<Vec<_>>(),
            "extra": extra.collect::<Vec<_>>(),
            "ways": ways.collect::<Vec<_>>(),
            "deviating": variants.collect::<Vec<_>>(),
            "step_times": times.collect::<Vec<_>>(),
            "unrecorded": held.unrecorded.iter().map(|step| step.id.to_string()).collect::<Vec<_>>(),
        })
    };
    report.held.iter().map(of).collect()
}
