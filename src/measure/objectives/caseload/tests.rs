#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn rows_that_cannot_be_used_are_said_with_their_lines_and_the_rest_counts() {
    let library = Library::from_sources([
        ("p.yaml", "procedure: P-1\ntitle: P\nsteps:\n  - {id: a, title: A, role: r}\n"),
        (
            "o.yaml",
            "organisation: o\ntitle: O\nunits:\n  - {id: ward-a, title: A, kind: ward}\nroles:\n  - {id: r, title: R, kind: officer}\n",
        ),
    ]);
    let table = "# synthetic: true\n\
        dossier,procedure,unit,channel,received,due,resolved,supplements\n\
        1,P-1,ward-a,online,2018-01-02,2018-01-05,2018-01-04,0\n\
        2,P-1,ward-a,in-person,2018-01-02,2018-01-05,2018-01-05,1\n\
        3,P-1,ward-a,,2018-01-31,2018-02-05,2018-02-06,0\n\
        4,P-1,ward-a,post,2018-01-31,2018-02-05,,\n\
        1,P-1,ward-a,post,2018-01-31,2018-02-05,,\n\
        6,P-2,ward-a,post,2018-01-31,2018-02-05,,\n\
        7,P-1,ward-b,post,2018-01-31,2018-02-05,,\n\
        8,P-1,ward-a,fax,2018-01-31,2018-02-05,,\n\
        9,P-1,ward-a,post,31/01/2018,2018-02-05,,\n\
        10,P-1,ward-a,post,2018-01-31,2018-02-05,2018-01-30,\n\
        11,P-1,ward-a,post,2019-01-31,2019-02-05,,\n\
        12,P-1,ward-a\n\
        13,P-1,ward-a,post,2018-12-27,2019-01-05,2019-01-03,0\n";
    let mut cases = Caseload::default();
    cases.read("cases.csv", table, &library, Date::of(2018, 12, 31));
    assert_eq!((cases.dossiers, cases.left_out, cases.synthetic()), (5, 8, true));
    let rules: Vec<(usize, &str)> =
        cases.findings.iter().map(|f| (cases.texts[0].locate(&f.path, &f.part).line, f.rule)).collect();
    assert_eq!(
        rules,
        [
            (7, "evidence/duplicate"),
            (8, "evidence/unknown-procedure"),
            (9, "evidence/unknown-unit"),
            (10, "evidence/table"),
            (11, "evidence/table"),
            (12, "evidence/order"),
            (13, "evidence/future-date"),
            (14, "evidence/table"),
        ]
    );
    let months: Vec<String> = cases.loads.iter().map(|load| load.month.to_string()).collect();
    assert_eq!(months, ["2018-01", "2018-02", "2018-12"]);
    let [january, february, december] = &cases.loads[..] else { unreachable!() };
    assert_eq!((january.received, january.online, january.channel_known), (4, 1, 3));
    assert_eq!((january.resolved, january.early, january.on_time, january.first_time_right), (2, 1, 1, 1));
    assert_eq!(january.supplements_known, 2);
    assert_eq!((january.open, january.open_overdue), (1, 1), "number 4 is open and overdue");
    assert_eq!((february.resolved, february.late), (1, 1));
    assert_eq!((december.open, december.open_overdue, december.resolved), (1, 0, 0), "finished after the day of the figures");
    // Another table does not count a dossier again.
    let again = "dossier,procedure,unit,received,due,resolved\n13,P-1,ward-a,2018-12-27,2019-01-05,\n14,P-1,ward-a,2018-12-27,2019-01-05,\n";
    cases.read("more.csv", again, &library, Date::of(2018, 12, 31));
    assert_eq!((cases.dossiers, cases.left_out), (6, 9));
    let said = cases.findings.last().unwrap();
    assert_eq!((said.rule, &*said.message.en), ("evidence/duplicate", "the dossier `13` already stands in `cases.csv`, line 15"));
}
