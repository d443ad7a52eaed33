//! ISO 9001:2008, clause 8: measurement, audit, nonconformity, improvement.

use super::{Requirement, Scope, clause};

pub(super) static TABLE: &[Requirement] = &[
    clause(
        "8.1",
        "hoạch định việc theo dõi, đo lường, phân tích và cải tiến",
        "monitoring, analysis and improvement are planned",
    )
    .topic("hoạch định", "planning")
    .by(&["iso/clauses-covered"]),
    clause("8.1 a", "để chứng tỏ sự phù hợp của dịch vụ", "so as to show that the service conforms").by(&["iso/indicators"]),
    clause("8.1 b", "để bảo đảm sự phù hợp của hệ thống", "so as to ensure that the system conforms")
        .open("Kết quả đánh giá nội bộ cho biết.", "Told by the results of audits."),
    clause("8.1 c", "để cải tiến liên tục hiệu lực của hệ thống", "so as to improve the system continually")
        .open("Số liệu của nhiều năm cho biết.", "Told by the figures of years."),
    clause("8.1", "xác định kỹ thuật thống kê cần dùng", "the statistical techniques that are needed are known")
        .topic("kỹ thuật thống kê", "statistical techniques")
        .open("Cần hay không là nhận định về số liệu.", "Which are needed is a judgement of the figures."),
    clause("8.2.1", "theo dõi sự thỏa mãn của khách hàng", "the satisfaction of customers is monitored")
        .by(&["iso/satisfaction", "iso/clauses-covered"]),
    clause("8.2.2", "đánh giá nội bộ theo kế hoạch định kỳ", "audits are held at planned intervals")
        .topic("định kỳ", "intervals")
        .open("Là bằng chứng của một năm.", "Evidence of a year."),
    clause(
        "8.2.2",
        "chương trình tính đến tình trạng, tầm quan trọng và kết quả \
         lần trước; có chuẩn mực, phạm vi, tần suất, phương pháp",
        "the programme weighs status, importance and earlier results, and says criteria, scope, frequency and methods",
    )
    .topic("chương trình", "programme")
    .open("Thuộc về chương trình của một năm.", "A property of the programme of a year."),
    clause("8.2.2", "đánh giá viên không đánh giá công việc của chính mình", "auditors do not audit their own work")
        .topic("độc lập", "independence")
        .by(&["iso/audit-independence"])
        .open(
            "Đánh giá viên được chọn theo từng cuộc, theo tên; chỉ kiểm \
             tra được là có đánh giá viên không làm việc được đánh giá.",
            "Auditors are chosen for each audit, by name. That some auditor owns no audited procedure is asked for.",
        ),
    clause("8.2.2", "lãnh đạo nơi được đánh giá khắc phục không chậm trễ", "the manager in charge acts without undue delay")
        .topic("khắc phục", "action")
        .of(Scope::Answering)
        .by(&["iso/corrective-link"])
        .open("Có chậm trễ hay không là bằng chứng từng việc.", "Whether it was in time is evidence of the case."),
    clause("8.2.2", "kiểm tra xác nhận và báo cáo kết quả khắc phục", "what was done is verified and reported")
        .topic("xác nhận", "follow-up")
        .of(Scope::Answering)
        .by(&["iso/effectiveness"]),
    clause("8.2.3", "theo dõi và khi có thể đo lường các quá trình", "processes are monitored and, where possible, measured").by(
        &[
            "iso/indicators",
            "iso/indicator-period",
            "iso/indicator-source",
            "iso/objective-missed",
            "iso/objective-period",
            "iso/clauses-covered",
            "time/slack",
            "time/measured-differs",
            "flow/shares",
        ],
    ),
    clause(
        "8.2.4",
        "kiểm tra dịch vụ ở giai đoạn thích hợp; người có thẩm quyền cho phép thông qua",
        "the service is checked at suitable stages, and released by somebody with authority",
    )
    .by(&["iso/release", "iso/control-authority", "iso/clauses-covered", "data/drafter-signs"]),
    clause("8.3", "có cách xử lý sản phẩm, dịch vụ không phù hợp", "there is a way of dealing with what does not conform")
        .topic("quy định", "provision")
        .by(&["iso/nonconformity"]),
    clause("8.3 a", "loại bỏ sự không phù hợp", "the nonconformity is eliminated").open("Xét từng việc.", "Judged case by case."),
    clause("8.3 b", "cho phép sử dụng, chấp nhận có nhân nhượng", "it is released or accepted under concession")
        .open("Xét từng việc.", "Judged case by case."),
    clause("8.3 c", "ngăn việc sử dụng theo dự kiến ban đầu", "its original use is precluded")
        .open("Xét từng việc.", "Judged case by case."),
    clause(
        "8.3 d",
        "xử lý hậu quả khi phát hiện sau khi giao; kiểm tra lại sau khi khắc phục",
        "effects are dealt with when it is found after delivery; what was corrected is verified again",
    )
    .open("Xét từng việc.", "Judged case by case."),
    clause("8.4", "xác định, thu thập và phân tích dữ liệu", "data are determined, collected and analysed")
        .topic("quy định", "provision")
        .by(&["iso/clauses-covered"]),
    clause("8.4 a", "dữ liệu về sự thỏa mãn của khách hàng", "data on the satisfaction of customers").by(&["iso/satisfaction"]),
    clause("8.4 b", "dữ liệu về sự phù hợp với yêu cầu", "data on conformity")
        .by(&["iso/indicator-source", "iso/objective-source"]),
    clause("8.4 c", "dữ liệu về đặc tính và xu hướng", "data on characteristics and trends")
        .open("Xu hướng cần số liệu của nhiều kỳ.", "Trends need the figures of several periods."),
    clause("8.4 d", "dữ liệu về nhà cung ứng", "data on suppliers")
        .open("Hợp đồng, đơn hàng không được định nghĩa.", "Contracts and orders are not defined."),
    clause("8.5.1", "cải tiến liên tục hiệu lực của hệ thống", "the system is improved continually")
        .by(&["iso/clauses-covered"])
        .open("Số liệu của nhiều năm cho biết.", "Told by the figures of years."),
    clause("8.5.2 a", "xem xét sự không phù hợp, kể cả khiếu nại", "nonconformities are reviewed, complaints too")
        .of(Scope::Answering)
        .by(&["iso/corrective-link"]),
    clause("8.5.2 b", "xác định nguyên nhân", "their causes are found").open("Xét từng việc.", "Judged case by case."),
    clause("8.5.2 c", "đánh giá sự cần thiết phải hành động", "the need for action is judged")
        .open("Xét từng việc.", "Judged case by case."),
    clause(
        "8.5.2 d",
        "xác định và thực hiện hành động tương xứng với tác động",
        "action that fits the effects is determined and taken",
    )
    .open("Xét từng việc.", "Judged case by case."),
    clause("8.5.2 e", "lưu hồ sơ kết quả hành động", "the results are recorded")
        .by(&["iso/required-record", "iso/record-unshown"]),
    clause("8.5.2 f", "xem xét hiệu lực của hành động khắc phục", "it is looked whether the action worked")
        .of(Scope::Answering)
        .by(&["iso/effectiveness"]),
    clause("8.5.3 a", "xác định sự không phù hợp tiềm ẩn và nguyên nhân", "what could go wrong, and why, is found")
        .open("Xét từng việc.", "Judged case by case."),
    clause("8.5.3 b", "đánh giá sự cần thiết phải hành động", "the need for action is judged")
        .open("Xét từng việc.", "Judged case by case."),
    clause(
        "8.5.3 c",
        "xác định và thực hiện hành động tương xứng với tác động",
        "action that fits the effects is determined and taken",
    )
    .open("Xét từng việc.", "Judged case by case."),
    clause("8.5.3 d", "lưu hồ sơ kết quả hành động", "the results are recorded")
        .by(&["iso/required-record", "iso/record-unshown"]),
    clause("8.5.3 e", "xem xét hiệu lực của hành động phòng ngừa", "it is looked whether the action worked")
        .of(Scope::Answering)
        .by(&["iso/effectiveness"]),
];
