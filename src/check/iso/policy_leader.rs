//! The top management signs the policy.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("lãnh đạo cao nhất ký chính sách chất lượng", "the top management signs the policy"),
        why: (
            "Chính sách là cam kết của lãnh đạo cao nhất với người dân và với nhân viên; cấp dưới không cam kết \
             thay được.",
            "The policy commits the top management to the public and to the staff; nobody below can commit it.",
        ),
        mend: ("Ghi người ký là một vai trò `kind: leader`.", "Let a role of `kind: leader` sign it."),
        wrong: "organisation: ba-dinh
policy:
  statement: {vi: Đúng pháp luật và đúng hẹn., en: Lawful and on time.}
  commitments: [{vi: Cải tiến liên tục., en: Continual improvement.}]
  approved: iso-secretary
  date: 2018-01-15",
        right: "organisation: ba-dinh
policy:
  statement: {vi: Đúng pháp luật và đúng hẹn., en: Lawful and on time.}
  commitments: [{vi: Cải tiến liên tục., en: Continual improvement.}]
  approved: district-chair
  date: 2018-01-15",
        ..Info::new("iso/policy-leader", Basis::new("ISO 9001:2008", "5.3").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let o = &organisation.definition;
    let Some(role) = o.policy.as_ref().and_then(|policy| policy.approved.as_ref()) else { return };
    // Where there is no leader at all that is what is missing.
    let led = o.roles.iter().any(|role| role.kind == RoleKind::Leader);
    if led && library.role(role).is_some_and(|role| role.kind != RoleKind::Leader) {
        let message = message!(
            vi: "chính sách chất lượng do `{role}` ký, không phải lãnh đạo cơ quan (`kind: leader`)",
            en: "the quality policy is signed by `{role}`, who does not lead the organisation (`kind: leader`)"
        );
        show_kind(sink.add(&organisation.source, Path::root().key("policy").key("approved"), message), library, role);
    }
}
