//! What `check` decides of each process: procedures, and the BPMN models given beside them.

use super::Failure;
use crate::check::soundness::{FlowGraph, Verdict, analyse, rules, say};
use crate::model::finding::Finding;
use crate::model::library::Procedure;
use crate::model::open::{files_below, is_definition};
use crate::model::source::Source;
#[cfg(feature = "bpmn")]
use crate::model::value::Language;
use crate::model::value::Message;
use std::path::PathBuf;
use std::time::Instant;

/// What was decided of one file.
pub(super) struct Checked {
    pub file: String,
    pub nodes: usize,
    pub flows: usize,
    pub soundness: &'static str,
    pub reason: Option<Message>,
    /// The id of the collaboration, where several processes were decided together.
    pub collaboration: Option<String>,
    /// How long the decision and its diagnosis took, in microseconds; reading is not counted.
    pub analysis_us: u64,
}

const SOUND: &str = "sound";
const UNSOUND: &str = "unsound";
const UNDECIDED: &str = "undecided";

pub(super) fn is_bpmn(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("bpmn"))
}

/// Paths for the library, and files that are BPMN models. A directory may hold both.
pub(super) fn sort_out(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let (mut definitions, mut models) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            let found = files_below(path, is_bpmn)?;
            if found.is_empty() || !files_below(path, is_definition)?.is_empty() {
                definitions.push(path.clone());
            }
            models.extend(found);
        } else if is_bpmn(&path.to_string_lossy()) {
            models.push(path.clone());
        } else {
            definitions.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    models.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok((definitions, models))
}

fn micros(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// The verdict on a procedure. What is wrong with it is said by the rules.
pub(super) fn procedure(procedure: &Procedure) -> Checked {
    let process = procedure.graph();
    let graph = FlowGraph::from(process);
    let since = Instant::now();
    let verdict = analyse(&graph);
    let analysis_us = micros(since);
    let (soundness, reason) = match &verdict {
        Verdict::Sound(_) => (SOUND, None),
        Verdict::Unsound(faults) => {
            let label = |node| rules::label(process, node);
            (UNSOUND, faults.first().map(|fault| say::message(fault, &label)))
        }
        Verdict::Undecided(reason) => (UNDECIDED, Some(Message::new(say::why(*reason).vi, reason.to_string()))),
    };
    let (nodes, flows) = (process.raw().node_count(), process.raw().edge_count());
    Checked { file: procedure.source().to_string(), nodes, flows, soundness, reason, collaboration: None, analysis_us }
}

impl Checked {
    fn unread(file: String, reason: Message) -> Self {
        Self { file, nodes: 0, flows: 0, soundness: UNDECIDED, reason: Some(reason), collaboration: None, analysis_us: 0 }
    }
}

/// What was found in one BPMN file, with its text: its processes, and what they do together.
type Found = (Source, Vec<Finding>, Vec<Checked>);

/// Models that are held at once.
#[cfg(feature = "bpmn")]
const AT_ONCE: usize = 1024;

#[cfg(feature = "bpmn")]
pub(super) fn read(files: Vec<PathBuf>) -> Vec<Found> {
    let mut found = Vec::with_capacity(files.len());
    let mut left = files.into_iter();
    loop {
        // Reading takes long and all processors; deciding takes next to nothing, and its time is shown.
        let some: Vec<PathBuf> = left.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            return found;
        }
        let loaded = crate::model::parallel::in_parallel(some, |path| (load(&path), path));
        found.extend(loaded.into_iter().map(|(model, path)| bpmn::decided(model, &path)));
    }
}

#[cfg(not(feature = "bpmn"))]
pub(super) fn read(files: Vec<PathBuf>) -> Vec<Found> {
    let unread = |path: PathBuf| {
        let file = crate::model::open::name_of(&path);
        let message = crate::model::value::message!(vi: "bản này không đọc được BPMN", en: "this build does not read BPMN");
        let source = Source { name: file.as_str().into(), text: "".into() };
        let root = crate::model::finding::Path::root();
        let finding = Finding::error("bpmn/unreadable", &source.name, root, message.clone()).at_bytes(0..0);
        (source, vec![finding], vec![Checked::unread(file, message)])
    };
    files.into_iter().map(unread).collect()
}

#[cfg(feature = "bpmn")]
use bpmn::load;

/// Reads a file for a command that is about it alone.
#[cfg(feature = "bpmn")]
pub(super) fn open(file: &std::path::Path, language: &Language) -> Result<crate::bpmn::Model, Failure> {
    load(file).map_err(|unread| {
        let (source, finding) = *unread;
        let at = source.places().locate(&finding.path, &finding.part);
        Failure::Other(format!("{}:{}:{}: {}", file.display(), at.line, at.column, finding.message.to(language)))
    })
}

/// What of a model is taken in another form or passed over, on standard error.
#[cfg(feature = "bpmn")]
pub(super) fn notes<'a>(notes: impl IntoIterator<Item = &'a Message>, language: &Language) {
    let mut err = anstream::stderr().lock();
    let word = if *language == Language::Vi { "lưu ý" } else { "note" };
    for note in notes {
        let _ = std::io::Write::write_fmt(&mut err, format_args!("{word}: {}\n", note.to(language)));
    }
}

#[cfg(feature = "bpmn")]
mod bpmn {
    use super::{Checked, Finding, Found, Instant, Message, SOUND, Source, UNDECIDED, UNSOUND, micros};
    use crate::exchange::bpmn::{Collaboration, MAX_BYTES, Model, Process, Soundness};
    use crate::model::finding::{Path as Place, Severity};
    use crate::model::open::name_of;
    use crate::model::value::message;
    use std::path::Path;

    pub(super) fn decided(model: Result<Model, Box<(Source, Finding)>>, path: &Path) -> Found {
        let name = name_of(path);
        match model {
            Ok(model) => decide(&model),
            Err(unread) => {
                let (source, finding) = *unread;
                let checked = Checked::unread(name, finding.message.clone());
                (source, vec![finding], vec![checked])
            }
        }
    }

    /// Reads a file; what is wrong with it as a whole is one finding.
    pub(super) fn load(path: &Path) -> Result<Model, Box<(Source, Finding)>> {
        let name = &*name_of(path);
        let unreadable = |rule, message: Message| {
            let source = Source { name: name.into(), text: "".into() };
            let finding = Finding::error(rule, &source.name, Place::root(), message).at_bytes(0..0);
            Box::new((source, finding))
        };
        // Asked before reading, so that a huge file costs nothing.
        if let Ok(meta) = std::fs::metadata(path) {
            if meta.len() > MAX_BYTES as u64 {
                let (size, limit) = (meta.len() >> 20, MAX_BYTES >> 20);
                let message = message!(
                    vi: "tệp quá lớn: {size} MiB, giới hạn là {limit} MiB",
                    en: "the file is too large: {size} MiB, the limit is {limit} MiB"
                );
                return Err(unreadable("bpmn/size", message));
            }
        }
        let bytes = std::fs::read(path).map_err(|error| {
            unreadable("format/unreadable", message!(vi: "không đọc được tệp: {error}", en: "the file cannot be read: {error}"))
        })?;
        let (source, problem) = Source::decode(name, bytes);
        if let Some(problem) = problem {
            return Err(Box::new((source, problem)));
        }
        Model::read_source(source.clone()).map_err(|error| Box::new((source, error.finding())))
    }

    fn decide(model: &Model) -> Found {
        let mut findings = model.findings().to_vec();
        let (mut soundness, mut reason) = (SOUND, None);
        let mut analysis_us = 0;
        let mut decided = 0;
        let mut alone = Vec::new();
        for process in &model.lower() {
            findings.extend_from_slice(process.findings());
            let since = Instant::now();
            let decision = process.decide();
            analysis_us += micros(since);
            findings.extend_from_slice(&decision.findings);
            alone.push(decision.clone());
            // A pool may show nothing of its process; that says nothing of the others.
            if process.process().nodes.is_empty() {
                continue;
            }
            decided += 1;
            match decision.soundness {
                Soundness::Unsound if soundness != UNSOUND => (soundness, reason) = (UNSOUND, decision.reason),
                Soundness::Undecided if soundness == SOUND => (soundness, reason) = (UNDECIDED, decision.reason),
                _ => {}
            }
        }
        if decided == 0 {
            soundness = UNDECIDED;
            reason = Some(message!(vi: "không có quy trình nào có nội dung", en: "there is no process with anything in it"));
        }
        let since = Instant::now();
        let together = model.collaborate(&alone);
        let together_us = micros(since);
        // An error in the document makes it doubtful what was read.
        let is_broken = |f: &&Finding| f.severity == Severity::Error && f.rule.starts_with("bpmn/");
        let broken = findings.iter().find(is_broken).map(|f| f.message.clone());
        let sure = |soundness, reason| match (soundness, &broken) {
            (SOUND, Some(broken)) => (UNDECIDED, Some(broken.clone())),
            (soundness, _) => (soundness, reason),
        };
        let count = |processes: &[&Process]| {
            (processes.iter().map(|p| p.nodes.len()).sum(), processes.iter().map(|p| p.flows.len()).sum())
        };
        let file = model.source().name.to_string();
        let (soundness, reason) = sure(soundness, reason);
        let (nodes, flows) = count(&model.processes().iter().collect::<Vec<_>>());
        let mut checked = vec![Checked { file: file.clone(), nodes, flows, soundness, reason, collaboration: None, analysis_us }];
        if let Some(Collaboration { id, processes, decision }) = together {
            findings.extend(decision.findings);
            let (soundness, reason) = sure(word(decision.soundness), decision.reason);
            let (nodes, flows) = count(&processes.iter().map(|p| &model.processes()[*p]).collect::<Vec<_>>());
            let collaboration = Some(id.into());
            checked.push(Checked { file, nodes, flows, soundness, reason, collaboration, analysis_us: together_us });
        }
        (model.source().clone(), findings, checked)
    }

    const fn word(soundness: Soundness) -> &'static str {
        match soundness {
            Soundness::Sound => SOUND,
            Soundness::Unsound => UNSOUND,
            Soundness::Undecided => UNDECIDED,
        }
    }
}
