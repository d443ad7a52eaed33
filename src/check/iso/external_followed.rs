//! Somebody follows each act that procedures rest on.

use crate::check::iso::{following, in_force};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::message;
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("văn bản được viện dẫn có đơn vị theo dõi", "somebody follows each act that procedures rest on"),
        why: (
            "Pháp luật thay đổi thì quy trình phải thay đổi theo; văn bản không ai theo dõi thì quy trình cứ dựa \
             vào bản cũ.",
            "When the law changes the procedure must change; of an act that nobody follows the change goes unnoticed.",
        ),
        mend: ("Ghi `followed-by:` là đơn vị theo dõi văn bản đó.", "Write the unit that follows it under `followed-by:`."),
        wrong: "references: external-documents
# without items.luat-ho-tich-2014.followed-by",
        right: "references: external-documents
items:
  - {id: luat-ho-tich-2014, followed-by: justice-division}",
        ..Info::new("iso/external-followed", Basis::new("ISO 9001:2008", "4.2.3 f"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if following(library).is_none() || library.references().all(|item| item.followed_by.is_some()) {
        return;
    }
    let mut cited: HashMap<&str, (&Procedure, usize)> = HashMap::new();
    for procedure in in_force(library) {
        for (i, citation) in procedure.definition().references.iter().enumerate() {
            cited.entry(citation.reference.as_str()).or_insert((procedure, i));
        }
    }
    for register in &library.references {
        for (i, item) in register.definition.items.iter().enumerate() {
            let Some((procedure, j)) = cited.get(item.id.as_str()) else { continue };
            if item.followed_by.is_none() {
                let (id, code) = (&item.id, procedure.code());
                let message = message!(
                    vi: "`{code}` dựa vào `{id}` nhưng không đơn vị nào theo dõi văn bản này (`followed-by:`)",
                    en: "`{code}` rests on `{id}`, but no unit follows it (`followed-by:`)"
                );
                let finding = sink.add(&register.source, Path::root().key("items").index(i).key("id"), message);
                let cited = Path::root().key("references").index(*j);
                finding.relate(procedure.source(), cited, message!(vi: "viện dẫn ở đây", en: "cited here"));
            }
        }
    }
}
