//! A drawing as an Enhanced Metafile ([MS-EMF]): lines stay lines and words stay words, in every version of
//! Word and in `LibreOffice`.
//!
//! Dashes, hatchings and the grounds of words are drawn line by line: programs differ in what they make of
//! the pens and brushes for them.

use super::drawing::{Colour, Drawing, Fill, Held, Item, Piece, Place, Stroke, Way, Words};
use super::metrics::Face;
use unicode_normalization::UnicodeNormalization;

/// Units in a pixel.
const UNITS: f64 = 20.0;
/// The face of the words: there is none on every machine, but this one or its equal in width.
const FACE: &str = "Arial";
/// The device for which the drawing is meant: 96 dots to an inch.
const DEVICE: ([u32; 2], [u32; 2]) = ([1920, 960], [508, 254]);
/// How far apart the lines of a hatching are, and how wide, in pixels.
const HATCH: (f64, f64) = (6.0, 3.0);
/// Curves that are dashed go in so many straight pieces.
const FLAT: u32 = 8;

/// Pens, brushes and fonts that are always there.
const NO_BRUSH: u32 = 0x8000_0005;
const NO_PEN: u32 = 0x8000_0008;

/// Types of records.
#[derive(Clone, Copy)]
#[repr(u32)]
enum Kind {
    Header = 1,
    PolyBezierTo = 5,
    SetWindowExt = 9,
    SetWindowOrigin = 10,
    SetViewportExt = 11,
    SetViewportOrigin = 12,
    EndOfFile = 14,
    SetMapMode = 17,
    SetBackgroundMode = 18,
    SetPolygonFillMode = 19,
    SetTextAlign = 22,
    SetTextColour = 24,
    MoveTo = 27,
    IntersectClip = 30,
    Save = 33,
    Restore = 34,
    Select = 37,
    CreateBrush = 39,
    Delete = 40,
    LineTo = 54,
    BeginPath = 59,
    EndPath = 60,
    CloseFigure = 61,
    FillPath = 62,
    StrokeAndFillPath = 63,
    StrokePath = 64,
    CreateFont = 82,
    Words = 84,
    CreatePen = 95,
}

/// What paints: one of each kind is in hand at a time.
#[derive(Debug, Clone, PartialEq)]
enum Tool {
    Pen(Colour, i32),
    Brush(Colour),
    Font(i32, bool, bool),
}

/// The kinds of tools.
const PEN: usize = 0;
const BRUSH: usize = 1;
const FONT: usize = 2;

struct Writer {
    out: Vec<u8>,
    records: u32,
    /// Every tool made, in the order of their numbers, which begin at one.
    tools: Vec<Tool>,
    /// Which is in hand, by kind.
    hand: [u32; 3],
    colour: Option<Colour>,
}

/// The drawing as a metafile.
pub(super) fn metafile(drawing: &Drawing) -> Vec<u8> {
    let mut w = Writer { out: Vec::with_capacity(32 * 1024), records: 0, tools: Vec::new(), hand: [0; 3], colour: None };
    let (width, height) = (drawing.width.clamp(1.0, 1e5), drawing.height.clamp(1.0, 1e5));
    w.header(drawing, width, height);
    w.record(Kind::SetMapMode, &[8]);
    w.record(Kind::SetWindowOrigin, &[0, 0]);
    w.record(Kind::SetWindowExt, &[units(width), units(height)]);
    w.record(Kind::SetViewportOrigin, &[0, 0]);
    w.record(Kind::SetViewportExt, &[whole(width), whole(height)]);
    w.record(Kind::SetBackgroundMode, &[1]);
    w.record(Kind::SetPolygonFillMode, &[2]);
    // From the left end of the base line.
    w.record(Kind::SetTextAlign, &[24]);
    for item in &drawing.items {
        match item {
            Item::Shape { ways, fill, stroke } => w.shape(ways, *fill, stroke.as_ref()),
            Item::Text(words) => w.words(words),
            Item::Clip([left, top, right, bottom]) => {
                w.record(Kind::Save, &[]);
                w.record(Kind::IntersectClip, &[units(*left), units(*top), units(*right), units(*bottom)]);
            }
            Item::Unclip => {
                w.record(Kind::Restore, &[-1]);
                // What was in hand before is in hand again; which that was is not remembered.
                (w.hand, w.colour) = ([0; 3], None);
            }
        }
    }
    w.finish()
}

#[allow(clippy::cast_possible_truncation, reason = "clamped")]
fn whole(value: f64) -> i32 {
    value.round().clamp(-1e9, 1e9) as i32
}
fn units(pixels: f64) -> i32 {
    whole(pixels * UNITS)
}
fn rgb(colour: Colour) -> i32 {
    i32::from_le_bytes([colour[0], colour[1], colour[2], 0])
}

impl Writer {
    /// A record of whole numbers.
    fn record(&mut self, kind: Kind, values: &[i32]) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.bytes(kind, &bytes);
    }
    fn bytes(&mut self, kind: Kind, bytes: &[u8]) {
        let padded = bytes.len().next_multiple_of(4);
        self.out.extend((kind as u32).to_le_bytes());
        self.out.extend(u32::try_from(padded + 8).unwrap_or(u32::MAX).to_le_bytes());
        self.out.extend(bytes);
        self.out.resize(self.out.len() + padded - bytes.len(), 0);
        self.records += 1;
    }

    /// The first record; sizes and counts are filled in at the end.
    fn header(&mut self, drawing: &Drawing, width: f64, height: f64) {
        let hundredths = |pixels: f64| whole(pixels * 2540.0 / 96.0);
        // Who made it and what it is, each ending in zero.
        let name: Vec<u16> = format!("quytrinh\0{}\0\0", drawing.title).encode_utf16().collect();
        let mut bytes: Vec<u8> = Vec::new();
        let mut put = |values: &[i32]| bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        put(&[0, 0, whole(width) - 1, whole(height) - 1]);
        put(&[0, 0, hundredths(width), hundredths(height)]);
        put(&[i32::from_le_bytes(*b" EMF"), 0x0001_0000, 0, 0, 0, i32::try_from(name.len()).unwrap_or(0), 108, 0]);
        put(&DEVICE.0.map(u32::cast_signed));
        put(&DEVICE.1.map(u32::cast_signed));
        // No pixel format, no OpenGL; and the device in micrometres.
        put(&[0, 0, 0]);
        put(&DEVICE.1.map(|millimetres| (millimetres * 1000).cast_signed()));
        bytes.extend(name.iter().flat_map(|unit| unit.to_le_bytes()));
        self.bytes(Kind::Header, &bytes);
    }

    /// Takes a tool in hand, a new one if need be.
    fn take(&mut self, tool: &Tool) {
        let kind = match tool {
            Tool::Pen(..) => PEN,
            Tool::Brush(_) => BRUSH,
            Tool::Font(..) => FONT,
        };
        let known = self.tools.iter().position(|t| t == tool);
        let number = u32::try_from(known.unwrap_or(self.tools.len()) + 1).unwrap_or(1);
        if known.is_none() {
            self.make(tool, number.cast_signed());
            self.tools.push(tool.clone());
        }
        self.select(kind, number);
    }
    fn select(&mut self, kind: usize, number: u32) {
        if self.hand[kind] != number {
            self.record(Kind::Select, &[number.cast_signed()]);
            self.hand[kind] = number;
        }
    }
    fn make(&mut self, tool: &Tool, number: i32) {
        match *tool {
            Tool::Pen(colour, width) => {
                // Solid, flat at its ends, round at its corners, as wide as it is drawn.
                const STYLE: i32 = 0x0001_0200;
                self.record(Kind::CreatePen, &[number, 0, 0, 0, 0, STYLE, width, 0, rgb(colour), 0, 0]);
            }
            Tool::Brush(colour) => self.record(Kind::CreateBrush, &[number, 0, rgb(colour), 0]),
            Tool::Font(size, bold, italic) => {
                let mut bytes: Vec<u8> = Vec::new();
                for value in [number, -size, 0, 0, 0, if bold { 700 } else { 400 }] {
                    bytes.extend(value.to_le_bytes());
                }
                // Slanted or not; any characters; true type.
                bytes.extend([u8::from(italic), 0, 0, 1, 4, 0, 0, 0]);
                let mut face: Vec<u16> = FACE.encode_utf16().collect();
                face.resize(32, 0);
                bytes.extend(face.iter().flat_map(|unit| unit.to_le_bytes()));
                // Full name and style, which nobody asks for, and the rest of the record as old programs expect it.
                bytes.resize(bytes.len() + (64 + 32) * 2 + 36, 0);
                self.bytes(Kind::CreateFont, &bytes);
            }
        }
    }

    fn shape(&mut self, ways: &[Way], fill: Fill, stroke: Option<&Stroke>) {
        let (ground, lines) = match fill {
            Fill::Nothing => (None, None),
            Fill::Plain(colour) => (Some(colour), None),
            Fill::Hatched(ground, lines) => (Some(ground), Some(lines)),
        };
        let solid = stroke.filter(|s| s.dashes.is_empty());
        let border = solid.map(|s| Tool::Pen(s.colour, units(s.width).max(1)));
        match (ground, &border) {
            // What stands on the ground comes before the border.
            (Some(ground), border) => {
                let both = border.as_ref().filter(|_| lines.is_none());
                self.take(&Tool::Brush(ground));
                match both {
                    Some(pen) => self.take(pen),
                    None => self.select(PEN, NO_PEN),
                }
                self.path(ways, if both.is_some() { Kind::StrokeAndFillPath } else { Kind::FillPath });
            }
            (None, Some(pen)) => {
                self.take(pen);
                self.path(ways, Kind::StrokePath);
            }
            (None, None) => {}
        }
        if let Some(colour) = lines {
            self.take(&Tool::Pen(colour, units(HATCH.1)));
            for line in hatching(ways) {
                self.line(&line);
            }
            if let Some(pen) = &border {
                self.take(pen);
                self.path(ways, Kind::StrokePath);
            }
        }
        if let Some(stroke) = stroke.filter(|s| !s.dashes.is_empty()) {
            self.take(&Tool::Pen(stroke.colour, units(stroke.width).max(1)));
            for dash in ways.iter().flat_map(|way| dashed(way, &stroke.dashes)) {
                self.line(&dash);
            }
        }
    }

    fn path(&mut self, ways: &[Way], paint: Kind) {
        if matches!(paint, Kind::StrokePath) {
            self.select(BRUSH, NO_BRUSH);
        }
        self.record(Kind::BeginPath, &[]);
        for way in ways {
            self.record(Kind::MoveTo, &[units(way.from.0), units(way.from.1)]);
            for piece in &way.pieces {
                match piece {
                    Piece::Line(to) => self.record(Kind::LineTo, &[units(to.0), units(to.1)]),
                    Piece::Curve(first, second, to) => {
                        let mut values = vec![0, 0, -1, -1, 3];
                        values.extend([first, second, to].into_iter().flat_map(|p| [units(p.0), units(p.1)]));
                        self.record(Kind::PolyBezierTo, &values);
                    }
                }
            }
            if way.closed {
                self.record(Kind::CloseFigure, &[]);
            }
        }
        self.record(Kind::EndPath, &[]);
        self.record(paint, &[0, 0, -1, -1]);
    }

    /// A line through these places.
    fn line(&mut self, places: &[Place]) {
        let [first, rest @ ..] = places else { return };
        self.record(Kind::MoveTo, &[units(first.0), units(first.1)]);
        for to in rest {
            self.record(Kind::LineTo, &[units(to.0), units(to.1)]);
        }
    }

    fn words(&mut self, words: &Words) {
        // Composed, as most faces have Vietnamese letters.
        let text: String = words.text.nfc().filter(|c| !c.is_control()).collect();
        let face = if words.bold { Face::SansBold } else { Face::Sans };
        let wide = f64::from(face.width(&text)) * words.size / 1000.0;
        let left = match words.held {
            Held::Start => words.at.0,
            Held::Middle => words.at.0 - wide / 2.0,
            Held::End => words.at.0 - wide,
        };
        if let Some(ground) = words.halo {
            let (top, bottom) = (words.at.1 - words.size * 0.76, words.at.1 + words.size * 0.24);
            let corners = [(left + wide, top), (left + wide, bottom), (left, bottom)].map(Piece::Line).to_vec();
            self.shape(&[Way { from: (left, top), pieces: corners, closed: true }], Fill::Plain(ground), None);
        }
        self.take(&Tool::Font(units(words.size), words.bold, words.italic));
        if self.colour != Some(words.colour) {
            self.record(Kind::SetTextColour, &[rgb(words.colour)]);
            self.colour = Some(words.colour);
        }
        let units_of: Vec<u16> = text.encode_utf16().collect();
        // How far each unit moves on; the second of a pair does not.
        let mut advances: Vec<i32> = Vec::with_capacity(units_of.len());
        for c in text.chars() {
            advances.push(whole(f64::from(face.advance(c)) * words.size * UNITS / 1000.0));
            advances.extend(std::iter::repeat_n(0, c.len_utf16() - 1));
        }
        let count = i32::try_from(units_of.len()).unwrap_or(0);
        let characters: Vec<u8> = units_of.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let padded = characters.len().next_multiple_of(4);
        let (before, one) = (76, 1.0f32.to_bits().cast_signed());
        let after = i32::try_from(before + padded).unwrap_or(0);
        let head = [0, 0, -1, -1, 2, one, one, whole(left * UNITS), units(words.at.1), count, 76, 0, 0, 0, -1, -1, after];
        let mut bytes: Vec<u8> = head.iter().flat_map(|value| value.to_le_bytes()).collect();
        bytes.extend(&characters);
        bytes.resize(bytes.len() + padded - characters.len(), 0);
        bytes.extend(advances.iter().flat_map(|advance| advance.to_le_bytes()));
        self.bytes(Kind::Words, &bytes);
    }

    fn finish(mut self) -> Vec<u8> {
        for number in 1..=i32::try_from(self.tools.len()).unwrap_or(0) {
            self.record(Kind::Delete, &[number]);
        }
        self.record(Kind::EndOfFile, &[0, 16, 20]);
        let size = u32::try_from(self.out.len()).unwrap_or(u32::MAX);
        let handles = u16::try_from(self.tools.len() + 1).unwrap_or(u16::MAX);
        self.put(48, &size.to_le_bytes());
        let records = self.records;
        self.put(52, &records.to_le_bytes());
        self.put(56, &handles.to_le_bytes());
        self.out
    }
    fn put(&mut self, at: usize, bytes: &[u8]) {
        if let Some(place) = self.out.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
}

/// The places of a line, curves as straight pieces.
fn flat(way: &Way) -> Vec<Place> {
    let mut places = vec![way.from];
    let mut at = way.from;
    for piece in &way.pieces {
        match *piece {
            Piece::Line(to) => places.push(to),
            Piece::Curve(first, second, to) => places.extend((1..=FLAT).map(|i| {
                let t = f64::from(i) / f64::from(FLAT);
                let mix = |a: f64, b: f64, c: f64, d: f64| {
                    let u = 1.0 - t;
                    u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
                };
                (mix(at.0, first.0, second.0, to.0), mix(at.1, first.1, second.1, to.1))
            })),
        }
        at = places.last().copied().unwrap_or(at);
    }
    if way.closed {
        places.push(way.from);
    }
    places
}

/// The dashes of a line.
fn dashed(way: &Way, dashes: &[f64]) -> Vec<Vec<Place>> {
    let places = flat(way);
    let mut out: Vec<Vec<Place>> = Vec::new();
    let mut lengths = dashes.iter().copied().cycle();
    let (mut left, mut drawn) = (lengths.next().unwrap_or(1.0), true);
    let mut dash: Vec<Place> = places.first().copied().into_iter().collect();
    for pair in places.windows(2) {
        let ((x, y), to) = (pair[0], pair[1]);
        let long = (to.0 - x).hypot(to.1 - y);
        let mut done = 0.0;
        while long - done > left {
            done += left;
            let at = (x + (to.0 - x) * done / long, y + (to.1 - y) * done / long);
            if drawn {
                dash.push(at);
                out.push(std::mem::take(&mut dash));
            } else {
                dash = vec![at];
            }
            drawn = !drawn;
            left = lengths.next().unwrap_or(1.0).max(0.05);
        }
        left -= long - done;
        if drawn {
            dash.push(to);
        }
    }
    if drawn && dash.len() > 1 {
        out.push(dash);
    }
    out
}

/// Slanted lines across the box around a shape; only boxes are hatched.
fn hatching(ways: &[Way]) -> Vec<[Place; 2]> {
    let places: Vec<Place> = ways.iter().flat_map(flat).collect();
    let low = |pick: fn(&Place) -> f64| places.iter().map(pick).fold(f64::INFINITY, f64::min);
    let high = |pick: fn(&Place) -> f64| places.iter().map(pick).fold(f64::NEG_INFINITY, f64::max);
    let (left, right, top, bottom) = (low(|p| p.0), high(|p| p.0), low(|p| p.1), high(|p| p.1));
    let mut lines = Vec::new();
    // Where x + y stays the same.
    let mut sum = left + top + HATCH.0;
    while sum < right + bottom && lines.len() < 2000 {
        let (from, to) = ((sum - top).min(right), (sum - bottom).max(left));
        lines.push([(from, sum - from), (to, sum - to)]);
        sum += HATCH.0 * std::f64::consts::SQRT_2;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::drawing::read;
    use super::*;

    fn number(bytes: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
    }

    /// The types of all records; fails where lengths do not add up.
    fn records(bytes: &[u8]) -> Vec<u32> {
        let (mut at, mut kinds) = (0, Vec::new());
        while at < bytes.len() {
            let size = number(bytes, at + 4) as usize;
            assert!(size >= 8 && size.is_multiple_of(4) && at + size <= bytes.len(), "record {} at {at}", kinds.len());
            kinds.push(number(bytes, at));
            at += size;
        }
        kinds
    }

    #[test]
    fn a_metafile_is_a_chain_of_records() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\" viewBox=\"0 0 200 100\"><title>T</title>\
                   <g fill=\"#fff\" stroke=\"#123\"><rect x=\"1\" y=\"1\" width=\"60\" height=\"40\" rx=\"5\" stroke-dasharray=\"4 3\"/>\
                   <circle cx=\"90\" cy=\"20\" r=\"9\"/></g><text x=\"50\" y=\"70\" font-size=\"12\" text-anchor=\"middle\" stroke=\"#fff\" \
                   paint-order=\"stroke\">Đăng ký \u{1f600} e\u{301}</text></svg>";
        let bytes = metafile(&read(svg));
        assert_eq!(bytes, metafile(&read(svg)));
        let kinds = records(&bytes);
        assert_eq!((kinds[0], kinds[kinds.len() - 1]), (1, 14));
        assert_eq!(number(&bytes, 48) as usize, bytes.len());
        assert_eq!(number(&bytes, 52) as usize, kinds.len());
        // The words are there as words, composed.
        let said: Vec<u8> = "Đăng ký \u{1f600} é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(bytes.windows(said.len()).any(|part| part == said));
        assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Words as u32).count(), 1);
    }

    #[test]
    fn dashes_are_as_long_as_they_should_be() {
        let way = Way { from: (0.0, 0.0), pieces: vec![Piece::Line((10.0, 0.0)), Piece::Line((10.0, 10.0))], closed: false };
        let long = |dash: &Vec<Place>| dash.windows(2).map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1)).sum::<f64>();
        let lengths: Vec<f64> = dashed(&way, &[5.0, 3.0]).iter().map(long).collect();
        assert!(lengths.len() == 3 && lengths.iter().take(2).all(|n| (n - 5.0).abs() < 1e-9), "{lengths:?}");
    }
}
