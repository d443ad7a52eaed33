//! What a simplification does: the operations on a procedure.

use super::one_key::one_key;
use super::record;
use super::service::{Channel, Online};
use crate::model::value::{Count, DocumentCode, Duration, Id, OneOrMany, Percent, Text};

record! {
    /// Takes a step, a paper or a condition away. · Bỏ một bước, một giấy tờ hoặc một điều kiện.
    pub struct Eliminate {
        /// Step to take away. · Bước được bỏ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub step: Option<Id>,
        /// Dossier item no longer asked for. · Giấy tờ không còn phải nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub document: Option<Id>,
        /// Condition that no longer has to be met. · Điều kiện không còn phải đáp ứng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub condition: Option<Id>,
        /// Step that takes over the papers it made. · Bước lập thay các giấy tờ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub records_to: Option<Id>,
    }
}

record! {
    /// Makes several steps one. · Gộp nhiều bước thành một.
    pub struct Merge {
        /// Steps to merge, in order. · Các bước được gộp, theo thứ tự.
        pub steps: Vec<Id>,
        /// Name of the step that remains; one of them or a new one. · Bước còn lại sau khi gộp.
        pub into: Id,
        /// Its title. · Tên bước sau khi gộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Its role. · Vai trò thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub role: Option<Id>,
        /// Its time; the sum where nothing is said. · Thời gian; nếu không ghi thì là tổng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time: Option<Duration>,
    }
}

record! {
    /// Lets steps that followed each other run side by side. · Cho các bước nối tiếp chạy song song.
    pub struct Parallelise {
        /// Steps, in order; a list in the list is one branch of several steps. · Các bước, theo thứ tự; danh sách con là một nhánh gồm nhiều bước.
        pub steps: Vec<OneOrMany<Id>>,
    }
}

record! {
    /// Moves a step to another place. · Đổi vị trí một bước.
    pub struct Resequence {
        /// Step to move; one that decides takes its refusals and its ways back along. · Bước được chuyển; bước quyết định mang theo các nhánh từ chối, trả lại.
        pub step: Id,
        /// Step it comes directly before from now on. · Đặt ngay trước bước này.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub before: Option<Id>,
        /// Step it comes directly after from now on. · Đặt ngay sau bước này.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub after: Option<Id>,
    }
}

record! {
    /// Gives a step to another role. · Giao bước cho vai trò khác.
    pub struct Delegate {
        /// Step. · Bước.
        pub step: Id,
        /// Role that does it from now on. · Vai trò thực hiện từ nay.
        pub role: Id,
    }
}

record! {
    /// Has a step done by another unit or at another place. · Chuyển bước sang đơn vị hoặc nơi khác.
    pub struct Relocate {
        /// Step. · Bước.
        pub step: Id,
        /// Unit that does it from now on. · Đơn vị thực hiện từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub unit: Option<Id>,
        /// Role that does it from now on. · Vai trò thực hiện từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub role: Option<Id>,
        /// Where it is done from now on. · Nơi thực hiện từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub place: Option<Text>,
    }
}

record! {
    /// Joins another procedure in, so that one application is enough for both. · Liên thông với thủ tục khác: nộp một lần cho cả hai.
    pub struct Integrate {
        /// Procedure that is joined in. · Thủ tục được liên thông.
        pub procedure: DocumentCode,
        /// Step of this procedure after which its work begins. · Bước mà sau đó thủ tục kia bắt đầu.
        pub after: Id,
        /// Step of this procedure that waits for it; where nothing is said, its work comes before whatever followed. · Bước chờ kết quả của thủ tục kia; nếu không ghi thì làm nối tiếp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub until: Option<Id>,
        /// Steps of it that fall away: handing in, receiving, returning. · Các bước của thủ tục kia không còn: nộp, tiếp nhận, trả kết quả.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub without: Vec<Id>,
    }
}

record! {
    /// Takes what the applicant handed in from where it is held already. · Dùng lại giấy tờ đã có thay vì yêu cầu nộp.
    pub struct ReuseDocument {
        /// Dossier item no longer asked for. · Giấy tờ không còn phải nộp.
        pub document: Id,
        /// Procedure whose result it is. · Thủ tục có kết quả là giấy tờ này.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub procedure: Option<DocumentCode>,
        /// Unit that holds it. · Đơn vị đang giữ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub holder: Option<Id>,
        /// Where it is looked up. · Nơi tra cứu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// Step that looks it up from now on. · Bước tra cứu từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub step: Option<Id>,
    }
}

record! {
    /// Sends simple cases a shorter way. · Phân luồng hồ sơ đơn giản đi đường ngắn hơn.
    pub struct Triage {
        /// Step after which cases divide. · Bước mà sau đó hồ sơ được phân luồng.
        pub step: Id,
        /// Step to which the simple ones go. · Bước mà hồ sơ đơn giản được chuyển thẳng tới.
        pub to: Id,
        /// Which ones those are. · Hồ sơ nào được coi là đơn giản.
        pub when: Text,
        /// How many those are. · Tỷ lệ hồ sơ đơn giản.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub share: Option<Percent>,
    }
}

record! {
    /// Keeps steps for the cases that need them, which all went through before. · Chỉ giữ bước cho trường hợp đặc biệt thay vì mọi hồ sơ.
    pub struct ExtractException {
        /// Steps that only exceptions go through from now on. · Các bước chỉ còn cho trường hợp đặc biệt.
        pub steps: OneOrMany<Id>,
        /// Which cases those are. · Trường hợp nào.
        pub when: Text,
        /// How many those are. · Tỷ lệ trường hợp đặc biệt.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub share: Option<Percent>,
    }
}

record! {
    /// Lets software do a step. · Tự động hóa một bước.
    pub struct Automate {
        /// Step. · Bước.
        pub step: Id,
        /// Role in whose lane it stands from now on. · Vai trò từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub role: Option<Id>,
        /// Software that does it. · Phần mềm thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub software: Option<Text>,
        /// Its time from now on; none where nothing is said. · Thời gian từ nay; nếu không ghi thì thực hiện ngay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time: Option<Duration>,
    }
}

record! {
    /// Gives the work of several roles to one. · Gộp công việc của nhiều vai trò về một đầu mối.
    pub struct MergeLanes {
        /// Roles whose steps are taken over. · Các vai trò được gộp.
        pub roles: Vec<Id>,
        /// Role that does them from now on. · Vai trò thực hiện từ nay.
        pub into: Id,
    }
}

record! {
    /// Adds a step that checks. · Thêm một bước kiểm soát.
    pub struct AddControl {
        /// Step after which it comes. · Sau bước nào.
        pub after: Id,
        /// Name of the new step. · Tên bước mới.
        pub id: Id,
        /// Its title. · Nội dung công việc.
        pub title: Text,
        /// Role that does it. · Vai trò thực hiện.
        pub role: Id,
        /// How long it takes. · Thời gian thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time: Option<Duration>,
        /// What must hold before the work goes on. · Tiêu chí chấp nhận.
        pub criterion: Text,
        /// Role that releases the work; the doer where nothing is said. · Vai trò cho phép thông qua.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub authority: Option<Id>,
    }
}

record! {
    /// Changes the time of a step. · Đặt lại thời gian một bước.
    pub struct SetStepTime {
        /// Step. · Bước.
        pub step: Id,
        /// Its time from now on. · Thời gian từ nay.
        pub time: Duration,
        /// Time actually worked on it from now on. · Thời gian làm việc thực tế từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub work: Option<Duration>,
    }
}

record! {
    /// Sets the time limit. · Đặt lại thời hạn.
    pub struct SetTimeLimit {
        /// Limit set by law from now on. · Thời hạn luật định từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub statutory: Option<Duration>,
        /// Limit the office commits itself to from now on. · Thời hạn cam kết từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub committed: Option<Duration>,
    }
}

record! {
    /// Opens another way to submit or to receive. · Mở thêm cách nộp hồ sơ hoặc nhận kết quả.
    pub struct SetChannel {
        /// Unit at whose counter one submits from now on. · Nơi nộp trực tiếp từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub in_person: Option<Id>,
        /// Who carries it by post from now on. · Dịch vụ bưu chính từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub post: Option<Id>,
        /// Online service from now on. · Dịch vụ công trực tuyến từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub online: Option<Online>,
        /// Steps of the applicant that are done that way from now on. · Các bước của người nộp thực hiện theo cách này từ nay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub steps: Vec<Id>,
        /// How those steps are done. · Cách thực hiện các bước đó.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub channel: Option<Channel>,
    }
}

record! {
    /// Asks for fewer copies or sets. · Giảm số bản hoặc số bộ.
    pub struct ReduceCopies {
        /// Dossier item; the whole dossier where nothing is said. · Giấy tờ; nếu không ghi thì là cả bộ hồ sơ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub document: Option<Id>,
        /// Originals from now on. · Số bản chính từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub original: Option<Count>,
        /// Plain copies from now on. · Số bản chụp từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub copy: Option<Count>,
        /// Certified copies from now on. · Số bản sao chứng thực từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub certified_copy: Option<Count>,
        /// Sets from now on. · Số bộ hồ sơ từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub sets: Option<Count>,
    }
}

record! {
    /// Abolishes the whole procedure. · Bãi bỏ cả thủ tục.
    pub struct Abolish {
        /// Procedure that takes its place. · Thủ tục thay thế.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub replaced_by: Option<DocumentCode>,
    }
}

one_key! {
    /// One operation on a procedure: a mapping with one key. · Một thao tác trên quy trình.
    Operation,
    expecting "an operation",
    description "One operation on the procedure: a mapping with one key · Một thao tác trên quy trình",
    second ("one operation, one key: ", " belongs in an item of its own");

    /// Takes a step, a paper or a condition away. · Bỏ một bước, một giấy tờ hoặc một điều kiện.
    Eliminate(Eliminate) = "eliminate",
    /// Makes several steps one. · Gộp nhiều bước thành một.
    Merge(Merge) = "merge",
    /// Lets steps that followed each other run side by side. · Cho các bước nối tiếp chạy song song.
    Parallelise(Parallelise) = "parallelise",
    /// Moves a step to another place. · Đổi vị trí một bước.
    Resequence(Resequence) = "resequence",
    /// Gives a step to another role. · Giao bước cho vai trò khác.
    Delegate(Delegate) = "delegate",
    /// Has a step done by another unit or at another place. · Chuyển bước sang đơn vị hoặc nơi khác.
    Relocate(Relocate) = "relocate",
    /// Joins another procedure in, so that one application is enough for both. · Liên thông với thủ tục khác: nộp một lần cho cả hai.
    Integrate(Integrate) = "integrate",
    /// Takes what the applicant handed in from where it is held already. · Dùng lại giấy tờ đã có thay vì yêu cầu nộp.
    ReuseDocument(ReuseDocument) = "reuse-document",
    /// Sends simple cases a shorter way. · Phân luồng hồ sơ đơn giản đi đường ngắn hơn.
    Triage(Triage) = "triage",
    /// Keeps steps for the cases that need them, which all went through before. · Chỉ giữ bước cho trường hợp đặc biệt thay vì mọi hồ sơ.
    ExtractException(ExtractException) = "extract-exception",
    /// Lets software do a step. · Tự động hóa một bước.
    Automate(Automate) = "automate",
    /// Gives the work of several roles to one. · Gộp công việc của nhiều vai trò về một đầu mối.
    MergeLanes(MergeLanes) = "merge-lanes",
    /// Adds a step that checks. · Thêm một bước kiểm soát.
    AddControl(AddControl) = "add-control",
    /// Changes the time of a step. · Đặt lại thời gian một bước.
    SetStepTime(SetStepTime) = "set-step-time",
    /// Sets the time limit. · Đặt lại thời hạn.
    SetTimeLimit(SetTimeLimit) = "set-time-limit",
    /// Opens another way to submit or to receive. · Mở thêm cách nộp hồ sơ hoặc nhận kết quả.
    SetChannel(SetChannel) = "set-channel",
    /// Asks for fewer copies or sets. · Giảm số bản hoặc số bộ.
    ReduceCopies(ReduceCopies) = "reduce-copies",
    /// Abolishes the whole procedure. · Bãi bỏ cả thủ tục.
    Abolish(Abolish) = "abolish",
}
