//! Procedures in which there is nothing to simplify: written from the work of an office, not from the rules.
//!
//! Every step uses what the step before it made, or something of the dossier for which it had to wait; officers of one
//! unit do not pass work to and fro; whoever works on does more than half a day; checks stand where what they look at
//! exists; waiting is short or demanded by law.

use serde_json::{Map, Value, json};

/// Numbers that are the same on every machine (`SplitMix64`, Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len());
        &of[at]
    }
    pub fn flip(&mut self) -> bool {
        self.next() & 1 == 1
    }
}

/// A step on its way to paper; flows by name.
#[derive(Clone, Default, Debug)]
pub struct Step {
    pub id: String,
    pub title: (String, String),
    pub role: String,
    /// In working minutes; none where it is not the office's time.
    pub minutes: Option<u32>,
    pub kind: Option<&'static str>,
    pub stopped: bool,
    pub uses: Vec<String>,
    pub makes: Vec<String>,
    pub control: bool,
    pub law: bool,
    pub informed: Vec<String>,
    pub next: Vec<Next>,
    pub split: Option<&'static str>,
    pub join: Option<&'static str>,
    pub end: Option<&'static str>,
}

#[derive(Clone, Default, Debug)]
pub struct Next {
    pub to: String,
    pub when: Option<&'static str>,
    pub share: Option<u32>,
    pub at_most: Option<u32>,
}

pub fn to(id: &str) -> Next {
    Next { to: id.into(), ..Next::default() }
}

pub fn way(id: &str, when: &'static str, share: u32) -> Next {
    Next { to: id.into(), when: Some(when), share: Some(share), at_most: None }
}

/// A paper of the dossier: name, title, form.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: String,
    pub title: (String, String),
    pub form: Option<String>,
    pub copy: bool,
}

/// One procedure, to be changed before it is written.
#[derive(Clone, Debug)]
pub struct Procedure {
    pub steps: Vec<Step>,
    pub items: Vec<Item>,
    /// Papers made on the way: internal forms.
    pub forms: Vec<String>,
    /// The steps between receipt and signature that every case goes through one after the other, the receipt and the
    /// signature included.
    pub main: Vec<String>,
    /// In working minutes.
    pub limit: u32,
    pub online: bool,
}

impl Procedure {
    pub fn at(&self, id: &str) -> usize {
        self.steps.iter().position(|s| s.id == id).unwrap_or_else(|| panic!("no step {id}"))
    }
    pub fn step(&mut self, id: &str) -> &mut Step {
        let at = self.at(id);
        &mut self.steps[at]
    }
    /// Whether one way leads from a step, straight to the other, and no other way leads there.
    pub fn straight(&self, from: &str, to: &str) -> bool {
        let step = &self.steps[self.at(from)];
        let into = self.steps.iter().flat_map(|s| &s.next).filter(|n| n.to == to).count();
        step.next.len() == 1 && step.next[0].to == to && into == 1 && self.steps[self.at(to)].join.is_none()
    }
    /// Puts a step between two that follow each other.
    pub fn insert(&mut self, from: &str, to: &str, mut step: Step) {
        let id = step.id.clone();
        let at = self.at(from);
        for next in self.steps[at].next.iter_mut().filter(|n| n.to == to) {
            next.to.clone_from(&id);
        }
        step.next.insert(0, super::clean::to(to));
        if step.next.len() > 1 {
            step.next[0].when = Some("trong trường hợp còn lại");
            let rest: u32 = step.next[1..].iter().filter_map(|n| n.share).sum();
            step.next[0].share = Some(100 - rest);
            step.split = Some("exclusive");
        }
        self.steps.insert(at + 1, step);
        if let Some(place) = self.main.iter().position(|s| s == to) {
            self.main.insert(place, id);
        }
    }
}

const TITLES: &[(&str, &str)] = &[
    ("Thẩm tra điều kiện", "Examine the conditions"),
    ("Đo vẽ hiện trạng", "Survey the site"),
    ("Tổng hợp số liệu", "Put the figures together"),
    ("Lập báo cáo đánh giá", "Write the assessment"),
    ("Tính nghĩa vụ tài chính", "Calculate the dues"),
    ("Đối chiếu quy hoạch", "Compare with the plan"),
    ("Lấy ý kiến khu phố", "Ask the neighbourhood"),
    ("Xác minh tại nơi cư trú", "Verify at the residence"),
    ("Soạn phương án", "Draw up the proposal"),
    ("Lập danh sách", "Make the list"),
];

/// Officers: role and unit.
pub const OFFICERS: &[(&str, &str)] = &[
    ("land-specialist", "land"),
    ("finance-specialist", "finance"),
    ("justice-specialist", "justice"),
    ("ward-officer", "ward"),
];

pub fn title(dice: &mut Dice, n: usize) -> (String, String) {
    let (vi, en) = dice.pick(TITLES);
    (format!("{vi} phần {n}"), format!("{en}, part {n}"))
}

/// A procedure in which there is nothing to simplify.
#[allow(clippy::too_many_lines, reason = "a step after the other")]
pub fn procedure(dice: &mut Dice) -> Procedure {
    let items: Vec<Item> = (1..=dice.between(2, 6))
        .map(|i| Item {
            id: format!("paper-{i}"),
            title: (format!("Giấy tờ số {i}"), format!("Paper number {i}")),
            form: (i == 1).then(|| "TK-01".to_owned()),
            copy: i != 1 && dice.flip(),
        })
        .collect();
    let dossier: Vec<String> = items.iter().map(|i| i.id.clone()).collect();
    let text = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    let desk = "desk-officer".to_owned();
    let mut p = Procedure { steps: Vec::new(), items, forms: Vec::new(), main: Vec::new(), limit: 0, online: dice.flip() };
    p.steps.push(Step {
        id: "submit".into(),
        title: text("Nộp hồ sơ", "Hand in the application"),
        role: "applicant".into(),
        uses: dossier.clone(),
        next: vec![to("examine")],
        ..Step::default()
    });
    p.steps.push(Step {
        id: "examine".into(),
        title: text("Kiểm tra thành phần hồ sơ", "Check the papers"),
        role: desk.clone(),
        minutes: Some(30),
        uses: dossier.clone(),
        control: true,
        law: true,
        split: Some("exclusive"),
        next: vec![way("receive", "hồ sơ đủ", 85), Next { at_most: Some(1), ..way("ask-supplement", "hồ sơ thiếu", 15) }],
        ..Step::default()
    });
    p.steps.push(Step {
        id: "ask-supplement".into(),
        title: text("Yêu cầu bổ sung bằng văn bản", "Say in writing what is missing"),
        role: desk.clone(),
        minutes: Some(15),
        makes: vec!["supplement-request".into()],
        law: true,
        next: vec![to("supplement")],
        ..Step::default()
    });
    p.steps.push(Step {
        id: "supplement".into(),
        title: text("Bổ sung hồ sơ", "Complete the dossier"),
        role: "applicant".into(),
        stopped: true,
        uses: vec!["supplement-request".into()],
        next: vec![to("examine")],
        ..Step::default()
    });
    p.steps.push(Step {
        id: "receive".into(),
        title: text("Tiếp nhận và hẹn trả kết quả", "Accept it and give a due date"),
        role: desk.clone(),
        minutes: Some(30),
        uses: vec![dossier[0].clone()],
        makes: vec!["receipt".into(), "control-slip".into(), "register".into()],
        law: true,
        ..Step::default()
    });
    p.main.push("receive".into());
    let mut flow = Flow { p, dice, dossier, last: "control-slip".into(), officer: usize::MAX, before: usize::MAX, n: 0 };
    for _ in 0..flow.dice.between(2, 7) {
        flow.segment();
    }
    // Whoever drafts has not just worked on the same dossier.
    let role = flow.officer();
    let last = flow.last.clone();
    flow.p.forms.push("draft".into());
    flow.step(Step {
        id: "draft".into(),
        title: text("Dự thảo văn bản trình ký", "Draft the decision"),
        role,
        minutes: Some(360),
        uses: vec![last],
        makes: vec!["draft".into()],
        ..Step::default()
    });
    flow.step(Step {
        id: "review".into(),
        title: text("Xem xét dự thảo", "Review the draft"),
        role: "land-head".into(),
        minutes: Some(120),
        uses: vec!["draft".into()],
        control: true,
        next: vec![Next { at_most: Some(2), ..way("draft", "chưa đạt", 10) }],
        ..Step::default()
    });
    flow.step(Step {
        id: "sign".into(),
        title: text("Ký quyết định", "Sign the decision"),
        role: "district-chair".into(),
        minutes: Some(240),
        uses: vec!["draft".into()],
        makes: vec!["decision".into()],
        control: true,
        law: true,
        ..Step::default()
    });
    let mut p = flow.p;
    let clerk = dice.flip();
    if clerk {
        p.steps.push(Step {
            id: "seal".into(),
            title: text("Đóng dấu, vào sổ", "Seal and register it"),
            role: "clerk".into(),
            minutes: Some(30),
            uses: vec!["decision".into()],
            makes: vec!["register".into()],
            next: vec![to("return")],
            ..Step::default()
        });
    }
    let after = if clerk { "seal" } else { "return" };
    p.step("sign").next = vec![to(after)];
    p.steps.push(Step {
        id: "return".into(),
        title: text("Trả kết quả", "Return the result"),
        role: desk.clone(),
        minutes: Some(30),
        uses: vec!["decision".into(), "receipt".into()],
        makes: vec!["register".into()],
        law: true,
        next: vec![to("collect")],
        ..Step::default()
    });
    p.steps.push(Step {
        id: "collect".into(),
        title: text("Nhận kết quả", "Collect the result"),
        role: "applicant".into(),
        uses: vec!["decision".into()],
        end: Some("completed"),
        ..Step::default()
    });
    p.steps.push(Step {
        id: "sign-refusal".into(),
        title: text("Ký văn bản từ chối", "Sign the refusal"),
        role: "district-chair".into(),
        minutes: Some(120),
        uses: vec![p.items[0].id.clone()],
        makes: vec!["refusal".into()],
        control: true,
        law: true,
        next: vec![to("return-refusal")],
        ..Step::default()
    });
    p.steps.push(Step {
        id: "return-refusal".into(),
        title: text("Trả hồ sơ kèm văn bản từ chối", "Return the dossier with the refusal"),
        role: desk,
        minutes: Some(30),
        uses: vec!["refusal".into()],
        makes: vec!["register".into()],
        law: true,
        end: Some("refused"),
        ..Step::default()
    });
    // Nobody who is not sent there comes there.
    if !p.steps.iter().any(|s| s.next.iter().any(|n| n.to == "sign-refusal")) {
        p.steps.retain(|s| s.id != "sign-refusal" && s.id != "return-refusal");
    }
    let total: u32 = p.steps.iter().filter_map(|s| s.minutes).sum();
    p.limit = (total * 2).div_ceil(480) * 480;
    p
}

/// The steps between receipt and signature as they are written, one after the other.
struct Flow<'a> {
    p: Procedure,
    dice: &'a mut Dice,
    dossier: Vec<String>,
    /// The paper that the step before made.
    last: String,
    /// Who worked last, and before.
    officer: usize,
    before: usize,
    n: usize,
}

impl Flow<'_> {
    /// Somebody of another unit than whoever worked last.
    fn officer(&mut self) -> String {
        let free: Vec<usize> = (0..OFFICERS.len()).filter(|i| *i != self.officer && *i != self.before).collect();
        let at = *self.dice.pick(&free);
        (self.before, self.officer) = (self.officer, at);
        OFFICERS[at].0.into()
    }
    fn paper(&mut self) -> String {
        let paper = format!("note-{}", self.n);
        self.p.forms.push(paper.clone());
        paper
    }
    /// Adds a step behind the last of the main way.
    fn step(&mut self, mut step: Step) {
        let before = self.p.main[self.p.main.len() - 1].clone();
        let at = self.p.at(&before);
        let leads_on = self.p.steps[at].split == Some("exclusive") || self.p.steps[at].next.iter().any(|n| n.when.is_some());
        if leads_on {
            let rest: u32 = self.p.steps[at].next.iter().filter_map(|n| n.share).sum();
            self.p.steps[at].next.insert(0, way(&step.id, "đạt", 100 - rest));
            self.p.steps[at].split = Some("exclusive");
        } else {
            self.p.steps[at].next.insert(0, to(&step.id));
        }
        self.p.main.push(step.id.clone());
        step.next.shrink_to_fit();
        self.p.steps.push(step);
    }
    fn minutes(&mut self) -> u32 {
        *self.dice.pick(&[120, 240, 300, 480, 720, 960, 1440])
    }
    /// Work that uses what was made before, and something of the dossier.
    fn work(&mut self) -> Step {
        self.n += 1;
        let (role, minutes) = (self.officer(), Some(self.minutes()));
        let mut uses = vec![self.last.clone()];
        if self.dice.flip() {
            uses.push(self.dice.pick(&self.dossier).clone());
        }
        let paper = self.paper();
        self.last.clone_from(&paper);
        let title = title(self.dice, self.n);
        Step { id: format!("work-{}", self.n), title, role, minutes, uses, makes: vec![paper], ..Step::default() }
    }
    #[allow(clippy::too_many_lines, reason = "one kind after the other")]
    fn segment(&mut self) {
        match self.dice.below(10) {
            0..3 => {
                let step = self.work();
                self.step(step);
            }
            // Refused, by what was found out before.
            3 => {
                let step = self.work();
                self.step(step);
                self.n += 1;
                let role = self.officer();
                let step = Step {
                    id: format!("judge-{}", self.n),
                    title: (format!("Đánh giá kết quả lần {}", self.n), format!("Judge what was found, {}", self.n)),
                    role,
                    minutes: Some(240),
                    uses: vec![self.last.clone()],
                    control: true,
                    next: vec![way("sign-refusal", "không đủ điều kiện", 5)],
                    split: Some("exclusive"),
                    ..Step::default()
                };
                self.step(step);
            }
            // Done again, if it is not right.
            4 => {
                let step = self.work();
                let back = step.id.clone();
                self.step(step);
                self.n += 1;
                let step = Step {
                    id: format!("check-{}", self.n),
                    title: (format!("Kiểm tra chất lượng lần {}", self.n), format!("Check the quality, {}", self.n)),
                    role: "finance-head".into(),
                    minutes: Some(120),
                    uses: vec![self.last.clone()],
                    control: true,
                    next: vec![Next { at_most: Some(1), ..way(&back, "chưa đạt", 12) }],
                    split: Some("exclusive"),
                    ..Step::default()
                };
                self.step(step);
            }
            // Two at once, and somebody who puts both together.
            5 => {
                let first = self.work();
                let split = first.id.clone();
                let given = self.last.clone();
                self.step(first);
                let mut papers = Vec::new();
                let mut branches = Vec::new();
                for _ in 0..2 {
                    self.last.clone_from(&given);
                    let step = self.work();
                    papers.push(self.last.clone());
                    branches.push(step);
                }
                let mut join = self.work();
                join.uses = papers;
                join.join = Some("parallel");
                let ids: Vec<String> = branches.iter().map(|s| s.id.clone()).collect();
                for mut step in branches {
                    step.next = vec![to(&join.id)];
                    self.p.steps.push(step);
                }
                let at = self.p.step(&split);
                at.next = ids.iter().map(|id| to(id)).collect();
                at.split = Some("parallel");
                self.p.main.push(join.id.clone());
                self.p.steps.push(join);
            }
            // Another agency answers.
            6 => {
                self.n += 1;
                let n = self.n;
                let letter = format!("letter-{n}");
                let reply = format!("reply-{n}");
                self.p.forms.extend([letter.clone(), reply.clone()]);
                let (role, last) = (self.officer(), self.last.clone());
                self.step(Step {
                    id: format!("ask-{n}"),
                    title: (format!("Gửi văn bản hỏi ý kiến lần {n}"), format!("Ask for an opinion, {n}")),
                    role,
                    minutes: Some(60),
                    uses: vec![last],
                    makes: vec![letter.clone()],
                    ..Step::default()
                });
                self.step(Step {
                    id: format!("answer-{n}"),
                    title: (format!("Trả lời bằng văn bản lần {n}"), format!("Answer in writing, {n}")),
                    role: "police-officer".into(),
                    minutes: Some(480),
                    uses: vec![letter],
                    makes: vec![reply.clone()],
                    ..Step::default()
                });
                self.last = reply;
                let step = self.work();
                self.step(step);
            }
            // Posted, as the law demands.
            7 => {
                let step = self.work();
                self.step(step);
                self.n += 1;
                let step = Step {
                    id: format!("post-{}", self.n),
                    title: (format!("Niêm yết công khai lần {}", self.n), format!("Post it, {}", self.n)),
                    role: "ward-officer".into(),
                    minutes: Some(1440),
                    kind: Some("wait"),
                    uses: vec![self.last.clone()],
                    law: true,
                    ..Step::default()
                };
                self.step(step);
                self.officer = OFFICERS.len() - 1;
            }
            // Two long pieces of work by one officer.
            8 => {
                let mut first = self.work();
                first.minutes = Some(480);
                let (role, title) = (first.role.clone(), title(self.dice, self.n + 1));
                self.step(first);
                self.n += 1;
                let uses = vec![self.last.clone()];
                let paper = self.paper();
                self.last.clone_from(&paper);
                let id = format!("work-{}", self.n);
                self.step(Step { id, title, role, minutes: Some(960), uses, makes: vec![paper], ..Step::default() });
            }
            // One of two ways, by the case.
            _ => {
                let first = self.work();
                let split = first.id.clone();
                let given = self.last.clone();
                self.step(first);
                let mut branches = Vec::new();
                let mut papers = Vec::new();
                for _ in 0..2 {
                    self.last.clone_from(&given);
                    branches.push(self.work());
                    papers.push(self.last.clone());
                }
                let mut meet = self.work();
                meet.uses = papers;
                let ids: Vec<String> = branches.iter().map(|s| s.id.clone()).collect();
                for mut step in branches {
                    step.next = vec![to(&meet.id)];
                    self.p.steps.push(step);
                }
                let at = self.p.step(&split);
                at.next = vec![way(&ids[0], "trong đô thị", 60), way(&ids[1], "ngoài đô thị", 40)];
                at.split = Some("exclusive");
                self.p.main.push(meet.id.clone());
                self.p.steps.push(meet);
            }
        }
    }
}

fn text(both: &(String, String)) -> Value {
    json!({"vi": both.0, "en": both.1})
}

fn span(minutes: u32) -> String {
    if minutes.is_multiple_of(240) {
        format!("{} working days", f64::from(minutes) / 480.0)
    } else {
        format!("{minutes} minutes")
    }
}

fn step(step: &Step) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| drop(out.insert(key.into(), value));
    put("id", json!(step.id));
    put("title", text(&step.title));
    put("role", json!(step.role));
    if let Some(kind) = step.kind {
        put("kind", json!(kind));
    }
    if let Some(minutes) = step.minutes {
        put("time", json!(span(minutes)));
    }
    if step.stopped {
        put("clock", json!("stopped"));
    }
    for (key, list) in [("uses", &step.uses), ("makes", &step.makes), ("informed", &step.informed)] {
        if !list.is_empty() {
            put(key, json!(list));
        }
    }
    if step.control {
        put("control", json!({"criterion": {"vi": "Đúng quy định", "en": "As prescribed"}, "authority": step.role}));
    }
    if step.law {
        put("required-by", json!("law-of-field#4"));
    }
    for (key, gate) in [("join", step.join), ("split", step.split), ("end", step.end)] {
        if let Some(gate) = gate {
            put(key, json!(gate));
        }
    }
    let next: Vec<Value> = step
        .next
        .iter()
        .map(|n| {
            let mut out = Map::from_iter([("to".to_owned(), json!(n.to))]);
            if let Some(when) = n.when {
                out.insert("when".into(), json!({"vi": when, "en": when}));
            }
            if let Some(share) = n.share {
                out.insert("share".into(), json!(format!("{share}%")));
            }
            if let Some(times) = n.at_most {
                out.insert("at-most".into(), json!(times));
            }
            Value::Object(out)
        })
        .collect();
    if !next.is_empty() {
        put("next", json!(next));
    }
    Value::Object(out)
}

/// A mapping whose top level is written line by line, so that an entry can be pasted below it.
fn written(parts: &[(&str, Value)]) -> String {
    parts.iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
}

/// The library: the procedure, two others that give papers, and what belongs to them.
pub fn library(p: &Procedure) -> Vec<(String, String)> {
    let items: Vec<Value> = p
        .items
        .iter()
        .map(|i| {
            let mut out = json!({"id": i.id, "title": text(&i.title), "basis": "law-of-field#5"});
            out[if i.copy { "copy" } else { "original" }] = json!(1);
            if let Some(form) = &i.form {
                out["form"] = json!(form);
            }
            out
        })
        .collect();
    let mut channels = json!({"in-person": "desk"});
    if p.online {
        channels["online"] = json!({"level": 3});
    }
    let service = json!({
        "applicants": ["citizen"],
        "channels": channels,
        "agencies": {"decides": "district", "handles": "land"},
        "dossier": {"sets": 1, "items": items},
        "time-limit": {"statutory": span(p.limit), "basis": "law-of-field#6"},
        "results": [{"id": "decision", "title": {"vi": "Quyết định", "en": "Decision"}, "original": 1, "basis": "law-of-field#7"}],
    });
    let main = written(&[
        ("procedure", json!("QT-A-01")),
        ("title", json!({"vi": "Giải quyết hồ sơ", "en": "Decide an application"})),
        ("service", service),
        ("steps", Value::Array(p.steps.iter().map(step).collect())),
        (
            "records",
            json!([{"id": "register", "title": {"vi": "Sổ theo dõi", "en": "Register"}, "keeper": "clerk", "retention": "5 years"}]),
        ),
    ]);
    vec![
        ("a.yaml".into(), main),
        ("residence.yaml".into(), issuer("QT-B-01", "residence-certificate", Some("KQ-01"), None)),
        ("status.yaml".into(), issuer("QT-B-02", "status-certificate", None, Some("6 months"))),
        ("organisation.yaml".into(), organisation()),
        (
            "references.yaml".into(),
            written(&[
                ("references", json!("acts")),
                (
                    "items",
                    json!([{"id": "law-of-field", "title": {"vi": "Luật chuyên ngành", "en": "Law of the field"}, "kind": "law", "number": "01/2014/QH13", "issued": "2014-11-20"}]),
                ),
            ]),
        ),
        ("forms.yaml".into(), forms(p)),
    ]
}

/// Another procedure, which gives a paper.
fn issuer(code: &str, result: &str, form: Option<&str>, validity: Option<&str>) -> String {
    let mut given = json!({"id": result, "title": {"vi": format!("Giấy {result}"), "en": format!("The {result}")}, "original": 1, "basis": "law-of-field#8"});
    if let Some(form) = form {
        given["form"] = json!(form);
    }
    if let Some(validity) = validity {
        given["validity"] = json!(validity);
    }
    let dossier = json!([{"id": "request", "title": {"vi": "Tờ khai riêng", "en": "A form of its own"}, "original": 1, "basis": "law-of-field#9"}]);
    let title = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    let plain = |id: &str, vi: &str, en: &str, role: &str, next: &str| Step {
        id: id.into(),
        title: title(vi, en),
        role: role.into(),
        minutes: (role != "applicant").then_some(300),
        next: if next.is_empty() { Vec::new() } else { vec![to(next)] },
        ..Step::default()
    };
    let uses = |list: &[&str], step: Step| Step { uses: list.iter().map(|s| (*s).to_owned()).collect(), ..step };
    let steps = [
        uses(&["request"], plain("hand-in", "Nộp tờ khai", "Hand in the form", "applicant", "take-in")),
        Step {
            makes: vec!["receipt".into()],
            law: true,
            ..uses(&["request"], plain("take-in", "Nhận tờ khai", "Take the form in", "desk-officer", "look-up"))
        },
        Step {
            control: true,
            ..uses(&["request"], plain("look-up", "Tra cứu sổ", "Look it up", "justice-specialist", "attest"))
        },
        Step {
            makes: vec![result.into()],
            control: true,
            law: true,
            ..uses(&["request"], plain("attest", "Ký giấy", "Sign the paper", "ward-chair", "give"))
        },
        Step {
            law: true,
            end: Some("completed"),
            ..uses(&[result, "receipt"], plain("give", "Trả giấy", "Give it out", "desk-officer", ""))
        },
    ];
    written(&[
        ("procedure", json!(code)),
        ("title", json!({"vi": format!("Cấp giấy {result}"), "en": format!("Issue of the {result}")})),
        (
            "service",
            json!({
                "applicants": ["citizen"],
                "channels": {"in-person": "desk"},
                "agencies": {"decides": "ward", "handles": "ward"},
                "dossier": {"sets": 1, "items": dossier},
                "time-limit": {"statutory": "10 working days", "basis": "law-of-field#10"},
                "results": [given],
            }),
        ),
        ("steps", Value::Array(steps.iter().map(step).collect())),
    ])
}

fn organisation() -> String {
    let both = |name: &str| json!({"vi": name, "en": name});
    let unit = |id: &str, kind: &str| json!({"id": id, "title": both(id), "kind": kind});
    let role = |id: &str, kind: &str, unit: &str| {
        let mut role = json!({"id": id, "title": both(id), "kind": kind});
        if !unit.is_empty() {
            role["unit"] = json!(unit);
        }
        role
    };
    let mut roles = vec![
        role("applicant", "applicant", ""),
        role("desk-officer", "one-stop", "desk"),
        role("land-head", "head", "land"),
        role("land-deputy", "head", "land"),
        role("land-expert", "officer", "land"),
        role("finance-head", "head", "finance"),
        role("finance-expert", "officer", "finance"),
        role("justice-expert", "officer", "justice"),
        role("ward-expert", "officer", "ward"),
        role("office-head", "head", "office"),
        role("district-chair", "leader", "district"),
        role("deputy-chair", "leader", "district"),
        role("ward-chair", "leader", "ward"),
        role("clerk", "clerk", "office"),
        role("police-officer", "agency", "police"),
    ];
    roles.extend(OFFICERS.iter().map(|(id, unit)| role(id, "officer", unit)));
    written(&[
        ("organisation", json!("test")),
        ("title", both("Quận")),
        (
            "units",
            json!([
                unit("desk", "one-stop"),
                unit("land", "division"),
                unit("finance", "division"),
                unit("justice", "division"),
                unit("ward", "ward"),
                unit("office", "office"),
                unit("district", "people-committee"),
                unit("police", "external"),
            ]),
        ),
        ("roles", json!(roles)),
    ])
}

fn forms(p: &Procedure) -> String {
    let form = |id: &str, code: &str, kind: &str| json!({"id": id, "code": code, "title": {"vi": format!("Mẫu {id}"), "en": format!("Form {id}")}, "kind": kind});
    let mut items = vec![
        form("application-form", "TK-01", "application"),
        form("residence-form", "KQ-01", "result"),
        form("receipt", "MC-01", "receipt"),
        form("control-slip", "MC-02", "control-slip"),
        form("supplement-request", "MC-03", "supplement-request"),
        form("refusal", "MC-04", "refusal"),
    ];
    items.extend(p.forms.iter().enumerate().map(|(i, id)| form(id, &format!("NB-{i:03}"), "internal")));
    written(&[("forms", json!("forms")), ("items", json!(items))])
}
