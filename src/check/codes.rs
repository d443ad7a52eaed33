//! Every code that a finding can have: those of the rules, and those of reading, measuring and BPMN.

use super::rule::{Basis, Info};
use super::{Rules, Severity};

/// A code of something that is found without a rule.
const fn said(code: &'static str, severity: Severity, demands: (&'static str, &'static str)) -> Info {
    Info { severity, demands, ..Info::new(code, Basis::new(act_of(code), "")) }
}

/// The same, mended by `check --fix` where the same can be said in the form that is asked for.
const fn mended(code: &'static str, severity: Severity, demands: (&'static str, &'static str)) -> Info {
    Info { fixable: true, ..said(code, severity, demands) }
}

/// Where the demand comes from: the standard of the notation, or this format itself.
const fn act_of(code: &str) -> &'static str {
    if matches!(code.as_bytes(), [b'b', b'p', b'm', b'n', b'/', ..]) { "OMG BPMN 2.0.2" } else { "quytrinh" }
}

/// What is found by reading, resolving, measuring and by the checks of the files beside a definition.
static OTHERS: &[Info] = &[
    said("format/unreadable", Severity::Error, ("tệp phải đọc được", "the file can be read")),
    said("format/encoding", Severity::Error, ("tệp được lưu bằng mã UTF-8", "the file is saved as UTF-8")),
    said("format/size", Severity::Error, ("tệp không quá 1 MiB", "the file is no larger than 1 MiB")),
    said("format/depth", Severity::Error, ("các cấp lồng nhau không quá 64", "nesting is no deeper than 64 levels")),
    said(
        "format/syntax",
        Severity::Error,
        ("tệp là YAML đúng cú pháp, mỗi tệp một tài liệu", "the file is well-formed YAML, one document a file"),
    ),
    said(
        "format/tab",
        Severity::Error,
        ("thụt dòng bằng dấu cách, không dùng phím tab", "lines are indented with spaces, not with tabs"),
    ),
    said("format/empty", Severity::Error, ("tệp định nghĩa có nội dung", "a definition is not empty")),
    said(
        "format/kind",
        Severity::Error,
        ("khóa đầu tiên cho biết loại tài liệu", "the first key says what kind of document it is"),
    ),
    said(
        "format/unknown-key",
        Severity::Error,
        ("chỉ dùng các khóa có trong định dạng", "only keys that the format has are used"),
    ),
    said("format/missing-key", Severity::Error, ("có đủ các khóa bắt buộc", "the keys that must be there are there")),
    said("format/duplicate-key", Severity::Error, ("mỗi khóa chỉ đứng một lần trong một nhóm", "a key stands once in a mapping")),
    mended(
        "format/value",
        Severity::Error,
        (
            "giá trị đúng dạng: ngày, thời gian có đơn vị, mã, số tiền…",
            "a value has its form: a date, a time with its unit, a code, an amount…",
        ),
    ),
    mended(
        "format/quote",
        Severity::Error,
        ("mã và số hiệu giống số được đặt trong ngoặc kép", "codes that look like numbers are put in quotes"),
    ),
    said(
        "format/null",
        Severity::Error,
        ("mỗi khóa có giá trị; điều không có thì ghi `none`", "a key has a value; what there is none of is said with `none`"),
    ),
    said("format/anchor", Severity::Error, ("không dùng neo và thẻ của YAML", "anchors and tags of YAML are not used")),
    said(
        "format/alias",
        Severity::Error,
        ("không dùng tham chiếu và khóa trộn của YAML", "aliases and merge keys of YAML are not used"),
    ),
    said(
        "format/control-character",
        Severity::Error,
        ("văn bản không chứa ký tự điều khiển", "a text holds no control character"),
    ),
    said(
        "format/more",
        Severity::Note,
        ("tệp còn nhiều lỗi khác, chưa nêu hết", "there are more mistakes in the file than are shown"),
    ),
    said(
        "reference/no-organisation",
        Severity::Warning,
        ("có một tài liệu tổ chức nêu các vai trò và đơn vị", "an organisation says which roles and units there are"),
    ),
    said("reference/two-organisations", Severity::Error, ("chỉ có một tài liệu tổ chức", "there is only one organisation")),
    said("reference/duplicate-code", Severity::Error, ("mỗi quy trình một mã riêng", "each procedure has a code of its own")),
    said(
        "reference/duplicate-id",
        Severity::Error,
        ("mỗi mục trong một danh sách có mã riêng", "each item of a list has an id of its own"),
    ),
    said(
        "reference/duplicate-year",
        Severity::Error,
        ("mỗi năm của lịch làm việc nằm trong một tệp", "each year of a working calendar stands in one file"),
    ),
    said(
        "reference/calendar-parts",
        Severity::Error,
        (
            "các tệp của một lịch làm việc có cùng ngày nghỉ hằng tuần và giờ làm việc",
            "the files of one working calendar have the same days of rest and office hours",
        ),
    ),
    said(
        "reference/unknown-role",
        Severity::Error,
        ("vai trò được nhắc tới có trong tổ chức", "a role that is named is in the organisation"),
    ),
    said(
        "reference/unknown-unit",
        Severity::Error,
        ("đơn vị được nhắc tới có trong tổ chức", "a unit that is named is in the organisation"),
    ),
    said(
        "reference/unknown-field",
        Severity::Error,
        ("lĩnh vực được nhắc tới có trong tổ chức", "a field that is named is in the organisation"),
    ),
    said(
        "reference/unknown-process",
        Severity::Error,
        ("quá trình được nhắc tới có trong tổ chức", "a process that is named is in the organisation"),
    ),
    said(
        "reference/unknown-reference",
        Severity::Error,
        (
            "văn bản được viện dẫn có trong danh mục tài liệu bên ngoài",
            "an act that is cited is in the register of external documents",
        ),
    ),
    said(
        "reference/unknown-form",
        Severity::Error,
        ("biểu mẫu được nhắc tới có trong danh mục biểu mẫu", "a form that is named is in the register of forms"),
    ),
    said(
        "reference/unknown-procedure",
        Severity::Error,
        ("quy trình được nhắc tới có trong hệ thống", "a procedure that is named is there"),
    ),
    said(
        "reference/unknown-step",
        Severity::Error,
        ("bước được nhắc tới có trong quy trình", "a step that is named is in the procedure"),
    ),
    said(
        "reference/unknown-paper",
        Severity::Error,
        ("giấy tờ được nhắc tới có trong quy trình", "a paper that is named is in the procedure"),
    ),
    said(
        "reference/unknown-condition",
        Severity::Error,
        ("điều kiện được nhắc tới có trong quy trình", "a condition that is named is in the procedure"),
    ),
    said(
        "reference/unknown-simplification",
        Severity::Error,
        ("phương án đơn giản hóa được nhắc tới có trong quy trình", "a simplification that is named is in the procedure"),
    ),
    said(
        "soundness/dead-step",
        Severity::Error,
        (
            "có sự kiện bắt đầu quy trình, và phần tử nào cũng có trường hợp đi tới",
            "something begins the process, and some case gets to every element",
        ),
    ),
    said(
        "measure/not-applicable",
        Severity::Error,
        ("phương án đơn giản hóa áp dụng được vào quy trình", "a simplification can be applied to its procedure"),
    ),
    said(
        "measure/no-simplification",
        Severity::Note,
        (
            "thủ tục hành chính có phương án đơn giản hóa, hoặc nêu lý do không đơn giản hóa",
            "a service has a simplification, or says why it has none",
        ),
    ),
    said("measure/endless", Severity::Error, ("vòng lặp có lúc được rời khỏi", "a loop is left at some time")),
    said("measure/claim", Severity::Error, ("con số công bố bằng con số tính được", "what is claimed is what is counted")),
    said(
        "measure/cycle",
        Severity::Error,
        ("các phương án không đòi hỏi lẫn nhau thành vòng", "simplifications do not require each other in a circle"),
    ),
    said(
        "measure/order",
        Severity::Error,
        (
            "phương án không có hiệu lực trước phương án mà nó đòi hỏi",
            "a simplification does not take effect before one that it requires",
        ),
    ),
    said("measure/no-effect", Severity::Error, ("mỗi thao tác thay đổi được điều gì đó", "every operation changes something")),
    said(
        "measure/unsound",
        Severity::Error,
        ("luồng công việc đang đúng thì sau đơn giản hóa vẫn đúng", "a flow that is sound stays sound"),
    ),
    said(
        "measure/required-step",
        Severity::Error,
        (
            "bước mà pháp luật yêu cầu chỉ được bỏ khi có căn cứ mới hơn",
            "a step that the law requires is taken away only on a newer basis",
        ),
    ),
    said(
        "measure/duties",
        Severity::Error,
        ("các nhiệm vụ đang tách nhau vẫn tách nhau", "duties that are separated stay separated"),
    ),
    said(
        "measure/no-producer",
        Severity::Error,
        ("kết quả và hồ sơ vẫn có bước lập ra", "results and records are still made by a step"),
    ),
    said("measure/limit", Severity::Error, ("các bước vẫn kịp thời hạn", "the steps still fit the limit")),
    said(
        "measure/legal-limit",
        Severity::Error,
        ("thời hạn không dài hơn mức luật cho phép", "a limit is no longer than the law allows"),
    ),
    said(
        "measure/incomplete",
        Severity::Error,
        ("quy trình đầy đủ trước đơn giản hóa thì sau đó vẫn đầy đủ", "what was complete before is complete afterwards"),
    ),
    said(
        "measure/keeps",
        Severity::Error,
        ("yêu cầu được nêu là vẫn đáp ứng thì vẫn đáp ứng", "a requirement that is said to be kept is kept"),
    ),
    said(
        "measure/not-done",
        Severity::Error,
        ("phương án đã công bố có trong phiên bản sau", "what was declared is in the version after"),
    ),
    said(
        "measure/undeclared",
        Severity::Warning,
        ("thay đổi giữa hai phiên bản đã được công bố", "what changed between two versions was declared"),
    ),
    said(
        "suppression/malformed",
        Severity::Error,
        (
            "chú thích chấp nhận viết đúng dạng: `# quytrinh: allow(quy-tắc) until 2018-12-31 — lý do`",
            "a remark that accepts a finding has its form: `# quytrinh: allow(rule) until 2018-12-31 — reason`",
        ),
    ),
    said(
        "suppression/unknown-rule",
        Severity::Error,
        ("chú thích nêu quy tắc có thật và chấp nhận được", "a remark names a rule that exists and can be accepted"),
    ),
    said(
        "suppression/unused",
        Severity::Warning,
        ("chú thích chấp nhận còn cần tới", "a remark that accepts a finding is still needed"),
    ),
    said(
        "settings/unknown-rule",
        Severity::Error,
        ("`quytrinh.yaml` nêu quy tắc hoặc nhóm quy tắc có thật", "`quytrinh.yaml` names a rule or a family that exists"),
    ),
    said(
        "settings/unused",
        Severity::Warning,
        ("mục `ignore` trong `quytrinh.yaml` còn cần tới", "an `ignore` of `quytrinh.yaml` is still needed"),
    ),
    said("bpmn/unreadable", Severity::Error, ("bản chương trình này đọc được BPMN", "this build reads BPMN")),
    said("bpmn/size", Severity::Error, ("tệp BPMN không quá lớn", "a BPMN file is not too large")),
    said(
        "bpmn/too-complex",
        Severity::Error,
        ("tệp BPMN không quá phức tạp để đọc", "a BPMN file is not too complex to be read"),
    ),
    said("bpmn/doctype", Severity::Error, ("tệp BPMN không có `<!DOCTYPE`", "a BPMN file has no `<!DOCTYPE`")),
    said("bpmn/xml", Severity::Error, ("tệp BPMN là XML đúng", "a BPMN file is well-formed XML")),
    said(
        "bpmn/not-bpmn",
        Severity::Error,
        ("phần tử ngoài cùng là `definitions` của BPMN 2.0", "the outermost element is the `definitions` of BPMN 2.0"),
    ),
    said("bpmn/no-process", Severity::Warning, ("tệp BPMN có ít nhất một quy trình", "a BPMN file holds a process")),
    said("bpmn/empty-process", Severity::Note, ("quy trình trong tệp BPMN trống", "a process of a BPMN file is empty")),
    said("bpmn/duplicate-id", Severity::Error, ("mỗi phần tử một mã riêng", "each element has an id of its own")),
    said(
        "bpmn/dangling-reference",
        Severity::Error,
        ("phần tử được dẫn chiếu có trong tệp", "an element that is referred to is there"),
    ),
    said(
        "bpmn/flow-leaves-process",
        Severity::Error,
        ("luồng không đi ra ngoài quy trình của nó", "a flow does not leave its process"),
    ),
    said(
        "bpmn/flow-misplaced",
        Severity::Error,
        ("luồng nối những phần tử nối được với nhau", "a flow joins what can be joined"),
    ),
    said("bpmn/extension", Severity::Note, ("phần tử mở rộng được bỏ qua", "elements of other vendors are passed over")),
    said(
        "bpmn/not-modelled",
        Severity::Note,
        ("phần tử không quyết định luồng công việc được bỏ qua", "what does not decide how work flows is passed over"),
    ),
    said(
        "bpmn/data",
        Severity::Note,
        ("đối tượng dữ liệu không quyết định luồng công việc", "data does not decide how work flows"),
    ),
    said(
        "bpmn/message-flow",
        Severity::Note,
        (
            "thông điệp của cả một bên được coi là lúc nào cũng gửi và nhận được",
            "messages of a pool as a whole are taken to be sent and read at any time",
        ),
    ),
    said(
        "bpmn/message-misplaced",
        Severity::Warning,
        (
            "thông điệp nối hai bên, từ phần tử gửi tới phần tử nhận",
            "a message joins two pools, from what sends to what can read",
        ),
    ),
    said(
        "bpmn/message-deadlock",
        Severity::Error,
        ("không bên nào chờ mãi một thông điệp không tới", "no pool waits for ever for a message that does not come"),
    ),
    said("bpmn/message-loop", Severity::Error, ("các bên không gửi qua lại mãi", "pools do not answer each other for ever")),
    said(
        "bpmn/message-start",
        Severity::Error,
        ("mỗi bên được một thông điệp gửi tới thì có lúc bắt đầu", "a pool that a message begins is begun in some case"),
    ),
    said(
        "bpmn/message-unread",
        Severity::Warning,
        ("thông điệp được gửi thì có trường hợp được đọc", "a message that is sent is read in some case"),
    ),
    said(
        "bpmn/message-left",
        Severity::Note,
        ("khi kết thúc không còn thông điệp chưa đọc", "no message is left unread at the end"),
    ),
    said("bpmn/message-wait", Severity::Note, ("rõ phần tử nào phải chờ thông điệp", "it is clear what waits for its message")),
    said(
        "bpmn/message-unfollowed",
        Severity::Note,
        (
            "thông điệp của việc lặp lại hoặc của nhiều người cùng vai không được xét",
            "messages of repeated work, or of a pool with several members, are not followed",
        ),
    ),
    said(
        "bpmn/message-undecided",
        Severity::Warning,
        ("xét được các bên có phối hợp được với nhau hay không", "it can be decided whether pools work together"),
    ),
    said(
        "bpmn/implicit-start",
        Severity::Note,
        (
            "không có sự kiện bắt đầu: phần tử không có luồng vào cùng bắt đầu",
            "no start event: all that has no flow in begins together",
        ),
    ),
    said(
        "bpmn/several-starts",
        Severity::Note,
        ("mỗi sự kiện bắt đầu mở một trường hợp riêng", "each start event begins a case of its own"),
    ),
    said(
        "bpmn/implicit-end",
        Severity::Note,
        ("phần tử không có luồng ra được coi là kết thúc", "what has no flow out is taken as an end"),
    ),
    said(
        "bpmn/implicit-merge",
        Severity::Note,
        (
            "nhiều luồng vào một hoạt động: luồng nào tới thì chạy luồng đó",
            "several flows into an activity: whichever arrives goes on",
        ),
    ),
    said(
        "bpmn/implicit-fork",
        Severity::Note,
        ("nhiều luồng ra khỏi một hoạt động: tất cả cùng chạy", "several flows out of an activity: all of them are taken"),
    ),
    said(
        "bpmn/mixed-gateway",
        Severity::Note,
        ("cổng vừa hợp vừa rẽ được coi là hai cổng", "a gateway with several flows in and out is taken as a join and a split"),
    ),
    said(
        "bpmn/several-ends",
        Severity::Note,
        ("quy trình xong khi mọi nhánh đã kết thúc", "a process is over when each branch has ended"),
    ),
    said(
        "bpmn/conditional-flow",
        Severity::Note,
        ("luồng có điều kiện được coi là một cổng bao hàm", "flows with conditions are taken as an inclusive gateway"),
    ),
    said(
        "bpmn/interrupting-event",
        Severity::Note,
        (
            "sự kiện ngắt ở biên được coi là lựa chọn sau hoạt động",
            "an interrupting boundary event is taken as a choice after the activity",
        ),
    ),
    said(
        "bpmn/non-interrupting-event",
        Severity::Note,
        (
            "sự kiện biên không ngắt được coi là nhánh chạy thêm, nhiều nhất một lần",
            "an event that interrupts nothing is taken as a branch that may also run, at most once",
        ),
    ),
    said(
        "bpmn/event-subprocess",
        Severity::Note,
        ("quy trình con theo sự kiện xảy ra nhiều nhất một lần", "an event subprocess is taken to happen at most once"),
    ),
    said(
        "bpmn/subprocess",
        Severity::Note,
        ("quy trình con được xét cùng quy trình chứa nó", "a subprocess is decided with the process it is in"),
    ),
    said(
        "bpmn/ad-hoc",
        Severity::Note,
        ("quy trình con không có thứ tự được coi là một bước", "an ad-hoc subprocess is taken as one step"),
    ),
    said("bpmn/repeat", Severity::Note, ("hoạt động lặp được xét như làm một lần", "what is repeated is taken as done once")),
    said(
        "bpmn/call",
        Severity::Note,
        ("quy trình được gọi không được xét, chỉ là một bước", "what is called is one step and not looked into"),
    ),
    said("bpmn/compensation", Severity::Note, ("hoàn tác được bỏ qua", "compensation is passed over")),
    said("bpmn/link", Severity::Note, ("sự kiện liên kết được nối thành luồng", "link events are joined to a flow")),
    said(
        "bpmn/terminate",
        Severity::Note,
        (
            "kết thúc toàn bộ được coi là kết thúc thường; lỗi mà nó có thể ngăn thì không nêu",
            "a terminate event is taken as an end; a fault that it could prevent is not reported",
        ),
    ),
    said(
        "bpmn/complex-gateway",
        Severity::Note,
        ("cổng phức hợp được coi là cổng bao hàm", "a complex gateway is taken as an inclusive one"),
    ),
    said(
        "evidence/table",
        Severity::Error,
        ("bảng bằng chứng đọc được: cột, số, ngày", "a table of evidence can be read: its columns, numbers and days"),
    ),
    said(
        "evidence/unknown-unit",
        Severity::Warning,
        ("đơn vị trong bằng chứng có trong tổ chức", "a unit that evidence names is in the organisation"),
    ),
    said(
        "evidence/unknown-procedure",
        Severity::Warning,
        ("quy trình trong bằng chứng có trong bộ định nghĩa", "a procedure that evidence names is defined"),
    ),
    said(
        "evidence/incomplete",
        Severity::Warning,
        (
            "hồ sơ bằng chứng có tài liệu gốc, đơn vị hoặc đối tượng, và số liệu của loại đó",
            "a record has its document, its unit or subject, and the figures of its kind",
        ),
    ),
    said(
        "evidence/future-date",
        Severity::Warning,
        ("hồ sơ bằng chứng không sau ngày chốt số liệu", "a record is not of a day after that of the scorecard"),
    ),
    said("evidence/order", Severity::Warning, ("việc kết thúc không trước khi bắt đầu", "nothing ends before it begins")),
    said(
        "evidence/log",
        Severity::Warning,
        (
            "nhật ký hồ sơ đọc được trọn vẹn, sự kiện nào cũng có nghĩa",
            "an event log can be read, and each event in it makes sense",
        ),
    ),
    said(
        "evidence/no-due-date",
        Severity::Warning,
        (
            "hồ sơ có ngày hẹn trả, hoặc tính được từ thời hạn của quy trình",
            "a dossier has a due date, or one that follows from the limit of its procedure",
        ),
    ),
    said(
        "evidence/due-date",
        Severity::Warning,
        (
            "ngày hẹn trả đã ghi là ngày tính được từ thời hạn của quy trình",
            "the due date that is given is the one that follows from the limit of the procedure",
        ),
    ),
    said("evidence/points", Severity::Warning, ("điểm không quá điểm tối đa", "points are no more than the most there are")),
    said("evidence/duplicate", Severity::Warning, ("mỗi hồ sơ chỉ tính một lần", "a record counts once")),
];

/// What each family is about, in Vietnamese and English.
static FAMILIES: &[(&str, (&str, &str))] = &[
    (
        "flow",
        (
            "luồng công việc: bước nào cũng tới được, trường hợp nào cũng kết thúc, lựa chọn nào cũng rõ",
            "control flow: every step can be reached, every case can end, every choice is decided",
        ),
    ),
    (
        "soundness",
        (
            "luồng công việc không treo, không làm hai lần, không đi vòng mãi",
            "the flow cannot hang, do work twice or go round for ever",
        ),
    ),
    ("time", ("thời gian các bước khớp với thời hạn đã cam kết", "step times fit the limit that is promised")),
    (
        "data",
        (
            "giấy tờ và hồ sơ: có trước khi dùng, làm ra thì dùng tới",
            "papers and records: there before they are used, used once they are made",
        ),
    ),
    (
        "iso",
        (
            "ISO 9001:2008: tài liệu, hồ sơ, trách nhiệm, đo lường",
            "ISO 9001:2008: documents, records, responsibilities, measurement",
        ),
    ),
    (
        "decree-63",
        (
            "các bộ phận của thủ tục hành chính theo Nghị định 63/2010/NĐ-CP",
            "the parts of an administrative procedure that Decree 63/2010 asks for",
        ),
    ),
    ("one-stop", ("cơ chế một cửa, một cửa liên thông", "the one-stop mechanism")),
    ("online", ("dịch vụ công trực tuyến theo mức độ", "online services by their level")),
    (
        "text",
        (
            "chữ nghĩa: bản dịch, câu chữ mà người đọc tài liệu gặp",
            "text: translations and wording that readers of the documents meet",
        ),
    ),
    ("format", ("định dạng của tệp: cú pháp, khóa, giá trị", "the format of a file: syntax, keys, values")),
    ("reference", ("những gì được nhắc tới thì có thật", "what is named is there")),
    ("measure", ("phương án đơn giản hóa và con số công bố", "simplifications and what they claim")),
    (
        "bpmn",
        (
            "mô hình BPMN 2.0: đọc được, và phần nào được hiểu cách khác",
            "BPMN 2.0 models: whether they can be read, and what is taken in another form",
        ),
    ),
    (
        "evidence",
        (
            "bằng chứng của mục tiêu: hồ sơ nào không được tính, vì sao",
            "evidence of objectives: which records do not count, and why",
        ),
    ),
    ("suppression", ("chú thích chấp nhận một điều tìm thấy", "remarks that accept a finding")),
    ("settings", ("tệp thiết lập `quytrinh.yaml`", "the settings in `quytrinh.yaml`")),
];

/// Everything that can be found: first what `rules` ask for, then the codes of reading, measuring, BPMN,
/// remarks and settings.
///
/// ```
/// use quytrinh::check::{Rules, codes};
/// let all = codes(&Rules::standard());
/// assert!(all.iter().any(|info| info.code == "flow/unreachable-step"));
/// assert!(all.iter().any(|info| info.code == "format/tab"));
/// ```
#[must_use]
pub fn codes(rules: &Rules) -> Vec<Info> {
    let mut all: Vec<Info> = rules.iter().copied().collect();
    let others = OTHERS.iter().filter(|other| rules.iter().all(|info| info.code != other.code));
    all.extend(others.copied());
    all
}

/// What a family of codes is about, in Vietnamese and English.
#[must_use]
pub fn family(name: &str) -> Option<(&'static str, &'static str)> {
    FAMILIES.iter().find(|(family, _)| *family == name).map(|(_, about)| *about)
}
