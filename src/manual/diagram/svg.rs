//! A drawing as SVG that needs nothing else: a page may set its colours, paper needs none.

use super::super::escape::escape;
use super::columns::UPRIGHT;
use super::cut::{self, Numbers, Rim};
use super::highlight::Emphasis;
use super::{Anchor, Area, Drawing, Edge, Point, ShapeKind, TextLine};
use crate::model::definition::Gate;
use crate::model::graph::FlowKind;
use crate::model::highlight::Strength;
use std::fmt::{self, Write as _};

pub(in crate::manual) const FONT: &str =
    "&quot;Be Vietnam Pro&quot;, &quot;Segoe UI&quot;, &quot;Noto Sans&quot;, &quot;DejaVu Sans&quot;, sans-serif";
/// How flows, their heads, and words on open ground are painted.
pub(super) const FLOWS: &str =
    "fill=\"none\" stroke=\"#3d4650\" stroke-width=\"1.2\" stroke-linejoin=\"round\" style=\"stroke:var(--qt-line,#3d4650)\"";
pub(super) const HEADS: &str = "fill=\"#3d4650\" style=\"fill:var(--qt-line,#3d4650)\"";
const WORDS: &str = "fill=\"#1b1f24\" stroke=\"#ffffff\" stroke-width=\"2.4\" stroke-linejoin=\"round\" \
                     paint-order=\"stroke\" style=\"fill:var(--qt-ink,#1b1f24);stroke:var(--qt-box,#ffffff)\"";
/// The size of an arrow head, and of one of an emphasised flow.
pub(super) const HEAD: (f64, f64) = (8.0, 3.6);
const STRONG_HEAD: (f64, f64) = (11.0, 5.6);
/// How emphasised flows, their heads, and nodes are painted: the second time more strongly.
const WAY: &str =
    "fill=\"none\" stroke=\"#a8320a\" stroke-width=\"3.4\" stroke-linejoin=\"round\" style=\"stroke:var(--qt-strong,#a8320a)\"";
const WAY_HEADS: &str = "fill=\"#a8320a\" style=\"fill:var(--qt-strong,#a8320a)\"";
const PASSED: &str = "fill=\"#fdeee6\" stroke=\"#a8320a\" stroke-width=\"2.6\" \
                      style=\"fill:var(--qt-passed,#fdeee6);stroke:var(--qt-strong,#a8320a)\"";
const MARKED: &str = "fill=\"#f5b895\" stroke=\"#a8320a\" stroke-width=\"4.4\" \
                      style=\"fill:var(--qt-marked,#f5b895);stroke:var(--qt-strong,#a8320a)\"";
/// How round the corners of a flow are.
const CORNER: f64 = 5.0;
/// How much higher than wide a page is, margins and caption left out: upright and lying.
const PAGE: (f64, f64) = (1.42, 0.61);
/// The room on a page for the gateways above and below a box.
const AROUND: f64 = 90.0;

/// A piece of a drawing, and what is on it, by the places in the lists of the drawing.
#[derive(Default)]
struct Part {
    from: f64,
    to: f64,
    boxes: Vec<usize>,
    labels: Vec<usize>,
    edges: Vec<usize>,
}

/// Whether what is so wide needs a lying page.
fn lies(width: f64) -> bool {
    width > UPRIGHT + 1.0
}

/// How high what is so wide may be on a page, upright or lying.
fn page_room(width: f64) -> f64 {
    let (width, proportion) = if lies(width) { (width.max(930.0), PAGE.1) } else { (width.max(620.0), PAGE.0) };
    (width * proportion).round()
}

/// How high a box may be so that a page holds it, below the heads of the lanes and with all that hangs on it.
pub(super) fn highest_box(width: f64, head: f64) -> f64 {
    page_room(width) - head - 2.0 * cut::STRIP - AROUND
}

impl Drawing {
    /// The drawing as one SVG image.
    #[must_use]
    pub fn to_svg(&self, title: &str, description: &str) -> String {
        let whole = self.sheets(&[(0.0, self.height)]);
        whole.first().map_or_else(String::new, |sheet| self.part(title, description, sheet, &Numbers::new()))
    }

    /// Whether it asks for a lying page: upright, its text would be too small to read.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        lies(self.width)
    }

    /// The drawing cut for A4 pages, upright or lying, the lane heads on each; one image if one page holds it.
    #[must_use]
    pub fn pages(&self, title: &str, description: &str) -> Vec<String> {
        let head = self.head();
        let room = page_room(self.width);
        let mut pages: Vec<(f64, f64)> = Vec::new();
        let mut from = 0.0;
        while self.height - from > room - if from > 0.0 { head + cut::STRIP } else { 0.0 } {
            let most = from + room - cut::STRIP - if from > 0.0 { head + cut::STRIP } else { 0.0 };
            // The last cut that fits; where a row is higher than a page, the first below it.
            let cuts = || self.cuts.iter().copied().filter(|y| *y > from);
            let fits = cuts().rfind(|y| *y <= most);
            let Some(to) = fits.or_else(|| cuts().next()) else {
                break;
            };
            pages.push((from, to));
            from = to;
        }
        pages.push((from, self.height));
        let many = pages.len();
        let name = |i: usize| if many > 1 { format!("{title} ({}/{many})", i + 1) } else { title.to_owned() };
        let numbers = self.boxes.iter().map(|s| (s.node, s.number.as_str())).collect();
        self.sheets(&pages).iter().enumerate().map(|(i, sheet)| self.part(&name(i), description, sheet, &numbers)).collect()
    }

    /// What is on each of some sheets, which follow each other from the top.
    fn sheets(&self, heights: &[(f64, f64)]) -> Vec<Part> {
        let blank = |(from, to): &(f64, f64)| Part { from: *from, to: *to, ..Part::default() };
        let mut sheets: Vec<Part> = heights.iter().map(blank).collect();
        let mut put = |top: f64, bottom: f64, list: fn(&mut Part) -> &mut Vec<usize>, i: usize| {
            let first = sheets.partition_point(|sheet| sheet.to <= top);
            sheets[first..].iter_mut().take_while(|sheet| sheet.from < bottom).for_each(|sheet| list(sheet).push(i));
        };
        for (i, shape) in self.boxes.iter().enumerate() {
            put(shape.area.y, shape.area.bottom(), |sheet| &mut sheet.boxes, i);
        }
        for (i, label) in self.labels.iter().enumerate() {
            put(label.area.y, label.area.bottom(), |sheet| &mut sheet.labels, i);
        }
        for (i, edge) in self.edges.iter().enumerate() {
            let (low, high) = edge.points.iter().fold((f64::INFINITY, 0.0f64), |(l, h), p| (l.min(p.y), h.max(p.y)));
            put(low, high, |sheet| &mut sheet.edges, i);
        }
        sheets
    }

    /// Where the lanes end and the key begins.
    fn foot(&self) -> f64 {
        self.lanes.first().map_or(self.height, |lane| lane.area.bottom())
    }

    fn head(&self) -> f64 {
        self.lanes.first().map_or(0.0, |lane| lane.head.height)
    }

    /// What lies on a sheet, below the heads of the lanes.
    fn part(&self, title: &str, description: &str, sheet: &Part, numbers: &Numbers) -> String {
        let (from, to) = (sheet.from, sheet.to);
        let head = self.head();
        let whole = to >= self.height;
        // The strips where flows go on.
        let above = if from > 0.0 { cut::STRIP } else { 0.0 };
        let shift = if from > 0.0 { head + above - from } else { 0.0 };
        let (width, height) = (self.width, to + shift + if whole { 0.0 } else { cut::STRIP });
        let mut out = String::with_capacity(sheet.boxes.len() * 700 + 2000);
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qt-flowchart\" role=\"img\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" font-family=\"{FONT}\">\n<title>{}</title>\n<desc>{}</desc>\n",
            escape(title),
            escape(description),
            w = number(width),
            h = number(height)
        );
        let paper = Area { x: 0.0, y: 0.0, width, height };
        rect(&mut out, &paper, 0.0, &format!(" class=\"qt-paper\" {}", paint("#ffffff", "none", 0.0)));
        let below = if whole { self.foot() + shift } else { height };
        self.lanes_to(&mut out, below);
        let shown = |top: f64, bottom: f64| bottom > from && top < to;
        if shift == 0.0 && whole {
            out.push_str("<g class=\"qt-body\">\n");
        } else {
            // Flows that go on before or after the page end at its edge.
            let (top, tall) = if from > 0.0 { (from, to - from) } else { (head, to - head) };
            let _ = writeln!(
                out,
                "<svg class=\"qt-body\" x=\"0\" y=\"{}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 {} {w} {h}\" overflow=\"hidden\">",
                number(head + above),
                number(top),
                w = number(width),
                h = number(tall)
            );
        }
        let (mut heads, mut lines) = (String::new(), String::new());
        let (mut strong_heads, mut strong_lines) = (String::new(), String::new());
        let is_strong = |i: usize| self.emphasis.as_ref().is_some_and(|emphasis| emphasis.edges.contains(&i));
        for i in sheet.edges.iter().copied() {
            if is_strong(i) {
                edge_to(&mut strong_lines, &mut strong_heads, &self.edges[i], STRONG_HEAD);
            } else {
                edge_to(&mut lines, &mut heads, &self.edges[i], HEAD);
            }
        }
        let _ = write!(out, "<g class=\"qt-flows\" {FLOWS}>\n{lines}</g>\n<g class=\"qt-heads\" {HEADS}>\n{heads}</g>\n");
        if self.emphasis.is_some() {
            let _ = write!(
                out,
                "<g class=\"qt-flows qt-strong\" {WAY}>\n{strong_lines}</g>\n<g class=\"qt-heads qt-strong\" {WAY_HEADS}>\n{strong_heads}</g>\n"
            );
        }
        let _ = writeln!(
            out,
            "<g class=\"qt-shapes\" fill=\"#ffffff\" stroke=\"#1b1f24\" stroke-width=\"1.2\" \
             style=\"fill:var(--qt-box,#ffffff);stroke:var(--qt-ink,#1b1f24)\">"
        );
        let shapes = || sheet.boxes.iter().map(|i| &self.boxes[*i]);
        let strength = |i: usize| self.emphasis.as_ref().and_then(|emphasis| emphasis.boxes.get(&i).copied());
        let of_strength = |out: &mut String, wanted: Option<Strength>, thicker: f64| {
            let painted = sheet.boxes.iter().filter(|i| strength(**i) == wanted).map(|i| &self.boxes[*i]);
            painted.for_each(|shape| shape_to(out, shape.kind, &shape.area, thicker));
        };
        of_strength(&mut out, None, 0.0);
        if self.emphasis.is_some() {
            let _ = writeln!(out, "</g>\n<g class=\"qt-shapes qt-passed\" {PASSED}>");
            of_strength(&mut out, Some(Strength::Passed), 1.4);
            let _ = writeln!(out, "</g>\n<g class=\"qt-shapes qt-marked\" {MARKED}>");
            of_strength(&mut out, Some(Strength::Marked), 2.8);
        }
        out.push_str("</g>\n<g class=\"qt-text\" fill=\"#1b1f24\" style=\"fill:var(--qt-ink,#1b1f24)\">\n");
        shapes().flat_map(|s| &s.lines).for_each(|line| line_to(&mut out, line));
        // A little of the ground around the words keeps them apart from lines and borders.
        let _ = writeln!(out, "</g>\n<g class=\"qt-text\" {WORDS}>");
        let labels = sheet.labels.iter().map(|i| &self.labels[*i]);
        labels.flat_map(|l| &l.lines).for_each(|line| line_to(&mut out, line));
        out.push_str("</g>\n");
        if whole {
            self.key_to(&mut out);
        }
        if let Some(emphasis) = &self.emphasis {
            emphasis_to(&mut out, emphasis, &shown);
        }
        out.push_str(if shift == 0.0 && whole { "</g>\n" } else { "</svg>\n" });
        if from > 0.0 {
            self.strip_to(&mut out, Rim::Top(from), head, (&sheet.edges, numbers));
        }
        if !whole {
            self.strip_to(&mut out, Rim::Bottom(to), height - cut::STRIP, (&sheet.edges, numbers));
        }
        out + "</svg>\n"
    }

    /// The strip at an edge of the page, from this height: flows that pass it, with where they go or come from.
    fn strip_to(&self, out: &mut String, rim: Rim, top: f64, (edges, numbers): (&[usize], &Numbers)) {
        let bottom = top + cut::STRIP;
        let (mut lines, mut heads) = (String::new(), String::new());
        let mut words = Vec::new();
        for passage in cut::passages(self, edges, numbers, rim) {
            let x = passage.x;
            // The end where the page is left or entered is two pixels short of its edge.
            let (inner, outer) = match rim {
                Rim::Top(_) => (bottom, top + 2.0),
                Rim::Bottom(_) => (top, bottom - 2.0),
            };
            let dash = if passage.dashed { " stroke-dasharray=\"5 3\"" } else { "" };
            let way = [Point { x, y: inner }, Point { x, y: outer }];
            if passage.leaves {
                head_to(&mut heads, way[1], (0.0, (outer - inner).signum()), HEAD);
            }
            let end = if passage.leaves { outer - (outer - inner).signum() * HEAD.0 / 2.0 } else { outer };
            let _ = writeln!(lines, "<path d=\"M{} {}V{}\"{dash}/>", number(x), number(inner), number(end));
            let at = |x| Point { x, y: f64::midpoint(top, bottom) + cut::SIZE * 0.36 };
            let line = |(text, x)| TextLine { text, at: at(x), anchor: Anchor::Start, size: cut::SIZE, bold: false };
            words.extend(passage.words.map(line));
        }
        let _ = write!(
            out,
            "<g class=\"qt-flows\" {FLOWS}>\n{lines}</g>\n<g class=\"qt-heads\" {HEADS}>\n{heads}</g>\n<g class=\"qt-text\" {WORDS}>\n"
        );
        for line in &words {
            line_to(out, line);
        }
        out.push_str("</g>\n");
    }

    /// The key, below the lanes.
    fn key_to(&self, out: &mut String) {
        out.push_str(
            "<g class=\"qt-key\" fill=\"#ffffff\" stroke=\"#1b1f24\" stroke-width=\"1.2\" \
             style=\"fill:var(--qt-box,#ffffff);stroke:var(--qt-ink,#1b1f24)\">\n",
        );
        for mark in &self.key {
            if let Some(kind) = mark.kind {
                shape_to(out, kind, &mark.area, 0.0);
            } else {
                let (left, right, y) = (number(mark.area.x), number(mark.area.right()), number(mark.area.middle().y));
                let _ = writeln!(out, "<path d=\"M{left} {y}H{right}\" stroke-dasharray=\"5 3\"/>");
            }
        }
        out.push_str("</g>\n<g class=\"qt-text\" fill=\"#1b1f24\" style=\"fill:var(--qt-ink,#1b1f24)\">\n");
        self.key.iter().for_each(|mark| line_to(out, &mark.line));
        out.push_str("</g>\n");
    }

    /// Backgrounds and heads. Tints are the line colour, thinned: they suit light and dark.
    fn lanes_to(&self, out: &mut String, height: f64) {
        if self.lanes.is_empty() {
            return;
        }
        let tint = "fill=\"#3d4650\" stroke=\"none\" style=\"fill:var(--qt-line,#3d4650)\"";
        let _ = writeln!(out, "<g class=\"qt-lanes\" {tint}>");
        for (i, lane) in self.lanes.iter().enumerate() {
            if i % 2 == 1 {
                rect(out, &Area { height, ..lane.area }, 0.0, " fill-opacity=\"0.05\"");
            }
            rect(out, &lane.head, 0.0, " fill-opacity=\"0.12\"");
        }
        out.push_str("</g>\n");
        let _ = writeln!(
            out,
            "<g class=\"qt-borders\" fill=\"none\" stroke=\"#3d4650\" stroke-width=\"1\" style=\"stroke:var(--qt-line,#3d4650)\">"
        );
        let right = self.lanes.last().map_or(self.width, |lane| lane.area.right());
        for lane in self.lanes.iter().skip(1) {
            let _ = writeln!(out, "<path d=\"M{x} 0V{}\" stroke-opacity=\"0.35\"/>", number(height), x = number(lane.area.x));
        }
        let _ = writeln!(out, "<path d=\"M0 {}H{}\" stroke-opacity=\"0.6\"/>", number(self.head()), number(right));
        let frame = Area { x: 0.5, y: 0.5, width: right - 1.0, height: height - 1.0 };
        rect(out, &frame, 0.0, " stroke-opacity=\"0.6\"");
        out.push_str("</g>\n<g class=\"qt-roles\" fill=\"#1b1f24\" style=\"fill:var(--qt-ink,#1b1f24)\">\n");
        self.lanes.iter().flat_map(|lane| &lane.lines).for_each(|line| line_to(out, line));
        out.push_str("</g>\n");
    }
}

fn paint(fill: &str, stroke: &str, width: f64) -> String {
    if width > 0.0 {
        format!("fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{}\"", number(width))
    } else {
        format!("fill=\"{fill}\" style=\"fill:var(--qt-box,{fill})\"")
    }
}

/// A line with rounded corners: where one joins another it shows which way it turns, where two cross nothing turns.
pub(super) fn way_to(out: &mut String, points: &[Point]) {
    out.push_str("<path d=\"");
    let far = |a: &Point, b: &Point| (a.x - b.x).abs() + (a.y - b.y).abs();
    for (i, at) in points.iter().enumerate() {
        let (before, after) = (i.checked_sub(1).and_then(|i| points.get(i)), points.get(i + 1));
        let _ = match (before, after) {
            (None, _) => write!(out, "M{} {}", number(at.x), number(at.y)),
            (Some(before), Some(after)) => {
                let radius = CORNER.min(far(before, at) / 2.0).min(far(at, after) / 2.0);
                let toward = |p: &Point| {
                    let step = |a: f64, b: f64| a + (b - a).clamp(-radius, radius);
                    format!("{} {}", number(step(at.x, p.x)), number(step(at.y, p.y)))
                };
                write!(out, "L{}Q{} {} {}", toward(before), number(at.x), number(at.y), toward(after))
            }
            (Some(_), None) => write!(out, "L{} {}", number(at.x), number(at.y)),
        };
    }
    out.push('"');
}

/// Numbers and letters over everything else, and the legend.
fn emphasis_to(out: &mut String, emphasis: &Emphasis, shown: &dyn Fn(f64, f64) -> bool) {
    if let Some((from, to)) = emphasis.sample.filter(|(from, _)| shown(from.y, from.y)) {
        let (x, y) = (number(to.x - STRONG_HEAD.0 / 2.0), number(from.y));
        let _ = writeln!(out, "<g class=\"qt-flows qt-strong\" {WAY}>\n<path d=\"M{} {y}H{x}\"/>\n</g>", number(from.x));
        let mut head = String::new();
        head_to(&mut head, to, (1.0, 0.0), STRONG_HEAD);
        let _ = writeln!(out, "<g class=\"qt-heads qt-strong\" {WAY_HEADS}>\n{head}</g>");
    }
    for (sign, fill, stroke, ink) in [
        (false, "--qt-box,#ffffff", "--qt-strong,#a8320a", "--qt-ink,#1b1f24"),
        (true, "--qt-ink,#1b1f24", "--qt-box,#ffffff", "--qt-box,#ffffff"),
    ] {
        let plain = |name: &str| name.rsplit_once(',').map_or("", |(_, colour)| colour).to_owned();
        let badges = || emphasis.badges.iter().filter(|b| b.sign == sign && shown(b.area.y, b.area.bottom()));
        let class = if sign { "qt-signs" } else { "qt-turns" };
        let _ = writeln!(
            out,
            "<g class=\"{class}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.4\" style=\"fill:var({fill});stroke:var({stroke})\">",
            plain(fill),
            plain(stroke)
        );
        badges().for_each(|badge| rect(out, &badge.area, badge.area.height / 2.0, ""));
        let _ = writeln!(out, "</g>\n<g class=\"qt-text {class}\" fill=\"{}\" style=\"fill:var({ink})\">", plain(ink));
        badges().for_each(|badge| line_to(out, &badge.line));
        out.push_str("</g>\n");
    }
    out.push_str("<g class=\"qt-text qt-legend\" fill=\"#1b1f24\" style=\"fill:var(--qt-ink,#1b1f24)\">\n");
    emphasis.legend.iter().filter(|line| shown(line.at.y, line.at.y)).for_each(|line| line_to(out, line));
    out.push_str("</g>\n");
}

fn edge_to(lines: &mut String, heads: &mut String, edge: &Edge, size: (f64, f64)) {
    let [.., before, last] = edge.points.as_slice() else {
        return;
    };
    // The line ends within the head, or its square end would show beside the tip.
    let short = |p: &Point| Point {
        x: p.x - (p.x - before.x).clamp(-1.0, 1.0) * size.0 / 2.0,
        y: p.y - (p.y - before.y).clamp(-1.0, 1.0) * size.0 / 2.0,
    };
    let mut points: Vec<Point> = edge.points.clone();
    points.pop();
    points.push(short(last));
    points.dedup_by(|a, b| number(a.x) == number(b.x) && number(a.y) == number(b.y));
    way_to(lines, &points);
    let class = match edge.kind {
        FlowKind::Sequence => "qt-flow",
        FlowKind::Timeout => "qt-flow qt-timeout",
        FlowKind::Interruption => "qt-flow qt-interruption",
    };
    let dash = if edge.kind == FlowKind::Sequence { "" } else { " stroke-dasharray=\"5 3\"" };
    let _ = writeln!(lines, " class=\"{class}\"{dash}/>");
    // The way the head points.
    let (dx, dy) = ((last.x - before.x).clamp(-1.0, 1.0), (last.y - before.y).clamp(-1.0, 1.0));
    let (dx, dy) = if dx.abs() > dy.abs() { (dx.signum(), 0.0) } else { (0.0, if dy < 0.0 { -1.0 } else { 1.0 }) };
    head_to(heads, *last, (dx, dy), size);
}

/// An arrow head that points this way.
pub(super) fn head_to(heads: &mut String, tip: Point, (dx, dy): (f64, f64), (long, half): (f64, f64)) {
    let corner = |side: f64| {
        let x = tip.x - dx * long + dy * side * half;
        let y = tip.y - dy * long + dx * side * half;
        format!("{} {}", number(x), number(y))
    };
    let head = format!("<path d=\"M{} {}L{}L{}Z\"/>\n", number(tip.x), number(tip.y), corner(1.0), corner(-1.0));
    // Flows that join share one head.
    if !heads.ends_with(&head) {
        heads.push_str(&head);
    }
}

/// Paints a shape; `thicker` is by how much what has a line of its own width is emphasised.
fn shape_to(out: &mut String, kind: ShapeKind, area: &Area, thicker: f64) {
    let middle = area.middle();
    let inner = |by: f64| Area { x: area.x + by, y: area.y + by, width: area.width - 2.0 * by, height: area.height - 2.0 * by };
    match kind {
        ShapeKind::Step { waits, stopped, software } => {
            let class = match (waits, software) {
                (true, _) => "qt-step qt-wait",
                (_, true) => "qt-step qt-system",
                _ => "qt-step",
            };
            let dash = if waits { " stroke-dasharray=\"4 3\"" } else { "" };
            rect(out, area, 6.0, &format!(" class=\"{class}\"{dash}"));
            if software {
                rect(out, &inner(2.5), 4.0, " fill=\"none\" style=\"fill:none\"");
            }
            let mut right = area.right() - 12.5;
            let y = area.y + 10.5;
            if waits {
                hourglass(out, right, y);
                right -= 13.0;
            }
            if stopped {
                pause(out, right, y);
            }
        }
        ShapeKind::Gateway(gate) => {
            let (x, y) = (number(middle.x), number(middle.y));
            let (left, right) = (number(area.x), number(area.right()));
            let (top, bottom) = (number(area.y), number(area.bottom()));
            let _ = writeln!(out, "<path class=\"qt-gateway\" d=\"M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z\"/>");
            let [left, right, top, bottom] = sides(middle, if gate == Gate::Exclusive { 3.8 } else { 6.0 });
            let _ = match gate {
                Gate::Exclusive => writeln!(
                    out,
                    "<path class=\"qt-sign\" d=\"M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}\" stroke-width=\"1.8\"/>"
                ),
                Gate::Parallel => {
                    writeln!(out, "<path class=\"qt-sign\" d=\"M{left} {y}H{right}M{x} {top}V{bottom}\" stroke-width=\"1.8\"/>")
                }
                Gate::Inclusive => {
                    writeln!(out, "<circle class=\"qt-sign\" cx=\"{x}\" cy=\"{y}\" r=\"5\" stroke-width=\"1.8\"/>")
                }
            };
        }
        ShapeKind::Start => circle(out, "qt-start", middle, area.width / 2.0, ""),
        ShapeKind::End => {
            let wide = format!(" stroke-width=\"{}\"", number(3.0 + thicker));
            circle(out, "qt-end", middle, area.width / 2.0 - 1.0, &wide);
        }
        ShapeKind::Interruption => {
            circle(out, "qt-event", middle, area.width / 2.0, "");
            circle(out, "qt-event", middle, area.width / 2.0 - 3.0, "");
        }
    }
}

/// The left, the right, the top and the bottom of what reaches so far around a point.
fn sides(middle: Point, by: f64) -> [Tenths; 4] {
    [middle.x - by, middle.x + by, middle.y - by, middle.y + by].map(number)
}

/// One waits.
fn hourglass(out: &mut String, x: f64, y: f64) {
    let (left, right) = (number(x - 3.5), number(x + 3.5));
    let (top, bottom) = (number(y - 4.5), number(y + 4.5));
    let _ = writeln!(
        out,
        "<path class=\"qt-mark\" d=\"M{left} {top}H{right}L{left} {bottom}H{right}Z\" stroke-width=\"1\" stroke-linejoin=\"round\"/>"
    );
}

/// The time limit stands still.
fn pause(out: &mut String, x: f64, y: f64) {
    circle(out, "qt-mark", Point { x, y }, 4.8, " stroke-width=\"1\"");
    let (left, right) = (number(x - 1.5), number(x + 1.5));
    let (top, bottom) = (number(y - 2.5), number(y + 2.5));
    let _ = writeln!(out, "<path class=\"qt-mark\" d=\"M{left} {top}V{bottom}M{right} {top}V{bottom}\" stroke-width=\"1.2\"/>");
}

fn circle(out: &mut String, class: &str, at: Point, radius: f64, more: &str) {
    let _ = writeln!(
        out,
        "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"{more}/>",
        number(at.x),
        number(at.y),
        number(radius)
    );
}

pub(super) fn rect(out: &mut String, area: &Area, radius: f64, more: &str) {
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(area.x),
        number(area.y),
        number(area.width),
        number(area.height)
    );
    if radius > 0.0 {
        let _ = write!(out, " rx=\"{}\"", number(radius));
    }
    let _ = writeln!(out, "{more}/>");
}

pub(super) fn line_to(out: &mut String, line: &TextLine) {
    let anchor = match line.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let bold = if line.bold { " font-weight=\"600\"" } else { "" };
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{bold}{anchor}>{}</text>",
        number(line.at.x),
        number(line.at.y),
        number(line.size),
        escape(&line.text)
    );
}

/// A number with at most one decimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::manual) struct Tenths(i64);

#[allow(clippy::cast_possible_truncation, reason = "lengths are far from the largest number")]
pub(in crate::manual) fn number(value: f64) -> Tenths {
    Tenths((value * 10.0).round() as i64)
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, tenths) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        whole.fmt(f)?;
        if tenths > 0 { write!(f, ".{tenths}") } else { Ok(()) }
    }
}
