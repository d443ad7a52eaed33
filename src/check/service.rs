//! What the rules of administrative procedures look at: their parts, who stands at the counter, and the
//! ways that a case can take.

use super::{Basis, Sink, effective};
use crate::model::definition::{
    Agencies, FormKind, Gate, ProcedureDefinition, Reference, ReferenceKind, RoleKind, Service, Step, StepKind, UnitKind,
};
use crate::model::finding::{Part, Path};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Citation, Id, Language, Message, message};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

/// The parts of an administrative procedure; internal ones are exempt (Decree 63/2010, Art. 1(2)).
pub(super) fn service(procedure: &Procedure) -> Option<&Service> {
    parts(procedure.definition())
}

/// The same where all of it could be read: what seems not to be there may be what could not be.
pub(super) fn intact(procedure: &Procedure) -> Option<&Service> {
    service(procedure).filter(|_| procedure.is_intact())
}

/// The parts of a definition.
pub(super) fn parts(definition: &ProcedureDefinition) -> Option<&Service> {
    definition.service.as_ref().filter(|_| !definition.internal)
}

/// A place among the parts.
pub(super) fn at(key: &str) -> Path {
    Path::root().key("service").key(key)
}

/// A step, by its place.
pub(super) fn step_id(index: usize) -> Path {
    super::step_path(index).key("id")
}

/// Reports a key that is missing.
pub(super) fn missing(procedure: &Procedure, sink: &mut Sink, path: Path, key: &str, vi: &str, en: &str) {
    let message = Message::new(format!("thiếu {vi} (`{key}:`)"), format!("{en} is missing (`{key}:`)"));
    sink.add(procedure.source(), path, message).part = Part::Key;
}

/// Reports one of the parts that is missing.
pub(super) fn lacks(procedure: &Procedure, sink: &mut Sink, lacks: impl Fn(&Service) -> bool, (key, vi, en): (&str, &str, &str)) {
    if service(procedure).is_some_and(lacks) {
        missing(procedure, sink, at(key), key, vi, en);
    }
}

/// The agencies that a procedure names: those that decide, handle and assist, that give a result or have
/// a part of the limit, that take in or carry the dossier.
pub(super) fn named<'a>(service: &'a Service, agencies: &'a Agencies) -> Vec<&'a Id> {
    let results = service.results.iter().flat_map(|r| r.items()).filter_map(|r| r.by.as_ref());
    let limits = service.time_limit.iter().flat_map(|l| &l.parts).map(|p| &p.unit);
    let channels = service.channels.iter().flat_map(|c| [&c.in_person, &c.post]).flatten();
    own(agencies).chain(results).chain(limits).chain(channels).collect()
}

/// The agencies that decide, handle and assist.
pub(super) fn own(agencies: &Agencies) -> impl Iterator<Item = &Id> {
    std::iter::once(&agencies.decides).chain(&agencies.handles).chain(&agencies.assists)
}

/// Whether a unit is one of these, or belongs to one of them.
pub(super) fn belongs(library: &Library, unit: &Id, to: &[&Id]) -> bool {
    // A name that is not known may be the one that is meant.
    if to.iter().any(|unit| library.unit(unit).is_none()) {
        return true;
    }
    let mut at = Some(unit);
    // Units that belong to each other in a circle end somewhere too.
    for _ in 0..16 {
        match at {
            Some(unit) if to.contains(&unit) => return true,
            Some(unit) => at = library.unit(unit).and_then(|u| u.parent.as_ref()),
            None => return false,
        }
    }
    false
}

/// The unit that does a step, where that is said.
pub(super) fn unit_of<'a>(library: &'a Library, step: &'a Step) -> Option<&'a Id> {
    step.unit.as_ref().or_else(|| library.role(&step.role)?.unit.as_ref())
}

/// Who is who: looked up once for all steps of a procedure.
pub(super) struct Hands<'a> {
    library: &'a Library,
    applicants: Vec<&'a Id>,
    systems: Vec<&'a Id>,
    desk_roles: Vec<&'a Id>,
    desk_units: Vec<&'a Id>,
}

impl<'a> Hands<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let roles = |kind: RoleKind| {
            let all = library.organisation().into_iter().flat_map(|o| &o.roles);
            all.filter(move |r| r.kind == kind).map(|r| &r.id).collect()
        };
        let units = library.organisation().into_iter().flat_map(|o| &o.units);
        Self {
            library,
            applicants: roles(RoleKind::Applicant),
            systems: roles(RoleKind::System),
            desk_roles: roles(RoleKind::OneStop),
            desk_units: units.filter(|u| u.kind == UnitKind::OneStop).map(|u| &u.id).collect(),
        }
    }
    /// Whether a role is the applicant's.
    pub(super) fn is_applicant(&self, role: &Id) -> bool {
        self.applicants.contains(&role) || (role == "applicant" && self.library.is_applicant(role))
    }
    /// Whether a unit is a one-stop unit.
    pub(super) fn is_desk(&self, unit: &Id) -> bool {
        self.desk_units.contains(&unit)
    }
    /// Whether a step is done at a one-stop unit.
    pub(super) fn at_desk(&self, step: &Step) -> bool {
        self.desk_roles.contains(&&step.role) || step.unit.as_ref().is_some_and(|unit| self.is_desk(unit))
    }
    /// Whether an official does a step, not the applicant and not software.
    pub(super) fn by_agency(&self, step: &Step) -> bool {
        !self.is_applicant(&step.role) && step.kind != Some(StepKind::System) && !self.systems.contains(&&step.role)
    }
}

/// The parts of a procedure that is handed in at a one-stop unit, where all of it could be read.
pub(super) fn one_stop<'a>(procedure: &'a Procedure, library: &Library) -> Option<&'a Service> {
    let service = intact(procedure)?;
    let counter = service.channels.as_ref()?.in_person.as_ref()?;
    (library.unit(counter)?.kind == UnitKind::OneStop).then_some(service)
}

/// The papers of a procedure that are of a kind: forms of that kind, records and results made on one.
pub(super) fn papers<'a>(procedure: &'a Procedure, library: &'a Library, kind: FormKind) -> Vec<&'a Id> {
    let p = procedure.definition();
    let mut found = Vec::new();
    for form in library.forms().filter(|f| f.kind == Some(kind)) {
        found.push(&form.id);
        found.extend(p.records.iter().filter(|r| r.form.as_ref() == Some(&form.code)).map(|r| &r.id));
        let results = parts(p).and_then(|s| s.results.as_ref()).map_or(&[][..], |r| r.items());
        found.extend(results.iter().filter(|r| r.form.as_ref() == Some(&form.code)).map(|r| &r.id));
    }
    found
}

/// Whether the register has forms of a kind, each with its name. Else nobody can say which paper is which.
pub(super) fn has_form(library: &Library, kind: FormKind) -> bool {
    let mut forms = library.forms().filter(|form| form.kind == Some(kind)).peekable();
    forms.peek().is_some() && forms.all(|form| !form.id.is_placeholder())
}

/// Says once that the register has no form of a kind, which procedures that are asked for one would all miss.
pub(super) fn lacks_form(
    library: &Library,
    sink: &mut Sink,
    kind: FormKind,
    basis: &Basis,
    asked: fn(&Procedure, &Library) -> bool,
) {
    let Some(document) = library.forms.first().filter(|_| !has_form(library, kind)) else { return };
    let asked = |p: &&Procedure| basis.is_in_force(effective(p)) && asked(p, library);
    if let Some(first) = library.procedures().iter().find(asked).map(Procedure::code) {
        let (vi, en) = (kind.label(&Language::Vi), kind.label(&Language::En));
        let message = message!(
            vi: "danh mục không có biểu mẫu nào là {vi} mà các thủ tục cần ({first}…)",
            en: "the register holds no {en}, which procedures need ({first}…)"
        );
        sink.add(&document.source, Path::root().key("items"), message).part = Part::Key;
    }
}

/// Whether a step makes one of these papers.
pub(super) fn makes(step: &Step, papers: &[&Id]) -> bool {
    step.makes.iter().any(|id| papers.contains(&id))
}

/// The ways on which a case ends in some manner and never comes through certain steps. Several flows at
/// once are such a way only if all of them are.
pub(super) struct Ways<'a> {
    procedure: &'a Procedure,
    leads: Vec<Option<NodeIndex>>,
}

impl<'a> Ways<'a> {
    pub(super) fn without(procedure: &'a Procedure, end: impl Fn(&Id) -> bool, through: impl Fn(&Step) -> bool) -> Self {
        let raw = procedure.graph().raw();
        let steps = &procedure.definition().steps;
        let mut waits: Vec<usize> = raw
            .node_indices()
            .map(|node| match raw[node] {
                Node::Gateway { gate: Gate::Parallel, joins: false, .. } => raw.edges(node).count(),
                _ => 1,
            })
            .collect();
        let mut leads = vec![None; raw.node_count()];
        let mut open: Vec<NodeIndex> = raw.node_indices().filter(|n| matches!(&raw[*n], Node::End(name) if end(name))).collect();
        for node in &open {
            leads[node.index()] = Some(*node);
        }
        while let Some(node) = open.pop() {
            for edge in raw.edges_directed(node, Direction::Incoming) {
                let before = edge.source();
                let stopped = matches!(raw[before], Node::Step(i) if through(&steps[i]));
                if stopped || leads[before.index()].is_some() {
                    continue;
                }
                waits[before.index()] = waits[before.index()].saturating_sub(1);
                if waits[before.index()] == 0 {
                    leads[before.index()] = Some(node);
                    open.push(before);
                }
            }
        }
        Self { procedure, leads }
    }
    /// The step with which such a way ends that begins with the procedure.
    pub(super) fn of_case(&self) -> Option<usize> {
        self.after(self.procedure.graph().start())
    }
    /// The step with which such a way ends that begins at a node.
    pub(super) fn after(&self, node: NodeIndex) -> Option<usize> {
        let raw = self.procedure.graph().raw();
        let (mut node, mut last) = (node, None);
        loop {
            if let Node::Step(i) = raw[node] {
                last = Some(i);
            }
            match self.leads[node.index()] {
                Some(next) if next != node => node = next,
                found => return found.and(last),
            }
        }
    }
}

/// The nodes to which a case can come before it has gone through certain steps.
pub(super) fn before(procedure: &Procedure, through: impl Fn(&Step) -> bool) -> Vec<bool> {
    let graph = procedure.graph();
    graph.spread([graph.start()], Direction::Outgoing, |node| !graph.step(node).is_some_and(&through))
}

/// Whether a case ends as it should.
pub(super) fn completed(end: &Id) -> bool {
    end == "completed"
}

/// The steps in which the applicant is asked again for what is missing, each with the steps after which
/// that happens: steps of the applicant that lead back to themselves.
pub(super) fn asked_again(procedure: &Procedure, hands: &Hands) -> Vec<(usize, Vec<usize>)> {
    let graph = procedure.graph();
    let raw = graph.raw();
    let steps = &procedure.definition().steps;
    let mut found = Vec::new();
    for (i, node) in graph.step_nodes().enumerate().filter(|(i, _)| hands.is_applicant(&steps[*i].role)) {
        let ahead = around(graph, node, Direction::Outgoing);
        if !ahead[node.index()] {
            continue;
        }
        // The steps just before it from which the loop comes round: gateways are passed through.
        let mut before = Vec::new();
        let mut seen = vec![false; raw.node_count()];
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for prior in raw.neighbors_directed(at, Direction::Incoming) {
                if std::mem::replace(&mut seen[prior.index()], true) || !ahead[prior.index()] {
                    continue;
                }
                match raw[prior] {
                    Node::Step(j) => before.push(j),
                    _ => open.push(prior),
                }
            }
        }
        found.push((i, before));
    }
    found
}

/// What is reached from a node in one flow or more.
fn around(graph: &ProcessGraph, from: NodeIndex, direction: Direction) -> Vec<bool> {
    graph.spread(graph.raw().neighbors_directed(from, direction), direction, |_| true)
}

/// Whether a case can come from one step to another.
fn leads_to(procedure: &Procedure, from: usize, to: usize) -> bool {
    let nodes: Vec<NodeIndex> = procedure.graph().step_nodes().collect();
    around(procedure.graph(), nodes[from], Direction::Outgoing)[nodes[to].index()]
}

/// A step that is done more than once in a case, alone or together with others that do the same.
pub(super) struct Repeated {
    pub step: usize,
    /// How often at least, if every way is taken as often as it may be.
    pub times: u32,
    /// The others that come before or after it in the same case.
    pub with: Vec<usize>,
}

/// The first of these steps with which they are done more often in one case than `most`. Only steps that
/// one case can meet one after the other add up.
pub(super) fn repeated(procedure: &Procedure, asking: &[usize], most: u32) -> Option<Repeated> {
    asking.iter().enumerate().find_map(|(n, &step)| {
        let meets = |other: &usize| leads_to(procedure, *other, step) || leads_to(procedure, step, *other);
        let with: Vec<usize> = asking[..n].iter().copied().filter(meets).collect();
        let times = with.iter().map(|i| times(procedure, *i)).fold(times(procedure, step), u32::saturating_add);
        (times > most).then_some(Repeated { step, times, with })
    })
}

impl Repeated {
    /// Says so where that is bounded, or else at the step; shows the other steps and bounds.
    pub(super) fn say(&self, procedure: &Procedure, sink: &mut Sink, message: Message, as_well: &Message) {
        let steps = &procedure.definition().steps;
        let mut bounds = Vec::new();
        for (i, step) in steps.iter().enumerate() {
            for (j, next) in step.next.iter().enumerate() {
                let Some(times) = next.at_most.filter(|times| times.0 > 1) else { continue };
                let Some(to) = steps.iter().position(|s| s.id == next.to) else { continue };
                let round = |at: usize| leads_to(procedure, to, at) && leads_to(procedure, at, i);
                if to == self.step || self.with.contains(&to) || round(self.step) {
                    let path = super::step_path(i).key("next").index(j).key("at-most");
                    bounds.push((path, message!(vi: "tới {times} lần", en: "up to {times} times")));
                }
            }
        }
        let own = if self.with.is_empty() { bounds.pop() } else { None };
        let finding = match own {
            Some((path, label)) => {
                let finding = sink.add(procedure.source(), path, message);
                finding.called(label).relate(procedure.source(), step_id(self.step), message!(vi: "bước này", en: "this step"))
            }
            None => sink.add(procedure.source(), step_id(self.step), message),
        };
        for other in &self.with {
            finding.relate(procedure.source(), step_id(*other), as_well.clone());
        }
        for (path, label) in bounds {
            finding.relate(procedure.source(), path, label);
        }
    }
}

/// How often a step can be done in one case: the sum of what its ways in allow. Where they do not say, the
/// loops through it may: it is done once, and again each time that the narrowest of their flows is taken.
/// A loop without bound is found by another rule.
fn times(procedure: &Procedure, step: usize) -> u32 {
    let steps = &procedure.definition().steps;
    let to = &steps[step].id;
    let ways: Vec<_> = steps.iter().flat_map(|s| &s.next).filter(|n| n.to == *to).collect();
    if ways.iter().any(|n| n.at_most.is_some()) {
        return ways.iter().map(|n| n.at_most.map_or(1, |times| times.0)).fold(0, u32::saturating_add).max(1);
    }
    let nodes: Vec<NodeIndex> = procedure.graph().step_nodes().collect();
    let (ahead, behind) = (
        around(procedure.graph(), nodes[step], Direction::Outgoing),
        around(procedure.graph(), nodes[step], Direction::Incoming),
    );
    let place = |id: &Id| steps.iter().position(|s| s.id == *id);
    let on_loop = |i: usize| ahead[nodes[i].index()] && behind[nodes[i].index()];
    let round = steps.iter().enumerate().filter(|(i, _)| on_loop(*i)).flat_map(|(_, s)| &s.next);
    let round = round.filter(|next| place(&next.to).is_some_and(on_loop));
    let again = round.filter_map(|next| next.at_most).map(|times| times.0).min().unwrap_or_default();
    u32::try_from(ways.len()).unwrap_or(u32::MAX).max(1).max(again.saturating_add(1))
}

/// A list of citations, and where it stands.
pub(super) struct Cited<'a> {
    list: &'a [Citation],
    keys: &'static [&'static str],
    index: Option<usize>,
    last: &'static str,
}

impl<'a> Cited<'a> {
    const fn whole(list: &'a [Citation], keys: &'static [&'static str]) -> Self {
        Self { list, keys, index: None, last: "" }
    }
    const fn item(list: &'a [Citation], keys: &'static [&'static str], index: usize, last: &'static str) -> Self {
        Self { list, keys, index: Some(index), last }
    }
    /// The place of the first citation of a document.
    fn place_of(&self, document: &Id) -> Option<Path> {
        let found = self.list.iter().position(|c| c.reference == *document)?;
        let path = self.keys.iter().fold(Path::root(), |path, key| path.key(key));
        let path = self.index.map_or(path.clone(), |index| path.index(index).key(self.last));
        Some(path.index(found))
    }
}

/// The citations of the parts of an administrative procedure.
pub(super) fn cited_by_parts(s: &Service) -> impl Iterator<Item = Cited<'_>> {
    let basis = "basis";
    let items = s.dossier.iter().flat_map(|d| &d.items).enumerate();
    let limit = s.time_limit.iter();
    let shares = s.time_limit.iter().flat_map(|l| &l.parts).enumerate();
    let extensions = s.time_limit.iter().flat_map(|l| &l.extensions).enumerate();
    let fees = s.fees.iter().flat_map(|f| f.items()).enumerate();
    let conditions = s.conditions.iter().flat_map(|c| c.items()).enumerate();
    let results = s.results.iter().flat_map(|r| r.items()).enumerate();
    std::iter::once(Cited::whole(&s.basis, &["service", "basis"]))
        .chain(items.map(move |(i, x)| Cited::item(&x.basis, &["service", "dossier", "items"], i, basis)))
        .chain(limit.map(|x| Cited::whole(&x.basis, &["service", "time-limit", "basis"])))
        .chain(shares.map(move |(i, x)| Cited::item(&x.basis, &["service", "time-limit", "parts"], i, basis)))
        .chain(extensions.map(move |(i, x)| Cited::item(&x.basis, &["service", "time-limit", "extensions"], i, basis)))
        .chain(fees.map(move |(i, x)| Cited::item(&x.basis, &["service", "fees"], i, basis)))
        .chain(conditions.map(move |(i, x)| Cited::item(&x.basis, &["service", "conditions"], i, basis)))
        .chain(results.map(move |(i, x)| Cited::item(&x.basis, &["service", "results"], i, basis)))
}

/// The citations on which the work of an administrative procedure rests today: what a simplification
/// would rest on is not among them.
pub(super) fn cited(procedure: &Procedure) -> impl Iterator<Item = Cited<'_>> {
    let p = procedure.definition();
    let steps = p.steps.iter().enumerate();
    let interruptions = p.interruptions.iter().enumerate();
    std::iter::once(Cited::whole(&p.references, &["references"]))
        .chain(service(procedure).into_iter().flat_map(cited_by_parts))
        .chain(steps.map(|(i, x)| Cited::item(&x.required_by, &["steps"], i, "required-by")))
        .chain(interruptions.map(|(i, x)| Cited::item(&x.basis, &["interruptions"], i, "basis")))
}

/// Whether a document can be a legal normative one. Ordinances have no kind of their own: their number says
/// that the Standing Committee of the National Assembly issued them.
pub(super) fn is_normative(reference: &Reference) -> bool {
    match reference.kind {
        ReferenceKind::Letter | ReferenceKind::Standard => false,
        ReferenceKind::Other => reference.number.iter().any(|n| n.entries().any(|(_, n)| n.contains("UBTVQH"))),
        _ => true,
    }
}

/// Where a document is cited first.
pub(super) fn first_place<'a>(mut cited: impl Iterator<Item = Cited<'a>>, document: &Id) -> Option<Path> {
    cited.find_map(|list| list.place_of(document))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A process of blocks: what can be said of its runs is said of its parts.
    #[derive(Debug, Clone)]
    enum Block {
        /// A step, and whether it is one that is looked for.
        Step(bool),
        Then(Vec<Block>),
        One(Vec<Block>),
        All(Vec<Block>),
    }

    fn block() -> impl Strategy<Value = Block> {
        proptest::bool::weighted(0.4).prop_map(Block::Step).prop_recursive(4, 24, 3, |inner| {
            let parts = |from| prop::collection::vec(inner.clone(), from..4);
            prop_oneof![parts(1).prop_map(Block::Then), parts(2).prop_map(Block::One), parts(2).prop_map(Block::All)]
        })
    }

    /// Whether some run comes through none of the steps that are looked for.
    fn can_avoid(block: &Block) -> bool {
        match block {
            Block::Step(marked) => !marked,
            Block::Then(parts) | Block::All(parts) => parts.iter().all(can_avoid),
            Block::One(parts) => parts.iter().any(can_avoid),
        }
    }

    /// Writes the steps of a block, last first, and gives the name of the first of them.
    fn write(block: &Block, after: &str, out: &mut Vec<String>) -> String {
        let step = |out: &mut Vec<String>, title: &str, rest: &str| {
            let id = format!("s{}", out.len());
            out.push(format!("  - {{id: {id}, title: {title}, role: clerk, {rest}}}\n"));
            id
        };
        match block {
            Block::Step(marked) => step(out, if *marked { "marked" } else { "plain" }, &format!("next: {after}")),
            Block::Then(parts) => parts.iter().rev().fold(after.to_owned(), |after, part| write(part, &after, out)),
            Block::One(parts) => {
                let firsts: Vec<String> = parts.iter().map(|part| write(part, after, out)).collect();
                step(out, "plain", &format!("split: exclusive, next: [{}]", firsts.join(", ")))
            }
            Block::All(parts) => {
                let join = step(out, "plain", &format!("join: parallel, next: {after}"));
                let firsts: Vec<String> = parts.iter().map(|part| write(part, &join, out)).collect();
                step(out, "plain", &format!("split: parallel, next: [{}]", firsts.join(", ")))
            }
        }
    }

    proptest! {
        #[test]
        fn ways_without_a_step_are_the_runs_that_avoid_it(block in block()) {
            let mut steps = vec!["  - {id: s0, title: plain, role: clerk, end: completed}\n".to_owned()];
            write(&block, "s0", &mut steps);
            steps.reverse();
            let text = format!("procedure: P-1\ntitle: Blocks\nsteps:\n{}", steps.concat());
            let library = Library::from_sources([("p.yaml", text.as_str())]);
            let procedure = &library.procedures()[0];
            let ways = Ways::without(procedure, completed, |step| step.title.entries().any(|(_, title)| title == "marked"));
            let last = procedure.definition().steps.len() - 1;
            prop_assert_eq!(ways.of_case(), can_avoid(&block).then_some(last), "{}", text);
        }
    }

    #[test]
    fn units_that_belong_to_each_other_end_somewhere() {
        let text = "organisation: o\ntitle: O\nunits:\n  - {id: a, title: A, kind: office, parent: b}\n  - {id: b, title: B, kind: office, parent: a}\nroles: []\n";
        let library = Library::from_sources([("o.yaml", text)]);
        let units: Vec<&Id> = library.organisation().into_iter().flat_map(|o| &o.units).map(|u| &u.id).collect();
        assert!(belongs(&library, units[0], &[units[1]]));
        assert!(!belongs(&library, units[0], &[]));
    }
}
