//! What replaces an act is younger than it.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashMap;

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
    let issued: HashMap<&str, _> = library.references().map(|item| (item.id.as_str(), item.issued)).collect();
    for register in &library.references {
        for (i, item) in register.definition.items.iter().enumerate() {
            let Some(by) = item.replaced_by.as_ref().filter(|by| !by.is_placeholder()) else { continue };
            let older = issued.get(by.as_str()).copied().flatten().zip(item.issued).is_some_and(|(new, old)| new < old);
            if *by == item.id || older {
                let id = &item.id;
                let message = message!(
                    vi: "`{id}` không thể được thay thế bởi `{by}`: văn bản thay thế phải ra đời sau",
                    en: "`{id}` cannot be replaced by `{by}`: what replaces it must be younger"
                );
                sink.add(&register.source, Path::root().key("items").index(i).key("replaced-by"), message);
            }
        }
    }
}
