//! It can be decided whether the flow is sound.

use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("xét được luồng công việc có đúng đắn hay không", "it can be decided whether the flow is sound"),
        why: (
            "Sơ đồ có quá nhiều chỗ rẽ và hợp `inclusive` lồng nhau nên không xét hết được các trường hợp: hồ \
             sơ có thể bị tắc mà không ai biết.",
            "The flow has so many interlocking `inclusive` splits and joins that not every case can be looked at: \
             it may hang, and nobody knows.",
        ),
        mend: (
            "Thay `inclusive` bằng `exclusive` hoặc `parallel` ở nơi có thể, hoặc tách quy trình.",
            "Use `exclusive` or `parallel` where that will do, or divide the procedure.",
        ),
        wrong: r#"<startEvent id="s"/><parallelGateway id="split"/><task id="a"/><task id="b"/><complexGateway id="join"/><endEvent id="e"/>
<sequenceFlow id="f0" sourceRef="s" targetRef="split"/>
<sequenceFlow id="f1" sourceRef="split" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="split" targetRef="b"/>
<sequenceFlow id="f3" sourceRef="a" targetRef="join"/>
<sequenceFlow id="f4" sourceRef="b" targetRef="join"/>
<sequenceFlow id="f5" sourceRef="join" targetRef="e"/>"#,
        right: r#"<startEvent id="s"/><parallelGateway id="split"/><task id="a"/><task id="b"/><parallelGateway id="join"/><endEvent id="e"/>
<sequenceFlow id="f0" sourceRef="s" targetRef="split"/>
<sequenceFlow id="f1" sourceRef="split" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="split" targetRef="b"/>
<sequenceFlow id="f3" sourceRef="a" targetRef="join"/>
<sequenceFlow id="f4" sourceRef="b" targetRef="join"/>
<sequenceFlow id="f5" sourceRef="join" targetRef="e"/>"#,
        whole: true,
        ..Info::new(
            "soundness/undecided",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Together,
};
