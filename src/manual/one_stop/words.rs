//! The words of the one-stop forms.

use crate::model::value::Language;

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        #[derive(Debug)]
        pub(super) struct Words { $(pub $name: &'static str),* }
        static VI: Words = Words { $($name: $vi),* };
        static EN: Words = Words { $($name: $en),* };
    };
}

words! {
    forms: "Biểu mẫu một cửa", "One-stop forms";
    form_number: "Mẫu số", "Form";
    under: "Theo", "Under";
    used_at: "Lập tại bước", "Made at";
    sheet: "Khổ giấy", "Sheet";
    any_case: "khi phát sinh", "whenever it arises";
    forms_note: "Mọi thủ tục đều có đủ các phiếu này: hồ sơ thiếu, bị từ chối hoặc trễ hẹn đều có thể phát sinh dù quy trình không dự liệu, và khi đó phải trả lời bằng văn bản. Ô vuông (□) để đánh dấu; dòng chấm để điền.", "Every procedure has all of these: any dossier may turn out incomplete, be refused or be late though the process does not foresee it, and the answer is then due in writing. Boxes (□) are ticked, dotted lines filled in.";
    once_note: "Chỉ hẹn lại một lần; thông báo và xin lỗi chậm nhất một ngày trước ngày hẹn trả (Nghị định số 61/2018/NĐ-CP).", "A new date is given once only; the notice and the apology go out at the latest one day before the due date (Decree 61/2018/NĐ-CP).";
    nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM";
    motto: "Độc lập – Tự do – Hạnh phúc", "Independence – Freedom – Happiness";
    number: "Số", "No.";
    desk: "Bộ phận tiếp nhận và trả kết quả", "One-stop unit";
    day: "ngày …… tháng …… năm ………", "date …………………";
    moment: "…… giờ …… phút, ngày …… tháng …… năm ………", "…… : ……, date …………………";
    from_whom: "tiếp nhận hồ sơ của", "has received the dossier of";
    identity: "Số CMND/CCCD/hộ chiếu", "Identity paper No.";
    address: "Địa chỉ", "Address";
    phone: "Số điện thoại", "Telephone";
    email: "Thư điện tử", "E-mail";
    matter: "Nội dung yêu cầu giải quyết", "Matter";
    dossier_number: "Mã hồ sơ", "Dossier No.";
    papers: "1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:", "1. Papers of the dossier, their kind and number:";
    item: "Tên giấy tờ", "Paper";
    kind: "Loại giấy tờ", "Kind";
    quantity: "Số lượng", "Number";
    to_show: "Xuất trình", "Shown";
    original: "Bản chính", "Original";
    certified: "Bản chứng thực", "Certified copy";
    photocopy: "Bản photo", "Plain copy";
    when: "Trường hợp", "Where";
    sets: "2. Số lượng hồ sơ", "2. Sets";
    one_set: "bộ", "set";
    several_sets: "bộ", "sets";
    received: "3. Thời gian nhận hồ sơ", "3. Received";
    due: "4. Thời gian trả kết quả giải quyết hồ sơ", "4. Result due";
    limit: "Thời hạn giải quyết", "Time limit";
    at_once: "giải quyết ngay khi nhận đủ hồ sơ hợp lệ", "at once when the dossier is complete and in order";
    counted: "kể từ ngày nhận đủ hồ sơ hợp lệ", "from the day a complete and valid dossier is received";
    late_today: "hồ sơ nhận sau %t mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo", "what comes in after %t and cannot be settled at once is due on the next working day";
    late_counted: "hồ sơ nhận sau %t được tính từ ngày làm việc tiếp theo", "what comes in after %t counts from the next working day";
    not_counted: "Không tính vào thời hạn", "Not counted";
    longer: "Có thể kéo dài", "May be longer";
    by: "thêm", "by";
    at_most: "tối đa", "at most";
    return_at: "5. Đăng ký trả kết quả tại", "5. Result to be collected at";
    fees: "6. Phí, lệ phí", "6. Fees and charges";
    none: "Không", "None";
    by_law: "theo quy định của cơ quan có thẩm quyền", "as set by the competent authority";
    not_stated: "Chưa quy định", "Not stated";
    in_register: "Vào Sổ theo dõi hồ sơ, Quyển số", "Entered in the register, volume";
    serial: "Số thứ tự", "No.";
    hands_in: "NGƯỜI NỘP HỒ SƠ", "APPLICANT";
    receives: "NGƯỜI TIẾP NHẬN HỒ SƠ", "RECEIVED BY";
    guides: "NGƯỜI HƯỚNG DẪN", "GUIDANCE GIVEN BY";
    head: "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "HEAD OF THE OFFICE";
    sign: "(Ký và ghi rõ họ tên)", "(signature, full name)";
    seal: "(Ký, ghi rõ họ tên, đóng dấu)", "(signature, full name, seal)";
    supplement_asks: "Yêu cầu Ông/Bà bổ sung, hoàn thiện những giấy tờ được đánh dấu dưới đây:", "Please add or complete what is ticked below:";
    copies: "Số lượng", "Number";
    other_paper: "Nội dung khác", "Other";
    reason: "Lý do", "Reason";
    other_reason: "Lý do khác", "Other reason";
    ask_us: "Trong khi hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ với công chức", "With any question while completing the dossier please ask";
    ask_phone: "số điện thoại", "telephone";
    refuses: "Qua xem xét, cơ quan không tiếp nhận, không giải quyết hồ sơ này vì lý do được đánh dấu dưới đây:", "The dossier was examined. It is not accepted, or not settled, for what is ticked below:";
    condition: "Không đáp ứng yêu cầu, điều kiện", "This condition is not met";
    papers_back: "Giấy tờ đã nộp được trả lại cùng phiếu này. Xin thông báo để Ông/Bà được biết và thực hiện.", "The papers handed in are returned with this slip.";
    to: "Kính gửi", "To";
    taken_in: "Cơ quan đã tiếp nhận hồ sơ của Ông/Bà về việc", "The office has received your dossier on";
    taken_on: "Ngày nhận hồ sơ", "Received on";
    promised: "Ngày hẹn trả kết quả", "Result promised for";
    is_late: "Đến nay hồ sơ chưa giải quyết xong. Lý do chậm", "It is not settled yet. Reason for the delay";
    sorry: "Cơ quan xin lỗi Ông/Bà về sự chậm trễ này và hẹn trả kết quả vào", "The office apologises for the delay and will return the result on";
    sorry_longer: "Cơ quan xin lỗi Ông/Bà về sự chậm trễ này và đề nghị gia hạn thời gian giải quyết đến", "The office apologises for the delay and asks for more time, until";
    thanks: "Rất mong nhận được sự thông cảm của Ông/Bà.", "We ask for your understanding.";
    stops: "Cơ quan thông báo dừng giải quyết hồ sơ này kể từ", "Work on this dossier stops from";
    stop_asked: "Theo đề nghị của người nộp hồ sơ,", "At the request of the applicant,";
    papers_at: "Ông/Bà nhận lại giấy tờ đã nộp tại", "The papers handed in can be collected at";
    owner: "Chủ hồ sơ", "Applicant";
    procedure: "Loại thủ tục", "Procedure";
    received_at: "Thời gian nhận hồ sơ", "Received";
    due_at: "Thời gian trả kết quả", "Result due";
    offices: "Cơ quan, bộ phận giải quyết hồ sơ", "Who handles the dossier";
    office: "Tên cơ quan, bộ phận", "Office";
    gives: "1. Giao", "1. From";
    takes: "2. Nhận", "2. To";
    has: "Thời gian được giao", "Time given";
    hand_over: "Thời gian giao, nhận hồ sơ", "Hand-over";
    hour_day: "Giờ, ngày", "Hour, day";
    giver: "Người giao", "Given by";
    taker: "Người nhận", "Taken by";
    outcome: "Kết quả giải quyết", "Outcome";
    early: "Trước\u{a0}hạn", "Early";
    on_time: "Đúng\u{a0}hạn", "On\u{a0}time";
    late: "Quá\u{a0}hạn", "Late";
    remark: "Ghi chú", "Remarks";
    moment_short: "……\u{a0}giờ\u{a0}……\n…../…../………", "……\u{a0}:\u{a0}……\n…../…../………";
    at_the_same_time: "cùng lúc với dòng", "at the same time as row";
    again: "quay lại, lặp lại từ dòng này", "comes back: again from this row";
    may_come_back: "có thể phải làm lại", "may come back here";
    only_when: "Khi", "Where";
    other_ways: "Giao, nhận chỉ khi phát sinh: bổ sung, xác minh, từ chối, trả lại", "Only where it arises: supplement, verification, refusal, return";
    usual_way: "Theo trình tự khi hồ sơ đầy đủ, hợp lệ", "In the usual order, for a dossier that is complete and in order";
    register_of: "Bộ phận tiếp nhận và trả kết quả", "One-stop unit";
    volume: "Quyển số", "Volume";
    year: "Năm", "Year";
    no: "TT", "No.";
    service: "Tên thủ tục hành chính", "Procedure";
    set_count: "Số bộ hồ sơ", "Sets";
    person: "Tên cá nhân, tổ chức", "Applicant";
    contact: "Địa chỉ, số điện thoại", "Address, telephone";
    handled_by: "Cơ quan giải quyết", "Handled by";
    in_and_out: "Nhận và trả kết quả", "Receipt and return";
    day_in: "Nhận hồ sơ", "Received";
    day_due: "Hẹn trả", "Due";
    day_out: "Trả kết quả", "Returned";
    channel: "Phương thức nhận", "How";
    signed: "Ký nhận", "Signature";
    layout_unread: "Các cột theo sổ thường dùng, chưa đối chiếu với mẫu của văn bản.", "The columns are those in use; they were not compared with the form of the act.";
    entered: "Thủ tục được ghi vào sổ", "Procedures entered in the register";
    counter: "Nơi tiếp nhận", "Counter";
    slips: "Biểu mẫu", "Forms";
    slips_of: "Giấy, phiếu giao người nộp", "Slips for the applicant";
    by_post: "Qua dịch vụ bưu chính", "By post";
    online: "Trực tuyến", "Online";
}

pub(super) fn words(language: &Language) -> &'static Words {
    if *language == Language::Vi { &VI } else { &EN }
}
