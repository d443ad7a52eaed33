//! The documents for word processors, read again: what real documents have stands in them.

#![cfg(feature = "docx")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod common;

use common::docx_text as text;
use quytrinh::check::Coverage;
use quytrinh::manual::{Format, Publication};
use quytrinh::{Language, Library};

/// The headings of quality manuals, procedures and registers of agencies, as they are found in practice.
const HEADINGS: &[(&str, &[&str])] = &[
    (
        "cover, approval, revisions",
        &[
            "Trách nhiệm",
            "Soạn thảo",
            "Xem xét",
            "Phê duyệt",
            "Họ tên",
            "Chữ ký",
            "Chức vụ",
            "Mã hiệu",
            "Lần ban hành",
            "Ngày ban hành",
            "Trang",
            "Mục lục",
            "Sửa đổi tài liệu",
            "Yêu cầu sửa đổi, bổ sung",
            "Trang, phần liên quan",
            "Mô tả nội dung sửa đổi",
            "Nơi nhận và phân phối",
        ],
    ),
    (
        "quality manual",
        &[
            "Sổ tay chất lượng",
            "Giới thiệu chung",
            "Cơ cấu tổ chức",
            "Chức năng, nhiệm vụ",
            "Phạm vi áp dụng hệ thống quản lý chất lượng",
            "Ngoại lệ áp dụng và lý giải",
            "Mô tả sự tương tác giữa các quá trình",
            "Danh mục tài liệu",
            "Chính sách chất lượng",
            "Mục tiêu chất lượng",
        ],
    ),
    (
        "procedures of the standard",
        &[
            "Kiểm soát tài liệu",
            "Kiểm soát hồ sơ",
            "Đánh giá nội bộ",
            "Kiểm soát dịch vụ không phù hợp",
            "Hành động khắc phục",
            "Hành động phòng ngừa",
            "Xem xét của lãnh đạo",
            "Đo lường sự hài lòng",
        ],
    ),
    (
        "procedure",
        &[
            "1. Mục đích",
            "2. Phạm vi áp dụng",
            "3. Tài liệu viện dẫn",
            "4. Định nghĩa, viết tắt",
            "5. Nội dung quy trình",
            "5.1 Cơ sở pháp lý",
            "5.2 Thành phần hồ sơ",
            "5.3 Số lượng hồ sơ",
            "5.4 Thời gian xử lý",
            "5.5 Nơi tiếp nhận và trả kết quả",
            "5.6 Phí, lệ phí",
            "5.7 Quy trình xử lý công việc",
            "6. Biểu mẫu",
            "7. Hồ sơ cần lưu",
            "Lưu đồ",
            "Trình tự",
            "Thời gian",
            "Biểu mẫu/Kết quả",
            "Bản chính",
            "Bản sao",
        ],
    ),
    (
        "statutory fields",
        &[
            "Lĩnh vực",
            "Cấp thực hiện",
            "Cơ quan có thẩm quyền quyết định",
            "Cơ quan trực tiếp thực hiện",
            "Cơ quan phối hợp",
            "Đối tượng thực hiện",
            "Kết quả thực hiện",
            "Yêu cầu, điều kiện",
            "Nộp trực tiếp",
            "Qua dịch vụ bưu chính",
            "Trực tuyến",
        ],
    ),
    (
        "one-stop forms",
        &[
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            "Phiếu từ chối",
            "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
            "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            "Sổ theo dõi hồ sơ",
        ],
    ),
    (
        "registers",
        &[
            "Danh mục tài liệu nội bộ",
            "Danh mục tài liệu bên ngoài",
            "Danh mục hồ sơ",
            "Danh mục biểu mẫu",
            "Tên tài liệu",
            "Tình trạng",
            "Cơ quan ban hành",
            "Nơi lưu",
            "Thời gian lưu",
            "Phương pháp hủy",
            "Người giữ",
            "Đơn vị nhận",
            "Loại bản",
            "Bản kiểm soát",
            "Hình thức",
            "Số lượng",
        ],
    ),
];

#[test]
fn the_headings_of_real_documents_are_all_there() {
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap();
    let publication = Publication { formats: vec![Format::Docx], languages: vec![Language::Vi], ..Publication::default() };
    let files = library.site(&library.measure(), &Coverage::of(&library, &library.check()), &publication);
    let documents: Vec<_> = files.iter().filter(|file| file.path.ends_with(".docx")).collect();
    assert_eq!(documents.len(), files.iter().filter(|file| !file.path.ends_with(".svg")).count());
    assert!(documents.len() >= library.procedures().len() + 4);
    let all: String = documents.iter().map(|file| text(&file.content).to_lowercase()).collect();
    for (what, headings) in HEADINGS {
        let missing: Vec<_> = headings.iter().filter(|heading| !all.contains(&heading.to_lowercase())).collect();
        assert!(missing.is_empty(), "{what}: {missing:?}");
    }
    let birth = documents.iter().find(|file| file.path == "vi/QT-TP-01.docx").unwrap();
    let birth = text(&birth.content);
    for heading in HEADINGS[3].1 {
        assert!(birth.contains(heading), "{heading}");
    }
    assert!(birth.contains("chưa đối chiếu") && birth.contains("minh họa"), "marks are printed");
}
