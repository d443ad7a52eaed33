//! Event logs: events a second from CSV and from XES, plain and gzip, beside the tally alone.
//!
//! `cargo bench --bench dossiers` makes a log of 100,000 dossiers and prints the best of some runs, and what each is of the
//! tally alone in the same run: a machine that has other work changes both. With `-- 10000000` it streams so many dossiers from a generator
//! and prints the memory that was needed; with `-- 2000000 scattered` their events do not stand together.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

use quytrinh::log::{self, Mapping};
use quytrinh::measure::dossiers::{Event, Options, Order, Tally};
use quytrinh::time::Moment;
use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::ops::ControlFlow;
use std::time::Instant;

const EVENTS: u64 = 8;
const MAPPING: &str = "
mapping: made
columns: {dossier: 'case:id', activity: 'concept:name', time: 'time:timestamp', resource: 'org:resource', unit: 'case:unit', channel: 'case:channel', due: 'case:due', end: 'case:end'}
channels: {online: online, desk: in-person}
zone: +07:00
";
const HEAD: &str = "case:id,concept:name,time:timestamp,org:resource,case:unit,case:channel,case:due,case:end\n";

/// An event of a dossier: which activity, when, by whom; the same at each call.
struct Made {
    dossier: u64,
    activity: u64,
    time: Moment,
    person: u64,
    unit: u64,
    channel: &'static str,
    due: Moment,
    end: Option<Moment>,
}

fn made(dossier: u64, event: u64) -> Made {
    let chance = dossier.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let begin = 1_483_228_800 + dossier * 3 % 31_000_000;
    let at = |second: u64| Moment::from_milliseconds(i64::try_from(second * 1000).unwrap()).unwrap();
    Made {
        dossier,
        activity: (event + chance % 3 * u64::from(event > 4)) % 12,
        time: at(begin + event * 3000 + chance % 1000),
        person: (chance >> event) % 50,
        unit: chance % 18,
        channel: ["online", "desk"][usize::try_from(chance % 2).unwrap()],
        due: at(begin + 30_000),
        end: (!chance.is_multiple_of(10)).then(|| at(begin + 24_000 + chance % 9000)),
    }
}

fn row(into: &mut String, one: &Made) {
    let end = one.end.map(|end| end.to_string()).unwrap_or_default();
    let Made { dossier, activity, time, person, unit, channel, due, .. } = one;
    let _ = writeln!(into, "HS-{dossier:09},Activity {activity},{time},R{person},U{unit},{channel},{due},{end}");
}

fn trace(into: &mut String, dossier: u64) {
    let first = made(dossier, 0);
    let _ =
        writeln!(into, "<trace><string key=\"id\" value=\"HS-{dossier:09}\"/><string key=\"unit\" value=\"U{}\"/>", first.unit);
    let _ = writeln!(into, "<string key=\"channel\" value=\"{}\"/><date key=\"due\" value=\"{}\"/>", first.channel, first.due);
    if let Some(end) = first.end {
        let _ = writeln!(into, "<date key=\"end\" value=\"{end}\"/>");
    }
    for event in 0..EVENTS {
        let Made { activity, time, person, .. } = made(dossier, event);
        let _ = writeln!(
            into,
            "\t<event>\n\t\t<string key=\"org:resource\" value=\"R{person}\"/>\n\t\t<string key=\"concept:name\" value=\"Activity {activity}\"/>\n\t\t<string key=\"lifecycle:transition\" value=\"complete\"/>\n\t\t<date key=\"time:timestamp\" value=\"{time}\"/>\n\t</event>"
        );
    }
    into.push_str("</trace>\n");
}

/// A log that is made while it is read.
struct Stream {
    dossiers: u64,
    is_scattered: bool,
    next: u64,
    text: String,
    at: usize,
}

impl Stream {
    fn new(dossiers: u64, is_scattered: bool) -> Self {
        Self { dossiers, is_scattered, next: 0, text: HEAD.to_owned(), at: 0 }
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            while self.text.len() < 60_000 && self.next < self.dossiers * EVENTS {
                let n = self.next;
                let (dossier, event) =
                    if self.is_scattered { (n % self.dossiers, n / self.dossiers) } else { (n / EVENTS, n % EVENTS) };
                row(&mut self.text, &made(dossier, event));
                self.next += 1;
            }
        }
        let length = (&self.text.as_bytes()[self.at..]).read(into)?;
        self.at += length;
        Ok(length)
    }
}

fn best(runs: usize, mut work: impl FnMut()) -> f64 {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::MAX, f64::min)
}

fn go(_: log::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn streamed(mapping: &Mapping, dossiers: u64, is_scattered: bool) {
    let start = Instant::now();
    io::copy(&mut Stream::new(dossiers, is_scattered), &mut io::sink()).unwrap();
    let making = start.elapsed().as_secs_f64();
    let (start, mut times) = (Instant::now(), 0_u32);
    let open = || {
        times += 1;
        Ok(Stream::new(dossiers, is_scattered))
    };
    let found = log::dossiers(open, mapping, &Options::default(), go).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(found.total.counts.received, dossiers);
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = memory.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or("not known", str::trim);
    println!(
        "{dossiers} dossiers, {} events: {seconds:.1} s; read {times} times, making it takes {making:.1} s each",
        dossiers * EVENTS
    );
    println!("most memory: {memory}");
}

fn main() {
    let mapping = Mapping::read("made.yaml", MAPPING.trim_start()).unwrap();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(dossiers) = arguments.first().and_then(|number| number.parse().ok()) {
        return streamed(&mapping, dossiers, arguments.len() > 1);
    }
    // `cargo test --benches` only asks whether it runs.
    let (dossiers, runs) = if std::env::args().any(|a| a == "--bench") { (100_000, 7) } else { (100, 1) };
    let (mut csv, mut xes) = (HEAD.to_owned(), "<log>\n".to_owned());
    for dossier in 0..dossiers {
        (0..EVENTS).for_each(|event| row(&mut csv, &made(dossier, event)));
        trace(&mut xes, dossier);
    }
    xes.push_str("</log>\n");
    let gzip = |text: &str| {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    };
    let options = || Options { order: Order::Grouped, ..Options::default() };
    let events = (dossiers * EVENTS) as f64;

    let all: Vec<(String, String, String, String, Made)> = (0..dossiers * EVENTS)
        .map(|n| made(n / EVENTS, n % EVENTS))
        .map(|one| {
            let names = (format!("HS-{:09}", one.dossier), format!("Activity {}", one.activity));
            (names.0, names.1, format!("R{}", one.person), format!("U{}", one.unit), one)
        })
        .collect();
    let alone = best(runs, || {
        let mut tally = Tally::new(options());
        for (dossier, activity, person, unit, one) in &all {
            tally.push(&Event { person, unit, due: Some(one.due), end: one.end, ..Event::new(dossier, activity, one.time) });
        }
        assert_eq!(tally.finish().total.counts.received, dossiers);
    });
    println!("tally alone: {:.2} M events/s", events / alone / 1e6);
    for (name, bytes) in
        [("CSV", csv.as_bytes().to_vec()), ("CSV.gz", gzip(&csv)), ("XES", xes.as_bytes().to_vec()), ("XES.gz", gzip(&xes))]
    {
        let seconds = best(runs, || {
            let found = log::dossiers(|| Ok(&bytes[..]), &mapping, &options(), go).unwrap();
            assert_eq!(found.events.used, dossiers * EVENTS);
        });
        println!("{name}: {:.2} M events/s, {:.1} times the tally alone", events / seconds / 1e6, seconds / alone);
    }
}
