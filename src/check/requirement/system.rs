//! Decision 19/2014 and its circular: how agencies apply the standard. Asked of the system as a whole.

use super::Requirement;
use crate::check::rule::Basis;
use crate::model::value::Date;

/// An article of Decision 19/2014, in force from 18 May 2014.
const fn decision(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new("19/2014/QĐ-TTg", place).from(Date::of(2014, 5, 18)), (vi, en)).cited("19/2014/QĐ-TTg")
}

/// Why evidence is no definition.
const EVIDENCE: (&str, &str) = ("Là bằng chứng của một năm.", "Evidence of a year.");

pub(super) static TABLE: &[Requirement] = &[
    decision(
        "Art. 3(1)",
        "phạm vi tối thiểu là mọi hoạt động giải quyết thủ tục cho tổ chức, cá nhân",
        "the scope is at least all procedures for the public",
    )
    .by(&["iso/field-without-procedure", "iso/manual-scope"])
    .open(
        "Danh mục thủ tục của cấp có thẩm quyền không nằm trong định nghĩa.",
        "The list of procedures that the authority published is not part of a definition.",
    ),
    decision(
        "Art. 4(2)",
        "trước khi công bố: phê duyệt tài liệu, đánh giá nội bộ, xem xét của lãnh đạo, xác nhận hiệu lực",
        "before declaring: documents approved, audit and review held, effectiveness confirmed",
    )
    .by(&["iso/approval", "iso/manual-control"])
    .open(EVIDENCE.0, EVIDENCE.1),
    decision(
        "Art. 4(3)",
        "công bố theo mẫu, thông báo, niêm yết tại trụ sở và trên trang thông tin điện tử",
        "conformity is declared on the form, notified and posted",
    )
    .open("Bản công bố không thuộc định nghĩa.", "The declaration is not part of a definition."),
    decision(
        "Art. 4(4) a",
        "thay đổi của pháp luật được áp dụng chậm nhất sau 03 tháng",
        "a change of law is applied within three months",
    )
    .by(&["decree-63/act-lapsed", "decree-63/act-amended"])
    .open("Ngày áp dụng thực tế không được ghi.", "The day on which it was applied is not recorded."),
    decision(
        "Art. 4(4) b",
        "đánh giá nội bộ và xem xét của lãnh đạo ít nhất mỗi năm một lần",
        "audit and review at least once a year",
    )
    .open(EVIDENCE.0, EVIDENCE.1),
    decision("Art. 4(4) c", "công bố lại khi thay đổi phạm vi", "conformity is declared again when the scope changes")
        .open("Bản công bố không thuộc định nghĩa.", "The declaration is not part of a definition."),
    Requirement::new(
        Basis::new("3003/BKHCN-TĐC", "").from(Date::of(2018, 9, 25)),
        (
            "sau ngày 25/09/2018, cơ quan chuyển sang phiên bản 2015",
            "after 25 September 2018 agencies go over to the edition of 2015",
        ),
    )
    .cited("19/2014/QĐ-TTg")
    .by(&["iso/edition"]),
];
