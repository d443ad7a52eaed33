//! Ways that run side by side wait for each other where they meet.

use crate::check::rule::{Basis, BuiltIn, Info, Look};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "các nhánh chạy song song phải chờ nhau ở chỗ hợp nhánh",
            "ways that run side by side wait for each other where they meet",
        ),
        why: (
            "Các nhánh song song gặp nhau mà không chờ thì mọi bước phía sau bị làm hai lần: ký hai lần, trả kết \
             quả hai lần.",
            "Parallel ways that meet without waiting make every later step happen twice: signed twice, handed over \
             twice.",
        ),
        mend: ("Ghi `join: parallel` ở bước nơi các nhánh gặp nhau.", "Write `join: parallel` at the step where the ways meet."),
        wrong: r"steps:
  - {id: forward, split: parallel, next: [search, compare]}
  - {id: search, next: print}
  - {id: compare, title: {vi: So sánh dữ liệu, en: Compare the data}, role: justice-officer, time: 5 minutes, next: print}
# without steps.search.split",
        right: r"steps:
  - {id: forward, split: parallel, next: [search, compare]}
  - {id: search, next: print}
  - {id: compare, title: {vi: So sánh dữ liệu, en: Compare the data}, role: justice-officer, time: 5 minutes, next: print}
  - {id: print, join: parallel}
# without steps.search.split
# without steps.sign-refusal
# without steps.return-refusal",
        whole: true,
        ..Info::new(
            "soundness/lack-of-synchronisation",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Together,
};
