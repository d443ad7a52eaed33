//! Resolving references: every name that a definition uses must be defined, once.

mod simplification;

use super::definition::{CalendarDefinition, Formula, ProcedureDefinition};
use super::finding::{Finding, Path, Segment};
use super::library::{Document, Library, Procedure};
use super::parallel::in_parallel;
use super::value::{Citation, DocumentCode, FormCode, Id, Message, PLACEHOLDER, message, nearest};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Names defined in the library.
struct Names<'a> {
    roles: HashSet<&'a str>,
    units: HashSet<&'a str>,
    fields: HashSet<&'a str>,
    references: HashSet<&'a str>,
    form_codes: HashSet<&'a str>,
    form_ids: HashSet<&'a str>,
    procedures: HashSet<&'a str>,
    definitions: HashMap<&'a str, &'a Procedure>,
    has_organisation: bool,
    has_references: bool,
    has_forms: bool,
}

/// Every reference that leads nowhere, every name given twice.
pub(super) fn resolve(library: &Library) -> Vec<Finding> {
    let mut findings = Vec::new();
    let organisation = library.organisation();
    let names = Names {
        roles: organisation.iter().flat_map(|o| &o.roles).map(|r| r.id.as_str()).collect(),
        units: organisation.iter().flat_map(|o| &o.units).map(|u| u.id.as_str()).collect(),
        fields: organisation.iter().flat_map(|o| &o.fields).map(|f| f.id.as_str()).collect(),
        references: library.references().map(|r| r.id.as_str()).collect(),
        form_codes: library.forms().map(|f| f.code.as_str()).collect(),
        form_ids: library.forms().map(|f| f.id.as_str()).collect(),
        procedures: library.procedures().iter().map(Procedure::code).collect(),
        definitions: library.procedures().iter().map(|p| (p.code(), p)).collect(),
        has_organisation: organisation.is_some(),
        has_references: !library.references.is_empty(),
        has_forms: !library.forms.is_empty(),
    };
    for other in library.organisations.iter().skip(1) {
        let first = &library.organisations[0].source;
        findings.push(Finding::error(
            "reference/two-organisations",
            &other.source,
            Path::root().key("organisation"),
            message!(vi: "đã có một tổ chức trong `{first}`: mỗi bộ định nghĩa chỉ mô tả một tổ chức", en: "`{first}` already defines an organisation: a library describes one"),
        ));
    }
    if let (None, Some(first)) = (organisation, library.procedures().first()) {
        findings.push(Finding::warning(
            "reference/no-organisation",
            first.source(),
            Path::root().key("procedure"),
            message!(
                vi: "không có tài liệu `organisation:`: không kiểm tra được vai trò và đơn vị",
                en: "there is no `organisation:` document: roles and units cannot be checked"
            ),
        ));
    }
    documents(library, &names, &mut findings);
    twice_in_library(library, &mut findings);
    let checked = in_parallel(library.procedures().iter().collect(), |procedure: &Procedure| {
        let mut scope = Scope { names: &names, source: procedure.source(), findings: Vec::new() };
        scope.procedure(procedure.definition());
        scope.findings
    });
    findings.extend(checked.into_iter().flatten());
    once_for_each_name(findings)
}

/// A name that stands nowhere is one mistake, however often it is used: mostly it is missing where it should
/// be defined.
fn once_for_each_name(findings: Vec<Finding>) -> Vec<Finding> {
    let mut places: HashMap<(&'static str, String), usize> = HashMap::new();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        // The names of steps and simplifications are those of one procedure.
        let local = matches!(finding.rule, "reference/unknown-step" | "reference/unknown-simplification");
        if !finding.rule.starts_with("reference/unknown-") {
            kept.push(finding);
            continue;
        }
        let name = finding.message.en.split('`').nth(1).unwrap_or_default();
        let name = if local { format!("{}\n{name}", finding.source) } else { name.to_owned() };
        match places.entry((finding.rule, name)) {
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(finding);
            }
            Entry::Occupied(place) => {
                let label = message!(vi: "cũng dùng ở đây", en: "used here too");
                kept[*place.get()].relate(&finding.source, finding.path, label);
            }
        }
    }
    kept
}

/// One mistake, one finding: what follows from a mistake that reading found is not said again.
pub(super) fn drop_consequences(before: &[Finding], findings: &mut Vec<Finding>, library: &Library) {
    if before.is_empty() {
        return;
    }
    // A register in which a name could not be read may have held the one that is meant.
    let kind_of = |name: &str| {
        let text = library.source(name).map_or("", |s| &s.text);
        let first = text.lines().find(|l| !l.trim().is_empty() && !l.starts_with('#')).unwrap_or_default();
        first.trim_start_matches(['{', '"', '\'', ' '])
    };
    let lost = |kind: &str| {
        before.iter().any(|f| (f.stops_reading() || is_name(&f.path)) && !f.is_of_form() && kind_of(&f.source).starts_with(kind))
    };
    // A file of which not even the kind is known may have been the procedure that is meant.
    let no_procedure = before.iter().any(|f| f.stops_reading() && library.procedures().iter().all(|p| *p.source() != f.source));
    let (no_organisation, no_references, no_forms) = (lost("organisation"), lost("references"), lost("forms"));
    let mut places: HashMap<&str, Vec<&Path>> = HashMap::new();
    for finding in before {
        places.entry(&finding.source).or_default().push(&finding.path);
    }
    findings.retain(|f| {
        let covered = places.get(&*f.source).is_some_and(|paths| {
            paths.iter().any(|p| !p.segments().is_empty() && (f.path.is_within(p) || p.is_within(&f.path)) && **p == f.path)
        });
        let excused = match f.rule {
            "reference/unknown-role"
            | "reference/unknown-unit"
            | "reference/unknown-field"
            | "reference/unknown-process"
            | "reference/no-organisation" => no_organisation,
            "reference/unknown-reference" => no_references,
            "reference/unknown-form" => no_forms,
            "reference/unknown-procedure" => no_procedure,
            // A step or paper whose name could not be read may be the one that is meant.
            "reference/unknown-paper" if no_forms => true,
            "reference/unknown-step" | "reference/unknown-paper" | "reference/unknown-simplification" => {
                before.iter().any(|b| b.source == f.source && (b.stops_reading() || is_name(&b.path)) && !b.is_of_form())
            }
            _ => false,
        };
        !covered && !excused
    });
}

/// Whether a place holds the name of a step or paper, all of it, or all of them.
fn is_name(path: &Path) -> bool {
    match path.segments() {
        [.., Segment::Key(items), Segment::Index(_), Segment::Key(code)] if &**items == "items" => {
            matches!(&**code, "id" | "code")
        }
        [.., Segment::Key(list), Segment::Index(_)] | [.., Segment::Key(list)] => {
            matches!(&**list, "id" | "steps" | "records" | "items" | "results" | "units" | "roles" | "fields" | "processes")
        }
        _ => false,
    }
}

/// What is said of the place where a name was used first.
fn used() -> Message {
    message!(vi: "đã dùng ở đây", en: "first used here")
}

fn twice_in_library(library: &Library, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, &Arc<str>> = HashMap::new();
    for procedure in library.procedures() {
        let code = procedure.code();
        if code == PLACEHOLDER {
            continue;
        }
        if let Some(first) = seen.get(code) {
            let message = message!(vi: "mã hiệu `{code}` đã được dùng trong `{first}`", en: "the code `{code}` is already used in `{first}`");
            let place = || Path::root().key("procedure");
            let mut finding = Finding::error("reference/duplicate-code", procedure.source(), place(), message);
            finding.relate(first, place(), used());
            findings.push(finding);
        } else {
            seen.insert(code, procedure.source());
        }
    }
}

fn twice<'a>(source: &Arc<str>, list: &str, ids: impl Iterator<Item = &'a str>, findings: &mut Vec<Finding>) {
    let mut seen = HashMap::new();
    for (i, id) in ids.enumerate() {
        if id == PLACEHOLDER {
            continue;
        }
        if let Some(first) = seen.get(id) {
            let place = first + 1;
            let message = message!(vi: "tên `{id}` đã dùng cho mục thứ {place} của `{list}`", en: "the name `{id}` is already that of item {place} of `{list}`");
            let at = |i: usize| Path::root().key(list).index(i).key("id");
            let mut finding = Finding::error("reference/duplicate-id", source, at(i), message);
            finding.relate(source, at(*first), used());
            findings.push(finding);
        } else {
            seen.insert(id, i);
        }
    }
}

/// Calendars of one name are parts of one: no year is in two of them, and they have the same days of rest and office hours.
fn parts_of_calendars(library: &Library, findings: &mut Vec<Finding>) {
    for (i, part) in library.calendars.iter().enumerate() {
        let (name, here) = (part.definition.calendar.as_str(), &part.definition);
        let before =
            || library.calendars[..i].iter().filter(|other| other.definition.calendar.as_str() == name && name != PLACEHOLDER);
        for (j, year) in here.years.iter().enumerate() {
            let place = |j: usize| Path::root().key("years").index(j).key("year");
            let at = |other: &Document<CalendarDefinition>| other.definition.years.iter().position(|one| one.year == year.year);
            let Some((first, k)) = before().find_map(|other| Some((&other.source, at(other)?))) else { continue };
            let number = year.year;
            let message = message!(
                vi: "lịch `{name}` đã có năm {number} trong `{first}`; năm ở đây không được dùng",
                en: "the calendar `{name}` already has the year {number} in `{first}`; the one here is not used"
            );
            let mut finding = Finding::error("reference/duplicate-year", &part.source, place(j), message);
            finding.relate(first, place(k), message!(vi: "đã ghi ở đây", en: "first written here"));
            findings.push(finding);
        }
        let Some(first) = before().next() else { continue };
        let differs = [
            ("weekly-rest", here.weekly_rest != first.definition.weekly_rest),
            ("hours", !here.hours.is_empty() && !first.definition.hours.is_empty() && here.hours != first.definition.hours),
        ];
        for (key, _) in differs.into_iter().filter(|(_, differs)| *differs) {
            let source = &first.source;
            let message = message!(
                vi: "`{key}` của lịch `{name}` khác với `{source}`; giá trị ở đây không được dùng",
                en: "`{key}` of the calendar `{name}` is not that of `{source}`; what stands here is not used"
            );
            let mut finding = Finding::error("reference/calendar-parts", &part.source, Path::root().key(key), message);
            finding.relate(source, Path::root().key(key), message!(vi: "giá trị được dùng", en: "what is used"));
            findings.push(finding);
        }
    }
}

/// References of everything that is not a procedure.
fn documents(library: &Library, names: &Names, findings: &mut Vec<Finding>) {
    let at = |list: &str, i: usize, key: &str| Path::root().key(list).index(i).key(key);
    for document in &library.organisations {
        let o = &document.definition;
        twice(&document.source, "units", o.units.iter().map(|x| x.id.as_str()), findings);
        twice(&document.source, "roles", o.roles.iter().map(|x| x.id.as_str()), findings);
        twice(&document.source, "fields", o.fields.iter().map(|x| x.id.as_str()), findings);
        twice(&document.source, "processes", o.processes.iter().map(|x| x.id.as_str()), findings);
        let processes: HashSet<&str> = o.processes.iter().map(|p| p.id.as_str()).collect();
        let mut scope = Scope { names, source: &document.source, findings: Vec::new() };
        for (i, unit) in o.units.iter().enumerate() {
            scope.unit(unit.parent.as_ref(), || at("units", i, "parent"));
        }
        for (i, role) in o.roles.iter().enumerate() {
            scope.unit(role.unit.as_ref(), || at("roles", i, "unit"));
        }
        scope.role(o.management_representative.as_ref(), || Path::root().key("management-representative"));
        if let Some(policy) = &o.policy {
            scope.role(policy.approved.as_ref(), || Path::root().key("policy").key("approved"));
        }
        scope.control(o.approval.as_ref(), &o.distribution);
        for (i, process) in o.processes.iter().enumerate() {
            for (j, code) in process.procedures.iter().enumerate() {
                scope.code(code, || at("processes", i, "procedures").index(j));
            }
            for (j, field) in process.fields.iter().enumerate() {
                scope.field(Some(field), || at("processes", i, "fields").index(j));
            }
            for (j, feed) in process.feeds.iter().enumerate() {
                scope.known("reference/unknown-process", ("quá trình", "process"), feed.to.as_str(), &processes, || {
                    at("processes", i, "feeds").index(j).key("to")
                });
            }
            for (j, basis) in process.basis.iter().enumerate() {
                scope.citation(basis, || at("processes", i, "basis").index(j));
            }
        }
        findings.append(&mut scope.findings);
    }
    for document in &library.objectives {
        let mut scope = Scope { names, source: &document.source, findings: Vec::new() };
        twice(&document.source, "items", document.definition.items.iter().map(|x| x.id.as_str()), findings);
        for (i, objective) in document.definition.items.iter().enumerate() {
            scope.role(objective.owner.as_ref(), || at("items", i, "owner"));
            if let Some(formula) = &objective.measure {
                scope.formula(formula, || at("items", i, "measure"));
            }
            for (j, basis) in objective.basis.iter().enumerate() {
                scope.citation(basis, || at("items", i, "basis").index(j));
            }
        }
        findings.append(&mut scope.findings);
    }
    parts_of_calendars(library, findings);
    for document in &library.calendars {
        let mut scope = Scope { names, source: &document.source, findings: Vec::new() };
        for (i, basis) in document.definition.basis.iter().enumerate() {
            scope.citation(basis, || Path::root().key("basis").index(i));
        }
        for (i, desk) in document.definition.desks.iter().enumerate() {
            for (j, code) in desk.procedures.iter().enumerate() {
                scope.code(code, || at("desks", i, "procedures").index(j));
            }
            for (j, basis) in desk.basis.iter().enumerate() {
                scope.citation(basis, || at("desks", i, "basis").index(j));
            }
        }
        findings.append(&mut scope.findings);
    }
    let mut seen: HashMap<&str, (&Arc<str>, Path)> = HashMap::new();
    for document in &library.references {
        let mut scope = Scope { names, source: &document.source, findings: Vec::new() };
        for (i, item) in document.definition.items.iter().enumerate() {
            scope.once(&mut seen, item.id.as_str(), || at("items", i, "id"));
            let known = |scope: &mut Scope, id: &Id, path: Path| {
                scope.known("reference/unknown-reference", ("văn bản", "reference"), id.as_str(), &names.references, || path);
            };
            if let Some(id) = &item.replaced_by {
                known(&mut scope, id, at("items", i, "replaced-by"));
            }
            for (j, id) in item.amended_by.iter().enumerate() {
                known(&mut scope, id, at("items", i, "amended-by").index(j));
            }
            scope.unit(item.followed_by.as_ref(), || at("items", i, "followed-by"));
        }
        findings.append(&mut scope.findings);
    }
    let mut seen: HashMap<&str, (&Arc<str>, Path)> = HashMap::new();
    let mut codes: HashMap<&str, (&Arc<str>, Path)> = HashMap::new();
    for document in &library.forms {
        let mut scope = Scope { names, source: &document.source, findings: Vec::new() };
        for (i, item) in document.definition.items.iter().enumerate() {
            scope.once(&mut seen, item.id.as_str(), || at("items", i, "id"));
            scope.once(&mut codes, item.code.as_str(), || at("items", i, "code"));
            if let Some(basis) = &item.basis {
                scope.citation(basis, || at("items", i, "basis"));
            }
        }
        findings.append(&mut scope.findings);
    }
}

/// The place of one of several; of one alone, that of the value itself.
fn listed(list: Path, index: usize, of: usize) -> Path {
    if of == 1 { list } else { list.index(index) }
}

/// The references of one source.
struct Scope<'a> {
    names: &'a Names<'a>,
    source: &'a Arc<str>,
    findings: Vec<Finding>,
}

impl<'a> Scope<'a> {
    /// The units and fields that a way of counting names.
    fn formula(&mut self, formula: &Formula, at: impl Fn() -> Path) {
        match formula {
            Formula::Dossiers(of) => {
                for (key, fields) in [("fields", &of.fields), ("except", &of.except)] {
                    for (j, field) in fields.iter().enumerate() {
                        self.field(Some(field), || listed(at().key("dossiers").key(key), j, fields.len()));
                    }
                }
            }
            Formula::Subjects(of) => {
                if let Some(set) = &of.units {
                    for (key, units) in [("named", &set.named), ("except", &set.except)] {
                        for (j, unit) in units.iter().enumerate() {
                            self.unit(Some(unit), || listed(at().key("subjects").key("units").key(key), j, units.len()));
                        }
                    }
                }
            }
            Formula::Procedures(_) | Formula::Amounts(_) | Formula::Answers(_) => {}
        }
    }
    fn known(
        &mut self,
        rule: &'static str,
        (vi, en): (&str, &str),
        name: &str,
        known: &HashSet<&str>,
        path: impl FnOnce() -> Path,
    ) {
        if name == PLACEHOLDER || known.contains(name) {
            return;
        }
        // Where very much is unknown, the names themselves are not the mistake.
        let meant = if self.findings.len() < 200 { nearest(name, known.iter().copied()) } else { None };
        let message = Message::new(format!("không có {vi} nào tên `{name}`"), format!("there is no {en} `{name}`"));
        self.findings.push(Finding::error(rule, self.source, path(), message).meaning(meant));
    }
    fn once(&mut self, seen: &mut HashMap<&'a str, (&'a Arc<str>, Path)>, name: &'a str, path: impl FnOnce() -> Path) {
        if name == PLACEHOLDER {
            return;
        }
        let path = path();
        if let Some((first, place)) = seen.get(name) {
            let message = message!(vi: "`{name}` đã có trong `{first}`", en: "`{name}` already stands in `{first}`");
            let mut finding = Finding::error("reference/duplicate-id", self.source, path, message);
            finding.relate(first, place.clone(), used());
            self.findings.push(finding);
        } else {
            seen.insert(name, (self.source, path));
        }
    }
    fn role(&mut self, role: Option<&Id>, path: impl FnOnce() -> Path) {
        if let (Some(role), true) = (role, self.names.has_organisation) {
            self.known("reference/unknown-role", ("vai trò", "role"), role.as_str(), &self.names.roles, path);
        }
    }
    fn unit(&mut self, unit: Option<&Id>, path: impl FnOnce() -> Path) {
        if let (Some(unit), true) = (unit, self.names.has_organisation) {
            self.known("reference/unknown-unit", ("đơn vị", "unit"), unit.as_str(), &self.names.units, path);
        }
    }
    fn field(&mut self, field: Option<&Id>, path: impl FnOnce() -> Path) {
        if let (Some(field), true) = (field, self.names.has_organisation) {
            self.known("reference/unknown-field", ("lĩnh vực", "field"), field.as_str(), &self.names.fields, path);
        }
    }
    fn citation(&mut self, citation: &Citation, path: impl FnOnce() -> Path) {
        if self.names.has_references {
            self.known(
                "reference/unknown-reference",
                ("văn bản", "reference"),
                citation.reference.as_str(),
                &self.names.references,
                path,
            );
        }
    }
    fn citations(&mut self, citations: &[Citation], path: impl Fn() -> Path) {
        for (i, citation) in citations.iter().enumerate() {
            self.citation(citation, || path().index(i));
        }
    }
    fn form(&mut self, code: Option<&FormCode>, path: impl FnOnce() -> Path) {
        if let (Some(code), true) = (code, self.names.has_forms) {
            self.known("reference/unknown-form", ("biểu mẫu", "form"), code.as_str(), &self.names.form_codes, path);
        }
    }
    fn code(&mut self, code: &DocumentCode, path: impl FnOnce() -> Path) {
        self.known("reference/unknown-procedure", ("quy trình", "procedure"), code.as_str(), &self.names.procedures, path);
    }
    fn control(&mut self, approval: Option<&super::definition::Approval>, distribution: &[super::definition::DistributedCopy]) {
        if let Some(approval) = approval {
            let at = |key: &str| Path::root().key("approval").key(key);
            self.role(Some(&approval.prepared.role), || at("prepared").key("role"));
            self.role(Some(&approval.reviewed.role), || at("reviewed").key("role"));
            self.role(Some(&approval.approved.role), || at("approved").key("role"));
        }
        for (i, copy) in distribution.iter().enumerate() {
            self.unit(Some(&copy.unit), || Path::root().key("distribution").index(i).key("unit"));
        }
    }

    fn procedure(&mut self, p: &'a ProcedureDefinition) {
        let root = Path::root;
        self.role(p.owner.as_ref(), || root().key("owner"));
        self.field(p.field.as_ref(), || root().key("field"));
        self.control(p.approval.as_ref(), &p.distribution);
        self.citations(&p.references, || root().key("references"));
        for (i, code) in p.related.iter().enumerate() {
            self.code(code, || root().key("related").index(i));
        }
        if let Some(code) = &p.replaced_by {
            self.code(code, || root().key("replaced-by"));
        }
        self.service(p);
        self.steps(p);
        for (i, record) in p.records.iter().enumerate() {
            let at = |key: &str| root().key("records").index(i).key(key);
            self.role(record.keeper.as_ref(), || at("keeper"));
            self.form(record.form.as_ref(), || at("form"));
            if let Some(basis) = record.retention.as_ref().and_then(|r| r.basis.as_ref()) {
                self.citation(basis, || at("retention").key("basis"));
            }
        }
        self.simplifications(p);
        twice(self.source, "steps", p.steps.iter().map(|x| x.id.as_str()), &mut self.findings);
        twice(self.source, "indicators", p.indicators.iter().map(|x| x.id.as_str()), &mut self.findings);
        twice(self.source, "simplifications", p.simplifications.iter().map(|x| x.id.as_str()), &mut self.findings);
    }

    fn service(&mut self, p: &'a ProcedureDefinition) {
        let Some(service) = &p.service else { return };
        let at = || Path::root().key("service");
        if let Some(channels) = &service.channels {
            self.unit(channels.in_person.as_ref(), || at().key("channels").key("in-person"));
            self.unit(channels.post.as_ref(), || at().key("channels").key("post"));
        }
        if let Some(agencies) = &service.agencies {
            let at = || at().key("agencies");
            self.unit(Some(&agencies.decides), || at().key("decides"));
            for (i, unit) in agencies.handles.iter().enumerate() {
                self.unit(Some(unit), || at().key("handles").index(i));
            }
            for (i, unit) in agencies.assists.iter().enumerate() {
                self.unit(Some(unit), || at().key("assists").index(i));
            }
        }
        for (i, item) in service.dossier.iter().flat_map(|d| &d.items).enumerate() {
            let at = |key: &str| at().key("dossier").key("items").index(i).key(key);
            for (j, form) in item.form.iter().enumerate() {
                self.form(Some(form), || at("form").index(j));
            }
            self.citations(&item.basis, || at("basis"));
        }
        if let Some(limit) = &service.time_limit {
            self.citations(&limit.basis, || at().key("time-limit").key("basis"));
            for (i, part) in limit.parts.iter().enumerate() {
                let at = |key: &str| at().key("time-limit").key("parts").index(i).key(key);
                self.unit(Some(&part.unit), || at("unit"));
                self.citations(&part.basis, || at("basis"));
            }
            for (i, extension) in limit.extensions.iter().enumerate() {
                self.citations(&extension.basis, || at().key("time-limit").key("extensions").index(i).key("basis"));
            }
        }
        for (i, fee) in service.fees.iter().flat_map(|f| f.items()).enumerate() {
            self.citations(&fee.basis, || at().key("fees").index(i).key("basis"));
        }
        for (i, condition) in service.conditions.iter().flat_map(|c| c.items()).enumerate() {
            self.citations(&condition.basis, || at().key("conditions").index(i).key("basis"));
        }
        for (i, result) in service.results.iter().flat_map(|r| r.items()).enumerate() {
            let at = |key: &str| at().key("results").index(i).key(key);
            self.form(result.form.as_ref(), || at("form"));
            self.unit(result.by.as_ref(), || at("by"));
            if let Some(step) = &result.from {
                let steps: HashSet<&str> = p.steps.iter().map(|s| s.id.as_str()).collect();
                self.known("reference/unknown-step", ("bước", "step"), step.as_str(), &steps, || at("from"));
            }
            self.citations(&result.basis, || at("basis"));
        }
        self.citations(&service.basis, || at().key("basis"));
        if let Some(publication) = &service.publication {
            let at = || at().key("publication");
            if let Some(decision) = &publication.decision {
                self.citation(decision, || at().key("decision"));
            }
            for (i, unit) in publication.posted_at.iter().enumerate() {
                self.unit(Some(unit), || at().key("posted-at").index(i));
            }
        }
    }

    fn steps(&mut self, p: &'a ProcedureDefinition) {
        let steps: HashSet<&str> = p.steps.iter().map(|s| s.id.as_str()).collect();
        let papers = papers(p, self.source, &mut self.findings);
        let papers: HashSet<&str> = papers.union(&self.names.form_ids).copied().collect();
        for (i, step) in p.steps.iter().enumerate() {
            let at = |key: &str| Path::root().key("steps").index(i).key(key);
            self.role(Some(&step.role), || at("role"));
            self.role(step.accountable.as_ref(), || at("accountable"));
            self.role(step.control.as_ref().map(|c| &c.authority), || at("control").key("authority"));
            for (key, roles) in [("consulted", &step.consulted), ("informed", &step.informed)] {
                for (j, role) in roles.iter().enumerate() {
                    self.role(Some(role), || at(key).index(j));
                }
            }
            self.unit(step.unit.as_ref(), || at("unit"));
            for (key, ids) in [("uses", &step.uses), ("makes", &step.makes)] {
                for (j, id) in ids.iter().enumerate() {
                    self.known(
                        "reference/unknown-paper",
                        ("giấy tờ, hồ sơ hoặc biểu mẫu", "paper, record or form"),
                        id.as_str(),
                        &papers,
                        || at(key).index(j),
                    );
                }
            }
            self.citations(&step.required_by, || at("required-by"));
            let mut leads = |id: &Id, path: &dyn Fn() -> Path| {
                self.known("reference/unknown-step", ("bước", "step"), id.as_str(), &steps, path);
            };
            for (j, next) in step.next.iter().enumerate() {
                leads(&next.to, &|| at("next").index(j).key("to"));
            }
            if let Some(timeout) = &step.timeout {
                leads(&timeout.to, &|| at("timeout").key("to"));
            }
            if let Some(shared) = step.time.as_ref().and_then(|t| t.shared_with.as_ref()) {
                leads(shared, &|| at("time").key("shared-with"));
            }
        }
        for (i, interruption) in p.interruptions.iter().enumerate() {
            let at = |key: &str| Path::root().key("interruptions").index(i).key(key);
            self.role(Some(&interruption.by), || at("by"));
            self.citations(&interruption.basis, || at("basis"));
            let mut leads = |id: &Id, path: Path| {
                self.known("reference/unknown-step", ("bước", "step"), id.as_str(), &steps, || path);
            };
            leads(&interruption.to, at("to"));
            for (j, step) in interruption.during.iter().enumerate() {
                leads(step, at("during").index(j));
            }
        }
    }
}

/// The papers a procedure names itself: dossier items, results, records; each name once.
fn papers<'a>(p: &'a ProcedureDefinition, source: &Arc<str>, findings: &mut Vec<Finding>) -> HashSet<&'a str> {
    let service = || Path::root().key("service");
    let dossier = p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items).map(|i| i.id.as_str()).enumerate();
    let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items()).map(|r| r.id.as_str()).enumerate();
    let records = p.records.iter().map(|r| r.id.as_str()).enumerate();
    let mut seen: HashMap<&str, Path> = HashMap::new();
    let all = dossier
        .map(|(i, id)| (id, service().key("dossier").key("items").index(i)))
        .chain(results.map(|(i, id)| (id, service().key("results").index(i))))
        .chain(records.map(|(i, id)| (id, Path::root().key("records").index(i))));
    for (id, path) in all {
        if id == PLACEHOLDER {
            continue;
        }
        let path = path.key("id");
        if let Some(first) = seen.get(id) {
            let message = message!(
                vi: "tên `{id}` đã dùng cho một giấy tờ khác của quy trình này",
                en: "the name `{id}` is already that of another paper of this procedure"
            );
            let mut finding = Finding::error("reference/duplicate-id", source, path, message);
            finding.relate(source, first.clone(), used());
            findings.push(finding);
        } else {
            seen.insert(id, path);
        }
    }
    seen.into_keys().collect()
}
