//! The sections of the document of a procedure, numbered once: for the document that is made, and for texts that
//! refer to them.

use super::definition::{HouseStyle, ProcedureDefinition};
use super::library::Library;

/// A numbered section of the document of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Purpose,
    Scope,
    References,
    Terms,
    Content,
    LegalBasis,
    Dossier,
    Sets,
    Time,
    Place,
    Fees,
    Work,
    Flowchart,
    Forms,
    Records,
    Indicators,
    Simplification,
}

/// Sections under one number: the first that a procedure has is the head, the others are its parts.
pub(crate) struct Chapter {
    sections: &'static [Section],
    /// What it is called where that is not the title of its head, in Vietnamese and English.
    pub title: Option<(&'static str, &'static str)>,
}

const fn alone(sections: &'static [Section]) -> Chapter {
    Chapter { sections, title: None }
}

const fn together(sections: &'static [Section], vi: &'static str, en: &'static str) -> Chapter {
    Chapter { sections, title: Some((vi, en)) }
}

use Section::{
    Content, Dossier, Fees, Flowchart, Forms, Indicators, LegalBasis, Place, Purpose, Records, References, Scope, Sets,
    Simplification, Terms, Time, Work,
};

static HANOI: [Chapter; 9] = [
    alone(&[Purpose]),
    alone(&[Scope]),
    alone(&[References]),
    alone(&[Terms]),
    alone(&[Content, LegalBasis, Dossier, Sets, Time, Place, Fees, Work, Flowchart]),
    alone(&[Forms]),
    alone(&[Records]),
    alone(&[Indicators]),
    alone(&[Simplification]),
];

static HCMC: [Chapter; 9] = [
    alone(&[Dossier, Sets]),
    together(
        &[Place, Time, Fees],
        "Nơi tiếp nhận, trả kết quả, thời gian và lệ phí",
        "Place of receipt and return, time and fees",
    ),
    together(&[Work, Flowchart], "Trình tự xử lý công việc", "Sequence of the work"),
    alone(&[Forms]),
    alone(&[Records]),
    alone(&[LegalBasis, References]),
    together(&[Purpose, Scope, Terms], "Mục đích, phạm vi, giải thích từ ngữ", "Purpose, scope, terms"),
    alone(&[Indicators]),
    alone(&[Simplification]),
];

static INTERNAL: [Chapter; 8] = [
    together(&[Work, Flowchart], "Quy trình nội bộ giải quyết", "Internal procedure"),
    together(
        &[Dossier, Sets, Time, Place, Fees],
        "Thành phần hồ sơ, thời hạn, nơi tiếp nhận và lệ phí",
        "Dossier, time limit, place of receipt and fees",
    ),
    alone(&[LegalBasis, References]),
    together(&[Purpose, Scope, Terms], "Mục đích, phạm vi, giải thích từ ngữ", "Purpose, scope, terms"),
    alone(&[Forms]),
    alone(&[Records]),
    alone(&[Indicators]),
    alone(&[Simplification]),
];

impl HouseStyle {
    fn chapters(self) -> &'static [Chapter] {
        match self {
            Self::Hanoi => &HANOI,
            Self::Hcmc => &HCMC,
            Self::Internal => &INTERNAL,
        }
    }
    /// The style of the documents of a library.
    pub(crate) fn of(library: &Library) -> Self {
        library.organisation().and_then(|o| o.house_style).unwrap_or(Self::Hanoi)
    }
}

/// A section of the document of a procedure.
pub(crate) struct Numbered {
    pub section: Section,
    /// `5`, `5.2`, `II`, `II.1`.
    pub number: String,
    pub is_part: bool,
    /// The chapter that it heads.
    pub chapter: Option<&'static Chapter>,
}

/// What only the document of an administrative procedure has.
fn is_of_service(section: Section) -> bool {
    matches!(section, LegalBasis | Dossier | Sets | Time | Place | Fees)
}

/// The sections of the document of a procedure, in the order and with the numbers of a style.
pub(crate) fn sections(procedure: &ProcedureDefinition, style: HouseStyle) -> Vec<Numbered> {
    let mut all = Vec::new();
    let mut count = 0;
    for chapter in style.chapters() {
        let there = chapter.sections.iter().filter(|section| procedure.service.is_some() || !is_of_service(**section));
        for (i, section) in there.enumerate() {
            count += usize::from(i == 0);
            let head = if style == HouseStyle::Hcmc { roman(count) } else { count.to_string() };
            let number = if i == 0 { head } else { format!("{head}.{i}") };
            all.push(Numbered { section: *section, number, is_part: i > 0, chapter: (i == 0).then_some(chapter) });
        }
    }
    all
}

/// As many chapters as a document has.
fn roman(number: usize) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let (tens, ones) = (number / 10, number % 10);
    format!("{}{}", "X".repeat(tens), ONES[ones])
}

impl Section {
    /// Its number in the document of a procedure; none where it is not one of its sections.
    pub(crate) fn number(self, procedure: &ProcedureDefinition, style: HouseStyle) -> Option<String> {
        sections(procedure, style).into_iter().find(|numbered| numbered.section == self).map(|numbered| numbered.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_numbered_without_a_gap() {
        let library = Library::from_sources([
            ("a.yaml", "procedure: A-1\ntitle: A\nsteps: []\n"),
            ("b.yaml", "procedure: B-1\ntitle: B\nservice: {}\nsteps: []\n"),
        ]);
        let styled = |code: &str, style| {
            let p = library.procedure(code).unwrap().definition();
            sections(p, style).into_iter().map(|section| section.number).collect::<Vec<_>>().join(" ")
        };
        let numbers = |code: &str| styled(code, HouseStyle::Hanoi);
        assert_eq!(styled("A-1", HouseStyle::Hcmc), "I I.1 II III IV V V.1 V.2 VI VII");
        assert_eq!(styled("B-1", HouseStyle::Internal), "1 1.1 2 2.1 2.2 2.3 2.4 3 3.1 4 4.1 4.2 5 6 7 8");
        assert_eq!(numbers("A-1"), "1 2 3 4 5 5.1 5.2 6 7 8 9");
        // Whatever the order, the same sections.
        for code in ["A-1", "B-1"] {
            let p = library.procedure(code).unwrap().definition();
            let all = |style| {
                let mut all: Vec<String> = sections(p, style).iter().map(|s| format!("{:?}", s.section)).collect();
                all.retain(|section| section != "Content");
                all.sort();
                all
            };
            assert!(HouseStyle::ALL.iter().all(|style| all(*style) == all(HouseStyle::Hanoi)), "{code}");
        }
        assert_eq!(numbers("B-1"), "1 2 3 4 5 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 6 7 8 9");
    }
}
