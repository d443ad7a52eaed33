//! The process map and the organisation chart are looked at by their geometry.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

use super::tests::plain;
use super::*;
use crate::Library;
use crate::model::definition::ProcessGroup;
use proptest::prelude::*;
use std::fmt::Write as _;

fn inside(inner: &Area, outer: &Area) -> bool {
    inner.x >= outer.x - 0.1
        && inner.right() <= outer.right() + 0.1
        && inner.y >= outer.y - 0.1
        && inner.bottom() <= outer.bottom() + 0.1
}

/// The room that lines of text take, about.
fn room(line: &TextLine) -> Area {
    let wide = text::width(&line.text, line.size, line.bold);
    let x = match line.anchor {
        Anchor::Start => line.at.x,
        Anchor::Middle => line.at.x - wide / 2.0,
        Anchor::End => line.at.x - wide,
    };
    Area { x, y: line.at.y - line.size * 0.75, width: wide, height: line.size * 0.9 }
}

/// Everything wrong with a sheet.
fn mistakes(sheet: &Sheet) -> Vec<String> {
    let mut wrong = Vec::new();
    let whole = Area { x: 0.0, y: 0.0, width: sheet.width, height: sheet.height };
    for (i, tile) in sheet.tiles.iter().enumerate() {
        wrong.extend(sheet.tiles[i + 1..].iter().filter(|o| o.area.overlaps(&tile.area)).map(|o| format!("{tile:?} on {o:?}")));
        if !inside(&tile.area, &whole) {
            wrong.push(format!("outside: {tile:?}"));
        }
        wrong.extend(
            tile.lines.iter().filter(|line| !inside(&room(line), &tile.area)).map(|line| format!("{line:?} leaves {tile:?}")),
        );
    }
    for ground in &sheet.grounds {
        if !inside(&ground.area, &whole) {
            wrong.push(format!("outside: {ground:?}"));
        }
        for line in &ground.lines {
            if !inside(&room(line), &ground.area) || sheet.tiles.iter().any(|tile| tile.area.overlaps(&room(line))) {
                wrong.push(format!("{line:?} leaves {ground:?} or lies on a box"));
            }
        }
    }
    let words: Vec<Area> = sheet.grounds.iter().flat_map(|g| &g.lines).map(room).collect();
    for line in &sheet.lines {
        for pair in line.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.x - b.x).abs() > 0.01 && (a.y - b.y).abs() > 0.01 {
                wrong.push(format!("slanting: {line:?}"));
            }
            let piece = Area { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() };
            if !inside(&piece, &whole) {
                wrong.push(format!("outside: {line:?}"));
            }
            let shrunk =
                |area: &Area| Area { x: area.x + 0.2, y: area.y + 0.2, width: area.width - 0.4, height: area.height - 0.4 };
            let through = sheet.tiles.iter().map(|t| &t.area).chain(&words).find(|area| shrunk(area).overlaps(&piece));
            wrong.extend(through.map(|area| format!("{line:?} through {area:?}")));
        }
        // It leads from a box or a frame to another.
        let places = || sheet.tiles.iter().map(|t| &t.area).chain(sheet.grounds.iter().map(|g| &g.area));
        let rim = |p: &Point, a: &Area| {
            let (x, y) = (p.x > a.x - 0.2 && p.x < a.right() + 0.2, p.y > a.y - 0.2 && p.y < a.bottom() + 0.2);
            let on = |at: f64, ends: [f64; 2]| ends.iter().any(|end| (at - end).abs() < 0.2);
            x && y && (on(p.x, [a.x, a.right()]) || on(p.y, [a.y, a.bottom()]))
        };
        let ends = [line.points.first(), line.points.last()].into_iter().flatten();
        if line.arrow && !ends.clone().all(|p| places().any(|a| rim(p, a))) {
            wrong.push(format!("loose end: {line:?}"));
        }
    }
    wrong
}

/// Lines that lie upon each other although they lead to different places.
fn upon_each_other(sheet: &Sheet) -> Vec<String> {
    let mut pieces = Vec::new();
    for line in &sheet.lines {
        for pair in line.points.windows(2) {
            let level = (pair[0].y - pair[1].y).abs() < 0.01;
            let (at, from, to) = if level { (pair[0].y, pair[0].x, pair[1].x) } else { (pair[0].x, pair[0].y, pair[1].y) };
            pieces.push((level, at, from.min(to), from.max(to), line));
        }
    }
    let mut wrong = Vec::new();
    let goes = |line: &Line| line.meaning.split(" → ").nth(1).and_then(|rest| rest.split(':').next()).unwrap_or("").to_owned();
    for (i, a) in pieces.iter().enumerate() {
        for b in &pieces[i + 1..] {
            if a.0 == b.0 && (a.1 - b.1).abs() < 0.9 && a.3.min(b.3) - a.2.max(b.2) > 0.5 && goes(a.4) != goes(b.4) {
                wrong.push(format!("{:?}\nupon {:?}", a.4, b.4));
            }
        }
    }
    wrong
}

fn map(text: &str, language: &Language) -> (Library, Sheet) {
    let library = Library::from_sources([("organisation.yaml", text)]);
    let note = |process: &ProcessGroup| "QT-01, QT-02".repeat(process.id.as_str().len() % 3);
    let sheet =
        process_map(library.organisation().unwrap_or_else(|| panic!("{text}\n{:?}", library.findings())), language, &note);
    (library, sheet)
}

fn checked(text: &str) -> Sheet {
    let (library, sheet) = map(text, &Language::Vi);
    let wrong = [mistakes(&sheet), upon_each_other(&sheet)].concat();
    assert!(wrong.is_empty(), "{text}\n{}", wrong.join("\n"));
    plain(&sheet.to_svg("t", "d"));
    let organisation = library.organisation().unwrap();
    assert!(sheet.tiles.len() >= organisation.processes.len());
    // Every output is on a line from where it is made, or from a frame around that, to where it goes.
    for process in &organisation.processes {
        for feed in process.feeds.iter().filter(|feed| feed.to != process.id) {
            let Some(to) = organisation.processes.iter().find(|p| p.id == feed.to) else { continue };
            let [from, to, what] = [&process.title, &to.title, &feed.what].map(|text| text.to(&Language::Vi));
            let says = |line: &Line| {
                let (a, rest) = line.meaning.split_once(" → ").unwrap();
                a.contains(from) && rest.contains(to) && rest.contains(what)
            };
            assert!(sheet.lines.iter().filter(|l| l.meaning.contains(" → ")).any(says), "{from} → {to}: {what}");
        }
    }
    sheet
}

#[test]
fn the_map_and_the_chart_of_a_whole_system() {
    let library = Library::open("processes/ba-dinh").unwrap();
    let organisation = library.organisation().unwrap();
    for language in [Language::Vi, Language::En] {
        let note = |process: &ProcessGroup| process.procedures.iter().map(|code| code.to_string()).collect::<Vec<_>>().join(", ");
        let sheet = process_map(organisation, &language, &note);
        let wrong = [mistakes(&sheet), upon_each_other(&sheet)].concat();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // It fits on an upright page, and small words have at least 6.5 points there.
        assert!(sheet.width <= 800.0 && sheet.height <= sheet.width * 1.42, "{} {}", sheet.width, sheet.height);
        // No word is broken.
        let shown: Vec<&TextLine> =
            sheet.tiles.iter().map(|t| &t.lines).chain(sheet.grounds.iter().map(|g| &g.lines)).flatten().collect();
        let whole = |word: &str| shown.iter().any(|line| line.text.split(' ').any(|shown| shown.eq_ignore_ascii_case(word)));
        let titles = organisation.processes.iter().flat_map(|p| [p.title.to(&language), p.kind.label(&language)]);
        for word in titles.chain(["Applicant"].into_iter().filter(|_| language == Language::En)).flat_map(str::split_whitespace) {
            assert!(whole(word), "{word}");
        }
        // One line for all services that report to be measured.
        let measured = sheet.lines.iter().filter(|l| l.meaning.contains(", ") && l.meaning.contains(" → ")).count();
        assert!(measured > 0);

        let chart = organisation_chart(organisation, &language).unwrap();
        assert_eq!(mistakes(&chart), Vec::<String>::new());
        let own = organisation.units.iter().filter(|u| u.kind != crate::model::definition::UnitKind::External).count();
        assert_eq!(chart.tiles.len(), own);
        assert!(chart.height <= chart.width * 1.42, "{}", chart.height);
        plain(&chart.to_svg("t", "d"));
    }
}

#[test]
fn management_above_then_the_core_then_improvement_and_support() {
    let sheet = checked(
        "organisation: a\ntitle: A\nunits: []\nroles:\n  - {id: x, title: Người dân, kind: applicant}\nprocesses:
  - {id: s, title: Hỗ trợ, kind: support, feeds: [{to: c, what: Nguồn lực}]}
  - {id: i, title: Đo lường, kind: improvement, feeds: [{to: m, what: Kết quả đánh giá}]}
  - {id: c, title: Dịch vụ, kind: core, feeds: [{to: i, what: Số liệu}]}
  - {id: m, title: Lãnh đạo, kind: management, feeds: [{to: c, what: Mục tiêu}, {to: c, what: Phân công}, {to: m, what: Chính nó}, {to: nowhere, what: Không}]}
",
    );
    let top = |title: &str| sheet.tiles.iter().find(|t| t.lines[0].text == title).unwrap().area.y;
    assert!(top("Lãnh đạo") < top("Dịch vụ") && top("Dịch vụ") < top("Đo lường") && top("Đo lường") < top("Hỗ trợ"));
    // Who asks stands on the left, who gets the result on the right.
    let outside: Vec<_> = sheet.tiles.iter().filter(|t| t.kind == TileKind::Outside).collect();
    assert_eq!(outside.len(), 2);
    assert!(outside[0].area.right() < outside[1].area.x);
    assert!(sheet.lines.iter().any(|l| l.meaning == "Lãnh đạo → Dịch vụ: Mục tiêu; Phân công"));
    assert_eq!(sheet.lines.len(), 4 + 2);
}

#[test]
fn charts_of_units_of_any_kind() {
    let chart = |units: &str| {
        let text = format!("organisation: a\ntitle: A\nunits:\n{units}roles: []\n");
        let library = Library::from_sources([("organisation.yaml", text.as_str())]);
        let chart = organisation_chart(library.organisation().unwrap(), &Language::Vi);
        chart.inspect(|chart| assert_eq!(mistakes(chart), Vec::<String>::new()))
    };
    assert!(chart("  - {id: a, title: A, kind: department}\n  - {id: b, title: B, kind: department}\n").is_none());
    // Units that belong to each other or to themselves; to what is outside or not there.
    let odd = chart(
        "  - {id: a, title: A, kind: department, parent: b}\n  - {id: b, title: B, kind: department, parent: a}\n  - {id: c, title: C, kind: department, parent: c}\n  - {id: d, title: D, kind: department, parent: e}\n  - {id: e, title: E, kind: external}\n  - {id: f, title: F, kind: department, parent: nowhere}\n",
    )
    .unwrap();
    assert_eq!((odd.tiles.len(), odd.lines.len()), (5, 1));
    // A thousand below each other, and long names.
    let mut deep =
        String::from("  - {id: u0, title: A, kind: department}\n  - {id: v, title: V, kind: department, parent: u0}\n");
    for i in 1..1000 {
        let _ = writeln!(
            deep,
            "  - {{id: u{i}, title: '{}', kind: department, parent: u{}}}",
            "Phòng chuyên môn ".repeat(i % 9 + 1),
            i - 1
        );
    }
    assert_eq!(chart(&deep).unwrap().lines.len(), 1000);
}

/// Random organisations, as text.
fn organisations() -> impl Strategy<Value = String> {
    let kind = prop_oneof![1 => Just("management"), 3 => Just("core"), 1 => Just("support"), 1 => Just("improvement")];
    let process = (kind, 1usize..9, proptest::collection::vec(0usize..24, 0..6), 0usize..8);
    let unit = (0usize..40, 1usize..8);
    (proptest::collection::vec(process, 1..24), proptest::collection::vec(unit, 1..40), proptest::bool::ANY).prop_map(
        |(processes, units, serves)| {
            let mut text = String::from("organisation: a\ntitle: A\nunits:\n");
            for (i, (parent, words)) in units.iter().enumerate() {
                let _ = write!(
                    text,
                    "  - {{id: u{i}, title: '{}', kind: department",
                    ["Phòng", "Nguyễn", "chuyên"].repeat(*words).join(" ")
                );
                if *parent < i {
                    let _ = write!(text, ", parent: u{parent}");
                }
                text.push_str("}\n");
            }
            text.push_str(if serves {
                "roles:\n  - {id: x, title: 'Tổ chức, cá nhân', kind: applicant}\n"
            } else {
                "roles: []\n"
            });
            text.push_str("processes:\n");
            let many = processes.len();
            for (i, (kind, words, feeds, all)) in processes.iter().enumerate() {
                let _ = write!(
                    text,
                    "  - {{id: p{i}, title: 'Số {i} {}', kind: {kind}, feeds: [",
                    "giải quyết hồ sơ ".repeat(*words).trim()
                );
                // Sometimes one gives to all, or all give to the first.
                let targets: Vec<usize> = match all {
                    0 => (0..many).collect(),
                    1..=4 => feeds.iter().map(|to| to % many).chain([0]).collect(),
                    _ => feeds.iter().map(|to| to % many).collect(),
                };
                for to in targets {
                    let _ = write!(text, "{{to: p{to}, what: Đầu ra {i}}}, ");
                }
                text.push_str("]}\n");
            }
            text
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_maps_and_charts_are_drawn_without_mistakes(text in organisations()) {
        checked(&text);
        let library = Library::from_sources([("organisation.yaml", text.as_str())]);
        if let Some(chart) = organisation_chart(library.organisation().unwrap(), &Language::En) {
            let wrong = mistakes(&chart);
            prop_assert!(wrong.is_empty(), "{}\n{}", text, wrong.join("\n"));
            prop_assert_eq!(chart.tiles.len(), library.organisation().unwrap().units.len());
        }
    }
}
