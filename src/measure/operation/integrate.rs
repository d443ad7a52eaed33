//! `integrate`: another procedure is joined in, and one application is enough for both.

use super::flow::{Way, beyond, is_plain, place, plain_flow, rewired, ways_in, write_out};
use crate::model::definition::{
    Condition, Dossier, DossierItem, Fee, Gate, Integrate, Interruption, LimitPart, Next, ProcedureDefinition, Record, Service,
    ServiceResult, Step, TimeLimit,
};
use crate::model::value::{Citation, Count, Declared, FormCode, Id, Language, Message, OneOrMany, Text, WorkSpan, message};
use std::collections::{HashMap, HashSet};

pub(super) fn integrate(p: &mut ProcedureDefinition, x: &Integrate, other: &ProcedureDefinition) -> Result<(), Message> {
    if other.procedure == p.procedure {
        return Err(message!(
            vi: "thủ tục không liên thông với chính nó",
            en: "a procedure cannot be joined with itself"
        ));
    }
    place(p, &x.after)?;
    if let Some(until) = &x.until {
        place(p, until)?;
        if *until == x.after {
            return Err(message!(
                vi: "`after` và `until` cùng là bước `{until}`",
                en: "`after` and `until` are the same step `{until}`"
            ));
        }
    }
    let mut block = Block::of(other, x)?;
    let other = &block.remaining(other)?;
    let papers = papers(p, other);
    block.rename(p, other, &papers)?;
    let starts = block.entry.clone();
    hand_in(p, other, &papers, &block);
    let given = given(other, &block, &papers);
    hand_over(p, &given);
    rewired(p, |p| join_in(p, x, block))?;
    unite(p, other, &papers, x, &starts);
    Ok(())
}

/// What the other procedure asks for is handed in with the rest, and read with it where none of its steps that stay reads it.
fn hand_in(p: &mut ProcedureDefinition, other: &ProcedureDefinition, papers: &HashMap<Id, Id>, block: &Block) {
    let own: HashSet<Id> = own_papers(p).cloned().collect();
    let named = |id: &Id| papers.get(id).filter(|id| !own.contains(*id)).cloned();
    let items: Vec<Id> = dossier(other).iter().filter_map(|i| named(&i.id)).collect();
    let used = |id: &Id| block.steps.iter().any(|s| s.uses.contains(id));
    let unread: Vec<Id> = items.iter().filter(|id| !used(id)).cloned().collect();
    let takes = |s: &Step| dossier(p).iter().any(|i| s.uses.contains(&i.id));
    let first = p.steps.iter().position(takes).unwrap_or(0);
    let reads = p.steps.iter().position(|s| takes(s) && s.role != p.steps[first].role);
    add_new(&mut p.steps[first].uses, &items);
    if let Some(at) = reads {
        add_new(&mut p.steps[at].uses, &unread);
    }
}

/// The results of the other procedure that no step of it hands over any more.
fn given(other: &ProcedureDefinition, block: &Block, papers: &HashMap<Id, Id>) -> Vec<Id> {
    let names = results(other).iter().map(|r| papers.get(&r.id).unwrap_or(&r.id));
    names.filter(|id| !block.steps.iter().any(|s| s.uses.contains(id))).cloned().collect()
}

/// Results are handed over with those of this procedure.
fn hand_over(p: &mut ProcedureDefinition, given: &[Id]) {
    let own: Vec<Id> = results(p).iter().map(|r| r.id.clone()).collect();
    let hands_over = |s: &Step| own.iter().any(|id| s.uses.contains(id) && !s.makes.contains(id));
    for step in p.steps.iter_mut().filter(|s| hands_over(s)) {
        add_new(&mut step.uses, given);
    }
}

/// The steps of the other procedure that stay: one way in, and what leads out of them.
struct Block {
    steps: Vec<Step>,
    entry: Id,
    /// Flows that lead out: the place of the step, and of the flow; a step that ended it has none.
    exits: Vec<(usize, Option<usize>)>,
    interruptions: Vec<Interruption>,
}

impl Block {
    fn of(other: &ProcedureDefinition, x: &Integrate) -> Result<Self, Message> {
        let code = &other.procedure;
        let mut other = other.clone();
        write_out(&mut other);
        for id in &x.without {
            if !other.steps.iter().any(|s| s.id == *id) {
                return Err(message!(vi: "`{code}` không có bước `{id}`", en: "`{code}` has no step `{id}`"));
            }
        }
        let Some(first) = other.steps.first().map(|s| s.id.clone()) else {
            return Err(message!(vi: "`{code}` không có bước nào", en: "`{code}` has no steps"));
        };
        let stays = |id: &Id| !x.without.contains(id);
        // Where work gets to from a step that falls away: the steps that stay.
        let onward = |from: &Id| {
            let (mut found, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![from.clone()]);
            while let Some(at) = open.pop() {
                if stays(&at) {
                    if !found.contains(&at) {
                        found.push(at);
                    }
                } else if seen.insert(at.clone()) {
                    let step = other.steps.iter().find(|s| s.id == at);
                    open.extend(step.iter().flat_map(|s| s.next.iter().map(|n| n.to.clone())));
                }
            }
            found
        };
        let one = |from: &Id| match &*onward(from) {
            [] => Ok(None),
            [only] => Ok(Some(only.clone())),
            [a, b, ..] => Err(message!(
                vi: "sau bước `{from}` của `{code}` còn cả `{a}` và `{b}`: hãy nêu bước nào cũng bỏ (`without`)",
                en: "behind the step `{from}` of `{code}` both `{a}` and `{b}` are left: say which falls away too (`without`)"
            )),
        };
        let Some(entry) = one(&first)? else {
            return Err(message!(vi: "`{code}` không còn bước nào để làm", en: "nothing is left of `{code}` to do"));
        };
        let mut kept: Vec<Step> = other.steps.iter().filter(|s| stays(&s.id)).cloned().collect();
        let mut exits = Vec::new();
        for (i, step) in kept.iter_mut().enumerate() {
            for (j, next) in step.next.0.iter_mut().enumerate().filter(|(_, n)| !stays(&n.to)) {
                match one(&next.to)? {
                    Some(to) => next.to = to,
                    None => exits.push((i, Some(j))),
                }
            }
            if let Some(timeout) = step.timeout.as_mut().filter(|t| !stays(&t.to)) {
                match one(&timeout.to)? {
                    Some(to) => timeout.to = to,
                    None => {
                        let id = &step.id;
                        return Err(message!(
                            vi: "khi quá thời hạn chờ, bước `{id}` của `{code}` chỉ dẫn tới bước bị bỏ",
                            en: "the time-out of the step `{id}` of `{code}` leads only to what falls away"
                        ));
                    }
                }
            }
            if step.next.is_empty() && step.end.as_ref().is_some_and(|end| *end == Id::completed()) {
                step.end = None;
                exits.push((i, None));
            }
            if let Some(time) = step.time.as_mut().filter(|t| t.shared_with.as_ref().is_some_and(|with| !stays(with))) {
                // The step it shared its time with falls away, and that time with it.
                time.shared_with = None;
                if time.value.is_none() {
                    step.time = None;
                }
            }
        }
        let mut interruptions = Vec::new();
        for mut event in other.interruptions.clone() {
            if !stays(&event.to) {
                let Some(to) = one(&event.to)? else { continue };
                event.to = to;
            }
            // What could happen at any moment can happen at any moment of this work, not of the whole.
            let all = event.during.is_empty();
            let during = |id: &Id| if all { *id != event.to } else { event.during.contains(id) };
            event.during = kept.iter().map(|s| s.id.clone()).filter(during).collect();
            if !event.during.is_empty() {
                interruptions.push(event);
            }
        }
        if exits.is_empty() {
            return Err(message!(
                vi: "công việc của `{code}` không dẫn trở lại quy trình này",
                en: "the work of `{code}` does not lead back to this procedure"
            ));
        }
        let alone = ProcedureDefinition { steps: kept.clone(), interruptions: interruptions.clone(), ..other.clone() };
        let mut reached = beyond(&alone, &entry);
        reached.insert(entry.clone());
        for event in &interruptions {
            reached.extend(beyond(&alone, &event.to));
            reached.insert(event.to.clone());
        }
        if let Some(left) = kept.iter().find(|s| !reached.contains(&s.id)) {
            let id = &left.id;
            return Err(message!(
                vi: "không còn đường tới bước `{id}` của `{code}`: hãy nêu cả bước đó trong `without`",
                en: "no way is left to the step `{id}` of `{code}`: name it in `without` too"
            ));
        }
        Ok(Self { steps: kept, entry, exits, interruptions })
    }

    /// The other procedure without what only the steps that fall away made: receipts, notes of handing over. A result must
    /// still be made.
    fn remaining(&mut self, other: &ProcedureDefinition) -> Result<ProcedureDefinition, Message> {
        let makes = |steps: &[Step], id: &Id| steps.iter().any(|s| s.makes.contains(id));
        if let Some(lost) = results(other).iter().find(|r| makes(&other.steps, &r.id) && !makes(&self.steps, &r.id)) {
            let (id, code) = (&lost.id, &other.procedure);
            return Err(message!(
                vi: "kết quả `{id}` của `{code}` do bước bị bỏ lập: không còn bước nào lập",
                en: "the result `{id}` of `{code}` is made by a step that falls away: no other makes it"
            ));
        }
        let mut left = other.clone();
        left.records.retain(|r| makes(&self.steps, &r.id) || !makes(&other.steps, &r.id));
        let gone: HashSet<&Id> =
            other.records.iter().map(|r| &r.id).filter(|id| left.records.iter().all(|r| r.id != **id)).collect();
        for step in &mut self.steps {
            step.uses.retain(|id| !gone.contains(id));
        }
        Ok(left)
    }

    /// Gives the steps names that are free in the procedure, and the papers theirs.
    fn rename(&mut self, p: &ProcedureDefinition, other: &ProcedureDefinition, papers: &HashMap<Id, Id>) -> Result<(), Message> {
        let mut names = HashMap::new();
        let mut taken: HashSet<Id> = p.steps.iter().map(|s| s.id.clone()).collect();
        for step in &self.steps {
            let name = if taken.contains(&step.id) { prefixed(other, &step.id) } else { Some(step.id.clone()) };
            let Some(name) = name.filter(|name| taken.insert(name.clone())) else {
                let id = &step.id;
                return Err(message!(
                    vi: "bước `{id}` của hai thủ tục trùng tên và không đặt được tên khác",
                    en: "both procedures have a step `{id}`, and no other name is free"
                ));
            };
            names.insert(step.id.clone(), name);
        }
        let rename = |id: &mut Id| {
            if let Some(name) = names.get(id) {
                id.clone_from(name);
            }
        };
        let paper = |id: &mut Id| {
            if let Some(name) = papers.get(id) {
                id.clone_from(name);
            }
        };
        for step in &mut self.steps {
            // Two steps of one title would not be told apart.
            let same = |own: &Step| step.title.entries().any(|(language, title)| own.title.get(language) == Some(title));
            if p.steps.iter().any(same) {
                let of = |language: &Language| format!("{} ({})", step.title.to(language), other.title.to(language));
                step.title = Text::both(of(&Language::Vi), of(&Language::En));
            }
            rename(&mut step.id);
            step.next.0.iter_mut().for_each(|n| rename(&mut n.to));
            step.timeout.iter_mut().for_each(|t| rename(&mut t.to));
            step.time.iter_mut().filter_map(|t| t.shared_with.as_mut()).for_each(rename);
            step.uses.iter_mut().for_each(paper);
            step.makes.iter_mut().for_each(paper);
        }
        for event in &mut self.interruptions {
            rename(&mut event.to);
            event.during.iter_mut().for_each(rename);
        }
        rename(&mut self.entry);
        Ok(())
    }
}

/// A name with the code of its procedure before it.
fn prefixed(other: &ProcedureDefinition, id: &Id) -> Option<Id> {
    let code = other.procedure.as_str().to_lowercase();
    let parts: Vec<&str> = code.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    format!("{}-{id}", parts.join("-")).parse().ok()
}

/// Puts the steps of the other procedure into the flow.
fn join_in(p: &mut ProcedureDefinition, x: &Integrate, mut block: Block) -> Result<(), Message> {
    let at = place(p, &x.after)?;
    let until = x.until.as_ref().filter(|until| !(p.steps[at].next.len() == 1 && p.steps[at].next[0].to == **until));
    match until {
        Some(until) => beside(p, at, until, &mut block)?,
        None => in_sequence(p, at, &mut block)?,
    }
    let Block { steps, interruptions, .. } = block;
    p.steps.splice(at + 1..=at, steps);
    p.interruptions.extend(interruptions);
    Ok(())
}

/// The work comes before whatever followed.
fn in_sequence(p: &mut ProcedureDefinition, at: usize, block: &mut Block) -> Result<(), Message> {
    let after = p.steps[at].id.clone();
    let entry = OneOrMany(vec![plain_flow(block.entry.clone())]);
    let (next, split, end) = {
        let step = &mut p.steps[at];
        (std::mem::replace(&mut step.next, entry), step.split.take(), step.end.take())
    };
    // A way back stays with the step that decides on it.
    if next.iter().any(|n| !is_plain(n)) {
        return Err(message!(
            vi: "luồng ra từ bước `{after}` có giới hạn số lần hoặc kéo dài thời hạn",
            en: "the way on from the step `{after}` is bounded or extends the limit"
        ));
    }
    match &*next.0 {
        [only] if block.exits.len() == 1 || !matches!(behind(p, &only.to)?.join, Some(Gate::Parallel | Gate::Inclusive)) => {
            for (i, flow) in &block.exits {
                match flow {
                    Some(j) => block.steps[*i].next.0[*j].to = only.to.clone(),
                    None => block.steps[*i].next = OneOrMany(vec![only.clone()]),
                }
            }
        }
        ways => {
            // Only a single step can divide or end what the step before divided or ended.
            let last = match *block.exits {
                [(i, None)] => Some(i),
                [(i, Some(0))] if block.steps[i].next.len() == 1 => Some(i),
                _ => None,
            };
            match last {
                Some(i) => {
                    block.steps[i].next = next;
                    block.steps[i].split = split;
                    block.steps[i].end = end;
                }
                None if ways.is_empty() && block.exits.iter().all(|(i, j)| j.is_none() || block.steps[*i].next.len() == 1) => {
                    for (i, _) in &block.exits {
                        block.steps[*i].next = OneOrMany::default();
                        block.steps[*i].end.clone_from(&end);
                    }
                }
                None => {
                    return Err(message!(
                        vi: "thủ tục kia kết thúc theo nhiều đường, không nối được vào chỗ sau bước `{after}`",
                        en: "the other procedure comes out in several ways, which do not fit behind the step `{after}`"
                    ));
                }
            }
        }
    }
    Ok(())
}

fn behind<'a>(p: &'a ProcedureDefinition, id: &Id) -> Result<&'a Step, Message> {
    Ok(&p.steps[place(p, id)?])
}

/// The work runs beside what is there, and a later step waits for it.
fn beside(p: &mut ProcedureDefinition, at: usize, until: &Id, block: &mut Block) -> Result<(), Message> {
    let after = p.steps[at].id.clone();
    if !beyond(p, &after).contains(until) {
        return Err(message!(
            vi: "bước `{until}` không đứng sau bước `{after}`",
            en: "the step `{until}` does not come after the step `{after}`"
        ));
    }
    let step = &p.steps[at];
    if step.next.len() > 1 && step.split != Some(Gate::Parallel) || step.next.iter().any(|n| !is_plain(n)) {
        return Err(message!(
            vi: "sau bước `{after}` đã là chỗ lựa chọn: không thể đồng thời chia nhánh song song",
            en: "the step `{after}` already chooses between ways: it cannot start parallel branches as well"
        ));
    }
    let waiting = place(p, until)?;
    let ways = ways_in(p, until);
    let single = matches!(*ways, [Way::Next(..)]);
    if !single && p.steps[waiting].join != Some(Gate::Parallel) {
        return Err(message!(
            vi: "có nhiều luồng dẫn tới bước `{until}`: không thể chờ các nhánh song song",
            en: "several ways lead to the step `{until}`: it cannot wait for parallel branches"
        ));
    }
    let [(i, flow)] = *block.exits else {
        return Err(message!(
            vi: "thủ tục kia kết thúc theo nhiều đường, bước `{until}` không chờ được",
            en: "the other procedure comes out in several ways, for which the step `{until}` cannot wait"
        ));
    };
    match flow {
        Some(j) => block.steps[i].next.0[j].to = until.clone(),
        None => block.steps[i].next = OneOrMany(vec![plain_flow(until.clone())]),
    }
    let step = &mut p.steps[at];
    step.next.0.push(plain_flow(block.entry.clone()));
    step.next.0.iter_mut().for_each(|n: &mut Next| (n.when, n.share) = (None, None));
    step.split = Some(Gate::Parallel);
    p.steps[waiting].join = Some(Gate::Parallel);
    Ok(())
}

/// What each paper of the other procedure is called here: what both ask for, or what is made here already, is one.
fn papers(p: &ProcedureDefinition, other: &ProcedureDefinition) -> HashMap<Id, Id> {
    let mut names = HashMap::new();
    let own: HashSet<&Id> = own_papers(p).collect();
    let item = |id: &Id| dossier(p).iter().any(|i| i.id == *id);
    for theirs in dossier(other) {
        let same = dossier(p).iter().find(|i| i.id == theirs.id || i.form.iter().any(|f| theirs.form.contains(f))).map(|i| &i.id);
        let made = || {
            let of_form = |form: Option<&FormCode>| form.is_some_and(|f| theirs.form.contains(f));
            results(p).iter().find(|r| r.id == theirs.id || of_form(r.form.as_ref())).map(|r| &r.id)
        };
        let name = same.or_else(made).cloned();
        names.insert(theirs.id.clone(), name.unwrap_or_else(|| free(&own, other, &theirs.id)));
    }
    for theirs in results(other) {
        let same = results(p).iter().any(|r| r.id == theirs.id && r.title == theirs.title);
        let name = if same { theirs.id.clone() } else { free(&own, other, &theirs.id) };
        names.entry(theirs.id.clone()).or_insert(name);
    }
    for theirs in &other.records {
        let same = p.records.iter().any(|r| r.id == theirs.id && r.title == theirs.title) && !item(&theirs.id);
        let name = if same { theirs.id.clone() } else { free(&own, other, &theirs.id) };
        names.entry(theirs.id.clone()).or_insert(name);
    }
    names
}

fn free(own: &HashSet<&Id>, other: &ProcedureDefinition, id: &Id) -> Id {
    if own.contains(id) { prefixed(other, id).unwrap_or_else(|| id.clone()) } else { id.clone() }
}

fn dossier(p: &ProcedureDefinition) -> &[DossierItem] {
    p.service.as_ref().and_then(|s| s.dossier.as_ref()).map_or(&[], |d| &d.items)
}

fn results(p: &ProcedureDefinition) -> &[ServiceResult] {
    p.service.as_ref().and_then(|s| s.results.as_ref()).map_or(&[], |r| r.items())
}

fn own_papers(p: &ProcedureDefinition) -> impl Iterator<Item = &Id> {
    let records = p.records.iter().map(|r| &r.id);
    dossier(p).iter().map(|i| &i.id).chain(results(p).iter().map(|r| &r.id)).chain(records)
}

/// One application for both: papers, results, records, conditions, fees and references of both.
fn unite(p: &mut ProcedureDefinition, other: &ProcedureDefinition, papers: &HashMap<Id, Id>, x: &Integrate, entry: &Id) {
    let named = |id: &Id| papers.get(id).unwrap_or(id).clone();
    let own: HashSet<Id> = own_papers(p).cloned().collect();
    let records = other.records.iter().filter(|r| !own.contains(&named(&r.id)));
    let records: Vec<Record> = records.map(|r| Record { id: named(&r.id), ..r.clone() }).collect();
    p.records.extend(records);
    add_new(&mut p.references, &other.references);
    add_new(&mut p.clauses, &other.clauses);
    let others: Vec<_> = other.related.iter().filter(|code| **code != p.procedure).cloned().collect();
    add_new(&mut p.related, &others);
    let terms: Vec<_> = other.terms.iter().filter(|t| p.terms.iter().all(|own| own.term != t.term)).cloned().collect();
    p.terms.extend(terms);
    let Some(theirs) = &other.service else { return };
    let Some(service) = &mut p.service else { return };
    let items: Vec<_> = theirs.dossier.iter().flat_map(|d| &d.items).filter(|i| !own.contains(&named(&i.id))).collect();
    if !items.is_empty() {
        let sets = theirs.dossier.as_ref().map_or(Count(1), |d| d.sets);
        let dossier = service.dossier.get_or_insert(Dossier { sets, items: Vec::new() });
        dossier.items.extend(items.into_iter().map(|i| DossierItem { id: named(&i.id), ..i.clone() }));
    }
    let by =
        theirs.agencies.as_ref().map(|a| &a.decides).filter(|by| service.agencies.as_ref().is_none_or(|a| a.decides != **by));
    let within = theirs.time_limit.as_ref().and_then(|l| l.committed.or(l.statutory).or_else(|| l.by_law().as_duration()));
    let added = theirs.results.iter().flat_map(|r| r.items()).filter(|r| !own.contains(&named(&r.id)));
    // In a joined-up procedure each result keeps its own limit, counted from where its work begins.
    let added = added.map(|r| ServiceResult {
        id: named(&r.id),
        by: r.by.clone().or_else(|| by.cloned()),
        from: r.within.or(within).map(|_| entry.clone()),
        within: r.within.or(within),
        ..r.clone()
    });
    let added: Vec<ServiceResult> = added.collect();
    let is_joined_up = added.iter().any(|result| result.within.is_some());
    extend(&mut service.results, added);
    let is_new = |c: &&Condition| service.conditions.iter().flat_map(|own| own.items()).all(|own| own.text != c.text);
    let conditions: Vec<Condition> = theirs.conditions.iter().flat_map(|c| c.items()).filter(is_new).cloned().collect();
    extend(&mut service.conditions, conditions);
    let is_new = |f: &&Fee| !service.fees.iter().flat_map(|own| own.items()).any(|own| own == *f);
    let fees: Vec<_> = theirs.fees.iter().flat_map(|f| f.items()).filter(is_new).cloned().collect();
    extend(&mut service.fees, fees);
    add_new(&mut service.basis, &theirs.basis);
    // Each agency has its part of the limit, where the two cannot be added up.
    let parts = [(&p.title, &*service), (&other.title, theirs)].map(|(title, service)| parts(title, service));
    agencies(service, theirs);
    service.time_limit = limits(service.time_limit.take(), theirs.time_limit.as_ref(), x.until.is_some(), parts.concat());
    // The own results come when the work of both is done.
    let both = service.time_limit.as_ref().and_then(|limit| limit.published().as_duration());
    if let Some(Declared::Items(results)) = service.results.as_mut().filter(|_| is_joined_up) {
        for result in results.iter_mut().filter(|result| own.contains(&result.id) && result.within.is_none()) {
            result.within = both;
        }
    }
}

/// A limit as parts of agencies.
fn parts(title: &Text, service: &Service) -> Vec<LimitPart> {
    let Some(limit) = &service.time_limit else { return Vec::new() };
    match (limit.statutory, &service.agencies) {
        (Some(statutory), Some(agencies)) => vec![LimitPart {
            unit: agencies.decides.clone(),
            what: title.clone(),
            limit: statutory,
            basis: limit.basis.clone(),
            verified: limit.verified,
        }],
        _ => limit.parts.clone(),
    }
}

fn add_new<T: Clone + PartialEq>(own: &mut Vec<T>, others: &[T]) {
    for item in others {
        if !own.contains(item) {
            own.push(item.clone());
        }
    }
}

fn extend<T>(own: &mut Option<Declared<T>>, others: Vec<T>) {
    if others.is_empty() {
        return;
    }
    match own {
        Some(Declared::Items(items)) => items.extend(others),
        _ => *own = Some(Declared::Items(others)),
    }
}

/// Who decided there handles here.
fn agencies(service: &mut Service, theirs: &Service) {
    let Some(others) = &theirs.agencies else { return };
    let Some(own) = &mut service.agencies else {
        service.agencies = Some(others.clone());
        return;
    };
    let new: Vec<Id> =
        std::iter::once(&others.decides).chain(&others.handles).filter(|id| **id != own.decides).cloned().collect();
    add_new(&mut own.handles.0, &new);
    let assist: Vec<Id> = others.assists.iter().filter(|id| **id != own.decides && !own.handles.contains(id)).cloned().collect();
    add_new(&mut own.assists, &assist);
}

/// One after the other the limits add up; side by side the longer one counts.
fn limits(own: Option<TimeLimit>, theirs: Option<&TimeLimit>, beside: bool, parts: Vec<LimitPart>) -> Option<TimeLimit> {
    let Some(mut limit) = own else { return theirs.cloned() };
    let Some(theirs) = theirs else { return Some(limit) };
    let mut basis: Vec<Citation> = limit.basis.0.clone();
    add_new(&mut basis, &theirs.basis);
    let promised = (limit.committed.is_some() || theirs.committed.is_some()).then(|| (limit.published(), theirs.published()));
    let together = |a: WorkSpan, b: WorkSpan| if beside { a.max(b).as_duration() } else { (a + b).as_duration() };
    match together(limit.by_law(), theirs.by_law()) {
        Some(law) => {
            // The longer one is said as it was.
            let said = [limit.statutory, theirs.statutory].into_iter().flatten().find(|d| beside && d.span() == law.span());
            limit.statutory = said.or(Some(law));
            limit.parts.clear();
        }
        None if beside => {}
        None => {
            limit.statutory = None;
            limit.parts = parts;
        }
    }
    limit.committed = promised.and_then(|(a, b)| together(a, b)).filter(|c| c.span() < limit.by_law());
    add_new(&mut limit.extensions, &theirs.extensions);
    add_new(&mut limit.excludes, &theirs.excludes);
    limit.basis = OneOrMany(basis);
    limit.verified &= theirs.verified;
    Some(limit)
}
