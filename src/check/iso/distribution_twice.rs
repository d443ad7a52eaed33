//! A unit stands once on the list for each kind of copy.

use crate::check::iso::documents;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::DistributedCopy;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi đơn vị chỉ ghi một lần cho mỗi loại bản", "a unit stands on the list once for each kind of copy"),
        why: (
            "Một đơn vị ghi hai lần thì không biết nó giữ một bản hay hai, và khi thu hồi sẽ thiếu hoặc thừa.",
            "If a unit stands there twice nobody knows whether it holds one copy or two, and on withdrawal the \
             count is wrong.",
        ),
        mend: (
            "Gộp thành một dòng với `quantity:`, hoặc phân biệt bản giấy với bản điện tử.",
            "Make the two one line with a `quantity:`, or tell paper from electronic.",
        ),
        wrong: "distribution: [ward-committee, ward-one-stop, ward-committee]",
        right: "distribution: [{unit: ward-committee, quantity: 2}, ward-one-stop]",
        ..Info::new("iso/distribution-twice", Basis::new("ISO 9001:2008", "4.2.3 d"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        for (i, copy) in document.distribution.iter().enumerate().skip(1) {
            let same = |other: &DistributedCopy| (&other.unit, other.copy, other.medium) == (&copy.unit, copy.copy, copy.medium);
            if let Some(first) = document.distribution[..i].iter().position(same).filter(|_| !copy.unit.is_placeholder()) {
                let unit = &copy.unit;
                let message = message!(
                    vi: "`{unit}` đã có trong nơi nhận: gộp thành một dòng (`quantity:`)",
                    en: "`{unit}` stands on the list already: make it one line (`quantity:`)"
                );
                let at = |i: usize| Path::root().key("distribution").index(i);
                let finding = sink.add(document.source, at(i), message);
                finding.relate(document.source, at(first), message!(vi: "đã ghi ở đây", en: "first written here"));
            }
        }
    }
}
