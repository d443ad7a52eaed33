//! A paper that is asked for twice, or that an office of the system has given and holds.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way, both, given_elsewhere};
use crate::model::definition::{DossierItem, Eliminate, Heuristic, Operation, ReuseDocument, RoleKind, ServiceResult};
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::{Language, message};

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/known-paper",
        what: (
            "giấy tờ yêu cầu hai lần, hoặc là kết quả lâu dài mà một thủ tục khác đã cấp",
            "a paper asked for twice, or one that another procedure gave for good",
        ),
        why: (
            "Cơ quan đã cấp thì cơ quan tra cứu được; người dân không phải chứng minh điều nhà nước đã biết.",
            "What an office has given it can look up; people need not prove what the state knows.",
        ),
        heuristic: Heuristic::DocumentReduction,
        source: REIJERS,
    },
    look,
};

fn look(view: &View) -> Vec<Idea> {
    let items = view.items();
    let mut ideas = Vec::new();
    for (i, item) in items.iter().enumerate() {
        // What is only shown is not handed in.
        if item.present == Some(true) {
            continue;
        }
        let twin = items[..i].iter().find(|other| is_same(other, item) && (other.when.is_none() || other.when == item.when));
        if let Some(twin) = twin.filter(|twin| twin.present != Some(true)) {
            ideas.push(twice(view, twin, item));
        } else if let Some((issuer, j, result)) = given(view, item).filter(|(.., result)| result.validity.is_none()) {
            if !is_worked_on(view, item) {
                ideas.push(held(view, item, issuer, j, result));
            }
        }
    }
    ideas
}

/// Two entries that ask for one paper: the same form, or the same words.
fn is_same(a: &DossierItem, b: &DossierItem) -> bool {
    let same_form = a.form.len() == 1 && b.form.len() == 1 && a.form[0] == b.form[0];
    let words = |item: &DossierItem, language: &Language| {
        item.title.get(language).map(|title| title.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
    };
    let same_words =
        [Language::Vi, Language::En, Language::Und].iter().any(|l| words(a, l).is_some_and(|w| Some(w) == words(b, l)));
    same_form || same_words
}

/// The result of another procedure that the paper is: known by its form, or by its name and words.
///
/// The old paper that is given back for the new one could not be looked up instead.
pub(super) fn given<'a>(view: &View<'a>, item: &DossierItem) -> Option<(&'a Procedure, usize, &'a ServiceResult)> {
    let own = super::view::results(view.p);
    let returned = |result: &ServiceResult| own.iter().any(|r| r.id == result.id || (r.form.is_some() && r.form == result.form));
    let is_it = |result: &ServiceResult| match &result.form {
        Some(form) if !item.form.is_empty() => item.form.contains(form),
        _ => item.id == result.id,
    };
    given_elsewhere(view.library, view.p).find(|(_, _, result)| is_it(result) && !returned(result))
}

/// Whether the paper itself goes into the result: an original from which it is made, into which it is written, or which is
/// given back behind it. That cannot be looked up.
fn is_worked_on(view: &View, item: &DossierItem) -> bool {
    let makes_result = |i: usize| view.step(i).makes.iter().any(|paper| view.is_result(paper));
    let mut behind = vec![false; view.steps().len()];
    for i in (0..view.steps().len()).filter(|i| makes_result(*i)) {
        view.reached(i, &[]).into_iter().for_each(|j| behind[j] = true);
    }
    item.original.is_some_and(|n| n.0 > 0) && (0..behind.len()).any(|i| behind[i] && view.step(i).uses.contains(&item.id))
}

fn twice(view: &View, twin: &DossierItem, item: &DossierItem) -> Idea {
    let (first, id) = (&twin.id, &item.id);
    let (vi, en) = both(&item.title);
    Idea {
        message: message!(
            vi: "giấy tờ `{id}` đã được yêu cầu ở `{first}`",
            en: "the paper `{id}` is already asked for as `{first}`"
        ),
        places: vec![
            view.item_place(id, message!(vi: "yêu cầu lần nữa", en: "asked for again")),
            view.item_place(first, message!(vi: "đã yêu cầu ở đây", en: "asked for here")),
        ],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("once-{id}"),
            title: message!(vi: "Chỉ yêu cầu một lần: “{vi}”", en: "Ask once only: “{en}”"),
            rationale: message!(
                vi: "Giấy tờ này đã nằm trong thành phần hồ sơ dưới tên `{first}`.",
                en: "The paper is in the dossier already, as `{first}`."
            ),
            operations: vec![Operation::Eliminate(Eliminate {
                step: None,
                document: Some(id.clone()),
                condition: None,
                records_to: None,
            })],
        }],
    }
}

fn held(view: &View, item: &DossierItem, issuer: &Procedure, place: usize, result: &ServiceResult) -> Idea {
    let (id, code) = (&item.id, issuer.code());
    let ((vi, en), (of_vi, of_en)) = (both(&item.title), both(&issuer.definition().title));
    let service = issuer.definition().service.as_ref();
    let holder = result.by.clone().or_else(|| service?.agencies.as_ref().map(|agencies| agencies.decides.clone()));
    let uses = |i: &usize| view.step(*i).uses.contains(id) && !view.is_applicant(*i);
    let officer = |i: &usize| !matches!(view.kind(*i), Some(RoleKind::OneStop | RoleKind::Clerk));
    let users: Vec<usize> = (0..view.steps().len()).filter(uses).collect();
    let step = users.iter().find(|i| officer(i)).or_else(|| users.first()).map(|i| view.id(*i));
    let path = Path::root().key("service").key("results").index(place).key("id");
    Idea {
        message: message!(
            vi: "giấy tờ `{id}` là kết quả của {code}: cơ quan đã cấp thì tra cứu được",
            en: "the paper `{id}` is a result of {code}: what an office has given it can look up"
        ),
        places: vec![
            view.item_place(id, message!(vi: "phải nộp", en: "asked for")),
            super::Place { source: issuer.source().clone(), path, label: message!(vi: "đã cấp ở đây", en: "given here") },
        ],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("look-up-{id}"),
            title: message!(vi: "Tra cứu “{vi}” thay vì yêu cầu nộp", en: "Look up “{en}” instead of asking for it"),
            rationale: message!(
                vi: "Giấy tờ này do thủ tục {code} ({of_vi}) cấp và không hết hạn; cấp ở đâu thì tra cứu ở đó.",
                en: "The procedure {code} ({of_en}) gives this paper, and it does not expire; it can be looked up where it was given."
            ),
            operations: vec![Operation::ReuseDocument(ReuseDocument {
                document: id.clone(),
                procedure: Some(issuer.definition().procedure.clone()),
                holder,
                source: None,
                step,
            })],
        }],
    }
}
