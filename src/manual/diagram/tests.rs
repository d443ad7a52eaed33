//! Every drawing is checked by its geometry: what a reader would call a mistake, a test calls one.
#![allow(clippy::unwrap_used, clippy::panic, clippy::float_cmp)]

#[allow(dead_code, clippy::expect_used, clippy::cast_possible_truncation)]
#[path = "../../../tests/soundness/net.rs"]
mod net;
#[allow(dead_code, clippy::expect_used, clippy::cast_possible_truncation)]
#[path = "../../../tests/soundness/strategies.rs"]
mod strategies;

use super::*;
use crate::Library;
use crate::model::graph::{Highlight, Mark};
use crate::model::sketch::Look;
use crate::soundness::{FlowGraph, Kind, Verdict, analyse};
use net::Net;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use strategies::Nodes;

pub(crate) fn graph(steps: &str) -> ProcessGraph {
    let text = format!("procedure: P-1\ntitle: T\n{steps}");
    let library = Library::from_sources([("p.yaml", text.as_str())]);
    let procedure = library.procedures().first().unwrap_or_else(|| panic!("{text}\n{:?}", library.findings()));
    procedure.graph().clone()
}

fn draw(graph: &ProcessGraph) -> Drawing {
    flowchart(graph, &Wording { language: &Language::Vi, lane: &|id| format!("Vai trò {id}") })
}

/// Whether a piece of a flow has more than a touch in common with an area.
fn passes(a: Point, b: Point, area: &Area, by: f64) -> bool {
    let (left, right) = (a.x.min(b.x), a.x.max(b.x));
    let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
    left < area.right() - by && right > area.x + by && top < area.bottom() - by && bottom > area.y + by
}

/// Everything wrong with the drawing of a procedure.
fn mistakes(graph: &ProcessGraph, drawing: &Drawing) -> Vec<String> {
    mistakes_of(&graph.sketch(&Language::Vi, &|id| format!("Vai trò {id}")), drawing)
}

/// Everything wrong with the drawing of a sketch.
pub(crate) fn mistakes_of(sketch: &Sketch, drawing: &Drawing) -> Vec<String> {
    let mut wrong = Vec::new();
    let touch = 0.3;
    let shrunk = |a: &Area| Area { x: a.x + touch, y: a.y + touch, width: a.width - 2.0 * touch, height: a.height - 2.0 * touch };
    for (i, a) in drawing.boxes.iter().enumerate() {
        for b in &drawing.boxes[i + 1..] {
            if shrunk(&a.area).overlaps(&shrunk(&b.area)) {
                wrong.push(format!("boxes {a:?} {b:?}"));
            }
        }
    }
    for (i, label) in drawing.labels.iter().enumerate() {
        for shape in drawing.boxes.iter().filter(|s| s.area.overlaps(&shrunk(&label.area))) {
            wrong.push(format!("label {label:?} on {shape:?}"));
        }
        for other in drawing.labels[i + 1..].iter().filter(|o| shrunk(&o.area).overlaps(&shrunk(&label.area))) {
            wrong.push(format!("label {label:?} on {other:?}"));
        }
        for edge in &drawing.edges {
            for pair in edge.points.windows(2) {
                if passes(pair[0], pair[1], &label.area, touch) {
                    wrong.push(format!("flow {edge:?} through label {label:?}"));
                }
            }
        }
    }
    for edge in &drawing.edges {
        if edge.points.len() < 2 {
            wrong.push(format!("no way {edge:?}"));
        }
        let ends = [edge.points.first(), edge.points.last()];
        for (node, point) in [edge.from, edge.to].into_iter().zip(ends) {
            let area = drawing.boxes.iter().find(|s| s.node == node).map(|s| s.area);
            let near =
                |a: Area, p: Point| p.x > a.x - touch && p.x < a.right() + touch && p.y > a.y - touch && p.y < a.bottom() + touch;
            if !area.zip(point).is_some_and(|(a, p)| near(a, *p)) {
                wrong.push(format!("loose end {edge:?}"));
            }
        }
        for pair in edge.points.windows(2) {
            if (pair[0].x - pair[1].x).abs() > 0.01 && (pair[0].y - pair[1].y).abs() > 0.01 {
                wrong.push(format!("slanting {edge:?}"));
            }
            // A flow may begin at a slanting edge of its diamond or circle and fall from there.
            let leaves = |s: &Shape| {
                let (middle, at) = (s.area.middle(), pair[0]);
                let (x, y) = ((at.x - middle.x).abs(), (at.y - middle.y).abs());
                let away = match s.kind {
                    ShapeKind::Step { .. } => return false,
                    ShapeKind::Gateway(_) => x + y,
                    ShapeKind::Start | ShapeKind::Interruption | ShapeKind::End => x.hypot(y),
                };
                s.node == edge.from && away > s.area.width / 2.0 - touch && at.x == pair[1].x && at.y > middle.y
            };
            for shape in drawing.boxes.iter().filter(|s| passes(pair[0], pair[1], &s.area, touch) && !leaves(s)) {
                wrong.push(format!("flow {edge:?} through {shape:?}"));
            }
        }
        if let [.., before, last] = edge.points.as_slice()
            && (before.x != last.x || last.y - before.y < 8.0)
        {
            wrong.push(format!("no room for the head of {edge:?}"));
        }
    }
    // Flows lie upon each other only on the way to the same target, or leaving one place without words:
    // a line shared by flows with words would not say whose words they are.
    let has_words = |i: usize| drawing.labels.iter().any(|l| l.about == About::Edge(i));
    let mut pieces = Vec::new();
    for (i, edge) in drawing.edges.iter().enumerate() {
        for pair in edge.points.windows(2) {
            let level = (pair[0].y - pair[1].y).abs() < 0.01;
            let (at, from, to) = if level { (pair[0].y, pair[0].x, pair[1].x) } else { (pair[0].x, pair[0].y, pair[1].y) };
            pieces.push((level, at, from.min(to), from.max(to), i));
        }
    }
    pieces.sort_by(|a, b| a.partial_cmp(b).unwrap());
    for (i, a) in pieces.iter().enumerate() {
        for b in pieces[i + 1..].iter().take_while(|b| b.0 == a.0 && b.1 - a.1 < 2.5) {
            let (one, two) = (&drawing.edges[a.4], &drawing.edges[b.4]);
            let kin = one.to == two.to || one.from == two.from && !has_words(a.4) && !has_words(b.4);
            if a.4 != b.4 && !kin && a.3.min(b.3) - a.2.max(b.2) > 0.5 {
                wrong.push(format!("flows upon each other {one:?} {two:?}"));
            }
        }
    }
    let whole = Area { x: 0.0, y: 0.0, width: drawing.width, height: drawing.height };
    let outside = |a: &Area| a.x < -0.01 || a.y < -0.01 || a.right() > whole.right() + 0.01 || a.bottom() > whole.bottom() + 0.01;
    for area in drawing
        .boxes
        .iter()
        .map(|s| &s.area)
        .chain(drawing.labels.iter().map(|l| &l.area))
        .chain(drawing.key.iter().map(|m| &m.area))
    {
        if outside(area) {
            wrong.push(format!("outside {area:?}"));
        }
    }
    for point in drawing.edges.iter().flat_map(|e| &e.points) {
        if outside(&Area { x: point.x, y: point.y, width: 0.0, height: 0.0 }) {
            wrong.push(format!("outside {point:?}"));
        }
    }
    // Words about a flow stand in one lane, and no word is broken.
    for label in drawing.labels.iter().filter(|l| matches!(l.about, About::Edge(_))) {
        let crossed = |lane: &Lane| label.area.x < lane.area.x + 1.0 && label.area.right() > lane.area.x - 1.0;
        if drawing.lanes.iter().any(crossed) {
            wrong.push(format!("a lane ends within label {label:?}"));
        }
    }
    let mut texts: Vec<String> = sketch.flows.iter().filter_map(|flow| flow.label.clone()).collect();
    texts.extend(sketch.nodes.iter().filter(|n| matches!(n.look, Look::Step { .. })).map(|n| n.words.clone()));
    texts.retain(|t| t.split_whitespace().all(|word| text::width(word, 11.0, false) <= 110.0));
    // Of a box the title: its number and time are smaller.
    let titles = drawing.boxes.iter().map(|s| s.lines.iter().filter(|line| line.size == layout::TITLE).collect::<Vec<_>>());
    let mut shown: Vec<String> = titles
        .chain(drawing.labels.iter().map(|l| l.lines.iter().collect()))
        .map(|l| l.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" "))
        .collect();
    shown.sort();
    for text in texts {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !shown.iter().any(|s| s.contains(&text) || s.split('…').next().is_some_and(|s| s.len() > 60 && text.starts_with(s)))
        {
            wrong.push(format!("a word is broken in {text:?}"));
        }
    }
    // Text stays within its shape or its room.
    let holders = drawing.boxes.iter().map(|s| (&s.area, &s.lines)).chain(drawing.labels.iter().map(|l| (&l.area, &l.lines)));
    for (area, lines) in holders.chain(drawing.lanes.iter().map(|l| (&l.head, &l.lines))) {
        for line in lines {
            let wide = text::width(&line.text, line.size, line.bold);
            let left = match line.anchor {
                Anchor::Start => line.at.x,
                Anchor::Middle => line.at.x - wide / 2.0,
                Anchor::End => line.at.x - wide,
            };
            if left < area.x - 0.2
                || left + wide > area.right() + 0.2
                || line.at.y > area.bottom()
                || line.at.y - line.size * 0.7 < area.y
            {
                wrong.push(format!("text {line:?} leaves {area:?}"));
            }
        }
    }
    for cut in &drawing.cuts {
        let through = |a: &Area| a.y < *cut && a.bottom() > *cut;
        if drawing.boxes.iter().map(|s| &s.area).chain(drawing.labels.iter().map(|l| &l.area)).any(through) {
            wrong.push(format!("cut {cut} passes through something"));
        }
    }
    // Nothing is forgotten.
    let drawn: BTreeSet<_> = drawing.boxes.iter().map(|s| s.node).collect();
    if drawn.len() != drawing.boxes.len() || drawn.len() != sketch.nodes.len() || drawing.edges.len() != sketch.flows.len() {
        wrong.push("nodes or flows are missing".to_owned());
    }
    let mut said: Vec<_> =
        drawing.labels.iter().filter_map(|l| if let About::Edge(i) = l.about { Some(i) } else { None }).collect();
    said.sort_unstable();
    said.dedup();
    let labelled = sketch.flows.iter().filter(|flow| flow.label.is_some()).count();
    if said.len() != labelled || said.last().is_some_and(|i| *i >= drawing.edges.len()) {
        wrong.push("labels are missing".to_owned());
    }
    wrong
}

fn check(steps: &str) -> Drawing {
    let graph = graph(steps);
    let drawing = draw(&graph);
    let wrong = mistakes(&graph, &drawing);
    assert!(wrong.is_empty(), "{steps}\n{}", wrong.join("\n"));
    assert_eq!(drawing, draw(&graph));
    drawing
}

fn find(drawing: &Drawing, kind: impl Fn(&ShapeKind) -> bool) -> usize {
    drawing.boxes.iter().filter(|s| kind(&s.kind)).count()
}

#[test]
fn a_sequence_runs_straight_down() {
    let drawing =
        check("steps:\n  - {id: a, title: A, role: x}\n  - {id: b, title: B, role: x}\n  - {id: c, title: C, role: x}\n");
    assert!(drawing.edges.iter().all(|e| e.points.len() == 2));
    assert_eq!(drawing.lanes.len(), 1);
    assert_eq!(find(&drawing, |k| *k == ShapeKind::End), 1);
}

#[test]
fn a_choice_and_a_way_back() {
    let drawing = check(
        "steps:
  - {id: submit, title: Nộp hồ sơ, role: applicant}
  - id: check
    title: Kiểm tra tính hợp lệ, đầy đủ của hồ sơ
    role: officer
    time: 15 minutes
    next:
      - {to: accept, when: Đủ giấy tờ và đủ điều kiện theo quy định}
      - {to: fix, when: Thiếu giấy tờ, at-most: 1}
      - {to: refuse, when: Bản chính không được dùng làm cơ sở chứng thực}
      - {to: guide, when: Không thuộc thẩm quyền}
  - {id: fix, title: Bổ sung, role: applicant, clock: stopped, next: check}
  - {id: refuse, title: Từ chối, role: officer, end: refused}
  - {id: guide, title: Hướng dẫn, role: officer, end: guided}
  - {id: accept, title: Tiếp nhận, role: officer}
",
    );
    assert_eq!(drawing.edges.iter().filter(|e| e.back).count(), 1);
    assert_eq!(find(&drawing, |k| matches!(k, ShapeKind::Gateway(Gate::Exclusive))), 1);
}

const PARALLEL: &str = "steps:
  - {id: start, title: Start, role: a, split: parallel, next: [x, y, z]}
  - {id: x, title: X, role: b, next: meet}
  - {id: y, title: Y, role: c, next: meet}
  - {id: z, title: Z, role: a, next: meet}
  - {id: meet, title: Meet, role: a, join: parallel}
";

#[test]
fn three_branches_part_and_meet() {
    let drawing = check(PARALLEL);
    assert_eq!(find(&drawing, |k| matches!(k, ShapeKind::Gateway(Gate::Parallel))), 2);
}

#[test]
fn nested_branches() {
    check(
        "steps:
  - {id: a, title: A, role: r, split: parallel, next: [b, c]}
  - {id: b, title: B, role: s, next: [{to: d, when: yes it is}, {to: e, when: no it is not}]}
  - {id: c, title: C, role: t, split: inclusive, next: [{to: f, when: one}, {to: g, when: other}, {to: h, when: third}]}
  - {id: d, title: D, role: s, next: i}
  - {id: e, title: E, role: r, next: i}
  - {id: f, title: F, role: t, next: j}
  - {id: g, title: G, role: s, next: j}
  - {id: h, title: H, role: r, next: j}
  - {id: i, title: I, role: s, join: exclusive, next: k}
  - {id: j, title: J, role: t, join: inclusive, next: k}
  - {id: k, title: K, role: r, join: parallel, next: [{to: a, when: again, at-most: 2}, l]}
  - {id: l, title: L, role: r}
",
    );
}

#[test]
fn flows_that_change_places_do_not_lie_upon_each_other() {
    check(
        "steps:
  - {id: a, title: A, role: r, split: parallel, next: [b, c]}
  - {id: b, title: B, role: r, next: e}
  - {id: c, title: C, role: s, next: d}
  - {id: d, title: D, role: r, next: f}
  - {id: e, title: E, role: s, next: f}
  - {id: f, title: F, role: r, join: parallel}
",
    );
}

#[test]
fn interruptions_timeouts_and_steps_to_themselves() {
    let drawing = check(
        "steps:
  - {id: a, title: Ask, role: x}
  - {id: wait, title: Wait for an answer, role: y, kind: wait, clock: stopped, next: [{to: c, when: answered}, {to: a, when: unclear}], timeout: {after: 30 days, to: d, when: no answer at all}}
  - {id: again, title: Try, role: y, kind: system, next: again, timeout: {after: 5 working days, to: c}}
  - {id: c, title: Close, role: x, timeout: {after: 2 hours, to: a}, next: d}
  - {id: d, title: Done, role: x, timeout: {after: 2 hours, to: wait}, end: completed}
  - {id: stop, title: Stop, role: y, end: withdrawn}
interruptions:
  - {when: The applicant withdraws before anybody decides, by: x, to: stop}
  - {when: Fire, by: nobody, to: stop}
  - {when: Flood, by: y, to: a}
",
    );
    assert_eq!(find(&drawing, |k| *k == ShapeKind::Interruption), 3);
    assert!(drawing.edges.iter().any(|e| e.kind == FlowKind::Timeout));
    assert!(find(&drawing, |k| matches!(k, ShapeKind::Step { waits: true, stopped: true, .. })) == 1);
    assert!(find(&drawing, |k| matches!(k, ShapeKind::Step { software: true, .. })) == 1);
}

#[test]
fn long_chains_many_roles_long_titles_and_nothing_at_all() {
    let mut chain = String::from("steps:\n");
    for i in 0..60 {
        let _ = writeln!(chain, "  - {{id: s{i}, title: Step {i}, role: r{}}}", i % 5);
    }
    assert_eq!(find(&check(&chain), |k| matches!(k, ShapeKind::Step { .. })), 60);

    let mut roles = String::from("steps:\n");
    for i in 0..24 {
        let _ = writeln!(
            roles,
            "  - {{id: s{i}, title: Kiểm tra, role: r{}, next: [s{}, s{}]}}",
            i * 7 % 12,
            (i + 1) % 24,
            i * 5 % 24
        );
    }
    assert_eq!(check(&roles).lanes.len(), 12);

    let long = "Thẩm định nội dung hồ sơ đề nghị ".repeat(16);
    let word = "x".repeat(500);
    check(&format!(
        "steps:\n  - {{id: a, title: {long}, role: x, next: [{{to: b, when: {long}}}, {{to: c, when: {word}}}]}}\n  - {{id: b, title: {word}, role: y}}\n  - {{id: c, title: {word}, role: x}}\n"
    ));

    check(
        "steps:\n  - {id: a, title: A, role: x, end: completed}\n  - {id: b, title: B, role: y, next: c}\n  - {id: c, title: C, role: x, next: b}\n",
    );
    let nothing = check("steps: []\n");
    assert_eq!((nothing.boxes.len(), nothing.lanes.len()), (1, 0));
    assert!(nothing.to_svg("", "").contains("<svg"));
}

#[test]
fn numbers_speak_the_language() {
    let graph = graph("steps:\n  - {id: a, title: {vi: Một, en: One}, role: x, time: 3 working days}\n");
    let text = |language| {
        let drawing = flowchart(&graph, &Wording { language, lane: &|id| id.to_string() });
        drawing.to_svg("t", "d")
    };
    assert!(text(&Language::Vi).contains(">B1<") && text(&Language::Vi).contains("3 ngày làm việc"));
    assert!(text(&Language::En).contains(">S1<") && text(&Language::En).contains("3 working days"));
}

#[test]
fn a_thousand_steps() {
    let mut text = String::from("steps:\n");
    for i in 0..1000 {
        let back = i * 7 % 1000;
        let _ = writeln!(
            text,
            "  - {{id: s{i}, title: Step number {i}, role: r{}, next: [s{}, {{to: s{back}, when: again}}]}}",
            i % 7,
            (i + 1) % 1000
        );
    }
    let drawing = draw(&graph(&text));
    assert_eq!(find(&drawing, |k| matches!(k, ShapeKind::Step { .. })), 1000);
}

#[test]
fn svg_is_well_formed_and_accessible() {
    let graph = graph(
        "steps:\n  - {id: a, title: 'A & <b> \"c\"', role: x, next: [{to: b, when: 'x < y'}, c]}\n  - {id: b, title: B, role: y}\n  - {id: c, title: C, role: y}\n",
    );
    let svg = draw(&graph).to_svg("Lưu đồ & <x>", "\"mô tả\"\u{1}");
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
    assert!(
        svg.contains("role=\"img\"")
            && svg.contains("<title>Lưu đồ &amp; &lt;x&gt;</title>")
            && svg.contains("&quot;mô tả&quot;</desc>")
    );
    assert!(svg.contains("x &lt; y") && !svg.contains("NaN") && !svg.contains('\u{1}'));
    plain(&svg);
}

/// An SVG image is well formed, and made of few things: what draws it elsewhere has to know no more.
pub(crate) fn plain(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphabetic).collect();
        let tag = tag.split('>').next().unwrap();
        assert!(["svg", "title", "desc", "g", "rect", "circle", "path", "text"].contains(&name.as_str()), "{name}");
        if let Some(way) = tag.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            assert!(
                way.chars().all(|c| matches!(c, '0'..='9' | '.' | '-' | ' ' | 'M' | 'L' | 'H' | 'V' | 'Q' | 'C' | 'Z')),
                "{way}"
            );
        }
        // Every colour that a page may set is also there without it.
        for paint in ["fill", "stroke"] {
            assert!(!tag.contains(&format!("{paint}:var(")) || tag.contains(&format!(" {paint}=\"#")), "{tag}");
        }
        assert!(!tag.contains("transform"), "{tag}");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty());
}

#[test]
fn branches_of_a_split_have_lines_of_their_own() {
    // More branches than the diamond has corners, and all to one side.
    let drawing = check(
        "steps:
  - {id: a, title: Họp, role: r}
  - id: b
    title: Hòa giải
    role: s
    next:
      - {to: c, when: Có bên vắng mặt}
      - {to: d, when: Các bên thỏa thuận được}
      - {to: e, when: Không thỏa thuận được}
      - {to: f, when: Rút đơn}
      - {to: g, when: Không thuộc thẩm quyền}
  - {id: c, title: Mời lại, role: r, next: b}
  - {id: d, title: Lập biên bản, role: r}
  - {id: e, title: Lập biên bản không thành, role: r}
  - {id: f, title: Đình chỉ, role: r}
  - {id: g, title: Trả đơn, role: r}
",
    );
    let split = drawing.edges.iter().filter(|e| e.kind == FlowKind::Sequence).fold(
        std::collections::BTreeMap::<_, Vec<Point>>::new(),
        |mut found, e| {
            found.entry(e.from).or_default().push(e.points[0]);
            found
        },
    );
    let begins = split.values().max_by_key(|begins| begins.len()).unwrap();
    assert_eq!(begins.len(), 5);
    assert!(begins.iter().enumerate().all(|(i, a)| begins[i + 1..].iter().all(|b| a != b)), "{begins:?}");
}

#[test]
fn the_key_names_the_marks_that_occur() {
    let plain = check("steps:\n  - {id: a, title: A, role: x}\n");
    let said = |drawing: &Drawing| drawing.key.iter().map(|m| m.line.text.clone()).collect::<Vec<_>>();
    assert_eq!(said(&plain), ["Bắt đầu", "Bước và thời gian", "Kết thúc"]);
    let parallel = check(PARALLEL);
    assert!(said(&parallel).contains(&"Mọi nhánh, song song".to_owned()) && parallel.key.len() == 4);
    let english = flowchart(&graph(PARALLEL), &Wording { language: &Language::En, lane: &|id| id.to_string() });
    assert_eq!(said(&english)[0], "Start");
    let foot = parallel.lanes[0].area.bottom();
    assert!(parallel.key.iter().all(|m| m.area.y > foot && m.area.bottom() < parallel.height));
}

#[test]
fn many_lanes_stay_readable_in_print() {
    // Small words have 11 pixels, 8.25 points; a lying A4 page shows 986 pixels, an upright one 623.
    let points = |roles: usize| {
        let mut steps = String::from("steps:\n");
        for i in 0..roles * 2 {
            let _ = writeln!(
                steps,
                "  - {{id: s{i}, title: Kiểm tra hồ sơ và ký tờ trình, role: r{}, next: [{{to: s{}, when: Đủ điều kiện}}, s0]}}",
                i % roles,
                (i + 1) % (roles * 2)
            );
        }
        let drawing = check(&steps);
        8.25 * (if drawing.is_wide() { 986.0 } else { 623.0 } / drawing.width).min(1.0)
    };
    for roles in 1..=11 {
        assert!(points(roles) >= 6.5, "{roles} {}", points(roles));
    }
}

#[test]
fn long_drawings_are_cut_for_paper() {
    let mut chain = String::from("steps:\n");
    for i in 0..40 {
        let _ = writeln!(chain, "  - {{id: s{i}, title: Step {i}, role: r{}}}", i % 3);
    }
    let drawing = check(&chain);
    let pages = drawing.pages("Lưu đồ", "");
    assert!(pages.len() > 2);
    for i in 0..40 {
        assert!(pages.iter().filter(|p| p.contains(&format!(">B{}<", i + 1))).count() == 1, "step {i}");
    }
    assert!(pages.iter().all(|p| p.contains("Vai trò r0")));
    assert_eq!(check(PARALLEL).pages("x", "y").len(), 1);
}

#[test]
fn at_a_cut_flows_say_where_they_go_on() {
    let mut chain = String::from("steps:\n");
    for i in 0..40 {
        let back = if i == 30 { ", next: [s31, {to: s2, when: Chưa đạt}]" } else { "" };
        let _ = writeln!(chain, "  - {{id: s{i}, title: Step {i}, role: r{}{back}}}", i % 3);
    }
    let drawing = check(&chain);
    let pages = drawing.pages("t", "d");
    // Forward at the end of each page but the last, back at the top of each page between the two steps.
    let first_on = |page: &String| (1..=40).find(|i| page.contains(&format!(">B{i}<"))).unwrap();
    for pair in pages.windows(2) {
        let next = first_on(&pair[1]);
        assert!(pair[0].contains(&format!(">→ B{next}<")) && pair[1].contains(&format!(">B{} →<", next - 1)), "B{next}");
        assert_eq!(pair[1].contains(">→ B3<"), next <= 31);
        assert_eq!(pair[0].contains(">B31 →<"), next <= 31);
    }
    assert!(!pages[0].contains(">→ B3<"));
}

#[test]
fn every_chart_of_a_whole_system_is_drawn_without_mistakes() {
    let library = Library::open("processes/ba-dinh").unwrap();
    assert!(!library.procedures().is_empty());
    for procedure in library.procedures() {
        let drawing = draw(procedure.graph());
        let wrong = mistakes(procedure.graph(), &drawing);
        assert!(wrong.is_empty(), "{:?}\n{}", procedure.definition().title, wrong.join("\n"));
        drawing.pages("t", "d").iter().for_each(|page| plain(page));
    }
}

/// Random steps, as text.
pub(crate) fn procedures() -> impl Strategy<Value = String> {
    let gate = || proptest::option::weighted(0.2, prop_oneof![Just("exclusive"), Just("parallel"), Just("inclusive")]);
    let words = prop_oneof![
        3 => Just(""),
        2 => Just("Đủ điều kiện"),
        1 => Just("Hồ sơ chưa đúng quy định và đã được thông báo một lần mà vẫn chưa đúng"),
        1 => Just("Không"),
    ];
    let step = (
        0usize..7,
        0usize..6,
        proptest::collection::vec((0usize..40, words), 0..4),
        gate(),
        gate(),
        proptest::option::weighted(0.15, 0usize..40),
        (proptest::bool::weighted(0.15), proptest::bool::weighted(0.3), 0usize..3),
    );
    let events = proptest::collection::vec((0usize..9, 0usize..40, 1usize..12), 0..4);
    (proptest::collection::vec(step, 1..24), events, 1usize..8).prop_map(|(steps, events, roles)| {
        let mut text = String::from("steps:\n");
        let many = steps.len();
        for (i, (role, title, next, join, split, timeout, (ends, near, time))) in steps.iter().enumerate() {
            let title = ["Ký", "Kiểm tra hồ sơ"].repeat(title + 1).join(" ");
            let _ = write!(text, "  - {{id: s{i}, title: {title}, role: r{}", role % roles);
            if *time > 0 {
                let _ = write!(text, ", time: {}", ["15 minutes", "2.5 working days"][time - 1]);
            }
            if let Some(join) = join {
                let _ = write!(text, ", join: {join}");
            }
            if let Some(split) = split {
                let _ = write!(text, ", split: {split}");
            }
            let targets: BTreeSet<usize> =
                next.iter().map(|(to, _)| if *near { (i + 1 + to % 3).min(many - 1) } else { to % many }).collect();
            if *ends {
                text.push_str(", end: guided");
            } else if !targets.is_empty() {
                text.push_str(", next: [");
                for (target, (_, when)) in targets.iter().zip(next) {
                    let when = if when.is_empty() { String::new() } else { format!(", when: {when}") };
                    let _ = write!(text, "{{to: s{target}{when}}}, ");
                }
                text.push(']');
            }
            if let Some(to) = timeout {
                let _ = write!(text, ", timeout: {{after: 5 working days, to: s{}}}", to % many);
            }
            text.push_str("}\n");
        }
        if !events.is_empty() {
            text.push_str("interruptions:\n");
        }
        for (by, to, words) in events {
            let _ = writeln!(text, "  - {{when: {}, by: r{by}, to: s{}}}", "rút hồ sơ ".repeat(words).trim(), to % many);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_procedures_are_drawn_without_mistakes(text in procedures()) {
        let graph = graph(&text);
        let drawing = draw(&graph);
        let wrong = mistakes(&graph, &drawing);
        prop_assert!(wrong.is_empty(), "{}\n{}", text, wrong.join("\n"));
        let pages = drawing.pages("t", "d").concat();
        for i in 0..graph.definition().steps.len() {
            let number = format!(">B{}<", i + 1);
            prop_assert!(pages.contains(&number));
        }
    }
}

/// A text of exactly so many characters, in words.
fn long(characters: usize) -> String {
    "Thẩm định nội dung hồ sơ đề nghị, lấy ý kiến cơ quan liên quan và dự thảo văn bản trả lời, "
        .chars()
        .cycle()
        .take(characters)
        .collect()
}

/// A sound graph written as a procedure with everything that is drawn: a step for each node.
///
/// Roles, titles, conditions and the rest come from the draws, one after the other.
fn dressed(net: &Net, roles: usize, draws: &[u8]) -> String {
    let mut draws = draws.iter().cycle();
    let mut draw = |most: usize| usize::from(*draws.next().unwrap()) % most;
    // A procedure has one start: what only others lead to is left out.
    let begins = |kind: &Kind, node: usize| node == 0 || *kind == Kind::Interruption;
    let mut open: Vec<usize> = (0..net.kinds.len()).filter(|node| begins(&net.kinds[*node], *node)).collect();
    let mut order = Vec::new();
    while let Some(node) = open.pop() {
        if !order.contains(&node) {
            order.push(node);
            open.extend(net.out_of(node).into_iter().map(|flow| net.flows[flow].1));
        }
    }
    // In the order of the work, or in any other; a start comes first.
    if draw(2) == 0 {
        order.sort_unstable();
    }
    order.sort_by_key(|node| *node != 0);
    let into = |node: usize| net.flows.iter().filter(|(from, to)| *to == node && order.contains(from)).count();
    let (mut text, mut events) = (String::from("steps:\n"), String::new());
    for node in order.iter().copied() {
        let outs: Vec<usize> = net.out_of(node).into_iter().map(|flow| net.flows[flow].1).collect();
        let when = |words: usize| match words {
            0 => "Đủ điều kiện".to_owned(),
            1 => "Hồ sơ chưa đúng quy định và đã được thông báo một lần mà vẫn chưa đúng".to_owned(),
            2 => long(300),
            _ => "Không".to_owned(),
        };
        if net.kinds[node] == Kind::Interruption {
            let _ = writeln!(events, "  - {{when: '{}', by: r{}, to: n{}}}", when(draw(4)), draw(roles), outs[0]);
            continue;
        }
        let title = match draw(12) {
            0 => long(500),
            1..=4 => "Kiểm tra tính hợp lệ, đầy đủ của hồ sơ".to_owned(),
            5..=8 => long(10 + 11 * draw(9)),
            _ => "Ký".to_owned(),
        };
        let _ = write!(text, "  - {{id: n{node}, title: '{}', role: r{}", title.trim(), draw(roles));
        text.push_str(
            [
                ", time: 15 minutes",
                ", time: 2.5 working days",
                "",
                ", clock: stopped",
                ", kind: wait, clock: stopped",
                ", kind: system",
            ][draw(6)],
        );
        let gate = match net.kinds[node] {
            Kind::Exclusive => "exclusive",
            Kind::Inclusive => "inclusive",
            _ => "parallel",
        };
        if into(node) > 1 && matches!(net.kinds[node], Kind::Parallel | Kind::Inclusive) {
            let _ = write!(text, ", join: {gate}");
        }
        if outs.is_empty() {
            text.push_str(", end: completed}\n");
            continue;
        }
        // One of the ways of a choice may be what happens when time is out.
        let late = (gate == "exclusive" && outs.len() > 1 && draw(4) == 0).then(|| outs[0]);
        let ways: Vec<String> = outs[usize::from(late.is_some())..]
            .iter()
            .map(|to| {
                if gate == "parallel" || draw(5) == 0 {
                    format!("{{to: n{to}}}")
                } else {
                    format!("{{to: n{to}, when: '{}'}}", when(draw(5)).trim())
                }
            })
            .collect();
        let _ = write!(text, ", split: {gate}, next: [{}]", ways.join(", "));
        if let Some(to) = late {
            let _ = write!(text, ", timeout: {{after: 5 working days, to: n{to}}}");
        }
        text.push_str("}\n");
    }
    if !events.is_empty() {
        let _ = write!(text, "interruptions:\n{events}");
    }
    text
}

/// Sound graphs up to so many nodes, as text.
fn sound(nodes: usize) -> impl Strategy<Value = String> {
    let roles = prop_oneof![3 => 1usize..8, 1 => 8usize..31];
    (strategies::sound(Nodes::All, nodes), roles, proptest::collection::vec(any::<u8>(), 300))
        .prop_map(|(net, roles, draws)| dressed(&net, roles, &draws))
}

#[test]
fn words_beside_a_single_track_stay_whole() {
    // Fourteen lanes, so narrow that nothing is to spare; one flow that passes to the left of the next lane.
    let when = "Hồ sơ chưa đúng quy định và đã được thông báo một lần mà vẫn chưa đúng";
    for at in 1..13 {
        let mut steps = String::from("steps:\n");
        for i in 0..14 {
            let next = match i {
                13 => String::new(),
                _ if i == at => format!(", next: [{{to: s{}, when: '{when}'}}, {{to: s{}, when: Không}}]", i - 1, i + 1),
                _ if i == at + 1 => format!(", next: [{{to: s{}}}, {{to: s0, when: Không}}]", (i + 1).min(13)),
                _ => format!(", next: s{}", i + 1),
            };
            let _ = writeln!(steps, "  - {{id: s{i}, title: 'Kiểm tra tính hợp lệ, đầy đủ của hồ sơ', role: r{i}{next}}}");
        }
        check(&steps);
    }
}

/// Draws a procedure that has to be sound, and looks at everything.
fn drawn_without_mistakes(text: &str) -> Result<(), TestCaseError> {
    let graph = graph(text);
    let flows = FlowGraph::from(&graph);
    prop_assert!(matches!(analyse(&flows), Verdict::Sound(_)), "not sound:\n{}", text);
    let drawing = draw(&graph);
    let wrong = mistakes(&graph, &drawing);
    prop_assert!(wrong.is_empty(), "{}\n{}", text, wrong.join("\n"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 850, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn sound_graphs_are_drawn_without_mistakes(text in sound(40)) {
        drawn_without_mistakes(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn large_sound_graphs_are_drawn_without_mistakes(text in sound(150)) {
        drawn_without_mistakes(&text)?;
    }
}

#[test]
fn three_hundred_steps_of_thirty_roles_with_titles_of_five_hundred_characters() {
    let mut steps = String::from("steps:\n");
    for i in 0..300 {
        let back = if i % 9 == 0 { i / 2 } else { (i + 3).min(299) };
        let _ = writeln!(
            steps,
            "  - {{id: s{i}, title: '{}', role: r{}, next: [s{}, {{to: s{back}, when: '{}'}}]}}",
            long(500).trim(),
            i * 7 % 30,
            (i + 1) % 300,
            long(60)
        );
    }
    let drawing = check(&steps);
    assert_eq!(drawing.lanes.len(), 30);
    // Where a title is cut, a box would not fit on a page.
    let page = |drawing: &Drawing| drawing.width.max(930.0) * 0.61 - drawing.lanes[0].head.height;
    let cut = |shape: &Shape| shape.lines.iter().any(|line| line.text.ends_with('…'));
    let highest = drawing.boxes.iter().map(|s| s.area.height).fold(0.0, f64::max);
    assert!(highest < page(&drawing), "{highest}");
    assert!(drawing.boxes.iter().all(|s| !cut(s) || s.area.height > page(&drawing) / 2.0));
    let short = check(&format!("steps:\n  - {{id: a, title: '{}', role: x}}\n", long(500).trim()));
    assert!(!short.boxes.iter().any(cut));
}

#[test]
fn heads_longer_than_a_page_do_not_fill_all_pages() {
    let mut steps = String::from("steps:\n");
    for i in 0..60 {
        let _ = writeln!(steps, "  - {{id: s{i}, title: A, role: r{}}}", i % 12);
    }
    let graph = graph(&steps);
    let drawing = flowchart(&graph, &Wording { language: &Language::Vi, lane: &|_| long(2000) });
    let pages = drawing.pages("t", "d");
    assert!(pages.len() < 60, "{}", pages.len());
    assert!((1..=60).all(|i| pages.iter().any(|page| page.contains(&format!(">B{i}<")))));
}

/// Numbers on every step and letters on everything else.
fn everything(graph: &ProcessGraph) -> Highlight {
    let step = |node: &petgraph::graph::NodeIndex| matches!(graph.node(*node), crate::model::graph::Node::Step(_));
    let mark = |node| Mark { node, sign: "A".to_owned(), meaning: "Đây là chỗ rẽ nhánh.".to_owned() };
    Highlight {
        nodes: graph.nodes().filter(step).enumerate().map(|(i, node)| (node, vec![i + 1, i + 100])).collect(),
        flows: graph.raw().edge_indices().collect(),
        marks: graph.nodes().filter(|node| !step(node)).map(mark).collect(),
        heading: "Lỗi: chờ mãi".to_owned(),
        remarks: vec!["Chỗ hợp nhánh có thể chờ mãi. ".repeat(8)],
        way: "Đường dẫn tới lỗi.".to_owned(),
    }
}

#[test]
fn numbers_and_letters_hide_nothing() {
    let library = Library::open("processes/ba-dinh").unwrap();
    let (mut hidden, mut all) = (0, 0);
    for procedure in library.procedures() {
        let graph = procedure.graph();
        let plain = draw(graph);
        let mut drawing = plain.clone();
        drawing.highlight(&everything(graph));
        let emphasis = drawing.emphasis.as_ref().unwrap();
        assert_eq!((emphasis.boxes.len(), emphasis.edges.len()), (drawing.boxes.len(), drawing.edges.len()));
        // The drawing itself stays as it is.
        assert_eq!((&drawing.boxes, &drawing.edges, &drawing.labels), (&plain.boxes, &plain.edges, &plain.labels));
        let badges = &emphasis.badges;
        for (i, badge) in badges.iter().enumerate() {
            all += 1;
            assert!(badges[i + 1..].iter().all(|other| !other.area.overlaps(&badge.area)), "{}: {badge:?}", procedure.code());
            assert!(
                badge.area.x > 0.0 && badge.area.right() < drawing.width && badge.area.bottom() < drawing.height,
                "{badge:?}"
            );
            // A line of words may be touched at its edge, but not a letter of it.
            let words = |a: &Area| Area { x: a.x + 3.0, y: a.y + 3.0, width: a.width - 6.0, height: a.height - 6.0 };
            hidden += drawing.labels.iter().filter(|label| words(&label.area).overlaps(&badge.area)).count();
        }
        for line in &emphasis.legend {
            let wide = text::width(&line.text, line.size, line.bold);
            assert!(line.at.x + wide <= drawing.width && line.at.y <= drawing.height, "{line:?}");
        }
    }
    assert!(hidden == 0 && all > 1000, "{hidden} of {all} lie on words");
}
