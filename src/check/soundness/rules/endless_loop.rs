//! No case goes round for ever.

use crate::check::rule::{Basis, BuiltIn, Info, Look};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("không công việc nào đi vòng mãi", "no case goes round for ever"),
        why: (
            "Có một nhánh của phần chạy song song đi vào vòng mà từ đó không ra được, nên công việc không bao giờ \
             kết thúc dù nhánh khác đã xong.",
            "Part of the work gets into a circle that it cannot leave, so that the case never ends although other \
             parts are done.",
        ),
        mend: ("Cho một luồng dẫn ra khỏi vòng.", "Lead a flow out of the circle."),
        wrong: r#"<startEvent id="s"/><exclusiveGateway id="x"/><task id="a"/><task id="b"/><endEvent id="e"/>
<sequenceFlow id="f0" sourceRef="s" targetRef="x"/>
<sequenceFlow id="f1" sourceRef="x" targetRef="e"/>
<sequenceFlow id="f2" sourceRef="x" targetRef="a"/>
<sequenceFlow id="f3" sourceRef="a" targetRef="b"/>
<sequenceFlow id="f4" sourceRef="b" targetRef="a"/>"#,
        right: r#"<startEvent id="s"/><exclusiveGateway id="x"/><task id="a"/><exclusiveGateway id="y"/><endEvent id="e"/>
<sequenceFlow id="f0" sourceRef="s" targetRef="x"/>
<sequenceFlow id="f1" sourceRef="x" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="a" targetRef="y"/>
<sequenceFlow id="f3" sourceRef="y" targetRef="x"/>
<sequenceFlow id="f4" sourceRef="y" targetRef="e"/>"#,
        whole: true,
        ..Info::new(
            "soundness/endless-loop",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Together,
};
