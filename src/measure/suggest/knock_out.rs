//! A check that stands later than it has to.

use super::view::View;
use super::{Advice, Idea, Rule, Way};
use crate::model::definition::{Heuristic, Next, Operation, Resequence, RoleKind};
use crate::model::value::message;

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/knock-out",
        what: (
            "bước kiểm tra hay loại hồ sơ hoặc tốn ít công lại đứng sau việc tốn công hơn",
            "a check that often refuses, or costs little, behind work that costs more",
        ),
        why: (
            "Hồ sơ rồi cũng bị loại thì loại sớm, trước khi bỏ công: xếp theo xác suất loại chia cho công sức.",
            "What is refused in the end is best refused before work goes into it: by probability of refusal over effort.",
        ),
        heuristic: Heuristic::Resequencing,
        source: "van der Aalst, Re-engineering knock-out processes, Decision Support Systems 30 (2001); Reijers, Liman Mansar, \
                 Omega 33 (2005)",
    },
    look,
};

/// A step on the way of every completed case, with the part of cases it refuses for good.
struct Link {
    step: usize,
    /// None where it does not refuse.
    refuses: Option<f64>,
    minutes: f64,
}

/// What is saved on a case must be worth moving a check: so many minutes, and so much of the work it is put before.
const LEAST_MINUTES: f64 = 5.0;
const LEAST_PART: f64 = 0.03;

fn look(view: &View) -> Vec<Idea> {
    let links = chains(view);
    let mut ideas = Vec::new();
    for chain in &links {
        for (k, check) in chain.iter().enumerate().skip(1) {
            let Some(refuses) = check.refuses.filter(|_| may_move(view, check.step)) else { continue };
            // How far forward it can go, and what each place saves: cases that it refuses take no other step first, while
            // those that others refuse are then checked in vain. All for one case that comes to the step before.
            let (mut best, mut saved, mut passed) = (None, 0.0, 0.0);
            for (j, before) in chain[..k].iter().enumerate().rev() {
                if !may_pass(view, before.step, check.step) {
                    break;
                }
                let kept = 1.0 - before.refuses.unwrap_or(0.0);
                saved = refuses * before.minutes + kept * saved - (1.0 - kept) * check.minutes;
                passed = before.minutes + kept * passed;
                let is_worth_it = saved >= LEAST_MINUTES && saved >= LEAST_PART * passed;
                if is_worth_it && best.is_none_or(|(_, most)| saved > most) {
                    best = Some((j, saved));
                }
            }
            if let Some((j, _)) = best {
                ideas.push(idea(view, check, &chain[j..k]));
            }
        }
    }
    ideas
}

/// Steps directly one after the other on the way of every completed case; from each one the only other ways end the case
/// otherwise.
fn chains(view: &View) -> Vec<Vec<Link>> {
    let mut chains: Vec<Vec<Link>> = Vec::new();
    let mut follows = None;
    for (at, &step) in view.spine.iter().enumerate() {
        let next = view.spine.get(at + 1).copied();
        let link = link(view, step, next);
        match (link, chains.last_mut()) {
            (Some((link, goes_on)), Some(chain)) if follows == Some(step) && view.ways_in(step) == 1 => {
                chain.push(link);
                follows = next.filter(|_| goes_on);
            }
            (Some((link, goes_on)), _) => {
                chains.push(vec![link]);
                follows = next.filter(|_| goes_on);
            }
            (None, _) => follows = None,
        }
    }
    chains
}

/// A step as part of a chain, and whether it leads directly to the next one.
fn link(view: &View, step: usize, next: Option<usize>) -> Option<(Link, bool)> {
    let minutes = view.minutes(step).filter(|_| view.is_task(step) && !view.shares_time(step))?;
    let choices = view.choices(step);
    if choices.is_empty() {
        let goes_on =
            view.step(step).next.len() < 2 && view.step(step).timeout.is_none() && next.is_some() && view.straight(step) == next;
        return Some((Link { step, refuses: None, minutes }, goes_on));
    }
    let on = |way: &&Next| next.is_some_and(|next| view.number(&way.to) == Some(next));
    let refusals: Vec<&Next> = choices.iter().filter(|way| !on(way)).collect();
    let only_ends = |way: &&Next| view.number(&way.to).is_some_and(|to| !view.completes(to, &[]));
    let known = refusals.iter().all(|way| way.share.is_some() && way.at_most.is_none());
    #[allow(clippy::cast_precision_loss, reason = "a share")]
    let part = refusals.iter().filter_map(|way| way.share).map(|share| share.ten_thousandths() as f64 / 1_000_000.0).sum::<f64>();
    let is_check =
        choices.iter().filter(on).count() == 1 && refusals.iter().all(only_ends) && known && view.step(step).timeout.is_none();
    Some((Link { step, refuses: is_check.then_some(part), minutes }, is_check))
}

/// Decisions stand at the end, and what says nothing of what it looks at may need everything.
fn may_move(view: &View, check: usize) -> bool {
    let step = view.step(check);
    let decides = matches!(view.kind(check), Some(RoleKind::Head | RoleKind::Leader | RoleKind::Body | RoleKind::Clerk));
    !decides && !step.uses.is_empty() && !step.makes.iter().any(|paper| view.is_result(paper))
}

/// Whether the check can be made before this step: it needs nothing of it, and the dossier has been received.
fn may_pass(view: &View, before: usize, check: usize) -> bool {
    // What others do costs the office no work; who is in charge gives the work out.
    let receives = matches!(
        view.kind(before),
        Some(RoleKind::OneStop | RoleKind::Applicant | RoleKind::Agency | RoleKind::Head | RoleKind::Leader | RoleKind::Body)
    );
    // What only goes along with the dossier is not looked at.
    let needs = view.step(check).uses.iter().any(|paper| view.step(before).makes.contains(paper));
    let needed = view.step(before).uses.iter().any(|paper| view.step(check).makes.contains(paper));
    !receives && !needs && !needed && !view.step(before).uses.is_empty()
}

fn idea(view: &View, check: &Link, passed: &[Link]) -> Idea {
    let first = &passed[0];
    let (id, before) = (view.id(check.step), view.id(first.step));
    let (vi, en) = view.name(check.step);
    let (b_vi, b_en) = view.name(first.step);
    let share = check.refuses.unwrap_or(0.0) * 100.0;
    let share_vi = format!("{share:.1}").replace('.', ",").trim_end_matches('0').trim_end_matches(',').to_owned();
    let share_en = format!("{share:.1}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let minutes = format!("{:.0}", check.minutes);
    Idea {
        message: message!(
            vi: "`{id}` loại {share_vi}% hồ sơ nhưng đứng sau `{before}`, bước mà nó không cần",
            en: "`{id}` refuses {share_en} % of the cases, but stands behind `{before}`, which it does not need"
        ),
        places: vec![
            view.place(
                check.step,
                message!(vi: "loại {share_vi}% với {minutes} phút", en: "refuses {share_en} % in {minutes} minutes"),
            ),
            view.place(first.step, message!(vi: "có thể đặt trước bước này", en: "could stand before this")),
        ],
        touches: std::iter::once(id.clone()).chain(passed.iter().map(|link| view.id(link.step))).collect(),
        ways: vec![Way {
            id: format!("check-first-{id}"),
            title: message!(vi: "Đưa “{vi}” lên trước “{b_vi}”", en: "Put “{en}” before “{b_en}”"),
            rationale: message!(
                vi: "Bước kiểm tra này loại {share_vi}% hồ sơ và chỉ dùng giấy tờ đã có; làm trước thì không bỏ công vào hồ sơ sẽ bị loại.",
                en: "The check refuses {share_en} % of the cases and uses only what is there before; made first, no work goes into cases that are refused."
            ),
            operations: vec![Operation::Resequence(Resequence { step: id, before: Some(before), after: None })],
        }],
    }
}
