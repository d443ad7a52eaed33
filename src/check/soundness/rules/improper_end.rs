//! No end is reached twice in one case.

use crate::check::rule::{Basis, BuiltIn, Info, Look};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi kết thúc chỉ được tới một lần", "no end is reached twice in one case"),
        why: (
            "Các nhánh song song cùng đi tới một kết thúc mà không hợp lại thì hồ sơ được báo là xong trong khi \
             nhánh khác còn đang làm.",
            "Parallel ways that come to the end without joining report the case as finished while other work still \
             goes on.",
        ),
        mend: ("Hợp các nhánh bằng `join: parallel` trước khi kết thúc.", "Join the ways with `join: parallel` before the end."),
        wrong: r#"<startEvent id="s"/><parallelGateway id="split"/><task id="a"/><task id="b"/><endEvent id="e"/>
<sequenceFlow id="f0" sourceRef="s" targetRef="split"/>
<sequenceFlow id="f1" sourceRef="split" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="split" targetRef="b"/>
<sequenceFlow id="f3" sourceRef="a" targetRef="e"/>
<sequenceFlow id="f4" sourceRef="b" targetRef="e"/>"#,
        right: r#"<startEvent id="s"/><parallelGateway id="split"/><task id="a"/><task id="b"/><parallelGateway id="join"/><endEvent id="e"/>
<sequenceFlow id="f0" sourceRef="s" targetRef="split"/>
<sequenceFlow id="f1" sourceRef="split" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="split" targetRef="b"/>
<sequenceFlow id="f3" sourceRef="a" targetRef="join"/>
<sequenceFlow id="f4" sourceRef="b" targetRef="join"/>
<sequenceFlow id="f5" sourceRef="join" targetRef="e"/>"#,
        whole: true,
        ..Info::new(
            "soundness/improper-end",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Together,
};
