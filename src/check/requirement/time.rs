//! Time limits, and how time is counted.

use super::{Requirement, Scope};
use crate::check::rule::Basis;
use crate::model::value::Date;

/// A rule of counting.
const fn rule(act: &'static str, place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new(act, place), (vi, en)).of(Scope::Services)
}

/// The Civil Code of 2015, in force from 1 January 2017.
const fn code(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new("91/2015/QH13", place).from(Date::of(2017, 1, 1)), (vi, en)).of(Scope::Services)
}

/// The time limit of Decree 63/2010, from 14 October 2010.
const fn limit(vi: &'static str, en: &'static str) -> Requirement {
    let basis = Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ").from(Date::of(2010, 10, 14));
    Requirement::new(basis, (vi, en)).of(Scope::Services)
}

/// The formula sheet of 2022; its day was not compared.
const fn sheet(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    let basis = Basis::new("766/QĐ-TTg", place).from(Date::of(2022, 6, 23)).unverified();
    Requirement::new(basis, (vi, en)).of(Scope::Services)
}

/// Why the counting of a case is not in a definition.
const OF_A_CASE: (&str, &str) = ("Cần ngày của từng hồ sơ.", "Needs the dates of a case.");

pub(super) static TABLE: &[Requirement] = &[
    limit("đường dài nhất qua trình tự không quá thời hạn", "the longest way through the sequence fits the limit")
        .topic("trình tự vừa thời hạn", "the sequence fits")
        .by(&["time/limit", "time/committed", "time/commitment", "time/step", "time/result-limit"])
        .open(
            "Thời hạn có vượt luật mới hay không chỉ biết từ định nghĩa viện dẫn luật đó.",
            "Whether the limit is over the newer law is only known from the definition that cites it.",
        ),
    limit(
        "phần thời hạn của từng cơ quan khớp với thời hạn chung và với việc phải làm",
        "the parts of the agencies agree with the whole, and with the work",
    )
    .topic("phần của từng cơ quan", "parts of the agencies")
    .by(&["time/parts", "time/part"]),
    limit("các mốc thời gian trong trình tự không mâu thuẫn nhau", "the times in the sequence do not contradict each other")
        .topic("các mốc thời gian", "times in the sequence")
        .by(&["time/timeout", "time/timeout-early", "time/branch", "time/shared", "time/counted-twice"])
        .open(
            "Thời hạn của nhánh ghi bằng lời thì không đọc được số; chỉ đọc `timeout` và `extends`.",
            "Limits of branches are read from `timeout` and `extends`; \
             in a sentence the number is not the reader's to interpret.",
        ),
    Requirement::new(
        Basis::new("05/2015/TTLT-BTP-BCA-BYT", "").unverified(),
        (
            "mỗi kết quả của thủ tục liên thông có ngày hẹn riêng và kịp ngày đó",
            "each result of a joined-up procedure has its own date, and is there by then",
        ),
    )
    .of(Scope::JoinedUp)
    .by(&["time/due-date", "time/result", "time/result-from"]),
    // T1: first day.
    code(
        "Art. 147",
        "ngày đầu tiên không tính, tính từ ngày tiếp theo",
        "the first day is not counted; counting begins the next day",
    )
    .open(OF_A_CASE.0, OF_A_CASE.1),
    // T2: hours.
    code("Art. 147(1)", "giờ, phút tính từ thời điểm đã định", "hours and minutes begin at the fixed moment").open(
        "Lúc bắt đầu là sự kiện của từng hồ sơ; chỉ có giờ chốt nhận được ghi.",
        "The beginning is an event of the case; only the cut-off is stated.",
    ),
    // T3: end.
    code(
        "Art. 148",
        "kết thúc vào cuối ngày cuối; gặp ngày nghỉ thì cuối ngày làm việc tiếp theo",
        "it ends with the last day, or with the next working day if that is a day off",
    )
    .by(&["time/calendar"])
    .open(OF_A_CASE.0, OF_A_CASE.1),
    // T4: months.
    code(
        "Art. 148(3)",
        "tháng kết thúc vào ngày tương ứng, hoặc ngày cuối tháng",
        "months end on the corresponding date, or on the last of the month",
    )
    .open(OF_A_CASE.0, OF_A_CASE.1),
    // T5: units.
    code(
        "Art. 146(1)",
        "tháng 30 ngày, tuần 07 ngày chỉ khi thời gian không liên tục; không lẫn “ngày” với “ngày làm việc”",
        "a month is 30 days only where time is not continuous; days and working days are not mixed",
    )
    .by(&["time/units"]),
    // T6: weekly rest.
    rule("188/1999/QĐ-TTg", "Art. 1", "tuần làm việc 40 giờ, 05 ngày", "a week of 40 hours and five days")
        .by(&["time/hours", "time/swap"]),
    // T17: length of a day.
    rule(
        "188/1999/QĐ-TTg",
        "Art. 1",
        "ngày làm việc 08 giờ; giờ làm việc ghi trong lịch",
        "a working day has 8 hours; office hours stand in the calendar",
    )
    .topic("giờ làm việc", "office hours")
    .unverified()
    .by(&["time/hours"]),
    // T7: Saturday.
    rule(
        "14/2010/QĐ-TTg",
        "Art. 1",
        "làm việc ngày thứ bảy theo quyết định của Chủ tịch UBND cấp tỉnh",
        "Saturday service where the chairman of the province orders it",
    )
    .by(&["time/desk"])
    .open(
        "Thứ bảy tiếp nhận không thành ngày làm việc khi tính thời hạn; trực theo quyết định nào thì ghi ở `basis`.",
        "A Saturday desk does not make Saturday a working day for limits; who orders it stands in its `basis`.",
    ),
    // T8: cut-off.
    rule(
        "23/2015/NĐ-CP",
        "Art. 7",
        "nhận sau 15 giờ mà không giải quyết được thì trả ngày làm việc tiếp theo",
        "what comes after 15:00 and cannot be solved is returned the next working day",
    )
    .of(Scope::CutOff)
    .by(&["time/cut-off"]),
    // T9: stopped clock.
    rule(
        "09/2015/QĐ-TTg",
        "",
        "chờ người yêu cầu bổ sung thì ngừng tính; thời gian đã dùng vẫn tính",
        "the clock stops while a supplement is waited for; time used stays used",
    )
    .unverified()
    .of(Scope::OneStop)
    .by(&["time/stopped", "time/applicant"]),
    // T10: supplements.
    sheet("2.1", "yêu cầu bổ sung quá một lần thì tính là trễ hạn", "more than one request for a supplement counts as late")
        .topic("bổ sung", "supplement")
        .open(
            "Thuộc từng hồ sơ; số lần yêu cầu được xét theo quy định của Hà Nội và Điều 20(4).",
            "A matter of the case; requests are counted under the regulation of Hanoi and Art. 20(4).",
        ),
    // T11: extensions.
    limit("trường hợp kéo dài có mức, có căn cứ, không quá mức", "an extension has its length and basis, and is not exceeded")
        .topic("kéo dài", "extensions")
        .of(Scope::Extended)
        .unverified()
        .by(&[
            "decree-63/extension-basis",
            "decree-63/extension-length",
            "time/extends",
            "time/extension",
            "time/extension-unused",
        ]),
    // T12: exclusions.
    limit(
        "thời gian không tính vào thời hạn được nêu rõ (đất đai: Điều 61 Nghị định 43/2014/NĐ-CP)",
        "time that does not count is said (land: Art. 61 of Decree 43/2014/NĐ-CP)",
    )
    .topic("thời gian không tính", "excluded time")
    .of(Scope::Stopped)
    .by(&["time/excludes"])
    .open("Khoảng nào không tính là do luật của từng lĩnh vực.", "Which spans do not count is for the law of each field."),
    // T13: status.
    sheet("2.1", "trước hạn, đúng hạn, quá hạn so theo ngày hẹn", "early, on time and late are told by the due date")
        .topic("tình trạng", "status")
        .open(OF_A_CASE.0, OF_A_CASE.1),
    // T14: finish.
    sheet("2.1", "thứ tự ưu tiên của sự kiện kết thúc", "which event ends a case")
        .topic("kết thúc", "end")
        .open(OF_A_CASE.0, OF_A_CASE.1),
    // T15: no due date.
    sheet("2.1", "không có ngày hẹn thì so với thời hạn tối đa", "without a due date the longest limit counts")
        .topic("không có ngày hẹn", "no due date")
        .open(OF_A_CASE.0, OF_A_CASE.1),
    // T16: rounding.
    sheet(
        "",
        "hiển thị hai chữ số thập phân; mẫu số bằng không thì không áp dụng",
        "two decimals are shown; a denominator of nought is not applicable",
    )
    .open(OF_A_CASE.0, OF_A_CASE.1),
    rule(
        "10/2012/QH13",
        "Art. 115",
        "lịch ghi ngày nghỉ lễ, tết và ngày làm bù của từng năm",
        "the calendar holds the holidays and swapped days of each year",
    )
    .by(&["time/calendar", "time/closure"])
    .open("Ngày nghỉ Tết do cơ quan có thẩm quyền chọn từng năm.", "The days of Tết are chosen by authority each year."),
    rule(
        "10/2012/QH13",
        "Art. 115",
        "hoán đổi ngày làm việc với ngày nghỉ hằng tuần",
        "working days are swapped with days of rest",
    )
    .topic("hoán đổi", "swaps")
    .unverified()
    .by(&["time/swap"]),
];
