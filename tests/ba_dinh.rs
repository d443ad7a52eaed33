//! The real system: complete, measured, published.

#![allow(clippy::case_sensitive_file_extension_comparisons, clippy::unwrap_used, clippy::panic)]

use quytrinh::check::Coverage;
use quytrinh::definition::{SimplificationStatus, UnitKind};
use quytrinh::manual::Publication;
use quytrinh::{Clause, Language, Library, Metrics};

fn library() -> Library {
    Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap()
}

fn site(library: &Library) -> Vec<quytrinh::manual::File> {
    library.site(&library.measure(), &Coverage::of(library, &library.check()), &Publication::default())
}

#[test]
fn it_is_complete() {
    let library = library();
    let report = library.check();
    let wrong: Vec<_> = report.findings().iter().filter(|f| f.severity != quytrinh::Severity::Note).collect();
    assert!(wrong.is_empty(), "{report}");
    let measured = quytrinh::measure::findings(&library, &library.measure());
    let measured: Vec<_> = measured.iter().filter(|f| f.severity != quytrinh::Severity::Note).collect();
    assert!(measured.is_empty(), "{measured:?}");
}

#[test]
fn it_is_the_district_of_january_2018() {
    let library = library();
    let organisation = library.organisation().unwrap();
    assert_eq!(organisation.units.iter().filter(|u| u.kind == UnitKind::Ward).count(), 14);
    let services = library.procedures().iter().filter(|p| p.definition().service.is_some()).count();
    assert!(services >= 22, "{services}");
    for clause in Clause::all().filter(|c| c.info().procedure) {
        let answered = library.procedures().iter().any(|p| p.definition().clauses.contains(&clause));
        assert!(answered, "{clause}");
    }
    let objectives: usize = library.objectives().map(|o| o.items.len()).sum();
    assert!(objectives >= 20);
    let years: Vec<i16> = library.calendars().flat_map(|c| &c.years).map(|y| y.year.0).collect();
    assert_eq!(years, [2017, 2018, 2019, 2020]);
}

#[test]
fn nothing_invented_is_shown_as_fact() {
    let library = library();
    for procedure in library.procedures() {
        let p = procedure.definition();
        let code = procedure.code();
        let source = p.step_times.as_ref();
        assert!(source.is_some_and(|s| s.illustrative || s.source.is_some()), "{code}: where do the step times come from?");
        for record in &p.records {
            let retention = record.retention.as_ref().unwrap();
            assert!(!retention.verified, "{code}: no retention period was read in a source ({})", record.id);
        }
        for simplification in &p.simplifications {
            let decided = simplification.status != SimplificationStatus::Proposed;
            assert!(!decided || simplification.decided_by.is_some(), "{code}: who decided {}?", simplification.id);
        }
        // What is marked in the definition is marked on paper.
        let html = library.document(procedure, &Language::Vi).to_html();
        assert!(html.contains("chưa đối chiếu"), "{code}");
        if source.is_some_and(|s| s.illustrative) {
            assert!(html.contains("minh họa"), "{code}");
        }
        if p.simplifications.iter().any(|s| s.status == SimplificationStatus::Proposed) {
            assert!(html.contains("đề xuất"), "{code}");
        }
    }
}

#[test]
fn every_document_is_there_in_both_languages() {
    let library = library();
    let files = site(&library);
    for language in ["vi", "en"] {
        for procedure in library.procedures() {
            for ending in ["html", "md", "svg"] {
                let path = format!("{language}/{}.{ending}", procedure.code());
                let file = files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{path}"));
                assert!(file.content.len() > 500, "{path}");
            }
        }
        for name in ["index", "manual", "registers", "simplification", "coverage"] {
            assert!(files.iter().any(|f| f.path == format!("{language}/{name}.html")), "{language}/{name}");
        }
        // The quality manual shows the processes and the organisation, each also as a file.
        for name in ["process-map", "organisation"] {
            let drawing = files.iter().find(|f| f.path == format!("{language}/{name}.svg")).unwrap();
            assert!(
                files
                    .iter()
                    .any(|f| f.path == format!("{language}/manual.html") && f.text().unwrap().contains(drawing.text().unwrap())),
                "{name}"
            );
        }
    }
    // Both languages are complete: no text falls back to the other.
    for file in &files {
        let text = file.text().unwrap_or_default();
        assert!(!text.contains("chưa có bản dịch") && !text.contains("not translated"), "{}", file.path);
    }
    assert_eq!(files, site(&library), "the same input gives the same bytes");
}

#[test]
fn documents_speak_as_an_office_writes() {
    let library = library();
    let procedure = library.procedure("QT-TP-01").unwrap();
    let vi = library.document(procedure, &Language::Vi);
    let markdown = vi.to_markdown();
    // Every act once, with its articles; two digits below ten.
    assert!(markdown.contains("- Các điều 13, 14, 15 và 16 Luật Hộ tịch số 60/2014/QH13"), "{markdown}");
    assert!(markdown.contains("(01 bản chính)") && markdown.contains("01 bộ") && markdown.contains("01 giờ"), "{markdown}");
    let en = library.document(procedure, &Language::En).to_markdown();
    assert!(en.contains("- Articles 13, 14, 15 and 16, Law on Civil Status No. 60/2014/QH13"), "{en}");
    assert!(en.contains("(1 original)") && !en.contains("01 hour"), "{en}");
    // Codes are not broken at their hyphens, and every printed page names its document.
    let html = vi.to_html();
    assert!(html.contains("<span class=\"code\">QT-TP-07</span>"), "{html}");
    assert!(html.contains("@page { @bottom-left { content: \"Mã hiệu: QT-TP-01 · Lần ban hành: 01"), "{html}");
}

#[test]
fn every_link_leads_somewhere() {
    let library = library();
    let files = site(&library);
    for file in files.iter().filter(|f| f.path.ends_with(".html")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in file.text().unwrap().split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = match target.strip_prefix("../") {
                _ if target.is_empty() => file.path.clone(),
                Some(rest) => rest.to_owned(),
                None if folder.is_empty() => target.to_owned(),
                None => format!("{folder}/{target}"),
            };
            let found = files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{}: {link}", file.path));
            assert!(anchor.is_empty() || found.text().unwrap().contains(&format!("id=\"{anchor}\"")), "{}: {link}", file.path);
        }
    }
}

#[test]
fn the_joined_up_procedure_splits_and_rejoins() {
    use quytrinh::graph::Node;
    let library = library();
    let procedure = library.procedure("QT-TP-09").unwrap();
    let graph = procedure.graph();
    let gates = |joining: bool| {
        graph.nodes().filter(|n| matches!(graph.node(*n), Node::Gateway { gate: quytrinh::definition::Gate::Parallel, joins, .. } if *joins == joining)).count()
    };
    assert_eq!((gates(false), gates(true)), (1, 1));
    let results = procedure.definition().service.as_ref().unwrap().results.as_ref().unwrap().items();
    assert_eq!(results.len(), 3);
}

#[test]
fn what_simplifications_leave_is_what_is_measured() {
    let library = library();
    let context = quytrinh::measure::Context::of(&library);
    for procedure in library.procedures() {
        let effect = library.simplify(procedure);
        let to_be = quytrinh::graph::ProcessGraph::new(std::sync::Arc::new(procedure.to_be(&library)));
        // What is joined in is gone through either way.
        if effect.joined.is_empty() {
            assert_eq!(effect.as_is, Metrics::within(procedure.graph(), &context), "{}", procedure.code());
        }
        assert_eq!(effect.after, Metrics::within(&to_be, &context), "{}", procedure.code());
        for measure in quytrinh::measure::Measure::ALL {
            let Some(total) = effect.total().changes().get(*measure) else { continue };
            let shapley = effect.stages.iter().filter_map(|stage| stage.shapley.as_ref()?.get(*measure));
            let (number, days) = shapley.fold((0.0, 0.0), |sum, shift| (sum.0 + shift.number, sum.1 + shift.days));
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
            assert!(close(number, total.number) && close(days, total.days), "{} {measure:?}", procedure.code());
        }
    }
}
