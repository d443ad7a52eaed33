//! More than two contacts of the applicant in every case.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Channel, Heuristic, Operation, Resequence, SetChannel};
use crate::model::value::message;

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/contacts",
        what: (
            "mọi hồ sơ đều buộc người nộp liên hệ quá hai lần: nộp, nhận, và thêm việc ở giữa",
            "more than two contacts of the applicant in every case: handing in, collecting, and something between",
        ),
        why: (
            "Mỗi lần liên hệ là một lần đi lại và một lần hồ sơ nằm chờ; việc ở giữa làm được khi nộp hoặc khi nhận.",
            "Each contact is a journey, and a time in which the dossier waits; what lies between can be done with the first or the \
             last.",
        ),
        heuristic: Heuristic::ContactReduction,
        source: REIJERS,
    },
    look,
};

fn look(view: &View) -> Vec<Idea> {
    let mut contacts: Vec<Vec<usize>> = Vec::new();
    let mut before = None;
    for &step in &view.spine {
        if view.is_applicant(step) {
            match contacts.last_mut().filter(|_| before.is_some_and(|before| view.is_applicant(before))) {
                Some(contact) => contact.push(step),
                None => contacts.push(vec![step]),
            }
        }
        before = Some(step);
    }
    // Handing in and collecting stay. Collecting may not be written as a step: then the second of two is looked at by no
    // rule, as nobody could say which of them is too much.
    let number = contacts.len();
    if number <= 2 {
        return Vec::new();
    }
    let (first, last) = (contacts[0].clone(), contacts[number - 1].clone());
    let between = contacts[1..number - 1].iter().filter(|contact| contact.len() == 1);
    between.filter_map(|contact| idea(view, contact[0], &first, &last, number)).collect()
}

/// What is paid can be paid at any time.
fn pays(view: &View, i: usize) -> bool {
    view.begins(
        i,
        &["nộp phí", "nộp lệ phí", "thanh toán", "đóng phí", "trả phí"],
        &["pay", "settle the fee", "settle the charge"],
    )
}

fn idea(view: &View, middle: usize, first: &[usize], last: &[usize], number: usize) -> Option<Idea> {
    let step = view.step(middle);
    let id = view.id(middle);
    if view.is_required(middle) || step.timeout.is_some() {
        return None;
    }
    let (vi, en) = view.name(middle);
    let (f, l) = (*first.last()?, *last.first()?);
    let told = !step.uses.is_empty() || pays(view, middle);
    let place =
        |paper: &crate::model::value::Id| view.is_made(paper) && !first.iter().any(|i| view.step(*i).makes.contains(paper));
    let needs_nothing = !step.uses.iter().any(place);
    let (from, to) = (view.spine.iter().position(|i| *i == middle)?, view.spine.iter().position(|i| *i == l)?);
    let is_awaited = view.spine[from + 1..to].iter().any(|i| {
        view.step(*i).uses.iter().any(|paper| step.makes.contains(paper))
            || view
                .step(*i)
                .uses
                .iter()
                .any(|p| step.uses.contains(p) && view.items().iter().any(|item| item.id == *p && !hands_in(view, first, p)))
    });
    let mut ways = Vec::new();
    let mut way = |name: &str, title, rationale, operation| {
        ways.push(Way { id: format!("{name}-{id}"), title, rationale, operations: vec![operation] });
    };
    if told && needs_nothing {
        let (f_vi, f_en) = view.name(f);
        way(
            "together",
            message!(vi: "Làm “{vi}” cùng lúc với “{f_vi}”", en: "Do “{en}” together with “{f_en}”"),
            message!(
                vi: "Mọi thứ cần cho việc này đã có khi nộp hồ sơ; người nộp không phải liên hệ thêm một lần.",
                en: "All that it takes is there when the application is handed in; the applicant need not come once more."
            ),
            Operation::Resequence(Resequence { step: id.clone(), before: None, after: Some(view.id(f)) }),
        );
    }
    if told && !is_awaited {
        let (l_vi, l_en) = view.name(l);
        way(
            "at-collection",
            message!(vi: "Làm “{vi}” cùng lúc với “{l_vi}”", en: "Do “{en}” together with “{l_en}”"),
            message!(
                vi: "Không bước nào trước khi trả kết quả chờ việc này; người nộp làm khi đến nhận.",
                en: "No step before the collection waits for it; the applicant does it when collecting."
            ),
            Operation::Resequence(Resequence { step: id.clone(), before: Some(view.id(l)), after: None }),
        );
    }
    let channels = view.p.service.as_ref().and_then(|service| service.channels.as_ref());
    let at_counter = step.channel.is_none_or(|channel| channel == Channel::InPerson);
    let online =
        channels.filter(|c| c.online.as_ref().is_some_and(|o| o.level.0 >= 3)).map(|_| (Channel::Online, "trực tuyến", "online"));
    let other = online.or_else(|| channels.filter(|c| c.post.is_some()).map(|_| (Channel::Post, "qua bưu chính", "by post")));
    if let Some((channel, how_vi, how_en)) = other.filter(|_| at_counter && step.place.is_none() && told) {
        way(
            "from-home",
            message!(vi: "Làm “{vi}” {how_vi}", en: "Do “{en}” {how_en}"),
            message!(
                vi: "Thủ tục đã nhận hồ sơ {how_vi}; việc ở giữa cũng làm được theo cách đó.",
                en: "The procedure takes applications {how_en} already; what lies between can be done that way too."
            ),
            Operation::SetChannel(SetChannel {
                in_person: None,
                post: None,
                online: None,
                steps: vec![id.clone()],
                channel: Some(channel),
            }),
        );
    }
    Some(Idea {
        message: message!(
            vi: "mọi hồ sơ đều buộc người nộp liên hệ {number} lần; `{id}` làm được khi nộp hoặc khi nhận",
            en: "every case takes {number} contacts of the applicant; `{id}` could be done with the first or the last"
        ),
        places: vec![
            view.place(middle, message!(vi: "liên hệ ở giữa", en: "a contact between")),
            view.place(f, message!(vi: "lần đầu", en: "the first")),
            view.place(l, message!(vi: "lần cuối", en: "the last")),
        ],
        touches: vec![id],
        ways,
    })
}

fn hands_in(view: &View, first: &[usize], paper: &crate::model::value::Id) -> bool {
    first.iter().any(|i| view.step(*i).uses.contains(paper))
}
