//! What controls a document, as it shows it: status, approval and whether that still holds, issues, copies, content hash.

use super::common::Desk;
use super::document::{Block, Cell, Inline, Table, TableStyle, cell, heads};
use super::procedure::file_name;
use crate::model::content::issued_otherwise;
use crate::model::definition::{Approval, DistributedCopy, DocumentStatus, OrganisationDefinition, Revision};
use crate::model::library::Procedure;
use crate::model::value::{ContentHash, DocumentCode, Language, Text};

/// Words that only the control of documents needs.
pub(crate) struct Words {
    pub content: &'static str,
    replaced_by: &'static str,
    withdrawn: &'static str,
    withdrawn_note: &'static str,
    draft: &'static str,
    draft_note: &'static str,
    stale: &'static str,
    stale_note: (&'static str, &'static str, &'static str),
    superseded: &'static str,
    withdrawn_issue: &'static str,
}

static VI: Words = Words {
    content: "Mã nội dung (SHA-256)",
    replaced_by: "Đã được thay thế bởi",
    withdrawn: "HẾT HIỆU LỰC",
    withdrawn_note: "Không dùng để giải quyết công việc; chỉ giữ để tra cứu.",
    draft: "BẢN NHÁP",
    draft_note: "Chưa được phê duyệt, chưa dùng để giải quyết công việc.",
    stale: "nội dung đã thay đổi sau khi phê duyệt",
    stale_note: ("Lần ban hành", "phê duyệt nội dung có mã", "nội dung này có mã"),
    superseded: "đã được thay thế",
    withdrawn_issue: "hết hiệu lực",
};

static EN: Words = Words {
    content: "Content hash (SHA-256)",
    replaced_by: "Replaced by",
    withdrawn: "WITHDRAWN",
    withdrawn_note: "Not to be worked by; kept for reference only.",
    draft: "DRAFT",
    draft_note: "Not approved, not yet to be worked by.",
    stale: "content changed after approval",
    stale_note: ("Issue", "approved the content with the hash", "the hash of this content is"),
    superseded: "superseded",
    withdrawn_issue: "withdrawn",
};

pub(crate) fn words(language: &Language) -> &'static Words {
    if *language == Language::Vi { &VI } else { &EN }
}

/// What controls a document.
pub(crate) struct Control<'a> {
    status: Option<DocumentStatus>,
    replaced_by: Option<&'a DocumentCode>,
    approval: Option<&'a Approval>,
    revisions: &'a [Revision],
    distribution: &'a [DistributedCopy],
    said: Said<'a>,
}

/// What is controlled.
enum Said<'a> {
    Procedure(&'a Procedure),
    Manual(&'a OrganisationDefinition),
}

impl<'a> Control<'a> {
    pub fn of(procedure: &'a Procedure) -> Self {
        let p = procedure.definition();
        Self {
            status: p.status,
            replaced_by: p.replaced_by.as_ref(),
            approval: p.approval.as_ref(),
            revisions: &p.revisions,
            distribution: &p.distribution,
            said: Said::Procedure(procedure),
        }
    }
    pub fn of_manual(o: &'a OrganisationDefinition) -> Self {
        let (approval, revisions) = (o.approval.as_ref(), &*o.revisions);
        Self { status: None, replaced_by: None, approval, revisions, distribution: &o.distribution, said: Said::Manual(o) }
    }

    /// Its status as a master list says it: `Đang hiệu lực`, `Đã được thay thế bởi QT-TP-09`.
    pub fn status(&self, desk: &Desk) -> String {
        let w = words(desk.language);
        match (self.status, self.replaced_by) {
            (Some(DocumentStatus::Obsolete), Some(code)) => format!("{} {code}", w.replaced_by),
            (status, _) => super::common::capital(status.unwrap_or(DocumentStatus::InForce).label(desk.language)),
        }
    }
    /// Whether nobody may work by it any more.
    pub fn is_withdrawn(&self) -> bool {
        self.status == Some(DocumentStatus::Obsolete)
    }
    /// The hash of what it says; nothing where not all of it could be read.
    pub fn content(&self) -> Option<ContentHash> {
        match self.said {
            Said::Procedure(procedure) => procedure.is_intact().then(|| procedure.content().clone()),
            Said::Manual(organisation) => Some(organisation.content()),
        }
    }
    /// What the current issue approved, and what the document says now, where that is something else.
    fn stale(&self) -> Option<(&ContentHash, ContentHash)> {
        let now = self.content()?;
        issued_otherwise(self.revisions, || now.clone()).map(|named| (named, now))
    }

    /// What a reader must see first: that it is a draft, or withdrawn; nothing of a document in force.
    pub fn stamp(&self, desk: &Desk) -> Vec<Block> {
        let w = words(desk.language);
        let (stamp, note) = match self.status.unwrap_or(DocumentStatus::InForce) {
            DocumentStatus::InForce => return Vec::new(),
            DocumentStatus::Draft => (w.draft, w.draft_note),
            DocumentStatus::Obsolete => (w.withdrawn, w.withdrawn_note),
        };
        let mut line = Cell::new();
        if let Some(code) = self.replaced_by.filter(|_| self.is_withdrawn()) {
            line.push(format!("{} ", w.replaced_by).into());
            line.push(match desk.library.procedure(code.as_str()) {
                Some(other) => {
                    let title = format!("{code} – {}", other.definition().title.to(desk.language));
                    Inline::Link(title, format!("{}.html", file_name(other)))
                }
                None => code.to_string().into(),
            });
            line.push(". ".into());
        }
        line.push(note.into());
        vec![Block::Title(stamp.into()), Block::Note(line)]
    }

    /// The approval, and whether it still holds for what the document says.
    pub fn approval(&self, desk: &Desk) -> Vec<Block> {
        let (w, mut blocks) = (words(desk.language), Vec::new());
        blocks.extend(self.approval.map(|approval| desk.approval(approval)));
        if let (Some((named, now)), Some(last)) = (self.stale(), self.revisions.last()) {
            let (issue, approved, is) = w.stale_note;
            let said = format!(" {issue} {} {approved} {}; {is} {}.", last.issue, named.short(), now.short());
            blocks.push(Block::Note(vec![Inline::Mark(w.stale.into()), said.into()]));
        }
        blocks
    }

    /// The issues; those that no longer hold say so.
    pub fn revisions(&self, desk: &Desk) -> Block {
        let (w, own) = (desk.words, words(desk.language));
        let optional = |text: &Option<Text>| text.as_ref().map_or_else(Cell::new, |t| desk.text(t));
        let with_content = self.revisions.iter().any(|r| r.content.is_some());
        let current = self.revisions.len().saturating_sub(1);
        let row = |(i, r): (usize, &Revision)| {
            let mut issue = cell(r.issue.as_str());
            let state = match (i < current, self.is_withdrawn()) {
                (true, _) => Some(own.superseded),
                (false, true) => Some(own.withdrawn_issue),
                (false, false) => None,
            };
            issue.extend(state.into_iter().flat_map(|state| [Inline::Break, format!("({state})").into()]));
            let mut row =
                vec![optional(&r.request), optional(&r.location), desk.text(&r.change), issue, cell(r.date.to(desk.language))];
            if with_content {
                row.push(cell(r.content.as_ref().map_or("", |content| content.short())));
            }
            row
        };
        let mut head = heads(&[w.revision_request, w.revision_location, w.revision_change, w.issue, w.issue_date]);
        let mut widths = vec![22, 16, 34, 14, 14];
        if with_content {
            head.push(own.content.into());
            widths = vec![16, 14, 30, 12, 12, 16];
        }
        let rows = self.revisions.iter().enumerate().map(row).collect();
        Block::Table(Table { head, rows, widths, style: TableStyle::Grid, ..Table::default() })
    }

    /// Who holds a copy; nothing where nobody does.
    pub fn distribution(&self, desk: &Desk) -> Option<Block> {
        (!self.distribution.is_empty()).then(|| desk.distribution(self.distribution))
    }
}
