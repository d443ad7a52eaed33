//! It is known how many paper copies are under control.

use crate::check::iso::documents;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::{CopyKind, Medium};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("biết số bản giấy được kiểm soát", "the number of controlled paper copies is known"),
        why: (
            "Bản giấy được kiểm soát phải được thay khi có lần ban hành mới; không biết số bản thì không biết đã \
             thu hồi hết chưa.",
            "A controlled paper copy is replaced when a new issue comes out; without their number nobody knows \
             whether all were collected.",
        ),
        mend: ("Ghi số bản giấy ở `quantity:`.", "Write the number of paper copies under `quantity:`."),
        wrong: "distribution: [{unit: ward-committee, copy: controlled, medium: paper}]",
        right: "distribution: [{unit: ward-committee, copy: controlled, medium: paper, quantity: 1}]",
        ..Info::new("iso/distribution-quantity", Basis::new("ISO 9001:2008", "4.2.3 d"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        for (i, copy) in document.distribution.iter().enumerate() {
            let on_paper = matches!(copy.medium, Some(Medium::Paper | Medium::Both));
            if copy.copy == Some(CopyKind::Controlled) && on_paper && copy.quantity.is_none() {
                let unit = &copy.unit;
                let message = message!(
                    vi: "không biết `{unit}` giữ bao nhiêu bản giấy (`quantity:`)",
                    en: "nothing says how many paper copies `{unit}` holds (`quantity:`)"
                );
                sink.add(document.source, Path::root().key("distribution").index(i).key("unit"), message);
            }
        }
    }
}
