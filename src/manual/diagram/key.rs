//! What the marks of a drawing mean: only those that occur.

use super::text::width;
use super::{Anchor, Area, Drawing, Mark, Point, ShapeKind, TextLine};
use crate::model::definition::Gate;
use crate::model::graph::FlowKind;
use crate::model::value::Language;

const SIZE: f64 = 11.0;
/// One line of marks.
const LINE: f64 = 24.0;
/// The largest mark.
const MARK: (f64, f64) = (26.0, 18.0);
/// Between two marks, and to the edge.
const APART: f64 = 16.0;

const STEP: ShapeKind = ShapeKind::Step { waits: false, stopped: false, software: false };
const WAIT: ShapeKind = ShapeKind::Step { waits: true, stopped: false, software: false };
const STOPPED: ShapeKind = ShapeKind::Step { waits: false, stopped: true, software: false };
const SOFTWARE: ShapeKind = ShapeKind::Step { waits: false, stopped: false, software: true };

/// A mark (none is a dashed flow) and what it means in Vietnamese and in English.
const MEANINGS: [(Option<ShapeKind>, [&str; 2]); 11] = [
    (Some(ShapeKind::Start), ["Bắt đầu", "Start"]),
    (Some(STEP), ["Bước và thời gian", "Step and its time"]),
    (Some(WAIT), ["Chờ", "Waiting"]),
    (Some(STOPPED), ["Không tính vào thời hạn", "Time limit stands still"]),
    (Some(SOFTWARE), ["Phần mềm thực hiện", "Done by software"]),
    (Some(ShapeKind::Gateway(Gate::Exclusive)), ["Một trong các nhánh", "One of the paths"]),
    (Some(ShapeKind::Gateway(Gate::Parallel)), ["Mọi nhánh, song song", "All paths, in parallel"]),
    (Some(ShapeKind::Gateway(Gate::Inclusive)), ["Một hoặc nhiều nhánh", "One or more ways"]),
    (Some(ShapeKind::Interruption), ["Sự kiện bất kỳ lúc nào", "Event at any moment"]),
    (None, ["Khi hết hạn hoặc có sự kiện", "When time is out or on an event"]),
    (Some(ShapeKind::End), ["Kết thúc", "End"]),
];

/// Whether a mark occurs in a drawing.
fn occurs(drawing: &Drawing, mark: Option<ShapeKind>) -> bool {
    let Some(mark) = mark else {
        return drawing.edges.iter().any(|e| e.kind != FlowKind::Sequence);
    };
    drawing.boxes.iter().any(|shape| match (mark, shape.kind) {
        (ShapeKind::Step { waits, stopped, software }, ShapeKind::Step { waits: w, stopped: s, software: p }) => {
            (waits && w) || (stopped && s) || (software && p) || mark == STEP
        }
        (mark, kind) => mark == kind,
    })
}

fn area_of(mark: Option<ShapeKind>, x: f64, middle: f64) -> Area {
    let (width, height) = match mark {
        None | Some(ShapeKind::Step { .. }) => MARK,
        _ => (MARK.1, MARK.1),
    };
    Area { x, y: middle - height / 2.0, width, height }
}

/// Adds the key below the lanes.
pub(super) fn add(drawing: &mut Drawing, language: &Language) {
    if drawing.lanes.is_empty() {
        return;
    }
    let place = usize::from(*language != Language::Vi);
    let (mut x, mut middle) = (APART, drawing.height + 6.0 + LINE / 2.0);
    for (kind, meaning) in MEANINGS {
        if !occurs(drawing, kind) {
            continue;
        }
        let mut text = meaning[place].to_owned();
        // What has no numbers has no times.
        if kind == Some(STEP) && !drawing.boxes.iter().any(|shape| !shape.number.is_empty()) {
            ["Bước", "Step"][place].clone_into(&mut text);
        }
        let long = area_of(kind, 0.0, 0.0).width + 6.0 + width(&text, SIZE, false);
        if x > APART && x + long + APART > drawing.width {
            (x, middle) = (APART, middle + LINE);
        }
        let area = area_of(kind, x, middle);
        let at = Point { x: area.right() + 6.0, y: middle + SIZE * 0.36 };
        let line = TextLine { text, at, anchor: Anchor::Start, size: SIZE, bold: false };
        drawing.key.push(Mark { kind, area, line });
        x += long + APART;
        drawing.width = drawing.width.max(x);
    }
    drawing.height = middle + LINE / 2.0;
}
