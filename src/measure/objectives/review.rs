//! What a management review looks at (ISO 9001:2008, 5.6.2), and score sheets.

use super::{Context, IndexScore, ReportingPeriod};
use crate::measure::Share;
use crate::model::definition::{Amount, RecordKind};
use crate::model::evidence::Entry;
use crate::model::value::{Id, keyword};
use std::collections::BTreeMap;

keyword! {
    /// An input of the management review. · Nội dung đầu vào xem xét của lãnh đạo.
    pub enum ReviewTopic ("nội dung xem xét", "the input of the review") {
        Audits = "audits" ("Kết quả đánh giá, kiểm tra", "Results of audits and inspections"),
        Feedback = "feedback" ("Phản hồi của người dân, tổ chức", "Feedback of people and organisations"),
        Actions = "actions" ("Sự không phù hợp, hành động khắc phục và phòng ngừa", "Nonconformities, corrective and preventive actions"),
        FollowUps = "follow-ups" ("Việc thực hiện kết luận của các lần xem xét trước", "Follow-ups of earlier reviews"),
        Changes = "changes" ("Thay đổi có thể ảnh hưởng đến hệ thống", "Changes that could affect the system"),
        Recommendations = "recommendations" ("Đề xuất cải tiến", "Recommendations for improvement"),
    }
}

impl ReviewTopic {
    /// The point of clause 5.6.2 that asks for it.
    #[must_use]
    pub const fn point(self) -> &'static str {
        match self {
            Self::Audits => "5.6.2 a",
            Self::Feedback => "5.6.2 b",
            Self::Actions => "5.6.2 d",
            Self::FollowUps => "5.6.2 e",
            Self::Changes => "5.6.2 f",
            Self::Recommendations => "5.6.2 g",
        }
    }
    const fn kinds(self) -> &'static [RecordKind] {
        match self {
            Self::Audits => &[RecordKind::Audit, RecordKind::Inspection],
            Self::Feedback => &[RecordKind::Survey, RecordKind::Feedback],
            Self::Actions => &[RecordKind::Nonconformity, RecordKind::CorrectiveAction, RecordKind::PreventiveAction],
            Self::FollowUps => &[RecordKind::FollowUp],
            Self::Changes => &[RecordKind::Change],
            Self::Recommendations => &[RecordKind::Recommendation],
        }
    }
}

/// Records of the period by input; of actions also those before it that are still open.
pub(super) fn inputs(context: &Context, period: ReportingPeriod) -> Vec<(ReviewTopic, Vec<Entry>)> {
    let end = context.end(period);
    let is_due = |topic: ReviewTopic, entry: &Entry| {
        use crate::model::definition::RecordState::{Closed, Done, Withdrawn};
        let is_open = !matches!(entry.state(end), Some(Closed | Done | Withdrawn) | None);
        entry.record.date >= period.first_day() || (topic == ReviewTopic::Actions && is_open)
    };
    let of = |topic: ReviewTopic| {
        let of_kind = context.entries.iter().filter(|entry| topic.kinds().contains(&entry.kind));
        let mut found: Vec<Entry> = of_kind.filter(|entry| is_due(topic, entry)).map(|entry| (*entry).clone()).collect();
        found.sort_by(|a, b| (a.record.date, &a.source, a.line).cmp(&(b.record.date, &b.source, b.line)));
        found
    };
    ReviewTopic::ALL.iter().map(|topic| (*topic, of(*topic))).collect()
}

/// The latest score sheet of each unit.
pub(super) fn index(context: &Context, period: ReportingPeriod) -> Vec<IndexScore> {
    let mut sheets: BTreeMap<&Id, IndexScore> = BTreeMap::new();
    for entry in context.entries.iter().filter(|entry| entry.kind == RecordKind::WardIndex && period.contains(entry.record.date))
    {
        let (Some(points), Some(unit)) = (&entry.record.points, entry.record.unit.first()) else { continue };
        let share = |amount: Option<Amount>| amount.map(|amount| Share { part: amount.0, of: points.maximum.0 });
        let sheet = IndexScore {
            unit: unit.clone(),
            date: entry.record.date,
            self_assessed: share(points.self_assessed),
            appraised: share(points.appraised),
            file: entry.source.to_string(),
            line: entry.line,
        };
        if sheets.get(unit).is_none_or(|known| known.date <= sheet.date) {
            sheets.insert(unit, sheet);
        }
    }
    sheets.into_values().collect()
}
