//! What an event log says: tables for people, one line for each group as CSV, all of it as JSON.

use super::explain::{BOLD, cell};
use super::json;
use super::lines::folded;
use crate::cli::Failure;
use crate::log::{Held, Mapping};
use crate::measure::dossiers::{Counts, Dossiers, Group, Histogram, Key, ProblemKind};
use crate::model::library::Library;
use crate::model::time::{Comparison, OnTime, Share};
use crate::model::value::Language;
use annotate_snippets::renderer::Style;
use serde_json::{Value, json};
use std::io::Write;

const PLAIN: Style = Style::new();
const WIDTH: usize = 100;
/// So many variants and activities are shown to people.
const SHOWN: usize = 5;

/// What is shown.
pub(in crate::cli) struct Report<'a> {
    pub log: String,
    pub mapping: &'a Mapping,
    pub dossiers: &'a Dossiers,
    /// Milliseconds of a working day, where times are working time.
    pub working_day: Option<i64>,
    /// The dossiers held against procedures, and the library of these.
    pub held: &'a [Held<'a>],
    pub library: &'a Library,
}

/// A table: names to the left, figures to the right.
pub(super) struct Table {
    pub title: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

const DEFINITIONS: [(OnTime, Comparison); 6] = [
    (OnTime::Resolved, Comparison::Instants),
    (OnTime::Resolved, Comparison::Days),
    (OnTime::ResolvedOrOverdue, Comparison::Instants),
    (OnTime::ResolvedOrOverdue, Comparison::Days),
    (OnTime::Received, Comparison::Instants),
    (OnTime::Received, Comparison::Days),
];

const fn by(comparison: Comparison) -> (&'static str, &'static str, &'static str) {
    match comparison {
        Comparison::Instants => ("instants", "so từng giây", "to the second"),
        Comparison::Days => ("days", "so theo ngày", "by days"),
    }
}

/// Words in both languages, numbers as each writes them.
pub(super) struct Words {
    vi: bool,
    pub language: Language,
}

impl Words {
    fn new(language: &Language) -> Self {
        Self { vi: *language == Language::Vi, language: language.clone() }
    }
    pub fn pick(&self, vi: &str, en: &str) -> String {
        if self.vi { vi.to_owned() } else { en.to_owned() }
    }
    /// `1,434`, in Vietnamese `1.434`.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(if self.vi { '.' } else { ',' });
            }
            out.push(digit);
        }
        out
    }
    pub fn share(&self, share: Share) -> String {
        if share.whole == 0 { "–".to_owned() } else { share.to(&self.language) }
    }
    pub fn of(&self, share: Share) -> String {
        format!("{}/{}", self.number(share.part), self.number(share.whole))
    }
    /// Days with a decimal, or hours where it is less than a day.
    fn time(&self, seconds: Option<u64>, working_day: Option<i64>) -> String {
        let Some(seconds) = seconds else { return "–".to_owned() };
        let day = working_day.and_then(|day| u64::try_from(day / 1000).ok()).filter(|day| *day > 0).unwrap_or(86_400);
        let unit = if seconds >= day { day } else { 3600 };
        let tenths = (u128::from(seconds) * 20 + u128::from(unit)) / (2 * u128::from(unit));
        let (whole, tenth) = (u64::try_from(tenths / 10).unwrap_or(u64::MAX), tenths % 10);
        let number = format!("{}{}{tenth}", self.number(whole), if self.vi { ',' } else { '.' });
        let name = match (unit == 3600, working_day.is_some()) {
            (true, _) => self.pick("giờ", "h"),
            (false, true) => self.pick("ngày làm việc", "working days"),
            (false, false) => self.pick("ngày", "days"),
        };
        format!("{number} {name}")
    }
}

/// For people at a terminal.
pub(in crate::cli) fn text(out: &mut impl Write, report: &Report, language: &Language) -> Result<(), Failure> {
    let words = Words::new(language);
    let (first, more) = heading(report, &words);
    writeln!(out, "{BOLD}{first}{BOLD:#}")?;
    for line in more {
        writeln!(out, "{}", folded(WIDTH, 2, &line))?;
    }
    for table in tables(report, &words) {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", table.title)?;
        let count = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let all = || std::iter::once(&table.head).chain(&table.rows);
        let width = |at: usize| all().filter_map(|row| row.get(at)).map(|text| text.chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..count).map(width).collect();
        let widest = widths.iter().skip(1).map(|width| width + 2).sum::<usize>();
        for row in all().filter(|row| !row.is_empty()) {
            // A long name has a line of its own, and figures stay in their columns.
            let most = WIDTH.saturating_sub(widest + 2).max(20);
            let name = row.first().map_or("", |name| name);
            let column = widths[0].min(most);
            let mut line = if name.chars().count() > column {
                writeln!(out, "  {}", folded(WIDTH - 2, 4, name))?;
                format!("  {:column$}", "")
            } else {
                format!("  {}", cell(name, column, PLAIN))
            };
            for (text, width) in row.iter().zip(&widths).skip(1) {
                let fill = width - text.chars().count();
                line.push_str(&format!("  {:fill$}{text}", ""));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    let problems = problems(report, &words);
    if !problems.is_empty() {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", words.pick("Nhật ký có vấn đề", "What is wrong with the log"))?;
        for (what, lines) in problems {
            writeln!(out, "  {}", folded(WIDTH - 2, 4, &what))?;
            for line in lines {
                writeln!(out, "    {}", folded(WIDTH - 4, 6, &line))?;
            }
        }
    }
    Ok(())
}

/// The same for a page.
pub(in crate::cli) fn markdown(out: &mut impl Write, report: &Report, language: &Language) -> Result<(), Failure> {
    let words = Words::new(language);
    let escaped = |text: &str| {
        let marks = ['\\', '|', '*', '_', '`', '<', '>', '[', ']', '#'];
        text.chars().fold(String::new(), |mut out, c| {
            if marks.contains(&c) {
                out.push('\\');
            }
            out.push(if c == '\n' || c == '\r' { ' ' } else { c });
            out
        })
    };
    let (first, more) = heading(report, &words);
    writeln!(out, "# {}\n", escaped(&first))?;
    for line in more {
        writeln!(out, "{}\n", escaped(&line))?;
    }
    for table in tables(report, &words) {
        writeln!(out, "## {}\n", escaped(&table.title))?;
        let count = table.rows.iter().chain([&table.head]).map(Vec::len).max().unwrap_or(0);
        let line = |row: &[String]| {
            let cells = (0..count).map(|at| escaped(row.get(at).map_or("", |text| text)));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        writeln!(out, "{}", line(&table.head))?;
        writeln!(out, "|---|{}", "--:|".repeat(count.saturating_sub(1)))?;
        for row in &table.rows {
            writeln!(out, "{}", line(row))?;
        }
        writeln!(out)?;
    }
    let problems = problems(report, &words);
    if !problems.is_empty() {
        writeln!(out, "## {}\n", words.pick("Nhật ký có vấn đề", "What is wrong with the log"))?;
        for (what, lines) in problems {
            writeln!(out, "- {}", escaped(&what))?;
            for line in lines {
                writeln!(out, "  - {}", escaped(&line))?;
            }
        }
    }
    Ok(())
}

fn heading(report: &Report, words: &Words) -> (String, Vec<String>) {
    let dossiers = report.dossiers;
    let counts = &dossiers.total.counts;
    let number = |number: u64| words.number(number);
    let title = report.mapping.definition().title.as_ref().map(|title| format!(" – {}", title.to(&words.language)));
    let first = format!("{}{}", report.log, title.unwrap_or_default());
    let (received, used) = (number(counts.received), number(dossiers.events.used));
    let (ways, persons) = (number(dossiers.variants.len() as u64), number(dossiers.persons));
    let activities = number(dossiers.activities.len() as u64);
    let mut lines = vec![if words.vi {
        format!("{received} hồ sơ, {used} sự kiện, {activities} công việc, {persons} người, {ways} biến thể")
    } else {
        format!("{received} dossiers, {used} events, {activities} activities, {persons} persons, {ways} variants")
    }];
    if let Some((from, to)) = dossiers.span {
        let (from, to) = (from.date().to(&words.language), to.date().to(&words.language));
        let as_of = dossiers.as_of.map(|as_of| as_of.to(&words.language)).unwrap_or_default();
        lines.push(match (words.vi, dossiers.as_of_was_given) {
            (true, true) => format!("Sự kiện từ {from} đến {to}; số liệu tính đến {as_of}"),
            (true, false) => format!("Sự kiện từ {from} đến {to}; số liệu tính đến thời điểm cuối trong nhật ký, {as_of}"),
            (false, true) => format!("Events from {from} to {to}; figures are as of {as_of}"),
            (false, false) => format!("Events from {from} to {to}; figures are as of the last moment of the log, {as_of}"),
        });
    }
    if dossiers.events.left_out > 0 {
        let (read, left_out) = (number(dossiers.events.read), number(dossiers.events.left_out));
        lines.push(if words.vi {
            format!("Đã đọc {read} sự kiện, loại ra {left_out}: xem ở cuối")
        } else {
            format!("{read} events were read, {left_out} of them left out: see the end")
        });
    }
    (first, lines)
}

fn tables(report: &Report, words: &Words) -> Vec<Table> {
    let dossiers = report.dossiers;
    let counts = &dossiers.total.counts;
    if counts.received == 0 {
        return Vec::new();
    }
    let mut tables = vec![on_time(counts, words), numbers(counts, words), times(report, words)];
    let parts: [(&str, &str, fn(&Key) -> Key); 5] = [
        ("Theo thủ tục", "By procedure", |key| Key { procedure: key.procedure.clone(), ..Key::default() }),
        ("Theo đơn vị", "By unit", |key| Key { unit: key.unit.clone(), ..Key::default() }),
        ("Theo lĩnh vực", "By field", |key| Key { field: key.field.clone(), ..Key::default() }),
        ("Theo cách nộp", "By way of handing in", |key| Key { channel: key.channel, ..Key::default() }),
        ("Theo tháng", "By month", |key| Key { month: key.month, ..Key::default() }),
    ];
    for (vi, en, part) in parts {
        let groups = dossiers.by(part);
        if groups.len() > 1 {
            tables.push(by_group(words.pick(vi, en), &groups, report, words));
        }
    }
    let rows = |rows: &mut dyn Iterator<Item = (String, u64)>, whole: u64| -> Vec<Vec<String>> {
        let row = |(name, part)| vec![name, words.number(part), words.share(Share { part, whole })];
        rows.take(SHOWN).map(row).collect()
    };
    let mut ways = dossiers.variants.iter().map(|way| (way.activities.join(" → "), way.dossiers));
    let head = |vi: &str, en: &str| vec![words.pick(vi, en), words.pick("số hồ sơ", "dossiers"), words.pick("tỷ lệ", "share")];
    tables.push(Table {
        title: words.pick("Biến thể hay gặp nhất", "The most frequent variants"),
        head: head("các công việc", "activities"),
        rows: rows(&mut ways, counts.received),
    });
    tables.extend(super::conformance::tables(report, words));
    tables
}

fn on_time(counts: &Counts, words: &Words) -> Table {
    let row = |(definition, comparison): (OnTime, Comparison)| {
        let share = counts.on_time(definition, comparison);
        let (_, vi, en) = by(comparison);
        vec![definition.label(&words.language).to_owned(), words.pick(vi, en), words.of(share), words.share(share)]
    };
    Table {
        title: words.pick("Đúng hạn", "On time"),
        head: vec![words.pick("cách tính", "definition"), String::new(), String::new(), words.pick("tỷ lệ", "share")],
        rows: DEFINITIONS.map(row).to_vec(),
    }
}

fn numbers(counts: &Counts, words: &Words) -> Table {
    let row = |vi: &str, en: &str, part: u64, whole: u64| {
        vec![words.pick(vi, en), words.number(part), words.share(Share { part, whole })]
    };
    let c = counts;
    let mut rows = vec![
        row("Đã giải quyết", "Resolved", c.resolved, c.received),
        row("– trước hạn", "– early", c.early, c.resolved),
        row("– đúng hạn", "– on time", c.on_time, c.resolved),
        row("– quá hạn", "– late", c.late, c.resolved),
        row("  trong đó xong ngay trong ngày hẹn trả", "  of these on the very day", c.late_on_the_day, c.resolved),
    ];
    let optional = [
        ("– không có hạn", "– without a due time", c.without_due, c.resolved),
        ("– từ chối", "– refused", c.refused, c.resolved),
        ("– trả lại", "– given back", c.returned, c.resolved),
    ];
    rows.extend(optional.into_iter().filter(|(_, _, part, _)| *part > 0).map(|(vi, en, part, whole)| row(vi, en, part, whole)));
    rows.extend([
        row("Chưa giải quyết", "Open", c.open, c.received),
        row("– đã quá hạn", "– overdue", c.open_overdue, c.open),
        row("Đúng ngay từ đầu", "Right the first time", c.first_time_right, c.resolved),
        row("Lặp lại công việc", "Repeat an activity", c.repeated, c.received),
        row("Chuyển đi rồi chuyển về ngay (A–B–A)", "Handed over and straight back (A–B–A)", c.ping_pong, c.received),
    ]);
    // Without a word for it a log cannot tell.
    if c.supplements > 0 {
        rows.push(row("Phải bổ sung", "With a supplement", c.supplemented, c.received));
    }
    if c.channel_known > 0 {
        rows.push(row("Nộp trực tuyến", "Handed in online", c.online, c.channel_known));
    }
    rows.push(vec![
        words.pick("Số lần chuyển giữa hai người", "Hand-overs between persons"),
        words.number(c.hand_overs),
        String::new(),
    ]);
    Table {
        title: words.pick("Hồ sơ", "Dossiers"),
        head: vec![String::new(), words.pick("số", "number"), words.pick("tỷ lệ", "share")],
        rows,
    }
}

fn times(report: &Report, words: &Words) -> Table {
    let time = |seconds| words.time(seconds, report.working_day);
    let row = |name: String, times: &Histogram| {
        vec![name, time(times.quantile(1, 4)), time(times.quantile(1, 2)), time(times.quantile(9, 10)), time(times.most())]
    };
    let total = &report.dossiers.total;
    let title = if report.dossiers.in_working_time {
        words.pick("Thời gian, theo giờ làm việc", "Times, in working hours")
    } else {
        words.pick("Thời gian, theo lịch", "Times, by the calendar")
    };
    let heads =
        [("", ""), ("một phần tư", "a quarter"), ("một nửa", "half"), ("chín phần mười", "nine in ten"), ("lâu nhất", "longest")];
    Table {
        title,
        head: heads.map(|(vi, en)| words.pick(vi, en)).to_vec(),
        rows: vec![
            row(words.pick("Từ tiếp nhận đến kết thúc", "From receipt to the end"), &total.throughput),
            row(words.pick("Chờ khi chuyển người", "Waiting at a hand-over"), &total.waiting),
        ],
    }
}

fn by_group(title: String, groups: &[Group], report: &Report, words: &Words) -> Table {
    let heads = [
        ("", ""),
        ("tiếp nhận", "received"),
        ("giải quyết", "resolved"),
        ("đúng hạn", "on time"),
        ("quá hạn", "overdue"),
        ("trực tuyến", "online"),
        ("một nửa xong sau", "half are done in"),
    ];
    let row = |group: &Group| {
        let counts = &group.counts;
        vec![
            name(&group.key, words),
            words.number(counts.received),
            words.number(counts.resolved),
            words.share(counts.on_time(OnTime::Resolved, Comparison::Instants)),
            words.number(counts.open_overdue),
            words.share(counts.online_share()),
            words.time(group.throughput.quantile(1, 2), report.working_day),
        ]
    };
    Table { title, head: heads.map(|(vi, en)| words.pick(vi, en)).to_vec(), rows: groups.iter().map(row).collect() }
}

fn name(key: &Key, words: &Words) -> String {
    let channel = key.channel.map(|channel| channel.label(&words.language).to_owned());
    let month = key.month.map(|month| if words.vi { format!("{:02}/{}", month.month, month.year) } else { month.to_string() });
    let names = [&key.procedure, &key.unit, &key.field].into_iter().filter(|name| !name.is_empty()).cloned();
    let all: Vec<String> = names.chain(channel).chain(month).collect();
    if all.is_empty() { words.pick("(không rõ)", "(not said)") } else { all.join(", ") }
}

fn problems(report: &Report, words: &Words) -> Vec<(String, Vec<String>)> {
    let said = |kind: ProblemKind, number: u64| {
        let what = kind.message();
        let what = what.to(&words.language);
        let left_out = if kind.leaves_out() { words.pick(" (không tính)", " (left out)") } else { String::new() };
        format!("{} × {what}{left_out}", words.number(number))
    };
    let all = report.dossiers.problems.iter().map(|(kind, number, first)| {
        let line = |line: u64, found: &str| {
            let word = words.pick("dòng", "line");
            format!("{word} {line}: {}", found.escape_debug())
        };
        let mut lines: Vec<String> =
            first.iter().take(SHOWN).map(|one| line(one.line, &one.found).trim_end_matches([':', ' ']).to_owned()).collect();
        if number > lines.len() as u64 {
            lines.push("…".to_owned());
        }
        (said(kind, number), lines)
    });
    all.collect()
}

/// One line for each group.
pub(in crate::cli) fn csv(out: &mut impl Write, report: &Report) -> Result<(), Failure> {
    let names: Vec<&str> = Counts::default().iter().map(|(name, _)| name).collect();
    let times = ["throughput_median_s", "throughput_p90_s", "waiting_median_s", "waiting_p90_s"];
    writeln!(out, "procedure,unit,field,channel,month,{},{}", names.join(","), times.join(","))?;
    for group in &report.dossiers.groups {
        let key = &group.key;
        let texts = [
            key.procedure.clone(),
            key.unit.clone(),
            key.field.clone(),
            key.channel.map(|channel| channel.word().to_owned()).unwrap_or_default(),
            key.month.map(|month| month.to_string()).unwrap_or_default(),
        ];
        let mut fields: Vec<String> = texts.iter().map(|text| super::csv::quoted(text)).collect();
        fields.extend(group.counts.iter().map(|(_, number)| number.to_string()));
        let times = [(&group.throughput, 5), (&group.throughput, 9), (&group.waiting, 5), (&group.waiting, 9)];
        fields.extend(times.map(|(times, part)| times.quantile(part, 10).map(|time| time.to_string()).unwrap_or_default()));
        writeln!(out, "{}", fields.join(","))?;
    }
    super::conformance::csv(out, report)
}

/// All of it.
pub(in crate::cli) fn json(out: &mut impl Write, report: &Report) -> Result<(), Failure> {
    let dossiers = report.dossiers;
    let counts = &dossiers.total.counts;
    let groups = dossiers.groups.iter().map(|group| {
        let mut value = json!({"key": group.key});
        add(&mut value, &figures(&group.counts, &group.throughput, &group.waiting));
        value
    });
    let groups: Vec<Value> = groups.collect();
    let problems = dossiers.problems.iter().map(|(kind, number, first)| {
        let message = kind.message();
        json!({
            "kind": kind,
            "message": {"vi": message.to(&Language::Vi), "en": message.to(&Language::En)},
            "number": number,
            "left_out": kind.leaves_out(),
            "first": first,
        })
    });
    let problems: Vec<Value> = problems.collect();
    let activities: Vec<Value> =
        dossiers.activities.iter().map(|(name, events)| json!({"activity": name, "events": events})).collect();
    let mut value = json!({
        "version": 1,
        "log": report.log,
        "mapping": report.mapping.definition().mapping,
        "as_of": dossiers.as_of,
        "as_of_given": dossiers.as_of_was_given,
        "first": dossiers.span.map(|(first, _)| first),
        "last": dossiers.span.map(|(_, last)| last),
        "times_are": if dossiers.in_working_time { "working" } else { "elapsed" },
        "dossiers": counts.received,
        "events": dossiers.events.used,
        "events_read": dossiers.events.read,
        "events_left_out": dossiers.events.left_out,
        "variants": dossiers.variants.len(),
        "ended": counts.resolved,
        "open": counts.open,
        "open_overdue": counts.open_overdue,
        "on_time": share(counts, DEFINITIONS[0]),
        "on_time_otherwise": DEFINITIONS[1..].iter().map(|one| share(counts, *one)).collect::<Vec<_>>(),
        "rework": counts.repeated,
        "hand_overs": counts.hand_overs,
        "ping_pong": counts.ping_pong,
        "persons": dossiers.persons,
    });
    add(&mut value, &figures(counts, &dossiers.total.throughput, &dossiers.total.waiting));
    add(&mut value, &json!({"groups": groups, "ways": dossiers.variants, "activities": activities, "problems": problems}));
    if !report.held.is_empty() {
        add(&mut value, &json!({"conformance": super::conformance::json(report)}));
    }
    json::print(out, &value)
}

fn add(value: &mut Value, more: &Value) {
    if let (Value::Object(value), Value::Object(more)) = (value, more) {
        value.extend(more.clone());
    }
}

fn figures(counts: &Counts, throughput: &Histogram, waiting: &Histogram) -> Value {
    let times = |times: &Histogram| {
        json!({
            "number": times.len(),
            "least_s": times.least(),
            "quarter_s": times.quantile(1, 4),
            "median_s": times.quantile(1, 2),
            "p90_s": times.quantile(9, 10),
            "p95_s": times.quantile(19, 20),
            "most_s": times.most(),
            "mean_s": times.mean(),
        })
    };
    json!({"counts": counts, "throughput": times(throughput), "waiting": times(waiting)})
}

fn share(counts: &Counts, (definition, comparison): (OnTime, Comparison)) -> Value {
    let share = counts.on_time(definition, comparison);
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    let quotient = (share.whole > 0).then(|| share.part as f64 / share.whole as f64);
    json!({
        "definition": definition.word(),
        "compares": by(comparison).0,
        "means": {"vi": definition.label(&Language::Vi), "en": definition.label(&Language::En)},
        "numerator": share.part,
        "denominator": share.whole,
        "share": quotient,
    })
}
