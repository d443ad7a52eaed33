//! The documents' own words: one table for each language.

use crate::model::value::Language;

macro_rules! wording {
    ($($(#[$meta:meta])* $name:ident: $vi:literal, $en:literal;)*) => {
        /// Every word that documents bring of their own.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "each word is its own explanation")]
        pub struct Wording { $(pub $name: &'static str),* }
        static VI: Wording = Wording { $($name: $vi),* };
        static EN: Wording = Wording { $($name: $en),* };
    };
}

wording! {
    language_name: "Tiếng Việt", "English";
    // The site
    documents_of_the_system: "Các tài liệu", "Documents";
    as_file: "Tải về:", "As a file:";
    search: "Tìm", "Search";
    search_hint: "tên, mã hiệu, từ trong tài liệu", "name, code, words of a document";
    search_none: "Không tìm thấy", "Nothing found";
    skip: "Đến nội dung", "To the content";
    // Heads of documents
    procedure: "Quy trình", "Procedure";
    quality_manual: "Sổ tay chất lượng", "Quality manual";
    code: "Mã hiệu", "Code";
    issue: "Lần ban hành", "Issue";
    issue_date: "Ngày ban hành", "Issue date";
    effective: "Ngày hiệu lực", "Effective";
    status: "Tình trạng", "Status";
    in_force: "Đang hiệu lực", "In force";
    contents: "Mục lục", "Contents";
    // Approval, revisions, distribution
    approval: "Phê duyệt", "Approval";
    responsibility: "Trách nhiệm", "Responsibility";
    prepared: "Soạn thảo", "Prepared";
    reviewed: "Xem xét", "Reviewed";
    approved: "Phê duyệt", "Approved";
    name: "Họ tên", "Name";
    signature: "Chữ ký", "Signature";
    position: "Chức vụ", "Position";
    revisions: "Sửa đổi tài liệu", "Document revisions";
    revision_request: "Yêu cầu sửa đổi, bổ sung", "Request for change";
    revision_location: "Trang, phần liên quan", "Page or section";
    revision_change: "Mô tả nội dung sửa đổi", "What changed";
    distribution: "Nơi nhận và phân phối", "Distribution";
    receiving_unit: "Đơn vị nhận", "Receiving unit";
    copy_kind: "Loại bản", "Kind of copy";
    medium: "Hình thức", "Medium";
    quantity: "Số lượng", "Copies";
    controlled: "Bản kiểm soát", "Controlled copy";
    // Sections of a procedure: their numbers are with them
    purpose: "Mục đích", "Purpose";
    scope: "Phạm vi áp dụng", "Scope";
    references: "Tài liệu viện dẫn", "References";
    terms: "Định nghĩa, viết tắt", "Definitions and abbreviations";
    content: "Nội dung quy trình", "Procedure";
    legal_basis: "Cơ sở pháp lý", "Legal basis";
    dossier: "Thành phần hồ sơ", "Dossier";
    sets: "Số lượng hồ sơ", "Number of sets";
    processing_time: "Thời gian xử lý", "Processing time";
    place_of_receipt: "Nơi tiếp nhận và trả kết quả", "Place of receipt and return";
    fees: "Phí, lệ phí", "Fees and charges";
    work: "Quy trình xử lý công việc", "Steps of the work";
    flowchart: "Lưu đồ", "Flowchart";
    forms: "Biểu mẫu", "Forms";
    records: "Hồ sơ cần lưu", "Records to be kept";
    indicators: "Chỉ số theo dõi", "Indicators";
    simplification: "Đơn giản hóa", "Simplification";
    conditions: "Yêu cầu, điều kiện", "Requirements and conditions";
    results: "Kết quả thực hiện", "Results";
    applicants: "Đối tượng thực hiện", "Who may apply";
    agencies: "Cơ quan giải quyết", "Handling agency";
    decides: "Cơ quan có thẩm quyền quyết định", "Decides";
    handles: "Cơ quan trực tiếp thực hiện", "Handles";
    assists: "Cơ quan phối hợp", "Assists";
    service_code: "Mã thủ tục hành chính", "Procedure code";
    field: "Lĩnh vực", "Field";
    level: "Cấp thực hiện", "Level";
    owner: "Chịu trách nhiệm về quy trình", "Owner";
    clauses: "Điều khoản TCVN ISO 9001:2008", "ISO 9001:2008 clauses";
    in_person: "Nộp trực tiếp", "In person";
    by_post: "Qua dịch vụ bưu chính", "By post";
    online: "Trực tuyến", "Online";
    online_level: "Mức độ", "Level";
    publication: "Công khai thủ tục", "Publication";
    posted_at: "Niêm yết tại", "Posted at";
    // Tables
    no: "TT", "No.";
    step: "Bước", "Step";
    sequence: "Trình tự", "Sequence";
    doer: "Trách nhiệm", "Responsibility";
    time: "Thời gian", "Time";
    form_result: "Biểu mẫu/Kết quả", "Forms and results";
    paper: "Tên giấy tờ", "Paper";
    original: "Bản chính", "Original";
    certified_copy: "Bản sao chứng thực", "Certified copy";
    copy: "Bản sao", "Copy";
    form_code: "Biểu mẫu", "Form";
    basis: "Căn cứ", "Basis";
    to_show: "Xuất trình", "To show";
    when: "Trường hợp", "Case";
    form_title: "Tên biểu mẫu", "Title of the form";
    record_title: "Tên hồ sơ", "Record";
    keeper: "Người giữ", "Keeper";
    place: "Nơi lưu", "Place";
    retention: "Thời gian lưu", "Retention";
    disposal: "Phương pháp hủy", "Disposal";
    indicator: "Nội dung đo lường", "Indicator";
    target: "Chỉ tiêu", "Target";
    period: "Kỳ đo", "Period";
    source: "Nguồn số liệu", "Source of figures";
    document_title: "Tên tài liệu", "Document";
    number: "Số hiệu", "Number";
    issuer: "Cơ quan ban hành", "Issued by";
    fee_title: "Khoản thu", "Fee";
    amount: "Mức thu", "Amount";
    statutory: "Thời hạn theo luật định", "Limit set by law";
    committed: "Thời hạn cam kết", "Committed limit";
    cut_off: "Giờ chốt nhận hồ sơ trong ngày", "Cut-off hour";
    extensions: "Trường hợp kéo dài", "Extensions";
    excluded_time: "Thời gian không tính vào thời hạn", "Time that does not count";
    result_within: "Thời hạn của từng kết quả", "Limit of each result";
    longer_by: "thêm", "longer by";
    times: "lần", "times";
    after_time: "quá", "after";
    within: "tính chung với", "within";
    control: "Kiểm soát", "Control";
    accountable: "Chịu trách nhiệm chính", "Accountable";
    consulted: "Lấy ý kiến", "Consulted";
    informed: "Thông báo cho", "Informed";
    done_at: "Nơi thực hiện", "Place";
    software: "Phần mềm", "Software";
    during: "trong khi thực hiện", "during";
    signed: "Ngày ký", "Date signed";
    amended_by: "được sửa đổi bởi", "amended by";
    followed_by: "Đơn vị theo dõi", "Followed by";
    when_missed: "Khi không đạt", "When missed";
    and: "và", "and";
    counted_from: "tính từ bước", "from step";
    next: "Bước tiếp theo", "Next";
    ends: "Kết thúc", "End";
    interruptions: "Sự kiện có thể xảy ra trong quá trình xử lý", "What may happen at any moment";
    // Answers
    none: "Không", "None";
    per: "một", "per";
    up_to: "tối đa", "at most";
    not_stated: "Chưa quy định", "Not stated";
    by_law: "Theo quy định của cơ quan có thẩm quyền", "As set by the competent authority";
    validity: "Có giá trị", "Valid for";
    // Marks
    unverified: "chưa đối chiếu", "not verified";
    illustrative: "minh họa", "illustrative";
    fallback: "chưa có bản dịch", "not translated";
    illustrative_note: "Thời gian từng bước (và tỷ lệ rẽ nhánh, nếu có) chỉ để minh họa cách phân bổ thời hạn, không phải số liệu do cơ quan công bố.", "Step times (and branch shares, if any) only show how the limit can be shared out; no office published them.";
    times_source: "Nguồn của thời gian từng bước", "Source of the step times";
    unverified_note: "Nội dung có dấu “chưa đối chiếu” chưa được đối chiếu với văn bản gốc và không được coi là thông tin chính thức.", "What is marked “not verified” has not been compared with the original act and is not settled.";
    // Simplification
    before: "Trước", "Before";
    after: "Sau", "After";
    change: "Thay đổi", "Change";
    saved: "Tỷ lệ giảm", "Saved";
    measure: "Chỉ tiêu", "Measure";
    to_be: "Sau tất cả phương án", "All simplifications together";
    steps: "Số bước", "Steps";
    hand_offs: "Số lần chuyển giao giữa các vai trò", "Hand-offs between roles";
    documents: "Số giấy tờ phải nộp hoặc xuất trình", "Papers asked for";
    longest_time: "Thời gian theo đường dài nhất", "Time along the longest path";
    limit: "Thời hạn giải quyết", "Time limit";
    option: "Phương án", "Simplification";
    rationale: "Lý do", "Rationale";
    decided_by: "Cơ quan quyết định", "Decided by";
    baseline: "Mỗi phương án được so với quy trình sau các phương án đứng trước nó; tổng cộng được so với quy trình hiện hành. Phương án “đề xuất” chưa được cơ quan có thẩm quyền quyết định.", "Each simplification is compared with the procedure as those before it leave it; the total with the procedure as it is. A “proposed” simplification has not been decided by any authority.";
    no_simplification: "Chưa có phương án đơn giản hóa.", "There is no simplification yet.";
    not_applied: "không áp dụng được", "cannot be applied";
    unchanged: "không đổi", "unchanged";
    // The manual
    introduction: "1. Giới thiệu chung", "1. Introduction";
    organisation_units: "1.1 Cơ cấu tổ chức", "1.1 Organisation";
    roles_and_duties: "1.2 Vai trò, trách nhiệm và quyền hạn", "1.2 Roles, responsibilities and authorities";
    system_scope: "2. Phạm vi áp dụng hệ thống quản lý chất lượng", "2. Scope of the quality management system";
    exclusions: "3. Ngoại lệ áp dụng và lý giải", "3. Exclusions and justification";
    interaction: "4. Mô tả sự tương tác giữa các quá trình", "4. Interaction of the processes";
    document_list: "5. Danh mục tài liệu của hệ thống tương ứng với TCVN ISO 9001:2008", "5. Documents of the system, by clause of ISO 9001:2008";
    overview: "6. Khái quát hệ thống quản lý chất lượng", "6. The quality management system in outline";
    policy: "6.1 Chính sách chất lượng", "6.1 Quality policy";
    objectives: "6.2 Mục tiêu chất lượng", "6.2 Quality objectives";
    representative: "6.3 Đại diện lãnh đạo về chất lượng", "6.3 Management representative";
    clause_answers: "6.4 Mức độ đáp ứng các điều khoản", "6.4 Clauses: who answers them, and how far they are met";
    article_answers: "6.5 Mức độ đáp ứng quy định về thủ tục hành chính", "6.5 The acts on administrative procedures: how far they are met";
    unit: "Đơn vị", "Unit";
    kind: "Loại", "Kind";
    parent: "Trực thuộc", "Belongs to";
    function: "Chức năng, nhiệm vụ", "Function";
    role: "Vai trò", "Role";
    competence: "Yêu cầu năng lực", "Competence";
    duty: "Trách nhiệm, quyền hạn", "Responsibility and authority";
    clause: "Điều khoản", "Clause";
    clause_title: "Tên điều khoản", "Title of the clause";
    address: "Địa chỉ", "Address";
    outside_system: "ngoài phạm vi hệ thống quản lý chất lượng", "outside the quality management system";
    at_once: "đồng thời", "at the same time";
    justification: "Lý giải", "Justification";
    process: "Quá trình", "Process";
    its_procedures: "Quy trình", "Procedures";
    gives_to: "Đầu ra chuyển cho", "Gives to";
    answered_by: "Tài liệu đáp ứng", "Answered by";
    objective: "Mục tiêu", "Objective";
    formula: "Cách tính", "How it is computed";
    not_measurable: "chưa đo được: nguồn không nêu chỉ tiêu", "cannot be measured as stated: the source gives no target";
    deadline: "Hoàn thành: năm", "By";
    draft_policy: "Dự thảo nội dung do người soạn thảo đề xuất, chưa phải văn bản do cơ quan công bố.", "A draft proposed by the author; not a text the organisation has published.";
    // The site
    index: "Trang chủ", "Home";
    system_of: "Hệ thống quản lý chất lượng", "Quality management system";
    as_of: "Thời điểm", "As of";
    procedures: "Các quy trình", "Procedures";
    registers: "Danh mục của hệ thống", "Registers";
    internal_documents: "Danh mục tài liệu nội bộ", "Internal documents";
    external_documents: "Danh mục tài liệu bên ngoài", "External documents";
    later_documents: "Văn bản ban hành sau thời điểm lập danh mục, để tra cứu phiên bản", "Acts issued after the date of this register, for tracing versions";
    record_register: "Danh mục hồ sơ", "Records";
    form_register: "Danh mục biểu mẫu", "Forms";
    validity_status: "Hiệu lực", "In force";
    replaced_by: "thay thế bởi", "replaced by";
    from_date: "từ", "from";
    until_date: "đến", "until";
    // Reviews, simplifications and what they do
    review_date: "Ngày rà soát", "Reviewed on";
    review_by: "Cơ quan rà soát", "Reviewed by";
    why_none: "Lý do không đơn giản hóa", "Why nothing is simplified";
    what_changes: "Nội dung thay đổi", "What changes";
    what_rises: "Chỉ tiêu tăng", "What rises";
    limit_against: "Thời hạn giải quyết", "Time limit";
    joins_in: "Liên thông với", "Joins in";
    as_is: "Hiện trạng", "As is";
    to_be_short: "Sau đơn giản hóa", "To be";
    option_short: "PA", "S";
    falls: "giảm", "removed";
    rises: "tăng", "added";
    in_order: "Theo thứ tự thực hiện", "In order";
    shapley: "Đóng góp bình quân (Shapley)", "Mean contribution (Shapley)";
    range: "Khoảng đóng góp", "Range";
    interacts: "Phụ thuộc vào", "Interacts with";
    no_interaction: "Các phương án không ảnh hưởng đến nhau: thực hiện theo thứ tự nào thì mức giảm của từng phương án cũng như nhau.", "The simplifications do not interact: each removes the same in whatever order they are carried out.";
    interacting: "Các phương án sau ảnh hưởng đến nhau, nên mức giảm của từng phương án tùy thuộc vào thứ tự thực hiện. Đóng góp bình quân được tính trên mọi thứ tự có thể; cộng lại đúng bằng tổng mức giảm.", "These simplifications interact: what each removes depends on the order. The mean contribution is taken over all orders that are possible; the contributions add up to the total exactly.";
    times_and_cost: "Thời gian giải quyết và chi phí tuân thủ", "Time taken and compliance cost";
    expected_touch: "Thời gian làm việc bình quân của cơ quan", "Expected time worked by the agency";
    expected_elapsed: "Thời gian bình quân từ khi nộp đến khi kết thúc", "Expected time from beginning to end";
    expected_spread: "Một nửa số hồ sơ / 95% số hồ sơ xong trong", "Half / 95% of the cases take at most";
    expected_on_time: "Tỷ lệ hồ sơ trong thời hạn", "Cases within the limit";
    expected_steps: "Số bước bình quân của một hồ sơ", "Expected steps of a case";
    compliance_cost: "Chi phí tuân thủ một hồ sơ", "Compliance cost of a case";
    not_expected: "Không tính được giá trị bình quân", "No means can be given";
    shares_assumed: "Nhánh nào chưa có tỷ lệ thì các nhánh còn lại được coi là bằng nhau.", "Ways without a share are taken to be equally likely.";
    allotted_time: "Bước nào chưa có thời gian làm việc thực tế thì tính theo thời gian được giao.", "Where the time actually worked is not given, the time allotted to the step is counted.";
    no_queues: "Chưa tính thời gian hồ sơ chờ đến lượt, vì chưa có số lượng hồ sơ và số người.", "Waiting for staff is not counted, since the numbers of dossiers and of staff are not given.";
    income_unverified: "Thu nhập bình quân một giờ dùng để tính chi phí tuân thủ chưa đối chiếu với nguồn.", "The income per hour behind the compliance cost is not verified.";
    not_comparable: "không so sánh được: ngày và ngày làm việc", "cannot be compared: days and working days";
    not_applicable: "không áp dụng", "not applicable";
    // The simplification report
    carried_out_share: "Đã thực hiện", "Carried out";
    approved_only: "Đã phê duyệt, chưa thực hiện", "Approved, not yet carried out";
    proposed_only: "Mới đề xuất", "Proposed only";
    not_simplified: "Chưa đơn giản hóa", "Not simplified";
    target_short: "mục tiêu 10%", "target 10%";
    denominators: "Ba cách tính tỷ lệ được dùng trong báo cáo chính thức", "The three denominators of official reports";
    counted_of: "Tính trên", "Counted of";
    in_competence_label: "Thủ tục thuộc thẩm quyền, đang hiệu lực", "Procedures in competence, in force";
    reviewed_label: "Thủ tục đã rà soát", "Procedures reviewed";
    approved_label: "Thủ tục có phương án đã phê duyệt", "Procedures with an approved simplification";
    weighted: "Tính theo số lượng hồ sơ", "Weighted by dossiers";
    limits_shortened: "Thời hạn giải quyết được rút ngắn", "Time limits shortened";
    limits_caption: "So với thời hạn đang công bố của từng thủ tục; cộng riêng ngày và ngày làm việc", "Against the limit each procedure publishes now; days and working days are added apart";
    no_limit_changes: "Không có thời hạn nào thay đổi.", "No limit changes.";
    counted_states: "Phương án được tính", "What counts";
    shorter_limits: "Rút ngắn", "Shorter";
    longer_limits: "Kéo dài", "Longer";
    other_units: "Đổi đơn vị, không so sánh", "Other units, not compared";
    steps_removed_chart: "Số bước trước và sau đơn giản hóa", "Steps before and after";
    steps_removed_total: "Tổng số bước được bỏ", "Steps removed in all";
    overlapping: "Không cộng vì đã tính trong thủ tục liên thông", "Not added, since a joined-up procedure holds them already";
    counts_as: "Kết quả", "Counts as";
    policies: "Cách hiểu “được đơn giản hóa”", "What counts as simplified";
    policies_caption: "Không văn bản nào quy định cách tính; báo cáo này dùng cách thứ nhất", "No act says how it is counted; this report uses the first";
    counted_when: "Thủ tục được tính khi", "A procedure counts when";
    policy_pareto: "ít nhất một chỉ tiêu giảm và không chỉ tiêu nào tăng", "at least one figure falls and none rises";
    policy_any: "ít nhất một chỉ tiêu giảm", "at least one figure falls";
    policy_time: "thời hạn giải quyết ngắn hơn", "its time limit becomes shorter";
    policy_abolished: "thủ tục được bãi bỏ", "it is abolished";
    simplification_report: "Báo cáo đơn giản hóa", "Simplification report";
    simplified_share: "Thủ tục hành chính được đơn giản hóa", "Administrative procedures simplified";
    target_share: "Mục tiêu: tối thiểu 10%", "Target: at least 10%";
    met: "đạt", "met";
    missed: "chưa đạt", "not met";
    in_competence: "tính trên tất cả thủ tục hành chính trong bộ định nghĩa", "of all administrative procedures defined here";
    decided_share: "Đã phê duyệt hoặc đã thực hiện", "Approved or carried out";
    proposed_share: "Gồm cả phương án đề xuất", "Proposals included";
    total: "Cộng", "Total";
    ward_level: "Cấp phường", "Ward level";
    district_level: "Cấp quận", "District level";
    together: "Chung", "Together";
    // How far what is asked for is met
    coverage: "Mức độ đáp ứng yêu cầu", "How far requirements are met";
    coverage_clauses: "Điều khoản TCVN ISO 9001:2008", "Clauses of ISO 9001:2008";
    coverage_articles: "Quy định về thủ tục hành chính", "Acts on administrative procedures";
    coverage_note: "“Đáp ứng” nghĩa là không có điều gì kiểm tra được từ các định nghĩa nói ngược lại; phần không kiểm tra được do đánh giá viên xem xét. Điều đã được chấp nhận có lý do không tính là thiếu sót.", "“Met” says that nothing that can be decided from the definitions speaks against it; what cannot be decided is for the auditor. What was accepted with a reason does not count against anything.";
    coverage_unverified: "Yêu cầu được diễn đạt lại, không phải lời văn của tiêu chuẩn; ngoài điều 4.2, nội dung chưa được đối chiếu với văn bản gốc.", "Requirements are in our own words, not those of the standard; beyond 4.2 they were not compared with its text.";
    coverage_sums: "Tổng hợp", "Summary";
    whole_coverage: "Chi tiết từng yêu cầu", "Each requirement in detail";
    state: "Tình trạng", "State";
    place_of_act: "Điều, khoản", "Place";
    asked: "Yêu cầu", "What is asked";
    procedures_meeting: "Số thủ tục đáp ứng", "Procedures that meet it";
    findings_against: "Phát hiện", "Findings";
    left_to_auditor: "Phần do đánh giá viên xem xét", "Left to the auditor";
    whole_system: "Hệ thống", "System";
    several_processes: "quá trình", "processes";
    level_note: "Thủ tục thực hiện ở cả hai cấp được tính ở mỗi cấp.", "A procedure performed at both levels counts at each.";
}

/// The words of a language; English where the documents do not know it.
#[must_use]
pub fn wording(language: &Language) -> &'static Wording {
    if *language == Language::Vi { &VI } else { &EN }
}
