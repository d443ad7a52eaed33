//! Part 7: how each of clauses 4 to 8 is met, and by which documents: only what the definitions show.

use super::Writer;
use super::statements::Statements;
use super::words::words;
use crate::check::Coverage;
use crate::check::coverage::{OfClause, State};
use crate::manual::coverage::{answers, articles, notes, state};
use crate::manual::document::{Block, Inline, cell};
use crate::model::value::Clause;

impl Writer<'_> {
    pub(super) fn clauses(&mut self, coverage: &Coverage) {
        let (desk, w, own) = (self.desk, self.desk.words, words(self.desk.language));
        self.heading(2, "clauses", w.clause_answers);
        if coverage.clauses.is_empty() {
            self.blocks.push(Block::Paragraph(cell(own.not_followed)));
        } else {
            self.blocks.extend(notes(&desk, coverage));
        }
        let statements = Statements::of(&desk, self.o);
        let mut chapter = 0;
        for clause in Clause::all().filter(|_| !coverage.clauses.is_empty()) {
            let (number, title) = (clause.number(), clause.title(desk.language));
            let id = format!("clause-{}", number.replace('.', "-"));
            if !number.contains('.') {
                chapter += 1;
                self.heading(3, &id, &format!("7.{chapter} {} {number}: {title}", own.clause_chapter));
            }
            if let Some(row) = coverage.clauses.iter().find(|row| row.clause == clause) {
                self.heading(4, &id, &format!("{number} {title}"));
                self.clause(row, &statements);
            }
        }
        if coverage.articles.iter().any(|row| row.applies > 0) {
            self.heading(3, "articles", w.article_answers);
            if coverage.clauses.is_empty() {
                self.blocks.extend(notes(&desk, coverage));
            }
            self.blocks.extend(articles(&desk, coverage));
        }
        if !coverage.is_empty() {
            self.blocks.push(Block::Paragraph(vec![Inline::Link(w.whole_coverage.into(), "coverage.html".into())]));
        }
    }

    fn clause(&mut self, row: &OfClause, statements: &Statements) {
        let (desk, w, own) = (self.desk, self.desk.words, words(self.desk.language));
        let mut line = vec![Inline::text(format!("{}: ", w.state))];
        line.extend(state(&desk, row.state));
        if desk.is_vietnamese() && !row.clause.info().verified_vi {
            line.push(own.title_unread.into());
            desk.mark_unverified(&mut line, false);
        }
        self.blocks.push(Block::Paragraph(line));
        if row.state == State::Excluded {
            let reason = self.o.exclusions.iter().any(|x| row.clause.is_within(x.clause) && x.justification.is_some());
            let line = cell(if reason { own.justified } else { own.excluded_unjustified });
            self.blocks.push(Block::Paragraph(line));
            return;
        }
        let said = statements.of_clause(row.clause);
        let answers = answers(&desk, row);
        if said.is_empty() && answers.is_empty() {
            self.blocks.push(Block::Paragraph(cell(own.nothing_shown)));
        }
        if !said.is_empty() {
            self.blocks.push(Block::List(said.into_iter().map(cell).collect()));
        }
        if !answers.is_empty() {
            let mut line = vec![Inline::Strong(format!("{}: ", w.answered_by))];
            line.extend(answers);
            self.blocks.push(Block::Paragraph(line));
        }
        if !row.undecided.is_empty() {
            let line = format!("{}: {}.", own.for_auditor, row.undecided.len());
            self.blocks.push(Block::Paragraph(cell(line)));
        }
    }
}
