//! The one-stop mechanism: who meets the applicant, and which paper each event leaves behind.
//!
//! These rules speak of procedures that are handed in at a one-stop unit.

use super::rule::Basis;
use crate::model::value::Date;

/// Decision 09/2015, the first of the one-stop acts. Its articles were not compared, nor those of the decree after it.
pub(crate) const DECISION: Basis = Basis::new("09/2015/QĐ-TTg", "").from(Date::of(2015, 5, 15)).unverified();
/// The decree that came in its place.
pub(crate) const DECREE: Basis = Basis::new("61/2018/NĐ-CP", "").from(Date::of(2018, 6, 21)).unverified();
/// The circular on that decree. Of its forms numbers, titles and sheets were read, not its articles.
pub(crate) const CIRCULAR: Basis = Basis::new("01/2018/TT-VPCP", "").from(Date::of(2019, 1, 6));

/// The one-stop acts one after the other.
pub(in crate::check) const fn act(place: &'static str) -> Basis {
    Basis { act: "09/2015/QĐ-TTg, 61/2018/NĐ-CP", place, ..DECISION }
}

/// The decree alone.
pub(in crate::check) const fn later(place: &'static str) -> Basis {
    Basis { place, ..DECREE }
}

super::rule::family! {
    apology, control_slip, counter, counter_level, decides, extension_told, first_step, incomplete_dossier,
    new_date_once, receipt_issuer, register, returned, supplement_once,
}
