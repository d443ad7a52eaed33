//! ISO 9001:2008: the six documented procedures and the twenty-one required records.
//!
//! Source of the records: Whittington Associates, 2013, who count 23 by splitting two rows. Their
//! Vietnamese names are not verified.

use super::{Requirement, clause};

/// A documented procedure.
const fn procedure(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    clause(place, vi, en).topic("thủ tục dạng văn bản", "documented procedure").read().by(&["iso/documented-procedures"])
}

/// A required record: its name stands for what is asked.
const fn record(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    clause(place, vi, en).topic(vi, en).read().by(&["iso/required-record", "iso/record-unshown"])
}

pub(super) static TABLE: &[Requirement] = &[
    procedure("4.2.3", "có thủ tục kiểm soát tài liệu", "there is a procedure for the control of documents"),
    procedure("4.2.4", "có thủ tục kiểm soát hồ sơ", "there is a procedure for the control of records"),
    procedure("8.2.2", "có thủ tục đánh giá nội bộ", "there is a procedure for internal audit"),
    procedure("8.3", "có thủ tục kiểm soát sản phẩm không phù hợp", "there is a procedure for nonconforming product"),
    procedure("8.5.2", "có thủ tục hành động khắc phục", "there is a procedure for corrective action"),
    procedure("8.5.3", "có thủ tục hành động phòng ngừa", "there is a procedure for preventive action"),
    record("5.6.1", "hồ sơ xem xét của lãnh đạo", "record of management reviews"),
    record("6.2.2 e", "hồ sơ học vấn, đào tạo, kỹ năng, kinh nghiệm", "record of education, training, skills, experience"),
    record(
        "7.1 d",
        "hồ sơ chứng minh quá trình và sản phẩm đáp ứng yêu cầu",
        "record that processes and product meet requirements",
    ),
    record("7.2.2", "hồ sơ kết quả xem xét yêu cầu và việc đã làm", "record of the review of requirements and what came of it"),
    record("7.3.2", "hồ sơ đầu vào của thiết kế", "record of design inputs"),
    record("7.3.4", "hồ sơ xem xét thiết kế", "record of design reviews"),
    record("7.3.5", "hồ sơ kiểm tra xác nhận thiết kế", "record of design verification"),
    record("7.3.6", "hồ sơ xác nhận giá trị sử dụng của thiết kế", "record of design validation"),
    record("7.3.7", "hồ sơ xem xét thay đổi thiết kế", "record of design changes"),
    record("7.4.1", "hồ sơ đánh giá nhà cung ứng", "record of supplier evaluations"),
    record(
        "7.5.2 d",
        "hồ sơ xác nhận quá trình, theo yêu cầu của tổ chức",
        "record of process validation, as the organisation requires",
    ),
    record(
        "7.5.3",
        "hồ sơ nhận biết duy nhất, khi cần truy nguồn gốc",
        "record of unique identification, where traceability is required",
    ),
    record(
        "7.5.4",
        "hồ sơ tài sản của khách hàng bị mất, hư hỏng, không dùng được",
        "record of customer property lost, damaged or unsuitable",
    ),
    record("7.6 a", "hồ sơ căn cứ hiệu chuẩn khi không có chuẩn", "record of the basis of calibration where no standard exists"),
    record(
        "7.6",
        "hồ sơ về giá trị của kết quả trước đó khi thiết bị không phù hợp",
        "record on the validity of earlier results when equipment does not conform",
    ),
    record("7.6", "hồ sơ kết quả hiệu chuẩn, kiểm tra xác nhận thiết bị", "record of calibration and verification results"),
    record("8.2.2", "hồ sơ các cuộc đánh giá và kết quả", "record of audits and their results"),
    record("8.2.4", "hồ sơ về sự phù hợp và người cho phép thông qua", "record of conformity and of who authorised release"),
    record(
        "8.3",
        "hồ sơ bản chất sự không phù hợp, việc đã làm, nhân nhượng",
        "record of nonconformities, actions and concessions",
    ),
    record("8.5.2 e", "hồ sơ kết quả hành động khắc phục", "record of the results of corrective action"),
    record("8.5.3 d", "hồ sơ kết quả hành động phòng ngừa", "record of the results of preventive action"),
];
