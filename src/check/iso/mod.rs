//! ISO 9001:2008: what an auditor asks of the documents, the records, the processes and the system.
//!
//! What the standard demands of a system as a whole is asked only of an organisation that says it
//! follows the standard (`standard: iso-9001-2008`).

crate::check::rule::family! {
    accountable,
    approval,
    approval_late,
    approval_order,
    approval_stale,
    approver,
    approver_authority,
    audit_independence,
    clauses,
    clauses_covered,
    competence,
    content_stale,
    control_authority,
    controls,
    corrective_link,
    distribution,
    distribution_quantity,
    distribution_twice,
    documented_procedures,
    draft,
    draft_approved,
    edition,
    effective,
    effectiveness,
    exclusion_contradicted,
    exclusion_core,
    exclusion_outside,
    exclusion_property,
    exclusion_twice,
    exclusion_unjustified,
    exclusion_validation,
    external_dates,
    external_followed,
    external_identity,
    external_lapsed,
    external_replacement,
    field_without_procedure,
    indicator_period,
    indicator_source,
    indicator_target,
    indicators,
    interaction,
    issue_order,
    leader,
    manual_code,
    manual_control,
    manual_scope,
    nonconformity,
    objective_by,
    objective_clause,
    objective_fraction,
    objective_levels,
    objective_measure,
    objective_missed,
    objective_outside,
    objective_owner,
    objective_period,
    objective_product,
    objective_source,
    objective_target,
    objectives,
    objectives_year,
    obsolete,
    obsolete_copies,
    outside_role,
    outsourced,
    owner,
    owner_kind,
    point_of_use,
    policy,
    policy_approval,
    policy_commitments,
    policy_leader,
    process_empty,
    process_isolated,
    process_kinds,
    process_missing,
    purpose,
    record_control,
    record_disposal,
    record_keeper,
    record_retention,
    record_unshown,
    records,
    release,
    representative,
    representative_kind,
    required_record,
    responsibility,
    review_inputs,
    review_leader,
    review_outputs,
    review_subject,
    reviewer,
    revision_order,
    revisions,
    satisfaction,
    scope,
    standard_registered,
    step_clause,
    step_time,
    structure,
    target_trivial,
}

use crate::check::rule::Sink;
use crate::check::service;
use crate::model::definition::{Approval, DistributedCopy, DocumentStatus, OrganisationDefinition, Reference, Revision};
use crate::model::finding::{Finding, Path, Segment};
use crate::model::library::{Document, Library, Procedure};
use crate::model::value::{Clause, Date, Id, Language, Message, message};
use std::fmt::Display;
use std::sync::Arc;

/// The organisation, if it says that its system follows the standard.
pub(super) fn following(library: &Library) -> Option<&Document<OrganisationDefinition>> {
    library.organisations.first().filter(|document| document.definition.standard.is_some())
}

/// Says that the organisation lacks a part.
fn lacking(organisation: &Document<OrganisationDefinition>, sink: &mut Sink, key: &str, vi: &str, en: &str) {
    let message = Message::new(format!("thiếu {vi} (`{key}:`)"), format!("{en} is missing (`{key}:`)"));
    sink.add(&organisation.source, Path::root().key("organisation"), message);
}

/// The procedures that people work by: neither drafts nor withdrawn.
fn in_force(library: &Library) -> impl Iterator<Item = &Procedure> {
    library.procedures().iter().filter(|procedure| is_asked(procedure))
}

/// Whether a procedure is to be complete: a draft is not yet, and what is withdrawn need not be.
pub(super) fn is_asked(procedure: &Procedure) -> bool {
    procedure.definition().status.is_none_or(|status| status == DocumentStatus::InForce)
}

/// Whether all of the library was read: of a document that was not, nobody knows what it answers.
fn is_whole(library: &Library) -> bool {
    !library.findings().iter().any(|finding| finding.rule.starts_with("format/") && finding.path.segments().is_empty())
}

/// Whether every clause could be read: the one that was not may be the one that is looked for.
fn clauses_are_read(library: &Library) -> bool {
    let of_clauses =
        |segment: &Segment| matches!(segment, Segment::Key(key) if matches!(&**key, "clause" | "clauses" | "exclusions"));
    let lost = |f: &Finding| f.rule.starts_with("format/") && !f.is_of_form() && f.path.segments().iter().any(of_clauses);
    !library.findings().iter().any(lost)
}

/// Whether a clause is the one with this number or stands above it.
pub(super) fn covers(clause: Clause, number: &str) -> bool {
    number.strip_prefix(clause.number()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a procedure names a clause at its head.
pub(super) fn names(procedure: &Procedure, number: &str) -> bool {
    procedure.definition().clauses.iter().any(|clause| covers(*clause, number))
}

/// Whether a procedure names a clause at its head or at one of its steps.
pub(super) fn answers(procedure: &Procedure, number: &str) -> bool {
    names(procedure, number) || procedure.definition().steps.iter().any(|s| s.clauses.iter().any(|c| covers(*c, number)))
}

/// The procedures of the management review.
fn reviews(library: &Library) -> Vec<&Procedure> {
    in_force(library).filter(|p| ["5.6.1", "5.6.2", "5.6.3"].iter().any(|number| names(p, number))).collect()
}

/// The procedures of the internal audit. Work for the public that is audited is none.
fn audits(library: &Library) -> impl Iterator<Item = &Procedure> {
    in_force(library).filter(|p| p.definition().service.is_none() && names(p, "8.2.2"))
}

/// Whether the system excludes a clause.
fn is_excluded(library: &Library, clause: Clause) -> bool {
    library.organisation().is_some_and(|o| o.exclusions.iter().any(|exclusion| clause.is_within(exclusion.clause)))
}

/// Clauses without which there is nothing left of the work itself: no system can do without them.
pub(super) fn is_core(clause: Clause) -> bool {
    matches!(clause.number(), "7" | "7.1" | "7.2" | "7.2.1" | "7.2.2" | "7.5" | "7.5.1")
}

/// Whether a date was read: what could not be read is no date.
fn is_read(date: Date) -> bool {
    date >= Date::of(1900, 1, 1)
}

/// A controlled document: the quality manual or a procedure.
struct Controlled<'a> {
    source: &'a Arc<str>,
    revisions: &'a [Revision],
    approval: Option<&'a Approval>,
    distribution: &'a [DistributedCopy],
}

/// Every controlled document of a library.
fn documents(library: &Library) -> impl Iterator<Item = Controlled<'_>> {
    let manual = library.organisations.first().map(|document| Controlled {
        source: &document.source,
        revisions: &document.definition.revisions,
        approval: document.definition.approval.as_ref(),
        distribution: &document.definition.distribution,
    });
    manual.into_iter().chain(library.procedures().iter().map(|procedure| Controlled {
        source: procedure.source(),
        revisions: &procedure.definition().revisions,
        approval: procedure.definition().approval.as_ref(),
        distribution: &procedure.definition().distribution,
    }))
}

/// Where documents in force send their reader to procedures of this status: source, place, code.
fn citing(library: &Library, status: DocumentStatus) -> Vec<(&Arc<str>, Path, &str)> {
    let has_status = |code: &str| library.procedure(code).is_some_and(|procedure| procedure.definition().status == Some(status));
    let mut found = Vec::new();
    for document in &library.organisations {
        for (i, process) in document.definition.processes.iter().enumerate() {
            for (j, code) in process.procedures.iter().enumerate().filter(|(_, code)| has_status(code.as_str())) {
                let path = Path::root().key("processes").index(i).key("procedures").index(j);
                found.push((&document.source, path, code.as_str()));
            }
        }
    }
    for procedure in in_force(library) {
        for (i, code) in procedure.definition().related.iter().enumerate().filter(|(_, code)| has_status(code.as_str())) {
            found.push((procedure.source(), Path::root().key("related").index(i), code.as_str()));
        }
    }
    found
}

/// Whether a unit is another one or stands below it. A hierarchy that goes round in a circle has an end here.
fn is_under(library: &Library, unit: &Id, above: &Id) -> bool {
    let mut at = Some(unit);
    for _ in 0..32 {
        match at {
            Some(here) if here == above => return true,
            Some(here) => at = library.unit(here).and_then(|unit| unit.parent.as_ref()),
            None => return false,
        }
    }
    false
}

/// Shows where the kind of a role is written.
fn show_kind(finding: &mut Finding, library: &Library, role: &Id) {
    let Some(organisation) = library.organisations.first() else { return };
    let roles = &organisation.definition.roles;
    let Some(i) = roles.iter().position(|other| other.id == *role) else { return };
    let (vi, en) = (roles[i].kind.label(&Language::Vi), roles[i].kind.label(&Language::En));
    let label = message!(vi: "vai trò `{role}` là {vi}", en: "the kind of `{role}`: {en}");
    finding.relate(&organisation.source, Path::root().key("roles").index(i).key("kind"), label);
}

/// Shows a procedure that a finding speaks of.
fn show_procedure(finding: &mut Finding, procedure: &Procedure, label: Message) {
    finding.relate(procedure.source(), Path::root().key("procedure"), label);
}

/// Where an external document stands in the registers.
fn registered<'a>(library: &'a Library, id: &Id) -> Option<(&'a Arc<str>, Path, &'a Reference)> {
    library.references.iter().find_map(|register| {
        let (i, item) = register.definition.items.iter().enumerate().find(|(_, item)| item.id == *id)?;
        Some((&register.source, Path::root().key("items").index(i), item))
    })
}

/// The parts that are missing as a message lists them, in Vietnamese and in English; each part is
/// whether it is missing, its key and its names.
fn missing(parts: &[(bool, &str, &str, &str)]) -> Option<(String, String)> {
    let missing = || parts.iter().filter(|part| part.0);
    missing().next()?;
    let keys = list(missing().map(|part| format!("`{}:`", part.1)));
    Some((format!("{} ({keys})", list(missing().map(|p| p.2))), format!("{} ({keys})", list(missing().map(|p| p.3)))))
}

/// Reports a part of a procedure that is missing.
fn demand(procedure: &Procedure, sink: &mut Sink, is_missing: bool, key: &str, vi: &str, en: &str) {
    if is_missing {
        service::missing(procedure, sink, Path::root().key(key), key, vi, en);
    }
}

/// Things one after the other, separated by commas.
fn list(items: impl Iterator<Item = impl Display>) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}
