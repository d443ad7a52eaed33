//! A drawing as SVG that needs nothing else: a page may set its colours, paper needs none.

use super::super::escape::escape;
use super::{Anchor, Area, Drawing, Edge, Point, Shape, ShapeKind, TextLine};
use crate::model::definition::Gate;
use crate::model::graph::FlowKind;
use std::fmt::Write as _;

const FONT: &str = "&quot;Be Vietnam Pro&quot;, &quot;Segoe UI&quot;, &quot;Noto Sans&quot;, &quot;DejaVu Sans&quot;, sans-serif";
/// The size of an arrow head.
const HEAD: (f64, f64) = (8.0, 3.6);
/// How much higher than wide a page is, margins and caption left out: upright and lying.
const PAGE: (f64, f64) = (1.36, 0.58);
/// A drawing wider than this is printed on a lying page.
const UPRIGHT: f64 = 900.0;

impl Drawing {
    /// The drawing as one SVG image.
    #[must_use]
    pub fn to_svg(&self, title: &str, description: &str) -> String {
        self.part(title, description, 0.0, self.height)
    }

    /// Whether it asks for a lying page: upright, its text would be too small to read.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.width > UPRIGHT
    }

    /// The drawing cut for A4 pages, upright or lying, the lane heads on each; one image if one page holds it.
    #[must_use]
    pub fn pages(&self, title: &str, description: &str) -> Vec<String> {
        let head = self.head();
        let (width, proportion) = if self.is_wide() { (self.width.max(930.0), PAGE.1) } else { (self.width.max(620.0), PAGE.0) };
        let room = (width * proportion).round();
        let mut pages: Vec<(f64, f64)> = Vec::new();
        let mut from = 0.0;
        // A little too long is made smaller rather than cut.
        while self.height - from > room * 1.12 - if from > 0.0 { head } else { 0.0 } {
            let most = from + room - if from > 0.0 { head } else { 0.0 };
            // The last cut that fits; where a row is higher than a page, the first below it.
            let fits = self.cuts.iter().copied().rfind(|y| *y > from && *y <= most);
            let Some(to) = fits.or_else(|| self.cuts.iter().copied().find(|y| *y > most)) else {
                break;
            };
            pages.push((from, to));
            from = to;
        }
        pages.push((from, self.height));
        let many = pages.len();
        let name = |i: usize| if many > 1 { format!("{title} ({}/{many})", i + 1) } else { title.to_owned() };
        pages.into_iter().enumerate().map(|(i, (from, to))| self.part(&name(i), description, from, to)).collect()
    }

    fn head(&self) -> f64 {
        self.lanes.first().map_or(0.0, |lane| lane.head.height)
    }

    /// What lies between two heights, below the heads of the lanes.
    fn part(&self, title: &str, description: &str, from: f64, to: f64) -> String {
        let head = self.head();
        let (width, height) = (self.width, if from > 0.0 { head + to - from } else { to });
        let mut out = String::with_capacity(self.boxes.len() * 700 + 2000);
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
        self.lanes_to(&mut out, height);
        let shown = |top: f64, bottom: f64| bottom > from && top < to;
        let shift = if from > 0.0 { head - from } else { 0.0 };
        if shift == 0.0 && to >= self.height {
            out.push_str("<g class=\"qt-body\">\n");
        } else {
            // Flows that go on before or after the page end at its edge.
            let (top, tall) = if from > 0.0 { (from, to - from) } else { (head, to - head) };
            let _ = writeln!(
                out,
                "<svg class=\"qt-body\" x=\"0\" y=\"{}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 {} {w} {h}\" overflow=\"hidden\">",
                number(head),
                number(top),
                w = number(width),
                h = number(tall)
            );
        }
        let (mut heads, mut lines) = (String::new(), String::new());
        for edge in &self.edges {
            let (low, high) = edge.points.iter().fold((f64::INFINITY, 0.0f64), |(l, h), p| (l.min(p.y), h.max(p.y)));
            if shown(low, high) {
                edge_to(&mut lines, &mut heads, edge);
            }
        }
        let _ = write!(
            out,
            "<g class=\"qt-flows\" fill=\"none\" stroke=\"#3d4650\" stroke-width=\"1.2\" stroke-linejoin=\"round\" \
             style=\"stroke:var(--qt-line,#3d4650)\">\n{lines}</g>\n\
             <g class=\"qt-heads\" fill=\"#3d4650\" style=\"fill:var(--qt-line,#3d4650)\">\n{heads}</g>\n"
        );
        let _ = writeln!(
            out,
            "<g class=\"qt-shapes\" fill=\"#ffffff\" stroke=\"#1b1f24\" stroke-width=\"1.2\" \
             style=\"fill:var(--qt-box,#ffffff);stroke:var(--qt-ink,#1b1f24)\">"
        );
        let shapes = || self.boxes.iter().filter(|s| shown(s.area.y, s.area.bottom()));
        shapes().for_each(|shape| shape_to(&mut out, shape));
        out.push_str("</g>\n<g class=\"qt-text\" fill=\"#1b1f24\" style=\"fill:var(--qt-ink,#1b1f24)\">\n");
        shapes().flat_map(|s| &s.lines).for_each(|line| line_to(&mut out, line));
        let labels = self.labels.iter().filter(|l| shown(l.area.y, l.area.bottom()));
        labels.flat_map(|l| &l.lines).for_each(|line| line_to(&mut out, line));
        out.push_str("</g>\n");
        out.push_str(if shift == 0.0 && to >= self.height { "</g>\n" } else { "</svg>\n" });
        out + "</svg>\n"
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
        for lane in self.lanes.iter().skip(1) {
            let _ = writeln!(out, "<path d=\"M{x} 0V{}\" stroke-opacity=\"0.35\"/>", number(height), x = number(lane.area.x));
        }
        let _ = writeln!(out, "<path d=\"M0 {}H{}\" stroke-opacity=\"0.6\"/>", number(self.head()), number(self.width));
        let frame = Area { x: 0.5, y: 0.5, width: self.width - 1.0, height: height - 1.0 };
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

fn edge_to(lines: &mut String, heads: &mut String, edge: &Edge) {
    let [.., before, last] = edge.points.as_slice() else {
        return;
    };
    // The line ends within the head, or its square end would show beside the tip.
    let short = |p: &Point| Point {
        x: p.x - (p.x - before.x).clamp(-1.0, 1.0) * HEAD.0 / 2.0,
        y: p.y - (p.y - before.y).clamp(-1.0, 1.0) * HEAD.0 / 2.0,
    };
    lines.push_str("<path d=\"");
    let mut at = Point { x: f64::NAN, y: f64::NAN };
    for (i, point) in edge.points.iter().enumerate() {
        let point = if i + 1 == edge.points.len() { short(point) } else { *point };
        let _ = match i {
            0 => write!(lines, "M{} {}", number(point.x), number(point.y)),
            _ if number(point.x) == number(at.x) => write!(lines, "V{}", number(point.y)),
            _ => write!(lines, "H{}", number(point.x)),
        };
        at = point;
    }
    let class = match edge.kind {
        FlowKind::Sequence => "qt-flow",
        FlowKind::Timeout => "qt-flow qt-timeout",
        FlowKind::Interruption => "qt-flow qt-interruption",
    };
    let dash = if edge.kind == FlowKind::Sequence { "" } else { " stroke-dasharray=\"5 3\"" };
    let _ = writeln!(lines, "\" class=\"{class}\"{dash}/>");
    // The way the head points.
    let (dx, dy) = ((last.x - before.x).clamp(-1.0, 1.0), (last.y - before.y).clamp(-1.0, 1.0));
    let (dx, dy) = if dx.abs() > dy.abs() { (dx.signum(), 0.0) } else { (0.0, if dy < 0.0 { -1.0 } else { 1.0 }) };
    let corner = |side: f64| {
        let x = last.x - dx * HEAD.0 + dy * side * HEAD.1;
        let y = last.y - dy * HEAD.0 + dx * side * HEAD.1;
        format!("{} {}", number(x), number(y))
    };
    let head = format!("<path d=\"M{} {}L{}L{}Z\"/>\n", number(last.x), number(last.y), corner(1.0), corner(-1.0));
    // Flows that join share one head.
    if !heads.ends_with(&head) {
        heads.push_str(&head);
    }
}

fn shape_to(out: &mut String, shape: &Shape) {
    let area = &shape.area;
    let middle = area.middle();
    let inner = |by: f64| Area { x: area.x + by, y: area.y + by, width: area.width - 2.0 * by, height: area.height - 2.0 * by };
    match shape.kind {
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
            let half = area.width / 2.0;
            let _ = writeln!(
                out,
                "<path class=\"qt-gateway\" d=\"M{} {}l{h} {h}l-{h} {h}l-{h} -{h}Z\"/>",
                number(middle.x),
                number(area.y),
                h = number(half)
            );
            let (x, y) = (number(middle.x), number(middle.y));
            let _ = match gate {
                Gate::Exclusive => writeln!(
                    out,
                    "<path class=\"qt-sign\" d=\"M{} {}l7.6 7.6m0 -7.6l-7.6 7.6\" stroke-width=\"1.8\"/>",
                    number(middle.x - 3.8),
                    number(middle.y - 3.8)
                ),
                Gate::Parallel => writeln!(
                    out,
                    "<path class=\"qt-sign\" d=\"M{} {y}h12M{x} {}v12\" stroke-width=\"1.8\"/>",
                    number(middle.x - 6.0),
                    number(middle.y - 6.0)
                ),
                Gate::Inclusive => {
                    writeln!(out, "<circle class=\"qt-sign\" cx=\"{x}\" cy=\"{y}\" r=\"5\" stroke-width=\"1.8\"/>")
                }
            };
        }
        ShapeKind::Start => circle(out, "qt-start", middle, area.width / 2.0, ""),
        ShapeKind::End => circle(out, "qt-end", middle, area.width / 2.0 - 1.0, " stroke-width=\"3\""),
        ShapeKind::Interruption => {
            circle(out, "qt-event", middle, area.width / 2.0, "");
            circle(out, "qt-event", middle, area.width / 2.0 - 3.0, "");
        }
    }
}

/// One waits.
fn hourglass(out: &mut String, x: f64, y: f64) {
    let _ = writeln!(
        out,
        "<path class=\"qt-mark\" d=\"M{} {}h7l-7 9h7Z\" stroke-width=\"1\" stroke-linejoin=\"round\"/>",
        number(x - 3.5),
        number(y - 4.5)
    );
}

/// The time limit stands still.
fn pause(out: &mut String, x: f64, y: f64) {
    circle(out, "qt-mark", Point { x, y }, 4.8, " stroke-width=\"1\"");
    let _ =
        writeln!(out, "<path class=\"qt-mark\" d=\"M{} {}v5m3 0v-5\" stroke-width=\"1.2\"/>", number(x - 1.5), number(y - 2.5));
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

fn rect(out: &mut String, area: &Area, radius: f64, more: &str) {
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

fn line_to(out: &mut String, line: &TextLine) {
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
fn number(value: f64) -> String {
    let text = format!("{:.1}", value + 0.0);
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
