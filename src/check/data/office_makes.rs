//! The office does not ask for a paper that it makes itself.

use super::{dossier, item_path};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("không yêu cầu giấy tờ mà chính cơ quan lập ra", "no paper is asked for that the office makes itself"),
        why: (
            "Giấy tờ trong thành phần hồ sơ mà một bước của cơ quan lại lập ra thì hoặc người dân không phải nộp, \
             hoặc hai giấy tờ khác nhau đang dùng chung một tên.",
            "A paper of the dossier that a step of the office makes need not be brought, or two papers share one \
             name.",
        ),
        mend: (
            "Bỏ khỏi thành phần hồ sơ, hoặc đặt tên khác cho giấy tờ được lập.",
            "Drop it from the dossier, or give the paper that is made a name of its own.",
        ),
        wrong: "steps: [{id: search, makes: [request-letter]}]",
        right: "steps: [{id: search, makes: [control-slip]}]",
        ..Info::new("data/office-makes", article("Art. 12"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let items: HashMap<&Id, usize> = dossier(procedure).iter().enumerate().map(|(i, item)| (&item.id, i)).collect();
    if items.is_empty() {
        return;
    }
    for (i, step) in steps(procedure).iter().enumerate() {
        if sink.library().is_applicant(&step.role) {
            continue;
        }
        for (j, id) in step.makes.iter().enumerate().filter(|(_, id)| items.contains_key(id)) {
            let message = message!(
                vi: "người yêu cầu phải nộp `{id}`, nhưng bước này của cơ quan lại lập ra nó",
                en: "applicants have to bring `{id}`, yet this step of the office makes it"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("makes").index(j), message);
            finding.relate(procedure.source(), item_path(items[id]).key("id"), message!(vi: "phải nộp", en: "asked for"));
        }
    }
}
