//! ISO 9001:2008, clause 7: the service itself.

use super::{Requirement, clause};

/// Why a clause that is mostly excluded has no rules of its own.
const BY_CASE: (&str, &str) = (
    "Có quy trình hoặc quá trình đáp ứng hay không thì được kiểm tra; nội dung do đánh giá viên xem xét.",
    "That a procedure or process answers it is asked for; what it says is for the auditor to read.",
);

/// A clause of which only the answer is looked for.
const fn answered(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    clause(place, vi, en).by(&["iso/clauses-covered"]).open(BY_CASE.0, BY_CASE.1)
}

pub(super) static TABLE: &[Requirement] = &[
    clause(
        "7.1 a",
        "xác định mục tiêu và yêu cầu đối với sản phẩm, dịch vụ",
        "objectives and requirements of the service are known",
    )
    .by(&["iso/objective-product"])
    .open("Điều không ghi ra thì quy tắc không thể thấy thiếu.", "What is not written cannot be missed by a rule."),
    clause("7.1 b", "xác định quá trình, tài liệu và nguồn lực cần thiết", "processes, documents and resources are planned")
        .by(&["iso/clauses-covered"])
        .open(
            "Cần quá trình, tài liệu, nguồn lực nào là do tổ chức tự xác định.",
            "Which of them are needed is for the organisation to say.",
        ),
    clause(
        "7.1 c",
        "xác định việc kiểm tra, theo dõi và chuẩn mực chấp nhận",
        "checks, monitoring and criteria for acceptance are planned",
    )
    .by(&["iso/controls"]),
    clause("7.1 d", "xác định hồ sơ cần làm bằng chứng", "the records that serve as proof are planned")
        .by(&["iso/required-record", "iso/record-unshown"]),
    clause(
        "7.2.1 a",
        "xác định yêu cầu do khách hàng nêu ra, kể cả việc trả kết quả",
        "what the customer states is known, delivery too",
    )
    .by(&["iso/clauses-covered"])
    .open(BY_CASE.0, BY_CASE.1),
    clause("7.2.1 b", "xác định yêu cầu không nêu ra nhưng cần thiết", "what nobody states but is needed is known")
        .open("Điều không ghi ra thì quy tắc không thể thấy thiếu.", "What is not written cannot be missed by a rule."),
    clause("7.2.1 c", "xác định yêu cầu của pháp luật", "what the law requires is known").by(&[
        "decree-63/basis",
        "decree-63/act-lapsed",
        "decree-63/act-not-yet",
        "decree-63/act-amended",
    ]),
    clause("7.2.1 d", "xác định yêu cầu bổ sung do tổ chức tự đặt ra", "what the organisation itself adds is known")
        .by(&["time/commitment", "time/committed"])
        .open(
            "Thời hạn cam kết được kiểm tra; yêu cầu khác viết bằng lời.",
            "A committed limit is looked at; what else is added is written in words.",
        ),
    clause("7.2.2 a", "xem xét để yêu cầu được xác định rõ", "the requirements are defined before the work is taken on")
        .by(&["iso/clauses-covered", "one-stop/incomplete-dossier"]),
    clause(
        "7.2.2 b",
        "giải quyết khác biệt so với yêu cầu trước đó trước khi cam kết",
        "differences are resolved before commitment",
    )
    .open(
        "Thuộc từng hồ sơ; việc kiểm tra khi tiếp nhận do các nhóm quy tắc khác yêu cầu.",
        "A matter of the case. That intake is checked is asked for by other families.",
    ),
    clause(
        "7.2.2 c",
        "có khả năng đáp ứng; yêu cầu miệng được xác nhận; thay đổi được thông báo",
        "there is the ability to meet them; what is said aloud is confirmed; changes are passed on",
    )
    .open("Thuộc từng hồ sơ.", "A matter of the case."),
    clause("7.2.3", "có cách trao đổi thông tin với khách hàng", "there are ways of communicating with customers")
        .topic("quy định", "provision")
        .by(&["iso/clauses-covered"]),
    clause("7.2.3 a", "cung cấp thông tin về dịch vụ", "customers are told about the service").by(&["decree-63/publication"]),
    clause("7.2.3 b", "xử lý yêu cầu, việc sửa đổi yêu cầu", "enquiries, requests and their changes are handled")
        .open("Thuộc từng hồ sơ.", "A matter of the case."),
    clause("7.2.3 c", "tiếp nhận phản hồi, kể cả khiếu nại", "feedback is taken, complaints too").open(
        "Kênh phản ánh viết bằng lời; việc đo sự hài lòng được kiểm tra ở điều 8.2.1.",
        "The ways of complaining are written in words; that satisfaction is measured is asked for at 8.2.1.",
    ),
    answered("7.3.1", "hoạch định và kiểm soát việc thiết kế", "design is planned and controlled"),
    answered("7.3.2", "xác định đầu vào của thiết kế", "the inputs of design are known"),
    answered("7.3.3", "đầu ra của thiết kế kiểm tra được theo đầu vào", "the outputs of design can be held against the inputs"),
    answered("7.3.4", "xem xét thiết kế ở các giai đoạn thích hợp", "design is reviewed at suitable stages"),
    answered("7.3.5", "kiểm tra đầu ra của thiết kế theo đầu vào", "the outputs of design are verified against the inputs"),
    answered("7.3.6", "xác nhận kết quả thiết kế dùng được", "what was designed is shown to be fit for use"),
    answered("7.3.7", "kiểm soát thay đổi của thiết kế", "changes of design are controlled"),
    answered(
        "7.4.1",
        "có chuẩn mực lựa chọn, đánh giá, đánh giá lại nhà cung ứng",
        "there are criteria for choosing suppliers, judging them, and judging them again",
    ),
    answered(
        "7.4.2 a",
        "thông tin mua hàng nêu yêu cầu phê duyệt sản phẩm, thủ tục, quá trình, thiết bị",
        "purchasing information says how product, procedures, processes and equipment are approved",
    ),
    clause("7.4.2 b", "thông tin mua hàng nêu yêu cầu về trình độ", "purchasing information says which qualification is needed")
        .open("Hợp đồng, đơn hàng không được định nghĩa.", "Contracts and orders are not defined."),
    clause(
        "7.4.2 c",
        "thông tin mua hàng nêu yêu cầu về hệ thống quản lý chất lượng",
        "purchasing information says which quality system is needed",
    )
    .open("Hợp đồng, đơn hàng không được định nghĩa.", "Contracts and orders are not defined."),
    answered("7.4.3", "kiểm tra sản phẩm mua vào", "what is bought is verified"),
    clause("7.5.1", "công việc được thực hiện trong điều kiện được kiểm soát", "the work is done under controlled conditions")
        .topic("điều kiện được kiểm soát", "controlled conditions")
        .by(&["iso/clauses-covered", "iso/step-time", "data/too-early"]),
    clause("7.5.1 a", "có thông tin về đặc tính của dịch vụ", "it is known what the service must be like")
        .by(&["decree-63/result"]),
    clause("7.5.1 b", "có hướng dẫn công việc khi cần", "there is a work instruction where one is needed")
        .open("Cần hay không là nhận định về công việc.", "Needed or not is a judgement of the work."),
    clause("7.5.1 c", "sử dụng thiết bị thích hợp", "suitable equipment is used").open("Xem tại chỗ.", "Seen on the spot."),
    clause("7.5.1 d", "có và sử dụng phương tiện theo dõi, đo lường", "there is equipment for monitoring, and it is used")
        .open("Xem tại chỗ.", "Seen on the spot."),
    clause("7.5.1 e", "thực hiện theo dõi, đo lường", "monitoring is carried out").by(&["iso/indicators"]),
    clause("7.5.1 f", "thông qua, giao kết quả và làm việc sau khi giao", "results are released, handed over and followed up")
        .by(&["iso/release"]),
    clause(
        "7.5.2",
        "quá trình mà kết quả không kiểm tra được thì phải xác nhận giá trị sử dụng",
        "processes whose results cannot be checked afterwards are validated",
    )
    .by(&["iso/clauses-covered", "iso/exclusion-validation"])
    .open(
        "Kết quả có kiểm tra được trước khi giao hay không phải xem công việc.",
        "Whether results can be checked before hand-over takes a look at the work.",
    ),
    answered(
        "7.5.3",
        "nhận biết hồ sơ, sản phẩm và tình trạng của chúng; truy được nguồn gốc khi có yêu cầu",
        "product and its status are identified, and can be traced where that is required",
    ),
    clause("7.5.4", "giữ gìn tài sản của khách hàng", "the property of customers is taken care of")
        .by(&["iso/clauses-covered", "iso/exclusion-property", "data/withdrawal"])
        .open(
            "Giấy tờ nộp hẳn không phải tài sản của khách hàng; định nghĩa không nói giấy nào được trả lại.",
            "A paper handed over for good is no customer property; the definition does not say which is given back.",
        ),
    answered("7.5.5", "bảo toàn sản phẩm đến khi giao", "the product is preserved until it is handed over"),
    answered("7.6", "kiểm soát thiết bị theo dõi và đo lường", "monitoring and measuring equipment is controlled"),
];
