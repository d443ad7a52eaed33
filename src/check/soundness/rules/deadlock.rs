//! No join waits for what can no longer come.

use crate::check::rule::{Basis, BuiltIn, Info, Look};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("chỗ hợp nhánh không chờ nhánh không thể tới", "no join waits for what can no longer come"),
        why: (
            "Chỗ hợp nhánh song song chờ mọi nhánh; nhánh nào không được chọn thì không bao giờ tới và hồ sơ bị tắc \
             mãi. Thường do rẽ `exclusive` mà hợp `parallel`.",
            "A parallel join waits for every way; one that was not chosen never comes, and the case hangs. Mostly \
             an `exclusive` split meets a `parallel` join.",
        ),
        mend: (
            "Sửa `split` hoặc `join` cho khớp nhau: đã rẽ `exclusive` thì không hợp `parallel`.",
            "Make `split` and `join` agree: the ways of an `exclusive` split are not joined with `parallel`.",
        ),
        wrong: r"steps:
  - {id: forward, split: exclusive, next: [{to: search, when: {vi: Có sổ, en: register there}}, {to: compare, when: {vi: Có dữ liệu, en: data there}}]}
  - {id: search, next: meet}
  - {id: compare, title: {vi: So sánh dữ liệu, en: Compare the data}, role: justice-officer, time: 5 minutes}
  - {id: meet, title: {vi: Ghép kết quả, en: Put the results together}, role: justice-officer, time: 5 minutes, join: parallel, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal, when: {vi: Không, en: not found}}]}
# without steps.search.split",
        right: r"steps:
  - {id: forward, split: parallel, next: [search, compare]}
  - {id: search, next: meet}
  - {id: compare, title: {vi: So sánh dữ liệu, en: Compare the data}, role: justice-officer, time: 5 minutes}
  - {id: meet, title: {vi: Ghép kết quả, en: Put the results together}, role: justice-officer, time: 5 minutes, join: parallel, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal, when: {vi: Không, en: not found}}]}
# without steps.search.split",
        whole: true,
        ..Info::new(
            "soundness/deadlock",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Together,
};
