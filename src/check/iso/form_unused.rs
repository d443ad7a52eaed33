//! Each form of the register is used by some procedure.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("biểu mẫu trong danh mục được dùng ở một quy trình", "each form of the register is used by some procedure"),
        why: (
            "Biểu mẫu không quy trình nào dùng thường là mẫu cũ còn sót, dễ bị dùng nhầm. Dùng nó ở một bước, một hồ sơ, \
             hoặc bỏ khỏi danh mục.",
            "A form that no procedure uses is mostly an old one left behind, and may be used by mistake. Use it at a step \
             or for a record, or take it out of the register.",
        ),
        wrong: "forms: one-stop-forms
items:
  - {id: old-slip, code: BM.09.99, title: {vi: Phiếu cũ, en: Old slip}}",
        right: "forms: one-stop-forms
items:
  - {id: old-slip, code: BM.09.99, title: {vi: Phiếu cũ, en: Old slip}}
---
procedure: QT-02
steps:
  - {id: open-file, uses: [old-slip]}",
        ..Info::new("iso/form-unused", Basis::new("ISO 9001:2008", "4.2.3 g"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    // A misspelt name leaves the right one unused: that is one mistake, and said.
    if library.forms.is_empty() || !library.findings().is_empty() {
        return;
    }
    let mut used: HashSet<&str> = HashSet::new();
    for p in library.procedures().iter().map(|procedure| procedure.definition()) {
        used.extend(p.steps.iter().flat_map(|step| step.uses.iter().chain(&step.makes)).map(|id| id.as_str()));
        used.extend(p.records.iter().filter_map(|record| record.form.as_ref()).map(|code| code.as_str()));
        let Some(service) = &p.service else { continue };
        let papers = service.dossier.iter().flat_map(|dossier| &dossier.items).flat_map(|item| item.form.iter());
        let results = service.results.iter().flat_map(|results| results.items()).filter_map(|result| result.form.as_ref());
        used.extend(papers.chain(results).map(|code| code.as_str()));
    }
    for register in &library.forms {
        for (i, form) in register.definition.items.iter().enumerate() {
            let (id, code) = (&form.id, &form.code);
            if !used.contains(id.as_str()) && !used.contains(code.as_str()) {
                let message = message!(
                    vi: "không quy trình nào dùng biểu mẫu `{id}` ({code})",
                    en: "no procedure uses the form `{id}` ({code})"
                );
                sink.add(&register.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
