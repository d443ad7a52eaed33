//! Online public services: the four levels of Decree 43/2011, each of which needs what the one below it has.

use super::{Requirement, Scope};
use crate::check::rule::Basis;
use crate::model::value::Date;

/// A level, until Decree 42/2022 did away with them.
const fn level(number: u32, vi: &'static str, en: &'static str) -> Requirement {
    let basis = Basis::new("43/2011/NĐ-CP", "Art. 3(4)").from(Date::of(2011, 8, 1)).until(Date::of(2022, 8, 14));
    Requirement::new(basis, (vi, en)).of(Scope::Online(number))
}

pub(super) static TABLE: &[Requirement] = &[
    level(1, "có đủ thông tin về thủ tục trên cổng", "the procedure is described in full on a portal")
        .topic("mức độ 1", "level 1")
        .by(&["online/information", "online/level", "online/portal", "online/hand-in"]),
    Requirement {
        basis: Basis::new("32/2017/TT-BTTTT", "").from(Date::of(2017, 12, 15)).until(Date::of(2022, 8, 14)).unverified(),
        ..level(
            1,
            "thông tin gồm mọi bộ phận của thủ tục, nơi nộp, văn bản, quyết định công bố; cổng dễ tiếp cận",
            "the description holds all parts, the channel, the acts and the decision; the portal is accessible",
        )
    }
    .by(&["decree-63/portal", "decree-63/publication-decision"])
    .open("Cổng thông tin không thuộc định nghĩa.", "The portal is not part of a definition."),
    level(2, "có mẫu đơn, tờ khai để tải về", "forms can be downloaded").topic("mức độ 2", "level 2").by(&["online/form"]).open(
        "Thấy được có mẫu, không thấy tệp có trên cổng hay không.",
        "That there is a form is seen, not whether the file is on the portal.",
    ),
    level(
        3,
        "điền và gửi hồ sơ qua mạng, xử lý trên mạng; trả phí và nhận kết quả trực tiếp",
        "filled in, sent and processed online; fee and result at the counter",
    )
    .topic("mức độ 3", "level 3")
    .by(&["online/software", "online/counter"])
    .open("Việc xác nhận danh tính điện tử không được ghi.", "That identity is confirmed electronically is not recorded."),
    level(
        4,
        "thanh toán qua mạng; kết quả qua mạng, bưu chính hoặc trực tiếp",
        "paid online; the result online, by post or in person",
    )
    .topic("mức độ 4", "level 4")
    .by(&["online/fee-amount", "online/delivery", "online/shown-paper"])
    .open(
        "Cách thanh toán không được ghi; mức thu có rõ hay không thì được kiểm tra.",
        "The way of paying is not recorded; that the amount is known is seen.",
    ),
    Requirement::new(
        Basis::new("42/2022/NĐ-CP", "").from(Date::of(2022, 8, 15)).unverified(),
        ("dịch vụ toàn trình hoặc một phần, thay cho các mức độ", "services are wholly or partly online, instead of levels"),
    )
    .of(Scope::Services)
    .open("Định dạng chỉ có các mức độ của Nghị định 43/2011.", "The format knows the levels of Decree 43/2011 only."),
];
