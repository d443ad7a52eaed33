//! The words of the registers.

use crate::manual::words::words;

words! {
    empty: "Danh mục này chưa có mục nào.", "There is nothing in this register yet.";
    drafted_by: "Đơn vị soạn thảo", "Drafted by";
    next_review: "Hạn soát xét", "Review by";
    overdue: "quá hạn", "overdue";
    review_note: "Hạn soát xét là 36 tháng kể từ ngày ban hành gần nhất, mức dài nhất thường dùng; tài liệu được soát xét sớm hơn khi pháp luật hoặc tổ chức thay đổi.", "A document is reviewed within 36 months of its latest issue, the longest period in common use, and sooner when the law or the organisation changes.";
    obsolete: "Tài liệu đã hết hiệu lực", "Documents no longer in force";
    type_of_document: "Phân loại", "Kind";
    valid: "Còn hiệu lực", "In force";
    lapsed: "Hết hiệu lực", "No longer in force";
    lapsed_from: "Hết hiệu lực từ", "No longer in force from";
    replaced: "Đã thay thế bởi", "Replaced by";
    not_yet: "Chưa có hiệu lực", "Not yet in force";
    form_number: "Số hiệu", "Number";
    keeping_unit: "Đơn vị lưu", "Kept by";
    keeper: "Người giữ", "Keeper";
    used_in: "Sử dụng ở quy trình", "Used in";
    unregistered: "chưa có trong danh mục biểu mẫu", "not in the register of forms";
    distribution: "Phân phối và thu hồi tài liệu", "Distribution and withdrawal of documents";
    received: "Ký nhận, ngày nhận", "Received: signature, date";
    withdrawn: "Thu hồi bản cũ, ngày", "Old copy withdrawn: date";
    revisions: "Theo dõi sửa đổi tài liệu", "Revisions of documents";
    current: "Hiện hành", "Current";
    superseded: "Đã được thay thế", "Superseded";
    withdrawn_issue: "Hết hiệu lực", "No longer in force";
    draft: "Bản nháp", "Draft";
    objectives: "Mục tiêu chất lượng", "Quality objectives";
    by: "Năm phải đạt", "By";
    audit: "Chương trình đánh giá nội bộ", "Internal audit programme";
    audit_year: "Năm:", "Year:";
    audit_note: "Mỗi quá trình và mỗi đơn vị trong hệ thống được đánh giá ít nhất một lần trong năm; nơi quan trọng hơn hoặc lần trước có sự không phù hợp thì đánh giá nhiều hơn. Đánh giá viên không đánh giá công việc của chính mình. Phạm vi dưới đây lấy từ bộ định nghĩa; thời gian và đánh giá viên do đại diện lãnh đạo điền.", "Every process and every unit of the system is audited at least once in the year, and more often where it matters more or where nonconformities were found before. Auditors do not audit their own work. What is audited is taken from the definitions; the management representative fills in days and auditors.";
    audit_decision: "Đánh giá nội bộ ít nhất mỗi năm một lần: điểm b khoản 4 Điều 4", "An internal audit at least once a year: Art. 4(4) b of";
    by_process: "Theo quá trình", "By process";
    by_unit: "Theo đơn vị", "By unit";
    no_process: "Quy trình chưa thuộc quá trình nào", "Procedures that belong to no process";
    units: "Đơn vị được đánh giá", "Units audited";
    month: "Thời gian", "When";
    auditors: "Đánh giá viên", "Auditors";
    general: "Yêu cầu chung của hệ thống (chưa có quy trình riêng)", "What holds for every unit (it has no procedure of its own)";
    clauses: "Điều khoản", "Clauses";
    outside: "Do cơ quan bên ngoài thực hiện; đơn vị giữ tài liệu:", "Done by outside agencies; units that hold the documents:";
    same_as: "Như dòng", "As row";
    listed_by: "Người lập biểu", "Listed by";
    approved_by: "Người phê duyệt", "Approved by";
}
