//! Words that only the quality manual needs.

use crate::model::value::Language;

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        pub(super) struct Words { $(pub $name: &'static str),* }
        static VI: Words = Words { $($name: $vi),* };
        static EN: Words = Words { $($name: $en),* };
    };
}

words! {
    standard: "Tiêu chuẩn áp dụng", "Standard applied";
    content_note: "Mã nội dung bao gồm các phần do tổ chức tự mô tả; mục tiêu, quy trình và các danh mục được kiểm soát riêng.", "The content hash covers what the organisation says of itself; objectives, procedures and registers are controlled by themselves.";
    history: "1.1 Giới thiệu tổ chức", "1.1 The organisation";
    by_clause: "Tài liệu theo điều khoản", "Documents by clause";
    clause_chapter: "Điều", "Clause";
    justified: "Ngoại lệ áp dụng; lý giải ở Phần 3.", "Excluded; the justification is in Part 3.";
    title_unread: ". Tên điều khoản bằng tiếng Việt", ". The Vietnamese title";
    excluded_unjustified: "Ngoại lệ áp dụng; chưa có lý giải.", "Excluded; no justification is given.";
    nothing_shown: "Các định nghĩa chưa cho thấy cách đáp ứng điều khoản này.", "The definitions do not show how this clause is met.";
    for_auditor: "Yêu cầu không xác định được từ tài liệu, do đánh giá viên xem xét", "Requirements that documents cannot decide, left to the auditor";
    not_followed: "Tổ chức chưa nêu tiêu chuẩn áp dụng.", "The organisation names no standard that it follows.";
    matrix: "Phần 8: Ma trận điều khoản và quá trình", "Part 8: Clauses and processes";
    matrix_note: "x: quá trình nêu điều khoản; o: chỉ có quy trình thuộc quá trình nêu điều khoản. Số ở đầu cột là số thứ tự của quá trình trong danh sách dưới đây.", "x: the process names the clause; o: only a procedure of the process does. The heads of the columns are the numbers of the processes in the list below.";
    sum: "Cộng", "Sum";
    editions: "Phần 9: Tương ứng giữa ISO 9001:2008 và ISO 9001:2015", "Part 9: ISO 9001:2008 and ISO 9001:2015";
    edition_2008: "Điều khoản 2008", "Clause of 2008";
    edition_2015: "Điều khoản 2015", "Clause of 2015";
    remark: "Ghi chú", "Remark";
    application: "Áp dụng, ngoại lệ", "Application, exclusions";
    new_clauses: "Yêu cầu mới của ISO 9001:2015", "New in ISO 9001:2015";
    simplification: "Phần 10: Đơn giản hóa thủ tục hành chính", "Part 10: Simplification of administrative procedures";
    no_services: "Không có thủ tục hành chính nào trong hệ thống.", "The system has no administrative procedures.";
    needed: "Số thủ tục cần đạt", "Needed for the target";
    still_needed: "Còn thiếu", "Still missing";
    whole_report: "Báo cáo đơn giản hóa đầy đủ", "The whole simplification report";
    simplified_number: "Số thủ tục được đơn giản hóa", "Procedures simplified";
    share: "Tỷ lệ", "Share";
    target_met: "Mục tiêu 10%", "Target of 10%";
}

pub(super) fn words(language: &Language) -> &'static Words {
    if *language == Language::Vi { &VI } else { &EN }
}
