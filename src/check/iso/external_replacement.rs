//! What replaces an act is younger than it.

use crate::check::iso::registered;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("văn bản thay thế ban hành sau văn bản được thay thế", "what replaces an act is younger than it"),
        why: (
            "Văn bản không thể bị thay thế bởi chính nó hay bởi văn bản ra đời trước nó; dẫn tới như vậy thì không \
             ai tìm được văn bản hiện hành.",
            "An act is not replaced by itself or by an older one; nobody finds the current text that way.",
        ),
        mend: ("Ghi đúng văn bản thay thế ở `replaced-by:`.", "Write the act that did replace it under `replaced-by:`."),
        wrong: "references: external-documents
items:
  - {id: nd-123-2015, replaced-by: luat-ho-tich-2014}",
        right: "references: external-documents
items:
  - {id: luat-ho-tich-2014, replaced-by: nd-123-2015}",
        ..Info::new("iso/external-replacement", Basis::new("ISO 9001:2008", "4.2.3 f"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for register in &library.references {
        for (i, item) in register.definition.items.iter().enumerate() {
            let Some(by) = item.replaced_by.as_ref().filter(|by| !by.is_placeholder()) else { continue };
            let newer = registered(library, by).filter(|(.., newer)| newer.id != item.id);
            let older = newer.as_ref().and_then(|(.., newer)| newer.issued).zip(item.issued).is_some_and(|(new, old)| new < old);
            if *by == item.id || older {
                let id = &item.id;
                let message = message!(
                    vi: "`{id}` không thể được thay thế bởi `{by}`: văn bản thay thế phải ra đời sau",
                    en: "`{id}` cannot be replaced by `{by}`: what replaces it must be younger"
                );
                let at = |key: &str| Path::root().key("items").index(i).key(key);
                let finding = sink.add(&register.source, at("replaced-by"), message);
                if let Some((source, place, _)) = newer {
                    finding.relate(source, place.key("issued"), message!(vi: "`{by}` ban hành", en: "`{by}` was issued"));
                    finding.relate(&register.source, at("issued"), message!(vi: "`{id}` ban hành", en: "`{id}` was issued"));
                }
            }
        }
    }
}
