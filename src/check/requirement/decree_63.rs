//! Decree 63/2010 on the control of administrative procedures, in the wordings of 2010 and of 2017.

use super::{Requirement, Scope};
use crate::check::rule::Basis;
use crate::model::value::Date;

/// Decree 92/2017 gave articles 8, 13 and 15 to 17 the wording in force from this day.
const AMENDED: Date = Date::of(2017, 9, 25);
const BEFORE: Date = Date::of(2017, 9, 24);

/// An article, in force from 14 October 2010.
const fn article(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new("63/2010/NĐ-CP", place).from(Date::of(2010, 10, 14)), (vi, en)).of(Scope::Services)
}

/// An article in the wording of 2017.
const fn amended(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new("63/2010/NĐ-CP, 92/2017/NĐ-CP", place).from(AMENDED), (vi, en)).of(Scope::Services)
}

/// An article in the wording of 2010.
const fn original(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    let whole = article(place, vi, en);
    Requirement { basis: whole.basis.until(BEFORE), ..whole }
}

const JUDGED: (&str, &str) = ("Phải đánh giá nội dung.", "A judgement of what it says.");

pub(super) static TABLE: &[Requirement] = &[
    article(
        "Art. 1(2)",
        "thủ tục nội bộ, xử phạt, thanh tra, bí mật nhà nước không thuộc phạm vi",
        "internal work, sanctions, inspection and state secrets are outside the decree",
    )
    .of(Scope::Internal)
    .by(&["decree-63/internal"]),
    article(
        "Art. 3(2)",
        "trình tự gồm cả bước của người thực hiện và của cơ quan",
        "the sequence holds the steps of the applicant and of the agency",
    )
    .by(&["decree-63/sequence", "decree-63/agency-idle", "decree-63/decider-idle", "data/not-handed-in"]),
    article("Art. 7", "thủ tục hợp pháp, thống nhất, đồng bộ", "a procedure is lawful and consistent")
        .topic("hợp pháp", "lawful")
        .by(&["decree-63/act-lapsed", "decree-63/act-not-yet", "decree-63/act-amended"]),
    article(
        "Art. 7",
        "thủ tục đơn giản, dễ hiểu, bình đẳng, tiết kiệm thời gian và chi phí",
        "a procedure is simple, equal for all, saves time and cost",
    )
    .topic("đơn giản", "simple")
    .open(JUDGED.0, JUDGED.1),
    article(
        "Art. 8(1)",
        "các bộ phận của thủ tục do văn bản quy phạm pháp luật quy định",
        "the parts of a procedure are laid down in legal normative documents",
    )
    .by(&["decree-63/basis", "decree-63/act-kind"])
    .open(
        "Viện dẫn nêu văn bản, không nêu cơ quan ban hành được quy định điều \
         gì; chỉ loại văn bản không bao giờ được quy định thì tìm được.",
        "A citation names an act, not what its issuer may lay down; only kinds that never can are found.",
    ),
    article("Art. 8(2) a", "có tên thủ tục", "the name").by(&["text/procedure-title", "text/scope"]),
    article("Art. 8(2) b", "có trình tự thực hiện", "the sequence of steps")
        .by(&["decree-63/sequence", "decree-63/result-not-made"]),
    article("Art. 8(2) c", "có cách thức thực hiện", "the way of performing: counter, post, online").by(&["decree-63/channels"]),
    article("Art. 8(2) d", "có thành phần, số lượng hồ sơ", "the dossier: its papers and the number of sets").by(&[
        "decree-63/dossier",
        "decree-63/sets",
        "decree-63/paper-number",
        "data/not-handed-in",
        "data/shown",
    ]),
    article("Art. 8(2) đ", "có thời hạn giải quyết", "the time limit").by(&[
        "decree-63/time-limit",
        "decree-63/limit-basis",
        "decree-63/limit-holder",
    ]),
    article("Art. 8(2) e", "có đối tượng thực hiện", "who may apply").by(&["decree-63/applicants"]),
    article("Art. 8(2) g", "có cơ quan giải quyết", "the handling agency").by(&[
        "decree-63/agencies",
        "decree-63/agency-idle",
        "decree-63/agency-level",
        "decree-63/agency-unnamed",
        "decree-63/decider-idle",
        "decree-63/handler",
        "decree-63/level-without-agency",
        "decree-63/limit-holder",
        "decree-63/result-giver",
    ]),
    amended("Art. 8(2) h", "mẫu đơn, tờ khai, nếu có", "forms and declarations, if any")
        .topic("mẫu đơn, tờ khai", "forms")
        .by(&["decree-63/form-basis", "data/form-kind"])
        .open(
            "Không nơi nào nêu thủ tục nào phải có mẫu; bảng kiểm tra của quốc gia cũng không xét.",
            "Which procedures must have a form is not said anywhere that \
             can be read; the national check-list leaves it out too.",
        ),
    amended("Art. 8(2) h", "kết quả thực hiện, nếu có", "the result, if any").topic("kết quả", "result").by(&[
        "decree-63/result",
        "decree-63/result-basis",
        "decree-63/result-giver",
        "decree-63/result-not-made",
        "data/hand-over-missed",
        "data/not-handed-over",
    ]),
    amended("Art. 8(2) h", "yêu cầu, điều kiện, nếu có", "requirements and conditions, if any")
        .topic("yêu cầu, điều kiện", "conditions")
        .by(&["decree-63/conditions", "decree-63/condition-basis"]),
    amended("Art. 8(2) h", "phí, lệ phí, nếu có", "fees and charges, if any").topic("phí, lệ phí", "fees").by(&[
        "decree-63/fees",
        "decree-63/fee-basis",
        "decree-63/fee-unit",
    ]),
    original("Art. 8(2) h", "kết quả thực hiện (bắt buộc, quy định năm 2010)", "the result (obligatory in the wording of 2010)")
        .by(&[
            "decree-63/result",
            "decree-63/result-obligatory",
            "decree-63/result-basis",
            "decree-63/result-giver",
            "decree-63/result-not-made",
        ]),
    original(
        "Art. 8(2) i",
        "mẫu đơn, mẫu kết quả, yêu cầu, điều kiện, phí, lệ phí, nếu có (quy định năm 2010)",
        "forms, conditions, fees, if any (wording of 2010)",
    )
    .by(&[
        "decree-63/form-basis",
        "decree-63/conditions",
        "decree-63/condition-basis",
        "decree-63/fees",
        "decree-63/fee-basis",
        "decree-63/fee-unit",
    ]),
    article(
        "Art. 8(3)",
        "cơ quan được giao phải quy định đủ các bộ phận của thủ tục",
        "whoever the law charges lays down all parts",
    )
    .open("Thuộc về văn bản quy định thủ tục.", "A matter of the act that lays the procedure down."),
    Requirement::new(
        Basis::new("97/2015/QH13", "Arts. 4, 21 and 22").from(Date::of(2017, 1, 1)).unverified(),
        ("phí, lệ phí do văn bản có thẩm quyền quy định", "a fee is set by an act that can set fees"),
    )
    .of(Scope::Charged)
    .by(&["decree-63/fee-act"]),
    article(
        "Art. 12",
        "không gây phiền hà: không hỏi hai lần, không hỏi điều cơ quan tự có",
        "nothing is asked twice, nor what the agency makes itself",
    )
    .by(&["data/asked-twice", "data/form-asked-twice", "data/office-makes", "data/unread"])
    .open("Công khai, minh bạch, khách quan, công bằng phải xem tại chỗ.", "Openness and fairness are seen on the spot."),
    article("Art. 13", "thủ tục được công bố bằng quyết định của người có thẩm quyền", "a procedure is announced by a decision")
        .by(&["decree-63/publication-act", "decree-63/publication-decision"]),
    amended(
        "Art. 13",
        "danh mục thủ tục do Chủ tịch UBND cấp tỉnh công bố; quận chỉ công bố khi được giao",
        "the province announces the list; a district only what it was charged to make",
    )
    .topic("danh mục", "list")
    .open("Danh mục của tỉnh không nằm trong định nghĩa.", "The list of the province is not part of a definition."),
    article("Art. 15", "quyết định công bố nêu lĩnh vực và cấp thực hiện", "the decision names field and level")
        .topic("nội dung", "contents")
        .unverified()
        .by(&["decree-63/field", "decree-63/level"]),
    article("Art. 15", "công bố trước khi thủ tục có hiệu lực", "it is announced before it takes effect")
        .topic("trước hiệu lực", "before effect")
        .by(&["decree-63/published-late"]),
    amended(
        "Art. 15",
        "công bố trước khi văn bản có hiệu lực 20 ngày (bộ), 05 ngày (tỉnh); văn bản rút gọn: chậm nhất 03 ngày sau",
        "20 days (ministry) or 5 days (province) before the act takes effect; fast-track acts at most 3 days after",
    )
    .open(
        "Quy trình biết ngày hiệu lực của chính nó, không biết ngày của văn bản, cũng không \
         biết văn bản có rút gọn hay không; công bố sau ngày của quy trình thì tìm được.",
        "A procedure knows the day from which its own document applies, not that of the act, \
         nor whether that was fast-tracked. What is announced after its own day is found.",
    ),
    Requirement {
        basis: Basis::new("63/2010/NĐ-CP, 48/2013/NĐ-CP", "Art. 15").from(Date::of(2013, 7, 1)).until(BEFORE),
        ..article(
            "Art. 15",
            "công bố trước 20 ngày làm việc (bộ), 05 ngày làm việc (tỉnh)",
            "20 working days (ministry) or 5 working days (province) before",
        )
    }
    .open("Quy trình không biết ngày hiệu lực của văn bản.", "A procedure does not know the day on which the act takes effect."),
    article("Arts. 16–17", "thủ tục được công khai", "a procedure is made public")
        .topic("công khai", "public")
        .by(&["decree-63/publication"]),
    amended("Arts. 16–17", "công khai trên cơ sở dữ liệu quốc gia", "it stands in the national database")
        .topic("cơ sở dữ liệu quốc gia", "national database")
        .by(&["decree-63/database"]),
    article("Arts. 16–17", "niêm yết tại trụ sở, nơi tiếp nhận", "it is posted at the office where dossiers are handed in")
        .topic("niêm yết", "posting")
        .by(&["decree-63/posted", "decree-63/posted-at-counter"])
        .open(
            "Bản niêm yết không thuộc định nghĩa; đúng bản đang hiệu lực hay không xem tại chỗ.",
            "The posted copy is not part of a definition; whether it is the one in force is seen on the spot.",
        ),
    amended(
        "Arts. 16–17",
        "đăng trên cổng thông tin của Chính phủ, bộ, tỉnh",
        "it stands on the portals of Government, ministry and province",
    )
    .topic("cổng thông tin", "portals")
    .by(&["decree-63/portal"]),
    article("Art. 18(3)", "tiếp nhận hồ sơ thì có giấy tiếp nhận", "who hands in gets a receipt").by(&["decree-63/receipt"]),
    article(
        "Art. 18(5)",
        "từ chối hoặc yêu cầu bổ sung thì bằng văn bản",
        "refusals and requests for supplements are in writing",
    )
    .by(&["decree-63/refusal-in-writing", "decree-63/supplement-in-writing", "data/refuse-path"]),
    article("Art. 18(5)", "văn bản từ chối nêu rõ lý do", "a refusal states its reason")
        .topic("lý do", "reason")
        .open("Thấy được có văn bản, không thấy trong đó viết gì.", "The paper is seen, not what is written on it."),
    article("Art. 18(5)", "yêu cầu bổ sung một lần, đầy đủ", "everything that is missing is asked for at once")
        .topic("một lần, đầy đủ", "at once")
        .open(
            "Là hướng dẫn bằng lời; số lần yêu cầu thì được kiểm tra.",
            "An instruction in words; the number of requests is bounded.",
        ),
    article("Art. 18(6)", "không yêu cầu giấy tờ ngoài quy định của pháp luật", "no paper is asked for beyond the law")
        .by(&["decree-63/paper-basis", "data/unread"]),
    article(
        "Art. 18(9)",
        "giải quyết thủ tục theo cơ chế một cửa, một cửa liên thông",
        "procedures go through the one-stop mechanism",
    )
    .by(&["one-stop/first-step", "one-stop/counter"])
    .open(
        "Khiếu nại và việc của công an không qua một cửa; thủ tục nào khác \
         được miễn thì chưa rõ. Quy tắc xét thủ tục nộp tại bộ phận một cửa.",
        "Complaints and what the police handle do not go through it; which others are \
         exempt is not settled. The rules look at what is handed in at a one-stop unit.",
    ),
    article("Art. 20(4)", "đi lại để bổ sung hồ sơ không quá hai lần", "at most two trips for supplements in a case")
        .by(&["decree-63/supplement-trips", "flow/unbounded-loop"])
        .open(
            "Ngoại lệ khi người yêu cầu không làm theo hướng dẫn: hướng \
             dẫn lại không phải là yêu cầu bổ sung nên không tính.",
            "The exception where the applicant did not follow the guidance: \
             guidance given again is no supplement request and is not counted.",
        ),
    article(
        "Art. 24",
        "thủ tục đã công bố được nhập vào cơ sở dữ liệu quốc gia",
        "what was announced is entered into the national database",
    )
    .by(&["decree-63/code", "decree-63/code-twice"])
    .open(
        "Ngày nhập (trong 10, 05 hoặc 02 ngày làm việc sau khi ký) không \
         được ghi; mã đổi theo cơ sở dữ liệu mới từ ngày nào chưa rõ.",
        "The day of entry (within 10, 5 or 2 working days of signing) is not \
         recorded; when the codes of the database changed is not settled.",
    ),
    article(
        "Art. 28",
        "thủ tục cần thiết, hợp lý, hợp pháp, chi phí thấp nhất",
        "a procedure is necessary, reasonable, lawful, at least cost",
    )
    .by(&["decree-63/joinable"])
    .open(
        "Phải đánh giá. Điều người rà soát sẽ vướng thì tìm được: điều kiện, \
         phí, mẫu không có căn cứ; giấy tờ là kết quả của thủ tục khác.",
        "A judgement. What a reviewer would stumble over is found: conditions, \
         fees and forms without an act, papers that another procedure gives.",
    ),
    article("Art. 28(1)", "phương án đơn giản hóa có lý do, căn cứ", "a simplification has its reason and its basis")
        .of(Scope::Simplified)
        .by(&["decree-63/simplification-reason", "decree-63/simplification-basis"]),
    article(
        "Art. 30",
        "kế hoạch rà soát được phê duyệt, gửi trước ngày 31/01",
        "the review plan is approved and sent before 31 January",
    )
    .open("Kế hoạch không được định nghĩa.", "Plans are not defined."),
    article(
        "Arts. 30–31",
        "phương án được người có thẩm quyền quyết định",
        "a simplification is decided by somebody with authority",
    )
    .of(Scope::Simplified)
    .by(&["decree-63/simplification-decided"]),
];
