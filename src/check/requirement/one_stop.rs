//! The one-stop mechanism: Decision 09/2015, Decree 61/2018, the regulation of Hanoi. Articles were not compared.

use super::{Requirement, Scope};
use crate::check::one_stop::{self, CIRCULAR};
use crate::check::rule::Basis;
use crate::model::value::Date;

/// The one-stop acts one after the other.
const fn act(vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(one_stop::act(""), (vi, en)).of(Scope::OneStop)
}

/// Decree 61/2018 alone.
const fn later(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(one_stop::later(place), (vi, en)).of(Scope::OneStop)
}

/// The regulation of Hanoi, from 18 March 2016.
const fn hanoi(vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new("07/2016/QĐ-UBND (Hà Nội)", "").from(Date::of(2016, 3, 18)), (vi, en))
        .of(Scope::OneStop)
        .cited("07/2016/QĐ-UBND")
}

/// Circular 01/2018; its articles were not compared.
const fn circular(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis { place, ..CIRCULAR.unverified() }, (vi, en)).of(Scope::OneStop)
}

pub(super) static TABLE: &[Requirement] = &[
    act("một nơi tiếp nhận hồ sơ và trả kết quả", "one point receives dossiers and returns results")
        .topic("một đầu mối", "one point")
        .by(&[
            "one-stop/counter",
            "one-stop/counter-level",
            "one-stop/decides",
            "one-stop/first-step",
            "one-stop/returned",
            "data/receiver-decides",
        ]),
    act("tiếp nhận thì cấp giấy tiếp nhận, vào sổ theo dõi", "what is accepted gets its receipt and its entry in the register")
        .topic("tiếp nhận", "acceptance")
        .by(&["one-stop/receipt-issuer", "one-stop/register"])
        .open(
            "Sổ được đóng, ký khi trả kết quả hay không thì bước không nói.",
            "Whether a step that names the register opens or closes an entry is not said.",
        ),
    act(
        "hồ sơ chưa đủ điều kiện thì trả lại bằng văn bản, nêu lý do và nội dung bổ sung",
        "an incomplete dossier goes back in writing, with the reason and what is missing",
    )
    .topic("bổ sung", "supplement")
    .by(&["one-stop/incomplete-dossier", "data/one-stop-form"])
    .open("Thấy được có phiếu, không thấy trong đó viết gì.", "The paper is seen, not what is written on it."),
    act("cần thẩm tra, xác minh thì có báo cáo lưu trong hồ sơ", "where something is verified a report is kept in the file")
        .topic("xác minh", "verification")
        .open("Hồ sơ nào cần xác minh thuộc từng việc.", "Which dossier needs it is a matter of the case."),
    act("thời gian đã giải quyết lần đầu tính trong thời hạn", "the time used before a supplement still counts")
        .topic("thời gian đã dùng", "time used")
        .open(
            "Thuộc về cách phần mềm tính; việc ngừng thời hạn khi chờ, và chỉ khi đó, được xét ở phần thời hạn.",
            "A matter of how the software counts; that the clock stops while \
             the office waits, and only then, is looked at where times are.",
        ),
    act(
        "lỗi của công chức hoặc trễ hạn thì xin lỗi bằng văn bản và hẹn lại",
        "who was at fault or late apologises in writing and gives a new date",
    )
    .topic("xin lỗi", "apology")
    .by(&["one-stop/apology"]),
    act("kéo dài thời hạn thì báo cho người yêu cầu", "the applicant is told that the limit is extended")
        .topic("kéo dài", "extension")
        .by(&["one-stop/extension-told"]),
    act("hồ sơ chuyển đi có phiếu kiểm soát quá trình", "a dossier that is passed on has its control slip")
        .topic("phiếu kiểm soát", "control slip")
        .by(&["one-stop/control-slip"])
        .open(
            "Giờ, ngày, chữ ký của từng lần giao nhận điền theo từng hồ sơ.",
            "Hour and signatures of each hand-over are filled in for each case.",
        ),
    act("không thuộc thẩm quyền thì hướng dẫn đến nơi có thẩm quyền", "who came to the wrong place is guided to the right one")
        .topic("sai nơi nộp", "wrong place")
        .open("Hướng dẫn bằng lời.", "Guidance is given in words."),
    hanoi(
        "mỗi cơ quan chỉ yêu cầu bổ sung một lần trong quá trình giải quyết",
        "an agency asks for supplements once in the whole handling",
    )
    .topic("bổ sung một lần", "one supplement")
    .by(&["one-stop/supplement-once"]),
    hanoi(
        "công khai thủ tục, phí, quy trình, họ tên và chức vụ, giờ làm việc, đường dây nóng",
        "procedures, fees, process, names and posts, hours and hotline are posted",
    )
    .topic("công khai", "publicity")
    .by(&["decree-63/posted", "decree-63/posted-at-counter"])
    .open("Họ tên, giờ, đường dây nóng không thuộc định nghĩa.", "Names, hours and hotline are not part of a definition."),
    later("Arts. 17–20", "hẹn lại ngày trả kết quả không quá một lần", "a new date is given at most once")
        .topic("hẹn lại", "new date")
        .by(&["one-stop/new-date-once"]),
    later(
        "Arts. 17–20",
        "thông báo và xin lỗi trước ngày hẹn ít nhất một ngày",
        "the apology goes out at the latest one day before the due date",
    )
    .topic("trước một ngày", "one day before")
    .open(
        "Ngày thực hiện của bước chỉ biết trong từng hồ sơ.",
        "The day on which a step is done is known only in a case, not in a definition.",
    ),
    circular("", "giấy tờ theo mẫu số 01 đến 06", "papers follow the forms 01 to 06").topic("mẫu", "forms").open(
        "Các cơ quan in mã riêng; biểu mẫu được nhận theo loại.",
        "Offices print their own codes; forms are known by their kind.",
    ),
    circular(
        "Art. 19",
        "mã số hồ sơ gồm mã cơ quan, ngày tiếp nhận, số thứ tự",
        "the number of a dossier is agency, date of receipt and serial number",
    )
    .open("Số hồ sơ có trong từng hồ sơ.", "Dossier numbers are made in a case."),
];
