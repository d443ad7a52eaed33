//! ISO 9001:2008, clause 6: resources.

use super::{Requirement, clause};

pub(super) static TABLE: &[Requirement] = &[
    clause("6.1", "xác định và cung cấp nguồn lực", "resources are determined and provided")
        .by(&["iso/clauses-covered"])
        .open("Được cấp hay không xem tại chỗ.", "Whether they are there is seen on the spot."),
    clause(
        "6.2.1",
        "người làm việc ảnh hưởng đến sự phù hợp có đủ năng lực",
        "those whose work matters to conformity are competent",
    )
    .by(&["iso/clauses-covered"])
    .open(
        "Ai đang làm và có năng lực gì không có trong định nghĩa.",
        "Who does the work, and what he can, is not in a definition.",
    ),
    clause("6.2.2", "có quy định về năng lực, đào tạo và nhận thức", "competence, training and awareness are provided for")
        .topic("quy định", "provision")
        .by(&["iso/clauses-covered"]),
    clause("6.2.2 a", "xác định năng lực cần thiết", "the competence that is needed is written down")
        .by(&["iso/competence"])
        .open(
            "Năng lực của thủ trưởng, hội đồng theo luật bổ nhiệm; nhắc từng người chỉ thêm nhiễu.",
            "The competence of heads and councils follows from the law that appoints them; a note for each would be noise.",
        ),
    clause("6.2.2 b", "đào tạo hoặc có hành động khác để đạt năng lực", "training or other action brings it about").open(
        "Là bằng chứng; việc có hồ sơ thì được kiểm tra (`iso/required-record`).",
        "Evidence. That the record of it exists is asked for (`iso/required-record`).",
    ),
    clause("6.2.2 c", "đánh giá hiệu lực của việc đào tạo", "it is looked whether that worked").open(
        "Là bằng chứng; việc có hồ sơ thì được kiểm tra (`iso/required-record`).",
        "Evidence. That the record of it exists is asked for (`iso/required-record`).",
    ),
    clause(
        "6.2.2 d",
        "nhân sự nhận thức được đóng góp của mình vào mục tiêu",
        "people know how they contribute to the objectives",
    )
    .open("Phải phỏng vấn mới biết.", "Asked in interviews."),
    clause(
        "6.2.2 e",
        "lưu hồ sơ về học vấn, đào tạo, kỹ năng, kinh nghiệm",
        "records of education, training, skills and experience are kept",
    )
    .by(&["iso/required-record", "iso/record-unshown"]),
    clause("6.3", "có quy định về cơ sở hạ tầng", "infrastructure is provided for")
        .topic("quy định", "provision")
        .by(&["iso/clauses-covered"]),
    clause("6.3 a", "nhà cửa, không gian làm việc, phương tiện kèm theo", "buildings, workspace and utilities")
        .open("Xem tại chỗ.", "Seen on the spot."),
    clause("6.3 b", "trang thiết bị, phần cứng và phần mềm", "process equipment, hardware and software").open(
        "Bước nêu phần mềm; phần mềm có chạy hay không xem tại chỗ.",
        "A step names its software; whether it runs is seen on the spot.",
    ),
    clause(
        "6.3 c",
        "dịch vụ hỗ trợ: vận chuyển, liên lạc, hệ thống thông tin",
        "supporting services: transport, communication, information systems",
    )
    .open("Xem tại chỗ.", "Seen on the spot."),
    clause("6.4", "xác định và quản lý môi trường làm việc", "the work environment is determined and managed")
        .by(&["iso/clauses-covered"])
        .open("Xem tại chỗ.", "Seen on the spot."),
];
