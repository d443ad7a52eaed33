//! What a system may look like: choices only, no text.

use proptest::collection::vec;
use proptest::prelude::*;

/// A system: what its organisation is like, its services, and other procedures of the office.
#[derive(Debug, Clone)]
pub struct Shape {
    pub era: Era,
    pub bilingual: bool,
    pub quoted: bool,
    /// It follows ISO 9001:2008, with all that the standard asks of a system.
    pub standard: bool,
    pub services: Vec<Service>,
    pub internal: Vec<Internal>,
}

/// The law of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// Decree 63/2010 as of 2013: the result is obligatory, portals are not.
    Y2016,
    Y2017,
    /// Decree 92/2017 is in force.
    January2018,
    /// Decree 61/2018 has replaced Decision 09/2015.
    July2018,
    /// Agencies have gone over to the edition of 2015.
    October2018,
    /// Circular 01/2018 is in force.
    Y2019,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Ward,
    District,
    /// Handed in at the ward, decided by the district.
    Both,
}

#[derive(Debug, Clone)]
pub struct Service {
    pub level: Level,
    pub channels: Channels,
    pub sets: u8,
    pub items: Vec<Item>,
    pub limit: Limit,
    pub fees: Vec<Fee>,
    pub conditions: Vec<bool>,
    pub results: Results,
    /// What is done between the receipt and the signature.
    pub work: Vec<Block>,
    pub desk: Desk,
    pub document: Document,
    /// A simplification: proposed, or approved.
    pub simplified: Option<bool>,
}

#[derive(Debug, Clone, Copy)]
pub struct Channels {
    pub in_person: bool,
    pub post: bool,
    /// 0 is no online service.
    pub online: u8,
}

#[derive(Debug, Clone, Copy)]
pub struct Item {
    pub kind: Paper,
    pub form: bool,
    pub when: bool,
    pub bases: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Original(u8),
    Copy(u8),
    Certified(u8),
    OriginalAndCopy,
    Shown,
}

#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub unit: Unit,
    pub cut_off: bool,
    pub committed: bool,
    pub parts: bool,
    pub total: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Immediate,
    Hours,
    WorkingDays,
    Days,
}

#[derive(Debug, Clone, Copy)]
pub struct Fee {
    pub per: u8,
    pub when: bool,
    pub verified: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Results {
    None,
    One,
    Several(u8),
    /// The second one is given by another agency, beside or behind the first.
    JoinedUp {
        beside: bool,
    },
}

/// What happens at the counter and at the end.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    pub guide: bool,
    pub shares: bool,
    /// What the desk does shares one time.
    pub shared_time: bool,
    pub withdrawal: bool,
    pub software: bool,
    pub returns_draft: Option<u8>,
    pub clerk: bool,
}

/// How the document is kept.
#[derive(Debug, Clone, Copy)]
pub struct Document {
    pub issues: u8,
    pub dated: bool,
    pub effective: bool,
    pub announced: bool,
    pub coded: bool,
    pub retention: u8,
}

/// A part of the work with one way in and one way out.
#[derive(Debug, Clone)]
pub enum Block {
    Step(u8),
    /// A step whose time is part of that of the one before.
    Shared(u8),
    Choice(Vec<Vec<Block>>),
    Parallel(Vec<Vec<Block>>),
    Inclusive(Vec<Vec<Block>>),
    /// Checked, and sent back at most so often.
    Redo(u8, Vec<Block>),
    /// The handling agency asks the applicant for a supplement, once.
    Supplement,
    /// Refused by the head of the agency.
    Refuse,
    /// Another agency is asked; its silence may be consent.
    Consult {
        silence: bool,
    },
    /// The limit is extended.
    Verify(u8),
    /// Posted, or waited for.
    Wait(u8),
    /// Done by software.
    System,
}

#[derive(Debug, Clone)]
pub struct Internal {
    pub work: Vec<Block>,
    pub document: Document,
}

pub fn shape() -> impl Strategy<Value = Shape> {
    let era = prop_oneof![
        Just(Era::January2018),
        Just(Era::Y2016),
        Just(Era::Y2017),
        Just(Era::July2018),
        Just(Era::October2018),
        Just(Era::Y2019),
    ];
    (era, any::<bool>(), any::<bool>(), prop::bool::weighted(0.25), vec(service(), 1..3), vec(internal(), 0..2)).prop_map(
        |(era, bilingual, quoted, standard, services, internal)| Shape { era, bilingual, quoted, standard, services, internal },
    )
}

fn service() -> impl Strategy<Value = Service> {
    let level = prop_oneof![Just(Level::Ward), Just(Level::District), Just(Level::Both)];
    let results = prop_oneof![
        4 => Just(Results::One),
        1 => Just(Results::None),
        2 => (2..4_u8).prop_map(Results::Several),
        2 => any::<bool>().prop_map(|beside| Results::JoinedUp { beside }),
    ];
    let first = (level, channels(), 1..4_u8, vec(item(), 1..13), limit(), vec(fee(), 0..4), vec(any::<bool>(), 0..4));
    (first, (results, blocks(true), desk(), document(), prop::option::of(any::<bool>()))).prop_map(
        |((level, channels, sets, items, limit, fees, conditions), (results, work, desk, document, simplified))| Service {
            level,
            channels,
            sets,
            items,
            limit,
            fees,
            conditions,
            results,
            work,
            desk,
            document,
            simplified,
        },
    )
}

fn internal() -> impl Strategy<Value = Internal> {
    (blocks(false), document()).prop_map(|(work, document)| Internal { work, document })
}

fn channels() -> impl Strategy<Value = Channels> {
    (prop::bool::weighted(0.85), any::<bool>(), 0..5_u8).prop_map(|(in_person, post, online)| Channels {
        // Somebody must be able to hand it in; up to level 3 fees and results are at the counter.
        in_person: in_person || !post || (1..4).contains(&online),
        post,
        online,
    })
}

fn item() -> impl Strategy<Value = Item> {
    let kind = prop_oneof![
        3 => (1..4_u8).prop_map(Paper::Original),
        2 => (1..4_u8).prop_map(Paper::Copy),
        1 => (1..3_u8).prop_map(Paper::Certified),
        1 => Just(Paper::OriginalAndCopy),
        2 => Just(Paper::Shown),
    ];
    (kind, any::<bool>(), any::<bool>(), 1..3_u8).prop_map(|(kind, form, when, bases)| Item { kind, form, when, bases })
}

fn limit() -> impl Strategy<Value = Limit> {
    let unit = prop_oneof![Just(Unit::WorkingDays), Just(Unit::Days), Just(Unit::Hours), Just(Unit::Immediate)];
    (unit, any::<bool>(), any::<bool>(), prop::bool::weighted(0.3), any::<bool>())
        .prop_map(|(unit, cut_off, committed, parts, total)| Limit { unit, cut_off, committed, parts, total })
}

fn fee() -> impl Strategy<Value = Fee> {
    (0..4_u8, any::<bool>(), any::<bool>()).prop_map(|(per, when, verified)| Fee { per, when, verified })
}

fn desk() -> impl Strategy<Value = Desk> {
    let draft = prop::option::of(1..3_u8);
    (any::<[bool; 5]>(), draft, any::<bool>()).prop_map(
        |([guide, shares, shared_time, withdrawal, software], returns_draft, clerk)| Desk {
            guide,
            shares,
            shared_time,
            withdrawal,
            software,
            returns_draft,
            clerk,
        },
    )
}

fn document() -> impl Strategy<Value = Document> {
    (1..4_u8, any::<[bool; 4]>(), 0..4_u8).prop_map(|(issues, [dated, effective, announced, coded], retention)| Document {
        issues,
        dated,
        effective,
        announced,
        coded,
        retention,
    })
}

/// Blocks one after the other. Some stand only where a case of a service has one token.
fn blocks(of_service: bool) -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        4 => (1..8_u8).prop_map(Block::Step),
        1 => (1..8_u8).prop_map(Block::Shared),
        1 => (1..16_u8).prop_map(Block::Wait),
        1 => Just(Block::System),
    ];
    let inner = leaf.prop_recursive(2, 12, 3, |inner| {
        let ways = |least: usize| vec(vec(inner.clone(), least..3), 2..4);
        prop_oneof![
            2 => ways(0).prop_map(Block::Choice),
            2 => ways(1).prop_map(Block::Parallel),
            1 => ways(1).prop_map(Block::Inclusive),
            2 => (1..4_u8, vec(inner.clone(), 1..3)).prop_map(|(times, body)| Block::Redo(times, body)),
        ]
    });
    let alone = prop_oneof![
        2 => Just(Block::Supplement),
        2 => Just(Block::Refuse),
        2 => any::<bool>().prop_map(|silence| Block::Consult { silence }),
        2 => (1..6_u8).prop_map(Block::Verify),
    ];
    (vec(inner, 0..5), vec(alone, 0..3), any::<prop::sample::Index>()).prop_map(move |(mut blocks, alone, at)| {
        if of_service {
            for (i, block) in alone.into_iter().enumerate() {
                let same = |other: &Block| std::mem::discriminant(other) == std::mem::discriminant(&block);
                if !blocks.iter().any(same) {
                    let place = (at.index(blocks.len() + 1) + i).min(blocks.len());
                    blocks.insert(place, block);
                }
            }
        }
        blocks
    })
}
