//! Decree 63/2010 on the control of administrative procedures: what a procedure must consist of, what
//! may be asked for, how it is answered and made public.

use super::rule::Basis;
use crate::model::value::Date;

/// An article of the decree, in force from 14 October 2010.
pub(in crate::check) const fn article(place: &'static str) -> Basis {
    Basis::new("63/2010/NĐ-CP", place).from(Date::of(2010, 10, 14))
}

/// An article in the wording of Decree 92/2017, in force from 25 September 2017.
const fn amended(place: &'static str) -> Basis {
    Basis::new("63/2010/NĐ-CP, 92/2017/NĐ-CP", place).from(Date::of(2017, 9, 25))
}

super::rule::family! {
    act_amended, act_kind, act_lapsed, act_not_yet, agencies, agency_idle, agency_level, agency_unnamed,
    applicants, basis, channels, code, code_twice, condition_basis, conditions, database, decider_idle, dossier,
    extension_basis, extension_length, fee_act, fee_basis, fee_unit, fees, field, form_basis, handler, internal,
    joinable, level, level_without_agency, limit_basis, limit_holder, paper_basis, paper_number, portal, posted,
    posted_at_counter, publication, publication_act, publication_decision, published_late, receipt,
    refusal_in_writing, result, result_basis, result_giver, result_not_made, result_obligatory, sequence, sets,
    simplification_basis, simplification_decided, simplification_reason, supplement_in_writing,
    supplement_trips, time_limit,
}
