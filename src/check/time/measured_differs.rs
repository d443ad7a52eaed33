//! What was measured does not lie far from what is declared.

use super::span::{Spent, Week, converted};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{Next, Step};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Count, DurationUnit, Percent, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "thời gian và tỷ lệ rẽ nhánh đã công bố không lệch quá mức cho phép so với số đo được",
            "times and branch shares do not lie further from what was measured than is tolerated",
        ),
        why: (
            "Hạn từng bước, số người cần và mọi con số dự kiến đều tính từ thời gian và tỷ lệ đã ghi; lệch với thực \
             tế thì tất cả đều sai.",
            "The share each step has of the limit, the staff and every expected figure rest on these times and \
             shares; where the work shows others, all of them are wrong.",
        ),
        mend: (
            "Ghi lại thời gian, tỷ lệ theo thực tế; hoặc tìm nguyên nhân vì sao thực tế khác đi. Mức lệch cho phép ghi ở \
             `step-times.tolerance`, nếu không ghi là 10%.",
            "Bring the time or share to what the work shows, or find out why the work is otherwise. What is tolerated stands \
             in `step-times.tolerance`; where nothing is said it is 10 %.",
        ),
        wrong: r"steps: [{id: search, time: 30 minutes, measured: {time: 50 minutes, cases: 1434, source: {vi: Sổ theo dõi hồ sơ 2018, en: Register of 2018}}}]",
        right: r"steps: [{id: search, time: 30 minutes, measured: {time: 32 minutes, cases: 1434, source: {vi: Sổ theo dõi hồ sơ 2018, en: Register of 2018}}}]",
        ..Info::new("time/measured-differs", Basis::new("ISO 9001:2008", "8.2.3").unverified())
    },
    look: Look::Procedure(look),
};

/// What is tolerated where nothing is said.
const TOLERANCE: Percent = Percent::from_ten_thousandths(100_000);

fn look(procedure: &Procedure, sink: &mut Sink) {
    let tolerance = procedure.definition().step_times.as_ref().and_then(|times| times.tolerance).unwrap_or(TOLERANCE);
    for (i, step) in steps(procedure).iter().enumerate() {
        time(procedure, (i, step), tolerance, sink);
        for (j, next) in step.next.iter().enumerate() {
            share(procedure, step, next, &step_path(i).key("next").index(j), tolerance, sink);
        }
    }
}

fn time(procedure: &Procedure, (i, step): (usize, &Step), tolerance: Percent, sink: &mut Sink) {
    let Some(declared) = step.time.as_ref().and_then(|time| time.value) else { return };
    let Some(measured) = step.measured.as_ref().filter(|measured| measured.cases.0 > 0) else { return };
    let week = Week::of(sink.library());
    // At once means within the working day: what takes less is not otherwise than was said.
    let at_once = declared.unit() == DurationUnit::Immediate;
    let (said, took) = (Spent::limit(declared), Spent::of(measured.time));
    let more = took.weight(week) - said.weight(week);
    let apart = if at_once { more.max(0) } else { more.abs() };
    let whole = i128::from(Percent::WHOLE.ten_thousandths());
    if apart * whole <= said.weight(week) * i128::from(tolerance.ten_thousandths()) {
        return;
    }
    let (id, (vi, en), (took_vi, took_en)) = (&step.id, said.both(week), took.both(week));
    let (converted_vi, converted_en) = converted(said, took);
    let (cases_vi, cases_en) = cases(measured.cases);
    let message = message!(
        vi: "bước `{id}` ghi {vi}, nhưng {cases_vi} đo được là {took_vi}: lệch quá {tolerance}{converted_vi}",
        en: "the step `{id}` says {en}, but {cases_en} took {took_en}: more than {tolerance} apart{converted_en}"
    );
    let finding = sink.add(procedure.source(), step_path(i).key("measured").key("time"), message);
    finding.relate(
        procedure.source(),
        step_path(i).key("time"),
        message!(vi: "thời gian đã ghi", en: "the time that is declared"),
    );
}

fn share(procedure: &Procedure, step: &Step, next: &Next, path: &Path, tolerance: Percent, sink: &mut Sink) {
    let (Some(declared), Some(measured)) = (next.share, &next.measured) else { return };
    let (said, took) = (declared.ten_thousandths(), measured.share.ten_thousandths());
    let apart = said.abs_diff(took);
    if apart <= tolerance.ten_thousandths() || is_chance(said, apart, measured.cases) {
        return;
    }
    let (id, to, share, (cases_vi, cases_en)) = (&step.id, &next.to, measured.share, cases(measured.cases));
    let message = message!(
        vi: "từ bước `{id}` tới `{to}` ghi {declared}, nhưng {cases_vi} đo được là {share}: lệch quá {tolerance}",
        en: "the way from `{id}` to `{to}` says {declared}, but of {cases_en} {share} took it: more than {tolerance} apart"
    );
    let finding = sink.add(procedure.source(), path.clone().key("measured").key("share"), message);
    let label = message!(vi: "tỷ lệ đã ghi", en: "the share that is declared");
    finding.relate(procedure.source(), path.clone().key("share"), label);
}

/// Whether so few cases may well lie so far from a share by chance: within twice the standard error, in whole numbers.
fn is_chance(share: u64, apart: u64, cases: Count) -> bool {
    let whole = Percent::WHOLE.ten_thousandths();
    let variance = u128::from(share) * u128::from(whole.saturating_sub(share));
    u128::from(apart) * u128::from(apart) * u128::from(cases.0) <= 4 * variance
}

/// The size of the sample, in words.
fn cases(cases: Count) -> (String, String) {
    (format!("{cases} hồ sơ"), if cases.0 == 1 { "1 case".to_owned() } else { format!("{cases} cases") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_cases_prove_nothing() {
        let tenth = 100_000;
        assert!(is_chance(tenth, 2 * tenth, Count(2)), "of two cases one");
        assert!(!is_chance(tenth, 2 * tenth, Count(100)));
        assert!(is_chance(0, 0, Count(100)) && !is_chance(0, 1, Count(100)), "what never happens, happened");
        assert!(is_chance(tenth, tenth, Count(0)));
    }
}
