//! Charts say the numbers they are given, and everything lies inside them.

use super::*;

fn waterfall(changes: &[f64]) -> String {
    let after = 12.0 + changes.iter().sum::<f64>();
    Waterfall {
        title: "Steps <b>",
        description: "d",
        before: ("Before", 12.0, "12".into()),
        changes: changes.iter().map(|by| Move { name: format!("by {by}"), by: *by, shown: format!("{by:+}") }).collect(),
        after: ("After", after, format!("{after}")),
        key: ("removed", "added"),
    }
    .to_svg()
}

/// Every rectangle: left, top, width, height.
fn rectangles(svg: &str) -> Vec<[f64; 4]> {
    let value = |shape: &str, key: &str| shape.split(&format!(" {key}=\"")).nth(1)?.split('"').next()?.parse().ok();
    let shapes = svg.split("<rect").skip(1).filter_map(|shape| shape.split('>').next());
    shapes
        .filter_map(|shape| Some([value(shape, "x")?, value(shape, "y")?, value(shape, "width")?, value(shape, "height")?]))
        .collect()
}

#[test]
fn a_waterfall_ends_where_the_changes_lead() {
    let svg = waterfall(&[-2.0, 1.0, 0.0, -3.0]);
    let bars = rectangles(&svg);
    // Before, three changes that are not nothing, after, and two entries of the key.
    assert_eq!(bars.len(), 7);
    let end = |bar: &[f64; 4]| bar[0] + bar[2];
    let unit = bars[0][2] / 12.0;
    assert!((end(&bars[1]) - end(&bars[0])).abs() < 0.2 && (bars[1][2] - 2.0 * unit).abs() < 0.2);
    assert!((bars[2][0] - bars[1][0]).abs() < 0.2 && (bars[2][2] - unit).abs() < 0.2);
    assert!((bars[3][0] - end(&bars[4])).abs() < 0.2 && (bars[4][2] - 8.0 * unit).abs() < 0.2);
    assert!(svg.contains(">-2<") && svg.contains(">+1<") && svg.contains(">8<") && svg.contains("Steps &lt;b&gt;"));
    assert!(svg.contains("removed") && svg.contains("added") && !waterfall(&[-1.0]).contains("added"));
}

#[test]
fn nothing_leaves_the_chart() {
    for changes in [&[][..], &[-12.0], &[-20.0], &[40.0, -1.0], &[0.0]] {
        let svg = waterfall(changes);
        let height: f64 = svg.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        for [x, y, width, tall] in rectangles(&svg) {
            assert!(x >= 0.0 && y >= 0.0 && x + width <= WIDTH && y + tall <= height, "{changes:?}: {x} {y} {width} {tall}");
        }
    }
}

#[test]
fn bars_and_shares_are_in_proportion() {
    let pair = |before, after| Pair { name: "P".into(), before, after, shown: format!("{before} → {after}") };
    let svg =
        Bars { title: "t", description: "d", pairs: vec![pair(10.0, 5.0), pair(4.0, 6.0)], key: ("b", "a", "more") }.to_svg();
    let bars = rectangles(&svg);
    assert!((bars[0][2] / bars[1][2] - 2.0).abs() < 0.01 && svg.contains("10 → 5") && svg.contains(">more<"));
    let share = |parts, of| Share { name: "S".into(), of, parts, shown: String::new() };
    let rows = vec![share([1, 2, 3], 10), share([0, 0, 0], 0)];
    let key = ["done", "decided", "proposed", "rest"];
    let svg = Shares { title: "t", description: "d", rows, target: Some((0.1, "10 %")), key }.to_svg();
    let bars = rectangles(&svg);
    assert!((bars[1][2] / bars[0][2] - 2.0).abs() < 0.01 && (bars[3][2] / bars[0][2] - 4.0).abs() < 0.01);
    assert!(svg.contains("10 %") && svg.contains(">rest<"));
}

#[test]
fn a_long_chart_is_cut_between_two_things() {
    let pair = |i: usize| Pair { name: format!("QT-{i:02} name"), before: 10.0, after: 9.0, shown: format!("no {i}") };
    let bars = |count: usize| Bars { title: "t", description: "d", pairs: (0..count).map(pair).collect(), key: ("b", "a", "m") };
    assert!(bars(5).pages().is_empty());
    let pages = bars(40).pages();
    assert_eq!(pages.len(), 3);
    for i in 0..40 {
        assert_eq!(pages.iter().filter(|page| page.contains(&format!(">no {i}<"))).count(), 1, "{i}");
    }
    for page in pages {
        let height: f64 = page.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        assert!(height < 530.0, "{height}");
    }
}
