//! `eliminate`: a step, a paper or a condition that is no longer needed.

use super::decision::leave_to_next;
use super::flow::{place, rewired, step_mut, take_out};
use crate::model::definition::{Eliminate, ProcedureDefinition};
use crate::model::value::{Declared, Id, Message, message};

pub(super) fn eliminate(p: &mut ProcedureDefinition, x: &Eliminate) -> Result<(), Message> {
    if x.step.is_none() && x.document.is_none() && x.condition.is_none() {
        return Err(message!(
            vi: "`eliminate` phải nêu `step`, `document` hoặc `condition`",
            en: "`eliminate` needs a `step`, a `document` or a `condition`"
        ));
    }
    if let Some(id) = &x.step {
        eliminate_step(p, id, x.records_to.as_ref())?;
    }
    if let Some(id) = &x.document {
        drop_item(p, id)?;
    }
    if let Some(id) = &x.condition {
        drop_condition(p, id)?;
    }
    Ok(())
}

fn eliminate_step(p: &mut ProcedureDefinition, id: &Id, records_to: Option<&Id>) -> Result<(), Message> {
    let made = p.steps[place(p, id)?].makes.clone();
    // What it made is made elsewhere from now on, or it must not be lost.
    match records_to {
        Some(other) if other == id => {
            return Err(message!(
                vi: "`records-to` nêu chính bước bị bỏ `{id}`",
                en: "`records-to` names the step that is taken away, `{id}`"
            ));
        }
        Some(other) => {
            let heir = step_mut(p, other)?;
            for paper in made {
                if !heir.makes.contains(&paper) {
                    heir.makes.push(paper);
                }
            }
        }
        None => {
            let is_lost = |paper: &&Id| is_kept(p, paper) && !p.steps.iter().any(|s| s.id != *id && s.makes.contains(paper));
            if let Some(paper) = made.iter().find(is_lost) {
                return Err(message!(
                    vi: "bước `{id}` lập `{paper}`: hãy nêu bước lập thay (`records-to`)",
                    en: "the step `{id}` makes `{paper}`: say which step makes it from now on (`records-to`)"
                ));
            }
        }
    }
    rewired(p, |p| {
        leave_to_next(p, id)?;
        take_out(p, id).map(drop)
    })
}

/// Whether a paper is a result or a record: something that somebody must make.
pub(super) fn is_kept(p: &ProcedureDefinition, paper: &Id) -> bool {
    let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
    p.records.iter().any(|r| r.id == *paper) || results.into_iter().any(|r| r.id == *paper)
}

/// Takes a paper out of the dossier and out of the hands of every step.
pub(super) fn drop_item(p: &mut ProcedureDefinition, id: &Id) -> Result<(), Message> {
    let dossier = p.service.as_mut().and_then(|s| s.dossier.as_mut());
    let Some(dossier) = dossier.filter(|d| d.items.iter().any(|i| i.id == *id)) else {
        return Err(message!(vi: "hồ sơ không có giấy tờ `{id}`", en: "the dossier has no paper `{id}`"));
    };
    dossier.items.retain(|i| i.id != *id);
    for step in &mut p.steps {
        step.uses.retain(|paper| paper != id);
    }
    Ok(())
}

fn drop_condition(p: &mut ProcedureDefinition, id: &Id) -> Result<(), Message> {
    let conditions = p.service.as_mut().and_then(|s| s.conditions.as_mut());
    let is_it = |c: &crate::model::definition::Condition| c.id.as_ref() == Some(id);
    match conditions {
        Some(declared @ Declared::Items(_)) if declared.items().iter().any(is_it) => {
            if let Declared::Items(items) = declared {
                items.retain(|c| !is_it(c));
                if items.is_empty() {
                    *declared = Declared::None;
                }
            }
            Ok(())
        }
        _ => Err(message!(vi: "không có điều kiện `{id}`", en: "there is no condition `{id}`")),
    }
}
