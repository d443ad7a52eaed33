//! What is asked for: every requirement of the standard and of the acts, the rules that ask for it, and
//! why no rule decides the rest. One table, a file for each part of it.
//!
//! The words are our own; the text of the standard is copyright.

mod decree_63;
mod iso_4;
mod iso_5;
mod iso_6;
mod iso_7;
mod iso_8;
mod one_stop;
mod online;
mod records;
mod system;
mod time;
mod turtle;

use super::rule::Basis;
use crate::model::value::{Clause, Language};

/// A requirement, with the rules that ask for it.
///
/// What no rule decides stays with the auditor, and [`undecided`](Self::undecided) says why; a
/// requirement can have both rules and such a rest.
///
/// ```
/// use quytrinh::Language;
/// use quytrinh::check::requirements;
///
/// let approval = requirements().find(|r| r.basis.place == "4.2.3 a").unwrap();
/// assert!(approval.rules.contains(&"iso/approval"));
/// let sequence = requirements().find(|r| r.basis.place == "Art. 8(2) b").unwrap();
/// assert_eq!(sequence.place(&Language::Vi), "điểm b khoản 2 Điều 8");
/// let legible = requirements().filter(|r| r.clause().is_some_and(|c| c.number() == "4.2.3"));
/// assert!(legible.clone().any(|r| !r.undecided.1.is_empty()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// Act and place, days in force, and whether it was read there.
    pub basis: Basis,
    /// Which of several things asked for at that place, in Vietnamese and English; mostly empty.
    pub topic: (&'static str, &'static str),
    /// What it asks for in own words, in Vietnamese and English.
    pub asks: (&'static str, &'static str),
    /// The codes of the rules that ask for it.
    pub rules: &'static [&'static str],
    /// Why no rule decides it, or not all of it, in Vietnamese and English; empty where rules do.
    pub undecided: (&'static str, &'static str),
    /// What it is asked of.
    pub scope: Scope,
    /// The number of an act that binds only those whose register of external documents holds it; mostly empty.
    pub cited: &'static str,
}

/// What a requirement is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The system as a whole.
    System,
    /// The procedures that answer its clause.
    Answering,
    /// A process, as the turtle diagram looks at it: the clause asks for the same.
    Process,
    /// Procedures that are said to be internal.
    Internal,
    /// Administrative procedures; internal ones are exempt.
    Services,
    /// Those of them that are handed in at a one-stop unit.
    OneStop,
    /// Those of them that are offered online, at this level or above.
    Online(u32),
    /// Those of them that have a simplification.
    Simplified,
    /// Those of them that cost something.
    Charged,
    /// Those of them whose limit can be extended.
    Extended,
    /// Those of them whose clock stops, or that exclude time.
    Stopped,
    /// Those of them that have an hour after which a dossier counts as of the next day.
    CutOff,
    /// Those of them that have several results of several agencies.
    JoinedUp,
}

impl Requirement {
    const fn new(basis: Basis, asks: (&'static str, &'static str)) -> Self {
        Self { basis, topic: ("", ""), asks, rules: &[], undecided: ("", ""), scope: Scope::System, cited: "" }
    }
    /// One of several things at one place.
    const fn topic(self, vi: &'static str, en: &'static str) -> Self {
        Self { topic: (vi, en), ..self }
    }
    const fn by(self, rules: &'static [&'static str]) -> Self {
        Self { rules, ..self }
    }
    const fn open(self, vi: &'static str, en: &'static str) -> Self {
        Self { undecided: (vi, en), ..self }
    }
    const fn of(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }
    const fn cited(self, number: &'static str) -> Self {
        Self { cited: number, ..self }
    }
    const fn read(self) -> Self {
        Self { basis: Basis { verified: true, ..self.basis }, ..self }
    }
    const fn unverified(self) -> Self {
        Self { basis: self.basis.unverified(), ..self }
    }

    /// The clause of ISO 9001:2008 that it belongs to. Clause 1.2, on exclusions, is none that is audited.
    #[must_use]
    pub fn clause(&self) -> Option<Clause> {
        let number = self.basis.place.split(' ').next()?;
        Clause::all().find(|clause| self.basis.act == STANDARD && clause.number() == number)
    }
    /// The act it stands in, without those that amend it.
    #[must_use]
    pub fn act(&self) -> &'static str {
        self.basis.act.split(", ").next().unwrap_or(self.basis.act)
    }
    /// The act with its short title in a language.
    #[must_use]
    pub fn title(&self, language: &Language) -> &'static str {
        let (_, vi, en) = ACTS.iter().find(|(act, ..)| *act == self.act()).unwrap_or(&ACTS[0]);
        if *language == Language::Vi { vi } else { en }
    }
    /// Its place as acts are quoted in a language: `điểm b khoản 2 Điều 8`, `Art. 8(2) b`.
    #[must_use]
    pub fn place(&self, language: &Language) -> String {
        self.basis.place_in(language)
    }
}

/// Every requirement: the standard in the order of its clauses, then the acts.
pub fn requirements() -> impl Iterator<Item = &'static Requirement> + Clone {
    TABLE.iter().copied().flatten()
}

/// The standard, as bases name it.
pub(super) const STANDARD: &str = "ISO 9001:2008";

static TABLE: [&[Requirement]; 12] = [
    iso_4::TABLE,
    iso_5::TABLE,
    iso_6::TABLE,
    iso_7::TABLE,
    iso_8::TABLE,
    records::TABLE,
    turtle::TABLE,
    system::TABLE,
    decree_63::TABLE,
    one_stop::TABLE,
    online::TABLE,
    time::TABLE,
];

/// The acts by their short titles, in Vietnamese and English.
static ACTS: [(&str, &str, &str); 20] = [
    (STANDARD, "TCVN ISO 9001:2008", "ISO 9001:2008"),
    ("turtle diagram", "Sơ đồ con rùa", "Turtle diagram"),
    (
        "19/2014/QĐ-TTg",
        "Quyết định số 19/2014/QĐ-TTg về áp dụng TCVN ISO 9001:2008",
        "Decision 19/2014/QĐ-TTg on ISO 9001 in state administration",
    ),
    ("3003/BKHCN-TĐC", "Công văn số 3003/BKHCN-TĐC", "Letter 3003/BKHCN-TĐC"),
    (
        "63/2010/NĐ-CP",
        "Nghị định số 63/2010/NĐ-CP về kiểm soát thủ tục hành chính",
        "Decree 63/2010/NĐ-CP on the control of administrative procedures",
    ),
    ("97/2015/QH13", "Luật Phí và lệ phí số 97/2015/QH13", "Law on Fees and Charges 97/2015/QH13"),
    (
        "09/2015/QĐ-TTg",
        "Quyết định số 09/2015/QĐ-TTg về cơ chế một cửa (sau là Nghị định số 61/2018/NĐ-CP)",
        "Decision 09/2015/QĐ-TTg on the one-stop mechanism (then Decree 61/2018/NĐ-CP)",
    ),
    (
        "07/2016/QĐ-UBND (Hà Nội)",
        "Quyết định số 07/2016/QĐ-UBND của UBND thành phố Hà Nội",
        "Decision 07/2016/QĐ-UBND of Hanoi on the one-stop mechanism",
    ),
    ("61/2018/NĐ-CP", "Nghị định số 61/2018/NĐ-CP về cơ chế một cửa", "Decree 61/2018/NĐ-CP on the one-stop mechanism"),
    ("01/2018/TT-VPCP", "Thông tư số 01/2018/TT-VPCP", "Circular 01/2018/TT-VPCP on the one-stop papers"),
    (
        "43/2011/NĐ-CP",
        "Nghị định số 43/2011/NĐ-CP về dịch vụ công trực tuyến",
        "Decree 43/2011/NĐ-CP on the levels of online services",
    ),
    ("32/2017/TT-BTTTT", "Thông tư số 32/2017/TT-BTTTT", "Circular 32/2017/TT-BTTTT on portals"),
    ("42/2022/NĐ-CP", "Nghị định số 42/2022/NĐ-CP", "Decree 42/2022/NĐ-CP on online services"),
    (
        "05/2015/TTLT-BTP-BCA-BYT",
        "Thông tư liên tịch số 05/2015/TTLT-BTP-BCA-BYT về liên thông",
        "Joint Circular 05/2015/TTLT-BTP-BCA-BYT on joined-up procedures",
    ),
    ("91/2015/QH13", "Bộ luật Dân sự số 91/2015/QH13", "Civil Code 91/2015/QH13, counting of time"),
    ("10/2012/QH13", "Bộ luật Lao động số 10/2012/QH13", "Labour Code 10/2012/QH13, holidays"),
    ("188/1999/QĐ-TTg", "Quyết định số 188/1999/QĐ-TTg về tuần làm việc 40 giờ", "Decision 188/1999/QĐ-TTg on the working week"),
    ("14/2010/QĐ-TTg", "Quyết định số 14/2010/QĐ-TTg về làm việc ngày thứ bảy", "Decision 14/2010/QĐ-TTg on Saturdays"),
    ("23/2015/NĐ-CP", "Nghị định số 23/2015/NĐ-CP về chứng thực", "Decree 23/2015/NĐ-CP on certification"),
    ("766/QĐ-TTg", "Quyết định số 766/QĐ-TTg, bảng công thức", "Decision 766/QĐ-TTg, formula sheet"),
];

/// A place of the standard. Of its text only 4.2 was read in a source.
const fn clause(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new(STANDARD, place), (vi, en)).unverified()
}
