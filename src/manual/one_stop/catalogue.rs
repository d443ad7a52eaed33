//! The sets of one-stop forms, one act after the other.

use crate::check::Basis;
use crate::check::one_stop::{CIRCULAR, DECISION, DECREE};
use crate::model::definition::FormKind;
use crate::model::value::{Date, Language};

/// What a one-stop form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slip {
    /// A dossier was taken in, and when its result is due.
    Receipt,
    /// What is missing.
    Supplement,
    /// It is not taken in, or not settled, and why.
    Refusal,
    /// It is late, and the new date.
    Apology,
    /// Work on it stops.
    Stop,
    /// From hand to hand.
    Control,
    /// All dossiers.
    Register,
}

impl Slip {
    /// What an organisation calls such a form in its register of forms.
    pub const fn kind(self) -> Option<FormKind> {
        match self {
            Self::Receipt => Some(FormKind::Receipt),
            Self::Supplement => Some(FormKind::SupplementRequest),
            Self::Refusal => Some(FormKind::Refusal),
            Self::Apology => Some(FormKind::Apology),
            Self::Stop => None,
            Self::Control => Some(FormKind::ControlSlip),
            Self::Register => Some(FormKind::Register),
        }
    }
    /// The name it has in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Supplement => "supplement",
            Self::Refusal => "refusal",
            Self::Apology => "apology",
            Self::Stop => "stop",
            Self::Control => "control-slip",
            Self::Register => "register",
        }
    }
}

/// A form of a set.
#[derive(Debug)]
pub(crate) struct Form {
    pub slip: Slip,
    /// Its number; empty where it was not read.
    pub number: &'static str,
    pub title: (&'static str, &'static str),
}

/// The forms that an act sets.
#[derive(Debug)]
pub(crate) struct FormSet {
    /// The act, and the first day of its forms. It holds until the first day of the next set.
    pub basis: Basis,
    /// The act as it is quoted.
    pub act: (&'static str, &'static str),
    /// Whether a date is put off at most once, and this is said the day before at the latest (Decree 61/2018).
    pub once: bool,
    pub forms: &'static [Form],
}

const fn form(slip: Slip, number: &'static str, vi: &'static str, en: &'static str) -> Form {
    Form { slip, number, title: (vi, en) }
}

/// Before 2018 nobody here read which forms there were, nor their numbers: these are what offices used.
const CUSTOMARY: &[Form] = &[
    form(Slip::Receipt, "", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt with due date"),
    form(Slip::Supplement, "", "Phiếu hướng dẫn hoàn thiện hồ sơ", "Request to complete the dossier"),
    form(Slip::Refusal, "", "Phiếu từ chối tiếp nhận, giải quyết hồ sơ", "Refusal of the dossier"),
    form(Slip::Apology, "", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Apology and new due date"),
    form(Slip::Control, "", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip of the dossier"),
    form(Slip::Register, "", "Sổ theo dõi hồ sơ", "Register of dossiers"),
];

static SETS: [FormSet; 5] = [
    FormSet {
        basis: Basis::new("93/2007/QĐ-TTg", "").unverified(),
        act: ("Quyết định số 93/2007/QĐ-TTg", "Decision 93/2007/QĐ-TTg"),
        once: false,
        forms: CUSTOMARY,
    },
    FormSet {
        basis: DECISION, act: ("Quyết định số 09/2015/QĐ-TTg", "Decision 09/2015/QĐ-TTg"), once: false, forms: CUSTOMARY
    },
    // The decree came half a year before the circular with its forms.
    FormSet { basis: DECREE, act: ("Nghị định số 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP"), once: true, forms: CUSTOMARY },
    FormSet {
        basis: CIRCULAR,
        act: ("Thông tư số 01/2018/TT-VPCP", "Circular 01/2018/TT-VPCP"),
        once: true,
        forms: &[
            form(Slip::Receipt, "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt with due date"),
            form(Slip::Supplement, "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request to supplement the dossier"),
            form(Slip::Refusal, "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Refusal of the dossier"),
            form(Slip::Apology, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Apology and new due date"),
            form(Slip::Control, "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip of the dossier"),
            form(Slip::Register, "06", "Sổ theo dõi hồ sơ", "Register of dossiers"),
        ],
    },
    // Decree 118/2025 came earlier; its forms came with the circular.
    FormSet {
        basis: Basis::new("03/2025/TT-VPCP", "Annex I").from(Date::of(2025, 9, 15)),
        act: ("Thông tư số 03/2025/TT-VPCP", "Circular 03/2025/TT-VPCP"),
        once: false,
        forms: &[
            form(Slip::Receipt, "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt with due date"),
            form(Slip::Supplement, "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request to supplement the dossier"),
            form(Slip::Refusal, "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Refusal of the dossier"),
            form(
                Slip::Apology,
                "04",
                "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
                "Apology and request for more time",
            ),
            form(Slip::Stop, "05", "Thông báo dừng giải quyết hồ sơ", "Notice that work on the dossier stops"),
            form(Slip::Control, "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip of the dossier"),
            form(Slip::Register, "07", "Sổ theo dõi hồ sơ", "Register of dossiers"),
        ],
    },
];

/// The forms in force on a day; the last ones where no day is named.
pub(crate) fn in_force(day: Option<Date>) -> &'static FormSet {
    let begun = |set: &&FormSet| day.is_none_or(|day| set.basis.from.is_none_or(|from| from <= day));
    SETS.iter().rev().find(begun).unwrap_or(&SETS[0])
}

impl FormSet {
    /// Its form of a kind.
    pub fn form(&self, slip: Slip) -> Option<&Form> {
        self.forms.iter().find(|form| form.slip == slip)
    }
    /// The act as it is quoted in a language.
    pub fn act(&self, language: &Language) -> &'static str {
        said(self.act, language)
    }
}

impl Form {
    pub fn title(&self, language: &Language) -> &'static str {
        said(self.title, language)
    }
}

fn said((vi, en): (&'static str, &'static str), language: &Language) -> &'static str {
    if *language == Language::Vi { vi } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_the_forms_of_its_act() {
        let on = |y, m, d| in_force(Some(Date::of(y, m, d))).basis.act;
        assert_eq!(on(2014, 1, 1), "93/2007/QĐ-TTg");
        assert_eq!((on(2015, 5, 14), on(2015, 5, 15)), ("93/2007/QĐ-TTg", "09/2015/QĐ-TTg"));
        assert_eq!((on(2018, 6, 20), on(2018, 6, 21)), ("09/2015/QĐ-TTg", "61/2018/NĐ-CP"));
        assert_eq!((on(2019, 1, 5), on(2019, 1, 6)), ("61/2018/NĐ-CP", "01/2018/TT-VPCP"));
        assert_eq!((on(2025, 9, 14), on(2025, 9, 15)), ("01/2018/TT-VPCP", "03/2025/TT-VPCP"));
        assert_eq!(in_force(None).basis.act, "03/2025/TT-VPCP");
        for pair in SETS.windows(2) {
            assert!(pair[0].basis.from < pair[1].basis.from);
        }
    }

    #[test]
    fn a_set_has_each_form_once_and_no_number_that_was_not_read() {
        for set in &SETS {
            for (i, form) in set.forms.iter().enumerate() {
                assert!(set.form(form.slip).is_some_and(|first| std::ptr::eq(first, form)));
                let number = if set.basis.verified { format!("{:02}", i + 1) } else { String::new() };
                assert_eq!(form.number, number, "{} {:?}", set.basis.act, form.slip);
            }
        }
    }
}
