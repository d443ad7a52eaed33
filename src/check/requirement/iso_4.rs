//! ISO 9001:2008, clauses 1.2 and 4: exclusions, processes, documents, records.

use super::{Requirement, clause};

pub(super) static TABLE: &[Requirement] = &[
    clause(
        "1.2",
        "chỉ ngoại lệ trong điều 7, và chỉ khi không ảnh hưởng tới \
         khả năng và trách nhiệm cung cấp sản phẩm đúng yêu cầu",
        "only requirements of clause 7 are excluded, and only where that leaves ability and responsibility as they are",
    )
    .by(&["iso/exclusion-outside", "iso/exclusion-core", "iso/exclusion-contradicted", "iso/exclusion-property"])
    .open(
        "Ngoại lệ có ảnh hưởng tới khả năng và trách nhiệm hay không phải đọc phần lý giải mới biết.",
        "Whether ability and responsibility suffer is read from the justification.",
    ),
    clause("4.1 a", "xác định các quá trình của hệ thống", "the processes of the system are known").by(&[
        "iso/process-empty",
        "iso/process-missing",
        "iso/process-kinds",
        "iso/purpose",
        "iso/scope",
    ]),
    clause("4.1 b", "xác định trình tự và sự tương tác của các quá trình", "their sequence and interaction are known")
        .by(&["iso/interaction", "iso/process-isolated", "data/related-itself"])
        .open(
            "Nhiều quy trình viện dẫn một quy trình chung, quy trình chung không cần \
             viện dẫn ngược lại; thiếu viện dẫn nào thì phải hiểu công việc mới biết.",
            "Many procedures name a common one (`QT-02`) that has no reason to name \
             each of them back; which link is missing takes knowledge of the work.",
        ),
    clause(
        "4.1 c",
        "xác định chuẩn mực và phương pháp để vận hành và kiểm soát các quá trình",
        "there are criteria and methods for running and controlling them",
    )
    .by(&["iso/controls"]),
    clause("4.1 d", "có sẵn nguồn lực và thông tin cần thiết", "resources and information are at hand").open(
        "Định nghĩa nêu phần mềm, địa điểm, biểu mẫu; có thật hay không \
         phải xem tại chỗ. Quy trình nội bộ có thể không cần nêu gì.",
        "A definition names software, places and forms; whether they are there \
         is seen on the spot. An internal procedure may rightly name none.",
    ),
    clause(
        "4.1 e",
        "theo dõi, đo lường khi có thể, và phân tích các quá trình",
        "they are watched, measured where possible, analysed",
    )
    .by(&["iso/indicators"]),
    clause("4.1 f", "thực hiện hành động để đạt kết quả và cải tiến", "what is needed is done to reach results and to improve")
        .open(
            "Đạt kết quả hay không do số liệu trong năm cho biết, không do định nghĩa.",
            "Whether results are reached is told by the figures of a year, not by a definition.",
        ),
    clause("4.1", "nhận biết và kiểm soát quá trình thuê ngoài", "work done outside is known and under control")
        .topic("quá trình thuê ngoài", "outsourced processes")
        .by(&["iso/outsourced", "iso/outside-role"]),
    clause("4.2.1 a", "có văn bản công bố chính sách và mục tiêu chất lượng", "policy and objectives are written down")
        .read()
        .by(&["iso/policy", "iso/policy-approval", "iso/objectives"]),
    clause("4.2.1 b", "có sổ tay chất lượng", "there is a quality manual").read().by(&["iso/manual-control"]),
    clause(
        "4.2.1 c",
        "có các thủ tục và hồ sơ mà tiêu chuẩn yêu cầu",
        "there are the procedures and records that the standard demands",
    )
    .read()
    .by(&["iso/documented-procedures", "iso/records"]),
    clause(
        "4.2.1 d",
        "có các tài liệu cần cho việc hoạch định, vận hành và kiểm soát",
        "there are the documents needed for planning, operation and control",
    )
    .read()
    .by(&["iso/clauses-covered", "iso/field-without-procedure"])
    .open(
        "Ngoài những tài liệu tiêu chuẩn nêu tên, cần tài liệu nào là do tổ chức tự xác định.",
        "Beyond those the standard names, which documents are needed is for the organisation to say.",
    ),
    clause(
        "4.2.2 a",
        "sổ tay nêu phạm vi của hệ thống, các ngoại lệ và lý giải",
        "the manual states the scope of the system, with the exclusions and their justification",
    )
    .read()
    .by(&[
        "iso/manual-scope",
        "iso/exclusion-unjustified",
        "iso/exclusion-outside",
        "iso/exclusion-core",
        "iso/exclusion-contradicted",
        "iso/exclusion-property",
        "iso/exclusion-twice",
        "iso/field-without-procedure",
    ]),
    clause(
        "4.2.2 b",
        "sổ tay có các thủ tục dạng văn bản hoặc viện dẫn đến chúng",
        "the manual holds the documented procedures or refers to them",
    )
    .read()
    .by(&["iso/clauses", "iso/step-clause"]),
    clause("4.2.2 c", "sổ tay mô tả sự tương tác giữa các quá trình", "the manual describes how the processes interact")
        .read()
        .by(&["iso/interaction"]),
    clause("4.2.2", "sổ tay là tài liệu được kiểm soát", "the manual is itself a controlled document")
        .topic("kiểm soát sổ tay", "control of the manual")
        .read()
        .by(&["iso/manual-control", "iso/manual-code"]),
    clause("4.2.3 a", "phê duyệt tài liệu trước khi ban hành", "documents are approved before they are issued").read().by(&[
        "iso/approval",
        "iso/approval-late",
        "iso/approval-order",
        "iso/approver",
        "iso/approver-authority",
        "iso/draft",
        "iso/draft-approved",
        "iso/effective",
        "time/source",
    ]),
    clause(
        "4.2.3 b",
        "xem xét, cập nhật khi cần và phê duyệt lại tài liệu",
        "documents are reviewed, updated where needed, and approved again",
    )
    .read()
    .by(&["iso/approval-stale", "iso/content-stale", "iso/reviewer", "data/section-reference", "data/step-reference"])
    .open(
        "Bảng sửa đổi chỉ cho thấy các lần sửa, không cho thấy lần xem xét không sửa gì.",
        "The revision table shows changes, not reviews that changed nothing.",
    ),
    clause(
        "4.2.3 c",
        "nhận biết được thay đổi và tình trạng sửa đổi hiện hành của tài liệu",
        "changes and the current revision can be told",
    )
    .read()
    .by(&["iso/revisions", "iso/revision-order", "iso/issue-order", "iso/manual-code", "iso/manual-control"]),
    clause("4.2.3 d", "có bản thích hợp của tài liệu ở nơi sử dụng", "the versions that apply are at hand where they are used")
        .read()
        .by(&["iso/distribution", "iso/distribution-quantity", "iso/distribution-twice", "iso/point-of-use"]),
    clause("4.2.3 e", "tài liệu rõ ràng, dễ đọc, dễ nhận biết", "documents are legible and easy to identify")
        .read()
        .by(&[
            "text/brackets",
            "text/capitals",
            "text/composed",
            "text/invisible",
            "text/language",
            "text/look-alike",
            "text/mojibake",
            "text/numbered",
            "text/placeholder",
            "text/procedure-title",
            "text/punctuation",
            "text/scope",
            "text/spaces",
            "text/step-title",
            "text/translation",
            "text/untranslated",
            "text/verb",
            "data/form-numbers",
            "data/listed-twice",
            "data/step-numbers",
        ])
        .open(
            "Bản in có đọc được hay không là việc của bản in.",
            "Whether a copy can be read is a property of the copy, not of the text.",
        ),
    clause(
        "4.2.3 f",
        "nhận biết tài liệu bên ngoài và kiểm soát việc phân phối chúng",
        "documents of external origin are identified and their distribution is controlled",
    )
    .read()
    .by(&[
        "iso/external-dates",
        "iso/external-followed",
        "iso/external-identity",
        "iso/external-lapsed",
        "iso/external-replacement",
        "iso/standard-registered",
    ])
    .open(
        "Văn bản bị sửa đổi mà tổ chức không biết thì phải tra cơ sở dữ \
         liệu pháp luật hiện nay; danh mục chỉ có điều người lập biết.",
        "Whether an act was amended without our knowing needs the register \
         of laws of today; that in the library is what its author knew.",
    ),
    clause(
        "4.2.3 g",
        "không sử dụng nhầm tài liệu lỗi thời; nếu giữ lại thì có dấu hiệu nhận biết",
        "obsolete documents are not used by mistake, and marked if they are kept",
    )
    .read()
    .by(&["iso/obsolete", "iso/obsolete-copies", "iso/external-lapsed", "data/form-unused", "data/code-in-text"]),
    clause(
        "4.2.4",
        "quy định việc nhận biết, bảo quản, sử dụng, thời gian lưu và hủy bỏ hồ sơ",
        "it is laid down how records are identified, stored, kept and disposed of",
    )
    .read()
    .by(&[
        "iso/records",
        "iso/record-control",
        "iso/record-disposal",
        "iso/record-keeper",
        "iso/record-retention",
        "data/record-not-made",
        "data/record-twice",
        "data/unused",
    ]),
    clause("4.2.4", "hồ sơ rõ ràng, được bảo vệ và truy xuất được", "records are legible, protected and can be retrieved")
        .topic("tình trạng hồ sơ", "state of the records")
        .read()
        .open(
            "Người giữ, nơi lưu, thời gian lưu ghi được và được kiểm tra; tủ hồ sơ thì không.",
            "Keeper, place and retention can be written down and are asked for; the cabinet cannot.",
        ),
    clause("4.2.4", "thời gian lưu hồ sơ đúng quy định", "the retention period is right")
        .topic("thời gian lưu", "retention period")
        .read()
        .open(
            "Chưa có nguồn công bố nào nêu thời gian lưu; thời gian ghi `verified: false` cho đến khi được đối chiếu.",
            "No published source of periods was found; a period is marked `verified: false` until one is read.",
        ),
];
