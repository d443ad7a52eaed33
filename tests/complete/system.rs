//! A shape written down as an author would write it.

use crate::shape::{Block, Document, Era, Internal, Level, Limit, Paper, Results, Service, Shape, Unit};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A system as texts, and what occurs in it.
pub struct System {
    pub texts: Vec<(String, String)>,
    pub features: BTreeSet<&'static str>,
}

impl System {
    pub fn of(shape: &Shape) -> Self {
        let mut writer = Writer { shape, features: BTreeSet::new(), texts: Vec::new(), forms: Vec::new() };
        for (i, service) in shape.services.iter().enumerate() {
            writer.service(i, service);
        }
        for (i, internal) in shape.internal.iter().enumerate() {
            writer.internal(i, internal);
        }
        writer.nonconformity();
        if shape.standard {
            crate::standard::write(&mut writer);
        }
        writer.organisation();
        writer.references();
        writer.calendar();
        writer.forms();
        writer.era_features();
        Self { texts: writer.texts, features: writer.features }
    }
}

pub struct Writer<'a> {
    pub shape: &'a Shape,
    pub features: BTreeSet<&'static str>,
    pub texts: Vec<(String, String)>,
    /// Id, code, Vietnamese and English title, kind of each form.
    pub forms: Vec<(String, String, String, String, &'static str)>,
}

/// A step on its way to paper.
#[derive(Default, Clone)]
pub struct Step {
    pub id: String,
    pub title: (String, String),
    pub role: &'static str,
    pub time: Option<String>,
    pub kind: Option<&'static str>,
    pub stopped: bool,
    pub uses: Vec<String>,
    pub makes: Vec<String>,
    pub accountable: Option<&'static str>,
    pub informed: Vec<&'static str>,
    pub control: bool,
    pub law: bool,
    pub software: bool,
    pub clauses: Vec<&'static str>,
    pub join: Option<&'static str>,
    pub split: Option<&'static str>,
    pub next: Vec<Next>,
    pub timeout: Option<(String, String)>,
    pub end: Option<&'static str>,
}

#[derive(Default, Clone)]
pub struct Next {
    to: String,
    when: Option<(String, String)>,
    share: Option<u32>,
    at_most: Option<u8>,
    extends: Option<String>,
}

pub fn to(id: &str) -> Next {
    Next { to: id.to_owned(), ..Next::default() }
}

pub fn when(id: &str, vi: &str, en: &str) -> Next {
    Next { when: Some((vi.to_owned(), en.to_owned())), ..to(id) }
}

impl Next {
    pub fn at_most(self, times: u8) -> Self {
        Self { at_most: Some(times), ..self }
    }
}

const VERBS: [(&str, &str); 10] = [
    ("Thẩm tra", "Examine"),
    ("Kiểm tra", "Check"),
    ("Đối chiếu", "Compare"),
    ("Lập", "Draw up"),
    ("Tổng hợp", "Put together"),
    ("Soạn", "Draft"),
    ("Rà soát", "Go through"),
    ("Xác minh", "Verify"),
    ("Ghi", "Enter"),
    ("Chuyển", "Pass on"),
];
const THINGS: [(&str, &str); 10] = [
    ("giấy tờ gốc", "the original papers"),
    ("số liệu", "the figures"),
    ("báo cáo", "the report"),
    ("bản vẽ", "the drawings"),
    ("danh sách", "the list"),
    ("ý kiến", "the opinions"),
    ("phụ lục", "the annex"),
    ("sổ lưu", "the books"),
    ("dự thảo", "the draft"),
    ("bảng tổng hợp", "the summary"),
];

/// Work and calendar time that ways through a procedure take at most.
#[derive(Debug, Clone, Copy, Default)]
struct Spent {
    minutes: u32,
    days: u32,
}

impl Spent {
    const fn times(self, times: u32) -> Self {
        Self { minutes: self.minutes * times, days: self.days * times }
    }
    /// Of two ways the longer one, or more.
    fn or(self, other: Self) -> Self {
        Self { minutes: self.minutes.max(other.minutes), days: self.days.max(other.days) }
    }
    const fn and(self, other: Self) -> Self {
        Self { minutes: self.minutes + other.minutes, days: self.days + other.days }
    }
}

/// Who works on a procedure.
#[derive(Clone, Copy)]
pub struct Office {
    desk: &'static str,
    desk_unit: &'static str,
    officers: [&'static str; 2],
    /// Who checks what is to be signed.
    signs: &'static str,
    clerk: &'static str,
    decides: &'static str,
    handles: &'static [&'static str],
    levels: &'static [&'static str],
    copies: &'static [&'static str],
}

const WARD: Office = Office {
    desk: "ward-desk-officer",
    desk_unit: "ward-desk",
    officers: ["ward-officer", "ward-officer"],
    signs: "ward-chair",
    clerk: "ward-clerk",
    decides: "ward",
    handles: &["ward"],
    levels: &["ward"],
    copies: &["ward", "ward-desk"],
};
pub const DISTRICT: Office = Office {
    desk: "desk-officer",
    desk_unit: "desk",
    officers: ["specialist", "division-head"],
    signs: "district-chair",
    clerk: "clerk",
    decides: "district",
    handles: &["division"],
    levels: &["district"],
    copies: &["district", "division", "desk", "office"],
};
const BOTH: Office = Office {
    desk: "ward-desk-officer",
    desk_unit: "ward-desk",
    officers: ["ward-officer", "specialist"],
    signs: "district-chair",
    clerk: "ward-clerk",
    decides: "district",
    handles: &["ward", "division"],
    levels: &["ward", "district"],
    copies: &["ward", "ward-desk", "division", "district"],
};

/// The steps of one procedure, written from the last to the first.
struct Flow<'a> {
    office: Office,
    scale: Unit,
    steps: Vec<Step>,
    features: &'a mut BTreeSet<&'static str>,
    count: usize,
    titles: usize,
    depth: usize,
    extended: Option<u8>,
    assists: BTreeSet<&'static str>,
    /// The application of a service, for who works on it.
    papers: Vec<String>,
}

impl Flow<'_> {
    fn name(&mut self, kind: &str) -> String {
        self.count += 1;
        format!("{kind}-{}", self.count)
    }
    fn title(&mut self) -> (String, String) {
        let n = self.titles;
        self.titles += 1;
        let (verb, thing) = (VERBS[n % 10], THINGS[(n / 10 + n) % 10]);
        let (vi, en) = match n / 100 {
            0 => (String::new(), String::new()),
            again => (format!(" lần {}", again + 1), format!(" for the {}. time", again + 1)),
        };
        (format!("{} {}{vi}", verb.0, thing.0), format!("{} {}{en}", verb.1, thing.1))
    }
    fn time(&self, size: u8) -> (String, Spent) {
        let size = u32::from(size);
        match self.scale {
            Unit::Immediate => (format!("{size} minutes"), Spent { minutes: size, days: 0 }),
            Unit::Hours if size % 2 == 0 => (format!("{size} hours"), Spent { minutes: size * 60, days: 0 }),
            Unit::Hours => (format!("{} minutes", size * 10), Spent { minutes: size * 10, days: 0 }),
            Unit::WorkingDays | Unit::Days if size % 3 == 0 => {
                (format!("{} working days", f64::from(size) / 2.0), Spent { minutes: size * 240, days: 0 })
            }
            Unit::WorkingDays | Unit::Days => (format!("{size} hours"), Spent { minutes: size * 60, days: 0 }),
        }
    }
    /// A step of the office, done by one of its officers.
    fn work(&mut self, size: u8, next: Vec<Next>) -> (Step, Spent) {
        let (time, spent) = self.time(size);
        let id = self.name("work");
        let role = self.office.officers[usize::from(size) % 2];
        (Step { id, title: self.title(), role, time: Some(time), next, ..Step::default() }, spent)
    }
    fn add(&mut self, step: Step) -> String {
        let id = step.id.clone();
        self.steps.push(step);
        id
    }

    /// Blocks one after the other, before a step: where they begin, and the time they take at most.
    fn sequence(&mut self, blocks: &[Block], then: &str) -> (String, Spent) {
        let mut at = then.to_owned();
        let mut all = Spent::default();
        for block in blocks.iter().rev() {
            let (entry, spent) = self.block(block, &at);
            (at, all) = (entry, all.and(spent));
        }
        (at, all)
    }

    fn ways(&mut self, ways: &[Vec<Block>], then: &str) -> (Vec<String>, Spent) {
        self.depth += 1;
        if self.depth > 1 {
            self.features.insert("blocks within blocks");
        }
        let mut entries = Vec::new();
        let mut all = Spent::default();
        for way in ways.iter().rev() {
            let (entry, spent) = self.sequence(way, then);
            entries.insert(0, entry);
            all = all.or(spent);
        }
        self.depth -= 1;
        (entries, all)
    }

    #[allow(clippy::too_many_lines, reason = "a block after the other")]
    fn block(&mut self, block: &Block, then: &str) -> (String, Spent) {
        match block {
            Block::Step(size) => {
                let (step, spent) = self.work(*size, vec![to(then)]);
                (self.add(step), spent)
            }
            Block::Shared(size) => {
                self.features.insert("a shared time");
                let (mut second, _) = self.work(*size, vec![to(then)]);
                let (first, spent) = self.work(*size, vec![to(&second.id)]);
                second.time = Some(format!("{{shared-with: {}}}", first.id));
                self.add(second);
                (self.add(first), spent)
            }
            Block::Choice(ways) => {
                self.features.insert("an exclusive split");
                let (meet, of_meet) = self.work(1, vec![to(then)]);
                let meet = self.add(meet);
                let (entries, of_ways) = self.ways(ways, &meet);
                // Ways that lead to one place are one way.
                let mut next: Vec<Next> = Vec::new();
                for entry in entries {
                    if next.iter().all(|other| other.to != entry) {
                        let n = next.len() + 1;
                        next.push(when(&entry, &format!("Trường hợp {n}"), &format!("case {n}")));
                    }
                }
                if next.len() == 1 {
                    next = vec![to(&next[0].to)];
                }
                let split = (next.len() > 1).then_some("exclusive");
                let (step, spent) = self.work(2, next);
                (self.add(Step { split, ..step }), spent.and(of_ways).and(of_meet))
            }
            Block::Parallel(ways) | Block::Inclusive(ways) => {
                let gate = if matches!(block, Block::Parallel(_)) { "parallel" } else { "inclusive" };
                self.features.insert(if gate == "parallel" { "a parallel split" } else { "an inclusive split" });
                let (meet, of_meet) = self.work(1, vec![to(then)]);
                let meet = self.add(Step { join: Some(gate), ..meet });
                let (entries, of_ways) = self.ways(ways, &meet);
                let next = entries.iter().enumerate().map(|(i, entry)| match gate {
                    "parallel" => to(entry),
                    _ => when(entry, &format!("Có nội dung {}", i + 1), &format!("matter {} is concerned", i + 1)),
                });
                let next = next.collect();
                let (step, spent) = self.work(2, next);
                (self.add(Step { split: Some(gate), ..step }), spent.and(of_ways).and(of_meet))
            }
            Block::Redo(times, body) => {
                self.features.insert("a bounded loop");
                let (check, of_check) = self.work(2, Vec::new());
                let at = self.steps.len();
                let check = self.add(Step { split: Some("exclusive"), control: true, ..check });
                self.depth += 1;
                let (entry, of_body) = self.sequence(body, &check);
                self.depth -= 1;
                self.steps[at].next =
                    vec![when(then, "Đạt yêu cầu", "in order"), when(&entry, "Chưa đạt yêu cầu", "not in order").at_most(*times)];
                (entry, of_body.and(of_check).times(u32::from(*times) + 1))
            }
            Block::Supplement => {
                self.features.insert("a supplement by the agency");
                let examine = self.name("examine");
                let answer = self.name("answer");
                let ask = self.name("ask");
                self.add(Step {
                    id: answer.clone(),
                    title: ("Bổ sung giấy tờ theo yêu cầu".into(), "Hand in what the agency asked for".into()),
                    role: "applicant",
                    stopped: true,
                    uses: vec!["supplement-request".into()],
                    next: vec![to(&examine)],
                    ..Step::default()
                });
                let (time, of_ask) = self.time(1);
                let role = self.office.officers[1];
                self.add(Step {
                    id: ask.clone(),
                    title: ("Yêu cầu bổ sung bằng văn bản".into(), "Ask for the missing papers in writing".into()),
                    role,
                    time: Some(time),
                    makes: vec!["supplement-request".into()],
                    law: true,
                    next: vec![to(&answer)],
                    ..Step::default()
                });
                let (time, of_examine) = self.time(4);
                let uses = self.papers.clone();
                let step = Step {
                    id: examine,
                    title: ("Thẩm định nội dung hồ sơ".into(), "Appraise the content of the dossier".into()),
                    role,
                    time: Some(time),
                    uses,
                    control: true,
                    split: Some("exclusive"),
                    next: vec![
                        when(then, "Đủ căn cứ giải quyết", "there is enough to decide on"),
                        when(&ask, "Còn thiếu căn cứ", "something is missing").at_most(1),
                    ],
                    ..Step::default()
                };
                (self.add(step), of_ask.and(of_examine).times(2))
            }
            Block::Refuse => {
                self.features.insert("a refusal on the merits");
                let (time, spent) = self.time(2);
                let (of_desk, _) = self.time(1);
                let (sign, hand) = (self.name("sign-refusal"), self.name("return-refusal"));
                self.add(Step {
                    id: hand.clone(),
                    title: ("Trả hồ sơ kèm văn bản từ chối".into(), "Return the dossier with the refusal".into()),
                    role: self.office.desk,
                    time: Some(of_desk),
                    uses: vec!["refusal".into(), "control-slip".into()],
                    makes: vec!["register".into()],
                    end: Some("refused"),
                    ..Step::default()
                });
                self.add(Step {
                    id: sign.clone(),
                    title: ("Ký văn bản từ chối".into(), "Sign the refusal".into()),
                    role: self.office.signs,
                    time: Some(time.clone()),
                    makes: vec!["refusal".into()],
                    control: true,
                    law: true,
                    next: vec![to(&hand)],
                    ..Step::default()
                });
                let step = Step {
                    id: self.name("judge"),
                    title: ("Đánh giá điều kiện giải quyết".into(), "Judge whether the conditions are met".into()),
                    role: self.office.officers[0],
                    time: Some(time),
                    control: true,
                    split: Some("exclusive"),
                    next: vec![when(then, "Đủ điều kiện", "they are met"), when(&sign, "Không đủ điều kiện", "they are not met")],
                    ..Step::default()
                };
                (self.add(step), spent.times(3))
            }
            Block::Consult { silence } => {
                self.features.insert("another agency is asked");
                self.assists.insert("police");
                let (meet, of_meet) = self.work(1, vec![to(then)]);
                let meet = self.add(meet);
                let (time, waited) = match self.scale {
                    Unit::Days => ("5 days".to_owned(), Spent { minutes: 0, days: 5 }),
                    Unit::WorkingDays => ("3 working days".to_owned(), Spent { minutes: 3 * 480, days: 0 }),
                    _ => self.time(8),
                };
                let timeout = silence.then(|| (time.clone(), meet.clone()));
                if *silence {
                    self.features.insert("a time-out");
                }
                let reply = Step {
                    id: self.name("reply"),
                    title: ("Trả lời bằng văn bản".into(), "Answer in writing".into()),
                    role: "police-officer",
                    time: Some(time),
                    timeout,
                    next: vec![to(&meet)],
                    ..Step::default()
                };
                let reply = self.add(reply);
                let (ask, of_ask) = self.work(3, vec![to(&reply)]);
                (self.add(ask), of_ask.and(waited).and(of_meet))
            }
            Block::Verify(days) => {
                self.features.insert("the limit is extended");
                self.extended = Some(*days);
                let unit = if self.scale == Unit::Days { "days" } else { "working days" };
                let time = format!("{days} {unit}");
                let verify = Step {
                    id: self.name("verify"),
                    title: ("Xác minh tại nơi cư trú cũ".into(), "Verify at the former residence".into()),
                    role: self.office.officers[0],
                    time: Some(time.clone()),
                    informed: vec!["applicant"],
                    next: vec![to(then)],
                    ..Step::default()
                };
                let verify = self.add(verify);
                let (step, spent) = self.work(3, Vec::new());
                let longer = Next { extends: Some(time), ..when(&verify, "Phải xác minh", "it has to be verified") };
                let next = vec![when(then, "Không phải xác minh", "nothing has to be verified"), longer];
                (self.add(Step { split: Some("exclusive"), next, ..step }), spent)
            }
            Block::Wait(days) => {
                self.features.insert("a step that only waits");
                let (time, spent) = match self.scale {
                    Unit::Days => (format!("{days} days"), Spent { minutes: 0, days: u32::from(*days) }),
                    Unit::WorkingDays => (format!("{days} working days"), Spent { minutes: u32::from(*days) * 480, days: 0 }),
                    _ => self.time(*days),
                };
                let (step, _) = self.work(2, vec![to(then)]);
                let place = step.title;
                let title = (
                    format!("Niêm yết và chờ ({})", place.0.to_lowercase()),
                    format!("Post and wait ({})", place.1.to_lowercase()),
                );
                (self.add(Step { title, kind: Some("wait"), time: Some(time), ..step }), spent)
            }
            Block::System => {
                self.features.insert("a step of software");
                let (step, spent) = self.work(1, vec![to(then)]);
                let accountable = Some(step.role);
                (self.add(Step { kind: Some("system"), role: "software", accountable, software: true, ..step }), spent)
            }
        }
    }
}

impl Writer<'_> {
    /// A text in the languages of the system.
    pub fn text(&self, vi: &str, en: &str) -> String {
        match (self.shape.bilingual, self.shape.quoted) {
            (true, true) => format!("{{vi: \"{vi}\", en: \"{en}\"}}"),
            (true, false) => format!("{{vi: {vi}, en: {en}}}"),
            (false, true) => format!("\"{vi}\""),
            (false, false) => vi.to_owned(),
        }
    }
    pub fn date(&self) -> &'static str {
        match self.shape.era {
            Era::Y2016 => "2016-03-01",
            Era::Y2017 => "2017-06-15",
            Era::January2018 => "2018-01-15",
            Era::July2018 => "2018-07-02",
            Era::October2018 => "2018-10-15",
            Era::Y2019 => "2019-03-04",
        }
    }
    /// The acts on administrative procedures and the one-stop mechanism in force.
    fn acts(&self) -> Vec<&'static str> {
        let mut acts = vec!["law-of-field", "circular-of-field", "nd-63-2010", "nd-48-2013"];
        if self.shape.era >= Era::January2018 {
            acts.push("nd-92-2017");
        }
        acts.push(if self.shape.era >= Era::July2018 { "nd-61-2018" } else { "qd-09-2015-ttg" });
        acts
    }
    pub fn form(&mut self, id: &str, code: &str, vi: &str, en: &str, kind: &'static str) {
        if self.forms.iter().all(|form| form.0 != id) {
            self.forms.push((id.into(), code.into(), vi.into(), en.into(), kind));
        }
    }
    fn one_stop_forms(&mut self, of: &[&str]) {
        for (id, code, vi, en, kind) in [
            ("receipt", "MC.01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt with due date", "receipt"),
            ("supplement-request", "MC.02", "Phiếu yêu cầu bổ sung hồ sơ", "Supplement request", "supplement-request"),
            ("refusal", "MC.03", "Phiếu từ chối giải quyết hồ sơ", "Notice of refusal", "refusal"),
            ("apology", "MC.04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Apology and new date", "apology"),
            ("control-slip", "MC.05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip", "control-slip"),
            ("register", "MC.06", "Sổ theo dõi hồ sơ", "Register of dossiers", "register"),
            ("guidance", "MC.07", "Phiếu hướng dẫn", "Guidance slip", ""),
        ] {
            if of.contains(&id) {
                self.form(id, code, vi, en, kind);
            }
        }
    }

    fn service(&mut self, n: usize, service: &Service) {
        let office = match service.level {
            Level::Ward => WARD,
            Level::District => DISTRICT,
            Level::Both => BOTH,
        };
        self.features.insert(match service.level {
            Level::Ward => "ward",
            Level::District => "district",
            Level::Both => "two levels",
        });
        let obligatory = self.shape.era < Era::January2018;
        let results: Vec<String> = match service.results {
            Results::None if !obligatory => Vec::new(),
            Results::Several(n) => (1..=n).map(|i| format!("result-{i}")).collect(),
            Results::JoinedUp { .. } => vec!["result-1".into(), "card".into()],
            _ => vec!["result-1".into()],
        };
        let joined = matches!(service.results, Results::JoinedUp { .. });
        let items: Vec<String> = (1..=service.items.len()).map(|i| format!("paper-{i}")).collect();
        let record = "case-file".to_owned();
        // Days for what waits for another agency.
        let scale = match service.limit.unit {
            Unit::Immediate | Unit::Hours if joined => Unit::WorkingDays,
            unit => unit,
        };
        let mut features = std::mem::take(&mut self.features);
        let mut flow = Flow {
            office,
            scale,
            steps: Vec::new(),
            features: &mut features,
            count: 0,
            titles: 0,
            depth: 0,
            extended: None,
            assists: BTreeSet::new(),
            papers: items.clone(),
        };
        let spent = write_case(&mut flow, service, &items, &results, &record);
        let (extended, assists) = (flow.extended, flow.assists.clone());
        let mut steps = std::mem::take(&mut flow.steps);
        steps.reverse();
        self.features = features;
        let used: BTreeSet<String> = steps.iter().flat_map(|s| s.uses.iter().chain(&s.makes)).cloned().collect();
        let used: Vec<&str> = used.iter().map(String::as_str).collect();
        self.one_stop_forms(&used);
        self.count_service(service, &steps);

        let code = format!("QT-DV-{:02}", n + 1);
        let (vi, en) = [
            ("Cấp giấy chứng nhận hộ nghèo", "Certificate for poor households"),
            ("Đăng ký hoạt động nhóm trẻ", "Registration of a nursery class"),
        ][n];
        let mut out =
            self.head(&code, vi, en, office, &service.document, &["7.1", "7.2.1", "7.2.2", "7.2.3", "7.5.1", "7.5.3", "8.2.4"]);
        let _ = writeln!(out, "field: {}", ["welfare", "education"][n]);
        let level =
            if office.levels.len() == 1 { office.levels[0].to_owned() } else { format!("[{}]", office.levels.join(", ")) };
        let _ = writeln!(out, "level: {level}");
        let _ = writeln!(out, "references: [{}]", self.acts().join(", "));
        let related = if self.shape.standard { "[QT-02, QT-04, QT-08]" } else { "[QT-04]" };
        let _ = writeln!(out, "related: {related}");
        self.parts(&mut out, n, service, office, &results, extended, &assists, spent, scale);
        self.steps(&mut out, &steps);
        if service.desk.withdrawal {
            self.features.insert("an interruption");
            let during: Vec<&str> =
                steps.iter().filter(|s| s.id.starts_with("work-") && s.role != "software").map(|s| &*s.id).take(3).collect();
            let during = if during.is_empty() { "[accept]".to_owned() } else { format!("[{}]", during.join(", ")) };
            let event = self.text("Người nộp rút hồ sơ", "The applicant withdraws");
            let _ = writeln!(
                out,
                "interruptions:\n  - when: {event}\n    by: applicant\n    to: close-withdrawn\n    during: {during}"
            );
        }
        let title = self.text("Hồ sơ giải quyết thủ tục", "File of the case");
        self.records(&mut out, &[(&record, title, None)], office.officers[0], &service.document);
        self.indicators(&mut out, "7.2.3");
        if let Some(approved) = service.simplified {
            self.features.insert(if approved { "an approved simplification" } else { "a proposed simplification" });
            let title = self.text("Rút ngắn việc soạn thảo", "Draft faster");
            let reason = self.text("Đã có mẫu sẵn trong phần mềm", "The software has a template");
            let status = if approved { "approved\n    decided-by: announcement" } else { "proposed" };
            let _ = writeln!(
                out,
                "simplifications:\n  - id: template\n    title: {title}\n    rationale: {reason}\n    basis: [law-of-field#7]\n    status: {status}\n    operations:\n      - set-step-time: {{step: draft, time: 5 minutes}}"
            );
        }
        self.texts.push((format!("services/{code}.yaml"), out));
    }

    fn count_service(&mut self, service: &Service, steps: &[Step]) {
        let mut say = |is: bool, what: &'static str| {
            if is {
                self.features.insert(what);
            }
        };
        say(service.items.len() == 1, "a dossier of one paper");
        say(service.items.len() > 8, "a dossier of more than eight papers");
        say(service.items.iter().any(|i| i.kind == Paper::Shown), "a paper that is shown");
        say(service.items.iter().any(|i| matches!(i.kind, Paper::Certified(_))), "a certified copy");
        say(service.items.iter().any(|i| i.form), "an application form");
        say(service.fees.is_empty(), "no fees");
        say(service.fees.len() > 1, "several fees");
        say(service.conditions.is_empty(), "no conditions");
        say(matches!(service.results, Results::Several(_)), "several results");
        say(matches!(service.results, Results::JoinedUp { .. }), "a joined-up procedure");
        say(matches!(service.results, Results::None) && self.shape.era >= Era::January2018, "no result");
        say(service.channels.post, "by post");
        say(!service.channels.in_person, "no counter");
        say(service.channels.online == 1, "online level 1");
        say(service.channels.online == 2, "online level 2");
        say(service.channels.online == 3, "online level 3");
        say(service.channels.online == 4, "online level 4");
        say(service.sets > 1, "several sets");
        say(service.limit.committed, "a committed limit");
        say(service.limit.cut_off, "a cut-off");
        say(steps.len() > 30, "more than thirty steps");
    }

    /// Title, owner, control of the document, purpose and scope.
    pub fn head(&mut self, code: &str, vi: &str, en: &str, office: Office, document: &Document, clauses: &[&str]) -> String {
        let (date, mut out) = (self.date(), String::new());
        let _ = writeln!(out, "# yaml-language-server: $schema=../schemas/procedure.schema.json\nprocedure: {code}");
        let _ = writeln!(out, "title: {}", self.text(vi, en));
        let _ = writeln!(out, "owner: {}", office.officers[1]);
        let clauses: Vec<String> = clauses.iter().map(|clause| format!("\"{clause}\"")).collect();
        let _ = writeln!(out, "clauses: [{}]", clauses.join(", "));
        out += "revisions:\n";
        for issue in 1..=document.issues {
            let (vi, en) = if issue == 1 {
                ("Ban hành lần đầu", "First issue")
            } else {
                ("Sửa đổi theo văn bản mới", "Changed to follow a new act")
            };
            let day = if issue == document.issues { date.to_owned() } else { format!("2015-0{issue}-12") };
            let _ = writeln!(out, "  - {{issue: \"0{issue}\", date: {day}, change: {}}}", self.text(vi, en));
        }
        if document.dated {
            self.features.insert("an approval with dates");
            let _ = writeln!(
                out,
                "approval:\n  prepared: {{role: specialist, date: {date}}}\n  reviewed: {{role: division-head, date: {date}}}\n  approved: {{role: district-chair, date: {date}}}"
            );
        } else {
            out += "approval: {prepared: specialist, reviewed: division-head, approved: district-chair}\n";
        }
        if document.effective {
            self.features.insert("an effective date");
            let _ = writeln!(out, "effective: {date}");
        }
        out += "distribution:\n";
        for unit in office.copies {
            let _ = writeln!(out, "  - {{unit: {unit}, copy: controlled, medium: paper, quantity: 1}}");
        }
        let _ = writeln!(
            out,
            "purpose: {}",
            self.text("Thống nhất cách làm và thời gian", "One way of working and one set of times")
        );
        let _ = writeln!(out, "scope: {}", self.text("Áp dụng trong toàn cơ quan", "The whole office"));
        out
    }

    /// The constituent parts of an administrative procedure.
    #[allow(clippy::too_many_arguments, reason = "all of it is printed here")]
    fn parts(
        &mut self,
        out: &mut String,
        n: usize,
        service: &Service,
        office: Office,
        results: &[String],
        extended: Option<u8>,
        assists: &BTreeSet<&'static str>,
        spent: Spent,
        scale: Unit,
    ) {
        out.push_str("service:\n");
        let _ = writeln!(out, "  code: \"1.00{}\"", 1193 + n);
        if !service.document.coded {
            out.push_str("  code-verified: false\n");
        }
        let _ = writeln!(out, "  applicants: [citizen, household]\n  channels:");
        let channels = service.channels;
        if channels.in_person {
            let _ = writeln!(out, "    in-person: {}", office.desk_unit);
        }
        if channels.post {
            out.push_str("    post: public-post\n");
        }
        if channels.online > 0 {
            let portal = self.text("Cổng dịch vụ công thành phố", "Portal of the city");
            let _ = writeln!(out, "    online: {{level: {}, portal: {portal}}}", channels.online);
        }
        let _ = writeln!(out, "  agencies:\n    decides: {}", office.decides);
        if office.handles.len() == 1 {
            let _ = writeln!(out, "    handles: {}", office.handles[0]);
        } else {
            let _ = writeln!(out, "    handles: [{}]", office.handles.join(", "));
        }
        if !assists.is_empty() {
            let _ = writeln!(out, "    assists: [{}]", assists.iter().copied().collect::<Vec<_>>().join(", "));
        }
        let _ = writeln!(out, "  dossier:\n    sets: {}\n    items:", service.sets);
        let no_counter = !channels.in_person;
        for (i, item) in service.items.iter().enumerate() {
            let (thing, number) = (THINGS[i % 10], i + 1);
            let title = self.text(&format!("Giấy tờ số {number} về {}", thing.0), &format!("Paper {number} on {}", thing.1));
            let _ = writeln!(out, "      - id: paper-{number}\n        title: {title}");
            let filled = item.form || (i == 0 && channels.online >= 2);
            // Where nobody comes, nothing can be shown.
            let kind = if item.kind == Paper::Shown && (no_counter || filled) { Paper::Copy(1) } else { item.kind };
            if filled {
                let (id, code) = (format!("application-{n}-{number}"), format!("M{}-{number}/TK", n + 1));
                self.form(
                    &id,
                    &code,
                    &format!("Tờ khai số {number} của thủ tục {}", n + 1),
                    &format!("Declaration {number} of service {}", n + 1),
                    "application",
                );
                if item.bases == 2 {
                    self.features.insert("a paper with several forms");
                    let (other, of_group) = (format!("{id}-group"), format!("{code}N"));
                    self.form(
                        &other,
                        &of_group,
                        &format!("Tờ khai số {number} cho nhóm của thủ tục {}", n + 1),
                        &format!("Declaration {number} of service {} for groups", n + 1),
                        "application",
                    );
                    let _ = writeln!(out, "        form: [{code}, {of_group}]");
                } else {
                    let _ = writeln!(out, "        form: {code}");
                }
            }
            match kind {
                Paper::Original(pieces) => drop(writeln!(out, "        original: {pieces}")),
                Paper::Copy(pieces) => drop(writeln!(out, "        copy: {pieces}")),
                Paper::Certified(pieces) => drop(writeln!(out, "        certified-copy: {pieces}")),
                Paper::OriginalAndCopy => out.push_str("        original: 1\n        copy: 1\n"),
                Paper::Shown => out.push_str("        present: true\n"),
            }
            if item.when {
                let case = self.text(&format!("Trường hợp {number} của luật"), &format!("Case {number} of the law"));
                let _ = writeln!(out, "        when: {case}");
            }
            if item.bases == 1 {
                let _ = writeln!(out, "        basis: law-of-field#{number}");
            } else {
                let _ = writeln!(out, "        basis: [law-of-field#{number}, circular-of-field#2]");
            }
        }
        self.limit(out, service.limit, office, results.len(), extended, spent, scale);
        if service.fees.is_empty() {
            out.push_str("  fees: none\n");
        } else {
            out.push_str("  fees:\n");
        }
        for (i, fee) in service.fees.iter().enumerate() {
            let title = self.text(&format!("Lệ phí loại {}", i + 1), &format!("Fee of kind {}", i + 1));
            let per = ["case", "copy", "page", "paper"][usize::from(fee.per)];
            let _ = writeln!(out, "    - title: {title}\n      amount: {} VND\n      per: {per}", 3000 * (i + 1));
            if fee.when {
                let _ = writeln!(out, "      when: {}", self.text("Nộp quá hạn", "Handed in late"));
            }
            out.push_str("      basis: fee-circular#4\n");
            if !fee.verified {
                out.push_str("      verified: false\n");
            }
        }
        if service.conditions.is_empty() {
            out.push_str("  conditions: none\n");
        } else {
            out.push_str("  conditions:\n");
        }
        for (i, verified) in service.conditions.iter().enumerate() {
            let text = self.text(&format!("Đáp ứng điều kiện thứ {}", i + 1), &format!("Condition {} is met", i + 1));
            let _ = writeln!(out, "    - text: {text}\n      basis: law-of-field#{}", 30 + i);
            if !verified {
                out.push_str("      verified: false\n");
            }
        }
        if results.is_empty() {
            out.push_str("  results: none\n");
        } else {
            out.push_str("  results:\n");
        }
        let joined = matches!(service.results, Results::JoinedUp { .. });
        for (i, id) in results.iter().enumerate() {
            let title = self.text(&format!("Giấy chứng nhận loại {}", i + 1), &format!("Certificate of kind {}", i + 1));
            let _ = writeln!(out, "    - id: {id}\n      title: {title}\n      original: 1\n      basis: law-of-field#5");
            if id == "card" {
                out.push_str("      by: insurance\n      within: 6 working days\n      from: issue-card\n");
            } else if joined {
                let _ = writeln!(out, "      within: {}", whole(scale, spent, 0));
            }
            if i == 0 && !joined && service.limit.total {
                let (form, code) = (format!("result-form-{n}"), format!("KQ-{}", n + 1));
                self.form(
                    &form,
                    &code,
                    &format!("Mẫu giấy chứng nhận của thủ tục {}", n + 1),
                    &format!("Form of the certificate of service {}", n + 1),
                    "result",
                );
                let _ = writeln!(out, "      form: {code}\n      validity: 12 months");
            }
        }
        out.push_str("  basis: [law-of-field, circular-of-field#3]\n  publication:\n");
        if service.document.announced {
            self.features.insert("announced by a decision");
            out.push_str("    decision: announcement\n    date: 2015-12-20\n");
        } else {
            out.push_str("    verified: false\n");
        }
        let posted = if channels.in_person { office.desk_unit } else { office.decides };
        let _ = writeln!(out, "    posted-at: [{posted}]\n    database: true\n    portal: true");
    }

    #[allow(clippy::too_many_arguments, reason = "all of it is printed here")]
    fn limit(
        &mut self,
        out: &mut String,
        limit: Limit,
        office: Office,
        results: usize,
        extended: Option<u8>,
        spent: Spent,
        scale: Unit,
    ) {
        let _ = results;
        // A limit in days holds working days of a week and a half; a short one that does not fit is one of hours.
        let immediate = scale == Unit::Immediate && spent.minutes <= 480;
        out.push_str("  time-limit:\n");
        let parts = limit.parts && office.handles.len() == 2 && scale == Unit::WorkingDays;
        let slack = u32::from(limit.committed) * 2;
        if parts {
            self.features.insert("a limit of parts");
            let all = working_days(spent) + slack;
            out.push_str("    parts:\n");
            for (unit, vi, en) in [
                ("ward", "Tiếp nhận và thẩm tra", "Receive and examine"),
                ("division", "Thẩm định", "Appraise"),
                ("district", "Quyết định", "Decide"),
            ] {
                let what = self.text(vi, en);
                let _ = writeln!(out, "      - {{unit: {unit}, what: {what}, limit: {all} working days, basis: law-of-field#8}}");
            }
        } else {
            self.features.insert(match scale {
                _ if immediate => "a limit at once",
                Unit::Immediate | Unit::Hours => "a limit in hours",
                Unit::WorkingDays => "a limit in working days",
                Unit::Days => "a limit in days",
            });
            let statutory = if immediate { "immediate".to_owned() } else { whole(scale, spent, slack) };
            let _ = writeln!(out, "    statutory: {statutory}");
        }
        if limit.committed && !immediate && !parts {
            let _ = writeln!(out, "    committed: {}", whole(scale, spent, 0));
        }
        if limit.cut_off {
            out.push_str("    cut-off: \"15:00\"\n");
        }
        if let Some(days) = extended {
            let unit = if scale == Unit::Days { "days" } else { "working days" };
            let case = self.text("Phải xác minh", "It has to be verified");
            let _ =
                writeln!(out, "    extensions:\n      - when: {case}\n        by: {days} {unit}\n        basis: law-of-field#9");
        }
        let time = self.text("Thời gian người nộp bổ sung hồ sơ", "The time in which the applicant completes the dossier");
        let _ = writeln!(out, "    excludes:\n      - {time}\n    basis: [law-of-field#8, circular-of-field]");
        if scale == Unit::Days || extended.is_some() {
            let note = self.text("Luật dùng cả ngày và ngày làm việc", "The law counts in days and in working days");
            let _ = writeln!(out, "    note: {note}");
        }
    }

    fn internal(&mut self, n: usize, internal: &Internal) {
        self.features.insert("a procedure of the office");
        let mut features = std::mem::take(&mut self.features);
        let mut flow = Flow {
            office: DISTRICT,
            scale: Unit::WorkingDays,
            steps: Vec::new(),
            features: &mut features,
            count: 0,
            titles: 0,
            depth: 0,
            extended: None,
            assists: BTreeSet::new(),
            papers: Vec::new(),
        };
        let last = Step {
            id: "approve".into(),
            title: ("Phê duyệt kết quả".into(), "Approve the outcome".into()),
            role: "district-chair",
            time: Some("0.5 working days".into()),
            uses: vec!["minutes".into()],
            control: true,
            end: Some("completed"),
            ..Step::default()
        };
        let last = flow.add(last);
        let (entry, _) = flow.sequence(&internal.work, &last);
        flow.add(Step {
            id: "propose".into(),
            title: ("Đề xuất nội dung công việc".into(), "Propose what is to be done".into()),
            role: "specialist",
            time: Some("1 hour".into()),
            makes: vec!["minutes".into()],
            next: vec![to(&entry)],
            ..Step::default()
        });
        let mut steps = std::mem::take(&mut flow.steps);
        steps.reverse();
        self.features = features;
        let code = format!("QT-NB-{:02}", n + 1);
        let mut out = self.head(
            &code,
            "Quản lý tài sản của cơ quan",
            "Care of the office's property",
            DISTRICT,
            &internal.document,
            &["6.3"],
        );
        out += "internal: true\nreferences: [law-of-field]\n";
        self.steps(&mut out, &steps);
        let title = self.text("Biên bản làm việc", "Minutes of the work");
        self.records(&mut out, &[("minutes", title, None)], "specialist", &internal.document);
        self.indicators(&mut out, "6.3");
        self.texts.push((format!("internal/{code}.yaml"), out));
    }

    /// How late and wrong results are dealt with: every office that serves the public needs it.
    fn nonconformity(&mut self) {
        self.one_stop_forms(&["apology"]);
        let document = self.shape.services[0].document;
        let mut out =
            self.head("QT-04", "Xử lý kết quả trễ hạn hoặc sai sót", "Late and wrong results", DISTRICT, &document, &["8.3"]);
        let related = if self.shape.standard { "related: [QT-05]\n" } else { "" };
        let _ = write!(out, "internal: true\nreferences: [law-of-field]\n{related}");
        let steps = [
            Step {
                id: "notice".into(),
                title: ("Phát hiện và ghi phiếu".into(), "Notice it and write the slip".into()),
                role: "specialist",
                time: Some("1 hour".into()),
                makes: vec!["slip".into()],
                clauses: vec!["8.3"],
                next: vec![to("apologise")],
                ..Step::default()
            },
            Step {
                id: "apologise".into(),
                title: ("Xin lỗi và hẹn lại ngày trả".into(), "Apologise and give a new date".into()),
                role: "division-head",
                time: Some("2 hours".into()),
                uses: vec!["slip".into()],
                makes: vec!["letter".into()],
                informed: vec!["applicant"],
                control: true,
                next: vec![to("redo")],
                ..Step::default()
            },
            Step {
                id: "redo".into(),
                title: ("Làm lại kết quả".into(), "Do the work again".into()),
                role: "specialist",
                time: Some("1 working day".into()),
                uses: vec!["slip".into(), "letter".into()],
                end: Some("completed"),
                ..Step::default()
            },
        ];
        self.steps(&mut out, &steps);
        let slip = self.text("Phiếu xử lý sai sót", "Slip of what went wrong");
        let letter = self.text("Thư xin lỗi", "Letter of apology");
        self.form("slip-form", "BM.04.01", "Phiếu xử lý", "Nonconformity slip", "internal");
        self.records(&mut out, &[("slip", slip, Some("BM.04.01")), ("letter", letter, Some("MC.04"))], "specialist", &document);
        self.indicators(&mut out, "8.3");
        self.texts.push(("internal/QT-04.yaml".into(), out));
    }

    pub fn steps(&self, out: &mut String, steps: &[Step]) {
        out.push_str("step-times:\n  illustrative: true\nsteps:\n");
        for (i, step) in steps.iter().enumerate() {
            let _ = writeln!(
                out,
                "  - id: {}\n    title: {}\n    role: {}",
                step.id,
                self.text(&step.title.0, &step.title.1),
                step.role
            );
            let mut line = |key: &str, value: &str| writeln!(out, "    {key}: {value}").unwrap();
            if let Some(kind) = step.kind {
                line("kind", kind);
            }
            if let Some(time) = &step.time {
                line("time", time);
            }
            if step.stopped {
                line("clock", "stopped");
            }
            for (key, list) in [("uses", &step.uses), ("makes", &step.makes)] {
                if !list.is_empty() {
                    line(key, &format!("[{}]", list.join(", ")));
                }
            }
            if let Some(role) = step.accountable {
                line("accountable", role);
            }
            if !step.informed.is_empty() {
                line("informed", &format!("[{}]", step.informed.join(", ")));
            }
            if step.control {
                let criterion = self.text("Đúng quy định và khớp với hồ sơ", "As prescribed and in agreement with the dossier");
                let authority = step.accountable.unwrap_or(step.role);
                line("control", &format!("{{criterion: {criterion}, authority: {authority}}}"));
            }
            if step.law {
                line("required-by", "law-of-field#18");
            }
            if !step.clauses.is_empty() {
                line("clauses", &format!("[\"{}\"]", step.clauses.join("\", \"")));
            }
            if step.software {
                line("software", &self.text("Phần mềm một cửa", "One-stop software"));
            }
            if let Some(join) = step.join {
                line("join", join);
            }
            if let Some(split) = step.split {
                line("split", split);
            }
            // The step below follows where nothing is said.
            let below = steps.get(i + 1).map(|step| &*step.id);
            match &*step.next {
                [] => {}
                [one] if one.when.is_none() && Some(&*one.to) == below => {}
                [one] if one.when.is_none() => line("next", &one.to),
                several if several.iter().all(|next| next.when.is_none()) => {
                    line("next", &format!("[{}]", several.iter().map(|next| &*next.to).collect::<Vec<_>>().join(", ")));
                }
                several => {
                    line("next", "");
                    for next in several {
                        let mut keys = format!("to: {}", next.to);
                        if let Some((vi, en)) = &next.when {
                            keys += &format!(", when: {}", self.text(vi, en));
                        }
                        if let Some(share) = next.share {
                            keys += &format!(", share: {share}%");
                        }
                        if let Some(times) = next.at_most {
                            keys += &format!(", at-most: {times}");
                        }
                        if let Some(extends) = &next.extends {
                            keys += &format!(", extends: {extends}");
                        }
                        let _ = writeln!(out, "      - {{{keys}}}");
                    }
                }
            }
            let mut line = |key: &str, value: &str| writeln!(out, "    {key}: {value}").unwrap();
            if let Some((after, to)) = &step.timeout {
                let silence = self.text("Không trả lời là đồng ý", "Silence is consent");
                line("timeout", &format!("{{after: {after}, to: {to}, when: {silence}}}"));
            }
            if let Some(end) = step.end {
                line("end", end);
            }
        }
    }

    pub fn records(&mut self, out: &mut String, records: &[(&str, String, Option<&str>)], keeper: &str, document: &Document) {
        out.push_str("records:\n");
        for (id, title, form) in records {
            let place = self.text("Tủ hồ sơ của đơn vị", "Cabinet of the unit");
            let _ = writeln!(out, "  - id: {id}\n    title: {title}");
            if let Some(form) = form {
                let _ = writeln!(out, "    form: {form}");
            }
            let _ = writeln!(out, "    keeper: {keeper}\n    place: {place}\n    medium: both");
            let end = self.text("Hủy theo quyết định của thủ trưởng", "Destroyed by decision of the head");
            let (retention, disposal) = match document.retention {
                0 => {
                    self.features.insert("a record kept for ever");
                    ("permanent", "none")
                }
                1 => ("5 years", &*end),
                2 => ("{value: 3 years, verified: false}", &*end),
                _ => ("{value: 10 years, basis: circular-of-field}", &*end),
            };
            let _ = writeln!(out, "    retention: {retention}\n    disposal: {disposal}");
        }
    }

    pub fn indicators(&mut self, out: &mut String, clause: &str) {
        let title = self.text("Tỷ lệ hồ sơ đúng hạn", "Share of cases on time");
        let source = self.text("Sổ theo dõi và phần mềm", "Register and software");
        let _ = writeln!(
            out,
            "indicators:\n  - id: on-time\n    title: {title}\n    target: \">= 98%\"\n    period: month\n    source: {source}\n    clause: \"{clause}\""
        );
    }

    fn organisation(&mut self) {
        let date = self.date();
        let mut out = String::new();
        let _ = writeln!(
            out,
            "organisation: district-office\ntitle: {}",
            self.text("Ủy ban nhân dân quận", "People's Committee of the district")
        );
        let _ = writeln!(out, "as-of: {date}");
        if self.shape.standard {
            crate::standard::organisation(self, &mut out);
        }
        out += "fields:\n";
        for (id, vi, en) in
            [("welfare", "Bảo trợ xã hội", "Social protection"), ("education", "Giáo dục và đào tạo", "Education")]
        {
            if id == "welfare" || self.shape.services.len() > 1 {
                let _ = writeln!(out, "  - {{id: {id}, title: {}}}", self.text(vi, en));
            }
        }
        out += "units:\n";
        for (id, kind, parent, level, vi, en) in [
            ("district", "people-committee", "", "district", "Ủy ban nhân dân quận", "People's Committee of the district"),
            ("office", "office", "district", "district", "Văn phòng quận", "Office of the district"),
            ("desk", "one-stop", "office", "district", "Bộ phận một cửa quận", "One-stop unit of the district"),
            ("division", "division", "district", "district", "Phòng chuyên môn", "Division"),
            ("ward", "people-committee", "district", "ward", "Ủy ban nhân dân phường", "People's Committee of the ward"),
            ("ward-desk", "one-stop", "ward", "ward", "Bộ phận một cửa phường", "One-stop unit of the ward"),
            ("police", "external", "", "", "Công an quận", "District police"),
            ("insurance", "external", "", "", "Bảo hiểm xã hội quận", "District social insurance"),
            ("public-post", "external", "", "", "Bưu điện", "The post"),
            ("inspectorate", "division", "district", "district", "Thanh tra quận", "District inspectorate"),
        ] {
            if id == "inspectorate" && !self.shape.standard {
                continue;
            }
            let _ = writeln!(out, "  - id: {id}\n    title: {}\n    kind: {kind}", self.text(vi, en));
            if !parent.is_empty() {
                let _ = writeln!(out, "    parent: {parent}");
            }
            if !level.is_empty() {
                let _ = writeln!(out, "    level: {level}");
            }
        }
        out += "roles:\n";
        for (id, kind, unit, vi, en) in [
            ("applicant", "applicant", "", "Người nộp hồ sơ", "Applicant"),
            ("ward-desk-officer", "one-stop", "ward-desk", "Công chức một cửa phường", "One-stop officer of the ward"),
            ("ward-officer", "officer", "ward", "Công chức phường", "Officer of the ward"),
            ("ward-chair", "leader", "ward", "Chủ tịch phường", "Chair of the ward"),
            ("ward-clerk", "clerk", "ward", "Văn thư phường", "Clerk of the ward"),
            ("desk-officer", "one-stop", "desk", "Công chức một cửa quận", "One-stop officer of the district"),
            ("specialist", "officer", "division", "Chuyên viên", "Specialist"),
            ("division-head", "head", "division", "Trưởng phòng", "Head of the division"),
            ("district-chair", "leader", "district", "Chủ tịch quận", "Chair of the district"),
            ("clerk", "clerk", "office", "Văn thư quận", "Clerk of the district"),
            ("police-officer", "agency", "police", "Cán bộ công an", "Police officer"),
            ("insurance-officer", "agency", "insurance", "Cán bộ bảo hiểm", "Insurance officer"),
            ("software", "system", "", "Phần mềm một cửa", "One-stop software"),
            ("representative", "leader", "district", "Đại diện lãnh đạo về chất lượng", "Management representative"),
            ("auditor", "officer", "inspectorate", "Đánh giá viên", "Auditor"),
        ] {
            if matches!(id, "representative" | "auditor") && !self.shape.standard {
                continue;
            }
            let _ = writeln!(out, "  - id: {id}\n    title: {}\n    kind: {kind}", self.text(vi, en));
            if !unit.is_empty() {
                let _ = writeln!(out, "    unit: {unit}");
            }
            if !matches!(kind, "applicant" | "system" | "agency") {
                let competence = self.text("Được đào tạo đúng chuyên môn", "Trained for the work");
                let duty = self.text("Làm đúng việc được giao và đúng hạn", "Does the work as assigned and on time");
                let _ = writeln!(out, "    competence: {competence}\n    responsibility: {duty}");
            }
        }
        if self.shape.standard {
            crate::standard::processes(self, &mut out);
        }
        self.texts.push(("organisation.yaml".into(), out));
    }

    fn references(&mut self) {
        let mut out = "references: acts\nitems:\n".to_owned();
        let mut acts: Vec<(&str, &str, &str, &str, &str, &str)> = vec![
            ("law-of-field", "law", "01/2014/QH13", "2014-11-20", "2015-01-01", ""),
            ("circular-of-field", "circular", "02/2015/TT-BLDTBXH", "2015-01-20", "2015-03-10", ""),
            ("fee-circular", "circular", "03/2015/TT-BTC", "2015-02-20", "2015-04-10", ""),
            ("nd-63-2010", "decree", "63/2010/NĐ-CP", "2010-06-08", "2010-10-14", "amended-by: [nd-48-2013, nd-92-2017]"),
            ("nd-48-2013", "decree", "48/2013/NĐ-CP", "2013-05-14", "2013-07-01", ""),
            ("nd-92-2017", "decree", "92/2017/NĐ-CP", "2017-08-07", "2017-09-25", ""),
            (
                "qd-09-2015-ttg",
                "decision",
                "09/2015/QĐ-TTg",
                "2015-03-25",
                "2015-05-15",
                "until: 2018-06-21, replaced-by: nd-61-2018",
            ),
            ("nd-61-2018", "decree", "61/2018/NĐ-CP", "2018-04-23", "2018-06-21", ""),
            ("announcement", "decision", "99/QĐ-UBND", "2015-12-20", "2015-12-20", ""),
        ];
        if self.shape.standard {
            acts.push(("tcvn-iso-9001-2008", "standard", "TCVN ISO 9001:2008", "", "", "until: 2018-09-25"));
        }
        for (id, kind, number, issued, effective, more) in acts {
            let title = self.text(&format!("Văn bản {number}"), &format!("Act {number}"));
            let issuer = self.text("Cơ quan có thẩm quyền", "The competent authority");
            let dates = if issued.is_empty() { String::new() } else { format!("issued: {issued}, effective: {effective}, ") };
            let more = if more.is_empty() { String::new() } else { format!("{more}, ") };
            let _ = writeln!(
                out,
                "  - {{id: {id}, kind: {kind}, number: \"{number}\", title: {title}, issuer: {issuer}, {dates}{more}followed-by: office}}"
            );
        }
        self.texts.push(("references.yaml".into(), out));
    }

    fn calendar(&mut self) {
        let mut out = format!(
            "calendar: office\ntitle: {}\nweekly-rest: [saturday, sunday]\nhours:\n",
            self.text("Lịch làm việc", "Working calendar")
        );
        out += "  - {from: \"07:30\", to: \"11:30\"}\n  - {from: \"13:00\", to: \"17:00\"}\nyears:\n";
        for year in 2015..2020 {
            let new_year = self.text("Tết Dương lịch", "New Year's Day");
            let _ = writeln!(out, "  - year: {year}\n    closed:\n      - {{from: {year}-01-01, title: {new_year}}}");
        }
        self.texts.push(("calendar.yaml".into(), out));
    }

    fn forms(&mut self) {
        let mut out = "forms: office-forms\nitems:\n".to_owned();
        for (id, code, vi, en, kind) in &self.forms {
            let _ = writeln!(out, "  - id: {id}\n    code: {code}\n    title: {}", self.text(vi, en));
            if !kind.is_empty() {
                let _ = writeln!(out, "    kind: {kind}");
            }
            if *kind != "internal" {
                out.push_str("    basis: circular-of-field\n");
            }
        }
        self.texts.push(("forms.yaml".into(), out));
    }

    fn era_features(&mut self) {
        self.features.insert(match self.shape.era {
            Era::Y2016 => "the law of 2016",
            Era::Y2017 => "the law of June 2017",
            Era::January2018 => "the law of January 2018",
            Era::July2018 => "the law of July 2018",
            Era::October2018 => "the law of October 2018",
            Era::Y2019 => "the law of 2019",
        });
        self.features.insert(if self.shape.bilingual { "two languages" } else { "one language" });
        self.features.insert(if self.shape.standard { "a system of ISO 9001" } else { "no standard" });
        if self.shape.services.len() > 1 {
            self.features.insert("several services");
        }
    }
}

const fn working_days(spent: Spent) -> u32 {
    spent.minutes.div_ceil(480) + spent.days + 1
}

/// A limit that holds so much work, and some days more.
fn whole(scale: Unit, spent: Spent, more: u32) -> String {
    match scale {
        Unit::Immediate | Unit::Hours => format!("{} hours", spent.minutes.div_ceil(60) + 1 + more),
        Unit::WorkingDays => format!("{} working days", working_days(spent) + more),
        // Of seven days five are worked.
        Unit::Days => format!("{} days", (working_days(spent) * 7).div_ceil(5) + 4 + more),
    }
}

/// The steps of a case, the last one first; the time it takes at most.
fn write_case(flow: &mut Flow, service: &Service, items: &[String], results: &[String], record: &str) -> Spent {
    let (office, desk) = (flow.office, service.desk);
    let software = desk.software || service.channels.online >= 3;
    let has_result = !results.is_empty();
    let own: Vec<String> = results.iter().filter(|id| *id != "card").cloned().collect();
    let joined = results.iter().any(|id| id == "card");
    let mut spent = Spent::default();
    let mut timed = |flow: &Flow, size: u8| {
        let (time, of_step) = flow.time(size);
        spent = spent.and(of_step);
        Some(time)
    };
    if desk.withdrawal {
        let (time, _) = flow.time(1);
        flow.add(Step {
            id: "close-withdrawn".into(),
            title: ("Trả lại hồ sơ theo yêu cầu rút".into(), "Return the withdrawn dossier".into()),
            role: office.desk,
            time: Some(time),
            makes: vec!["register".into()],
            end: Some("withdrawn"),
            ..Step::default()
        });
    }
    let mut handed = results.to_vec();
    handed.extend(["receipt".to_owned(), "control-slip".to_owned()]);
    let time = timed(flow, 1);
    flow.add(Step {
        id: "hand-over".into(),
        title: if has_result {
            ("Trả kết quả và thu lệ phí".into(), "Hand over the result and collect the fee".into())
        } else {
            ("Thông báo đã giải quyết xong".into(), "Tell the applicant that the case is settled".into())
        },
        role: office.desk,
        time,
        uses: handed,
        makes: vec!["register".into()],
        informed: if has_result { vec![] } else { vec!["applicant"] },
        law: true,
        software,
        end: Some("completed"),
        ..Step::default()
    });
    let mut then = "hand-over".to_owned();
    let mut beside = Vec::new();
    if joined {
        // The other agency issues the card, beside the seal or before the hand-over.
        flow.assists.insert("insurance");
        let is_beside = service.results == Results::JoinedUp { beside: true };
        let time = timed(flow, 1);
        flow.add(Step {
            id: "collect".into(),
            title: ("Nhận kết quả của cơ quan phối hợp".into(), "Take in the result of the other agency".into()),
            role: office.officers[0],
            time,
            uses: vec!["card".into()],
            join: is_beside.then_some("parallel"),
            next: vec![to(&then)],
            ..Step::default()
        });
        spent = spent.and(Spent { minutes: 5 * 480, days: 0 });
        flow.add(Step {
            id: "issue-card".into(),
            title: ("Cấp thẻ và chuyển cho cơ quan tiếp nhận".into(), "Issue the card and pass it on".into()),
            role: "insurance-officer",
            time: Some("5 working days".into()),
            makes: vec!["card".into()],
            control: true,
            next: vec![to("collect")],
            ..Step::default()
        });
        if is_beside {
            flow.features.insert("results made side by side");
            beside.push("issue-card");
            then = "collect".into();
        } else {
            then = "issue-card".into();
        }
    }
    let mut timed = |flow: &Flow, size: u8| {
        let (time, of_step) = flow.time(size);
        spent = spent.and(of_step);
        Some(time)
    };
    let seal = desk.clerk || joined;
    if seal {
        let time = timed(flow, 1);
        flow.add(Step {
            id: "seal".into(),
            title: ("Đóng dấu và vào sổ văn bản".into(), "Seal and number the papers".into()),
            role: office.clerk,
            time,
            uses: own.clone(),
            next: vec![to(&then)],
            ..Step::default()
        });
        then = "seal".into();
    }
    let time = timed(flow, 3);
    let mut next = vec![to(&then)];
    next.extend(beside.iter().map(|id| to(id)));
    let split = (next.len() > 1).then_some("parallel");
    // Who signs may send the draft back.
    let mut sign = Step {
        id: "sign".into(),
        title: ("Xem xét và ký kết quả".into(), "Review and sign the result".into()),
        role: office.signs,
        time,
        uses: own.iter().cloned().chain([record.to_owned()]).collect(),
        control: true,
        law: true,
        clauses: vec!["8.2.4"],
        split,
        next,
        ..Step::default()
    };
    if let (Some(times), None) = (desk.returns_draft, split) {
        flow.features.insert("a draft that is sent back");
        sign.split = Some("exclusive");
        sign.next = vec![
            when(&then, "Đồng ý", "approved"),
            when("draft", "Yêu cầu sửa dự thảo", "the draft has to be changed").at_most(times),
        ];
        let (_, of_draft) = flow.time(3);
        let (_, of_sign) = flow.time(3);
        spent = spent.and(of_draft.and(of_sign).times(u32::from(times)));
    }
    flow.add(sign);
    let mut timed = |flow: &Flow, size: u8| {
        let (time, of_step) = flow.time(size);
        spent = spent.and(of_step);
        Some(time)
    };
    let time = timed(flow, 3);
    flow.add(Step {
        id: "draft".into(),
        title: ("Dự thảo kết quả và trình ký".into(), "Draft the result and submit it".into()),
        role: office.officers[1],
        time,
        uses: items.iter().cloned().chain(["control-slip".to_owned()]).collect(),
        makes: own.iter().cloned().chain([record.to_owned()]).collect(),
        software,
        next: vec![to("sign")],
        ..Step::default()
    });
    let (entry, of_work) = flow.sequence(&service.work, "draft");
    spent = spent.and(of_work);
    if flow.office.handles.len() == 2 || flow.office.officers[0] == "specialist" {
        // Those who handle it have a step whatever the rest of the work is.
        let (step, of_step) = flow.work(2, vec![to(&entry)]);
        let step = Step { role: office.officers[0], ..step };
        let first = flow.add(step);
        spent = spent.and(of_step);
        return case_at_counter(flow, service, items, &first, software, spent);
    }
    case_at_counter(flow, service, items, &entry, software, spent)
}

/// What is done at the counter, up to the first step of the work.
fn case_at_counter(flow: &mut Flow, service: &Service, items: &[String], entry: &str, software: bool, mut spent: Spent) -> Spent {
    let (office, desk) = (flow.office, service.desk);
    let (time, of_accept) = flow.time(2);
    spent = spent.and(of_accept);
    let (own_time, of_check) = flow.time(1);
    spent = spent.and(of_check.times(6));
    let shared = if desk.shared_time { "{shared-with: accept}".to_owned() } else { own_time };
    flow.add(Step {
        id: "accept".into(),
        title: ("Tiếp nhận và hẹn ngày trả kết quả".into(), "Accept the dossier and give a due date".into()),
        role: office.desk,
        time: Some(time),
        makes: vec!["receipt".into(), "register".into(), "control-slip".into()],
        law: true,
        software,
        next: vec![to(entry)],
        ..Step::default()
    });
    flow.add(Step {
        id: "refuse-intake".into(),
        title: ("Từ chối tiếp nhận bằng văn bản".into(), "Decline the dossier in writing".into()),
        role: office.desk,
        time: Some(shared.clone()),
        makes: vec!["refusal".into()],
        law: true,
        end: Some("refused"),
        ..Step::default()
    });
    let mut next = vec![when("accept", "Hồ sơ đầy đủ", "complete")];
    if desk.guide {
        flow.add(Step {
            id: "guide".into(),
            title: ("Hướng dẫn đến cơ quan có thẩm quyền".into(), "Guide the applicant to the right agency".into()),
            role: office.desk,
            time: Some(shared.clone()),
            makes: vec!["guidance".into()],
            end: Some("guided"),
            ..Step::default()
        });
        next.push(when("guide", "Không thuộc thẩm quyền", "not within the competence"));
    }
    flow.add(Step {
        id: "complete".into(),
        title: ("Hoàn thiện hồ sơ theo hướng dẫn".into(), "Complete the dossier".into()),
        role: "applicant",
        stopped: true,
        uses: vec!["supplement-request".into()],
        next: vec![to("check")],
        ..Step::default()
    });
    flow.add(Step {
        id: "ask".into(),
        title: ("Hướng dẫn bổ sung bằng văn bản".into(), "Say in writing what is missing".into()),
        role: office.desk,
        time: Some(shared.clone()),
        makes: vec!["supplement-request".into()],
        law: true,
        next: vec![to("complete")],
        ..Step::default()
    });
    next.push(when("ask", "Hồ sơ chưa đầy đủ", "incomplete").at_most(1));
    next.push(when("refuse-intake", "Đã hướng dẫn nhưng không bổ sung được", "not completed although guidance was given"));
    if desk.shares {
        flow.features.insert("shares of branches");
        let last = next.len() - 1;
        for (i, way) in next.iter_mut().enumerate() {
            way.share = Some(if i == 0 { 100 - 5 * u32::try_from(last).unwrap() } else { 5 });
        }
    }
    flow.add(Step {
        id: "check".into(),
        title: ("Kiểm tra thành phần hồ sơ".into(), "Check whether all papers are there".into()),
        role: office.desk,
        time: Some(shared),
        uses: items.to_vec(),
        control: true,
        clauses: vec!["7.2.2"],
        split: Some("exclusive"),
        next,
        ..Step::default()
    });
    flow.add(Step {
        id: "submit".into(),
        title: ("Nộp hồ sơ".into(), "Hand in the dossier".into()),
        role: "applicant",
        uses: items.to_vec(),
        next: vec![to("check")],
        ..Step::default()
    });
    spent
}
