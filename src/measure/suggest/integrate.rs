//! A paper that people fetch from another procedure to hand it in here.

use super::known_paper::given;
use super::view::View;
use super::{Advice, Idea, Place, REIJERS, Rule, Way, both};
use crate::model::definition::{DossierItem, Heuristic, Integrate, Operation, ReuseDocument, RoleKind, ServiceResult};
use crate::model::finding::Path;
use crate::model::graph::ProcessGraph;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/integrate",
        what: (
            "kết quả có thời hạn của một thủ tục là đầu vào của thủ tục khác: liên thông",
            "the result of one procedure, valid for a time only, that another asks for: join them up",
        ),
        why: (
            "Người dân đi làm thủ tục thứ nhất chỉ để có giấy nộp cho thủ tục thứ hai; nộp một lần cho cả hai thì bớt một vòng \
             đi lại.",
            "People go through the first only to have a paper for the second; one application for both saves a whole round.",
        ),
        heuristic: Heuristic::Integration,
        source: REIJERS,
    },
    look,
};

fn look(view: &View) -> Vec<Idea> {
    let mut ideas: Vec<Idea> = Vec::new();
    for item in view.items().iter().filter(|item| item.present != Some(true)) {
        // A paper that does not expire was given long ago: it is looked up.
        let found = given(view, item).filter(|(.., result)| result.validity.is_some());
        if let Some((issuer, j, result)) = found {
            ideas.extend(idea(view, item, issuer, j, result));
        }
    }
    ideas
}

/// The last of the steps in which the dossier is taken in: before anybody works on it.
fn intake(view: &View) -> Option<usize> {
    let at_counter = |i: usize| matches!(view.kind(i), Some(RoleKind::OneStop | RoleKind::Applicant));
    let first = view.spine.iter().take_while(|i| at_counter(**i)).last().copied();
    first.filter(|i| !view.is_applicant(*i)).or_else(|| view.spine.iter().find(|i| !view.is_applicant(**i)).copied())
}

/// What of the other procedure falls away: handing in, receiving, returning.
fn counter(view: &View, other: &Procedure) -> Vec<Id> {
    let graph = ProcessGraph::new(Arc::new(other.definition().clone()));
    let theirs = View::of(view.library, other, &graph);
    let at_counter = |i: &usize| matches!(theirs.kind(*i), Some(RoleKind::OneStop | RoleKind::Applicant));
    (0..theirs.steps().len()).filter(at_counter).map(|i| theirs.id(i)).collect()
}

fn idea(view: &View, item: &DossierItem, issuer: &Procedure, place: usize, result: &ServiceResult) -> Option<Idea> {
    let (id, code) = (&item.id, issuer.code());
    let after = view.id(intake(view)?);
    let ((vi, en), (of_vi, of_en)) = (both(&item.title), both(&issuer.definition().title));
    let (valid_vi, valid_en) = result
        .validity
        .map(|v| (v.to(&crate::model::value::Language::Vi), v.to(&crate::model::value::Language::En)))
        .unwrap_or_default();
    let path = Path::root().key("service").key("results").index(place).key("id");
    let join = Operation::Integrate(Integrate {
        procedure: issuer.definition().procedure.clone(),
        after: after.clone(),
        until: None,
        without: counter(view, issuer),
    });
    let drop = Operation::ReuseDocument(ReuseDocument {
        document: id.clone(),
        procedure: Some(issuer.definition().procedure.clone()),
        holder: None,
        source: None,
        step: None,
    });
    Some(Idea {
        message: message!(
            vi: "giấy tờ `{id}` phải lấy từ {code} rồi nộp ở đây",
            en: "the paper `{id}` has to be fetched from {code} and handed in here"
        ),
        places: vec![
            view.item_place(id, message!(vi: "phải nộp", en: "asked for")),
            Place {
                source: issuer.source().clone(),
                path,
                label: message!(vi: "cấp ở đây, có thời hạn", en: "given here, for a time"),
            },
        ],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("join-up-{}", code.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-").trim_matches('-')),
            title: message!(vi: "Liên thông với “{of_vi}”: nộp một lần cho cả hai", en: "Join “{of_en}” in: one application for both"),
            rationale: message!(
                vi: "“{vi}” chỉ có giá trị {valid_vi}, nên người dân thường xin cấp để nộp ngay ở đây.",
                en: "“{en}” is valid for {valid_en} only, so that people mostly ask for it in order to hand it in here."
            ),
            operations: vec![drop, join],
        }],
    })
}
