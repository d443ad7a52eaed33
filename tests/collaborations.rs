//! BPMN collaborations, from text to verdict.
#![cfg(feature = "bpmn")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::format_collect)]

use proptest::prelude::*;
use quytrinh::bpmn::{Collaboration, Model, Soundness};
use quytrinh::{Language, Severity};
use std::fmt::Write;
use std::path::Path;

const MESSAGE: &str = "<messageEventDefinition/>";
const TIMER: &str = "<timerEventDefinition/>";
const ERROR: &str = "<errorEventDefinition/>";

/// `kind id`, or `kind id on`: a node; `[` and `]` hold the inside of the subprocess before them; `a b` pairs are flows.
fn pool(id: &str, nodes: &str, flows: &str) -> String {
    let mut text = format!("<process id='{id}'>\n");
    let mut open: Vec<String> = Vec::new();
    for word in nodes.split(',').map(str::trim) {
        let parts: Vec<&str> = word.split(' ').collect();
        let id = parts.get(1).copied().unwrap_or_default();
        let on = parts.get(2).copied().unwrap_or_default();
        let tag = |name: &str, inside: &str| format!("<{name} id='{id}' name='{id}'>{inside}</{name}>\n");
        let at = |inside: &str, stops: bool| {
            format!(
                "<boundaryEvent id='{id}' name='{id}' attachedToRef='{on}' cancelActivity='{stops}'>{inside}</boundaryEvent>\n"
            )
        };
        text += &match parts[0] {
            "start" => tag("startEvent", ""),
            "mstart" => tag("startEvent", MESSAGE),
            "also" => format!("<startEvent id='{id}' name='{id}' isInterrupting='false'>{MESSAGE}</startEvent>\n"),
            "task" => tag("userTask", ""),
            "many" => tag("userTask", "<multiInstanceLoopCharacteristics/>"),
            "send" => tag("sendTask", ""),
            "receive" => tag("receiveTask", ""),
            "catch" => tag("intermediateCatchEvent", MESSAGE),
            "timer" => tag("intermediateCatchEvent", TIMER),
            "throw" => tag("intermediateThrowEvent", MESSAGE),
            "end" => tag("endEvent", ""),
            "mend" => tag("endEvent", MESSAGE),
            "error" => tag("endEvent", ERROR),
            "stop" => tag("endEvent", "<terminateEventDefinition/>"),
            "xor" => tag("exclusiveGateway", ""),
            "and" => tag("parallelGateway", ""),
            "event" => tag("eventBasedGateway", ""),
            "begins" => format!("<eventBasedGateway id='{id}' name='{id}' instantiate='true'/>\n"),
            "on-message" => at(MESSAGE, true),
            "beside-message" => at(MESSAGE, false),
            "on-timer" => at(TIMER, true),
            "beside-timer" => at(TIMER, false),
            "on-error" => at(ERROR, true),
            "sub" => {
                open.push("subProcess".into());
                format!("<subProcess id='{id}' name='{id}'>\n")
            }
            "handler" => {
                open.push("subProcess".into());
                format!("<subProcess id='{id}' name='{id}' triggeredByEvent='true'>\n")
            }
            "]" => format!("</{}>\n", open.pop().unwrap()),
            other => panic!("no such kind: {other}"),
        };
    }
    for (n, pair) in flows.split(',').map(str::trim).filter(|pair| !pair.is_empty()).enumerate() {
        let (from, to) = pair.split_once(' ').unwrap();
        writeln!(text, "<sequenceFlow id='{id}{n}' sourceRef='{from}' targetRef='{to}'/>").unwrap();
    }
    text + "</process>\n"
}

/// `from>to` pairs are messages, each with the name of what sends it.
fn model(pools: &[String], messages: &str) -> Model {
    let mut text = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>\n<collaboration id='C'>\n".to_owned();
    for pool in pools {
        let id = pool.split('\'').nth(1).unwrap();
        let several = if id.ends_with('*') { "<participantMultiplicity maximum='3'/>" } else { "" };
        writeln!(text, "<participant id='pool-{id}' name='{id}' processRef='{id}'>{several}</participant>").unwrap();
    }
    writeln!(text, "<participant id='box' name='Box'/>").unwrap();
    for (n, pair) in messages.split(',').map(str::trim).filter(|pair| !pair.is_empty()).enumerate() {
        let (from, to) = pair.split_once('>').unwrap();
        writeln!(text, "<messageFlow id='m{n}' name='{from}' sourceRef='{from}' targetRef='{to}'/>").unwrap();
    }
    text += "</collaboration>\n";
    text += &pools.concat();
    Model::read("c.bpmn", &(text + "</definitions>")).unwrap()
}

fn together(model: &Model) -> Option<Collaboration> {
    let alone: Vec<_> = model.lower().iter().map(|process| process.decide()).collect();
    model.collaborate(&alone)
}

/// The verdict, and the codes of what is found.
fn decided(pools: &[String], messages: &str) -> (Soundness, Vec<&'static str>) {
    let model = model(pools, messages);
    let decision = together(&model).unwrap().decision;
    assert_eq!(decision.soundness == Soundness::Sound, decision.reason.is_none());
    (decision.soundness, decision.findings.iter().map(|f| f.rule).collect())
}

fn is_sound(pools: &[String], messages: &str) {
    assert_eq!(decided(pools, messages), (Soundness::Sound, vec![]), "{pools:?}");
}

/// The error, with its line's text.
fn fault(pools: &[String], messages: &str) -> String {
    let model = model(pools, messages);
    let decision = together(&model).unwrap().decision;
    assert_eq!(decision.soundness, Soundness::Unsound, "{:?}", decision.reason);
    let finding = decision.findings.iter().find(|f| f.severity == Severity::Error).unwrap();
    assert_eq!(decision.reason.as_ref(), Some(&finding.message));
    let places = model.source().places();
    let line = places.locate(&finding.path, &finding.part).line;
    let line = model.source().text.lines().nth(line - 1).unwrap().to_owned();
    assert!(!finding.message.to(&Language::Vi).is_empty());
    format!("{} {}\n{line}", finding.rule, finding.message.en)
}

fn asks() -> String {
    pool("A", "start sa, send ask, receive answer, end ea", "sa ask, ask answer, answer ea")
}

#[test]
fn a_request_and_its_answer() {
    let b = pool("B", "mstart called, task look, send reply, end eb", "called look, look reply, reply eb");
    is_sound(&[asks(), b], "ask>called, reply>answer");
    // Sent by an end event, awaited by a catching one.
    let b = pool("B", "mstart called, mend reply", "called reply");
    is_sound(&[asks(), b.clone()], "ask>called, reply>answer");
    let a = pool("A", "start sa, throw ask, catch answer, end ea", "sa ask, ask answer, answer ea");
    is_sound(&[a, b], "ask>called, reply>answer");
    // Without events and in the other order of the file.
    let b = pool("B", "receive called, send reply", "called reply");
    is_sound(&[b, asks()], "ask>called, reply>answer");
}

#[test]
fn two_that_wait_for_each_other() {
    let a = pool("A", "start sa, receive wa, send ta, end ea", "sa wa, wa ta, ta ea");
    let b = pool("B", "start sb, receive wb, send tb, end eb", "sb wb, wb tb, tb eb");
    let said = fault(&[a, b], "ta>wb, tb>wa");
    assert_eq!(
        said,
        "bpmn/message-deadlock “wa” of “A” can wait for ever for the message “tb” from “B”; “B” itself waits at “wb” for \
         the message “ta” from “A”; as after: “sa” (A) → “sb” (B)\n<receiveTask id='wa' name='wa'></receiveTask>"
    );
}

#[test]
fn a_choice_of_which_the_other_does_not_learn() {
    let b = "mstart called, xor good, send accept, task refuse, xor done, end eb";
    let flows = "called good, good accept, good refuse, accept done, refuse done, done eb";
    let said = fault(&[asks(), pool("B", b, flows)], "ask>called, accept>answer");
    assert_eq!(
        said,
        "bpmn/message-deadlock “answer” of “A” can wait for ever for the message “accept” from “B”; it can no longer come once \
         “good” of “B” goes on to “refuse”; as after: “sa” (A) → “ask” → “called” (B) → “refuse” → “eb”\n\
         <receiveTask id='answer' name='answer'></receiveTask>"
    );
    let told = b.replace("task refuse", "send refuse");
    let messages = "ask>called, accept>answer, refuse>answer";
    is_sound(&[asks(), pool("B", &told, flows)], messages);
}

#[test]
fn what_comes_first_decides_only_at_an_event_gateway() {
    let a = |gateway: &str| {
        let nodes = format!("start sa, send ask, {gateway} which, catch yes, catch no, xor done, end ea");
        pool("A", &nodes, "sa ask, ask which, which yes, which no, yes done, no done, done ea")
    };
    let b = pool(
        "B",
        "mstart called, xor good, send accept, send refuse, xor done-b, end eb",
        "called good, good accept, good refuse, accept done-b, refuse done-b, done-b eb",
    );
    let messages = "ask>called, accept>yes, refuse>no";
    is_sound(&[a("event"), b.clone()], messages);
    let said = fault(&[a("xor"), b], messages);
    assert!(said.contains("of “A” can wait for ever for the message"), "{said}");
    // A way that only one answer opens; and one that opens by itself.
    let silent = pool("B", "mstart called, xor good, send accept, end eb", "called good, good accept, good eb, accept eb");
    let said = fault(&[a("event"), silent.clone()], "ask>called, accept>yes, accept>no");
    assert!(said.contains("“which” of “A” can wait for ever"), "{said}");
    let late = a("event").replace(
        "<intermediateCatchEvent id='no' name='no'><messageEventDefinition/>",
        "<intermediateCatchEvent id='no' name='no'><timerEventDefinition/>",
    );
    assert_eq!(decided(&[late, silent], "ask>called, accept>yes"), (Soundness::Sound, vec!["bpmn/message-left"]));
}

#[test]
fn an_event_at_the_border_comes_while_the_activity_waits() {
    let b =
        pool("B", "mstart called, xor good, send reply, send no, end eb", "called good, good reply, good no, reply eb, no eb");
    let a = pool(
        "A",
        "start sa, send ask, receive answer, on-message refused answer, end ea, end ra",
        "sa ask, ask answer, answer ea, refused ra",
    );
    is_sound(&[a.clone(), b], "ask>called, reply>answer, no>refused");
    // Silence is excused by a timer, not by a message that may not come.
    let silent = pool("B", "mstart called, xor good, send reply, end eb", "called good, good reply, good eb, reply eb");
    let late = pool(
        "A",
        "start sa, send ask, receive answer, on-timer late answer, end ea, end la",
        "sa ask, ask answer, answer ea, late la",
    );
    assert_eq!(decided(&[late, silent.clone()], "ask>called, reply>answer").0, Soundness::Sound);
    assert!(fault(&[a, silent], "ask>called, reply>answer, reply>refused").contains("“answer” of “A”"));
    // What is interrupted before it sends does not send.
    let a = pool("A", "start sa, send ask, on-timer late ask, end ea, end la", "sa ask, ask ea, late la");
    let b = pool("B", "start sb, receive asked, end eb", "sb asked, asked eb");
    assert!(fault(&[a, b], "ask>asked").contains("can no longer come after “late” of “A”"));
}

#[test]
fn a_timer_at_a_subprocess_ends_the_waiting_in_it() {
    let silent = pool("B", "mstart called, xor good, send reply, end eb", "called good, good reply, good eb, reply eb");
    let inside = "start sa, sub within, start si, send ask, receive answer, end ei, ], EVENT, end ea, end la";
    let flows = "sa within, within ea, late la";
    let a = |event: &str| {
        let text = pool("A", &inside.replace("EVENT", event), flows);
        let inner = "<sequenceFlow id='i1' sourceRef='si' targetRef='ask'/><sequenceFlow id='i2' sourceRef='ask' targetRef='answer'/>\
                     <sequenceFlow id='i3' sourceRef='answer' targetRef='ei'/></subProcess>";
        text.replace("</subProcess>", inner)
    };
    let (soundness, rules) = decided(&[a("on-timer late within"), silent.clone()], "ask>called, reply>answer");
    assert_eq!((soundness, rules), (Soundness::Sound, vec!["bpmn/message-left"]));
    assert!(fault(&[a("beside-timer late within"), silent], "ask>called, reply>answer").contains("“answer” of “A”"));
}

#[test]
fn an_error_leaves_a_subprocess_at_once() {
    let b = pool("B", "mstart called, mend reply", "called reply");
    let inside = "start sa, sub within, start si, xor well, end ei, error failed, ], on-error caught within, send ask, receive answer, end ea, end la";
    let a = pool("A", inside, "sa within, within ask, ask answer, answer ea, caught la").replace(
        "</subProcess>",
        "<sequenceFlow id='i1' sourceRef='si' targetRef='well'/><sequenceFlow id='i2' sourceRef='well' targetRef='ei'/>\
         <sequenceFlow id='i3' sourceRef='well' targetRef='failed'/></subProcess>",
    );
    is_sound(&[a.clone(), b.clone()], "ask>called, reply>answer");
    // The other waits for what only comes if it went well.
    let b = pool("B", "start sb, receive called, mend reply", "sb called, called reply");
    assert!(fault(&[a, b], "ask>called, reply>answer").contains("“called” of “B” can wait for ever"));
}

#[test]
fn what_interrupts_nothing_may_come_again_and_again() {
    let a = pool(
        "A",
        "start sa, send order, receive goods, beside-message asked goods, send tell, end ta, end ea",
        "sa order, order goods, goods ea, asked tell, tell ta",
    );
    let b = pool(
        "B",
        "mstart called, xor again, send query, receive told, xor enough, send deliver, end eb",
        "called again, again query, query told, told enough, enough again, enough deliver, deliver eb",
    );
    let messages = "order>called, query>asked, tell>told, deliver>goods";
    assert_eq!(decided(&[a, b.clone()], messages).0, Soundness::Sound);
    // The same as an event subprocess of the process.
    let nodes = "start sa, send order, receive goods, end ea, handler asking, also asked, send tell, end ta, ]";
    let a = pool("A", nodes, "sa order, order goods, goods ea").replace(
        "</subProcess>",
        "<sequenceFlow id='i1' sourceRef='asked' targetRef='tell'/><sequenceFlow id='i2' sourceRef='tell' targetRef='ta'/></subProcess>",
    );
    assert_eq!(
        decided(&[a.clone(), b.clone()], messages).0,
        Soundness::Sound,
        "{:?}",
        together(&model(&[a, b], messages)).unwrap().decision.reason
    );
}

#[test]
fn an_event_subprocess_takes_the_place_of_what_waits() {
    let silent =
        pool("B", "mstart called, xor good, send reply, send no, end eb", "called good, good reply, good no, reply eb, no eb");
    let nodes = "start sa, send ask, receive answer, end ea, handler instead, mstart refused, end ra, ]";
    let a = pool("A", nodes, "sa ask, ask answer, answer ea")
        .replace("</subProcess>", "<sequenceFlow id='i1' sourceRef='refused' targetRef='ra'/></subProcess>");
    is_sound(&[a.clone(), silent.clone()], "ask>called, reply>answer, no>refused");
    assert!(fault(&[a, silent], "ask>called, reply>answer, reply>refused").contains("“answer” of “A”"));
}

#[test]
fn surroundings_always_answer() {
    // A pool without a process, and what ends at the border of one.
    let b = pool("B", "mstart called, mend reply", "called reply");
    let a = pool("A", "start sa, send ask, receive answer, receive word, end ea", "sa ask, ask answer, answer word, word ea");
    is_sound(&[a.clone(), b.clone()], "ask>called, reply>answer, box>word, ask>box");
    is_sound(&[a.clone(), b.clone()], "ask>called, reply>answer, pool-B>word");
    is_sound(&[a.clone(), b], "ask>called, reply>answer");
    assert!(together(&model(&[a], "box>word, ask>box")).is_none());
}

#[test]
fn messages_that_are_left_or_never_read() {
    let b = pool("B", "mstart called, xor well, receive more, end eb", "called well, well more, well eb, more eb");
    let a = pool("A", "start sa, send ask, send add, end ea", "sa ask, ask add, add ea");
    assert_eq!(decided(&[a.clone(), b], "ask>called, add>more"), (Soundness::Sound, vec!["bpmn/message-left"]));
    // B has gone before A can tell it anything: nobody is there when the message comes.
    let b = pool("B", "mstart called, mend gone, task look, on-message more look, end me", "called look, look gone, more me");
    let a = pool("A", "start sa, send ask, receive left, send add, end ea", "sa ask, ask left, left add, add ea");
    let model = model(&[a, b], "ask>called, gone>left, add>more");
    let decision = together(&model).unwrap().decision;
    assert_eq!(decision.soundness, Soundness::Sound, "{:?}", decision.reason);
    let unread = &decision.findings[0];
    assert_eq!((unread.rule, unread.severity), ("bpmn/message-unread", Severity::Warning));
    assert_eq!(unread.message.en, "the message “add” from “A” is never read in any case");
}

#[test]
fn a_loop_that_sends_many() {
    let a = pool("A", "start sa, xor again, send tell, xor more, end ea", "sa again, again tell, tell more, more again, more ea");
    // One is enough: the others are left.
    let one = pool("B", "start sb, receive told, end eb", "sb told, told eb");
    assert_eq!(decided(&[a.clone(), one], "tell>told"), (Soundness::Sound, vec!["bpmn/message-left"]));
    // Each begins a case.
    let each = pool("B", "mstart told, task look, end eb", "told look, look eb");
    assert_eq!(decided(&[a.clone(), each], "tell>told").0, Soundness::Sound);
    // Two may be too many: A may send only one.
    let twice = pool("B", "start sb, xor x, receive told, xor y, end eb", "sb x, x told, told y, y x, y eb");
    let said = fault(&[a, twice], "tell>told");
    assert!(said.contains("“told” of “B” can wait for ever for the message “tell” from “A”"), "{said}");
}

#[test]
fn a_case_for_each_message_that_begins_one() {
    let again = |what: &str| {
        let nodes = format!("start sa, xor again, send ask, {what}, xor well, end ea");
        let name = what.split(' ').nth(1).unwrap().to_owned();
        pool("A", &nodes, &format!("sa again, again ask, ask {name}, {name} well, well again, well ea"))
    };
    let b = pool("B", "mstart called, mend reply", "called reply");
    is_sound(&[again("receive answer"), b.clone()], "ask>called, reply>answer");
    // Several at once may mix up what they are told.
    let talks = pool(
        "B",
        "mstart called, event which, catch more, timer late, mend reply, end eb",
        "called which, which more, which late, more reply, late eb",
    );
    assert_eq!(
        decided(&[again("send add"), talks.clone()], "ask>called, add>more, reply>box"),
        (Soundness::Undecided, vec!["bpmn/message-undecided"])
    );
    is_sound(&[again("receive answer"), b], "ask>called, reply>answer");
    // An event gateway may begin a case too.
    let either = pool(
        "B",
        "begins first, catch called, catch other, mend reply, mend second",
        "first called, first other, called reply, other second",
    );
    let found = decided(&[again("receive answer"), either], "ask>called, reply>answer, second>answer, box>other");
    assert_eq!(found, (Soundness::Sound, vec!["bpmn/message-left"]));
}

#[test]
fn nobody_begins() {
    let a = pool("A", "mstart sa, send ta, end ea", "sa ta, ta ea");
    let b = pool("B", "mstart sb, send tb, end eb", "sb tb, tb eb");
    let said = fault(&[a, b], "ta>sb, tb>sa");
    assert!(
        said.starts_with(
            "bpmn/message-start “A” never begins: the message “tb” from “B”, for which “sa” waits, is sent in no case"
        ),
        "{said}"
    );
}

#[test]
fn messages_that_go_round_for_ever() {
    let a = pool(
        "A",
        "start sa, xor again, send ping, event which, catch pong, catch stop, end ea",
        "sa again, again ping, ping which, which pong, which stop, pong again, stop ea",
    );
    let b = pool(
        "B",
        "start sb, xor back, receive got, send reply, xor enough, send quit, end eb",
        "sb back, back got, got reply, reply enough, enough back, enough quit, quit eb",
    );
    assert_eq!(decided(&[a.clone(), b], "ping>got, reply>pong, quit>stop").0, Soundness::Sound);
    // It could only stop by what nobody sends before it stops.
    let b = pool(
        "B",
        "start sb, xor back, event how, catch got, send reply, catch end, send quit, end eb",
        "sb back, back how, how got, got reply, reply back, how end, end quit, quit eb",
    );
    let a = a.replace("<endEvent id='ea' name='ea'>", "<endEvent id='ea' name='ea'><messageEventDefinition/>");
    let said = fault(&[a, b], "ping>got, reply>pong, quit>stop, ea>end");
    assert!(said.starts_with("bpmn/message-loop the pools can send messages to and fro for ever"), "{said}");
}

#[test]
fn activities_of_which_it_is_open_whether_they_wait() {
    let a = pool("A", "start sa, task ask, end ea", "sa ask, ask ea");
    let b = pool("B", "mstart called, mend reply", "called reply");
    is_sound(&[a.clone(), b], "ask>called, reply>ask");
    let silent = pool("B", "mstart called, xor good, mend reply, end eb", "called good, good reply, good eb");
    let model = model(&[a.clone(), silent], "ask>called, reply>ask");
    let decision = together(&model).unwrap().decision;
    assert_eq!(decision.soundness, Soundness::Undecided);
    assert_eq!((decision.findings[0].rule, decision.findings[0].severity), ("bpmn/message-wait", Severity::Note));
    let said = &decision.findings[0].message.en;
    assert!(
        said.starts_with("it depends on whether messages are waited for at “ask”; if so: “ask” of “A” can wait for ever"),
        "{said}"
    );
    // Wrong whether they wait or not.
    let b = pool("B", "mstart called, receive never, mend reply", "called never, never reply");
    let a = pool("A", "start sa, task ask, xor x, send tell, end ea", "sa ask, ask x, x tell, x ea, tell ea");
    let said = fault(&[a, b], "ask>called, tell>never, reply>ask");
    assert!(said.contains("“never” of “B”"), "{said}");
}

#[test]
fn a_fault_of_its_own_comes_first() {
    let torn = pool("B", "mstart called, xor x, task u, task v, and p, mend reply", "called x, x u, x v, u p, v p, p reply");
    let found = decided(&[asks(), torn], "ask>called, reply>answer");
    assert_eq!(found, (Soundness::Undecided, vec!["bpmn/message-undecided"]));
}

#[test]
fn how_many_there_are_is_not_said() {
    let b = pool("B*", "mstart called, mend reply", "called reply");
    assert_eq!(decided(&[asks(), b], "ask>called, reply>answer"), (Soundness::Undecided, vec!["bpmn/message-unfollowed"]));
    let a = pool("A", "start sa, many ask, receive answer, end ea", "sa ask, ask answer, answer ea");
    let b = pool("B", "mstart called, mend reply", "called reply");
    assert_eq!(decided(&[a, b], "ask>called, reply>answer"), (Soundness::Undecided, vec!["bpmn/message-unfollowed"]));
}

#[test]
fn a_terminate_end_stops_what_still_waits() {
    let both = |end: &str| {
        pool(
            "A",
            &format!("start sa, and both, receive word, end ea, task work, {end} done"),
            "sa both, both word, both work, word ea, work done",
        )
    };
    let b = pool("B", "start sb, xor x, send tell, end eb", "sb x, x tell, x eb, tell eb");
    assert!(fault(&[both("end"), b.clone()], "tell>word").contains("“word” of “A”"));
    assert_eq!(decided(&[both("stop"), b], "tell>word").0, Soundness::Sound);
}

#[test]
fn message_flows_that_may_not_lie_there() {
    let a = pool("A", "start sa, xor g, send ask, receive answer, end ea", "sa g, g ask, ask answer, answer ea");
    let b = pool("B", "mstart called, mend reply", "called reply");
    let found = decided(&[a.clone(), b.clone()], "ask>called, reply>answer, ask>answer, g>called, reply>g, called>ask");
    assert_eq!(found.1, ["bpmn/message-misplaced"; 4]);
    // To nowhere, and to a data object: errors of the document, and no panic.
    let data = a.replace("</process>", "<dataObjectReference id='paper'/></process>");
    let model = model(&[data, b], "ask>called, reply>answer, ask>paper, nowhere>answer");
    let errors: Vec<&str> = model.findings().iter().filter(|f| f.severity == Severity::Error).map(|f| f.rule).collect();
    assert_eq!(errors, ["bpmn/dangling-reference"; 2]);
    assert!(together(&model).is_some());
}

#[test]
fn very_many_message_flows_are_no_trouble() {
    let b = || pool("B", "mstart called, mend reply", "called reply");
    let many = |from: &str, to: &str| vec![format!("{from}>{to}"); 10_000].join(",");
    assert_eq!(decided(&[asks(), b()], &format!("ask>called, reply>answer, {}", many("ask", "ask"))).1.len(), 51);
    let _ = decided(&[asks(), b()], &format!("ask>called, {}", many("reply", "answer")));
    // Many pools that speak in pairs, and many in a row.
    let pools: Vec<String> = (0..2_000)
        .map(|n| pool(&format!("P{n}"), &format!("mstart s{n}, task t{n}, mend e{n}"), &format!("s{n} t{n}, t{n} e{n}")))
        .collect();
    let row: Vec<String> = (1..2_000).map(|n| format!("e{}>s{n}", n - 1)).collect();
    let _ = decided(&pools, &format!("box>s0, {}", row.join(",")));
    let pairs: Vec<String> = (1..2_000).step_by(2).map(|n| format!("e{}>s{n}, box>s{}", n - 1, n - 1)).collect();
    assert_eq!(decided(&pools, &pairs.join(",")).0, Soundness::Sound);
}

/// Collaborations of other people, looked at one by one.
#[test]
fn real_collaborations_have_a_verdict() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/bpmn");
    if !place.exists() {
        eprintln!("skipped: there is no {}", place.display());
        return;
    }
    let known = [
        ("A.4.0", Soundness::Sound, &[][..]),
        ("A.4.1", Soundness::Sound, &[]),
        ("B.1.0", Soundness::Undecided, &["bpmn/message-wait"]),
        ("B.2.0", Soundness::Undecided, &["bpmn/message-undecided"]),
        ("C.1.0", Soundness::Undecided, &["bpmn/message-wait"]),
        ("C.2.0", Soundness::Sound, &[]),
    ];
    for (name, soundness, rules) in known {
        let text = std::fs::read_to_string(place.join(format!("{name}.bpmn"))).unwrap();
        let decision = together(&Model::read(name, &text).unwrap()).unwrap().decision;
        let found: Vec<&str> = decision.findings.iter().map(|f| f.rule).collect();
        assert_eq!((decision.soundness, &*found), (soundness, rules), "{name}");
    }
}

/// A process that is sound stays so when somebody only listens to it.
#[test]
fn a_listener_changes_nothing() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/workflow-graphs/industrial");
    if !place.exists() {
        eprintln!("skipped: there is no {}", place.display());
        return;
    }
    let (mut sound, mut undecided) = (0, Vec::new());
    for entry in std::fs::read_dir(place).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "bpmn") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let model = Model::read("alone.bpmn", &text).unwrap();
        let process = &model.processes()[0];
        let task = process.nodes.iter().find(|n| matches!(n.kind, quytrinh::bpmn::NodeKind::Task(_)));
        let (Some(task), Soundness::Sound) = (task, model.lower()[0].decide().soundness) else { continue };
        let listener = pool("Listener", "mstart heard, task note, end noted", "heard note, note noted");
        let messages =
            format!("<collaboration id='C'><messageFlow id='told' sourceRef='{}' targetRef='heard'/></collaboration>", task.id);
        let xml = model.to_xml();
        let (before, after) = xml.split_at(xml.rfind("</").unwrap());
        let added = messages + &listener;
        let both = Model::read("both.bpmn", &format!("{before}{added}{after}")).unwrap();
        let decision = together(&both).unwrap_or_else(|| panic!("{}", path.display())).decision;
        match decision.soundness {
            Soundness::Sound => sound += 1,
            Soundness::Unsound => panic!("{}: {:?}", path.display(), decision.reason),
            Soundness::Undecided => undecided.push((path.file_name().unwrap().to_owned(), decision.reason.unwrap().en)),
        }
    }
    eprintln!("{sound} sound, undecided: {undecided:?}");
    assert!(sound > 50 && undecided.is_empty(), "{sound} {undecided:?}");
}

const NODES: [&str; 14] =
    ["start", "mstart", "task", "send", "receive", "catch", "timer", "throw", "end", "mend", "xor", "and", "event", "stop"];
const EVENTS: [&str; 5] = ["on-message", "beside-message", "on-timer", "beside-timer", "on-error"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is drawn, there is an answer; what is unsound is said with its place.
    #[test]
    fn any_collaboration_is_decided(
        pools in proptest::collection::vec((
            proptest::collection::vec(0usize..NODES.len(), 1..7),
            proptest::collection::vec((0usize..5, 0usize..7), 0..3),
            proptest::collection::vec((0usize..8, 0usize..8), 0..10),
        ), 2..4),
        messages in proptest::collection::vec((0usize..3, 0usize..8, 0usize..3, 0usize..8), 0..8),
    ) {
        let texts: Vec<String> = pools.iter().enumerate().map(|(p, (kinds, events, flows))| {
            let mut nodes: Vec<String> = kinds.iter().enumerate().map(|(n, kind)| format!("{} n{p}-{n}", NODES[*kind])).collect();
            nodes.extend(events.iter().enumerate().map(|(e, (kind, on))| {
                format!("{} n{p}-{} n{p}-{}", EVENTS[*kind], kinds.len() + e, on % kinds.len())
            }));
            let all = nodes.len();
            let flows: Vec<String> = flows.iter().map(|(from, to)| format!("n{p}-{} n{p}-{}", from % all, to % all)).collect();
            pool(&format!("P{p}"), &nodes.join(","), &flows.join(","))
        }).collect();
        let name = |p: usize, n: usize| {
            let p = p % pools.len();
            format!("n{p}-{}", n % (pools[p].0.len() + pools[p].1.len()))
        };
        let messages: Vec<String> = messages.iter().map(|(p, n, q, m)| format!("{}>{}", name(*p, *n), name(*q, *m))).collect();
        let model = model(&texts, &messages.join(","));
        if let Some(Collaboration { decision, .. }) = together(&model) {
            prop_assert_eq!(decision.soundness == Soundness::Unsound, decision.findings.iter().any(|f| f.severity == Severity::Error));
            prop_assert_eq!(decision.soundness == Soundness::Sound, decision.reason.is_none());
        }
    }
}
