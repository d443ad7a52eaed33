//! What measuring has to know of the organisation.

use super::cost::Income;
use crate::check::time::Terms;
use crate::model::definition::{Role, RoleKind};
use crate::model::library::Library;
use crate::model::value::Id;
use std::collections::HashMap;

/// Who the applicant is, which unit a role belongs to and how many have it, what an hour of an applicant is worth.
#[derive(Debug, Clone, Default)]
pub struct Context {
    roles: HashMap<Id, Lane>,
    income: Option<Income>,
    terms: Terms,
}

#[derive(Debug, Clone)]
struct Lane {
    is_applicant: bool,
    unit: Option<Id>,
    staff: Option<u32>,
}

impl Context {
    /// What a library says.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let terms = Terms::of(library);
        let Some(organisation) = library.organisation() else { return Self { terms, ..Self::default() } };
        let lane = |r: &Role| {
            let is_applicant = r.kind == RoleKind::Applicant;
            (r.id.clone(), Lane { is_applicant, unit: r.unit.clone(), staff: r.staff.map(|n| n.0) })
        };
        let income = organisation.compliance_cost.as_ref().map(Income::of);
        Self { roles: organisation.roles.iter().map(lane).collect(), income, terms }
    }
    /// Whether a role is the applicant's: by its kind, or by its name where no organisation says.
    #[must_use]
    pub fn is_applicant(&self, role: &Id) -> bool {
        self.roles.get(role).map_or(*role == "applicant", |lane| lane.is_applicant)
    }
    /// The unit a role belongs to.
    #[must_use]
    pub fn unit_of(&self, role: &Id) -> Option<&Id> {
        self.roles.get(role)?.unit.as_ref()
    }
    /// How many persons have a role; none where the organisation does not say.
    #[must_use]
    pub fn staff_of(&self, role: &Id) -> Option<u32> {
        self.roles.get(role)?.staff
    }
    /// What an hour of an applicant is worth; none where the organisation does not say.
    #[must_use]
    pub const fn income(&self) -> Option<&Income> {
        self.income.as_ref()
    }
    pub(super) const fn terms(&self) -> &Terms {
        &self.terms
    }
}
