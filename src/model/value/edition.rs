//! Where each clause of ISO 9001:2008 went in the edition of 2015.
//!
//! Source: the correlation matrices of ISO/TC 176/SC 2 (N1293). The row of 1.2 and those from
//! 7.2 on were not checked against them.

/// What became of a clause.
pub(crate) struct Moved {
    /// The clause of 2008.
    pub from: &'static str,
    /// The clauses of 2015 that ask for it now.
    pub to: &'static [&'static str],
    /// What else changed, in Vietnamese and English; mostly nothing.
    pub note: (&'static str, &'static str),
    /// Whether the row was read in its source.
    pub verified: bool,
}

const fn moved(from: &'static str, to: &'static [&'static str]) -> Moved {
    Moved { from, to, note: ("", ""), verified: true }
}

impl Moved {
    const fn noting(self, vi: &'static str, en: &'static str) -> Self {
        Self { note: (vi, en), ..self }
    }
    const fn unverified(self) -> Self {
        Self { verified: false, ..self }
    }
}

/// Every clause that is checked by itself, in the order of the edition of 2008; before them the
/// clause on exclusions.
pub(crate) static MOVED: [Moved; 52] = [
    moved("1.2", &["4.3"])
        .noting(
            "yêu cầu nào không áp dụng được cũng được ngoại lệ, nếu có lý giải",
            "any requirement may be left out that does not apply, with its reason",
        )
        .unverified(),
    moved("4.1", &["4.4", "8.4"]).noting("việc thuê ngoài ở 8.4", "outsourcing in 8.4"),
    moved("4.2.1", &["7.5.1"]),
    moved("4.2.2", &["4.3", "4.4", "7.5.1"]).noting("không bắt buộc sổ tay chất lượng", "a manual is no longer demanded"),
    moved("4.2.3", &["7.5.2", "7.5.3"]),
    moved("4.2.4", &["7.5.2", "7.5.3"]),
    moved("5.1", &["5.1", "5.1.1"]),
    moved("5.2", &["5.1.2"]),
    moved("5.3", &["5.2.1", "5.2.2"]),
    moved("5.4.1", &["6.2"]),
    moved("5.4.2", &["5.3 e", "6.1", "6.3"]),
    moved("5.5.1", &["5.3"]),
    moved("5.5.2", &["5.3"]).noting("không còn chức danh đại diện lãnh đạo", "no management representative by name any more"),
    moved("5.5.3", &["7.4"]),
    moved("5.6.1", &["9.3.1"]),
    moved("5.6.2", &["9.3.2"]),
    moved("5.6.3", &["9.3.3"]),
    moved("6.1", &["7.1.1", "7.1.2"]),
    moved("6.2.1", &["7.2"]),
    moved("6.2.2", &["7.2", "7.3"]),
    moved("6.3", &["7.1.3"]),
    moved("6.4", &["7.1.4"]),
    moved("7.1", &["8.1"]),
    moved("7.2.1", &["8.2.2"]).unverified(),
    moved("7.2.2", &["8.2.3", "8.2.4"]).unverified(),
    moved("7.2.3", &["8.2.1"]).unverified(),
    moved("7.3.1", &["8.3.1", "8.3.2"]).unverified(),
    moved("7.3.2", &["8.3.3"]).unverified(),
    moved("7.3.3", &["8.3.5"]).unverified(),
    moved("7.3.4", &["8.3.4"]).unverified(),
    moved("7.3.5", &["8.3.4"]).unverified(),
    moved("7.3.6", &["8.3.4"]).unverified(),
    moved("7.3.7", &["8.3.6"]).unverified(),
    moved("7.4.1", &["8.4.1", "8.4.2"]).unverified(),
    moved("7.4.2", &["8.4.3"]).unverified(),
    moved("7.4.3", &["8.4.2", "8.6"]).unverified(),
    moved("7.5.1", &["8.5.1", "8.5.5"]).unverified(),
    moved("7.5.2", &["8.5.1 f"]).unverified(),
    moved("7.5.3", &["8.5.2"]).unverified(),
    moved("7.5.4", &["8.5.3"]).unverified(),
    moved("7.5.5", &["8.5.4"]).unverified(),
    moved("7.6", &["7.1.5"]).unverified(),
    moved("8.1", &["9.1.1"]).unverified(),
    moved("8.2.1", &["9.1.2"]).unverified(),
    moved("8.2.2", &["9.2"]).unverified(),
    moved("8.2.3", &["9.1.1"]).unverified(),
    moved("8.2.4", &["8.6"]).unverified(),
    moved("8.3", &["8.7"]).unverified(),
    moved("8.4", &["9.1.3"]).unverified(),
    moved("8.5.1", &["10.1", "10.3"]).unverified(),
    moved("8.5.2", &["10.2"]).unverified(),
    moved("8.5.3", &["6.1"])
        .noting("thay bằng việc xử lý rủi ro và cơ hội", "dropped: risks and opportunities take its place")
        .unverified(),
];

/// Clauses of 2015 that ask for something new: number, Vietnamese, English.
pub(crate) static NEW: [(&str, &str, &str); 5] = [
    ("4.1", "bối cảnh của tổ chức", "context of the organisation"),
    ("4.2", "các bên quan tâm", "interested parties"),
    ("6.1", "rủi ro và cơ hội", "risks and opportunities"),
    ("7.1.6", "tri thức của tổ chức", "organisational knowledge"),
    ("8.5.6", "kiểm soát thay đổi", "control of changes"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Clause;

    #[test]
    fn each_clause_that_is_checked_by_itself_went_somewhere() {
        let leaves: Vec<&str> = Clause::all().filter(|clause| clause.is_leaf()).map(Clause::number).collect();
        assert_eq!(MOVED.iter().skip(1).map(|row| row.from).collect::<Vec<_>>(), leaves);
        for number in MOVED.iter().flat_map(|row| row.to).chain(NEW.iter().map(|(number, ..)| number)) {
            let chapter: u8 = number.split('.').next().unwrap().parse().unwrap();
            assert!((4..=10).contains(&chapter), "{number}");
        }
    }
}
