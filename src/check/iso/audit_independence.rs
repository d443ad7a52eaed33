//! Who audits owns no part of what is audited.

use crate::check::iso::{audits, in_force, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("người đánh giá không đánh giá việc của mình", "who audits does not audit work of his own"),
        why: (
            "Đánh giá viên không đánh giá công việc của chính mình. Nếu mọi vai trò lập hồ sơ đánh giá đều chịu \
             trách nhiệm về quy trình được đánh giá thì không còn ai độc lập.",
            "Auditors do not audit their own work. If every role that draws up the audit’s records owns a procedure \
             that is audited, nobody independent is left.",
        ),
        mend: (
            "Giao việc đánh giá cho một vai trò không chịu trách nhiệm về quy trình nào khác.",
            "Give the audit to a role that owns no other procedure.",
        ),
        wrong: "procedure: QT-03
steps:
  - {id: plan-audit, role: iso-secretary}
  - {id: prepare, role: iso-secretary}
  - {id: report, role: iso-secretary}
  - {id: raise-request, role: iso-secretary}",
        right: "procedure: QT-03
steps:
  - {id: plan-audit, role: iso-secretary}",
        ..Info::new("iso/audit-independence", Basis::new("ISO 9001:2008", "8.2.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for audit in audits(library) {
        let mut auditors: Vec<&Id> = Vec::new();
        for step in steps(audit).iter().filter(|step| !step.makes.is_empty()) {
            if !auditors.contains(&&step.role) {
                auditors.push(&step.role);
            }
        }
        let owned = |role: &Id| {
            in_force(library)
                .find(|p| p.code() != audit.code() && p.definition().owner.as_ref().is_some_and(|owner| owner == role))
        };
        let owned: Option<Vec<(&Id, &Procedure)>> = auditors.into_iter().map(|role| Some((role, owned(role)?))).collect();
        if let Some(owned) = owned.filter(|owned| !owned.is_empty()) {
            let roles = list(owned.iter().map(|(role, procedure)| format!("`{role}` ({})", procedure.code())));
            let message = message!(
                vi: "mọi vai trò lập hồ sơ đánh giá đều chịu trách nhiệm về một quy trình được đánh giá: {roles}",
                en: "every role that draws up records of the audit owns a procedure that is audited: {roles}"
            );
            let finding = sink.add(audit.source(), Path::root().key("steps"), message);
            finding.part = Part::Key;
            for (role, procedure) in owned {
                let label = message!(vi: "quy trình của `{role}`", en: "owned by `{role}`");
                finding.relate(procedure.source(), Path::root().key("owner"), label);
            }
        }
    }
}
