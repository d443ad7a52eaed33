//! A house has rules of its own: written as a type, checked beside those of the crate, weighed like them.
//!
//! `cargo run --example 06_a_rule_of_ones_own`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::check::{Basis, Info, Rule, Rules, Sink};
use quytrinh::{Language, Library, Message, Path, Procedure, Severity};

/// Ours: nobody works two steps running that another person should have looked at.
struct FourEyes(Info);

impl FourEyes {
    fn new() -> Self {
        Self(Info {
            severity: Severity::Warning,
            demands: ("bước ký do người khác bước trước làm", "who signs is not who did the step before"),
            why: (
                "Người ký không tự kiểm tra việc của mình. Giao bước ký cho vai trò khác.",
                "Who signs does not look at their own work. Give the signing to another role.",
            ),
            ..Info::new("house/four-eyes", Basis::new("House rules", "3"))
        })
    }
}

impl Rule for FourEyes {
    fn info(&self) -> &Info {
        &self.0
    }
    fn procedure(&self, procedure: &Procedure, sink: &mut Sink) {
        let steps = &procedure.definition().steps;
        for (i, pair) in steps.windows(2).enumerate() {
            let [before, signs] = pair else { continue };
            if signs.title.to(&Language::En).to_lowercase().contains("sign") && signs.role == before.role {
                let place = |i: usize| Path::root().key("steps").index(i).key("role");
                let role = &signs.role;
                let message =
                    Message::new(format!("`{role}` ký việc do chính mình làm"), format!("`{role}` signs their own work"));
                // Where the other half of the contradiction stands, and how it is mended.
                let finding = sink.add(procedure.source(), place(i + 1), message);
                finding.relate(
                    procedure.source(),
                    place(i),
                    Message::new("việc được ký làm ở đây", "what is signed is done here"),
                );
                finding.help = Some(Message::new("giao bước ký cho vai trò khác", "give the signing to another role"));
            }
        }
    }
}

const LOAN: &str = "
procedure: P-1
title: Loan
steps:
  - {id: draw-up, title: Draw up the paper, role: clerk}
  - {id: sign, title: Sign the paper, role: clerk}
";

fn main() {
    let library = Library::from_sources([("loan.yaml", LOAN)]);
    let mut rules = Rules::none();
    rules.add(FourEyes::new());
    rules.set("house/four-eyes", Severity::Error);

    let report = rules.check(&library);
    for finding in report.findings().iter().filter(|f| f.rule.starts_with("house/")) {
        let at = library.locate(finding);
        println!("{}:{}: {} [{}]", finding.source, at.line, finding.message, finding.rule);
        for related in &finding.related {
            let place = library.sources()[0].locate(&related.path, &related.part);
            println!("  {}:{}: {}", related.source, place.line, related.label);
        }
    }
    assert_eq!(report.count(Severity::Error), 1, "{report}");
}
