//! Our own drawings, read again from their SVG: shapes and words, ready for another form of drawing.
//!
//! Only what our drawings are made of is known. What is not known is left out and named in
//! [`Drawing::unknown`], which a test asks about for every drawing there is.

use roxmltree::{Document, Node, NodeType};
use std::collections::HashMap;

/// A colour.
pub(super) type Colour = [u8; 3];
/// A place: from the left, from the top.
pub(super) type Place = (f64, f64);

/// A drawing: lengths in pixels of 1/96 inch.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub width: f64,
    pub height: f64,
    /// What it is called and what it shows.
    pub title: String,
    pub description: String,
    pub items: Vec<Item>,
    /// Elements and attributes whose meaning is not known.
    pub unknown: Vec<String>,
}

/// What a drawing consists of, from the ground up.
#[derive(Debug)]
pub(super) enum Item {
    /// Lines, filled or not.
    Shape { ways: Vec<Way>, fill: Fill, stroke: Option<Stroke> },
    /// A line of text, from the left end of its base line or held elsewhere.
    Text(Words),
    /// What follows is only seen within: left, top, right, bottom.
    Clip([f64; 4]),
    /// No longer.
    Unclip,
}

/// A line without a gap.
#[derive(Debug)]
pub(super) struct Way {
    pub from: Place,
    pub pieces: Vec<Piece>,
    pub closed: bool,
}

/// A piece of a line, from where the one before ended.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    Line(Place),
    /// By two places that draw it to them.
    Curve(Place, Place, Place),
}

/// What is within a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fill {
    Nothing,
    Plain(Colour),
    /// Slanted lines on a ground.
    Hatched(Colour, Colour),
}

/// A line's paint.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stroke {
    pub colour: Colour,
    pub width: f64,
    /// Lengths of dashes and gaps.
    pub dashes: Vec<f64>,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Words {
    pub text: String,
    pub at: Place,
    pub held: Held,
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub colour: Colour,
    /// The ground that is to be left around the letters.
    pub halo: Option<Colour>,
}

/// Where text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Start,
    Middle,
    End,
}

/// How what follows is painted: handed down to what is within.
#[derive(Debug, Clone)]
struct Paint {
    fill: Fill,
    stroke: Option<Colour>,
    width: f64,
    dashes: Vec<f64>,
    fill_opacity: f64,
    stroke_opacity: f64,
    size: f64,
    bold: bool,
    italic: bool,
    held: Held,
    halo: bool,
    /// Where the origin is, and how much larger than pixels the units are.
    origin: Place,
    scale: Place,
}

const BLACK: Colour = [0; 3];
const WHITE: Colour = [255; 3];

impl Paint {
    const FIRST: Self = Self {
        fill: Fill::Plain(BLACK),
        stroke: None,
        width: 1.0,
        dashes: Vec::new(),
        fill_opacity: 1.0,
        stroke_opacity: 1.0,
        size: 16.0,
        bold: false,
        italic: false,
        held: Held::Start,
        halo: false,
        origin: (0.0, 0.0),
        scale: (1.0, 1.0),
    };
    fn at(&self, x: f64, y: f64) -> Place {
        (self.origin.0 + x * self.scale.0, self.origin.1 + y * self.scale.1)
    }
    /// By how much lengths grow.
    fn grown(&self) -> f64 {
        f64::midpoint(self.scale.0, self.scale.1)
    }
    fn stroke(&self) -> Option<Stroke> {
        let colour = self.stroke.filter(|_| self.width > 0.0)?;
        let (colour, by) = (thinned(colour, self.stroke_opacity), self.grown());
        Some(Stroke { colour, width: self.width * by, dashes: self.dashes.iter().map(|d| d * by).collect() })
    }
    fn filling(&self) -> Fill {
        match self.fill {
            Fill::Plain(colour) => Fill::Plain(thinned(colour, self.fill_opacity)),
            other => other,
        }
    }
}

/// A colour on white that lets so much of it through. All our grounds are white or nearly so.
fn thinned(colour: Colour, opacity: f64) -> Colour {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    colour.map(|c| (255.0 - (255.0 - f64::from(c)) * opacity.clamp(0.0, 1.0)).round() as u8)
}

/// Attributes that say something to others only.
const PASSED_OVER: [&str; 8] = ["class", "style", "role", "id", "font-family", "stroke-linejoin", "stroke-linecap", "overflow"];

/// The size of a drawing, from its first tag alone.
pub(super) fn size(svg: &str) -> Place {
    let tag = svg.get(svg.find("<svg").unwrap_or(0)..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
    let of = |key: &str| number(tag.split_once(key)?.1.split('"').next());
    (of(" width=\"").unwrap_or(0.0), of(" height=\"").unwrap_or(0.0))
}

enum Turn<'a, 'i> {
    Enter(Node<'a, 'i>, Paint),
    Unclip,
}

struct Reader<'a> {
    drawing: Drawing,
    /// Hatchings by their name.
    patterns: HashMap<&'a str, Fill>,
}

/// Reads a drawing; nothing where it is none.
pub(super) fn read(svg: &str) -> Drawing {
    let Ok(document) = Document::parse(svg) else {
        return Drawing { unknown: vec!["not XML".to_owned()], ..Drawing::default() };
    };
    let root = document.root_element();
    let mut reader = Reader { drawing: Drawing::default(), patterns: HashMap::new() };
    reader.drawing.width = number(root.attribute("width")).unwrap_or(0.0);
    reader.drawing.height = number(root.attribute("height")).unwrap_or(0.0);
    for pattern in document.descendants().filter(|n| n.has_tag_name("pattern") || n.tag_name().name() == "pattern") {
        let find = |key: &str| pattern.children().find_map(|n| colour(n.attribute(key)?).flatten());
        let hatched = Fill::Hatched(find("fill").unwrap_or(WHITE), find("stroke").unwrap_or(BLACK));
        reader.patterns.insert(pattern.attribute("id").unwrap_or_default(), hatched);
    }
    let mut turns = vec![Turn::Enter(root, Paint::FIRST)];
    while let Some(turn) = turns.pop() {
        match turn {
            Turn::Unclip => reader.drawing.items.push(Item::Unclip),
            Turn::Enter(node, paint) => reader.enter(node, paint, &mut turns),
        }
    }
    reader.drawing
}

impl<'a> Reader<'a> {
    fn unknown(&mut self, what: impl Into<String>) {
        self.drawing.unknown.push(what.into());
    }

    fn enter<'i>(&mut self, node: Node<'a, 'i>, mut paint: Paint, turns: &mut Vec<Turn<'a, 'i>>) {
        if node.node_type() != NodeType::Element {
            return;
        }
        let name = node.tag_name().name();
        let geometry: &[&str] = match name {
            "svg" => &["x", "y", "width", "height", "viewBox"],
            "g" => &[],
            "rect" => &["x", "y", "width", "height", "rx", "ry"],
            "circle" => &["cx", "cy", "r"],
            "ellipse" => &["cx", "cy", "rx", "ry"],
            "line" => &["x1", "y1", "x2", "y2"],
            "path" => &["d"],
            "polygon" | "polyline" => &["points"],
            "text" => &["x", "y"],
            "title" | "desc" => {
                let text = node.text().unwrap_or_default().to_owned();
                let of = &mut self.drawing;
                let place = if name == "title" { &mut of.title } else { &mut of.description };
                if place.is_empty() {
                    *place = text;
                }
                return;
            }
            "defs" => return,
            other => return self.unknown(format!("<{other}>")),
        };
        self.paint(node, name, geometry, &mut paint);
        let of = |key: &str| number(node.attribute(key)).unwrap_or(0.0);
        match name {
            "svg" => {
                if node.parent_element().is_some() {
                    let ((left, top), (right, bottom)) =
                        (paint.at(of("x"), of("y")), paint.at(of("x") + of("width"), of("y") + of("height")));
                    self.drawing.items.push(Item::Clip([left, top, right, bottom]));
                    turns.push(Turn::Unclip);
                }
                view(node, &mut paint);
                Self::within(node, &paint, turns);
            }
            "g" => Self::within(node, &paint, turns),
            "rect" => {
                let (x, y, width, height) = (of("x"), of("y"), of("width"), of("height"));
                let rx = number(node.attribute("rx").or(node.attribute("ry"))).unwrap_or(0.0).min(width / 2.0);
                let ry = number(node.attribute("ry").or(node.attribute("rx"))).unwrap_or(0.0).min(height / 2.0);
                self.shape(&paint, vec![rounded(x, y, width, height, rx, ry)]);
            }
            "circle" | "ellipse" => {
                let (rx, ry) = if name == "circle" { (of("r"), of("r")) } else { (of("rx"), of("ry")) };
                self.shape(&paint, vec![rounded(of("cx") - rx, of("cy") - ry, 2.0 * rx, 2.0 * ry, rx, ry)]);
            }
            "line" => {
                let line = Piece::Line((of("x2"), of("y2")));
                self.shape(&paint, vec![Way { from: (of("x1"), of("y1")), pieces: vec![line], closed: false }]);
            }
            "path" => {
                let ways = path(node.attribute("d").unwrap_or_default());
                self.ways(&paint, ways, name);
            }
            "polygon" | "polyline" => {
                let close = if name == "polygon" { "Z" } else { "" };
                let ways = path(&format!("M{}{close}", node.attribute("points").unwrap_or_default()));
                self.ways(&paint, ways, name);
            }
            _ => self.words(node, &paint, (of("x"), of("y"))),
        }
    }

    fn within<'i>(node: Node<'a, 'i>, paint: &Paint, turns: &mut Vec<Turn<'a, 'i>>) {
        turns.extend(node.children().rev().filter(Node::is_element).map(|child| Turn::Enter(child, paint.clone())));
    }

    fn ways(&mut self, paint: &Paint, ways: Option<Vec<Way>>, name: &str) {
        match ways {
            Some(ways) => self.shape(paint, ways),
            None => self.unknown(format!("a {name} that cannot be read")),
        }
    }

    fn shape(&mut self, paint: &Paint, ways: Vec<Way>) {
        let (fill, stroke) = (paint.filling(), paint.stroke());
        if fill == Fill::Nothing && stroke.is_none() {
            return;
        }
        let at = |place: Place| paint.at(place.0, place.1);
        let piece = |piece: Piece| match piece {
            Piece::Line(to) => Piece::Line(at(to)),
            Piece::Curve(first, second, to) => Piece::Curve(at(first), at(second), at(to)),
        };
        let placed =
            |way: Way| Way { from: at(way.from), pieces: way.pieces.into_iter().map(piece).collect(), closed: way.closed };
        self.drawing.items.push(Item::Shape { ways: ways.into_iter().map(placed).collect(), fill, stroke });
    }

    fn words(&mut self, node: Node, paint: &Paint, (x, y): Place) {
        if node.children().any(|child| child.is_element()) {
            self.unknown("an element in a <text>");
        }
        let text = node.text().unwrap_or_default().trim().to_owned();
        let Fill::Plain(colour) = paint.filling() else { return };
        self.drawing.items.push(Item::Text(Words {
            text,
            at: paint.at(x, y),
            held: paint.held,
            size: paint.size * paint.grown(),
            bold: paint.bold,
            italic: paint.italic,
            colour,
            halo: paint.stroke.filter(|_| paint.halo),
        }));
    }

    /// Takes over what an element says of its paint.
    fn paint(&mut self, node: Node<'a, '_>, name: &str, geometry: &[&str], paint: &mut Paint) {
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            let plain = number(Some(value));
            let understood = match key {
                _ if geometry.contains(&key) => key == "d" || key == "points" || key == "viewBox" || plain.is_some(),
                "fill" => self.fill(value).map(|fill| paint.fill = fill).is_some(),
                "stroke" => colour(value).map(|colour| paint.stroke = colour).is_some(),
                "stroke-width" => plain.map(|n| paint.width = n).is_some(),
                "stroke-dasharray" => dashes(value).map(|dashes| paint.dashes = dashes).is_some(),
                "fill-opacity" => plain.map(|n| paint.fill_opacity = n).is_some(),
                "stroke-opacity" => plain.map(|n| paint.stroke_opacity = n).is_some(),
                "opacity" => plain.map(|n| (paint.fill_opacity, paint.stroke_opacity) = (n, n)).is_some(),
                "font-size" => plain.map(|n| paint.size = n).is_some(),
                "font-weight" => {
                    paint.bold = matches!(value, "600" | "700" | "bold");
                    true
                }
                "font-style" => {
                    paint.italic = value == "italic";
                    true
                }
                "paint-order" => {
                    paint.halo = value == "stroke";
                    true
                }
                "text-anchor" => match value {
                    "start" => {
                        paint.held = Held::Start;
                        true
                    }
                    "middle" => {
                        paint.held = Held::Middle;
                        true
                    }
                    "end" => {
                        paint.held = Held::End;
                        true
                    }
                    _ => false,
                },
                key => PASSED_OVER.contains(&key) || key.starts_with("aria-") || key.starts_with("data-"),
            };
            if !understood {
                self.unknown(format!("{key}=\"{value}\" of <{name}>"));
            }
        }
    }

    fn fill(&self, value: &str) -> Option<Fill> {
        if let Some(name) = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')) {
            return self.patterns.get(name).copied();
        }
        Some(colour(value)?.map_or(Fill::Nothing, Fill::Plain))
    }
}

/// Lets the units of an image become those around it.
fn view(node: Node, paint: &mut Paint) {
    let of = |key: &str| number(node.attribute(key));
    let (left, top) = if node.parent_element().is_some() { (of("x").unwrap_or(0.0), of("y").unwrap_or(0.0)) } else { (0.0, 0.0) };
    let origin = paint.at(left, top);
    let seen: Option<Vec<f64>> =
        node.attribute("viewBox").map(|v| v.split_whitespace().filter_map(|n| number(Some(n))).collect());
    if let (Some([x, y, width, height]), Some(wide), Some(tall)) = (seen.as_deref(), of("width"), of("height")) {
        if *width > 0.0 && *height > 0.0 {
            paint.scale = (paint.scale.0 * wide / width, paint.scale.1 * tall / height);
        }
        paint.origin = (origin.0 - x * paint.scale.0, origin.1 - y * paint.scale.1);
    } else {
        paint.origin = origin;
    }
}

fn number(text: Option<&str>) -> Option<f64> {
    text?.trim().trim_end_matches("px").parse().ok().filter(|n: &f64| n.is_finite())
}

fn dashes(value: &str) -> Option<Vec<f64>> {
    if value == "none" {
        return Some(Vec::new());
    }
    let lengths: Option<Vec<f64>> = value.split([' ', ',']).filter(|n| !n.is_empty()).map(|n| number(Some(n))).collect();
    // Nothing but gaps would never come to an end.
    lengths.filter(|lengths| lengths.iter().all(|n| *n >= 0.0) && lengths.iter().sum::<f64>() > 0.1)
}

/// A colour; none is `none`.
#[allow(clippy::option_option, reason = "what is not known is something else than no colour")]
fn colour(value: &str) -> Option<Option<Colour>> {
    match value {
        "none" | "transparent" => return Some(None),
        "black" => return Some(Some(BLACK)),
        "white" => return Some(Some(WHITE)),
        _ => {}
    }
    let digits = value.strip_prefix('#').filter(|d| d.is_ascii())?;
    let at = |from: usize, long: usize| u8::from_str_radix(digits.get(from..from + long)?, 16).ok();
    match digits.len() {
        3 => Some(Some([at(0, 1)? * 17, at(1, 1)? * 17, at(2, 1)? * 17])),
        6 => Some(Some([at(0, 2)?, at(2, 2)?, at(4, 2)?])),
        _ => None,
    }
}

/// How far the places that draw a quarter of a circle lie from its corner.
const NEAR: f64 = 1.0 - 0.552_284_75;

/// A rectangle with round corners: with nothing else, an ellipse.
fn rounded(x: f64, y: f64, width: f64, height: f64, rx: f64, ry: f64) -> Way {
    let (right, bottom) = (x + width, y + height);
    if rx <= 0.0 || ry <= 0.0 {
        let pieces = [(right, y), (right, bottom), (x, bottom)].map(Piece::Line).to_vec();
        return Way { from: (x, y), pieces, closed: true };
    }
    let (nx, ny) = (rx * NEAR, ry * NEAR);
    let pieces = vec![
        Piece::Line((right - rx, y)),
        Piece::Curve((right - nx, y), (right, y + ny), (right, y + ry)),
        Piece::Line((right, bottom - ry)),
        Piece::Curve((right, bottom - ny), (right - nx, bottom), (right - rx, bottom)),
        Piece::Line((x + rx, bottom)),
        Piece::Curve((x + nx, bottom), (x, bottom - ny), (x, bottom - ry)),
        Piece::Line((x, y + ry)),
        Piece::Curve((x, y + ny), (x + nx, y), (x + rx, y)),
    ];
    Way { from: (x + rx, y), pieces, closed: true }
}

/// The lines of a path; none where it says something that is not known.
fn path(text: &str) -> Option<Vec<Way>> {
    let mut ways: Vec<Way> = Vec::new();
    let mut rest = text.trim_start();
    let mut at = (0.0, 0.0);
    let mut command = ' ';
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            command = first;
            rest = rest[1..].trim_start();
        } else if matches!(command, ' ' | 'Z' | 'z') {
            return None;
        }
        let relative = command.is_ascii_lowercase();
        let (from_x, from_y) = if relative { at } else { (0.0, 0.0) };
        let mut next = || {
            let (number, after) = leading_number(rest)?;
            rest = after;
            Some(number)
        };
        let place = |next: &mut dyn FnMut() -> Option<f64>| Some((from_x + next()?, from_y + next()?));
        let piece = match command.to_ascii_uppercase() {
            'Z' => {
                let way = ways.last_mut()?;
                way.closed = true;
                at = way.from;
                continue;
            }
            'M' => {
                at = place(&mut next)?;
                ways.push(Way { from: at, pieces: Vec::new(), closed: false });
                // More places after the first are lines.
                command = if relative { 'l' } else { 'L' };
                continue;
            }
            'L' => Piece::Line(place(&mut next)?),
            'H' => Piece::Line((from_x + next()?, at.1)),
            'V' => Piece::Line((at.0, from_y + next()?)),
            'Q' => {
                // Of the second degree: both places lie two thirds of the way to its one.
                let (by, to) = (place(&mut next)?, place(&mut next)?);
                let toward = |end: Place| (end.0 + (by.0 - end.0) * 2.0 / 3.0, end.1 + (by.1 - end.1) * 2.0 / 3.0);
                Piece::Curve(toward(at), toward(to), to)
            }
            'C' => Piece::Curve(place(&mut next)?, place(&mut next)?, place(&mut next)?),
            _ => return None,
        };
        at = match piece {
            Piece::Line(to) | Piece::Curve(_, _, to) => to,
        };
        let goes_on = ways.last().is_some_and(|way| !way.closed);
        if !goes_on {
            let from = ways.last()?.from;
            ways.push(Way { from, pieces: Vec::new(), closed: false });
        }
        ways.last_mut()?.pieces.push(piece);
    }
    Some(ways)
}

/// A number at the beginning, and what follows it.
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let mut end = 0;
    let (mut dot, mut digits) = (false, false);
    for (i, c) in text.char_indices() {
        match c {
            '-' | '+' if i == 0 => {}
            '.' if !dot => dot = true,
            '0'..='9' => digits = true,
            _ => break,
        }
        end = i + 1;
    }
    let number = text.get(..end).filter(|_| digits)?.parse().ok()?;
    Some((number, text[end..].trim_start_matches([' ', ',', '\n'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_written() {
        let ways = path("M1 2L3 4Q5 6 7 8V9H10Z").unwrap();
        assert_eq!(ways.len(), 1);
        assert!(ways[0].closed && ways[0].pieces.len() == 4);
        assert!(matches!(ways[0].pieces[2], Piece::Line((7.0, 9.0))));
        // Signs of gateways: relative, with a gap.
        let ways = path("M1 1l7.6 7.6m0 -7.6l-7.6 7.6").unwrap();
        assert_eq!(ways.len(), 2);
        assert!(path("M1 1A5 5 0 0 1 2 2").is_none() && path("M1").is_none() && path("L1 1").is_none());
    }

    #[test]
    fn what_is_not_known_is_named() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image/><rect x=\"1\" y=\"1\" width=\"2\" height=\"2\" \
                   transform=\"rotate(3)\" fill=\"hotpink\"/><text><tspan>a</tspan></text></svg>";
        let unknown = read(svg).unknown;
        assert_eq!(unknown.len(), 4, "{unknown:?}");
        assert_eq!(read("<svg").unknown, ["not XML"]);
    }

    #[test]
    fn images_within_images_have_units_of_their_own() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\" viewBox=\"0 0 100 100\">\
                   <svg x=\"0\" y=\"20\" width=\"100\" height=\"50\" viewBox=\"0 300 100 50\"><text x=\"5\" y=\"310\">a</text></svg></svg>";
        let drawing = read(svg);
        assert!(drawing.unknown.is_empty(), "{:?}", drawing.unknown);
        let [Item::Clip([0.0, 20.0, 100.0, 70.0]), Item::Text(words), Item::Unclip] = &*drawing.items else {
            panic!("{:?}", drawing.items)
        };
        assert_eq!(words.at, (5.0, 30.0));
    }
}
