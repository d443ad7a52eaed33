//! The one-stop mechanism: who meets the applicant, and which paper each event leaves behind.
//!
//! These rules speak of procedures that are handed in at a one-stop unit.

use super::rule::Basis;
use crate::model::value::Date;

/// The one-stop acts one after the other: Decision 09/2015 from 15 May 2015, Decree 61/2018 from 21 June
/// 2018. Their articles were not compared.
pub(in crate::check) const fn act(place: &'static str) -> Basis {
    Basis::new("09/2015/QĐ-TTg, 61/2018/NĐ-CP", place).from(Date::of(2015, 5, 15)).unverified()
}

/// Decree 61/2018 alone.
const fn later(place: &'static str) -> Basis {
    Basis::new("61/2018/NĐ-CP", place).from(Date::of(2018, 6, 21)).unverified()
}

super::rule::family! {
    apology, control_slip, counter, counter_level, decides, extension_told, first_step, incomplete_dossier,
    new_date_once, receipt_issuer, register, returned, supplement_once,
}
