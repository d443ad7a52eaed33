//! What is wrong with simplifications: those that cannot be applied, claims that differ from what is computed, what they
//! break, and services that nobody has thought about.

use super::change::Difference;
use super::effect::Cause;
use super::expectation;
use super::guard::guard;
use super::metrics::Measure;
use super::portfolio::{Portfolio, is_service};
use crate::model::definition::{Baseline, Claims, Operation, Step};
use crate::model::finding::{Finding, Path, Segment, Severity};
use crate::model::library::Library;
use crate::model::value::{Delta, Language, Message, Percent, PercentChange, WorkSpan, message};
use std::collections::HashSet;

/// Simplifications that cannot be applied, claims that differ from what is computed, what [`guard`] finds, and services in
/// force without a simplification and without a reason for none.
#[must_use]
pub fn findings(library: &Library, portfolio: &Portfolio) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Simplifications of which something has been reported already.
    let known: HashSet<(&str, usize)> = library
        .findings()
        .iter()
        .filter_map(|f| match f.path.segments() {
            [Segment::Key(key), Segment::Index(i), ..] if &**key == "simplifications" => Some((&*f.source, *i)),
            _ => None,
        })
        .collect();
    for effect in &portfolio.effects {
        let Some(procedure) = library.procedure(&effect.procedure).filter(|p| p.is_intact()) else { continue };
        if procedure.definition().steps.iter().any(may_hold_back) {
            findings.extend(expectation::findings(procedure));
        }
        let at = |i: usize| Path::root().key("simplifications").index(i);
        for left_out in &effect.failed {
            let Some(simplification) = procedure.definition().simplifications.get(left_out.at) else { continue };
            let path = match &left_out.cause {
                Cause::Operation(operation) => {
                    let path = at(left_out.at).key("operations").index(*operation);
                    simplification.operations.get(*operation).map_or(path.clone(), |o| path.key(o.key()))
                }
                // What is wrong is said of the circle, or of the one that is required.
                Cause::Circle | Cause::Requires(_) => continue,
            };
            // Of a procedure that could not be read to its end, what is wrong has been said where that is.
            let unread = |o: &Operation| matches!(o, Operation::Integrate(x) if library.procedure(x.procedure.as_str()).is_some_and(|p| !p.is_intact()));
            // A name that does not exist has been reported where it stands.
            if !known.contains(&(&**procedure.source(), left_out.at)) && !simplification.operations.iter().any(unread) {
                let finding = Finding::error("measure/not-applicable", procedure.source(), path, left_out.message.clone());
                findings.push(finding.at_key());
            }
        }
        let p = procedure.definition();
        let has_reason = p.review.as_ref().is_some_and(|review| review.no_simplification.is_some());
        if is_service(p) && p.simplifications.is_empty() && !has_reason {
            let message = message!(
                vi: "thủ tục chưa có phương án đơn giản hóa, cũng chưa nêu lý do không đơn giản hóa (`review.no-simplification`)",
                en: "the service has neither a simplification nor a reason for none (`review.no-simplification`)"
            );
            findings.push(Finding::new(
                "measure/no-simplification",
                Severity::Note,
                procedure.source(),
                Path::root().key("procedure"),
                message,
            ));
        }
        for (i, simplification) in procedure.definition().simplifications.iter().enumerate() {
            let stage = effect.stages.iter().find(|s| s.id == simplification.id);
            let (Some(claims), Some(stage)) = (&simplification.claims, stage) else { continue };
            for (key, message) in broken(claims, &stage.effect) {
                findings.push(Finding::error("measure/claim", procedure.source(), at(i).key("claims").key(key), message));
            }
        }
    }
    findings.extend(guard(library));
    findings
}

/// Whether a step may have a way out that no case takes: one with a share of nothing, or with none where the others have it
/// all, or one that is left by the time-out or never. Where every way is taken at some time, every loop is left.
fn may_hold_back(step: &Step) -> bool {
    let shares = || step.next.iter().map(|next| next.share.map(Percent::ten_thousandths));
    let all = shares().flatten().fold(0, u64::saturating_add) >= Percent::WHOLE.ten_thousandths();
    step.timeout.is_some() || shares().any(|share| share.map_or(all, |share| share == 0))
}

/// The claims that do not hold: which, and why.
fn broken(claims: &Claims, effect: &Difference) -> Vec<(&'static str, Message)> {
    let mut wrong = Vec::new();
    let counts = [
        ("steps", claims.steps, Measure::Steps),
        ("agency-steps", claims.agency_steps, Measure::AgencySteps),
        ("approvals", claims.approvals, Measure::Approvals),
        ("hand-offs", claims.hand_offs, Measure::HandOffs),
        ("roles", claims.roles, Measure::Roles),
        ("units", claims.units, Measure::Units),
        ("contacts", claims.contacts, Measure::Contacts),
        ("visits", claims.visits, Measure::Visits),
        ("documents", claims.documents, Measure::Documents),
        ("originals", claims.originals, Measure::Originals),
        ("copies", claims.copies, Measure::Copies),
        ("conditions", claims.conditions, Measure::Conditions),
    ];
    for (key, claimed, measure) in counts {
        let (Some(claimed), Some(computed)) = (claimed, effect.change(measure)) else { continue };
        #[allow(clippy::cast_possible_truncation, reason = "a difference of counts")]
        let computed = Delta::from_ten_thousandths((computed * 10_000.0).round() as i64);
        if claimed != computed {
            wrong.push((key, differ(measure.label(&Language::Vi), measure.label(&Language::En), claimed, computed)));
        }
    }
    limit(claims, effect, &mut wrong);
    cost(claims, effect, &mut wrong);
    wrong
}

/// What is claimed of the compliance cost of a case.
fn cost(claims: &Claims, effect: &Difference, wrong: &mut Vec<(&'static str, Message)>) {
    let Some(claimed) = claims.cost_percent else { return };
    let (Some(before), Some(change)) = (effect.before.get(Measure::Cost), effect.change(Measure::Cost)) else {
        let message = message!(
            vi: "không tính được chi phí tuân thủ để đối chiếu: tổ chức chưa khai `compliance-cost`, quy trình chưa khai công và chi \
                 phí của người nộp (`work`, `time`, `cost`), hoặc chưa biết mức phí",
            en: "the compliance cost cannot be counted: the organisation gives no `compliance-cost`, the procedure says of nothing \
                 what it takes of the applicant (`work`, `time`, `cost`), or a fee is not known"
        );
        wrong.push(("cost-percent", message));
        return;
    };
    if before > 0.0 {
        percent("cost-percent", ("chi phí tuân thủ", "compliance cost"), claimed, change / before * 100.0, wrong);
    }
}

/// A percentage that was claimed beside the one that is counted.
fn percent(
    key: &'static str,
    what: (&str, &str),
    claimed: PercentChange,
    counted: f64,
    wrong: &mut Vec<(&'static str, Message)>,
) {
    #[allow(clippy::cast_precision_loss, reason = "a percentage")]
    let stated = claimed.ten_thousandths() as f64 / 10_000.0;
    // Half a point is left to those who rounded.
    if (stated - counted).abs() > 0.5 + 1e-9 {
        let (vi, en) = (format!("{counted:.2}").replace('.', ","), format!("{counted:.2}"));
        let (what_vi, what_en) = what;
        let c_vi = claimed.to(&Language::Vi);
        let message = message!(
            vi: "công bố {what_vi} thay đổi {c_vi}, tính được {vi}%",
            en: "{what_en}: a change of {claimed} is claimed, {en}% is counted"
        );
        wrong.push((key, message));
    }
}

fn differ(vi: &str, en: &str, claimed: Delta, computed: Delta) -> Message {
    let (c_vi, k_vi) = (claimed.to(&Language::Vi), computed.to(&Language::Vi));
    message!(
        vi: "công bố thay đổi {vi}: {c_vi}, tính được: {k_vi}",
        en: "{en}: a change of {claimed} is claimed, {computed} is counted"
    )
}

/// What is claimed of the time limit. Units that differ are refused, never subtracted.
fn limit(claims: &Claims, effect: &Difference, wrong: &mut Vec<(&'static str, Message)>) {
    let first = [
        ("working-days", claims.working_days.is_some()),
        ("days", claims.days.is_some()),
        ("limit-percent", claims.limit_percent.is_some()),
    ];
    let Some((key, _)) = first.into_iter().find(|(_, is_there)| *is_there) else { return };
    let baseline = claims.baseline.unwrap_or(Baseline::PreviousVersion);
    let Some((before, after)) = effect.limits_against(baseline) else {
        let (vi, en) = (baseline.label(&Language::Vi), baseline.label(&Language::En));
        let message = message!(
            vi: "không có thời hạn để tính mức giảm {vi}",
            en: "there is no limit to count the change from ({en})"
        );
        wrong.push((key, message));
        return;
    };
    let in_unit = |key: &'static str, claimed: Option<Delta>, working: bool, wrong: &mut Vec<_>| {
        let Some(claimed) = claimed else { return };
        let length = |span: WorkSpan| {
            let (minutes, days) = (span.working_minutes(), span.calendar_days());
            if working { (days == 0.0).then_some(minutes / 480.0) } else { (minutes == 0.0).then_some(days) }
        };
        let (Some(b), Some(a)) = (length(before), length(after)) else {
            wrong.push((key, mixed(before, after)));
            return;
        };
        #[allow(clippy::cast_possible_truncation, reason = "limits are short")]
        let computed = Delta::from_ten_thousandths(((a - b) * 10_000.0).round() as i64);
        if computed != claimed {
            let (vi, en) = if working {
                ("thời hạn (ngày làm việc)", "time limit, working days")
            } else {
                ("thời hạn (ngày)", "time limit, days")
            };
            wrong.push((key, differ(vi, en, claimed, computed)));
        }
    };
    in_unit("working-days", claims.working_days, true, wrong);
    in_unit("days", claims.days, false, wrong);
    let Some(claimed) = claims.limit_percent else { return };
    if before.is_mixed_with(after) {
        wrong.push(("limit-percent", mixed(before, after)));
        return;
    }
    let Some(saved) = before.percent_saved(after) else { return };
    percent("limit-percent", ("thời hạn", "time limit"), claimed, -saved, wrong);
}

fn mixed(before: WorkSpan, after: WorkSpan) -> Message {
    let (b, a) = (before.to(&Language::Vi), after.to(&Language::Vi));
    message!(
        vi: "không so sánh được {b} với {a}: một bên là ngày, một bên là ngày làm việc",
        en: "{before} and {after} cannot be compared: one counts days, the other working days"
    )
}
