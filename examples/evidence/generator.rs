//! Makes the evidence in this directory: records and dossiers of a year in Ba Đình, made up to show what is computed.
//!
//! What is counted is laid down here in whole numbers, so that every figure can be checked by hand; chance, from a
//! seed, only spreads it over the year. The same program writes the same bytes on every machine.

use quytrinh::definition::{ProcedureDefinition, UnitKind};
use quytrinh::{Date, Duration, Library};
use std::fmt::Write as _;

const SEED: u64 = 2018;

/// Splitmix64 (Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end.max(1) as u64).unwrap_or(0)
    }
}

/// Dossiers of a procedure in a year: how many, how many of those finished are late, how many are open at the end, how
/// many of these are overdue, and of every so many how many are filed online.
struct Cases {
    procedure: &'static str,
    received: usize,
    late: usize,
    open: usize,
    overdue: usize,
    online: (usize, usize),
}

const fn cases(procedure: &'static str, [received, late, open, overdue]: [usize; 4], online: (usize, usize)) -> Cases {
    Cases { procedure, received, late, open, overdue, online }
}

/// The year 2018: only the procedures with online services of level 3 are filed online: civil status 2 of 3, household business
/// exactly 3 of 5, and of those whose service was deployed at the end of 2017 construction permits 1 of 2, social allowances 1 of 4.
const CASES_2018: [Cases; 19] = [
    cases("QT-DD-01", [60, 4, 6, 1], (0, 1)),
    cases("QT-DD-02", [180, 6, 4, 0], (0, 1)),
    cases("QT-DD-03", [20, 1, 3, 1], (0, 1)),
    cases("QT-GD-01", [14, 0, 1, 0], (0, 1)),
    cases("QT-GD-02", [8, 0, 1, 0], (0, 1)),
    cases("QT-KT-01", [400, 5, 2, 0], (3, 5)),
    cases("QT-KT-02", [150, 1, 0, 0], (3, 5)),
    cases("QT-LD-01", [140, 8, 9, 2], (1, 4)),
    cases("QT-TP-01", [600, 2, 0, 0], (2, 3)),
    cases("QT-TP-02", [210, 0, 0, 0], (2, 3)),
    cases("QT-TP-03", [420, 0, 0, 0], (0, 1)),
    cases("QT-TP-04", [500, 6, 4, 0], (0, 1)),
    cases("QT-TP-05", [1400, 0, 0, 0], (0, 1)),
    cases("QT-TP-06", [300, 0, 0, 0], (0, 1)),
    cases("QT-TP-07", [280, 1, 0, 0], (0, 1)),
    cases("QT-TP-08", [90, 2, 1, 0], (0, 1)),
    cases("QT-TP-09", [150, 3, 5, 0], (2, 3)),
    cases("QT-TP-10", [60, 1, 2, 0], (2, 3)),
    cases("QT-XD-01", [220, 12, 7, 1], (1, 2)),
];

/// The year before, to compare with.
const CASES_2017: [Cases; 4] = [
    cases("QT-KT-01", [350, 12, 0, 0], (1, 2)),
    cases("QT-TP-01", [560, 6, 0, 0], (1, 2)),
    cases("QT-TP-04", [440, 14, 0, 0], (0, 1)),
    cases("QT-XD-01", [210, 18, 0, 0], (0, 1)),
];

/// Of this procedure the software keeps events, and no due dates.
const LOGGED: &str = "QT-XD-01";

/// Every file of the directory: its name, and what it holds.
pub fn files(library: &Library) -> Vec<(&'static str, String)> {
    let mut make = Maker::of(library);
    let mut files = vec![
        ("acceptance.yaml", acceptance()),
        ("assignments.csv", make.assignments()),
        ("audits.csv", make.audits()),
        ("autonomy.csv", make.autonomy()),
        ("baselines.csv", baselines()),
        ("budget.yaml", budget()),
        ("correspondence.csv", correspondence()),
        ("declarations.csv", make.declarations()),
    ];
    let (table, _) = make.dossiers(2017, &CASES_2017, "");
    let (table_2018, log) = make.dossiers(2018, &CASES_2018, LOGGED);
    files.extend([
        ("dossiers-2017.csv", table),
        ("dossiers-2018-construction.csv", log),
        ("dossiers-2018-construction.yaml", mapping()),
        ("dossiers-2018.csv", table_2018),
        ("index.csv", make.index()),
        ("inspections.csv", make.inspections()),
        ("management-reviews.csv", make.management_reviews()),
        ("nonconformities.yaml", nonconformities()),
        ("online-services.csv", make.online_services()),
        ("plans.csv", make.plans()),
        ("publications.csv", publications()),
        ("review-actions.yaml", corrective_actions()),
        ("review-changes.yaml", changes()),
        ("review-feedback.yaml", feedback()),
        ("review-follow-ups.yaml", follow_ups()),
        ("review-preventive.yaml", preventive_actions()),
        ("review-recommendations.yaml", recommendations()),
        ("software.csv", make.software()),
        ("survey.csv", make.survey()),
        ("tablets.csv", make.tablets()),
    ]);
    files
}

struct Maker<'a> {
    library: &'a Library,
    chance: Chance,
    /// The working days of 2017 and 2018.
    days: Vec<Date>,
    /// The office and the divisions.
    divisions: Vec<&'a str>,
    wards: Vec<&'a str>,
}

/// The top of a table.
fn head(kind: &str, source: &str, columns: &str) -> String {
    let kind = if kind.is_empty() { String::new() } else { format!("# kind: {kind}\n") };
    format!("{kind}# source: {source}\n# synthetic: true\n{columns}\n")
}

impl<'a> Maker<'a> {
    fn of(library: &'a Library) -> Self {
        let units = || library.organisation().into_iter().flat_map(|o| &o.units);
        let of = |kinds: &[UnitKind]| units().filter(|u| kinds.contains(&u.kind)).map(|u| u.id.as_str()).collect();
        let mut days = Vec::new();
        let calendar = library.calendars().next();
        let mut day = calendar.and_then(|calendar| calendar.next_working_day(Date::of(2017, 1, 2)));
        while let Some(next) = day.filter(|day| *day < Date::of(2019, 3, 1)) {
            days.push(next);
            day = calendar.and_then(|calendar| calendar.next_working_day(next));
        }
        let (divisions, wards) = (of(&[UnitKind::Office, UnitKind::Division]), of(&[UnitKind::Ward]));
        Self { library, chance: Chance(SEED), days, divisions, wards }
    }

    /// The office, the divisions and the wards: 26 units.
    fn units(&self) -> Vec<&'a str> {
        self.divisions.iter().chain(&self.wards).copied().collect()
    }
    /// The district and the wards: 15 agencies.
    fn agencies(&self) -> Vec<&'a str> {
        std::iter::once("district-committee").chain(self.wards.iter().copied()).collect()
    }
    /// A working day from one day to another.
    fn day(&mut self, from: Date, to: Date) -> Date {
        let (first, end) = (self.days.partition_point(|day| *day < from), self.days.partition_point(|day| *day <= to));
        self.days[first + self.chance.below(end - first)]
    }

    /// Twenty services were ordered, 12 for the district and 8 for the wards; one of the district is not deployed yet.
    fn online_services(&mut self) -> String {
        let source = "Danh mục dịch vụ công trực tuyến thành phố giao (số liệu giả lập)";
        let mut out = head("", source, "kind,date,unit,subject,procedure,document,state");
        for i in 1..=20 {
            let unit = if i <= 12 { "district-committee" } else { "ward-committee" };
            let _ = writeln!(out, "online-service-order,2018-01-10,{unit},service-{i:02},,GL-01/DVC,approved");
        }
        for i in 1..=20 {
            let unit = if i <= 12 { "district-committee" } else { "ward-committee" };
            let day = self.day(Date::of(2018, 2, 1), Date::of(2018, 10, 31));
            // Two were there before the year began.
            let (date, procedure) = match i {
                1 => (Date::of(2017, 12, 20), "QT-XD-01"),
                2 => (Date::of(2017, 12, 27), "QT-LD-01"),
                _ => (day, ""),
            };
            let state = if i == 12 { "planned" } else { "done" };
            let _ = writeln!(out, "online-service,{date},{unit},service-{i:02},{procedure},GL-{i:02}/BBNT,{state}");
        }
        out
    }

    /// All 26 heads of unit have a written assignment.
    fn assignments(&mut self) -> String {
        let source = "Thông báo phân công nhiệm vụ lãnh đạo (số liệu giả lập)";
        let mut out = head("assignment", source, "date,unit,document");
        for (i, unit) in self.units().into_iter().enumerate() {
            let date = self.day(Date::of(2018, 1, 8), Date::of(2018, 3, 30));
            let _ = writeln!(out, "{date},{unit},GL-{:02}/TB-PC", i + 1);
        }
        out
    }

    /// All 15 agencies declared conformity; that of Kim Mã ended in June and was not renewed.
    fn declarations(&mut self) -> String {
        let source = "Bản công bố hệ thống quản lý chất lượng phù hợp TCVN ISO 9001:2008 (số liệu giả lập)";
        let mut out = head("declaration", source, "date,unit,document,until");
        for (i, unit) in self.agencies().into_iter().enumerate() {
            let date = self.day(Date::of(2017, 3, 1), Date::of(2017, 6, 30));
            let until = if unit == "ward-kim-ma" { "2018-06-30" } else { "" };
            let _ = writeln!(out, "{date},{unit},GL-{:02}/CB-ISO,{until}", i + 1);
        }
        out
    }

    /// Each agency was audited in 2018, but Đội Cấn in November 2017 only.
    fn audits(&mut self) -> String {
        let source = "Báo cáo đánh giá nội bộ (số liệu giả lập)";
        let mut out = head("audit", source, "id,date,unit,document,state,text");
        for (i, unit) in self.agencies().into_iter().enumerate() {
            let year = if unit == "ward-doi-can" { 2017 } else { 2018 };
            let date = self.day(Date::of(year, 10, 1), Date::of(year, 11, 30));
            let found = self.chance.below(4);
            let _ = writeln!(out, "audit-{n:02},{date},{unit},GL-{n:02}/BC-ĐGNB,done,{found} điểm không phù hợp nhẹ", n = i + 1);
        }
        out
    }

    fn management_reviews(&mut self) -> String {
        let source = "Biên bản họp xem xét của lãnh đạo (số liệu giả lập)";
        let mut out = head("management-review", source, "date,unit,document,state");
        for (i, unit) in self.agencies().into_iter().enumerate() {
            let date = self.day(Date::of(2018, 12, 3), Date::of(2018, 12, 21));
            let _ = writeln!(out, "{date},{unit},GL-{:02}/BB-XXLĐ,done", i + 1);
        }
        out
    }

    /// Ten public service units were due in 2018; all ten have their decision.
    fn autonomy(&mut self) -> String {
        let source = "Lộ trình và quyết định giao tự chủ tài chính (số liệu giả lập)";
        let mut out = head("", source, "kind,date,unit,subject,document");
        for i in 1..=10 {
            let _ = writeln!(out, "autonomy-schedule,2018-01-05,district-committee,school-{i:02},GL-02/KH-TC");
        }
        for i in 1..=10 {
            let date = self.day(Date::of(2018, 4, 2), Date::of(2018, 11, 30));
            let _ = writeln!(out, "autonomy-decision,{date},district-committee,school-{i:02},GL-{i:02}/QĐ-TC");
        }
        out
    }

    /// All 26 units use the software and are linked to the portal; two divisions have no link to online services.
    fn software(&mut self) -> String {
        let source = "Báo cáo ứng dụng công nghệ thông tin quý IV (số liệu giả lập)";
        let mut out = head("", source, "kind,date,unit");
        for kind in ["shared-software", "portal-link", "online-link"] {
            for unit in self.units() {
                if kind == "online-link" && matches!(unit, "culture-division" | "economy-division") {
                    continue;
                }
                let date = self.day(Date::of(2018, 1, 8), Date::of(2018, 9, 28));
                let _ = writeln!(out, "{kind},{date},{unit}");
            }
        }
        out
    }

    /// Thirty leaders have a tablet: the heads of the 26 units and four of the district. One never logged in.
    fn tablets(&mut self) -> String {
        let source = "Biên bản bàn giao thiết bị; nhật ký đăng nhập ứng dụng điều hành (số liệu giả lập)";
        let mut out = head("", source, "kind,date,unit,subject");
        let heads = self.units().into_iter().map(|unit| (unit, format!("head-of-{unit}")));
        let chairs = (1..=4).map(|i| ("district-committee", format!("district-leader-{i}")));
        let leaders: Vec<(&str, String)> = heads.chain(chairs).collect();
        for (unit, leader) in &leaders {
            let _ = writeln!(out, "equipment,2017-12-20,{unit},{leader}");
        }
        for month in 1..=12 {
            for (unit, leader) in leaders.iter().filter(|(unit, _)| *unit != "ward-phuc-xa") {
                // Now and then somebody has a month without one, nobody in January.
                if month == 1 || self.chance.below(15) > 0 {
                    let last = if month == 2 { 28 } else { 30 };
                    let date = self.day(Date::of(2018, month, 1), Date::of(2018, month, last));
                    let _ = writeln!(out, "login,{date},{unit},{leader}");
                }
            }
        }
        out
    }

    /// All 26 units have a plan; Trúc Bạch did not report on it.
    fn plans(&mut self) -> String {
        let source = "Kế hoạch và báo cáo cải cách hành chính năm 2018 (số liệu giả lập)";
        let mut out = head("", source, "kind,date,unit,document,state");
        for (i, unit) in self.units().into_iter().enumerate() {
            let date = self.day(Date::of(2018, 1, 15), Date::of(2018, 2, 9));
            let _ = writeln!(out, "plan,{date},{unit},GL-{:02}/KH-CCHC,approved", i + 1);
        }
        for (i, unit) in self.units().into_iter().enumerate().filter(|(_, unit)| *unit != "ward-truc-bach") {
            let date = self.day(Date::of(2018, 12, 3), Date::of(2018, 12, 21));
            let _ = writeln!(out, "report,{date},{unit},GL-{:02}/BC-CCHC,done", i + 1);
        }
        out
    }

    /// Each of the 26 units was inspected, two of them twice.
    fn inspections(&mut self) -> String {
        let source = "Kết luận kiểm tra cải cách hành chính (số liệu giả lập)";
        let mut out = head("inspection", source, "date,unit,document,state");
        for (i, unit) in self.units().into_iter().chain(["justice-division", "ward-cong-vi"]).enumerate() {
            let (from, to) = if i < 26 { (3, 10) } else { (11, 12) };
            let date = self.day(Date::of(2018, from, 1), Date::of(2018, to, 28));
            let _ = writeln!(out, "{date},{unit},GL-{:02}/KL-KT,done", i + 1);
        }
        out
    }

    /// Answers on five factors: in each ward 30 each, of the district 120 each; and one survey of the year before.
    ///
    /// Satisfied or very satisfied, of each ward: 27 + 25 + 26 + 27 + 21 = 126 of 150; of the district:
    /// 106 + 101 + 104 + 107 + 88 = 506 of 600.
    fn survey(&mut self) -> String {
        let source = "Kết quả khảo sát mức độ hài lòng theo QT-08 (số liệu giả lập)";
        let columns = "date,unit,factor,document,answers.very-satisfied,answers.satisfied,answers.neutral,answers.dissatisfied,answers.very-dissatisfied,answers.invalid";
        let mut out = head("survey", source, columns);
        out.push_str("2017-11-15,district-committee,,GL-17/BC-KS,301,527,120,40,12,31\n");
        let factors =
            [("access", 27, 106), ("procedure", 25, 101), ("civil-servant", 26, 104), ("result", 27, 107), ("feedback", 21, 88)];
        for unit in self.agencies() {
            let is_ward = unit != "district-committee";
            for (factor, ward, district) in factors {
                let (satisfied, valid) = if is_ward { (ward, 30) } else { (district, 120) };
                let very = satisfied / 4 + self.chance.below(satisfied / 4);
                let neutral = (valid - satisfied) * 2 / 3;
                let rest = valid - satisfied - neutral;
                let strongly = self.chance.below(rest / 2 + 1);
                let (plainly, not, invalid) = (satisfied - very, rest - strongly, self.chance.below(3));
                let _ =
                    writeln!(out, "2018-11-15,{unit},{factor},GL-18/BC-KS,{very},{plainly},{neutral},{not},{strongly},{invalid}");
            }
        }
        out
    }

    /// Each ward was scored in both halves of the year, in hundredths of a point.
    fn index(&mut self) -> String {
        let source = "Bảng điểm chỉ số cải cách hành chính cấp phường (số liệu giả lập)";
        let mut out = head("ward-index", source, "date,unit,document,points.maximum,points.self-assessed,points.appraised");
        for (half, date) in [(1, "2018-06-29"), (2, "2018-12-14")] {
            for unit in self.wards.clone() {
                let own = 8800 + 25 * self.chance.below(30);
                let appraised = own - 25 * self.chance.below(22);
                let _ = writeln!(out, "{date},{unit},GL-{half:02}/BĐ-CCHC,10000,{own},{appraised}");
            }
        }
        out
    }

    /// A table of dossiers, and the events of those of one procedure.
    fn dossiers(&mut self, year: i16, all: &[Cases], logged: &str) -> (String, String) {
        let mut log = "Mã hồ sơ,Công việc,Thời điểm,Thủ tục,Đơn vị,Cách nộp,Nguồn\n".to_owned();
        let mut out = "# source: Phần mềm một cửa dùng chung (số liệu giả lập)\n# synthetic: true\n".to_owned();
        out.push_str("dossier,procedure,unit,channel,received,due,resolved\n");
        let mut rows: Vec<(Date, String)> = Vec::new();
        for of in all {
            let Some(procedure) = self.library.procedure(of.procedure) else { continue };
            for i in 0..of.received {
                let (received, row) = self.dossier(year, of, procedure.definition(), i);
                rows.push((received, row));
            }
        }
        rows.sort_by_key(|(received, _)| *received);
        for (i, (_, row)) in rows.into_iter().enumerate() {
            let id = format!("HS-{}-{:05}", year % 100, i + 1);
            match row.split(',').collect::<Vec<_>>()[..] {
                [procedure, unit, channel, received, _, resolved] if procedure == logged => {
                    let dates = [("Tiếp nhận", received), ("Trả kết quả", resolved)];
                    for (activity, date) in dates.into_iter().filter(|(_, date)| !date.is_empty()) {
                        let _ = writeln!(log, "{id},{activity},{date},{procedure},{unit},{channel},số liệu giả lập");
                    }
                }
                _ => {
                    let _ = writeln!(out, "{id},{row}");
                }
            }
        }
        (out, log)
    }

    /// One dossier: the last ones are open, the first of these overdue, and of the others every so many is late.
    fn dossier(&mut self, year: i16, of: &Cases, p: &ProcedureDefinition, i: usize) -> (Date, String) {
        let closed = of.received - of.open;
        let is_open = i >= closed;
        let is_overdue = is_open && i < closed + of.overdue;
        // Evenly spread: as many as there are.
        let is_late = !is_open && (i + 1) * of.late / closed > i * of.late / closed;
        let last = *self.days.iter().rev().find(|day| **day <= Date::of(year, 12, 28)).unwrap_or(&self.days[0]);
        let first = Date::of(year, 1, 3);
        let (received, due) = loop {
            // What is open and not overdue came in lately; what is finished came in early enough.
            let received = if is_open && !is_overdue { self.day(Date::of(year, 12, 24), last) } else { self.day(first, last) };
            let Some(due) = self.due(p, received) else { continue };
            let place = self.days.partition_point(|day| *day < due);
            let has_room = self.days.get(place + 6).is_some_and(|day| *day <= last);
            if if is_open && !is_overdue { due > last } else { has_room } {
                break (received, due);
            }
        };
        let (from, to) = (self.days.partition_point(|day| *day < received), self.days.partition_point(|day| *day < due));
        let resolved = if is_open {
            String::new()
        } else if is_late {
            self.days[to + 1 + self.chance.below(5)].to_string()
        } else {
            // Seldom at once, mostly near the end.
            let room = to - from;
            self.days[to - self.chance.below(room / 2 + 1)].to_string()
        };
        let channel = if i % of.online.1 < of.online.0 {
            "online"
        } else if i % 17 == 3 {
            "post"
        } else {
            "in-person"
        };
        let is_ward = p.level.contains(&quytrinh::definition::Level::Ward);
        let is_district = p.level.contains(&quytrinh::definition::Level::District);
        let unit = match (is_ward, is_district) {
            (true, true) if i.is_multiple_of(3) => "district-one-stop",
            (true, _) => self.wards[(i / 2) % self.wards.len()],
            _ => "district-one-stop",
        };
        (received, format!("{},{unit},{channel},{received},{due},{resolved}", of.procedure))
    }

    /// The due day: by the limit of the law, or by those of its parts one after the other.
    fn due(&self, p: &ProcedureDefinition, received: Date) -> Option<Date> {
        let calendar = self.library.calendars().next()?;
        let limit = p.service.as_ref()?.time_limit.as_ref()?;
        let parts: Vec<Duration> = match limit.statutory {
            Some(whole) => vec![whole],
            None => limit.parts.iter().map(|part| part.limit).collect(),
        };
        parts.into_iter().try_fold(received, |day, limit| calendar.due(day, limit))
    }
}

/// How the log of construction permits is read. It says no due dates: they follow from the limit.
fn mapping() -> String {
    "# yaml-language-server: $schema=../../schemas/mapping.schema.json
mapping: construction-2018
title: {vi: Nhật ký hồ sơ cấp giấy phép xây dựng năm 2018 (số liệu giả lập), en: Log of construction permits of 2018 (synthetic)}
log: dossiers-2018-construction.csv
synthetic: true
columns:
  dossier: Mã hồ sơ
  activity: Công việc
  time: Thời điểm
  procedure: Thủ tục
  unit: Đơn vị
  channel: Cách nộp
channels: {in-person: in-person, post: post, online: online}
meanings: {received: Tiếp nhận, resolved: Trả kết quả}
"
    .to_owned()
}

/// What was reached in 2017, where no records of that year are at hand.
fn baselines() -> String {
    let source = "Báo cáo tổng kết cải cách hành chính năm 2017 (số liệu giả lập)";
    let mut out = head("baseline", source, "date,subject,document,amounts.reached,amounts.of");
    for (objective, reached, of) in
        [("q2", 17, 22), ("q3", 20, 22), ("q5", 1, 22), ("q16", 24, 26), ("q17", 26, 26), ("q18", 20, 26), ("q20", 14, 14)]
    {
        let _ = writeln!(out, "2017-12-31,{objective},GL-17/BC-CCHC,{reached},{of}");
    }
    out
}

/// The modern one-stop units of the district and of four wards were accepted; that of Phúc Xá is under way.
fn acceptance() -> String {
    let mut out = yaml(
        "acceptance-2018",
        "acceptance",
        "Nghiệm thu bộ phận một cửa hiện đại năm 2018",
        "Acceptance of modern one-stop units in 2018",
        "Biên bản nghiệm thu",
    );
    let units = [
        ("district-one-stop", "2018-05-18", "done"),
        ("one-stop-cong-vi", "2018-07-20", "done"),
        ("one-stop-vinh-phuc", "2018-08-24", "done"),
        ("one-stop-nguyen-trung-truc", "2018-10-12", "done"),
        ("one-stop-quan-thanh", "2018-12-14", "done"),
        ("one-stop-phuc-xa", "2018-12-20", "open"),
    ];
    for (i, (unit, date, state)) in units.into_iter().enumerate() {
        let _ = writeln!(out, "  - {{date: {date}, unit: {unit}, document: GL-{:02}/BB-NT, state: {state}}}", i + 1);
    }
    out
}

/// 2017: 1 140 of 2 000 billion are 57 %. 2018: 1 122 of 2 040 billion are 55 %. The estimate does not count.
fn budget() -> String {
    yaml("budget", "budget", "Quyết toán ngân sách quận", "Settlement of the district budget", "Báo cáo quyết toán ngân sách")
        + "  - {date: 2017-12-31, unit: district-committee, document: GL-17/QT-NS, state: done, amounts: {recurrent: 1140000000000, total: 2000000000000}}
  - {date: 2018-01-10, unit: district-committee, document: GL-18/DT-NS, state: planned, amounts: {recurrent: 1100000000000, total: 2040000000000}}
  - {date: 2018-12-31, unit: district-committee, document: GL-18/QT-NS, state: done, amounts: {recurrent: 1122000000000, total: 2040000000000}}
"
}

/// Documents by month. The district: 2 000 + 10 m exchanged, 40 exempt, 1 900 + 10 m electronic in month m. The wards:
/// 3 000 exchanged, 60 exempt, 2 800 electronic until June and all 2 940 from July on.
fn correspondence() -> String {
    let source = "Phần mềm quản lý văn bản (số liệu giả lập)";
    let mut out = head("correspondence", source, "date,unit,amounts.exchanged,amounts.exempt,amounts.electronic");
    for month in 1..=12 {
        let last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
        let date = format!("2018-{month:02}-{last}");
        let _ = writeln!(out, "{date},district-committee,{},40,{}", 2000 + 10 * month, 1900 + 10 * month);
        let _ = writeln!(out, "{date},ward-committee,3000,60,{}", if month < 7 { 2800 } else { 2940 });
    }
    out
}

/// All procedures but the social allowance were announced by decision. Of the eight that the definitions do not know
/// in the national database, seven were entered; temporary residence was not.
fn publications() -> String {
    let source = "Quyết định công bố; cơ sở dữ liệu quốc gia về thủ tục hành chính (số liệu giả lập)";
    let mut out = head("", source, "kind,date,procedure,document,state");
    let all = [
        "QT-CT-01", "QT-CT-02", "QT-DD-01", "QT-DD-02", "QT-DD-03", "QT-GD-01", "QT-GD-02", "QT-KN-01", "QT-KT-01", "QT-KT-02",
        "QT-TP-01", "QT-TP-02", "QT-TP-03", "QT-TP-04", "QT-TP-05", "QT-TP-06", "QT-TP-07", "QT-TP-08", "QT-TP-09", "QT-TP-10",
        "QT-XD-01",
    ];
    for code in all {
        let _ = writeln!(out, "announcement,2018-03-15,{code},GL-05/QĐ-CB,done");
    }
    for code in ["QT-CT-01", "QT-DD-01", "QT-DD-02", "QT-DD-03", "QT-GD-01", "QT-GD-02", "QT-LD-01"] {
        let _ = writeln!(out, "database-entry,2018-04-02,{code},GL-06/CSDL,done");
    }
    out
}

/// Two grave ones: that of Giảng Võ is open, that of Ngọc Hà was closed in September.
fn nonconformities() -> String {
    yaml("nonconformities-2018", "nonconformity", "Sự không phù hợp năm 2018", "Nonconformities of 2018", "Phiếu yêu cầu khắc phục")
        + "  - {id: nc-01, date: 2018-10-23, unit: ward-giang-vo, document: GL-01/KPH, grade: major, state: open, text: {vi: Không lưu phiếu kiểm soát của hồ sơ chứng thực, en: No control slips are kept for certification dossiers}}
  - {id: nc-02, date: 2018-04-11, unit: ward-ngoc-ha, document: GL-02/KPH, grade: major, state: closed, closed: 2018-09-14, text: {vi: Không gửi văn bản xin lỗi khi trễ hạn, en: No apology is sent when a dossier is late}}
  - {id: nc-03, date: 2018-10-18, unit: urban-management-division, document: GL-03/KPH, grade: minor, state: open, text: {vi: \"Hồ sơ cấp phép xây dựng trễ hạn, chưa phân tích nguyên nhân\", en: Construction permits are late and the cause is not analysed}}
"
}

fn corrective_actions() -> String {
    yaml("corrective-actions-2018", "corrective-action", "Hành động khắc phục năm 2018", "Corrective actions of 2018", "Sổ theo dõi hành động khắc phục")
        + "  - {date: 2018-05-02, unit: ward-ngoc-ha, document: GL-01/KP, state: closed, closed: 2018-09-14, text: {vi: Cài mẫu thư xin lỗi vào phần mềm một cửa, en: The apology is built into the one-stop software}}
  - {date: 2018-11-05, unit: ward-giang-vo, document: GL-02/KP, state: open, text: {vi: Tập huấn lại cách lập phiếu kiểm soát, en: Training in keeping control slips is given again}}
"
}

fn preventive_actions() -> String {
    yaml("preventive-actions-2018", "preventive-action", "Hành động phòng ngừa năm 2018", "Preventive actions of 2018", "Sổ theo dõi hành động phòng ngừa")
        + "  - {date: 2018-06-12, unit: natural-resources-division, document: GL-01/PN, state: done, text: {vi: Nhắc trước hạn 5 ngày đối với hồ sơ cấp Giấy chứng nhận lần đầu, en: First land certificates are followed up five days before they are due}}
"
}

fn feedback() -> String {
    yaml("feedback-2018", "feedback", "Phản ánh, kiến nghị năm 2018", "Feedback of 2018", "Sổ tiếp nhận phản ánh, kiến nghị")
        + "  - {date: 2018-04-20, unit: ward-thanh-cong, document: GL-01/PAKN, state: closed, closed: 2018-05-04, text: {vi: Chờ lâu tại bàn chứng thực vào sáng thứ hai, en: Long waits at the certification desk on Monday mornings}}
  - {date: 2018-09-10, unit: district-one-stop, document: GL-02/PAKN, state: open, text: {vi: Cổng dịch vụ công không gửi tin nhắn báo kết quả, en: The portal sends no message when the result is ready}}
"
}

fn follow_ups() -> String {
    yaml("follow-ups-2018", "follow-up", "Thực hiện kết luận xem xét của lãnh đạo năm 2017", "Follow-ups of the review of 2017", "Thông báo kết luận họp xem xét của lãnh đạo năm 2017")
        + "  - {date: 2018-03-30, unit: district-office, document: GL-01/TB-KL, state: done, text: {vi: Rà soát mã hiệu biểu mẫu của 22 quy trình, en: The codes of the forms of 22 procedures were reviewed}}
  - {date: 2018-11-30, unit: home-affairs-division, document: GL-02/TB-KL, state: open, text: {vi: Bố trí người thay thế tại bộ phận một cửa các phường, en: A deputy at the one-stop unit of each ward}}
"
}

fn changes() -> String {
    yaml("changes-2018", "change", "Thay đổi có thể ảnh hưởng đến hệ thống năm 2018", "Changes of 2018 that could affect the system", "Văn bản mới ban hành")
        + "  - {date: 2018-06-21, unit: district-committee, document: Nghị định số 61/2018/NĐ-CP, state: open, text: {vi: Cơ chế một cửa theo Nghị định số 61/2018/NĐ-CP thay Quyết định số 09/2015/QĐ-TTg, en: Decree 61/2018 on the one-stop mechanism replaces Decision 09/2015}}
  - {date: 2018-09-15, unit: iso-committee, document: GL-01/TĐ, state: open, text: {vi: ISO 9001:2008 hết thời gian chuyển đổi sang phiên bản 2015, en: The time to move from ISO 9001:2008 to the edition of 2015 is over}}
"
}

fn recommendations() -> String {
    yaml("recommendations-2018", "recommendation", "Đề xuất cải tiến năm 2018", "Recommendations of 2018", "Báo cáo tổng hợp của thường trực Ban chỉ đạo ISO")
        + "  - {date: 2018-12-10, unit: iso-committee, document: GL-01/ĐX, text: {vi: Mở dịch vụ công mức độ 3 cho xác nhận tình trạng hôn nhân, en: Offer the marital-status certificate online at level 3}}
  - {date: 2018-12-10, unit: finance-planning-division, document: GL-02/ĐX, text: {vi: Hướng dẫn nộp hồ sơ đăng ký hộ kinh doanh trực tuyến tại bàn tiếp nhận, en: Help household businesses to file online at the counter}}
"
}

/// The top of a file of records.
fn yaml(name: &str, kind: &str, vi: &str, en: &str, source: &str) -> String {
    format!(
        "# yaml-language-server: $schema=../../schemas/evidence.schema.json\nevidence: {name}\nkind: {kind}\ntitle: {{vi: \"{vi}\", en: \"{en}\"}}\nsynthetic: true\nsource: \"{source} (số liệu giả lập)\"\nrecords:\n"
    )
}
