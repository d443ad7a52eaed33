//! The processes of a system and what they give each other: one sheet, from request to result.
//!
//! Kinds of processes lie below each other, each in rows of boxes. Lines leave a box above or below, run
//! level in the channel between two rows, up or down beside everything, and level again to where they lead.
//! Lines to one process join; lines to different processes never lie upon each other.

use super::columns::longest_word;
use super::layout::{SMALL, TITLE};
use super::place::Side;
use super::sheet::{Ground, Line, SMALL_LINE, Sheet, Tile, TileKind, Words, small};
use super::{Anchor, Area, Point, TextLine};
use crate::model::definition::{OrganisationDefinition, ProcessGroup, ProcessKind, Role, RoleKind};
use crate::model::value::Language;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The width of the whole, as a rule; the least width of the boxes of a row together, and how far it grows for long words.
const WIDTH: f64 = 790.0;
const LEAST: f64 = 380.0;
const MOST: f64 = 560.0;
/// The most boxes in a row, and the space between them.
const COLUMNS: usize = 3;
const APART: f64 = 14.0;
/// The column with the names of the kinds, and the boxes of those outside: as wide as their longest word, within bounds.
const CAPTION: (f64, f64) = (60.0, 120.0);
const OUTSIDE: (f64, f64) = (60.0, 120.0);
/// Around a row: to the edge of the ground; and between a frame and its boxes.
const PAD: f64 = 7.0;
const FRAME: f64 = 9.0;
/// The length of the arrows from and to those outside.
const ARROW: f64 = 18.0;
/// Between two lines side by side, and the room at the ends of a channel: arrows have to fit.
const STEP: f64 = 8.0;
const ROOM: f64 = 13.0;
/// How far from the middle lines come in where others go straight out.
const AWAY: f64 = 14.0;
/// So many processes that all give to the same, or get from it, have a frame around them.
const FEW: usize = 3;

/// What a line leads from or to: a process, or a frame. Channels are numbered from the top.
#[derive(Debug, Clone, Default)]
struct Element {
    /// The processes in it.
    members: Vec<usize>,
    /// The channels above and below it.
    above: usize,
    below: usize,
    /// Where its middle is, from 0 on the left to 1.
    middle: f64,
    area: Area,
}

/// What lies below each other.
enum Slot {
    /// The beginning of the ground of a kind.
    Kind(ProcessKind),
    Channel,
    Row(Vec<usize>),
    /// The upper and the lower side of a frame.
    Open(usize),
    Close(usize),
}

/// What one element gives to another, and the way of its line.
struct Flow {
    from: usize,
    to: usize,
    meaning: String,
    /// Whether it leaves below, or else above; and whether it comes in from above, or else from below.
    leaves_below: bool,
    enters_above: bool,
    /// The channels it leaves into and comes in from.
    channels: (usize, usize),
    /// On which side it passes what lies between them; none where there is nothing.
    side: Option<Side>,
    /// Where it leaves.
    x: f64,
}

impl Flow {
    /// Lines that come to the same place share their last pieces.
    const fn net(&self) -> Net {
        (self.to, self.enters_above)
    }
}

/// Where lines come together: an element, and whether above it.
type Net = (usize, bool);

/// A level piece: its channel, where it leads, and for one that goes to the side, to which.
type Piece = (usize, Net, Option<Side>);

/// Lays out the processes of an organisation and what they give each other.
///
/// Below the name of a process stands what `note` says of it. Processes of one kind that all give to
/// the same process, or all get from it, have a frame, and one line stands for all.
///
/// ```
/// use quytrinh::{Language, Library, manual::diagram::process_map};
/// let text = "organisation: a\ntitle: A\nunits: []\nroles: []\nprocesses:\n  - {id: lead, title: Lead, kind: management, feeds: [{to: serve, what: Aims}]}\n  - {id: serve, title: Serve, kind: core}\n";
/// let library = Library::from_sources([("organisation.yaml", text)]);
/// let map = process_map(library.organisation().unwrap(), &Language::En, &|_| String::new());
/// assert_eq!(map.lines[0].meaning, "Lead → Serve: Aims");
/// ```
#[must_use]
pub fn process_map(organisation: &OrganisationDefinition, language: &Language, note: &dyn Fn(&ProcessGroup) -> String) -> Sheet {
    let processes = &organisation.processes;
    let gives = gives(processes);
    let (mut elements, slots) = arranged(processes, &gives);
    let mut flows = flows(processes, &gives, &elements, language);
    let tracks = tracks(&flows);

    // Everything about x; the boxes begin at 0.
    let applicant = organisation.roles.iter().find(|role| role.kind == RoleKind::Applicant);
    let serves = applicant.filter(|_| processes.iter().any(|p| p.kind == ProcessKind::Core));
    let box_of = |role: &Role| longest_word(role.title.to(language), TITLE, true) + 18.0;
    let wide = serves.map_or(0.0, |role| box_of(role).clamp(OUTSIDE.0, OUTSIDE.1));
    let outside = if serves.is_some() { wide + ARROW } else { 0.0 };
    let named = |process: &ProcessGroup| longest_word(&capital(process.kind.label(language)), SMALL, true) + 12.0;
    let captioned = processes.iter().map(named).fold(CAPTION.0, f64::max).min(CAPTION.1);
    let beside = tracks.width(Side::Left) + tracks.width(Side::Right) + captioned + 2.0 * PAD + 2.0 * outside;
    // No word of a title shall be broken, unless it is very long.
    let rows = slots.iter().filter_map(|slot| if let Slot::Row(row) = slot { Some(row) } else { None });
    let word = |process: &usize| longest_word(processes[*process].title.to(language), TITLE, false) + 16.0;
    let needed = |row: &Vec<usize>| between(row.len()) + 2.0 * FRAME + row.iter().map(word).fold(0.0, f64::max) * many(row.len());
    let room = (WIDTH - beside).max(LEAST).max(rows.map(needed).fold(0.0, f64::max).min(MOST));
    across(&mut elements, &slots, room);
    let entries = ports(&mut flows, &elements);
    let track = |net: Net, side: Side| match side {
        Side::Left => -PAD - captioned - tracks.at(net, side),
        Side::Right => room + PAD + tracks.at(net, side),
    };
    let levels = levels(&flows, &entries, &elements, &track);

    // Everything about y.
    let mut sheet = Sheet::default();
    let words = |process: usize, wide: f64| {
        let process: &ProcessGroup = &processes[process];
        Words::new(process.title.to(language), false, &note(process), wide)
    };
    let (heights, used) = (channel_heights(&slots, &flows, &levels), levels);
    let (mut y, mut channel) = (0.0, 0);
    let mut channel_tops = Vec::new();
    // The ground of the kind at hand; that of the core, and the height of its first row.
    let mut ground: Option<(ProcessKind, Ground)> = None;
    let (mut core, mut middle) = (None, None);
    let mut caption: Option<(Vec<String>, f64)> = None;
    for slot in &slots {
        match slot {
            Slot::Kind(kind) => {
                lay(&mut sheet, ground.take(), &mut core);
                let area = Area { x: -PAD - captioned, y: y - PAD, width: captioned + room + 2.0 * PAD, height: 0.0 };
                ground = Some((*kind, Ground { area, frame: false, lines: Vec::new() }));
                caption = Some(small(&capital(kind.label(language)), captioned - 4.0, true));
            }
            Slot::Channel => {
                channel_tops.push(y);
                y += heights[channel];
                channel += 1;
            }
            Slot::Row(row) => {
                let mut high = row.iter().map(|e| words(*e, elements[*e].area.width).height()).fold(0.0, f64::max);
                if let (Some((lines, tall)), Some((_, ground))) = (caption.take(), &mut ground) {
                    high = high.max(tall);
                    let top = y + (high - tall) / 2.0;
                    ground.lines = captions(lines, ground.area.x + 6.0, top, true);
                }
                for e in row {
                    let area = Area { y, height: high, ..elements[*e].area };
                    elements[*e].area = area;
                    sheet.tiles.push(Tile { kind: TileKind::Own, area, lines: words(*e, area.width).within(&area) });
                }
                if let Some((kind, ground)) = &mut ground {
                    if *kind == ProcessKind::Core {
                        middle.get_or_insert(y + high / 2.0);
                    }
                    ground.area.height = y + high + PAD - ground.area.y;
                }
                y += high;
            }
            Slot::Open(frame) => elements[*frame].area.y = y,
            Slot::Close(frame) => {
                let area = &mut elements[*frame].area;
                area.height = y - area.y;
                let area = *area;
                sheet.grounds.push(Ground { area, frame: true, lines: Vec::new() });
                if let Some((_, ground)) = &mut ground {
                    ground.area.height = y + PAD - ground.area.y;
                }
            }
        }
    }
    lay(&mut sheet, ground, &mut core);

    for flow in flows {
        let (from, to) = (&elements[flow.from].area, &elements[flow.to].area);
        let begin = if flow.leaves_below { from.bottom() } else { from.y };
        let end = if flow.enters_above { to.y } else { to.bottom() };
        let at = |x: f64, y: f64| Point { x, y };
        let height = |piece: Piece| channel_tops[piece.0] + ROOM + STEP * used.get(&piece).map_or(0.0, |level| *level);
        let net = flow.net();
        let entry = entries.get(&net).copied().unwrap_or_else(|| to.middle().x);
        let (out, last) = (height((flow.channels.0, net, flow.side)), height((flow.channels.1, net, None)));
        let points = match flow.side {
            None if is_straight(&flow, &elements) => vec![at(flow.x, begin), at(flow.x, end)],
            None => vec![at(flow.x, begin), at(flow.x, last), at(entry, last), at(entry, end)],
            Some(side) => {
                let x = track(net, side);
                vec![at(flow.x, begin), at(flow.x, out), at(x, out), at(x, last), at(entry, last), at(entry, end)]
            }
        };
        sheet.lines.push(Line { points, arrow: true, meaning: flow.meaning });
    }

    let left = PAD + captioned + tracks.width(Side::Left) + outside;
    let right = room + PAD + tracks.width(Side::Right) + outside;
    if let (Some(role), Some(area), Some(middle)) = (serves, core, middle) {
        let who = role.title.to(language);
        let [asks, gets] = if *language == Language::Vi { ["Yêu cầu", "Kết quả"] } else { ["Request", "Result"] };
        for (word, x, from, to) in [(asks, -left, wide - left, area.x), (gets, right - wide, area.right(), right - wide)] {
            let words = Words::new(who, true, word, wide);
            let high = words.height().max(area.height);
            let area = Area { x, y: area.middle().y - high / 2.0, width: wide, height: high };
            sheet.tiles.push(Tile { kind: TileKind::Outside, area, lines: words.within(&area) });
            let points = vec![Point { x: from, y: middle }, Point { x: to, y: middle }];
            sheet.lines.push(Line { points, arrow: true, meaning: format!("{who}: {word}") });
        }
    }
    if sheet.grounds.iter().any(|ground| ground.frame) {
        let text = if *language == Language::Vi {
            "Khung nét chấm: mũi tên từ khung hoặc đến khung là của mọi quá trình trong khung."
        } else {
            "Dotted frame: an arrow from it or to it is one of every process in it."
        };
        let (lines, tall) = small(text, room + captioned, false);
        y += 6.0;
        sheet.grounds.push(Ground {
            area: Area { x: -PAD - captioned, y, width: captioned + room + 2.0 * PAD, height: tall + 6.0 },
            frame: false,
            lines: captions(lines, -captioned, y + 3.0, false),
        });
        y += tall + 6.0;
    }
    let top = sheet.tiles.iter().map(|tile| tile.area.y).chain([0.0]).fold(0.0, f64::min) - 2.0;
    let bottom = sheet.tiles.iter().map(|tile| tile.area.bottom()).chain([y]).fold(0.0, f64::max) + 2.0;
    sheet.finish(left + 1.0, -top, left + right + 2.0, bottom - top)
}

/// Lays the ground of a kind, and remembers that of the core.
fn lay(sheet: &mut Sheet, ground: Option<(ProcessKind, Ground)>, core: &mut Option<Area>) {
    if let Some((kind, ground)) = ground {
        if kind == ProcessKind::Core {
            *core = Some(ground.area);
        }
        sheet.grounds.push(ground);
    }
}

/// The name of a kind, its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[allow(clippy::cast_precision_loss, reason = "lines are few")]
fn captions(lines: Vec<String>, x: f64, top: f64, bold: bool) -> Vec<TextLine> {
    let size = SMALL;
    let line = |(i, text)| {
        let at = Point { x, y: top + SMALL_LINE * (i as f64 + 0.5) + size * 0.36 };
        TextLine { text, at, anchor: Anchor::Start, size, bold }
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// What each process gives to each other: nothing that leads nowhere or to itself.
fn gives(processes: &[ProcessGroup]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let places: HashMap<_, usize> = processes.iter().enumerate().rev().map(|(i, process)| (&process.id, i)).collect();
    let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (from, process) in processes.iter().enumerate() {
        for (i, feed) in process.feeds.iter().enumerate() {
            if let Some(to) = places.get(&feed.to).filter(|to| **to != from) {
                found.entry((from, *to)).or_default().push(i);
            }
        }
    }
    found
}

/// The elements, processes first, and what lies below each other.
#[allow(clippy::cast_precision_loss, reason = "processes are few")]
fn arranged(processes: &[ProcessGroup], gives: &BTreeMap<(usize, usize), Vec<usize>>) -> (Vec<Element>, Vec<Slot>) {
    let one = |i| Element { members: vec![i], ..Element::default() };
    let mut elements: Vec<Element> = (0..processes.len()).map(one).collect();
    let mut slots = vec![Slot::Channel];
    let mut channel = 0;
    for kind in [ProcessKind::Management, ProcessKind::Core, ProcessKind::Improvement, ProcessKind::Support] {
        let of_kind: Vec<usize> = (0..processes.len()).filter(|i| processes[*i].kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        slots.push(Slot::Kind(kind));
        // What gives to all others of its kind, or gets from all of them, has a row of its own.
        let others = |hub: usize| of_kind.iter().copied().filter(move |i| *i != hub);
        let ways = |hub: usize| {
            let out = others(hub).all(|i| gives.contains_key(&(hub, i)));
            let back = others(hub).all(|i| gives.contains_key(&(i, hub)));
            usize::from(out) + usize::from(back)
        };
        let hub = of_kind.iter().copied().rev().max_by_key(|i| ways(*i)).filter(|hub| of_kind.len() > FEW && ways(*hub) > 0);
        let rest: Vec<usize> = of_kind.iter().copied().filter(|i| Some(*i) != hub).collect();
        if let Some(hub) = hub {
            (elements[hub].above, elements[hub].below, elements[hub].middle) = (channel, channel + 1, 0.5);
            slots.extend([Slot::Row(vec![hub]), Slot::Channel]);
            channel += 1;
        }
        let beyond = (0..processes.len()).filter(|i| !rest.contains(i));
        let shared =
            |i: usize| rest.iter().all(|r| gives.contains_key(&(*r, i))) || rest.iter().all(|r| gives.contains_key(&(i, *r)));
        let frame = (rest.len() >= FEW && beyond.into_iter().any(shared)).then_some(elements.len());
        if let Some(frame) = frame {
            elements.push(Element { members: rest.clone(), above: channel, middle: 0.5, ..Element::default() });
            slots.extend([Slot::Open(frame), Slot::Channel]);
            channel += 1;
        }
        let rows = rest.len().div_ceil(COLUMNS);
        let mut rest = rest.into_iter();
        let many = rest.len();
        for row in 0..rows {
            let row: Vec<usize> = rest.by_ref().take(many / rows + usize::from(row < many % rows)).collect();
            let wide = row.len() as f64;
            for (i, element) in row.iter().enumerate() {
                let element = &mut elements[*element];
                (element.above, element.below, element.middle) = (channel, channel + 1, (i as f64 + 0.5) / wide);
            }
            slots.extend([Slot::Row(row), Slot::Channel]);
            channel += 1;
        }
        if let Some(frame) = frame {
            slots.extend([Slot::Close(frame), Slot::Channel]);
            channel += 1;
            elements[frame].below = channel;
        }
    }
    (elements, slots)
}

/// The lines between elements: where all in a frame give to a process, or get from it, one line from or to the frame.
fn flows(
    processes: &[ProcessGroup],
    gives: &BTreeMap<(usize, usize), Vec<usize>>,
    elements: &[Element],
    language: &Language,
) -> Vec<Flow> {
    let mut left: BTreeSet<(usize, usize)> = gives.keys().copied().collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (frame, element) in elements.iter().enumerate().skip(processes.len()) {
        for other in (0..processes.len()).filter(|i| !element.members.contains(i)) {
            let out: Vec<_> = element.members.iter().map(|member| (*member, other)).collect();
            let back: Vec<_> = element.members.iter().map(|member| (other, *member)).collect();
            for (pairs, flow) in [(out, (frame, other)), (back, (other, frame))] {
                if pairs.iter().all(|pair| left.contains(pair)) {
                    left.retain(|pair| !pairs.contains(pair));
                    found.push(flow);
                }
            }
        }
    }
    found.extend(left);
    let flow = |(from, to): (usize, usize)| {
        let (a, b) = (&elements[from], &elements[to]);
        let pairs = || a.members.iter().flat_map(|f| b.members.iter().map(move |t| (*f, *t)));
        let titles = |of: &Element| of.members.iter().map(|i| processes[*i].title.to(language)).collect::<Vec<_>>().join(", ");
        let mut what: Vec<&str> = Vec::new();
        for pair in pairs() {
            for feed in gives.get(&pair).into_iter().flatten() {
                let text = processes[pair.0].feeds[*feed].what.to(language);
                if !what.contains(&text) {
                    what.push(text);
                }
            }
        }
        let meaning = format!("{} → {}: {}", titles(a), titles(b), what.join("; "));
        let (enters_above, is_above) = (a.below <= b.above, b.below <= a.above);
        let leaves_below = enters_above || !is_above;
        let out = if leaves_below { a.below } else { a.above };
        let last = if enters_above { b.above } else { b.below };
        let beside = a.middle + b.middle;
        let is_left = if (beside - 1.0).abs() < 0.01 { is_above } else { beside < 1.0 };
        let side = (out != last).then_some(if is_left { Side::Left } else { Side::Right });
        Flow { from, to, meaning, leaves_below, enters_above, channels: (out, last), side, x: 0.0 }
    };
    found.into_iter().map(flow).collect()
}

/// The upright pieces beside everything.
struct Tracks {
    of: BTreeMap<(Net, Side), usize>,
    counts: [usize; 2],
}

impl Tracks {
    /// How far out the line to a place runs.
    #[allow(clippy::cast_precision_loss, reason = "tracks are few")]
    fn at(&self, net: Net, side: Side) -> f64 {
        STEP * (self.of.get(&(net, side)).map_or(0.0, |track| *track as f64) + 1.0)
    }
    #[allow(clippy::cast_precision_loss, reason = "tracks are few")]
    fn width(&self, side: Side) -> f64 {
        STEP * (self.counts[side.index()] as f64 + 1.0)
    }
}

/// Short pieces next to the boxes, long ones outside.
fn tracks(flows: &[Flow]) -> Tracks {
    let mut spans: BTreeMap<(Net, Side), (usize, usize)> = BTreeMap::new();
    for flow in flows {
        if let Some(side) = flow.side {
            let (a, b) = flow.channels;
            let span = spans.entry((flow.net(), side)).or_insert((a, a));
            *span = (span.0.min(a).min(b), span.1.max(a).max(b));
        }
    }
    let mut order: Vec<_> = spans.into_iter().collect();
    order.sort_by_key(|(key, (low, high))| (high - low, *low, *key));
    let mut used: [Vec<Vec<(usize, usize)>>; 2] = [Vec::new(), Vec::new()];
    let mut of = BTreeMap::new();
    for ((net, side), (low, high)) in order {
        let used = &mut used[side.index()];
        let free = used.iter().position(|track| track.iter().all(|(from, to)| *from > high || *to < low));
        let track = free.unwrap_or(used.len());
        if free.is_none() {
            used.push(Vec::new());
        }
        used[track].push((low, high));
        of.insert((net, side), track);
    }
    Tracks { of, counts: [used[0].len(), used[1].len()] }
}

/// So many boxes.
#[allow(clippy::cast_precision_loss, reason = "boxes are few")]
fn many(boxes: usize) -> f64 {
    boxes.max(1) as f64
}

/// The space between so many boxes of a row.
fn between(boxes: usize) -> f64 {
    APART * (many(boxes) - 1.0)
}

/// Gives elements their x and their width.
#[allow(clippy::cast_precision_loss, reason = "boxes are few")]
fn across(elements: &mut [Element], slots: &[Slot], room: f64) {
    let mut inset = 0.0;
    for slot in slots {
        match slot {
            Slot::Open(frame) => {
                elements[*frame].area = Area { x: 0.0, y: 0.0, width: room, height: 0.0 };
                inset = FRAME;
            }
            Slot::Close(_) => inset = 0.0,
            Slot::Row(row) => {
                let wide = (room - 2.0 * inset - between(row.len())) / many(row.len());
                for (i, element) in row.iter().enumerate() {
                    let x = inset + (wide + APART) * i as f64;
                    elements[*element].area = Area { x, y: 0.0, width: wide, height: 0.0 };
                }
            }
            Slot::Kind(_) | Slot::Channel => {}
        }
    }
}

/// Whether a flow runs straight up or down: nothing lies between, and it leaves above or below where it leads.
fn is_straight(flow: &Flow, elements: &[Element]) -> bool {
    let to = &elements[flow.to].area;
    let apart = elements[flow.from].above != elements[flow.to].above;
    flow.side.is_none() && apart && flow.x > to.x + 5.0 && flow.x < to.right() - 5.0
}

/// Gives every flow the place where it leaves, and every place where flows come together its x.
///
/// All lines that leave downward keep to one grid, all that leave upward to another between it, so that in a
/// channel no line from above lies upon one from below.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "lines are few")]
fn ports(flows: &mut [Flow], elements: &[Element]) -> BTreeMap<Net, f64> {
    // By element and side (below or above): where each line would like to be; a flow, or what comes in.
    let mut wishes: BTreeMap<(usize, bool), Vec<(f64, Option<usize>)>> = BTreeMap::new();
    let mut nets: BTreeSet<Net> = BTreeSet::new();
    for (i, flow) in flows.iter().enumerate() {
        let (a, b) = (&elements[flow.from].area, &elements[flow.to].area);
        let wish = match flow.side {
            Some(Side::Left) => a.x + a.width * 0.2,
            Some(Side::Right) => a.x + a.width * 0.8,
            // In the middle of what lies above each other, or as near as can be.
            None => f64::midpoint(a.x.max(b.x).min(a.right()), a.right().min(b.right()).max(a.x)),
        };
        wishes.entry((flow.from, flow.leaves_below)).or_default().push((wish, Some(i)));
        nets.insert(flow.net());
    }
    // Elements, and whether something goes straight out below them, or else above.
    let straight: BTreeSet<(usize, bool)> = flows.iter().filter(|f| f.side.is_none()).map(|f| (f.from, f.leaves_below)).collect();
    for (to, enters_above) in nets {
        let aside = match (straight.contains(&(to, !enters_above)), enters_above) {
            (false, _) => 0.0,
            (true, true) => -AWAY,
            (true, false) => AWAY,
        };
        wishes.entry((to, !enters_above)).or_default().push((elements[to].area.middle().x + aside, None));
    }
    // The widest grid on which all lines of an element find a place.
    let fits = |grid: f64| wishes.iter().all(|((e, _), w)| (elements[*e].area.width - 20.0) / grid > w.len() as f64 + 2.0);
    let grid = [12.0, 8.0, 6.0, 4.0, 2.0].into_iter().find(|grid| fits(*grid)).unwrap_or(1.0);
    let mut entries = BTreeMap::new();
    for ((element, below), mut wishes) in wishes {
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let area = &elements[element].area;
        let offset = if below { 0.0 } else { grid / 2.0 };
        let place = |x: f64| ((x - offset) / grid).round() as i64;
        let (first, last) = (place(area.x + 8.0) + 1, place(area.right() - 8.0) - 1);
        let mut places: Vec<i64> = wishes.iter().map(|(wish, _)| place(*wish)).collect();
        let mut next = first;
        for at in &mut places {
            *at = (*at).max(next);
            next = *at + 1;
        }
        let mut next = last;
        for at in places.iter_mut().rev() {
            *at = (*at).min(next);
            next = *at - 1;
        }
        for ((_, what), at) in wishes.into_iter().zip(places) {
            let x = at as f64 * grid + offset;
            match what {
                Some(flow) => flows[flow].x = x,
                None => drop(entries.insert((element, !below), x)),
            }
        }
    }
    // What leads straight to where others come in joins them.
    for flow in flows.iter_mut().filter(|flow| flow.side.is_none()) {
        let (a, b) = (&elements[flow.from], &elements[flow.to]);
        let entry = entries.get(&flow.net()).copied();
        let entry = entry.filter(|x| a.above != b.above && *x > a.area.x + 8.0 && *x < a.area.right() - 8.0);
        flow.x = entry.unwrap_or(flow.x);
    }
    entries
}

/// The level of each level piece in its channel, from the top.
#[allow(clippy::cast_precision_loss, reason = "levels are few")]
fn levels(
    flows: &[Flow],
    entries: &BTreeMap<Net, f64>,
    elements: &[Element],
    track: &dyn Fn(Net, Side) -> f64,
) -> BTreeMap<Piece, f64> {
    let mut spans: BTreeMap<Piece, (f64, f64)> = BTreeMap::new();
    let mut grow = |piece: Piece, xs: [f64; 2]| {
        let span = spans.entry(piece).or_insert((f64::INFINITY, f64::NEG_INFINITY));
        *span = xs.iter().fold(*span, |(low, high), x| (low.min(*x), high.max(*x)));
    };
    for flow in flows {
        let net = flow.net();
        let entry = entries.get(&net).copied().unwrap_or(0.0);
        match flow.side {
            None if is_straight(flow, elements) => {}
            None => grow((flow.channels.1, net, None), [flow.x, entry]),
            Some(side) => {
                grow((flow.channels.0, net, flow.side), [flow.x, track(net, side)]);
                grow((flow.channels.1, net, None), [track(net, side), entry]);
            }
        }
    }
    // Short pieces first: what is long goes around them.
    let mut order: Vec<(Piece, (f64, f64))> = spans.into_iter().collect();
    order.sort_by(|(a, x), (b, y)| (x.1 - x.0).total_cmp(&(y.1 - y.0)).then(a.cmp(b)));
    let mut used: BTreeMap<usize, Vec<Vec<(f64, f64)>>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (piece, (low, high)) in order {
        let used = used.entry(piece.0).or_default();
        let free = used.iter().position(|level| level.iter().all(|(from, to)| *from > high + 6.0 || *to < low - 6.0));
        let level = free.unwrap_or(used.len());
        if free.is_none() {
            used.push(Vec::new());
        }
        used[level].push((low, high));
        found.insert(piece, level as f64);
    }
    found
}

/// How high each channel is: as its level pieces need, and where a line only passes straight, for its arrow.
fn channel_heights(slots: &[Slot], flows: &[Flow], levels: &BTreeMap<Piece, f64>) -> Vec<f64> {
    let many = slots.iter().filter(|slot| matches!(slot, Slot::Channel)).count();
    let mut heights = vec![2.0 * PAD + 4.0; many];
    // Nothing lies above the first and below the last.
    for end in [0, many.saturating_sub(1)] {
        heights[end] = PAD + 1.0;
    }
    for flow in flows {
        for channel in [flow.channels.0, flow.channels.1] {
            heights[channel] = heights[channel].max(2.0 * ROOM);
        }
    }
    for ((channel, ..), level) in levels {
        heights[*channel] = heights[*channel].max(2.0 * ROOM + STEP * level);
    }
    heights
}
