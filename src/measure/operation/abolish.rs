//! `abolish`: the whole procedure is no longer there.

use crate::model::definition::{Abolish, DocumentStatus, ProcedureDefinition};
use crate::model::value::{Declared, Message, message};

pub(super) fn abolish(p: &mut ProcedureDefinition, x: &Abolish) -> Result<(), Message> {
    if x.replaced_by.as_ref() == Some(&p.procedure) {
        return Err(message!(
            vi: "thủ tục không thể được thay thế bằng chính nó",
            en: "a procedure cannot be replaced by itself"
        ));
    }
    p.status = Some(DocumentStatus::Obsolete);
    p.steps.clear();
    p.interruptions.clear();
    p.records.clear();
    if let Some(service) = &mut p.service {
        service.channels = None;
        service.dossier = None;
        service.time_limit = None;
        service.fees = Some(Declared::None);
        service.conditions = Some(Declared::None);
        service.results = Some(Declared::None);
    }
    if let Some(other) = x.replaced_by.as_ref().filter(|code| !p.related.contains(code)) {
        p.related.push(other.clone());
    }
    Ok(())
}
