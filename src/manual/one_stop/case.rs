//! What is known of one case.

use crate::model::value::{ClockTime, Date};

/// What is known of one dossier: it is printed where a form has room for it. What is left out stays to be filled in by hand.
///
/// Where the due date is left out and the day of receipt is known, it is reckoned by the limit of the procedure and the first
/// calendar of the library, as [`CalendarDefinition::due`](crate::definition::CalendarDefinition::due) does; time that an
/// extension adds or that is not counted is known to nobody yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseData {
    /// Number of the dossier.
    pub number: Option<String>,
    /// Name of the person or body that applies.
    pub applicant: Option<String>,
    /// Number of the identity paper.
    pub identity: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Day on which the dossier came in.
    pub received: Option<Date>,
    /// Time of day at which it came in.
    pub received_at: Option<ClockTime>,
    /// Day on which the result is due, where it is not to be reckoned.
    pub due: Option<Date>,
    /// The day it is put off to.
    pub new_due: Option<Date>,
    /// Why something is missing, refused, late or stopped.
    pub reason: Option<String>,
    /// Officer who gives out the form.
    pub officer: Option<String>,
}
