//! ISO 9001:2008, clause 5: leadership, policy, objectives, responsibility, management review.

use super::{Requirement, clause};

pub(super) static TABLE: &[Requirement] = &[
    clause("5.1", "lãnh đạo cao nhất cam kết với hệ thống", "the top management is committed to the system")
        .topic("lãnh đạo cao nhất", "top management")
        .by(&["iso/leader", "iso/clauses-covered"]),
    clause(
        "5.1 a",
        "truyền đạt tầm quan trọng của yêu cầu của khách hàng và của pháp luật",
        "the importance of the requirements of customers and law is made known",
    )
    .open("Không định nghĩa được.", "Nothing that can be defined."),
    clause("5.1 b", "thiết lập chính sách chất lượng", "a policy is set").by(&["iso/policy"]),
    clause("5.1 c", "bảo đảm thiết lập mục tiêu chất lượng", "objectives are set").by(&["iso/objectives"]),
    clause("5.1 d", "tiến hành xem xét của lãnh đạo", "management reviews are held").by(&["iso/review-leader"]),
    clause("5.1 e", "bảo đảm sẵn có nguồn lực", "resources are made available").open(
        "Nguồn lực được cấp hay không xem ở quyết định và tại chỗ.",
        "Whether resources are given is seen in decisions and on the spot.",
    ),
    clause(
        "5.2",
        "yêu cầu của khách hàng được xác định và đáp ứng để nâng cao sự thỏa mãn",
        "the requirements of customers are known and met, so as to satisfy them",
    )
    .by(&["iso/clauses-covered"])
    .open("Đáp ứng hay không do kết quả cho biết.", "Whether they are met is told by results."),
    clause("5.3", "có chính sách chất lượng do lãnh đạo cao nhất ban hành", "there is a policy, set by the top management")
        .topic("chính sách", "the policy")
        .by(&["iso/policy", "iso/policy-leader", "iso/policy-approval"]),
    clause("5.3 a", "chính sách phù hợp với mục đích của tổ chức", "the policy fits the purpose of the organisation")
        .open("Thuộc về ý nghĩa của câu chữ.", "A matter of meaning."),
    clause(
        "5.3 b",
        "chính sách có cam kết đáp ứng yêu cầu và cải tiến",
        "the policy holds a commitment to comply and to improve",
    )
    .by(&["iso/policy-commitments"]),
    clause("5.3 c", "chính sách là cơ sở để lập và xem xét mục tiêu", "the policy is a framework for objectives")
        .open("Thuộc về ý nghĩa của câu chữ.", "A matter of meaning."),
    clause("5.3 d", "chính sách được truyền đạt và thấu hiểu", "the policy is known and understood")
        .open("Phải phỏng vấn mới biết.", "Asked in interviews."),
    clause("5.3 e", "chính sách được xem xét sự phù hợp", "the policy is reviewed for its suitability")
        .by(&["iso/review-subject"]),
    clause("5.4.1", "có mục tiêu chất lượng", "there are quality objectives")
        .topic("mục tiêu", "objectives")
        .by(&["iso/objectives", "iso/objectives-year"]),
    clause("5.4.1", "mục tiêu đo được", "objectives can be measured").topic("đo được", "measurable").by(&[
        "iso/objective-target",
        "iso/objective-fraction",
        "iso/objective-period",
        "iso/objective-source",
        "iso/objective-by",
        "iso/objective-measure",
        "iso/indicator-target",
        "iso/target-trivial",
    ]),
    clause(
        "5.4.1",
        "mục tiêu ở các cấp và bộ phận chức năng liên quan",
        "there are objectives at the functions and levels concerned",
    )
    .topic("các cấp", "levels")
    .by(&["iso/objective-levels", "iso/objective-owner"]),
    clause("5.4.1", "có mục tiêu đáp ứng yêu cầu của sản phẩm, dịch vụ", "some objectives are about the service itself")
        .topic("sản phẩm, dịch vụ", "product")
        .by(&["iso/objective-product", "iso/objective-clause", "iso/objective-outside"]),
    clause("5.4.1", "mục tiêu nhất quán với chính sách và với nhau", "objectives agree with the policy and with each other")
        .topic("nhất quán", "consistent")
        .open(
            "Hai mục tiêu có thể đếm cùng một thứ cho hai lĩnh vực: tử số \
             giống nhau mà chỉ tiêu khác nhau không phải là mâu thuẫn.",
            "Two objectives may count the same things for different fields: \
             equal numerators with other targets are no contradiction.",
        ),
    clause(
        "5.4.2 a",
        "hoạch định hệ thống để đáp ứng 4.1 và đạt mục tiêu",
        "the system is planned so as to meet 4.1 and the objectives",
    )
    .by(&["iso/objective-missed", "iso/clauses-covered"]),
    clause("5.4.2 b", "hệ thống giữ được tính nhất quán khi thay đổi", "the system stays whole when it is changed").open(
        "Thể hiện ở quyết định thay đổi, không ở định nghĩa sau thay đổi.",
        "Shown by what was decided, not by the definition that came of it.",
    ),
    clause(
        "5.5.1",
        "trách nhiệm và quyền hạn được xác định và thông báo",
        "responsibilities and authorities are laid down and made known",
    )
    .by(&[
        "iso/responsibility",
        "iso/accountable",
        "iso/approver-authority",
        "iso/objective-owner",
        "iso/owner",
        "iso/owner-kind",
        "iso/structure",
        "data/asks-itself",
        "data/unit",
    ]),
    clause("5.5.2", "đại diện lãnh đạo là thành viên của ban lãnh đạo", "the representative is a member of the management")
        .topic("đại diện lãnh đạo", "representative")
        .by(&["iso/representative", "iso/representative-kind"]),
    clause(
        "5.5.2 a",
        "đại diện bảo đảm các quá trình được thiết lập và duy trì",
        "the representative sees to it that the processes are set up",
    )
    .open(
        "Nhiệm vụ ghi bằng lời; làm hay không phải xem tại chỗ.",
        "The duty is a text; whether it is done is seen on the spot.",
    ),
    clause(
        "5.5.2 b",
        "đại diện báo cáo kết quả hoạt động và nhu cầu cải tiến",
        "the representative reports on performance and needs",
    )
    .open("Báo cáo là bằng chứng của một năm.", "Reports are evidence of a year."),
    clause(
        "5.5.2 c",
        "đại diện thúc đẩy nhận thức về yêu cầu của khách hàng",
        "the representative makes people aware of the requirements of customers",
    )
    .open("Phải phỏng vấn mới biết.", "Asked in interviews."),
    clause("5.5.3", "có cách trao đổi thông tin trong nội bộ", "there are ways of communicating inside")
        .by(&["iso/clauses-covered"])
        .open("Trao đổi có hiệu lực hay không phải xem tại chỗ.", "Whether they work is seen on the spot."),
    clause(
        "5.6.1",
        "lãnh đạo cao nhất xem xét hệ thống, chính sách và mục tiêu",
        "the top management reviews the system, the policy and the objectives",
    )
    .by(&["iso/review-leader", "iso/review-subject", "iso/clauses-covered"]),
    clause("5.6.1", "xem xét theo định kỳ đã hoạch định", "reviews are held at planned intervals")
        .topic("định kỳ", "intervals")
        .open(
            "Là bằng chứng của một năm; chỉ số có thể đo, nhưng không bắt buộc.",
            "Evidence of a year; an indicator may measure it, none has to.",
        ),
    clause("5.6.2", "có quy định đầu vào của việc xem xét", "it is laid down what a review looks at")
        .topic("đầu vào", "inputs")
        .by(&["iso/clauses-covered"]),
    clause("5.6.2 a", "đầu vào: kết quả đánh giá", "input: results of audits").by(&["iso/review-inputs"]),
    clause("5.6.2 b", "đầu vào: phản hồi của khách hàng", "input: feedback of customers").by(&["iso/review-inputs"]),
    clause(
        "5.6.2 c",
        "đầu vào: việc thực hiện các quá trình và sự phù hợp của sản phẩm",
        "input: performance of processes and conformity of the product",
    )
    .by(&["iso/review-inputs"]),
    clause("5.6.2 d", "đầu vào: tình trạng hành động khắc phục, phòng ngừa", "input: state of corrective and preventive actions")
        .by(&["iso/review-inputs"]),
    clause("5.6.2 e", "đầu vào: việc thực hiện kết luận lần trước", "input: what came of earlier reviews")
        .by(&["iso/review-inputs"]),
    clause("5.6.2 f", "đầu vào: thay đổi có thể ảnh hưởng đến hệ thống", "input: changes that could affect the system")
        .by(&["iso/review-inputs"]),
    clause("5.6.2 g", "đầu vào: khuyến nghị cải tiến", "input: recommendations")
        .open("Khuyến nghị không có giấy tờ riêng.", "They have no paper of their own."),
    clause("5.6.3", "có quy định đầu ra của việc xem xét", "it is laid down what a review decides")
        .topic("đầu ra", "outputs")
        .by(&["iso/clauses-covered"]),
    clause("5.6.3 a", "đầu ra: cải tiến hệ thống và các quá trình", "output: improvement of the system and its processes")
        .by(&["iso/review-outputs"]),
    clause(
        "5.6.3 b",
        "đầu ra: cải tiến dịch vụ theo yêu cầu của khách hàng",
        "output: improvement of the service against what customers ask",
    )
    .open(
        "Không điều khoản nào chỉ nói riêng việc này; điểm a và c được kiểm tra.",
        "No clause stands for it alone; a and c are looked for.",
    ),
    clause("5.6.3 c", "đầu ra: nhu cầu nguồn lực", "output: resource needs").by(&["iso/review-outputs"]),
];
