//! `reuse-document`, `reduce-copies` and `set-channel`: what is handed in, how often, and how.

use super::eliminate::drop_item;
use super::flow::{place, step_mut};
use crate::model::definition::{Channel, Channels, DossierItem, ProcedureDefinition, ReduceCopies, ReuseDocument, SetChannel};
use crate::model::value::{Count, Id, Language, Message, Text, message};

pub(super) fn reuse(p: &mut ProcedureDefinition, x: &ReuseDocument) -> Result<(), Message> {
    if let Some(step) = &x.step {
        place(p, step)?;
    }
    let items = p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items);
    let title = items.into_iter().find(|i| i.id == x.document).map(|i| i.title.clone());
    drop_item(p, &x.document)?;
    if let Some(other) = x.procedure.as_ref().filter(|code| **code != p.procedure) {
        if !p.related.contains(other) {
            p.related.push(other.clone());
        }
    }
    if let (Some(id), Some(title)) = (&x.step, title) {
        let step = step_mut(p, id)?;
        let of = |language: &Language, look_up: &str, at: &str| {
            let place = x.source.as_ref().map(|s| s.to(language).to_owned()).or_else(|| x.holder.as_ref().map(Id::to_string));
            let place = place.or_else(|| x.procedure.as_ref().map(ToString::to_string));
            let before = step.note.as_ref().map_or_else(String::new, |note| format!("{}; ", note.to(language)));
            format!("{before}{look_up}: {}{}", title.to(language), place.map_or_else(String::new, |at_| format!(" ({at}{at_})")))
        };
        step.note = Some(Text::both(of(&Language::Vi, "Tra cứu", "tại: "), of(&Language::En, "Looked up", "at: ")));
    }
    Ok(())
}

pub(super) fn reduce_copies(p: &mut ProcedureDefinition, x: &ReduceCopies) -> Result<(), Message> {
    if x.original.is_none() && x.copy.is_none() && x.certified_copy.is_none() && x.sets.is_none() {
        return Err(message!(
            vi: "`reduce-copies` phải nêu `original`, `copy`, `certified-copy` hoặc `sets`",
            en: "`reduce-copies` needs `original`, `copy`, `certified-copy` or `sets`"
        ));
    }
    let Some(dossier) = p.service.as_mut().and_then(|s| s.dossier.as_mut()) else {
        return Err(message!(vi: "quy trình không có hồ sơ phải nộp", en: "the procedure has no dossier"));
    };
    if let Some(sets) = x.sets {
        if sets > dossier.sets || sets.0 == 0 {
            return Err(more(("bộ hồ sơ", "sets"), dossier.sets, sets));
        }
        dossier.sets = sets;
    }
    match &x.document {
        Some(id) => match dossier.items.iter_mut().find(|i| i.id == *id) {
            Some(item) => fewer(item, x, true),
            None => Err(message!(vi: "hồ sơ không có giấy tờ `{id}`", en: "the dossier has no paper `{id}`")),
        },
        None => dossier.items.iter_mut().try_for_each(|item| fewer(item, x, false)),
    }
}

/// Fewer copies of one paper; of the whole dossier, those that have more.
fn fewer(item: &mut DossierItem, x: &ReduceCopies, alone: bool) -> Result<(), Message> {
    let before = item.pieces();
    let counts = [
        (&mut item.original, x.original, ("bản chính", "originals")),
        (&mut item.copy, x.copy, ("bản chụp", "copies")),
        (&mut item.certified_copy, x.certified_copy, ("bản sao chứng thực", "certified copies")),
    ];
    let mut rises = None;
    for (now, wanted, what) in counts {
        let Some(wanted) = wanted else { continue };
        let has = now.unwrap_or(Count(0));
        if wanted > has {
            rises = rises.or(Some((what, has, wanted)));
        }
        if wanted < has || alone && wanted > has {
            *now = Some(wanted).filter(|n| n.0 > 0);
        }
    }
    // One kind may take the place of another: a copy instead of an original.
    if let (true, Some((what, has, wanted)), false) = (alone, rises, item.pieces() <= before) {
        return Err(more(what, has, wanted));
    }
    if before > 0 && item.pieces() == 0 {
        let id = &item.id;
        return Err(message!(
            vi: "giấy tờ `{id}` không còn bản nào: hãy dùng `eliminate` hoặc `reuse-document`",
            en: "nothing is left of the paper `{id}`: say `eliminate` or `reuse-document`"
        ));
    }
    Ok(())
}

fn more((vi, en): (&str, &str), has: Count, wanted: Count) -> Message {
    message!(
        vi: "`reduce-copies` không làm ít đi: {vi} {has} → {wanted}",
        en: "`reduce-copies` would ask for no less: {en} {has} → {wanted}"
    )
}

pub(super) fn set_channel(p: &mut ProcedureDefinition, x: &SetChannel) -> Result<(), Message> {
    let opened = [
        x.in_person.is_some().then_some(Channel::InPerson),
        x.post.is_some().then_some(Channel::Post),
        x.online.is_some().then_some(Channel::Online),
    ];
    let opened: Vec<Channel> = opened.into_iter().flatten().collect();
    if opened.is_empty() && (x.steps.is_empty() || x.channel.is_none()) {
        return Err(message!(
            vi: "`set-channel` phải nêu `in-person`, `post` hoặc `online`, hoặc `steps` cùng `channel`",
            en: "`set-channel` needs `in-person`, `post` or `online`, or `steps` with their `channel`"
        ));
    }
    if !x.steps.is_empty() {
        let channel = match (x.channel, &*opened) {
            (Some(channel), _) => channel,
            (None, [only]) => *only,
            _ => {
                return Err(message!(
                    vi: "các bước thực hiện theo cách nào: hãy nêu `channel`",
                    en: "how are the steps done: say `channel`"
                ));
            }
        };
        for id in &x.steps {
            step_mut(p, id)?.channel = Some(channel);
        }
    }
    if !opened.is_empty() {
        let Some(service) = &mut p.service else {
            return Err(message!(
                vi: "quy trình không phải thủ tục hành chính: không có cách nộp hồ sơ",
                en: "the procedure is no administrative one: nothing is submitted"
            ));
        };
        let channels = service.channels.get_or_insert(Channels { in_person: None, post: None, online: None });
        channels.in_person = x.in_person.clone().or(channels.in_person.take());
        channels.post = x.post.clone().or(channels.post.take());
        channels.online = x.online.clone().or(channels.online.take());
    }
    Ok(())
}
