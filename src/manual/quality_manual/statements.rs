//! What the definitions show of each clause, in sentences: what they do not hold is not said.

use crate::manual::common::{Desk, capital};
use crate::model::definition::{
    DocumentStatus, OrganisationDefinition, ProcedureDefinition, ProcessKind, RoleKind, Service, SimplificationStatus, Step,
    UnitKind,
};
use crate::model::library::Procedure;
use crate::model::value::{Clause, message};
use std::collections::BTreeSet;

/// A library as the clauses look at it: what is in force.
pub(super) struct Statements<'a> {
    desk: Desk<'a>,
    o: &'a OrganisationDefinition,
    procedures: Vec<&'a Procedure>,
}

/// Steps by name, up to so many; more are counted.
const NAMED: usize = 4;

impl<'a> Statements<'a> {
    pub fn of(desk: &Desk<'a>, o: &'a OrganisationDefinition) -> Self {
        let in_force = |p: &&Procedure| p.definition().status.is_none_or(|status| status == DocumentStatus::InForce);
        Self { desk: *desk, o, procedures: desk.library.procedures().iter().filter(in_force).collect() }
    }

    fn all(&self) -> impl Iterator<Item = &'a ProcedureDefinition> + '_ {
        self.procedures.iter().map(|p| p.definition())
    }
    fn services(&self) -> impl Iterator<Item = &'a Service> + '_ {
        self.all().filter_map(|p| p.service.as_ref())
    }
    fn steps(&self) -> impl Iterator<Item = (&'a ProcedureDefinition, &'a Step)> + '_ {
        self.all().flat_map(|p| p.steps.iter().map(move |step| (p, step)))
    }
    fn part(of: usize, part: usize) -> Option<String> {
        (of > 0).then(|| format!("{part}/{of}"))
    }

    /// Everything that is shown of a clause.
    pub fn of_clause(&self, clause: Clause) -> Vec<String> {
        let mut out = Out { desk: self.desk, said: Vec::new() };
        match clause.number() {
            "4.1" => self.processes(&mut out),
            "4.2.1" => self.documentation(&mut out),
            "4.2.2" => self.manual(&mut out),
            "4.2.3" => self.document_control(&mut out),
            "4.2.4" => self.records(&mut out),
            "5.1" | "5.3" => self.policy(&mut out, clause.number() == "5.1"),
            "5.2" => self.requirements(&mut out),
            "5.4.1" => self.objectives(&mut out),
            "5.4.2" => self.planning(&mut out),
            "5.5.1" => self.responsibilities(&mut out),
            "5.5.2" => self.representative(&mut out),
            "5.5.3" => self.communication(&mut out),
            "6.1" | "6.2.1" | "6.2.2" => self.people(&mut out, clause.number()),
            "6.3" => self.infrastructure(&mut out),
            "7.1" => self.realisation(&mut out),
            "7.2.1" => self.legal_requirements(&mut out),
            "7.2.2" => self.review_of_requirements(&mut out),
            "7.2.3" => self.channels(&mut out),
            "7.4.1" | "7.4.2" | "7.4.3" => self.outside_work(&mut out),
            "7.5.1" => self.controlled_work(&mut out),
            "7.5.3" => self.traceability(&mut out),
            "7.5.4" => self.papers_of_applicants(&mut out),
            "7.5.5" => self.keeping(&mut out),
            "8.2.1" => self.satisfaction(&mut out),
            "8.2.3" | "8.4" => self.indicators(&mut out, clause.number() == "8.4"),
            "8.2.4" => self.releases(&mut out),
            "8.5.1" => self.improvement(&mut out),
            _ => {}
        }
        self.steps_naming(clause, &mut out);
        out.said
    }

    fn processes(&self, out: &mut Out) {
        let (all, feeds) = (self.o.processes.len(), self.o.processes.iter().map(|p| p.feeds.len()).sum::<usize>());
        if all > 0 {
            let of =
                |kind: ProcessKind| (self.o.processes.iter().filter(|p| p.kind == kind).count(), kind.label(self.desk.language));
            let kinds = ProcessKind::ALL.iter().map(|kind| of(*kind)).filter(|(count, _)| *count > 0);
            let kinds = kinds.map(|(count, label)| format!("{label}: {count}")).collect::<Vec<_>>().join("; ");
            out.say(&message!(
                vi: "Các quá trình được xác định: {all} ({kinds}); số đầu ra chuyển giữa các quá trình: {feeds} (Phần 4).",
                en: "Processes determined: {all} ({kinds}); outputs handed from one to another: {feeds} (Part 4)."
            ));
        }
        self.outside_work(out);
    }

    /// What agencies outside do, as procedures say it.
    fn outside_work(&self, out: &mut Out) {
        let is_outside = |step: &Step| self.desk.library.role(&step.role).is_some_and(|role| role.kind == RoleKind::Agency);
        let outside: Vec<_> = self.steps().filter(|(_, step)| is_outside(step)).collect();
        let in_procedures = outside.iter().map(|(p, _)| &p.procedure).collect::<BTreeSet<_>>().len();
        let steps = outside.len();
        if steps > 0 {
            out.say(&message!(
                vi: "Công việc do cơ quan bên ngoài thực hiện được nêu trong quy trình: {steps} bước của {in_procedures} quy trình.",
                en: "Work done by agencies outside is part of the procedures: {steps} steps, in {in_procedures} procedures."
            ));
        }
    }

    fn documentation(&self, out: &mut Out) {
        let library = self.desk.library;
        let (procedures, services) = (self.procedures.len(), self.services().count());
        let objectives = library.objectives().map(|o| o.items.len()).sum::<usize>();
        let (forms, external) = (library.forms().count(), library.references().count());
        let records = self.all().map(|p| p.records.len()).sum::<usize>();
        out.say(&message!(
            vi: "Hệ thống tài liệu gồm: quy trình {procedures} (trong đó thủ tục hành chính {services}); mục tiêu chất lượng {objectives}; biểu mẫu {forms}; hồ sơ {records}; văn bản bên ngoài {external}.",
            en: "The documentation holds: procedures {procedures} (of them administrative procedures {services}); quality objectives {objectives}; forms {forms}; records {records}; external documents {external}."
        ));
    }

    fn manual(&self, out: &mut Out) {
        let o = self.o;
        if let Some(code) = &o.manual {
            let issue = o.revisions.last().map(|r| r.issue.to_string()).unwrap_or_default();
            out.say(&message!(vi: "Sổ tay chất lượng: mã hiệu {code}, lần ban hành {issue}.", en: "Quality manual: code {code}, issue {issue}."));
        }
        let there = [
            (o.scope.is_some(), "phạm vi áp dụng (Phần 2)", "scope (Part 2)"),
            (!o.exclusions.is_empty(), "ngoại lệ và lý giải (Phần 3)", "exclusions and their justification (Part 3)"),
            (
                o.processes.iter().any(|p| !p.feeds.is_empty()),
                "sự tương tác giữa các quá trình (Phần 4)",
                "interaction of processes (Part 4)",
            ),
            (!self.procedures.is_empty(), "viện dẫn các quy trình (Phần 5)", "references to the procedures (Part 5)"),
        ];
        let vi = there.iter().filter(|x| x.0).map(|x| x.1).collect::<Vec<_>>().join("; ");
        let en = there.iter().filter(|x| x.0).map(|x| x.2).collect::<Vec<_>>().join("; ");
        if !vi.is_empty() {
            out.say(&message!(vi: "Sổ tay nêu: {vi}.", en: "The manual states: {en}."));
        }
    }

    fn document_control(&self, out: &mut Out) {
        let all = self.procedures.len();
        let count = |has: &dyn Fn(&ProcedureDefinition) -> bool| self.all().filter(|p| has(p)).count();
        if let Some(approved) = Self::part(all, count(&|p| p.approval.is_some())) {
            let revised = count(&|p| !p.revisions.is_empty());
            let held = count(&|p| !p.distribution.is_empty());
            out.say(&message!(
                vi: "Quy trình đang hiệu lực có phê duyệt: {approved}; có bảng theo dõi sửa đổi: {revised}/{all}; có danh sách phân phối: {held}/{all}.",
                en: "Procedures in force with an approval: {approved}; with a revision table: {revised}/{all}; with a distribution list: {held}/{all}."
            ));
            let named = count(&|p| p.revisions.last().is_some_and(|r| r.content.is_some()));
            if named > 0 {
                out.say(&message!(
                    vi: "Quy trình mà lần ban hành hiện hành ghi mã nội dung đã phê duyệt: {named}/{all}.",
                    en: "Procedures whose current issue names the hash of what was approved: {named}/{all}."
                ));
            }
        }
        let external = self.desk.library.references().count();
        if external > 0 {
            let followed = self.desk.library.references().filter(|r| r.followed_by.is_some()).count();
            out.say(&message!(
                vi: "Văn bản bên ngoài trong danh mục: {external}; có đơn vị theo dõi: {followed}.",
                en: "External documents in the register: {external}; with a unit that follows them: {followed}."
            ));
        }
        let withdrawn = self.desk.library.procedures().iter().filter(|p| p.definition().status == Some(DocumentStatus::Obsolete));
        let withdrawn = withdrawn.count();
        if withdrawn > 0 {
            out.say(&message!(vi: "Quy trình hết hiệu lực, được đánh dấu: {withdrawn}.", en: "Procedures withdrawn and marked so: {withdrawn}."));
        }
    }

    fn records(&self, out: &mut Out) {
        let records: Vec<_> = self.all().flat_map(|p| &p.records).collect();
        let all = records.len();
        if all == 0 {
            return;
        }
        let keeper = records.iter().filter(|r| r.keeper.is_some()).count();
        let place = records.iter().filter(|r| r.place.is_some()).count();
        let retention = records.iter().filter(|r| r.retention.is_some()).count();
        let disposal = records.iter().filter(|r| r.disposal.is_some()).count();
        out.say(&message!(
            vi: "Hồ sơ được quy định: {all}; có người giữ: {keeper}; nơi lưu: {place}; thời gian lưu: {retention}; phương pháp hủy: {disposal}.",
            en: "Records laid down: {all}; with a keeper: {keeper}; a place: {place}; a retention time: {retention}; a way of disposal: {disposal}."
        ));
    }

    fn policy(&self, out: &mut Out, of_commitment: bool) {
        if let Some(policy) = &self.o.policy {
            let commitments = policy.commitments.len();
            out.say(&message!(
                vi: "Chính sách chất lượng (Phần 6.1) có {commitments} cam kết.",
                en: "The quality policy (Part 6.1); commitments: {commitments}."
            ));
            if let Some(role) = &policy.approved {
                let role = self.desk.role(role);
                let date = policy.date.map(|date| format!(", {}", date.to(self.desk.language))).unwrap_or_default();
                out.say(&message!(vi: "Người ký chính sách: {role}{date}.", en: "Signed by: {role}{date}."));
            }
        }
        if of_commitment {
            self.planning(out);
        }
    }

    fn requirements(&self, out: &mut Out) {
        let services = self.services().count();
        if services > 0 {
            out.say(&message!(
                vi: "Yêu cầu của tổ chức, cá nhân được xác định trong {services} thủ tục hành chính (điều 7.2.1).",
                en: "What applicants need is laid down in the administrative procedures (clause 7.2.1): {services}."
            ));
        }
        self.satisfaction(out);
    }

    fn satisfaction(&self, out: &mut Out) {
        let codes = self.naming("8.2.1");
        if !codes.is_empty() {
            out.say(&message!(vi: "Sự hài lòng được đo lường theo {codes}.", en: "Satisfaction is measured under {codes}."));
        }
    }

    /// The internal procedures that name a clause at their head.
    fn naming(&self, number: &str) -> String {
        let names = |p: &&ProcedureDefinition| p.service.is_none() && p.clauses.iter().any(|c| c.number() == number);
        self.all().filter(names).map(|p| p.procedure.to_string()).collect::<Vec<_>>().join(", ")
    }

    fn objectives(&self, out: &mut Out) {
        let items: Vec<_> = self.desk.library.objectives().flat_map(|o| &o.items).collect();
        let all = items.len();
        if all == 0 {
            return;
        }
        let target = items.iter().filter(|x| x.target.is_some()).count();
        let owner = items.iter().filter(|x| x.owner.is_some()).count();
        let period = items.iter().filter(|x| x.period.is_some()).count();
        out.say(&message!(
            vi: "Mục tiêu chất lượng (Phần 6.2): {all}; có chỉ tiêu đo được: {target}; có người chịu trách nhiệm: {owner}; có kỳ đo: {period}.",
            en: "Quality objectives (Part 6.2): {all}; with a measurable target: {target}; an owner: {owner}; a period: {period}."
        ));
    }

    fn planning(&self, out: &mut Out) {
        let (processes, objectives) =
            (self.o.processes.len(), self.desk.library.objectives().map(|o| o.items.len()).sum::<usize>());
        if processes > 0 && objectives > 0 {
            out.say(&message!(
                vi: "Hệ thống được hoạch định bằng {processes} quá trình (Phần 4) và {objectives} mục tiêu (Phần 6.2).",
                en: "The system is planned by its processes ({processes}, Part 4) and objectives ({objectives}, Part 6.2)."
            ));
        }
    }

    fn responsibilities(&self, out: &mut Out) {
        let own: Vec<_> = self
            .o
            .roles
            .iter()
            .filter(|r| !matches!(r.kind, RoleKind::Applicant | RoleKind::Agency | RoleKind::System))
            .collect();
        let (all, said) = (own.len(), own.iter().filter(|r| r.responsibility.is_some()).count());
        if all > 0 {
            out.say(&message!(
                vi: "Vai trò của tổ chức: {all}; có mô tả trách nhiệm, quyền hạn (Phần 1.3): {said}.",
                en: "Roles of the organisation: {all}; with responsibility and authority described (Part 1.3): {said}."
            ));
        }
        let (steps, accountable) = (self.steps().count(), self.steps().filter(|(_, s)| s.accountable.is_some()).count());
        if steps > 0 {
            out.say(&message!(
                vi: "Mỗi bước của quy trình nêu người thực hiện: {steps} bước; {accountable} bước nêu riêng người chịu trách nhiệm chính.",
                en: "Each step names who does it: {steps} steps; those that name somebody else accountable: {accountable}."
            ));
        }
    }

    fn representative(&self, out: &mut Out) {
        if let Some(id) = &self.o.management_representative {
            let role = self.desk.role(id);
            out.say(&message!(vi: "Đại diện lãnh đạo: {role} (Phần 6.3).", en: "Management representative: {role} (Part 6.3)."));
        }
    }

    fn communication(&self, out: &mut Out) {
        let informed = self.steps().filter(|(_, step)| !step.informed.is_empty()).count();
        let consulted = self.steps().filter(|(_, step)| !step.consulted.is_empty()).count();
        if informed + consulted > 0 {
            out.say(&message!(
                vi: "Quy trình nêu việc thông báo ở {informed} bước và lấy ý kiến ở {consulted} bước.",
                en: "Procedures say who is informed ({informed} steps) and consulted ({consulted} steps)."
            ));
        }
        let units = self.all().flat_map(|p| &p.distribution).chain(&self.o.distribution).map(|copy| &copy.unit);
        let units = units.collect::<BTreeSet<_>>().len();
        if units > 0 {
            out.say(&message!(vi: "Tài liệu được phân phối đến {units} đơn vị.", en: "Units that documents are distributed to: {units}."));
        }
    }

    fn people(&self, out: &mut Out, number: &str) {
        let own: Vec<_> = self
            .o
            .roles
            .iter()
            .filter(|r| !matches!(r.kind, RoleKind::Applicant | RoleKind::Agency | RoleKind::System))
            .collect();
        let (all, competent) = (own.len(), own.iter().filter(|r| r.competence.is_some()).count());
        let staffed = own.iter().filter(|r| r.staff.is_some()).count();
        if number == "6.1" && staffed > 0 {
            out.say(&message!(vi: "Vai trò có nêu số người: {staffed}/{all}.", en: "Roles whose number of staff is given: {staffed}/{all}."));
        }
        if number != "6.1" && competent > 0 {
            out.say(&message!(
                vi: "Vai trò có yêu cầu năng lực (Phần 1.3): {competent}/{all}.",
                en: "Roles whose competence is laid down (Part 1.3): {competent}/{all}."
            ));
        }
    }

    fn infrastructure(&self, out: &mut Out) {
        let offices = self.o.units.iter().filter(|u| u.kind != UnitKind::External && u.address.is_some()).count();
        let software = self.steps().filter(|(_, step)| step.software.is_some()).count();
        let places = self.steps().filter(|(_, step)| step.place.is_some()).count();
        if offices + software + places > 0 {
            out.say(&message!(
                vi: "Đơn vị có nêu trụ sở: {offices}; bước nêu nơi thực hiện: {places}; bước nêu phần mềm sử dụng: {software}.",
                en: "Units whose premises are given: {offices}; steps that name a place: {places}; steps that name software: {software}."
            ));
        }
    }

    fn realisation(&self, out: &mut Out) {
        let services = self.services().count();
        if services == 0 {
            return;
        }
        let of = |has: &dyn Fn(&ProcedureDefinition) -> bool| self.all().filter(|p| p.service.is_some() && has(p)).count();
        let controlled = of(&|p| p.steps.iter().any(|s| s.control.is_some()));
        let (recorded, limited) = (
            of(&|p| !p.records.is_empty()),
            of(&|p| {
                p.service
                    .as_ref()
                    .and_then(|s| s.time_limit.as_ref())
                    .is_some_and(|limit| limit.statutory.is_some() || !limit.parts.is_empty())
            }),
        );
        out.say(&message!(
            vi: "Thủ tục hành chính có quy trình thực hiện: {services}; có điểm kiểm soát: {controlled}/{services}; có hồ sơ lưu: {recorded}/{services}; có thời hạn giải quyết: {limited}/{services}.",
            en: "Administrative procedures with planned work: {services}; with points of control: {controlled}/{services}; with records: {recorded}/{services}; with a time limit: {limited}/{services}."
        ));
    }

    fn legal_requirements(&self, out: &mut Out) {
        let services = self.services().count();
        if services == 0 {
            return;
        }
        let based = self.services().filter(|s| !s.basis.is_empty()).count();
        let papers = self.services().flat_map(|s| &s.dossier).map(|d| d.items.len()).sum::<usize>();
        let fees = self.services().filter(|s| s.fees.is_some()).count();
        out.say(&message!(
            vi: "Thủ tục nêu cơ sở pháp lý: {based}/{services}; nêu phí, lệ phí: {fees}/{services}; giấy tờ trong thành phần hồ sơ: {papers}.",
            en: "Administrative procedures with their legal basis: {based}/{services}; that say what is charged: {fees}/{services}; papers in the dossiers: {papers}."
        ));
    }

    fn review_of_requirements(&self, out: &mut Out) {
        let of_desk = |step: &Step| self.desk.library.role(&step.role).is_some_and(|role| role.kind == RoleKind::OneStop);
        let checks = self.steps().filter(|(p, step)| p.service.is_some() && of_desk(step) && step.control.is_some()).count();
        if checks > 0 {
            out.say(&message!(
                vi: "Bước của bộ phận một cửa kiểm tra hồ sơ theo tiêu chí: {checks}.",
                en: "Steps at the one-stop desk that check dossiers against criteria: {checks}."
            ));
        }
    }

    fn channels(&self, out: &mut Out) {
        let services = self.services().count();
        if services == 0 {
            return;
        }
        let channels = || self.services().filter_map(|s| s.channels.as_ref());
        let in_person = channels().filter(|c| c.in_person.is_some()).count();
        let (post, online) = (channels().filter(|c| c.post.is_some()).count(), channels().filter(|c| c.online.is_some()).count());
        let published = self.services().filter(|s| s.publication.is_some()).count();
        out.say(&message!(
            vi: "Cách nộp hồ sơ: trực tiếp {in_person}, bưu chính {post}, trực tuyến {online} thủ tục; thủ tục được công khai: {published}/{services}.",
            en: "Ways of applying: in person {in_person}, by post {post}, online {online} procedures; made public: {published}/{services}."
        ));
    }

    fn controlled_work(&self, out: &mut Out) {
        let all = self.steps().filter(|(p, _)| p.service.is_some()).count();
        if all == 0 {
            return;
        }
        let of = |has: &dyn Fn(&Step) -> bool| self.steps().filter(|(p, step)| p.service.is_some() && has(step)).count();
        let (timed, told, controlled) =
            (of(&|s| s.time.is_some()), of(&|s| s.instruction.is_some()), of(&|s| s.control.is_some()));
        out.say(&message!(
            vi: "Bước giải quyết thủ tục: {all}; có thời gian: {timed}; có hướng dẫn: {told}; có tiêu chí kiểm soát: {controlled}.",
            en: "Steps of the administrative procedures: {all}; with a time: {timed}; with an instruction: {told}; with a criterion of control: {controlled}."
        ));
    }

    fn traceability(&self, out: &mut Out) {
        let services = self.services().count();
        let coded = self.services().filter(|s| s.code.is_some()).count();
        if coded > 0 {
            out.say(&message!(
                vi: "Thủ tục có mã trong cơ sở dữ liệu quốc gia: {coded}/{services}.",
                en: "Procedures with a code of the national database: {coded}/{services}."
            ));
        }
    }

    fn papers_of_applicants(&self, out: &mut Out) {
        let items = || self.services().flat_map(|s| &s.dossier).flat_map(|d| &d.items);
        let originals = items().filter(|i| i.original.is_some()).count();
        let shown = items().filter(|i| i.present == Some(true)).count();
        if originals + shown > 0 {
            out.say(&message!(
                vi: "Giấy tờ bản chính người dân nộp: {originals}; giấy tờ chỉ xuất trình, không giữ lại: {shown}.",
                en: "Original papers that applicants hand in: {originals}; papers that are only shown, not kept: {shown}."
            ));
        }
    }

    fn keeping(&self, out: &mut Out) {
        let records: Vec<_> = self.all().filter(|p| p.service.is_some()).flat_map(|p| &p.records).collect();
        let (all, placed) = (records.len(), records.iter().filter(|r| r.place.is_some()).count());
        if placed > 0 {
            out.say(&message!(
                vi: "Hồ sơ của thủ tục hành chính có nơi lưu: {placed}/{all}.",
                en: "Records of administrative procedures with a place where they are kept: {placed}/{all}."
            ));
        }
    }

    fn indicators(&self, out: &mut Out, of_data: bool) {
        let all = self.all().map(|p| p.indicators.len()).sum::<usize>();
        let procedures = self.all().filter(|p| !p.indicators.is_empty()).count();
        if all == 0 {
            return;
        }
        let indicators = || self.all().flat_map(|p| &p.indicators);
        let (target, source) =
            (indicators().filter(|x| x.target.is_some()).count(), indicators().filter(|x| x.source.is_some()).count());
        if of_data {
            out.say(&message!(
                vi: "Chỉ số có nêu nguồn số liệu: {source}/{all}.",
                en: "Indicators whose source of figures is given: {source}/{all}."
            ));
        } else {
            out.say(&message!(
                vi: "Chỉ số theo dõi: {all}, ở {procedures} quy trình; có chỉ tiêu: {target}.",
                en: "Indicators: {all}, in {procedures} procedures; with a target: {target}."
            ));
        }
    }

    fn releases(&self, out: &mut Out) {
        let controls: Vec<_> = self.steps().filter_map(|(_, step)| step.control.as_ref()).collect();
        let authorities = controls.iter().map(|c| &c.authority).collect::<BTreeSet<_>>().len();
        let all = controls.len();
        if all > 0 {
            out.say(&message!(
                vi: "Điểm kiểm soát có tiêu chí và người có thẩm quyền: {all}, giao cho {authorities} vai trò.",
                en: "Points of control with criterion and authority: {all}; roles that hold the authority: {authorities}."
            ));
        }
    }

    fn improvement(&self, out: &mut Out) {
        let all = || self.all().flat_map(|p| &p.simplifications);
        let in_state = |state: SimplificationStatus| all().filter(|s| s.status == state).count();
        let (done, approved, proposed) = (
            in_state(SimplificationStatus::CarriedOut),
            in_state(SimplificationStatus::Approved),
            in_state(SimplificationStatus::Proposed),
        );
        if done + approved + proposed > 0 {
            out.say(&message!(
                vi: "Phương án đơn giản hóa (Phần 10): đã thực hiện {done}; đã phê duyệt {approved}; mới đề xuất {proposed}.",
                en: "Simplifications (Part 10): carried out {done}; approved {approved}; proposed {proposed}."
            ));
        }
        let reviewed = self.all().filter(|p| p.service.is_some() && p.review.is_some()).count();
        if reviewed > 0 {
            out.say(&message!(vi: "Thủ tục hành chính đã rà soát: {reviewed}.", en: "Administrative procedures reviewed: {reviewed}."));
        }
    }

    /// The steps that say themselves which clause they answer.
    fn steps_naming(&self, clause: Clause, out: &mut Out) {
        let mut named = Vec::new();
        for p in self.all() {
            for (i, step) in p.steps.iter().enumerate().filter(|(_, step)| step.clauses.contains(&clause)) {
                named.push((p, i, step));
            }
        }
        let (steps, procedures) = (named.len(), named.iter().map(|(p, ..)| &p.procedure).collect::<BTreeSet<_>>().len());
        let letter = if self.desk.is_vietnamese() { 'B' } else { 'S' };
        if (1..=NAMED).contains(&steps) {
            for (p, i, step) in named {
                let (code, title, role) = (&p.procedure, step.title.to(self.desk.language), self.desk.role(&step.role));
                let number = i + 1;
                out.say(&message!(
                    vi: "{code}, bước {letter}{number} “{title}”: {role}.",
                    en: "{code}, step {letter}{number} “{title}”: {role}."
                ));
            }
        } else if steps > NAMED {
            out.say(&message!(
                vi: "Bước quy trình nêu điều khoản này: {steps}, ở {procedures} quy trình.",
                en: "Steps that name this clause: {steps}, in {procedures} procedures."
            ));
        }
    }
}

/// What is said, in one language.
struct Out<'a> {
    desk: Desk<'a>,
    said: Vec<String>,
}

impl Out<'_> {
    fn say(&mut self, text: &crate::model::value::Message) {
        let text = capital(text.to(self.desk.language));
        if !self.said.contains(&text) {
            self.said.push(text);
        }
    }
}
