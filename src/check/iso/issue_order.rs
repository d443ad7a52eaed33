//! Each issue of a document has a number of its own, higher than the one before.

use crate::check::iso::documents;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Issue, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("mỗi lần ban hành có số riêng, tăng dần", "each issue has a number of its own, higher than the one before"),
        why: (
            "Số lần ban hành là cái để nhận biết bản hiện hành. Hai lần cùng một số, hoặc số lùi lại, thì bản cũ và \
             bản mới không phân biệt được.",
            "The issue number tells the current version. If two issues share a number, or the number goes back, old \
             and new cannot be told apart.",
        ),
        mend: ("Đánh lại số lần ban hành theo thứ tự.", "Number the issues in order."),
        wrong: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu}
  - {issue: "01", date: 2018-03-01, change: Thêm bước đóng dấu}"#,
        right: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu}
  - {issue: "02", date: 2018-03-01, change: Thêm bước đóng dấu}"#,
        ..Info::new("iso/issue-order", Basis::new("ISO 9001:2008", "4.2.3 c"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let issues: Vec<&Issue> = document.revisions.iter().map(|revision| &revision.issue).collect();
        for (i, issue) in issues.iter().enumerate().skip(1) {
            // Letters have no order that everybody shares.
            let behind = match (issues[i - 1].as_str().parse::<u32>(), issue.as_str().parse::<u32>()) {
                (Ok(before), Ok(issue)) => before >= issue,
                _ => false,
            };
            let first = if behind { Some(i - 1) } else { issues[..i].iter().position(|before| before == issue) };
            if let Some(first) = first {
                let before = issues[first];
                let message = message!(
                    vi: "lần ban hành {issue} đứng sau lần {before}: số lần ban hành phải tăng dần",
                    en: "issue {issue} stands after issue {before}: each issue needs a higher number"
                );
                let at = |i: usize| Path::root().key("revisions").index(i).key("issue");
                let finding = sink.add(document.source, at(i), message);
                finding.relate(document.source, at(first), message!(vi: "đứng trước", en: "stands before"));
            }
        }
    }
}
