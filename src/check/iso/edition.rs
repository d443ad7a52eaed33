//! Who works by the edition of 2008 after it was replaced is told so.

use crate::check::iso::{following, in_force};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: (
            "sau ngày 25/09/2018, cơ quan áp dụng phiên bản 2015",
            "after 25 September 2018 agencies follow the edition of 2015",
        ),
        why: (
            "TCVN ISO 9001:2008 đã được thay bằng TCVN ISO 9001:2015; cơ quan nhà nước chuyển sang phiên bản mới \
             theo công văn ngày 25/09/2018. Tài liệu có hiệu lực sau ngày đó vẫn đọc được, nhưng không còn căn cứ \
             để công bố phù hợp.",
            "ISO 9001:2008 was replaced by the edition of 2015; Vietnamese agencies change over under the \
             ministry’s letter of 25 September 2018. A system of a later day is still read, but conformity to the \
             edition of 2008 can no longer be declared.",
        ),
        mend: (
            "Chuyển hệ thống sang TCVN ISO 9001:2015; `quytrinh rules --map 2015` cho biết mỗi điều khoản ở đâu trong \
             phiên bản đó.",
            "Move the system to the edition of 2015; `quytrinh rules --map 2015` shows where each clause went.",
        ),
        wrong: "organisation: ba-dinh
as-of: 2019-03-01",
        right: "organisation: ba-dinh
as-of: 2018-01-15",
        ..Info::new("iso/edition", Basis::new("3003/BKHCN-TĐC", "").from(CHANGE))
    },
    look: Look::Library(look),
};

/// The day of letter 3003/BKHCN-TĐC, on which agencies change over.
const CHANGE: Date = Date::of(2018, 9, 25);

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let o = &organisation.definition;
    let (vi, en) = ("công bố theo phiên bản 2015", "the edition of 2015 applies");
    if let Some(day) = o.as_of.filter(|day| *day > CHANGE) {
        let message = message!(
            vi: "hệ thống mô tả tại ngày {day} còn theo phiên bản 2008, đã được thay thế: {vi}",
            en: "the system as of {day} still follows the edition of 2008, which was replaced: {en}"
        );
        let finding = sink.add(&organisation.source, Path::root().key("standard"), message);
        finding.relate(
            &organisation.source,
            Path::root().key("as-of"),
            message!(vi: "ngày mô tả", en: "the day of the description"),
        );
        return;
    }
    for procedure in in_force(library) {
        let p = procedure.definition();
        let (day, path) = match (p.effective, p.revisions.len().checked_sub(1)) {
            (Some(day), _) => (day, Path::root().key("effective")),
            (None, Some(last)) => (p.revisions[last].date, Path::root().key("revisions").index(last).key("date")),
            (None, None) => continue,
        };
        if day > CHANGE && !p.clauses.is_empty() {
            let message = message!(
                vi: "có hiệu lực từ {day} nhưng còn theo phiên bản 2008, đã được thay thế: {vi}",
                en: "takes effect on {day}, but follows the edition of 2008, which was replaced: {en}"
            );
            sink.add(procedure.source(), path, message);
        }
    }
}
